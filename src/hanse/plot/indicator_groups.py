"""Groups of indicators: the order in which they stand, and their headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from hanse.messages import capital

__all__ = ["GROUPS", "by_group", "heading"]

GROUPS = ("depth", "breadth", "inward", "dynamics", "growth", "upgrading")
"""Groups that come first, in this order; all others follow as they first appear."""
_HEADINGS = {
    "inward": "Inward internationalisation",
    "growth": "Quantitative growth",
    "upgrading": "Qualitative upgrading",
}
Item = TypeVar("Item")


def by_group(items: Sequence[tuple[str, Item]]) -> list[tuple[str, list[Item]]]:
    """Return items by their group, whatever its capitals, the known groups first.

    Examples
    --------
    >>> by_group([("other", 1), ("breadth", 2), ("Depth", 3), ("breadth", 4)])
    [('Depth', [3]), ('breadth', [2, 4]), ('other', [1])]
    """
    found: dict[str, tuple[str, list[Item]]] = {}
    for group, item in items:
        found.setdefault(group.casefold(), (group, []))[1].append(item)
    known = [one for one in GROUPS if one in found]
    return [found[one] for one in [*known, *(one for one in found if one not in GROUPS)]]


def heading(group: str) -> str:
    """Return what stands above a group.

    Examples
    --------
    >>> heading("depth"), heading("growth"), heading("")
    ('Depth', 'Quantitative growth', 'Other')
    """
    return _HEADINGS.get(group.casefold(), capital(group) or "Other")
