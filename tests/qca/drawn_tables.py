"""Partial truth tables to compare with the oracle: every small one, random larger ones."""

import random
from itertools import product

from tests.oracles.minimiser import RandomTable, all_rows, random_table

SEED = 20261122


def every_table(k):
    """Yield every partial truth table of k binary conditions with at least one positive row."""
    levels = (2,) * k
    rows = all_rows(levels)
    for kinds in product("+-?", repeat=len(rows)):
        if "+" in kinds:
            by_row = list(zip(rows, kinds, strict=True))
            positives = {row for row, kind in by_row if kind == "+"}
            yield RandomTable(levels, positives, {row for row, kind in by_row if kind == "-"})


def drawn_tables(k, count, level_choices=(2,)):
    """Return random tables in which positives, negatives and remainders have random shares."""
    rng = random.Random(f"{SEED} {k} {level_choices}")
    return [random_table(rng, k, level_choices=level_choices) for _ in range(count)]


def sparse_tables(k, count, *, positives, negatives, level_choices=(2,)):
    """Return random tables with a few observed rows, as studies have them."""
    rng = random.Random(f"{SEED} {k} {positives} {negatives}")
    made = []
    for _ in range(count):
        levels = tuple(rng.choice(level_choices) for _ in range(k))
        n, m = rng.randint(*positives), rng.randint(*negatives)
        observed = set()
        while len(observed) < n + m:
            observed.add(tuple(rng.randrange(level) for level in levels))
        listed = sorted(observed)
        rng.shuffle(listed)
        made.append(RandomTable(levels, set(listed[:n]), set(listed[n:])))
    return made


def drawn_expectations(rng, levels):
    """Return a random expectation, or none, for each condition."""
    return {
        j: set(rng.sample(range(level), rng.randint(1, level - 1)))
        for j, level in enumerate(levels)
        if rng.random() < 0.75
    }
