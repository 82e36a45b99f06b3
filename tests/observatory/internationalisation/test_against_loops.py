"""A seeded five-year panel drives every indicator, and plain loops over rows find the same."""

import numpy as np
import pytest
from tests.observatory.internationalisation.made_panels import LANDS, OPEN, panel
from tests.observatory.internationalisation.slow_degree import cluster_indicators, firm_indicators

from hanse.observatory.internationalisation import cluster_degree, firm_degree
from hanse.tables.countries import country

FIRMS, MARKETS, DISTANCES = panel()
REGIONS = {code: country(code).subregion for code in MARKETS.keys["country"].labels}
AWAY = {code: 100.0 * (i + 1) for i, code in enumerate(LANDS)}
SLOW = firm_indicators(FIRMS, MARKETS, REGIONS, AWAY)
SLOW_CLUSTERS = cluster_indicators(SLOW, REGIONS, AWAY)
THEIRS = {
    "markets": "markets",
    "market_entropy": "entropy",
    "market_entropy_related": "related",
    "market_entropy_unrelated": "unrelated",
    "market_diversity": "diversity",
    "distance_breadth": "distance",
}


@pytest.fixture(scope="module")
def firms():
    return firm_degree(FIRMS, MARKETS, home="SWE", distances=DISTANCES)


@pytest.fixture(scope="module")
def clusters():
    return cluster_degree(FIRMS, MARKETS, home="SWE", distances=DISTANCES, rule=OPEN)


def keys_of(degree):
    return [
        (degree.units[unit], degree.years[year])
        for unit, year in zip(degree.unit.tolist(), degree.year.tolist(), strict=True)
    ]


def test_every_indicator_of_firms_is_what_loops_find(firms):
    keys = keys_of(firms)
    assert sorted(keys) == sorted(SLOW)
    checked = 0
    for one in firms.measures:
        name = THEIRS.get(one.indicator, one.indicator)
        if name in ("is_direct_exporter", "foreign_ownership"):
            column = {"is_direct_exporter": "direct_exporter"}.get(name, name)
            expected = [SLOW[key]["row"][column] for key in keys]
        else:
            expected = [SLOW[key].get(name, np.nan) for key in keys]
        np.testing.assert_allclose(
            one.value, np.array(expected, dtype=float), rtol=1e-9, atol=1e-12, err_msg=name
        )
        assert np.isfinite(one.value).sum() > 100, name
        checked += 1
    assert checked == 17
    assert firms.gaps == ()


def test_every_indicator_of_clusters_is_what_loops_find(clusters):
    keys = keys_of(clusters)
    assert sorted(keys) == sorted(SLOW_CLUSTERS)
    for one in clusters.measures:
        expected = np.array([SLOW_CLUSTERS[key][one.indicator] for key in keys], dtype=float)
        np.testing.assert_allclose(
            one.value, expected, rtol=1e-9, atol=1e-12, err_msg=one.indicator
        )
        few = one.indicator == "cluster_foreign_sales_growth"  # empty where one did not answer
        assert np.isfinite(one.value).sum() >= (12 if few else 24), one.indicator
    assert len(clusters.measures) == 22
    assert clusters.gaps == ()


def test_growth_over_the_same_firms_is_what_loops_find(clusters):
    expected = [SLOW_CLUSTERS[key]["same"] for key in keys_of(clusters)]
    np.testing.assert_allclose(clusters.growth.same_firms.value, expected, rtol=1e-9)


def test_what_is_not_hidden_is_the_same_under_any_rule(clusters):
    strict = cluster_degree(FIRMS, MARKETS, home="SWE", distances=DISTANCES)
    hidden = 0
    for one, free in zip(strict.measures, clusters.measures, strict=True):
        shown = ~np.isnan(one.value)
        np.testing.assert_array_equal(one.value[shown], free.value[shown])
        hidden += int((~np.isnan(free.value) & ~shown).sum())
    assert hidden > 0


def test_the_entropies_add_up_everywhere(firms, clusters):
    assert firms.verify()
    assert clusters.verify()


def test_the_order_of_rows_does_not_matter(clusters):
    turned = cluster_degree(
        FIRMS.rows(np.arange(FIRMS.n)[::-1]),
        MARKETS.rows(np.arange(MARKETS.n)[::-1]),
        home="SWE",
        distances=DISTANCES,
        rule=OPEN,
    )
    for one, other in zip(clusters.measures, turned.measures, strict=True):
        np.testing.assert_allclose(one.value, other.value, rtol=1e-9)


def test_the_indicators_are_those_of_the_catalogue(firms, clusters):
    from hanse.observatory.indicators import indicators

    known = indicators()
    for degree in (firms, clusters):
        ours = {one.indicator for one in degree.measures}
        assert ours == {
            name
            for name, card in known.items()
            if card.level == degree.level and not card.level.startswith("region")
        }
        for one in degree.measures:
            shown = one.value[~np.isnan(one.value)]
            card = known[one.indicator]
            assert not (shown < card.low - 1e-12).any(), one.indicator
            assert not (shown > card.high + 1e-12).any(), one.indicator
