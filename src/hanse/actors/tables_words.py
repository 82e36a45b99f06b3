"""Words of the tables of actors, their days and lists as texts, and their summaries."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from hanse.messages import columns_text, plural

__all__ = [
    "ATMOSPHERE",
    "CHAIN_POSITIONS",
    "EXCHANGES",
    "ROLES",
    "STATES",
    "counted",
    "day_text",
    "kinds_text",
    "listed",
    "span_text",
]

ROLES = (
    "firm",
    "research",
    "education",
    "capital",
    "public body",
    "civil society",
    "other cluster",
    "global partner",
    "cluster organisation",
    "owner",
    "funder",
)
EXCHANGES = ("product", "information", "financial", "social")
STATES = ("planned", "active", "dormant", "ended")
ATMOSPHERE = ("power", "cooperation", "conflict", "closeness", "trust", "expectations")
CHAIN_POSITIONS = ("supplier", "customer", "competitor", "complementor", "outside the chain")


def day_text(day: int) -> str:
    """Return a day as ISO text, empty for none.

    Examples
    --------
    >>> day_text(738946), day_text(0)
    ('2024-03-01', '')
    """
    return datetime.date.fromordinal(day).isoformat() if day else ""


def kinds_text(kinds: int) -> str:
    """Return the kinds of exchange that bits stand for, as files write them.

    Examples
    --------
    >>> kinds_text(10)
    'information; social'
    """
    return listed([name for bit, name in enumerate(EXCHANGES) if kinds >> bit & 1])


def listed(parts: Iterable[str]) -> str:
    """Return a list as one cell of a file."""
    return "; ".join(parts)


def span_text(days: Any) -> str:
    """Return first and last of some days in words, empty where there is none.

    Examples
    --------
    >>> span_text(np.array([738946, 0, 738947]))
    ', 2024-03-01 to 2024-03-02'
    """
    known = np.asarray(days)[np.asarray(days) > 0]
    return f", {day_text(int(known.min()))} to {day_text(int(known.max()))}" if known.size else ""


def counted(
    n: int,
    noun: tuple[str, str],
    what: str,
    found: Iterable[str],
    order: Sequence[str],
    more: str = "",
) -> str:
    """Return how many there are, and of each sort that occurs.

    Parameters
    ----------
    n : int
        How many.
    noun : tuple of two str
        One of them, many of them.
    what : str
        Heading of the sorts.
    found : iterable of str
        The sort of each, empty for none.
    order : sequence of str
        The sorts in the order in which they are shown.
    more : str
        Text behind the number.

    Examples
    --------
    >>> print(counted(2, ("tie", "ties"), "state", ["active", "active"], ["planned", "active"]))
    2 ties
    state   n
    active  2
    """
    head = f"{plural(n, *noun)}{more}"
    counts = Counter(found)
    lines = [[one, f"{counts[one]:,}"] for one in order if counts[one]]
    return f"{head}\n{columns_text([what, 'n'], lines, left=[0])}" if lines else head
