"""Specialisation from its definitions, cell by cell, with plain numbers."""

import math


def location_quotient(counts, r, i):
    """Share of the industry in the region over its share in all."""
    everything = sum(map(sum, counts))
    region = sum(counts[r])
    industry = sum(row[i] for row in counts)
    if not region or not industry:
        return math.nan
    return (counts[r][i] / region) / (industry / everything)


def gini_by_pairs(values):
    """Half the mean absolute difference of all pairs over the mean."""
    n = len(values)
    mean = sum(values) / n
    return sum(abs(a - b) for a in values for b in values) / (2 * n * n * mean)


def gini_of_units(values, weights):
    """The Gini coefficient of units: each region is as many equal units as its weight."""
    units = [
        value / weight for value, weight in zip(values, weights, strict=True) for _ in range(weight)
    ]
    return gini_by_pairs(units)


def earns_star(values, place, top):
    """Whether fewer than top · n regions are strictly better."""
    return sum(value > values[place] for value in values) < top * len(values) - 1e-9


def gamma(counts, totals, plant):
    """The index of Ellison and Glaeser of one industry."""
    s = [count / sum(counts) for count in counts]
    x = [total / sum(totals) for total in totals]
    raw = sum((a - b) ** 2 for a, b in zip(s, x, strict=True))
    spread = 1 - sum(b * b for b in x)
    return (raw - spread * plant) / (spread * (1 - plant))
