"""Parameters of fit, worked by hand and against loops over cases."""

import math
import random

import numpy as np
import pytest
from tests.oracles import truth_table as oracle

from hanse.qca.fit import (
    TOLERANCE,
    necessity_fit,
    ratio,
    reaches,
    sufficiency_fit,
    unique_coverages,
)

X = np.array([0.8, 0.6, 0.2, 0.9])
Y = np.array([0.9, 0.5, 0.4, 0.3])
# min(x, y) = 0.8 0.5 0.2 0.3, together 1.8; min(x, y, 1-y) = 0.1 0.5 0.2 0.3, together 1.1


def test_sufficiency_worked_by_hand():
    fit = sufficiency_fit(X, Y)
    assert fit.consistency == pytest.approx(1.8 / 2.5)
    assert fit.pri == pytest.approx((1.8 - 1.1) / (2.5 - 1.1))
    assert fit.coverage == pytest.approx(1.8 / 2.1)


def test_necessity_worked_by_hand():
    fit = necessity_fit(X, Y)
    assert fit.consistency == pytest.approx(1.8 / 2.1)
    assert fit.coverage == pytest.approx(1.8 / 2.5)
    assert fit.ron == pytest.approx((0.2 + 0.4 + 0.8 + 0.1) / (4 - 1.8))


def test_pri_takes_what_is_shared_with_y_and_its_negation_together():
    x, y = np.array([0.6]), np.array([0.5])
    assert sufficiency_fit(x, y).pri == 0
    assert sufficiency_fit(x, y).consistency == pytest.approx(5 / 6)


def test_crisp_data_have_a_pri_equal_to_consistency():
    x, y = np.array([1.0, 1, 1, 0, 0]), np.array([1.0, 1, 0, 1, 0])
    fit = sufficiency_fit(x, y)
    assert fit.pri == fit.consistency == pytest.approx(2 / 3)


def test_an_empty_term_has_neither_consistency_nor_pri():
    fit = sufficiency_fit(np.zeros(3), np.array([0.2, 0.4, 1.0]))
    assert math.isnan(fit.consistency)
    assert math.isnan(fit.pri)
    assert fit.coverage == 0


def test_an_empty_outcome_has_no_coverage():
    fit = sufficiency_fit(np.array([0.2, 0.4]), np.zeros(2))
    assert (fit.consistency, fit.pri) == (0, 0)
    assert math.isnan(fit.coverage)
    assert math.isnan(necessity_fit(np.array([0.2, 0.4]), np.zeros(2)).consistency)


def test_relevance_is_undefined_where_condition_and_outcome_are_full():
    assert math.isnan(necessity_fit(np.ones(2), np.ones(2)).ron)
    assert necessity_fit(np.ones(2), np.array([1.0, 0.5])).ron == 0


def test_a_quotient_by_zero_is_undefined():
    assert math.isnan(ratio(0, 0))
    assert math.isnan(ratio(1, 0))


def test_a_cut_off_is_reached_within_the_root_of_double_precision():
    assert math.sqrt(np.finfo(float).eps) == TOLERANCE
    assert reaches(0.8 - 1.4e-8, 0.8)
    assert not reaches(0.8 - 1.6e-8, 0.8)
    assert not reaches(math.nan, 0)


def test_unique_coverage_is_what_only_one_term_covers():
    terms = np.array([[0.9, 0.4], [0.2, 0.7], [0.5, 0.5]])
    alone = unique_coverages(terms, np.array([0.8, 0.6, 1.0]))
    assert alone == pytest.approx([0.4 / 2.4, 0.4 / 2.4])


def test_a_single_term_is_unique_in_all_that_it_covers():
    assert unique_coverages(X[:, None], Y) == pytest.approx([sufficiency_fit(X, Y).coverage])


def test_a_term_inside_another_covers_nothing_alone():
    wide = np.array([0.9, 0.8])
    assert unique_coverages(np.column_stack([wide, wide / 2]), np.ones(2))[1] == 0


def test_without_an_outcome_no_coverage_is_unique():
    assert np.isnan(unique_coverages(np.ones((3, 2)), np.zeros(3))).all()


def test_random_fits_equal_loops_over_cases():
    rng = random.Random(1)
    for _ in range(200):
        n, m = rng.randint(1, 9), rng.randint(2, 4)
        columns = [[rng.randint(0, 16) / 16 for _ in range(n)] for _ in range(m)]
        y = [rng.randint(0, 16) / 16 for _ in range(n)]
        x, outcome = np.array(columns[0]), np.array(y)
        fit, needed = sufficiency_fit(x, outcome), necessity_fit(x, outcome)
        pairs = [
            (fit.consistency, oracle.consistency(columns[0], y)),
            (fit.pri, oracle.pri(columns[0], y)),
            (fit.coverage, oracle.coverage(columns[0], y)),
            (needed.consistency, oracle.necessity_consistency(columns[0], y)),
            (needed.coverage, oracle.necessity_coverage(columns[0], y)),
            (needed.ron, oracle.relevance_of_necessity(columns[0], y)),
            *zip(
                unique_coverages(np.array(columns).T, outcome),
                oracle.unique_coverages(columns, y),
                strict=True,
            ),
        ]
        for ours, theirs in pairs:
            assert ours == pytest.approx(theirs, abs=1e-12, nan_ok=True)
