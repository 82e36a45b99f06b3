"""The decimal sign is decided once for a file, by what stands in it, or asked for."""

import pytest

from hanse.errors import InputError
from hanse.tables import read_cases


def test_other_cells_decide_that_a_comma_separates_thousands(file):
    table = read_cases(file("town\tGDP\tCI\nA\t1,234\t0.5\nB\t2,345\t0.25\n"))
    assert table.numeric("GDP").tolist() == [1234, 2345]
    assert "Column 'GDP': thousands are separated by ','." in table.notes


def test_other_cells_decide_that_a_comma_is_the_decimal_sign(file):
    table = read_cases(file("town\tGDP\tCI\nA\t1,234\t0,5\nB\t2,345\t7\n"))
    assert table.numeric("GDP").tolist() == [1.234, 2.345]
    assert "Decimal sign is ','." in table.notes


def test_a_decimal_comma_makes_points_separate_thousands_in_every_column(file):
    table = read_cases(file("town;firms;CI\nA;1.204;0,5\nB;87;7\n"))
    assert table.numeric("firms").tolist() == [1204, 87]


def test_semicolons_between_columns_decide_an_open_comma(file):
    table = read_cases(file("town;GDP\nA;1,234\nB;12\n"))
    assert table.numeric("GDP").tolist() == [1.234, 12]
    assert "Decimal sign is ',', because semicolons separate the columns." in table.notes


def test_quoted_decimal_commas_are_read_in_a_comma_file(file):
    table = read_cases(file('town,CI,Pat\nA,"1,5","12,25"\nB,"2,5",3\n'))
    assert table.numeric("Pat").tolist() == [12.25, 3]


def test_a_point_with_three_decimals_is_a_decimal_point_in_a_comma_file(file):
    assert read_cases(file("town,CI\nA,1.234\nB,2.345\n")).numeric("CI").tolist() == [1.234, 2.345]


def test_a_comma_that_nothing_decides_is_refused_with_its_place_and_the_knob(file):
    with pytest.raises(InputError) as error:
        read_cases(file('town,GDP\nA,12\nB,"1,234"\n'))
    assert str(error.value) == (
        "towns.csv, row 3, column GDP: '1,234' may be 1234 or 1.234, and nothing in the file "
        'decides. Say which is meant: decimal = "." or "," (hanse.toml, Python), '
        "--decimal (hanse new)."
    )


def test_a_point_that_nothing_decides_is_refused_in_a_semicolon_file(file):
    with pytest.raises(InputError, match=r"'1\.234' may be 1\.234 or 1234"):
        read_cases(file("town;GDP\nA;1.234\nB;12\n"))


@pytest.mark.parametrize(("decimal", "value"), [(".", 1234), (",", 1.234)])
def test_the_knob_decides(file, decimal, value):
    table = read_cases(file('town,GDP\nA,"1,234"\n'), decimal=decimal)
    assert table.numeric("GDP").tolist() == [value]


def test_two_decimal_signs_in_one_file_are_refused_with_both_places(file):
    with pytest.raises(InputError) as error:
        read_cases(file("town;CI;Pat\nA;1,5;2\nB;2;2.5\n"))
    assert str(error.value).startswith(
        "towns.csv, row 2, column CI: '1,5' needs a decimal comma, but '2.5' in towns.csv, row 3, "
        "column Pat needs a decimal point. Write all numbers of a file with one decimal sign."
    )


def test_two_decimal_signs_in_one_column_are_refused(file):
    with pytest.raises(InputError, match="needs a decimal comma"):
        read_cases(file("town;CI\nA;1,5\nB;2.5\n"))


def test_ids_and_texts_say_nothing_of_the_decimal_sign(file):
    table = read_cases(file('code,version,CI\n"1,5","about 1,5",1.234\n"2,5",none,2\n'), id="code")
    assert table.numeric("CI").tolist() == [1.234, 2]
    assert table.cases == ("1,5", "2,5")


def test_a_typing_error_does_not_hide_the_decimal_comma(file):
    table = read_cases(file("town;CI\nA;1,5\nB;2,5\nC;3,5\nD;4,x\n"))
    assert table.column("CI").first_text == (3, "4,x")


def test_an_unknown_decimal_sign_is_refused(file):
    with pytest.raises(InputError, match=r"decimal is ';'\. Give"):
        read_cases(file("town,CI\nA,1\n"), decimal=";")
