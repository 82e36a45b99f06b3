"""Make the fictitious panel of examples/observatory-panel from a seed.

Run ``PYTHONPATH=. python -m tools.observatory_panel`` from the root of the repository; the same
seed gives the same bytes. Every draw is a uniform number of numpy's default generator, so that the
bytes hang on no other distribution of numpy. Sums are made in euros at prices of 2024 and written
in kronor of each year, as firms would state them.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from tools.observatory_clusters import (
    CLUSTERS,
    YEARS,
    cluster_rows,
    initiative_rows,
    organisation_rows,
)
from tools.observatory_firms import COLUMNS, panel
from tools.observatory_regions import jobs_rows, perceived_rows, trade_rows

SEED = 4
OUT = Path(__file__).parents[1] / "examples" / "observatory-panel"


def text_of(rows: Sequence[dict[str, str]], *, delimiter: str = ",") -> str:
    """Return rows as the text of a CSV file."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def files() -> dict[str, str]:
    """Return each file that is made, with its text; each subject has draws of its own."""
    rngs = [np.random.default_rng([SEED, subject]) for subject in range(6)]
    firms, markets = panel(rngs[0])
    theirs = [{COLUMNS[ours]: row[ours] for ours in COLUMNS} for row in firms]
    regions = [one.region for one in CLUSTERS]
    made: dict[str, Iterable[dict[str, str]]] = {
        "markets.csv": markets,
        "clusters.csv": cluster_rows(),
        "organisations.csv": organisation_rows(rngs[1]),
        "initiatives.csv": initiative_rows(rngs[2]),
        "jobs.csv": jobs_rows(rngs[3], regions, YEARS),
        "trade.csv": trade_rows(rngs[4], regions),
        "perceived.csv": perceived_rows(rngs[5]),
    }
    texts = {name: text_of(list(rows)) for name, rows in made.items()}
    return {"firms.csv": text_of(theirs, delimiter=";"), **texts}


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    for file_name, text in files().items():
        (target / file_name).write_text(text, encoding="utf-8", newline="")
