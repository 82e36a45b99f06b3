"""Ties of the cluster and of each of its firms to each market."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.actors.position.core import core_numbers
from hanse.actors.position.market_rule import Links
from hanse.actors.position.network import Network
from hanse.actors.position.triangles import oriented

__all__ = ["FirmLinks", "Ground", "firm_links", "ground_of", "links_of", "markets_of"]

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class FirmLinks:
    """What ties each firm of the cluster to each market.

    Attributes
    ----------
    own, bridges, relationships : ndarray of int64, shape (firms, markets)
        Actors of the market that it is tied to; its neighbours outside the market that are tied to
        somebody there whom it is not tied to itself; own ties that are relationships.
    """

    own: Whole
    bridges: Whole
    relationships: Whole


@dataclass(frozen=True)
class Ground:
    """What else is known of a market.

    Attributes
    ----------
    actors : int
        Actors of the market that are there.
    among : int
        Ties among them that are in the log.
    through : int
        Home actors other than ours that are tied to one of ours and to the market.
    core : int
        The largest k for which an actor of the market is in the k-core of ours and theirs.
    """

    actors: int
    among: int
    through: int
    core: int


def markets_of(network: Network) -> tuple[str, ...]:
    """Return the foreign countries of the actors that are there, sorted."""
    away = np.flatnonzero(network.abroad).tolist()
    return tuple(sorted({network.countries[at] for at in away}))


def links_of(network: Network, markets: Sequence[str]) -> list[Links]:
    """Return the ties between our side and each market."""
    place = {code: at for at, code in enumerate(markets)}
    of = np.array([place.get(code, -1) for code in network.countries], dtype=np.int64)
    of[~network.abroad] = -1
    ours, a, b = network.ours, network.a, network.b
    out = ours[a] & (of[b] >= 0)
    back = ours[b] & (of[a] >= 0)
    own = np.concatenate([a[out], b[back]])
    other = np.concatenate([b[out], a[back]])
    lasting = np.concatenate([network.is_relationship[out], network.is_relationship[back]])
    found = []
    for at in range(len(markets)):
        mine = of[other] == at
        found.append(Links(own[mine], other[mine], lasting[mine]))
    return found


def ground_of(network: Network, market: str) -> Ground:
    """Return what else is known of a market."""
    theirs = np.array([code == market for code in network.countries], dtype=bool)
    theirs &= network.abroad
    home = ~network.abroad & ~network.ours
    among = network.matrix[theirs][:, theirs].nnz // 2
    to_them = network.matrix @ theirs.astype(float) > 0
    to_us = network.matrix @ network.ours.astype(float) > 0
    both = np.flatnonzero(theirs | network.ours)
    core = core_numbers(network.matrix[both][:, both])[theirs[both]]
    return Ground(
        int(theirs.sum()),
        int(among),
        int((home & to_them & to_us).sum()),
        int(core.max()) if core.size else 0,
    )


def firm_links(network: Network, markets: Sequence[str]) -> FirmLinks:
    """Return what ties each firm of the cluster to each market."""
    from scipy import sparse

    n, place = len(network), {code: at for at, code in enumerate(markets)}
    away = [
        (at, place[network.countries[at]])
        for at in np.flatnonzero(network.abroad).tolist()
        if network.countries[at] in place
    ]
    rows, columns = np.array(away, dtype=np.int64).reshape(-1, 2).T
    there: Any = sparse.csr_array(
        (np.ones(len(rows)), (rows, columns)), shape=(n, max(len(markets), 1))
    )
    lasting = _lasting(network)
    reach = network.matrix @ there
    bridge = sparse.csr_array((reach > 0).astype(float))
    bridge = bridge - bridge.multiply(there)
    firms = np.flatnonzero(network.firms)
    own, through, kept = (
        (one[firms] @ other).toarray().round().astype(np.int64)[:, : len(markets)]
        for one, other in ((network.matrix, there), (network.matrix, bridge), (lasting, there))
    )
    _without_known_ends(network, through, reach.toarray()[:, : len(markets)], dict(away))
    return FirmLinks(own, through, kept)


def _without_known_ends(
    network: Network, bridges: Whole, reach: Any, market: dict[int, int]
) -> None:
    """Take off the bridges that lead only to actors whom the firm is tied to itself, in place."""
    n, width = len(network), max(bridges.shape[1], 1)
    of = np.full(n, -1, dtype=np.int64)
    of[list(market)] = list(market.values())
    ties = oriented(network.matrix)
    keys = [np.zeros(0, dtype=np.int64)]
    for uv, _, vw in ties.triangles():
        corners = (ties.tail[uv], ties.head[uv], ties.head[vw])
        for firm, by, end in permutations(corners):
            fits = network.firms[firm] & (of[end] >= 0) & (of[by] != of[end])
            keys.append((firm[fits] * n + by[fits]) * width + of[end[fits]])
    found, count = np.unique(np.concatenate(keys), return_counts=True)
    pair, code = found // width, found % width
    firm, by = pair // n, pair % n
    known = count == reach[by, code]
    place = np.cumsum(network.firms) - 1
    np.subtract.at(bridges, (place[firm[known]], code[known]), 1)


def _lasting(network: Network) -> Any:
    """Return the matrix of relationships."""
    from scipy import sparse

    a, b = network.a[network.is_relationship], network.b[network.is_relationship]
    at = (np.concatenate([a, b]), np.concatenate([b, a]))
    return sparse.csr_array((np.ones(2 * len(a)), at), shape=network.matrix.shape)
