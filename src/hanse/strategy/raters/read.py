"""Raters: what several people say of the ratings, read from one long table."""

from __future__ import annotations

import os
from dataclasses import dataclass
from difflib import get_close_matches

from hanse.errors import HanseError, InputError, unknown_name
from hanse.result import Record
from hanse.strategy.catalogue import Catalogue, Criterion
from hanse.strategy.entries import Problems
from hanse.strategy.levels import level_range, read_level
from hanse.tables.delimited import read_delimited
from hanse.tables.excel import read_sheet
from hanse.tables.grid import Grid, cell_text, place
from hanse.tables.source import open_source

__all__ = ["COLUMNS", "RaterRating", "read_raters"]

REQUIRED = ("rater", "option", "criterion")
COLUMNS = (*REQUIRED, "level", "lower", "upper", "evidence", "note", "date")
"""The columns of a table of raters; ``level``, or ``lower`` and ``upper``, must be among them."""


@dataclass(frozen=True)
class RaterRating(Record, kind="strategy-rater-rating"):
    """What one rater says of an option on a criterion.

    Attributes
    ----------
    rater, option, criterion : str
        Who, and of what.
    level : str or None
        The level; None where there is no opinion, or only a range.
    lower, upper : str
        The levels between which it lies, the worse first; empty without an opinion.
    evidence, note, date : str
        What it rests on, as the rater wrote it.
    """

    rater: str
    option: str
    criterion: str
    level: str | None
    lower: str = ""
    upper: str = ""
    evidence: str = ""
    note: str = ""
    date: str = ""

    @property
    def has_opinion(self) -> bool:
        """Whether there is a level or a range."""
        return self.level is not None or bool(self.lower)

    @property
    def cautious(self) -> str:
        """The level, or the lower end of a range; empty without an opinion."""
        return self.lower if self.level is None else self.level

    @property
    def hopeful(self) -> str:
        """The level, or the upper end of a range; empty without an opinion."""
        return self.upper if self.level is None else self.level


def read_raters(path: str | os.PathLike[str], catalogue: Catalogue) -> tuple[RaterRating, ...]:
    r"""Read the ratings of several raters, one row for each rater, option and criterion.

    Parameters
    ----------
    path : path
        A text file with columns or a workbook, with the columns ``rater``, ``option``,
        ``criterion``, and ``level`` or ``lower`` and ``upper`` or all three; ``evidence``,
        ``note`` and ``date`` may be there, and other columns are left alone. Options and criteria
        are named by id or by label.
    catalogue : Catalogue
        Whose options and criteria are rated, sides of criteria included.

    Returns
    -------
    tuple of RaterRating
        In the order of the file. A row without a level is a rater without an opinion.

    Raises
    ------
    InputError
        If the file cannot be read, a column is missing or misspelt, a name or level does not exist,
        a range is not one, or a rater rates the same twice; all such rows are listed together.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from hanse.strategy.catalogue_reader import read_catalogue
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "raters.csv")
    ...     text = "rater;option;criterion;level\nAda;reshoring;feasibility;MF\n"
    ...     _ = path.write_text(text, encoding="utf-8")
    ...     found = read_raters(path, read_catalogue())
    >>> found[0].rater, found[0].level
    ('Ada', 'MF')
    """
    source = open_source(path)
    if source.is_workbook:
        from hanse.strategy.sheets.ratings import read_rating_sheet
        from hanse.strategy.sheets.rows import has_sheet

        if has_sheet(source, "Ratings"):
            return read_rating_sheet(path, catalogue).ratings
        grid = read_sheet(source, sheet=None)
    else:
        grid = read_delimited(source, delimiter=None, encoding=None)
    problems = Problems(source.name)
    names = _columns(grid, problems)
    problems.tell()
    found = tuple(_ratings(grid, names, catalogue, problems))
    problems.tell()
    return found


def _columns(grid: Grid, problems: Problems) -> dict[str, int]:
    """Return the place of each known column; what is missing or misspelt is remembered.

    Other columns are left alone, unless their name is nearly that of a column that is not there.
    """
    names = {name.strip().casefold(): at for at, name in enumerate(grid.header)}
    absent = [name for name in COLUMNS if name not in names]
    for name, at in names.items():
        if name not in COLUMNS and get_close_matches(name, absent, n=1, cutoff=0.75):
            problems.found.append(
                unknown_name("column", grid.header[at], absent, where=place(grid.file, grid.sheet))
            )
    missing = [name for name in REQUIRED if name in absent]
    if "level" in absent and not {"lower", "upper"} <= set(names):
        missing.append("level")
    for name in missing:
        problems.add(
            f"the column '{name}' is missing",
            where=place(grid.file, grid.sheet),
            mend=f"The columns are: {', '.join(COLUMNS)}.",
        )
    return {name: at for name, at in names.items() if name in COLUMNS}


def _ratings(
    grid: Grid, names: dict[str, int], catalogue: Catalogue, problems: Problems
) -> list[RaterRating]:
    """Return each row that can be read; what cannot is remembered."""
    found: list[RaterRating] = []
    first: dict[tuple[str, str, str], int] = {}
    for row, line in enumerate(grid.lines):
        cells = {name: cell_text(grid.columns[at][row]) for name, at in names.items()}
        places = {name: grid.place(row, at) for name, at in names.items()}
        seen = len(problems.found)
        made = _rating(cells, places, catalogue, problems)
        if len(problems.found) > seen or made is None:
            continue
        key = (made.rater, made.option, made.criterion)
        if key in first:
            problems.add(
                f"{made.rater} rates {made.option} on {made.criterion} again, first in row"
                f" {first[key]}",
                where=places["rater"],
                mend="Keep one of the two rows.",
            )
            continue
        first[key] = line
        found.append(made)
    return found


def _rating(
    cells: dict[str, str], places: dict[str, str], catalogue: Catalogue, problems: Problems
) -> RaterRating | None:
    """Return one row as a rating; everything wrong in it is remembered."""
    if not cells["rater"]:
        problems.add("there is no rater", where=places["rater"], mend="Name who rates.")
    options = {one.name.casefold(): one.id for one in catalogue.options}
    options |= {one.id.casefold(): one.id for one in catalogue.options}
    criteria = {one.label.casefold(): one.id for one in catalogue.criteria}
    criteria |= {one.id.casefold(): one.id for one in catalogue.criteria}
    option = options.get(cells["option"].casefold())
    criterion = criteria.get(cells["criterion"].casefold())
    if option is None:
        ids = [one.id for one in catalogue.options]
        problems.found.append(unknown_name("option", cells["option"], ids, where=places["option"]))
    if criterion is None:
        ids = [one.id for one in catalogue.criteria]
        problems.found.append(
            unknown_name("criterion", cells["criterion"], ids, where=places["criterion"])
        )
        return None
    try:
        level, lower, upper = _levels(cells, places, catalogue.criterion(criterion))
    except HanseError as error:
        problems.found.append(error)
        return None
    texts = {name: cells.get(name, "") for name in ("evidence", "note", "date")}
    return RaterRating(cells["rater"], option or "", criterion, level, lower, upper, **texts)


def _levels(
    cells: dict[str, str], places: dict[str, str], criterion: Criterion
) -> tuple[str | None, str, str]:
    """Return the level and the ends of its range; None and empty texts without an opinion."""
    given, lower, upper = (cells.get(name, "") for name in ("level", "lower", "upper"))
    level = read_level(given, criterion, where=places["level"]) if given else None
    if not lower and not upper:
        return level, level or "", level or ""
    end = "lower" if not lower else "upper"
    if level is None and not (lower and upper):
        raise InputError(
            f"the range has no {end} end",
            where=places.get(end, places["criterion"]),
            mend="Give both ends, or a level.",
        )
    shown = places["lower" if lower else "upper"]
    ends = level_range(lower or given, upper or given, criterion, where=shown)
    if level is not None and not (
        criterion.place(ends[0]) <= criterion.place(level) <= criterion.place(ends[1])
    ):
        raise InputError(
            f"level {level} is outside its range {ends[0]} to {ends[1]}",
            where=places["level"],
            mend="Choose a level between lower and upper.",
        )
    return level, *ends
