"""Positions of actors by double loops and networkx: the slow, obvious twins."""

from __future__ import annotations

import time
from collections import Counter
from itertools import combinations

import networkx as nx
import numpy as np
from scipy import sparse


def brokerage(graph, side, broker):
    """Count the pairs that one actor brokers by role, pair by pair."""
    found = Counter(coordinator=0, itinerant=0, gatekeeper=0, liaison=0)
    for a, c in combinations(graph[broker], 2):
        if graph.has_edge(a, c):
            continue
        if side[a] == side[c] == side[broker]:
            found["coordinator"] += 1
        elif side[a] == side[c]:
            found["itinerant"] += 1
        elif side[broker] in (side[a], side[c]):
            found["gatekeeper"] += 1
        else:
            found["liaison"] += 1
    return dict(found)


def brokered_sides(graph, side, broker):
    """Count the pairs that one actor brokers by the sides of the two."""
    pairs = ((a, c) for a, c in combinations(graph[broker], 2) if not graph.has_edge(a, c))
    return Counter(tuple(sorted((side[a], side[c]))) for a, c in pairs)


def role_chances(side):
    """Return the share of each role over all ordered ways to pick a broker and a pair."""
    n, found = len(side), Counter()
    for b in range(n):
        for a, c in combinations([i for i in range(n) if i != b], 2):
            owns = int(side[a] == side[b]) + int(side[c] == side[b])
            found[0 if owns == 2 else 2 if owns == 1 else 1 if side[a] == side[c] else 3] += 1
    return [found[k] / sum(found.values()) for k in range(4)]


def best_modularity(graph):
    """Return the largest modularity of all divisions."""
    actors = sorted(graph)

    def divisions(rest):
        if not rest:
            yield []
            return
        for smaller in divisions(rest[1:]):
            yield [{rest[0]}, *smaller]
            for k, group in enumerate(smaller):
                yield [*smaller[:k], {rest[0]} | group, *smaller[k + 1 :]]

    return max(nx.community.modularity(graph, one) for one in divisions(actors))


def through(graph, firms, abroad, actor):
    """Return the share of shortest firm-abroad paths through an actor, and the connected pairs."""
    total, pairs = 0.0, 0
    for s in firms:
        for t in abroad:
            if actor in (s, t) or not nx.has_path(graph, s, t):
                continue
            paths = list(nx.all_shortest_paths(graph, s, t))
            total += sum(actor in path for path in paths) / len(paths)
            pairs += 1
    return (total / pairs if pairs else float("nan")), pairs


def removal(graph, firms, abroad, actor):
    """Return what leaves with an actor: firms without a way, pairs cut, growth of distance."""
    left = graph.subgraph(set(graph) - {actor})
    firms, abroad = set(firms) - {actor}, set(abroad)

    def ways(where):
        far = {s: nx.single_source_shortest_path_length(where, s) for s in firms}
        return {(s, t): far[s][t] for s in firms for t in abroad if t in far[s]}

    before, after = ways(graph), ways(left)
    lost = {s for s, _ in before} - {s for s, _ in after}
    cut = {pair for pair in before if actor not in pair} - set(after)
    grown = [after[pair] - before[pair] for pair in after]
    piece = nx.node_connected_component(graph, actor)
    return {
        "firms": len(lost),
        "pairs": len(cut),
        "growth": sum(grown) / len(grown) if grown else float("nan"),
        "pieces": nx.number_connected_components(graph.subgraph(piece - {actor})),
    }


def heavy_tailed(n, m, seed, most=0.0105):
    """Return a network of n actors and up to m ties of which a few actors have very many."""
    rng = np.random.default_rng(seed)
    draw = rng.pareto(1.2, n) + 1
    draw = np.minimum(draw / draw.sum(), most)
    draw /= draw.sum()
    a, b = rng.choice(n, 3 * m, p=draw), rng.choice(n, 3 * m, p=draw)
    keys = np.unique((np.minimum(a, b) * n + np.maximum(a, b))[a != b])
    rng.shuffle(keys)
    a, b = keys[:m] // n, keys[:m] % n
    strength = rng.exponential(1.0, len(a)) + 0.1
    at = (np.concatenate([a, b]), np.concatenate([b, a]))
    return sparse.coo_array((np.tile(strength, 2), at), shape=(n, n)).tocsr()


def constraint_beside_networkx(matrix, actors, seed):
    """Return CPU seconds of ours for all and of networkx scaled to all; the largest difference."""
    from hanse.actors.position import constraint

    start = time.process_time()
    ours = constraint(matrix)
    spent = time.process_time() - start
    graph = nx.from_scipy_sparse_array(matrix)
    chosen = np.random.default_rng(seed).choice(matrix.shape[0], actors, replace=False).tolist()
    start = time.process_time()
    known = nx.constraint(graph, nodes=chosen, weight="weight")
    slow = (time.process_time() - start) * matrix.shape[0] / actors
    apart = np.nan_to_num([abs(ours[at] - known[at]) for at in chosen])
    return spent, slow, float(np.max(apart))
