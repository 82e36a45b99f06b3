"""What is wrong with the files of ``[observatory]``, told with the setting that it belongs to."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import numpy as np

from hanse.errors import InputError
from hanse.messages import join_names
from hanse.tables import CaseTable
from hanse.tables.countries import country_code
from hanse.tables.long_table import LongTable
from hanse.tables.mapping import MappedTable

__all__ = ["check_clusters", "check_money", "checked_rows", "first_place", "placed"]

_YEAR = re.compile(r"[0-9]{4}")
_SHOWN = 10
_SAME_MONEY = ("firms", "markets")


@contextmanager
def placed(where: str) -> Iterator[None]:
    """Put the place of a setting before the place of an error that does not name it.

    Examples
    --------
    >>> with placed("[observatory.trade]"):
    ...     raise InputError("cut is -1", mend="Give a number above 0.")
    Traceback (most recent call last):
    hanse.errors.InputError: [observatory.trade]: cut is -1. Give a number above 0.
    """
    try:
        yield
    except InputError as error:
        if error.where.startswith(where):
            raise
        at = ", ".join(part for part in (where, error.where) if part)
        raise InputError(error.what, where=at, mend=error.mend) from error


def checked_rows(
    long: LongTable, *, year: str | None, names: Sequence[str], amounts: Sequence[str]
) -> LongTable:
    """Return a long table if all its rows can be used, those of years not looked at as well.

    Parameters
    ----------
    long : LongTable
        Any.
    year : str, optional
        The key of years.
    names : sequence of str
        The keys that name a row.
    amounts : sequence of str
        Columns of numbers that are never negative.

    Raises
    ------
    InputError
        If a year is no whole number of four digits, a row stands twice, or an amount is negative.
    """
    if year is not None:
        _check_years(long, year)
    for name in amounts:
        long.nonnegative(name)
    return long.unique(names)


def check_money(tables: Mapping[str, MappedTable]) -> None:
    """Refuse sums of firms and of their markets that are stated in different money.

    Raises
    ------
    InputError
        If their currencies, or the years of their prices, are stated and differ.
    """
    firms, markets = (tables[name].money if name in tables else None for name in _SAME_MONEY)
    if firms is None or markets is None or not (firms.currency and markets.currency):
        return
    if (firms.currency, firms.year) != (markets.currency, markets.year):
        said = [
            f"{one.currency} at prices of {one.year or 'each year'}" for one in (firms, markets)
        ]
        raise InputError(
            f"sales are in {said[1]}, those of {tables['firms'].table.file} in {said[0]}",
            where=f"[observatory.markets] {tables['markets'].table.file}",
            mend="Write the same [currency] and [deflator] in the mappings of both files.",
        )


def check_clusters(table: CaseTable, *, country: bool) -> None:
    """Refuse coordinates and countries of the table of clusters that cannot be used.

    Parameters
    ----------
    table : CaseTable
        Columns ``latitude``, ``longitude`` and ``country`` where there are such.
    country : bool
        Whether countries are read; they are free words otherwise.

    Raises
    ------
    InputError
        If a coordinate is no number or off the globe, or a country is unknown.
    """
    for name, most in (("latitude", 90.0), ("longitude", 180.0)):
        if name not in table.names:
            continue
        numbers = table.numeric(name)
        for row in np.flatnonzero(np.abs(numbers) > most).tolist():
            raise InputError(
                f"{name} is {numbers[row]:g}",
                where=table.place(row, name),
                mend=f"Give degrees from -{most:.0f} to {most:.0f}.",
            )
    if country and "country" in table.names:
        for row, value in enumerate(table.column("country").values):
            if value is not None and not (isinstance(value, float) and math.isnan(value)):
                country_code(str(value), where=table.place(row, "country"))


def first_place(table: LongTable, key: str, label: str) -> str:
    """Return the place of the first row with a label."""
    found = table.key(key)
    return table.place(int(np.flatnonzero(found.codes == found.labels.index(label))[0]), key)


def _check_years(long: LongTable, year: str) -> None:
    """Refuse labels that are no years, with their first rows."""
    key = long.key(year)
    wrong = [at for at, label in enumerate(key.labels) if not _YEAR.fullmatch(label)]
    if not wrong:
        return
    rows = [int(long.lines[np.flatnonzero(key.codes == at)[0]]) for at in wrong[:_SHOWN]]
    said = [f"'{key.labels[at]}' (row {row})" for at, row in zip(wrong, rows, strict=False)]
    more = f" and {len(wrong) - _SHOWN:,} more" if len(wrong) > _SHOWN else ""
    raise InputError(
        f"{join_names(said, most=_SHOWN)}{more}: no {'year' if len(wrong) == 1 else 'years'}",
        where=f"{long.file or 'frame'}, column {year}",
        mend="Write a whole number, such as 2019.",
    )
