"""Relatedness and complexity of regions in one answer, from which advice is read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hanse.observatory.relatedness.complexity import Complexity, complexity
from hanse.observatory.relatedness.density import Density, density
from hanse.observatory.relatedness.outlook import Outlook, outlook
from hanse.observatory.relatedness.presence import Presence, presence
from hanse.observatory.relatedness.region_table import RegionTable
from hanse.result import Answer

__all__ = ["Relatedness", "relatedness"]


@dataclass(frozen=True, eq=False)
class Relatedness(Answer, kind="observatory-relatedness"):
    """Presences, densities and complexity of regions and products.

    Attributes
    ----------
    table : RegionTable
        What it is made from.
    cut : float
        From which RCA (or value) a region counts as specialised.
    by : {"rca", "value"}
        What is compared with the cut.
    diagonal : {"one", "zero"}
        What a product's proximity to itself is.
    spread : {"population", "sample"}
        The standard deviation of ECI.
    pci_scale : {"eci", "own"}
        Whose mean and standard deviation PCI is measured in.
    """

    table: RegionTable
    cut: float
    by: str
    diagonal: str
    spread: str
    pci_scale: str

    @cached_property
    def presence(self) -> Presence:
        """Which region is specialised in which product."""
        return presence(self.table, cut=self.cut, by=self.by)

    @cached_property
    def density(self) -> Density:
        """How much of what is near each product every region has."""
        return density(self.presence, diagonal=self.diagonal)

    @cached_property
    def complexity(self) -> Complexity:
        """ECI and PCI."""
        return complexity(self.presence, spread=self.spread, pci_scale=self.pci_scale)

    @cached_property
    def outlook(self) -> Outlook:
        """What absent products promise (plain gain, standardised PCI)."""
        return outlook(self.density, self.complexity)

    def verify(self) -> bool:
        """Return whether densities and complexity pass their own checks."""
        return self.density.verify() and self.complexity.verify()

    def to_frame(self) -> Any:
        """Return one row for each pair of region and product kept.

        ``region product rca present diversity ubiquity density eci pci``
        """
        import numpy as np

        n, m = self.presence.present.shape
        return self.density.to_frame().assign(
            eci=np.repeat(self.complexity.eci, m), pci=np.tile(self.complexity.pci, n)
        )

    def __str__(self) -> str:
        return f"{self.table}\n{self.presence}\n{self.density}\n{self.complexity}"


def relatedness(
    table: RegionTable,
    *,
    cut: float = 1.0,
    by: str = "rca",
    diagonal: str = "one",
    spread: str = "population",
    pci_scale: str = "eci",
) -> Relatedness:
    """Measure relatedness and complexity of all regions and products.

    Parameters
    ----------
    table : RegionTable
        n regions × m products.
    cut, by
        See `hanse.observatory.relatedness.presence.presence`.
    diagonal
        See `hanse.observatory.relatedness.density.density`.
    spread, pci_scale
        See `hanse.observatory.relatedness.complexity.complexity`.

    Returns
    -------
    Relatedness
        Complexity may be undefined, with its reason; densities are there all the same.

    Raises
    ------
    InputError
        If a choice is unknown or nothing reaches the cut.

    Examples
    --------
    >>> seen = [[9, 5, 4], [9, 6, 0], [9, 0, 0]]
    >>> made = RegionTable.from_matrix(seen, ["X", "Y", "Z"], ["A", "B", "C"], value="exports")
    >>> print(relatedness(made))
    exports of 3 regions in 3 products (6 of 9 pairs above 0)
    Specialised where RCA is at least 1: 3 regions, 3 products, 4 specialisations
    Density around 3 products in 3 regions, diagonal one: 0.444 on average
    Economic complexity of 3 regions and 3 products
    Complexity is undefined: the regions fall into 2 parts that share no product with each other.
    Outside the largest part: Z. Leave them out, lower the cut or take coarser products.
    """
    made = Relatedness(table, float(cut), by, diagonal, spread, pci_scale)
    _ = made.density, made.complexity  # errors come now, not at the first look
    return made
