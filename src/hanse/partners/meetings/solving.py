"""Which way a schedule is found: by proof where one is affordable, else by search with a bound."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hanse.errors import unknown_name
from hanse.messages import Message, message, plural
from hanse.partners.meetings.assignment import slot_by_slot
from hanse.partners.meetings.board import filled
from hanse.partners.meetings.capacity import Capacity, capacity
from hanse.partners.meetings.colouring import even_colouring
from hanse.partners.meetings.coverage import covered
from hanse.partners.meetings.exact import exact_schedule, relaxed_bound
from hanse.partners.meetings.problem import Problem

__all__ = ["EFFORTS", "Effort", "Found", "solved"]

Whole = npt.NDArray[np.int64]
_NEAR = 1e-9
_ENOUGH = 0.001
_SIZE = 2_000_000  # slots times participants squared up to which all orders are tried


@dataclass(frozen=True)
class Effort:
    """How much is tried.

    Attributes
    ----------
    orders : int
        Orders of the slots.
    exact : int
        Up to so many pairs of a request and a slot the integer program is solved.
    relaxed : int
        Up to so many the bound is tightened by slots, if the gap is above 0.1 %.
    """

    orders: int
    exact: int
    relaxed: int


EFFORTS = {
    "quick": Effort(orders=1, exact=0, relaxed=0),
    "normal": Effort(orders=10, exact=400, relaxed=4_000),
    "thorough": Effort(orders=30, exact=3_000, relaxed=60_000),
}


@dataclass(frozen=True, eq=False)
class Found:
    """A schedule with what is known of the best.

    Attributes
    ----------
    slot : ndarray of int64, shape (r,)
        Slot of each request, -1 for none.
    bound : float
        No schedule has more value.
    value_before : float
        Value before those without a meeting were given one.
    is_optimal : bool
        Whether no schedule that gives a meeting to as many has more value.
    method : Message
        How it was found.
    """

    slot: Whole
    bound: float
    value_before: float
    is_optimal: bool
    method: Message


def solved(problem: Problem, *, seed: int, effort: str) -> Found:
    """Return a schedule of a problem with its bound.

    Raises
    ------
    InputError
        If there is no such effort.
    """
    if effort not in EFFORTS:
        raise unknown_name("effort", effort, EFFORTS, where="schedule")
    how = EFFORTS[effort]
    best = capacity(problem)
    found = _by_colouring(problem, best)
    n_pairs = int(problem.able.sum())
    if found is None and n_pairs <= how.exact:
        found = _by_program(problem)
    return found or _by_search(problem, best, how, n_pairs, seed)


def _by_colouring(problem: Problem, best: Capacity) -> Found | None:
    """Return the proven optimum where everyone is always available, None elsewhere."""
    if not (problem.is_open and problem.sides[1] and best.is_whole):
        return None
    plain, chosen = best, best
    if not _all_met(problem, best.chosen):
        chosen = capacity(problem, with_floor=True)
        if not chosen.is_whole:
            return None  # pragma: no cover  # the program has whole corners
    edges = np.flatnonzero(chosen.chosen)
    slot = np.full(len(problem.first), -1, dtype=np.int64)
    slot[edges] = even_colouring(
        problem.first[edges],
        problem.second[edges],
        n=problem.n_people,
        n_colours=problem.n_slots,
    )
    said = message(
        "Everyone whose requests can be met is available in every slot: the requests were chosen "
        "by a linear program and placed by an edge colouring, which always fits. No schedule that "
        "gives a meeting to as many has more value."
        if problem.feasible.any()
        else "No agreed request can be met."
    )
    return Found(filled(problem, slot), plain.value, plain.value, True, said)


def _by_program(problem: Problem) -> Found | None:
    """Return the proven optimum of a small problem, None if it was not proven."""
    found = exact_schedule(problem)
    if found is None:
        return None
    said = message(
        "All ways were weighed by an integer program. No schedule that gives a meeting to as many "
        "has more value."
    )
    return Found(filled(problem, found.slot), found.bound, found.bound, found.is_proven, said)


def _by_search(problem: Problem, best: Capacity, how: Effort, n_pairs: int, seed: int) -> Found:
    """Return a schedule found slot by slot, with the tightest bound that is affordable."""
    rng, orders = np.random.default_rng(seed), _orders(problem, how)
    slot = slot_by_slot(problem, liked=best.chosen, orders=orders, bound=best.value, rng=rng)
    slot = filled(problem, slot)
    before = _value(problem, slot)
    if not _all_met(problem, slot >= 0):
        liked = capacity(problem, with_floor=True).chosen
        other = slot_by_slot(problem, liked=liked, orders=orders // 2 + 1, bound=np.inf, rng=rng)
        ways = [covered(problem, one) for one in (slot, filled(problem, other))]
        slot = max(ways, key=lambda one: (_n_met(problem, one >= 0), _value(problem, one)))
    before = max(before, _value(problem, slot))
    value, bound, by = _value(problem, slot), best.value, "numbers of meetings and tables"
    if bound - before > _ENOUGH * bound and n_pairs <= how.relaxed:
        bound, by = min(bound, relaxed_bound(problem)), "the linear relaxation by slots"
    bound = max(bound, before, value)
    proven = value >= bound - _NEAR * bound
    said = message(
        "Each slot in turn got its best meetings by assignment, each then again with all others "
        "standing; the best of {orders} of the slots. The bound comes from {by}{end}",
        orders=plural(orders, "order"),
        by=by,
        end=", and is reached: no schedule has more value." if proven else ".",
    )
    return Found(slot, bound, before, proven, said)


def _orders(problem: Problem, how: Effort) -> int:
    """Return how many orders of the slots are tried; fewer where each takes long."""
    size = problem.n_slots * problem.n_people**2
    return max(1, min(how.orders, round(how.orders * _SIZE / max(size, 1))))


def _value(problem: Problem, slot: Whole) -> float:
    """Return the value of what is scheduled."""
    return float(problem.values[slot >= 0].sum())


def _n_met(problem: Problem, met: npt.NDArray[np.bool_]) -> int:
    """Return how many of those who could have a first meeting have it."""
    having = problem.has_one.copy()
    having[problem.first[met]] = True
    having[problem.second[met]] = True
    return int(having[problem.to_cover].sum())


def _all_met(problem: Problem, met: npt.NDArray[np.bool_]) -> bool:
    """Return whether all who could have a meeting have one."""
    return _n_met(problem, met) == int(problem.to_cover.sum())
