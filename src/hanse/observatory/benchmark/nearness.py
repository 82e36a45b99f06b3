"""The units nearest to one in columns of numbers, by standardised Euclidean distance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.messages import join_names, message, plural
from hanse.observatory.benchmark.attributes import Attributes

__all__ = ["Nearest", "nearest_of"]

_SAME = 9
"""Distances are the same where they agree in so many decimals; then the name decides."""


@dataclass(frozen=True, eq=False)
class Nearest:
    """Units by distance, with what is to be known of the choice."""

    names: tuple[str, ...]
    distance: npt.NDArray[np.float64]
    notes: tuple[str, ...]


def nearest_of(
    table: Attributes,
    unit: str,
    candidates: Sequence[str],
    by: Sequence[str],
    k: int,
    left_out: dict[str, str],
) -> Nearest:
    """Return the k candidates nearest to a unit; those that lack a value go to ``left_out``.

    Raises
    ------
    InputError
        If the unit itself lacks a value.
    """
    own = np.array([table.number(unit, column) for column in by])
    lacking = [column for column, value in zip(by, own.tolist(), strict=True) if math.isnan(value)]
    if lacking:
        raise InputError(
            f"{unit} has no {join_names(lacking)}",
            where="peers",
            mend="Fill it, or name other columns in by=.",
        )
    numbers = {name: [table.number(name, column) for column in by] for name in candidates}
    for name, row in numbers.items():
        missing = [column for column, value in zip(by, row, strict=True) if math.isnan(value)]
        if missing:
            left_out[name] = message("no {columns}", columns=join_names(missing))
    known = [name for name in candidates if name not in left_out]
    grid = np.array([numbers[name] for name in known], dtype=np.float64).reshape(-1, len(by))
    spread = np.vstack([own, grid]).std(axis=0)
    notes = [f"{column} is the same in all: it does not count." for column in
             np.array(by)[spread == 0].tolist()]  # fmt: skip
    steps = (grid - own) / np.where(spread > 0, spread, 1.0)
    far = np.sqrt((steps**2).sum(axis=1))
    order = sorted(range(len(known)), key=lambda at: (round(float(far[at]), _SAME), known[at]))
    if len(order) < k:
        notes.append(f"Only {plural(len(order), 'unit')} could be chosen from, not {k}.")
    elif len(order) > k and round(float(far[order[k]] - far[order[k - 1]]), _SAME) == 0:
        notes.append(f"{known[order[k]]} is as near as {known[order[k - 1]]}: the name decided.")
    taken = order[:k]
    return Nearest(tuple(known[at] for at in taken), far[taken], tuple(notes))
