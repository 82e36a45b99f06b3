"""What the documentation shows is run, what it names exists, and what exists is named."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import hanse

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
PAGES = [page for page in PAGES if ".tmp." not in page.name]
SYSTEM = ROOT.parent / "shared" / "SYSTEM.md"


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path, language: str) -> list[str]:
    text = page.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)


PYTHON = [(page, i) for page in PAGES for i, _ in enumerate(blocks(page, "python"))]


@pytest.mark.parametrize(("page", "i"), PYTHON, ids=lambda v: v if isinstance(v, int) else v.stem)
def test_every_python_example_runs(page, i, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    exec(compile(blocks(page, "python")[i], f"{page.name} {i}", "exec"), {})


def commands() -> list[tuple[Path, str, str]]:
    """Return each ``$ hanse`` line of a console block with the output shown below it."""
    found = []
    for page in PAGES:
        for block in blocks(page, "console"):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                line, _, shown = part.partition("\n")
                if line.startswith("hanse "):
                    found.append((page, line, shown))
    return found


@pytest.mark.parametrize(("page", "line", "shown"), commands(), ids=lambda v: str(v)[:40])
def test_every_command_shown_prints_what_is_shown(page, line, shown, tmp_path):
    words = [word.replace("out/", f"{tmp_path}/") for word in shlex.split(line)[1:]]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}
    run = subprocess.run(
        [sys.executable, "-c", "from hanse.cli.main import main; main()", *words],
        cwd=ROOT,
        env={**environment, "COLUMNS": "100"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    printed = run.stdout.replace(f"{tmp_path}/", "out/").replace(f"{tmp_path}{os.sep}", "out/")
    assert [one.rstrip() for one in printed.strip().splitlines()] == [
        one.rstrip() for one in shown.strip().splitlines()
    ]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_and_picture_inside_the_project_is_there(page):
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_every_public_name_is_in_the_docs():
    text = (ROOT / "docs" / "reference" / "python.md").read_text(encoding="utf-8")
    assert [name for name in hanse.__all__ if f"`{name}`" not in text] == []
    assert all(hasattr(hanse, name) for name in hanse.__all__)


def test_every_public_name_of_an_engine_is_in_the_docs():
    import hanse.strategy

    text = (ROOT / "docs" / "reference" / "python.md").read_text(encoding="utf-8")
    assert [name for name in hanse.strategy.__all__ if f"`{name}`" not in text] == []


def test_every_command_is_in_the_docs():
    from typer.main import get_command

    from hanse.cli.main import app

    text = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    group = get_command(app)
    names = list(group.commands)
    assert {"run", "new", "calibrate", "necessity", "truth-table", "minimize"} <= set(names)
    for name, command in every_command(group):
        assert f"## `hanse {name}" in text
        for parameter in command.params:
            for option in parameter.opts:
                assert not option.startswith("--") or option in text, f"{name} {option}"


def every_command(group, before=""):
    """Yield each command with its name, those of a group by themselves."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from every_command(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def requirement_rows() -> dict[str, list[str]]:
    text = (ROOT / "docs" / "reference" / "requirements.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\| ([QOGSCE]\d+) \|(.*)\|$", text, flags=re.MULTILINE)
    return {number: [cell.strip() for cell in rest.split("|")] for number, rest in lines}


def test_every_requirement_has_a_line_and_a_state():
    counts = {"Q": 16, "O": 7, "G": 5, "S": 7, "C": 8, "E": 12}
    expected = [f"{letter}{i}" for letter, n in counts.items() for i in range(1, n + 1)]
    rows = requirement_rows()
    assert sorted(rows) == sorted(expected)
    assert all(re.match(r"built|in part: |not yet", cells[1]) for cells in rows.values())


@pytest.mark.parametrize("number", requirement_rows())
def test_what_a_requirement_names_exists(number):
    _, state, where, tests = requirement_rows()[number]
    assert (state == "not yet") == (not where)
    for path in re.findall(r"`([\w/.\-]+)`", where):
        assert (ROOT / "src" / "hanse" / path).exists() or (ROOT / path).exists(), path
    for path in re.findall(r"`(tests/[\w/.\-]+)`", tests):
        assert (ROOT / path).exists(), path


if SYSTEM.exists():

    def test_the_requirements_are_those_of_the_system():
        text = SYSTEM.read_text(encoding="utf-8")
        numbers = re.findall(r"^\| ([QOGSCE]\d+) \|", text, flags=re.MULTILINE)
        assert sorted(numbers) == sorted(requirement_rows())


def test_the_picture_of_the_readme_is_what_the_example_draws():
    from hanse.study import open_study
    from hanse.study.qca_charts import chart_blocks
    from hanse.study.qca_section import run_analysis

    study = open_study(ROOT / "examples" / "township")
    analysis, settings = run_analysis(study, progress=lambda step, done, of: None)
    _, pictures = chart_blocks(analysis, analysis.sides[0], settings, "CI")
    shown = (ROOT / "docs" / "images" / "township-chart.svg").read_text(encoding="utf-8")
    assert shown == pictures[1].svg


def test_the_first_screen_of_the_readme_has_what_a_newcomer_needs():
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:60]
    text = "\n".join(lines)
    assert "make run" in text
    assert "make test" in text
    assert "```console" in text
    assert "docs/images/township-chart.svg" in text
