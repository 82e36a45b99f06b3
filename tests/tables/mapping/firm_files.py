"""A schema of firm-years and files for it."""

from hanse.tables.mapping import Field, Schema

FIRMS = Schema(
    "firms",
    (
        Field("cluster", "key", needed=True),
        Field("firm", "key", needed=True),
        Field("year", "year", needed=True),
        Field("country", "country"),
        Field("sales", "money"),
        Field("foreign_sales", "money", label="Sales abroad"),
        Field("export_share", "share"),
        Field("direct_exporter", "flag"),
        Field("employees", "count", high=1e6),
        Field("distance", "number", low=0, high=20_000, unit="km"),
        Field("modes", "text"),
    ),
    unique=("cluster", "firm", "year"),
    bounds=(("foreign_sales", "sales"),),
)

POLISH = """\
Klaster;Firma;Rok;Kraj;Sprzedaz;Eksport;Eksport %;Eksport bezposredni;Uwagi
A1;Nowak;2019;Polska;1.000,5;250;25,0;tak;x
A1;Nowak;2020;Polska;2.000;k.A.;30;nie;y
B2;Kowal;2020;NA;-;-;;-;
"""

POLISH_MAPPING = """\
[file]
missing = ["k.A."]

[columns.cluster]
column = "Klaster"
codes = { "A1" = "Automotive", "B2" = "Boats" }
[columns.firm]
column = "Firma"
[columns.year]
column = "Rok"
[columns.country]
column = "Kraj"
codes = { "Polska" = "Poland" }
others = "keep"
[columns.sales]
column = "Sprzedaz"
unit = "thousand PLN"
[columns.foreign_sales]
column = "Eksport"
unit = "thousand PLN"
[columns.export_share]
column = "Eksport %"
unit = "%"
[columns.direct_exporter]
column = "Eksport bezposredni"
yes = ["tak"]
no = ["nie"]
"""

MONEY = """\
[currency]
to = "EUR"
source = "ECB, yearly averages"
rates.PLN = { 2019 = 0.25, 2020 = 0.2 }
[deflator]
base = 2020
source = "Eurostat, HICP"
index = { 2019 = 80.0, 2020 = 100.0 }
"""


def rows(*lines, **columns):
    """Return a file of one cluster and year: the names of columns, then a row for each firm."""
    header = ",".join(["cluster", "firm", "year", *columns])
    many = max(len(cells) for cells in columns.values())
    body = [
        ",".join(["c", f"f{i}", "2020", *(str(cells[i]) for cells in columns.values())])
        for i in range(many)
    ]
    return "\n".join([header, *body, *lines]) + "\n"
