"""The fit and the cases of models of fuzzy and multi-value sets, against loops over cases."""

import random

import pytest
from tests.oracles import truth_table as oracle
from tests.qca.fuzzy_sets import sets_of_columns
from tests.qca.oracle_comparison import plain

from hanse.qca import build_truth_table, minimize


def drawn_study(rng):
    """Return sets with fuzzy and multi-value conditions, and their truth table."""
    n, k = rng.randint(5, 25), rng.randint(2, 4)
    levels = {f"C{j}": rng.choice([0, 0, 3]) for j in range(k)}
    columns = {
        name: [rng.randrange(3) if level else rng.randint(0, 20) / 20 for _ in range(n)]
        for name, level in levels.items()
    }
    y = [rng.randint(0, 16) / 16 for _ in range(n)]
    cuts = {"consistency": rng.choice([0.5, 0.7, 0.8]), "pri": rng.choice([0, 0.4])}
    sets = sets_of_columns({**columns, "Y": y}, levels=levels)
    return list(zip(*columns.values(), strict=True)), y, build_truth_table(sets, "Y", **cuts)


def assert_fit(found, x, y):
    assert found.consistency == pytest.approx(oracle.consistency(x, y), abs=1e-12, nan_ok=True)
    assert found.pri == pytest.approx(oracle.pri(x, y), abs=1e-9, nan_ok=True)


def test_fit_and_cases_equal_loops_over_cases():
    rng = random.Random(1)
    compared = 0
    for _ in range(80):
        cases, y, table = drawn_study(rng)
        levels = tuple(level or 2 for level in table.levels)
        names = table.sets.cases.cases
        solutions = minimize(table, expectations={"C0": 1})
        for name in ("conservative", "parsimonious", "intermediate"):
            for model in solutions.of_type(name).models[:5]:
                cubes = plain(model.cubes)
                terms = [[oracle.term_membership(c, cube, levels) for c in cases] for cube in cubes]
                whole = [oracle.solution_membership(case, cubes, levels) for case in cases]
                assert_fit(model, whole, y)
                assert model.coverage == pytest.approx(oracle.coverage(whole, y), abs=1e-12)
                unique = oracle.unique_coverages(terms, y) if len(terms) > 1 else [model.coverage]
                for term, x, alone in zip(model.terms, terms, unique, strict=True):
                    assert_fit(term, x, y)
                    assert term.raw_coverage == pytest.approx(oracle.coverage(x, y), abs=1e-12)
                    assert term.unique_coverage == pytest.approx(alone, abs=1e-12)
                    inside = [i for i, value in enumerate(x) if value > 0.5]
                    assert term.cases == tuple(names[i] for i in inside)
                    assert term.deviant == tuple(names[i] for i in inside if y[i] < 0.5)
                    compared += 1
    assert compared > 500


def test_the_terms_of_a_model_add_up_to_no_less_than_what_is_unique():
    rng = random.Random(2)
    for _ in range(20):
        _, _, table = drawn_study(rng)
        for model in minimize(table, only="parsimonious").parsimonious.models[:3]:
            unique = sum(term.unique_coverage for term in model.terms)
            assert unique <= model.coverage + 1e-12
            assert max(term.raw_coverage for term in model.terms) <= model.coverage + 1e-12
