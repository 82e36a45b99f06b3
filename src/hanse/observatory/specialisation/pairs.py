"""Two tables of the same regions and industries, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from hanse.errors import InputError, unknown_name
from hanse.messages import join_names, message
from hanse.observatory.specialisation.regional import RegionalTable

__all__ = ["paired"]

_DIFFERING = ("refuse", "leave out")


def paired(
    first: RegionalTable, second: RegionalTable, *, differing: str = "refuse"
) -> tuple[RegionalTable, RegionalTable]:
    """Return both tables with the regions and industries that both have, in the first's order.

    Parameters
    ----------
    first, second : RegionalTable
        Two years, or two measures.
    differing : {"refuse", "leave out"}
        What to do with regions and industries that one of them lacks. The totals of the base stay
        as they are.

    Raises
    ------
    InputError
        If some differ and this is refused, or nothing is in both.
    """
    if differing not in _DIFFERING:
        raise unknown_name("way with what differs", differing, _DIFFERING)
    notes: list[str] = []
    kept: list[list[str]] = []
    for word in ("regions", "industries"):
        ours, theirs = getattr(first, word), getattr(second, word)
        both = set(ours) & set(theirs)
        alone = [name for name in (*ours, *theirs) if name not in both]
        if alone and (differing == "refuse" or not both):
            raise InputError(
                f"{word} that only one of the two tables has: {join_names(alone)}",
                where=" and ".join(dict.fromkeys(_named(one) for one in (first, second))),
                mend='Take differing="leave out" to compare the others.',
            )
        if alone:
            said = message(
                "Left out {word} of one table: {names}.", word=word, names=join_names(alone)
            )
            notes.append(said)
        kept.append([name for name in ours if name in both])
    regions, industries = kept
    return _part(first, regions, industries, notes), _part(second, regions, industries, notes)


def _named(table: RegionalTable) -> str:
    """Return the file or what is measured, with the year."""
    return " ".join(part for part in (table.file or table.measure, table.year) if part)


def _part(
    table: RegionalTable, regions: Sequence[str], industries: Sequence[str], notes: Sequence[str]
) -> RegionalTable:
    """Return the table of some regions and industries, in that order."""
    down = np.array([table.region(name) for name in regions], dtype=np.int64)
    across = table.columns(tuple(industries))
    firms = table.establishments
    return replace(
        table,
        regions=tuple(regions),
        industries=tuple(industries),
        counts=table.counts[np.ix_(down, across)],
        hidden=table.hidden[np.ix_(down, across)],
        region_totals=table.region_totals[down],
        industry_totals=table.industry_totals[across],
        establishments=firms[np.ix_(down, across)] if table.has_establishments else firms,
        notes=table.noted(*notes),
    )
