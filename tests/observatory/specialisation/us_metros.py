"""The metropolitan areas of the United States: read in place, beside the checkout."""

from functools import cache
from pathlib import Path

import pandas as pd

from hanse.observatory.specialisation import Layout, regional_table
from hanse.tables.long_table import read_long

FOLDER = Path(__file__).parents[3].parent / "shared" / "data" / "us-metro-clusters"
FOUND = FOLDER.exists()
LAYOUT = Layout(
    region="cbsa_code",
    industry="naics_code",
    establishments="establishments",
    level_key="naics_level",
    level=3,
    total="00",
)


@cache
def jobs():
    """Return the long table of all levels."""
    return read_long(
        FOLDER / "cbp2019_cbsa_naics234.csv.gz",
        keys=["cbsa_code", "naics_code", "naics_level"],
        values=["employment", "establishments"],
    )


@cache
def industries():
    """Return regions × industries of three digits."""
    return regional_table(jobs(), LAYOUT)


@cache
def conditions():
    """Return the figures that the folder states, one row for each area of the first file."""
    read = pd.read_csv(
        FOLDER / "metro_conditions.csv", dtype={"cbsa_code": str, "lead_naics3": str}
    )
    return read[read["manufacturing_hhi"].notna()].set_index("cbsa_code")
