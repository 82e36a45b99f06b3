"""Every model of the reference implementation: terms, prime implicants, counterfactuals."""

from collections import Counter

import pytest
from tests.qca.reference import FOUND, cube_of, expectations_of, model_of, named
from tests.qca.reference_models import (
    INTERMEDIATE,
    PLAIN,
    binary_levels,
    models_of,
    rows_beyond_positives,
    solution_of,
    solved,
    terms_of,
)

from hanse.qca.counterfactuals import Reducer, expected_values
from hanse.qca.cubes import as_cubes
from hanse.qca.implicants import prime_implicants_avoiding
from hanse.qca.merging import merge_rows


def pair_of(entry, conditions):
    """Return the two models that an entry of the reference's intermediate solution rests on."""
    return tuple(model_of(entry[side], conditions) for side in ("c_sol", "p_sol"))


def models_by_pair(solutions):
    """Return our intermediate models under each pair of models that they come from."""
    found = {}
    for model in solutions.intermediate.models:
        for c, p in model.pairs:
            first = terms_of(solutions.conservative.models[c - 1])
            second = terms_of(solutions.parsimonious.models[p - 1])
            found.setdefault((first, second), set()).add(terms_of(model))
    return found


def reducer_of(solutions, expectations):
    """Return what reduces terms, made of all terms of both solutions."""
    table = solutions.table
    expected = expected_values(expectations, table.conditions, table.levels)
    k = len(table.conditions)
    sides = (solutions.conservative, solutions.parsimonious)
    terms = [as_cubes(sorted(set().union(*models_of(side))), k) for side in sides]
    return Reducer(expected, *terms)


def test_no_record_is_left_out_in_silence():
    counts = Counter(map(solution_of, [*PLAIN, *INTERMEDIATE]))
    assert counts == (
        {"conservative": 73, "parsimonious": 132, "intermediate": 75}
        if FOUND
        else {"conservative": 13, "parsimonious": 23, "intermediate": 13}
    )


@pytest.mark.parametrize("record", named(PLAIN))
def test_all_models_equal_those_of_the_reference(record):
    solution = solved(record["id"]).of_type(solution_of(record))
    conditions = record["truthTable_args"]["conditions"]
    theirs = {model_of(terms, conditions) for terms in record["output"]["models"]}
    assert models_of(solution) == theirs
    assert solution.n_models == len(theirs) == record["output"]["n_models"]


@pytest.mark.parametrize("record", named(PLAIN))
def test_prime_implicants_equal_those_of_the_reference(record):
    table = solved(record["id"]).table
    positives, negatives = table.coded("1"), table.coded("0")
    if solution_of(record) == "conservative":
        ours = merge_rows(positives, binary_levels(table))
    else:
        ours = prime_implicants_avoiding(positives, negatives)
    theirs = {cube_of(term, table.conditions) for term in record["output"]["PIchart"]["PI"]}
    assert set(map(tuple, ours.tolist())) == theirs


@pytest.mark.parametrize("record", named(PLAIN))
def test_terms_common_to_all_models_are_those_of_the_reference(record):
    solutions = solved(record["id"])
    shared = frozenset.intersection(*models_of(solutions.of_type(solution_of(record))))
    essential = record["output"]["essential"]
    listed = [essential] if isinstance(essential, str) else essential
    assert shared == model_of(listed, solutions.table.conditions)


@pytest.mark.parametrize("record", named(PLAIN))
def test_simplifying_assumptions_equal_those_of_the_reference(record):
    table = solved(record["id"]).table
    output = record["output"]
    for terms, rows in zip(output["models"], output["SA_rows"].values(), strict=True):
        cubes = model_of(terms, table.conditions)
        assert rows_beyond_positives(table, cubes) == set(rows)


@pytest.mark.parametrize("record", named(INTERMEDIATE))
def test_models_of_each_pair_equal_those_of_the_reference(record):
    solutions = solved(record["id"])
    conditions = solutions.table.conditions
    theirs = {
        pair_of(entry, conditions): {model_of(terms, conditions) for terms in entry["models"]}
        for entry in record["output"]["i_sol"].values()
    }
    assert models_by_pair(solutions) == theirs
    assert solutions.intermediate.n_models == len(set().union(*theirs.values()))


@pytest.mark.parametrize("record", named(INTERMEDIATE))
def test_easy_and_difficult_counterfactuals_equal_those_of_the_reference(record):
    solutions = solved(record["id"])
    table = solutions.table
    conditions = table.conditions
    reducer = reducer_of(solutions, expectations_of(record["args"]["dir.exp"], conditions))
    for entry in record["output"]["i_sol"].values():
        pair = pair_of(entry, conditions)
        sides = [as_cubes(sorted(model), len(conditions)) for model in pair]
        easy = rows_beyond_positives(table, reducer.counterfactuals(*sides))
        assert easy == set(entry["EC_rows"])
        assert rows_beyond_positives(table, pair[1]) - easy == set(entry["DC_rows"])
