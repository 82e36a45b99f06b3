"""Stated relationships as text and as a frame."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from hanse.actors.sides import GAPS
from hanse.actors.tables_words import day_text
from hanse.messages import columns_text, join_names, message, plural
from hanse.tables.countries import country_name

if TYPE_CHECKING:
    from hanse.actors.atmosphere.relationships import RelationshipReport

__all__ = ["counted_text", "relationships_frame", "relationships_text"]

NAMED = 12


def counted_text(counts: Any) -> str:
    """Return what was counted as a list, a dash for nothing.

    Examples
    --------
    >>> counted_text({"agreement": 3, "contract": 1}), counted_text({})
    ('agreement 3, contract 1', '–')
    """
    return ", ".join(f"{name} {n}" for name, n in counts.items()) or "–"


def relationships_text(found: RelationshipReport) -> str:
    """Return the numbers, the table by gap and the named pairs."""
    head = message(
        "Relationships on {day}: {stated} stated, {active} active",
        day=day_text(found.day),
        stated=f"{found.stated:,}",
        active=f"{found.active:,}",
    )
    markets = {country_name(code): n for code, n in found.markets.items()}
    age = "–" if math.isnan(found.age) else f"{found.age:.1f} years (median of {found.aged})"
    lines = [
        ["by state", counted_text({name: n for name, n in found.states.items() if n})],
        ["institutionalised", f"{found.institutionalised} ({counted_text(found.institutions)})"],
        ["adapted", f"{found.adapted} ({counted_text(found.adaptations)})"],
        ["what the second is to the first", counted_text(found.chain)],
        ["markets", counted_text(markets)],
        ["age", age],
    ]
    for one in found.environment:
        shown = f"{one.mean:.2f}, {one.low:g} to {one.high:g} (n = {one.n})" if one.n else "–"
        lines.append([one.name, shown])
    parts = [head, columns_text(["of those active", ""], lines, left=[0, 1]), "", _gaps(found)]
    return "\n".join([*parts, "", *_said(found)])


def _gaps(found: RelationshipReport) -> str:
    """Return the table by gap."""
    labels = {one.key: one.label for one in GAPS}
    lines = [
        [
            labels[one.gap],
            *map(str, (one.active, one.institutionalised, one.on_paper, one.unstated)),
        ]
        for one in found.gaps
    ]
    head = ["gap", "active", "institutionalised", "on paper only", "not stated"]
    return columns_text(head, lines, left=[0])


def _said(found: RelationshipReport) -> Iterator[str]:
    """Yield which are on paper only, and which are not stated."""
    if found.on_paper:
        pairs = [f"{one.one_name} with {one.other_name}" for one in found.on_paper]
        yield message(
            "Active on paper only, without an episode in {days:g} days: {names}.",
            days=found.window,
            names=join_names(pairs, most=NAMED),
        )
    yield message(
        "{n} by the rule, of which {loose} not stated.",
        n=plural(found.relationships, "relationship"),
        loose=f"{found.unstated:,} {'is' if found.unstated == 1 else 'are'}",
    )
    if found.candidates:
        pairs = [f"{one.one_name} with {one.other_name}" for one in found.candidates]
        yield message("The strongest of these: {names}.", names=join_names(pairs))
    if found.later:
        yield message(
            "{n} later: in no number.", n=plural(found.later, "of them begins", "of them begin")
        )


def relationships_frame(found: RelationshipReport) -> Any:
    """Return the rows of `RelationshipReport.to_frame`."""
    import pandas as pd

    names = ["part", "name", "one", "other", "n", "value", "low", "high", "since", "last"]
    return pd.DataFrame(list(_rows(found)), columns=names)


def _rows(found: RelationshipReport) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of the frame."""
    nan = math.nan

    def number(part: str, name: str, n: int, value: float = nan) -> tuple[Any, ...]:
        return (part, name, "", "", n, value, nan, nan, "", "")

    for part, counts in (
        ("state", found.states),
        ("institution", dict(found.institutions) | {"any": found.institutionalised}),
        ("adaptation", dict(found.adaptations) | {"any": found.adapted}),
        ("chain", found.chain),
        ("market", found.markets),
    ):
        yield from (number(part, name, n) for name, n in counts.items())
    for one in found.environment:
        yield ("environment", one.name, "", "", one.n, one.mean, one.low, one.high, "", "")
    yield number("age", "median years", found.aged, found.age)
    for gap in found.gaps:
        yield number("active", gap.gap, gap.active)
        yield number("institutionalised", gap.gap, gap.institutionalised)
        yield number("on paper only", gap.gap, gap.on_paper)
        yield number("unstated", gap.gap, gap.unstated)
    yield number("unstated", "all", found.unstated)
    for part, pairs in (("on paper only", found.on_paper), ("candidate", found.candidates)):
        for pair in pairs:
            yield (part, "", pair.one, pair.other, pair.episodes, pair.strength, nan, nan,
                   day_text(pair.since), day_text(pair.last))  # fmt: skip
