"""Small study folders, written where a test wants them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from hanse.report.inline import plain
from hanse.study import open_study
from hanse.study.qca_opening import opening_blocks
from hanse.study.qca_section import run_analysis

FUZZY = """\
cluster,A,B,C,Y
North,0.9,0.8,0.2,0.9
South,0.8,0.7,0.9,0.8
East,0.7,0.2,0.6,0.9
West,0.2,0.9,0.7,0.1
Delta,0.1,0.8,0.3,0.2
Coast,0.3,0.2,0.9,0.1
Ridge,0.9,0.1,0.2,0.4
Plain,0.6,0.9,0.1,0.7
"""

AS_IS = 'method = "as-is"'


def quiet(step: str, done: int, of: int) -> None:
    """Take progress and say nothing."""


def study_text(
    names: Iterable[str] = "ABCY",
    *,
    outcome: str = "Y",
    study: str = 'title = "Small study"',
    cases: str = "",
    sets: Mapping[str, str] | None = None,
    qca: str = "",
    more: str = "",
) -> str:
    """Return a hanse.toml; each piece can be replaced or added to."""
    methods = dict.fromkeys(names, AS_IS) | dict(sets or {})
    lines = ["[study]", study, "[cases]", 'file = "cases.csv"', 'id = "cluster"', cases]
    for name, method in methods.items():
        lines += [f"[sets.{name}]", method]
    return "\n".join([*lines, "[qca]", f'outcome = "{outcome}"', qca, more]) + "\n"


def write_study(folder: Path, toml: str | None = None, table: str = FUZZY) -> Path:
    """Write a study folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "hanse.toml").write_text(study_text() if toml is None else toml, encoding="utf-8")
    (folder / "cases.csv").write_text(table, encoding="utf-8")
    return folder


def crisp_table(rows: Iterable[Iterable[int]], names: Iterable[str]) -> str:
    """Return a table of cases ``case 001``, ``case 002`` ... with the values given."""
    lines = [",".join(["cluster", *names])]
    lines += [f"case {i:03d},{','.join(map(str, row))}" for i, row in enumerate(rows, start=1)]
    return "\n".join(lines) + "\n"


def analysed(folder: Path):
    """Return the analysis and the settings of a study folder, nothing drawn."""
    return run_analysis(open_study(folder), progress=quiet)


def texts(block) -> list[str]:
    """Return what a block of the first page says, without its styles."""
    found = list(getattr(block, "items", ())) or [getattr(block, "text", "")]
    return [plain(one) for one in found]


def opening(folder: Path) -> list[str]:
    """Return the sentences of the first page of a study."""
    analysis, settings = analysed(folder)
    return [text for block in opening_blocks(analysis, settings) for text in texts(block)]


def files_of(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
