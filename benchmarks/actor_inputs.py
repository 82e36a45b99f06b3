"""Actors and their episodes: a few have very many ties, all seven sides of the gaps are there."""

from __future__ import annotations

from typing import Any

AS_OF = 739_000
HOME, CLUSTER = "SWE", "own"
LANDS = ("NOR", "DNK", "FIN", "EST", "LVA", "LTU", "DEU", "FRA", "ITA", "AUT", "CHN", "CHL", "UKR",
         "GBR", "USA")  # fmt: skip
SIDES = {
    "firm": 0.54,
    "research": 0.03,
    "education": 0.03,
    "capital": 0.05,
    "public body": 0.05,
    "other cluster": 0.10,
    "abroad": 0.20,
}
"""Share of the actors on each side of the gaps."""


def heavy_tailed_pairs(n: int, m: int, rng: Any, *, most: float = 0.0105) -> Any:
    """Return up to m different pairs of n actors, shape (pairs, 2), of which a few have very many.

    The chance of an actor is drawn from a Pareto distribution of exponent 1.2; ``most`` is the
    largest there is, so that of 100,000 ties the first actor has some 2,000.
    """
    import numpy as np

    draw = rng.pareto(1.2, n) + 1
    draw = np.minimum(draw / draw.sum(), max(most, 2 / n))
    draw /= draw.sum()
    a, b = rng.choice(n, 3 * m, p=draw), rng.choice(n, 3 * m, p=draw)
    keys = np.unique((np.minimum(a, b) * n + np.maximum(a, b))[a != b])
    rng.shuffle(keys)
    return np.stack([keys[:m] // n, keys[:m] % n], axis=1)


def actor_ids(n: int) -> Any:
    """Return A00000, A00001, ..., as an array of objects."""
    import numpy as np

    return np.array([f"A{i:05d}" for i in range(n)], dtype=object)


def actor_frame(n: int, rng: Any) -> Any:
    """Return n actors on all sides, those abroad in fifteen countries, in random order."""
    import numpy as np
    import pandas as pd

    counts = [max(1, round(share * n)) for share in SIDES.values()]
    counts[0] += n - sum(counts)
    side = rng.permutation(np.repeat(np.array(list(SIDES), dtype=object), counts))
    abroad = side == "abroad"
    return pd.DataFrame(
        {
            "actor": actor_ids(n),
            "roles": np.where(abroad, "firm", side),
            "cluster": np.where(side == "firm", CLUSTER, ""),
            "country": np.where(abroad, rng.choice(np.array(LANDS, dtype=object), n), HOME),
        }
    )


def episode_frame(pairs: Any, n: int, rng: Any, *, repeats: float = 0.5) -> Any:
    """Return episodes of pairs by date: one in the last 1,000 days, so that each pair has a tie.

    Another ``repeats`` a pair, on average, lie in the last six years.
    """
    import numpy as np
    import pandas as pd

    more = rng.poisson(repeats, len(pairs))
    who = np.concatenate([np.arange(len(pairs)), np.repeat(np.arange(len(pairs)), more)])
    age = np.concatenate(
        [rng.integers(0, 1_000, len(pairs)), rng.integers(0, 6 * 365, int(more.sum()))]
    )
    order = np.argsort(-age, kind="stable")
    who, age = who[order], age[order]
    day = np.datetime64("1970-01-01") + (AS_OF - 719163 - age).astype("timedelta64[D]")
    kinds = np.array(["product", "information", "financial", "social"], dtype=object)
    ids = actor_ids(n)
    return pd.DataFrame(
        {
            "date": day.astype(str).astype(object),
            "party_a": ids[pairs[who, 0]],
            "party_b": ids[pairs[who, 1]],
            "kind": kinds[rng.integers(0, 4, len(who))],
        }
    )


def log_frames(n: int, m: int, seed: int, *, repeats: float = 0.5) -> dict[str, Any]:
    """Return the frames of n actors and the episodes of m ties."""
    import numpy as np

    rng = np.random.default_rng(seed)
    actors = actor_frame(n, rng)
    pairs = heavy_tailed_pairs(n, m, rng)
    return {"actors": actors, "episodes": episode_frame(pairs, n, rng, repeats=repeats)}


def tie_frame(n: int, m: int, seed: int) -> Any:
    """Return m ties of n actors with their strength, each once."""
    import numpy as np
    import pandas as pd

    rng = np.random.default_rng(seed)
    pairs = heavy_tailed_pairs(n, m, rng)
    ids = actor_ids(n)
    strength = rng.exponential(1.0, len(pairs)) + 0.1
    return pd.DataFrame({"a": ids[pairs[:, 0]], "b": ids[pairs[:, 1]], "strength": strength})
