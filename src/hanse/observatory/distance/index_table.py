"""Indicators of countries that a user brings: governance, values, income."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.messages import columns_text, plural
from hanse.observatory.distance.country_codes import with_country_codes
from hanse.result import Answer
from hanse.tables.long_table import LongTable

__all__ = ["IndexTable", "one_year", "source_text"]

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class IndexTable(Answer, kind="observatory-country-index"):
    """Countries and what is measured of each, in one year.

    Parameters
    ----------
    countries : tuple of str
        Codes of three letters, each once.
    indicators : tuple of str
        Names, each once.
    values : ndarray of float64, shape (countries, indicators)
        NaN where it is not known.
    source : str
        Whose numbers they are.
    year : str
        Of which year; empty if it is not known or the table has none.
    units : mapping of str to str
        What an indicator counts, where that is known.
    notes : tuple of str
        What was left out.

    Raises
    ------
    InputError
        If names repeat, the matrix has another size, or a value is infinite.

    Examples
    --------
    >>> import numpy as np
    >>> made = IndexTable(("DEU", "SWE"), ("law",), np.array([[1.6], [1.9]]), "a survey", "2019")
    >>> print(made)
    a survey, 2019: 2 countries, 1 indicator
    indicator  known  least  median  most
    law            2   1.60    1.75  1.90
    """

    countries: tuple[str, ...]
    indicators: tuple[str, ...]
    values: Floats
    source: str
    year: str = ""
    units: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        made = np.array(self.values, dtype=np.float64)
        made.setflags(write=False)
        object.__setattr__(self, "values", made)
        if made.shape != (len(self.countries), len(self.indicators)):
            raise InputError(
                f"values of shape {made.shape} for "
                f"{plural(len(self.countries), 'country', 'countries')} and"
                f" {plural(len(self.indicators), 'indicator')}",
                where=self.source,
            )
        for word, names in (("country", self.countries), ("indicator", self.indicators)):
            twice = sorted({one for one in names if names.count(one) > 1})
            if twice:
                raise InputError(f"the {word} {twice[0]} stands twice", where=self.source)
        wrong = np.argwhere(np.isinf(made))
        if len(wrong):
            i, j = wrong[0].tolist()
            raise InputError(
                f"{self.indicators[j]} of {self.countries[i]} is infinite", where=self.source
            )

    @classmethod
    def from_long(
        cls,
        table: LongTable,
        *,
        country: str = "country",
        indicators: Sequence[str] | None = None,
        year_key: str = "year",
        year: str | int | None = None,
        source: str = "",
        units: Mapping[str, str] | None = None,
    ) -> IndexTable:
        """Return the index that a long table holds: a row for each country (and year).

        Parameters
        ----------
        table : LongTable
            From `hanse.tables.long_table.read_long` or `LongTable.from_frame`.
        country, year_key : str
            The keys of countries (codes or names) and, if there is one, of years.
        indicators : sequence of str, optional
            The columns of numbers, all where none are named.
        year : str or int, optional
            The year taken; needed where the table has several.
        source : str
            Whose numbers they are, the name of the file where nothing is given.
        units : mapping of str to str, optional
            What each indicator counts.

        Raises
        ------
        InputError
            If there are several years and none is chosen, a country stands twice or is not known,
            or there is no such column.
        """
        chosen, said = one_year(table, year_key, year)
        coded = with_country_codes(chosen, country).unique([country])
        key = coded.key(country)
        names = tuple(coded.values if indicators is None else indicators)
        values = np.column_stack([coded.value(name) for name in names])
        order = np.argsort(key.codes, kind="stable")
        named = source or table.file or "a table of the user"
        notes = tuple(note for note in coded.notes if note not in table.notes)
        return cls(key.labels, names, values[order], named, said, dict(units or {}), notes)

    def indicator(self, name: str) -> Floats:
        """Return the numbers of an indicator; one that is not there is an error."""
        if name not in self.indicators:
            raise unknown_name("indicator", name, self.indicators, where=self.source)
        return np.asarray(self.values[:, self.indicators.index(name)])

    def known(self) -> npt.NDArray[np.bool_]:
        """Return which values are known; shape (countries, indicators)."""
        return ~np.isnan(self.values)

    def to_frame(self) -> Any:
        """Return one row for each country: ``country``, the indicators, ``reason``."""
        import pandas as pd

        known = self.known()
        reasons = [
            "; ".join(
                f"{name}: no value"
                for name, here in zip(self.indicators, row, strict=True)
                if not here
            )
            for row in known.tolist()
        ]
        columns = {name: self.values[:, j] for j, name in enumerate(self.indicators)}
        return pd.DataFrame({"country": list(self.countries), **columns, "reason": reasons})

    def __str__(self) -> str:
        head = ", ".join(one for one in (self.source, self.year) if one)
        sizes = f"{plural(len(self.countries), 'country', 'countries')}, "
        sizes += plural(len(self.indicators), "indicator")
        lines = []
        for name in self.indicators:
            found = self.indicator(name)
            found = found[~np.isnan(found)]
            ends = [f"{f(found):,.2f}" if found.size else "–" for f in (np.min, np.median, np.max)]
            lines.append([name, f"{found.size:,}", *ends])
        table = columns_text(["indicator", "known", "least", "median", "most"], lines, left=[0])
        return "\n".join([f"{head}: {sizes}", table, *self.notes])


def one_year(table: LongTable, year_key: str, year: str | int | None) -> tuple[LongTable, str]:
    """Return the rows of one year and its label.

    A table without that key is of one year, whose label is the year that is given.

    Raises
    ------
    InputError
        If there are several years and none is chosen, or no row of the year.
    """
    asked = None if year is None else str(year)
    if year_key not in table.keys:
        return table, asked or ""
    if asked is None:
        labels = table.keys[year_key].labels
        if len(labels) > 1:
            raise InputError(
                f"{len(labels)} years, {labels[0]} to {labels[-1]}, cannot be mixed",
                where=table.file or "frame",
                mend="Choose one of them: year=...",
            )
        asked = table.one(year_key)
    return table.only(year_key, asked), asked


def source_text(index: IndexTable) -> str:
    """Return source and year of an index.

    Examples
    --------
    >>> source_text(IndexTable((), (), np.zeros((0, 0)), "a panel", "2019"))
    'a panel, 2019'
    """
    return ", ".join(one for one in (index.source, index.year) if one)
