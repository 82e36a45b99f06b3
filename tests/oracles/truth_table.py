"""The slow, obvious truth table and fit: loops over cases, plain floats, no rounding.

The numbers are those of the QCA reference (``shared/reference/qca/README.md``, "Definitions").
Memberships are a list of cases, each a list with one number per condition: in [0, 1] where the
condition has two levels, a whole number from 0 where it has more.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import NamedTuple

Levels = tuple[int, ...]
Row = tuple[int, ...]
Cube = tuple[int | None, ...]
Case = Sequence[float]

CUT_TOLERANCE = 1.49e-8
"""Slack of the cut-offs for consistency and PRI (definition 7)."""


class RowFit(NamedTuple):
    """One truth-table row: the positions of its cases, and its numbers over all cases."""

    cases: tuple[int, ...]
    n: int
    consistency: float
    pri: float


class CodedRows(NamedTuple):
    """The rows by their code; all other rows are remainders."""

    positives: set[Row]
    negatives: set[Row]


def ratio(numerator: float, denominator: float) -> float:
    """Divide; 0/0, and anything else over zero, is NaN (definition 4)."""
    return numerator / denominator if denominator != 0 else math.nan


def total_of_minima(*memberships: Sequence[float]) -> float:
    """Sum over the cases of the smallest of several memberships."""
    return math.fsum(min(values) for values in zip(*memberships, strict=True))


def negation(memberships: Iterable[float]) -> list[float]:
    """Return 1 - membership for each case."""
    return [1 - membership for membership in memberships]


def consistency(x: Sequence[float], y: Sequence[float]) -> float:
    """Return the consistency of sufficiency, S min(x,y) / S x (definition 1)."""
    return ratio(total_of_minima(x, y), math.fsum(x))


def coverage(x: Sequence[float], y: Sequence[float]) -> float:
    """Return the raw coverage, S min(x,y) / S y (definition 1)."""
    return ratio(total_of_minima(x, y), math.fsum(y))


def pri(x: Sequence[float], y: Sequence[float]) -> float:
    """Return the proportional reduction in inconsistency (definition 1).

    (S min(x,y) - S min(x,y,1-y)) / (S x - S min(x,y,1-y))
    """
    both = total_of_minima(x, y, negation(y))
    return ratio(total_of_minima(x, y) - both, math.fsum(x) - both)


def necessity_consistency(x: Sequence[float], y: Sequence[float]) -> float:
    """Return the consistency of necessity, S min(x,y) / S y (definition 2)."""
    return ratio(total_of_minima(x, y), math.fsum(y))


def necessity_coverage(x: Sequence[float], y: Sequence[float]) -> float:
    """Return the coverage of necessity, S min(x,y) / S x (definition 2)."""
    return ratio(total_of_minima(x, y), math.fsum(x))


def relevance_of_necessity(x: Sequence[float], y: Sequence[float]) -> float:
    """Return RoN, S (1-x) / S (1 - min(x,y)) (definition 2)."""
    minima = [min(pair) for pair in zip(x, y, strict=True)]
    return ratio(math.fsum(negation(x)), math.fsum(negation(minima)))


def unique_coverages(terms: Sequence[Sequence[float]], y: Sequence[float]) -> list[float]:
    """Return the unique coverage of each term, given the terms' memberships (definition 3).

    covS_i - S min(x_i, y, max of the other terms) / S y. A single term has none: NaN.
    """
    if len(terms) == 1:
        return [math.nan]
    unique = []
    for position, term in enumerate(terms):
        others = [other for place, other in enumerate(terms) if place != position]
        elsewhere = [max(values) for values in zip(*others, strict=True)]
        shared = ratio(total_of_minima(term, y, elsewhere), math.fsum(y))
        unique.append(coverage(term, y) - shared)
    return unique


def literal_membership(membership: float, value: int, count: int) -> float:
    """Return the membership in one literal (definition 5).

    With two levels, value 1 is the condition and value 0 its negation; with more, the literal
    holds fully or not at all.
    """
    if count > 2:
        return 1.0 if membership == value else 0.0
    return membership if value == 1 else 1 - membership


def term_membership(case: Case, cube: Cube, levels: Levels) -> float:
    """Return the membership of a case in a term: the smallest of its literals (definition 5).

    A term without literals holds for every case: 1.
    """
    literals = [
        literal_membership(membership, value, count)
        for membership, value, count in zip(case, cube, levels, strict=True)
        if value is not None
    ]
    return min(literals, default=1.0)


def solution_membership(case: Case, model: Iterable[Cube], levels: Levels) -> float:
    """Return the membership of a case in a solution: the largest of its terms (definition 5)."""
    return max(term_membership(case, cube, levels) for cube in model)


def row_of_case(case: Case, levels: Levels) -> Row | None:
    """Return the row in which the case has a membership strictly above 0.5 (definition 6).

    None where there is no such row: the case has a condition at exactly 0.5.
    """
    for row in product(*(range(count) for count in levels)):
        if term_membership(case, row, levels) > 0.5:
            return row
    return None


def truth_table(
    memberships: Sequence[Case], outcome: Sequence[float], levels: Levels
) -> dict[Row, RowFit]:
    """Return the fit of *every* row, observed or not (definitions 1 and 6).

    ``n`` and ``cases`` count the cases strictly above 0.5 in the row; consistency and PRI use
    all cases. A row in which no case has any membership has NaN for both.
    """
    home = [row_of_case(case, levels) for case in memberships]
    table = {}
    for row in product(*(range(count) for count in levels)):
        x = [term_membership(case, row, levels) for case in memberships]
        cases = tuple(position for position, place in enumerate(home) if place == row)
        table[row] = RowFit(cases, len(cases), consistency(x, outcome), pri(x, outcome))
    return table


def coded_rows(
    table: Mapping[Row, RowFit], *, incl_cut: float, pri_cut: float = 0.0, n_cut: int = 1
) -> CodedRows:
    """Code the rows (definition 7, with a single consistency cut-off).

    Remainders: rows without a case, and rows with fewer than ``n_cut`` cases. Positive:
    consistency and PRI reach their cut-offs, each with a tolerance of 1.49e-8. The rest are
    negative.
    """
    coded = CodedRows(set(), set())
    for row, fit in table.items():
        if fit.n == 0 or fit.n < n_cut:
            continue
        reaches = fit.consistency >= incl_cut - CUT_TOLERANCE and fit.pri >= pri_cut - CUT_TOLERANCE
        (coded.positives if reaches else coded.negatives).add(row)
    return coded
