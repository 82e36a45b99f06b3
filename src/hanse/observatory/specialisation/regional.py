"""Regions × industries (or clusters) in one year, with the base that they are compared with."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import unknown_name
from hanse.messages import join_names, message, plural
from hanse.observatory.complementary import PROTECTED
from hanse.observatory.suppression import SECOND, SHOWN, SuppressionRule, secondary_risks
from hanse.result import Answer

__all__ = [
    "MISSING",
    "NO_INDUSTRY",
    "NO_REGION",
    "NO_TOTAL",
    "WITHHELD",
    "RegionalTable",
]

WITHHELD, MISSING, NO_TOTAL, NO_REGION, NO_INDUSTRY = 4, 5, 6, 7, 8
"""Why there is no number, beside the reasons of `hanse.observatory.suppression`."""


def _none() -> npt.NDArray[np.float64]:
    return np.zeros((0, 0))


@dataclass(frozen=True, eq=False)
class RegionalTable(Answer, kind="observatory-regional-table"):
    """What regions have in industries, and the totals it is compared with.

    Made by `hanse.observatory.specialisation.from_long.regional_table`. The figures of hidden cells
    are in the totals and nowhere else.

    Attributes
    ----------
    regions, industries : tuple of str
        Names, r and i of them; industries may be clusters.
    counts : ndarray of float64, shape (r, i)
        Employment, sales or whatever is measured, from 0; NaN where the cell is hidden.
    hidden : ndarray of int8, shape (r, i)
        Why: the codes of `hanse.observatory.suppression`, then `WITHHELD` (the publisher gives 0
        though there are firms) and `MISSING`, and `SECOND`, so that another cannot be found by
        difference.
    region_totals : ndarray of float64, shape (r,)
        All industries of a region, NaN where it is not known, of too few firms, or would give a
        hidden cell away.
    industry_totals : ndarray of float64, shape (i,)
        Each industry in the base, NaN where it is of too few firms or would give a cell away.
    total : float
        All industries in the base.
    establishments : ndarray of float64, shape (r, i) or (0, 0)
        Number of firms or establishments in each cell, without any where the table has none.
    measure, base, year, file : str
        What is counted, the base in words, the year and where it comes from.
    coverage : float
        Sum over all industries at the chosen level over the total code; NaN without a total code.
    rule : SuppressionRule
        When a cell is hidden.
    notes : tuple of str
        What was left out or is to be known.
    """

    regions: tuple[str, ...]
    industries: tuple[str, ...]
    counts: npt.NDArray[np.float64]
    hidden: npt.NDArray[np.int8]
    region_totals: npt.NDArray[np.float64]
    industry_totals: npt.NDArray[np.float64]
    total: float
    establishments: npt.NDArray[np.float64] = field(default_factory=_none)
    measure: str = "employment"
    base: str = "all listed regions"
    year: str = ""
    file: str = ""
    coverage: float = float("nan")
    rule: SuppressionRule = field(default_factory=SuppressionRule)
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        shape = len(self.regions), len(self.industries)
        sizes = {"counts": shape, "region_totals": shape[:1], "industry_totals": shape[1:]}
        for name, size in sizes.items():
            numbers = np.asarray(getattr(self, name), dtype=np.float64).reshape(size)
            object.__setattr__(self, name, numbers)
        object.__setattr__(self, "hidden", np.asarray(self.hidden, dtype=np.int8).reshape(shape))
        numbers = np.asarray(self.establishments, dtype=np.float64)
        object.__setattr__(self, "establishments", numbers if numbers.size else _none())
        for name in (*sizes, "hidden", "establishments"):
            unwritable = getattr(self, name).view()
            unwritable.setflags(write=False)
            object.__setattr__(self, name, unwritable)

    @property
    def has_establishments(self) -> bool:
        """Whether the numbers of firms or establishments are known."""
        return self.establishments.shape == self.counts.shape

    @cached_property
    def region_places(self) -> dict[str, int]:
        """The row of each region."""
        return {name: at for at, name in enumerate(self.regions)}

    def region(self, name: str) -> int:
        """Return the row of a region; one that is not there is an error with the nearest."""
        if name not in self.region_places:
            raise unknown_name("region", name, self.regions, where=self.file)
        return self.region_places[name]

    def columns(self, names: tuple[str, ...] | None) -> npt.NDArray[np.int64]:
        """Return the columns of some industries, of all where none are named."""
        if names is None:
            return np.arange(len(self.industries))
        places = {name: at for at, name in enumerate(self.industries)}
        for name in names:
            if name not in places:
                raise unknown_name("industry", name, self.industries, where=self.file)
        return np.array([places[name] for name in names], dtype=np.int64)

    def reasons(self, codes: npt.NDArray[np.int8]) -> npt.NDArray[np.object_]:
        """Return the reasons in words, empty where there is a number."""
        said = {
            WITHHELD: message("withheld by the publisher"),
            MISSING: message("no value in the data"),
            NO_TOTAL: message("the total of the region is not known or not shown"),
            NO_REGION: message("the region has no {measure}", measure=self.measure),
            NO_INDUSTRY: message(
                "the industry has no {measure} in the base, or its total is not shown",
                measure=self.measure,
            ),
        }
        texts = [said.get(code) or self.rule.reason(code) for code in range(SECOND + 1)]
        return np.array(texts, dtype=object)[codes]

    @cached_property
    def undefined(self) -> npt.NDArray[np.int8]:
        """Why a share or quotient of a cell is not defined, 0 where it is; shape (r, i)."""
        codes = np.zeros(self.counts.shape, dtype=np.int8)
        codes[:, ~(self.industry_totals > 0)] = NO_INDUSTRY
        codes[self.region_totals == 0] = NO_REGION
        codes[np.isnan(self.region_totals)] = NO_TOTAL
        codes[self.hidden != SHOWN] = self.hidden[self.hidden != SHOWN]
        return codes

    @property
    def n_hidden(self) -> int:
        """The number of cells that are hidden."""
        return int((self.hidden != SHOWN).sum())

    @property
    def warnings(self) -> tuple[str, ...]:
        """Where a hidden cell can be found by subtraction from a total.

        Where the rule hides second cells, only industries with a total that is shown are looked at:
        regions of which the industries sum to the total were seen to.
        """
        if self.rule.second:
            alone = np.isin(self.hidden, PROTECTED) & ~np.isnan(self.industry_totals)
            return secondary_risks(
                alone.astype(np.int8), self.regions, self.industries, lines=["column"]
            )
        return secondary_risks(self.hidden, self.regions, self.industries)

    def __str__(self) -> str:
        industries = plural(len(self.industries), "industry", "industries")
        size = f"{plural(len(self.regions), 'region')} × {industries}"
        year = f", {self.year}" if self.year else ""
        lines = [
            f"{self.measure.capitalize()}{year}: {size}",
            f"Base: {self.base}, {self.total:,.0f} in all",
            f"Hidden: {plural(self.n_hidden, 'cell')}",
        ]
        return "\n".join([*lines, *self.notes, *self.warnings])

    def to_frame(self) -> Any:
        """Return one row for each cell: ``region industry count establishments reason``.

        ``count`` is NaN where ``reason`` says why the cell is hidden; ``establishments`` is NaN
        where they are not known.
        """
        import pandas as pd

        return pd.DataFrame(
            {
                **self.cell_names(),
                "count": self.counts.ravel(),
                "establishments": self.cell_establishments(),
                "reason": self.reasons(self.hidden).ravel(),
            }
        )

    def cell_names(self) -> dict[str, Any]:
        """Return the columns ``region`` and ``industry`` with a row for each cell."""
        return {
            "region": np.repeat(np.array(self.regions, dtype=object), len(self.industries)),
            "industry": np.tile(np.array(self.industries, dtype=object), len(self.regions)),
        }

    def cell_establishments(self) -> npt.NDArray[np.float64]:
        """Return the number of establishments of each cell, row by row."""
        if not self.has_establishments:
            return np.full(self.counts.size, np.nan)
        return self.establishments.ravel()

    def noted(self, *said: str) -> tuple[str, ...]:
        """Return the notes with others, each once."""
        return tuple(dict.fromkeys([*self.notes, *said]))

    def named(self, places: npt.NDArray[np.int64]) -> str:
        """Return the names of some regions as a list in a sentence."""
        return join_names([self.regions[at] for at in places.tolist()])
