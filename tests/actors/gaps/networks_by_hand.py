"""Small logs written by hand."""

import numpy as np

from hanse.actors.tables import EXCHANGES, ActorLog, Actors, Episodes, Relationships

DAY = 738000


def actors_of(*told, since=None, until=None):
    """Make actors from ``(role, country, cluster)``; a role may be several parted by ``+``."""
    n = len(told)
    texts, unknown, none = ("",) * n, np.full(n, np.nan), np.zeros(n, dtype=int)
    return Actors(
        tuple(f"a{i}" for i in range(n)),
        tuple(f"Actor {i}" for i in range(n)),
        tuple(tuple(one[0].split("+")) for one in told),
        tuple(one[2] for one in told),
        texts,
        tuple(one[1] for one in told),
        ((),) * n,
        *(unknown,) * 6,
        none if since is None else since,
        none if until is None else until,
        texts,
        texts,
    )


def episodes_of(*told):
    """Make episodes from ``(age in days, parties)`` or ``(age, parties, kinds)``."""
    n = len(told)
    texts = ("",) * n
    kinds = [one[2] if len(one) > 2 else ("social",) for one in told]
    bits = [sum(1 << EXCHANGES.index(kind) for kind in own) for own in kinds]
    parties = [one[1] for one in told]
    return Episodes(
        tuple(f"e{i}" for i in range(n)),
        np.array([DAY - one[0] for one in told], dtype=int),
        np.cumsum([0, *(len(one) for one in parties)]),
        np.array([i for one in parties for i in one], dtype=int),
        np.array(bits, dtype=int),
        np.full(n, -1),
        texts,
        texts,
        texts,
    )


def stated(*told):
    """Make relationships from ``(a, b, start age, end age or None, state, institutions)``."""
    n = len(told)
    none = np.full(n, np.nan)
    return Relationships(
        np.array([one[0] for one in told], dtype=int),
        np.array([one[1] for one in told], dtype=int),
        np.array([DAY - one[2] for one in told], dtype=int),
        np.array([0 if one[3] is None else DAY - one[3] for one in told], dtype=int),
        tuple(one[4] for one in told),
        ((),) * n,
        tuple(one[5] for one in told),
        ("",) * n,
        none,
        none,
        ("",) * n,
    )


def log_of(actors, episodes, relationships=None, cluster="own"):
    return ActorLog(actors, episodes, cluster, "SWE", DAY, relationships)


FIRM, UNIVERSITY = ("firm", "SWE", "own"), ("research", "SWE", "")
BANK, ABROAD = ("capital", "SWE", ""), ("firm", "DEU", "")


def small_log(**more):
    """Four firms, two universities, one actor abroad, and no provider of capital."""
    actors = actors_of(FIRM, FIRM, FIRM, FIRM, UNIVERSITY, UNIVERSITY, ABROAD, **more)
    episodes = episodes_of(
        (0, (0, 1)),
        (10, (0, 1)),
        (5, (0, 4)),
        (400, (1, 4)),
        (3, (2, 6)),
        (3000, (3, 5)),
        (1, (4, 5)),
    )
    return log_of(actors, episodes)


def random_log(rng, n=12, episodes=40):
    """A random log of all roles with episodes of two to four parties and some stated ties."""
    roles = ("firm", "research", "education", "capital", "public body", "other cluster")
    told = [
        (roles[int(rng.integers(0, 6))] if i % 2 else "firm", rng.choice(["SWE", "", "DEU"]), "own")
        for i in range(n)
    ]
    since = np.where(rng.random(n) < 0.2, DAY - rng.integers(-100, 900, n), 0)
    until = np.where(rng.random(n) < 0.2, DAY - rng.integers(-100, 900, n), 0)
    until = np.where((until > 0) & (since > until), since, until)
    met = [
        (
            int(rng.integers(0, 3000)),
            tuple(rng.choice(n, size=int(rng.integers(2, 5)), replace=False).tolist()),
            tuple(rng.choice(EXCHANGES, size=int(rng.integers(1, 3)), replace=False).tolist()),
        )
        for _ in range(episodes)
    ]
    pairs = {tuple(sorted(rng.choice(n, size=2, replace=False).tolist())) for _ in range(5)}
    states = ("active", "ended", "dormant", "planned")
    told_ties = [
        (
            b,
            a,
            int(rng.integers(-200, 2000)),
            None if rng.random() < 0.5 else int(rng.integers(-500, 500)),
            str(rng.choice(states)),
            ("contract",) if rng.random() < 0.5 else (),
        )
        for a, b in sorted(pairs)
    ]
    return log_of(actors_of(*told, since=since, until=until), episodes_of(*met), stated(*told_ties))
