"""Small logs: actors as a table of a few words, episodes as days and names."""

import numpy as np

from hanse.actors.tables import Activities, ActorLog, Actors, Episodes, Relationships

TODAY = 738000
"""2021-07-29."""


def actors(**rows):
    """Return actors; each is ``role`` or ``role/role | technologies | country``."""
    ids = tuple(rows)
    cells = [[one.strip() for one in (text + "||").split("|")] for text in rows.values()]
    n, empty = len(ids), ("",) * len(ids)
    unknown, open_end = np.full(n, np.nan), np.zeros(n, dtype=np.int64)
    return Actors(
        ids,
        tuple(name.replace("_", " ") for name in ids),
        tuple(tuple(one[0].split("/")) for one in cells),
        *(empty, empty, tuple(one[2] or "SWE" for one in cells)),
        tuple(tuple(t for t in one[1].split(" ") if t) for one in cells),
        *(unknown, unknown, unknown, unknown, unknown, unknown),
        *(open_end, open_end, empty, empty),
    )


def log_of(who, met, *, activities=None, relationships=None, as_of=TODAY):
    """Return a log; ``met`` holds (days ago, ids parted by blanks, activity or nothing)."""
    at = {name: place for place, name in enumerate(who.ids)}
    parties = [[at[one] for one in names.split()] for _, names, *_ in met]
    n = len(met)
    episodes = Episodes(
        tuple(f"e{k}" for k in range(n)),
        np.array([as_of - days for days, *_ in met], dtype=np.int64),
        np.cumsum([0, *map(len, parties)]),
        np.array([one for own in parties for one in own], dtype=np.int64),
        np.full(n, 2),
        np.full(n, -1),
        ("",) * n,
        tuple(rest[0] if rest else "" for _, _, *rest in met),
        ("",) * n,
    )
    return ActorLog(who, episodes, "", "SWE", as_of, relationships, None, activities)


def activities(who, *rows, as_of=TODAY):
    """Return activities; each is (id, days ago of start, of end or None, gaps, ids)."""
    at = {name: place for place, name in enumerate(who.ids)}
    return Activities(
        tuple(one[0] for one in rows),
        tuple(f"Activity {one[0]}" for one in rows),
        np.array([as_of - one[1] for one in rows]),
        np.array([0 if one[2] is None else as_of - one[2] for one in rows]),
        tuple(tuple(one[3].split()) for one in rows),
        tuple(tuple(at[name] for name in one[4].split()) for one in rows),
    )


def stated(who, *pairs, since=1, as_of=TODAY):
    """Return active relationships without any episode."""
    at = {name: place for place, name in enumerate(who.ids)}
    places = np.array([[at[a], at[b]] for a, b in pairs]).reshape(-1, 2)
    n = len(pairs)
    lists, empty, unknown = ((),) * n, ("",) * n, np.full(n, np.nan)
    return Relationships(
        *(places[:, 0], places[:, 1], np.full(n, since), np.zeros(n, dtype=np.int64)),
        *(("active",) * n, lists, lists, empty, unknown, unknown, empty),
    )


def random_log(seed, *, n=14, episodes=30, spread=2500):
    """Return a log with actors of several roles, some of whom came late or left."""
    rng = np.random.default_rng(seed)
    roles = ["firm", "firm", "firm", "research", "capital", "research/firm", "cluster organisation"]
    rows = {}
    for k in range(n):
        words = " ".join(rng.choice(list("uvwxyz"), rng.integers(0, 4), replace=False))
        country = "DEU" if rng.random() < 0.15 else "SWE"
        rows[f"a{k}"] = f"{rng.choice(roles)} | {words} | {country}"
    who = actors(**rows)
    since = np.where(rng.random(n) < 0.1, TODAY - rng.integers(-100, 900, n), 0)
    until = np.where(rng.random(n) < 0.1, TODAY - rng.integers(-100, 900, n), 0)
    who = type(who)(**{**vars(who), "since": since, "until": until})
    met = []
    for _ in range(episodes):
        party = rng.choice(n, int(rng.integers(2, 4)), replace=False)
        name = str(rng.choice(["", "", "fair", "trip"]))
        met.append((int(rng.integers(0, spread)), " ".join(f"a{k}" for k in party), name))
    some = " ".join(f"a{k}" for k in rng.choice(n, 4, replace=False))
    told = activities(
        who, ("fair", 900, 880, "firms capital", some), ("trip", 300, None, "", "a0 a1")
    )
    return log_of(who, met, activities=told)
