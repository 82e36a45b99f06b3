"""Firms: each indicator worked by hand, why some are empty, and what the file does not cover."""

import math

import numpy as np
import pytest
from tests.observatory.internationalisation.made_panels import (
    behind,
    firm,
    long,
    market,
    panel,
    same,
    value,
)

from hanse.errors import InputError
from hanse.observatory.internationalisation import FirmDegree, firm_degree
from hanse.result import answer_from_dict
from hanse.tables.mapping.mapped_table import MoneyBasis


def one(**values):
    return firm_degree(long([firm(**values)]))


def test_export_share_is_foreign_over_total_sales():
    made = one(sales=200, foreign_sales=50)  # 50 / 200
    assert value(made, "export_share") == (0.25, "")
    assert value(made, "is_exporter") == (1.0, "")
    assert behind(made, "export_share") == (1.0, 1.0)


def test_without_sales_the_share_is_not_defined():
    made = one(sales=0, foreign_sales=0)
    for name in ("export_share", "is_exporter"):
        number, reason = value(made, name)
        assert math.isnan(number)
        assert reason == "no sales"
    assert behind(made, "export_share") == (0.0, 1.0)


def test_a_firm_without_foreign_sales_is_no_exporter():
    assert value(one(sales=10, foreign_sales=0), "is_exporter") == (0.0, "")


def test_whether_a_firm_exports_is_known_without_its_sales():
    rows = [firm("A", foreign_sales=5), firm("B", sales=None, foreign_sales=0), firm("C")]
    made = firm_degree(long(rows))
    assert [value(made, "is_exporter", name)[0] for name in "AB"] == [1, 0]
    assert value(made, "is_exporter", "C")[1] == "not given"
    assert value(made, "export_share", "A")[1] == "not given"
    made = firm_degree(long([firm(foreign_sales=5)]))
    assert value(made, "is_exporter")[0] == 1
    assert made.gaps[0].indicators == ("export_share",)


def test_an_export_share_stands_in_where_amounts_are_missing():
    rows = [
        firm("A", sales=100, foreign_sales=20, export_share=0.5),
        firm("B", sales=100, export_share=0.4),
        firm("C", export_share=0.3),
        firm("D"),
    ]
    made = firm_degree(long(rows))
    shares = [value(made, "export_share", name)[0] for name in "ABC"]
    assert shares == [0.2, 0.4, 0.3]
    assert value(made, "export_share", "D")[1] == "not given"
    said = "The export share given differs from that of the amounts in 1 firm-year."
    assert said in made.notes


def test_transnationality_is_the_mean_of_three_shares():
    made = one(
        sales=100,
        foreign_sales=50,
        assets=200,
        foreign_assets=20,
        employees=10,
        foreign_employees=3,
    )
    # (20/200 + 50/100 + 3/10) / 3 = 0.9 / 3
    assert value(made, "transnationality")[0] == pytest.approx(0.3)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"assets": 0, "foreign_assets": 0}, "no assets"),
        ({"employees": 0, "foreign_employees": 0}, "no employees"),
        ({"sales": 0, "foreign_sales": 0}, "no sales"),
        ({"foreign_assets": None}, "share of assets abroad not given"),
        ({"foreign_employees": None}, "share of employees abroad not given"),
        ({"foreign_sales": None}, "share of sales abroad not given"),
    ],
)
def test_transnationality_needs_all_three_shares(change, reason):
    row = {"sales": 100, "foreign_sales": 50, "assets": 200, "foreign_assets": 20}
    row |= {"employees": 10, "foreign_employees": 3}
    number, said = value(one(**(row | change)), "transnationality")
    assert math.isnan(number)
    assert said == reason


def test_modes_are_different_ways_of_working_abroad():
    rows = [
        firm("A", modes="export; Agent;export ; joint  venture"),
        firm("B", modes="none"),
        firm("C", modes=""),
    ]
    made = firm_degree(long(rows))
    assert value(made, "modes", "A") == (3.0, "")
    assert value(made, "modes", "B") == (0.0, "")
    assert value(made, "modes", "C")[1] == "not given"


def test_inward_indicators_of_a_firm():
    made = one(foreign_ownership=0.3, purchases=80, imports=20)
    assert value(made, "foreign_ownership") == (0.3, "")
    assert value(made, "import_share") == (0.25, "")
    assert value(one(purchases=0, imports=0), "import_share")[1] == "no purchases"


def test_speed_is_from_the_founding_to_the_first_foreign_sale():
    rows = [
        firm("A", 2019, founded=2000, first_foreign_sale=2007),
        firm("A", 2020),  # said once for all years
        firm("B", 2019, founded=2000, first_foreign_sale=2020, sales=1, foreign_sales=0),
        firm("B", 2020, founded=2000, first_foreign_sale=2020, sales=1, foreign_sales=1),
        firm("C", 2020, founded=2000, sales=1, foreign_sales=0),
        firm("D", 2020, first_foreign_sale=2001),
        firm("E", 2020, founded=2000),
    ]
    made = firm_degree(long(rows))
    assert value(made, "speed", "A", 2020) == (7.0, "")
    assert value(made, "speed", "B", 2019)[1] == "the first foreign sale comes later"
    assert value(made, "speed", "B", 2020)[0] == 20.0
    assert value(made, "speed", "C")[1] == "no foreign sale yet"
    assert value(made, "speed", "D")[1] == "year of founding not given"
    assert value(made, "speed", "E")[1] == "not given"


def sold(**amounts):
    return long([market(land, n) for land, n in amounts.items()])


def test_breadth_by_hand():
    firms = long([firm(sales=200, foreign_sales=100)])
    away = long(
        [
            {"origin": "Sweden", "destination": land, "distance": d}
            for land, d in (("NOR", 500), ("FIN", 600), ("DEU", 900))
        ]
    )
    made = firm_degree(firms, sold(NOR=50, FIN=25, DEU=25), home="SE", distances=away)
    # Northern Europe has 3/4, Western Europe 1/4.
    entropy = 0.5 * math.log(2) + 2 * 0.25 * math.log(4)
    unrelated = 0.75 * math.log(4 / 3) + 0.25 * math.log(4)
    related = 0.75 * (2 / 3 * math.log(3 / 2) + 1 / 3 * math.log(3))
    assert value(made, "markets")[0] == 3
    assert value(made, "market_entropy")[0] == pytest.approx(entropy)
    assert value(made, "market_entropy_related")[0] == pytest.approx(related)
    assert value(made, "market_entropy_unrelated")[0] == pytest.approx(unrelated)
    assert value(made, "market_diversity")[0] == pytest.approx(1 - 0.25 - 2 / 16)
    assert value(made, "distance_breadth")[0] == pytest.approx(250 + 150 + 225)
    assert made.verify()


def test_regions_of_the_user_part_the_entropy_otherwise():
    firms, markets = long([firm(foreign_sales=2)]), sold(NOR=1, Chile=1)
    made = firm_degree(firms, markets, regions={"Norway": "far", "CL": "far"})
    assert value(made, "market_entropy_related")[0] == pytest.approx(math.log(2))
    assert value(made, "market_entropy_unrelated")[0] == 0.0
    with pytest.raises(InputError) as error:
        firm_degree(firms, markets, regions={"Norway": "near"})
    assert str(error.value) == (
        "regions: no region for CHL. Give each country of the markets a region."
    )


def test_a_missing_distance_empties_the_breadth_and_is_named():
    away = long([{"origin": "SWE", "destination": "NOR", "km": 500}])
    rows = [firm("A", foreign_sales=2), firm("B", foreign_sales=1)]
    markets = long([market("NOR", 1), market("CHL", 1), market("NOR", 1, "B")])
    made = firm_degree(long(rows), markets, home="SWE", distances=away)
    number, reason = value(made, "distance_breadth", "A")
    assert math.isnan(number)
    assert reason == "no distance from SWE to one of the markets (missing: CHL)"
    assert value(made, "distance_breadth", "B") == (500.0, "")


def test_markets_that_are_not_known_and_those_that_there_are_not():
    rows = [
        firm("A", sales=1, foreign_sales=0),
        firm("B", sales=1, foreign_sales=1),
        firm("C", sales=2, foreign_sales=2),
        firm("D", sales=2, foreign_sales=0),
    ]
    markets = [market("NOR", 1, "C"), market("CHL", None, "C"), market("NOR", 0, "D")]
    made = firm_degree(long(rows), long(markets))
    assert value(made, "markets", "A") == (0.0, "")
    assert value(made, "market_entropy", "A")[1] == "no foreign sales"
    assert value(made, "markets", "B")[1] == "markets not given"
    assert value(made, "markets", "C")[1] == "sales in one of the markets not given"
    assert value(made, "markets", "D") == (0.0, "")


def entering(*years):
    """Return the rhythm of a firm that is in these countries in each year from 2018."""
    rows = [firm(year=2018 + t, foreign_sales=len(lands)) for t, lands in enumerate(years)]
    markets = [market(land, 1, year=2018 + t) for t, lands in enumerate(years) for land in lands]
    return firm_degree(long(rows), long(markets))


def test_rhythm_is_the_variation_of_entries_from_the_second_year():
    made = entering(["NOR"], ["NOR", "DNK", "FIN", "DEU"], ["FRA"], ["NOR", "USA", "CHN"])
    # entries 3, 1, 2: mean 2, variance 2/3; returning to NOR is no entry.
    assert value(made, "rhythm", year=2021)[0] == pytest.approx(math.sqrt(2 / 3) / 2)
    assert value(made, "rhythm", year=2020)[0] == pytest.approx(1 / 2)  # 3, 1
    assert value(made, "rhythm", year=2019)[1] == "fewer than 3 years"
    assert any("from the second year" in note for note in made.notes)


def test_rhythm_needs_entries_and_years_without_a_gap():
    assert value(entering(["NOR"], ["NOR"], ["NOR"]), "rhythm", year=2020)[1] == "no new market"
    rows = [firm(year=year, foreign_sales=1) for year in (2018, 2019, 2020, 2021)]
    markets = [market("NOR", 1, year=year) for year in (2018, 2019, 2021)]
    made = firm_degree(long(rows), long(markets))
    assert value(made, "rhythm", year=2020)[1] == "markets not given"
    assert value(made, "rhythm", year=2021)[1] == "the markets of a year between are not known"


def test_rhythm_needs_years_that_are_equally_far_apart():
    rows = [firm(year=year, foreign_sales=1) for year in (2010, 2011, 2015)]
    markets = [market(land, 1, year=y) for land, y in (("NOR", 2010), ("FIN", 2011), ("DEU", 2015))]
    made = firm_degree(long(rows), long(markets))
    said = "the years of the panel are not equally far apart"
    assert value(made, "rhythm", year=2015)[1] == said


def test_growth_is_compound_and_from_the_first_year():
    rows = [firm(year=y, sales=500, foreign_sales=f) for y, f in ((2018, 100), (2020, 121))]
    made = firm_degree(long(rows))
    assert value(made, "foreign_sales_growth", year=2020)[0] == pytest.approx(0.1)  # √1.21
    assert value(made, "foreign_sales_growth", year=2018)[1] == "the firm's first year"


@pytest.mark.parametrize(
    ("first", "reason"),
    [
        (0, "no foreign sales in the firm's first year"),
        (None, "foreign sales of the firm's first year not given"),
    ],
)
def test_growth_from_nothing_is_not_defined(first, reason):
    rows = [firm(year=y, foreign_sales=f) for y, f in ((2018, first), (2020, 5))]
    assert value(firm_degree(long(rows)), "foreign_sales_growth", year=2020)[1] == reason


def test_foreign_sales_that_end_shrink_by_all():
    rows = [firm(year=y, foreign_sales=f) for y, f in ((2018, 7), (2020, 0))]
    assert value(firm_degree(long(rows)), "foreign_sales_growth", year=2020) == (-1.0, "")


BEFORE = {"value_added": 100, "employees": 10, "own_brand_share": 0.2, "new_product_share": 0.5}
BEFORE |= {"foreign_sales": 60, "foreign_quantity": 30, "functions": "design"}


def test_upgrading_is_the_share_of_measures_that_rose():
    after = {"value_added": 120, "employees": 15, "own_brand_share": 0.2, "new_product_share": 0.6}
    after |= {"foreign_sales": 90, "foreign_quantity": 30, "functions": "design; branding"}
    rows = [firm(year=2018, **BEFORE), firm(year=2019, **after)]
    # per employee 10 to 8, brands the same, products up, unit value 2 to 3, functions 1 to 2
    made = firm_degree(long(rows))
    assert value(made, "upgrading", year=2019)[0] == pytest.approx(3 / 5)
    assert value(made, "upgrading", year=2018)[1] == "the firm's first year"


def test_upgrading_counts_only_what_is_known_in_both_years():
    after = {"own_brand_share": 0.1, "new_product_share": 0.6, "functions": ""}
    made = firm_degree(long([firm(year=2018, **BEFORE), firm(year=2019, **after)]))
    assert value(made, "upgrading", year=2019)[0] == 1 / 2
    made = firm_degree(long([firm(year=2018, **BEFORE), firm(year=2019)]))
    said = "no measure of upgrading known in both years"
    assert value(made, "upgrading", year=2019)[1] == said


def test_a_rise_within_the_tolerance_is_none():
    rows = [firm(year=y, new_product_share=s) for y, s in ((2018, 0.5), (2019, 0.51))]
    assert value(firm_degree(long(rows)), "upgrading", year=2019)[0] == 1
    made = firm_degree(long(rows), rise_tolerance=0.05)
    assert value(made, "upgrading", year=2019)[0] == 0


def test_what_the_file_lacks_is_left_out_and_named():
    made = one(sales=10)
    assert made.measures == ()
    said = [str(gap) for gap in made.gaps]
    assert said == [
        "Left out: export_share and is_exporter. The column foreign_sales of the file of firms "
        "would give them.",
        "Left out: is_direct_exporter. The column direct_exporter of the file of firms would give "
        "it.",
        "Left out: transnationality. The columns foreign_sales, assets, foreign_assets, employees "
        "and foreign_employees of the file of firms would give it.",
        "Left out: modes. The column modes of the file of firms would give it.",
        "Left out: foreign_ownership. The column foreign_ownership of the file of firms would give "
        "it.",
        "Left out: import_share. The columns imports and purchases of the file of firms would give "
        "it.",
        "Left out: speed. The columns founded and first_foreign_sale of the file of firms would "
        "give it.",
        "Left out: markets, market_entropy, market_entropy_related, market_entropy_unrelated, "
        "market_diversity, distance_breadth and rhythm. A file of markets would give them.",
        "Left out: foreign_sales_growth. The column foreign_sales of the file of firms would give "
        "it.",
        "Left out: upgrading. The columns value_added, employees, own_brand_share, "
        "new_product_share, foreign_sales, foreign_quantity and functions of the file of firms "
        "would give it.",
    ]
    assert set(said) < set(made.observations().notes)


def test_without_distances_only_their_indicator_is_left_out():
    made = firm_degree(long([firm(foreign_sales=1)]), sold(NOR=1))
    assert "distance_breadth" not in {one.indicator for one in made.measures}
    said = "Left out: distance_breadth. A file of distances would give it."
    assert said in [str(gap) for gap in made.gaps]


def test_an_indicator_that_is_not_there_is_an_error():
    with pytest.raises(InputError, match=r"there is no indicator 'export_shar'\. Did you mean"):
        one(sales=1, foreign_sales=1).measure("export_shar")


@pytest.mark.parametrize(
    ("money", "note"),
    [
        (None, "Currency and prices are not stated: growth may hold inflation."),
        (
            MoneyBasis("EUR"),
            "Money is in EUR at the prices of each year, as the file states it. Growth holds "
            "inflation.",
        ),
        (MoneyBasis("EUR", "2020", "", "HICP"), str(MoneyBasis("EUR", "2020", "", "HICP"))),
    ],
)
def test_the_money_is_stated(money, note):
    made = firm_degree(long([firm(sales=1, foreign_sales=1)]), money=money)
    assert note in made.notes


def test_firms_are_said_not_to_be_for_publication():
    made = one(sales=4, foreign_sales=1)
    assert made.notes[0] == (
        "The figures of single firms are yours and not for publication; clusters are."
    )
    assert made.notes[0] in str(made)
    assert [line.split() for line in str(made).splitlines()[1:3]] == [
        ["2020", "firms", "lowest", "median", "highest"],
        ["export_share", "1", "0.25", "0.25", "0.25"],
    ]


def test_the_frame_names_the_cluster_and_every_empty_value_has_a_reason():
    firms, markets, away = panel(2, clusters=3)
    made = firm_degree(firms, markets, home="SWE", distances=away)
    frame = made.to_frame()
    assert list(frame.columns) == [
        "level", "cluster", "unit", "year", "indicator", "value", "n", "of", "reason",
    ]  # fmt: skip
    assert (frame["reason"].ne("") == frame["value"].isna()).all()
    assert (frame["unit"].str[:3] == frame["cluster"]).all()
    assert len(frame) == firms.n * 17
    found = made.observations()
    np.testing.assert_array_equal(found.value, frame["value"])


def test_it_comes_back_from_a_dictionary():
    firms, markets, away = panel(3, clusters=2)
    made = firm_degree(firms, markets, home="SWE", distances=away)
    back = answer_from_dict(made.to_dict())
    assert isinstance(back, FirmDegree)
    same(made, back)
    assert str(back) == str(made)


def test_a_panel_without_rows_is_no_error():
    firms = long([firm(sales=1, foreign_sales=1)])
    made = firm_degree(firms.rows(np.zeros(1, dtype=bool)))
    assert len(made) == 0
    assert str(made).startswith("Degree of internationalisation of 0 firms, –")


@pytest.mark.parametrize("name", ["market_tolerance", "rise_tolerance"])
def test_a_tolerance_is_a_share_from_0(name):
    with pytest.raises(InputError) as error:
        firm_degree(long([firm(sales=1)]), **{name: -1.0})
    assert str(error.value) == f"{name} is -1.0. Give a share from 0."
