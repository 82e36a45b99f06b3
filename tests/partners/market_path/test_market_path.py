"""The market path: rings, scores, places, next step, leaps."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracles import market_path as oracle
from tests.partners.market_path.future_position_x import case
from tests.partners.market_path.made_markets import SIX, made

from hanse.errors import InputError
from hanse.partners.market_path import (
    Complement,
    LeapRule,
    MarketPath,
    MarketTable,
    OwnMarket,
    PathWeights,
    leaps_said,
    market_path,
    next_step_said,
    usual_markets,
    weights_said,
)
from hanse.tables.countries import countries

SIZE = {"NOR": 4.0, "DNK": 3.0, "DEU": 9.0, "POL": 5.0, "CHN": 9.0, "CHL": 3.0}


def six(**more):
    own = [
        OwnMarket("NOR", wave=1, tie="cluster in Oslo", level="connected"),
        OwnMarket("CHN", tie="sister city Zhuhai"),
    ]
    fits = [Complement("POL", 0.2), Complement("CHL", 0.6, "copper in Antofagasta")]
    parts = {"own": own, "attraction": {"size": SIZE}, "complements": fits, **more}
    return made(**parts)


def test_six_markets_by_hand():
    path = market_path(six())
    assert {one.market: one.ring for one in path.markets} == {
        "NOR": 1,
        "DNK": 1,
        "DEU": 2,
        "POL": 2,
        "CHN": 3,
        "CHL": 3,
    }
    # Distances: mean 7.5, squares 42.25 + 30.25 + 2.25 + 0.25 + 42.25 + 56.25 = 173.5.
    deviation = math.sqrt(173.5 / 6)
    # Sizes: mean 5.5, squares 2.25 + 6.25 + 12.25 + 0.25 + 12.25 + 6.25 = 39.5.
    spread = math.sqrt(39.5 / 6)
    poland = path.market("POL")
    assert poland.nearness == pytest.approx(0.5 / deviation)
    assert poland.attraction == pytest.approx(-0.5 / spread)
    assert poland.score == pytest.approx((0.5 / deviation - 0.5 / spread + 0 + 0.5 * 0.2) / 3.5)
    china = path.market("CHN")
    assert china.missing == ("complementarity",)
    assert china.score == pytest.approx((-6.5 / deviation + 3.5 / spread + 0.5) / 3)
    # DNK 0.016, DEU 0.548, POL 0.000, CHN 0.219, CHL -0.579
    assert [one.market for one in path.of("open")] == ["DEU", "CHN", "DNK", "POL", "CHL"]
    assert (path.next_in_ring, path.next_in_reach) == ("DNK", "DEU")
    assert (path.frontier, path.reach) == (1, 2)
    assert path.verify()


def test_leaps_say_what_leads_to_them():
    path = market_path(six())
    assert {one.market: one.leap for one in path.leaps} == {
        "CHN": "led by ties: sister city Zhuhai",
        "CHL": "led by complementarity: copper in Antofagasta (0.60)",
    }
    assert leaps_said(path)[0] == (
        "Leap: China (CHN, ring 3, place 2), led by ties: sister city Zhuhai."
    )
    strict = market_path(six(), rule=LeapRule(ties=2, complementarity=0.7))
    assert strict.leaps == ()
    assert leaps_said(strict)[0].startswith("No leap")


def test_a_market_next_to_the_frontier_is_no_leap_by_the_rule_of_the_frontier():
    own = [OwnMarket("DEU", wave=1), OwnMarket("NOR", wave=1), OwnMarket("CHN", ties=3)]
    rule = LeapRule(far="frontier")
    assert market_path(made(own=own), rule=rule).leaps == ()
    assert market_path(made(own=own), rule=rule).reach == 3
    assert [one.market for one in market_path(made(own=own[1:]), rule=rule).leaps] == ["CHN"]
    assert [one.market for one in market_path(made(own=own)).leaps] == ["CHN"]


def test_a_level_counts_where_ties_are_not_counted():
    own = [OwnMarket("CHN", level="contact"), OwnMarket("CHL", level="outsider")]
    path = market_path(made(own=own))
    assert path.market("CHN").closeness == pytest.approx(1 / 3)
    assert {one.market: one.leap for one in path.leaps} == {"CHN": "led by ties: level contact"}
    assert path.verify()


def test_blocked_markets_are_told_apart_and_move_no_ring():
    path, free = market_path(six(blocked={"DEU": "sanctions"})), market_path(six())
    assert path.limits == free.limits
    assert path.market("DEU").rank == 0
    assert [one.market for one in path.of("blocked")] == ["DEU"]
    assert path.next_in_reach == "DNK"
    assert "Blocked, not ranked: Germany (sanctions)." in str(path)
    assert path.verify()


def test_markets_that_are_not_asked_for_stand_aside_with_their_ring():
    path = market_path(six(), ranked={"DEU", "CHN"})
    assert {one.market for one in path.of("open")} <= {"DEU", "CHN"}
    aside = path.of("aside")
    assert aside
    assert all(one.rank == 0 and one.ring and not one.leap for one in aside)
    assert path.limits == market_path(six()).limits
    assert path.verify()
    assert f"nobody asked: {len(aside)} open market" in str(path)


def test_markets_without_a_distance_are_listed_apart():
    own, blocked = [OwnMarket("JPN", ties=1)], {"PRK": "sanctions"}
    path = market_path(made(own=own, blocked=blocked, lacking="list"))
    assert path.without_distance == ("JPN", "PRK")
    assert "Without a distance, not ranked: Japan and North Korea." in str(path)
    assert "Blocked, not ranked: North Korea (sanctions)." in str(path)
    frame = path.to_frame()
    assert frame["status"].tolist()[-2:] == ["without distance"] * 2
    assert frame["blocked"].tolist()[-1] == "sanctions"


def test_without_a_table_of_ties_they_are_left_out_and_with_one_the_others_have_none():
    assert math.isnan(market_path(made()).market("CHN").closeness)
    assert "Of no market known, and so left out: attraction, ties and complementarity." in str(
        market_path(made())
    )
    assert market_path(made(own=[])).market("CHN").closeness == 0


def test_no_open_market_is_said():
    path = market_path(made(own=[OwnMarket(code, wave=1) for code in SIX]))
    assert (path.next_in_ring, path.next_in_reach, path.of("open")) == ("", "", ())
    assert next_step_said(path)[0].startswith("No market is open")
    assert path.verify()
    assert "No market is open" in str(path)


def test_an_exhausted_ring_passes_the_step_on_to_the_next():
    path = market_path(made(own=[OwnMarket("NOR", wave=1), OwnMarket("DNK", wave=2)]))
    assert path.next_in_ring == "DEU"


def test_given_limits_are_the_rings():
    path = market_path(made(), rings=[1.0, 6.5])
    assert [one.ring for one in sorted(path.markets, key=lambda x: x.distance)] == [
        *(1, 2, 2, 3, 3, 3)
    ]
    assert "given limits" in str(path)


@pytest.mark.parametrize("part", ["attraction", "distance", "ties", "complementarity"])
def test_any_weight_by_half_lists_the_places_that_move(part):
    attraction = {"size": dict(zip(SIX, (1.0, 6.0, 2.0, 9.0, 4.0, 12.0), strict=True))}
    own = [OwnMarket(code, ties=n) for code, n in zip(SIX, (0, 0, 3, 0, 4, 1), strict=True)]
    values = (0.5, 0.1, 0.0, 0.7, 1.0, 0.2)
    fits = [Complement(code, value) for code, value in zip(SIX, values, strict=True)]
    table = made(own=own, attraction=attraction, complements=fits)
    weights = PathWeights(complementarity=3)
    path = market_path(table, weights=weights)
    changes = [one for one in path.changes if one.part == part]
    assert [one.factor for one in changes] == [0.5, 1.5]
    assert any(one.moved for one in changes)
    for change in changes:
        value = getattr(weights, part) * change.factor
        other = market_path(table, weights=PathWeights(**{**{"complementarity": 3}, part: value}))
        moved = {one.market: one.rank for one in other.markets}
        same = {one.market: one.rank for one in path.markets}
        expected = {code: rank for code, rank in moved.items() if rank != same[code]}
        assert dict(zip(change.moved, change.places, strict=True)) == expected
        steps = change.next_in_ring, change.next_in_reach
        assert steps == (other.next_in_ring, other.next_in_reach)
        line = next(x for x in str(path).splitlines() if x.startswith(f"{part} × {change.factor}"))
        assert f"{len(expected)} place" in line
    assert set(path.changes_frame()["part"]) <= {one.part for one in path.changes}


CODES = ("NOR", "DNK", "DEU", "POL", "CHN", "CHL", "JPN", "BRA")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 100_000))
def test_scores_places_and_ranges_equal_plain_loops(seed):
    rng = np.random.default_rng(seed)
    # Some distances are equal, but no two cuts are as good as each other.
    line = rng.uniform(-3, 3, 9)[rng.integers(0, 9, len(CODES))]
    places = dict(zip(CODES, line.tolist(), strict=True))
    if len(set(places.values())) < 3:
        return
    size = {code: float(rng.uniform(1, 9)) for code in CODES if rng.random() < 0.8}
    size |= {"NOR": 1.0, "CHL": 2.0}
    ties = {code: int(rng.integers(0, 3)) for code in CODES}
    fits = {code: float(rng.random()) for code in CODES if rng.random() < 0.5}
    weights = dict(zip(oracle.PARTS, rng.uniform(0.2, 2, 4).tolist(), strict=True))
    entered = [code for code in CODES if rng.random() < 0.3]
    own = [OwnMarket(code, wave=1 if code in entered else 0, ties=ties[code]) for code in CODES]
    complements = [Complement(code, value) for code, value in fits.items()]
    table = made(places, own=own, attraction={"size": size}, complements=complements)
    path = market_path(table, weights=PathWeights(**weights))
    expected = oracle.scores(places, size, ties, fits, weights)
    still = [code for code in CODES if code not in entered]
    ranges = oracle.place_ranges(places, size, ties, fits, weights, still)
    ranks = oracle.places(expected, still)
    for one in path.markets:
        assert one.score == pytest.approx(expected[one.market])
        assert one.rank == ranks.get(one.market, 0)
        assert (one.best_rank, one.worst_rank) == ranges.get(one.market, (0, 0))
        assert one.ring == oracle.ring(places, one.market, 3)
        justified = ties[one.market] >= 1 or fits.get(one.market, 0) >= 0.5
        assert bool(one.leap) == (one.market in still and one.ring >= 3 and justified)
    assert path.verify()


def test_complementarity_elsewhere_is_taken_where_it_is_stated():
    path = market_path(six(), elsewhere=0)
    assert path.market("CHN").complementarity == 0
    assert path.market("CHN").missing == ()
    assert path.verify()
    with pytest.raises(InputError, match="market path: elsewhere is 2"):
        market_path(six(), elsewhere=2)


def test_attraction_puts_several_columns_together():
    growth = dict.fromkeys(SIX, 1.0) | {"CHN": 3.0}
    table = made(attraction={"size": SIZE, "growth": growth})
    one = market_path(table, attraction_weights={"size": 1})
    assert (
        one.market("NOR").attraction
        == market_path(made(attraction={"size": SIZE})).market("NOR").attraction
    )
    both = market_path(table, attraction_weights={"size": 1, "growth": 3})
    values = np.array([both.market(code).attraction for code in SIX])
    assert (values.mean(), values.std()) == pytest.approx((0, 1))
    logged = market_path(table, attraction_weights={"size": 1}, logs=["size"])
    sizes = np.log(list(SIZE.values()))
    assert logged.market("NOR").attraction == pytest.approx((sizes[0] - sizes.mean()) / sizes.std())


def test_a_path_and_its_table_come_back_from_their_dictionaries():
    table = six(blocked={"DEU": "sanctions"})
    path = market_path(table)
    again = MarketPath.from_dict(path.to_dict())
    assert str(again) == str(path)
    assert again.verify()
    back = MarketTable.from_dict(table.to_dict())
    assert str(back) == str(table)
    assert str(market_path(back)) == str(path)
    assert table.to_frame()["market"].tolist() == sorted(SIX)


def test_verify_finds_a_wrong_place():
    import dataclasses

    path = market_path(six())
    first = dataclasses.replace(path.markets[0], rank=2)
    assert not dataclasses.replace(path, markets=(first, *path.markets[1:])).verify()
    assert not dataclasses.replace(path, next_in_ring="POL").verify()
    change = dataclasses.replace(path.changes[0], moved=("CHL",), places=(1,))
    assert not dataclasses.replace(path, changes=(change, *path.changes[1:])).verify()


def test_after_two_waves_the_source_would_have_been_told_to_leap_to_china_and_chile():
    path = market_path(case(up_to=2), among=usual_markets())
    assert {one.market for one in path.leaps} == {"CHN", "CHL"}
    assert "sister city Zhuhai" in path.market("CHN").leap
    assert market_path(case(up_to=2, with_ties=False), among=usual_markets()).leaps == ()
    assert path.verify()
    assert path.market(path.next_in_ring).ring == 1


def test_no_territory_is_proposed_among_the_usual_markets():
    assert all(countries()[code].is_own_market for code in usual_markets())
    assert market_path(case()).next_in_ring == "ALA"
    assert market_path(case(), among=usual_markets()).next_in_ring == "NLD"


@pytest.mark.parametrize("home", ["POL", "CHL"])
def test_from_another_home_rings_and_leaps_change(home):
    path = market_path(case(home=home, up_to=0), among=usual_markets())
    assert path.verify()
    tied = {"CHN", "CHL", "UKR", "GBR", "USA", "RUS"} - {home}
    far = {one.market for one in path.markets if one.ring >= 3}
    assert {one.market for one in path.leaps} == tied & far
    assert far != {one.market for one in market_path(case(up_to=0)).markets if one.ring >= 3}


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (
            lambda: market_path(made(), rings=7),
            "rings: 7 rings of 6 different distances. Give a whole number from 2 to 6, or limits.",
        ),
        (
            lambda: market_path(made(), rings=[2.0, 1.0]),
            "rings: the limits of the rings are 2, 1. Give ascending distances, such as [-1, 0].",
        ),
        (
            lambda: market_path(made(), home="NOR"),
            "distances: there is no origin 'NOR'. There are: SWE.",
        ),
        (
            lambda: market_path(made(own=[OwnMarket("NOR", 1)]), home="NOR"),
            "market path: home NOR is among the markets. Take it out of the own markets.",
        ),
        (
            lambda: market_path(made(attraction={"size": dict.fromkeys(SIX, 2.0)})),
            "market path: size is 2 for all markets: it tells no market from another. "
            "Give size no weight, or more markets.",
        ),
        (
            lambda: market_path(made(attraction={"size": {**SIZE, "NOR": 0.0}}), logs=["size"]),
            "attraction: size of NOR is not above 0: it has no logarithm. "
            "Correct it, leave it empty, or take the column without logarithm.",
        ),
        (
            lambda: market_path(made(), attraction_weights={"size": 1}),
            "attraction: there is no column 'size'. There are: none.",
        ),
        (
            lambda: market_path(made(), among=["JPN"]),
            "market path: no market has a distance from SWE. "
            "Give distances, or other markets in among.",
        ),
        (
            lambda: PathWeights(ties=-1),
            "weights: the weight of ties is -1. Give a number from 0.",
        ),
        (
            lambda: PathWeights(0, 0, 0, 0),
            "weights: no weight is above 0. Give one above 0.",
        ),
        (
            lambda: LeapRule(ring=1),
            "leap rule: ring is 1. Give a whole number from 2.",
        ),
        (
            lambda: LeapRule(far="frontal"),
            "leap rule, far: there is no way 'frontal'. Did you mean 'frontier'? "
            "There are: ring, frontier.",
        ),
    ],
)
def test_errors_of_a_path_say_what_is_wrong(call, text):
    with pytest.raises(InputError) as error:
        call()
    assert str(error.value) == text


def test_the_next_step_says_its_place_and_what_its_parts_are_measured_in():
    # Denmark: distance 2 of a mean of 7.5, size 3 of a mean of 5.5 (see the six by hand)
    path = market_path(six())
    first = path.market("DNK")
    assert (first.rank, first.best_rank, first.worst_rank) == (3, 2, 4)
    assert next_step_said(path)[0] == (
        "Next step: Denmark (DNK), the best open market of ring 1, the nearest ring that is not "
        "exhausted: place 3 of 5 open markets, 2 to 4 when one weight is halved or raised by half; "
        "attraction 0.97 standard deviations below the mean, nearness 1.02 standard deviations "
        "above the mean, own ties 0.00 (0 to 1)."
    )


def test_a_market_that_is_first_whatever_the_weight_says_so():
    own = [OwnMarket("NOR", wave=1)]
    size = {"NOR": 1.0, "DNK": 9.0, "DEU": 3.0, "POL": 2.0, "CHN": 2.0, "CHL": 1.0}
    fits = [Complement("DNK", 0.5)]
    path = market_path(made(own=own, attraction={"size": size}, complements=fits))
    first = path.market("DNK")
    assert (first.best_rank, first.worst_rank) == (1, 1)
    assert (
        "first of 5 open markets, and first whichever weight is halved or raised by half; "
        f"attraction {first.attraction:.2f} and nearness {first.nearness:.2f} standard deviations "
        "above the mean, own ties 0.00 and complementarity 0.50 (0 to 1)."
    ) in next_step_said(path)[0]
    from dataclasses import replace

    from hanse.partners.market_path.path_words import _place

    assert _place(replace(first, rank=2, best_rank=2, worst_rank=2), 5) == (
        "place 2 of 5 open markets, whichever weight is halved or raised by half"
    )


def test_what_moves_with_a_weight_is_told_by_name():
    said = weights_said(market_path(six()))
    assert any("Denmark" in one for one in said)
    assert not any(code in one for one in said for code in SIX)
