r"""Economic complexity: the regions that have many products which few others have.

ECI is the second eigenvector of :math:`\tilde M_{cd} = \sum_p M_{cp} M_{dp} / (k_c k_p)`, less its
mean, by its standard deviation; PCI is the same of the products. A region's ECI is the mean of the
PCI of the products that it is specialised in. The sign is the one with which ECI and diversity
correlate positively.

Sources: Hidalgo and Hausmann (2009), *PNAS* 106(26), pp. 10570-10575; Hausmann, Hidalgo et al.
(2014), *The Atlas of Economic Complexity*, p. 24.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from hanse.errors import unknown_name
from hanse.messages import plural
from hanse.observatory.relatedness.eigen import GAP, Second, second_eigenvector, symmetric
from hanse.observatory.relatedness.presence import Presence
from hanse.observatory.relatedness.region_table import Array, locked, position
from hanse.result import Answer

__all__ = ["PCI_SCALES", "SPREADS", "Complexity", "complexity"]

SPREADS = ("population", "sample")
"""The standard deviation, divided by n or by n - 1."""

PCI_SCALES = ("eci", "own")
"""PCI in standard deviations of ECI, or of its own."""


@dataclass(frozen=True, eq=False)
class Complexity(Answer, kind="observatory-complexity"):
    """The economic complexity of regions (ECI) and products (PCI).

    Attributes
    ----------
    presence : Presence
        What it is measured on.
    spread : {"population", "sample"}
        The standard deviation.
    pci_scale : {"eci", "own"}
        Whose mean and standard deviation PCI is measured in.
    eci : ndarray of shape (n,)
        Mean 0, standard deviation 1; NaN where undefined.
    pci : ndarray of shape (m,)
        With ``pci_scale="own"`` mean 0 and standard deviation 1; NaN where undefined.
    eigenvalues : tuple of float
        The first three of the matrix, the first is 1. The nearer the third to the second, the less
        the order of the regions is settled.
    centre : float
        The mean of the eigenvector in its own standard deviations: PCI (scale ``eci``) plus this is
        the eigenvector of the products before it was centred.
    is_signed : bool
        Whether ECI correlates with diversity; without, the first region that is not at 0 is set
        positive.
    reason : str
        Why it is undefined; empty where it is not.
    """

    presence: Presence
    spread: str
    pci_scale: str
    eci: Array
    pci: Array
    eigenvalues: tuple[float, ...]
    centre: float
    is_signed: bool
    reason: str

    def eci_of(self, region: str) -> float:
        """Return the ECI of a region; raise if there is no such region."""
        return float(self.eci[position("region", region, self.presence.regions, where="ECI")])

    def pci_of(self, product: str) -> float:
        """Return the PCI of a product; raise if there is no such product."""
        return float(self.pci[position("product", product, self.presence.products, where="PCI")])

    @property
    def raw_pci(self) -> Array:
        """The products' eigenvector in standard deviations of ECI, not centred, shape (m,)."""
        return self._on_eci_scale() + self.centre

    def _on_eci_scale(self) -> Array:
        """Return PCI as the scale "eci" has it."""
        if self.pci_scale == "eci":
            return self.pci
        m = self.presence.matrix
        mean = (m @ self.pci) / m.sum(axis=1)
        ddof = 1 if self.spread == "sample" else 0
        return np.asarray((self.pci - mean.mean()) / mean.std(ddof=ddof))

    def verify(self) -> bool:
        """Return whether this is the second eigenvector, by means that decompose nothing.

        ECI must be the mean of PCI over each region's products, PCI (not centred) the mean of the
        regions' by the second eigenvalue, and with the first two taken out no eigenvalue may be
        above the second (a Cholesky factor exists). An undefined index has nothing to check.
        """
        if self.reason:
            return bool(np.isnan(self.eci).all() and np.isnan(self.pci).all())
        m, second = self.presence.matrix, self.eigenvalues[1]
        diversity, ubiquity = m.sum(axis=1), m.sum(axis=0)
        products, regions = self.raw_pci, self.eci + self.centre
        slack = 1e-8 * max(1.0, float(np.abs(products).max()))
        follows = np.abs((m @ products) / diversity - regions).max() < slack
        returns = np.abs((regions @ m) / ubiquity - second * products).max() < slack
        by_region = m.shape[0] <= m.shape[1]
        weights, vector = (diversity, regions) if by_region else (ubiquity, products)
        first, own = np.sqrt(weights), np.sqrt(weights) * vector
        rest = symmetric(m) - np.outer(first, first) / (first @ first)
        rest -= second * np.outer(own, own) / (own @ own)
        try:
            np.linalg.cholesky((second + GAP) * np.eye(len(rest)) - rest)
        except np.linalg.LinAlgError:
            return False
        return bool(follows and returns)

    def to_frame(self) -> Any:
        """Return one row for each region and product: ``side name count complexity``.

        ``side`` is "region" or "product"; ``count`` is the diversity or the ubiquity,
        ``complexity`` the ECI or the PCI.
        """
        import pandas as pd

        held = self.presence
        return pd.DataFrame(
            {
                "side": ["region"] * len(self.eci) + ["product"] * len(self.pci),
                "name": [*held.regions, *held.products],
                "count": np.concatenate([held.diversity, held.ubiquity]),
                "complexity": np.concatenate([self.eci, self.pci]),
            }
        )

    def __str__(self) -> str:
        held = self.presence
        title = (
            f"Economic complexity of {plural(len(held.regions), 'region')} and "
            f"{plural(len(held.products), 'product')}"
        )
        if self.reason:
            return f"{title}\n{self.reason}"
        shown = [f"{value:.3f}" for value in self.eigenvalues]
        lines = [title, f"Eigenvalues: {', '.join(shown)}"]
        lines += _ends("Regions", held.regions, self.eci)
        lines += _ends("Products", held.products, self.pci)
        if not self.is_signed:
            lines.append("ECI does not correlate with diversity: its sign is arbitrary.")
        return "\n".join(lines)


def complexity(
    present: Presence, *, spread: str = "population", pci_scale: str = "eci"
) -> Complexity:
    """Measure the economic complexity of regions and products.

    Parameters
    ----------
    present : Presence
        n regions × m products.
    spread : {"population", "sample"}
        The standard deviation that is set to 1, divided by n or by n - 1.
    pci_scale : {"eci", "own"}
        PCI less the mean of ECI's eigenvector by its standard deviation, so that ECI is the mean of
        a region's PCI; or less its own mean by its own.

    Returns
    -------
    Complexity
        NaN with the reason where fewer than two regions or products are left, regions share no
        products with others, all are the same, or two eigenvalues tie.

    Raises
    ------
    InputError
        If a choice is unknown.

    Notes
    -----
    ecomplexity 0.5.3 has the population's deviation and the scale of ECI; economic-complexity 0.3.0
    the sample's and PCI's own, both after 18 and 19 reflections (see
    `hanse.observatory.relatedness.reflections`).

    Examples
    --------
    >>> from hanse.observatory.relatedness.presence import presence
    >>> from hanse.observatory.relatedness.region_table import RegionTable
    >>> seen = [[1, 1, 1], [1, 1, 0], [1, 0, 0]]
    >>> made = RegionTable.from_matrix(seen, ["X", "Y", "Z"], ["A", "B", "C"])
    >>> print(complexity(presence(made, by="value")))
    Economic complexity of 3 regions and 3 products
    Eigenvalues: 1.000, 0.250, 0.111
    Regions, highest: X 1.22, Y 0.00; lowest: Z -1.22
    Products, highest: C 3.67, B 1.22; lowest: A -1.22
    """
    for kind, given, known in (("spread", spread, SPREADS), ("PCI scale", pci_scale, PCI_SCALES)):
        if given not in known:
            raise unknown_name(kind, given, known, where="complexity")
    found = second_eigenvector(present)
    if found.reason:
        nothing = locked(found.of_regions), locked(found.of_products)
        return Complexity(
            present, spread, pci_scale, *nothing, found.eigenvalues, np.nan, False, found.reason
        )
    return _standardised(present, found, spread, pci_scale)


def _standardised(present: Presence, found: Second, spread: str, pci_scale: str) -> Complexity:
    """Return the indices with mean, deviation and sign as they were asked for."""
    ddof = 1 if spread == "sample" else 0
    sign, is_signed = _sign(found.of_regions, present.diversity.astype(np.float64))
    regions, products = sign * found.of_regions, sign * found.of_products
    mean, deviation = regions.mean(), regions.std(ddof=ddof)
    eci = (regions - mean) / deviation
    if pci_scale == "own":
        pci = (products - products.mean()) / products.std(ddof=ddof)
    else:
        pci = (products - mean) / deviation
    return Complexity(
        present,
        spread,
        pci_scale,
        locked(eci),
        locked(pci),
        found.eigenvalues,
        float(mean / deviation),
        is_signed,
        "",
    )


def _sign(regions: Array, diversity: Array) -> tuple[float, bool]:
    """Return the sign of the eigenvector, and whether diversity set it."""
    own, other = regions - regions.mean(), diversity - diversity.mean()
    scale = np.sqrt((own @ own) * (other @ other))
    together = float(own @ other)
    if abs(together) > GAP * scale:
        return (1.0 if together > 0 else -1.0), True
    away = own[np.abs(own) > np.sqrt(GAP) * np.abs(own).max()]
    return (1.0 if away[0] > 0 else -1.0), False


def _ends(title: str, names: tuple[str, ...], values: Array, *, most: int = 3) -> list[str]:
    """Return a line with the highest and the lowest values."""
    order = np.argsort(-values, kind="stable")
    top = order[: min(most, (len(order) + 1) // 2)]
    bottom = order[len(top) :][-most:][::-1]
    said = [
        ", ".join(f"{names[i]} {round(values[i], 2) + 0.0:.2f}" for i in part)
        for part in (top, bottom)
    ]
    return [f"{title}, highest: {said[0]}; lowest: {said[1]}"]
