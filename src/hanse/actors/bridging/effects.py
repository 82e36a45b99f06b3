"""What changed after bridging activities, as readers see it."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from hanse.actors.p_values import p_text
from hanse.actors.sides import gap
from hanse.messages import Message, columns_text, message, plural
from hanse.result import Answer, Record

__all__ = ["ActivityEffect", "ActivityEffects"]

STATES = ("judged", "too early", "no pair", "nobody to compare")


@dataclass(frozen=True)
class ActivityEffect(Record, kind="actor-activity-effect"):
    """One bridging activity and one gap.

    Attributes
    ----------
    activity, name, gap : str
        Its id and name, and the key of the gap.
    start, end, judged : int
        First and last day, and the day on which ties are looked at again.
    is_meant, is_touched : bool
        Whether it was meant to bridge the gap, and whether both sides took part.
    state : str
        ``judged``; ``too early``, where the day of judgement has not come; ``no pair``, where one
        side did not take part; ``nobody to compare``, where all pairs took part.
    firms, others, pairs : int
        Those that took part on either side, and their pairs.
    before, after, new, kept : int
        Of these pairs: tied before, tied after, tied only after, tied both times; 0 if too early.
    other_pairs, other_before, other_after, other_new, other_kept : int
        The same for the pairs of whom not both took part.
    difference : float
        Change in the share of tied pairs, those that took part minus the others.
    chance_low, chance_high, p : float
        Where the difference lies by chance alone, and how rare one as far out is. These and the
        difference are NaN unless judged.
    meanwhile : int
        Other activities between the first day and the day of judgement.
    least_p : float
        What ``p`` is at the least with so many draws; NaN without any.
    """

    activity: str
    name: str
    gap: str
    start: int
    end: int
    judged: int
    is_meant: bool
    is_touched: bool
    state: str
    firms: int
    others: int
    pairs: int
    before: int
    after: int
    new: int
    kept: int
    other_pairs: int
    other_before: int
    other_after: int
    other_new: int
    other_kept: int
    difference: float
    chance_low: float
    chance_high: float
    p: float
    meanwhile: int
    least_p: float = math.nan

    @property
    def change(self) -> float:
        """Change in the share of tied pairs among those that took part, NaN unless looked at."""
        return (self.after - self.before) / self.pairs if self._is_seen and self.pairs else math.nan

    @property
    def other_change(self) -> float:
        """The same for the other pairs."""
        if not self._is_seen or not self.other_pairs:
            return math.nan
        return (self.other_after - self.other_before) / self.other_pairs

    @property
    def _is_seen(self) -> bool:
        return self.state != "too early"

    @property
    def _p(self) -> str:
        return p_text(self.p, self.least_p)

    @property
    def says(self) -> str:
        """The row in words."""
        label = gap(self.gap).label
        if self.state == "too early":
            day = date.fromordinal(self.judged).isoformat()
            said = "{name}, {gap}: can be judged from {day}."
            return message(said, name=self.name, gap=label, day=day)
        if self.state == "no pair":
            return message(
                "{name} was meant for the gap {gap}, but no pair of both sides took part.",
                name=self.name,
                gap=label,
            )
        seen = message(
            "{name}, {gap}: of {pairs} that took part {before:,} had a tie before and {after:,} "
            "after ({new:,} new, {kept:,} kept).",
            name=self.name,
            gap=label,
            pairs=plural(self.pairs, "pair"),
            before=self.before,
            after=self.after,
            new=self.new,
            kept=self.kept,
        )
        return f"{seen} {self._compared()}"

    def _compared(self) -> Message:
        """Return the comparison with the other pairs in a sentence."""
        if self.state == "nobody to compare":
            return message("All pairs took part, so there are none to compare.")
        return message(
            "The share changed by {change} points, by {other} where not both took part: "
            "difference {difference}, by chance alone {low} to {high}, p {p}.",
            change=_points(self.change),
            other=_points(self.other_change),
            difference=_points(self.difference),
            low=_points(self.chance_low),
            high=_points(self.chance_high),
            p=self._p if self._p.startswith("≤") else f"= {self._p}",
        )


@dataclass(frozen=True)
class ActivityEffects(Answer, kind="actor-activity-effects"):
    """What changed after bridging activities.

    Attributes
    ----------
    window : int
        Days from the last day of an activity to the day of judgement.
    including : bool
        Whether the activity's own episodes count as ties.
    permutations : int
        Draws behind ``p`` and the range of chance.
    confidence : float
        Of that range.
    as_of : int
        The day of the log.
    effects : tuple of ActivityEffect
        In the order of the activities, in each of the gaps.
    notes : tuple of str
        What was found beside.
    """

    window: int
    including: bool
    permutations: int
    confidence: float
    as_of: int
    effects: tuple[ActivityEffect, ...]
    notes: tuple[str, ...]

    def of(self, activity: str) -> tuple[ActivityEffect, ...]:
        """Return the rows of one activity by its id."""
        return tuple(one for one in self.effects if one.activity == activity)

    @property
    def judged(self) -> tuple[ActivityEffect, ...]:
        """The rows with a difference."""
        return tuple(one for one in self.effects if one.state == "judged")

    def caution(self) -> Message:
        """Return what the differences do not say."""
        return message(
            "A difference is no proof of cause: those who took part may be those who were about to "
            "work together anyway, or those whose episodes are logged best. {n} made; by chance "
            "about one in twenty has p below 0.05.",
            n=plural(len(self.judged), "comparison"),
        )

    def __str__(self) -> str:
        head = ["activity", "gap", "meant", "touched", "pairs", "before", "after", "new", "kept"]
        head += ["change", "others", "difference", "by chance", "p"]
        lines = [_line(one) for one in self.effects]
        own = "count" if self.including else "do not count"
        said = message(
            "Pairs across the gap of whom both took part, tied on the day before and {window} days "
            "after; changes of the share in points. The activity's own episodes {own} as ties.",
            window=self.window,
            own=own,
        )
        if not lines:
            nothing = message("No activity was meant for a gap or touched one.")
            return "\n".join([nothing, *self.notes])
        table = columns_text(head, lines, left=[0, 1, 2, 3, 12])
        caution = [self.caution()] if self.judged else []
        return "\n".join([table, said, *caution, *self.notes])

    def to_frame(self) -> Any:
        """Return one row per activity and gap with the columns of `ActivityEffect`.

        The days start, end and judged are dates; change and other_change stand beside.
        """
        import pandas as pd

        rows = []
        for one in self.effects:
            days = {name: date.fromordinal(vars(one)[name]) for name in ("start", "end", "judged")}
            changes = {"change": one.change, "other_change": one.other_change}
            rows.append(vars(one) | days | changes)
        named = [field.name for field in fields(ActivityEffect)]
        return pd.DataFrame(rows, columns=[*named, "change", "other_change"])

    def verify(self) -> bool:
        """Return whether differences follow from the counts, and counts fit each other."""
        for one in self.effects:
            groups = (
                (one.pairs, one.before, one.after, one.new, one.kept),
                (one.other_pairs, one.other_before, one.other_after, one.other_new, one.other_kept),
            )
            for pairs, before, after, new, kept in groups:
                if after != new + kept or kept > before or max(before, after) > pairs:
                    return False
            if one.state == "judged":
                told = one.change - one.other_change
                if not math.isclose(told, one.difference, abs_tol=1e-12):
                    return False
        return True


def _line(one: ActivityEffect) -> list[str]:
    """Return one row of the printed table."""
    head = [one.name, one.gap, "yes" if one.is_meant else "", "yes" if one.is_touched else ""]
    head.append(f"{one.pairs:,}")
    if one.state == "too early":
        day = date.fromordinal(one.judged).isoformat()
        return [*head, "", "", "", "", "", "", "", f"from {day}", ""]
    counts = [f"{x:,}" for x in (one.before, one.after, one.new, one.kept)]
    shares = [_points(x) for x in (one.change, one.other_change, one.difference)]
    if one.state != "judged":
        return [*head, *counts, *shares, one.state, ""]
    span = f"{_points(one.chance_low)} to {_points(one.chance_high)}"
    return [*head, *counts, *shares, span, one._p]


def _points(share: float) -> str:
    """Return a change of a share in points, empty where there is none; no -0.0."""
    return "" if math.isnan(share) else f"{round(100 * share, 1) + 0.0:+.1f}"
