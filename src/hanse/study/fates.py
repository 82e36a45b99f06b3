"""What becomes of a path under a robustness setting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np

from hanse.qca import Solution, Term
from hanse.qca.cubes import FREE, Cubes, as_cubes
from hanse.qca.expression import Literal
from hanse.qca.verify import lies_in_union

__all__ = ["FATES", "fate_of_path"]

FATES = (
    "A *configuration* is one combination of all conditions; where a setting has other conditions, "
    "a path leaves open those that it does not name. *Same*: some listed model has the path "
    "unchanged; *narrower*: a path with further conditions is left of it, and no model covers all "
    "of it; *wider*: a path with fewer conditions contains it; *narrower and wider*: there are "
    "both, in one model or in several; *split*: each of its configurations lies in some path of "
    "one model, but no single path contains them all; *in part*: some of its configurations lie in "
    "other paths, but no model covers all of it; *gone*: none of its configurations lies in any "
    "path of any listed model."
)
"""The words of a fate, for the report."""

Key = tuple[str, int]
"""A condition and its number of values: with another number it is another condition."""


def fate_of_path(
    term: Term,
    solution: Solution,
    levels: Mapping[str, int],
    others: Mapping[str, int] | None = None,
) -> str:
    """Return what becomes of a path, looked for in all listed models of a setting.

    ``same``, ``narrower``, ``wider``, ``narrower and wider``, ``split``, ``in part`` or ``gone``;
    `FATES` says what each means. A path that is narrower in some path and covered completely by
    several is ``split``.

    Parameters
    ----------
    term : Term
        The path.
    solution : Solution
        The solution under the setting.
    levels : mapping of str to int
        Number of values of each condition of the path's study, 0 for a fuzzy or crisp one.
    others : mapping of str to int, optional
        The same of the setting, where it has other conditions.
    """
    theirs = levels if others is None else others
    sizes = {_key(name, n): n or 2 for one in (levels, theirs) for name, n in one.items()}
    mine = _cubes(term.literals, levels, sizes)
    once = {other.literals for model in solution.models for other in model.terms}
    made = {literals: _cubes(literals, theirs, sizes) for literals in once}
    if any(_same(mine, other) for other in made.values()):
        return "same"
    counts = list(sizes.values())
    is_wider = any(_lies_in(mine, other, counts) for other in made.values())
    is_narrower = any(_lies_in(other, mine, counts) for other in made.values())
    if is_wider:
        return "narrower and wider" if is_narrower else "wider"
    whole = _joined(list(made.values()), len(sizes))
    # no model can cover what all of them together do not
    if _lies_in(mine, whole, counts) and any(
        _lies_in(mine, _joined([made[t.literals] for t in model.terms], len(sizes)), counts)
        for model in solution.models
    ):
        return "split"
    if is_narrower:
        return "narrower"
    return "in part" if _meet(mine, whole) else "gone"


def _key(name: str, n_values: int) -> Key:
    """Return the condition that a name stands for."""
    return name, n_values


def _cubes(
    literals: tuple[Literal, ...], levels: Mapping[str, int], sizes: Mapping[Key, int]
) -> Cubes:
    """Return a path as cubes, several where a literal allows several values."""
    found = {_key(one.condition, levels[one.condition]): one.values for one in literals}
    return as_cubes(list(product(*(found.get(key, (FREE,)) for key in sizes))), len(sizes))


def _joined(cubes: Sequence[Cubes], k: int) -> Cubes:
    """Return the cubes of several paths in one array."""
    return np.concatenate([as_cubes([], k), *cubes])


def _same(one: Cubes, other: Cubes) -> bool:
    """Return whether two paths are the same cubes."""
    return {tuple(c) for c in one.tolist()} == {tuple(c) for c in other.tolist()}


def _lies_in(inner: Cubes, outer: Cubes, counts: Sequence[int]) -> bool:
    """Return whether every configuration of some cubes lies in others."""
    return all(lies_in_union(cube, outer, counts) for cube in inner)


def _meet(one: Cubes, other: Cubes) -> bool:
    """Return whether some configuration lies in both."""
    a, b = one[:, None, :], other[None, :, :]
    return bool(np.all((a == FREE) | (b == FREE) | (a == b), axis=2).any())
