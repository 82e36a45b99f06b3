"""Groups of records that are one publication, never joined by a chain through a third."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import product

from hanse.evidence.duplicates.verdict import Verdict

__all__ = ["Edge", "Grouping", "group_records"]

Edge = tuple[int, int, Verdict]


class Grouping:
    """Groups that grow while nothing in one speaks against anything in the other.

    Parameters
    ----------
    n : int
        Number of records.
    judged : callable
        The verdict on two of them.
    apart : iterable of (int, int)
        Pairs that must never come into one group.
    """

    def __init__(
        self, n: int, judged: Callable[[int, int], Verdict], apart: Iterable[tuple[int, int]] = ()
    ) -> None:
        self.members: dict[int, list[int]] = {}
        self._of = list(range(n))
        self._judged = judged
        self._apart = {frozenset(pair) for pair in apart}

    def root(self, one: int) -> int:
        """Return the number of the group that a record is in."""
        return self._of[one]

    def group(self, root: int) -> list[int]:
        """Return the records of a group."""
        return self.members.get(root, [root])

    def join(self, one: int, other: int) -> None:
        """Put two groups together without asking."""
        kept, gone = sorted((self._of[one], self._of[other]))
        if kept == gone:
            return
        moved = self.group(gone)
        self.members[kept] = [*self.group(kept), *moved]
        self.members.pop(gone, None)
        for each in moved:
            self._of[each] = kept

    def are_apart(self, one: int, other: int) -> bool:
        """Tell whether a person declared records of the two groups different."""
        if not self._apart:
            return False
        pairs = product(self.group(self._of[one]), self.group(self._of[other]))
        return any(frozenset(pair) in self._apart for pair in pairs)

    def is_blocked(self, one: int, other: int) -> bool:
        """Tell whether two records must not be in one group."""
        return frozenset((one, other)) in self._apart or self._judged(one, other).blocks

    def may_join(self, one: int, other: int) -> bool:
        """Tell whether no record of one group is blocked by a record of the other."""
        pairs = product(self.group(self._of[one]), self.group(self._of[other]))
        return not any(self.is_blocked(a, b) for a, b in pairs)


def group_records(
    grouping: Grouping, same: Sequence[Edge], *, rank: Callable[[int], object], ambiguity: float
) -> list[Edge]:
    """Join the pairs that the rules call the same, the most alike first.

    A record that fits two others about equally well which are blocked from each other joins
    neither. Two groups join where no pair across them is blocked, so that a chain of likenesses
    never brings different publications together.

    Parameters
    ----------
    grouping : Grouping
        Changed: its groups are the answer. What is joined already stays.
    same : sequence of Edge
        Pairs called the same.
    rank : callable
        A key of each record by its contents, so that the order of the records plays no part.
    ambiguity : float
        Difference of scores up to which two fits count as equally good.

    Returns
    -------
    list of Edge
        The pairs that were not joined, for a person to look at.
    """
    same = [edge for edge in same if grouping.root(edge[0]) != grouping.root(edge[1])]
    unsure = _ambiguous(grouping, same, ambiguity)
    clear = [edge for edge in same if edge[0] not in unsure and edge[1] not in unsure]
    left = [edge for edge in same if edge[0] in unsure or edge[1] in unsure]
    clear.sort(key=lambda edge: (-edge[2].score, *sorted((rank(edge[0]), rank(edge[1])))))  # type: ignore[type-var]
    for one, other, verdict in clear:
        if grouping.root(one) == grouping.root(other):
            continue
        if grouping.may_join(one, other):
            grouping.join(one, other)
        else:
            left.append((one, other, verdict))
    return [edge for edge in left if grouping.root(edge[0]) != grouping.root(edge[1])]


def _ambiguous(grouping: Grouping, same: Sequence[Edge], ambiguity: float) -> set[int]:
    """Return the records that fit two others equally well which exclude each other."""
    fits: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for one, other, verdict in same:
        fits[one].append((verdict.score, other))
        fits[other].append((verdict.score, one))
    out = set()
    for one, found in fits.items():
        if len(found) < 2:
            continue
        top = max(score for score, _ in found)
        best = [other for score, other in found if score == top]
        near = [other for score, other in found if score >= top - ambiguity]
        if any(a != b and grouping.is_blocked(a, b) for a in best for b in near):
            out.add(one)
    return out
