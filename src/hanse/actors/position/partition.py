"""Sides of a broker: firms of the cluster, each main role at home, and abroad."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hanse.actors.sides import own_firms
from hanse.actors.tables import ROLES, ActorLog

__all__ = ["ABROAD", "PLURAL_SIDES", "Sides", "own_organisations", "sides_of"]

CLUSTER_FIRMS, ORGANISATION, ABROAD = "cluster firms", "cluster organisation", "abroad"
_LABELS = {
    "firm": "other firms",
    "other cluster": "other clusters",
    "public body": "public bodies",
    "global partner": "global partners at home",
    "cluster organisation": "other cluster organisations",
    "owner": "owners",
    "funder": "funders",
}
PLURAL_SIDES = frozenset({CLUSTER_FIRMS, *_LABELS.values()})
"""Sides that are named by what their actors are."""


@dataclass(frozen=True, eq=False)
class Sides:
    """On which side each actor stands.

    Attributes
    ----------
    labels : tuple of str
        Sides that occur: cluster firms, cluster organisation, roles at home, abroad.
    of : ndarray of int64, shape (n,)
        Place of the side of each actor in ``labels``.
    """

    labels: tuple[str, ...]
    of: npt.NDArray[np.int64]


def own_organisations(log: ActorLog) -> npt.NDArray[np.bool_]:
    """Return which actors are the cluster's organisation, shape (n,).

    They have the role *cluster organisation*, at home or of unknown country, and name the own
    cluster or none.
    """
    actors = log.actors
    found = actors.has_role("cluster organisation")
    found &= np.array([code in ("", log.home) for code in actors.countries], dtype=bool)
    if log.cluster:
        found &= np.array([name in ("", log.cluster) for name in actors.clusters], dtype=bool)
    return found


def sides_of(log: ActorLog) -> Sides:
    """Return the sides by which brokers are told apart.

    Everybody whose country is known and is not home is abroad. At home (or of unknown country)
    stand the firms of the cluster, its organisation, and the others by their main role.

    Examples
    --------
    >>> from hanse.actors.ties import _example
    >>> sides_of(_example()).labels
    ('cluster firms',)
    """
    actors = log.actors
    firms, organisations = own_firms(log), own_organisations(log)
    named = []
    for at, (code, roles) in enumerate(zip(actors.countries, actors.roles, strict=True)):
        if code not in ("", log.home):
            named.append(ABROAD)
        elif firms[at]:
            named.append(CLUSTER_FIRMS)
        elif organisations[at]:
            named.append(ORGANISATION)
        else:
            named.append(_LABELS.get(roles[0], roles[0]) if roles else "no role")
    order = [CLUSTER_FIRMS, ORGANISATION, *(_LABELS.get(role, role) for role in ROLES)]
    order += ["no role", ABROAD]
    labels = tuple(label for label in order if label in set(named))
    places = {label: at for at, label in enumerate(labels)}
    of = np.array([places[label] for label in named], dtype=np.int64)
    return Sides(labels, of)
