"""Work: RCA of a million rows, relatedness and complexity of regions × products; the peers."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, replace
from importlib.util import find_spec
from typing import Any


def has_ecomplexity() -> bool:
    """Return whether ecomplexity can be imported."""
    return find_spec("ecomplexity") is not None


def has_economic_complexity() -> bool:
    """Return whether economic-complexity can be imported."""
    return find_spec("economic_complexity") is not None


def export_frame(regions: int, products: int, seed: int) -> Any:
    """Return exports of every region in every product, most of them 0 where it is hard.

    The more capable a region, the more demanding are the products that it sells.
    """
    import numpy as np
    import pandas as pd

    rng = np.random.default_rng(seed)
    able, hard = rng.random(regions)[:, None], rng.random(products)[None, :]
    shape = regions, products
    has = rng.random(shape) < 1 / (1 + np.exp(-6 * (able - hard)))
    values = np.round(has * np.exp(rng.normal(5, 1.5, shape)) + rng.integers(0, 3, shape))
    names = [f"R{i:04d}" for i in range(regions)], [f"P{j:05d}" for j in range(products)]
    return pd.DataFrame(
        {
            "year": 2020,
            "region": np.repeat(np.array(names[0], dtype=object), products),
            "product": np.tile(np.array(names[1], dtype=object), regions),
            "value": values.ravel(),
        }
    )


@dataclass(frozen=True)
class _Sized:
    """Regions × products, one row for each pair."""

    regions: int = 200
    products: int = 5_000

    @property
    def sizes(self) -> str:
        return f"{self.regions:,} × {self.products:,}"

    def small(self) -> Any:
        return replace(self, regions=6, products=9)

    def prepare(self, seed: int) -> Any:
        return export_frame(self.regions, self.products, seed)


@dataclass(frozen=True)
class RcaWork(_Sized):
    """RCA from a frame of rows."""

    @property
    def sizes(self) -> str:
        return f"{self.regions * self.products:,} rows"

    def answer(self, given: Any) -> Any:
        from hanse.observatory.relatedness import RegionTable, revealed_advantage
        from hanse.tables.long_table import LongTable

        long = LongTable.from_frame(given, keys=["region", "product"], values=["value"])
        return revealed_advantage(RegionTable.from_long(long, value="value")).rca

    def fingerprint(self, answer: Any) -> str:
        """Give the number of specialisations and the mean."""
        return rca_text(answer)


@dataclass(frozen=True)
class PeerRca(RcaWork):
    """RCA of economic-complexity, from the same frame."""

    def answer(self, given: Any) -> Any:
        from economic_complexity import rca

        wide = given.pivot(index="region", columns="product", values="value")
        return rca(wide).to_numpy()


@dataclass(frozen=True)
class EcomplexityRca(RcaWork):
    """RCA of ecomplexity, from the same frame."""

    def answer(self, given: Any) -> Any:
        from ecomplexity.ComplexityData import ComplexityData

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            data = ComplexityData(given, ecomplexity_names(), "coerce")
            data.create_full_df(2020)
            data.calculate_rca()
        return data.rca_t


@dataclass(frozen=True)
class RelatednessWork(_Sized):
    """Density, ECI, PCI, outlook and gain, from a frame of rows."""

    def answer(self, given: Any) -> Any:
        from hanse.observatory.relatedness import RegionTable, relatedness
        from hanse.tables.long_table import LongTable

        long = LongTable.from_frame(given, keys=["region", "product"], values=["value"])
        made = relatedness(RegionTable.from_long(long, value="value"))
        _ = made.outlook
        return made

    def fingerprint(self, answer: Any) -> str:
        """Give sums of the answer; density and complexity are checked by other means."""
        right = "true" if answer.verify() else "FALSE"
        complexity = answer.complexity
        said = indices_text(complexity.eci, complexity.pci, answer.density.density)
        return f"{said}, verify() {right}"


@dataclass(frozen=True)
class EcomplexityRelatedness(_Sized):
    """The same indices by ecomplexity; its check of supermodularity is off."""

    def answer(self, given: Any) -> Any:
        from ecomplexity import ecomplexity

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ecomplexity(
                given, ecomplexity_names(), check_logsupermodularity=False, verbose=False
            )

    def fingerprint(self, answer: Any) -> str:
        """Give the same sums."""
        eci = answer.groupby("region")["eci"].first().to_numpy()
        pci = answer.groupby("product")["pci"].first().to_numpy()
        return indices_text(eci, pci, answer["density"].to_numpy())


def ecomplexity_names() -> dict[str, str]:
    """Return what ecomplexity calls the columns."""
    return {"time": "year", "loc": "region", "prod": "product", "val": "value"}


def rca_text(rca: Any) -> str:
    """Return what is compared of an RCA."""
    import numpy as np

    return f"{int((rca >= 1).sum()):,} from 1, mean {np.nanmean(rca):.9f}"


def indices_text(eci: Any, pci: Any, density: Any) -> str:
    """Return what is compared of the indices: numbers that a change of sign or order moves."""
    return (
        f"Σ ECI³ {(eci**3).sum():.6f}, first ECI {eci[0]:.9f}, first PCI {pci[0]:.9f}, "
        f"mean density {density.mean():.9f}"
    )
