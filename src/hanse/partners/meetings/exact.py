"""The whole schedule as one integer program: request by slot. For small events, and as a bound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.partners.meetings.problem import Problem

__all__ = ["Exact", "exact_schedule", "relaxed_bound", "rows_of"]

Whole = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
_NODES = 2000


@dataclass(frozen=True, eq=False)
class Exact:
    """What the integer program found.

    Attributes
    ----------
    slot : ndarray of int64, shape (r,)
        Slot of each request, -1 for none.
    bound : float
        The most value that any schedule has, whoever it leaves out.
    is_proven : bool
        Whether as many have a meeting as can, and no schedule with as many has more value.
    """

    slot: Whole
    bound: float
    is_proven: bool


def exact_schedule(problem: Problem) -> Exact | None:
    """Return the best schedule: most participants with a meeting first, then most value.

    Parameters
    ----------
    problem : Problem
        A small one: each pair of a request and a slot is a variable.

    Returns
    -------
    Exact or None
        None if the search ended early (2,000 nodes).
    """
    request, slot = np.nonzero(problem.able)
    if not request.size:
        return Exact(np.full(len(problem.first), -1, dtype=np.int64), 0.0, True)
    matrix, room = rows_of(problem, request, slot)
    worth = problem.values[request]
    plain = _solved(worth, matrix, room)
    if plain is None:
        return None
    bound = float(worth[plain].sum())
    people = np.flatnonzero(problem.to_cover)
    if _n_covered(problem, people, request[plain]) == len(people):
        return Exact(_placed(problem, request[plain], slot[plain]), bound, True)
    matrix, room = _with_cover(problem, people, request, matrix, room)
    n = len(request)
    both = np.concatenate([np.zeros(n), np.ones(len(people))])
    most = _solved(both, matrix, room)
    if most is None:
        return None
    least = int(most[n:].sum())
    worth = np.concatenate([worth, np.zeros(len(people))])
    found = _solved(worth, matrix, room, at_least=(both, least))
    if found is None:
        return None
    chosen = found[:n]
    return Exact(_placed(problem, request[chosen], slot[chosen]), bound, True)


def relaxed_bound(problem: Problem) -> float:
    """Return the value of the linear relaxation by slots: no schedule has more."""
    from scipy.optimize import linprog

    request, slot = np.nonzero(problem.able)
    if not request.size:
        return 0.0
    matrix, room = rows_of(problem, request, slot)
    found: Any = linprog(
        -problem.values[request], A_ub=matrix, b_ub=room, bounds=(0, 1), method="highs"
    )
    return float(-found.fun)


def rows_of(problem: Problem, request: Whole, slot: Whole) -> tuple[Any, Floats]:
    """Return the rules of a schedule as rows of an inequality.

    Parameters
    ----------
    problem : Problem
        The rules.
    request, slot : ndarray of int64, shape (v,)
        What each variable stands for.

    Returns
    -------
    matrix : sparse array, shape (rows, v)
        One meeting of a participant in a slot, each request once, most meetings, tables.
    room : ndarray of float64, shape (rows,)
        The most of each row.
    """
    from scipy.sparse import coo_array

    n, s, r = problem.n_people, problem.n_slots, len(problem.first)
    v = len(request)
    place = np.arange(v)
    first, second = problem.first[request], problem.second[request]
    starts = np.cumsum([0, n * s, r, n, s])
    rows = [
        first * s + slot,
        second * s + slot,
        starts[1] + request,
        starts[2] + first,
        starts[2] + second,
        starts[3] + slot,
    ]
    matrix = coo_array(
        (np.ones(6 * v), (np.concatenate(rows), np.tile(place, 6))), shape=(int(starts[4]), v)
    ).tocsr()
    room = np.concatenate([np.ones(n * s + r), problem.most, problem.tables]).astype(np.float64)
    used = np.diff(matrix.indptr) > 0
    return matrix[np.flatnonzero(used)], room[used]


def _with_cover(
    problem: Problem, people: Whole, request: Whole, matrix: Any, room: Floats
) -> tuple[Any, Floats]:
    """Return the rules with a variable for each participant that says they have a meeting."""
    from scipy.sparse import block_array, coo_array, eye_array

    at = np.full(problem.n_people, -1)
    at[people] = np.arange(len(people))
    rows, columns = [], []
    for side in (problem.first[request], problem.second[request]):
        inside = np.flatnonzero(at[side] >= 0)
        rows.append(at[side[inside]])
        columns.append(inside)
    row, column = np.concatenate(rows), np.concatenate(columns)
    meets = coo_array((-np.ones(len(row)), (row, column)), shape=(len(people), len(request)))
    whole = block_array([[matrix, None], [meets, eye_array(len(people))]]).tocsr()
    return whole, np.concatenate([room, np.zeros(len(people))])


def _solved(
    worth: Floats, matrix: Any, room: Floats, *, at_least: tuple[Floats, int] | None = None
) -> npt.NDArray[np.bool_] | None:
    """Return which variables are 1 in a proven optimum, None without a proof."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    rules = [LinearConstraint(matrix, -np.inf, room)]
    if at_least is not None:
        rules.append(LinearConstraint(at_least[0][None, :], at_least[1], np.inf))
    found = milp(
        -worth,
        integrality=np.ones(len(worth), dtype=np.int64),
        bounds=Bounds(0, 1),
        constraints=rules,
        options={"mip_rel_gap": 0.0, "node_limit": _NODES},
    )
    if found.status != 0:
        return None
    return np.asarray(found.x > 0.5)


def _n_covered(problem: Problem, people: Whole, met: Whole) -> int:
    """Return how many of some participants have one of the meetings."""
    having = np.zeros(problem.n_people, dtype=bool)
    having[problem.first[met]] = True
    having[problem.second[met]] = True
    return int(having[people].sum())


def _placed(problem: Problem, request: Whole, slot: Whole) -> Whole:
    """Return the slot of each request."""
    found = np.full(len(problem.first), -1, dtype=np.int64)
    found[request] = slot
    return found
