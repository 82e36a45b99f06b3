"""The intermediate solution: each pair of a conservative and a parsimonious model, solved once.

For each pair the positive rows and the easy counterfactuals are minimised again; the
counterfactuals may be used and need not be covered. Pairs with equal counterfactuals are one
problem. Equal models are listed once, with all the pairs they come from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from hanse.qca.core import CoreFinder
from hanse.qca.counterfactuals import Key, Reducer
from hanse.qca.covers import Covers, minimal_covers
from hanse.qca.cubes import Cubes, as_cubes, row_patterns
from hanse.qca.merging import merge_with_cubes
from hanse.qca.model_fit import Fitter
from hanse.qca.solutions import Model, Pair, Solution

__all__ = ["Candidates", "Progress", "intermediate_solution"]

Progress = Callable[[str, int, int], None]
Cube = tuple[int, ...]


@dataclass(frozen=True)
class Candidates:
    """The prime implicants of one solution and the minimum covers made of them."""

    implicants: Cubes
    covers: Covers

    def models(self) -> list[Cubes]:
        """Return the terms of each cover that is listed."""
        return [self.implicants[list(chosen)] for chosen in self.covers.listed]

    def terms(self) -> Cubes:
        """Return each term that occurs in a listed cover once."""
        used = sorted({i for chosen in self.covers.listed for i in chosen})
        return self.implicants[used]


def intermediate_solution(
    positives: Cubes,
    levels: tuple[int, ...],
    expected: tuple[frozenset[int] | None, ...],
    conservative: Candidates,
    parsimonious: Candidates,
    *,
    fitter: Fitter,
    limit: int,
    progress: Progress | None = None,
) -> Solution:
    """Return the intermediate solution over all pairs of covers that are listed.

    Parameters
    ----------
    positives : array of shape (n_rows, k)
        The rows to be covered.
    levels : tuple of int
        Number of values of each condition.
    expected : tuple
        Expected values of each condition, None where there is no expectation.
    conservative, parsimonious : Candidates
        Their implicants and covers.
    fitter : Fitter
        Measures the models.
    limit : int
        How many models are listed.
    progress : callable, optional
        Told what is done, how far, and of how much.

    Returns
    -------
    Solution
        ``n_models`` is exact where every pair was solved; otherwise it is None and ``why_unknown``
        says how many pairs there are.
    """
    problems = _problems(expected, conservative, parsimonious)
    found: dict[tuple[Cube, ...], tuple[Key, list[Pair]]] = {}
    n_implicants, counts, all_listed = 0, 0, True
    for done, (key, pairs) in enumerate(problems.items()):
        if progress is not None:
            progress("intermediate solutions", done, len(problems))
        implicants, covers = _solve(positives, levels, conservative.implicants, key, limit)
        n_implicants += len(implicants)
        counts += covers.count
        all_listed &= covers.count == len(covers.listed)
        for chosen in covers.listed:
            cubes = tuple(sorted(tuple(implicants[i].tolist()) for i in chosen))
            found.setdefault(cubes, (key, []))[1].extend(pairs)
    models = _listed(found, parsimonious, fitter, limit)
    every_pair = conservative.covers.is_complete and parsimonious.covers.is_complete
    if list(problems) == [()] and not any(expected):
        return Solution("intermediate", counts, models, n_implicants, limit)
    if every_pair and (all_listed or len(problems) == 1):
        number = len(found) if all_listed else counts
        return Solution("intermediate", number, models, n_implicants, limit)
    why = _why_unknown(conservative, parsimonious, all_listed, limit)
    return Solution("intermediate", None, models, n_implicants, limit, why)


def _problems(
    expected: tuple[frozenset[int] | None, ...], conservative: Candidates, parsimonious: Candidates
) -> dict[Key, list[Pair]]:
    """Return the distinct sets of easy counterfactuals, each with the pairs that have it."""
    reducer = Reducer(expected, conservative.terms(), parsimonious.terms())
    problems: dict[Key, list[Pair]] = {}
    firsts, seconds = conservative.models(), parsimonious.models()
    for c, first in enumerate(firsts, start=1):
        for p, second in enumerate(seconds, start=1):
            problems.setdefault(reducer.counterfactuals(first, second), []).append((c, p))
    return problems


def _solve(
    positives: Cubes, levels: tuple[int, ...], merged: Cubes, key: Key, limit: int
) -> tuple[Cubes, Covers]:
    """Return the prime implicants with these counterfactuals, and the minimum covers."""
    implicants = merged
    if key:
        implicants = merge_with_cubes(merged, as_cubes(key, positives.shape[1]), levels)
    patterns = row_patterns(implicants, positives)
    useful = np.flatnonzero([pattern != 0 for pattern in patterns])
    kept = [patterns[i] for i in useful]
    return implicants[useful], minimal_covers(kept, len(positives), limit=limit)


def _listed(
    found: dict[tuple[Cube, ...], tuple[Key, list[Pair]]],
    parsimonious: Candidates,
    fitter: Fitter,
    limit: int,
) -> tuple[Model, ...]:
    """Return the models with their fit, their pairs and the core conditions under each pair."""
    finder = CoreFinder(fitter.table.conditions, parsimonious.models())
    models = []
    for cubes, (key, pairs) in list(found.items())[:limit]:
        made = fitter.model("intermediate", as_cubes(cubes, len(cubes[0])), key)
        once = tuple(sorted(set(pairs)))
        cores = finder.cores([term.cube for term in made.terms], [p for _, p in once])
        models.append(replace(made, pairs=once, cores=cores))
    return tuple(models)


def _why_unknown(
    conservative: Candidates, parsimonious: Candidates, all_listed: bool, limit: int
) -> str:
    """Return why the number of intermediate models is not known, and what to do."""
    pairs = conservative.covers.count * parsimonious.covers.count
    done = len(conservative.covers.listed) * len(parsimonious.covers.listed)
    if done < pairs:
        return (
            f"There are {pairs:,} pairs of a conservative and a parsimonious model, {done:,} of "
            f"them solved: raise pairs, or use fewer expectations."
        )
    assert not all_listed
    return f"Some pairs have more than {limit:,} models each: raise the limit."
