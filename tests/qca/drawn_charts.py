"""Random prime implicant charts in which every row is covered."""

import random


def drawn_chart(rng, rows, columns, density):
    """Return patterns in which every row is covered; some are equal."""
    n, m = rng.randint(*rows), rng.randint(*columns)
    patterns = [sum(1 << r for r in range(n) if rng.random() < density) for _ in range(m)]
    patterns += rng.choices(patterns, k=rng.randint(0, 3))
    for r in range(n):
        if not any(p >> r & 1 for p in patterns):
            patterns[rng.randrange(m)] |= 1 << r
    return patterns, n


def charts(count, rows=(1, 7), columns=(1, 9), *, seed=1):
    rng = random.Random(seed)
    return [drawn_chart(rng, rows, columns, rng.uniform(0.15, 0.7)) for _ in range(count)]
