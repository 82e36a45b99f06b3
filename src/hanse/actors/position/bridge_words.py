"""How far firms depend on a bridge, in words."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING

from hanse.messages import columns_text, message, plural

if TYPE_CHECKING:
    from hanse.actors.position.bridge import Bridge

__all__ = ["bridge_change", "bridge_text"]


def bridge_text(found: Bridge, *, most: int = 5) -> str:
    """Return the sentence on the actor, on the pairs, and the table of those who bridge."""
    lines = [_opening(found), _pairs(found)]
    rows = [
        [name, f"{share:.1%}", *([f"± {error:.1%}"] if found.looked_at < found.firms else [])]
        for name, share, error in zip(found.names, found.shares, found.errors, strict=True)
    ][:most]
    if rows:
        header = ["who bridges", "share of paths", "standard error"][: len(rows[0])]
        lines += ["", columns_text(header, rows, left=[0])]
    if found.looked_at < found.firms:
        lines.append(
            message(
                "Looked at {k:,} of {n:,} firms, drawn at random.", k=found.looked_at, n=found.firms
            )
        )
    return "\n".join(lines)


def _opening(found: Bridge) -> str:
    """Return the sentence on the actor."""
    day = date.fromordinal(found.day).isoformat()
    if not found.actor:
        return message("The log has no organisation of the cluster on {day}.", day=day)
    if math.isnan(found.share):
        return message("{name} bridges nothing on {day}: no firm reaches anybody abroad.",
                       name=found.name, day=day)  # fmt: skip
    return message(
        "{share:.0f} % of the shortest ways from firms to actors abroad run through {name} on "
        "{day}.",
        share=100 * found.share, name=found.name, day=day)  # fmt: skip


def _pairs(found: Bridge) -> str:
    """Return the sentence on pairs of firms and actors abroad."""
    every = found.firms * found.abroad
    if not every:
        lacks = "firm of the cluster" if not found.firms else "actor abroad"
        return message("There is no {what} in the log on that day.", what=lacks)
    if not found.pairs:
        return message(
            "None of {pairs} of a firm and an actor abroad is connected.",
            pairs=plural(every, "pair"))  # fmt: skip
    return message(
        "Of {pairs} of a firm and an actor abroad {some:,.0f} are connected, {direct:,.0f} by a "
        "tie of their own; the way is {distance:.1f} ties long on average.",
        pairs=plural(every, "pair"), some=found.pairs, direct=found.direct,
        distance=found.distance)  # fmt: skip


def bridge_change(first: Bridge, last: Bridge) -> str:
    """Return in a sentence what a change of the share means.

    A fall is a success where firms reach as much abroad as before and more of it by themselves; it
    is a loss where ways are gone.
    """
    if math.isnan(first.share) or math.isnan(last.share):
        return message("The two days cannot be compared: on one of them there is no such way.")
    said = message(
        "From {one:.0f} % to {two:.0f} % of the ways through {name}.",
        one=100 * first.share, two=100 * last.share, name=last.name)  # fmt: skip
    step = last.share - first.share
    if abs(step) <= 2 * math.hypot(first.error, last.error) + 1e-9:
        return said + " " + message("No change that can be told.")
    if step > 0:
        return said + " " + message("Firms depend on it more than before.")
    if last.pairs >= first.pairs and last.direct > first.direct:
        return said + " " + message(
            "A success, not a loss: {n} of a firm and an actor abroad {are} tied directly; {a} "
            "{have} such a tie, {b:,} on the first day.",
            n=plural(round(last.direct - first.direct), "more pair"),
            are="is" if round(last.direct - first.direct) == 1 else "are",
            a=plural(last.firms_tied, "firm"), have="has" if last.firms_tied == 1 else "have",
            b=first.firms_tied)  # fmt: skip
    if last.pairs < first.pairs:
        return said + " " + message(
            "{n:,.0f} pairs are no longer connected: ways were lost, not replaced.",
            n=first.pairs - last.pairs)  # fmt: skip
    return said + " " + message("Others have taken over as bridges.")
