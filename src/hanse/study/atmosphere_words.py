"""How relationships are, in words and tables: what is stated, and how both sides rate it."""

from __future__ import annotations

import math
from collections.abc import Iterator

from hanse.actors.atmosphere import AtmosphereReport, RelationshipReport
from hanse.actors.atmosphere.means import GROUPS, group_label
from hanse.actors.atmosphere.relationship_words import counted_text
from hanse.actors.atmosphere.report_words import report_notes
from hanse.actors.sides import gap
from hanse.actors.tables import ATMOSPHERE
from hanse.actors.tables_words import day_text
from hanse.messages import capital, join_names, message, plural
from hanse.report import Block, Bullets, Details, Heading, Paragraph, Table, TableColumn, literal
from hanse.study.actor_run import ActorRun
from hanse.tables.countries import country_name

__all__ = ["relationship_blocks", "relationships_said"]

NAMED, LISTED = 3, 12

Cells = tuple[str | int | float | None, ...]


def relationships_said(found: ActorRun) -> Iterator[str]:
    """Yield what stands out: what is strained, seen far apart, or active on paper only."""
    rated, stated = found.atmosphere, found.relationships
    if rated.strained:
        yield message(
            "**{n} strained**, with much conflict and little trust as a side sees it: {names}.",
            n=plural(len(rated.strained), "relationship is", "relationships are"),
            names=_listed([one.says for one in rated.strained]),
        )
    if rated.far:
        yield message(
            "**The two sides see it differently** in {n} of {both} that both rate: {names}.",
            n=f"{len({frozenset((one.one, one.other)) for one in rated.far}):,}",
            both=plural(rated.both, "relationship"),
            names=_listed([one.says for one in rated.far]),
        )
    if stated.on_paper:
        yield message(
            "**On paper only**: {n} of {active} stated as active had no episode in {days:g} days: "
            "{names}.",
            n=f"{len(stated.on_paper):,}",
            active=plural(stated.active, "relationship"),
            days=stated.window,
            names=_listed([f"{one.one_name} with {one.other_name}" for one in stated.on_paper]),
        )


def _listed(names: list[str]) -> str:
    """Return the first of some names, the rest counted."""
    more = f"; {len(names) - NAMED:,} more" if len(names) > NAMED else ""
    return literal("; ".join(names[:NAMED]) + more)


def relationship_blocks(found: ActorRun) -> Iterator[Block]:
    """Yield what is stated of relationships and how both sides rate them."""
    rated, stated = found.atmosphere, found.relationships
    has_ratings = bool(rated.ratings or rated.lapsed)
    if not stated.stated and not has_ratings:
        return
    yield Heading(2, "How relationships are")
    if stated.stated:
        yield _stated_table(stated)
        yield Bullets(tuple(literal(one) for one in _stated_said(stated)))
        if stated.on_paper:
            yield _on_paper(stated)
    if not has_ratings:
        yield Paragraph("How the sides rate them is not in the study: `[actors.atmosphere]`.")
        return
    if rated.ratings:
        yield _means(rated)
        yield _sides(rated)
        yield from _pairs(rated)
    notes = tuple(literal(str(one)) for one in report_notes(rated))
    if notes:
        yield Bullets(notes)


def _stated_table(stated: RelationshipReport) -> Table:
    """Return how many relationships there are across each gap."""
    heads = (
        TableColumn("gap", align="left"),
        TableColumn("active", "stated as active", digits=0),
        TableColumn("institutionalised", "by an agreement, a project, ...", digits=0),
        TableColumn("on paper only", f"no episode in {stated.window:g} days", digits=0),
        TableColumn("not stated", "relationships by the rule that nobody states", digits=0),
    )
    rows: tuple[Cells, ...] = tuple(
        (
            f"{gap(one.gap).number} {gap(one.gap).label}",
            one.active,
            one.institutionalised,
            one.on_paper,
            one.unstated,
        )
        for one in stated.gaps
    )
    note = "Of firms of the cluster. An actor with several roles stands in several rows."
    return Table("Relationships across each gap", heads, rows, note)


def _stated_said(stated: RelationshipReport) -> Iterator[str]:
    """Yield states, institutions, adaptations, places in the chain, markets, age and ratings."""
    counts = {name: n for name, n in stated.states.items() if n}
    yield message(
        "{n}: {states}.",
        n=plural(stated.stated, "stated relationship"),
        states=counted_text(counts),
    )
    if not stated.active:
        return
    parts = [
        ("institutionalised", stated.institutionalised, stated.institutions),
        ("with adaptations", stated.adapted, stated.adaptations),
    ]
    shown = [f"{n} {what} ({counted_text(by)})" if n else f"none {what}" for what, n, by in parts]
    yield message("Of those active {parts}.", parts=" and ".join(shown))
    if stated.chain:
        yield message(
            "The second party is to the first: {chain}.", chain=counted_text(stated.chain)
        )
    if stated.markets:
        names = [f"{country_name(code)} {n}" for code, n in stated.markets.items()]
        yield message("Markets that they serve: {names}.", names=join_names(names, most=LISTED))
    yield from _environment_said(stated)
    if stated.candidates:
        names = [f"{one.one_name} with {one.other_name}" for one in stated.candidates]
        yield message(
            "Relationships by the rule that nobody states: {n}. The strongest, for an agreement: "
            "{names}.",
            n=f"{stated.unstated:,}",
            names=join_names(names),
        )


def _environment_said(stated: RelationshipReport) -> Iterator[str]:
    """Yield how the environment is rated, and how old relationships are."""
    for one in stated.environment:
        if one.n:
            of = "dynamism of the market" if one.name == "dynamism" else f"{one.name} of the tie"
            yield message(
                "{name}: mean {mean:.1f} of 7, from {low:g} to {high:g} (n = {n}).",
                name=capital(of),
                mean=one.mean,
                low=one.low,
                high=one.high,
                n=one.n,
            )
    if stated.aged:
        yield message("Median age: {age:.1f} years (n = {n}).", age=stated.age, n=stated.aged)


def _on_paper(stated: RelationshipReport) -> Table:
    """Return the relationships that are active on paper only."""
    heads = (
        TableColumn("one", align="left"),
        TableColumn("other", align="left"),
        TableColumn("since", align="left"),
        TableColumn("last episode", align="left"),
    )
    rows: tuple[Cells, ...] = tuple(
        (one.one_name, one.other_name, day_text(one.since) or "–", day_text(one.last) or "none")
        for one in stated.on_paper[:LISTED]
    )
    note = "It may also be the log that lacks their episodes. "
    if len(stated.on_paper) > LISTED:
        note += f"{len(stated.on_paper) - LISTED:,} more: tables/actor_relationships.csv."
    return Table("Active on paper only", heads, rows, note.strip())


def _means(rated: AtmosphereReport) -> Table:
    """Return mean ratings by aspect and kind of the other side."""
    heads = (
        TableColumn("ratings, 1 to 7", align="left"),
        TableColumn("n", "most ratings of one aspect", digits=0),
        *(TableColumn(one, _ASPECT_MEANS.get(one, ""), digits=1) for one in ATMOSPHERE),
    )
    rows: list[Cells] = []
    for group in GROUPS:
        cells = [rated.of(aspect, group) for aspect in ATMOSPHERE]
        shown = [one for one in cells if one.is_shown]
        if shown:
            most = int(max(one.ratings for one in shown))
            means = (one.mean if one.is_shown else None for one in cells)
            rows.append((capital(group_label(group)), most, *means))
    note = "Last rating by each side; below the first row firms of the cluster rate."
    return Table("How the sides rate their relationships", heads, tuple(rows), note)


_ASPECT_MEANS = {"power": "how strongly the rater depends on the other side"}


def _sides(rated: AtmosphereReport) -> Table:
    """Return how far both sides are apart, and how ratings moved."""
    heads = (
        TableColumn("aspect", align="left"),
        TableColumn("pairs", "both sides rate it", digits=0),
        TableColumn("apart", "mean distance of the two, points", digits=2),
        TableColumn("far apart", f"pairs {rated.apart:g} points apart or more", digits=0),
        TableColumn("firm less other side", "mean, points", align="right"),
        TableColumn("change", "last less first rating by the same rater", align="right"),
        TableColumn("interval", f"{100 * rated.confidence:g} %", align="right"),
        TableColumn("raters", "that rated twice", digits=0),
    )
    rows: list[Cells] = []
    for side, move in zip(rated.sides, rated.changes, strict=True):
        pairs, distance = (None, None) if side.reason else (int(side.pairs), side.distance)
        rows.append(
            (
                side.aspect,
                pairs,
                distance,
                sum(one.aspect == side.aspect for one in rated.far),
                _signed(side.difference),
                _signed(move.value) + ("*" if move.is_clear else ""),
                "–" if math.isnan(move.low) else f"{_signed(move.low)} to {_signed(move.high)}",
                None if move.reason else int(move.raters),
            )
        )
    note = "Power is dependence: what is far apart there is one-sided. * The interval leaves out 0."
    return Table("Both sides, and how it moved", heads, tuple(rows), note)


def _signed(value: float) -> str:
    """Return a number with its sign, a dash for none."""
    return "–" if math.isnan(value) else f"{value:+.2f}".replace("-", "−")


def _pairs(rated: AtmosphereReport) -> Iterator[Block]:
    """Yield the named pairs."""
    for title, pairs in (
        ("Strained relationships", [one.says for one in rated.strained]),
        ("Sides far apart", [one.says for one in rated.far]),
    ):
        if pairs:
            yield Details(title, (Bullets(tuple(literal(str(one)) for one in pairs)),))
