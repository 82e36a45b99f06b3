"""The slow, obvious minimiser: every cube, every combination, straight from the definitions.

The numbers are those of the QCA reference (``shared/reference/qca/README.md``, "Definitions").
Nothing here is fast, and nothing here looks at the library, so that the two can disagree.
Everything is comfortable up to four conditions; with five, ``minimal_models`` may take seconds.
"""

import random
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import chain, combinations, product
from typing import NamedTuple

Levels = tuple[int, ...]
"""How many values each condition has: 2 for crisp and fuzzy, more for multi-value."""

Row = tuple[int, ...]
"""One truth-table row: a value for each condition."""

Cube = tuple[int | None, ...]
"""A term: one value for each condition, or None where the condition is free."""

Model = frozenset[Cube]
"""A disjunction of terms."""

Expectations = Mapping[int, AbstractSet[int] | None]
"""Condition index -> the expected values; None, or no entry, is no expectation."""


class RandomTable(NamedTuple):
    """A partial truth table; every row in neither set is a logical remainder."""

    levels: Levels
    positives: set[Row]
    negatives: set[Row]

    @property
    def remainders(self) -> set[Row]:
        """Return the rows that are neither positive nor negative."""
        return remainders_of(self.levels, self.positives, self.negatives)


def all_rows(levels: Levels) -> list[Row]:
    """List every row, the first condition most significant, value 0 first."""
    return list(product(*(range(count) for count in levels)))


def all_cubes(levels: Levels) -> list[Cube]:
    """List every cube: each condition is free or fixed at one of its values.

    >>> all_cubes((2,))
    [(None,), (0,), (1,)]
    """
    return list(product(*((None, *range(count)) for count in levels)))


def covers(cube: Cube, row: Row) -> bool:
    """Say whether the row has the value of every literal of the cube."""
    return all(literal in (None, value) for literal, value in zip(cube, row, strict=True))


def rows_of(cube: Cube, levels: Levels) -> set[Row]:
    """Collect the rows that a cube covers.

    >>> sorted(rows_of((1, None), (2, 3)))
    [(1, 0), (1, 1), (1, 2)]
    """
    return {row for row in all_rows(levels) if covers(cube, row)}


def is_inside(inner: Cube, outer: Cube) -> bool:
    """Say whether ``inner`` is a subset of ``outer``: it has every literal of ``outer``.

    >>> is_inside((1, 0), (1, None)), is_inside((1, None), (1, 0)), is_inside((1, 0), (1, 0))
    (True, False, True)
    """
    return all(wide in (None, narrow) for narrow, wide in zip(inner, outer, strict=True))


def remainders_of(
    levels: Levels, positives: AbstractSet[Row], negatives: AbstractSet[Row]
) -> set[Row]:
    """Collect the logical remainders: the rows that are neither positive nor negative."""
    return set(all_rows(levels)) - positives - negatives


def prime_implicants(
    levels: Levels, positives: AbstractSet[Row], may_cover: AbstractSet[Row]
) -> set[Cube]:
    """Find the prime implicants by trying every cube (definition 11).

    An implicant has all its rows in ``positives`` or ``may_cover``; it is prime when no other
    implicant contains it; it is kept when it covers a positive row. Conservative: ``may_cover``
    is empty. Parsimonious: ``may_cover`` is all the remainders.
    """
    allowed = positives | may_cover
    implicants = [cube for cube in all_cubes(levels) if rows_of(cube, levels) <= allowed]
    return {
        cube
        for cube in implicants
        if not any(other != cube and is_inside(cube, other) for other in implicants)
        and any(covers(cube, row) for row in positives)
    }


def is_cover(terms: Iterable[Cube], positives: AbstractSet[Row]) -> bool:
    """Say whether every positive row lies in at least one of the terms."""
    chosen = list(terms)
    return all(any(covers(cube, row) for cube in chosen) for row in positives)


def minimal_models(implicants: AbstractSet[Cube], positives: AbstractSet[Row]) -> set[Model]:
    """Find *all* covers of the positives with the minimum number of terms (definition 12).

    Combinations are tried in increasing size; the first size that covers ends the search.
    Literals are not counted. No cover at all gives the empty set.
    """
    for size in range(len(implicants) + 1):
        models = set(_covers_of_size(implicants, positives, size))
        if models:
            return models
    return set()


def irredundant_models(implicants: AbstractSet[Cube], positives: AbstractSet[Row]) -> set[Model]:
    """Find all covers from which no term can be left out (definition 12, ``all.sol=TRUE``).

    Each term of such a cover has a positive row of its own, so none has more terms than there
    are positive rows.
    """
    return {
        model
        for size in range(min(len(implicants), len(positives)) + 1)
        for model in _covers_of_size(implicants, positives, size)
        if not any(is_cover(model - {term}, positives) for term in model)
    }


def _covers_of_size(
    implicants: AbstractSet[Cube], positives: AbstractSet[Row], size: int
) -> Iterator[Model]:
    """Try every combination of ``size`` implicants and yield those that cover the positives.

    An implicant that alone covers some positive row is in every cover, so it is set beforehand.
    """
    covered = {
        cube: frozenset(row for row in positives if covers(cube, row)) for cube in implicants
    }
    unavoidable = {cube for cube in implicants if not is_cover(set(implicants) - {cube}, positives)}
    missing = frozenset(positives).difference(*(covered[cube] for cube in unavoidable))
    if size < len(unavoidable):
        return
    for chosen in combinations(sorted_cubes(implicants - unavoidable), size - len(unavoidable)):
        if missing.issubset(chain.from_iterable(covered[cube] for cube in chosen)):
            yield frozenset(unavoidable.union(chosen))


def sorted_cubes(cubes: Iterable[Cube]) -> list[Cube]:
    """Order cubes by their values, free conditions last, so that runs repeat."""
    return sorted(cubes, key=lambda cube: tuple((value is None, value or 0) for value in cube))


def conservative_models(levels: Levels, positives: AbstractSet[Row]) -> set[Model]:
    """Find the models of the conservative solution (definitions 11 and 12)."""
    return minimal_models(prime_implicants(levels, positives, set()), positives)


def parsimonious_models(
    levels: Levels, positives: AbstractSet[Row], negatives: AbstractSet[Row]
) -> set[Model]:
    """Find the models of the parsimonious solution (definitions 11 and 12)."""
    remainders = remainders_of(levels, positives, negatives)
    return minimal_models(prime_implicants(levels, positives, remainders), positives)


def simplifying_assumptions(model: Model, levels: Levels, positives: AbstractSet[Row]) -> set[Row]:
    """Collect the rows covered by the model that are not positive rows (definition 14)."""
    return {
        row
        for row in all_rows(levels)
        if row not in positives and any(covers(term, row) for term in model)
    }


def reduced_term(term: Cube, wider: Cube, expectations: Expectations) -> Cube:
    """Remove from ``term`` the literals that its expectations let go (definition 15).

    A literal goes when it is not in ``wider`` and its condition has an expectation that does
    not contain its value. It stays when it is in ``wider``, when there is no expectation, or
    when its value is among the expected ones.
    """
    literals: list[int | None] = []
    for condition, value in enumerate(term):
        expected = expectations.get(condition)
        stays = wider[condition] is not None or expected is None or value in expected
        literals.append(value if stays else None)
    return tuple(literals)


def easy_counterfactuals(
    conservative_model: Model,
    parsimonious_model: Model,
    levels: Levels,
    positives: AbstractSet[Row],
    negatives: AbstractSet[Row],
    expectations: Expectations,
) -> set[Row]:
    """Collect the easy counterfactuals of one pair of models, row by row (definition 15).

    They are the simplifying assumptions of the parsimonious model that lie in a conservative
    term, reduced against a parsimonious term that contains it.
    """
    remainders = remainders_of(levels, positives, negatives)
    assumptions = simplifying_assumptions(parsimonious_model, levels, positives) & remainders
    easy: set[Row] = set()
    for term in conservative_model:
        for wider in parsimonious_model:
            if is_inside(term, wider):
                reduced = reduced_term(term, wider, expectations)
                easy.update(row for row in assumptions if covers(reduced, row))
    return easy


def intermediate_models(
    levels: Levels,
    positives: AbstractSet[Row],
    negatives: AbstractSet[Row],
    expectations: Expectations,
) -> dict[tuple[Model, Model], set[Model]]:
    """Find the intermediate models of every pair (conservative, parsimonious) (definition 15).

    The positives are minimised again with the easy counterfactuals of the pair as rows that may
    be covered and need not be.
    """
    return {
        (conservative, parsimonious): minimal_models(
            prime_implicants(
                levels,
                positives,
                easy_counterfactuals(
                    conservative, parsimonious, levels, positives, negatives, expectations
                ),
            ),
            positives,
        )
        for conservative in conservative_models(levels, positives)
        for parsimonious in parsimonious_models(levels, positives, negatives)
    }


def union_of_models(by_pair: Mapping[tuple[Model, Model], AbstractSet[Model]]) -> set[Model]:
    """Pool the intermediate models of all pairs (definition 15)."""
    return set().union(*by_pair.values())


def core_conditions(intermediate_term: Cube, parsimonious_model: Model) -> Cube:
    """Return the core literals of an intermediate term, by term-wise nesting.

    Core are the literals of every parsimonious term that contains the intermediate term; all of
    them are literals of the intermediate term too. The rest of its literals are peripheral. A
    term that lies in no parsimonious term has no core: every place is None.
    """
    containing = [term for term in parsimonious_model if is_inside(intermediate_term, term)]
    return tuple(
        value if any(term[condition] is not None for term in containing) else None
        for condition, value in enumerate(intermediate_term)
    )


def random_table(
    rng: random.Random, k: int, *, level_choices: tuple[int, ...] = (2,)
) -> RandomTable:
    """Make a random partial truth table with ``k`` conditions and at least one positive row.

    Each condition draws its number of values from ``level_choices``. Each row is positive,
    negative or a remainder, in proportions that are random as well; a table without negative
    rows or without remainders can occur.
    """
    levels = tuple(rng.choice(level_choices) for _ in range(k))
    weights = [rng.random() for _ in range(3)]
    rows = all_rows(levels)
    kinds = rng.choices(("positive", "negative", "remainder"), weights, k=len(rows))
    kind_of = dict(zip(rows, kinds, strict=True))
    kind_of[rng.choice(rows)] = "positive"
    return RandomTable(
        levels,
        {row for row, kind in kind_of.items() if kind == "positive"},
        {row for row, kind in kind_of.items() if kind == "negative"},
    )
