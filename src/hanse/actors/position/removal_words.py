"""What breaks if an actor leaves, in words."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING

from hanse.actors.sides import GAPS
from hanse.messages import columns_text, join_names, message, plural
from hanse.tables.countries import country_name

if TYPE_CHECKING:
    from hanse.actors.position.removals import Removal, Removals

__all__ = ["removal_reason", "removals_text"]


def removal_reason(row: Removal) -> str:
    """Return in a sentence what breaks if an actor leaves."""
    breaks: list[str] = []
    if row.firms_cut:
        breaks.append(
            message("{firms} lose their only way abroad", firms=plural(row.firms_cut, "firm"))
            if row.firms_cut > 1
            else message("1 firm loses its only way abroad")
        )
    if row.falls:
        moves = [
            f"{country_name(one.market)} from {one.before} to {one.after}" for one in row.falls
        ]
        breaks.append(message("the cluster falls in {moves}", moves=join_names(moves, most=4)))
    if row.pairs_cut:
        pairs = plural(row.pairs_cut, "pair")
        are = "is" if row.pairs_cut == 1 else "are"
        said = "{pairs} of a firm and an actor abroad {are} cut off"
        breaks.append(message(said, pairs=pairs, are=are))
    if row.growth > 0.05:
        breaks.append(
            message("the remaining ways become {by:.1f} ties longer on average", by=row.growth)
        )
    lost = [(count, one.label) for count, one in zip(row.gap_ties, GAPS, strict=True) if count]
    if lost:
        count, label = max(lost, key=lambda one: one[0])
        breaks.append(
            message(
                "{ties} {label} {are} lost",
                ties=plural(count, "tie"),
                label=label,
                are="is" if count == 1 else "are",
            )
        )
    if not breaks:
        return message("If {name} leaves, the others still find a way.", name=row.name)
    return message("If {name} leaves: {what}.", name=row.name, what="; ".join(breaks))


def removals_text(found: Removals, *, most: int = 5) -> str:
    """Return the worst in sentences, the table of all, and the notes."""
    head = message(
        "What breaks if an actor leaves, of {n} on {day}; {some:,} of {firms} reach somebody "
        "abroad.",
        n=plural(found.actors, "actor"), day=date.fromordinal(found.day).isoformat(),
        some=found.reaching, firms=plural(found.firms, "firm"))  # fmt: skip
    if not found.rows:
        return head + "\n" + message("Nothing breaks but the ties of the one that leaves.")
    lines = [
        [
            row.name,
            *(f"{number:,}" for number in (row.firms_cut, len(row.falls), row.pairs_cut)),
            *("–" if math.isnan(one) else shape.format(one)
              for one, shape in ((row.share, "{:.0%}"), (row.growth, "{:+.2f}"))),
            *(f"{number:,}" for number in (sum(row.gap_ties), row.ties, row.pieces)),
        ]
        for row in found.rows
    ]  # fmt: skip
    header = ["actor", "firms cut off", "markets falling", "pairs cut", "share of ways",
              "growth of ways", "ties across gaps", "ties", "parts"]  # fmt: skip
    said = [f"- {removal_reason(row)}" for row in found.rows[:most]]
    table = columns_text(header, lines, left=[0])
    order = message("Ordered by firms cut off, markets falling, pairs cut, and share of ways.")
    return "\n".join([head, *said, "", table, order, *found.notes])
