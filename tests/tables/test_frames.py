"""Frames of pandas, Polars and Arrow."""

import datetime
import decimal
import math
import time

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from hanse.errors import InputError
from hanse.tables import CaseTable

DATA = {"town": ["A", "B", "C"], "CI": [1.5, None, 3.0], "n": [1, 2, 3], "kind": ["x", None, "y"]}


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, pa.table])
def test_frames_of_every_library_give_the_same_table(make):
    table = CaseTable.from_frame(make(DATA), id="town")
    assert table == CaseTable.from_frame(pd.DataFrame(DATA), id="town")
    assert np.array_equal(table.numeric("CI"), [1.5, math.nan, 3], equal_nan=True)
    assert table.numeric("n").tolist() == [1, 2, 3]
    assert table.column("kind").values.tolist() == ["x", None, "y"]
    assert table.missing == (("B", "CI", ""), ("B", "kind", ""))


def test_the_id_is_chosen_as_in_a_file():
    assert CaseTable.from_frame(pd.DataFrame({"n": [1, 2], "town": ["A", "B"]})).id_name == "town"
    assert CaseTable.from_frame(pl.DataFrame({"n": [1.0, 2.0], "m": [5, 5]})).cases == ("1", "2")


def test_nullable_categorical_and_truth_columns_are_read():
    frame = pd.DataFrame(
        {
            "town": pd.array(["A", "B"], dtype="string"),
            "i": pd.array([1, None], dtype="Int64"),
            "f": pd.array([0.5, None], dtype="Float64"),
            "b": pd.array([True, None], dtype="boolean"),
            "t": [True, False],
            "c": pd.Categorical(["x", None]),
            "d": pd.Categorical([3, 4]),
        }
    )
    table = CaseTable.from_frame(frame)
    for name, values in {"i": [1, math.nan], "f": [0.5, math.nan], "b": [1, math.nan]}.items():
        assert np.array_equal(table.numeric(name), values, equal_nan=True)
    assert table.numeric("t").tolist() == [1, 0]
    assert table.column("c").values.tolist() == ["x", None]
    assert table.numeric("d").tolist() == [3, 4]


def test_polars_truth_values_and_categories_are_read():
    frame = pl.DataFrame(
        {"town": ["A", "B"], "b": [True, None], "c": ["x", None]},
        schema_overrides={"c": pl.Categorical},
    )
    table = CaseTable.from_frame(frame)
    assert np.array_equal(table.numeric("b"), [1, math.nan], equal_nan=True)
    assert table.column("c").values.tolist() == ["x", None]


def test_mixed_columns_are_text_with_the_first_text():
    frame = pd.DataFrame({"town": ["A", "B", "C"], "CI": [1.5, "high", None]})
    table = CaseTable.from_frame(frame)
    assert table.column("CI").values.tolist() == ["1.5", "high", None]
    with pytest.raises(InputError, match="case B, column CI: 'high' is no number"):
        table.numeric("CI")


def test_decimals_are_numbers_and_dates_are_not():
    frame = pd.DataFrame(
        {
            "town": ["A"],
            "m": [decimal.Decimal("1.5")],
            "day": [datetime.date(2024, 2, 1)],
            "time": pd.to_datetime(["2024-02-01"]),
        }
    )
    table = CaseTable.from_frame(frame)
    assert table.numeric("m").tolist() == [1.5]
    assert table.column("day").values.tolist() == ["2024-02-01"]
    assert table.column("time").values.tolist() == ["2024-02-01"]


def test_a_pandas_index_of_texts_or_with_a_name_holds_the_ids():
    frame = pd.DataFrame({"CI": [1.0, 2.0]}, index=["A", "B"])
    assert CaseTable.from_frame(frame).cases == ("A", "B")
    named = pd.DataFrame({"CI": [1.0, 2.0]}, index=pd.Index([7, 9], name="code"))
    assert CaseTable.from_frame(named).cases == ("7", "9")
    assert CaseTable.from_frame(named, id="code").id_name == "code"
    filtered = pd.DataFrame({"town": ["A", "B", "C"], "CI": [1, 2, 3]}).iloc[1:]
    assert CaseTable.from_frame(filtered).cases == ("B", "C")


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (pd.DataFrame({"t": ["A", "A"], "x": [1, 1]}), "column t: the id 'A' stands in rows 1"),
        (pd.DataFrame({"t": ["A", None], "x": [1, 1]}), "column t: there is no id in row 2"),
        (pd.DataFrame({"t": [1.0, None], "x": [1, 1]}), "column t: there is no id in row 2"),
        (pd.DataFrame({"t": []}), "the frame has no rows"),
        (pd.DataFrame([[1, 2]], columns=["a", "a"]), "names that stand twice: a"),
        (pd.DataFrame([[1, 2]], columns=[1, "1"]), "names that stand twice: 1"),
        (pd.DataFrame({"t": ["A"], "x": [math.inf]}), "case A, column x: 'inf' is not a finite"),
        (pl.LazyFrame({"t": ["A"]}), "a LazyFrame is no frame that can be read"),
        ({"t": ["A"]}, "a dict is no frame that can be read"),
    ],
)  # fmt: skip
def test_a_frame_that_is_no_table_of_cases_is_refused(frame, said):
    with pytest.raises(InputError, match=said):
        CaseTable.from_frame(frame)


def test_an_unknown_id_is_refused():
    with pytest.raises(InputError, match=r"frame: there is no column 'twon'\. Did you mean 'town'"):
        CaseTable.from_frame(pd.DataFrame(DATA), id="twon")


def test_the_hash_changes_with_any_value_and_not_with_the_library():
    first = CaseTable.from_frame(pd.DataFrame(DATA), id="town").sha256
    changed = CaseTable.from_frame(pd.DataFrame({**DATA, "n": [1, 2, 4]}), id="town").sha256
    assert len(first) == 64
    assert first == CaseTable.from_frame(pl.DataFrame(DATA), id="town").sha256
    assert first != changed


def test_the_frame_of_a_table_gives_the_table_back():
    table = CaseTable.from_frame(pd.DataFrame(DATA), id="town")
    assert CaseTable.from_frame(table.to_frame(), id="town") == table


def test_changing_the_frame_later_does_not_change_the_table():
    frame = pd.DataFrame({"town": ["A"], "CI": [1.0]})
    table = CaseTable.from_frame(frame)
    frame.loc[0, "CI"] = 9.0
    assert table.numeric("CI").tolist() == [1.0]


def test_a_large_frame_is_taken_over_quickly():
    n = 100_000
    numbers = np.random.default_rng(1).random((n, 11))
    frame = pd.DataFrame(numbers, columns=[f"c{i}" for i in range(11)])
    frame.insert(0, "case", [f"case {i}" for i in range(n)])
    CaseTable.from_frame(frame.head(2))
    start = time.process_time()
    CaseTable.from_frame(frame, id="case")
    assert time.process_time() - start < 0.5  # takes 0.05 on a quiet machine
