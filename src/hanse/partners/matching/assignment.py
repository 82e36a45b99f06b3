"""Places by the largest total score, with a floor so that nobody pays for the others.

Unlike a stable matching it looks at the sum over all pairs; two who would rather have each other
may be parted for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import LimitReached
from hanse.messages import columns_text, message, plural
from hanse.partners.matching.capacity import places_of
from hanse.result import Answer
from hanse.tables.long_table import LongTable

__all__ = ["Assignment", "assignment"]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
_MOST_CELLS = 25_000_000
_SHOWN = 30


@dataclass(frozen=True, eq=False)
class Assignment(Answer, kind="partner-assignment"):
    """Who gets which place by the scores of pairs.

    Made by `assignment`.

    Attributes
    ----------
    visitors, hosts : tuple of str
        Both sides.
    places : mapping of str to int
        Host → number of places.
    pairs : tuple of pairs of str
        (visitor, host), in the order of the visitors.
    scores : ndarray of float64, shape (pairs,)
        The score of each.
    is_fair : bool
        Whether the lowest score was made as high as it can be before the total.
    most_total, most_least : float
        The total and the lowest score without the floor, for as many pairs.
    """

    visitors: tuple[str, ...]
    hosts: tuple[str, ...]
    places: Mapping[str, int]
    pairs: tuple[tuple[str, str], ...]
    scores: Floats
    is_fair: bool
    most_total: float
    most_least: float

    def __post_init__(self) -> None:
        made = np.array(self.scores, dtype=np.float64)
        made.setflags(write=False)
        object.__setattr__(self, "scores", made)

    @property
    def total(self) -> float:
        """The sum of the scores."""
        return float(self.scores.sum())

    @property
    def least(self) -> float:
        """The lowest score, NaN where there is no pair."""
        return float(self.scores.min()) if len(self.scores) else float("nan")

    @property
    def unmatched(self) -> tuple[str, ...]:
        """Visitors without a place: as few as can be."""
        served = {visitor for visitor, _ in self.pairs}
        return tuple(one for one in self.visitors if one not in served)

    def to_frame(self) -> Any:
        """Return one row for each pair: ``visitor host score``."""
        import pandas as pd

        frame = pd.DataFrame(list(self.pairs), columns=["visitor", "host"])
        return frame.assign(score=self.scores)

    def __str__(self) -> str:
        head = f"{plural(len(self.visitors), 'visitor')}, {len(self.pairs):,} with a place"
        rows = zip(self.pairs, self.scores.tolist(), strict=True)
        lines = [[visitor, host, f"{score:.2f}"] for (visitor, host), score in rows]
        table = columns_text(["visitor", "host", "score"], lines[:_SHOWN], left=[0, 1])
        more = [f"and {len(lines) - _SHOWN:,} more"] if len(lines) > _SHOWN else []
        said = "Total {total}, lowest {least}"
        values = {"total": f"{self.total:.2f}", "least": f"{self.least:.2f}"}
        if self.is_fair:
            said += "; without the floor total {most}, lowest {low}"
            values |= {"most": f"{self.most_total:.2f}", "low": f"{self.most_least:.2f}"}
        rest = [f"{one} has no place." for one in self.unmatched[:_SHOWN]]
        return "\n".join([head, *([table] if lines else []), *more, message(said + ".", **values),
                          *rest])  # fmt: skip


def assignment(
    table: LongTable, capacities: Mapping[str, int] | int, *, is_fair: bool = True
) -> Assignment:
    """Give as many visitors as can be a place, with the largest total score.

    First as many pairs as can be; with ``is_fair`` then the lowest score as high as it can be; then
    the largest total. Solved exactly by assignment of visitors to single places.

    Parameters
    ----------
    table : LongTable
        Keys ``visitor`` and ``host`` and the value ``score``, from 0; pairs without a row or with
        an empty one are not matched.
    capacities : mapping of str to int, or int
        Host → number of places, from 0; one number for all.
    is_fair : bool
        Whether there is a floor.

    Raises
    ------
    InputError
        If a pair stands twice, a score is negative, or places are missing, negative or not whole.
    LimitReached
        If visitors times places are more than 25 million.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({
    ...     "visitor": ["Ada", "Ada", "Bo", "Bo"], "host": ["Lund", "Kiel", "Lund", "Kiel"],
    ...     "score": [0.9, 0.5, 0.6, 0.1],
    ... })
    >>> table = LongTable.from_frame(frame, keys=["visitor", "host"], values=["score"])
    >>> assignment(table, 1).pairs
    (('Ada', 'Kiel'), ('Bo', 'Lund'))
    """
    table.unique(["visitor", "host"])
    visitors, hosts = table.key("visitor"), table.key("host")
    places = places_of(hosts.labels, capacities)
    values = np.full((len(visitors.labels), len(hosts.labels)), np.nan)
    values[visitors.codes, hosts.codes] = table.nonnegative("score")
    seats = np.repeat(
        np.arange(len(hosts.labels)),
        [min(places[host], len(visitors.labels)) for host in hosts.labels],
    )
    if values.shape[0] * len(seats) > _MOST_CELLS:
        raise LimitReached(
            "the places cannot be assigned at once",
            size=f"{values.shape[0]:,} visitors × {len(seats):,} places against {_MOST_CELLS:,}",
            knob="Take fewer visitors, or match them by preferences: stable_matching.",
        )
    wide = values[:, seats]
    free = _largest(wide, -np.inf)
    chosen = _largest(wide, _floor(wide, len(free[0]))) if is_fair and len(free[0]) else free
    plain = wide[free]
    order = np.argsort(chosen[0], kind="stable")
    rows, columns = chosen[0][order], chosen[1][order]
    pairs = zip(rows.tolist(), seats[columns].tolist(), strict=True)
    return Assignment(
        visitors.labels,
        hosts.labels,
        places,
        tuple((visitors.labels[a], hosts.labels[b]) for a, b in pairs),
        wide[rows, columns],
        is_fair,
        float(plain.sum()),
        float(plain.min()) if len(plain) else float("nan"),
    )


def _largest(wide: Floats, floor: float) -> tuple[Whole, Whole]:
    """Return as many cells as can be with the largest sum, one a row and column, none below floor.

    A pair more is worth more than all scores together, so that no pair is left out for the sum.
    """
    from scipy.optimize import linear_sum_assignment

    allowed = np.nan_to_num(wide, nan=-np.inf) >= floor
    allowed &= ~np.isnan(wide)
    if not allowed.any():
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    bonus = 1 + min(wide.shape) * float(np.nanmax(wide))
    worth = np.where(allowed, np.nan_to_num(wide) + bonus, 0.0)
    rows, columns = linear_sum_assignment(worth, maximize=True)
    kept = allowed[rows, columns]
    return rows[kept], columns[kept]


def _floor(wide: Floats, n: int) -> float:
    """Return the highest floor at which n pairs are still possible, by halving."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_bipartite_matching

    levels = np.unique(wide[~np.isnan(wide)])
    low, high = 0, len(levels) - 1
    while low < high:
        middle = (low + high + 1) // 2
        allowed = csr_array(np.nan_to_num(wide, nan=-1.0) >= levels[middle])
        found = maximum_bipartite_matching(allowed, perm_type="column")
        low, high = (middle, high) if int((found >= 0).sum()) >= n else (low, middle - 1)
    return float(levels[low])
