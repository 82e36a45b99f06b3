"""Tables of distances made for tests."""

from pathlib import Path

import numpy as np

from hanse.observatory.distance import Part, PartTable

SHARED = Path(__file__).parents[3].parent / "shared"


def part(values, **more):
    """Return a part of a matrix."""
    chosen = {"group": "cultural", "unit": "points", "source": "made", "low": -np.inf, **more}
    return Part(np.array(values, dtype=float), **chosen)


def line(*places):
    """Return the distances between places on a line."""
    at = np.array(places, dtype=float)
    return np.abs(at[:, None] - at[None, :])


def seeded(n, d, seed, gaps=0.0):
    """Return a table of n countries and d symmetric parts, some pairs unknown."""
    rng = np.random.default_rng(seed)
    parts = {}
    for at in range(d):
        upper = np.triu(rng.normal(size=(n, n)), 1)
        upper[np.triu(rng.random((n, n)) < gaps, 1)] = np.nan
        parts[f"p{at}"] = part(upper + upper.T)
    return PartTable(tuple(f"C{at:02d}" for at in range(n)), parts)
