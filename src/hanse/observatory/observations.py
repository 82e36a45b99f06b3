"""Observations: one number for each unit, year and indicator, with how many firms stand behind it.

Every engine of the observatory writes its numbers in this form, and benchmarks, charts and the
study read them from it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.messages import join_names, plural
from hanse.observatory.observation_checks import refuse_numbers, refuse_twice, refuse_years
from hanse.observatory.observation_frame import number_column, reason_column, text_column
from hanse.result import Answer

__all__ = ["Observations"]

Floats = npt.NDArray[np.float64]
Name = tuple[str, str, str, str]
Names = tuple[str, ...]
_KEYS = ("level", "unit", "year", "indicator")
_NUMBERS = ("value", "n", "of")


@dataclass(frozen=True, eq=False)
class Observations(Answer, kind="observatory-observations"):
    """Values of indicators, one row for each level, unit, year and indicator.

    Attributes
    ----------
    level : tuple of str
        What the unit is: ``firm``, ``cluster``, ``organisation``, ``initiative``, ``region`` or
        another.
    unit : tuple of str
        Whose value it is.
    year : tuple of str
        Whole numbers as text.
    indicator : tuple of str
        Ids of the catalogue of indicators.
    value : ndarray of float64, shape (rows,)
        In the unit of the indicator; NaN where there is none, with a reason.
    n : ndarray of float64, shape (rows,)
        Firms or records behind the value, from 0; NaN where that is not known.
    of : ndarray of float64, shape (rows,)
        Firms or records there are, from ``n``; NaN where that is not known.
    reason : tuple of str
        Why there is no value, empty where there is one.
    notes : tuple of str
        What the reader must know about all of them.

    Raises
    ------
    InputError
        If the columns differ in length, a year is no whole number, a number is infinite, negative
        firms or more of them than there are, an empty value has no reason, or a level, unit, year
        and indicator stand twice; the first ten are named.

    Examples
    --------
    >>> made = Observations.from_rows([
    ...     ("cluster", "Kista", "2020", "export_share_mean", 0.4, 8, 10, ""),
    ...     ("cluster", "Lund", "2020", "export_share_mean", float("nan"), 2, 9, "under 3 firms"),
    ... ])
    >>> made.get("Kista", "export_share_mean", 2020)
    0.4
    >>> print(made)
    2 observations: 2 units (cluster), 1 indicator, 2020
    1 without a value: under 3 firms (1)
    """

    level: tuple[str, ...]
    unit: tuple[str, ...]
    year: tuple[str, ...]
    indicator: tuple[str, ...]
    value: npt.NDArray[np.float64]
    n: npt.NDArray[np.float64]
    of: npt.NDArray[np.float64]
    reason: tuple[str, ...]
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in (*_KEYS, "reason", "notes"):
            object.__setattr__(self, name, tuple(getattr(self, name)))
        for name in _NUMBERS:
            object.__setattr__(self, name, _frozen(getattr(self, name)))
        lengths = {name: len(getattr(self, name)) for name in (*_KEYS, *_NUMBERS, "reason")}
        if len(set(lengths.values())) > 1:
            said = ", ".join(f"{name} {length:,}" for name, length in lengths.items())
            raise InputError(
                f"the columns differ in length: {said}",
                where="observations",
                mend="Give one entry of each for every row.",
            )
        refuse_years(self.year)
        refuse_numbers(self)
        refuse_twice(self)

    @classmethod
    def from_rows(cls, rows: Iterable[Sequence[Any]], *, notes: Sequence[str] = ()) -> Observations:
        """Return the observations of rows ``level unit year indicator value n of reason``."""
        columns = list(zip(*rows, strict=True)) or [()] * 8
        if len(columns) != 8:
            raise InputError(
                f"a row has {len(columns)} entries",
                where="observations",
                mend="Give level, unit, year, indicator, value, n, of and reason.",
            )
        keys = [tuple(map(str, column)) for column in columns[:4]]
        numbers = [np.array(column, dtype=np.float64) for column in columns[4:7]]
        reason = tuple(map(str, columns[7]))
        return cls(*_four(keys), *_three(numbers), reason, tuple(notes))

    @classmethod
    def from_frame(cls, frame: Any, *, notes: Sequence[str] = ()) -> Observations:
        """Return the observations of a pandas frame, as `to_frame` writes it.

        Parameters
        ----------
        frame : pandas.DataFrame
            Columns ``unit year indicator value``; where they are missing, ``level`` is
            ``cluster``, ``n`` and ``of`` are not known, and the ``reason`` of an empty value is
            "not given".

        Raises
        ------
        InputError
            If a needed column is missing, a name is empty, or a value is no number.
        """
        given = [str(name) for name in frame.columns]
        for name in ("unit", "year", "indicator", "value"):
            if name not in given:
                raise unknown_name("column", name, given, where="observations")
        rows = len(frame)
        keys = [text_column(frame, key, "cluster", rows) for key in _KEYS]
        numbers = [number_column(frame, name, rows) for name in _NUMBERS]
        reasons = reason_column(frame, numbers[0])
        return cls(*_four(keys), *_three(numbers), reasons, tuple(notes))

    @classmethod
    def joined(cls, many: Iterable[Observations]) -> Observations:
        """Return the rows of several, one after the other; notes that repeat stand once.

        Raises
        ------
        InputError
            If a level, unit, year and indicator is in two of them.
        """
        parts = list(many)
        keys = [tuple(t for part in parts for t in getattr(part, name)) for name in _KEYS]
        numbers = [
            np.concatenate([np.zeros(0), *(getattr(part, name) for part in parts)])
            for name in _NUMBERS
        ]
        reason = tuple(text for part in parts for text in part.reason)
        notes = tuple(dict.fromkeys(note for part in parts for note in part.notes))
        return cls(*_four(keys), *_three(numbers), reason, notes)

    def __len__(self) -> int:
        return len(self.unit)

    @cached_property
    def levels(self) -> tuple[str, ...]:
        """The levels, in the order in which they first occur."""
        return tuple(dict.fromkeys(self.level))

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The units, in the order in which they first occur."""
        return tuple(dict.fromkeys(self.unit))

    @cached_property
    def years(self) -> tuple[str, ...]:
        """The years, from the first."""
        return tuple(sorted(set(self.year), key=int))

    @cached_property
    def indicators(self) -> tuple[str, ...]:
        """The indicators, in the order in which they first occur."""
        return tuple(dict.fromkeys(self.indicator))

    def of_level(self, level: str) -> Observations:
        """Return the rows of a level."""
        return self.only(level=level)

    def of_units(self, units: str | Sequence[str]) -> Observations:
        """Return the rows of some units."""
        return self.only(unit=units)

    def of_year(self, year: str | int) -> Observations:
        """Return the rows of a year."""
        return self.only(year=str(year))

    def only(
        self,
        *,
        indicator: str | Sequence[str] | None = None,
        unit: str | Sequence[str] | None = None,
        year: str | Sequence[str] | None = None,
        level: str | Sequence[str] | None = None,
    ) -> Observations:
        """Return the rows with one of the names of each column that is given.

        Raises
        ------
        InputError
            If a name does not occur in its column, with the nearest one.
        """
        asked = {"level": level, "unit": unit, "year": year, "indicator": indicator}
        kept = np.ones(len(self), dtype=bool)
        for key, given in asked.items():
            if given is None:
                continue
            wanted = {given} if isinstance(given, str) else {str(one) for one in given}
            known = getattr(self, f"{key}s")
            for name in sorted(wanted - set(known)):
                raise unknown_name(key, name, known, where="observations")
            kept &= np.fromiter((one in wanted for one in getattr(self, key)), bool, len(self))
        return self._rows(np.flatnonzero(kept))

    def row(self, unit: str, indicator: str, year: str | int, level: str = "cluster") -> int:
        """Return the row of a unit, indicator and year, −1 where there is none."""
        return self.places.get((level, unit, str(year), indicator), -1)

    def get(self, unit: str, indicator: str, year: str | int, level: str = "cluster") -> float:
        """Return a value, NaN where it is empty or there is no such row.

        Raises
        ------
        InputError
            If there is no such level, unit, indicator or year at all.
        """
        given = {"level": level, "unit": unit, "year": str(year), "indicator": indicator}
        for key, name in given.items():
            self._known(key, name)
        at = self.row(unit, indicator, year, level)
        return float(self.value[at]) if at >= 0 else math.nan

    def series(
        self, unit: str, indicator: str, level: str = "cluster"
    ) -> tuple[tuple[str, ...], npt.NDArray[np.float64]]:
        """Return the years in which there is a row, from the first, and their values."""
        for key, name in (("level", level), ("unit", unit), ("indicator", indicator)):
            self._known(key, name)
        found = {year: self.row(unit, indicator, year, level) for year in self.years}
        years = tuple(year for year, at in found.items() if at >= 0)
        return years, self.value[[found[year] for year in years]]

    def to_frame(self) -> Any:
        """Return one row for each: ``level unit year indicator value n of reason``."""
        import pandas as pd

        data = {name: list(getattr(self, name)) for name in _KEYS}
        data |= {name: getattr(self, name).copy() for name in _NUMBERS}
        return pd.DataFrame({**data, "reason": list(self.reason)})

    def __str__(self) -> str:
        years = " to ".join(dict.fromkeys((self.years[0], self.years[-1]))) if self.years else "–"
        head = (
            f"{plural(len(self), 'observation')}: {plural(len(self.units), 'unit')} "
            f"({join_names(self.levels) or '–'}), {plural(len(self.indicators), 'indicator')}, "
            f"{years}"
        )
        why = Counter(self.reason[at] for at in np.flatnonzero(np.isnan(self.value)).tolist())
        if not why:
            return "\n".join([head, *self.notes])
        said = "; ".join(f"{reason} ({count:,})" for reason, count in why.most_common())
        return "\n".join([head, f"{sum(why.values()):,} without a value: {said}", *self.notes])

    @cached_property
    def places(self) -> Mapping[Name, int]:
        """Where each row stands."""
        return {name: at for at, name in enumerate(self.names)}

    @property
    def names(self) -> Iterable[Name]:
        """The level, unit, year and indicator of each row."""
        return zip(self.level, self.unit, self.year, self.indicator, strict=True)

    def _known(self, key: str, name: str) -> None:
        """Raise if a name does not occur in its column."""
        known = getattr(self, f"{key}s")
        if name not in known:
            raise unknown_name(key, name, known, where="observations")

    def _rows(self, chosen: npt.NDArray[np.intp]) -> Observations:
        """Return the observations of some rows."""
        at = chosen.tolist()
        keys = [tuple([column[i] for i in at]) for column in (getattr(self, k) for k in _KEYS)]
        numbers = [getattr(self, name)[chosen] for name in _NUMBERS]
        reason = tuple([self.reason[i] for i in at])
        return Observations(*_four(keys), *_three(numbers), reason, self.notes)


def _frozen(numbers: npt.ArrayLike) -> Floats:
    """Return numbers as float64 that cannot be written to."""
    made = np.array(numbers, dtype=np.float64)
    made.setflags(write=False)
    return made


def _four(keys: Sequence[Names]) -> tuple[Names, Names, Names, Names]:
    """Return the columns of names as a constructor takes them."""
    level, unit, year, indicator = keys
    return level, unit, year, indicator


def _three(numbers: Sequence[Floats]) -> tuple[Floats, Floats, Floats]:
    """Return the columns of numbers as a constructor takes them."""
    value, n, of = numbers
    return value, n, of
