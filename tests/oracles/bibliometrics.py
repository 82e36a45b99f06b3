"""The slow, obvious twins of synthesis: loops over findings, records and pairs."""

import math
from itertools import combinations


def map_cells(rows, row_of, column_of):
    """Return for each cell the direction of each study: mixed where its findings differ."""
    found = {}
    for one in rows:
        cell = found.setdefault((row_of(one), column_of(one)), {})
        cell.setdefault(one.study or one.record, set()).add(one.direction)
    return {
        place: {s: next(iter(d)) if len(d) == 1 else "mixed" for s, d in cell.items()}
        for place, cell in found.items()
    }


def zones(sizes):
    """Return Bradford's zone of each size, given from the largest to the smallest."""
    total, found = sum(sizes), []
    for at in range(len(sizes)):
        before = sum(sizes[:at])
        if before < total / 3:
            found.append(1)
        elif before < 2 * total / 3:
            found.append(2)
        else:
            found.append(3)
    return found


def h_index(cited):
    """Return the largest h such that h numbers are at least h."""
    return max((h for h in range(len(cited) + 1) if sum(n >= h for n in cited) >= h), default=0)


def lotka_exponent(records):
    """Return the exponent with the highest likelihood, by looking ever closer."""

    def likelihood(n):
        zeta = sum(x**-n for x in range(1, 3000)) + 3000 ** (1 - n) / (n - 1) - 0.5 * 3000**-n
        zeta += 3000**-n
        return sum(-n * math.log(x) for x in records) - len(records) * math.log(zeta)

    low, high = 1.02, 20.0
    for _ in range(8):
        step = (high - low) / 40
        best = max((low + at * step for at in range(41)), key=likelihood)
        low, high = max(1.01, best - step), best + step
    return best


def shared_pairs(held, least=1):
    """Return for each pair of places how many things both hold."""
    found = {}
    for i, j in combinations(range(len(held)), 2):
        n = len(set(held[i]) & set(held[j]))
        if n >= least:
            found[i, j] = n
    return found


def strength(measure, c, a, b, n):
    """Return how strongly two belong together."""
    return {
        "salton": c / math.sqrt(a * b),
        "association": (c / n) / ((a / n) * (b / n)),
        "equivalence": (c / a) * (c / b),
        "jaccard": c / (a + b - c),
        "count": float(c),
    }[measure]


def modularity(group, links):
    """Return the modularity of a division: share of links inside, less what chance gives."""
    total = sum(w for *_, w in links)
    value = 0.0
    for one in set(group):
        inside = sum(w for i, j, w in links if group[i] == one and group[j] == one)
        ends = sum(w * ((group[i] == one) + (group[j] == one)) for i, j, w in links)
        value += inside / total - (ends / (2 * total)) ** 2
    return value
