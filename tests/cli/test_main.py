"""The command as a whole: help, version, what it loads, and consoles that know few signs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import hanse as library

SOURCE = Path(library.__file__).parents[1]


def in_a_process(*arguments: str, encoding: str = "utf-8") -> subprocess.CompletedProcess[bytes]:
    """Run the entry point as the installed command does."""
    known = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": encoding}
    code = "from hanse.cli.main import main; main()"
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, env=known, capture_output=True, check=False)


def test_the_version_is_the_one_of_the_library(hanse):
    shown = hanse("--version")
    assert (shown.exit_code, shown.output) == (0, f"hanse {library.__version__}\n")


def test_without_a_command_the_help_is_shown(hanse):
    shown = hanse()
    assert shown.exit_code == 0
    assert shown.output == hanse("--help").output
    for command in ("new", "run", "calibrate", "necessity", "truth-table", "minimize"):
        assert f"\n  {command} " in shown.output


@pytest.mark.parametrize("command", ["new", "run", "calibrate", "necessity", "minimize"])
def test_every_command_has_a_help_of_its_own(hanse, command):
    shown = hanse(command, "--help")
    assert shown.exit_code == 0
    assert shown.output.startswith(f"Usage: hanse {command} ")


def test_the_command_line_loads_nothing_heavy_before_a_command_runs():
    heavy = ("numpy", "pandas", "scipy", "rich", "altair", "jinja2")
    code = f"import sys, hanse.cli.main; print([m for m in {heavy} if m in sys.modules])"
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    command = [sys.executable, "-c", code]
    found = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert found.stdout.strip() == b"[]"


def test_the_entry_point_answers_errors_without_a_traceback(tmp_path):
    found = in_a_process("run", str(tmp_path))
    said = found.stderr.decode("utf-8").strip()
    assert found.returncode == 2
    assert said == f"hanse: {tmp_path}: there is no hanse.toml. Start one with: " + (
        "hanse new DIR --from FILE."
    )


def test_a_console_of_few_signs_shows_a_question_mark_and_data_stay_whole(tmp_path):
    table = tmp_path / "towns.csv"
    table.write_text("都市,β,y\n東京,1,3\nŁódź,4,1\nAt,2,9\n", encoding="utf-8")
    made = in_a_process("new", str(tmp_path / "s"), "--from", str(table), encoding="cp1252")
    assert (made.returncode, made.stderr) == (0, b"")
    shown = in_a_process("truth-table", str(tmp_path / "s"), encoding="cp1252")
    assert shown.returncode == 0
    assert b"?\xf3d?" in shown.stdout
    data = in_a_process("truth-table", str(tmp_path / "s"), "--format", "json", encoding="cp1252")
    assert json.loads(data.stdout.decode("utf-8"))["y"]["conditions"] == ["β"]
