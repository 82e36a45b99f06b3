"""Where the reference implementation stops, gives one model of many, or is wrong.

The letters B1, B2, ... number its bugs and limits in the notes beside the reference outputs.
"""

import pytest
from tests.oracles import minimiser as oracle
from tests.qca.oracle_comparison import plain
from tests.qca.plain_search import search_models, slice_implicants
from tests.qca.reference import FOUND, cube_of, expectations_of, named
from tests.qca.reference_models import (
    FAILED,
    FIRST_ONLY,
    binary_levels,
    models_of,
    solution_of,
    solved,
)

from hanse.qca.branching import count_by_branching
from hanse.qca.chart import make_chart
from hanse.qca.cubes import as_cubes, row_patterns
from hanse.qca.implicants import prime_implicants_avoiding
from hanse.qca.merging import merge_rows
from hanse.qca.verify import verify_model

LIMITS = ("could not allocate", "reached elapsed", "reached CPU")
NOTHING = ("None of the values in OUT is explained", "There are no configurations")


def failed(*starts):
    return [r for r in FAILED if any(start in r["error"] for start in starts)]


LIMITED, EMPTY = failed(*LIMITS), failed(*NOTHING)
NO_NEGATIVE = failed("All truth table configurations are used")


def rows_of(table, out):
    return {row.values for row in table.rows if row.out == out}


def search_solution(record):
    """Return all models of a record's solution by plain search; of every pair if intermediate."""
    table = solved(record["id"]).table
    levels, positives, negatives = binary_levels(table), rows_of(table, "1"), rows_of(table, "0")
    others = oracle.remainders_of(levels, positives, negatives)

    def models(may_cover):
        return search_models(slice_implicants(levels, positives, may_cover), positives)

    if solution_of(record) != "intermediate":
        return models(others if solution_of(record) == "parsimonious" else set())
    given = expectations_of(record["args"]["dir.exp"], table.conditions)
    expected = {table.conditions.index(name): set(values) for name, values in given.items()}
    rows = (levels, positives, negatives, expected)
    pairs = [(c, p) for c in models(set()) for p in models(others)]
    easy = {frozenset(oracle.easy_counterfactuals(c, p, *rows)) for c, p in pairs}
    return set().union(*map(models, easy))


TOO_LARGE = {
    "Ro05-min-neg1-cons",
    "Ro17-min-pos1-cons",
    "Ro17-min-neg1-cons",
    "Ro17-min-neg1-int-all1",
}
"""Charts on which plain search does not end: two other ways to count their models."""
SEARCHED = [r for r in LIMITED if r["id"] not in TOO_LARGE]
COUNTED = [r for r in LIMITED if r["id"] in TOO_LARGE and solution_of(r) == "conservative"]


def branching_count(positives, implicants):
    """Return the size and number of the models by branching on the whole chart."""
    return count_by_branching(make_chart(row_patterns(implicants, positives), len(positives)))


def test_no_record_is_left_out_in_silence():
    counts = tuple(map(len, (FIRST_ONLY, SEARCHED, COUNTED, EMPTY, NO_NEGATIVE)))
    assert counts == ((18, 8, 3, 7, 22) if FOUND else (4, 0, 0, 0, 7))
    assert len(LIMITED) + len(EMPTY) + len(NO_NEGATIVE) == len(FAILED)


@pytest.mark.parametrize("record", named(FIRST_ONLY))
def test_the_one_model_of_the_reference_is_one_of_all_of_ours(record):
    solutions = solved(record["id"])
    solution, table = solutions.parsimonious, solutions.table
    cubes = [cube_of(term, table.conditions) for term in record["output"]["models"][0]]
    assert len(cubes) == len(solution.models[0].terms)
    assert verify_model(table, as_cubes(cubes, len(table.conditions)), "parsimonious")
    if solution.is_complete:
        assert frozenset(cubes) in models_of(solution)


@pytest.mark.parametrize("record", named(FIRST_ONLY))
def test_the_number_of_models_is_the_same_by_another_method(record):
    solutions = solved(record["id"])
    positives, negatives = (solutions.table.coded(out) for out in "10")
    implicants = prime_implicants_avoiding(positives, negatives)
    size = len(solutions.parsimonious.models[0].terms)
    assert branching_count(positives, implicants) == (size, solutions.parsimonious.n_models)


@pytest.mark.parametrize("record", named(NO_NEGATIVE))
def test_b10_without_a_negative_row_the_parsimonious_solution_is_always_true(record):
    solutions = solved(record["id"])
    assert not rows_of(solutions.table, "0")
    found = solutions.of_type(solution_of(record))
    if solution_of(record) == "intermediate":
        found = solutions.parsimonious
    assert [model.expression for model in found.models] == ["1"]
    assert found.models[0].coverage == 1
    assert found.models[0].verify()
    assert solutions.dead_end == ""


if FOUND:

    @pytest.mark.parametrize("record", named(EMPTY))
    def test_no_positive_row_is_a_dead_end_with_the_nearest_row(record):
        solutions = solved(record["id"])
        solution = solutions.of_type(solution_of(record))
        assert (solution.n_models, solution.models) == (0, ())
        no_row = "n.cut" in record["truthTable_args"] and "no configurations" in record["error"]
        assert solutions.dead_end.startswith("No row has" if no_row else "No row passes for")

    @pytest.mark.parametrize("record", named(LIMITED))
    def test_models_that_the_reference_cannot_give_are_verified(record):
        solution = solved(record["id"]).of_type(solution_of(record))
        assert solution.n_models == solution.n_listed > 0
        for model in solution.models[:: max(1, solution.n_listed // 5)]:
            assert model.verify()

    @pytest.mark.parametrize("record", named(SEARCHED))
    def test_models_that_the_reference_cannot_give_equal_a_plain_search(record):
        solution = solved(record["id"]).of_type(solution_of(record))
        theirs = {
            frozenset(tuple(-1 if v is None else v for v in cube) for cube in model)
            for model in search_solution(record)
        }
        assert models_of(solution) == theirs

    @pytest.mark.parametrize("record", named(COUNTED))
    def test_models_too_many_to_search_are_counted_alike_by_branching(record):
        table = solved(record["id"]).table
        levels, positives = binary_levels(table), table.coded("1")
        theirs = slice_implicants(levels, rows_of(table, "1"), set())
        ours = merge_rows(positives, levels)
        assert set(plain(ours)) == theirs
        found = solved(record["id"]).conservative
        assert branching_count(positives, ours) == (len(found.models[0].terms), found.n_models)
