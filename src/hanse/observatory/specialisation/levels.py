"""One level of a hierarchy of codes, so that nothing is counted twice.

Tables of statistical offices hold sectors, groups and their totals in the same column: rows of
``31``, ``311`` and ``3111`` and a ``00`` for all. A sum over all of them counts every job several
times.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.messages import join_names
from hanse.tables.long_table import LongTable

__all__ = ["code_level", "rows_of_level", "rows_of_total"]

_TOTALS = frozenset(["00", "000", "0000", "------", "total", "all", "tot", "a-u", "b-s_x_k642"])
_RANGE = re.compile(r"([0-9]+)-([0-9]+)")


def code_level(code: str) -> int:
    """Return the level of a code: its letters and digits, points and spaces not counted.

    Examples
    --------
    >>> code_level("28"), code_level("28.1"), code_level("C28.11"), code_level("31-33")
    (2, 3, 5, 2)
    """
    ranged = _RANGE.fullmatch(code)
    return sum(sign.isalnum() for sign in (ranged[1] if ranged else code))


def rows_of_total(table: LongTable, industry: str, total: str | None) -> npt.NDArray[np.bool_]:
    """Return which rows are of the code that stands for all industries.

    ``total`` is that code, empty if there is none; None refuses codes that look like one.

    Raises
    ------
    InputError
        If the code is not in the data, or one that looks like a total was not named.
    """
    key = table.key(industry)
    if total:
        return np.asarray(key.codes == key.code(total, where=table.file))
    likely = [label for label in key.labels if label.casefold() in _TOTALS]
    if likely and total is None:
        raise InputError(
            f"the code '{likely[0]}' looks like a total of all industries",
            where=table.file,
            mend=f"Name it, so that nothing is counted twice: total='{likely[0]}'; total='' if it "
            "is an industry.",
        )
    return np.zeros(table.n, dtype=bool)


def rows_of_level(
    table: LongTable, industry: str, level: int | str | None, level_key: str | None
) -> npt.NDArray[np.bool_]:
    """Return which rows are of a level.

    Parameters
    ----------
    level : int, str or None
        The level: a value of ``level_key``, else a number of letters and digits of the codes. None
        takes all rows, if no code lies within another.
    level_key : str or None
        The key that tells the level of a row.

    Raises
    ------
    InputError
        If no row is of that level, or no level was chosen and codes lie within each other.
    """
    key = table.key(industry)
    if level is None:
        _check_flat(key.labels, table.file)
        return np.ones(table.n, dtype=bool)
    if level_key is not None:
        levels = table.key(level_key)
        return np.asarray(levels.codes == levels.code(str(level), where=table.file))
    of_label = np.array([code_level(label) for label in key.labels])
    there = sorted(set(of_label.tolist()))
    if level not in there:
        raise unknown_name("level", str(level), map(str, there), where=table.file)
    return np.asarray((of_label == level)[key.codes])


def _check_flat(codes: Sequence[str], file: str) -> None:
    """Raise the error for codes of which one holds another."""
    found = _nested(sorted(codes, key=lambda code: code.replace(".", "")))
    if found is None:
        return
    levels = sorted({code_level(code) for code in codes})
    raise InputError(
        f"code '{found[0]}' holds code '{found[1]}': jobs would be counted twice",
        where=file,
        mend=f"Choose one level: level= one of {join_names([str(one) for one in levels])}.",
    )


def _nested(codes: Sequence[str]) -> tuple[str, str] | None:
    """Return a code and one that lies within it."""
    for first, second in pairwise(codes):
        if second.replace(".", "").startswith(first.replace(".", "")):
            return first, second
    for code in codes:
        ranged = _RANGE.fullmatch(code)
        if ranged:
            starts = tuple(str(one) for one in range(int(ranged[1]), int(ranged[2]) + 1))
            inner = [one for one in codes if one != code and one.startswith(starts)]
            if inner:
                return code, inner[0]
    letters = [code for code in codes if len(code) == 1 and code.isalpha()]
    digits = [code for code in codes if code[:1].isdigit()]
    return (letters[0], digits[0]) if letters and digits else None
