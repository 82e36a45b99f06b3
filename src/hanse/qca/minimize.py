"""Boolean minimisation of a truth table: the three solutions, each with all minimal models.

*Minimal* means fewest terms; models that tie are all kept. Source of the three solutions: Ragin
(2008), *Redesigning Social Inquiry*, ch. 8 and 9.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from hanse.errors import InputError
from hanse.qca.counterfactuals import expected_values
from hanse.qca.covers import minimal_covers
from hanse.qca.cubes import Cubes, row_patterns
from hanse.qca.implicants import prime_implicants_avoiding
from hanse.qca.intermediate import Candidates, Progress, intermediate_solution
from hanse.qca.merging import merge_rows
from hanse.qca.model_fit import Fitter
from hanse.qca.solutions import TYPES, Solution, Solutions
from hanse.qca.truth_table import TruthTable

__all__ = ["minimize"]


def minimize(
    table: TruthTable,
    *,
    expectations: Mapping[str, str | int | Sequence[int]] | None = None,
    limit: int = 1000,
    pairs: int = 30_000,
    only: str | None = None,
    progress: Progress | None = None,
) -> Solutions:
    """Minimise a truth table.

    Parameters
    ----------
    table : TruthTable
        Coded rows; rows coded ``?`` and rows never observed are remainders.
    expectations : mapping, optional
        Condition → ``"present"``, ``"absent"``, or a value. Without any, the intermediate solution
        equals the conservative one.
    limit : int
        How many models of a solution are listed at most, from 1; the number of models is exact all
        the same.
    pairs : int
        How many pairs of a conservative and a parsimonious model are solved at most for the
        intermediate solution. Where there are more, its number of models is not known, and only
        as many pairs are solved as models are listed.
    only : str, optional
        One of ``conservative``, ``parsimonious``, ``intermediate``: leave the others empty.
    progress : callable, optional
        Told the step, how far it is, and of how much, where there is much to do.

    Returns
    -------
    Solutions
        Without a positive row there is no model, and ``dead_end`` says which row comes nearest.
        Without a negative row the parsimonious solution is ``1``: nothing contradicts anything.

    Raises
    ------
    InputError
        If an expectation, ``limit``, ``pairs`` or ``only`` is none of those allowed.
    LimitReached
        If an exact answer is too large.

    Examples
    --------
    >>> import pandas as pd
    >>> from hanse.qca.calibrate import calibrate
    >>> from hanse.qca.calibration import AsIs
    >>> from hanse.qca.truth_table import build_truth_table
    >>> frame = pd.DataFrame({"A": [1, 0, 0], "B": [1, 0, 1], "C": [0, 0, 1], "Y": [1, 0, 0]})
    >>> sets = calibrate(frame.assign(id=["a", "b", "c"]), {n: AsIs() for n in "ABCY"}, id="id")
    >>> solutions = minimize(build_truth_table(sets, "Y"), expectations={"B": "present"})
    >>> three = (solutions.conservative, solutions.parsimonious, solutions.intermediate)
    >>> [solution.models[0].expression for solution in three]
    ['A*B*~C', 'A', 'A*B*~C']
    """
    _check(limit, pairs, only)
    given = dict(expectations or {})
    expected = expected_values(given, table.conditions, table.levels)
    positives, negatives = table.coded("1"), table.coded("0")
    levels = tuple(level or 2 for level in table.levels)
    solved = {name: Solution(name, 0, (), 0, limit) for name in TYPES}
    if len(positives):
        fitter = Fitter(table)
        wanted = TYPES if only in (None, "intermediate") else (only,)
        most = max(limit, pairs) if "intermediate" in wanted and any(expected) else limit
        found = {}
        if "conservative" in wanted:
            found["conservative"] = _candidates(merge_rows(positives, levels), positives, most)
        if "parsimonious" in wanted:
            implicants = prime_implicants_avoiding(positives, negatives)
            found["parsimonious"] = _candidates(implicants, positives, most)
        for name, candidates in found.items():
            solved[name] = _solution(name, candidates, fitter, limit)
        if "intermediate" in wanted:
            solved["intermediate"] = intermediate_solution(
                positives,
                levels,
                expected,
                *_paired(found["conservative"], found["parsimonious"], pairs, limit),
                fitter=fitter,
                limit=limit,
                progress=progress,
            )
    said = table.dead_end()
    return Solutions(table, given, **solved, dead_end=str(said) if said is not None else "")


def _candidates(implicants: Cubes, positives: Cubes, limit: int) -> Candidates:
    """Return the minimum covers that can be made of the implicants."""
    found = minimal_covers(row_patterns(implicants, positives), len(positives), limit=limit)
    return Candidates(implicants, found)


def _solution(name: str, candidates: Candidates, fitter: Fitter, limit: int) -> Solution:
    """Return the models of the covers with their fit."""
    models = tuple(fitter.model(name, cubes) for cubes in candidates.models()[:limit])
    return Solution(name, candidates.covers.count, models, len(candidates.implicants), limit)


def _paired(
    conservative: Candidates, parsimonious: Candidates, pairs: int, limit: int
) -> tuple[Candidates, Candidates]:
    """Return all covers of each where their pairs can be solved, else as few as are listed."""
    first, second = conservative.covers, parsimonious.covers
    if first.count * second.count <= pairs:
        return conservative, parsimonious
    few = min(pairs, limit)
    room = max(1, few // len(first.listed[:few]))
    return (
        replace(conservative, covers=replace(first, listed=first.listed[:few])),
        replace(parsimonious, covers=replace(second, listed=second.listed[:room])),
    )


def _check(limit: Any, pairs: Any, only: str | None) -> None:
    """Refuse choices that are none."""
    for name, number in (("limit", limit), ("pairs", pairs)):
        if isinstance(number, bool) or not isinstance(number, int) or number < 1:
            raise InputError(f"{name} is {number!r}", mend="Give a whole number from 1.")
    if only is not None and only not in TYPES:
        raise InputError(f"only is {only!r}", mend=f"Choose one of {', '.join(TYPES)}.")
