"""Cubes: sets of truth-table rows written as one value or 'free' for each condition.

A cube is a row of an int8 array of shape (n_cubes, n_conditions): the value that a condition must
have, or ``FREE``. A truth-table row is a cube without free conditions; a term of a solution is one
with some.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from hanse.qca.expression import Literal

__all__ = [
    "FREE",
    "Cubes",
    "as_cubes",
    "covers",
    "distinct",
    "is_within",
    "literals_of",
    "row_number",
    "row_patterns",
    "sort_key",
]

FREE = -1
Cubes = NDArray[np.int8]


def as_cubes(rows: Sequence[Sequence[int]] | Cubes, k: int) -> Cubes:
    """Return the rows as an int8 array of shape (n, k), also where there are none."""
    return np.asarray(rows, dtype=np.int8).reshape(-1, k)


def covers(cubes: Cubes, rows: Cubes) -> NDArray[np.bool_]:
    """Return which cube covers which row.

    Parameters
    ----------
    cubes : array of shape (n_cubes, k)
        Cubes.
    rows : array of shape (n_rows, k)
        Rows, or smaller cubes: a free condition is covered by a free one only.

    Returns
    -------
    array of shape (n_cubes, n_rows)
        True where the row lies in the cube.

    Examples
    --------
    >>> covers(as_cubes([[1, FREE]], 2), as_cubes([[1, 0], [0, 0], [1, FREE]], 2))
    array([[ True, False,  True]])
    """
    inside = np.ones((len(cubes), len(rows)), dtype=bool)
    for j in range(cubes.shape[1]):
        mine = cubes[:, j][:, None]
        inside &= (mine == FREE) | (mine == rows[:, j][None, :])
    return inside


def is_within(small: NDArray[np.int8], large: NDArray[np.int8]) -> bool:
    """Return whether one cube is a subset of another.

    Examples
    --------
    >>> is_within(np.array([1, 0], np.int8), np.array([1, FREE], np.int8))
    True
    """
    return bool(np.all((large == FREE) | (large == small)))


def distinct(cubes: Cubes) -> Cubes:
    """Return each cube once, fewest literals first, then in the order of the table."""
    if not len(cubes):
        return cubes
    once: Cubes = np.unique(cubes, axis=0)
    order = sorted(range(len(once)), key=lambda i: sort_key(once[i]))
    return once[order]


def sort_key(cube: NDArray[np.int8]) -> tuple[int, ...]:
    """Return the key of the order in which terms are listed.

    Fewer literals first; then present before absent, condition by condition, free ones last.
    """
    values = cube.tolist()
    fixed = sum(1 for v in values if v != FREE)
    return (fixed, *(100 if v == FREE else -v for v in values))


def row_patterns(cubes: Cubes, rows: Cubes) -> list[int]:
    """Return for each cube the rows that it covers as the bits of one integer.

    Examples
    --------
    >>> row_patterns(as_cubes([[1, FREE], [FREE, 0]], 2), as_cubes([[1, 0], [0, 0], [1, 1]], 2))
    [5, 3]
    """
    inside = covers(cubes, rows)
    packed = np.packbits(inside, axis=1, bitorder="little")
    return [int.from_bytes(line.tobytes(), "little") for line in packed]


def row_number(values: Sequence[int], levels: Sequence[int]) -> int:
    """Return the number of a truth-table row, from 1, the first condition most significant.

    Examples
    --------
    >>> row_number([1, 0, 1], [2, 2, 2]), row_number([2, 1], [3, 2])
    (6, 6)
    """
    number = 0
    for value, level in zip(values, levels, strict=True):
        number = number * level + int(value)
    return number + 1


def literals_of(
    cube: NDArray[np.int8], conditions: Sequence[str], levels: Sequence[int]
) -> tuple[Literal, ...]:
    """Return the literals of a cube in the order of the table.

    Parameters
    ----------
    cube : array of shape (k,)
        The cube.
    conditions : sequence of str
        Names.
    levels : sequence of int
        0 for a fuzzy or crisp condition, else the number of values.
    """
    return tuple(
        Literal(name, (int(value),), bool(level))
        for name, value, level in zip(conditions, cube.tolist(), levels, strict=True)
        if value != FREE
    )
