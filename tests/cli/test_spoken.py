"""What goes wrong is said in one sentence, with an exit code."""

from __future__ import annotations

import pytest
import typer

from hanse.cli.spoken import spoken
from hanse.errors import InputError, LimitReached


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (InputError("frequency is 0", where="[qca]"), 2, "hanse: [qca]: frequency is 0\n"),
        (
            LimitReached("no cover was found", size="9 of 5", knob="Raise the cut-off."),
            3,
            "hanse: no cover was found (9 of 5). Raise the cut-off.\n",
        ),
        (KeyboardInterrupt(), 130, "hanse: interrupted; earlier results are unchanged\n"),
    ],
    ids=["input", "limit", "interrupted"],
)
def test_errors_of_ours_are_said_on_stderr(error, code, said, capsys):
    with pytest.raises(typer.Exit) as left, spoken():
        raise error
    assert left.value.exit_code == code
    assert capsys.readouterr() == ("", said)


def test_a_defect_keeps_its_traceback():
    with pytest.raises(ZeroDivisionError), spoken():
        raise ZeroDivisionError
