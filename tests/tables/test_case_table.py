"""The table of cases itself."""

import json
import math

import numpy as np
import pytest

from hanse.errors import InputError
from hanse.result import answer_from_dict
from hanse.tables import CaseTable, read_cases


@pytest.fixture
def table(file):
    return read_cases(file("town,CI,Pat,kind\nA,1,..,x\nB,,n/a,y\nC,3,4,\nD,5,6,7\n"))


def test_the_place_of_a_cell_is_file_row_and_column(table):
    assert table.place(3, "Pat") == "towns.csv, row 5, column Pat"


def test_an_unknown_column_is_refused_with_the_nearest_name(table):
    with pytest.raises(InputError) as error:
        table.numeric("Paat")
    assert str(error.value) == (
        "towns.csv: there is no column 'Paat'. Did you mean 'Pat'? There are: CI, Pat, kind."
    )


def test_cases_with_a_gap_are_dropped_by_name_and_nothing_is_imputed(table):
    smaller, dropped = table.drop_missing(["CI", "Pat"])
    assert smaller.cases == ("C", "D")
    assert dropped == (("A", "Pat", ".."), ("B", "CI", ""), ("B", "Pat", "n/a"))
    assert smaller.lines == (4, 5)
    assert smaller.numeric("CI").tolist() == [3, 5]
    assert smaller.missing == (("C", "kind", ""),)


def test_a_gap_in_a_text_column_drops_the_case_too(table):
    assert table.drop_missing(["kind"])[1] == (("C", "kind", ""),)


def test_a_table_without_gaps_is_left_as_it_is(table):
    smaller, dropped = table.select(["C", "D"]).drop_missing(["CI"])
    assert (smaller.cases, dropped) == (("C", "D"), ())


def test_cases_are_selected_in_the_order_given(table):
    chosen = table.select(["D", "A"])
    assert chosen.cases == ("D", "A")
    assert chosen.place(0, "CI") == "towns.csv, row 5, column CI"
    assert chosen.column("kind").first_text == (1, "x")


def test_a_text_column_stays_text_where_no_text_is_left(table):
    with pytest.raises(InputError, match="column kind: the column was read as text"):
        table.select(["D"]).numeric("kind")


def test_an_unknown_or_repeated_case_is_refused(table):
    with pytest.raises(InputError, match="there is no case 'E'"):
        table.select(["A", "E"])
    with pytest.raises(InputError, match="named twice: A"):
        table.select(["A", "A"])


def test_label_unit_and_source_are_set_one_by_one(table):
    made = table.with_meta("CI", label="exports", unit="%").with_meta("CI", source="survey")
    column = made.column("CI")
    assert (column.label, column.unit, column.source) == ("exports", "%", "survey")
    assert table.column("CI").label == ""


def test_a_table_comes_back_from_json(table):
    data = json.loads(json.dumps(table.to_dict()))
    assert answer_from_dict(data) == table
    assert CaseTable.from_dict(data).column("kind").values.tolist() == ["x", "y", None, "7"]


def test_tables_differ_where_any_value_does(table, file):
    other = read_cases(file("town,CI,Pat,kind\nA,1,..,x\nB,,n/a,y\nC,3,4,\nD,5,6.5,7\n"))
    assert table != other
    assert table != "table"
    assert hash(table) == hash(table.with_meta("CI", unit="%"))


def test_the_frame_holds_ids_and_columns(table):
    frame = table.to_frame()
    assert list(frame.columns) == ["town", "CI", "Pat", "kind"]
    assert frame["town"].tolist() == ["A", "B", "C", "D"]
    assert math.isnan(frame["CI"][1])


def test_the_printed_table_lines_up(table):
    assert str(table) == (
        "towns.csv: 4 cases, 3 columns\n"
        "town  CI  Pat  kind\n"
        "A      1       x\n"
        "B              y\n"
        "C      3    4\n"
        "D      5    6  7"
    )


def test_a_long_table_is_cut_where_it_is_printed(file):
    rows = "".join(f"case {i},{i}\n" for i in range(40))
    shown = str(read_cases(file(f"town,CI\n{rows}")))
    assert shown.endswith("… and 10 more cases")
    assert len(shown.splitlines()) == 33


def test_a_table_from_a_frame_has_no_lines(table):
    made = CaseTable.from_frame(table.to_frame(), id="town")
    assert made.place(1, "CI") == "case B, column CI"
    assert np.array_equal(made.numeric("Pat"), table.numeric("Pat"), equal_nan=True)
