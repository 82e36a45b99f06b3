"""The schedule as numbers: who may meet whom in which slot, and what limits it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from hanse.partners.meetings.event import NO_LIMIT, Event

__all__ = ["Problem", "problem_of"]

Whole = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Problem:
    """What is left to schedule once some meetings stand.

    Attributes
    ----------
    first, second : ndarray of int64, shape (r,)
        The two sides of each request.
    values : ndarray of float64, shape (r,)
        From 0.
    free : ndarray of bool, shape (n, s)
        Whether a participant can still meet in a slot.
    most : ndarray of int64, shape (n,)
        How many more meetings a participant wants, at most the number of slots.
    tables : ndarray of int64, shape (s,)
        Free tables; where there is no limit, as many as could ever be needed.
    wanted : ndarray of bool, shape (r,)
        Whether a request is still to be scheduled.
    has_one : ndarray of bool, shape (n,)
        Whether a participant has a meeting among those that stand.
    """

    first: Whole
    second: Whole
    values: Floats
    free: Bools
    most: Whole
    tables: Whole
    wanted: Bools
    has_one: Bools

    @property
    def n_people(self) -> int:
        """The number of participants."""
        return int(self.free.shape[0])

    @property
    def n_slots(self) -> int:
        """The number of slots."""
        return int(self.free.shape[1])

    @cached_property
    def able(self) -> Bools:
        """Whether both sides of a request can meet in a slot; shape (r, s)."""
        can = self.free & (self.most > 0)[:, None] & (self.tables > 0)[None, :]
        return can[self.first] & can[self.second] & self.wanted[:, None]

    @cached_property
    def feasible(self) -> Bools:
        """Whether a request has any slot at all; shape (r,)."""
        return np.asarray(self.able.any(axis=1))

    @cached_property
    def limit(self) -> Whole:
        """The most further meetings of a participant by slots and wish; shape (n,)."""
        return np.asarray(np.minimum(self.most, self.free.sum(axis=1)), dtype=np.int64)

    @cached_property
    def most_at_once(self) -> Whole:
        """The most meetings that a slot can have by tables and by who could come; shape (s,)."""
        side, is_across = self.sides
        room = self.tables.copy()
        for s in range(self.n_slots):
            here = self.able[:, s]
            people = np.union1d(self.first[here], self.second[here])
            n_low = int((~side[people]).sum())
            fewer = min(n_low, len(people) - n_low) if is_across else len(people) // 2
            room[s] = min(int(room[s]), fewer)
        return room

    @cached_property
    def to_cover(self) -> Bools:
        """Who has no meeting yet and a request that could be met; shape (n,)."""
        marked = np.zeros(self.n_people, dtype=bool)
        marked[self.first[self.feasible]] = True
        marked[self.second[self.feasible]] = True
        return marked & ~self.has_one

    @cached_property
    def sides(self) -> tuple[Bools, bool]:
        """A side for each participant so that requests lie across, and whether that is possible.

        Found by walking along the requests that could be met.
        """
        near: list[list[int]] = [[] for _ in range(self.n_people)]
        for r in np.flatnonzero(self.feasible).tolist():
            i, j = int(self.first[r]), int(self.second[r])
            near[i].append(j)
            near[j].append(i)
        side = np.full(self.n_people, -1)
        for begin in range(self.n_people):
            if side[begin] >= 0:
                continue
            side[begin] = 0
            queue = [begin]
            for i in queue:
                for j in near[i]:
                    if side[j] < 0:
                        side[j] = 1 - side[i]
                        queue.append(j)
                    elif side[j] == side[i]:
                        return side == 1, False
        return side == 1, True

    @property
    def is_open(self) -> bool:
        """Whether everyone with a feasible request can meet in every slot, at as many tables."""
        people = np.union1d(self.first[self.feasible], self.second[self.feasible])
        return bool(self.free[people].all() and (self.tables == self.tables[:1]).all())

    def standing(self, slot: Whole) -> Problem:
        """Return what is left once requests stand in slots; -1 for those that do not."""
        held = np.flatnonzero(slot >= 0)
        return _after(self, held, slot[held])


def problem_of(event: Event, slot: Whole | None = None) -> Problem:
    """Return the problem of an event once meetings stand; by default those confirmed earlier.

    Parameters
    ----------
    event : Event
        The event.
    slot : ndarray of int64, shape (r,), optional
        The slot of each request that stands, -1 for the others.
    """
    n = len(event.participants)
    ceiling = max(n // 2, 1)
    n_slots = len(event.slots)
    whole = Problem(
        event.first,
        event.second,
        event.values,
        event.available.copy(),
        np.where(event.most == NO_LIMIT, n_slots, np.minimum(event.most, n_slots)),
        np.where(event.tables == NO_LIMIT, ceiling, np.minimum(event.tables, ceiling)),
        np.ones(event.n_requests, dtype=bool),
        np.zeros(n, dtype=bool),
    )
    return whole.standing(event.fixed_slot if slot is None else slot)


def _after(problem: Problem, held: Whole, at: Whole) -> Problem:
    """Return the problem without what standing meetings take up."""
    free, most = problem.free.copy(), problem.most.copy()
    tables, wanted = problem.tables.copy(), problem.wanted.copy()
    has_one = problem.has_one.copy()
    for side in (problem.first[held], problem.second[held]):
        free[side, at] = False
        np.subtract.at(most, side, 1)
        has_one[side] = True
    np.subtract.at(tables, at, 1)
    wanted[held] = False
    return replace(
        problem,
        free=free,
        most=np.maximum(most, 0),
        tables=np.maximum(tables, 0),
        wanted=wanted,
        has_one=has_one,
    )
