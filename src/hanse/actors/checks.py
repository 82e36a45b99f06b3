"""Checks that several tables share: days, ratings, pairs."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

import numpy as np
import numpy.typing as npt

from hanse.actors.read_cells import Cells
from hanse.actors.tables_words import day_text
from hanse.messages import join_names

__all__ = ["check_future", "check_halves", "check_other", "check_span", "check_twice"]

Whole = npt.NDArray[np.int64]


def check_span(cells: Cells, start: Whole, end: Whole, *, names: tuple[str, str]) -> None:
    """Remember rows that end before they start."""
    wrong = np.flatnonzero((start > 0) & (end > 0) & (end < start))
    cells.tell_rows(
        ", ".join(names),
        wrong,
        lambda row: (
            f"{names[1]} {day_text(int(end[row]))} is before {names[0]} {day_text(int(start[row]))}"
        ),
        "Correct one of the days.",
    )


def check_future(cells: Cells, name: str, days: Whole, as_of: int) -> None:
    """Remember days that lie after the one on which everything is looked at."""
    cells.tell_rows(
        name,
        np.flatnonzero(days > as_of),
        lambda row: (
            f"date in the future: {day_text(int(days[row]))} is after {day_text(as_of)}, "
            "the day of the analysis"
        ),
        "Correct the day, or give a later as_of.",
    )


def check_halves(cells: Cells, names: Sequence[str]) -> None:
    """Remember ratings that are neither whole nor a half."""
    for name in names:
        values = cells.numbers(name).tolist()
        said = [f"{one:g} is neither a whole rating nor a half" for one in values]
        wrong = [row for row, one in enumerate(values) if (2 * one) % 1 > 0]
        cells.tell_rows(name, wrong, said.__getitem__, "Give 1 to 7 in steps of 0.5.")


def check_other(cells: Cells, names: str, a: Whole, b: Whole, ids: Sequence[str]) -> None:
    """Remember rows whose two sides are the same actor."""
    wrong = np.flatnonzero((a == b) & (a >= 0))
    cells.tell_rows(
        names,
        wrong,
        lambda row: f"'{ids[a[row]]}' is tied to itself",
        "Name two different actors, or take the row out.",
    )


def check_twice(
    cells: Cells, names: str, keys: Sequence[Hashable], said: Callable[[int], str]
) -> None:
    """Remember what stands in several rows; a key of None is none.

    Parameters
    ----------
    names : str
        The fields that make up the key.
    keys : sequence
        The key of each row.
    said : function
        Returns what the key of a row names, in words.
    """
    first: dict[Hashable, list[int]] = {}
    for row, key in enumerate(keys):
        if key is not None:
            first.setdefault(key, []).append(row)
    twice = [rows for rows in first.values() if len(rows) > 1]

    def say(row: int) -> str:
        own = next(rows for rows in twice if rows[-1] == row)
        before = join_names([f"{cells.lines[one]}" for one in own[:-1]])
        return f"{said(row)} stands already in row {before}"

    cells.tell_rows(names, [rows[-1] for rows in twice], say, "Keep one of the rows.")
