"""Paths: does a cluster grow abroad, does it upgrade, or both; the two are never added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from hanse.errors import unknown_name
from hanse.messages import message
from hanse.observatory.internationalisation.cell_checks import floats_of
from hanse.result import Answer

if TYPE_CHECKING:
    from hanse.observatory.internationalisation.measures import Degree, Measure

__all__ = ["PATHS", "Paths", "paths_of"]

PATHS = (
    "growing and upgrading",
    "growing without upgrading",
    "upgrading without growth",
    "neither",
    "not known",
)
"""What a cluster can do."""

Floats = npt.NDArray[np.float64]
_HARDLY = 0.1
"""Up to this share of measures nothing is upgraded, and growth may be immiserising."""
_RISK = ": it may sell more and earn less (immiserising growth)"


@dataclass(frozen=True, eq=False)
class Paths(Answer, kind="observatory-paths"):
    """Growth and upgrading of each cluster since its first year.

    Attributes
    ----------
    year : str
        The year that is compared with the first.
    clusters : tuple of str
        The clusters that have firms in that year.
    growth, upgrading : ndarray of float64, shape (clusters,)
        Annual growth of foreign sales, and the share of measures that rose; NaN if not known.
    path : tuple of str
        One of `PATHS` for each cluster.
    reason : tuple of str
        Why a path is not known.
    growth_above, upgrading_above : float
        What counts as growth and as upgrading.
    """

    year: str
    clusters: tuple[str, ...]
    growth: Floats
    upgrading: Floats
    path: tuple[str, ...]
    reason: tuple[str, ...]
    growth_above: float
    upgrading_above: float

    def __post_init__(self) -> None:
        for name in ("growth", "upgrading"):
            object.__setattr__(self, name, floats_of(getattr(self, name)))

    def sentences(self) -> tuple[str, ...]:
        """Return a sentence for each cluster."""
        return tuple(self._sentence(at) for at in range(len(self.clusters)))

    def _sentence(self, at: int) -> str:
        """Return the sentence of a cluster."""
        templates = {
            PATHS[0]: "{cluster} grows abroad ({growth:+.1%} a year) and upgrades (on average "
            "{share:.0%} of a firm's known measures rose).",
            PATHS[1]: "{cluster} grows abroad ({growth:+.1%} a year) without upgrading (on average "
            "{share:.0%} of a firm's known measures rose){risk}.",
            PATHS[2]: "{cluster} upgrades (on average {share:.0%} of a firm's known measures rose) "
            "without growing abroad ({growth:+.1%} a year).",
            PATHS[3]: "{cluster} neither grows abroad ({growth:+.1%} a year) nor upgrades (on "
            "average {share:.0%} of a firm's known measures rose).",
            PATHS[4]: "The path of {cluster} is not known: {reason}.",
        }
        return message(
            templates[self.path[at]],
            cluster=self.clusters[at],
            growth=float(self.growth[at]),
            share=float(self.upgrading[at]),
            reason=self.reason[at],
            risk=_RISK if self.upgrading[at] <= _HARDLY else "",
        )

    def to_frame(self) -> Any:
        """Return one row for each cluster: ``cluster year growth upgrading path reason``."""
        import pandas as pd

        return pd.DataFrame(
            {
                "cluster": list(self.clusters),
                "year": self.year,
                "growth": self.growth.copy(),
                "upgrading": self.upgrading.copy(),
                "path": list(self.path),
                "reason": list(self.reason),
            }
        )

    def __str__(self) -> str:
        head = message("Growth and upgrading, first year of each cluster to {year}", year=self.year)
        return "\n".join([head, *self.sentences()])


def paths_of(degree: Degree, *, year: str, growth_above: float, upgrading_above: float) -> Paths:
    """Return the paths of clusters; see `ClusterDegree.paths`."""
    year = str(year) or (degree.years[-1] if degree.years else "")
    if year and year not in degree.years:
        raise unknown_name("year", year, degree.years)
    rows = np.flatnonzero(degree.year == degree.years.index(year)) if year else np.zeros(0, int)
    found = {one.indicator: one for one in degree.measures}
    growth, no_growth = _column(found.get("cluster_foreign_sales_growth"), rows, "foreign sales")
    upgrading, no_rise = _column(found.get("cluster_upgrading"), rows, "upgrading")
    path, reason = [], []
    for i in range(len(rows)):
        if np.isnan(growth[i]) or np.isnan(upgrading[i]):
            path.append(PATHS[4])
            both = [
                f"{what}: {why}"
                for what, why in (("growth", no_growth[i]), ("upgrading", no_rise[i]))
                if why
            ]
            reason.append("; ".join(both))
            continue
        grows, rises = growth[i] > growth_above, upgrading[i] > upgrading_above
        path.append(PATHS[(0 if rises else 1) if grows else (2 if rises else 3)])
        reason.append("")
    clusters = tuple(degree.units[at] for at in degree.unit[rows].tolist())
    return Paths(
        year, clusters, growth, upgrading, tuple(path), tuple(reason), growth_above, upgrading_above
    )


def _column(measure: Measure | None, rows: npt.NDArray[Any], what: str) -> tuple[Floats, list[str]]:
    """Return the values of some rows and why they are empty."""
    if measure is None:
        return np.full(len(rows), np.nan), [f"no {what} in the file"] * len(rows)
    texts = measure.reason
    return measure.value[rows], [texts[at] for at in rows.tolist()]
