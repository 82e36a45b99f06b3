"""Regions × products from a matrix, a frame and a long table."""

import numpy as np
import pandas as pd
import pytest

from hanse.errors import InputError
from hanse.observatory.relatedness import RegionTable
from hanse.result import answer_from_dict
from hanse.tables.long_table import LongTable

ROWS = [("NA", "01", 3.0), ("DE", "01", 1.0), ("DE", "1", 2.0)]


def long_of(rows, **more):
    frame = pd.DataFrame(rows, columns=["region", "product", "exports", *more])
    return LongTable.from_frame(frame, keys=["region", "product", *more], values=["exports"])


def test_a_long_table_keeps_namibia_and_leading_zeros_and_fills_absent_pairs_with_0():
    made = RegionTable.from_long(long_of(ROWS), value="exports")
    assert made.regions == ("DE", "NA")
    assert made.products == ("01", "1")
    assert made.values.tolist() == [[1, 2], [3, 0]]
    assert str(made) == "exports of 2 regions in 2 products (3 of 4 pairs above 0)"


def test_the_rows_of_a_long_table_may_stand_in_any_order():
    first = RegionTable.from_long(long_of(ROWS), value="exports")
    second = RegionTable.from_long(long_of(ROWS[::-1]), value="exports")
    assert np.array_equal(first.values, second.values)
    assert first.regions == second.regions


def test_a_pair_that_stands_twice_is_an_error_with_its_rows():
    with pytest.raises(InputError, match=r"the same region and product twice: rows 1 and 2"):
        RegionTable.from_long(long_of([ROWS[0], ROWS[0]]), value="exports")


def test_a_missing_value_is_an_error_with_its_row():
    rows = [*ROWS, ("NA", "1", None)]
    with pytest.raises(InputError, match=r"exports is missing in 1 row: 4\. Write 0 where"):
        RegionTable.from_long(long_of(rows), value="exports")


def test_many_missing_values_are_counted():
    rows = [("NA", str(i), None) for i in range(10)] + ROWS
    with pytest.raises(InputError, match=r"missing in 10 rows: 1, 2, 3, 4, 5, 6, 7, 8 and 2 more"):
        RegionTable.from_long(long_of(rows), value="exports")


def test_a_negative_value_is_an_error_with_its_row():
    with pytest.raises(InputError, match=r"exports is negative in 1 row: row 4: -1"):
        RegionTable.from_long(long_of([*ROWS, ("NA", "1", -1.0)]), value="exports")


def test_an_unknown_key_is_told_with_the_nearest_one():
    with pytest.raises(InputError, match=r"there is no key 'regio'. Did you mean 'region'"):
        RegionTable.from_long(long_of(ROWS), region="regio", value="exports")


def test_a_frame_brings_its_own_names():
    frame = pd.DataFrame({"pumps": [1, 0], "glue": [2, 3]}, index=["Bonn", "Metz"])
    made = RegionTable.from_matrix(frame)
    assert (made.regions, made.products) == (("Bonn", "Metz"), ("pumps", "glue"))
    assert made.values.tolist() == [[1, 2], [0, 3]]


def test_the_values_are_a_copy_that_cannot_be_written_to():
    given = np.ones((1, 1))
    made = RegionTable.from_matrix(given, ["R"], ["P"])
    given[0, 0] = 5
    assert made.values[0, 0] == 1
    assert not made.values.flags.writeable


@pytest.mark.parametrize(
    ("values", "regions", "said"),
    [
        ([[1, -2]], ["R"], "value of R, Q is -2. Give amounts from 0"),
        ([[np.nan, np.inf]], ["R"], "value of R, P is nan; value of R, Q is inf"),
        ([["x", 1]], ["R"], "the values are no table of numbers"),
        ([[1, 2]], ["R", "S"], r"have the shape \(1, 2\), the names ask for \(2, 2\)"),
        ([[1, 2], [1, 2]], ["R", "R"], "the regions 'R' stand twice. Add them up"),
        (np.ones((1, 2)), None, "the regions have no names. Give regions="),
        (np.ones((0, 2)), [], "there are 0 regions and 2 products. Give at least one of each"),
    ],
)
def test_bad_input_is_told(values, regions, said):
    with pytest.raises(InputError, match=said):
        RegionTable.from_matrix(values, regions, ["P", "Q"])


def test_many_bad_values_are_counted():
    with pytest.raises(InputError, match=r"R, P7 is -1 and 2 more\. Give"):
        RegionTable.from_matrix(-np.ones((1, 10)), ["R"], [f"P{i}" for i in range(10)])


def test_it_comes_back_from_a_dictionary_and_tidies_into_a_frame():
    made = RegionTable.from_matrix([[1, 2]], ["R"], ["P", "Q"], value="jobs")
    back = answer_from_dict(made.to_dict())
    assert np.array_equal(back.values, made.values)
    assert str(back) == str(made) == "jobs of 1 region in 2 products (2 of 2 pairs above 0)"
    assert made.to_frame().to_dict("list") == {
        "region": ["R", "R"],
        "product": ["P", "Q"],
        "value": [1.0, 2.0],
    }
