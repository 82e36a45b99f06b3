"""Which confirmed meetings stay, which move and which fall: as few changes as possible.

In this order: as many confirmed meetings as can be kept, as few of them in another slot as can be,
then the most value. Small problems are solved as a whole. In larger ones everything that can stay
stays and the rest is placed by an integer program; if that keeps fewer than numbers of meetings
allow, all may move unless that is too much; else the neighbours of what fell, and then chains of
meetings that change two slots.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.partners.meetings.capacity import capacity
from hanse.partners.meetings.exact import relaxed_bound, rows_of
from hanse.partners.meetings.making_room import with_chains
from hanse.partners.meetings.problem import Problem

__all__ = ["Kept", "kept_meetings"]

Whole = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
_NODES = 500
_NEIGHBOURS = 4_000
_WHOLE = 3_000
_RELAXED = 20_000
_NEAR = 1e-6  # of a linear program


@dataclass(frozen=True, eq=False)
class Kept:
    """Where confirmed meetings are after a change.

    Attributes
    ----------
    slot : ndarray of int64, shape (r,)
        Slot of each request; -1 for those that are not met, and for others than confirmed ones
        unless ``is_exact``.
    is_fewest : bool
        Whether it is proven that no more can be kept, nor as many with fewer moved.
    is_exact : bool
        Whether value too is proven the greatest then, all requests counted.
    most : int
        No more confirmed meetings than this can be kept.
    """

    slot: Whole
    is_fewest: bool
    is_exact: bool
    most: int


def kept_meetings(problem: Problem, confirmed: Whole, *, exact: int) -> Kept:
    """Return where confirmed meetings are best kept.

    Parameters
    ----------
    problem : Problem
        After the change, with nothing standing.
    confirmed : ndarray of int64, shape (r,)
        Slot of each request before it, -1 for none.
    exact : int
        Up to so many pairs of a request and a slot all is solved as a whole.
    """
    if int(problem.able.sum()) <= exact:
        found = _best(problem, problem.able, confirmed, with_value=True)
        if found is not None:
            return Kept(found, True, True, _rank(found, confirmed)[0])
    held = (confirmed >= 0) & problem.feasible
    only = replace(problem, wanted=problem.wanted & held, values=np.ones(len(confirmed)))
    able = only.able
    may_stay = held & able[np.arange(len(able)), np.maximum(confirmed, 0)]
    load = np.bincount(confirmed[may_stay], minlength=problem.n_slots)
    crowded = load > problem.tables
    stays = may_stay & ~crowded[np.maximum(confirmed, 0)]
    n_can_stay = int(np.minimum(load, problem.tables).sum())
    slot = _with_the_rest(only, confirmed, stays)
    most = int(np.floor(capacity(only).value + _NEAR))
    if slot is not None and _is_best(slot, confirmed, most, n_can_stay):
        return Kept(slot, True, False, most)
    if int(able.sum()) <= _WHOLE:
        whole = _with_the_rest(only, confirmed, np.zeros_like(stays))
        if whole is not None:
            return Kept(whole, True, False, _rank(whole, confirmed)[0])
    wider = _with_the_rest(only, confirmed, stays & ~_near(only, held & ~stays))
    ways = [one for one in (slot, wider) if one is not None]
    best = max(ways, key=lambda one: _rank(one, confirmed), default=np.where(stays, confirmed, -1))
    best = with_chains(only, best, confirmed)
    n_kept = _rank(best, confirmed)[0]
    if _is_best(best, confirmed, n_kept, n_can_stay) and int(able.sum()) <= _RELAXED:
        most = min(most, int(np.floor(relaxed_bound(only) + _NEAR)))
    return Kept(best, _is_best(best, confirmed, most, n_can_stay), False, most)


def _rank(slot: Whole, confirmed: Whole) -> tuple[int, int]:
    """Return how many confirmed meetings are kept, and how many of them where they were."""
    kept = (confirmed >= 0) & (slot >= 0)
    return int(kept.sum()), int((slot[kept] == confirmed[kept]).sum())


def _is_best(slot: Whole, confirmed: Whole, most: int, n_can_stay: int) -> bool:
    """Return whether as many are kept as could be, and all that can stay do."""
    n_kept, n_stay = _rank(slot, confirmed)
    return n_kept >= most and n_stay >= min(n_can_stay, n_kept)


def _with_the_rest(problem: Problem, confirmed: Whole, stays: Bools) -> Whole | None:
    """Return the best places of the confirmed meetings that do not stay, with those that do."""
    standing = np.where(stays, confirmed, -1)
    left = problem.standing(standing)
    if int(left.able.sum()) > _NEIGHBOURS:
        return None
    placed = _best(left, left.able, np.where(stays, -1, confirmed), with_value=False)
    return None if placed is None else np.where(stays, standing, placed)


def _near(problem: Problem, fallen: Bools) -> Bools:
    """Return the meetings that share a participant with one that cannot stay."""
    people = np.zeros(problem.n_people, dtype=bool)
    people[problem.first[fallen]] = True
    people[problem.second[fallen]] = True
    return np.asarray(people[problem.first] | people[problem.second])


def _best(problem: Problem, able: Bools, confirmed: Whole, *, with_value: bool) -> Whole | None:
    """Return the best slots of all requests, None without a proof.

    First most confirmed requests, then most of them where they were, then most value.
    """
    request, slot = np.nonzero(able)
    found = np.full(len(confirmed), -1, dtype=np.int64)
    if not request.size:
        return found
    matrix, room = rows_of(problem, request, slot)
    aims = [
        (confirmed[request] >= 0).astype(np.float64),
        (confirmed[request] == slot).astype(np.float64),
    ]
    if with_value:
        aims.append(problem.values[request])
    chosen = None
    floors: list[tuple[Floats, float]] = []
    for aim in aims:
        if not aim.any():
            floors.append((aim, 0.0))
            continue
        chosen = _solved(aim, matrix, room, floors)
        if chosen is None:
            return None
        floors.append((aim, float(np.round(aim[chosen].sum()))))
    if chosen is None:
        return found
    found[request[chosen]] = slot[chosen]
    return found


def _solved(
    aim: Floats, matrix: Any, room: Floats, floors: list[tuple[Floats, float]]
) -> Bools | None:
    """Return which variables are 1 in a proven optimum that reaches earlier aims."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    rules = [LinearConstraint(matrix, -np.inf, room)]
    rules += [LinearConstraint(one[None, :], least - 0.5, np.inf) for one, least in floors]
    found = milp(
        -aim,
        integrality=np.ones(len(aim), dtype=np.int64),
        bounds=Bounds(0, 1),
        constraints=rules,
        options={"mip_rel_gap": 0.0, "node_limit": _NODES},
    )
    return np.asarray(found.x > 0.5) if found.status == 0 else None
