"""Every key of ``[evidence]`` written wrongly: what was found, where, and what to write."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest
from tests.study.regional_copy import refused, toml
from tests.study.small_evidence import FRAME, SETTINGS, write_small

from hanse.study.evidence_settings import EvidenceSettings, read_evidence_settings

QUOTES = "Write it in quotes."
WHOLE = "Give a whole number from 1."
REVIEW = 'review = "."'
COUNTRIES = 'countries = ["Ghana", "Peru", "Vietnam"]'
INSIDE = "Name a folder within that of the study; '.' is the study's own."

CASES = [
    (
        REVIEW,
        'reviw = "."',
        "[evidence]: there is no key 'reviw'. Did you mean 'review'? There are",
    ),
    (REVIEW, "review = 3", f"[evidence]: review is 3. {QUOTES}"),
    (REVIEW, 'review = ""', f"[evidence]: review is ''. {INSIDE}"),
    (REVIEW, 'review = "../other"', f"[evidence]: review is '../other'. {INSIDE}"),
    (REVIEW, 'review = "/tmp"', f"[evidence]: review is '/tmp'. {INSIDE}"),
    (REVIEW, 'review = "slr"', "[evidence] review: there is no folder slr. Name another."),
    (REVIEW, "frame = 3", f"[evidence]: frame is 3. {QUOTES}"),
    (
        REVIEW,
        'frame = "cluster"',
        f"[evidence] frame: there is no sheet 'cluster'. There are: {FRAME}, appraisal-case-study",
    ),
    (
        REVIEW,
        f'appraisal = "{FRAME}"',
        f"[evidence] appraisal: '{FRAME}' is a sheet for coding. Name a sheet whose purpose is",
    ),
    (REVIEW, "seed = -1", "[evidence]: seed is -1. Give a whole number from 0."),
    (REVIEW, "seed = 1.5", "[evidence]: seed is 1.5. Give a whole number from 0."),
    (REVIEW, 'seed = "1"', "[evidence]: seed is '1'. Write a number without quotes."),
    (REVIEW, "gaps = 0", f"[evidence]: gaps is 0. {WHOLE}"),
    (REVIEW, "keyword = 0", f"[evidence]: keyword is 0. {WHOLE}"),
    (REVIEW, "cited = 0.5", f"[evidence]: cited is 0.5. {WHOLE}"),
    (REVIEW, "days = 0", f"[evidence]: days is 0. {WHOLE}"),
    (COUNTRIES, 'rows = "mechanisms"', "[evidence.map] rows: there is no axis 'mechanisms'. Did"),
    (COUNTRIES, 'columns = "land"', "[evidence.map] columns: there is no axis 'land'. "),
    (COUNTRIES, 'rows = "country"', "[evidence.map]: rows and columns are both country. Give two"),
    (
        COUNTRIES,
        "countries = []",
        "[evidence.map]: countries is empty. Name some, or leave it out.",
    ),
    (COUNTRIES, 'countries = "Peru"', "[evidence.map]: countries is 'Peru'. Write countries = ["),
    (
        COUNTRIES,
        'countries = ["Ghana", "Peruu"]',
        "[evidence.map], evidence map, universe of country: there is no country 'Peruu'. Did you",
    ),
    (
        COUNTRIES,
        'countries = ["Ghana", "Peru", "GHA"]',
        "[evidence.map], evidence map, universe of country: 'GHA' stands twice. Name it once.",
    ),
    (
        COUNTRIES,
        'kinds = ["agro", "textiles"]',
        "[evidence.map] kinds: there is no kind 'textiles'. Did you mean 'textile'? There",
    ),
    (
        COUNTRIES,
        'kind = "indutry"',
        "[evidence.map] kind: there is no field 'indutry'. Did you mean 'industry'? There are: ",
    ),
    (COUNTRIES, "country = 3", "[evidence.map]: there is no key 'country'. Did you mean"),
    ('product = "shoes"', "product = 3", f"[evidence.like]: product is 3. {QUOTES}"),
    (
        'country = "Ghana"',
        'country = "Gana"',
        "[evidence.like], profile, country: there is no country 'Gana'. Did you mean Ghana (GHA)?",
    ),
    (
        'activity = "exporting"',
        'activity = "export"',
        "[evidence.like], profile, activity: there is no value of activity 'export'. ",
    ),
    ("n = 3", "n = 0", f"[evidence.like]: n is 0. {WHOLE}"),
    ("n = 3", "least = 2", "[evidence.like]: least is 2.0. Give a share from 0 to 1."),
    ("n = 3", "m = 3", "[evidence.like]: there is no key 'm'."),
    (
        "n = 3",
        'library = "x.csv"',
        "[evidence.like] library: there is no file x.csv. Put it into the folder.",
    ),
    (
        "n = 3",
        'studies = "x.csv"',
        "[evidence.like]: statements or studies without library. Name the file of the clusters: li",
    ),
]


@pytest.fixture(scope="session")
def whole(tmp_path_factory):
    """Return the small review, made once."""
    return write_small(tmp_path_factory.mktemp("settings") / "study")


@pytest.mark.parametrize(("old", "new", "said"), CASES, ids=[one[1] for one in CASES])
def test_a_key_written_wrongly_is_named_with_what_to_write(whole, tmp_path, old, new, said):
    study = Path(shutil.copytree(whole, tmp_path / "study"))
    assert said in refused(study, tmp_path / "out", toml(old, new))


def test_settings_that_are_not_a_table_are_refused():
    with pytest.raises(ValueError, match=r"\[evidence\]: not a table of settings"):
        read_evidence_settings(3)


def test_without_keys_the_folder_of_the_study_is_the_review():
    assert read_evidence_settings({}) == EvidenceSettings()
    assert read_evidence_settings({}).review == "."


def test_settings_are_taken_as_they_are_written():
    found = read_evidence_settings(tomllib.loads(SETTINGS)["evidence"])
    assert found.map.universe == {"country": ("Ghana", "Peru", "Vietnam")}
    assert (found.map.rows, found.map.columns, found.map.kind) == (
        "mechanism",
        "country",
        "industry",
    )
    assert found.like is not None
    assert (found.like.profile.country, found.like.n, found.like.named) == ("GHA", 3, ())
