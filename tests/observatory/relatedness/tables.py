"""Tables of regions and products for the tests."""

import numpy as np
from hypothesis import strategies as st

from hanse.observatory.relatedness import RegionTable, presence


def table_of(values, **more):
    """Return a table with the regions R0 … and the products P0 …."""
    n, m = np.shape(values)
    regions, products = [f"R{i}" for i in range(n)], [f"P{j}" for j in range(m)]
    return RegionTable.from_matrix(values, regions, products, **more)


def held_of(seen):
    """Return the presence that a table of zeros and ones says."""
    return presence(table_of(seen), by="value")


def nested(seed, n=30, m=60):
    """Return made-up exports: the more capable a region, the more demanding what it sells."""
    rng = np.random.default_rng(seed)
    able, hard = np.sort(rng.random(n))[:, None], np.sort(rng.random(m))[None, :]
    has = rng.random((n, m)) < 1 / (1 + np.exp(-8 * (able - hard + 0.1)))
    return np.round(has * np.exp(rng.normal(5, 1.5, (n, m))))


def whole_numbers(most_regions=5, most_products=6):
    """Draw small tables of whole numbers from 0 with at least one above it."""

    def tables(shape):
        n, m = shape
        row = st.lists(st.integers(0, 4), min_size=m, max_size=m)
        return st.lists(row, min_size=n, max_size=n)

    shapes = st.tuples(st.integers(1, most_regions), st.integers(1, most_products))
    return shapes.flatmap(tables).filter(lambda rows: any(any(row) for row in rows))
