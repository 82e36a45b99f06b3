"""The five-year panel of examples/observatory-panel drives every indicator of the catalogue.

Each table below is made by public engines from the files of the example; a catalogue entry without
a finite value in the one of its level fails.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from hanse.observatory.benchmark import benchmark, choose_peers
from hanse.observatory.distance import default_parts, distance_index, read_perceived
from hanse.observatory.indicators import indicators
from hanse.observatory.internationalisation import (
    FIRMS,
    INITIATIVES,
    MARKETS,
    ORGANISATIONS,
    cluster_degree,
    firm_degree,
    initiative_degree,
    organisation_degree,
)
from hanse.observatory.relatedness import RegionTable, proximity, relatedness
from hanse.observatory.specialisation import (
    Layout,
    ellison_glaeser,
    gini,
    growth,
    herfindahl,
    location_quotients,
    productivity,
    regional_table,
    shift_share,
    stars,
)
from hanse.tables.long_table import read_long
from hanse.tables.mapping import read_mapped

EXAMPLE = Path(__file__).parents[2] / "examples" / "observatory-panel"
FOCUS = "Visby Marine"
FIRST, LAST = "2020", "2024"

OF_REGIONS = {
    # id: table, column
    "size": ("quotients", "count"),
    "focus": ("quotients", "share"),
    "location_quotient": ("quotients", "lq"),
    "location_quotient_shrunken": ("quotients", "shrunken_lq"),
    "growth_annual": ("growth", "annual"),
    "productivity_relative": ("productivity", "relative"),
    "stars": ("stars", "stars"),
    "shift_national": ("shift", "national"),
    "shift_mix": ("shift", "mix"),
    "shift_regional": ("shift", "regional"),
    "herfindahl_region": ("herfindahl", "herfindahl"),
    "gini_industry": ("gini", "gini"),
    "ellison_glaeser": ("agglomeration", "gamma"),
    "rca": ("relatedness", "rca"),
    "density": ("relatedness", "density"),
    "eci": ("relatedness", "eci"),
    "pci": ("relatedness", "pci"),
    "diversity": ("relatedness", "diversity"),
    "ubiquity": ("relatedness", "ubiquity"),
    "outlook": ("outlook", "outlook"),
    "proximity": ("proximity", "proximity"),
    "distance_km": ("parts", "distance_km"),
    "border": ("parts", "border"),
    "language_distance": ("parts", "language_distance"),
    "administrative_distance": ("parts", "administrative_distance"),
    "economic_distance": ("parts", "economic_distance"),
    "psychic_distance": ("index", "distance"),
    "perceived_distance": ("perceived", "mean"),
    "percentile": ("benchmark", "percentile"),
}
OBSERVED = ("firm", "cluster", "organisation", "initiative")


@pytest.fixture(scope="module")
def read():
    """Return the tables of the example under our names, with their money."""

    def mapped(schema):
        file = EXAMPLE / f"{schema.name}-map.toml"
        return read_mapped(EXAMPLE / f"{schema.name}.csv", schema, file if file.exists() else None)

    return {one.name: mapped(one) for one in (FIRMS, MARKETS, ORGANISATIONS, INITIATIVES)}


@pytest.fixture(scope="module")
def index():
    return distance_index(default_parts(), home="SWE")


@pytest.fixture(scope="module")
def observed(read, index):
    """Return the observations of each level."""
    firms, markets = read["firms"], read["markets"].table
    far = index.to_long()
    known = ~np.isnan(far.value("km"))
    kilometres = far.rows(known)
    kilometres = type(far)(kilometres.keys, {"km": kilometres.value("km")}, far.file)
    given = {"home": "SWE", "distances": kilometres, "money": firms.money}
    degrees = {
        "firm": firm_degree(firms.table, markets, **given),
        "cluster": cluster_degree(firms.table, markets, **given),
        "organisation": organisation_degree(read["organisations"].table),
        "initiative": initiative_degree(read["initiatives"].table, firms.table),
    }
    return {level: one.observations() for level, one in degrees.items()}


@pytest.fixture(scope="module")
def regional():
    """Return jobs and value added of regions and codes in the first and the last year."""
    columns = ["jobs", "firms", "value_added"]
    long = read_long(EXAMPLE / "jobs.csv", keys=["region", "industry", "year"], values=columns)

    def table(measure, year):
        layout = Layout(measure=measure, establishments="firms", year=year, level=2, total="TOTAL")
        return regional_table(long, layout)

    return table("jobs", FIRST), table("jobs", LAST), table("value_added", LAST)


@pytest.fixture(scope="module")
def related():
    long = read_long(
        EXAMPLE / "trade.csv", keys=["region", "product", "year"], values=["exports"]
    ).only("year", LAST)
    return relatedness(
        RegionTable.from_long(long, region="region", product="product", value="exports")
    )


@pytest.fixture(scope="module")
def frames(observed, regional, related, index):
    """Return every table of an engine by its name."""
    first, last, output = regional
    quotients = location_quotients(last, k=500)
    clusters = observed["cluster"]
    peers = choose_peers(clusters.units, FOCUS)
    return {
        "quotients": quotients,
        "growth": growth(first, last),
        "productivity": productivity(output, last),
        "stars": stars(quotients),
        "shift": shift_share(first, last),
        "herfindahl": herfindahl(last),
        "gini": gini(last),
        "agglomeration": ellison_glaeser(last),
        "relatedness": related,
        "outlook": related.outlook,
        "proximity": proximity(related.presence),
        "parts": index.parts.of_countries(["SWE", "NOR", "DEU", "CHL"]),
        "index": index.from_("SWE"),
        "perceived": read_perceived(EXAMPLE / "perceived.csv", home="SWE"),
        "benchmark": benchmark(clusters, FOCUS, peers=peers),
    }


@pytest.fixture(scope="module")
def numbers(observed, frames):
    """Return all values of each indicator that the engines give."""
    made: dict[str, pd.Series] = {}
    for level in OBSERVED:
        frame = observed[level].to_frame()
        assert set(frame["level"]) == {level}
        made |= {str(id): rows for id, rows in frame.groupby("indicator")["value"]}
    tables = {name: one.to_frame() for name, one in frames.items()}
    tables["index"] = tables["index"].rename(columns={"index": "distance"})
    return made | {id: tables[name][column] for id, (name, column) in OF_REGIONS.items()}


def test_the_tables_name_every_indicator_of_the_catalogue_and_no_other(numbers):
    assert sorted(set(indicators()) - set(numbers)) == []
    assert sorted(set(numbers) - set(indicators())) == []


@pytest.mark.parametrize("id", list(indicators()))
def test_an_indicator_has_finite_values_within_its_bounds(numbers, id):
    card = indicators()[id]
    found = numbers[id].to_numpy(dtype=float)
    known = found[~np.isnan(found)]
    assert known.size, f"{id} has no value in the panel"
    assert np.isfinite(known).all()
    low, high = card.low, card.high
    assert np.isnan(low) or known.min() >= low - 1e-9
    assert np.isnan(high) or known.max() <= high + 1e-9


@pytest.mark.parametrize("level", OBSERVED)
def test_an_indicator_of_the_panel_has_values_in_every_year_in_which_it_can(observed, level):
    frame = observed[level].to_frame()
    known = frame[frame["value"].notna()]
    for id, rows in known.groupby("indicator"):
        years = set(rows["year"])
        since_first = id.endswith(("growth", "rhythm", "upgrading"))
        wanted = {"2024"} if since_first else {"2021", "2022", "2023", "2024"}
        assert wanted <= years, id


def test_indicators_that_only_say_the_same_for_all_are_not_what_drives_them(numbers):
    constant = [
        id for id, values in numbers.items() if np.unique(values.dropna().to_numpy()).size < 2
    ]
    assert constant == ["countries_reached"]  # each initiative is for one country at a time


def test_the_identities_hold_on_the_panel(numbers, observed, regional):
    for prefix, level in (("", "firm"), ("cluster_", "cluster")):
        frame = observed[level].to_frame()
        wide = frame.pivot(index=["unit", "year"], columns="indicator", values="value")
        whole = wide[f"{prefix}market_entropy"]
        parts = wide[f"{prefix}market_entropy_related"] + wide[f"{prefix}market_entropy_unrelated"]
        known = whole.notna()
        assert known.any()
        assert np.allclose(whole[known], parts[known], rtol=1e-12, atol=1e-12)
    first, last, _ = regional
    parts = sum(numbers[f"shift_{name}"] for name in ("national", "mix", "regional"))
    change = (last.counts - first.counts).ravel()
    known = ~np.isnan(change)
    assert np.allclose(parts[known], change[known], rtol=1e-9)
    assert shift_share(first, last).verify()
