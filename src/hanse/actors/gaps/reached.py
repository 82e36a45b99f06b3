"""How many firms have a tie across a gap, seen or not."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from hanse.actors.gaps.network import Network, Side
from hanse.actors.gaps.thinning import Thinned
from hanse.actors.gaps.unseen import Estimate, count_interval, scaled

__all__ = ["share_reached"]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

LARGEST = 4.0


def share_reached(network: Network, side: Side) -> Estimate:
    """Return the share of firms with at least one tie across a gap.

    A firm has none with the estimate (-(1-p)/p)^h Π (1 - ĝ) over its pairs, h its episodes across
    the gap that make a tie by themselves, each counted once however many pairs it makes, ĝ as in
    `thinned`. The product is kept within -4 to 4.
    """
    n = int(side.firms.sum())
    if not n or not side.pairs:
        return Estimate()
    found = [_firms_reached(network, side, each) for each in network.estimates]
    seen, value, moved, episode = found[0]
    variance, unit = network.variance(moved, episode)
    if len(found) > 1:
        variance += ((found[1][1] - found[2][1]) / 2) ** 2
    count = count_interval(seen, value, variance, most=n, share=network.logged.share, unit=unit)
    return scaled(count, 1 / n)


def _firms_reached(
    network: Network, side: Side, estimate: Thinned
) -> tuple[int, float, Floats, Whole]:
    """Return firms seen with a tie, the estimate, and what episodes move in it."""
    ties, n = network.ties, len(network.here)
    seen = np.zeros(n, dtype=bool)
    for firm, other in ((ties.a, ties.b), (ties.b, ties.a)):
        across = side.firms[firm] & side.others[other]
        seen[firm[across & ties.is_tie]] = True
    certain = np.zeros(n, dtype=bool)
    for firm, other in ((ties.a, ties.b), (ties.b, ties.a)):
        across = side.firms[firm] & side.others[other]
        certain[firm[across & ties.is_stated]] = True
    open_ = side.firms & ~certain
    heavy, light = _incidences(network, side, estimate, open_)
    count = np.bincount(heavy[:, 0], minlength=n)
    rest, zeros = _products(n, light, estimate)
    none = estimate.turn**count * np.clip(np.where(zeros > 0, 0.0, rest), -LARGEST, LARGEST)
    value = float(certain.sum() + (1 - none[open_]).sum())
    moved, episode = _moves(network, estimate, heavy, light, count, rest, zeros)
    return int(seen.sum()), value, moved, episode


def _incidences(
    network: Network, side: Side, estimate: Thinned, open_: npt.NDArray[np.bool_]
) -> tuple[Whole, Whole]:
    """Return (firm, episode) of heavy episodes, each once, and (firm, pair) of light ones."""
    shares = network.shares
    n_light = np.bincount(estimate.pair[~estimate.heavy], minlength=len(shares.a))
    heavy, light = [], []
    for firm, other in ((shares.a, shares.b), (shares.b, shares.a)):
        across = open_[firm] & side.others[other]
        rows = np.flatnonzero(across[estimate.pair] & estimate.heavy)
        heavy.append(np.stack([firm[estimate.pair[rows]], shares.episode[rows]], axis=1))
        pairs = np.flatnonzero(across & (n_light > 0))
        light.append(np.stack([firm[pairs], pairs], axis=1))
    found = np.concatenate(heavy)
    key = np.unique(found[:, 0] * max(network.n_episodes, 1) + found[:, 1])
    unique = np.stack(np.divmod(key, max(network.n_episodes, 1)), axis=1)
    return unique, np.concatenate(light)


def _products(n: int, light: Whole, estimate: Thinned) -> tuple[Floats, Whole]:
    """Return for each actor the product of 1 - ĝ without zeros, and how many zeros there are."""
    factor = 1 - estimate.light[light[:, 1]]
    rest = np.ones(n)
    np.multiply.at(rest, light[factor != 0, 0], factor[factor != 0])
    return rest, np.bincount(light[factor == 0, 0], minlength=n)


def _moves(
    network: Network,
    estimate: Thinned,
    heavy: Whole,
    light: Whole,
    count: Whole,
    rest: Floats,
    zeros: Whole,
) -> tuple[Floats, Whole]:
    """Return what each logged episode moves in the number of firms, and which it is."""
    whole = np.clip(np.where(zeros > 0, 0.0, rest), -LARGEST, LARGEST)
    firm = heavy[:, 0]
    by_heavy = estimate.turn ** (count[firm] - 1) * whole[firm] / network.logged.share
    shares = network.shares
    size = np.diff(shares.starts)[light[:, 1]]
    row = np.repeat(shares.starts[light[:, 1]] - (np.cumsum(size) - size), size)
    row = row + np.arange(len(row))
    owner, factor = np.repeat(light[:, 0], size), 1 - estimate.light[np.repeat(light[:, 1], size)]
    others = np.where(zeros[owner] - (factor == 0) > 0, 0.0, rest[owner])
    others = np.clip(others / np.where(factor == 0, 1.0, factor), -LARGEST, LARGEST)
    by_light = estimate.turn ** count[owner] * others * estimate.loss[row]
    episode = np.concatenate([heavy[:, 1], shares.episode[row]])
    return np.concatenate([by_heavy, by_light]), episode
