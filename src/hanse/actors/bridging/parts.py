r"""What speaks for a tie that is missing: five parts from 0 to 1, added with weights.

.. math:: S_{fo} = \frac{\sum_p w_p \, x_p(f, o)}{\sum_p w_p}

over the parts p that are known. *Reach* is 1 / (1 + ties of the firm across the gap), *room* the
same of the other side, *introduction* 1 - 2^-c with c common neighbours, *fit* the share of
technologies in common (Jaccard 1912, *New Phytologist* 11(2), 37-50), *lapsed* the strength of a
tie that faded, over the least of a tie.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.actors.bridging.across import Across
from hanse.actors.tables import Actors
from hanse.actors.ties import Ties
from hanse.errors import InputError, unknown_name

__all__ = ["PARTS", "PairScores", "checked_weights"]

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

PARTS = ("reach", "introduction", "fit", "lapsed", "room")

DEFAULT_WEIGHTS = {"reach": 4.0, "introduction": 3.0, "fit": 2.0, "lapsed": 2.0, "room": 1.0}


def checked_weights(weights: Mapping[str, float] | None) -> dict[str, float]:
    """Return a weight for each part, 0 for those that are not named; defaults for None.

    Raises
    ------
    InputError
        If a part is unknown, a weight negative or not finite, or all are 0.
    """
    if weights is None:
        return dict(DEFAULT_WEIGHTS)
    where = "weights of missing ties"
    for name, weight in weights.items():
        if name not in PARTS:
            raise unknown_name("part", name, PARTS, where=where)
        if not math.isfinite(weight) or weight < 0:
            raise InputError(
                f"the weight of '{name}' is {weight:g}", where=where, mend="Give a number from 0."
            )
    full = {name: float(weights.get(name, 0.0)) for name in PARTS}
    if not any(full.values()):
        raise InputError("all weights are 0", where=where, mend="Give at least one above 0.")
    return full


@dataclass(frozen=True, eq=False)
class PairScores:
    """Scores of all pairs across a gap, made a block of firms at a time.

    Attributes
    ----------
    firms, others : ndarray of int64
        Places of the actors on either side, ascending.
    weights : mapping of str to float
        Of the parts; room has none in gap 1, where both sides are firms and reach holds both.
    is_one_sided : bool
        Whether both sides are the same firms (gap 1).
    """

    firms: Whole
    others: Whole
    weights: Mapping[str, float]
    is_one_sided: bool
    reach: Floats
    has_technology: npt.NDArray[np.bool_]
    to_neighbours: Any
    from_neighbours: Any
    tied: Any
    lapsed: Any
    technology: tuple[Any, Any]

    @classmethod
    def of(
        cls, actors: Actors, found: Ties, sides: Across, weights: Mapping[str, float]
    ) -> PairScores:
        """Return the scores of a gap on the day of the ties.

        Raises
        ------
        InputError
            If room alone has a weight in a gap where it does not count.
        """
        is_one_sided = bool(np.array_equal(sides.firms, sides.others))
        firms, others = np.flatnonzero(sides.firms), np.flatnonzero(sides.others)
        near = found.matrix().astype(np.float32)
        known = np.array([bool(own) for own in actors.technologies], dtype=bool)
        counted = dict(weights) | ({"room": 0.0} if is_one_sided else {})
        if len(firms) and not any(counted.values()):
            raise InputError(
                "room alone has a weight, and it does not count where both sides are the same "
                "firms",
                where="weights of missing ties",
                mend="Give another part a weight above 0.",
            )
        used = _incidence(actors)
        return cls(
            firms,
            others,
            counted,
            is_one_sided,
            reach=1 / (1 + ties_across(found, sides)),
            has_technology=known,
            to_neighbours=near[firms],
            from_neighbours=near[:, others],
            tied=near[firms][:, others],
            lapsed=_lapsed(found)[firms][:, others],
            technology=(used[firms], used[others].T.tocsr()),
        )

    def block(self, rows: Whole) -> Floats:
        """Return the scores of some firms (by place in ``firms``) with all others.

        Shape (len(rows), len(others)); -1 where the pair has a tie, is none or stands elsewhere.
        """
        own, other = self._single(rows)
        scores = own[:, None] + other[None, :]
        for weight, part in self._sparse(rows):
            if weight:
                at = _places(part)
                scores[at] += weight * part.data
        scores *= self._share(rows)
        scores[_places(self.tied[rows])] = -1
        self._drop_repeated(rows, scores)
        return np.asarray(scores)

    def parts(self, row: int, column: int) -> dict[str, float]:
        """Return the parts of one pair; NaN for a fit that is not known and for room in gap 1."""
        rows = np.array([row])
        f, o = int(self.firms[row]), int(self.others[column])
        common, fit, lapsed = (float(part[0, column]) for _, part in self._sparse(rows))
        known = self.has_technology[f] and self.has_technology[o]
        both = float(self.reach[f] + self.reach[o]) / 2
        return {
            "reach": both if self.is_one_sided else float(self.reach[f]),
            "introduction": common,
            "fit": fit if known else math.nan,
            "lapsed": lapsed,
            "room": math.nan if self.is_one_sided else float(self.reach[o]),
        }

    def _single(self, rows: Whole) -> tuple[Floats, Floats]:
        """Return what the firm and what the other side adds by itself, whoever the pair is."""
        own, other = self.reach[self.firms[rows]], self.reach[self.others]
        if self.is_one_sided:
            half = self.weights["reach"] / 2
            return half * own, half * other
        return self.weights["reach"] * own, self.weights["room"] * other

    def _sparse(self, rows: Whole) -> list[tuple[float, Any]]:
        """Return the parts that are 0 for most pairs: introduction, fit, lapsed."""
        common = self.to_neighbours[rows] @ self.from_neighbours
        common.data = 1 - np.exp2(-common.data.astype(np.float64))
        used, taught = self.technology
        shared = used[rows] @ taught
        sizes = _row_sums(used[rows]), _row_sums(taught.T.tocsr())
        i, j = _places(shared)
        shared.data = shared.data / (sizes[0][i] + sizes[1][j] - shared.data)
        lapsed = self.lapsed[rows]
        named = zip(("introduction", "fit", "lapsed"), (common, shared, lapsed), strict=True)
        return [(self.weights[name], part) for name, part in named]

    def _share(self, rows: Whole) -> Floats:
        """Return 1 over the weights of the known parts of each pair; 0 where none is known."""
        every = sum(self.weights.values())
        bare = every - self.weights["fit"]
        with_fit, without = 1 / every, 1 / bare if bare > 0 else 0.0
        full = np.where(self.has_technology[self.others], with_fit, without)
        if self.has_technology[self.firms[rows]].all():
            return full[None, :]
        known = self.has_technology[self.firms[rows]][:, None]
        return np.where(known, full[None, :], without)

    def _drop_repeated(self, rows: Whole, scores: Floats) -> None:
        """Mark an actor with itself, and the second of two pairs of the same two actors."""
        if self.is_one_sided:
            for at, row in enumerate(rows.tolist()):
                scores[at, : row + 1] = -1
            return
        in_both = np.isin(self.others, self.firms)
        if not in_both.any():
            return
        for at, firm in enumerate(self.firms[rows].tolist()):
            if firm in self.others:
                scores[at, in_both & (self.others <= firm)] = -1


def ties_across(found: Ties, sides: Across) -> Whole:
    """Return how many ties across the gap each actor has, shape (n,)."""
    pairs = found.pairs()
    pairs = pairs[sides.crosses(pairs[:, 0], pairs[:, 1])]
    return np.bincount(pairs.ravel(), minlength=found.n)


def _lapsed(found: Ties) -> Any:
    """Return the strength of pairs that were tied once, over the least of a tie."""
    from scipy.sparse import coo_array

    gone = ~found.is_tie & (found.strength > 0)
    a, b = found.a[gone], found.b[gone]
    value = np.minimum(found.strength[gone] / found.rule.least, 1.0) if gone.any() else np.zeros(0)
    at = (np.concatenate([a, b]), np.concatenate([b, a]))
    return coo_array((np.tile(value, 2), at), shape=(found.n, found.n)).tocsr()


def _incidence(actors: Actors) -> Any:
    """Return which actor works with which technology, case apart, as a sparse matrix."""
    from scipy.sparse import csr_array

    sets = [sorted({one.casefold() for one in own}) for own in actors.technologies]
    place = {name: at for at, name in enumerate(sorted({one for own in sets for one in own}))}
    columns = np.array([place[one] for own in sets for one in own], dtype=np.int64)
    starts = np.cumsum([0, *(len(own) for own in sets)])
    shape = (len(sets), max(len(place), 1))
    return csr_array((np.ones(len(columns)), columns, starts), shape=shape)


def _row_sums(matrix: Any) -> Floats:
    """Return the sums of the rows of a sparse matrix."""
    return np.asarray(matrix.sum(axis=1), dtype=np.float64).ravel()


def _places(matrix: Any) -> tuple[Whole, Whole]:
    """Return rows and columns of the entries of a CSR matrix, in the order of its data."""
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    return rows, matrix.indices
