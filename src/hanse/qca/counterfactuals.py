"""Easy counterfactuals: the remainders that directional expectations let a solution use.

For a conservative model c and a parsimonious model p: every term t of c that lies in a term s of p
loses each literal that is not in s and that contradicts its expectation. What the term then covers
beyond the positive rows are the easy counterfactuals of the pair. They are simplifying assumptions
of p by construction, since the reduced term still lies in s, and they are kept as cubes, never as
rows. Source: Ragin (2008), *Redesigning Social Inquiry*, ch. 9; the term-by-term definition is the
one that the R package QCA uses (Dușa 2019, *QCA with R*, ch. 8).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from hanse.errors import InputError, unknown_name
from hanse.qca.cubes import FREE, Cubes, covers

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
    if isinstance(expectation, str):
        found = words.get(expectation)
        wanted = [] if found is None or level else [found]
    else:
        wanted = [expectation] if isinstance(expectation, int) else list(expectation)
    if not wanted or any(v not in range(level or 2) for v in wanted):
        choices = f"values from 0 to {level - 1}" if level else '"present" or "absent"'
        raise InputError(
            f"the expectation on {name} is {expectation!r}",
            where="expectations",
            mend=f"Give {choices}.",
        )
    return frozenset(wanted)


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
        self._parsimonious = {tuple(s.tolist()): i for i, s in enumerate(parsimonious)}
        self._conservative = {tuple(t.tolist()): i for i, t in enumerate(conservative)}
        inside = covers(parsimonious, conservative)
        self._reduced: dict[tuple[int, int], tuple[int, ...]] = {}
        for s_index, t_index in np.argwhere(inside).tolist():
            term = conservative[t_index].tolist()
            within = parsimonious[s_index].tolist()
            made = tuple(
                FREE if w == FREE and v != FREE and e is not None and v not in e else v
                for v, w, e in zip(term, within, expected, strict=True)
            )
            if made != tuple(term):
                self._reduced[s_index, t_index] = made

    def counterfactuals(self, conservative: Cubes, parsimonious: Cubes) -> Key:
        """Return the reduced terms of one pair of models that allow something new, sorted.

        Terms that lie in another one are left out; two pairs with the same key have the same easy
        counterfactuals.
        """
        made = set(self._of_pair(conservative, parsimonious))
        return tuple(sorted(cube for cube in made if not _lies_in_another(cube, made)))

    def _of_pair(self, conservative: Cubes, parsimonious: Cubes) -> Iterator[tuple[int, ...]]:
        """Yield the reduced terms of one pair."""
        t_numbers = [self._conservative[tuple(t.tolist())] for t in conservative]
        for s in parsimonious:
            s_number = self._parsimonious[tuple(s.tolist())]
            for t_number in t_numbers:
                found = self._reduced.get((s_number, t_number))
                if found is not None:
                    yield found


def _lies_in_another(cube: tuple[int, ...], cubes: set[tuple[int, ...]]) -> bool:
    """Return whether a cube is a proper subset of another."""
    return any(
        other != cube and all(o in (FREE, c) for o, c in zip(other, cube, strict=True))
        for other in cubes
    )
