"""The atmosphere as text and as a frame."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from hanse.actors.atmosphere.means import GROUPS, group_label
from hanse.actors.tables import ATMOSPHERE
from hanse.actors.tables_words import day_text
from hanse.messages import Message, columns_text, join_names, message, plural

if TYPE_CHECKING:
    from hanse.actors.atmosphere.report import AtmosphereReport

__all__ = ["report_frame", "report_notes", "report_text"]

NAMED = 12


def report_text(found: AtmosphereReport) -> str:
    """Return the tables of an atmosphere, its named pairs and notes."""
    head = message(
        "Atmosphere on {day}: {ratings} of {pairs} with a living tie, {both} by both sides",
        day=day_text(found.day),
        ratings=plural(found.ratings, "rating"),
        pairs=plural(found.pairs, "pair"),
        both=f"{found.both:,}",
    )
    notes = report_notes(found)
    if not found.ratings:
        return "\n".join([head, *notes])
    parts = [head, _means(found), "", _sides(found)]
    if any(not one.reason for one in found.changes):
        parts += ["", _changes(found)]
    parts += ["", *_named(found), *notes]
    return "\n".join(parts)


def report_notes(found: AtmosphereReport) -> tuple[Message, ...]:
    """Return what readers must know beside the tables."""
    said = []
    if found.lapsed:
        said.append(
            message(
                "{n} of pairs without a living tie: in no number.",
                n=plural(found.lapsed, "more last rating"),
            )
        )
    if found.old:
        said.append(
            message(
                "{n} older than {days} days: in no number.",
                n=plural(found.old, "more last rating"),
                days=found.within,
            )
        )
    if found.repeated:
        said.append(
            message(
                "On {n} a rater rates the same side more than once: the mean counts.",
                n=plural(found.repeated, "day"),
            )
        )
    hidden = {one.reason for one in found.means} - {"", "not rated"}
    if hidden:
        said.append(
            message(
                "–: fewer than {least} raters, or with the other means it would tell what a few "
                "raters say, or nobody rated.",
                least=found.least,
            )
        )
    return tuple(said)


def _means(found: AtmosphereReport) -> str:
    """Return mean and number of ratings of each group and aspect."""
    lines = []
    for group in GROUPS:
        cells = [found.of(aspect, group) for aspect in ATMOSPHERE]
        if any(one.ratings == one.ratings for one in cells):
            shown = [
                f"{one.mean:.2f} ({one.ratings:.0f})" if one.is_shown else "–" for one in cells
            ]
            lines.append([group_label(group), *shown])
    if not lines:
        return message("No mean is shown.")
    return columns_text(["mean (ratings)", *ATMOSPHERE], lines, left=[0])


def _sides(found: AtmosphereReport) -> str:
    """Return how far both sides are apart."""
    lines = []
    for one in found.sides:
        pairs, distance = ("–", "–") if one.reason else (f"{one.pairs:.0f}", f"{one.distance:.2f}")
        less = "–" if one.mixed_reason else f"{one.difference:+.2f} ({one.mixed:.0f})"
        far = sum(pair.aspect == one.aspect for pair in found.far)
        lines.append([one.aspect, pairs, distance, less, f"{far}"])
    head = ["both sides", "pairs", "apart", "firm less other (pairs)", f"{found.apart:g} or more"]
    return columns_text(head, lines, left=[0])


def _changes(found: AtmosphereReport) -> str:
    """Return how aspects moved."""
    lines = []
    for one in found.changes:
        if one.reason:
            lines.append([one.aspect, "–", "–", "–", ""])
            continue
        span = "" if math.isnan(one.low) else f"{one.low:+.2f} to {one.high:+.2f}"
        lines.append(
            [one.aspect, f"{one.ratings:.0f}", f"{one.raters:.0f}", f"{one.value:+.2f}", span]
        )
    return columns_text(["rated twice", "ratings", "raters", "change", "interval"], lines, left=[0])


def _named(found: AtmosphereReport) -> Iterator[str]:
    """Yield which relationships are strained and which sides are far apart."""
    if found.strained:
        names = join_names([one.says for one in found.strained], most=NAMED)
        yield message("Strained (conflict at least 5, trust at most 3): {names}.", names=names)
    if found.far:
        names = "; ".join(one.says for one in found.far[:NAMED])
        more = len(found.far) - NAMED
        yield message("Far apart: {names}{more}.", names=names,
                      more=f"; {more} more" if more > 0 else "")  # fmt: skip


def report_frame(found: AtmosphereReport) -> Any:
    """Return the rows of `AtmosphereReport.to_frame`."""
    import pandas as pd

    names = ["part", "group", "aspect", "one", "other", "n", "raters", "value", "low", "high",
             "reason"]  # fmt: skip
    return pd.DataFrame(list(_rows(found)), columns=names)


def _rows(found: AtmosphereReport) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of the frame."""
    nan = math.nan
    for mean in found.means:
        yield ("mean", mean.group, mean.aspect, "", "", mean.ratings, mean.raters, mean.mean,
               nan, nan, mean.reason)  # fmt: skip
    for side in found.sides:
        yield ("distance", "all", side.aspect, "", "", side.pairs, nan, side.distance, nan, nan,
               side.reason)  # fmt: skip
    for side in found.sides:
        yield ("firm less other side", "own firms", side.aspect, "", "", side.mixed, nan,
               side.difference, nan, nan, side.mixed_reason)  # fmt: skip
    for move in found.changes:
        yield ("change", "all", move.aspect, "", "", move.ratings, move.raters, move.value,
               move.low, move.high, move.reason)  # fmt: skip
    for pair in found.far:
        yield ("far apart", "", pair.aspect, pair.one, pair.other, nan, nan, pair.difference,
               nan, nan, "")  # fmt: skip
    for pair_ in found.strained:
        yield ("strained", "", "", pair_.one, pair_.other, nan, nan, nan, nan, nan,
               "; ".join(pair_.by))  # fmt: skip
