"""Everything that is wrong with a mapping file is told together, with the nearest names."""

import pytest
from tests.tables.mapping.firm_files import FIRMS, rows

from hanse.errors import InputError
from hanse.tables.mapping import Field, Schema, read_mapped
from hanse.tables.mapping.units import parse_unit

TEXT = rows(sales=[1, 2], modes=["a", "b"])


def refusal(file, mapping, text=TEXT, schema=FIRMS):
    with pytest.raises(InputError) as error:
        read_mapped(file(text, "f.csv"), schema, mapping)
    return str(error.value)


MONEY = (
    "Write a number word (thousand, million, billion) and the three letters of the currency: "
    'unit = "thousand PLN".'
)
COLUMN_KEYS = "column, value, shared, unit, factor, currency, codes, others, yes, no, format"
CASES = [
    (
        {"colums": {}},
        "mapping: there is no key 'colums'. Did you mean 'columns'? There are: file, columns, "
        "currency, deflator.",
    ),
    (
        {"file": {"decimals": ","}},
        "mapping, [file]: there is no key 'decimals'. Did you mean 'decimal'? There are: decimal, "
        "delimiter, encoding, sheet, missing.",
    ),
    (
        {"file": {"decimal": ";"}},
        "mapping, [file]: there is no decimal sign ';'. There are: ., ,.",
    ),
    ({"file": {"sheet": 3}}, 'mapping, [file]: sheet is 3. Write sheet = "...".'),
    (
        {"file": {"missing": "k.A."}},
        'mapping, [file]: missing is \'k.A.\'. Write missing = ["a", "b"].',
    ),
    ({"file": 3}, "mapping: file is 3. Write [file] on a line."),
    (
        {"columns": {"sale": "sales"}},
        "mapping, [columns.sale]: there is no field 'sale'. Did you mean 'sales'? There are: "
        "cluster, firm, year, country, sales, foreign_sales, export_share, direct_exporter, "
        "employees, distance, modes.",
    ),
    (
        {"columns": {"sales": 3}},
        'mapping, [columns.sales]: sales is 3. Write [columns.sales] and column = "...".',
    ),
    (
        {"columns": {"sales": {"units": "EUR"}}},
        "mapping, [columns.sales]: there is no key 'units'. Did you mean 'unit'? There are: "
        f"{COLUMN_KEYS}.",
    ),
    (
        {"columns": {"sales": {"codes": {}}}},
        "mapping, [columns.sales]: a field of kind money has no codes. It can have column, value, "
        "shared, unit, factor and currency.",
    ),
    (
        {"columns": {"sales": {"column": "sale"}}},
        "mapping, [columns.sales]: f.csv has no column 'sale'. Did you mean 'sales'? There are: "
        "cluster, firm, year, sales, modes.",
    ),
    (
        {"columns": {"sales": {"column": " "}}},
        "mapping, [columns.sales]: column is empty. Name the column, or take the line out.",
    ),
    (
        {"columns": {"sales": {"column": "sales", "value": 3}}},
        "mapping, [columns.sales]: column and value are both given. Name the column, or give the "
        "value that holds for all rows.",
    ),
    (
        {"columns": {"modes": {"value": ["a"]}}},
        "mapping, [columns.modes]: value is ['a']. Write value = \"...\".",
    ),
    (
        {"columns": {"foreign_sales": "sales", "sales": "sales"}},
        "mapping: column 'sales' is used for sales and foreign_sales. Give each a column of its "
        "own; if it is meant, write shared = true below one of them.",
    ),
    (
        {"columns": {"sales": {"shared": "yes"}}},
        "mapping, [columns.sales]: shared is 'yes'. Write shared = true or leave it out.",
    ),
    (
        {"columns": {"sales": {"unit": "thousnd EUR"}}},
        "mapping, [columns.sales]: there is no unit of money 'thousnd'. Did you mean 'thousand'? "
        f"{MONEY}",
    ),
    (
        {"columns": {"sales": {"unit": "eur"}}},
        f"mapping, [columns.sales]: there is no unit of money 'eur'. Did you mean 'EUR'? {MONEY}",
    ),
    (
        {"columns": {"sales": {"unit": "EUR PLN"}}},
        "mapping, [columns.sales]: unit 'EUR PLN' states two currencies. Write one of each: "
        'unit = "thousand PLN".',
    ),
    (
        {"columns": {"sales": {"unit": "thousand million EUR"}}},
        "mapping, [columns.sales]: unit 'thousand million EUR' states two numbers. Write one of "
        'each: unit = "thousand PLN".',
    ),
    (
        {"columns": {"export_share": {"column": "sales", "unit": "percents"}}},
        "mapping, [columns.export_share]: there is no unit of a share 'percents'. There are: %, "
        "share.",
    ),
    (
        {"columns": {"sales": {"unit": "thousand EUR", "factor": 1000}}},
        "mapping, [columns.sales]: factor is given, and unit 'thousand EUR' has one. Give one of "
        "them.",
    ),
    (
        {"columns": {"sales": {"factor": 0}}},
        "mapping, [columns.sales]: factor is 0. Give a number above 0.",
    ),
    (
        {"columns": {"sales": {"currency": "euro"}}},
        "mapping, [columns.sales]: currency is 'euro'. Give its three letters: currency = \"PLN\".",
    ),
    (
        {"columns": {"sales": {"unit": "EUR", "currency": "PLN"}}},
        "mapping, [columns.sales]: currency is PLN, and unit 'EUR' states EUR. State one of them.",
    ),
    (
        {"columns": {"modes": {"codes": "a"}}},
        'mapping, [columns.modes]: codes is \'a\'. Write codes = { "their text" = "our text" }.',
    ),
    (
        {"columns": {"modes": {"codes": {"a": "b"}, "others": "kept"}}},
        "mapping, [columns.modes]: there is no way with other texts 'kept'. Did you mean 'keep'? "
        "There are: keep, error.",
    ),
    (
        {"columns": {"modes": {"others": "keep"}}},
        "mapping, [columns.modes]: others is given without codes. Take it out or give codes.",
    ),
    (
        {"columns": {"direct_exporter": {"column": "sales", "yes": ["x"], "no": ["X"]}}},
        "mapping, [columns.direct_exporter]: 'x' means yes and no. Take it out of one of them.",
    ),
    (
        {"columns": {"employees": {"unit": "thousand"}}},
        "mapping, [columns.employees]: there is no column for employees. Every column of the file "
        "is in use. "
        'Write [columns.employees] and column = "..." in the mapping, or value = "..." if it is '
        "the same in all rows.",
    ),
    (
        {"currency": {"to": "EUR", "source": "s"}},
        "mapping, [currency]: there are no rates. Write either rates.PLN = { 2020 = 0.2251 } or "
        'file = "rates.csv" (columns currency, year, rate).',
    ),
    (
        {"currency": {"to": "EUR", "source": "s", "rates": {"PLN": 1}, "file": "r.csv"}},
        "mapping, [currency]: rates and file are both given. Write either rates.PLN = "
        '{ 2020 = 0.2251 } or file = "rates.csv" (columns currency, year, rate).',
    ),
    (
        {"currency": {"to": "EUR", "source": "s", "rates": 3}},
        "mapping, [currency]: rates is 3. Write rates.PLN = { 2020 = 0.2251 }.",
    ),
    (
        {"currency": {"to": "euro", "source": "s", "rates": {"PLN": 1}}},
        "mapping, [currency]: to is 'euro'. Give the three letters of a currency: to = \"EUR\".",
    ),
    (
        {"currency": {"source": "s", "rates": {"PLN": 1}}},
        'mapping, [currency]: to is missing. Give the three letters of a currency: to = "EUR".',
    ),
    (
        {"currency": {"to": "EUR", "rates": {"PLN": 1}}},
        'mapping, [currency]: source is missing. Say where the rates come from: source = "...".',
    ),
    (
        {"currency": {"to": "EUR", "source": "s", "rates": {"zl": 1}}},
        "mapping, [currency]: there is a rate for 'zl'. Name currencies by three letters.",
    ),
    (
        {"currency": {"to": "EUR", "source": "s", "rates": {"PLN": {"2020": -1}}}},
        "mapping, [currency]: rates.PLN, 2020, is -1. Give a number above 0.",
    ),
    (
        {"currency": {"to": "EUR", "source": "s", "rates": {"PLN": {"FY": 1}}}},
        "mapping, [currency]: a year of rates.PLN is 'FY'. Give a year of four digits, such as "
        "2020.",
    ),
    (
        {"deflator": {"source": "s", "index": {2020: 1}}},
        "mapping, [deflator]: base is missing. Name the year of the prices: base = 2020.",
    ),
    (
        {"deflator": {"base": 2021, "source": "s", "index": {2020: 1}}},
        "mapping, [deflator]: the index has no year 2021, the base. Did you mean '2020'? There "
        "are: 2020.",
    ),
    (
        {"deflator": {"base": 2020, "source": " ", "index": {2020: 1}}},
        'mapping, [deflator]: source is missing. Say where the index comes from: source = "...".',
    ),
    (
        {"deflator": {"base": 2020, "source": "s"}},
        "mapping, [deflator]: there is no index. Write either index = { 2019 = 99.0, 2020 = "
        '100.0 } or file = "prices.csv" (columns year, index).',
    ),
    (
        {"deflator": {"base": 2020, "source": "s", "index": {}, "file": "i.csv"}},
        "mapping, [deflator]: index and file are both given. Write either index = { 2019 = 99.0, "
        '2020 = 100.0 } or file = "prices.csv" (columns year, index).',
    ),
    (
        {"deflator": {"base": 2020, "source": "s", "index": {}}},
        "mapping, [deflator]: there is no index. Write either index = { 2019 = 99.0, 2020 = "
        '100.0 } or file = "prices.csv" (columns year, index).',
    ),
    (
        {"deflator": {"base": 2020, "source": "s", "index": 3}},
        "mapping, [deflator]: index is 3. Write index = { 2020 = 100.0 }.",
    ),
]


@pytest.mark.parametrize(("mapping", "said"), CASES, ids=[str(i) for i in range(len(CASES))])
def test_what_is_wrong_with_a_mapping_is_told_with_its_place(file, mapping, said):
    assert refusal(file, mapping) == said


def test_a_flag_has_no_unit_and_a_year_no_codes(file):
    columns = {
        "direct_exporter": {"column": "sales", "unit": "%"},
        "year": {"codes": {"FY19": "2019"}},
    }
    said = refusal(file, {"columns": columns})
    assert (
        "a field of kind flag has no unit. It can have column, value, shared, yes and no." in said
    )
    assert "a field of kind year has no codes. It can have column, value and shared." in said


def test_everything_wrong_with_a_mapping_is_told_together(file):
    text = """\
[fil]
[columns.sales]
column = "Umsatz"
unit = "tsnd EUR"
[columns.firms]
column = "firm"
[currency]
to = "EUR"
rates.PLN = { 2020 = 0 }
[deflator]
base = "2020a"
source = "s"
index = { 2020 = 1.0 }
"""
    said = refusal(file, file(text, "m.toml"))
    assert said.startswith("m.toml: 7 problems:\n")
    for what in (
        "m.toml: there is no key 'fil'. Did you mean 'file'?",
        "m.toml, [columns.sales]: there is no unit of money 'tsnd'.",
        "m.toml, [columns.firms]: there is no field 'firms'. Did you mean 'firm'?",
        "m.toml, [currency]: source is missing.",
        "m.toml, [currency]: rates.PLN, 2020, is 0.",
        "m.toml, [deflator]: base is '2020a'.",
        "m.toml, [columns.sales]: f.csv has no column 'Umsatz'.",
    ):
        assert f"  - {what}" in said


def test_a_needed_field_without_a_column_is_told_with_the_nearest(file):
    assert refusal(file, None, "cluster,Firma,year\nc,a,2020\n") == (
        "f.csv: there is no column for firm, which is needed. Did you mean 'Firma'? There are: "
        'Firma. Write [columns.firm] and column = "..." in the mapping, or value = "..." if it is '
        "the same in all rows."
    )


def test_a_file_of_which_no_column_is_used_is_refused(file):
    schema = Schema("s", (Field("a", "key"), Field("b", "count")))
    assert refusal(file, {"columns": {"a": {"value": "x"}}}, "c,d\n1,2\n", schema) == (
        "f.csv: no column of the file is used. It has c and d; known are a and b."
    )


def test_a_mapping_that_is_no_toml_or_not_there_is_told(file, tmp_path):
    assert refusal(file, file("[file", "m.toml")).startswith("m.toml: not TOML: ")
    said = refusal(file, file("[file]\n# ä", "m.toml", encoding="cp1252"))
    assert said.startswith("m.toml: not TOML: ")
    assert said.endswith("Save it in the encoding UTF-8.")
    assert refusal(file, tmp_path / "none.toml") == (
        f"there is no mapping file {tmp_path / 'none.toml'}. Check its path, or read without a "
        "mapping."
    )


def test_files_of_rates_are_told_with_their_cells(file):
    file("currency,year,rate\nPLN,2020,0\nPLN,20x,0.2\nSEK,2020,\n", "rates.csv")
    file("year,index\n2020,1\n2020,2\n", "prices.csv")
    text = """\
[currency]
to = "EUR"
source = "s"
file = "rates.csv"
[deflator]
base = 2020
source = "s"
file = "prices.csv"
"""
    said = refusal(file, file(text, "m.toml"))
    assert said.startswith("m.toml: 4 problems:\n")
    for what in (
        "rates.csv, row 2, column rate: rate is 0. Give a number above 0.",
        "rates.csv, row 4, column rate: rate is empty. Give a number above 0.",
        "m.toml, [currency], rates.csv: a year is '20x'. Give a year of four digits, such as 2020.",
        "m.toml, [deflator], prices.csv: the same year twice: rows 2 and 3 (2020).",
    ):
        assert f"  - {what}" in said
    said = refusal(file, file(text.replace("prices.csv", "price.csv"), "m.toml"))
    assert "there is no file 'price.csv'. Did you mean 'prices.csv'?" in said


def test_choices_that_do_not_go_with_the_file_are_refused(file):
    assert refusal(file, {"file": {"sheet": "A"}}) == "f.csv: a text file has no sheet 'A'"


def test_a_workbook_has_no_delimiter(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["cluster"])
    book.active.append(["c"])
    book.save(tmp_path / "f.xlsx")
    for choice in ("delimiter", "encoding"):
        with pytest.raises(InputError, match=f"a workbook has no {choice}"):
            read_mapped(tmp_path / "f.xlsx", FIRMS, {"file": {choice: "x"}})


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (
            lambda: Field("a", "keys"),
            "field a: there is no kind 'keys'. Did you mean 'key'? There are: key, country, year, "
            "date, text, number, count, share, money, flag.",
        ),
        (
            lambda: Field("a", "count", low=3, high=1),
            "field a: low is 3, high is 1. Give a low that is not above high.",
        ),
        (
            lambda: Field("a", "flag", unit="%"),
            "field a: a field of kind flag has no unit. Take it out.",
        ),
        (
            lambda: Field("a", "share", unit="EUR"),
            "field a: there is no unit of a share 'EUR'. There are: %, share.",
        ),
        (
            lambda: Schema("s", (Field("a", "key"), Field("a", "text"))),
            "schema s: a stands twice",
        ),
        (
            lambda: Schema("s", (Field("year", "key"),), ("yaer",)),
            "schema s, unique: there is no key 'yaer'. Did you mean 'year'? There are: year.",
        ),
        (
            lambda: Schema("s", (Field("sales", "money"),), bounds=(("sale", "sales"),)),
            "schema s, bounds: there is no field of numbers 'sale'. Did you mean 'sales'? There "
            "are: sales.",
        ),
        (
            lambda: FIRMS.field("sale"),
            "schema firms: there is no field 'sale'. Did you mean 'sales'? There are: cluster, "
            "firm, year, country, sales, foreign_sales, export_share, direct_exporter, employees, "
            "distance, modes.",
        ),
    ],
)
def test_a_schema_that_contradicts_itself_is_refused(make, said):
    with pytest.raises(InputError) as error:
        make()
    assert str(error.value) == said


@pytest.mark.parametrize(
    ("unit", "factor", "currency"),
    [
        *(("tys. zł", 1e3, "PLN"), ("Tsd. €", 1e3, "EUR"), ("tkr SEK", 1e3, "SEK")),
        *(("k £", 1e3, "GBP"), ("mln PLN", 1e6, "PLN"), ("Mio. EUR", 1e6, "EUR")),
        *(("M EUR", 1e6, "EUR"), ("tkr", 1e3, "")),
    ],
)
def test_short_words_and_signs_of_money_are_known(unit, factor, currency):
    assert parse_unit(unit, "money") == (unit, factor, currency)


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        (
            "thousand kr",
            "here: 'kr' may be SEK, NOK or DKK. Write the three letters of the currency: "
            'unit = "thousand SEK".',
        ),
        (
            "$",
            "here: '$' may be USD, CAD or AUD. Write the three letters of the currency: "
            'unit = "thousand USD".',
        ),
    ],
)
def test_signs_of_several_currencies_are_refused(unit, said):
    with pytest.raises(InputError) as error:
        parse_unit(unit, "money", where="here")
    assert str(error.value) == said
