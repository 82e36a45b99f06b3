"""How indicators moved, in numbers and words."""

import math

import pytest
from tests.observatory.internationalisation.made_panels import same

from hanse.errors import InputError
from hanse.observatory.internationalisation import movement
from hanse.observatory.observations import Observations
from hanse.result import answer_from_dict


def series(indicator, *values, level="cluster", n=9, of=10, first=2020):
    """Return observations of a unit in years from the first, None where there is no value."""
    return Observations.from_rows(
        [
            (level, "Kista", str(first + t), indicator, math.nan if v is None else v, n, of,
             "fewer than 3 firms" if v is None else "")
            for t, v in enumerate(values)
        ]
    )  # fmt: skip


def said(indicator, *values, **more):
    level = more.get("level", "cluster")
    return movement(series(indicator, *values, **more), "Kista", level=level).sentences()[0]


def test_shares_are_said_as_percentages_with_who_stands_behind_them():
    assert said("export_share_weighted", 0.31, 0.38) == (
        "Sales-weighted export share rose from 31% in 2020 to 38% in 2021, 9 of 10 firms."
    )


def test_the_largest_change_in_a_year_is_told():
    assert said("export_share_weighted", 0.31, 0.30, 0.35, 0.32) == (
        "Sales-weighted export share rose from 31% in 2020 to 32% in 2023, 9 of 10 firms. Its "
        "largest change in a year was +5 percentage points, from 2021 to 2022."
    )


def test_a_change_over_missing_years_is_taken_by_the_year():
    move = movement(series("cluster_markets", 10, None, 16, 12), "Kista").moves[0]
    assert (move.largest, move.largest_from, move.largest_to) == (-4, "2022", "2023")  # not 6 / 2
    assert move.change == 2
    assert move.sentence("cluster").startswith(
        "Markets of the cluster rose from 10 in 2020 to 12 countries in 2023"
    )


def test_what_did_not_move_stayed():
    assert said("export_share_mean", 0.31, 0.31, 0.31) == (
        "Mean export share stayed at 31% from 2020 to 2022, 9 of 10 firms."
    )
    assert said("cluster_markets", 3, 5, 3) == (
        "Markets of the cluster stayed at 3 countries from 2020 to 2022, 9 of 10 firms. Its "
        "largest change in a year was +2 countries, from 2020 to 2021."
    )


def test_a_move_that_two_digits_do_not_show_is_hardly_one():
    assert said("export_share_mean", 0.31001, 0.31, 0.31002) == (
        "Mean export share hardly moved from 31.0% between 2020 and 2022, 9 of 10 firms."
    )
    assert said("cluster_market_entropy", 1.5, 1.50001) == (
        "Entropy of the cluster's markets hardly moved from 1.500 nats between 2020 and 2021, 9 of "
        "10 firms."
    )


@pytest.mark.parametrize(
    ("indicator", "values", "text"),
    [
        ("export_share_mean", (0.3101, 0.3149), "rose from 31.0% in 2020 to 31.5% in 2021"),
        ("foreign_sales", (1234.5, 99.25), "fell from 1,234 in 2020 to 99.25 in 2021"),
        ("cluster_market_entropy", (1.5, 1.25), "fell from 1.50 in 2020 to 1.25 nats in 2021"),
        ("cluster_markets", (3, 1), "fell from 3 in 2020 to 1 country in 2021"),
        ("speed_median", (2, 4.5), "rose from 2 in 2020 to 4.50 years in 2021"),
        (
            "cluster_foreign_sales_growth",
            (0.05, 0.1),
            "rose from 5% a year in 2020 to 10% a year in 2021",
        ),
        ("cluster_rhythm", (0.5, 0.25), "fell from 0.50 in 2020 to 0.25 in 2021"),
    ],
)
def test_numbers_are_said_with_their_units_and_enough_digits(indicator, values, text):
    assert text in said(indicator, *values)


def test_one_year_and_none():
    assert (
        said("export_share_mean", 0.25) == "Mean export share stood at 25% in 2020, 9 of 10 firms."
    )
    assert said("export_share_mean", None, None) == (
        "Mean export share is not known: fewer than 3 firms."
    )


def test_other_firms_behind_the_first_year_are_told():
    one, two = series("export_share_mean", 0.25, n=8), series("export_share_mean", 0.5, first=2021)
    made = movement(Observations.joined([one, two]), "Kista")
    assert "(8 of 10) and 50% in 2021 (9 of 10): not the same firms" in made.sentences()[0]


def test_other_levels_count_other_things():
    assert said("agreements", 1, 2, level="organisation").endswith("9 of 10 entries.")
    assert said("firms_reached", 1, 2, level="initiative").endswith("9 of 10 clusters.")
    assert said("export_share", 0.1, 0.2, level="firm", n=1, of=1) == (
        "Export share rose from 10% in 2020 to 20% in 2021."
    )


def test_an_indicator_of_the_user_keeps_its_id():
    assert said("patents abroad", 1, 2).startswith("patents abroad rose from 1 in 2020 to 2 in")


def test_indicators_can_be_chosen_and_unknown_names_are_errors():
    both = Observations.joined([series("export_share_mean", 1), series("cluster_markets", 5)])
    made = movement(both, "Kista", indicators=["cluster_markets"])
    assert [move.indicator for move in made.moves] == ["cluster_markets"]
    with pytest.raises(InputError, match=r"there is no unit 'Kitsa'\. Did you mean 'Kista'"):
        movement(both, "Kitsa")
    with pytest.raises(InputError, match="there is no indicator 'cluster_market'"):
        movement(both, "Kista", indicators=["cluster_market"])


def test_a_movement_comes_back_from_a_dictionary():
    made = movement(
        Observations.joined(
            [series("export_share_mean", 0.5, 0.25), series("foreign_sales", None)]
        ),
        "Kista",
    )
    back = answer_from_dict(made.to_dict())
    same(made, back)
    assert str(back) == str(made)
    assert str(made).splitlines()[0] == "Kista (cluster)"
    frame = made.to_frame()
    assert frame["change"].tolist()[0] == -0.25
    assert frame["reason"].tolist() == ["", "fewer than 3 firms"]


def test_who_answered_is_no_change_of_the_cluster():
    rows = [
        ("cluster", "Kista", "2021", "foreign_owned_share", 0.75, 4, 6, ""),
        ("cluster", "Kista", "2023", "foreign_owned_share", 4 / 6, 6, 6, ""),
    ]
    assert movement(Observations.from_rows(rows), "Kista").sentences()[0] == (
        "Share of foreign-owned firms was 75% in 2021 (4 of 6) and 67% in 2023 (6 of 6): not the "
        "same firms answered, so it is not called a change."
    )
