"""Diversification candidates: what a region has not, by how near it is and how complex.

Density says how much of what a product needs is there (the lower, the riskier), complexity what it
would bring. Source: Balland, Boschma, Crespo and Rigby (2019), Smart specialization policy in the
European Union, *Regional Studies* 53(9), pp. 1252-1268. The two are never added up: a candidate is
in the first front where no other is at least as near and as complex, in the second where only those
of the first are, and so on.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from math import isnan
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hanse.errors import InputError, unknown_name
from hanse.messages import Message, join_names, message, plural
from hanse.observatory.relatedness.region_table import Array, position
from hanse.observatory.relatedness.relatedness import Relatedness
from hanse.result import Answer, Record

__all__ = ["ORDERS", "Candidate", "Candidates", "Carrier", "candidates", "fronts"]

ORDERS = ("fronts", "density", "pci")


@dataclass(frozen=True)
class Carrier(Record, kind="observatory-carrier"):
    """A product that a region has and that carries the density around another.

    Attributes
    ----------
    product : str
        Its name.
    proximity : float
        To the candidate, in (0, 1].
    share : float
        Of the sum of proximities that the density counts, in (0, 1].
    """

    product: str
    proximity: float
    share: float


@dataclass(frozen=True)
class Candidate(Record, kind="observatory-candidate"):
    """A product that a region is not specialised in yet.

    Attributes
    ----------
    product : str
        Its name.
    density : float
        In [0, 1].
    density_rank : int
        Among the products that the region has not, from 1, ties with the best rank.
    pci : float
        NaN where complexity is undefined.
    above_eci : float
        PCI less the region's mean PCI (on the scale ``eci``, less its ECI): above 0 the product
        would raise the mean. NaN where complexity is undefined.
    rca : float
        What the region has of it now, below the cut.
    ubiquity : int
        How many regions are specialised in it.
    front : int
        From 1; 1 where no other candidate is at least as near and as complex and better in one.
    carriers : tuple of Carrier
        The products that carry the density, the nearest first.
    """

    product: str
    density: float
    density_rank: int
    pci: float
    above_eci: float
    rca: float
    ubiquity: int
    front: int
    carriers: tuple[Carrier, ...]


@dataclass(frozen=True, eq=False)
class Candidates(Answer, kind="observatory-candidates"):
    """What a region could diversify into.

    Attributes
    ----------
    region : str
        Its name.
    order : {"fronts", "density", "pci"}
        How they are ordered.
    n_absent : int
        How many products the region is not specialised in.
    reason : str
        Why complexity is undefined; empty where it is not.
    listed : tuple of Candidate
        The first ones.
    """

    region: str
    order: str
    n_absent: int
    reason: str
    listed: tuple[Candidate, ...]

    def sentence(self, candidate: Candidate) -> Message:
        """Return why a product is a candidate, in a sentence."""
        carried = [f"{one.product} ({one.proximity:.2f})" for one in candidate.carriers]
        by = f"carried by {join_names(carried)}" if carried else "carried by nothing it has"
        if isnan(candidate.pci):
            gain = "its complexity is undefined"
        else:
            effect = "raise" if candidate.above_eci > 0 else "not raise"
            gain = f"its PCI of {candidate.pci:.2f} would {effect} the region's mean"
        return message(
            "{product}: density {density:.2f}, rank {rank} of {absent} products that {region} is "
            "not specialised in, {by}; {gain}; {others}.",
            product=candidate.product,
            density=candidate.density,
            rank=candidate.density_rank,
            absent=self.n_absent,
            region=self.region,
            by=by,
            gain=gain,
            others=f"{plural(candidate.ubiquity, 'region')} specialised in it",
        )

    def to_frame(self) -> Any:
        """Return one row for each candidate.

        ``product density density_rank pci above_eci rca ubiquity front carriers``
        """
        import pandas as pd

        fields = ["product", "density", "density_rank", "pci", "above_eci", "rca", "ubiquity"]
        fields.append("front")
        return pd.DataFrame(
            [
                [*(getattr(one, f) for f in fields), "; ".join(c.product for c in one.carriers)]
                for one in self.listed
            ],
            columns=[*fields, "carriers"],
        )

    def __str__(self) -> str:
        title = (
            f"{self.region}: {len(self.listed):,} of {plural(self.n_absent, 'candidate')}, "
            f"by {self.order}"
        )
        said = [str(self.sentence(one)) for one in self.listed]
        return "\n".join([title, *said, *([self.reason] if self.reason else [])])


def candidates(
    related: Relatedness, region: str, *, n: int = 10, order: str = "fronts", carriers: int = 3
) -> Candidates:
    """List the products that a region could diversify into.

    Parameters
    ----------
    related : Relatedness
        Of all regions and products.
    region : str
        One of those kept.
    n : int
        How many at most, from 1.
    order : {"fronts", "density", "pci"}
        By front, and within a front the nearest first; the nearest first; the most complex first.
        Where complexity is undefined, by density. Ties in the order of the table.
    carriers : int
        How many of the region's products to name for each, from 0.

    Raises
    ------
    InputError
        If there is no such region, or a choice is out of range.

    Examples
    --------
    >>> from hanse.observatory.relatedness import RegionTable, relatedness
    >>> seen = [[1, 1, 1], [1, 1, 0], [1, 0, 0]]
    >>> made = RegionTable.from_matrix(seen, ["X", "Y", "Z"], ["A", "B", "C"])
    >>> print(candidates(relatedness(made, by="value"), "Z"))
    Z: 2 of 2 candidates, by fronts
    B: density 0.31, rank 1 of 2 products that Z is not specialised in, carried by A (0.67);
    its PCI of 1.22 would raise the region's mean; 2 regions specialised in it.
    C: density 0.18, rank 2 of 2 products that Z is not specialised in, carried by A (0.33);
    its PCI of 3.67 would raise the region's mean; 1 region specialised in it.
    """
    if order not in ORDERS:
        raise unknown_name("order", order, ORDERS, where="candidates")
    for name, given, least in (("n", n, 1), ("carriers", carriers, 0)):
        if given < least:
            raise InputError(
                f"{name} is {given}", where="candidates", mend=f"Give a number from {least}."
            )
    held = related.presence
    at = position("region", region, held.regions, where="candidates")
    absent = np.nonzero(~held.present[at])[0]
    near = related.density.density[at, absent]
    promise = related.complexity.pci[absent]
    front = fronts(near, promise)
    chosen = _ordered(near, promise, front, order)[:n]
    made = [
        _candidate(related, at, absent, int(i), int(front[i]), carriers)  # one sentence each
        for i in chosen
    ]
    return Candidates(region, order, len(absent), related.complexity.reason, tuple(made))


def fronts(near: Array, promise: Array) -> NDArray[np.int64]:
    """Return the front of each candidate, from 1: 1 where nothing is better.

    A candidate is behind another that is at least as near and as complex, and better in one. NaN
    counts as the lowest. n log n by sorting: the front is the first whose highest complexity so far
    does not put the candidate behind.

    Examples
    --------
    >>> fronts(np.array([0.9, 0.5, 0.4, 0.5]), np.array([0.0, 2.0, 1.0, 2.0]))
    array([1, 1, 2, 1])
    """
    nearness, gain = np.nan_to_num(near, nan=-np.inf), np.nan_to_num(promise, nan=-np.inf)
    found = np.zeros(len(nearness), dtype=np.int64)
    best: list[float] = []  # minus the highest complexity of each front, so ascending
    before: tuple[float, float] | None = None
    for i in np.lexsort((-gain, -nearness)):
        here = (float(nearness[i]), float(gain[i]))
        if here != before:
            number = bisect_right(best, -here[1])
            if number == len(best):
                best.append(-here[1])
            best[number] = -here[1]
            before = here
        found[i] = number + 1
    return found


def _ordered(
    near: Array, promise: Array, front: NDArray[np.int64], order: str
) -> NDArray[np.int64]:
    """Return the places in the order asked for, undefined numbers last."""
    nearness, gain = np.nan_to_num(near, nan=-np.inf), np.nan_to_num(promise, nan=-np.inf)
    if order == "density":
        return np.lexsort((-gain, -nearness))
    if order == "pci":
        return np.lexsort((-nearness, -gain))
    return np.lexsort((-gain, -nearness, front))


def _candidate(
    related: Relatedness, at: int, absent: NDArray[np.int64], i: int, front: int, most: int
) -> Candidate:
    """Return one candidate with the products that carry its density."""
    held, j = related.presence, absent[i]
    around = related.density.density[at]
    pci = related.complexity.pci
    own = held.matrix[at]
    return Candidate(
        held.products[j],
        float(around[j]),
        1 + int(np.count_nonzero(around[absent] > around[j])),
        float(pci[j]),
        float(pci[j] - pci[held.present[at]].mean()),
        float(held.rca[at, j]),
        int(held.ubiquity[j]),
        front,
        _carriers(related, own, int(j), most),
    )


def _carriers(related: Relatedness, own: Array, j: int, most: int) -> tuple[Carrier, ...]:
    """Return the present products nearest to product j."""
    held = related.presence
    together = held.matrix[:, j] @ held.matrix
    phi = own * together / np.maximum(held.ubiquity, held.ubiquity[j])
    order = np.argsort(-phi, kind="stable")[:most]
    whole = phi.sum()
    return tuple(
        Carrier(held.products[q], float(phi[q]), float(phi[q] / whole)) for q in order if phi[q] > 0
    )
