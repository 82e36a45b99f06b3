"""The truth-table oracle against cases worked by hand."""

import math

import pytest
from tests.oracles.truth_table import (
    Row,
    RowFit,
    coded_rows,
    consistency,
    coverage,
    necessity_consistency,
    necessity_coverage,
    pri,
    relevance_of_necessity,
    row_of_case,
    solution_membership,
    term_membership,
    truth_table,
    unique_coverages,
)

# Four cases, two conditions A and B; the last case has A at exactly 0.5. Eighths are exact floats.
CASES = [[7 / 8, 6 / 8], [5 / 8, 1 / 8], [1 / 8, 6 / 8], [4 / 8, 7 / 8]]
OUTCOME = [5 / 8, 3 / 8, 2 / 8, 6 / 8]
A = [case[0] for case in CASES]
B = [case[1] for case in CASES]


def test_a_case_at_one_half_belongs_to_no_row() -> None:
    assert [row_of_case(case, (2, 2)) for case in CASES] == [(1, 1), (1, 0), (0, 1), None]
    assert row_of_case([2, 0.4], (3, 2)) == (2, 0)


def test_rows_count_their_cases_and_are_measured_over_all_cases() -> None:
    table = truth_table(CASES, OUTCOME, (2, 2))
    worked = {
        (0, 0): RowFit((), 0, 7 / 7, math.nan),
        (0, 1): RowFit((2,), 1, 8 / 12, (8 - 6) / (12 - 6)),
        (1, 0): RowFit((1,), 1, 7 / 9, (7 - 7) / (9 - 7)),
        (1, 1): RowFit((0,), 1, 11 / 12, (11 - 7) / (12 - 7)),
    }
    assert set(table) == set(worked)
    for row, expected in worked.items():
        assert table[row][:2] == expected[:2]
        assert table[row][2:] == pytest.approx(expected[2:], nan_ok=True)


def test_rows_are_coded_by_consistency_pri_and_number_of_cases() -> None:
    table = truth_table(CASES, OUTCOME, (2, 2))
    assert coded_rows(table, incl_cut=0.8) == ({(1, 1)}, {(0, 1), (1, 0)})
    assert coded_rows(table, incl_cut=0.6) == ({(0, 1), (1, 0), (1, 1)}, set())
    assert coded_rows(table, incl_cut=0.6, pri_cut=0.3) == ({(0, 1), (1, 1)}, {(1, 0)})
    assert coded_rows(table, incl_cut=0.6, pri_cut=0.5) == ({(1, 1)}, {(0, 1), (1, 0)})
    assert coded_rows(table, incl_cut=0.8, n_cut=2) == (set(), set())


def test_a_consistency_just_below_the_cut_reaches_it() -> None:
    table: dict[Row, RowFit] = {
        (1,): RowFit((0,), 1, 0.8 - 1e-9, 1.0),
        (0,): RowFit((1,), 1, 0.8 - 1e-7, 1.0),
    }
    assert coded_rows(table, incl_cut=0.8) == ({(1,)}, {(0,)})


def test_fit_measures_worked_by_hand() -> None:
    assert consistency(A, OUTCOME) == pytest.approx(13 / 17)
    assert coverage(A, OUTCOME) == pytest.approx(13 / 16)
    assert pri(A, OUTCOME) == pytest.approx((13 - 9) / (17 - 9))
    assert necessity_consistency(A, OUTCOME) == pytest.approx(13 / 16)
    assert necessity_coverage(A, OUTCOME) == pytest.approx(13 / 17)
    assert relevance_of_necessity(A, OUTCOME) == pytest.approx(15 / 19)


def test_unique_coverage_is_what_no_other_term_covers() -> None:
    assert unique_coverages([A, B], OUTCOME) == pytest.approx([2 / 16, 3 / 16])


def test_a_single_term_has_no_unique_coverage() -> None:
    assert math.isnan(unique_coverages([A], OUTCOME)[0])


def test_nothing_divided_by_nothing_is_not_a_number() -> None:
    none, every = [0.0, 0.0], [1.0, 1.0]
    assert math.isnan(consistency(none, every))
    assert math.isnan(coverage(every, none))
    assert math.isnan(necessity_consistency(every, none))
    assert math.isnan(necessity_coverage(none, every))
    assert math.isnan(relevance_of_necessity(every, every))
    assert math.isnan(pri([0.4, 0.4], [0.5, 0.5]))


def test_terms_take_the_smallest_literal_and_solutions_the_largest_term() -> None:
    assert term_membership([0.7, 0.2], (1, 0), (2, 2)) == 0.7
    assert term_membership([2, 0.2], (2, 0), (3, 2)) == pytest.approx(0.8)
    assert term_membership([1, 0.2], (2, 0), (3, 2)) == 0
    assert term_membership([0.7, 0.2], (None, None), (2, 2)) == 1
    assert solution_membership([0.7, 0.2], {(None, 1), (0, None)}, (2, 2)) == pytest.approx(0.3)
