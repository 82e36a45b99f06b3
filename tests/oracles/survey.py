"""A survey aggregated and a scale measured the plain way: dictionaries, loops and fractions."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from statistics import median


def aggregated(rows, rule, *, missing="leave out firm"):
    """Return value and number of firms of each cluster from (cluster, value, weight) rows.

    Values and weights are whole numbers or None, results fractions or None.
    """
    by_cluster = defaultdict(list)
    for cluster, value, weight in rows:
        by_cluster[cluster].append((value, weight))
    found = {}
    for cluster, pairs in by_cluster.items():
        used = [
            (x, w) for x, w in pairs if x is not None and (rule != "weighted mean" or w is not None)
        ]
        enough = len(used) > 0
        if missing == "refuse":
            enough = len(used) == len(pairs)
        elif missing != "leave out firm":
            enough = enough and Fraction(len(used), len(pairs)) >= Fraction(str(missing))
        found[cluster] = (value_of(rule, used) if enough else None, len(used))
    return found


def value_of(rule, used):
    """Return the value of one cluster."""
    values = [Fraction(x) for x, _ in used]
    if rule == "mean":
        return sum(values) / len(values)
    if rule == "weighted mean":
        total = sum(Fraction(w) for _, w in used)
        return (
            sum(Fraction(w) * x for x, (_, w) in zip(values, used, strict=True)) / total
            if total
            else None
        )
    if rule == "median":
        return median(values)
    if rule == "sum":
        return sum(values)
    ones = sum(1 for x in values if x == 1)
    return Fraction(ones) if rule == "count" else Fraction(ones, len(values))


def alpha_by_analysis_of_variance(answers):
    """Return Cronbach's alpha as 1 − residual / between respondents (Hoyt 1941), None if undefined.

    Hoyt's two-way analysis of variance gives the same number as the formula with variances.
    """
    n, k = len(answers), len(answers[0])
    if n < 2 or k < 2:
        return None
    grand = Fraction(sum(map(sum, answers)), n * k)
    people = [Fraction(sum(row), k) for row in answers]
    items = [Fraction(sum(row[j] for row in answers), n) for j in range(k)]
    between = k * sum((one - grand) ** 2 for one in people) / (n - 1)
    residual = sum(
        (answers[i][j] - people[i] - items[j] + grand) ** 2 for i in range(n) for j in range(k)
    ) / ((n - 1) * (k - 1))
    return 1 - residual / between if between else None
