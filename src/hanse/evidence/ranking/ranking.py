"""The records that are left, the most promising first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.evidence.ranking.separation import Separation, separate
from hanse.evidence.ranking.text_index import TextIndex
from hanse.messages import columns_text, plural
from hanse.result import Answer

__all__ = ["Ranking", "learnt", "next_record", "rank"]


@dataclass(frozen=True, eq=False)
class Ranking(Answer, kind="screening-ranking"):
    """The records that are left to screen, the most promising first.

    Attributes
    ----------
    ids : tuple of str
        Records without a label, by decision value, equal ones in the order of the file.
    values : ndarray of float64, shape (len(ids),)
        Decision values; above 0 lies the side of the included. Only their order means something.
        NaN where there is no ranking.
    n_included, n_excluded : int
        Labels that it was learnt from.
    seed : int
        Of the solver.
    reason : str
        Why the records stand in the order of the file; empty where they are ranked.
    """

    ids: tuple[str, ...]
    values: npt.NDArray[np.float64]
    n_included: int
    n_excluded: int
    seed: int
    reason: str = ""

    def __post_init__(self) -> None:
        self.values.setflags(write=False)

    @property
    def is_ranked(self) -> bool:
        """Whether there was enough to learn from."""
        return not self.reason

    def to_frame(self) -> Any:
        """Return one row for each record: rank, record, value."""
        import pandas as pd

        ranks = np.arange(1, len(self.ids) + 1)
        return pd.DataFrame({"rank": ranks, "record": list(self.ids), "value": self.values})

    def __str__(self) -> str:
        learnt_from = f"{self.n_included:,} included and {self.n_excluded:,} excluded"
        head = f"{plural(len(self.ids), 'record')} left, ranked by {learnt_from}"
        if self.reason:
            head = f"{plural(len(self.ids), 'record')} left. {self.reason}"
        lines = [
            [str(at), one, "–" if np.isnan(value) else f"{value:.3f}"]
            for at, (one, value) in enumerate(zip(self.ids[:10], self.values, strict=False), 1)
        ]
        return "\n".join([head, columns_text(["rank", "record", "value"], lines, left=[1])])


def rank(
    index: TextIndex,
    labels: Mapping[str, bool],
    *,
    seed: int = 0,
    among: Iterable[str] | None = None,
) -> Ranking:
    """Rank the records that are left by what was included and excluded so far.

    Parameters
    ----------
    index : TextIndex
        Of all records.
    labels : mapping of str to bool
        Whether each screened record is included, in the order in which they were screened.
    seed : int, from 0
        Of the solver; the same labels in the same order and the same seed give the same ranking.
    among : iterable of str, optional
        Records to rank; all without a label if left out. Those with a label are passed over.

    Returns
    -------
    Ranking
        In the order of the file, with the reason, while there is not at least one record included
        and one excluded, or no text has a word that tells texts apart.

    Raises
    ------
    InputError
        If a record is not in the index.

    Examples
    --------
    >>> from hanse.evidence.ranking import index_texts
    >>> texts = ["cluster abroad", "knee surgery", "knee pain", "cluster firms"]
    >>> index = index_texts("ABCD", texts)
    >>> rank(index, {"A": True, "B": False}).ids
    ('D', 'C')
    >>> rank(index, {"A": True}).reason
    'They stand in the order of the file: a ranking needs one excluded record at least.'
    """
    rows = _left(index, labels, among)
    found, reason = learnt(index, labels, seed=seed)
    values = np.full(len(rows), np.nan)
    if found is not None:
        values = found.values(index.matrix)[rows]
        order = np.argsort(-values, kind="stable")
        rows, values = rows[order], values[order]
    n = sum(map(bool, labels.values()))
    ids = tuple(index.ids[at] for at in rows)
    return Ranking(ids, values, n, len(labels) - n, seed, reason)


def next_record(
    index: TextIndex,
    labels: Mapping[str, bool],
    *,
    seed: int = 0,
    among: Iterable[str] | None = None,
) -> str | None:
    """Return the record to screen next, None where none is left; see `rank`.

    Examples
    --------
    >>> from hanse.evidence.ranking import index_texts
    >>> index = index_texts("ABCD", ["cluster abroad", "knee surgery", "knee pain", "cluster"])
    >>> next_record(index, {"A": True, "B": False}), next_record(index, {}, among=["C"])
    ('D', 'C')
    """
    rows = _left(index, labels, among)
    if not len(rows):
        return None
    found, _ = learnt(index, labels, seed=seed)
    if found is None:
        return index.ids[int(rows[0])]
    return index.ids[int(rows[np.argmax(found.values(index.matrix)[rows])])]


def learnt(
    index: TextIndex, labels: Mapping[str, bool], *, seed: int
) -> tuple[Separation | None, str]:
    """Return what is learnt from the labels, or None and why nothing is."""
    included = np.fromiter((bool(one) for one in labels.values()), dtype=bool, count=len(labels))
    known = index.rows(tuple(labels))
    lacking = [
        name for name, n in (("included", included.sum()), ("excluded", (~included).sum())) if not n
    ]
    said = "They stand in the order of the file: "
    if lacking:
        needed = " and ".join(f"one {name}" for name in lacking)
        return None, f"{said}a ranking needs {needed} record at least."
    matrix = index.matrix[known]
    if not matrix.nnz:
        return None, f"{said}no screened record has a word that tells texts apart."
    return separate(matrix, included, seed=seed), ""


def _left(
    index: TextIndex, labels: Mapping[str, bool], among: Iterable[str] | None
) -> npt.NDArray[np.int64]:
    """Return the rows to rank, in the order of the file."""
    open_ = np.ones(len(index), dtype=bool)
    if among is not None:
        open_[:] = False
        open_[index.rows(tuple(among))] = True
    open_[index.rows(tuple(labels))] = False
    return np.flatnonzero(open_)
