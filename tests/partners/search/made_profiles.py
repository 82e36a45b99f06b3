"""Made-up profiles for the tests of the search, as rows, as frame and as tables."""

import numpy as np
import pandas as pd

from hanse.partners.search import Profiles
from hanse.tables.long_table import LongTable

AS_OF = 739_000
MANY = ("SWE", "DEU", "FRA", "ITA", "FIN", "POL", "EST", "CHL", "CHN", "USA", "GBR", "UKR", "NOR",
        "DNK", "AUT")  # fmt: skip
LANDS = ("SWE", "DEU", "FIN", "CHL", "POL")


def random_rows(seed, n):
    """Return n profiles as dictionaries; some cells are empty."""
    rng = np.random.default_rng(seed)

    def some(names, most, least=0):
        k = int(rng.integers(least, most + 1))
        return sorted(rng.choice(names, size=min(k, len(names)), replace=False).tolist())

    rows = []
    for at in range(n):
        rows.append(
            {
                "profile": f"P{at}",
                "cluster": str(rng.choice(["", "north", "south", "west"])),
                "country": str(rng.choice(["", *LANDS])),
                "offers": some(["t1", "t2", "t3", "t4", "t5"], 3),
                "wants": some(["t1", "t2", "t3", "t4", "t5", "t6"], 3),
                "technology": some(["k1", "k2", "k3"], 2),
                "languages": some(["de", "en", "sv"], 2),
                "markets": some(LANDS, 2),
                "targets": some(LANDS, 1),
                "excludes": some([f"P{k}" for k in range(n) if k != at], 1) if at % 5 == 0 else [],
                "competitors": ["west"] if at % 7 == 3 and n > 5 else [],
                "readiness": None if rng.random() < 0.2 else round(float(rng.random()), 2),
                "meetings": None if rng.random() < 0.3 else float(rng.integers(0, 6)),
                "since": int(rng.choice([0, AS_OF - 900, AS_OF - 100])),
                "updated": int(rng.choice([0, AS_OF - 900, AS_OF - 100])),
            }
        )
    clusters = {row["cluster"] for row in rows}
    for row in rows:
        row["competitors"] = [one for one in row["competitors"] if one in clusters]
    return rows


def profiles_of(rows, tags=None):
    frame = pd.DataFrame(rows)
    for name in ("readiness", "meetings"):
        if name in frame:
            frame[name] = frame[name].astype(float)
    return Profiles.from_frame(frame, as_of=AS_OF, tags=tags)


def random_distances(seed):
    """Return distances of some pairs of countries, one or both ways."""
    rng = np.random.default_rng(seed)
    pairs = [(a, b) for a in LANDS for b in LANDS if a != b and "POL" not in (a, b)]
    return {pair: float(rng.normal()) for pair in pairs if rng.random() < 0.8}


def random_trust(seed, n):
    rng = np.random.default_rng(seed)
    pairs = [(i, j) for i in range(n) for j in range(n) if i != j and rng.random() < 0.2]
    return {pair: float(rng.integers(1, 8)) for pair in pairs}


def distance_table(distances):
    rows = [(a, b, far) for (a, b), far in distances.items()]
    frame = pd.DataFrame(rows, columns=["home", "market", "distance"])
    return LongTable.from_frame(frame, keys=["home", "market"], values=["distance"])


def trust_table(trust, *, column="trust"):
    rows = [(f"P{i}", f"P{j}", rating) for (i, j), rating in trust.items()]
    frame = pd.DataFrame(rows, columns=["from", "to", column])
    return LongTable.from_frame(frame, keys=["from", "to"], values=[column])


def many_rows(n, seed=0, n_tags=400):
    """Return a frame of n profiles with skewed tags, for measurements of time and memory."""
    rng = np.random.default_rng(seed)
    share = 1 / np.arange(1, n_tags + 1)
    share /= share.sum()
    spoken = np.array(["en", "de", "fr", "it", "pl", "sv"])
    lands = np.array(MANY)

    def tags(most):
        k = int(rng.integers(1, most + 1))
        return "; ".join(f"tag {t}" for t in sorted(set(rng.choice(n_tags, k, p=share).tolist())))

    def some(names, least, most):
        k = int(rng.integers(least, most + 1))
        return "; ".join(rng.choice(names, k, replace=False).tolist())

    return pd.DataFrame(
        {
            "profile": [f"P{at}" for at in range(n)],
            "cluster": [f"C{k}" for k in rng.integers(0, 40, n)],
            "country": rng.choice(lands, n),
            "offers": [tags(8) for _ in range(n)],
            "wants": [tags(8) for _ in range(n)],
            "technology": [tags(5) for _ in range(n)],
            "languages": [some(spoken, 1, 2) for _ in range(n)],
            "targets": [some(lands, 0, 4) for _ in range(n)],
            "markets": [some(lands, 0, 3) for _ in range(n)],
            "readiness": rng.random(n).round(2),
            "meetings": rng.integers(0, 10, n).astype(float),
            "updated": AS_OF - rng.integers(0, 1200, n),
        }
    )


def many_distances(seed=0):
    """Return distances of all pairs of the countries of `many_rows`."""
    rng = np.random.default_rng(seed)
    return distance_table({(a, b): float(rng.random()) for a in MANY for b in MANY if a != b})


def many_trust(n, seed=0):
    """Return ratings of about four others by each profile."""
    rng = np.random.default_rng(seed)
    pairs = rng.integers(0, n, (4 * n, 2)).tolist()
    return trust_table({(i, j): float(rng.integers(1, 8)) for i, j in pairs if i != j})
