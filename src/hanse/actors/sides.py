"""Which actors stand on which side of the seven gaps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hanse.actors.tables import ActorLog
from hanse.errors import unknown_name

__all__ = ["GAPS", "Gap", "gap", "members", "own_firms"]

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Gap:
    """One of the seven gaps.

    Attributes
    ----------
    number : int
        1 to 7, as the source counts.
    key : str
        What files and results call it.
    label : str
        What readers see.
    others : str
        The other side in words.
    role : str
        The role of the other side at home; empty for gap 7.
    """

    number: int
    key: str
    label: str
    others: str
    role: str

    @property
    def is_exogenous(self) -> bool:
        """Whether the gap leads out of the country: the seventh."""
        return self.number == 7


GAPS = (
    Gap(1, "firms", "firm to firm", "firms of the cluster", "firm"),
    Gap(2, "research", "firm to research", "research organisations", "research"),
    Gap(3, "education", "firm to education", "education organisations", "education"),
    Gap(4, "capital", "firm to capital", "providers of capital", "capital"),
    Gap(5, "public", "firm to public bodies", "public bodies", "public body"),
    Gap(6, "clusters", "firm to other clusters", "actors of other clusters", "other cluster"),
    Gap(7, "global", "firm to global", "actors abroad", ""),
)


def gap(key: str, *, where: str = "") -> Gap:
    """Return a gap by its key, its number or its label; another text is an error.

    Examples
    --------
    >>> gap("7").label, gap("Firm to capital").key
    ('firm to global', 'capital')
    """
    plain = " ".join(key.replace("-", " ").split()).casefold()
    for one in GAPS:
        if plain in (one.key, str(one.number), one.label):
            return one
    raise unknown_name("gap", key, [one.key for one in GAPS], where=where)


def own_firms(log: ActorLog) -> Mask:
    """Return which actors are firms of the cluster, shape (n,).

    A firm is one with that role, at home or of unknown country, that names the own cluster; where
    the log names none, every firm at home is.
    """
    firms: Mask = log.actors.has_role("firm") & _at_home(log)
    if log.cluster:
        firms &= np.array([one == log.cluster for one in log.actors.clusters], dtype=bool)
    return firms


def members(log: ActorLog, one: Gap) -> Mask:
    """Return which actors stand on the other side of a gap, shape (n,).

    Of gap 1 the firms of the cluster themselves. Of gap 7 everybody whose country is known and is
    not home. Of gaps 2 to 5 those at home (or of unknown country) with the role, and of gap 6 those
    at home with the role *other cluster* or with the name of another cluster; an actor with several
    roles stands in several. The cluster organisation stands in none but by another role of its own.
    """
    actors = log.actors
    at_home = _at_home(log)
    if one.number == 1:
        return own_firms(log)
    if one.is_exogenous:
        return ~at_home
    found = actors.has_role(one.role)
    if one.number == 6 and log.cluster:
        found |= np.array([name not in ("", log.cluster) for name in actors.clusters], dtype=bool)
    found &= at_home
    return found


def _at_home(log: ActorLog) -> Mask:
    """Return which actors are at home or of unknown country."""
    return np.array([code in ("", log.home) for code in log.actors.countries], dtype=bool)
