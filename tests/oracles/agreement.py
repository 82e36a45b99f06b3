"""Coefficients of agreement as plain loops over units, raters and codes."""

import math
from itertools import permutations


def distance(level, a, b, order=(), totals=None):
    """Return Krippendorff's squared difference of two values."""
    if level == "nominal":
        return float(a != b)
    if level == "interval":
        return (a - b) ** 2
    if level == "ratio":
        return ((a - b) / (a + b)) ** 2 if a + b else 0.0
    low, high = sorted((order.index(a), order.index(b)))
    between = sum(totals[code] for code in order[low : high + 1])
    return (between - (totals[a] + totals[b]) / 2) ** 2


def alpha(table, level, order=()):
    """Return Krippendorff's alpha from all ordered pairs of values, NaN where undefined."""
    units = [[one for one in row if one is not None] for row in table]
    units = [row for row in units if len(row) > 1]
    values = [one for row in units for one in row]
    totals = {code: values.count(code) for code in set(values)} | {
        code: values.count(code) for code in order
    }
    observed = expected = 0.0
    for row in units:
        for a, b in permutations(range(len(row)), 2):
            observed += distance(level, row[a], row[b], order, totals) / (len(row) - 1)
    for a, b in permutations(range(len(values)), 2):
        expected += distance(level, values[a], values[b], order, totals)
    if expected == 0:
        return math.nan
    return 1 - observed / len(values) / (expected / (len(values) * (len(values) - 1)))


def weight(scheme, a, b, count):
    """Return the agreement of the codes at two places, counted from 0."""
    if scheme == "unweighted":
        return float(a == b)
    if scheme == "linear":
        return 1 - abs(a - b) / (count - 1)
    if scheme == "quadratic":
        return 1 - (a - b) ** 2 / (count - 1) ** 2
    return 1 - math.comb(abs(a - b) + 1, 2) / math.comb(count, 2)


def cohen(first, second, scheme, order):
    """Return Cohen's kappa and its variance after Fleiss, Cohen and Everitt, unit by unit."""
    pairs = [
        (order.index(a), order.index(b))
        for a, b in zip(first, second, strict=True)
        if a is not None and b is not None
    ]
    n, count = len(pairs), len(order)
    if n == 0 or len({code for pair in pairs for code in pair}) == 1:
        return math.nan, math.nan
    observed = sum(weight(scheme, a, b, count) for a, b in pairs) / n
    expected = sum(weight(scheme, a, b, count) for a, _ in pairs for _, b in pairs) / n**2
    kappa = (observed - expected) / (1 - expected)
    spread = 0.0
    for a, b in pairs:
        by_row = sum(weight(scheme, a, other, count) for _, other in pairs) / n
        by_column = sum(weight(scheme, other, b, count) for other, _ in pairs) / n
        spread += (weight(scheme, a, b, count) - (by_row + by_column) * (1 - kappa)) ** 2 / n
    spread -= (kappa - expected * (1 - kappa)) ** 2
    return kappa, spread / (n * (1 - expected) ** 2)


def several(table, scheme, order, which):
    """Return Fleiss' kappa or Gwet's coefficient of several raters, NaN where undefined."""
    places = [[order.index(one) for one in row if one is not None] for row in table]
    rated = [row for row in places if row]
    shared = [row for row in rated if len(row) > 1]
    count = len(order)
    if not shared:
        return math.nan
    observed = 0.0
    for row in shared:
        pairs = list(permutations(row, 2))
        observed += sum(weight(scheme, a, b, count) for a, b in pairs) / len(pairs) / len(shared)
    used = [sum(row.count(code) / len(row) for row in rated) / len(rated) for code in range(count)]
    if which == "fleiss":
        expected = sum(
            weight(scheme, a, b, count) * used[a] * used[b]
            for a in range(count)
            for b in range(count)
        )
    else:
        if count < 2:
            return math.nan
        total = sum(weight(scheme, a, b, count) for a in range(count) for b in range(count))
        expected = total / (count * (count - 1)) * sum(one * (1 - one) for one in used)
    return math.nan if math.isclose(expected, 1) else (observed - expected) / (1 - expected)
