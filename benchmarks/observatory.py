"""Work: location quotients from a frame of rows of regions and industries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True)
class LocationQuotientWork:
    """From a pandas frame to the location quotient of every region and industry."""

    regions: int = 1_000
    industries: int = 1_000

    @property
    def sizes(self) -> str:
        return f"{self.regions * self.industries:,} rows"

    def small(self) -> LocationQuotientWork:
        return replace(self, regions=4, industries=5)

    def prepare(self, seed: int) -> Any:
        """Return employment and establishments of every region and industry, skewed, some 0."""
        import numpy as np
        import pandas as pd

        rng = np.random.default_rng(seed)
        n = self.regions * self.industries
        regions = np.array([f"R{i:04d}" for i in range(self.regions)], dtype=object)
        industries = np.array([f"I{i:04d}" for i in range(self.industries)], dtype=object)
        firms = rng.poisson(8, n)
        return pd.DataFrame(
            {
                "region": np.repeat(regions, self.industries),
                "industry": np.tile(industries, self.regions),
                "employment": np.round(firms * rng.lognormal(2, 1, n)),
                "establishments": firms,
            }
        )

    def answer(self, given: Any) -> Any:
        from hanse.observatory.specialisation import Layout, location_quotients, regional_table
        from hanse.tables.long_table import LongTable

        values = ["employment", "establishments"]
        long = LongTable.from_frame(given, keys=["region", "industry"], values=values)
        found = location_quotients(regional_table(long, Layout(establishments="establishments")))
        found.lq  # noqa: B018  # made when it is first asked for
        return found

    def fingerprint(self, answer: Any) -> str:
        """Give how many are defined; the weighted means are checked where nothing is hidden."""
        import numpy as np

        shown = int((~np.isnan(answer.lq)).sum())
        checked = "; one cell in a hundred checked" if _is_right(answer) else "; WRONG"
        return f"{shown:,} shown, {answer.table.n_hidden:,} hidden{checked}"


def _is_right(answer: Any) -> bool:
    """Return whether cells are what the definition says, one in a hundred and at least one."""
    import math

    table = answer.table
    for at in range(0, table.counts.size, 101):
        r, i = divmod(at, len(table.industries))
        count, here = float(table.counts[r, i]), float(table.region_totals[r])
        base = float(table.industry_totals[i]) / table.total
        expected = count / here / base if here and base else math.nan
        found = float(answer.lq[r, i])
        if math.isnan(expected) != math.isnan(found) or abs(expected - found) > 1e-9 * expected:
            return False
    return True
