"""The E-I index: do firms turn outside or inside, and would chance labels do the same?"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hanse.actors.gaps.network import Network
from hanse.actors.gaps.unseen import Estimate, difference_interval
from hanse.actors.p_values import p_text
from hanse.result import Record

__all__ = ["ExternalIndex", "external_index"]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

CHUNK = 64


@dataclass(frozen=True)
class ExternalIndex(Record, kind="actor-external-index"):
    """E-I index of a group: (E - I) / (E + I), from -1 (all ties inside) to 1 (all outside).

    Attributes
    ----------
    group, others : str
        Who turns to whom.
    external, internal : int
        Observed ties of the group with others, E, and within it, I.
    index : Estimate
        With what was not logged; NaN where the group has no tie.
    observed : float
        Of the observed ties alone, which the test compares.
    expected : float
        Mean over the permutations.
    p_value : float
        Two-sided; NaN without permutations or ties.
    permutations : int
        How many.
    """

    group: str
    others: str
    external: int
    internal: int
    index: Estimate
    observed: float
    expected: float
    p_value: float
    permutations: int

    @property
    def p_said(self) -> str:
        """The p-value as readers see it, a dash without one."""
        return p_text(self.p_value, 1 / (1 + self.permutations))


def external_index(
    network: Network,
    group: Mask,
    others: Mask,
    *,
    names: tuple[str, str],
    permutations: int,
    rng: np.random.Generator,
) -> ExternalIndex:
    """Return the E-I index of a group in the network of its actors and of others.

    Krackhardt and Stern (1988, *Social Psychology Quarterly* 51, 123). The test deals the labels
    out anew among all actors of that network and leaves its ties as they are; its p-value is
    (1 + those at least as far from the mean of all) / (1 + permutations). Whether an episode is
    logged does not hang on labels, so the test holds on the observed ties. The interval of the
    index carries the variance of E and I by the delta method (`difference_interval`).

    Parameters
    ----------
    group, others : ndarray of bool, shape (n,)
        The actors; one that is in both belongs to the group.
    names : tuple of str
        What the two are called.
    permutations : int
        From 0.
    rng : numpy.random.Generator
        Deals the labels out.
    """
    ties = network.ties
    inside = group | others
    within = inside[ties.a] & inside[ties.b]
    own = group[ties.a].astype(np.int64) + group[ties.b]
    external, internal = within & (own == 1), within & (own == 2)
    seen_out, seen_in = (int((one & ties.is_tie).sum()) for one in (external, internal))
    observed = _index(seen_out, seen_in)
    expected, p = math.nan, math.nan
    if permutations and seen_out + seen_in and (inside & ~group).any():
        edges = np.flatnonzero(within & ties.is_tie)
        dealt = _dealt(ties.a[edges], ties.b[edges], group, inside, permutations, rng)
        known = dealt[~np.isnan(dealt)]
        expected = float(known.mean()) if len(known) else math.nan
        far = np.abs(known - expected) >= abs(observed - expected) - 1e-12
        p = float((1 + far.sum()) / (1 + len(known)))
    index = _estimated(network, external, internal)
    return ExternalIndex(*names, seen_out, seen_in, index, observed, expected, p, permutations)


def _index(external: float, internal: float) -> float:
    """Return (E - I) / (E + I), NaN without ties."""
    total = external + internal
    return (external - internal) / total if total > 0 else math.nan


def _estimated(network: Network, external: Mask, internal: Mask) -> Estimate:
    """Return the index with what was not logged, and its interval."""
    found = []
    for which in range(len(network.bounds)):
        value = network.pair_values(which)
        found.append((float(value[external].sum()), float(value[internal].sum())))
    out, inner = (max(one, 0.0) for one in found[0])
    index = _index(out, inner)
    if math.isnan(index):
        return Estimate()
    total = out + inner
    slope = np.zeros(len(network.ties))
    slope[external], slope[internal] = 2 * inner / total**2, -2 * out / total**2
    moved = network.moves() * slope[network.at][network.estimates[0].pair]
    variance, unit = network.variance(moved, network.shares.episode)
    if len(found) > 1:
        ends = [_index(max(e, 0.0), max(i, 0.0)) for e, i in found[1:]]
        variance += ((ends[0] - ends[1]) / 2) ** 2
    low, high = difference_interval(index, variance, unit=unit, share=network.logged.share)
    return Estimate(index, max(low, -1.0), min(high, 1.0))


def _dealt(
    a: Whole, b: Whole, group: Mask, inside: Mask, permutations: int, rng: np.random.Generator
) -> Floats:
    """Return the index under labels dealt out at random, one for each permutation.

    With S the degrees of the group summed and I its inner ties, E is S - 2 I; both follow for many
    permutations at once from products with the matrix of the ties. Actors without a tie need no
    label: how many labels fall on those with one is hypergeometric.
    """
    from scipy.sparse import coo_array

    tied, places = np.unique(np.concatenate([a, b]), return_inverse=True)
    k, m, size = len(tied), len(a), int(inside.sum())
    matrix = coo_array(
        (np.ones(m, dtype=np.float32), (places[:m], places[m:])), shape=(k, k)
    ).tocsr()
    degree = np.bincount(places, minlength=k).astype(np.float64)
    n = int(group.sum())
    labels = rng.hypergeometric(k, size - k, n, size=permutations) if size > k else None
    found = []
    for begin in range(0, permutations, CHUNK):
        width = min(CHUNK, permutations - begin)
        own = np.full(width, n) if labels is None else labels[begin : begin + width]
        dealt = (np.arange(k)[None, :] < own[:, None]).astype(np.uint8)
        dealt = np.ascontiguousarray(rng.permuted(dealt, axis=1).T).astype(np.float32)
        inner = np.einsum("ij,ij->j", dealt, matrix @ dealt, dtype=np.float64)
        outer = np.einsum("i,ij->j", degree, dealt) - 2 * inner
        total = inner + outer
        with np.errstate(invalid="ignore"):
            found.append(
                np.where(total > 0, (outer - inner) / np.where(total > 0, total, 1), np.nan)
            )
    return np.concatenate(found)
