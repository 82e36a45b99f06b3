"""The index: weights, standardising, missing parts, ranks and their ranges."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.observatory.distance.made_parts import line, part, seeded

from hanse.errors import InputError, LimitReached
from hanse.observatory.distance import (
    DEFAULT_WEIGHTS,
    DistanceIndex,
    MarketDistances,
    PartTable,
    default_parts,
    distance_index,
)
from hanse.observatory.distance.rank_ranges import rank_ranges, ranks, surely
from hanse.tables.countries import countries

ABC = ("AAA", "BBB", "CCC")
WHOLE = distance_index(default_parts(), home="SWE")


def hand():
    """Two parts of three countries: x is 1, 2, 3 and y 2, 2, 5 for AB, AC, BC."""
    x = np.array([[0, 1, 2], [1, 0, 3], [2, 3, 0]], dtype=float)
    y = np.array([[0, 2, 2], [2, 0, 5], [2, 5, 0]], dtype=float)
    return PartTable(ABC, {"x": part(x), "y": part(y, group="economic")})


def test_the_index_by_hand():
    # x: mean 2, deviation √(2/3); y: mean 3, deviation √2 (all pairs twice, so as of three).
    index = distance_index(hand(), {"x": 3, "y": 1})
    zx, zy = (1 - 2) / math.sqrt(2 / 3), (2 - 3) / math.sqrt(2)
    assert index.value("AAA", "BBB") == pytest.approx((3 * zx + zy) / 4)
    assert index.value("AAA", "CCC") == pytest.approx((0 + zy) / 4)
    assert index.moments["x"] == pytest.approx((2, math.sqrt(2 / 3)))
    assert index.verify()


def test_only_the_ratios_of_weights_count():
    one, other = (distance_index(hand(), {"x": 3 * k, "y": k}).matrix for k in (1, 0.1))
    assert np.allclose(one, other, equal_nan=True)


def test_a_country_has_no_distance_to_itself_and_a_reason_says_so():
    index = distance_index(hand(), {"x": 1})
    assert math.isnan(index.value("AAA", "AAA"))
    assert index.reason("AAA", "AAA") == "the same country"
    assert index.missing("AAA", "AAA") == ()


def test_a_missing_part_leaves_the_weights_to_the_others():
    table = hand()
    y = table.part("y").values.copy()
    y[0, 1] = y[1, 0] = np.nan
    index = distance_index(PartTable(ABC, {"x": table.part("x"), "y": part(y)}), {"x": 3, "y": 1})
    assert index.value("AAA", "BBB") == pytest.approx((1 - 2) / math.sqrt(2 / 3))
    assert index.missing("AAA", "BBB") == ("y",)
    assert index.missing("AAA", "CCC") == ()
    assert index.verify()
    found = index.from_("AAA")
    assert found.missing("BBB") == ("y",)
    assert found.known_weight.tolist() == [0.75, 1.0]
    assert "Missing: BBB (y)" in str(found)
    assert "; without y." in found.sentence("BBB")


def test_a_pair_without_any_part_has_no_index_and_stands_last():
    x = line(0, 1, 3, 7)
    x[0, 1] = x[1, 0] = np.nan
    index = distance_index(PartTable((*ABC, "DDD"), {"x": part(x)}), {"x": 1})
    assert math.isnan(index.value("AAA", "BBB"))
    assert index.reason("AAA", "BBB") == "no part is known"
    found = index.from_("AAA")
    assert found.markets == ("CCC", "DDD", "BBB")
    assert found.rank.tolist() == [1, 2, 0]
    assert found.farthest_rank.tolist() == [1, 2, 0]
    assert found.not_compared.tolist() == [0, 0, 0]
    assert found.reason("BBB") == "no part is known"
    assert found.sentence("BBB") == "BBB: no part is known."
    assert found.verify()
    assert index.to_frame().query("origin == 'AAA' and destination == 'BBB'")["reason"].item() == (
        "no part is known"
    )


def test_countries_that_lack_a_part_are_listed():
    x, y = line(0, 1, 3, 7), line(0, 2, 3, 4)
    x[0, :] = x[:, 0] = np.nan
    x[0, 0] = 0
    y[:] = np.where(np.isnan(x), np.nan, y)
    index = distance_index(PartTable((*ABC, "DDD"), {"x": part(x), "y": part(y)}), {"x": 1, "y": 1})
    assert index.incomplete == {"AAA": ("x", "y")}
    long = index.to_long()
    assert long.n == 6
    assert long.keys["origin"].labels == ("BBB", "CCC", "DDD")
    assert long.notes == ("Without any distance: AAA, of which no part is known.",)
    assert "Without x and y: AAA." in str(index)


def test_the_table_for_other_engines_has_index_and_km():
    long = WHOLE.to_long().unique()
    frame = long.to_frame().set_index(["origin", "destination"])
    assert list(frame) == ["distance", "km"]
    without = [code for code in countries() if math.isnan(countries()[code].latitude)]
    listed = f"{', '.join(without[:-1])} and {without[-1]}"
    assert long.notes == (f"Without km: {listed}.",)
    assert frame.loc[("SWE", "DNK"), "distance"] == WHOLE.value("SWE", "DNK")
    assert frame.loc[("SWE", "DNK"), "km"] == WHOLE.parts.value("distance_km", "SWE", "DNK")


def test_default_weights_sum_to_one_and_geography_has_half():
    assert sum(DEFAULT_WEIGHTS.values()) == pytest.approx(1)
    assert DEFAULT_WEIGHTS["log_distance"] + DEFAULT_WEIGHTS["border"] >= 0.5
    groups = {WHOLE.parts.part(name).group for name in DEFAULT_WEIGHTS}
    assert groups == {"geographic", "cultural", "administrative", "economic"}


def test_nordic_neighbours_are_nearer_to_sweden_than_germany_and_germany_than_china_and_chile():
    rank = dict(zip(WHOLE.from_().markets, WHOLE.from_().rank.tolist(), strict=True))
    assert max(rank[code] for code in ("DNK", "NOR", "FIN")) < rank["DEU"]
    assert rank["DEU"] < min(rank["CHN"], rank["CHL"])


def test_every_country_with_coordinates_has_an_index_to_every_other():
    placed = [code for code, one in countries().items() if not math.isnan(one.latitude)]
    here = [WHOLE.parts.at(code) for code in placed]
    found = WHOLE.matrix[np.ix_(here, here)]
    assert not np.isnan(found[~np.eye(len(here), dtype=bool)]).any()
    assert set(countries()) - set(placed) <= set(WHOLE.incomplete)


def test_the_index_of_all_countries_verifies_and_says_itself():
    assert WHOLE.verify()
    found = WHOLE.from_()
    assert found.verify()
    assert len(found.markets) == len(countries()) - 1
    text = str(found)
    for name, weight in DEFAULT_WEIGHTS.items():
        assert f"{name} {weight:.0%}" in text
    frame = found.to_frame()
    assert len(frame) == len(found.markets)
    for name in DEFAULT_WEIGHTS:
        assert {name, f"w_{name}", f"z_{name}", f"c_{name}"} <= set(frame)
    sums = frame[[f"c_{name}" for name in DEFAULT_WEIGHTS]].sum(axis=1)
    assert np.allclose(sums, frame["index"])
    assert (frame["reason"] == "km: not known").sum() == 4
    assert {"km", "rank", "nearest_rank", "farthest_rank", "surely_nearer"} <= set(frame)
    assert "log_distance" in str(WHOLE)


def test_a_market_says_in_a_sentence_what_makes_it_far():
    index = distance_index(hand(), {"x": 1})
    assert index.from_("BBB").sentence("CCC") == (
        "CCC is market 2 of 2 from BBB (2 to 2 when weights move by half); x counts most (+1.22 of "
        "+1.22)."
    )


def test_answers_come_back_from_their_dictionaries():
    parts = seeded(6, 3, 1, gaps=0.3)
    index = distance_index(parts, dict.fromkeys(parts.parts, 1.0), home="C02")
    again = DistanceIndex.from_dict(index.to_dict())
    assert np.array_equal(again.matrix, index.matrix, equal_nan=True)
    assert again.home == "C02"
    found = index.from_()
    back = MarketDistances.from_dict(found.to_dict())
    assert back.to_dict() == found.to_dict()
    assert back.verify()
    assert str(back) == str(found)


def brute_ranges(z, weights):
    """Return lowest and highest ranks, one combination and one market after the other."""
    low, high = [10**9] * len(z), [0] * len(z)
    for factors in itertools.product((0.5, 1.0, 1.5), repeat=z.shape[1]):
        distances = []
        for row in z.tolist():
            known = [d for d in range(len(row)) if not math.isnan(row[d])]
            below = sum(weights[d] * factors[d] for d in known)
            above = sum(weights[d] * factors[d] * row[d] for d in known)
            distances.append(above / below if known else math.nan)
        for i, own in enumerate(distances):
            if math.isnan(own):
                low[i] = 0
                continue
            rank = 1 + sum(other < own - 1e-9 for other in distances)
            low[i], high[i] = min(low[i], rank), max(high[i], rank)
    return low, high


def brute_surely(z, weights):
    """Return the counts by trying every corner of the box of weights."""
    m, d = z.shape
    corners = [weights * np.array(f) for f in itertools.product((0.5, 1.5), repeat=d)]
    known = ~np.isnan(z)
    nearer, farther, left = [0] * m, [0] * m, [0] * m
    for i, j in itertools.permutations(range(m), 2):
        if not known[i].any() or not known[j].any():
            continue
        if (known[i] != known[j]).any():
            left[i] += 1
            continue
        on = known[i]
        differences = [w[on] @ (z[j, on] - z[i, on]) for w in corners]
        nearer[i] += all(one < -1e-9 for one in differences)
        farther[i] += all(one > 1e-9 for one in differences)
    return nearer, farther, left


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 9), st.integers(1, 4), st.sampled_from([0, 0.3]))
def test_rank_ranges_and_sure_counts_are_those_of_brute_force(seed, m, d, gaps):
    rng = np.random.default_rng(seed)
    z = rng.normal(size=(m, d))
    z[rng.random((m, d)) < gaps] = np.nan
    weights = rng.uniform(0.1, 1, d)
    low, high = rank_ranges(z, weights)
    assert (low.tolist(), high.tolist()) == brute_ranges(z, weights)
    found = [one.tolist() for one in surely(z, weights)]
    assert found == list(brute_surely(z, weights))


def test_rank_ranges_do_not_depend_on_the_blocks(monkeypatch):
    z = np.random.default_rng(2).normal(size=(7, 4))
    whole = rank_ranges(z, np.ones(4))
    monkeypatch.setattr("hanse.observatory.distance.rank_ranges._CELLS", 10)
    some = rank_ranges(z, np.ones(4))
    assert [x.tolist() for x in whole] == [x.tolist() for x in some]


def test_equal_distances_share_a_rank_in_every_combination():
    z = np.array([[0.3, -1.0], [0.3, -1.0], [2.0, 2.0]])
    low, high = rank_ranges(z, np.array([1.0, 1.0]))
    assert low.tolist() == [1, 1, 3]
    assert high.tolist() == [1, 1, 3]
    assert ranks(np.array([])).tolist() == []


def test_a_market_that_is_nearer_in_every_part_is_surely_nearer():
    z = np.array([[0.0, 0.0], [1.0, 0.5], [-1.0, 9.0]])
    nearer, farther, left = surely(z, np.array([1.0, 1.0]))
    # 0 before 1 whatever the weights; 2 against 0: −w₁ + 9 w₂ is at least −1.5 + 4.5 > 0.
    assert nearer.tolist() == [0, 1, 2]
    assert farther.tolist() == [2, 1, 0]
    assert left.tolist() == [0, 0, 0]


def test_more_than_ten_parts_reach_the_limit_and_the_knob_raises_it():
    parts = seeded(4, 11, 3)
    index = distance_index(parts, dict.fromkeys(parts.parts, 1.0))
    with pytest.raises(LimitReached) as error:
        index.from_("C00")
    assert str(error.value) == (
        "the rank ranges cannot be found (11 parts give 177,147 combinations of weights against "
        "59,049). Give most_parts, or weights for fewer parts."
    )
    assert index.from_("C00", most_parts=11).verify()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([0.0, 0.4]))
def test_markets_of_made_tables_verify(seed, gaps):
    parts = seeded(9, 3, seed, gaps=gaps)
    index = distance_index(parts, {"p0": 1, "p1": 0.5, "p2": 2})
    assert index.verify()
    assert all(index.from_(code).verify() for code in parts.countries)


def test_a_changed_number_is_found_by_verify():
    found = distance_index(hand(), {"x": 1}).from_("AAA")
    wrong = {**found.to_dict(), "rank": [2, 1]}
    assert not MarketDistances.from_dict(wrong).verify()


def test_an_asymmetric_part_gives_an_asymmetric_index():
    x = np.array([[0, 1, 2], [4, 0, 3], [6, 5, 0]], dtype=float)
    index = distance_index(PartTable(ABC, {"x": part(x, is_symmetric=False)}), {"x": 1})
    assert index.value("AAA", "BBB") < index.value("BBB", "AAA")
    assert index.from_("AAA").markets == ("BBB", "CCC")
    assert index.from_("CCC").markets == ("BBB", "AAA")
    assert index.verify()


@pytest.mark.parametrize(
    ("weights", "text"),
    [
        ({"z": 1}, "weights: there is no part 'z'. There are: x, y."),
        ({"x": -1}, "weights: the weight of x is -1. Give 0 or more."),
        ({"x": math.inf}, "weights: the weight of x is inf. Give 0 or more."),
        ({"x": "much"}, "weights: the weight of x is 'much'"),
        ({"x": 0, "y": 0}, "weights: no weight is above 0. Give at least one part a weight."),
        (
            None,
            "weights: no part log_distance, border, language_distance, official_language, "
            "administrative_distance and economic_distance, which the default weights name. Give "
            "weights for the parts that there are: x, y.",
        ),
    ],
)
def test_weights_that_cannot_be_used_are_told(weights, text):
    with pytest.raises(InputError) as error:
        distance_index(hand(), weights)
    assert str(error.value) == text


def test_a_part_without_variation_is_refused_only_if_it_has_a_weight():
    table = PartTable(ABC, {"x": hand().part("x"), "same": part(1 - np.eye(3))})
    assert distance_index(table, {"x": 1, "same": 0}).verify()
    with pytest.raises(InputError) as error:
        distance_index(table, {"x": 1, "same": 1})
    assert str(error.value) == (
        "weights: same is 1 for all pairs: it tells no distance from another. Give weights without "
        "same, or more countries."
    )
    gone = np.full((3, 3), np.nan)
    np.fill_diagonal(gone, 0)
    with pytest.raises(InputError, match="gone is known of no pair"):
        distance_index(PartTable(ABC, {"gone": part(gone)}), {"gone": 1})


def test_an_unknown_home_or_none_is_told():
    with pytest.raises(InputError, match=r"no country 'AAB'. Did you mean"):
        distance_index(hand(), {"x": 1}, home="AAB")
    with pytest.raises(InputError, match=r"from_: no home is named. Give the code of a country."):
        distance_index(hand(), {"x": 1}).from_()
    with pytest.raises(InputError, match="distances from AAA: there is no market 'AAA'"):
        distance_index(hand(), {"x": 1}).from_("AAA").missing("AAA")


def test_only_those_among_whom_one_asks_are_ranked_and_distances_stay():
    index = distance_index(default_parts())
    every, some = index.from_("SWE"), index.from_("SWE", among=["SWE", "NOR", "CHL", "DEU", "CHN"])
    assert [code for code in every.markets if code in some.markets] == list(some.markets)
    assert some.rank.tolist() == [1, 2, 3, 4]
    for code in some.markets:
        assert some.index[some.at(code)] == every.index[every.at(code)]
        assert some.nearest_rank[some.at(code)] <= some.rank[some.at(code)] <= 4
    assert some.verify()
