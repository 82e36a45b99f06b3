"""Stars of cluster observatories: how many indicators of a region's cluster stand out.

A region is compared with the other regions in the same industry. With a cut ``top`` = t among n
regions it earns the star if fewer than t·n regions are strictly better; so ties share a star.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.messages import columns_text
from hanse.observatory.specialisation.location_quotient import LocationQuotients
from hanse.observatory.specialisation.star_rules import Cut, StarRule, star_rule
from hanse.observatory.specialisation.text import number_text
from hanse.result import Answer

__all__ = ["Stars", "reaches", "stars", "top_cut"]

Floats = npt.NDArray[np.float64]
_AMONG = ("present", "all")
_SHOWN = 15


@dataclass(frozen=True, eq=False)
class Stars(Answer, kind="observatory-stars"):
    """The stars of each region and industry.

    Attributes
    ----------
    quotients : LocationQuotients
        What they are made from.
    rule : StarRule
        Which indicators and cut-offs.
    among : {"present", "all"}
        The regions that are compared.
    values : mapping of str to ndarray of float64, shape (r, i)
        The indicators.
    cutoffs : mapping of str to ndarray of float64, shape (i,)
        The smallest value that earns the star in each industry, NaN where nothing is compared.
    """

    quotients: LocationQuotients
    rule: StarRule
    among: str
    values: Mapping[str, npt.NDArray[np.float64]]
    cutoffs: Mapping[str, npt.NDArray[np.float64]]

    def earned(self, indicator: str) -> Floats:
        """Return 1 where the star is earned, 0 where not, NaN where the indicator is not known."""
        if indicator not in self.values:
            raise unknown_name("indicator", indicator, self.values, where="stars")
        values = self.values[indicator]
        made = reaches(values, self.cutoffs[indicator]).astype(np.float64)
        made[np.isnan(values)] = np.nan
        return made

    @cached_property
    def number(self) -> Floats:
        """How many stars are earned, NaN where the cell is hidden or empty; shape (r, i)."""
        all_of = np.stack([self.earned(name) for name in self.values])
        made = np.where(np.isnan(all_of), 0.0, all_of).sum(axis=0)
        made[np.isnan(all_of).all(axis=0) | ~(self.quotients.table.counts > 0)] = np.nan
        return np.asarray(made)

    def __str__(self) -> str:
        table = self.quotients.table
        flat = np.where(np.isnan(self.number), -1, self.number).ravel()
        counts = np.where(np.isnan(table.counts), 0, table.counts).ravel()
        order = np.lexsort((-counts, -flat))[:_SHOWN]
        lines = []
        for at in order.tolist():
            r, i = divmod(at, len(table.industries))
            if flat[at] > 0:
                numbers = [number_text(values[r, i]) for values in self.values.values()]
                stars = "*" * int(flat[at])
                lines.append([table.regions[r], table.industries[i], stars, *numbers])
        by = [int((flat == n).sum()) for n in range(len(self.values) + 1)]
        share = ", ".join(f"{n:,} with {stars}" for stars, n in enumerate(by))
        head = [str(self.rule), f"Cells by number of stars: {share}"]
        body = columns_text(["region", "industry", "stars", *self.values], lines, left=[0, 1, 2])
        return "\n".join([*head, body, *([self.rule.known] if self.rule.known else [])])

    def to_frame(self) -> Any:
        """Return one row for each region and industry.

        Columns: ``region industry count stars``, then for each indicator its value and
        ``star_<indicator>`` (1, 0 or NaN), and ``reason``.
        """
        import pandas as pd

        table = self.quotients.table
        data: dict[str, Any] = {
            **table.cell_names(),
            "count": table.counts.ravel(),
            "stars": self.number.ravel(),
        }
        for name, values in self.values.items():
            data[name] = values.ravel()
            data[f"star_{name}"] = self.earned(name).ravel()
        data["reason"] = table.reasons(table.undefined.ravel())
        return pd.DataFrame(data)


def stars(
    quotients: LocationQuotients,
    rule: StarRule | str = "observatory-first",
    *,
    growth: npt.NDArray[np.float64] | None = None,
    productivity: npt.NDArray[np.float64] | None = None,
    among: str = "present",
) -> Stars:
    """Give stars to the clusters of regions.

    Parameters
    ----------
    quotients : LocationQuotients
        Gives size (the count), specialisation (the quotient) and focus (the share of the region).
    rule : StarRule or str
        The user's own rule, or the name of a vintage of `star_rules.VINTAGES`.
    growth, productivity : ndarray of float64, shape (r, i), optional
        Needed where the rule asks for them; `growth.Growth.annual` and
        `productivity.Productivity.relative` fit.
    among : {"present", "all"}
        Whether a region is compared with those that have the industry, or with all.

    Raises
    ------
    InputError
        If the rule, an indicator or the choice is unknown, or an indicator is asked for and not
        given or of another shape.

    Examples
    --------
    >>> from hanse.observatory.specialisation.location_quotient import location_quotients
    >>> from hanse.observatory.specialisation.regional import RegionalTable
    >>> table = RegionalTable(
    ...     ("A", "B"), ("steel", "food"), np.array([[90.0, 10.0], [10.0, 290.0]]),
    ...     np.zeros((2, 2)), np.array([100.0, 300.0]), np.array([100.0, 300.0]), 400.0,
    ... )
    >>> stars(location_quotients(table)).number
    array([[3., 0.],
           [0., 2.]])
    """
    rule = star_rule(rule) if isinstance(rule, str) else rule
    if among not in _AMONG:
        raise unknown_name("comparison", among, _AMONG, where="stars")
    table = quotients.table
    values = {
        cut.indicator: _indicator(quotients, rule, cut.indicator, growth, productivity)
        for cut in rule.cuts
    }
    compared = table.counts > 0 if among == "present" else np.ones(table.counts.shape, dtype=bool)
    cutoffs = {
        cut.indicator: _cutoffs(np.where(compared, values[cut.indicator], np.nan), cut)
        for cut in rule.cuts
    }
    return Stars(quotients, rule, among, values, cutoffs)


def _indicator(
    quotients: LocationQuotients,
    rule: StarRule,
    name: str,
    growth: Floats | None,
    productivity: Floats | None,
) -> Floats:
    """Return an indicator, NaN in cells that are hidden or not defined."""
    table = quotients.table
    given = {
        "size": table.counts,
        "specialisation": quotients.lq,
        "focus": quotients.share,
        "growth": growth,
        "productivity": productivity,
    }[name]
    if given is None:
        raise InputError(
            f"the rule asks for {name}, which is not given",
            where=f"stars, {rule.name}",
            mend=f"Give {name}=, or a rule without it.",
        )
    if given.shape != table.counts.shape:
        raise InputError(
            f"{name} has {given.shape}, the table {table.counts.shape}",
            where=f"stars, {rule.name}",
            mend="Give one number for each region and industry.",
        )
    return np.where(table.undefined == 0, given, np.nan)


def reaches(values: Floats, cut: Floats | float) -> npt.NDArray[np.bool_]:
    """Return whether values reach a cut-off, one part in 10⁹ below it included.

    A quotient of exactly 2 may come out as 1.9999999999999998. NaN reaches nothing.

    Examples
    --------
    >>> reaches(np.array([1.9999999999999998, 1.99, np.nan]), 2.0)
    array([ True, False, False])
    """
    with np.errstate(invalid="ignore"):
        return np.asarray(values >= cut - 1e-9 * np.abs(cut))


def top_cut(values: npt.NDArray[np.float64], top: float) -> float:
    """Return the smallest value that belongs to the top share, NaN where there are no values.

    Examples
    --------
    >>> top_cut(np.array([5.0, 4.0, 4.0, 1.0]), 0.5), top_cut(np.array([3.0, 2.0, 1.0]), 0.1)
    (4.0, 3.0)
    """
    known = np.sort(values[~np.isnan(values)])[::-1]
    if not known.size:
        return math.nan
    return float(known[math.ceil(round(top * known.size, 9)) - 1])


def _cutoffs(values: Floats, cut: Cut) -> Floats:
    """Return the smallest value that earns a star in each industry."""
    if math.isnan(cut.top):
        return np.full(values.shape[1], cut.at_least)
    return np.array([top_cut(column, cut.top) for column in values.T])
