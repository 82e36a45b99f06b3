"""Every claim of a verification fails for the model that it is about, and for no other."""

import random
from dataclasses import replace

import pytest
from tests.oracles import minimiser as oracle
from tests.qca.drawn_tables import drawn_tables
from tests.qca.row_tables import table_of_rows

from hanse.qca import minimize
from hanse.qca.cubes import as_cubes
from hanse.qca.verify import lies_in_union, verify_model

# Positive A*B; negative ~A*~B*~C, ~A*B*C and A*~B*~C; the other three rows are remainders.
ROWS = ({(1, 1, 1), (1, 1, 0)}, {(0, 0, 0), (0, 1, 1), (1, 0, 0)})
CLAIMS = (
    "covers_every_positive_row",
    "touches_no_negative_row",
    "uses_only_allowed_rows",
    "no_term_can_be_left_out",
    "no_literal_can_be_left_out",
    "no_cover_has_fewer_terms",
)


def failing(cubes, solution, counterfactuals=()):
    """Return the claims that do not hold."""
    table = table_of_rows(*ROWS, (2, 2, 2))
    found = verify_model(table, as_cubes(cubes, 3), solution, counterfactuals)
    wrong = {claim for claim in CLAIMS if not getattr(found, claim)}
    assert bool(found) is not bool(wrong)
    return wrong


def test_the_right_models_hold():
    assert failing([[1, 1, -1]], "conservative") == set()
    assert failing([[1, 1, -1]], "parsimonious") == set()


@pytest.mark.parametrize(
    ("cubes", "solution", "wrong"),
    [
        ([[1, -1, 1]], "parsimonious", {"covers_every_positive_row"}),
        ([[1, -1, -1]], "parsimonious", {"touches_no_negative_row", "uses_only_allowed_rows"}),
        (
            [[1, 1, -1], [-1, 0, 1]],
            "parsimonious",
            {"no_term_can_be_left_out", "no_cover_has_fewer_terms"},
        ),
        ([[1, -1, 1], [-1, 1, 0]], "parsimonious", {"no_cover_has_fewer_terms"}),
        (
            [[1, -1, 1], [-1, 1, 0]],
            "conservative",
            {"uses_only_allowed_rows", "no_cover_has_fewer_terms"},
        ),
        (
            [[1, 1, 1], [1, 1, 0]],
            "conservative",
            {"no_literal_can_be_left_out", "no_cover_has_fewer_terms"},
        ),
    ],
)
def test_a_wrong_model_fails_the_claims_it_breaks(cubes, solution, wrong):
    assert failing(cubes, solution) == wrong


def test_an_intermediate_model_may_use_its_counterfactuals_and_no_other_remainder():
    rows = ({(1, 1, 0)}, {(0, 0, 0), (0, 1, 1), (0, 1, 0)})
    table = table_of_rows(*rows, (2, 2, 2))
    longer = as_cubes([[1, 1, -1]], 3)
    assert verify_model(table, longer, "intermediate", [(1, 1, -1)])
    found = verify_model(table, longer, "intermediate", [(1, -1, 0)])
    assert not found.uses_only_allowed_rows
    found = verify_model(table, longer, "intermediate", [(1, -1, -1)])
    assert found.uses_only_allowed_rows
    assert not found.no_literal_can_be_left_out


def test_a_model_whose_terms_were_changed_fails():
    (model,) = minimize(table_of_rows(*ROWS, (2, 2, 2))).parsimonious.models
    assert model.verify()
    (term,) = model.terms
    wider = replace(model, terms=(replace(term, cube=(1, -1, -1)),))
    assert not wider.verify().touches_no_negative_row
    narrower = replace(model, terms=(replace(term, cube=(1, 1, 1)),))
    assert not narrower.verify().covers_every_positive_row


def test_a_parsimonious_model_is_no_conservative_one():
    (model,) = minimize(table_of_rows({(1, 1)}, {(0, 0), (0, 1)}, (2, 2))).parsimonious.models
    assert model.verify()
    assert not replace(model, solution="conservative").verify().uses_only_allowed_rows


def test_a_model_without_its_table_says_where_to_read_it():
    (model,) = minimize(table_of_rows(*ROWS, (2, 2, 2))).parsimonious.models
    with pytest.raises(ValueError, match="taken out of its solutions: read those instead"):
        replace(model, table=None).verify()


def test_a_verification_is_written_and_read():
    (model,) = minimize(table_of_rows(*ROWS, (2, 2, 2))).parsimonious.models
    found = model.verify()
    assert type(found).from_dict(found.to_dict()) == found


def test_random_wrong_models_are_found_out():
    rng = random.Random(1)
    right = wrong = 0
    for drawn in drawn_tables(3, 60):
        table = table_of_rows(*drawn[1:], drawn.levels)
        models = oracle.parsimonious_models(*drawn)
        implicants = list(oracle.all_cubes(drawn.levels))
        for _ in range(6):
            size = len(next(iter(models)))
            chosen = frozenset(rng.sample(implicants, size))
            cubes = [[-1 if v is None else v for v in cube] for cube in sorted(chosen, key=str)]
            found = bool(verify_model(table, as_cubes(cubes, 3), "parsimonious"))
            assert found is (chosen in models)
            right, wrong = right + found, wrong + (not found)
    assert right > 10 < wrong


@pytest.mark.parametrize("level_choices", [(2,), (2, 3), (3, 4)])
def test_a_cube_lies_in_a_union_where_all_its_rows_do(level_choices):
    rng = random.Random(2)
    seen = set()
    for _ in range(300):
        levels = tuple(rng.choice(level_choices) for _ in range(rng.randint(1, 4)))
        everything = oracle.all_cubes(levels)
        union = rng.choices(everything, k=rng.randint(0, 6))
        cube = rng.choice(everything)
        rows = set().union(*(oracle.rows_of(one, levels) for one in union))
        expected = oracle.rows_of(cube, levels) <= rows
        listed = [[-1 if v is None else v for v in one] for one in (cube, *union)]
        cubes = as_cubes(listed, len(levels))
        assert lies_in_union(cubes[0], cubes[1:], levels) is expected
        seen.add(expected)
    assert seen == {True, False}
