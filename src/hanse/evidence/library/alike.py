"""The clusters of a library that are most like a profile, with the reasons."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from hanse.errors import InputError
from hanse.evidence.library.alike_words import comparison_text, deeds_text, unstated
from hanse.evidence.library.cluster import ReviewedCluster
from hanse.evidence.library.cluster_library import ClusterLibrary
from hanse.evidence.library.likeness import ITEMS, is_below, item_values, ranking, scores
from hanse.evidence.library.profile import PARTS, ClusterProfile, LikenessWeights
from hanse.messages import columns_text, join_names, message, plural
from hanse.result import Answer, Record

__all__ = ["AlikeCluster", "AlikeClusters", "most_alike"]

FACTORS = (0.5, 1.5)
LEAST_COVERAGE = 0.4
_WEIGHTS = LikenessWeights()


@dataclass(frozen=True)
class AlikeCluster(Record, kind="alike-cluster"):
    """A cluster that was held against a profile.

    Attributes
    ----------
    cluster, name : str
        Its id and name.
    rank, rank_best, rank_worst : int, from 1
        Its rank, and the best and worst that it gets when one weight is halved or raised by half.
    score, coverage : float, 0 to 1
        How like it is, and the share of the weight that both know.
    is_thin : bool
        Whether less than the least coverage is known; it then stands below all others.
    items : tuple of float
        The items of the comparison in their order, NaN where not known.
    reason : str
        In what it is like the profile, in what not, and what is not known of it.
    did : str
        What is known of what it did.
    """

    cluster: str
    name: str
    rank: int
    rank_best: int
    rank_worst: int
    score: float
    coverage: float
    is_thin: bool
    items: tuple[float, ...]
    reason: str
    did: str

    def part(self, name: str) -> float:
        """Return the mean of the known items of a part, NaN where none is known."""
        own = [m for (part, _), m in zip(ITEMS, self.items, strict=True) if part == name]
        known = [m for m in own if not math.isnan(m)]
        return sum(known) / len(known) if known else math.nan


@dataclass(frozen=True)
class AlikeClusters(Answer, kind="alike-clusters"):
    """The clusters of a library by how like they are to a profile.

    Attributes
    ----------
    profile : ClusterProfile
        The profile.
    library : ClusterLibrary
        The library.
    weights : LikenessWeights
        The weights.
    least_coverage : float, 0 to 1
        Below this share of the weight a rank is marked and stands below the others.
    n : int
        How many are shown.
    entries : tuple of AlikeCluster
        Every cluster that can be compared, the most alike first; equal ones in the order of the
        library.
    excluded, not_compared : tuple of str
        Ids that were left out by the caller, and those of which nothing is known that the profile
        states.
    """

    profile: ClusterProfile
    library: ClusterLibrary
    weights: LikenessWeights
    least_coverage: float
    n: int
    entries: tuple[AlikeCluster, ...]
    excluded: tuple[str, ...] = ()
    not_compared: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.shown)

    @property
    def shown(self) -> tuple[AlikeCluster, ...]:
        """The first of the entries, as many as asked for."""
        return self.entries[: self.n]

    def to_frame(self) -> Any:
        """Return one row for each cluster that can be compared.

        Columns ``rank rank_best rank_worst cluster name score coverage is_thin``, the mean of each
        part, ``reason`` and ``did``.
        """
        import pandas as pd

        names = [
            *("rank", "rank_best", "rank_worst", "cluster", "name"),
            *("score", "coverage", "is_thin"),
        ]
        rows = [
            [*(getattr(one, name) for name in names), *map(one.part, PARTS), one.reason, one.did]
            for one in self.entries
        ]
        return pd.DataFrame(rows, columns=[*names, *PARTS, "reason", "did"])

    def verify(self) -> bool:
        """Return whether everything follows from profile and library when computed plainly."""
        from hanse.evidence.library.alike_check import alike_holds

        return alike_holds(self)

    def __str__(self) -> str:
        silent = unstated(self.profile)
        of = plural(len(self.entries), "cluster")
        lines = [f"Most like {self.profile.name}, of {of} that can be compared"]
        if not self.entries:
            why = (
                "the library is empty"
                if not len(self.library)
                else ("nothing that the profile states is known of any cluster")
            )
            if silent and not _states_anything(silent):
                why = "the profile states nothing"
            lines = [
                message(
                    "Nothing can be said of what is most like {name}: {why}. Give a product, a "
                    "country, or what you know of activity, drivers and barriers.",
                    name=self.profile.name,
                    why=why,
                )
            ]
            return "\n".join(lines)
        rows = [_row(one) for one in self.shown]
        header = ["rank", "ranks", "cluster", "name", "score", "known"]
        lines.append(columns_text(header, rows, left=[2, 3]))
        for one in self.shown:
            lines += [f"{one.cluster}: {one.reason}", f"  What it did: {one.did}"]
        return "\n".join([*lines, *self._notes(silent)])

    def _notes(self, silent: str) -> list[str]:
        """Return how the table is to be read."""
        each = [f"{part} {self.weights.of(part):g}" for part in PARTS]
        notes = [
            f"Weights: {', '.join(each)}; ranks: when one of them is halved or raised by half; "
            "known: share of the weight that both know."
        ]
        if silent:
            notes.append(f"Your profile does not state: {silent}. Unknown is left out, not a no.")
        if any(one.is_thin for one in self.shown):
            share = f"{100 * self.least_coverage:.0f} %"
            notes.append(f"* less than {share} is known; stands below the others.")
        if self.excluded:
            notes.append(f"Left out as asked: {join_names(self.excluded)}.")
        if self.not_compared:
            names = join_names(self.not_compared)
            notes.append(f"Not compared, as nothing that you state is known of them: {names}.")
        notes.append("Likeness to published cases; no forecast for yours.")
        return notes


def most_alike(
    profile: ClusterProfile,
    library: ClusterLibrary,
    n: int = 5,
    *,
    weights: LikenessWeights = _WEIGHTS,
    least_coverage: float = LEAST_COVERAGE,
    exclude: Sequence[str] = (),
) -> AlikeClusters:
    """Find the clusters of a library that are most like a profile.

    The score is the weighted mean of items from 0 to 1 over those that both know (see
    `hanse.evidence.library.likeness`). Ranks are made anew with each weight halved and raised by
    half, one at a time; the best and the worst are shown beside the rank.

    Parameters
    ----------
    profile : ClusterProfile
        What you know of your cluster.
    library : ClusterLibrary
        The library.
    n : int, from 1
        How many are shown; the answer holds all.
    weights : LikenessWeights
        How much each part weighs.
    least_coverage : float, 0 to 1
        Clusters of which less of the weight is known are marked and stand below the others.
    exclude : sequence of str
        Ids of clusters to leave out, such as the one that the profile is of.

    Returns
    -------
    AlikeClusters
        Without entries where nothing that the profile states is known of any cluster.

    Raises
    ------
    InputError
        If ``n`` is below 1, the coverage is not between 0 and 1, or there is no cluster of an id.

    Examples
    --------
    >>> from hanse.evidence.library import cluster_library
    >>> ours = ClusterProfile(product="car parts", country="Sweden", activity="exporting")
    >>> found = most_alike(ours, cluster_library(), n=2)
    >>> [(one.cluster, round(one.score, 2)) for one in found.shown], found.verify()
    ([('ZA-AUT', 0.75), ('AR-AUT', 0.75)], True)
    """
    if n < 1:
        raise InputError(f"n is {n}", mend="Give a number of clusters from 1.")
    if not 0 <= least_coverage <= 1:
        raise InputError(f"least_coverage is {least_coverage}", mend="Give a share, 0 to 1.")
    excluded = tuple(dict.fromkeys(library.cluster(name).cluster for name in exclude))
    clusters = [one for one in library.clusters if one.cluster not in excluded]
    values = np.array([item_values(profile, one) for one in clusters]).reshape(-1, len(ITEMS))
    score, coverage = scores(values, weights)
    order = ranking(score, coverage, least_coverage)
    best, worst = _rank_ranges(values, weights, least_coverage, order)
    entries = tuple(
        _entry(
            profile,
            clusters[at],
            tuple(values[at].tolist()),
            ranks=(rank, best[at], worst[at]),
            both=(float(score[at]), float(coverage[at])),
            least=least_coverage,
        )
        for rank, at in enumerate(order, 1)
    )
    gone = tuple(clusters[at].cluster for at in range(len(clusters)) if at not in order)
    return AlikeClusters(profile, library, weights, least_coverage, n, entries, excluded, gone)


def _entry(
    profile: ClusterProfile,
    cluster: ReviewedCluster,
    items: tuple[float, ...],
    *,
    ranks: tuple[int, int, int],
    both: tuple[float, float],
    least: float,
) -> AlikeCluster:
    """Return a cluster with its ranks, score and coverage, and the sentences on it."""
    return AlikeCluster(
        cluster=cluster.cluster,
        name=cluster.name,
        rank=ranks[0],
        rank_best=ranks[1],
        rank_worst=ranks[2],
        score=both[0],
        coverage=both[1],
        is_thin=is_below(both[1], least),
        items=items,
        reason=comparison_text(profile, cluster, items),
        did=deeds_text(cluster),
    )


def _rank_ranges(
    values: np.ndarray, weights: LikenessWeights, least: float, order: Sequence[int]
) -> tuple[dict[int, int], dict[int, int]]:
    """Return the best and the worst rank of each cluster when one weight moves by half."""
    best = {at: rank for rank, at in enumerate(order, 1)}
    worst = dict(best)
    for part in PARTS:
        if not weights.of(part):
            continue
        for factor in FACTORS:
            moved = scores(values, weights.times(part, factor))
            for rank, at in enumerate(ranking(*moved, least), 1):
                best[at], worst[at] = min(best[at], rank), max(worst[at], rank)
    return best, worst


def _row(one: AlikeCluster) -> list[str]:
    """Return the row of a cluster in the table."""
    between = f"{one.rank_best}-{one.rank_worst}" if one.rank_best < one.rank_worst else "="
    mark = "*" if one.is_thin else ""
    known = f"{100 * one.coverage:.0f} %"
    return [f"{one.rank}{mark}", between, one.cluster, one.name, f"{one.score:.2f}", known]


def _states_anything(silent: str) -> bool:
    """Return whether a profile that does not state these things states any other."""
    return silent != join_names(list(PARTS), most=20)
