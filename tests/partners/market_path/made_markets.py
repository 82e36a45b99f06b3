"""Small made markets: places on a line, seen from Sweden."""

import pandas as pd

from hanse.partners.market_path import market_table

SIX = {"NOR": 1.0, "DNK": 2.0, "DEU": 6.0, "POL": 7.0, "CHN": 14.0, "CHL": 15.0}


def frame(places, home="SWE"):
    return pd.DataFrame(
        {"origin": home, "destination": list(places), "distance": list(places.values())}
    )


def made(places=None, home="SWE", **parts):
    return market_table(frame(places or SIX, home), home=home, **parts)
