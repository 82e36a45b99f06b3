"""The truth table: rows, codes and reasons, worked by hand."""

import pandas as pd
import pytest
from tests.qca.fuzzy_sets import sets_of_columns
from tests.qca.worked_example import five_cases

from hanse.qca import AsIs, build_truth_table, calibrate
from hanse.qca.truth_table import outcome_membership, parse_set


def table(outcome="Y", **cuts):
    return build_truth_table(five_cases(), outcome, **cuts)


def rows_of(found):
    return {row.values: row for row in found.rows}


def test_rows_are_numbered_and_hold_the_cases_above_one_half():
    rows = table().rows
    assert [(r.row, r.values, r.n, r.cases) for r in rows] == [
        (2, (0, 1), 1, ("cedar",)),
        (3, (1, 0), 1, ("birch",)),
        (4, (1, 1), 2, ("ash", "elm")),
    ]


def test_consistency_and_pri_use_all_cases():
    rows = rows_of(table())
    assert rows[1, 1].consistency == pytest.approx(1)
    assert rows[1, 1].pri == pytest.approx(1)
    assert rows[1, 0].consistency == pytest.approx(1.2 / 1.5)
    assert rows[1, 0].pri == pytest.approx(0.1 / 0.4)
    assert rows[0, 1].consistency == pytest.approx(1.3 / 1.8)
    assert rows[0, 1].pri == pytest.approx(0.4 / 0.9)


def test_a_case_at_exactly_one_half_belongs_to_no_row_and_is_named():
    found = table()
    assert found.unassigned == ("date",)
    assert all("date" not in row.cases for row in found.rows)


def test_each_code_has_its_reason():
    rows = rows_of(table(consistency=0.8, pri=0.5))
    assert (rows[1, 1].out, rows[1, 1].reason) == ("1", "consistency 1.000 and PRI 1.000 pass")
    assert rows[1, 0].reason == "consistency 0.800 passes, PRI 0.250 < 0.5"
    assert rows[0, 1].reason == "consistency 0.722 < 0.8"
    assert (rows[1, 0].out, rows[0, 1].out) == ("0", "0")


def test_a_row_below_the_frequency_cut_off_is_a_remainder_with_its_numbers():
    row = rows_of(table(frequency=2))[1, 0]
    assert (row.out, row.reason) == ("?", "1 < 2 cases: a remainder")
    assert row.consistency == pytest.approx(0.8)
    assert row.cases == ("birch",)


def test_a_consistency_at_the_cut_off_passes():
    assert rows_of(table(consistency=0.8))[1, 0].out == "1"
    assert rows_of(table(consistency=0.8 + 1e-7))[1, 0].out == "0"
    assert rows_of(table(pri=0.25))[1, 0].out == "1"


def test_cases_against_the_outcome_are_deviant():
    rows = rows_of(table())
    assert (rows[1, 1].deviant, rows[1, 0].deviant) == ((), ("birch",))


def test_an_outcome_at_exactly_one_half_is_not_deviant():
    sets = sets_of_columns({"A": [0.9, 0.8, 0.7], "Y": [0.5, 0.49, 0.51]})
    assert build_truth_table(sets, "Y").rows[0].deviant == ("c1",)


def test_the_negated_outcome_takes_one_minus_the_membership():
    rows = rows_of(table("~Y"))
    assert rows[1, 0].consistency == pytest.approx(1.3 / 1.5)
    assert rows[1, 0].pri == pytest.approx(0.2 / 0.4)
    assert rows[1, 1].pri == 0
    assert (rows[1, 1].deviant, rows[1, 0].deviant) == (("ash", "elm"), ())


def test_conditions_make_the_rows_in_the_order_they_are_named():
    found = build_truth_table(five_cases(), "Y", conditions=["B", "A"])
    assert [row.values for row in found.rows] == [(0, 1), (1, 0), (1, 1)]
    assert rows_of(found)[0, 1].cases == ("birch",)


def test_without_names_all_other_sets_are_conditions():
    assert build_truth_table(five_cases(), "~B").conditions == ("A", "Y")


def test_values_of_a_multi_value_outcome_are_a_crisp_set():
    sets = sets_of_columns({"A": [1, 1, 0, 0], "Y": [0, 1, 2, 2]}, levels={"Y": 3})
    found = build_truth_table(sets, "Y[1,2]", consistency=1.0)
    assert [(row.values, row.out) for row in found.rows] == [((0,), "1"), ((1,), "0")]
    assert found.outcome == "Y[1,2]"
    assert outcome_membership(sets, parse_set("~Y[1,2]")).tolist() == [1, 0, 0, 0]


def test_values_of_a_multi_value_condition_count_in_the_row_number():
    columns = {"M": [2, 0, 1, 2], "A": [1, 0, 1, 1], "Y": [1, 0, 1, 1]}
    found = build_truth_table(sets_of_columns(columns, levels={"M": 3}), "Y")
    assert [(row.row, row.values, row.n) for row in found.rows] == [
        (1, (0, 0), 1),
        (4, (1, 1), 1),
        (6, (2, 1), 2),
    ]
    assert (found.levels, found.n_rows_possible) == ((3, 0), 6)


def test_the_nearest_row_is_told_with_what_is_missing():
    found = table("~Y", consistency=0.9, pri=0.6)
    assert found.nearest_row().row == 3
    assert found.dead_end() == (
        "No row passes for ~Y: the nearest is row 3 with consistency 0.87 against 0.90 and PRI "
        "0.50 against 0.60; it falls short by 0.100."
    )
    assert found.dead_end().values["gap"] == pytest.approx(0.1)


def test_a_cut_off_keeps_its_digits_and_a_number_near_it_looks_different():
    y = [1.0, 1.0, 1.0, 0.9944, 0.1]
    found = build_truth_table(
        sets_of_columns({"A": [1, 1, 1, 1, 0], "Y": y}), "Y", consistency=0.999, pri=0.8
    )
    assert found.dead_end() == (
        "No row passes for Y: the nearest is row 2 with consistency 0.9986 against 0.999 and PRI "
        "1.00 against 0.80; it falls short by 0.0004."
    )
    assert "(frequency 1, consistency 0.999, PRI 0.80)" in str(found)
    assert found.rows[1].reason == "consistency 0.9986 < 0.999"


def test_no_row_with_enough_cases_is_told_with_the_fullest():
    found = table(frequency=3)
    assert found.dead_end() == "No row has 3 cases: the fullest row has 2."
    assert found.nearest_row() is None


def test_cases_that_are_all_at_one_half_leave_no_row():
    found = build_truth_table(sets_of_columns({"A": [0.5, 0.5], "Y": [0.2, 0.8]}), "Y")
    assert (found.rows, found.unassigned) == ((), ("c0", "c1"))
    assert found.dead_end().endswith("the fullest row has 0.")


def test_a_table_with_a_positive_row_is_no_dead_end():
    assert table().dead_end() is None
    assert table().nearest_row() is None


def test_coded_rows_keep_their_width_where_there_are_none():
    found = table(consistency=0.8, pri=0.5)
    assert found.coded("1").tolist() == [[1, 1]]
    assert found.coded("0").tolist() == [[0, 1], [1, 0]]
    assert found.coded("?").shape == (0, 2)


def test_the_order_of_cases_in_a_row_is_that_of_the_table():
    sets = sets_of_columns({"A": [1, 1, 1], "Y": [1, 0, 1]}, cases=["z", "a", "m"])
    assert build_truth_table(sets, "Y").rows[0].cases == ("z", "a", "m")


def test_forty_conditions_are_handled_row_by_row():
    columns = {f"C{i}": [i % 2, 1, 0, int(i < 20)] for i in range(40)}
    found = build_truth_table(sets_of_columns({**columns, "Y": [1, 1, 0, 0]}), "Y")
    assert [row.n for row in found.rows] == [1, 1, 1, 1]
    assert found.rows[-1].row == found.n_rows_possible == 2**40


def test_a_condition_with_the_name_of_a_column_gets_a_name_of_its_own_in_the_frame():
    frame = pd.DataFrame({"id": ["a", "b", "c"], "n": [1, 1, 0], "row": [1, 0, 0], "Y": [1, 1, 0]})
    sets = calibrate(frame, {name: AsIs() for name in ("n", "row", "Y")}, id="id")
    made = build_truth_table(sets, "Y").to_frame()
    assert list(made["row"]) == [1, 3, 4]
    assert list(made["condition_n"]) == [0, 1, 1]
    assert list(made["condition_row"]) == [0, 0, 1]
    assert list(made["n"]) == [1, 1, 1]
