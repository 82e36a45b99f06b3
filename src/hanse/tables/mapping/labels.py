"""Columns of names, codes, countries, years and days as keys."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.messages import plural
from hanse.tables.column_reader import DEFAULT_MARKERS, Markers
from hanse.tables.grid import cell_text, quoted
from hanse.tables.long_table import Key
from hanse.tables.mapping.dates import date_label, date_order
from hanse.tables.mapping.not_usable import FIRST_YEAR, LAST_YEAR, NotUsable
from hanse.tables.mapping.problems import SHOWN, Problems
from hanse.tables.mapping.rules import ColumnRule
from hanse.tables.mapping.schema import Field
from hanse.tables.numbers import read_number

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["read_labels", "year_label"]


def read_labels(
    cells: pd.Series[Any],
    field: Field,
    rule: ColumnRule,
    *,
    column: str,
    lines: npt.NDArray[np.int32],
    missing: tuple[str, ...],
    may_be_empty: bool,
    problems: Problems,
) -> Key:
    """Return a column as a key; texts that cannot be used are problems.

    Parameters
    ----------
    cells : Series
        The column as it stands in the file.
    field : Field
        What it is to be.
    rule : ColumnRule
        Its codes.
    column : str
        Its name in the file.
    lines : ndarray of int32, shape (n,)
        Line of each row.
    missing : tuple of str
        Texts that stand for nothing beside the empty one; ``NA`` never does for a country.
    may_be_empty : bool
        Whether a row may have none; its label is the empty text.
    problems : Problems
        Takes what is wrong.
    """
    import pandas as pd

    codes, found = pd.factorize(cells, use_na_sentinel=False)
    markers = _markers(missing, field)
    order = rule.format
    if field.kind == "date" and not order:
        order = date_order([_text(cell) for cell in found], column, problems)
    labels: list[str | None] = []
    said: dict[int, tuple[str, str]] = {}
    for number, cell in enumerate(list(found)):
        if len(said) == SHOWN:  # a wrong column: to look for the nearest of each text takes long
            break
        try:
            made = _coded(_text(cell), field, rule, markers)
            labels.append(_as_kind(made, field, order) if made else "")
        except NotUsable as wrong:
            said[number] = wrong.said
            labels.append(None)
    problems.texts(column, lines, codes, list(said), lambda number: said[number])
    left = len(found) - len(labels)
    if left:
        said_left = f"{plural(left, 'other text')} not looked at"
        problems.add(said_left, at=f"column {column}", mend="See that it is the right column.")
    if "" in labels and not may_be_empty:
        _tell_empty(field, column, lines[np.isin(codes, _places(labels))], problems)
        labels = [one or None for one in labels]
    return _key(field.name, codes, [*labels, *([None] * left)])


def _places(labels: list[str | None]) -> list[int]:
    """Return the numbers of the texts that stand for nothing."""
    return [number for number, label in enumerate(labels) if label == ""]


def _tell_empty(
    field: Field, column: str, lines: npt.NDArray[np.int32], problems: Problems
) -> None:
    """Remember the rows that lack what every row needs."""
    problems.cells(
        column,
        lines.tolist(),
        f"no {field.label or field.name}",
        mend="Every row needs one: fill the cells or take the rows out.",
    )


def _text(value: Any) -> str:
    """Return a cell as text."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    return value.strip() if isinstance(value, str) else cell_text(value)


def _markers(missing: tuple[str, ...], field: Field) -> Markers:
    """Return what stands for nothing in a column of texts."""
    if field.kind == "date":
        return Markers.of((*DEFAULT_MARKERS, *missing))
    is_country = field.kind == "country"
    return Markers.of([one for one in missing if not (is_country and one.casefold() == "na")])


def _coded(text: str, field: Field, rule: ColumnRule, markers: Markers) -> str:
    """Return our text for theirs, empty where it stands for nothing; of a list part by part."""
    if field.is_list and rule.codes is not None and text not in rule.codes:
        parts = [part.strip() for part in text.split(";")]
        read = [_coded_one(part, rule, markers) for part in parts if part]
        return "; ".join(part for part in read if part)
    return _coded_one(text, rule, markers)


def _coded_one(text: str, rule: ColumnRule, markers: Markers) -> str:
    """Return our text for one of theirs, empty where it stands for nothing."""
    codes: Mapping[str, str] = rule.codes or {}
    if text in codes:
        return codes[text]
    if markers.holds(text):
        return ""
    if rule.codes is not None and not rule.keeps_others:
        near = unknown_name("code", text, codes)
        raise NotUsable(
            f"{quoted(text)} has no code",
            f'{near.mend} Add it to codes, or write others = "keep".',
        )
    return text


def _as_kind(text: str, field: Field, order: str) -> str:
    """Return a text as the label that its field has; ``order`` is that of day and month."""
    if field.kind == "date":
        return date_label(text, order, low=field.low, high=field.high)
    if field.kind == "year":
        return year_label(text, low=field.low, high=field.high)
    if field.kind == "country":
        from hanse.tables.countries import country_code

        try:
            return country_code(text)
        except InputError as error:
            raise NotUsable(error.what, error.mend) from error
    return text


def year_label(text: str, *, low: float = math.nan, high: float = math.nan) -> str:
    """Return a year as the text of a whole number.

    Parameters
    ----------
    text : str
        The cell: ``2019``, also ``2019.0`` and ``2019,0`` as programs write it.
    low, high : float
        The first and the last year that may be; NaN for 1800 and 2100.

    Raises
    ------
    NotUsable
        If it is no whole number, or outside the bounds.

    Examples
    --------
    >>> year_label("2019.0")
    '2019'
    """
    read = [read_number(text, decimal=sign) for sign in ".,"]
    whole = {
        int(one.value)
        for one in read
        if one is not None
        and math.isfinite(one.value)
        and one.value.is_integer()
        and not one.is_percent
        and not one.separator
    }
    if len(whole) != 1:
        raise NotUsable(f"{quoted(text)} is no year", "Write a whole number, such as 2019.")
    year = whole.pop()
    first = int(low) if math.isfinite(low) else FIRST_YEAR
    last = int(high) if math.isfinite(high) else LAST_YEAR
    if not first <= year <= last:
        raise NotUsable(f"year {year} is not between {first} and {last}", "Correct the cell.")
    return str(year)


def _key(name: str, codes: npt.NDArray[np.intp], labels: list[str | None]) -> Key:
    """Return the key of texts by their numbers; those that mean the same label become one."""
    found = tuple(sorted({label for label in labels if label is not None}))
    places = {label: at for at, label in enumerate(found)}
    moved = np.array([-1 if one is None else places[one] for one in labels], dtype=np.int32)
    return Key(name, moved[codes], found)
