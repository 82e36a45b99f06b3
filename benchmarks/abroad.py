"""Work: the degree of internationalisation of many firms, and distances between all countries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

YEARS = 5


@dataclass(frozen=True)
class DegreeWork:
    """From frames of firm-years and their markets to every indicator of every cluster."""

    firms: int = 40_000
    clusters: int = 2_000

    @property
    def sizes(self) -> str:
        return f"{self.firms * YEARS:,} firm-years, {self.clusters:,} clusters"

    def small(self) -> DegreeWork:
        return replace(self, firms=40, clusters=4)

    def prepare(self, seed: int) -> Any:
        """Return firms and, for those that export, three markets a year."""
        import numpy as np
        import pandas as pd

        rng = np.random.default_rng(seed)
        n = self.firms * YEARS
        firm = np.repeat(np.arange(self.firms), YEARS)
        sales = rng.lognormal(10, 1, n)
        share = np.where(rng.random(n) < 0.6, rng.random(n), 0.0)
        firms = pd.DataFrame(
            {
                "cluster": np.char.add("C", (firm % self.clusters).astype(str)),
                "firm": np.char.add("F", firm.astype(str)),
                "year": np.tile(np.arange(2020, 2020 + YEARS), self.firms),
                "sales": sales,
                "foreign_sales": sales * share,
            }
        )
        out = np.flatnonzero(share > 0)
        lands = np.array(["NOR", "DNK", "FIN", "DEU", "FRA", "USA", "CHN", "CHL", "NAM", "POL"])
        first = rng.integers(0, len(lands), len(out))
        places = [lands[(first + step) % len(lands)] for step in range(3)]
        rows = firms.iloc[out]
        markets = pd.concat(
            [
                rows[["firm", "year"]].assign(country=place, sales=rows["foreign_sales"] / 3)
                for place in places
            ],
            ignore_index=True,
        )
        return firms, markets

    def answer(self, given: Any) -> Any:
        from hanse.observatory.internationalisation import cluster_degree
        from hanse.tables.long_table import LongTable

        firms, markets = given
        values = ["sales", "foreign_sales"]
        table = LongTable.from_frame(firms, keys=["cluster", "firm", "year"], values=values)
        sold = LongTable.from_frame(markets, keys=["firm", "year", "country"], values=["sales"])
        return cluster_degree(table, sold, home="SWE")

    def fingerprint(self, answer: Any) -> str:
        """Give how many numbers are shown; entropy is checked to be the sum of its parts."""
        import numpy as np

        shown = sum(int((~np.isnan(one.value)).sum()) for one in answer.measures)
        checked = "checked" if answer.verify() else "WRONG"
        return f"{shown:,} numbers of {len(answer):,} cluster-years, {checked}"


@dataclass(frozen=True)
class DistanceWork:
    """From nothing to the parts, the index of all countries and the markets of one."""

    @property
    def sizes(self) -> str:
        return "all countries, markets of Sweden"

    def small(self) -> DistanceWork:
        return self

    def prepare(self, seed: int) -> Any:
        return "SWE"

    def answer(self, given: Any) -> Any:
        from hanse.observatory.distance import default_parts, distance_index

        return distance_index(default_parts()).from_(given)

    def fingerprint(self, answer: Any) -> str:
        """Give how many markets are ranked and the nearest; ranks and ranges are checked."""
        n = int((answer.rank > 0).sum())
        checked = "checked" if answer.verify() else "WRONG"
        return f"{n} markets, nearest {', '.join(answer.markets[:3])}, {checked}"
