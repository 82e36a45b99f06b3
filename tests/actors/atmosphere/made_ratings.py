"""Logs with ratings: five firms, two universities, a fund and a partner abroad, all tied."""

from dataclasses import replace

import numpy as np
import pandas as pd
from tests.actors.made_log import day

from hanse.actors import log_from_frames
from hanse.actors.tables import ATMOSPHERE, Atmosphere

AS_OF = "2024-12-31"
ACTORS = (
    *((f"f{at}", "firm", "SWE", "Vale") for at in range(1, 7)),
    ("uni", "research; education", "SWE", ""),
    ("lab", "research", "SWE", ""),
    ("fund", "capital", "SWE", ""),
    ("abroad", "global partner", "DEU", ""),
    ("office", "cluster organisation", "SWE", "Vale"),
)
IDS = tuple(row[0] for row in ACTORS)
FIRMS = IDS[:6]


def rated_log(*ratings, untied=(), relationships=None, met="2024-06-01"):
    """Return a log; a rating is (day, rater, other, {aspect: value})."""
    pairs = [
        (a, b)
        for at, a in enumerate(IDS)
        for b in IDS[at + 1 :]
        if (a, b) not in untied and (b, a) not in untied
    ]
    tables = {
        "actors": pd.DataFrame(ACTORS, columns=["actor", "roles", "country", "cluster"]).assign(
            name=[one.title() for one in IDS]
        ),
        "episodes": pd.DataFrame(pairs, columns=["party_a", "party_b"]).assign(
            date=met, kind="social"
        ),
    }
    if relationships is not None:
        tables["relationships"] = pd.DataFrame(relationships)
    log = log_from_frames(tables, cluster="Vale", home="SWE", as_of=AS_OF)
    values = [[own.get(one, np.nan) for one in ATMOSPHERE] for *_, own in ratings]
    return replace(
        log,
        atmosphere=Atmosphere(
            np.array([day(row[0]) for row in ratings], dtype=np.int64),
            np.array([IDS.index(row[1]) for row in ratings], dtype=np.int64),
            np.array([IDS.index(row[2]) for row in ratings], dtype=np.int64),
            np.array(values),
        ),
    )


def trust(*rows, on="2024-07-01"):
    """Return ratings of trust from (rater, other, value)."""
    return [(on, rater, other, {"trust": value}) for rater, other, value in rows]
