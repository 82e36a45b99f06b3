"""The network of the actors that are there on the day of the ties, and which side each is on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.actors.position.graph import checked
from hanse.actors.position.partition import own_organisations
from hanse.actors.sides import own_firms
from hanse.actors.strength import present
from hanse.actors.tables import ActorLog
from hanse.actors.ties import Ties
from hanse.errors import InputError, unknown_name
from hanse.messages import message

__all__ = ["Network", "network_of"]

Mask = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Network:
    """Actors that are there, renumbered from 0, and the ties between them.

    Attributes
    ----------
    log : ActorLog
        Where they come from.
    places : ndarray of int64, shape (n,)
        Their places in the log.
    ids, names, countries : tuple of str, length n
        What they are called and where they are.
    matrix : csr_array, shape (n, n)
        Ties, each 1.
    firms, organisations, abroad : ndarray of bool, shape (n,)
        Firms of the cluster, its organisation, and actors abroad.
    a, b : ndarray of int64, shape (t,)
        Pairs that are ties.
    is_relationship : ndarray of bool, shape (t,)
        Which of them are relationships.
    """

    log: ActorLog
    places: Whole
    ids: tuple[str, ...]
    names: tuple[str, ...]
    countries: tuple[str, ...]
    matrix: Any
    firms: Mask
    organisations: Mask
    abroad: Mask
    a: Whole
    b: Whole
    is_relationship: Mask

    def __len__(self) -> int:
        return len(self.places)

    @property
    def ours(self) -> Mask:
        """The cluster's own side: its firms and its organisation."""
        return self.firms | self.organisations

    def place(self, actor: str, where: str) -> int:
        """Return the place of an actor by its id or, where only one has it, its name."""
        if actor in self.ids:
            return self.ids.index(actor)
        if self.names.count(actor) == 1:
            return self.names.index(actor)
        if actor in self.log.actors.ids or actor in self.log.actors.names:
            raise InputError(
                message("{actor} is not there on the day, or several have that name", actor=actor),
                where=where,
                mend="Name an actor by its id, on a day between its first and its last.",
            )
        raise unknown_name("actor", actor, self.ids, where=where)


def network_of(log: ActorLog, ties: Ties, where: str) -> Network:
    """Return the network; raise where the ties are of another log."""
    actors = log.actors
    if ties.n != len(actors):
        raise InputError(
            f"the ties are among {ties.n:,} actors, the log has {len(actors):,}",
            where=where,
            mend="Make the ties from this log: ties(log).",
        )
    here = present(actors, ties.day)
    places = np.flatnonzero(here)
    new = np.cumsum(here) - 1
    kept = ties.is_tie & here[ties.a] & here[ties.b]
    away = np.array([code not in ("", log.home) for code in actors.countries], dtype=bool)

    def kept_of(words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(words[at] for at in places.tolist())

    return Network(
        log,
        places,
        ids=kept_of(actors.ids),
        names=kept_of(actors.names),
        countries=kept_of(actors.countries),
        matrix=checked(ties.matrix()[places][:, places]),
        firms=own_firms(log)[places],
        organisations=own_organisations(log)[places],
        abroad=away[places],
        a=new[ties.a[kept]],
        b=new[ties.b[kept]],
        is_relationship=ties.is_relationship[kept],
    )
