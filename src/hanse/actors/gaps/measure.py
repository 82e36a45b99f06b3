"""The figures of one gap on one day."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hanse.actors.gaps.external import ExternalIndex
from hanse.actors.gaps.network import Network, Side
from hanse.actors.gaps.reached import share_reached
from hanse.actors.gaps.unseen import Estimate, count_interval, scaled
from hanse.actors.sides import Gap
from hanse.result import Record

__all__ = ["GapFigures", "figures_of", "gap_value", "guessed_variance", "ties_across"]

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class GapFigures(Record, kind="actor-gap-figures"):
    """What the log says of one gap.

    Attributes
    ----------
    number, key, label, others : int and str
        Which gap, and its other side in words (`hanse.actors.sides`).
    is_exogenous : bool
        Whether it leads out of the country.
    n_firms, n_others, pairs : int
        Firms of the cluster, actors on the other side, pairs of the two; all on the day.
    ties : int
        Observed.
    relationships : float
        Share of the observed ties that are relationships; NaN without ties.
    density : Estimate
        Ties, with what was not logged, in all pairs.
    mean_degree : Estimate
        Ties across the gap for each firm.
    firms_reached : Estimate
        Share of firms with at least one.
    target : float
        Density that is aimed at; NaN for none.
    target_from : str
        ``"target"``, ``"peers"`` or empty.
    gap : Estimate
        1 - min(1, density / target): 0 is closed, 1 wide open; NaN without target.
    external : ExternalIndex
        E-I index of the firms in the network of the two sides; of gap 1 against everybody else.
    """

    number: int
    key: str
    label: str
    others: str
    is_exogenous: bool
    n_firms: int
    n_others: int
    pairs: int
    ties: int
    relationships: float
    density: Estimate
    mean_degree: Estimate
    firms_reached: Estimate
    target: float
    target_from: str
    gap: Estimate
    external: ExternalIndex

    @property
    def why_missing(self) -> str:
        """Why there are no figures; empty where there are."""
        if self.pairs:
            return ""
        if not self.n_firms:
            return "There is no firm of the cluster on the list."
        if self.key == "firms":
            return "There is one firm of the cluster only on the list."
        singular = {"capital": "provider of capital", "public": "public body"}
        singular |= {"research": "research organisation", "education": "education organisation"}
        singular |= {"clusters": "actor of another cluster", "global": "actor abroad"}
        return f"There is no {singular[self.key]} on the list."


def ties_across(network: Network, side: Side, weight: Floats) -> Estimate:
    """Return how many ties of a weight (by pair, 1 where it counts) there are, with what is unseen.

    The variance is that of logging (`Network.variance`), that of light episodes that had to be
    guessed (`Thinned.guess`) and, by the delta method, that of an audited share.
    """
    chosen = weight > 0
    values = [float(network.pair_values(k)[chosen].sum()) for k in range(len(network.bounds))]
    moved = network.moves() * weight[network.at][network.estimates[0].pair]
    variance, unit = network.variance(moved, network.shares.episode)
    variance += guessed_variance(network, weight)
    if len(values) > 1:
        variance += ((values[1] - values[2]) / 2) ** 2
    seen = int(network.ties.is_tie[chosen].sum())
    return count_interval(
        seen, values[0], variance, most=side.pairs, share=network.logged.share, unit=unit
    )


def guessed_variance(network: Network, weight: Floats) -> float:
    """Return the variance that guessed pairs add to a weighted sum of the estimates of pairs."""
    open_ = ~network.ties.is_stated[network.at]
    return float((network.estimates[0].guess * weight[network.at] ** 2)[open_].sum())


def figures_of(
    network: Network, one: Gap, side: Side, target: tuple[float, str], external: ExternalIndex
) -> GapFigures:
    """Return the figures of a gap."""
    across = side.of_pair > 0
    seen = across & network.ties.is_tie
    n, ties = int(side.firms.sum()), int(seen.sum())
    lasting = float(network.ties.is_relationship[seen].mean()) if ties else math.nan
    density, degree = Estimate(), Estimate()
    if side.pairs:
        count = ties_across(network, side, across.astype(np.float64))
        density = scaled(count, 1 / side.pairs)
        degree = scaled(count, _reaches_of_a_tie(network, side) / n)
    return GapFigures(
        one.number,
        one.key,
        one.label,
        one.others,
        one.is_exogenous,
        n,
        int(side.others.sum()),
        side.pairs,
        ties,
        lasting,
        density,
        degree,
        share_reached(network, side),
        *target,
        gap_value(density, target[0]),
        external,
    )


def _reaches_of_a_tie(network: Network, side: Side) -> float:
    """Return how many firms reach across by a tie, on average: 2 within firms, 1 to others."""
    value = network.pair_values()
    total = value[side.of_pair > 0].sum()
    return float((value * side.of_pair).sum() / total) if total > 0 else side.reaches / side.pairs


def gap_value(density: Estimate, target: float) -> Estimate:
    """Return 1 - min(1, density / target) with its interval, NaN without density or target.

    Examples
    --------
    >>> gap_value(Estimate(0.05, 0.025, 0.12), 0.1)
    Estimate(value=0.5, low=0.0, high=0.75)
    """
    if math.isnan(density.value) or math.isnan(target):
        return Estimate()
    ends = [1 - min(1.0, one / target) for one in (density.value, density.high, density.low)]
    return Estimate(*ends)
