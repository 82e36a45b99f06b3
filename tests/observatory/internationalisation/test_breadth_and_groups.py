"""Identities of breadth, rhythm and sums of groups over drawn numbers."""

import math
import statistics

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.observatory.internationalisation.made_panels import long

from hanse.observatory.internationalisation.breadth import breadth
from hanse.observatory.internationalisation.groups import Groups
from hanse.observatory.internationalisation.market_places import region_places
from hanse.observatory.internationalisation.rhythm import rhythm
from hanse.observatory.internationalisation.upgrading import annual_growth
from hanse.observatory.internationalisation.written_lists import written_lists

AMOUNTS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 6), st.floats(0, 1e9)), min_size=1, max_size=30
)
REGION = np.array([0, 0, 1, 1, 1, 2, 3])
AWAY = np.array([1.0, 2.0, 3.0, 5.0, 8.0, 13.0, 21.0])


def measured(drawn, *, region=REGION):
    group, country, sales = (np.array(column) for column in zip(*drawn, strict=True))
    sales = np.where(sales < 1e-6, 0.0, sales)
    return breadth(group, country, sales, groups=3, region=region, distance=AWAY[country])


@settings(deadline=None)
@given(AMOUNTS)
def test_the_entropy_is_its_related_and_its_unrelated_part(drawn):
    made = measured(drawn)
    np.testing.assert_allclose(made.entropy, made.related + made.unrelated, atol=1e-9)


@settings(deadline=None)
@given(AMOUNTS)
def test_no_measure_leaves_its_bounds(drawn):
    made = measured(drawn)
    some = made.markets > 0
    n = made.markets[some]
    assert (made.entropy[some] <= np.log(n) + 1e-9).all()
    assert (made.diversity[some] <= 1 - 1 / n + 1e-9).all()
    assert (made.entropy[some] >= 0).all()
    assert (made.related[some] >= 0).all()
    assert (made.unrelated[some] >= 0).all()
    assert (made.distance[some] >= 1 - 1e-9).all()
    assert (made.distance[some] <= 21 + 1e-9).all()
    assert np.isnan(made.entropy[~some]).all()


@settings(deadline=None)
@given(AMOUNTS, st.floats(0.01, 100))
def test_the_unit_of_money_does_not_matter(drawn, factor):
    scaled = [(g, c, s * factor if s >= 1e-3 else 0.0) for g, c, s in drawn]
    one = measured([(g, c, s if s >= 1e-3 else 0.0) for g, c, s in drawn])
    np.testing.assert_allclose(measured(scaled).entropy, one.entropy, rtol=1e-6, atol=1e-9)


@settings(deadline=None)
@given(AMOUNTS)
def test_one_region_makes_all_related_and_own_regions_all_unrelated(drawn):
    one = measured(drawn, region=np.zeros(7, dtype=int))
    np.testing.assert_allclose(one.unrelated[one.markets > 0], 0, atol=1e-9)
    own = measured(drawn, region=np.arange(7))
    np.testing.assert_allclose(own.related[own.markets > 0], 0, atol=1e-9)


@pytest.mark.parametrize("n", [1, 2, 5])
def test_equal_markets_have_the_logarithm_of_their_number(n):
    made = measured([(0, c, 7.0) for c in range(n)])
    assert made.entropy[0] == pytest.approx(math.log(n))
    assert made.diversity[0] == pytest.approx(1 - 1 / n)


NUMBERS = st.lists(
    st.tuples(st.integers(0, 3), st.one_of(st.none(), st.integers(0, 50))), min_size=1, max_size=40
)


@settings(deadline=None)
@given(NUMBERS)
def test_sums_means_medians_and_largest_shares_are_those_of_each_group(drawn):
    place = np.array([g for g, _ in drawn])
    values = np.array([math.nan if n is None else float(n) for _, n in drawn])
    groups = Groups(place, 4)
    for g in range(4):
        own = [n for h, n in drawn if h == g and n is not None]
        assert groups.sums(values)[g] == sum(own)
        assert groups.known(values)[g] == len(own)
        assert groups.contributors(values)[g] == sum(n > 0 for n in own)
        if own:
            assert groups.means(values)[g] == pytest.approx(sum(own) / len(own))
            assert groups.medians(values)[g] == statistics.median(own)
        else:
            assert math.isnan(groups.medians(values)[g])
        share = max(own) / sum(own) if own and sum(own) else 0
        assert groups.largest_shares(values)[g] == pytest.approx(share)


@settings(deadline=None)
@given(st.lists(st.integers(0, 5), min_size=3, max_size=8))
def test_rhythm_is_the_spread_over_the_mean_of_entries(entries):
    years = len(entries)
    year = np.repeat(np.arange(years), entries)
    made = rhythm(
        np.zeros(len(year), dtype=int),
        year,
        np.arange(len(year)),
        known=np.ones((1, years), dtype=bool),
        countries=max(len(year), 1),
    )
    later = entries[1:]
    if sum(later):
        expected = statistics.pstdev(later) / statistics.mean(later)
        assert made.value[0, -1] == pytest.approx(expected)
    else:
        assert made.none[0, -1]
    np.testing.assert_array_equal(made.entries[0], [math.nan, *later])


def test_regular_entries_have_no_variation():
    year = np.repeat(np.arange(4), 2)
    made = rhythm(
        np.zeros(8, dtype=int), year, np.arange(8), known=np.ones((1, 4), dtype=bool), countries=8
    )
    assert made.value[0, 3] == 0


@settings(deadline=None)
@given(st.floats(1, 1e6), st.floats(-0.5, 0.5), st.integers(1, 20))
def test_growth_gives_back_the_rate(first, rate, years):
    last = first * (1 + rate) ** years
    made = annual_growth(np.array([first]), np.array([last]), np.array([float(years)]))
    assert made[0] == pytest.approx(rate, abs=1e-9)


def test_lists_ignore_case_blanks_and_repeats():
    table = long(
        [{"modes": text} for text in (" Joint   venture ;export", "EXPORT;;", "-", " ", "?")]
    )
    made = written_lists(table, "modes")
    assert made.items == ("export", "joint venture")
    np.testing.assert_array_equal(made.number, [2, 1, 0, math.nan, math.nan])
    assert list(zip(made.row.tolist(), made.item.tolist(), strict=True)) == [(0, 0), (0, 1), (1, 0)]
    assert written_lists(table, "functions") is None


def test_countries_are_put_into_their_subregions():
    places, names = region_places(["NOR", "SWE", "NAM"], None)
    assert [names[at] for at in places] == ["Northern Europe", "Northern Europe", "Southern Africa"]


def test_rows_without_sales_do_not_move_the_distances():
    # 0 in country 2 (3 away) comes first; 60 × 1 + 40 × 5 over 100 = 2.6.
    group, country = np.array([0, 0, 0]), np.array([2, 0, 3])
    sales = np.array([0.0, 60.0, 40.0])
    made = breadth(group, country, sales, groups=1, region=REGION, distance=AWAY[country])
    assert made.distance[0] == pytest.approx(2.6)
