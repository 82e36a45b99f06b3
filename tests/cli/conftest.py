"""What the tests of the command line share: the commands, the township study and a small one."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from hanse.cli.main import app

TOWNSHIP = Path(__file__).parents[2] / "examples" / "township"
SMALL = "town,firms,trust,exports\nA,12,0,5\nB,80,1,30\nC,20,1,9\nD,55,0,40\nE,70,1,22\n"


@pytest.fixture
def township() -> str:
    return str(TOWNSHIP)


@pytest.fixture
def hanse():
    """Run a command and return what it printed and its exit code."""

    def run(*arguments: object):
        return CliRunner().invoke(app, [str(one) for one in arguments], prog_name="hanse")

    return run


@pytest.fixture
def small(tmp_path, hanse) -> Path:
    """Return a small study folder, started from a table."""
    table = tmp_path / "towns.csv"
    table.write_text(SMALL, encoding="utf-8")
    made = hanse("new", tmp_path / "small", "--from", table)
    assert made.exit_code == 0, made.output
    return tmp_path / "small"
