r"""Complementary regions: who has what would bring a region nearer to what it lacks.

For a product p that our region c is not specialised in, region d adds to the density

.. math:: a_{cdp} = \frac{\sum_{q \ne p} (1 - M_{cq}) M_{dq} \phi_{qp}}{\sum_q \phi_{qp}}

what d has near p and c has not, p itself left out. Targets are the products where our density is
low, and the sum is averaged over them. Source: Balland and Boschma (2021), Complementary
interregional linkages and Smart Specialisation, *Regional Studies* 55, pp. 1059-1070.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hanse.errors import InputError
from hanse.messages import Message, join_names, message, plural
from hanse.observatory.relatedness.density import near_sums, reach
from hanse.observatory.relatedness.region_table import Array, position
from hanse.observatory.relatedness.relatedness import Relatedness
from hanse.result import Answer, Record

__all__ = ["Complement", "Complements", "complements", "low_density_products"]


@dataclass(frozen=True)
class Complement(Record, kind="observatory-complement"):
    """A region that has what another lacks.

    Attributes
    ----------
    region : str
        Its name.
    own_density, density : float
        Ours and theirs, the mean over the targets.
    added : float
        What they add to our density, the mean over the targets; in [0, 1].
    given : float
        What we add to theirs, the mean over their own targets; NaN where they have none.
    best : tuple of str
        The targets to which they add most.
    through : tuple of str
        What they have and we have not that carries the first of these, the nearest first.
    """

    region: str
    own_density: float
    density: float
    added: float
    given: float
    best: tuple[str, ...]
    through: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Complements(Answer, kind="observatory-complements"):
    """The regions that complement one.

    Attributes
    ----------
    region : str
        Ours.
    targets : tuple of str
        The products where our density is low, or those that were asked for.
    listed : tuple of Complement
        Those that add most first.
    """

    region: str
    targets: tuple[str, ...]
    listed: tuple[Complement, ...]

    def sentence(self, one: Complement) -> Message:
        """Return why a region complements ours, in a sentence."""
        back = (
            "it has no products of low density itself"
            if np.isnan(one.given)
            else f"in return {self.region} adds {one.given:.2f} to it"
        )
        most = f", most to {one.best[0]}" if one.best else ""
        through = f" through {join_names(one.through)}" if one.best and one.through else ""
        rest = f", then to {join_names(one.best[1:])}" if one.best[1:] else ""
        return message(
            "{region} adds {added:.2f} to the density of {ours} around {targets} (ours {own:.2f}, "
            "theirs {theirs:.2f}){most}{through}{rest}; {back}.",
            region=one.region,
            added=one.added,
            ours=self.region,
            targets=plural(len(self.targets), "product"),
            own=one.own_density,
            theirs=one.density,
            most=most,
            through=through,
            rest=rest,
            back=back,
        )

    def to_frame(self) -> Any:
        """Return one row for each region.

        ``region own_density density added given best through``
        """
        import pandas as pd

        rows = [
            [o.region, o.own_density, o.density, o.added, o.given, *map("; ".join, _lists(o))]
            for o in self.listed
        ]
        names = ["region", "own_density", "density", "added", "given", "best", "through"]
        return pd.DataFrame(rows, columns=names)

    def __str__(self) -> str:
        if not self.targets:
            return f"{self.region}: specialised in every product, nothing to complement"
        title = f"Complements of {self.region}, {plural(len(self.targets), 'target')}"
        return "\n".join([title, *(str(self.sentence(one)) for one in self.listed)])


def complements(
    related: Relatedness,
    region: str,
    *,
    targets: Sequence[str] | None = None,
    n: int = 5,
    named: int = 3,
) -> Complements:
    """List the regions that have what a region lacks.

    Parameters
    ----------
    related : Relatedness
        Of all regions and products.
    region : str
        Ours.
    targets : sequence of str, optional
        Products that it is not specialised in; by default those among them where its density is at
        most the median of them.
    n : int
        How many regions at most, from 1.
    named : int
        How many targets and products to name for each, from 0.

    Returns
    -------
    Complements
        Ties in the order of the table; regions that add nothing are left out. Empty where the
        region is specialised in every product.

    Raises
    ------
    InputError
        If there is no such region or product, the region is specialised in a target already, or a
        number is out of range.

    Examples
    --------
    >>> from hanse.observatory.relatedness import RegionTable, relatedness
    >>> seen = [[1, 1, 0, 0], [0, 1, 1, 1], [1, 0, 0, 0]]
    >>> made = RegionTable.from_matrix(seen, ["X", "Y", "Z"], ["A", "B", "C", "D"])
    >>> print(complements(relatedness(made, by="value"), "X"))
    Complements of X, 2 targets
    Y adds 0.40 to the density of X around 2 products (ours 0.20, theirs 1.00), most to C
    through D, then to D; in return X adds 0.00 to it.
    """
    for name, given, least in (("n", n, 1), ("named", named, 0)):
        if given < least:
            raise InputError(
                f"{name} is {given}", where="complements", mend=f"Give a number from {least}."
            )
    held = related.presence
    at = position("region", region, held.regions, where="complements")
    chosen = low_density_products(related, at) if targets is None else _asked(related, at, targets)
    said = tuple(held.products[j] for j in chosen)
    if not len(chosen):
        return Complements(region, said, ())
    m, near = held.matrix, reach(held.matrix, related.diagonal)
    with np.errstate(invalid="ignore"):
        gained = near_sums((1.0 - m[at]) * m, m, "zero")[:, chosen] / near[chosen]
        returned = near_sums(m[at] * (1.0 - m), m, "zero") / near
    added = gained.mean(axis=1)
    order = [i for i in np.argsort(-added, kind="stable") if i != at and added[i] > 0]
    made = [_complement(related, at, int(i), chosen, gained, returned, named) for i in order[:n]]
    return Complements(region, said, tuple(made))


def low_density_products(related: Relatedness, at: int) -> NDArray[np.int64]:
    """Return the products that region ``at`` has not with a density up to the median of them."""
    around = related.density.density[at]
    absent = np.nonzero(~related.presence.present[at] & ~np.isnan(around))[0]
    if not len(absent):
        return absent
    return np.asarray(absent[around[absent] <= np.median(around[absent])])


def _asked(related: Relatedness, at: int, targets: Sequence[str]) -> NDArray[np.int64]:
    """Return where the targets stand; raise if the region is specialised in one."""
    held = related.presence
    found = [position("product", name, held.products, where="targets") for name in targets]
    present = [held.products[j] for j in found if held.present[at, j]]
    if present:
        raise InputError(
            f"{held.regions[at]} is specialised in {join_names(present)} already",
            where="targets",
            mend="Name products that it is not specialised in.",
        )
    return np.array(sorted(set(found)), dtype=np.int64)


def _complement(
    related: Relatedness,
    at: int,
    i: int,
    chosen: NDArray[np.int64],
    gained: Array,
    returned: Array,
    named: int,
) -> Complement:
    """Return one region with what it adds and through what."""
    held, around = related.presence, related.density.density
    order = np.argsort(-gained[i], kind="stable")
    best = [chosen[j] for j in order if gained[i, j] > 0]
    theirs = low_density_products(related, i)
    return Complement(
        held.regions[i],
        float(around[at, chosen].mean()),
        float(around[i, chosen].mean()),
        float(gained[i].mean()),
        float(returned[i, theirs].mean()) if len(theirs) else np.nan,
        tuple(held.products[j] for j in best[:named]),
        _through(related, at, i, int(best[0]), named),
    )


def _through(related: Relatedness, at: int, i: int, j: int, named: int) -> tuple[str, ...]:
    """Return what region i has and ours has not near product j, the nearest first."""
    held = related.presence
    m = held.matrix
    phi = (m[:, j] @ m) / np.maximum(held.ubiquity, held.ubiquity[j])
    phi[j] = 0.0
    phi *= m[i] * (1.0 - m[at])
    order = np.argsort(-phi, kind="stable")[:named]
    return tuple(held.products[q] for q in order if phi[q] > 0)


def _lists(one: Complement) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names that a frame holds as texts."""
    return one.best, one.through
