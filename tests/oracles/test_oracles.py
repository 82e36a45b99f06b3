"""The minimiser oracle against tables worked by hand and against plain logic."""

import math
import random
from itertools import combinations

import pytest
from tests.oracles.minimiser import (
    Cube,
    Model,
    RandomTable,
    all_cubes,
    all_rows,
    conservative_models,
    core_conditions,
    covers,
    easy_counterfactuals,
    intermediate_models,
    irredundant_models,
    is_cover,
    is_inside,
    minimal_models,
    parsimonious_models,
    prime_implicants,
    random_table,
    reduced_term,
    remainders_of,
    rows_of,
    simplifying_assumptions,
    union_of_models,
)
from tests.oracles.r_records import read_model, read_term

LETTERS = ["A", "B", "C", "D", "E"]
BINARY_3 = (2, 2, 2)


def term(text: str, k: int) -> Cube:
    return read_term(text, LETTERS[:k])


def model(text: str, k: int) -> Model:
    return read_model(text.split(" + "), LETTERS[:k])


def rows(*texts: str) -> set[tuple[int, ...]]:
    return {tuple(int(digit) for digit in text) for text in texts}


# Five observed rows of which only A distinguishes every negative (shared/field/qca.md, 0.1).
TWO_MODELS = RandomTable((2,) * 5, rows("11111"), rows("00111", "01011", "01101", "01110"))

# Eight observed rows, one parsimonious model, easy counterfactuals term by term (0.4c).
TERM_BY_TERM = RandomTable(
    (2,) * 4,
    rows("0010", "0110", "1111"),
    rows("0111", "1001", "1101", "1110", "0100"),
)

# A has three values. Positive: A[2] whatever B, and A[1]*B[1]. Remainder: A[1]*B[0].
MULTI_VALUE = RandomTable((3, 2), rows("20", "21", "11"), rows("00", "01"))

# All rows of three conditions but 000 and 111: six prime implicants in a ring.
RING = RandomTable(BINARY_3, set(all_rows(BINARY_3)) - rows("000", "111"), rows("000", "111"))


def random_tables(count: int) -> list[RandomTable]:
    rng = random.Random(20261122)
    tables = [random_table(rng, 3) for _ in range(count)]
    tables += [random_table(rng, 4) for _ in range(count)]
    return tables + [random_table(rng, 3, level_choices=(2, 3)) for _ in range(count)]


def test_three_to_the_k_binary_cubes() -> None:
    assert len(all_cubes((2, 2, 2, 2))) == 3**4
    assert len(set(all_cubes((3, 2, 4)))) == 4 * 3 * 5


def test_a_cube_covers_the_product_of_its_free_conditions() -> None:
    assert rows_of((None, 1, None), (2, 2, 3)) == rows("010", "011", "012", "110", "111", "112")
    assert rows_of((1, 1, 2), (2, 2, 3)) == rows("112")


def test_inclusion_of_cubes_is_inclusion_of_their_rows() -> None:
    levels = (2, 3)
    for inner in all_cubes(levels):
        for outer in all_cubes(levels):
            claimed = is_inside(inner, outer)
            assert claimed == (rows_of(inner, levels) <= rows_of(outer, levels))


def test_five_conditions_with_two_parsimonious_models_of_one_term() -> None:
    assert parsimonious_models(*TWO_MODELS) == {model("A", 5), model("B*C*D*E", 5)}
    assert conservative_models((2,) * 5, TWO_MODELS.positives) == {model("A*B*C*D*E", 5)}


def test_the_ring_has_two_minimal_and_five_irredundant_models() -> None:
    implicants = prime_implicants(BINARY_3, RING.positives, set())
    assert implicants == {
        term(text, 3) for text in ("A*~B", "A*~C", "~A*B", "B*~C", "~A*C", "~B*C")
    }
    minimal = {model("A*~B + B*~C + ~A*C", 3), model("A*~C + ~A*B + ~B*C", 3)}
    assert minimal_models(implicants, RING.positives) == minimal
    irredundant = irredundant_models(implicants, RING.positives)
    assert minimal <= irredundant
    assert sorted(len(each) for each in irredundant) == [3, 3, 4, 4, 4]


def test_terms_are_counted_and_literals_are_not() -> None:
    implicants = {term("A", 3), term("B*C", 3)}
    assert minimal_models(implicants, rows("111")) == {model("A", 3), model("B*C", 3)}


def test_without_a_cover_there_is_no_model() -> None:
    assert minimal_models({term("A", 2)}, rows("11", "01")) == set()
    assert irredundant_models({term("A", 2)}, rows("11", "01")) == set()
    assert minimal_models(set(), set()) == {frozenset()}


def test_without_negative_rows_the_parsimonious_term_has_no_literal() -> None:
    assert parsimonious_models((2, 2), rows("11"), set()) == {frozenset({(None, None)})}


def test_easy_counterfactuals_are_decided_term_by_term() -> None:
    levels, positives, negatives = TERM_BY_TERM
    present = {condition: {1} for condition in range(4)}
    assert conservative_models(levels, positives) == {model("A*B*C*D + ~A*C*~D", 4)}
    by_pair = intermediate_models(levels, positives, negatives, present)
    assert len(by_pair) == 1
    assert union_of_models(by_pair) == {model("A*B*C*D + ~A*C*~D", 4)}


def test_multi_value_table_worked_by_hand() -> None:
    levels, positives, negatives = MULTI_VALUE
    conservative = model("A[2] + A[1]*B[1]", 2)
    parsimonious = model("A[1] + A[2]", 2)
    assert conservative_models(levels, positives) == {conservative}
    assert parsimonious_models(levels, positives, negatives) == {parsimonious}
    assert simplifying_assumptions(parsimonious, levels, positives) == rows("10")


@pytest.mark.parametrize(
    ("expected_of_b", "easy", "intermediate"),
    [
        ({1}, (), "A[2] + A[1]*B[1]"),
        ({0, 1}, (), "A[2] + A[1]*B[1]"),
        (None, (), "A[2] + A[1]*B[1]"),
        ({0}, ("10",), "A[1] + A[2]"),
    ],
)
def test_a_literal_goes_only_if_another_value_is_expected(
    expected_of_b: set[int] | None, easy: tuple[str, ...], intermediate: str
) -> None:
    levels, positives, negatives = MULTI_VALUE
    pair = (model("A[2] + A[1]*B[1]", 2), model("A[1] + A[2]", 2))
    expectations = {1: expected_of_b}
    assert easy_counterfactuals(*pair, levels, positives, negatives, expectations) == rows(*easy)
    assert intermediate_models(levels, positives, negatives, expectations) == {
        pair: {model(intermediate, 2)}
    }


def test_a_literal_of_the_wider_term_stays_against_its_expectation() -> None:
    assert reduced_term((1, 0, 0), (1, None, None), {0: {0}, 1: {1}, 2: {0}}) == (1, None, 0)


def test_a_conservative_term_inside_no_parsimonious_term_gives_nothing() -> None:
    easy = easy_counterfactuals(
        model("A*~B", 2), model("B", 2), (2, 2), rows("10"), set(), {0: {0}, 1: {1}}
    )
    assert easy == set()


def test_core_is_found_by_nesting_term_by_term() -> None:
    parsimonious = model("A*~D + B*E", 5)
    assert core_conditions(term("A*B*C*E", 5), parsimonious) == term("B*E", 5)
    assert core_conditions(term("A*C*~D*E", 5), parsimonious) == term("A*~D", 5)
    assert core_conditions(term("A*B*C*~D*E", 5), parsimonious) == term("A*B*~D*E", 5)
    assert core_conditions(term("A*C", 5), parsimonious) == (None,) * 5


def test_prime_implicants_cannot_lose_a_literal() -> None:
    for table in random_tables(15):
        allowed = table.positives | table.remainders
        for cube in prime_implicants(table.levels, table.positives, table.remainders):
            assert rows_of(cube, table.levels) <= allowed
            for condition, value in enumerate(cube):
                wider = (*cube[:condition], None, *cube[condition + 1 :])
                assert value is None or not rows_of(wider, table.levels) <= allowed


def test_minimal_models_are_all_the_smallest_irredundant_ones() -> None:
    for table in random_tables(15):
        implicants = prime_implicants(table.levels, table.positives, table.remainders)
        irredundant = irredundant_models(implicants, table.positives)
        least = min(len(each) for each in irredundant)
        assert minimal_models(implicants, table.positives) == {
            each for each in irredundant if len(each) == least
        }


def test_setting_unavoidable_implicants_beforehand_loses_no_model() -> None:
    for table in random_tables(15):
        implicants = prime_implicants(table.levels, table.positives, table.remainders)
        models = minimal_models(implicants, table.positives)
        size = len(next(iter(models)))
        if math.comb(len(implicants), size) > 5_000:
            continue
        smaller = combinations(implicants, size - 1) if size else ()
        assert not any(is_cover(chosen, table.positives) for chosen in smaller)
        assert models == {
            frozenset(chosen)
            for chosen in combinations(implicants, size)
            if is_cover(chosen, table.positives)
        }


def test_intermediate_models_lie_between_the_positives_and_the_assumptions() -> None:
    rng = random.Random(7)
    for table in random_tables(15):
        levels, positives, negatives = table
        expectations = {c: {rng.randrange(count)} for c, count in enumerate(levels)}
        for pair, models in intermediate_models(levels, positives, negatives, expectations).items():
            allowed = positives | simplifying_assumptions(pair[1], levels, positives)
            for each in models:
                covered = {row for row in all_rows(levels) if any(covers(t, row) for t in each)}
                assert positives <= covered <= allowed


def test_without_expectations_the_intermediate_is_the_conservative_solution() -> None:
    for levels, positives, negatives in random_tables(10):
        pooled = union_of_models(intermediate_models(levels, positives, negatives, {}))
        assert pooled == conservative_models(levels, positives)


def test_random_tables_repeat_with_their_seed_and_have_a_positive_row() -> None:
    first, second = random_tables(40), random_tables(40)
    assert first == second
    for table in first:
        assert table.positives
        assert not table.positives & table.negatives
        assert table.remainders == remainders_of(*table)
    assert any(table.remainders and table.negatives for table in first)
