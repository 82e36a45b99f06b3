"""Core and peripheral conditions by term-wise nesting.

A condition of an intermediate term is *core* where it is a literal of a parsimonious term that the
intermediate term lies in, and *peripheral* otherwise (Fiss 2011, *AMJ* 54(2), p. 403). It is not
enough that it occurs somewhere in the parsimonious model. A term that lies in no single
parsimonious term, only in several together, has no core condition.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from hanse.qca.cubes import FREE, Cubes, is_within

__all__ = ["CoreFinder"]

Cube = tuple[int, ...]


class CoreFinder:
    """Finds core conditions under each parsimonious model, looking at each pair of terms once.

    Parameters
    ----------
    conditions : sequence of str
        Names in the order of the table.
    parsimonious : list of arrays of shape (n_terms, k)
        The terms of each parsimonious model.

    Examples
    --------
    >>> finder = CoreFinder(["A", "B", "C"], [np.array([[1, FREE, FREE]], np.int8)])
    >>> finder.cores([(1, 0, FREE), (0, 0, FREE)], [1])
    ((('A',), ()),)
    """

    def __init__(self, conditions: Sequence[str], parsimonious: list[Cubes]) -> None:
        self._conditions = tuple(conditions)
        self._models = parsimonious
        self._known: dict[tuple[Cube, bytes], frozenset[int]] = {}

    def cores(
        self, terms: Sequence[Cube], models: Sequence[int]
    ) -> tuple[tuple[tuple[str, ...], ...], ...]:
        """Return for each parsimonious model, numbered from 1, the core conditions of each term."""
        return tuple(tuple(self._core(term, number) for term in terms) for number in models)

    def _core(self, term: Cube, number: int) -> tuple[str, ...]:
        """Return the core conditions of one term under one parsimonious model."""
        core: frozenset[int] = frozenset()
        for wider in self._models[number - 1]:
            core |= self._shared(term, wider)
        return tuple(name for j, name in enumerate(self._conditions) if j in core)

    def _shared(self, term: Cube, wider: np.ndarray) -> frozenset[int]:
        """Return the literals of the wider term where the term lies in it, else nothing."""
        key = (term, wider.tobytes())
        if key not in self._known:
            inside = is_within(np.array(term, dtype=np.int8), wider)
            kept = np.flatnonzero(wider != FREE).tolist() if inside else []
            self._known[key] = frozenset(kept)
        return self._known[key]
