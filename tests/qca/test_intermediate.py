"""The intermediate solution: pairs, shared problems, and what its numbers count."""

from tests.oracles import minimiser as oracle
from tests.qca.oracle_comparison import plain
from tests.qca.row_tables import table_of_rows

from hanse.qca import minimize

LEVELS = (3, 3, 2)
POSITIVES = {(1, 1, 0), (1, 2, 0), (2, 1, 0), (2, 0, 0), (0, 0, 1)}
NEGATIVES = {(1, 2, 1), (2, 1, 1), (1, 0, 1), (2, 0, 1), (2, 2, 0), (1, 1, 1)}


def test_an_implicant_of_counterfactuals_alone_is_no_candidate():
    solutions = minimize(table_of_rows(POSITIVES, NEGATIVES, LEVELS), expectations={"A": 1, "B": 1})
    rows = (LEVELS, POSITIVES, NEGATIVES)
    (first,), (second,) = (
        oracle.conservative_models(LEVELS, POSITIVES),
        oracle.parsimonious_models(*rows),
    )
    easy = oracle.easy_counterfactuals(first, second, *rows, {0: {1}, 1: {1}})
    assert oracle.prime_implicants(LEVELS, easy, set()) - oracle.prime_implicants(
        LEVELS, POSITIVES, easy
    )
    assert solutions.intermediate.n_implicants == len(
        oracle.prime_implicants(LEVELS, POSITIVES, easy)
    )
    assert solutions.intermediate.n_models == 2


def test_equal_models_are_listed_once_with_all_their_pairs():
    ring = {(0, 0, 1), (0, 1, 0), (0, 1, 1), (1, 0, 0), (1, 0, 1), (1, 1, 0)}
    solutions = minimize(table_of_rows(ring, {(0, 0, 0), (1, 1, 1)}, (2, 2, 2)))
    assert solutions.intermediate.n_models == 2
    for model in solutions.intermediate.models:
        assert model.pairs == ((1, 1), (1, 2), (2, 1), (2, 2))
        assert len(model.cores) == 4


def test_a_term_that_no_parsimonious_term_holds_alone_is_not_reduced_and_has_no_core():
    # ~A*~C lies in ~A*~B + B*~C together and in neither term alone.
    positives, negatives = {(0, 0, 0), (0, 0, 1), (0, 1, 0)}, {(1, 0, 0), (1, 0, 1), (0, 1, 1)}
    asked = dict.fromkeys("ABC", "present")
    solutions = minimize(table_of_rows(positives, negatives, (2, 2, 2)), expectations=asked)
    (conservative,) = solutions.conservative.models
    assert set(conservative.expression.split(" + ")) == {"~A*~B", "~A*~C"}
    wider = {(0, 0, None), (None, 1, 0)}
    (number,) = [
        i
        for i, model in enumerate(solutions.parsimonious.models, start=1)
        if set(plain(model.cubes)) == wider
    ]
    (found,) = [m for m in solutions.intermediate.models if (1, number) in m.pairs]
    assert found.counterfactuals == ()
    assert set(plain(found.cubes)) == set(plain(conservative.cubes))
    cores = dict(
        zip(
            (t.expression for t in found.terms),
            found.cores[found.pairs.index((1, number))],
            strict=True,
        )
    )
    assert cores == {"~A*~B": ("A", "B"), "~A*~C": ()}
