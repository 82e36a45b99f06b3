"""The catalogue of indicators: those of the package, and those that a user adds."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from hanse.errors import unknown_name
from hanse.observatory.indicators.indicator import Indicator
from hanse.observatory.indicators.reader import entries_of, parsed, text_of_file

__all__ = ["indicator", "indicators", "indicators_frame", "read_indicators"]

_FILE = "indicators.toml"
_COLUMNS = (
    "id",
    "name",
    "level",
    "group",
    "definition",
    "formula",
    "unit",
    "low",
    "high",
    "direction",
    "source",
    "caution",
)


@cache
def indicators() -> Mapping[str, Indicator]:
    """Return the indicators of the package by id, in the order of the file.

    Examples
    --------
    >>> indicators()["export_share"].formula
    'foreign_sales / sales'
    """
    text = files("hanse.observatory.indicators").joinpath(_FILE).read_text(encoding="utf-8")
    return MappingProxyType(entries_of(parsed(text, _FILE), where=_FILE))


def indicator(id: str, *, catalogue: Mapping[str, Indicator] | None = None) -> Indicator:
    """Return an indicator.

    Parameters
    ----------
    id : str
        Its name in files.
    catalogue : mapping of str to Indicator, optional
        Where it is looked up; by default the package's.

    Raises
    ------
    InputError
        If there is none of that id, with the nearest.

    Examples
    --------
    >>> indicator("speed").direction
    'lower'
    """
    known = indicators() if catalogue is None else catalogue
    if id not in known:
        raise unknown_name("indicator", id, known)
    return known[id]


def read_indicators(path: str | os.PathLike[str]) -> Mapping[str, Indicator]:
    """Return the package's indicators and the user's own after them.

    Parameters
    ----------
    path : path
        A TOML file with one table for each indicator, with the keys ``name level group definition
        formula unit low high direction source caution``; ``inf`` is a bound that there is not.

    Raises
    ------
    InputError
        If the file cannot be read, an id is taken, a key is unknown, missing or empty, a level or
        direction is unknown, or bounds are no numbers or not in order; all are told together.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> own = '''
    ... [fairs]
    ... name = "Fairs"
    ... level = "organisation"
    ... group = "organisation"
    ... definition = "Fairs abroad with a stand."
    ... formula = "number of fairs"
    ... unit = "fairs"
    ... low = 0
    ... high = inf
    ... direction = "higher"
    ... source = "Our own count"
    ... caution = "A stand is not a sale."
    ... '''
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "own.toml")
    ...     _ = path.write_text(own, encoding="utf-8")
    ...     found = read_indicators(path)
    >>> found["fairs"].range, len(found) - len(indicators())
    ('from 0', 1)
    """
    text, name = text_of_file(path)
    own = entries_of(parsed(text, name), where=name, taken=indicators())
    return MappingProxyType({**indicators(), **own})


def indicators_frame(catalogue: Mapping[str, Indicator] | None = None) -> Any:
    """Return one row for each indicator, with a column for each part of its card.

    ``low`` and ``high`` are NaN where there is no bound.
    """
    import pandas as pd

    known = indicators() if catalogue is None else catalogue
    rows = [[getattr(one, name) for name in _COLUMNS] for one in known.values()]
    return pd.DataFrame(rows, columns=list(_COLUMNS))
