"""One run of a small study that several tests look at; drawing its figures takes seconds."""

from __future__ import annotations

import pytest
from tests.study.small_study import FUZZY, study_text, write_study

from hanse.study import run_study

ROBUSTNESS = """
[qca.families]
north = ["A*B"]
[[robustness]]
name = "stricter"
consistency = 0.95
"""


@pytest.fixture(scope="session")
def small_run(tmp_path_factory):
    """Return the run of the small study with a family, a robustness setting and a caution."""
    folder = tmp_path_factory.mktemp("small")
    toml = study_text(
        study='title = "Small study"\nquestion = "Which paths?"\ncaution = "Made up."',
        sets={
            "A": 'anchors = [0.1, 0.5, 0.9]\nlabel = "knowledge"\nreason = "Seen in the field."',
            "Y": 'method = "as-is"\nlabel = "exports"\nunit = "share"',
        },
        qca='pri = 0.5\n[qca.expectations]\nA = "present"',
        more=ROBUSTNESS,
    )
    write_study(folder / "study", toml, FUZZY)
    return run_study(folder / "study", folder / "out")
