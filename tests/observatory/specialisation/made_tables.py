"""Small tables for the tests of specialisation."""

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from hanse.observatory.specialisation import Layout, RegionalTable, regional_table
from hanse.tables.long_table import LongTable


def long(rows, columns=("region", "industry", "employment"), keys=("region", "industry")):
    """Return a long table of rows."""
    frame = pd.DataFrame(rows, columns=list(columns))
    return LongTable.from_frame(
        frame, keys=list(keys), values=[name for name in columns if name not in keys]
    )


def table(counts, *, firms=None, year="", measure="employment", **layout):
    """Return the regional table of a matrix: regions A, B, ..., industries 1, 2, ...

    Cells above 0 have nine firms where no firms are given.
    """
    rows = [
        ("ABCDEFGHIJ"[r], str(i + 1), n, 9 * (n > 0) if firms is None else firms[r][i])
        for r, row in enumerate(counts)
        for i, n in enumerate(row)
    ]
    made = regional_table(
        long(rows, ("region", "industry", measure, "firms")),
        Layout(measure=measure, establishments="firms", **layout),
    )
    return made if not year else RegionalTable(**{**vars_of(made), "year": year})


def vars_of(made):
    """Return the fields of a table."""
    return {name: getattr(made, name) for name in made.__dataclass_fields__}


def counts(low=0, *, most=99):
    """Return matrices of 1 to 5 regions and industries."""
    return st.integers(1, 5).flatmap(
        lambda r: st.integers(1, 5).flatmap(
            lambda i: st.lists(
                st.lists(st.integers(low, most), min_size=i, max_size=i), min_size=r, max_size=r
            )
        )
    )


def same(one, other):
    """Compare two answers field by field, NaN equal to NaN."""
    assert type(one) is type(other)
    for name in one.__dataclass_fields__:
        ours, theirs = getattr(one, name), getattr(other, name)
        if hasattr(ours, "__dataclass_fields__"):
            same(ours, theirs)
        elif isinstance(ours, dict):
            assert list(ours) == list(theirs)
            for key in ours:
                np.testing.assert_array_equal(ours[key], theirs[key])
        else:
            np.testing.assert_array_equal(ours, theirs)
