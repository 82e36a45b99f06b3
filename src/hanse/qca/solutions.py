"""What minimisation answers with: terms, models, the three solutions, and where they came from.

A model cannot be taken apart from its solution type, its fit and the remainders it may use: all
are fields of one frozen object, and `Model.verify` checks it against the truth table by other means
than those that made it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from hanse.qca.cubes import Cubes, as_cubes
from hanse.qca.expression import Literal
from hanse.qca.solution_text import model_text, solution_text, solutions_frame
from hanse.qca.truth_table import TruthTable
from hanse.qca.verify import Verification, verify_model
from hanse.result import Answer, Record

__all__ = ["TYPES", "Model", "Pair", "Solution", "Solutions", "Term"]

TYPES = ("conservative", "parsimonious", "intermediate")
Pair = tuple[int, int]


@dataclass(frozen=True)
class Term(Record, kind="term"):
    """One path: a product of conditions with its fit and cases.

    Attributes
    ----------
    expression : str
        ``A*~B``; ``1`` where no condition is left.
    literals : tuple of Literal
        Its parts in the order of the table.
    cube : tuple of int
        The value of each condition, -1 where it is free.
    consistency, pri, raw_coverage, unique_coverage : float
        Fit as sufficient for the outcome; a single term's unique coverage is its raw coverage.
    cases : tuple of str
        Cases with membership above 0.5 in the term.
    deviant : tuple of str
        Those whose outcome is below 0.5: deviant in consistency.
    """

    expression: str
    literals: tuple[Literal, ...]
    cube: tuple[int, ...]
    consistency: float
    pri: float
    raw_coverage: float
    unique_coverage: float
    cases: tuple[str, ...]
    deviant: tuple[str, ...]


@dataclass(frozen=True)
class Model(Record, kind="model"):
    """One minimal sum of paths.

    Attributes
    ----------
    solution : str
        ``conservative``, ``parsimonious`` or ``intermediate``.
    expression : str
        The terms joined by ``+``, highest raw coverage first.
    terms : tuple of Term
        The paths.
    consistency, pri, coverage : float
        Fit of the model as a whole.
    pairs : tuple of (int, int)
        For an intermediate model the numbers, from 1, of the conservative and the parsimonious
        model it comes from; every such pair among the models that are listed.
    cores : tuple of tuple of tuple of str
        For each pair and each term the conditions that are core: those of every parsimonious term
        that the term lies in. All others are peripheral.
    counterfactuals : tuple of tuple of int
        For an intermediate model the cubes whose remainders it may use: its easy counterfactuals.
    table : TruthTable
        The truth table it was made from.
    """

    solution: str
    expression: str
    terms: tuple[Term, ...]
    consistency: float
    pri: float
    coverage: float
    pairs: tuple[Pair, ...] = ()
    cores: tuple[tuple[tuple[str, ...], ...], ...] = ()
    counterfactuals: tuple[tuple[int, ...], ...] = ()
    table: TruthTable | None = field(default=None, repr=False, compare=False)

    derived = ("table",)

    @property
    def cubes(self) -> Cubes:
        """The terms as an array of shape (n_terms, k)."""
        k = len(self.terms[0].cube) if self.terms else 0
        return as_cubes([term.cube for term in self.terms], k)

    def verify(self) -> Verification:
        """Check the model against the truth table.

        Returns
        -------
        Verification
            True where every positive row is covered, no negative row is touched, no term and no
            literal can be left out, and no cover with fewer terms exists; each claim by itself.
        """
        if self.table is None:
            raise ValueError("this model was taken out of its solutions: read those instead")
        return verify_model(self.table, self.cubes, self.solution, self.counterfactuals)

    def __str__(self) -> str:
        return model_text(self)


@dataclass(frozen=True)
class Solution(Answer, kind="solution"):
    """All minimal models of one type.

    Attributes
    ----------
    type : str
        ``conservative``, ``parsimonious`` or ``intermediate``.
    n_models : int or None
        The exact number of minimal models. None only for an intermediate solution whose pairs are
        more than were solved; ``why_unknown`` then says how many and what to do.
    models : tuple of Model
        All of them, up to the limit.
    n_implicants : int
        Number of prime implicants that the models were chosen from, summed over the distinct
        problems of an intermediate solution.
    limit : int
        How many models are listed at most.
    why_unknown : str
        Why the number is not known, empty where it is.
    """

    type: str
    n_models: int | None
    models: tuple[Model, ...]
    n_implicants: int
    limit: int
    why_unknown: str = ""

    @property
    def n_listed(self) -> int:
        """Number of models in ``models``."""
        return len(self.models)

    @property
    def is_complete(self) -> bool:
        """Whether every minimal model is listed."""
        return self.n_models == self.n_listed

    def __str__(self) -> str:
        return solution_text(self)

    def to_frame(self) -> Any:
        """Return one row per term of each listed model as a pandas frame.

        Columns: ``solution``, ``model`` (from 1), ``term``, ``consistency``, ``pri``,
        ``raw_coverage``, ``unique_coverage``, ``cases``, ``core``, ``model_consistency``,
        ``model_pri``, ``model_coverage``.
        """
        return solutions_frame([self])


@dataclass(frozen=True, eq=False)
class Solutions(Answer, kind="solutions"):
    """The three solutions of one truth table.

    Attributes
    ----------
    table : TruthTable
        Rows, cut-offs, sets and cases they rest on.
    expectations : dict
        Directional expectations as given.
    conservative, parsimonious, intermediate : Solution
        Each with all minimal models.
    dead_end : str
        Why there is no model, empty where there is one.
    """

    table: TruthTable
    expectations: dict[str, Any]
    conservative: Solution
    parsimonious: Solution
    intermediate: Solution
    dead_end: str = ""

    @property
    def outcome(self) -> str:
        """The outcome, with ``~`` where it is negated."""
        return self.table.outcome

    def of_type(self, name: str) -> Solution:
        """Return one solution by the name of its type."""
        if name not in TYPES:
            raise ValueError(f"{name!r} is none of {', '.join(TYPES)}")
        found: Solution = getattr(self, name)
        return found

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Return the solutions that ``to_dict`` wrote, their models linked to the table again."""
        read = super().from_dict(data)

        def linked(solution: Solution) -> Solution:
            models = tuple(replace(model, table=read.table) for model in solution.models)
            return replace(solution, models=models)

        return replace(
            read,
            conservative=linked(read.conservative),
            parsimonious=linked(read.parsimonious),
            intermediate=linked(read.intermediate),
        )

    def __str__(self) -> str:
        head = f"Solutions for {self.outcome}"
        if self.dead_end:
            return f"{head}: none. {self.dead_end}"
        return "\n\n".join([head, *(str(self.of_type(name)) for name in TYPES)])

    def to_frame(self) -> Any:
        """Return one row per term of each listed model of the three solutions.

        Columns as in `Solution.to_frame`.
        """
        return solutions_frame([self.of_type(name) for name in TYPES])
