"""Which column names the cases, and whether it can."""

from __future__ import annotations

from collections.abc import Sequence

from hanse.errors import InputError, unknown_name
from hanse.messages import join_names, plural
from hanse.tables.grid import ALWAYS_MISSING, Grid, cell_text, place, quoted
from hanse.tables.numbers import read_number

__all__ = ["check_ids", "choose_ids", "id_trouble"]


# An id is missing where the cell is empty or an error value; "NA" may well be Namibia.
_NO_ID = ALWAYS_MISSING | {text.upper() for text in ALWAYS_MISSING}
_SAY = 'id = "..." (hanse.toml, Python), --id (hanse new)'


def choose_ids(grid: Grid, id: str | None, *, plain: Sequence[bool]) -> int:
    """Return the column that names the cases, counted from 0.

    Parameters
    ----------
    grid : Grid
        The table.
    id : str or None
        Name of the column. None takes the first column of text with a different, filled cell in
        every row, and if there is none the first column, if that is so filled.
    plain : sequence of bool
        Of each column, whether it is known to hold only numbers.

    Raises
    ------
    InputError
        If there is no column of that name, or none can name the cases.
    """
    if id is not None:
        if id not in grid.header:
            raise unknown_name("column", id, grid.header, where=place(grid.file, grid.sheet))
        return grid.header.index(id)
    for index, cells in enumerate(grid.columns):
        if plain[index]:
            continue
        texts = [cell_text(cell) for cell in cells]
        if id_trouble(texts, grid.lines) is None and _is_text(texts):
            return index
    trouble = id_trouble([cell_text(cell) for cell in grid.columns[0]], grid.lines)
    if trouble is None:
        return 0
    raise InputError(
        f"no column names the cases; the first, '{grid.header[0]}', does not: {trouble}",
        where=place(grid.file, grid.sheet),
        mend=f"Say which column does: {_SAY}. Or add one that differs in every row.",
    )


def check_ids(
    ids: Sequence[str], *, file: str, sheet: str, lines: Sequence[int], name: str
) -> None:
    """Raise the error for a row without an id or an id that stands twice.

    Examples
    --------
    >>> check_ids(["A", "A"], file="a.csv", sheet="", lines=[2, 4], name="case")
    ... # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    hanse.errors.InputError: a.csv, column case: the id 'A' stands in rows 2 and 4. Give ...
    """
    trouble = id_trouble(ids, lines)
    if trouble:
        raise InputError(
            trouble,
            where=place(file, sheet, column=name),
            mend=f"Give every case an id of its own, or name another column: {_SAY}.",
        )


def id_trouble(ids: Sequence[str], lines: Sequence[int] | None = None) -> str | None:
    """Return why the texts cannot be ids, None if they can; rows count from 1 without lines."""
    lines = range(1, len(ids) + 1) if lines is None else lines
    different = set(ids)
    if not different.isdisjoint(_NO_ID):
        empty = [str(line) for text, line in zip(ids, lines, strict=True) if text in _NO_ID]
        return (
            f"there is no id in {'row' if len(empty) == 1 else 'rows'} {join_names(empty, most=5)}"
        )
    if len(different) == len(ids):
        return None
    places: dict[str, list[str]] = {}
    for text, line in zip(ids, lines, strict=True):
        places.setdefault(text, []).append(str(line))
    twice = [(text, rows) for text, rows in places.items() if len(rows) > 1]
    text, rows_of_it = twice[0]
    more = f" ({plural(len(twice) - 1, 'more id')} as well)" if len(twice) > 1 else ""
    return f"the id {quoted(text)} stands in rows {join_names(rows_of_it, most=5)}{more}"


def _is_text(texts: Sequence[str]) -> bool:
    """Return whether at least half of the texts write no number."""
    words = (all(read_number(text, decimal=sign) is None for sign in ".,") for text in texts)
    return 2 * sum(words) >= len(texts)
