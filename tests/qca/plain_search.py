"""Brute force that still ends at eight conditions, itself compared with ``tests/oracles``.

Same definitions and the same form of rows and cubes as the oracle; only the looking-up is quicker.
"""

from itertools import product

import numpy as np


def slice_implicants(levels, positives, may_cover):
    """Find the prime implicants: a cube is one where its slice of the allowed rows is full.

    It is prime where no cube with one literal less is an implicant.
    """
    allowed = np.zeros(levels, dtype=bool)
    wanted = np.zeros(levels, dtype=bool)
    for row in positives:
        allowed[row] = wanted[row] = True
    for row in may_cover:
        allowed[row] = True
    implicants = {
        cube
        for cube in product(*((None, *range(level)) for level in levels))
        if allowed[slice_of(cube)].all()
    }
    return {
        cube
        for cube in implicants
        if wanted[slice_of(cube)].any() and implicants.isdisjoint(one_literal_less(cube))
    }


def slice_of(cube):
    """Return the index of a cube's rows in an array with one axis for each condition."""
    return tuple(slice(None) if value is None else value for value in cube)


def one_literal_less(cube):
    """Return the cubes that free one condition of a cube."""
    return {(*cube[:j], None, *cube[j + 1 :]) for j, v in enumerate(cube) if v is not None}


def smallest_covers(patterns, n_rows):
    """Find all sets of fewest patterns that together hold every row, patterns being bits.

    The lowest row that is missing must lie in one of those chosen, so each is tried.
    """
    everything = (1 << n_rows) - 1

    def completions(chosen, covered, left):
        if covered == everything:
            yield frozenset(chosen)
        elif left:
            missing = ~covered & (covered + 1)
            for i, pattern in enumerate(patterns):
                if pattern & missing:
                    yield from completions((*chosen, i), covered | pattern, left - 1)

    for size in range(n_rows + 1):
        found = set(completions((), 0, size))
        if found:
            return found
    return set()


def search_models(implicants, positives):
    """Find all minimal models among the implicants, as the oracle does, by `smallest_covers`."""
    rows, cubes = sorted(positives), sorted(implicants, key=str)
    patterns = [sum(1 << i for i, row in enumerate(rows) if is_within(row, cube)) for cube in cubes]
    found = smallest_covers(patterns, len(rows))
    return {frozenset(cubes[i] for i in chosen) for chosen in found}


def is_within(row, cube):
    """Return whether a row has every literal of a cube."""
    return all(wide in (None, value) for value, wide in zip(row, cube, strict=True))
