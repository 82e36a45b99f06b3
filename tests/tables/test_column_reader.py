"""Columns of numbers, of text, and the cells that are missing or refused."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanse.errors import InputError
from hanse.tables import read_cases
from hanse.tables.column_reader import Markers, plain_numbers
from hanse.tables.numbers import read_number


@pytest.mark.parametrize(
    "marker",
    ["", " ", "NA", "n/a", "N/A", "#N/A", "nan", "NaN", "null", "None", "missing", ".", "..", "...",
     "…", "-", "–", "#DIV/0!"],
)  # fmt: skip
def test_a_marker_is_missing_in_a_column_of_numbers_and_on_record(file, marker):
    table = read_cases(file(f"town,CI,Pat\nA,1.5,1\nB,{marker},2\nC,2.5,3\n"))
    assert np.array_equal(table.numeric("CI"), [1.5, math.nan, 2.5], equal_nan=True)
    assert table.missing == (("B", "CI", marker.strip()),)
    said = f"'{marker}'" if marker.strip() else "the empty cell"
    assert f"Read as missing: {said} in 1 cell." in table.notes


def test_a_column_of_nothing_but_markers_is_a_column_of_missing_numbers(file):
    table = read_cases(file("town,CI,Pat\nA,..,1\nB,,2\n"))
    assert np.isnan(table.numeric("CI")).all()


def test_given_markers_take_the_place_of_the_default_ones(file):
    table = read_cases(
        file("town,CI,Pat\nA,-99,n/a\nB,1,n/a\nC,2,unknown\n"), missing_markers=["-99", "unknown"]
    )
    assert table.missing == (("A", "CI", "-99"), ("C", "Pat", "unknown"))
    assert table.column("Pat").values.tolist() == ["n/a", "n/a", None]


def test_a_per_cent_sign_becomes_the_unit_and_leaves_the_number(file):
    table = read_cases(file("town,CI\nA,12.5 %\nB,n/a\nC,7%\n"))
    assert table.column("CI").unit == "%"
    assert np.array_equal(table.numeric("CI"), [12.5, math.nan, 7], equal_nan=True)


def test_a_column_with_some_per_cent_signs_is_refused(file):
    with pytest.raises(InputError) as error:
        read_cases(file("town,CI\nA,12\nB,13%\n"))
    assert str(error.value) == (
        "towns.csv, row 3, column CI: '13%' carries a per cent sign, '12' in row 2 does not. "
        "Write the sign behind every number of the column, or behind none."
    )


def test_a_currency_sign_among_numbers_is_refused_with_its_place(file):
    with pytest.raises(InputError) as error:
        read_cases(file("town;sales\nA;5\nB;€ 6\n"))
    assert str(error.value) == (
        "towns.csv, row 3, column sales: '€ 6' carries a currency sign. "
        "Take the currency sign out of the cells and into the name of the column."
    )


@pytest.mark.parametrize("text", ["inf", "-inf", "Infinity", "1e999"])
def test_an_infinite_number_is_refused_with_its_place(file, text):
    with pytest.raises(InputError, match=r"towns\.csv, row 3, column CI: '.*' is not a finite"):
        read_cases(file(f"town,CI\nA,5\nB,{text}\n"))


def test_thousands_are_read_in_every_way_of_writing_them(file):
    rows = [
        "town;a;b;c;d",
        "A;1,234,567;1 234 567;1'234'567;1\u00a0234\u00a0567",
        "B;2,000.5;2\u202f000;2’000;2\u2009000",
    ]
    table = read_cases(file("\n".join(rows)))
    for name in "abcd":
        assert table.numeric(name)[0] == 1234567
    assert table.numeric("a")[1] == 2000.5


def test_unicode_signs_and_exponents_are_read(file):
    table = read_cases(file("town,CI\nA,−1.5\nB,+2\nC,1e-3\nD,–4\n"))
    assert table.numeric("CI").tolist() == [-1.5, 2, 0.001, -4]


def test_underscores_are_no_part_of_a_number(file):
    assert not read_cases(file("town,CI\nA,1_000\nB,2\n")).column("CI").is_numeric


def test_true_and_false_are_1_and_0(file):
    table = read_cases(file("town,CI\nA,TRUE\nB,False\nC,NA\n"))
    assert np.array_equal(table.numeric("CI"), [1, 0, math.nan], equal_nan=True)


def test_a_few_texts_among_numbers_make_a_text_column_that_knows_the_first(file):
    table = read_cases(file("town,CI\nA,1\nB,n/a\nC,high\nD,3\nE,low\nF,4\n"))
    assert not table.column("CI").is_numeric
    assert table.column("CI").first_text == (2, "high")
    assert "Column 'CI' is text, because 'high' stands in row 4." in table.notes


def test_asking_a_text_column_for_numbers_names_file_row_column_and_value(file):
    table = read_cases(file("town,CI\nA,1\nB,high\nC,3\n"))
    with pytest.raises(InputError) as error:
        table.numeric("CI")
    assert str(error.value) == (
        "towns.csv, row 3, column CI: 'high' is no number. "
        "Correct the cell, or leave it empty if the value is not known."
    )


def test_a_number_with_the_other_decimal_sign_is_named_as_such(file):
    table = read_cases(file("town,CI\nA,1.5\nB,2.5\n"), decimal=",")
    with pytest.raises(
        InputError, match=r"'1\.5' is no number that goes with .* decimal = \"\.\" \("
    ):
        table.numeric("CI")


def test_long_texts_are_cut_in_errors(file):
    table = read_cases(file(f"town,CI\nA,{'x' * 300}\n"), id="town")
    with pytest.raises(InputError, match=r"'x{59}…' is no number"):
        table.numeric("CI")


def test_values_cannot_be_written_to(file):
    values = read_cases(file("town,CI\nA,1\n")).numeric("CI")
    with pytest.raises(ValueError, match="read-only"):
        values[0] = 2


@given(st.lists(st.text("0123456789.,+-e ", max_size=8), min_size=1, max_size=4))
def test_the_quick_reading_of_a_column_agrees_with_the_grammar_of_numbers(cells):
    markers = Markers.of(None)
    quick = plain_numbers(cells, markers)
    if quick is None:
        return
    for cell, value in zip(cells, quick.values, strict=True):
        if markers.holds(cell):
            assert math.isnan(value)
        else:
            assert read_number(cell.strip(), decimal=quick.sign or ".").value == value
