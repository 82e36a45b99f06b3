"""Slot by slot: each slot gets its best meetings among those left, in several orders.

Huang, Zhang and Alexander (2012) schedule by repeated weighted matching, one slot at a time; here
each slot is then chosen anew with all others standing, until nothing improves. Most orders begin
with the requests that a linear program of capacities would meet, those of busy participants first:
what is best by numbers then mostly finds its slots.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from hanse.partners.meetings.pairing import best_across, best_within
from hanse.partners.meetings.problem import Problem

__all__ = ["slot_by_slot"]

Whole = npt.NDArray[np.int64]
_ROUNDS = 6
_NEAR = 1e-9  # values are sums of the same numbers in another order


def slot_by_slot(
    problem: Problem,
    *,
    liked: npt.NDArray[np.bool_],
    orders: int,
    bound: float,
    rng: np.random.Generator,
) -> Whole:
    """Return the best schedule of several orders of the slots.

    Parameters
    ----------
    problem : Problem
        With r requests and s slots.
    liked : ndarray of bool, shape (r,)
        Requests that would be met if only numbers of meetings counted; two of three orders begin
        with them.
    orders : int
        From 1.
    bound : float
        No schedule has more value; one that reaches it is taken at once.
    rng : Generator
        Draws the orders after the first, which begins with the slot of fewest possible meetings.

    Returns
    -------
    ndarray of int64, shape (r,)
        Slot of each request, -1 for none.
    """
    best = np.full(len(problem.first), -1, dtype=np.int64)
    if not problem.feasible.any():
        return best
    best_value = -1.0
    for turn in range(orders):
        order = np.argsort(problem.able.sum(axis=0), kind="stable")
        if turn:
            order = rng.permutation(problem.n_slots)
        slot = _Rounds(problem).run(order, liked if turn % 3 else None)
        value = float(problem.values[slot >= 0].sum())
        if value > best_value + _NEAR * abs(value):
            best, best_value = slot, value
        if best_value >= bound - _NEAR * abs(bound):
            break
    return best


class _Rounds:
    """One order of the slots: the first round fills them, later ones choose each anew."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        side, self.is_across = problem.sides
        n = problem.n_people
        low = np.flatnonzero(~side) if self.is_across else np.arange(n)
        high = np.flatnonzero(side) if self.is_across else np.arange(n)
        self.low, self.high = low, high
        turned = side[problem.first] if self.is_across else np.zeros(len(problem.first), bool)
        rows = np.where(turned, problem.second, problem.first)
        columns = np.where(turned, problem.first, problem.second)
        where = np.zeros(n, dtype=np.int64)
        where[low] = np.arange(len(low))
        self.rows = where[rows]
        where = np.zeros(n, dtype=np.int64)
        where[high] = np.arange(len(high))
        self.columns = where[columns]
        self.known = np.flatnonzero(problem.feasible)
        shape = (len(low), len(high))
        self.request = np.full(shape, -1, dtype=np.int64)
        self.left = np.zeros(shape)
        self.request[self.rows[self.known], self.columns[self.known]] = self.known
        if not self.is_across:
            self.request[self.columns[self.known], self.rows[self.known]] = self.known
        self.slot = np.full(len(problem.first), -1, dtype=np.int64)
        self.count = np.zeros(n, dtype=np.int64)
        self._offer(self.known)

    def run(self, order: Whole, liked: npt.NDArray[np.bool_] | None = None) -> Whole:
        """Return the slots of the requests once no slot can be improved."""
        before = -1.0
        if liked is not None:
            self._begin_with(liked, order)
        for _ in range(_ROUNDS):
            for s in order.tolist():
                self._choose(s)
            value = float(self.problem.values[self.slot >= 0].sum())
            if value <= before + _NEAR * abs(value):
                break
            before = value
        return self.slot

    def _begin_with(self, liked: npt.NDArray[np.bool_], order: Whole) -> None:
        """Place liked requests before others, those first whose sides have little room left."""
        problem = self.problem
        top = float(problem.values.max(initial=0.0))
        room = problem.free.sum(axis=1).astype(np.float64)
        for s in order.tolist():
            left = np.flatnonzero(problem.feasible & (self.slot < 0))
            wish = liked[left].astype(np.float64)
            ends = problem.first[left], problem.second[left]
            need = sum(np.bincount(end, wish, minlength=problem.n_people) for end in ends)
            haste = need / np.maximum(room, 1.0)
            urgency = 2 * top * wish * (1 + haste[ends[0]] ** 2 + haste[ends[1]] ** 2)
            self._set(left, problem.values[left] + urgency)
            self._choose(s)
            room -= problem.free[:, s]
        self._offer(np.flatnonzero(problem.feasible & (self.slot < 0)))

    def _offer(self, requests: Whole) -> None:
        """Let requests be chosen."""
        self._set(requests, self.problem.values[requests])

    def _set(self, requests: Whole, worth: npt.NDArray[np.float64] | float) -> None:
        """Set what requests are worth."""
        self.left[self.rows[requests], self.columns[requests]] = worth
        if not self.is_across:
            self.left[self.columns[requests], self.rows[requests]] = worth

    def _choose(self, s: int) -> None:
        """Choose the meetings of a slot anew, all other slots standing."""
        problem = self.problem
        here = np.flatnonzero(self.slot == s)
        self._move(here, -1)
        self._offer(here)
        can = problem.free[:, s] & (self.count < problem.most)
        worth = self.left * np.outer(can[self.low], can[self.high])
        tables = int(problem.tables[s])
        if tables <= 0 or not worth.any():
            return
        pick = best_across if self.is_across else best_within
        rows, columns = pick(worth, tables)
        found = self.request[rows, columns]
        if problem.values[found].sum() < problem.values[here].sum():
            found = here  # pairs within one side are not always the best
        self._move(found, s)
        self._set(found, 0.0)

    def _move(self, requests: Whole, s: int) -> None:
        """Put requests into a slot, or out of theirs for -1."""
        change = 1 if s >= 0 else -1
        self.slot[requests] = s
        np.add.at(self.count, self.problem.first[requests], change)
        np.add.at(self.count, self.problem.second[requests], change)
