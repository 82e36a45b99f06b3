"""Checks of a model by other means than those that made it.

Rows and cubes are compared one by one; that no cover has fewer terms is proved by integer
programming (HiGHS) where the search counted by inclusion and exclusion.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hanse.qca.branching import fewest_classes
from hanse.qca.chart import make_chart
from hanse.qca.cubes import FREE, Cubes, as_cubes, covers, row_patterns
from hanse.qca.implicants import prime_implicants_avoiding
from hanse.qca.merging import merge_rows, merge_with_cubes
from hanse.qca.truth_table import TruthTable
from hanse.result import Record

__all__ = ["Verification", "lies_in_union", "verify_model"]


@dataclass(frozen=True)
class Verification(Record, kind="verification"):
    """What was checked of a model; true where every claim holds."""

    covers_every_positive_row: bool
    touches_no_negative_row: bool
    uses_only_allowed_rows: bool
    no_term_can_be_left_out: bool
    no_literal_can_be_left_out: bool
    no_cover_has_fewer_terms: bool

    def __bool__(self) -> bool:
        return all(
            (
                self.covers_every_positive_row,
                self.touches_no_negative_row,
                self.uses_only_allowed_rows,
                self.no_term_can_be_left_out,
                self.no_literal_can_be_left_out,
                self.no_cover_has_fewer_terms,
            )
        )


def verify_model(
    table: TruthTable,
    cubes: Cubes,
    solution: str,
    counterfactuals: Sequence[tuple[int, ...]] = (),
) -> Verification:
    """Check the terms of one model against its truth table.

    Parameters
    ----------
    table : TruthTable
        Its rows.
    cubes : array of shape (n_terms, k)
        The terms.
    solution : str
        ``parsimonious`` may use every remainder, ``conservative`` none, ``intermediate`` those of
        the counterfactuals.
    counterfactuals : sequence of cubes
        The easy counterfactuals of an intermediate model.

    Returns
    -------
    Verification
        Each claim by itself.
    """
    positives, negatives = table.coded("1"), table.coded("0")
    levels = tuple(level or 2 for level in table.levels)
    allowed = None
    if solution != "parsimonious":
        allowed = np.concatenate([positives, as_cubes(list(counterfactuals), positives.shape[1])])

    def is_allowed(cube: np.ndarray) -> bool:
        if covers(cube[None, :], negatives).any():
            return False
        return allowed is None or lies_in_union(cube, allowed, levels)

    inside = covers(cubes, positives)
    once = inside.sum(axis=0) == 1
    return Verification(
        covers_every_positive_row=bool(inside.any(axis=0).all()),
        touches_no_negative_row=not covers(cubes, negatives).any(),
        uses_only_allowed_rows=all(is_allowed(cube) for cube in cubes),
        no_term_can_be_left_out=all(bool((line & once).any()) for line in inside),
        no_literal_can_be_left_out=not any(is_allowed(c) for cube in cubes for c in _larger(cube)),
        no_cover_has_fewer_terms=_fewest(positives, negatives, allowed, levels) == len(cubes),
    )


def _larger(cube: np.ndarray) -> list[np.ndarray]:
    """Return the cube with each of its literals left out in turn."""
    made = []
    for j in np.flatnonzero(cube != FREE):
        larger = cube.copy()
        larger[j] = FREE
        made.append(larger)
    return made


def lies_in_union(cube: np.ndarray, union: Cubes, levels: Sequence[int]) -> bool:
    """Return whether every row of a cube lies in one of several cubes.

    The cube is split by a condition in which some of them are narrower, until one contains it all.

    Examples
    --------
    >>> halves = as_cubes([[1, FREE], [0, FREE]], 2)
    >>> lies_in_union(np.array([FREE, 1], np.int8), halves, [2, 2])
    True
    """
    meets = np.all((union == FREE) | (cube == FREE) | (union == cube), axis=1)
    union = union[meets]
    if not len(union):
        return False
    narrower = (union != FREE) & (cube == FREE)
    if not narrower.any(axis=1).all():
        return True
    j = int(narrower.sum(axis=0).argmax())
    for value in range(levels[j]):
        part = cube.copy()
        part[j] = value
        if not lies_in_union(part, union, levels):
            return False
    return True


def _fewest(
    positives: Cubes, negatives: Cubes, allowed: Cubes | None, levels: tuple[int, ...]
) -> int:
    """Return the fewest terms of any cover, by integer programming."""
    if not len(positives):
        return 0
    if allowed is None:
        implicants = prime_implicants_avoiding(positives, negatives)
    else:
        merged = merge_rows(positives, levels)
        implicants = merge_with_cubes(merged, allowed[len(positives) :], levels)
    return fewest_classes(make_chart(row_patterns(implicants, positives), len(positives)))
