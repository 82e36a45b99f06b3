"""Text with columns: what separates them, lines, quotes, and the files of the fsQCA program."""

import gzip

import numpy as np
import pytest

from hanse.errors import InputError
from hanse.tables import read_cases


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_delimiter_is_recognised(file, sign):
    text = "town,CI,Pat\nA,1,2\nB,3,4\n".replace(",", sign)
    table = read_cases(file(text))
    assert table.cases == ("A", "B")
    assert table.numeric("Pat").tolist() == [2, 4]


def test_commas_in_names_and_numbers_do_not_hide_the_semicolon(file):
    table = read_cases(file("town;exports, %;firms\nA;1,5;2\nB;2,5;3\n"))
    assert table.names == ("exports, %", "firms")


def test_the_delimiter_can_be_told(file):
    table = read_cases(file("town:CI\nA:1\n"), delimiter=":")
    assert table.numeric("CI").tolist() == [1]


def test_a_sep_line_of_a_spreadsheet_is_followed(file):
    table = read_cases(file("sep=;\r\ntown;CI\r\nA;1\r\n"))
    assert table.names == ("CI",)
    assert table.lines == (3,)


def test_quoted_cells_hold_delimiters_newlines_and_quotes(file):
    table = read_cases(file('town,note,CI\r\nA,"one\r\ntwo, ""three""",1\r\nB,x,2\r\n'))
    assert table.column("note").values[0] == 'one\r\ntwo, "three"'
    assert table.lines == (2, 4)


def test_blank_lines_and_lines_of_delimiters_are_no_rows(file):
    table = read_cases(file("\n\ntown,CI\n\nA,1\n,\n  \nB,2\n\n"))
    assert table.cases == ("A", "B")
    assert table.lines == (5, 8)


@pytest.mark.parametrize("text", ["town,CI,\nA,1,\nB,2,\n", "town,CI\nA,1,\nB,2,\n",
                                  "town,CI,,\nA,1,,\nB,2,,\n"])  # fmt: skip
def test_delimiters_at_the_end_of_lines_are_left_out(file, text):
    table = read_cases(file(text))
    assert table.names == ("CI",)
    assert table.numeric("CI").tolist() == [1, 2]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_read(file, end):
    table = read_cases(file(end.join(["town,CI", "A,1", "B,2"])))
    assert table.lines == (2, 3)


@pytest.mark.parametrize("row", ["B,2", "B,2,3,4"])
def test_a_ragged_row_is_refused_with_its_line(file, row):
    with pytest.raises(InputError) as error:
        read_cases(file(f"town,CI,Pat\nA,1,2\n{row}\n"))
    n = row.count(",") + 1
    assert str(error.value).startswith(f"towns.csv, row 3: {n} cells where the header has 3. Give")


def test_an_unquoted_decimal_comma_is_never_taken_for_two_cells(file):
    with pytest.raises(InputError, match="If the comma is the decimal sign, separate the columns"):
        read_cases(file("town,CI\nA,1,5\nB,2,5\n"))


def test_an_open_quote_is_refused(file):
    with pytest.raises(InputError, match=r"towns\.csv, after row 2: the quotes around a cell"):
        read_cases(file('town,CI\nA,1\n"B,2\n'))


def test_a_name_that_stands_twice_is_refused(file):
    with pytest.raises(InputError) as error:
        read_cases(file("town,CI,CI\nA,1,2\n"))
    assert str(error.value) == (
        "towns.csv, row 1: the name 'CI' stands over columns 2 and 3. "
        "Give every column a name of its own."
    )


def test_a_column_without_a_name_is_refused(file):
    with pytest.raises(InputError, match=r"towns\.csv, row 1: column 2 has no name\. Write"):
        read_cases(file("town,,CI\nA,1,2\n"))


def test_row_names_as_r_and_pandas_write_them_are_the_ids(file):
    table = read_cases(file('"","CI"\n"A",1\n"B",2\n'))
    assert (table.id_name, table.cases, table.names) == ("case", ("A", "B"), ("CI",))


def test_a_single_column_is_refused(file):
    with pytest.raises(InputError, match=r"there is only one column, 'town'"):
        read_cases(file("town\nA\nB\n"))


def test_a_header_alone_is_refused(file):
    with pytest.raises(InputError, match=r"towns\.csv: there is a header but no row below it"):
        read_cases(file("town,CI\n"))


def test_a_bad_delimiter_is_refused(file):
    with pytest.raises(InputError, match="the delimiter is '::'"):
        read_cases(file("town,CI\nA,1\n"), delimiter="::")


@pytest.mark.parametrize(("sign", "name"), [(",", "d.csv"), ("\t", "d.dat"), (" ", "d.txt")])
def test_a_file_of_the_fsqca_program_is_read_whatever_its_suffix(file, sign, name):
    rows = [["caseid", "dev", "surv"], ["AU", "0.81", "0.05"], ["BE", "0.99", "0.95"]]
    table = read_cases(file("\r\n".join(sign.join(row) for row in rows), name))
    assert table.cases == ("AU", "BE")
    assert np.array_equal(table.numeric("surv"), [0.05, 0.95])


def test_columns_in_line_by_runs_of_spaces_are_read_with_quoted_names(file):
    table = read_cases(
        file('case        dev   surv\n\'New York\'  0.8   1\n"B ""x"""  .5  0\n', "d.dat")
    )
    assert table.cases == ("New York", 'B "x"')
    assert table.numeric("dev").tolist() == [0.8, 0.5]


def test_the_header_of_r_may_be_short_by_the_row_names(file):
    table = read_cases(file('"dev" "surv"\n"AU" 0.8 1\n"BE" 0.9 0\n', "d.dat"))
    assert table.cases == ("AU", "BE")
    assert table.names == ("dev", "surv")


def test_an_fsqca_file_without_a_column_of_names_takes_its_first_column(file):
    table = read_cases(file("id,dev\n1,0.8\n2,0.9\n", "d.dat"))
    assert table.cases == ("1", "2")


def test_a_packed_file_is_read(file):
    table = read_cases(file(gzip.compress(b"town,CI\nA,1\n"), "towns.csv.gz"))
    assert table.cases == ("A",)
    assert table.file == "towns.csv.gz"


def test_a_title_above_the_table_is_refused_with_what_to_do(file):
    with pytest.raises(
        InputError, match=r"row 3: 2 cells where the header has 1\. If the first line"
    ):
        read_cases(file("Table 1. Clusters\n\ntown,CI\nA,1\n"))


def test_spaces_after_a_delimiter_do_not_hide_quotes(file):
    table = read_cases(file('"town", "CI"\n"A, b", "1"\n'))
    assert table.cases == ("A, b",)
    assert table.numeric("CI").tolist() == [1]
