"""The position of every actor in the network, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.actors.position.betweenness import betweenness
from hanse.actors.position.brokerage import BROKER_ROLES, brokerage
from hanse.actors.position.communities import communities
from hanse.actors.position.constraint import constraint
from hanse.actors.position.core import core_numbers
from hanse.actors.position.degree import degree, strength
from hanse.actors.position.effective_size import effective_size
from hanse.actors.position.network import Network, network_of
from hanse.actors.position.partition import sides_of
from hanse.actors.position.position_words import broker_reasons, ranked_text
from hanse.actors.tables import ActorLog
from hanse.actors.ties import Ties
from hanse.errors import InputError, unknown_name
from hanse.result import Answer

__all__ = ["MEASURES", "Positions", "positions"]

MEASURES = (
    "degree",
    "strength",
    "betweenness",
    "constraint",
    "effective_size",
    "core",
    "bridged",
    *BROKER_ROLES,
)
"""Where a small value is the strong one (constraint), the smallest comes first."""
Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Positions(Answer, kind="actor-positions"):
    """Where every actor stands that is there on the day.

    Attributes
    ----------
    day : int
        The day of the ties.
    ids, names : tuple of str, length n
        The actors, in the order of the log.
    labels : tuple of str
        Sides that occur.
    side : ndarray of int64, shape (n,)
        Place of the side of each in ``labels``.
    degree : ndarray of int64, shape (n,)
        Ties.
    strength : ndarray of float64, shape (n,)
        Strength of all ties together.
    betweenness, betweenness_error : ndarray of float64, shape (n,)
        Pairs of others that it lies between, and the standard error (0 where all paths were looked
        at).
    constraint, effective_size : ndarray of float64, shape (n,)
        Burt's, with the strengths of ties; NaN for an actor without ties.
    core : ndarray of int64, shape (n,)
        Core number.
    roles : ndarray of int64, shape (n, 4)
        Pairs that it brokers, by `BROKER_ROLES`.
    expected_roles : ndarray of float64, shape (n, 4)
        The same if sides were dealt out at random.
    community : ndarray of int64, shape (n,)
        0 is the largest; an actor without ties is one by itself.
    modularity : float
        Of the communities; NaN without ties.
    reasons : mapping of str to str
        For the top brokers, by id: whom they bring together, in one sentence.
    notes : tuple of str
        How it was measured.
    """

    day: int
    ids: tuple[str, ...]
    names: tuple[str, ...]
    labels: tuple[str, ...]
    side: Whole
    degree: Whole
    strength: Floats
    betweenness: Floats
    betweenness_error: Floats
    constraint: Floats
    effective_size: Floats
    core: Whole
    roles: Whole
    expected_roles: Floats
    community: Whole
    modularity: float
    reasons: dict[str, str]
    notes: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def bridged(self) -> Whole:
        """Pairs that each actor brokers beyond its own side: all roles but coordinator."""
        return np.asarray(self.roles.reshape(-1, 4)[:, 1:].sum(axis=1), dtype=np.int64)

    def values(self, measure: str) -> Floats:
        """Return one of `MEASURES` for all actors; an unknown one is an error."""
        if measure not in MEASURES:
            raise unknown_name("measure", measure, MEASURES, where="positions")
        if measure in BROKER_ROLES:
            found = self.roles.reshape(-1, 4)[:, BROKER_ROLES.index(measure)]
        else:
            found = getattr(self, measure)
        return np.asarray(found, dtype=np.float64)

    def top(self, measure: str, n: int = 10) -> tuple[tuple[str, float], ...]:
        """Return the ids of the actors that lead in a measure, with its values.

        The largest come first, of constraint the smallest; equal ones in the order of the log.
        Actors with 0 or without a value are left out.
        """
        if n < 1:
            raise InputError(f"n is {n}", where="positions", mend="Give a whole number from 1.")
        values = self.values(measure)
        falling = values if measure == "constraint" else -values
        order = [at for at in np.argsort(falling, kind="stable").tolist() if values[at] > 0]
        return tuple((self.ids[at], float(values[at])) for at in order[:n])

    def __str__(self) -> str:
        return ranked_text(self)

    def to_frame(self) -> Any:
        """Return one row for each actor.

        Columns: ``id name side degree strength betweenness betweenness_error constraint
        effective_size core bridged``, one for each broker role and its expected value, and
        ``community`` (from 1, as readers count).
        """
        import pandas as pd

        roles, expected = self.roles.reshape(-1, 4), self.expected_roles.reshape(-1, 4)
        columns: dict[str, Any] = {
            "id": list(self.ids),
            "name": list(self.names),
            "side": [self.labels[at] for at in self.side.tolist()],
        }
        for name in ("degree", "strength", "betweenness", "betweenness_error", "constraint",
                     "effective_size", "core", "bridged"):  # fmt: skip
            columns[name] = getattr(self, name).copy()
        for at, role in enumerate(BROKER_ROLES):
            columns[role] = roles[:, at].copy()
            columns[f"{role}_expected"] = expected[:, at].copy()
        return pd.DataFrame({**columns, "community": self.community + 1})


def positions(
    log: ActorLog,
    ties: Ties,
    *,
    sources: int | None = None,
    tries: int = 5,
    seed: int = 0,
) -> Positions:
    """Return the position of every actor that is there on the day of the ties.

    Parameters
    ----------
    log : ActorLog
        The actors.
    ties : Ties
        Made from the same log.
    sources : int, from 2, optional
        From how many actors paths are looked at for betweenness: all of up to 2,000, else 400.
    tries : int, from 1
        Orders of the actors that are tried for communities.
    seed : int
        Of everything that is drawn.

    Returns
    -------
    Positions
        Without actors, without rows. Degree, betweenness, core and brokerage count ties;
        constraint, effective size and communities weigh them by strength.

    Raises
    ------
    InputError
        If the ties are of another log, or sources or tries are out of range.

    Examples
    --------
    >>> from hanse.actors.ties import _example, ties
    >>> log = _example()
    >>> positions(log, ties(log)).top("degree")
    (('A', 1.0), ('B', 1.0))
    """
    network = network_of(log, ties, "positions")
    weighted = ties.matrix(weighted=True)[network.places][:, network.places]
    sides = sides_of(log)
    side = sides.of[network.places]
    between = betweenness(network.matrix, sources=sources, seed=seed)
    brokered = brokerage(network.matrix, side)
    found = communities(weighted, tries=tries, seed=seed)
    across = brokered.counts[:, 1:].sum(axis=1)
    return Positions(
        day=ties.day,
        ids=network.ids,
        names=network.names,
        labels=sides.labels,
        side=side,
        degree=degree(network.matrix),
        strength=strength(weighted),
        betweenness=between.value,
        betweenness_error=between.error,
        constraint=constraint(weighted),
        effective_size=effective_size(weighted),
        core=core_numbers(network.matrix),
        roles=brokered.counts,
        expected_roles=brokered.expected,
        community=found.label,
        modularity=found.modularity,
        reasons=broker_reasons(network, side, sides.labels, across),
        notes=(between.statement(), *_missing(network)),
    )


def _missing(network: Network) -> tuple[str, ...]:
    """Return what the log lacks for the words on the cluster."""
    alone = int((np.diff(network.matrix.indptr) == 0).sum())
    said = []
    if alone:
        said.append(f"Without a tie on the day: {alone:,} of {len(network):,} actors.")
    if not network.firms.any():
        said.append("No firm of the cluster is there on the day.")
    return tuple(said)
