"""Countries that may be empty, and the countries of units by year."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from hanse.observatory.internationalisation.breadth import Breadth, breadth
from hanse.tables.countries import country_key
from hanse.tables.long_table import LongTable

__all__ = ["partner_breadth", "with_codes"]

Floats = npt.NDArray[np.float64]


def with_codes(table: LongTable) -> LongTable:
    """Return the table with alpha-3 codes for its countries, if it has any; empty ones stay.

    Raises
    ------
    InputError
        If a label is no country; all of them are told together.
    """
    if "country" not in table.keys:
        return table
    return country_key(table, "country", empty="keep")


def partner_breadth(
    table: LongTable, cell: npt.NDArray[np.int64], amounts: Floats, cells: int
) -> tuple[Breadth, Floats]:
    """Return the breadth over countries of cells, and how many rows of each name a country."""
    key = table.keys["country"]
    named = np.array([bool(label) for label in key.labels], dtype=bool)[key.codes]
    some = named & ~np.isnan(amounts)
    found = breadth(
        cell[some],
        key.codes[some].astype(np.int64),
        amounts[some],
        groups=cells,
        region=np.zeros(len(key.labels), dtype=np.int64),
    )
    return found, np.bincount(cell[named], minlength=cells).astype(np.float64)
