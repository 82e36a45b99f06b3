"""The fit and the cases of terms and models, each term measured once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from hanse.qca.cubes import Cubes, literals_of, sort_key
from hanse.qca.expression import product
from hanse.qca.fit import sufficiency_fit, unique_coverages
from hanse.qca.rows import term_memberships
from hanse.qca.solutions import Model, Term
from hanse.qca.truth_table import TruthTable

__all__ = ["Fitter"]


class Fitter:
    """Measures models against the cases of one truth table.

    Parameters
    ----------
    table : TruthTable
        The table whose cases and outcome count.
    """

    def __init__(self, table: TruthTable) -> None:
        self.table = table
        self._corners, self._y = table.corners(), table.y()
        self._ids = np.array(table.sets.cases.cases, dtype=object)
        self._known: dict[bytes, Term] = {}

    def model(
        self, solution: str, cubes: Cubes, counterfactuals: tuple[tuple[int, ...], ...] = ()
    ) -> Model:
        """Return the model of some terms, highest raw coverage first."""
        members = term_memberships(self._corners, cubes)
        terms = [self._term(cube, members[:, i]) for i, cube in enumerate(cubes)]
        unique = unique_coverages(members, self._y)
        terms = [replace(t, unique_coverage=float(u)) for t, u in zip(terms, unique, strict=True)]
        order = sorted(
            range(len(terms)), key=lambda i: (-round(terms[i].raw_coverage, 9), sort_key(cubes[i]))
        )
        fit = sufficiency_fit(members.max(axis=1), self._y)
        return Model(
            solution=solution,
            expression=" + ".join(terms[i].expression for i in order),
            terms=tuple(terms[i] for i in order),
            consistency=fit.consistency,
            pri=fit.pri,
            coverage=fit.coverage,
            counterfactuals=counterfactuals,
            table=self.table,
        )

    def _term(self, cube: np.ndarray, members: np.ndarray) -> Term:
        """Return a term with its own fit; its unique coverage depends on the model."""
        key = cube.tobytes()
        if key not in self._known:
            literals = literals_of(cube, self.table.conditions, self.table.levels)
            fit = sufficiency_fit(members, self._y)
            inside = members > 0.5
            self._known[key] = Term(
                expression=product(literals),
                literals=literals,
                cube=tuple(cube.tolist()),
                consistency=fit.consistency,
                pri=fit.pri,
                raw_coverage=fit.coverage,
                unique_coverage=float("nan"),
                cases=tuple(self._ids[inside].tolist()),
                deviant=tuple(self._ids[inside & (self._y < 0.5)].tolist()),
            )
        return self._known[key]
