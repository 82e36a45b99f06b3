"""When a cluster or a firm is outside a market, in contact, connected, or inside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.messages import message, plural
from hanse.result import Record

__all__ = ["LEVELS", "Links", "MarketRule", "independent_links"]

LEVELS = ("outsider", "contact", "connected", "insider")
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True)
class MarketRule(Record, kind="actor-market-rule"):
    """When a position in a market is which of `LEVELS`.

    A tie makes a contact. Links are independent where no actor stands in two of them: as many
    actors must leave before all ties are gone.

    Attributes
    ----------
    connected : int
        Independent links of *connected* at least.
    insider : int
        Independent links of *insider* at least.
    relationships : int
        Ties of *insider* that are relationships at least.
    largest_share : float, above 0 to 1
        Of *insider*, the share of the ties that one actor on either side may carry at most.
    """

    connected: int = 2
    insider: int = 3
    relationships: int = 1
    largest_share: float = 2 / 3

    def __post_init__(self) -> None:
        if not 1 <= self.connected <= self.insider or self.relationships < 0:
            raise InputError(
                f"connected is {self.connected}, insider {self.insider}, relationships "
                f"{self.relationships}",
                where="market rule",
                mend="Give 1 or more, insider not below connected, relationships from 0.",
            )
        if not 0 < self.largest_share <= 1:
            raise InputError(
                f"largest_share is {self.largest_share}",
                where="market rule",
                mend="Give a share above 0, up to 1.",
            )

    def level(self, links: Links) -> int:
        """Return the place in `LEVELS` of the cluster in a market with these links."""
        if not len(links):
            return 0
        independent = independent_links(links.ours, links.theirs)
        if independent < self.connected:
            return 1
        settled = int(links.is_relationship.sum()) >= self.relationships
        spread = links.dependence()[0] <= self.largest_share * (1 + 1e-12)
        return 3 if independent >= self.insider and settled and spread else 2

    def firm_levels(self, own: Whole, bridges: Whole, relationships: Whole) -> Whole:
        """Return the places in `LEVELS` of firms.

        Parameters
        ----------
        own, bridges, relationships : ndarray of int64, one shape
            Actors of the market that the firm is tied to; neighbours outside the market that are
            tied to others there; own ties that are relationships.
        """
        found = ((own + bridges) > 0).astype(np.int64)
        found[(own > 0) & (own + bridges >= self.connected)] = 2
        found[(own >= self.insider) & (relationships >= self.relationships)] = 3
        return found

    def words(self) -> str:
        """Return the rule in a sentence."""
        return message(
            "Contact: a tie. Connected: at least {two} that share no actor. Insider: at least "
            "{three} of these, {settled}, and no one carries more than {share:.0f} % of the ties.",
            two=plural(self.connected, "tie"), three=self.insider,
            settled=plural(self.relationships, "relationship"), share=100 * self.largest_share,
        )  # fmt: skip


@dataclass(frozen=True, eq=False)
class Links:
    """Ties between our side and the actors of a market.

    Attributes
    ----------
    ours, theirs : ndarray of int64, shape (t,)
        The two actors of each tie, one of ours and one of the market's.
    is_relationship : ndarray of bool, shape (t,)
        Which ties are relationships.
    """

    ours: Whole
    theirs: Whole
    is_relationship: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ours)

    def without(self, actor: int) -> Links:
        """Return the links that stay when an actor leaves."""
        stays = (self.ours != actor) & (self.theirs != actor)
        return Links(self.ours[stays], self.theirs[stays], self.is_relationship[stays])

    def dependence(self) -> tuple[float, int]:
        """Return the largest share of the ties that hang on one actor, and that actor.

        One of ours is named before one of theirs, then the first; NaN and -1 without ties.
        """
        if not len(self):
            return float("nan"), -1
        best, who = 0, -1
        for side in (self.ours, self.theirs):
            actors, count = np.unique(side, return_counts=True)
            at = int(np.argmax(count))
            if count[at] > best:
                best, who = int(count[at]), int(actors[at])
        return best / len(self), who


def independent_links(ours: Any, theirs: Any) -> int:
    """Return how many ties between two groups can be named so that no actor stands in two.

    By Menger's and König's theorems that is also the least number of actors that must leave before
    no tie between the groups is left.

    Parameters
    ----------
    ours, theirs : array of int, shape (t,)
        The two actors of each tie.

    Notes
    -----
    Source: König (1931); found by Hopcroft & Karp (1973).

    Examples
    --------
    One of ours knows two of theirs: a single link.

    >>> independent_links([1, 1], [7, 8]), independent_links([1, 2], [7, 8])
    (1, 2)
    """
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_bipartite_matching

    if not len(ours):
        return 0
    left, row = np.unique(ours, return_inverse=True)
    right, column = np.unique(theirs, return_inverse=True)
    graph = csr_array((np.ones(len(row)), (row, column)), shape=(len(left), len(right)))
    return int((maximum_bipartite_matching(graph, perm_type="column") >= 0).sum())
