"""The three solutions: what they hold, and what happens at the edges."""

import pytest
from tests.qca.fuzzy_sets import sets_of_columns
from tests.qca.row_tables import table_of_rows
from tests.qca.worked_example import five_cases

from hanse.errors import InputError, LimitReached
from hanse.qca import build_truth_table, minimize

RING = (
    {(0, 0, 1), (0, 1, 0), (0, 1, 1), (1, 0, 0), (1, 0, 1), (1, 1, 0)},
    {(0, 0, 0), (1, 1, 1)},
)

EIGHT_MODELS = ({(1,) * 6}, {(0, 0, 1, 1, 1, 1), (1, 1, 0, 0, 1, 1), (1, 1, 1, 1, 0, 0)})


def expressions(solution):
    return [model.expression for model in solution.models]


def test_a_solution_knows_its_type_its_models_and_how_many_there_are():
    solutions = minimize(table_of_rows(*RING, (2, 2, 2)))
    for name in ("conservative", "parsimonious", "intermediate"):
        solution = solutions.of_type(name)
        assert solution.type == name
        assert {model.solution for model in solution.models} == {name}
        assert (solution.n_models, solution.n_listed, solution.is_complete) == (2, 2, True)
        assert solution.n_implicants == 6
        assert all(model.table is solutions.table for model in solution.models)


def test_all_models_that_tie_are_listed():
    solutions = minimize(table_of_rows(*RING, (2, 2, 2)))
    found = {frozenset(text.split(" + ")) for text in expressions(solutions.conservative)}
    assert found == {
        frozenset({"~A*B", "~B*C", "A*~C"}),
        frozenset({"~A*C", "A*~B", "B*~C"}),
    }


def test_models_that_need_more_literals_but_no_more_terms_stay():
    negatives = {(0, 0, 1), (0, 1, 0)}
    solutions = minimize(table_of_rows({(1, 1, 1)}, negatives, (2, 2, 2)))
    assert expressions(solutions.parsimonious) == ["A", "B*C"]


def test_without_a_positive_row_there_is_no_model_and_the_dead_end_says_why():
    table = build_truth_table(five_cases(), "~Y", consistency=0.9, pri=0.6)
    solutions = minimize(table, expectations={"A": "present"})
    for name in ("conservative", "parsimonious", "intermediate"):
        solution = solutions.of_type(name)
        assert (solution.n_models, solution.models, solution.n_implicants) == (0, (), 0)
    assert solutions.dead_end == table.dead_end()
    assert solutions.dead_end.startswith("No row passes for ~Y: the nearest is row 3")


def test_without_a_negative_row_the_parsimonious_solution_is_always_true():
    solutions = minimize(table_of_rows({(1, 1), (1, 0)}, set(), (2, 2)))
    assert expressions(solutions.parsimonious) == ["1"]
    (model,) = solutions.parsimonious.models
    assert (model.terms[0].literals, model.terms[0].cube) == ((), (-1, -1))
    assert (model.consistency, model.coverage, len(model.terms[0].cases)) == (1, 1, 2)
    assert expressions(solutions.conservative) == ["A"]
    assert expressions(solutions.intermediate) == ["A"]
    assert model.verify()


def test_where_every_row_is_positive_all_solutions_are_always_true():
    solutions = minimize(table_of_rows({(1,), (0,)}, set(), (2,)))
    for name in ("conservative", "parsimonious", "intermediate"):
        assert expressions(solutions.of_type(name)) == ["1"]


def test_fit_and_cases_of_terms_and_model_worked_by_hand():
    table = build_truth_table(five_cases(), "Y", consistency=0.9)
    (model,) = minimize(table, only="conservative").conservative.models
    assert model.expression == "A*B"
    assert (model.consistency, model.pri) == (pytest.approx(1), pytest.approx(1))
    assert model.coverage == pytest.approx(2.3 / 3.1)
    (term,) = model.terms
    assert term.unique_coverage == pytest.approx(term.raw_coverage)
    assert (term.cases, term.deviant) == (("ash", "elm"), ())


def test_cases_of_a_term_include_those_in_no_positive_row():
    table = build_truth_table(five_cases(), "Y", consistency=0.75, pri=0.2)
    (model,) = minimize(table).parsimonious.models
    assert model.expression == "A"
    assert model.terms[0].cases == ("ash", "birch", "elm")
    assert model.terms[0].deviant == ("birch",)


def test_terms_are_listed_with_the_highest_raw_coverage_first():
    columns = {"A": [1, 1, 1, 0, 0], "B": [0, 0, 0, 1, 0], "Y": [1, 1, 1, 1, 0]}
    solutions = minimize(build_truth_table(sets_of_columns(columns), "Y"))
    assert expressions(solutions.parsimonious) == ["A + B"]
    assert [t.raw_coverage for t in solutions.parsimonious.models[0].terms] == [0.75, 0.25]


def test_only_one_solution_leaves_the_others_empty():
    table = table_of_rows(*RING, (2, 2, 2))
    for name in ("conservative", "parsimonious"):
        solutions = minimize(table, only=name)
        counts = {n: solutions.of_type(n).n_models for n in ("conservative", "parsimonious")}
        assert counts == {"conservative": 0, "parsimonious": 0, name: 2}
        assert solutions.intermediate.models == ()


def test_the_intermediate_solution_alone_brings_the_pairs_it_rests_on():
    solutions = minimize(table_of_rows(*RING, (2, 2, 2)), only="intermediate")
    assert solutions.conservative.n_models == solutions.parsimonious.n_models == 2
    assert {pair for model in solutions.intermediate.models for pair in model.pairs} == {
        (c, p) for c in (1, 2) for p in (1, 2)
    }


@pytest.mark.parametrize("limit", [1, 2, 5])
def test_a_limit_lists_fewer_models_and_counts_all(limit):
    table = table_of_rows(*EIGHT_MODELS, (2,) * 6)
    whole = minimize(table, only="parsimonious").parsimonious
    short = minimize(table, limit=limit, only="parsimonious").parsimonious
    assert whole.n_models == whole.n_listed == 8
    assert (short.n_models, short.n_listed, short.limit) == (whole.n_models, limit, limit)
    assert not short.is_complete
    assert set(expressions(short)) <= set(expressions(whole))


def test_the_number_of_intermediate_models_is_unknown_only_where_pairs_were_left_out():
    table = table_of_rows(*EIGHT_MODELS, (2,) * 6)
    asked = dict.fromkeys("ABCDEF", "absent")
    whole = minimize(table, expectations=asked).intermediate
    assert whole.n_models == whole.n_listed == 8
    assert whole.why_unknown == ""
    partly = minimize(table, expectations=asked, pairs=1).intermediate
    assert partly.n_models is None
    assert partly.why_unknown == (
        "There are 8 pairs of a conservative and a parsimonious model, 1 of them solved: raise "
        "pairs, or use fewer expectations."
    )
    assert not partly.is_complete
    assert all(model.verify() for model in partly.models)


def test_without_expectations_the_intermediate_number_is_known_whatever_the_pairs():
    table = table_of_rows(*EIGHT_MODELS, (2,) * 6)
    solutions = minimize(table, pairs=1)
    assert solutions.parsimonious.n_models == 8
    assert solutions.intermediate.n_models == solutions.conservative.n_models == 1
    assert expressions(solutions.intermediate) == expressions(solutions.conservative)


def test_progress_is_told_the_step_and_how_far_it_is():
    told = []
    table = table_of_rows(*RING, (2, 2, 2))
    minimize(table, progress=lambda *step: told.append(step))
    assert told == [("intermediate solutions", 0, 1)]


@pytest.mark.parametrize("number", [0, -3, 1.5, True, None, "9"])
@pytest.mark.parametrize("name", ["limit", "pairs"])
def test_a_limit_that_is_no_number_is_refused(name, number):
    with pytest.raises(InputError) as caught:
        minimize(table_of_rows({(1,)}, {(0,)}, (2,)), **{name: number})
    assert str(caught.value) == f"{name} is {number!r}. Give a whole number from 1."


def test_a_solution_that_does_not_exist_is_refused():
    with pytest.raises(InputError) as caught:
        minimize(table_of_rows({(1,)}, {(0,)}, (2,)), only="complex")
    assert str(caught.value) == (
        "only is 'complex'. Choose one of conservative, parsimonious, intermediate."
    )
    with pytest.raises(ValueError, match="'complex' is none of conservative"):
        minimize(table_of_rows({(1,)}, {(0,)}, (2,))).of_type("complex")


def test_forty_conditions_are_minimised():
    row, other = [1] * 40, [0] * 20 + [1] * 20
    columns = {f"C{i}": [a, b] for i, (a, b) in enumerate(zip(row, other, strict=True))}
    table = build_truth_table(sets_of_columns({**columns, "Y": [1, 0]}), "Y")
    solutions = minimize(table, expectations={"C39": "absent"})
    assert expressions(solutions.parsimonious) == [f"C{i}" for i in range(20)]
    assert solutions.intermediate.models[0].expression == "*".join(f"C{i}" for i in range(39))
    assert solutions.intermediate.models[0].verify()


def test_more_than_sixty_four_conditions_are_refused_where_they_cannot_be_solved():
    columns = {f"C{i}": [1, 0] for i in range(65)}
    table = build_truth_table(sets_of_columns({**columns, "Y": [1, 0]}), "Y")
    with pytest.raises(LimitReached, match=r"65 conditions, at most 64\). Name fewer conditions"):
        minimize(table)
    assert minimize(table, only="conservative").conservative.n_models == 1
