"""Easy counterfactuals: the remainders that directional expectations let a solution use.

For a conservative model c and a parsimonious model p: every term t of c that lies in a term s of p
loses each literal that is not in s and that contradicts its expectation. What the term then covers
beyond the positive rows are the easy counterfactuals of the pair. They are simplifying assumptions
of p by construction, since the reduced term still lies in s, and they are kept as cubes, never as
rows. Source: Ragin (2008), *Redesigning Social Inquiry*, ch. 9; the term-by-term definition is the
one that the R package QCA uses (Dușa 2019, *QCA with R*, ch. 8).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hanse.errors import InputError, unknown_name
from hanse.qca.chart import bits
from hanse.qca.cubes import FREE, Cubes, as_cubes, covers, row_patterns

__all__ = ["Expectations", "Reducer", "expected_values"]

Expectations = Mapping[str, str | int | Sequence[int]]
Key = tuple[tuple[int, ...], ...]


def expected_values(
    expectations: Expectations, conditions: Sequence[str], levels: Sequence[int]
) -> tuple[frozenset[int] | None, ...]:
    """Return the expected values of each condition, None where there is no expectation.

    Parameters
    ----------
    expectations : mapping
        Condition → ``"present"``, ``"absent"``, a value, or several values.
    conditions : sequence of str
        Conditions in the order of the table.
    levels : sequence of int
        0 for a fuzzy or crisp condition, else the number of its values.

    Raises
    ------
    InputError
        If a condition is unknown or the expectation is none of these.

    Examples
    --------
    >>> expected_values({"A": "present", "M": 2}, ["A", "B", "M"], [0, 0, 3])
    (frozenset({1}), None, frozenset({2}))
    """
    for name in expectations:
        if name not in conditions:
            raise unknown_name("condition", name, conditions, where="expectations")
    return tuple(
        _values(name, expectations[name], level) if name in expectations else None
        for name, level in zip(conditions, levels, strict=True)
    )


def _values(name: str, expectation: str | int | Sequence[int], level: int) -> frozenset[int]:
    """Return the values that one expectation names."""
    words = {"present": 1, "absent": 0}
    wanted: list[Any]
    if isinstance(expectation, str):
        found = words.get(expectation)
        wanted = [] if found is None or level else [found]
    elif isinstance(expectation, (Sequence, set, frozenset)):
        wanted = list(expectation)
    else:
        wanted = [expectation]
    whole = all(isinstance(v, (int, np.integer)) and not isinstance(v, bool) for v in wanted)
    if not wanted or not whole or any(v not in range(level or 2) for v in wanted):
        choices = f"values from 0 to {level - 1}" if level else '"present" or "absent"'
        raise InputError(
            f"the expectation on {name} is {expectation!r}",
            where="expectations",
            mend=f"Give {choices}.",
        )
    return frozenset(int(v) for v in wanted)


class Reducer:
    """Reduces conservative terms inside parsimonious ones and remembers what it did.

    Parameters
    ----------
    expected : tuple
        The values of `expected_values`.
    conservative, parsimonious : array of shape (n_terms, k)
        The distinct terms of all models of each solution.
    """

    def __init__(
        self,
        expected: tuple[frozenset[int] | None, ...],
        conservative: Cubes,
        parsimonious: Cubes,
    ) -> None:
        self._terms = {t.tobytes(): i for i, t in enumerate(conservative)}
        self._within: dict[bytes, dict[int, int]] = {}
        numbers: dict[tuple[int, ...], int] = {}
        inside = covers(parsimonious, conservative)
        for s, wider in enumerate(parsimonious):
            found = self._within.setdefault(wider.tobytes(), {})
            for t in np.flatnonzero(inside[s]).tolist():
                made = _reduced(conservative[t], wider, expected)
                if made != tuple(conservative[t].tolist()):
                    found[t] = numbers.setdefault(made, len(numbers))
        self._cubes = list(numbers)
        self._larger = _larger_ones(self._cubes)
        self._bits: dict[tuple[bytes, bytes], int] = {}
        self._keys: dict[int, Key] = {}

    def counterfactuals(self, conservative: Cubes, parsimonious: Cubes) -> Key:
        """Return the reduced terms of one pair of models that allow something new, sorted.

        Terms that lie in another one are left out; two pairs with the same key have the same easy
        counterfactuals.
        """
        word, terms = 0, conservative.tobytes()
        for wider in parsimonious:
            pair = (wider.tobytes(), terms)
            if pair not in self._bits:
                self._bits[pair] = self._word(pair[0], conservative)
            word |= self._bits[pair]
        if word not in self._keys:
            kept = [i for i in bits(word) if not self._larger[i] & word]
            self._keys[word] = tuple(sorted(self._cubes[i] for i in kept))
        return self._keys[word]

    def _word(self, wider: bytes, conservative: Cubes) -> int:
        """Return the reduced terms of one conservative model in one parsimonious term, as bits."""
        reduced = self._within[wider]
        numbers = (reduced.get(self._terms[term.tobytes()]) for term in conservative)
        return sum(1 << i for i in {number for number in numbers if number is not None})


def _reduced(
    term: NDArray[np.int8], wider: NDArray[np.int8], expected: tuple[frozenset[int] | None, ...]
) -> tuple[int, ...]:
    """Return the term without the literals that are not in the wider one and not as expected."""
    return tuple(
        FREE if w == FREE and v != FREE and e is not None and v not in e else v
        for v, w, e in zip(term.tolist(), wider.tolist(), expected, strict=True)
    )


def _larger_ones(cubes: list[tuple[int, ...]]) -> list[int]:
    """Return for each cube the others that it lies in, as bits."""
    if not cubes:
        return []
    stacked = as_cubes(cubes, len(cubes[0]))
    patterns = row_patterns(stacked, stacked)
    larger = [0] * len(cubes)
    for i, pattern in enumerate(patterns):
        for j in bits(pattern & ~(1 << i)):
            larger[j] |= 1 << i
    return larger
