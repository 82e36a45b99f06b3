"""The public way, from crisp cases to all three solutions, against the brute-force oracle."""

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
from tests.qca.oracle_comparison import plain
from tests.qca.row_tables import table_of_rows

from hanse.qca import minimize

MANY = 100_000
TABLES = {
    "two": lambda: every_table(2),
    "three": lambda: list(every_table(3))[::5],
    "four": lambda: drawn_tables(4, 500),
    "multi-value": lambda: drawn_tables(3, 300, (2, 3)),
    "five": lambda: sparse_tables(5, 50, positives=(1, 4), negatives=(1, 8)),
}
NUMBER = {"two": 65, "three": 1261, "four": 500, "multi-value": 300, "five": 50}


def models_of(solution):
    """Return all models of a solution as the oracle writes them."""
    models = [frozenset(plain(model.cubes)) for model in solution.models]
    assert len(set(models)) == len(models) == solution.n_models
    return models


def compare_core(model, parsimonious):
    """Compare the core conditions of each term under each pair of an intermediate model."""
    names = model.table.conditions
    for (_, p), cores in zip(model.pairs, model.cores, strict=True):
        for cube, core in zip(plain(model.cubes), cores, strict=True):
            theirs = oracle.core_conditions(cube, parsimonious[p - 1])
            found = [n for n, v in zip(names, theirs, strict=True) if v is not None]
            assert list(core) == found


def compare(table, rng):
    """Compare the three solutions of one table."""
    made = table_of_rows(*table[1:], table.levels)
    assert {row.values: row.out for row in made.rows} == {
        **dict.fromkeys(table.positives, "1"),
        **dict.fromkeys(table.negatives, "0"),
    }
    expectations = drawn_expectations(rng, table.levels)
    given = {made.conditions[j]: sorted(values) for j, values in expectations.items()}
    solutions = minimize(made, expectations=given, limit=MANY)
    conservative = models_of(solutions.conservative)
    parsimonious = models_of(solutions.parsimonious)
    intermediate = models_of(solutions.intermediate)
    assert set(conservative) == oracle.conservative_models(table.levels, table.positives)
    assert set(parsimonious) == oracle.parsimonious_models(*table)
    found = {}
    for model, cubes in zip(solutions.intermediate.models, intermediate, strict=True):
        for c, p in model.pairs:
            found.setdefault((conservative[c - 1], parsimonious[p - 1]), set()).add(cubes)
        compare_core(model, parsimonious)
    assert found == oracle.intermediate_models(*table, expectations)
    return solutions


@pytest.mark.parametrize("kind", TABLES)
def test_three_solutions_of_crisp_cases_equal_those_of_the_oracle(kind):
    rng, number = random.Random(SEED), 0
    for table in TABLES[kind]():
        solutions = compare(table, rng)
        number += 1
        if number % 5 == 0:
            models = [
                solutions.of_type(name).models[-1] for name in ("conservative", "intermediate")
            ]
            models += solutions.parsimonious.models[:2]
            assert all(model.verify() for model in models)
        for name in ("conservative", "parsimonious", "intermediate"):
            for model in solutions.of_type(name).models[:3]:
                assert (model.consistency, model.pri, model.coverage) == (1, 1, 1)
    assert number == NUMBER[kind]
