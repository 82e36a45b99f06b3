"""What must not change an answer: the order of cases and conditions, and the name of an absence."""

import math

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.qca.fuzzy_sets import sets_of_columns
from tests.qca.row_tables import table_of_rows

from hanse.qca import build_truth_table, minimize, necessity

TYPES = ("conservative", "parsimonious", "intermediate")
NAMES = "ABCD"
memberships = st.integers(0, 100).filter(lambda n: n != 50).map(lambda n: n / 100)
slow = settings(deadline=None, max_examples=50, derandomize=True)


@st.composite
def studies(draw):
    """Draw memberships without 0.5, cut-offs and expectations."""
    k, n = draw(st.integers(2, 4)), draw(st.integers(4, 14))
    column = st.lists(memberships, min_size=n, max_size=n)
    columns = {name: draw(column) for name in [*NAMES[:k], "Y"]}
    cuts = {
        "frequency": draw(st.integers(1, 2)),
        "consistency": draw(st.sampled_from([0.5, 0.75, 0.8])),
        "pri": draw(st.sampled_from([0.0, 0.3, 0.6])),
    }
    words = st.sampled_from(["present", "absent"])
    expectations = draw(st.dictionaries(st.sampled_from(NAMES[:k]), words))
    return columns, cuts, expectations


def answers(columns, cuts, expectations, *, conditions=None, flip=(), outcome="Y", cases=None):
    """Return everything that is computed, by names and not by places.

    The literals of conditions in ``flip`` are turned round.
    """
    sets = sets_of_columns(columns, cases=cases)
    names = conditions or [name for name in columns if name != "Y"]
    table = build_truth_table(sets, outcome, conditions=names, **cuts)
    solutions = minimize(table, expectations=expectations, limit=100_000, pairs=100_000)

    def literals(values):
        pairs = zip(table.conditions, values, strict=True)
        return frozenset((n, v ^ (n in flip)) for n, v in pairs if v != -1)

    rows = {
        literals(r.values): (r.n, r.out, set(r.cases), r.consistency, r.pri) for r in table.rows
    }
    models = {}
    for kind in TYPES:
        solution = solutions.of_type(kind)
        assert solution.n_models == solution.n_listed
        for model in solution.models:
            key = (kind, frozenset(literals(term.cube) for term in model.terms))
            models[key] = (model.consistency, model.pri, model.coverage, terms_of(model, literals))
    return rows, models, set(table.unassigned)


def terms_of(model, literals):
    """Return the fit of each term."""
    return {
        literals(t.cube): (t.consistency, t.pri, t.raw_coverage, t.unique_coverage, set(t.cases))
        for t in model.terms
    }


def assert_same(first, second):
    """Compare nested answers, numbers to 1e-9."""
    if isinstance(first, float):
        assert math.isclose(first, second, abs_tol=1e-9) or (first != first and second != second)
    elif isinstance(first, dict):
        assert set(first) == set(second)
        for key in first:
            assert_same(first[key], second[key])
    elif isinstance(first, tuple):
        for one, other in zip(first, second, strict=True):
            assert_same(one, other)
    else:
        assert first == second


@slow
@given(studies(), st.randoms(use_true_random=False))
def test_the_order_of_the_cases_changes_nothing(study, rng):
    columns, cuts, expectations = study
    order = list(range(len(columns["Y"])))
    rng.shuffle(order)
    shuffled = {name: [values[i] for i in order] for name, values in columns.items()}
    cases = [f"c{i}" for i in order]
    assert_same(answers(*study), answers(shuffled, cuts, expectations, cases=cases))


@slow
@given(studies(), st.randoms(use_true_random=False))
def test_the_order_of_the_conditions_changes_nothing(study, rng):
    conditions = [name for name in study[0] if name != "Y"]
    before = answers(*study, conditions=list(conditions))
    rng.shuffle(conditions)
    assert_same(before, answers(*study, conditions=conditions))


@slow
@given(studies(), st.sampled_from(NAMES[:2]))
def test_a_condition_replaced_by_its_negation_changes_nothing_but_its_name(study, name):
    columns, cuts, expectations = study
    negated = {**columns, name: [1 - value for value in columns[name]]}
    turned = dict(expectations)
    if name in turned:
        turned[name] = "absent" if turned[name] == "present" else "present"
    assert_same(answers(*study), answers(negated, cuts, turned, flip=(name,)))


@slow
@given(studies())
def test_the_negated_outcome_is_the_outcome_of_negated_memberships(study):
    columns, cuts, expectations = study
    negated = {**columns, "Y": [1 - value for value in columns["Y"]]}
    assert_same(answers(*study, outcome="~Y"), answers(negated, cuts, expectations))


@slow
@given(studies())
def test_every_case_twice_doubles_the_cases_and_nothing_else(study):
    columns, cuts, expectations = study
    twice = {name: [*values, *values] for name, values in columns.items()}
    frequency = 2 * cuts["frequency"]
    doubled = answers(twice, {**cuts, "frequency": frequency}, expectations)
    rows, models, unassigned = answers(*study)
    copies = {f"c{i}": f"c{i + len(columns['Y'])}" for i in range(len(columns["Y"]))}

    def both(cases):
        return {copy for case in cases for copy in (case, copies[case])}

    expected_rows = {
        key: (2 * n, out, both(cases), consistency, pri)
        for key, (n, out, cases, consistency, pri) in rows.items()
    }
    expected_models = {
        key: (*fit, {term: (*numbers, both(cases)) for term, (*numbers, cases) in terms.items()})
        for key, (*fit, terms) in models.items()
    }
    assert_same((expected_rows, expected_models, both(unassigned)), doubled)


@slow
@given(studies(), st.sampled_from(NAMES[:2]))
def test_necessity_of_a_negated_condition_is_that_of_the_condition(study, name):
    columns, _, _ = study
    negated = {**columns, name: [1 - value for value in columns[name]]}
    fits = []
    for given_columns, flipped in ((columns, False), (negated, True)):
        table = necessity(sets_of_columns(given_columns), "Y")
        found = {c.condition: (c.consistency, c.coverage, c.ron) for c in table.conditions}
        if flipped:
            found[name], found[f"~{name}"] = found[f"~{name}"], found[name]
        fits.append(found)
    assert_same(*fits)


@slow
@given(studies())
def test_numbers_keep_their_bounds(study):
    columns, cuts, expectations = study
    table = build_truth_table(sets_of_columns(columns), "Y", **cuts)
    solutions = minimize(table, expectations=expectations)
    for kind in TYPES:
        for model in solutions.of_type(kind).models:
            assert model.verify()
            assert 0 <= model.pri <= model.consistency + 1e-12 <= 1 + 2e-12
            assert model.coverage <= sum(t.raw_coverage for t in model.terms) + 1e-12
            for term in model.terms:
                assert 0 <= term.unique_coverage <= term.raw_coverage + 1e-12 <= 1 + 2e-12


@slow
@given(
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 1), st.integers(0, 2)), unique=True),
    st.data(),
    st.permutations(range(3)),
)
def test_other_numbers_for_the_values_of_a_condition_change_nothing_else(rows, data, numbers):
    outs = [data.draw(st.booleans()) for _ in rows]
    sides = [
        {row for row, out in zip(rows, outs, strict=True) if out is want} for want in (True, False)
    ]
    renumbered = [{(numbers[a], b, c) for a, b, c in side} for side in sides]
    found = []
    for listed, names in ((sides, numbers), (renumbered, range(3))):
        if not any(listed):
            return
        table = table_of_rows(*listed, (3, 2, 3))
        solutions = minimize(table, expectations={"B": "present", "C": [0, 1]}, limit=100_000)
        found.append(
            {
                (
                    kind,
                    frozenset(
                        (names[t.cube[0]] if t.cube[0] >= 0 else -1, *t.cube[1:]) for t in m.terms
                    ),
                )
                for kind in TYPES
                for m in solutions.of_type(kind).models
            }
        )
    assert found[0] == found[1]
