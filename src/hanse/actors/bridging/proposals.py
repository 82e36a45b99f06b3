"""The list of ties that are missing, as readers see it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from itertools import pairwise
from typing import Any

from hanse.actors.bridging.parts import PARTS
from hanse.actors.sides import gap
from hanse.messages import columns_text, message, plural
from hanse.result import Answer, Record

__all__ = ["MissingTie", "MissingTies"]


@dataclass(frozen=True)
class MissingTie(Record, kind="actor-missing-tie"):
    """One tie that there is not.

    Attributes
    ----------
    firm, other : int
        Places of the two actors.
    firm_name, other_name : str
        Their names.
    score : float
        0 to 1.
    parts : mapping of str to float
        Each of `PARTS`, 0 to 1; NaN where it is not known or does not count.
    introducer : int
        Place of the actor whose ties to both are strongest; -1 where nobody knows both.
    introducer_name : str
        Its name, empty for none.
    is_organisation : bool
        Whether the introducer is the cluster organisation.
    common : int
        How many know both.
    density, share : float
        Density across the gap, and share of firms with a tie across it, once this tie and all
        before it in the list are made.
    says : str
        The reasons in words.
    """

    firm: int
    other: int
    firm_name: str
    other_name: str
    score: float
    parts: Mapping[str, float]
    introducer: int
    introducer_name: str
    is_organisation: bool
    common: int
    density: float
    share: float
    says: str


@dataclass(frozen=True)
class MissingTies(Answer, kind="actor-missing-ties"):
    """The ties that would close a gap best, the best first.

    Attributes
    ----------
    gap : str
        Its key.
    day : int
        The day on which ties were looked at.
    firms, others : int
        Actors on either side that are there on the day.
    pairs, ties : int
        Pairs across the gap, and how many of them are ties.
    with_tie : int
        Firms with at least one tie across the gap.
    target : float
        Density at which the list ends; NaN for none.
    weights : mapping of str to float
        Of the parts of the score.
    proposals : tuple of MissingTie
        The list.
    notes : tuple of str
        What readers must know beside it.
    """

    gap: str
    day: int
    firms: int
    others: int
    pairs: int
    ties: int
    with_tie: int
    target: float
    weights: Mapping[str, float]
    proposals: tuple[MissingTie, ...]
    notes: tuple[str, ...]

    @property
    def density(self) -> float:
        """Ties over pairs today, NaN without pairs."""
        return self.ties / self.pairs if self.pairs else math.nan

    @property
    def share(self) -> float:
        """Share of firms with a tie across the gap today, NaN without firms."""
        return self.with_tie / self.firms if self.firms else math.nan

    def __len__(self) -> int:
        return len(self.proposals)

    def __str__(self) -> str:
        head: list[str] = [
            message(
                "Missing ties, {gap}, {day}: {ties} of {pairs} pairs are tied (density {density}), "
                "{with_tie} of {firms} have one.",
                gap=gap(self.gap).label,
                day=date.fromordinal(self.day).isoformat(),
                ties=f"{self.ties:,}",
                pairs=f"{self.pairs:,}",
                density=_number(self.density),
                with_tie=f"{self.with_tie:,}",
                firms=plural(self.firms, "firm"),
            )
        ]
        columns = ["", "firm", "other", "score", *PARTS, "density", "firms with a tie"]
        lines = []
        for place, one in enumerate(self.proposals, start=1):
            parts = [_short(one.parts[name]) for name in PARTS]
            after = [_number(one.density), f"{100 * one.share:.1f}%"]
            names = [one.firm_name, one.other_name, _short(one.score)]
            lines.append([str(place), *names, *parts, *after])
        if lines:
            head += [columns_text(columns, lines, left=[1, 2]), ""]
            head += [f"{place}. {one.says}" for place, one in enumerate(self.proposals, start=1)]
        return "\n".join([*head, *self.notes])

    def to_frame(self) -> Any:
        """Return one row per proposal.

        Columns: place (from 1), firm, other, introducer (places of actors, -1 for none), their
        names, is_organisation, common, score, one column per part, density, share, says.
        """
        import pandas as pd

        named = [field.name for field in fields(MissingTie) if field.name != "parts"]
        rows = [
            {"place": place} | vars(one) | dict(one.parts)
            for place, one in enumerate(self.proposals, start=1)
        ]
        return pd.DataFrame(rows, columns=["place", *named, *PARTS])

    def verify(self) -> bool:
        """Return whether scores follow from parts and weights, and the effects from the list."""
        tied = self.ties
        for one in self.proposals:
            tied += 1
            known = [name for name in PARTS if not math.isnan(one.parts[name])]
            total = sum(self.weights[name] for name in known)
            score = sum(self.weights[name] * one.parts[name] for name in known) / total
            if not math.isclose(score, one.score, abs_tol=1e-9):
                return False
            if not math.isclose(one.density, tied / self.pairs):
                return False
        scores = [one.score for one in self.proposals]
        return all(a >= b - 1e-9 for a, b in pairwise(scores))


def _short(value: float) -> str:
    """Return a part or a score, empty where it is not known."""
    return "" if math.isnan(value) else f"{value:.2f}"


def _number(value: float) -> str:
    """Return a density with three digits that count."""
    return "" if math.isnan(value) else f"{value:.3g}"
