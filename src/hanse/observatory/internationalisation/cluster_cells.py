"""Cluster-years: numbers over firms, hidden where a single firm could be read from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hanse.messages import join_names, message, plural
from hanse.observatory.internationalisation.groups import Groups
from hanse.observatory.internationalisation.measures import Measure, Why, measured
from hanse.observatory.internationalisation.panel import FirmPanel
from hanse.observatory.suppression import DOMINATED, FEW, SuppressionRule, hidden_cells

__all__ = ["NOBODY", "ClusterCells"]

NOBODY = "no firm answered"
"""The reason of an empty number of a cluster that no firm's answer stands behind."""

Floats = npt.NDArray[np.float64]
Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class ClusterCells:
    """The cluster-years of a panel and the rule by which their numbers are hidden.

    Attributes
    ----------
    panel : FirmPanel
        The firm-years.
    rule : SuppressionRule
        When a number is hidden.
    """

    panel: FirmPanel
    rule: SuppressionRule

    @property
    def groups(self) -> Groups:
        """The cluster-year of each firm-year."""
        return self.panel.groups

    def measure(
        self,
        indicator: str,
        value: Floats,
        given: Marks,
        *,
        counted: Sequence[Floats] = (),
        summed: Sequence[Floats] = (),
        why: Why = (),
        nobody: str = NOBODY,
    ) -> Measure:
        """Return a measure of cluster-years, hidden where the rule says so.

        Parameters
        ----------
        indicator : str
            Its id.
        value : ndarray, shape (cluster-years,)
            The numbers before anything is hidden.
        given : ndarray of bool, shape (firm-years,)
            Which firms answered.
        counted, summed : sequence of ndarray, shape (firm-years,)
            What the number is made of: it is hidden if fewer firms than the rule asks have more
            than nothing of it, and if it is a sum also where one firm has too much of it.
        why : pairs of ndarray of bool and str
            Why the number is not defined.
        nobody : str
            The reason where no firm answered.
        """
        n = self.groups.how_many(given)
        hidden = self.hidden(given, counted=counted, summed=summed)
        reasons: Why = [
            (n == 0, nobody),
            (hidden == FEW, self.rule.reason(FEW)),
            (hidden == DOMINATED, self.rule.reason(DOMINATED)),
            *why,
        ]
        return measured(indicator, value, n=n, of=self.groups.sizes, why=reasons)

    def hidden(
        self, given: Marks, *, counted: Sequence[Floats] = (), summed: Sequence[Floats] = ()
    ) -> npt.NDArray[np.int8]:
        """Return why each cluster-year is hidden; see `measure`."""
        firms = self.groups.how_many(given)
        largest = np.zeros(self.groups.count)
        for amounts in (*counted, *summed):
            own = self.groups.contributors(np.where(given, amounts, np.nan))
            firms = np.where(own > 0, np.minimum(firms, own), firms)
        for amounts in summed:
            share = self.groups.largest_shares(np.where(given, amounts, np.nan))
            largest = np.maximum(largest, share)
        return hidden_cells(firms, largest=largest, rule=self.rule)

    def mean(
        self, indicator: str, values: Floats, *, alone: bool = False, nobody: str = NOBODY
    ) -> Measure:
        """Return the unweighted mean over the firms that answered.

        It is hidden also where few firms are above 0, as it would tell the share of the only
        exporter; ``alone`` lets it stand, for flags and what else tells nothing of that kind.
        """
        counted = () if alone else (values,)
        return self.measure(
            indicator, self.groups.means(values), ~np.isnan(values), counted=counted, nobody=nobody
        )

    def ratio(self, indicator: str, part: Floats, whole: Floats, none: str) -> Measure:
        """Return the sum of a part over the sum of its whole, over firms that gave both."""
        given = ~np.isnan(part) & ~np.isnan(whole)
        above = self.groups.sums(np.where(given, part, np.nan))
        below = self.groups.sums(np.where(given, whole, np.nan))
        share = np.divide(above, below, out=np.full(len(below), np.nan), where=below > 0)
        why: Why = [(below == 0, none)]
        return self.measure(indicator, share, given, summed=(part, whole), why=why)

    def sum(self, indicator: str, values: Floats) -> Measure:
        """Return the sum over the firms that answered."""
        given = ~np.isnan(values)
        return self.measure(indicator, self.groups.sums(values), given, summed=(values,))

    def differences(self, measure: Measure, words: str) -> tuple[str, ...]:
        """Return a warning for years in which a hidden sum can be found from that of all clusters.

        It can where only one cluster of several is hidden.
        """
        _, years = self.panel.cells
        by_rule = {self.rule.reason(FEW), self.rule.reason(DOMINATED)}
        hidden = np.isin(measure.why, [i for i, t in enumerate(measure.reasons) if t in by_rule])
        alone = np.bincount(years[hidden], minlength=len(self.panel.years)) == 1
        several = np.bincount(years, minlength=len(self.panel.years)) > 1
        found = np.flatnonzero(alone & several).tolist()
        if not found:
            return ()
        return (
            message(
                "Only one cluster is hidden in {years} ({what}): with a total over all clusters "
                "its figure can be found by difference. Publish no such total, or hide a second.",
                years=join_names([self.panel.years[at] for at in found]),
                what=words,
            ),
        )

    def composition(self) -> str:
        """Return how many firms entered and left their clusters after the first year."""
        panel = self.panel
        clusters, _ = panel.cells
        first = np.searchsorted(clusters, clusters)
        key = panel.cluster * max(len(panel.firms), 1) + panel.firm
        begins = np.isin(np.arange(self.groups.count), first)[self.groups.of]
        ends = np.isin(
            np.arange(self.groups.count), np.searchsorted(clusters, clusters, side="right") - 1
        )[self.groups.of]
        there, all_ever = np.unique(key[begins]), np.unique(key)
        stay = np.unique(key[ends])
        entered = len(all_ever) - len(there)
        left = len(np.setdiff1d(all_ever, stay))
        if not entered and not left:
            return message("Each cluster has the same firms in its first and its last year.")
        return message(
            "{entered} entered and {left} left the panel of their cluster between its first and "
            "its last year; growth over the same firms is told apart from growth over all.",
            entered=plural(entered, "firm"),
            left=plural(left, "firm"),
        )
