"""Texts that list several things, such as the ways in which a firm works abroad."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hanse.tables.long_table import LongTable

__all__ = ["WrittenLists", "written_lists"]

_NONE = frozenset(["none", "-", "–", "0"])
_UNANSWERED = frozenset(["", "?"])


@dataclass(frozen=True, eq=False)
class WrittenLists:
    """What each row lists.

    Attributes
    ----------
    items : tuple of str
        The different things, in small letters, sorted.
    row, item : ndarray of int64, shape (mentions,)
        Which row names which thing; each once.
    number : ndarray of float64, shape (rows,)
        How many different things the row names; NaN where the cell is empty.
    """

    items: tuple[str, ...]
    row: npt.NDArray[np.int64]
    item: npt.NDArray[np.int64]
    number: npt.NDArray[np.float64]


def written_lists(table: LongTable, key: str) -> WrittenLists | None:
    """Return the lists of a key, parted by semicolons; None where there is no such key.

    Case and blanks around a thing do not matter. ``none`` (or ``-``) is a list of nothing; an
    empty cell or ``?`` says that nobody answered.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"modes": ["export; agent", "Export;export", "none"]})
    >>> made = written_lists(LongTable.from_frame(frame, keys=["modes"], values=[]), "modes")
    >>> made.items, made.number
    (('agent', 'export'), array([2., 1., 0.]))
    """
    if key not in table.keys:
        return None
    found = table.keys[key]
    parsed = [_parsed(label) for label in found.labels]
    items = sorted({item for listed in parsed for item in listed})
    places = {item: at for at, item in enumerate(items)}
    sizes = np.array([len(listed) for listed in parsed], dtype=np.int64)
    flat = np.array([places[item] for listed in parsed for item in listed], dtype=np.int64)
    starts = np.cumsum(sizes) - sizes
    each = sizes[found.codes]
    row = np.repeat(np.arange(table.n), each)
    within = np.arange(len(row)) - np.repeat(np.cumsum(each) - each, each)
    item = flat[np.repeat(starts[found.codes], each) + within] if len(row) else flat[:0]
    answered = np.array([label.strip() not in _UNANSWERED for label in found.labels], dtype=bool)
    number = np.where(answered[found.codes], each, np.nan)
    return WrittenLists(tuple(items), row, item, number)


def _parsed(label: str) -> list[str]:
    """Return the different things of a list, sorted."""
    parts = {" ".join(part.split()).casefold() for part in label.split(";")}
    return sorted(parts - _NONE - _UNANSWERED)
