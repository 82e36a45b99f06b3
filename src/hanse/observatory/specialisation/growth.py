"""Growth of the industries of regions between two years."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.messages import columns_text
from hanse.observatory.specialisation.pairs import paired
from hanse.observatory.specialisation.regional import RegionalTable
from hanse.observatory.specialisation.text import number_text
from hanse.result import Answer

__all__ = ["Growth", "growth", "years_between"]

Floats = npt.NDArray[np.float64]
_SHOWN = 15


@dataclass(frozen=True, eq=False)
class Growth(Answer, kind="observatory-growth"):
    """What each cell gained, as a number and as rates.

    Attributes
    ----------
    first, last : RegionalTable
        The two years, with the same regions and industries.
    years : float
        How many years lie between them.
    """

    first: RegionalTable
    last: RegionalTable
    years: float

    @cached_property
    def change(self) -> Floats:
        """The gain in units of the measure, NaN where a year is hidden; shape (r, i)."""
        return np.asarray(self.last.counts - self.first.counts)

    @cached_property
    def rate(self) -> Floats:
        """The gain over the first year, from −1; NaN where that had nothing; shape (r, i)."""
        return self._ratio - 1

    @cached_property
    def annual(self) -> Floats:
        """The rate that compounds to the gain: (last / first)^(1 / years) − 1; shape (r, i)."""
        return np.asarray(self._ratio ** (1 / self.years) - 1)

    @property
    def _ratio(self) -> Floats:
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(self.first.counts > 0, self.last.counts / self.first.counts, np.nan)

    @property
    def reasons(self) -> npt.NDArray[np.object_]:
        """Why there is no rate, empty where there is one; shape (r, i)."""
        made = np.full(self.first.counts.shape, "", dtype=object)
        measure = self.first.measure
        made[self.first.counts == 0] = f"no {measure} in the first year"
        for table in (self.last, self.first):
            hidden = table.hidden != 0
            made[hidden] = table.reasons(table.hidden)[hidden]
        return made

    def __str__(self) -> str:
        first, last = self.first, self.last
        known = np.where(np.isnan(self.change), -np.inf, np.abs(self.change)).ravel()
        lines = []
        for at in np.argsort(-known, kind="stable")[:_SHOWN].tolist():
            r, i = divmod(at, len(first.industries))
            numbers = [first.counts[r, i], last.counts[r, i], self.change[r, i]]
            line = [first.regions[r], first.industries[i], *(number_text(n, 0) for n in numbers)]
            lines.append([*line, number_text(100 * self.annual[r, i])])
        head = f"Largest changes in {first.measure}, {self.years:g} years"
        header = ["region", "industry", first.year or "first", last.year or "last", "change"]
        return f"{head}\n{columns_text([*header, '% a year'], lines, left=[0, 1])}"

    def to_frame(self) -> Any:
        """Return one row for each cell: ``region industry first last change rate annual reason``.

        ``rate`` and ``annual`` are shares (0.1 is 10%), NaN where ``reason`` says why.
        """
        import pandas as pd

        return pd.DataFrame(
            {
                **self.first.cell_names(),
                "first": self.first.counts.ravel(),
                "last": self.last.counts.ravel(),
                "change": self.change.ravel(),
                "rate": self.rate.ravel(),
                "annual": self.annual.ravel(),
                "reason": self.reasons.ravel(),
            }
        )


def growth(
    first: RegionalTable,
    last: RegionalTable,
    *,
    years: float | None = None,
    differing: str = "refuse",
) -> Growth:
    """Measure the growth between two years.

    Parameters
    ----------
    first, last : RegionalTable
        The same measure in two years.
    years : float, optional
        How many years lie between them; by default the difference of their years.
    differing : {"refuse", "leave out"}
        What to do with regions and industries that one year lacks.

    Raises
    ------
    InputError
        If the measures differ, the years are not known or not in order, or names differ.
    """
    if first.measure != last.measure:
        raise InputError(
            f"one table measures {first.measure}, the other {last.measure}",
            mend="Give two years of the same measure.",
        )
    between = years_between(first, last) if years is None else years
    if not between > 0:
        raise InputError(
            f"{between:g} years lie between the tables", mend="Give the earlier year first."
        )
    return Growth(*paired(first, last, differing=differing), float(between))


def years_between(first: RegionalTable, last: RegionalTable) -> float:
    """Return the difference of the years of two tables.

    Raises
    ------
    InputError
        If a year is not a number.
    """
    try:
        return float(last.year) - float(first.year)
    except ValueError as error:
        raise InputError(
            f"the years are '{first.year}' and '{last.year}'",
            mend="Say how many lie between them: years=.",
        ) from error
