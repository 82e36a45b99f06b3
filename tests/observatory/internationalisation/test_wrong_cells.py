"""What is wrong with the files of firms and markets, in the words of the errors."""

import pytest
from tests.observatory.internationalisation.made_panels import firm, long, market

from hanse.errors import InputError
from hanse.observatory.internationalisation import cluster_degree, firm_degree

MEND = "Correct the cells, or leave them empty if not known."


def refused(rows, **more):
    with pytest.raises(InputError) as error:
        firm_degree(long(rows, file="firms.csv"), **more)
    return str(error.value)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"sales": -3}, "firms.csv, row 1, column sales: -3 is negative."),
        (
            {"export_share": 1.4},
            "firms.csv, row 1, column export_share: 1.4 is above 1 (a percentage?).",
        ),
        (
            {"sales": 10, "foreign_sales": 12},
            "firms.csv, row 1, column foreign_sales: 12 is above sales 10.",
        ),
        (
            {"purchases": 1000, "imports": 1200.5},
            "firms.csv, row 1, column imports: 1,200.5 is above purchases 1,000.",
        ),
        (
            {"direct_exporter": 0.5},
            "firms.csv, row 1, column direct_exporter: 0.5 is neither 0 nor 1.",
        ),
        (
            {"founded": 2000, "first_foreign_sale": 1999},
            "firms.csv, row 1, column first_foreign_sale: 1999 is before the founding in 2000.",
        ),
    ],
)
def test_a_wrong_cell_is_named_with_its_place(values, said):
    assert refused([firm(**values)]) == f"{said} {MEND}"


def test_all_wrong_cells_are_told_together_by_their_rows():
    rows = [firm("B", sales=5, foreign_sales=9), firm("A", sales=-1), firm("C", assets=-2)]
    assert refused(rows) == (
        "firms.csv: 3 wrong cells:\n"
        "  - row 1, foreign_sales: 9 is above sales 5\n"
        "  - row 2, sales: -1 is negative\n"
        f"  - row 3, assets: -2 is negative\n{MEND}"
    )


def test_ten_wrong_cells_are_shown_and_the_others_counted():
    said = refused([firm(f"F{13 - i:02d}", sales=-1) for i in range(13)])
    assert said.startswith("firms.csv: 13 wrong cells:\n  - row 1, sales: -1 is negative\n")
    assert "  - row 10, sales: -1 is negative\n  - and 3 more" in said
    assert "row 11," not in said


def test_a_year_is_a_whole_number():
    said = refused([firm(year="2020"), firm(year="around 2021")])
    assert said == ("firms.csv, row 2, column year: 'around 2021' is no year. Write years as 2020.")


def test_a_firm_stands_once_in_a_year():
    said = refused([firm(sales=1), firm("B", sales=1), firm(sales=2)])
    assert said.startswith("firms.csv: the same firm and year twice: rows 1 and 3 (A, 2020).")


def test_a_firm_is_in_one_cluster_in_a_year_and_may_move_later():
    rows = [firm("A", 2020, "Kista"), firm("A", 2020, "Lund")]
    assert refused(rows) == (
        "firms.csv: a firm is in two clusters in one year: A in 2020 (Kista, row 1, and Lund, "
        "row 2). Put it into one, or give two firms two names."
    )
    rows = [firm("A", 2020, "Kista", sales=1), firm("A", 2021, "Lund", sales=1)]
    assert cluster_degree(long(rows)).units == ("Kista", "Lund")


def test_the_founding_does_not_change():
    rows = [
        firm(year=y, founded=f, first_foreign_sale=2010)
        for y, f in ((2018, 1990), (2019, 1990), (2020, 1995))
    ]
    assert refused(rows).startswith(
        "firms.csv, row 3, column founded: 1995, but the firm gave 1990 before."
    )


def test_value_added_may_be_negative():
    assert firm_degree(long([firm(value_added=-5, employees=2)]))


def test_a_column_that_names_rows_is_needed():
    with pytest.raises(InputError, match="there is no key 'cluster'"):
        firm_degree(long([{"firm": "A", "year": 2020}]))


def refused_markets(markets, *, firms=None, home=""):
    rows = firms or [firm("Alba", sales=10, foreign_sales=5)]
    with pytest.raises(InputError) as error:
        firm_degree(long(rows), long(markets, file="markets.csv"), home=home)
    return str(error.value)


def test_markets_of_an_unknown_firm_name_the_nearest():
    said = refused_markets([market("NOR", 1, "Alva")])
    assert said == (
        "markets.csv, row 1, column firm: there is no firm 'Alva'. Did you mean 'Alba'? "
        "There are: Alba."
    )


def test_markets_of_a_year_without_the_firm():
    said = refused_markets([market("NOR", 1, "Alba"), market("NOR", 1, "Alba", 2021)])
    assert said == (
        "markets.csv: markets of firm-years that the file of firms lacks: Alba in 2021 (row 2). "
        "Add the firm in that year to the file of firms, or take its markets out."
    )


def test_markets_in_another_cluster():
    said = refused_markets([market("NOR", 1, "Alba", cluster="Lund")])
    assert said == (
        "markets.csv, row 1, column cluster: 'Lund', but Alba is in 'Kista' in the file of "
        "firms. Name the same cluster in both files."
    )


def test_home_is_no_market_however_it_is_written():
    said = refused_markets([market("Sweden", 1, "Alba")], home="se")
    assert said == (
        "markets.csv, row 1, column country: SWE is home. Take the home country out: markets "
        "are abroad."
    )


def test_an_unknown_country_is_named_and_na_is_namibia():
    said = refused_markets([market("Norwey", 1, "Alba")])
    assert "'Norwey' (row 1; perhaps Norway (NOR))" in said
    made = firm_degree(long([firm(sales=1, foreign_sales=1)]), long([market("NA", 1)]), home="SWE")
    assert made.measure("markets").value.tolist() == [1.0]


def test_one_country_under_two_names_is_there_twice():
    said = refused_markets([market("UK", 1, "Alba"), market("GBR", 1, "Alba")])
    assert said.startswith(
        "markets.csv: the same firm, year and country twice: rows 1 and 2 (Alba, 2020, GBR)."
    )


def test_negative_sales_in_a_market():
    said = refused_markets([market("NOR", -1, "Alba")])
    assert said.startswith("markets.csv, row 1, column sales: -1 is negative.")


def test_markets_above_all_foreign_sales_are_a_note():
    rows = [firm("A", sales=99, foreign_sales=10), firm("B", sales=99, foreign_sales=10)]
    markets = [market("NOR", 11, "A"), market("NOR", 9, "B")]
    made = firm_degree(long(rows), long(markets))
    assert "The markets sum to more than the foreign sales in 1 firm-year." in made.notes
    assert "More in their markets than all abroad: A 2020." in made.notes
    published = cluster_degree(long(rows), long(markets)).notes
    assert "A 2020" not in " ".join(published)
    assert (
        "The file of markets holds 100% of the foreign sales of the 2 firm-years that have both."
        in made.notes
    )
    made = firm_degree(long(rows), long(markets), market_tolerance=0.1)
    assert not any("more than the foreign sales" in note for note in made.notes)


def test_distances_need_a_home_that_they_start_from():
    firms, markets = long([firm(foreign_sales=1)]), long([market("NOR", 1)])
    away = long([{"origin": "DNK", "destination": "NOR", "km": 450.0}])
    with pytest.raises(InputError) as error:
        firm_degree(firms, markets, distances=away)
    assert str(error.value) == 'home: distances need a home country. Name it: home="SWE".'
    with pytest.raises(InputError, match="distances: there is no origin 'SWE'"):
        firm_degree(firms, markets, distances=away, home="SWE")
    with pytest.raises(InputError, match="home: there is no country 'Swedn'"):
        firm_degree(firms, markets, home="Swedn")
