"""Minimum covers by branching: counting where the row sets are too many, and listing.

One row with few classes is chosen; a cover is counted under the first class, in order, that covers
the row, so none is counted twice. Partial results are remembered by what is left to cover. The same
search lists covers one by one; its last two steps are done for all classes at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

import numpy as np

from hanse.errors import LimitReached
from hanse.qca.chart import Chart, bits, columns_of

__all__ = ["MOST_BRANCHES", "MOST_STEPS", "count_by_branching", "fewest_classes", "list_covers"]

MOST_BRANCHES = 400_000
MOST_STEPS = 8_000_000_000


def count_by_branching(chart: Chart, *, most: int = MOST_BRANCHES) -> tuple[int, int]:
    """Return the size and the number of the minimum covers of a chart.

    Raises
    ------
    LimitReached
        If more than ``most`` partial covers must be remembered, or the steps pass their bound.
    """
    size = fewest_classes(chart)
    search = _Search(chart, most)
    return size, search.count(chart.rows, search.all_classes, size)


def list_covers(chart: Chart, size: int, limit: int) -> list[tuple[int, ...]]:
    """Return up to ``limit`` covers of the given, minimum, size.

    Examples
    --------
    >>> list_covers(Chart(0b11, (0b01, 0b10), ((0, 2), (1,))), 2, 10)
    [(0, 1), (2, 1)]
    """
    search = _Search(chart, MOST_BRANCHES)
    return list(islice(search.covers(chart.rows, search.all_classes, size), limit))


def fewest_classes(chart: Chart) -> int:
    """Return the least number of classes that cover all rows, by integer programming (HiGHS).

    Raises
    ------
    LimitReached
        If the solver does not prove the optimum.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_matrix

    rows = bits(chart.rows)
    entries = [
        (i, c) for i, row in enumerate(rows) for c, p in enumerate(chart.patterns) if p >> row & 1
    ]
    lines, columns = zip(*entries, strict=True)
    shape = (len(rows), len(chart.patterns))
    matrix = csr_matrix((np.ones(len(entries)), (lines, columns)), shape=shape)
    solved = milp(
        np.ones(shape[1]),
        integrality=np.ones(shape[1], dtype=np.int64),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(matrix, lb=1),
        options={"mip_rel_gap": 0.0},
    )
    if solved.status != 0:
        raise LimitReached(
            "the fewest terms cannot be proved",
            size=f"{shape[0]} rows, {shape[1]} classes of implicants",
            knob="Raise the consistency or the frequency cut-off.",
        )
    return round(solved.fun)


class _Search:
    """The classes of a chart by row, and what was counted before."""

    def __init__(self, chart: Chart, most: int) -> None:
        self.patterns, self.members, self.most = chart.patterns, chart.members, most
        self.all_classes = (1 << len(chart.patterns)) - 1
        self.columns = columns_of(chart)
        self.widest = max((pattern.bit_count() for pattern in chart.patterns), default=0)
        self.rows_of = lru_cache(maxsize=100_000)(bits)
        self.known: dict[tuple[int, int, int], int] = {}
        self.steps = 0

    def count(self, uncovered: int, allowed: int, left: int) -> int:
        """Return the number of covers of the uncovered rows by ``left`` allowed classes."""
        if not uncovered:
            return 1 if left == 0 else 0
        if left == 1:
            last = bits(self._covering_all(uncovered) & allowed)
            return sum(len(self.members[i]) for i in last)
        if not self._may_fit(uncovered, allowed, left):
            return 0
        touching = 0
        for row in self.rows_of(uncovered):
            touching |= self.columns[row]
        allowed &= touching
        key = (uncovered, allowed, left)
        if key not in self.known:
            total = 0
            for i, rest, others in self._choices(uncovered, allowed, left):
                total += len(self.members[i]) * self.count(rest, others, left - 1)
            self.known[key] = total
        return self.known[key]

    def covers(self, uncovered: int, allowed: int, left: int) -> Iterator[tuple[int, ...]]:
        """Yield the covers of the uncovered rows by ``left`` allowed classes, one by one."""
        if not uncovered and left == 0:
            yield ()
        if not uncovered or not self._may_fit(uncovered, allowed, left):
            return
        if left == 1:
            for i in bits(self._covering_all(uncovered) & allowed):
                yield from ((member,) for member in self.members[i])
            return
        for i, rest, others in self._choices(uncovered, allowed, left):
            for tail in self.covers(rest, others, left - 1):
                yield from ((member, *tail) for member in self.members[i])

    def _choices(self, uncovered: int, allowed: int, left: int) -> Iterator[tuple[int, int, int]]:
        """Yield each class for the row with the fewest, what it leaves, and what may follow.

        A class that leaves more rows than the widest classes could cover is passed over.
        """
        row = min(self.rows_of(uncovered), key=lambda r: (self.columns[r] & allowed).bit_count())
        most = (left - 1) * self.widest
        for i in bits(self.columns[row] & allowed):
            allowed &= ~(1 << i)
            rest = uncovered & ~self.patterns[i]
            if rest.bit_count() <= most:
                yield i, rest, allowed

    def _covering_all(self, uncovered: int) -> int:
        """Return the classes that cover every one of the rows."""
        shared = self.all_classes
        for row in self.rows_of(uncovered):
            shared &= self.columns[row]
        return shared

    def _may_fit(self, uncovered: int, allowed: int, left: int) -> bool:
        """Return False where the rows surely need more classes than are left.

        Either the widest class is too narrow, or more rows than are left share no class two by two.
        """
        if left * self.widest < uncovered.bit_count():
            return False
        self._spend(uncovered.bit_count() * len(self.patterns))
        if left == 1:
            return bool(self._covering_all(uncovered) & allowed)
        used = needed = 0
        columns = [self.columns[row] & allowed for row in self.rows_of(uncovered)]
        for column in sorted(columns, key=int.bit_count):
            if not column:
                return False
            if not column & used:
                needed += 1
                used |= column
                if needed > left:
                    return False
        return True

    def _spend(self, steps: int) -> None:
        """Count steps, rows times classes, and stop where they or the memory pass their bound."""
        self.steps += steps
        if self.steps > MOST_STEPS or len(self.known) > self.most:
            raise LimitReached(
                "the minimal models cannot be found exactly",
                size=f"{len(self.columns)} rows and {len(self.patterns)} classes of implicants in "
                f"one part of the chart, stopped after {len(self.known):,} partial covers",
                knob="Raise the consistency or the frequency cut-off, use fewer conditions, or ask "
                "for the conservative solution alone.",
            )
