"""Numbers as tables write them."""

import math

import pytest

from hanse.tables.numbers import evidence, read_number, why_no_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12.0),
        ("+12.5", 12.5),
        ("-12.5", -12.5),
        ("−12.5", -12.5),
        (".5", 0.5),
        ("5.", 5.0),
        ("007", 7.0),
        ("1e3", 1000.0),
        ("1.5E-3", 0.0015),
        ("1.5e−3", 0.0015),
        ("1,234,567", 1234567.0),
        ("1,234,567.25", 1234567.25),
        ("1 234 567", 1234567.0),
        ("1\u00a0234\u00a0567", 1234567.0),
        ("1\u2009234.5", 1234.5),
        ("1\u202f234.5", 1234.5),
        ("1'234.5", 1234.5),
        ("1’234’567", 1234567.0),
        ("12.5%", 12.5),
        ("12.5 %", 12.5),
        ("12.5\u00a0%", 12.5),
    ],
)
def test_a_number_with_a_decimal_point_is_read(text, value):
    assert read_number(text).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,5", 1.5), ("1.234.567", 1234567.0), ("1.234,5", 1234.5), ("1 234,5", 1234.5), (",5", 0.5)],
)
def test_a_number_with_a_decimal_comma_is_read(text, value):
    assert read_number(text, decimal=",").value == value


@pytest.mark.parametrize(
    "text",
    ["", ".", "-", "e5", "1,5", "0,123", "12,34,567", "1234,567", "1,234 567", "1,234e5", "1_000",
     "١٢", "0x10", "inf", "nan", "12 5", "1.2.3", "5 apples", "%", "--5", "1 234,567"],
)  # fmt: skip
def test_what_is_no_number_with_a_decimal_point_is_not_read(text):
    assert read_number(text) is None


def test_a_per_cent_sign_and_the_sign_between_thousands_are_remembered():
    assert read_number("1,250 %") == (1250.0, True, ",")


def test_a_number_too_large_for_a_float_is_infinite():
    assert math.isinf(read_number("1e999").value)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("1,5", ","),
        ("1.5", "."),
        ("1,2345", ","),
        ("0,123", ","),
        ("1234,567", ","),
        ("1,234,567", "."),
        ("1.234.567", ","),
        ("1,234.5", "."),
        ("1.234,5", ","),
        ("1 234,5", ","),
        ("1,234", "either"),
        ("12.345", "either"),
        ("12", ""),
        ("1 234", ""),
        ("abc", ""),
    ],
)
def test_a_cell_speaks_for_the_sign_that_alone_reads_it(text, sign):
    assert evidence(text) == sign


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("€5", "currency"),
        ("5 €", "currency"),
        ("- $1,200.50", "currency"),
        ("USD 12", "currency"),
        ("12 kr", "currency"),
        ("$ and more", "text"),
        ("∞", "infinite"),
        ("-Infinity", "infinite"),
        ("1e999", "infinite"),
        ("2024-02-01", "date"),
        ("1.2.2024", "date"),
        ("1/2/24", "date"),
        ("12", "number"),
        ("1,5", "number"),
        ("high", "text"),
    ],
)
def test_the_reason_why_a_text_is_no_number_is_named(text, kind):
    assert why_no_number(text)[0] == kind
