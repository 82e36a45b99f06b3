"""Conflicts between the ratings of options and the measures of the firms that use them.

For a criterion and a measure that stands for it, and two mixtures of one strategy at different
levels, the measure is compared between their firms, turned so that more is better. What is
computed stands in `hanse.strategy.firms.superiority`, the pairs of criterion and measure in
`hanse.strategy.firms.approaches`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import numpy as np

from hanse.errors import InputError, unknown_name
from hanse.messages import Message, columns_text, join_names, message, plural
from hanse.result import Answer, Record
from hanse.strategy.catalogue import Catalogue, Mixture
from hanse.strategy.firms.approaches import APPROACHES, Approach
from hanse.strategy.firms.conflict_words import sentence_of
from hanse.strategy.firms.measures import level_of, used_measures
from hanse.strategy.firms.read import Firms
from hanse.strategy.firms.superiority import Values, holm, mann_whitney, superiority
from hanse.strategy.mixtures import mixture_text

__all__ = ["STATUSES", "Conflicts", "MeasuredPair", "conflicts"]

STATUSES = ("conflict", "agrees", "not decided", "too few firms")
"""How a measured order can stand to a rated one."""

CAUTION = (
    "The firms chose their options themselves, so a difference between them need not come from the "
    "option."
)
"""What must be said beside every comparison."""


@dataclass(frozen=True)
class MeasuredPair(Record, kind="strategy-measured-pair"):
    """Two mixtures at different levels of a criterion, compared by a measure.

    Attributes
    ----------
    criterion, measure : str
        What they are rated on, and what stands for it.
    higher, lower : tuple of str
        The mixture that is rated higher, and the one rated lower.
    higher_level, lower_level : str
        Their levels.
    higher_n, lower_n : int
        Firms with a known value.
    higher_median, lower_median : float
        Medians of the measure, NaN without firms.
    superiority : float
        Share of pairs of firms in which the one of the higher-rated mixture has the better value,
        ties half; better is more or less of the measure as the criterion asks. NaN without firms.
    p, p_holm : float
        Two-sided Mann–Whitney p, bare and after Holm over all tests; NaN where none was made.
    status : str
        One of `STATUSES`.
    sentence : str
        The finding in words.
    """

    criterion: str
    measure: str
    higher: Mixture
    lower: Mixture
    higher_level: str
    lower_level: str
    higher_n: int
    lower_n: int
    higher_median: float
    lower_median: float
    superiority: float
    p: float
    p_holm: float = math.nan
    status: str = "too few firms"
    sentence: str = ""


@dataclass(frozen=True)
class Conflicts(Answer, kind="strategy-conflicts"):
    """Every comparison of a rating with a measure.

    Attributes
    ----------
    pairs : tuple of MeasuredPair
        By criterion and measure, then by mixture.
    significance : float
        Bound of the adjusted p.
    least : int
        Firms that each side must have.
    unrated : tuple of tuple of str
        Mixtures that firms use and that lack a rating, so that they are not compared on it.
    """

    pairs: tuple[MeasuredPair, ...]
    significance: float
    least: int
    unrated: tuple[Mixture, ...] = ()

    @property
    def conflicts(self) -> tuple[MeasuredPair, ...]:
        """The pairs whose measured order opposes the rated one."""
        return self.of("conflict")

    @property
    def counts(self) -> dict[str, int]:
        """The number of pairs of each status."""
        found = [one.status for one in self.pairs]
        return {status: found.count(status) for status in STATUSES}

    def of(self, status: str) -> tuple[MeasuredPair, ...]:
        """Return the pairs of one status.

        Raises
        ------
        InputError
            If there is no such status.
        """
        if status not in STATUSES:
            raise unknown_name("status", status, STATUSES, where="conflicts")
        return tuple(one for one in self.pairs if one.status == status)

    @property
    def rule(self) -> Message:
        """What makes a conflict, in words."""
        return message(
            "A conflict is an order of the firms against the ratings with p at most {p} "
            "(Mann–Whitney, two-sided, Holm over {tests}) and at least {n} firms on both sides.",
            p=f"{self.significance:g}",
            tests=plural(sum(not math.isnan(one.p) for one in self.pairs), "test"),
            n=self.least,
        )

    def to_frame(self) -> Any:
        """Return one row for each pair with the fields of `MeasuredPair`, mixtures as ``a + b``."""
        import pandas as pd

        names = list(MeasuredPair.__dataclass_fields__)
        rows = [
            [
                mixture_text(value) if isinstance(value, tuple) else value
                for value in (getattr(one, name) for name in names)
            ]
            for one in self.pairs
        ]
        return pd.DataFrame(rows, columns=names)

    def __str__(self) -> str:
        lines = [[status, f"{n:,}"] for status, n in self.counts.items()]
        out = ["Ratings against measures", columns_text(["finding", "pairs"], lines, left=[0])]
        out += [one.sentence for one in self.conflicts] or ["No conflict is certain."]
        if self.unrated:
            names = [mixture_text(one) for one in self.unrated]
            out.append(f"Without a rating and not compared on it: {join_names(names)}.")
        return "\n".join([*out, self.rule, CAUTION])


def conflicts(
    firms: Firms,
    catalogue: Catalogue,
    *,
    approaches: Sequence[Approach] | None = None,
    significance: float = 0.05,
    least: int = 5,
) -> Conflicts:
    """Hold the order of ratings against the order of measures, pair by pair of mixtures.

    Parameters
    ----------
    firms : Firms
        With options and measures.
    catalogue : Catalogue
        Where the ratings stand.
    approaches : sequence of Approach, optional
        Which measure stands for which criterion; those of the paper whose criterion is in the
        catalogue where none are given.
    significance : float
        In (0, 1): bound of p after Holm over all tests made.
    least : int
        From 1: firms with a known value that each side must have to be tested.

    Returns
    -------
    Conflicts
        Pairs of which one side has fewer firms are kept as "too few firms" and not tested; values
        that are all the same have p 1 and are "not decided". p is exact up to 8 firms on a side
        without ties, else normal with corrections for ties and continuity.

    Raises
    ------
    InputError
        If the firms have no measure, a measure, criterion or sign is unknown, or a bound is out
        of range.

    Examples
    --------
    >>> from hanse.strategy import read_catalogue
    >>> from hanse.strategy.firms.read import Firm
    >>> sums = {"cost-exporting": range(20, 30), "captive-lower": range(10)}
    >>> firms = Firms(tuple(
    ...     Firm(f"{name} {n}", option=(name,), measures={"investment": n})
    ...     for name, spent in sums.items() for n in spent
    ... ))
    >>> conflicts(firms, read_catalogue()).counts
    {'conflict': 1, 'agrees': 0, 'not decided': 0, 'too few firms': 0}
    """
    if not 0 < significance < 1:
        raise InputError(
            f"significance is {significance}", mend="Give a number between 0 and 1, such as 0.05."
        )
    if least < 1:
        raise InputError(f"least is {least}", mend="Give a whole number of firms from 1.")
    chosen = _chosen(approaches, firms, catalogue)
    used = {catalogue.in_order(one) for one in {firm.option for firm in firms.firms} if one}
    order = {one.id: i for i, one in enumerate(catalogue.options)}
    mixtures = sorted(used, key=lambda one: (len(one), [order[part] for part in one]))
    found = [
        pair
        for one in chosen
        for pair in _pairs(one, mixtures, _values(firms, one.measure, catalogue), catalogue, least)
    ]
    adjusted = holm([one.p for one in found])
    signs = {(one.measure, one.criterion): one.sign for one in chosen}
    judged = []
    for one, p in zip(found, adjusted, strict=True):
        pair = replace(one, p_holm=p, status=_status(one, p, significance))
        sign = signs[one.measure, one.criterion]
        judged.append(replace(pair, sentence=sentence_of(pair, catalogue, sign, least)))
    criteria = {one.criterion for one in chosen}
    unrated = tuple(
        one for one in mixtures if any(level_of(one, c, catalogue) is None for c in criteria)
    )
    return Conflicts(tuple(judged), float(significance), int(least), unrated)


def _chosen(
    approaches: Sequence[Approach] | None, firms: Firms, catalogue: Catalogue
) -> list[Approach]:
    """Return the pairs of measure and criterion that can be compared, once found good."""
    known = used_measures(firms)
    criteria = {one.id for one in catalogue.criteria}
    if approaches is None:
        return [one for one in APPROACHES if one.measure in known and one.criterion in criteria]
    for one in approaches:
        catalogue.criterion(one.criterion, where="approaches")
        if one.measure not in known:
            raise unknown_name("measure", one.measure, known, where="approaches")
        if one.sign not in (1, -1):
            raise InputError(
                f"the sign of {one.measure} for {one.criterion} is {one.sign}",
                where="approaches",
                mend="Give 1 where more is better, -1 where it is worse.",
            )
    return list(approaches)


def _values(firms: Firms, measure: str, catalogue: Catalogue) -> dict[Mixture, Values]:
    """Return the known values of a measure for each mixture."""
    found: dict[Mixture, list[float]] = {}
    for one in firms.firms:
        value = one.measures.get(measure, math.nan)
        if not math.isnan(value):
            found.setdefault(catalogue.in_order(one.option), []).append(value)
    return {mixture: np.array(values) for mixture, values in found.items()}


def _pairs(
    approach: Approach,
    mixtures: Sequence[Mixture],
    values: dict[Mixture, Values],
    catalogue: Catalogue,
    least: int,
) -> Iterator[MeasuredPair]:
    """Yield each pair of mixtures of one strategy at different levels, not yet judged."""
    criterion = catalogue.criterion(approach.criterion)
    levels = {one: level_of(one, criterion.id, catalogue) for one in mixtures}
    served = {
        one: set.intersection(*(set(catalogue.option(part).strategies) for part in one))
        for one in mixtures
    }
    none = np.empty(0)
    for pair in combinations(mixtures, 2):
        low, high = (levels[one] for one in pair)
        if low is None or high is None or low == high or not served[pair[0]] & served[pair[1]]:
            continue
        better, worse = sorted(pair, key=lambda one: -criterion.place(levels[one] or ""))
        x, y = values.get(better, none), values.get(worse, none)
        yield MeasuredPair(
            criterion=criterion.id,
            measure=approach.measure,
            higher=better,
            lower=worse,
            higher_level=levels[better] or "",
            lower_level=levels[worse] or "",
            higher_n=len(x),
            lower_n=len(y),
            higher_median=float(np.median(x)) if len(x) else math.nan,
            lower_median=float(np.median(y)) if len(y) else math.nan,
            superiority=superiority(approach.sign * x, approach.sign * y),
            p=mann_whitney(x, y) if min(len(x), len(y)) >= least else math.nan,
        )


def _status(pair: MeasuredPair, p_holm: float, significance: float) -> str:
    """Return how the measured order stands to the rated one."""
    if math.isnan(pair.p):
        return "too few firms"
    if p_holm > significance or pair.superiority == 0.5:
        return "not decided"
    return "agrees" if pair.superiority > 0.5 else "conflict"
