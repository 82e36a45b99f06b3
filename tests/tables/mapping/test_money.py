"""Money comes into one currency at the rate of its year, then to the prices of one year."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tables.mapping.firm_files import FIRMS, MONEY, POLISH, POLISH_MAPPING, rows

from hanse.errors import InputError
from hanse.tables.mapping import Field, MoneyBasis, Schema, read_mapped
from hanse.tables.mapping.money import restated

SUMS = Schema("sums", (Field("a", "key"), Field("year", "year"), Field("b", "money")))
FILE = "a,year,b\nx,2019,100\ny,2020,100\nz,2021,\n"
EUR = {"to": "EUR", "source": "ECB"}
PRICES = {"base": 2020, "source": "HICP", "index": {2019: 80, 2020: 100}}


def sums(file, text=FILE, unit="PLN", **sections):
    mapping = {"columns": {"b": {"unit": unit}}, **sections}
    return read_mapped(file(text, "sums.csv"), SUMS, mapping)


def refusal(file, text=FILE, unit="PLN", **sections):
    with pytest.raises(InputError) as error:
        sums(file, text, unit, **sections)
    return str(error.value)


def test_money_is_converted_at_the_rate_of_its_year_and_then_deflated(file):
    mapped = read_mapped(file(POLISH), FIRMS, file(POLISH_MAPPING + MONEY, "m.toml"))
    # 2019: 1,000,500 PLN × 0.25 = 250,125 EUR; × 100 / 80 = 312,656.25 EUR of 2020
    # 2020: 2,000,000 PLN × 0.20 = 400,000 EUR of 2020
    assert mapped.table.value("sales").tolist()[:2] == pytest.approx([312_656.25, 400_000])
    assert str(mapped.money) == (
        "Money is in EUR at prices of 2020: converted from PLN at the rate of each year "
        "(source: ECB, yearly averages), then brought to them by a price index "
        "(source: Eurostat, HICP)."
    )
    assert mapped.money == MoneyBasis(
        "EUR", "2020", "ECB, yearly averages", "Eurostat, HICP", ("PLN",)
    )
    assert "One PLN in EUR: 0.25 in 2019 and 0.2 in 2020." in mapped.notes


def test_one_rate_may_hold_for_all_years(file):
    mapped = sums(file, currency={**EUR, "rates": {"PLN": 0.25}})
    assert mapped.table.value("b").tolist()[:2] == [25, 25]
    assert str(mapped.money) == (
        "Money is in EUR at the prices of each year: converted from PLN at one rate for all years "
        "(source: ECB)."
    )


def test_two_currencies_come_into_one(file):
    schema = Schema("s", (Field("year", "year"), Field("b", "money"), Field("c", "money")))
    columns = {"b": {"unit": "PLN"}, "c": {"unit": "SEK"}}
    rates = {"PLN": {2020: 0.2}, "SEK": 0.1, "USD": 1}
    mapped = read_mapped(
        file("year,b,c\n2020,10,20\n"),
        schema,
        {"columns": columns, "currency": {**EUR, "rates": rates}},
    )
    assert mapped.table.value("b").tolist() == [2]
    assert mapped.table.value("c").tolist() == [2]
    assert str(mapped.money) == (
        "Money is in EUR at the prices of each year: converted from PLN and SEK at the rate of "
        "each year, SEK at one rate for all years (source: ECB)."
    )


def test_deflating_alone_keeps_the_currency(file):
    mapped = sums(file, deflator=PRICES)
    assert mapped.table.value("b").tolist()[:2] == [125, 100]
    assert str(mapped.money) == (
        "Money is in PLN at prices of 2020: brought to them by a price index (source: HICP)."
    )


def test_money_in_the_currency_already_needs_no_rate(file):
    mapped = sums(file, unit="EUR", currency={**EUR, "rates": {"PLN": 0.2}})
    assert mapped.table.value("b").tolist()[:2] == [100, 100]
    assert mapped.money == MoneyBasis("EUR")
    assert "All money is in EUR already; no rate was used." in mapped.notes


def test_a_currency_that_is_not_stated_is_told(file):
    mapped = read_mapped(file(FILE), SUMS)
    assert str(mapped.money) == (
        "Currency not stated; money is at the prices of each year, as the file states it."
    )
    assert mapped.notes[-1] == (
        "The currency of b is not stated: sums can be compared with others only if they are in "
        "the same one."
    )
    mapped = read_mapped(file(FILE), SUMS, {"deflator": PRICES})
    assert str(mapped.money) == (
        "Currency not stated; money is at prices of 2020: brought to them by a price index "
        "(source: HICP)."
    )


def test_rates_and_index_may_stand_in_files_beside_the_mapping(file):
    file("currency;year;rate\nPLN;2019;0,25\nPLN;2020;0,2\nSEK;2019;0,1\n", "rates.csv")
    file("year,index\n2019,80\n2020,100\n", "prices.csv")
    said = (
        '[columns.b]\nunit = "PLN"\n'
        '[currency]\nto = "EUR"\nsource = "ECB"\nfile = "rates.csv"\ndecimal = ","\n'
        '[deflator]\nbase = 2020\nsource = "HICP"\nfile = "prices.csv"\n'
    )
    mapped = read_mapped(file(FILE), SUMS, file(said, "m.toml"))
    assert mapped.table.value("b").tolist()[:2] == pytest.approx([100 * 0.25 / 0.8, 20])


def test_a_missing_year_of_rates_names_the_year_and_an_empty_cell_needs_none(file):
    rates = {"PLN": {2018: 0.25, 2020: 0.2}}
    assert refusal(file, currency={**EUR, "rates": rates}) == (
        "sums.csv, [currency]: there is no rate for PLN for 2019, which b needs in 1 row from row "
        "2. Write 2019 = ... there, too. There are: 2018, 2020."
    )


def test_a_missing_year_of_the_index_names_the_year(file):
    index = {"base": 2020, "source": "HICP", "index": {2020: 100}}
    assert refusal(file, deflator=index) == (
        "sums.csv, [deflator]: there is no price index for 2019, which b needs in 1 row from row "
        "2. Write 2019 = ... there, too. There are: 2020."
    )


def test_a_currency_without_a_rate_is_refused(file):
    assert refusal(file, unit="PNL", currency={**EUR, "rates": {"PLN": 0.2}}) == (
        "mapping, [currency]: there is no rate for currency 'PNL'. Did you mean 'PLN'? "
        "There are: PLN."
    )


def test_two_currencies_without_rates_are_refused(file):
    columns = {"sales": {"unit": "PLN"}, "foreign_sales": {"unit": "EUR"}}
    with pytest.raises(InputError) as error:
        read_mapped(file(rows(sales=[2], foreign_sales=[1]), "s.csv"), FIRMS, {"columns": columns})
    assert str(error.value) == (
        "mapping: money is in EUR and PLN. Add [currency] to the mapping with to, source and rates."
    )


def test_a_currency_stated_for_some_money_only_is_refused(file):
    columns = {"sales": {"unit": "PLN"}}
    with pytest.raises(InputError) as error:
        read_mapped(file(rows(sales=[2], foreign_sales=[1]), "s.csv"), FIRMS, {"columns": columns})
    assert str(error.value) == (
        "mapping: the currency of foreign_sales is not stated, that of others is PLN. Write it in "
        'the mapping: unit = "thousand PLN" or currency = "PLN".'
    )


def test_money_without_a_currency_cannot_be_converted(file):
    assert refusal(file, unit="thousand", currency={**EUR, "rates": {"PLN": 0.2}}) == (
        "mapping: the currency of b is not stated, so it cannot be converted. Write it in the "
        'mapping: unit = "thousand PLN" or currency = "PLN".'
    )


def test_rates_by_year_need_a_year(file):
    schema = Schema("s", (Field("a", "key"), Field("b", "money", unit="PLN")))
    with pytest.raises(InputError) as error:
        read_mapped(
            file("a,b\nx,1\n", "s.csv"), schema, {"currency": {**EUR, "rates": {"PLN": {2020: 1}}}}
        )
    assert str(error.value) == (
        "mapping, [currency]: the rate for PLN differs by year, and the table has no year. Map the "
        'year; for a file of one year write value = "2024" below [columns.year].'
    )


def test_prices_need_a_year(file):
    schema = Schema("s", (Field("a", "key"), Field("b", "money", unit="PLN")))
    with pytest.raises(InputError, match=r"\[deflator\]: the price index differs by year, and the"):
        read_mapped(file("a,b\nx,1\n", "s.csv"), schema, {"deflator": PRICES})


def test_a_mapping_may_hold_rates_and_prices_that_a_file_without_money_does_not_need(file):
    schema = Schema("s", (Field("a", "key"), Field("b", "count")))
    sections = {"currency": {**EUR, "rates": {"PLN": {2020: 1}}}, "deflator": PRICES}
    assert read_mapped(file("a,b\nx,1\n"), schema, sections).money is None


def test_parts_are_compared_with_wholes_in_one_currency(file):
    columns = {"sales": {"unit": "PLN"}, "foreign_sales": {"unit": "EUR"}}
    mapping = {"columns": columns, "currency": {**EUR, "rates": {"PLN": 0.2}}}
    text = rows(sales=[10, 10], foreign_sales=[2, 3])
    with pytest.raises(InputError) as error:
        read_mapped(file(text, "s.csv"), FIRMS, mapping)
    assert str(error.value) == (
        "s.csv, columns foreign_sales and sales: foreign_sales is above sales in 1 row: row 3 (3 "
        "above 2). Correct the cells, or see that both columns are stated in their right unit."
    )


numbers = st.floats(1e-6, 1e9)


@given(st.lists(numbers, min_size=1), numbers, numbers)
def test_deflating_to_the_base_and_back_returns_the_sums(values, index, base):
    values = np.array(values)
    there = restated(values, index=index, base=base)
    np.testing.assert_allclose(restated(there, index=base, base=index), values, rtol=1e-12)


@given(numbers, numbers, numbers, numbers)
def test_going_over_a_third_year_changes_nothing(value, first, second, third):
    over = restated(restated(np.array([value]), index=first, base=second), index=second, base=third)
    straight = restated(np.array([value]), index=first, base=third)
    np.testing.assert_allclose(over, straight, rtol=1e-12)


def test_converting_twice_is_converting_at_the_product_of_the_rates(file):
    first = sums(file, currency={"to": "USD", "source": "s", "rates": {"PLN": 0.25}})
    text = "a,year,b\n" + "".join(
        f"{label},{year},{value}\n"
        for label, year, value in zip(
            "xy", ("2019", "2020"), first.table.value("b").tolist()[:2], strict=True
        )
    )
    second = sums(file, text, "USD", currency={**EUR, "rates": {"USD": 0.8}})
    once = sums(file, currency={**EUR, "rates": {"PLN": 0.2}})
    assert second.table.value("b").tolist() == pytest.approx(once.table.value("b").tolist()[:2])


def test_one_index_number_for_all_years_changes_nothing(file):
    index = {"base": 2020, "source": "s", "index": {2019: 7, 2020: 7}}
    assert sums(file, deflator=index).table.value("b").tolist()[:2] == [100, 100]
