"""Which rows of firms are used in each cluster, and with what weight."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.observatory.survey.draw import FirmSample, draw_firms, too_small
from hanse.observatory.survey.firm_rows import FirmRows
from hanse.observatory.survey.join import Joined
from hanse.observatory.survey.plan import SurveyPlan
from hanse.tables import CaseTable

__all__ = ["Taken", "take_firms"]


@dataclass(frozen=True)
class Taken:
    """The firms of each cluster that are used.

    Attributes
    ----------
    sample : FirmSample
        Of the firms that name a cluster.
    members : mapping of str to sequence of int
        Rows of each cluster in the order of the firms' names, none where it has no firms.
    design : array, shape (n_firms,)
        Inverse probability of each row, NaN where it is not known.
    refused : mapping of str to InputError
        Clusters whose number of firms cannot be; an error once the cluster is to stay.
    """

    sample: FirmSample
    members: Mapping[str, Sequence[int]]
    design: npt.NDArray[np.float64]
    refused: Mapping[str, InputError]


def take_firms(rows: FirmRows, asked: CaseTable | None, joined: Joined, plan: SurveyPlan) -> Taken:
    """Return the firms that the sample of a plan takes.

    Raises
    ------
    InputError
        If the column with the number of firms in a cluster holds no numbers.
    """
    listed = [row for row, cluster in enumerate(rows.clusters) if cluster]
    population, refused = _population(rows, asked, plan)
    sample = draw_firms(
        [rows.firms[row] for row in listed],
        [rows.clusters[row] for row in listed],
        size=plan.sample.firms,
        seed=plan.sample.seed,
        leaders=None if rows.is_leader is None else rows.is_leader[listed].tolist(),
        leaders_at_most=plan.sample.leaders,
        population=population,
    )
    members: dict[str, list[int]] = {cluster: [] for cluster in joined.clusters}
    for position in np.flatnonzero(sample.is_taken):
        row = listed[int(position)]
        members[rows.clusters[row]].append(row)
    for used in members.values():
        used.sort(key=lambda row: rows.firms[row])
    design = np.full(len(rows.firms), math.nan)
    design[listed] = sample.weights
    return Taken(sample, members, design, refused)


def _population(
    rows: FirmRows, asked: CaseTable | None, plan: SurveyPlan
) -> tuple[dict[str, float] | None, dict[str, InputError]]:
    """Return the number of firms of each cluster, and the errors of numbers that cannot be."""
    name = plan.sample.population
    if asked is None or not name:
        return None, {}
    listed = Counter(rows.clusters)
    population, refused = {}, {}
    for row, (cluster, n) in enumerate(zip(asked.cases, asked.numeric(name), strict=True)):
        if n < listed[cluster]:
            refused[cluster] = too_small(cluster, n, listed[cluster], asked.place(row, name))
        else:
            population[cluster] = float(n)
    return population, refused
