r"""Outlook: what a region's absent products promise, and what each of them would open up.

With :math:`A_{cp} = 1 - M_{cp}`, the outlook of a region (complexity outlook index, COI) is the
complexity of what it has not, by how near it is:

.. math:: COI_c = \sum_p \omega_{cp} A_{cp} PCI_p

The gain of an absent product (complexity outlook gain, COG) is the complexity of the other absent
products, by how near the new one brings them:

.. math:: COG_{cp} = \sum_q \frac{\phi_{pq}}{\sum_s \phi_{sq}} A_{cq} PCI_q
          \quad [ - (1 - d_{cp}) PCI_p ]

The bracket, with :math:`1 - d = \omega`, takes away what the region has of the product's promise
already (``gain="net"``).

Source: Hausmann, Hidalgo et al. (2014), *The Atlas of Economic Complexity*, technical boxes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from hanse.errors import InputError, unknown_name
from hanse.messages import plural
from hanse.observatory.relatedness.complexity import Complexity
from hanse.observatory.relatedness.density import Density, near_sums, reach
from hanse.observatory.relatedness.region_table import Array, locked
from hanse.result import Answer

__all__ = ["CENTRES", "GAINS", "Outlook", "outlook"]

GAINS = ("plain", "net")
"""What is near the product, or that less what the region has of the product already."""

CENTRES = ("standardised", "raw")
"""PCI as it is shown, or the eigenvector before its mean was taken away."""


@dataclass(frozen=True, eq=False)
class Outlook(Answer, kind="observatory-outlook"):
    """What the products that a region has not promise it.

    Attributes
    ----------
    density : Density
        With the presences and the convention of the diagonal.
    gain, pci : str
        The choices that were made.
    index : ndarray of shape (n,)
        The outlook of each region, not standardised; NaN where PCI is undefined.
    gains : ndarray of shape (n, m)
        The gain of each absent product; 0 where the region has it, NaN where PCI is undefined.
    """

    density: Density
    gain: str
    pci: str
    index: Array
    gains: Array

    @property
    def standardised(self) -> Array:
        """The outlook of each region with mean 0 and population standard deviation 1."""
        spread = self.index.std()
        if not spread > 0:
            return np.full(self.index.shape, np.nan)
        return np.asarray((self.index - self.index.mean()) / spread)

    def to_frame(self) -> Any:
        """Return one row for each region: ``region outlook standardised``."""
        import pandas as pd

        return pd.DataFrame(
            {
                "region": self.density.presence.regions,
                "outlook": self.index,
                "standardised": self.standardised,
            }
        )

    def __str__(self) -> str:
        names = self.density.presence.regions
        title = f"Outlook of {plural(len(names), 'region')} (gain {self.gain}, PCI {self.pci})"
        if np.isnan(self.index).any():
            return f"{title}: undefined, as complexity is"
        order = np.argsort(-self.index, kind="stable")[:5]
        return f"{title}, highest: " + ", ".join(f"{names[i]} {self.index[i]:.2f}" for i in order)


def outlook(
    around: Density, complex: Complexity, *, gain: str = "plain", pci: str = "standardised"
) -> Outlook:
    """Measure what the products that each region has not promise it.

    Parameters
    ----------
    around : Density
        The densities.
    complex : Complexity
        Of the same presences.
    gain : {"plain", "net"}
        Without or with what the region has of the product's promise taken away.
    pci : {"standardised", "raw"}
        PCI as it is shown, or not centred.

    Returns
    -------
    Outlook
        NaN where complexity is undefined. A product that nothing is near (``diagonal="zero"``)
        counts as if its density were 0.

    Raises
    ------
    InputError
        If a choice is unknown, or the two are measured on other presences.

    Notes
    -----
    ecomplexity 0.5.3 has the plain gain and the raw PCI in standard deviations of ECI, and
    standardises the index. economic-complexity 0.3.0 divides by the sum of proximities around p
    where the formula has that around q, so its gains are other numbers.

    Examples
    --------
    >>> from hanse.observatory.relatedness import complexity, density, presence, RegionTable
    >>> seen = [[1, 1, 1], [1, 1, 0], [1, 0, 0]]
    >>> held = presence(RegionTable.from_matrix(seen, ["X", "Y", "Z"], list("ABC")), by="value")
    >>> print(outlook(density(held), complexity(held)))
    Outlook of 3 regions (gain plain, PCI standardised), highest: Y 1.67, Z 1.04, X 0.00
    """
    for kind, given, known in (("gain", gain, GAINS), ("PCI", pci, CENTRES)):
        if given not in known:
            raise unknown_name(kind, given, known, where="outlook")
    if around.presence is not complex.presence:
        raise InputError(
            "density and complexity are measured on different presences",
            where="outlook",
            mend="Make both from the same presence().",
        )
    m = around.presence.matrix
    absent = 1.0 - m
    promise = complex.pci if pci == "standardised" else complex.raw_pci
    near = reach(m, around.diagonal)
    each = np.divide(promise, near, out=np.zeros_like(near), where=near > 0)
    gains = near_sums(absent * each, m, around.diagonal)
    held = np.where(near > 0, around.density, 0.0)
    if gain == "net":
        gains -= held * promise
    index = (held * absent) @ promise
    return Outlook(around, gain, pci, locked(index), locked(gains * absent))
