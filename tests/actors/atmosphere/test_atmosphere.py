"""The atmosphere: means by hand, what is hidden, both sides, strained ties, and changes."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.actors.atmosphere.made_ratings import IDS, rated_log, trust
from tests.actors.made_log import day, small_log
from tests.oracles import actor_atmosphere as oracle

from hanse.actors.atmosphere import atmosphere
from hanse.actors.atmosphere.disclosure import may_show
from hanse.actors.atmosphere.means import GROUPS
from hanse.actors.tables import ATMOSPHERE
from hanse.actors.ties import ties
from hanse.errors import InputError
from hanse.result import answer_from_dict

FIRMS = IDS[:6]
FIVE = trust(*((one, "uni", value) for one, value in zip(FIRMS, (6, 5, 7, 4, 3), strict=False)))


def made(*ratings, choices=None, **more):
    found = atmosphere(rated_log(*ratings, **more), **(choices or {}))
    assert answer_from_dict(found.to_dict()).to_dict() == found.to_dict()
    assert str(found)
    assert set(found.to_frame()["part"]) >= {"mean", "distance", "change"}
    return found


def test_a_mean_by_hand_and_a_group_that_is_the_same_one():
    found = made(*FIVE)
    for group in ("all", "own firms", "research", "education"):
        one = found.of("trust", group)
        assert (one.ratings, one.raters, one.mean) == (5, 5, 5.0)
    assert found.of("trust", "capital").reason == "not rated"
    assert found.of("power").reason == "not rated"
    assert "by firms of the cluster" in str(found)


def test_four_raters_show_nothing():
    found = made(*FIVE[:4])
    assert found.of("trust", "research").reason == "fewer than 5 raters"
    assert all(math.isnan(one.mean) and math.isnan(one.ratings) for one in found.means)
    assert "No mean is shown." in str(found)


def test_a_total_and_a_larger_group_never_tell_the_one_that_is_left():
    # all six ratings less the five of uni would be the single one of the fund
    found = made(*FIVE, *trust(("f6", "fund", 2)))
    assert found.of("trust").mean == pytest.approx(27 / 6)
    assert found.of("trust", "capital").reason == "fewer than 5 raters"
    for group in ("research", "education"):
        assert (
            found.of("trust", group).reason == "with the others it would tell what a few raters say"
        )


def test_two_kinds_of_side_that_share_all_but_one_are_not_both_shown():
    # research: uni five times and lab once; education: uni five times
    found = made(*FIVE, *trust(("f6", "lab", 1)))
    assert found.of("trust", "research").is_shown
    assert not found.of("trust", "education").is_shown


def test_the_last_day_counts_later_ones_do_not_and_one_day_is_one_rating():
    early = trust(("f1", "uni", 1), on="2023-01-01")
    again = trust(("f1", "uni", 4), on="2024-07-01")
    late = trust(("f1", "uni", 7), on="2024-09-01")
    choices = {"least": 1, "day": day("2024-08-01")}
    found = made(*early, *FIVE[:1], *again, *late, choices=choices)
    assert found.of("trust").mean == 5.0  # 6 and 4 on the same day
    assert found.repeated == 1
    assert "On 1 day a rater rates the same side more than once" in str(found)
    assert found.change("trust").value == 4.0


def test_ratings_without_a_living_tie_and_old_ones_are_counted_apart():
    old = trust(("f1", "lab", 2), on="2020-01-01")
    choices = {"within": 365, "least": 1}
    found = made(*FIVE, *old, untied=[("f2", "uni")], choices=choices)
    assert (found.ratings, found.lapsed, found.old) == (4, 1, 1)
    assert found.of("trust").ratings == 4
    assert "1 more last rating of pairs without a living tie: in no number." in str(found)
    assert "1 more last rating older than 365 days: in no number." in str(found)


def test_both_sides_and_a_one_sided_dependence():
    rows = [
        ("2024-07-01", "f1", "uni", {"power": 6.0, "trust": 4.0}),
        ("2024-07-02", "uni", "f1", {"power": 2.5, "trust": 5.0}),
        ("2024-07-02", "f2", "f1", {"power": 7.0}),
    ]
    found = made(*rows, choices={"least": 1})
    assert (found.pairs, found.both) == (2, 1)
    power = found.both_sides("power")
    assert (power.pairs, power.distance, power.mixed, power.difference) == (1, 3.5, 1, 3.5)
    assert found.both_sides("trust").difference == -1.0
    assert [one.says for one in found.one_sided] == [
        "F1 depends 3.5 points more on Uni than the other way round"
    ]
    assert made(*rows).both_sides("power").reason == "fewer than 5 raters"


def test_a_mean_distance_does_not_tell_the_pair_that_is_not_named():
    rows = trust(*((one, "uni", 7) for one in FIRMS[:4]), *(("uni", one, 2) for one in FIRMS[:4]))
    near = trust(("f5", "f6", 5), ("f6", "f5", 4))
    assert made(*rows).both_sides("trust").distance == 5.0
    assert made(*rows, *near).both_sides("trust").reason == (
        "with the others it would tell what a few raters say"
    )
    assert made(*rows).far[0].says == "F1 rates trust 5 points above Uni"


def test_a_relationship_is_strained_if_a_side_rates_conflict_high_and_trust_low():
    at_edge, inside = {"conflict": 5.0, "trust": 3.0}, {"conflict": 7.0, "trust": 3.5}
    rows = [("2024-07-01", "fund", "f1", at_edge), ("2024-07-01", "f1", "fund", at_edge),
            ("2024-07-01", "uni", "f2", at_edge), ("2024-07-01", "f3", "lab", inside)]  # fmt: skip
    found = made(*rows)
    assert [one.says for one in found.strained] == ["F1 and Fund (both)", "F2 and Uni (Uni)"]
    assert "Strained (conflict at least 5, trust at most 3): F1 and Fund (both)" in str(found)


def test_a_change_by_hand_counts_each_rater_once():
    # f1 moves by 2 and 0 (mean 1), the others by 0 1 2 1: mean 1, sd sqrt(.5), t(4) 2.776445
    before = trust(*((one, "uni", 3) for one in FIRMS[:5]), ("f1", "lab", 4), on="2023-01-01")
    after = trust(*((one, "uni", 3 + up) for one, up in zip(FIRMS, (2, 0, 1, 2, 1), strict=False)),
                  ("f1", "lab", 4))  # fmt: skip
    one = made(*before, *after).change("trust")
    assert (one.ratings, one.raters, one.value) == (6, 5, 1.0)
    half = 2.776445 * math.sqrt(0.5) / math.sqrt(5)
    assert (one.low, one.high) == pytest.approx((1 - half, 1 + half), abs=1e-6)
    assert one.is_clear
    assert made(*before[:3], *after[:3]).change("trust").reason == "fewer than 5 raters"
    assert made(*after).change("trust").reason == "not rated twice"


def test_without_ratings_everything_is_not_rated():
    for log in (small_log(), rated_log()):
        found = atmosphere(log)
        assert (found.ratings, found.far, found.strained) == (0, (), ())
        assert {one.reason for one in found.means} == {"not rated"}
        assert str(found) == (
            "Atmosphere on 2024-12-31: 0 ratings of 0 pairs with a living tie, 0 by both sides"
        )


def test_rated_by_one_side_only_there_is_no_distance():
    assert made(*FIVE).both_sides("trust").reason == "not rated by both sides"


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ({"least": 0}, "least is 0"),
        ({"within": -1}, "within is -1"),
        ({"apart": 0.0}, "apart is 0"),
        ({"confidence": 1.0}, "confidence is 1"),
    ],
)
def test_settings_out_of_range(choices, said):
    with pytest.raises(InputError, match=said):
        atmosphere(rated_log(), **choices)


def test_unknown_names_and_an_actor_that_rates_itself():
    found = atmosphere(rated_log())
    with pytest.raises(InputError, match="aspect of the atmosphere"):
        found.of("trusts")
    with pytest.raises(InputError, match="group of ratings"):
        found.of("trust", "firm")
    with pytest.raises(InputError, match="'f1' rates itself"):
        atmosphere(rated_log(*trust(("f1", "f1", 2))))


rating = st.tuples(
    st.sampled_from(["2022-01-01", "2024-01-01", "2024-07-01"]),
    st.sampled_from(IDS),
    st.sampled_from(IDS),
    st.fixed_dictionaries({}, optional={"power": st.sampled_from([1.0, 4.5, 7.0]),
                                        "trust": st.sampled_from([2.0, 3.0, 6.0])}),
).filter(lambda row: row[1] != row[2])  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.lists(rating, max_size=60), st.sampled_from([2, 3]), st.sampled_from([None, 400]))
def test_means_are_those_of_plain_loops_and_tell_of_no_few(rows, least, within):
    log = rated_log(*rows, untied=[("f1", "lab"), ("f2", "fund")])
    found = atmosphere(log, least=least, within=within)
    said = oracle.last_said(log, ties(log), log.as_of, within)
    assert found.ratings == len(said)
    order = sorted(said)
    for column, aspect in enumerate(ATMOSPHERE):
        sums = []
        for group in GROUPS:
            own = [pair for pair in oracle.of_group(log, said, group)
                   if not math.isnan(said[pair][1][column])]  # fmt: skip
            one = found.of(aspect, group)
            if one.is_shown:
                assert one.ratings == len(own)
                assert one.mean == pytest.approx(oracle.mean(said[p][1][column] for p in own))
                sums.append([float(pair in own) for pair in order])
            else:
                assert math.isnan(one.mean)
        assert not oracle.tells_few(sums, [rater for rater, _ in order], least)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 4))
def test_what_may_be_shown_tells_of_no_few_and_nothing_more_could_be(seed, least):
    rng = np.random.default_rng(seed)
    sums = rng.choice([0.0, 0.0, 1.0, -1.0], size=(5, 8))
    raters = rng.integers(0, 6, size=8)
    shown = may_show(sums, raters, least)
    for row in range(5):
        tried = [*np.flatnonzero(shown[:row]).tolist(), row]
        would = not sums[row].any() or oracle.tells_few(sums[tried], raters.tolist(), least)
        assert shown[row] == (not would)
