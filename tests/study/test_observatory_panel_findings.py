"""The engines of the observatory state what is planted in examples/observatory-panel.

The figures stand in the README beside the data; test_made_observatory_panel.py finds most of them
without the engines.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from hanse.observatory.benchmark import benchmark, choose_peers
from hanse.observatory.distance import compare, default_parts, distance_index, read_perceived
from hanse.observatory.internationalisation import (
    FIRMS,
    INITIATIVES,
    MARKETS,
    ORGANISATIONS,
    cluster_degree,
    firm_degree,
    levels,
)
from hanse.study.observatory_jobs import run_jobs
from hanse.study.observatory_settings import read_observatory
from hanse.study.observatory_trade import run_trade
from hanse.study.settings import read_toml
from hanse.tables.mapping import read_mapped

EXAMPLE = Path(__file__).parents[2] / "examples" / "observatory-panel"
FOCUS = "Visby Marine"
YEARS = ("2020", "2021", "2022", "2023", "2024")


def mapped(schema):
    name = schema.name
    file = EXAMPLE / f"{name}-map.toml"
    return read_mapped(EXAMPLE / f"{name}.csv", schema, file if file.exists() else None)


@pytest.fixture(scope="module")
def settings():
    return read_observatory(read_toml(EXAMPLE / "hanse.toml")["observatory"])


@pytest.fixture(scope="module")
def firms():
    return mapped(FIRMS)


@pytest.fixture(scope="module")
def degree(firms, settings):
    return cluster_degree(
        firms.table,
        mapped(MARKETS).table,
        home="SWE",
        money=firms.money,
        rule=settings.suppression,
    )


@pytest.fixture(scope="module")
def standing(degree, settings):
    """Return the standing of the focus in an indicator and year."""
    with (EXAMPLE / "clusters.csv").open(encoding="utf-8", newline="") as file:
        known = {row["cluster"]: row for row in csv.DictReader(file)}
    peers = choose_peers(known, FOCUS, same=settings.peers.same)
    assert len(peers.names) == 11
    found = benchmark(degree.observations(), FOCUS, peers=peers, least=settings.peers.least)
    return found.standing


def values(degree, indicator: str) -> list[float]:
    made = degree.observations()
    return [made.get(FOCUS, indicator, year) for year in YEARS]


def test_one_group_carries_the_depth(degree, firms, standing):
    weighted = values(degree, "export_share_weighted")
    assert [round(100 * one, 1) for one in weighted] == [39.6, 42.0, 44.5, 48.3, 52.3]
    plain = values(degree, "export_share_mean")
    assert [round(100 * one, 1) for one in plain] == [37.2, 37.4, 36.9, 37.3, 37.1]
    assert standing("export_share_weighted", 2020).rank_text == "3 of 10"
    assert standing("export_share_weighted", 2024).rank_text == "1 of 10"
    alone = firm_degree(firms.table, home="SWE", money=firms.money).observations()
    for year, expected in (("2020", 0.55), ("2024", 0.85)):
        found = alone.get("Firm 001", "export_share", year, level="firm")
        assert found == pytest.approx(expected, abs=1e-5)


def test_growth_comes_without_upgrading(degree, standing):
    sales = values(degree, "foreign_sales")
    assert [round(one / 1e6, 1) for one in (sales[0], sales[-1])] == [30.4, 49.4]
    assert round(values(degree, "cluster_foreign_sales_growth")[-1], 3) == 0.129
    assert standing("cluster_foreign_sales_growth", 2024).rank_text == "1 of 8"
    assert values(degree, "cluster_upgrading")[1:] == [0.0] * 4
    found = standing("cluster_upgrading", 2024)
    assert (found.rank_text, round(found.median, 2)) == ("11 of 11", 0.39)


def test_the_percentile_in_markets_falls_while_the_markets_stay(degree, standing):
    assert values(degree, "cluster_markets") == [12.0] * 5
    first, last = (standing("cluster_markets", year) for year in (2020, 2024))
    assert (first.percentile, first.rank_text, first.median) == (90.0, "2 of 11", 9.0)
    assert (last.percentile, last.rank_text, last.median) == (30.0, "8 of 11", 14.5)
    same = [(round(one.constant), one.constant_peers) for one in (first, last)]
    assert same == [(89, 9), (22, 9)]
    entropy = values(degree, "cluster_market_entropy")
    assert [round(one, 2) for one in (entropy[0], entropy[-1])] == [1.92, 1.58]
    found = [round(standing("cluster_market_entropy", year).percentile) for year in (2020, 2024)]
    assert found == [100, 11]


def test_the_region_is_specialised_and_its_nearest_candidate_is_named(settings):
    jobs = run_jobs(EXAMPLE, settings.jobs, region="", year="2024", rule=settings.suppression)
    frame = jobs.quotients.to_frame().set_index(["region", "industry"])
    marine = frame.loc[("Gotland", "marine")]
    assert (marine["count"], round(marine["lq"], 2)) == (1655, 3.06)
    assert frame.xs("marine", level="industry")["lq"].idxmax() == "Gotland"
    assert frame.loc[("Gotland", "textiles")]["reason"] == "fewer than 3 firms"
    stars = jobs.stars.to_frame().set_index(["region", "industry"]).loc[("Gotland", "marine")]
    earned = [stars[f"star_{name}"] for name in ("size", "specialisation", "focus")]
    assert earned == [0, 1, 1]
    shift = jobs.shift.to_frame().set_index(["region", "industry"]).loc[("Gotland", "marine")]
    assert (shift["change"], round(shift["regional"])) == (157, 158)

    trade = run_trade(EXAMPLE, settings.trade, region="", year="2024")
    first, second = trade.candidates.listed[:2]
    assert (first.product, first.front, first.density_rank) == ("wind tower foundations", 1, 1)
    assert (round(first.density, 2), round(first.pci, 2)) == (0.38, 1.43)
    assert round(second.density, 2) == 0.27


def test_latvia_feels_farther_and_great_britain_nearer_than_measured():
    measured = distance_index(default_parts(), home="SWE").from_("SWE")
    felt = read_perceived(EXAMPLE / "perceived.csv", home="SWE")
    said = "\n".join(str(one) for one in compare(measured, felt).sentences())
    assert (
        "Latvia feels farther than it is measured: market 9 of 12 by feeling (57 of 100), 4" in said
    )
    assert (
        "United Kingdom feels nearer than it is measured: market 4 of 12 by feeling (21 of 100), 8"
        in said
    )


def test_clusters_of_two_firms_and_of_one_large_firm_are_hidden(degree):
    frame = degree.observations().to_frame()

    def reasons(unit: str, year: str, *names: str) -> set[str]:
        here = frame[(frame["unit"] == unit) & (frame["year"] == year)]
        if names:
            here = here[here["indicator"].isin(names)]
        return set(here["reason"])

    for unit, year in (
        ("Sandhult Glass", "2023"),
        ("Sandhult Glass", "2024"),
        ("Kvarnlida Textile", "2020"),
    ):
        hidden = frame[(frame["unit"] == unit) & (frame["year"] == year)]
        assert np.isnan(hidden["value"]).all()
        assert "fewer than 3 firms" in reasons(unit, year)
    for year in YEARS:
        weighted = ("export_share_weighted", "foreign_sales")
        assert reasons("Stålfors Steel", year, *weighted) == {"one firm has more than 85%"}
        assert reasons("Stålfors Steel", year, "export_share_mean", "exporter_share") == {""}


def test_the_levels_are_linked_and_all_money_is_in_euros(firms):
    linked = levels(firms.table, mapped(ORGANISATIONS).table, mapped(INITIATIVES).table)
    assert "140" in str(linked)
    basis = [mapped(schema).money for schema in (FIRMS, MARKETS, INITIATIVES)]
    assert {one.currency for one in basis} == {"EUR"}
    assert [one.year for one in basis] == ["2024", "2024", ""]
    assert "NAM" in mapped(MARKETS).table.key("country").labels
