"""Clusters: each indicator worked by hand, who stands behind it, and what is hidden."""

import math

import numpy as np
import pytest
from tests.observatory.internationalisation.made_panels import (
    OPEN,
    behind,
    firm,
    long,
    market,
    panel,
    same,
    value,
)

from hanse.errors import InputError
from hanse.observatory.internationalisation import ClusterDegree, cluster_degree
from hanse.observatory.suppression import SuppressionRule
from hanse.result import answer_from_dict


def three(**columns):
    """Return a cluster of firms A, B, C, ... with one number of each column for each."""
    n = max(len(numbers) for numbers in columns.values())
    return long(
        [
            firm("ABCDEFGH"[i], **{name: numbers[i] for name, numbers in columns.items()})
            for i in range(n)
        ]
    )


def test_export_shares_and_exporters_by_hand():
    made = cluster_degree(three(sales=[100, 100, 200, 50], foreign_sales=[50, 20, 10, None]))
    assert value(made, "export_share_mean")[0] == pytest.approx(0.75 / 3)  # 0.5, 0.2, 0.05
    assert value(made, "export_share_weighted")[0] == 80 / 400
    assert value(made, "exporter_share")[0] == 1
    assert value(made, "foreign_sales")[0] == 80
    for name in ("export_share_mean", "export_share_weighted", "exporter_share", "foreign_sales"):
        assert behind(made, name) == (3, 4)


def test_direct_exporters_and_transnationality_are_means_over_firms():
    made = cluster_degree(
        three(
            sales=[10] * 4,
            foreign_sales=[5, 5, 5, 0],
            assets=[10] * 4,
            foreign_assets=[4, 0, 1, 0],
            employees=[10] * 4,
            foreign_employees=[3, 1, 0, 0],
            direct_exporter=[1, 0, 1, 0],
        )
    )
    assert value(made, "direct_exporter_share")[0] == 0.5
    # (0.5 + 0.4 + 0.3) / 3, (0.5 + 0.1) / 3, (0.5 + 0.1) / 3, 0
    assert value(made, "transnationality_mean")[0] == pytest.approx((0.4 + 0.2 + 0.2) / 4)


def test_modes_of_a_cluster_are_those_of_all_its_firms():
    made = cluster_degree(three(modes=["export; agent", "export", "export;office", "none", ""]))
    assert value(made, "modes_in_use")[0] == 3
    assert behind(made, "modes_in_use") == (4, 5)
    frame = made.mode_frame()
    assert frame["mode"].tolist() == ["agent", "export", "office"]
    np.testing.assert_array_equal(frame["firms"], [math.nan, 3, math.nan])  # one firm is hidden
    shown = cluster_degree(three(modes=["export; agent", "export"]), rule=OPEN)
    assert shown.mode_frame()["firms"].tolist() == [1, 2]


def test_inward_indicators_by_hand():
    made = cluster_degree(
        three(
            foreign_ownership=[0.1, 0.09, 0, 1],
            foreign_investors=[1, 2, 3, 0],
            purchases=[100, 200, 100, 0],
            imports=[50, 20, 10, 0],
            suppliers=[10, 20, 30, 0],
            foreign_suppliers=[1, 2, 6, 0],
        )
    )
    assert value(made, "foreign_owned_share")[0] == 0.5  # 10% and 100%
    assert value(made, "foreign_investors")[0] == 6
    assert value(made, "import_share_mean")[0] == pytest.approx((0.5 + 0.1 + 0.1) / 3)
    assert behind(made, "import_share_mean") == (3, 4)
    assert value(made, "import_share_weighted")[0] == 80 / 400
    assert value(made, "foreign_supplier_share")[0] == 9 / 60
    assert "A supplier of several firms counts in each." in made.notes


def test_the_threshold_of_foreign_ownership_is_a_choice():
    firms = three(foreign_ownership=[0.1, 0.09, 0, 1])
    made = cluster_degree(firms, ownership_threshold=0.5)
    assert value(made, "foreign_owned_share")[0] == 0.25
    with pytest.raises(InputError) as error:
        cluster_degree(firms, ownership_threshold=0)
    assert str(error.value) == "ownership_threshold is 0. Give a share above 0, up to 1."


def test_the_median_speed_is_over_exporters():
    made = cluster_degree(
        three(
            sales=[9] * 5,
            foreign_sales=[1, 1, 1, 1, 0],
            founded=[2000] * 5,
            first_foreign_sale=[2001, 2010, 2003, 2005, 2000],
        )
    )
    assert value(made, "speed_median")[0] == 4  # 1, 3, 5, 10
    assert behind(made, "speed_median") == (4, 5)


def test_breadth_of_a_cluster_is_that_of_its_summed_sales():
    firms = three(foreign_sales=[30, 40, 50, 0])
    markets = long(
        [
            market("NOR", 30, "A"),
            market("NOR", 20, "B"),
            market("DEU", 20, "B"),
            market("CHL", 50, "C"),
        ]
    )
    away = long(
        [
            {"origin": "SWE", "destination": land, "distance": d}
            for land, d in (("NOR", 500), ("DEU", 900), ("CHL", 13000))
        ]
    )
    made = cluster_degree(firms, markets, home="SWE", distances=away)
    p = np.array([50, 20, 50]) / 120
    entropy = -(p * np.log(p)).sum()
    assert value(made, "cluster_markets")[0] == 3
    assert behind(made, "cluster_markets") == (4, 4)
    assert value(made, "cluster_market_entropy")[0] == pytest.approx(entropy)
    assert value(made, "cluster_market_entropy_related")[0] == pytest.approx(0)
    assert value(made, "cluster_market_entropy_unrelated")[0] == pytest.approx(entropy)
    assert value(made, "cluster_market_diversity")[0] == pytest.approx(1 - (p**2).sum())
    assert value(made, "cluster_distance_breadth")[0] == pytest.approx(
        (50 * 500 + 20 * 900 + 50 * 13000) / 120
    )
    assert made.verify()


def years_of(*years, column="foreign_sales"):
    """Return a cluster whose firms have these numbers in each year from 2018."""
    return long(
        [
            firm(name, 2018 + t, **{column: n})
            for t, numbers in enumerate(years)
            for name, n in numbers.items()
        ]
    )


def test_rhythm_of_a_cluster_counts_countries_new_to_all_its_firms():
    lands = (["NOR"], ["NOR", "FIN", "DEU", "FRA"], ["USA", "FIN"])
    firms = years_of(*({n: len(own) for n in "ABC"} for own in lands))
    markets = [
        market(land, 1, n, 2018 + t) for t, own in enumerate(lands) for land in own for n in "ABC"
    ]
    made = cluster_degree(firms, long(markets))
    assert value(made, "cluster_rhythm", year=2020)[0] == pytest.approx(1 / 2)  # entries 3, 1
    assert value(made, "cluster_rhythm", year=2019)[1] == "fewer than 3 years"


def test_a_rhythm_is_hidden_after_a_year_whose_markets_are():
    firms = years_of(*(dict.fromkeys("ABC", 1) for _ in range(4)))
    markets = [
        market(land, 1, n, 2018 + t)
        for t, (land, own) in enumerate(
            (("NOR", "ABC"), ("DEU", "AB"), ("FRA", "ABC"), ("USA", "ABC"))
        )
        for n in own
    ]
    made = cluster_degree(firms, long(markets))
    assert value(made, "cluster_markets", year=2019)[1] == "fewer than 3 firms"
    said = "the markets of an earlier year are hidden"
    assert value(made, "cluster_rhythm", year=2021)[1] == said


def test_growth_over_all_firms_and_over_the_same():
    firms = years_of(
        {"A": 10, "B": 20, "C": 30, "X": 40, "Y": 50, "Z": 50},
        {"A": 20, "B": 20, "C": 20, "X": 40, "Y": 50, "Z": 50},
        {"A": 20, "B": 30, "C": 40, "U": 72, "V": 40, "W": 40},
    )
    made = cluster_degree(firms)
    # all: 200 to 242 in two years; the same A, B, C: 60 to 90
    assert value(made, "cluster_foreign_sales_growth", year=2020)[0] == pytest.approx(0.1)
    assert behind(made, "cluster_foreign_sales_growth", year=2020) == (6, 6)
    kept = cluster_degree(firms, growth="same firms")
    expected = math.sqrt(90 / 60) - 1
    assert value(kept, "cluster_foreign_sales_growth", year=2020)[0] == pytest.approx(expected)
    assert behind(kept, "cluster_foreign_sales_growth", year=2020) == (3, 6)
    said = "the first year of the cluster"
    assert value(made, "cluster_foreign_sales_growth", year=2018)[1] == said
    assert value(kept, "cluster_foreign_sales_growth", year=2018)[1] == said
    frame = made.growth_frame()
    last = frame.iloc[2]
    assert (last["stayed"], last["entered"], last["left"], last["same_n"]) == (3, 3, 3, 3)
    assert last["all_firms"] == pytest.approx(0.1)
    assert last["same_firms"] == pytest.approx(expected)
    assert (
        "3 firms entered and 3 firms left the panel of their cluster between its first and its "
        "last year; growth over the same firms is told apart from growth over all." in made.notes
    )


def test_growth_over_the_same_firms_is_hidden_where_it_gives_away_who_entered():
    before = {"A": 10, "B": 20, "C": 30}
    made = cluster_degree(years_of(before, {"A": 20, "B": 20, "C": 20, "X": 40}))
    assert value(made, "cluster_foreign_sales_growth", year=2019)[0] == pytest.approx(100 / 60 - 1)
    one = made.growth.same_firms
    assert np.isnan(one.value).all()
    assert one.reason[1] == "beside the sum of all firms it would show fewer than 3 by difference"
    made = cluster_degree(years_of(before, before))
    assert made.growth.same_firms.value[1] == 0
    assert "Each cluster has the same firms in its first and its last year." in made.notes


def test_growth_is_hidden_with_the_sum_of_either_year():
    made = cluster_degree(years_of({"A": 10, "B": 20}, {"A": 10, "B": 20, "C": 5}, {"A": 1}))
    name = "cluster_foreign_sales_growth"
    assert value(made, name, year=2019)[1] == "in the first year fewer than 3 firms"
    assert value(made, name, year=2020)[1] == "fewer than 3 firms"


def test_growth_from_nothing_is_not_defined():
    made = cluster_degree(years_of({"A": 0, "B": 0, "C": 0}, {"A": 1, "B": 1, "C": 1}))
    said = "no foreign sales in the first year"
    assert value(made, "cluster_foreign_sales_growth", year=2019)[1] == said
    assert made.growth.same_firms.reason[1] == said


def test_upgrading_of_a_cluster_is_the_mean_over_its_firms():
    firms = long(
        [
            firm(name, year, own_brand_share=a, new_product_share=b)
            for year, shares in (
                (2018, {"A": (0.1, 0.1), "B": (0.1, 0.1), "C": (0.1, None)}),
                (2019, {"A": (0.2, 0.2), "B": (0.2, 0.1), "C": (0.1, 0.9)}),
            )
            for name, (a, b) in shares.items()
        ]
    )
    made = cluster_degree(firms)
    assert value(made, "cluster_upgrading", year=2019)[0] == pytest.approx((1 + 0.5 + 0) / 3)
    assert value(made, "cluster_upgrading", year=2018)[1] == (
        "no firm with a measure of upgrading known now and in its first year"
    )
    frame = made.step_frame().query("year == '2019'")
    assert frame["measure"].tolist() == ["share of own brands", "share of new products"]
    np.testing.assert_array_equal(frame["firms"], [3, math.nan])
    np.testing.assert_array_equal(frame["rose"], [2, math.nan])


def test_fewer_than_three_firms_are_hidden():
    made = cluster_degree(three(sales=[10, 10], foreign_sales=[5, 5], modes=["a", "b"]))
    for one in made.measures:
        assert np.isnan(one.value).all()
        assert one.reason == ["fewer than 3 firms"] or one.indicator.endswith("growth")
        assert one.n.tolist() == [2]


def test_a_number_that_one_firm_dominates_is_hidden():
    made = cluster_degree(three(sales=[100, 100, 100], foreign_sales=[90, 1, 1]))  # 90 of 92
    for name in ("foreign_sales", "export_share_weighted"):
        assert value(made, name)[1] == "one firm has more than 85%"
    assert value(made, "export_share_mean")[0] == pytest.approx(0.92 / 3)
    loose = SuppressionRule(largest_share=0.99)
    made = cluster_degree(three(sales=[100] * 3, foreign_sales=[90, 1, 1]), rule=loose)
    assert value(made, "foreign_sales")[0] == 92


def test_the_mean_of_shares_does_not_tell_the_share_of_the_only_exporter():
    made = cluster_degree(three(sales=[10] * 4, foreign_sales=[5, 0, 0, 0]))
    assert value(made, "export_share_mean")[1] == "fewer than 3 firms"
    assert value(made, "foreign_sales")[1] == "fewer than 3 firms"
    assert value(made, "exporter_share")[0] == 0.25
    nobody = cluster_degree(three(sales=[10] * 4, foreign_sales=[0] * 4))
    assert value(nobody, "foreign_sales")[0] == 0


def test_markets_of_two_exporters_are_hidden():
    markets = long([market("NOR", 1, "A"), market("DEU", 1, "B")])
    made = cluster_degree(three(foreign_sales=[1, 1, 0, 0]), markets)
    for name in ("cluster_markets", "cluster_market_entropy", "cluster_rhythm"):
        assert value(made, name)[1] == "fewer than 3 firms"


def test_a_hidden_sum_that_a_total_gives_away_is_a_note():
    rows = [firm(n, cluster="Kista", foreign_sales=5) for n in "ABC"]
    rows += [firm(n, cluster="Lund", foreign_sales=5) for n in "XY"]
    said = (
        "Only one cluster is hidden in 2020 (foreign sales): with a total over all clusters its "
        "figure can be found by difference. Publish no such total, or hide a second."
    )
    assert said in cluster_degree(long(rows)).notes
    rows += [firm("Z", cluster="Lund", foreign_sales=5)]
    assert said not in cluster_degree(long(rows)).notes


def test_nobody_answered_is_not_hidden():
    made = cluster_degree(three(foreign_investors=[None, None, None], modes=["", "", ""]))
    assert value(made, "foreign_investors")[1] == "no firm answered"
    assert value(made, "modes_in_use")[1] == "no firm answered"
    assert np.isnan(made.mode_firms).all()


def test_what_the_file_lacks_is_left_out_and_named():
    made = cluster_degree(long([firm()]))
    assert made.measures == ()
    assert made.growth is None
    assert made.growth_frame().columns.tolist() == ["cluster", "year"]
    left = {name: gap for gap in made.gaps for name in gap.indicators}
    from hanse.observatory.indicators import indicators

    assert set(left) == {name for name, one in indicators().items() if one.level == "cluster"}
    assert left["foreign_supplier_share"].columns == ("foreign_suppliers", "suppliers")
    assert left["cluster_rhythm"].file == "markets"
    assert left["transnationality_mean"].columns[:2] == ("sales", "foreign_sales")


def test_a_growth_that_there_is_not():
    with pytest.raises(InputError, match=r"there is no growth 'all'\. Did you mean 'all firms'"):
        cluster_degree(long([firm(sales=1)]), growth="all")


def test_it_comes_back_from_a_dictionary():
    firms, markets, away = panel(4, clusters=3)
    made = cluster_degree(firms, markets, home="SWE", distances=away)
    back = answer_from_dict(made.to_dict())
    assert isinstance(back, ClusterDegree)
    same(made, back)
    assert str(back) == str(made)
    assert back.paths().path == made.paths().path


def test_every_empty_value_has_a_reason():
    firms, markets, away = panel(5, clusters=4, firms=4)
    frame = cluster_degree(firms, markets, home="SWE", distances=away).to_frame()
    assert frame["value"].isna().any()
    assert (frame["reason"].ne("") == frame["value"].isna()).all()
    assert (frame["n"] <= frame["of"]).all()


def test_a_firm_that_did_not_answer_is_no_firm_without_foreign_sales():
    rows = [
        firm(name, year, foreign_sales=sales)
        for name, both in {"A": (10, 11), "B": (10, 11), "C": (10, 11), "D": (10, None)}.items()
        for year, sales in zip((2020, 2021), both, strict=True)
    ]
    made = cluster_degree(long(rows), rule=OPEN)
    number, why = value(made, "cluster_foreign_sales_growth", year="2021")
    assert math.isnan(number)
    assert why == "not every firm gave its foreign sales, and one that did not would count as 0"
