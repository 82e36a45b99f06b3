"""One table through the pieces of the engine and through brute force, compared piece by piece."""

from functools import cache
from itertools import chain

from tests.oracles import minimiser as oracle

from hanse.qca.counterfactuals import Reducer
from hanse.qca.covers import minimal_covers
from hanse.qca.cubes import FREE, as_cubes, row_patterns
from hanse.qca.implicants import prime_implicants_avoiding
from hanse.qca.merging import merge_rows, merge_with_cubes

ALL = 1_000_000


def plain(cubes):
    """Return cubes as the oracle writes them: None where a condition is free."""
    return [tuple(None if v == FREE else v for v in cube) for cube in cubes.tolist()]


def as_array(model, k):
    """Return an oracle's terms as cubes."""
    return as_cubes(sorted(tuple(FREE if v is None else v for v in cube) for cube in model), k)


def models_from(implicants, positives):
    """Return all minimal models that our search finds among the implicants."""
    found = minimal_covers(row_patterns(implicants, positives), len(positives), limit=ALL)
    listed = plain(implicants)
    models = {frozenset(listed[i] for i in chosen) for chosen in found.listed}
    assert len(models) == len(found.listed) == found.count
    return models


class Comparison:
    """Compares one table at a time.

    ``implicants_of`` and ``models_of`` are the brute force; the oracle's own unless given.
    """

    def __init__(self, implicants_of=oracle.prime_implicants, models_of=oracle.minimal_models):
        self.implicants_of, self.models_of = implicants_of, models_of

    def solutions(self, table):
        """Compare the conservative and the parsimonious solution; return their models."""
        k = len(table.levels)
        positives, negatives = (as_cubes(sorted(rows), k) for rows in table[1:])
        return tuple(
            self._solution(table, implicants, may_cover)
            for implicants, may_cover in (
                (merge_rows(positives, table.levels), set()),
                (prime_implicants_avoiding(positives, negatives), table.remainders),
            )
        )

    def _solution(self, table, implicants, may_cover):
        theirs = self.implicants_of(table.levels, table.positives, may_cover)
        assert len(implicants) == len(theirs)
        assert set(plain(implicants)) == theirs
        models = self.models_of(theirs, table.positives)
        assert (
            models_from(implicants, as_cubes(sorted(table.positives), len(table.levels))) == models
        )
        return models

    def intermediate(self, table, expectations, conservative, parsimonious):
        """Compare the easy counterfactuals, implicants and models of every pair."""
        k = len(table.levels)
        positives = as_cubes(sorted(table.positives), k)
        merged = merge_rows(positives, table.levels)
        expected = tuple(
            frozenset(expectations[j]) if j in expectations else None for j in range(k)
        )
        sides = (as_array(set(chain(*models)), k) for models in (conservative, parsimonious))
        reducer = Reducer(expected, *sides)

        @cache
        def theirs(easy):
            implicants = self.implicants_of(table.levels, table.positives, easy)
            return implicants, self.models_of(implicants, table.positives)

        @cache
        def ours(key):
            implicants = merge_with_cubes(merged, as_cubes(key, k), table.levels)
            useful = implicants[[p != 0 for p in row_patterns(implicants, positives)]]
            return set(plain(useful)), models_from(useful, positives)

        for c in conservative:
            for p in parsimonious:
                easy = oracle.easy_counterfactuals(c, p, *table, expectations)
                key = reducer.counterfactuals(as_array(c, k), as_array(p, k))
                cubes = plain(as_cubes(key, k))
                covered = {row for cube in cubes for row in oracle.rows_of(cube, table.levels)}
                assert covered - table.positives == easy
                assert ours(key) == theirs(frozenset(easy))
