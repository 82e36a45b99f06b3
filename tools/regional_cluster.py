"""Make the fictitious cluster of examples/regional-cluster from a seed.

Run ``PYTHONPATH=. python -m tools.regional_cluster`` from the root of the repository; the same seed
gives the same bytes. Every draw is a uniform number of numpy's default generator, so that the bytes
hang on no other distribution of numpy.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from tools.regional_actors import (
    activity_episodes,
    activity_rows,
    actor_rows,
    answer_rows,
    atmosphere_rows,
    made_by_activities,
    relationship_rows,
)
from tools.regional_partners import (
    attraction_rows,
    blocked_rows,
    cancelled_rows,
    complement_rows,
    entry_rows,
    participant_rows,
    place_rows,
    profile_rows,
    request_rows,
    slot_rows,
)
from tools.regional_ties import all_ties, logged_rows

SEED = 11
OUT = Path(__file__).parents[1] / "examples" / "regional-cluster"


def text_of(rows: Sequence[dict[str, str]]) -> str:
    """Return rows as the text of a CSV file."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def files() -> dict[str, str]:
    """Return each file that is made, with its text; each subject has draws of its own."""
    rngs = [np.random.default_rng([SEED, subject]) for subject in range(9)]
    activities = activity_rows()
    ties = [*all_ties(rngs[0]), *made_by_activities(rngs[1], activities)]
    episodes = [*logged_rows(rngs[2], ties), *activity_episodes(activities)]
    episodes.sort(key=lambda row: (row["date"], row["parties"]))
    relationships = relationship_rows(rngs[4], ties)
    visitors, hosts = place_rows()
    made = {
        "actors": actor_rows(rngs[3], ties),
        "episodes": episodes,
        "relationships": relationships,
        "atmosphere": atmosphere_rows(rngs[5], relationships),
        "activities": activities,
        "answers": answer_rows(rngs[6]),
        "entries": entry_rows(),
        "attraction": attraction_rows(),
        "complements": complement_rows(),
        "blocked": blocked_rows(),
        "profiles": profile_rows(rngs[7]),
        "visitors": visitors,
        "hosts": hosts,
        "slots": slot_rows(),
        "participants": participant_rows(rngs[8]),
        "requests": request_rows(rngs[8]),
        "cancelled": cancelled_rows(),
    }
    return {f"{name}.csv": text_of(rows) for name, rows in made.items()}


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    target.mkdir(parents=True, exist_ok=True)
    for file_name, text in files().items():
        (target / file_name).write_text(text, encoding="utf-8", newline="")
