"""From groups of units to what a person reads: merges, doubtful pairs, links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from hanse.evidence.duplicates.answer import DoubtfulPair, Merge, VersionLink
from hanse.evidence.duplicates.comparison import compare_features
from hanse.evidence.duplicates.declared import Declared
from hanse.evidence.duplicates.groups import Edge, Grouping
from hanse.evidence.duplicates.judgement import judge
from hanse.evidence.duplicates.rules import DuplicateRules
from hanse.evidence.duplicates.units import Units
from hanse.evidence.duplicates.verdict import Verdict
from hanse.evidence.duplicates.wording import reason_text
from hanse.messages import capital

__all__ = ["Findings"]


class Findings:
    """What the groups say, in ids of records that stand.

    Parameters
    ----------
    given : Declared
        Ids, merges that stand and pairs declared different.
    units, grouping, judged, before, rules
        The units, their groups, the judgement of two of them, the group that each was in before the
        rules joined any, and the thresholds.
    """

    def __init__(
        self,
        given: Declared,
        units: Units,
        grouping: Grouping,
        judged: Callable[[int, int], Verdict],
        before: Sequence[int],
        rules: DuplicateRules,
    ) -> None:
        self._ids, self._units, self._grouping = given.ids, units, grouping
        self._judged, self._before, self._rules = judged, before, rules
        removed = {gone for gone, _ in given.merged}
        self._standing: dict[int, list[int]] = defaultdict(list)
        self._records: dict[int, list[int]] = defaultdict(list)
        for place, unit in enumerate(units.of):
            root = grouping.root(unit)
            self._records[root].append(place)
            if place not in removed:
                self._standing[root].append(place)

    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Return the ids of each group of two and more, the kept one first."""
        found = []
        for root, places in self._records.items():
            if len(places) > 1:
                kept = self._standing[root][0]
                rest = [self._ids[place] for place in places if place != kept]
                found.append((kept, (self._ids[kept], *rest)))
        return tuple(group for _, group in sorted(found))

    def merges(self) -> tuple[Merge, ...]:
        """Return the new merges in the order of the removed records."""
        found = []
        for places in self._standing.values():
            kept = places[0]
            found += [(place, self._merge(place, kept)) for place in places[1:]]
        return tuple(merge for _, merge in sorted(found, key=lambda item: item[0]))

    def queue(
        self, doubtful: Sequence[Edge], refused: Sequence[Edge], linked: Sequence[Edge]
    ) -> tuple[DoubtfulPair, ...]:
        """Return one doubtful pair for two groups, the most probable first."""
        links = {self._ends(one, other) for one, other, _ in linked}
        best: dict[tuple[int, int], tuple[float, str, int, int]] = {}
        for edges, but in ((doubtful, ""), (refused, ", but one of them fits another record too")):
            for one, other, verdict in edges:
                ends = self._ends(one, other)
                if ends[0] == ends[1] or ends in links or self._grouping.are_apart(one, other):
                    continue
                if not but and self._is_far_copy(one, other):
                    continue
                told = (verdict.score, verdict.rule + but, one, other)
                if ends not in best or told[0] > best[ends][0]:
                    best[ends] = told
        order = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))
        return tuple(
            DoubtfulPair(
                self._ids[first],
                self._ids[second],
                score,
                f"{capital(rule)}. {self._reason(one, other)}"
                + self._way(first, second, one, other),
            )
            for (first, second), (score, rule, one, other) in order
        )

    def links(self, linked: Sequence[Edge]) -> tuple[VersionLink, ...]:
        """Return one link of a kind for two groups, in the order of the records."""
        best: dict[tuple[int, int, str], tuple[float, int, int]] = {}
        for one, other, verdict in linked:
            first, second = self._ends(one, other)
            key = (first, second, verdict.rule)
            if first != second and (key not in best or verdict.score > best[key][0]):
                best[key] = (verdict.score, one, other)
        return tuple(
            VersionLink(self._ids[first], self._ids[second], kind, self._reason(one, other))
            for (first, second, kind), (_, one, other) in sorted(best.items())
        )

    def _ends(self, one: int, other: int) -> tuple[int, int]:
        """Return the kept records of the groups of two units, in order."""
        a = self._standing[self._grouping.root(one)][0]
        b = self._standing[self._grouping.root(other)][0]
        return (a, b) if a < b else (b, a)

    def _merge(self, place: int, kept: int) -> Merge:
        unit, target = self._units.of[place], self._units.of[kept]
        one, other, verdict = self._why(unit, target)
        said = self._reason(one, other)
        if one != unit or other != target:
            a, b = (self._ids[self._units.records[each][0]] for each in (one, other))
            said = f"{said} By way of {a} and {b}."
        return Merge(self._ids[place], self._ids[kept], verdict.rule, said, verdict.score)

    def _why(self, unit: int, target: int) -> tuple[int, int, Verdict]:
        """Return the pair of units that tells best why a unit is in the group of another."""
        if unit == target:
            one = self._units.features[unit]
            return unit, target, judge(one, one, self._rules)
        direct = self._judged(unit, target)
        if direct.kind == "same":
            return unit, target, direct
        group = self._grouping.group(self._grouping.root(unit))
        own = [each for each in group if self._before[each] == self._before[unit]]
        found = [
            (a, b, self._judged(a, b))
            for a in own
            for b in group
            if self._before[b] != self._before[unit]
        ]
        fitting = [edge for edge in found if edge[2].kind == "same"]
        return max(fitting, key=lambda edge: (edge[2].score, -edge[0], -edge[1]))

    def _reason(self, one: int, other: int) -> str:
        a, b = self._units.features[one], self._units.features[other]
        return reason_text(compare_features(a, b, self._rules))

    def _way(self, first: int, second: int, one: int, other: int) -> str:
        """Say which members of the groups are meant where they are not the kept ones."""
        shown = {self._ids[self._units.records[each][0]] for each in (one, other)}
        if shown == {self._ids[first], self._ids[second]}:
            return ""
        return f" Seen in {' and '.join(sorted(shown))}."

    def _is_far_copy(self, one: int, other: int) -> bool:
        """Tell whether two equal records are not next to each other among their copies."""
        found = self._units.features
        if found[one] != found[other]:
            return False
        return other != min((u for u in self._copies[found[one]] if u > one), default=other)

    @property
    def _copies(self) -> dict[object, list[int]]:
        if not hasattr(self, "_copied"):
            self._copied: dict[object, list[int]] = defaultdict(list)
            for unit, one in enumerate(self._units.features):
                self._copied[one].append(unit)
        return self._copied
