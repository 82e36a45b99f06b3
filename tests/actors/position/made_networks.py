"""Networks and logs made for the tests of positions."""

import networkx as nx
import numpy as np
from hypothesis import strategies as st

from hanse.actors.tables import ActorLog, Actors, Episodes, Relationships
from hanse.actors.ties import TieRule, ties

DAY = 738000


@st.composite
def graphs(draw, most=10, least=1, weighted=False):
    """A graph of few actors, with isolates, in parts or whole; strengths from 1 to 9."""
    n = draw(st.integers(least, most))
    pairs = [(i, j) for i in range(n) for j in range(i + 1, n)]
    share = draw(st.sampled_from([0.15, 0.35, 0.7]))
    seed = draw(st.integers(0, 10_000))
    rng = np.random.default_rng(seed)
    graph = nx.Graph()
    graph.add_nodes_from(range(n))
    for i, j in pairs:
        if rng.random() < share:
            graph.add_edge(i, j, weight=float(rng.integers(1, 10)) if weighted else 1.0)
    return graph


def array_of(graph):
    return nx.to_scipy_sparse_array(graph, nodelist=sorted(graph), weight="weight", format="csr")


def log_of(kinds, pairs, *, home="SWE", cluster="Geo", relationships=(), until=None):
    """Return a log: kinds name each actor, ``firm``, ``org``, a role at home, or a country.

    Each pair met on the last day. ``relationships`` are stated as active.
    """
    ids = tuple(f"{kind}-{at}" for at, kind in enumerate(kinds))
    n = len(ids)
    abroad = [len(kind) == 3 and kind.isupper() and kind != home for kind in kinds]
    roles = {"firm": "firm", "org": "cluster organisation"}
    role = tuple(
        ("global partner",) if far else (roles.get(kind, kind),)
        for kind, far in zip(kinds, abroad, strict=True)
    )
    own = tuple(cluster if kind in roles else "" for kind in kinds)
    country = tuple(kind if far else home for kind, far in zip(kinds, abroad, strict=True))
    nan, zero, empty = np.full(n, np.nan), np.zeros(n, dtype=int), ("",) * n
    left = zero if until is None else np.array(until)
    actors = Actors(
        ids, ids, role, own, empty, country, ((),) * n,
        nan, nan, nan, nan, nan, nan, zero, left, empty, empty,
    )  # fmt: skip
    m = len(pairs)
    episodes = Episodes(
        tuple(f"e{k}" for k in range(m)), np.full(m, DAY), np.arange(0, 2 * m + 1, 2),
        np.array(pairs, dtype=int).ravel(), np.ones(m, dtype=int), np.full(m, -1),
        ("",) * m, ("",) * m, ("",) * m,
    )  # fmt: skip
    told = None
    if relationships:
        k = len(relationships)
        a, b = np.array(relationships).T
        told = Relationships(
            a, b, np.full(k, DAY - 10), np.zeros(k, dtype=int), ("active",) * k,
            ((),) * k, ((),) * k, ("",) * k, np.full(k, np.nan), np.full(k, np.nan), ("",) * k,
        )  # fmt: skip
    return ActorLog(actors, episodes, cluster, home, DAY, told)


def ties_of(log):
    return ties(log, TieRule())
