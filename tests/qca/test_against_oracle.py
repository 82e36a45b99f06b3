"""Prime implicants, models and intermediate solutions against an obvious brute-force oracle.

All 6,375 partial truth tables of up to three binary conditions and thousands of random ones, each
with random expectations: implicants, sets of models, easy counterfactuals and intermediate models
of every pair must be equal. The pieces of the engine run on rows here;
`test_against_oracle_whole.py` goes the public way.
"""

import random

import pytest
from tests.oracles import minimiser as oracle
from tests.qca.drawn_tables import (
    SEED,
    drawn_expectations,
    drawn_tables,
    every_table,
    sparse_tables,
)
from tests.qca.oracle_comparison import Comparison
from tests.qca.plain_search import search_models, slice_implicants
from tests.qca.test_against_oracle_whole import NUMBER as WHOLE

ORACLE = {
    "one condition": (5, lambda: every_table(1)),
    "two conditions": (65, lambda: every_table(2)),
    "three conditions": (6305, lambda: every_table(3)),
    "four conditions": (700, lambda: drawn_tables(4, 700)),
    "two, multi-value": (300, lambda: drawn_tables(2, 300, (2, 3, 4))),
    "three, multi-value": (500, lambda: drawn_tables(3, 500, (2, 3))),
    "four, multi-value": (50, lambda: drawn_tables(4, 50, (2, 3))),
    "five": (
        100,
        lambda: sparse_tables(5, 100, positives=(1, 5), negatives=(1, 10)),
    ),
    "six": (8, lambda: sparse_tables(6, 8, positives=(1, 3), negatives=(6, 20))),
}
SEARCH = {
    "five, dense": (300, lambda: drawn_tables(5, 300)),
    "five, multi-value": (
        80,
        lambda: sparse_tables(5, 80, positives=(1, 6), negatives=(6, 20), level_choices=(2, 3)),
    ),
    "six": (80, lambda: sparse_tables(6, 80, positives=(1, 8), negatives=(4, 20))),
    "seven": (20, lambda: sparse_tables(7, 20, positives=(1, 6), negatives=(10, 40))),
    "eight": (10, lambda: sparse_tables(8, 10, positives=(1, 5), negatives=(20, 60))),
}


def compare_all(comparison, tables):
    """Compare every table and return how many there were."""
    rng, number = random.Random(SEED), 0
    for table in tables:
        conservative, parsimonious = comparison.solutions(table)
        expectations = drawn_expectations(rng, table.levels)
        comparison.intermediate(table, expectations, conservative, parsimonious)
        number += 1
    return number


def test_more_than_ten_thousand_tables_are_compared_with_the_oracle():
    pieces = sum(count for count, _ in ORACLE.values())
    assert (pieces, sum(WHOLE.values())) == (8_033, 2_176)


@pytest.mark.parametrize("kind", ORACLE)
def test_implicants_models_and_intermediate_models_equal_those_of_the_oracle(kind):
    count, tables = ORACLE[kind]
    assert compare_all(Comparison(), tables()) == count


@pytest.mark.parametrize("kind", SEARCH)
def test_larger_tables_equal_a_plain_search(kind):
    count, tables = SEARCH[kind]
    assert compare_all(Comparison(slice_implicants, search_models), tables()) == count


@pytest.mark.parametrize(("k", "level_choices"), [(2, (2, 3, 4)), (3, (2, 3)), (4, (2,))])
def test_the_plain_search_equals_the_oracle(k, level_choices):
    for table in drawn_tables(k, 60, level_choices):
        for may_cover in (set(), table.remainders):
            asked = (table.levels, table.positives, may_cover)
            implicants = oracle.prime_implicants(*asked)
            assert slice_implicants(*asked) == implicants
            models = oracle.minimal_models(implicants, table.positives)
            assert search_models(implicants, table.positives) == models
