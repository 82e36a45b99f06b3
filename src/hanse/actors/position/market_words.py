"""Positions in markets in words."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING

from hanse.actors.position.market_rule import LEVELS, MarketRule
from hanse.messages import columns_text, join_names, message, plural
from hanse.tables.countries import country_name

if TYPE_CHECKING:
    from hanse.actors.position.market_positions import MarketPosition, MarketPositions

__all__ = ["market_reason", "markets_text"]


def market_reason(row: MarketPosition, rule: MarketRule) -> str:
    """Return in a sentence what a position rests on and what lacks for the next level."""
    if not row.ties:
        partners = plural(row.through, "home partner")
        ways = f" {partners} could open the door." if row.through else ""
        known = (
            message("the {actors}", actors=plural(row.actors, "actor")) if row.actors else "anybody"
        )
        return message(
            "{market}: outsider; no tie to {actors} known there.{ways}",
            market=country_name(row.market), actors=known, ways=ways)  # fmt: skip
    lasting = plural(row.relationships, "relationship") if row.relationships else "no relationship"
    rests = message(
        "{market}: {level}; {ties} between {ours} of ours and {theirs} of theirs, {independent} of "
        "them sharing no actor, {lasting}.",
        market=country_name(row.market), level=row.level, ties=plural(row.ties, "tie"),
        ours=row.ours, theirs=row.theirs, independent=row.independent, lasting=lasting)  # fmt: skip
    lacks = _lacking(row, rule)
    return f"{rests} {lacks}" if lacks else rests


def _lacking(row: MarketPosition, rule: MarketRule) -> str:
    """Return what lacks for the next level, empty for insiders."""
    if row.level == LEVELS[3]:
        return ""
    lacks: list[str] = []
    wanted = rule.connected if row.level == LEVELS[1] else rule.insider
    if row.independent < wanted:
        lacks.append(_more_ties(row, wanted))
    if row.level == LEVELS[2]:
        if row.relationships < rule.relationships:
            more = plural(rule.relationships - row.relationships, "more relationship")
            lacks.append(more)
        if row.dependence > rule.largest_share * (1 + 1e-12):
            lacks.append(
                message(
                    "ties that do not hang on {who} (now {share:.0f} % do)",
                    who=row.depends_on,
                    share=100 * row.dependence,
                )
            )
    return message("To the next level lacks: {what}.", what=join_names(lacks))


def _more_ties(row: MarketPosition, wanted: int) -> str:
    """Return how many independent ties lack, and to whom where too few are known there."""
    n, new = wanted - row.independent, wanted - row.actors
    more = plural(n, "more tie")
    if new <= 0:
        return message("{more} by actors that have none there yet", more=more)
    known = message(
        "an actor of the market that is not yet on the list"
        if new == 1
        else "actors of the market that are not yet on the list"
    )
    if new >= n:
        return message("{more}, to {known}", more=more, known=known)
    return message(
        "{more} by actors that have none there yet, {new:,} of them to {known}",
        more=more, new=new, known=known)  # fmt: skip


def markets_text(found: MarketPositions) -> str:
    """Return the table of markets, the firms by level, the rule and the notes."""
    head = message(
        "Positions of the cluster in {n} on {day}",
        n=plural(len(found), "market"), day=date.fromordinal(found.day).isoformat())  # fmt: skip
    lines = [
        [
            country_name(row.market),
            row.level,
            *(f"{value:,}" for value in (row.ties, row.independent, row.relationships)),
            "–" if math.isnan(row.dependence) else f"{row.dependence:.0%} {row.depends_on}",
            *(f"{count:,}" for count in reversed(row.firms)),
        ]
        for row in found.rows
    ]
    header = ["market", "cluster is", "ties", "independent", "relationships", "largest share",
              "insiders", "connected", "contacts", "outsiders"]  # fmt: skip
    table = columns_text(header, lines, left=[0, 1, 5])
    last = "The last four columns count firms of the cluster by their own level."
    return "\n".join([head, table, last, found.rule.words(), *found.notes])
