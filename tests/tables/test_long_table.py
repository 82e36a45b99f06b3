"""Long tables: keys stay text, numbers are numbers, and every wrong cell has its place."""

import gzip
import math

import numpy as np
import openpyxl
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanse.errors import InputError, LimitReached
from hanse.result import answer_from_dict
from hanse.tables import long_table
from hanse.tables.long_table import Key, LongTable, read_long

TEXT = "land,nace,year,jobs,firms\nNA,01,2019,5,1\nSE,01,2019,7.5,2\nSE,10,2019,,3\n"
KEYS = {"region": "land", "industry": "nace", "year": "year"}
FRAME = {"region": ["B", "A", "B"], "industry": ["01", "02", "02"], "jobs": [1.0, None, 3.0]}


def made(**more):
    data = FRAME | more
    return LongTable.from_frame(pd.DataFrame(data), keys=["region", "industry"], values=["jobs"])


def same(one, other):
    assert {k: (v.labels, v.codes.tolist()) for k, v in one.keys.items()} == {
        k: (v.labels, v.codes.tolist()) for k, v in other.keys.items()
    }
    assert list(one.values) == list(other.values)
    for name in one.values:
        np.testing.assert_array_equal(one.values[name], other.values[name])
    assert one.lines.tolist() == other.lines.tolist()


def test_namibia_and_leading_zeros_stay_what_they_are(file):
    table = read_long(file(TEXT), keys=KEYS, values=["jobs"])
    assert table.keys["region"].labels == ("NA", "SE")
    assert table.keys["industry"].labels == ("01", "10")
    assert table.keys["region"].codes.dtype == np.int32
    np.testing.assert_array_equal(table.value("jobs"), [5, 7.5, math.nan])
    assert table.lines.tolist() == [2, 3, 4]
    assert len(table.sha256) == 64


@pytest.mark.parametrize(
    "content",
    [
        TEXT.replace(",", ";"),
        TEXT.replace(",", "\t"),
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("SE", '"SE"'),
        TEXT.replace(",", ", "),
        TEXT.removesuffix("\n"),
        "\ufeff" + TEXT,
    ],
)
def test_every_way_of_writing_a_table_gives_the_same(file, content):
    expected = read_long(file(TEXT), keys=KEYS, values=["jobs", "firms"])
    same(read_long(file(content, "other.csv"), keys=KEYS, values=["jobs", "firms"]), expected)


def test_packed_files_workbooks_and_columns_apart_by_spaces_give_the_same(file, tmp_path):
    expected = read_long(file(TEXT), keys=KEYS, values=["firms"])
    packed = file(gzip.compress(TEXT.encode()), "a.csv.gz")
    same(read_long(packed, keys=KEYS, values=["firms"]), expected)
    spaced = file(TEXT.replace(",,", ",NA,").replace(",", "  "), "a.txt")
    same(read_long(spaced, keys=KEYS, values=["firms"]), expected)
    book = openpyxl.Workbook()
    for line in TEXT.splitlines():
        cells = line.split(",")
        book.active.append([int(one) if one.isdigit() and one[0] != "0" else one for one in cells])
    book.save(tmp_path / "a.xlsx")
    same(read_long(tmp_path / "a.xlsx", keys=KEYS, values=["firms"]), expected)


def test_rows_are_counted_over_blank_lines_and_quoted_line_ends(file):
    text = 'a,b,n\nx,"two\nlines",1\n\n,,\ny,plain,2\nz,plain,bad\n'
    with pytest.raises(InputError, match=r"towns\.csv, row 7, column n: 'bad' is no number"):
        read_long(file(text), keys=["a", "b"], values=["n"])
    table = read_long(file(text.replace("bad", "3")), keys=["a", "b"], values=["n"])
    assert table.lines.tolist() == [2, 6, 7]


def test_a_longer_or_shorter_row_is_an_error_with_its_number(file):
    for wrong in ("SE,10,2019,7,3,9", "SE,10,2019,7"):
        path = file(TEXT + wrong + "\n")
        with pytest.raises(InputError, match=r"row 5: . cells where the header has 5"):
            read_long(path, keys=KEYS, values=["jobs"])


def test_a_longer_row_far_below_the_sample_is_an_error_with_its_number(file):
    text = "a,n\n" + "x,1\n" * 500 + "x,1,2\n"
    with pytest.raises(InputError, match="row 502: 3 cells where the header has 2"):
        read_long(file(text), keys=["a"], values=["n"])


def test_all_wrong_cells_are_told_together(file):
    text = TEXT.replace("7.5", "many").replace("NA,01", ",01") + "SE,11,2019,€ 5,1\n"
    with pytest.raises(InputError) as raised:
        read_long(file(text), keys=KEYS, values=["jobs"])
    said = str(raised.value)
    assert "3 problems" in said
    assert "column land: no land in 1 row: 2" in said
    assert "row 3, column jobs: 'many' is no number" in said
    assert "row 5, column jobs: '€ 5' is no number. Take the currency sign out" in said


def test_many_wrong_cells_are_counted():
    frame = pd.DataFrame({"a": ["x"] * 30, "n": ["bad"] * 30})
    with pytest.raises(InputError, match="frame, column n: 20 more cells are no numbers"):
        LongTable.from_frame(frame, keys=["a"], values=["n"])


def test_infinite_numbers_are_refused():
    for wrong in ("inf", "1e999", np.inf):
        frame = pd.DataFrame({"a": ["x"], "n": [wrong]})
        with pytest.raises(InputError, match=r"frame, row 1, column n: .* is no finite number"):
            LongTable.from_frame(frame, keys=["a"], values=["n"])


def test_markers_of_missing_values_count_in_numbers_only(file):
    table = read_long(file("a,n\nNA,NA\n..,..\nx,1\n"), keys=["a"], values=["n"])
    assert table.keys["a"].labels == ("..", "NA", "x")
    np.testing.assert_array_equal(table.value("n"), [math.nan, math.nan, 1])


def test_decimal_commas_are_read_when_told(file):
    path = file("a;n\nx;1,5\ny;1.234,5\nz;7\n")
    table = read_long(path, keys=["a"], values=["n"], decimal=",")
    assert table.value("n").tolist() == [1.5, 1234.5, 7]
    with pytest.raises(InputError, match="If the decimal sign of the file is ','"):
        read_long(path, keys=["a"], values=["n"])
    with pytest.raises(InputError, match="there is no decimal sign ';'"):
        read_long(path, keys=["a"], values=["n"], decimal=";")


def test_per_cent_signs_are_noted(file):
    table = read_long(file("a;n\nx;5 %\n"), keys=["a"], values=["n"])
    assert table.value("n").tolist() == [5]
    assert "Column 'n': numbers before the per cent sign are read." in table.notes


def test_other_encodings_are_read(file):
    path = file("a,n\nLübeck,1\n", encoding="cp1252")
    assert read_long(path, keys=["a"], values=["n"]).keys["a"].labels == ("Lübeck",)


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, pa.table])
def test_frames_of_every_library_give_the_same_table(make):
    table = LongTable.from_frame(make(FRAME), keys=["region", "industry"], values=["jobs"])
    same(table, made())
    assert table.keys["region"].labels == ("A", "B")


def test_whole_numbers_categories_and_nullable_columns_are_read():
    frame = pd.DataFrame(
        {
            "year": [2019, 2020],
            "code": pd.Categorical(["b", "a"]),
            "n": pd.array([1, None], dtype="Int64"),
            "m": ["1,234", "."],
        }
    )
    table = LongTable.from_frame(frame, keys=["year", "code"], values=["n", "m"])
    assert table.keys["year"].labels == ("2019", "2020")
    assert table.keys["code"].codes.tolist() == [1, 0]
    np.testing.assert_array_equal(table.value("n"), [1, math.nan])
    np.testing.assert_array_equal(table.value("m"), [1234, math.nan])


def test_unknown_columns_are_errors_with_the_nearest(file):
    with pytest.raises(InputError, match=r"no column 'nase'. Did you mean 'nace'"):
        read_long(file(TEXT), keys=["nase"], values=[])
    with pytest.raises(InputError, match=r"frame: there is no column 'job'. Did you mean 'jobs'"):
        LongTable.from_frame(pd.DataFrame(FRAME), keys=["region"], values=["job"])
    with pytest.raises(InputError, match=r"there is no key 'regio'. Did you mean 'region'"):
        made().key("regio")
    with pytest.raises(InputError, match="there is no column of numbers 'job'"):
        made().value("job")


def test_choices_that_a_file_does_not_have_are_errors(file, tmp_path):
    with pytest.raises(InputError, match="a text file has no sheet 'x'"):
        read_long(file(TEXT), keys=KEYS, values=[], sheet="x")
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    with pytest.raises(InputError, match="a workbook has no delimiter"):
        read_long(tmp_path / "a.xlsx", keys=KEYS, values=[], delimiter=";")


def test_an_empty_frame_is_an_error():
    with pytest.raises(InputError, match="the frame has no rows"):
        LongTable.from_frame(pd.DataFrame({"a": []}), keys=["a"], values=[])


def test_sums_and_totals_by_hand():
    table = made(jobs=[1.0, 2.0, 3.0], region=["B", "A", "A"])
    assert table.matrix("region", "industry", "jobs").tolist() == [[0, 5], [1, 0]]
    assert table.totals("region", "jobs").tolist() == [5, 1]


def test_a_missing_value_makes_its_sum_missing():
    assert np.isnan(made().matrix("region", "industry", "jobs")[0, 1])


def test_a_matrix_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(long_table, "_MOST_CELLS", 3)
    with pytest.raises(LimitReached, match="2 × 2 cells against 3"):
        made().matrix("region", "industry", "jobs")


def test_duplicates_name_their_rows(file):
    path = file(TEXT + "SE,01,2019,1,1\n")
    with pytest.raises(InputError, match=r"twice: rows 3 and 5 \(SE, 01, 2019\)"):
        read_long(path, keys=KEYS, values=["jobs"]).unique()
    table = read_long(file(TEXT), keys=KEYS, values=["jobs"])
    assert table.unique() is table
    with pytest.raises(InputError, match="the same region twice"):
        table.unique(["region"])


def test_negative_and_too_large_numbers_name_their_rows():
    table = made(jobs=[-1.0, 2.0, None])
    with pytest.raises(
        InputError, match="frame, column jobs: jobs is negative in 1 row: row 1: -1"
    ):
        table.nonnegative("jobs")
    with pytest.raises(InputError, match="not between 0 and 1 in 2 rows: row 1: -1, row 2: 2"):
        table.between("jobs", 0, 1)
    assert table.between("jobs", -1, 2) is table.value("jobs")


def test_rows_are_chosen_by_label_and_keep_their_lines(file):
    table = read_long(file(TEXT), keys=KEYS, values=["jobs"]).only("region", "SE")
    assert table.keys["industry"].labels == ("01", "10")
    assert table.lines.tolist() == [3, 4]
    assert table.place(0, "jobs") == "towns.csv, row 3, column jobs"
    assert table.one("region") == "SE"
    assert table.only("industry", ["10"]).keys["industry"].codes.tolist() == [0]
    with pytest.raises(InputError, match=r"industry has 2 values: 01 and 10. Choose one of them"):
        table.one("industry")
    with pytest.raises(InputError, match=r"there is no region 'SW'. Did you mean 'SE'"):
        table.only("region", "SW")


def test_it_goes_into_a_dictionary_and_back():
    table = made()
    same(answer_from_dict(table.to_dict()), table)
    assert answer_from_dict(table.to_dict()).keys["region"].codes.dtype == np.int32


def test_it_says_what_it_holds_and_tidies_into_a_frame():
    assert str(made()).splitlines() == [
        "frame: 3 rows",
        "  region: 2 labels, 'A' to 'B'",
        "  industry: 2 labels, '01' to '02'",
        "  jobs: numbers, 1 missing",
    ]
    pd.testing.assert_frame_equal(made().to_frame(), pd.DataFrame(FRAME), check_dtype=False)


def test_columns_of_different_lengths_are_refused():
    key = Key("a", np.zeros(2, np.int32), ("x",))
    with pytest.raises(ValueError, match="columns of 2 and 3 rows"):
        LongTable({"a": key}, {"n": np.zeros(3)})


def test_nobody_can_write_to_its_arrays():
    table = made()
    assert not table.value("jobs").flags.writeable
    assert not table.keys["region"].codes.flags.writeable


ROWS = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.integers(0, 99)), min_size=1
)


@settings(deadline=None)
@given(ROWS)
def test_the_matrix_holds_the_sums_of_a_plain_loop(rows):
    frame = pd.DataFrame(rows, columns=["r", "c", "n"])
    table = LongTable.from_frame(frame, keys=["r", "c"], values=["n"])
    down, across = sorted({row[0] for row in rows}), sorted({row[1] for row in rows})
    sums = [[sum(n for r, c, n in rows if (r, c) == (d, a)) for a in across] for d in down]
    assert table.matrix("r", "c", "n").tolist() == sums
    if len({row[:2] for row in rows}) == len(rows):
        assert table.unique() is table
    else:
        with pytest.raises(InputError, match="the same r and c twice"):
            table.unique()
