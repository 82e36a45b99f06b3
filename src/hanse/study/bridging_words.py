"""Missing ties and bridging activities in words and tables."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date

from hanse.actors.bridging import ActivityEffect, MissingTies
from hanse.actors.p_values import p_text
from hanse.actors.sides import gap
from hanse.messages import join_names, message, plural
from hanse.report import Block, Bullets, Details, Table, TableColumn, literal
from hanse.study.actor_run import ActorRun

__all__ = ["activities_said", "activity_table", "missing_blocks", "proposals_said"]

NAMED = 3  # ties of a gap that the first page names
CERTAIN = 0.05


def proposals_said(one: MissingTies) -> str:
    """Return the first missing ties of a gap."""
    named = []
    for tie in one.proposals[:NAMED]:
        by = f", introduced by {tie.introducer_name}" if tie.introducer >= 0 else ""
        named.append(f"{tie.firm_name} with {tie.other_name}{by}")
    return message(
        "**Ties that would best close the gap {gap}**: {names}.",
        gap=gap(one.gap).label,
        names=literal("; ".join(named)),
    )


def activities_said(found: ActorRun) -> Iterator[str]:
    """Yield after which activities ties grew, and after which nothing is clear, of what was meant.

    Clear is what stays below 5 % when p is corrected for the number of comparisons (Holm 1979).
    """
    if found.effects is None:
        return
    meant = [one for one in found.effects.judged if one.is_meant]
    clear = [one for one in clear_effects(meant) if one.difference > 0]
    for one in clear:
        yield message(
            "**After {name}** there were {new} across {gap} among {pairs} that took part, more "
            "than chance gives ({p}); it is no proof of cause.",
            name=literal(one.name),
            new=plural(one.new, "new tie"),
            gap=gap(one.gap).label,
            pairs=plural(one.pairs, "pair"),
            p=_p_words(one),
        )
    rest = [one for one in meant if one not in clear]
    if rest:
        yield message(
            "No change that is clear among {n} across the gap that was meant: {names}.",
            n=plural(len(meant), "comparison"),
            names=literal(join_names([_brief(one) for one in rest])),
        )


def clear_effects(meant: Sequence[ActivityEffect]) -> list[ActivityEffect]:
    """Return the effects whose p stays below 5 % by Holm's step-down correction, in their order."""
    order = sorted(range(len(meant)), key=lambda at: meant[at].p)
    clear = set()
    for step, at in enumerate(order):
        if not meant[at].p * (len(meant) - step) < CERTAIN:
            break
        clear.add(at)
    return [one for at, one in enumerate(meant) if at in clear]


def _p_words(one: ActivityEffect) -> str:
    """Return the p of an effect in words."""
    said = p_text(one.p, one.least_p)
    return f"p {said}" if said.startswith("≤") else f"p = {said}"


def _brief(one: ActivityEffect) -> str:
    """Return an activity with its gap and new ties."""
    label = gap(one.gap).label
    return f"{one.name} ({label}: {one.new} new of {one.pairs} pairs, {_p_words(one)})"


def missing_blocks(one: MissingTies) -> Iterator[Block]:
    """Yield the missing ties of a gap with their reasons."""
    rows = tuple(
        (at, tie.firm_name, tie.other_name, tie.introducer_name or "–", tie.score,
         100 * tie.density, 100 * tie.share)
        for at, tie in enumerate(one.proposals, start=1)
    )  # fmt: skip
    heads = (
        TableColumn("", digits=0),
        TableColumn("firm", align="left"),
        TableColumn("other side", align="left"),
        TableColumn("introduced by", "whose ties to both are strongest", align="left"),
        TableColumn("score", "0 to 1", digits=2),
        TableColumn("density then", "of ties seen, with this and those above", unit="%", digits=2),
        TableColumn("firms with a tie then", unit="%", digits=1),
    )
    label = gap(one.gap).label
    note = literal(" ".join(str(note) for note in one.notes))
    yield Table(f"Missing ties, {label}", heads, rows, note)
    reasons = Bullets(tuple(literal(str(tie.says)) for tie in one.proposals))
    yield Details(f"Why these: {label}", (reasons,))


def activity_table(found: ActorRun) -> Table:
    """Return what changed after each activity."""
    assert found.effects is not None
    heads = (
        TableColumn("activity", align="left"),
        TableColumn("gap", align="left"),
        TableColumn("meant", align="left"),
        TableColumn("pairs", "of both sides that took part", digits=0),
        TableColumn("tied before", digits=0),
        TableColumn("tied after", digits=0),
        TableColumn("difference", "to pairs of whom not both took part", unit="points", digits=1),
        TableColumn("by chance", "95 % of random draws of who took part", align="right"),
        TableColumn("p", digits=3),
    )
    rows = []
    for one in found.effects.effects:
        meant = "yes" if one.is_meant else ""
        if one.state == "too early":
            day = date.fromordinal(one.judged).isoformat()
            rest: tuple[str | float | None, ...] = (None, None, None, f"from {day}", None)
        else:
            by = "–" if math.isnan(one.chance_low) else (
                f"{100 * one.chance_low:+.1f} to {100 * one.chance_high:+.1f}".replace("-", "−")
            )  # fmt: skip
            rest = (
                one.before,
                one.after,
                None if math.isnan(one.difference) else 100 * one.difference,
                by,
                one.p,
            )
        rows.append((one.name, gap(one.gap).label, meant, one.pairs, *rest))
    note = (
        f"Ties on the day before and {found.effects.window} days after; the activity's own "
        "episodes do not count as ties."
    )
    return Table("What changed after bridging activities", heads, tuple(rows), note)
