"""Productivity: value added or sales for each job, beside that of the industry in the base."""

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

__all__ = ["Productivity", "productivity"]

Floats = npt.NDArray[np.float64]
_SHOWN = 15


@dataclass(frozen=True, eq=False)
class Productivity(Answer, kind="observatory-productivity"):
    """Output for each job in each region and industry.

    Attributes
    ----------
    output, employment : RegionalTable
        The same regions, industries and year; a cell hidden in one is hidden here.
    """

    output: RegionalTable
    employment: RegionalTable

    @cached_property
    def per_job(self) -> Floats:
        """Output over employment, NaN without employment; shape (r, i)."""
        jobs = self.employment.counts
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(jobs > 0, self.output.counts / jobs, np.nan)

    @cached_property
    def base(self) -> Floats:
        """Output over employment of each industry in the base, NaN without; shape (i,)."""
        jobs = self.employment.industry_totals
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(jobs > 0, self.output.industry_totals / jobs, np.nan)

    @cached_property
    def relative(self) -> Floats:
        """Productivity over that of the industry in the base, NaN where that is 0; shape (r, i)."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(self.base > 0, self.per_job / self.base, np.nan)

    @property
    def reasons(self) -> npt.NDArray[np.object_]:
        """Why there is no number, empty where there is one; shape (r, i)."""
        made = np.full(self.per_job.shape, "", dtype=object)
        made[self.employment.counts == 0] = f"no {self.employment.measure}"
        for table in (self.output, self.employment):
            hidden = table.hidden != 0
            made[hidden] = table.reasons(table.hidden)[hidden]
        return made

    def verify(self) -> bool:
        """Return whether the mean over regions, weighted by jobs, is that of the base.

        For the base of all listed regions, in the industries without a hidden cell.
        """
        if self.output.base != "all listed regions" or self.employment.base != self.output.base:
            return True
        hidden = (self.output.hidden != 0) | (self.employment.hidden != 0)
        jobs = np.where(hidden, 0.0, self.employment.counts)
        empty = (jobs == 0) & ~hidden & (self.output.counts > 0)
        sums = np.where(jobs > 0, self.per_job * jobs, 0.0).sum(axis=0)
        able = ~hidden.any(axis=0) & ~empty.any(axis=0) & ~np.isnan(self.base)
        totals = self.employment.industry_totals[able]
        return bool(np.allclose(sums[able] / totals, self.base[able], rtol=1e-9, atol=0))

    def __str__(self) -> str:
        table = self.employment
        known = np.where(np.isnan(self.relative), -np.inf, self.relative).ravel()
        lines = []
        for at in np.argsort(-known, kind="stable")[:_SHOWN].tolist():
            r, i = divmod(at, len(table.industries))
            numbers = [self.per_job[r, i], self.base[i], self.relative[r, i]]
            line = [table.regions[r], table.industries[i], number_text(table.counts[r, i], 0)]
            lines.append([*line, *(number_text(number) for number in numbers)])
        head = f"Highest {self.output.measure} for each unit of {table.measure}"
        header = ["region", "industry", table.measure, "per job", "base", "relative"]
        return f"{head}\n{columns_text(header, lines, left=[0, 1])}"

    def to_frame(self) -> Any:
        """Return one row for each cell.

        Columns: ``region industry employment per_job base relative reason``; NaN where ``reason``
        says why.
        """
        import pandas as pd

        table = self.employment
        return pd.DataFrame(
            {
                **table.cell_names(),
                "employment": np.where(self.output.hidden != 0, np.nan, table.counts).ravel(),
                "per_job": self.per_job.ravel(),
                "base": np.tile(self.base, len(table.regions)),
                "relative": self.relative.ravel(),
                "reason": self.reasons.ravel(),
            }
        )


def productivity(
    output: RegionalTable, employment: RegionalTable, *, differing: str = "refuse"
) -> Productivity:
    """Measure value added or sales for each job.

    Parameters
    ----------
    output : RegionalTable
        Value added or sales, from 0, in a currency that the caller states.
    employment : RegionalTable
        Jobs, of the same year.
    differing : {"refuse", "leave out"}
        What to do with regions and industries that one of them lacks.

    Raises
    ------
    InputError
        If the years or the names differ.
    """
    if output.year != employment.year:
        raise InputError(
            f"{output.measure} is of {output.year or 'no year'}, "
            f"{employment.measure} of {employment.year or 'no year'}",
            mend="Give both for the same year.",
        )
    return Productivity(*paired(output, employment, differing=differing))
