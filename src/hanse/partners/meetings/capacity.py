"""Which requests to meet when only numbers of meetings count, not slots: a linear program.

Each participant has room for as many meetings as slots and wish allow, all slots together for as
many as there are tables. Whoever can be scheduled obeys this, so its value is a bound; where
requests lie between two sides the program has whole numbers at its corners (the rows of one side
and the row of all tables are nested, those of the other side disjoint), and where everyone is
always available an edge colouring finds the slots: then the bound is reached. A slot counts as many
tables as could be taken by those who are available in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.partners.meetings.problem import Problem

__all__ = ["Capacity", "capacity"]

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Capacity:
    """The best choice of requests by numbers of meetings.

    Attributes
    ----------
    chosen : ndarray of bool, shape (r,)
        Which; only meaningful where ``is_whole``.
    value : float
        The value of the program.
    is_whole : bool
        Whether no request was met in part.
    """

    chosen: Bools
    value: float
    is_whole: bool


def capacity(problem: Problem, *, with_floor: bool = False) -> Capacity:
    """Return the best choice of requests.

    Parameters
    ----------
    problem : Problem
        With r requests.
    with_floor : bool
        Whether to give as many participants as possible a meeting before value counts: each
        participant's first meeting then is worth more than all values together.

    Returns
    -------
    Capacity
        Nothing chosen and value 0 without a feasible request.
    """
    from scipy.optimize import linprog
    from scipy.sparse import coo_array

    kept = np.flatnonzero(problem.feasible)
    chosen = np.zeros(len(problem.first), dtype=bool)
    if not kept.size:
        return Capacity(chosen, 0.0, True)
    n, r = problem.n_people, len(kept)
    first, second, place = problem.first[kept], problem.second[kept], np.arange(r)
    covered = np.flatnonzero(problem.to_cover) if with_floor else np.zeros(0, dtype=np.int64)
    m = len(covered)
    rows = [first, second, np.full(r, n)]
    columns, entries = [place, place, place], [np.ones(3 * r)]
    if m:  # a meeting first: what counts as one is at most the number of meetings
        at = np.full(n, -1)
        at[covered] = n + 1 + np.arange(m)
        for side in (first, second):
            inside = at[side] >= 0
            rows.append(at[side[inside]])
            columns.append(place[inside])
            entries.append(-np.ones(int(inside.sum())))
        rows.append(n + 1 + np.arange(m))
        columns.append(r + np.arange(m))
        entries.append(np.ones(m))
    matrix: Any = coo_array(
        (np.concatenate(entries), (np.concatenate(rows), np.concatenate(columns))),
        shape=(n + 1 + m, r + m),
    ).tocsr()
    room = np.concatenate([problem.limit, [problem.most_at_once.sum()], np.zeros(m)])
    bonus = float(problem.values.sum()) + 1.0
    worth = np.concatenate([problem.values[kept], np.full(m, bonus)])
    found = linprog(-worth, A_ub=matrix, b_ub=room, bounds=(0, 1), method="highs-ds")
    share = np.asarray(found.x)[:r]
    chosen[kept] = share > 0.5
    is_whole = bool(np.all(np.abs(share - np.round(share)) < 1e-6))
    value = float(problem.values[chosen].sum()) if is_whole else float(worth[:r] @ share)
    return Capacity(chosen, value, is_whole)
