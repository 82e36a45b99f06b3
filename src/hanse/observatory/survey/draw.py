"""Leaders and firms drawn at random, with the weights that follow from the drawing.

Source: Lu, Huang, Jia & Kai (2024), section Sample: in each cluster one or two leading firms are
identified and the rest of ten is drawn at random. The leaders are one stratum and the other firms
another, so the inverse of the probability of being drawn is (Horvitz & Thompson 1952): leaders of
the cluster / leaders taken, and (firms in the cluster − its leaders) / others taken.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.messages import plural
from hanse.observatory.survey.problems import Problems
from hanse.observatory.survey.text import plain
from hanse.result import Answer

__all__ = ["FirmSample", "draw_firms", "too_small"]

_LEADER, _OTHER = 0, 1


@dataclass(frozen=True, eq=False)
class FirmSample(Answer, kind="observatory-firm-sample"):
    """Which firms were taken, in the order in which they were given.

    Attributes
    ----------
    firms, clusters : tuple of str
        Each firm and its cluster.
    is_leader, is_taken : array of bool, shape (n_firms,)
        Whether it leads its cluster; whether it was taken.
    weights : array, shape (n_firms,)
        Inverse probability of being taken, from 1; NaN for firms that were not taken and where
        the number of firms in the cluster is not known.
    size, leaders_at_most : int or None
        Firms and leaders for each cluster, all where None.
    seed : int
        Of the draw.
    """

    firms: tuple[str, ...]
    clusters: tuple[str, ...]
    is_leader: np.ndarray
    is_taken: np.ndarray
    weights: np.ndarray
    size: int | None
    leaders_at_most: int | None
    seed: int

    def __str__(self) -> str:
        taken = int(self.is_taken.sum())
        leaders = int((self.is_taken & self.is_leader).sum())
        places = len({c for c, one in zip(self.clusters, self.is_taken, strict=True) if one})
        return (
            f"{taken:,} of {plural(len(self.firms), 'firm')} taken in {plural(places, 'cluster')}: "
            f"{plural(leaders, 'leader')} and {taken - leaders:,} others (seed {self.seed})"
        )

    def to_frame(self) -> Any:
        """Return one row per firm: ``firm cluster is_leader is_taken weight``."""
        import pandas as pd

        return pd.DataFrame(
            {
                "firm": list(self.firms),
                "cluster": list(self.clusters),
                "is_leader": self.is_leader,
                "is_taken": self.is_taken,
                "weight": self.weights,
            }
        )


def draw_firms(
    firms: Sequence[str],
    clusters: Sequence[str],
    *,
    size: int | None,
    seed: int,
    leaders: Sequence[bool] | None = None,
    leaders_at_most: int | None = None,
    population: Mapping[str, float] | None = None,
) -> FirmSample:
    """Take all leaders of each cluster, and firms at random beside them.

    The draw in a cluster hangs on the seed, the name of the cluster and the names of its firms
    alone: neither the order of the rows nor another cluster changes it. A cluster with too few
    firms gives all it has; to remove it is a matter of screening.

    Parameters
    ----------
    firms, clusters : sequence of str, length n_firms
        Names, different within each cluster, and the cluster of each.
    size : int or None
        Firms for each cluster, from 1; None takes all firms.
    seed : int
        From 0.
    leaders : sequence of bool, optional
        Whether each firm is a leader; none by default.
    leaders_at_most : int, optional
        Leaders taken at most, drawn at random where there are more; a leader that is not drawn is
        not drawn among the others either. By default ``size``.
    population : mapping of str to float, optional
        Number of firms in each cluster, all its leaders and those not in the table included.

    Returns
    -------
    FirmSample
        Weights are NaN in a cluster without a number, or one that has other firms of which none
        was taken.

    Raises
    ------
    InputError
        If the lengths differ, a firm stands twice in a cluster, or a cluster has fewer firms than
        are in the table.

    Examples
    --------
    >>> made = draw_firms(
    ...     ["a", "b", "c", "d", "e"], ["X"] * 5, size=3, seed=1,
    ...     leaders=[True, False, False, False, False], population={"X": 21},
    ... )
    >>> print(made)
    3 of 5 firms taken in 1 cluster: 1 leader and 2 others (seed 1)
    >>> sorted(made.weights[made.is_taken].tolist())
    [1.0, 10.0, 10.0]
    """
    is_leader = np.zeros(len(firms), dtype=bool) if leaders is None else np.array(leaders, bool)
    _check_lengths(len(firms), len(clusters), len(is_leader))
    _check_different(firms, clusters)
    is_taken = np.zeros(len(firms), dtype=bool)
    weights = np.full(len(firms), math.nan)
    problems = Problems("sample")
    for cluster, rows in _rows_by_cluster(firms, clusters).items():
        chosen = _taken(cluster, rows, is_leader, size, leaders_at_most, seed)
        is_taken[chosen] = True
        if population is not None:
            n = population.get(cluster, math.nan)
            if n < len(rows):
                problems.found.append(too_small(cluster, n, len(rows), "sample"))
                continue
            weights[chosen] = _weights(rows, chosen, is_leader, n)
    problems.tell()
    for array in (is_leader, is_taken, weights):
        array.setflags(write=False)
    return FirmSample(
        tuple(firms), tuple(clusters), is_leader, is_taken, weights, size, leaders_at_most, seed
    )


def too_small(cluster: str, n: float, listed: int, where: str) -> InputError:
    """Return the error for a number of firms below those in the table.

    Examples
    --------
    >>> print(too_small("Visby", 1.0, 2, "sample"))
    sample: Visby has 1 firm, but 2 are in the table. Count all firms of the cluster, leaders
    included.
    """
    return InputError(
        f"{cluster} has {plain(n)} firm{'' if n == 1 else 's'}, but {listed} are in the table",
        where=where,
        mend="Count all firms of the cluster, leaders included.",
    )


def _taken(
    cluster: str,
    rows: Sequence[int],
    is_leader: npt.NDArray[np.bool_],
    size: int | None,
    leaders_at_most: int | None,
    seed: int,
) -> list[int]:
    """Return the rows that are taken of a cluster, whose rows are in the order of their names."""
    leading = [row for row in rows if is_leader[row]]
    others = [row for row in rows if not is_leader[row]]
    limits = [one for one in (size, leaders_at_most) if one is not None]
    leading = _drawn(leading, min(limits, default=len(leading)), seed, cluster, _LEADER)
    rest = len(others) if size is None else size - len(leading)
    return leading + _drawn(others, rest, seed, cluster, _OTHER)


def _drawn(rows: list[int], n: int, seed: int, cluster: str, stratum: int) -> list[int]:
    """Return n rows at random, all where there are no more."""
    if n >= len(rows):
        return rows
    digest = hashlib.sha256(cluster.encode()).digest()
    words = np.frombuffer(digest, dtype="<u4").tolist()
    rng = np.random.default_rng([seed, stratum, *words])
    order = np.argsort(rng.random(len(rows)), kind="stable")
    return [rows[i] for i in sorted(order[:n].tolist())]


def _weights(
    rows: Sequence[int], chosen: Sequence[int], is_leader: npt.NDArray[np.bool_], n: float
) -> npt.NDArray[np.float64]:
    """Return the inverse probability of each chosen row."""
    leaders = sum(bool(is_leader[row]) for row in rows)
    leaders_taken = sum(bool(is_leader[row]) for row in chosen)
    others, others_taken = n - leaders, len(chosen) - leaders_taken
    if math.isnan(n) or (others > 0 and not others_taken) or (leaders and not leaders_taken):
        return np.full(len(chosen), math.nan)
    of_leader = leaders / leaders_taken if leaders_taken else math.nan
    of_other = others / others_taken if others_taken else math.nan
    return np.array([of_leader if is_leader[row] else of_other for row in chosen])


def _rows_by_cluster(firms: Sequence[str], clusters: Sequence[str]) -> dict[str, list[int]]:
    """Return the rows of each cluster in the order of the firms' names."""
    found: dict[str, list[int]] = {}
    for row in sorted(range(len(firms)), key=lambda row: firms[row]):
        found.setdefault(clusters[row], []).append(row)
    return found


def _check_lengths(*lengths: int) -> None:
    """Raise the error for columns of different lengths."""
    if len(set(lengths)) > 1:
        shown = ", ".join(map(str, lengths))
        raise InputError(
            f"firms, clusters and leaders have {shown} rows",
            where="sample",
            mend="Give one of each for every firm.",
        )


def _check_different(firms: Sequence[str], clusters: Sequence[str]) -> None:
    """Raise the error for a firm that stands twice in its cluster."""
    seen: set[tuple[str, str]] = set()
    for firm, cluster in zip(firms, clusters, strict=True):
        if (cluster, firm) in seen:
            raise InputError(
                f"firm '{firm}' stands twice in {cluster}",
                where="sample",
                mend="Give each firm of a cluster a name of its own.",
            )
        seen.add((cluster, firm))
