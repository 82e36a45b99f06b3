"""Which searches are due: never done, or done with another string than the one that holds."""

from __future__ import annotations

from hanse.evidence.protocol import SearchesDue, searches_due
from hanse.evidence.review.folder import Review
from hanse.evidence.review.founding import frozen_protocol

__all__ = ["due_searches"]


def due_searches(review: Review, *, as_of: str, most_days: int | None = None) -> SearchesDue:
    """Return for each source when it was searched last and whether that still holds.

    Parameters
    ----------
    review : Review
        With frozen versions of its protocol and its noted searches.
    as_of : str
        The day of today, ISO.
    most_days : int, optional
        A search older than this is due.
    """
    state = review.state
    done = [(one.source, one.day, int(one.string.rsplit(" ", 1)[-1])) for one in state.searches]
    versions = {one.version: frozen_protocol(review, one.version) for one in state.amendments}
    return searches_due(review.protocol, done, as_of=as_of, versions=versions, most_days=most_days)
