"""The observatory of examples/observatory-panel in one run: its sentences, tables and numbers.

What is planted is listed in the README beside the data; test_observatory_panel_findings.py finds
the same with the engines.
"""

from __future__ import annotations

import csv
import json
import math
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from hanse.observatory.indicators import indicators
from hanse.observatory.internationalisation import FIRMS, MARKETS, cluster_degree
from hanse.observatory.relatedness import RegionTable, candidates, relatedness
from hanse.observatory.specialisation import Layout, location_quotients, regional_table
from hanse.report import Block, Heading, Table
from hanse.report.inline import plain
from hanse.study import open_study, run_study
from hanse.study.observatory_abroad import read_clusters, run_abroad
from hanse.study.observatory_settings import read_observatory
from hanse.study.settings import read_toml
from hanse.tables.countries import countries, country_code
from hanse.tables.long_table import LongTable, read_long
from hanse.tables.mapping import read_mapped

EXAMPLE = Path(__file__).parents[2] / "examples" / "observatory-panel"
FOCUS = "Visby Marine"


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return run_study(EXAMPLE, tmp_path_factory.mktemp("observatory") / "out")


@pytest.fixture(scope="module")
def result(run):
    return json.loads((run.out / "result.json").read_text(encoding="utf-8"))["observatory"]


def unfolded(blocks) -> Iterator[Block]:
    """Yield blocks and those inside them."""
    for block in blocks:
        yield block
        yield from unfolded(getattr(block, "blocks", ()))


def sentences_of(run) -> list[str]:
    """Return every sentence of a report."""
    texts = [
        list(getattr(block, "items", ())) or [getattr(block, "text", "")]
        for block in unfolded(run.document.blocks)
    ]
    return [plain(str(text)) for many in texts for text in many]


@pytest.fixture(scope="module")
def first_page(run) -> list[str]:
    """Return the sentences before the section's own part."""
    said = sentences_of(run)
    return said[: said.index("The observatory")]


def rows_of(run, name: str) -> list[dict[str, str]]:
    path = run.out / "tables" / f"observatory_{name}.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def part(tmp_path: Path, *kept: str, head: str = "", more: str = "") -> Path:
    """Return a copy of the example of which only some tables of [observatory] are kept."""
    text = (EXAMPLE / "hanse.toml").read_text(encoding="utf-8")
    sections = re.split(r"(?m)^(?=\[)", text)
    names = [f"[observatory.{name}" for name in kept]
    chosen = [one for one in sections if one.startswith(("[study]", *names))]
    folder = tmp_path / "study"
    shutil.copytree(EXAMPLE, folder)
    made = "\n".join([chosen[0], f"[observatory]\n{head}\n", *chosen[1:], more])
    (folder / "hanse.toml").write_text(made, encoding="utf-8")
    return folder


HEAD = f'cluster = "{FOCUS}"\ncountry = "Sweden"\nyear = 2024'

FIRST_PAGE = {
    "1 depth": r"Sales-weighted export share rose from 40% in 2020 to 52% in 2024",
    "1 one group": r"Weighted by sales the export share moved by \+12\.8 points, the mean over "
    r"firms by -0\.1: the firms with large sales rose more than the others",
    "1 rank": r"sales-weighted export share 52 ?% against a median of 39 ?% \(percentile 100, 1 of "
    r"10\)",
    "2 growth": r"grows abroad \(\+12\.9% a year\) without upgrading \(on average 0% of",
    "2 upgrading": r"upgrading of the cluster 0 ?% against a median of 39 ?% \(percentile 0, 11 of",
    "2 sum": r"foreign sales 49\.4 million EUR of 2024",
    "3 markets stay": r"Markets of the cluster stayed at 12 countries from 2020 to 2024",
    "3 markets among peers": r"In markets of the cluster it fell from percentile 89 in 2020 to 22 "
    r"in 2024 among the same 9 peers",
    "3 entropy": r"Entropy of the cluster's markets fell from 1\.92 in 2020 to 1\.58 nats in 2024",
    "3 entropy among peers": r"In entropy of the cluster's markets it fell from percentile 100 in "
    r"2020 to 0 in 2024 among the same 8 peers",
    "4 quotient": r"Gotland has 3\.06 times the share of marine .*: 1,655 jobs, .* rank 1 of 14",
    "4 stars": r"earns 2 of 3 stars .*: for specialisation and focus; not for size",
    "4 shift": r"changed by \+157 jobs from 2020 to 2024.*\+158 of the region's own",
    "4 step": r"Nearest candidate: wind tower foundations: density 0\.38, rank 1 of 30 .*PCI of "
    r"1\.43",
    "5 Latvia": r"Latvia feels farther than it is measured: market 9 of 12 by feeling \(57 of 100\)"
    r", 4 by measure",
    "5 Great Britain": r"United Kingdom feels nearer than it is measured: market 4 of 12 by feeling"
    r" \(21 of 100\), 8 by measure",
    "6 hidden": r"Hidden in 2024, .*Sandhult Glass \(22 numbers\), Stålfors Steel \(10 numbers\)",
}


@pytest.mark.parametrize("finding", FIRST_PAGE)
def test_each_planted_finding_stands_on_the_first_page(first_page, finding):
    assert any(re.search(FIRST_PAGE[finding], one) for one in first_page), "\n".join(first_page)


def test_what_is_hidden_and_who_did_not_answer_stands_in_the_tables(run):
    observed = {(o["unit"], o["year"], o["indicator"]): o for o in rows_of(run, "observations")}
    for unit, year in (
        ("Sandhult Glass", "2023"),
        ("Sandhult Glass", "2024"),
        ("Kvarnlida Textile", "2020"),
    ):
        found = observed[unit, year, "export_share_mean"]
        assert (found["value"], found["reason"]) == ("", "fewer than 3 firms")
    for year in ("2020", "2021", "2022", "2023", "2024"):
        assert observed["Stålfors Steel", year, "export_share_weighted"]["value"] == ""
        assert observed["Stålfors Steel", year, "exporter_share"]["value"] != ""
    asked = observed["Ljusdala Sensors", "2024", "export_share_mean"]
    assert (asked["n"], asked["of"]) == ("9.0", "10.0")
    (textiles,) = [
        one
        for one in rows_of(run, "specialisation")
        if (one["region"], one["industry"]) == ("Gotland", "textiles")
    ]
    assert (textiles["count"], textiles["reason"]) == ("", "fewer than 3 firms")


def test_the_parts_come_in_the_order_of_the_questions(run):
    heads = [one for one in run.document.blocks if isinstance(one, Heading)]
    titles = [one.text for one in heads if one.level == 3]
    assert titles == [
        f"Where {FOCUS} stands abroad",
        "Against its peers",
        "What it is specialised in and could become",
        "Which markets are near",
    ]
    own = [one.text for one in heads if one.level == 2]
    start = own.index("Where the cluster stands abroad")
    assert own[start : start + 6] == [
        "Where the cluster stands abroad",
        "Against which peers",
        "What it is specialised in",
        "What it could become",
        "Which markets are near",
        "What the data do not cover",
    ]
    tables = [one.title for one in unfolded(run.document.blocks) if isinstance(one, Table)]
    order = [f"{name} of {FOCUS}" for name in ("Depth", "Breadth", "Inward")]
    assert [one for one in tables if one in order] == order


def test_growth_and_upgrading_stand_apart_and_no_number_adds_them(run, result):
    tables = [one for one in unfolded(run.document.blocks) if isinstance(one, Table)]
    (paths,) = [one for one in tables if one.title.startswith("Growth and upgrading of every")]
    names = [one.name for one in paths.columns]
    assert [("growth" in one, "upgrading" in one) for one in names] == [
        (False, False),
        (True, False),
        (False, True),
        (False, False),
        (False, False),
    ]
    sums = []
    for one in result["paths"]:
        assert {"growth", "upgrading"} <= set(one)
        if one["growth"] is not None and one["upgrading"] is not None:
            grown, rose = one["growth"], one["upgrading"]
            sums += [grown + rose, (grown + rose) / 2] if rose else []
    assert len(sums) > 10
    held = [
        float(cell)
        for path in (run.out / "tables").iterdir()
        for cell in re.findall(r"-?\d+\.\d{5,}", path.read_text("utf-8"))
    ]
    assert not [one for one in sums if any(math.isclose(one, h, rel_tol=1e-9) for h in held)]


def test_levels_are_never_averaged_together(run, result):
    levels = {one["level"] for one in rows_of(run, "observations")}
    assert levels == {"cluster", "organisation", "initiative"}
    by = {}
    for one in rows_of(run, "observations"):
        by.setdefault(one["indicator"], set()).add(one["level"])
    for id, found in by.items():
        assert found == {indicators()[id].level}
    assert set(result["levels"]) == {"firm", "cluster", "organisation", "initiative"}
    moved = {indicators()[one["indicator"]].level for one in result["movement"]}
    assert moved == {"cluster"}
    assert {indicators()[one["indicator"]].level for one in result["benchmark"]} == {"cluster"}


KEYS = {
    *("cluster", "year", "levels", "movement", "paths", "peers", "benchmark", "specialisation"),
    *("candidates", "complements", "distances", "perceived"),
}


def test_the_result_has_its_keys_and_the_cluster_and_year_of_the_study(result):
    assert set(result) == KEYS
    assert (result["cluster"], result["year"]) == (FOCUS, "2024")
    assert set(result["distances"]) == {"home", "weights", "markets"}
    assert set(result["specialisation"]) == {"region", "focus", "years", "industries"}


def mapped(schema):
    return read_mapped(EXAMPLE / f"{schema.name}.csv", schema, EXAMPLE / f"{schema.name}-map.toml")


def test_the_numbers_on_clusters_are_those_of_the_engine(run, result):
    settings = read_observatory(read_toml(EXAMPLE / "hanse.toml")["observatory"])
    firms = mapped(FIRMS)
    degree = cluster_degree(
        firms.table,
        mapped(MARKETS).table,
        home="SWE",
        money=firms.money,
        rule=settings.suppression,
    ).observations()
    n = 0
    for one in rows_of(run, "observations"):
        if one["level"] != "cluster" or one["indicator"] not in degree.indicators:
            continue
        expected = degree.get(one["unit"], one["indicator"], one["year"])
        found = float(one["value"] or "nan")
        assert found == expected or (math.isnan(found) and math.isnan(expected))
        n += 1
    assert n >= 14 * 5 * 20 - 1
    for move in result["movement"]:
        if move["indicator"] in degree.indicators and move["last_year"]:
            assert move["last"] == degree.get(FOCUS, move["indicator"], move["last_year"])


def test_the_numbers_on_regions_are_those_of_the_engines(result):
    long = read_long(
        EXAMPLE / "jobs.csv", keys=["region", "industry", "year"], values=["jobs", "firms"]
    )
    layout = Layout(measure="jobs", establishments="firms", year="2024", level=2, total="TOTAL")
    settings = read_observatory(read_toml(EXAMPLE / "hanse.toml")["observatory"])
    table = regional_table(long, layout, clusters=settings.jobs.clusters)
    found = location_quotients(table, k=settings.jobs.k)
    marine = result["specialisation"]["industries"]["marine"]
    assert marine["location_quotient"] == found.of("Gotland", "marine")
    assert marine["count"] == 1655
    sold = read_long(
        EXAMPLE / "trade.csv", keys=["region", "product", "year"], values=["exports"]
    ).only("year", "2024")
    made = relatedness(
        RegionTable.from_long(sold, region="region", product="product", value="exports")
    )
    listed = candidates(made, "Gotland", n=10).listed
    assert [one["product"] for one in result["candidates"]] == [one.product for one in listed]
    assert [one["density"] for one in result["candidates"]] == [one.density for one in listed]


def test_every_file_of_the_result_exists(run):
    files = run.result["files"]
    assert {"tables/observatory_observations.csv", "figures/observatory-peers.svg"} <= set(files)
    for name in files:
        assert (run.out / name).stat().st_size > 0


def test_every_table_that_carries_indicators_carries_their_unit_and_definition(run):
    n = 0
    for path in sorted((run.out / "tables").glob("observatory_*.csv")):
        rows = rows_of(run, path.stem.removeprefix("observatory_"))
        if rows and "indicator" in rows[0]:
            n += 1
            unit = "unit_of_value" if "unit_of_value" in rows[0] else "unit"
            for one in rows:
                card = indicators()[one["indicator"]]
                assert one["definition"] == card.definition
                assert one[unit], path.name
    assert n == 3


def test_the_report_and_a_table_show_the_card_of_every_indicator_that_is_used(run):
    cards = {one["id"]: one for one in rows_of(run, "indicators")}
    used = {one["indicator"] for one in rows_of(run, "observations")}
    used |= {"percentile", "location_quotient", "stars", "productivity_relative", "density", "pci"}
    used |= {"psychic_distance", "perceived_distance", "shift_regional", "ellison_glaeser"}
    assert used <= set(cards)
    tables = [one for one in unfolded(run.document.blocks) if isinstance(one, Table)]
    (shown,) = [one for one in tables if one.title == "The indicators"]
    assert [row[0] for row in shown.rows] == [one["name"] for one in cards.values()]
    for one in cards.values():
        for key in ("definition", "formula", "unit", "source", "direction", "caution"):
            assert one[key]


def test_the_same_run_twice_gives_the_same_bytes_and_reads_no_clock(run, tmp_path, monkeypatch):
    monkeypatch.setattr(time, "time", lambda: 4e9)
    again = run_study(EXAMPLE, tmp_path / "out")
    for name in ("report.html", "result.json", *run.result["files"]):
        assert (again.out / name).read_bytes() == (run.out / name).read_bytes(), name
    assert run.result["as_of"] == "2024-12-31"


@pytest.mark.parametrize(
    ("kept", "head", "keys", "title"),
    [
        ("jobs", "", {"specialisation"}, "What it is specialised in"),
        ("trade", "", {"candidates", "complements"}, "What it could become"),
        ("distances", 'country = "Sweden"', {"distances", "perceived"}, "Which markets are near"),
        (
            "firms",
            f'cluster = "{FOCUS}"',
            {"cluster", "year", "levels", "movement", "paths", "peers", "benchmark"},
            "Where the cluster stands abroad",
        ),
    ],
)
def test_each_table_alone_gives_a_report(tmp_path, kept, head, keys, title):
    found = run_study(part(tmp_path, kept, head=head), tmp_path / "out")
    assert set(found.result["observatory"]) == keys
    heads = [one.text for one in found.document.blocks if isinstance(one, Heading)]
    assert title in heads
    assert heads[heads.index(title) :].count("What the data do not cover") == 1
    assert found.report.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_stricter_rule_hides_more(run, tmp_path):
    more = "[observatory.suppression]\nminimum_firms = 5\n"
    strict = run_study(part(tmp_path, "firms", "markets", head=HEAD, more=more), tmp_path / "out")

    def hidden(one):
        return {
            (row["unit"], row["year"], row["indicator"])
            for row in rows_of(one, "observations")
            if row["reason"] and row["level"] == "cluster" and not row["value"]
        }

    assert hidden(strict) > hidden(run)
    reasons = {row["reason"] for row in rows_of(strict, "observations")}
    assert "fewer than 5 firms" in reasons
    assert "fewer than 3 firms" not in reasons


@pytest.mark.parametrize(
    ("peers", "names"),
    [
        (
            'clusters = ["Norrvik Wood", "Söderlo Medical"]\nleast = 2',
            ["Norrvik Wood", "Söderlo Medical"],
        ),
        ('same = ["industry"]', ["Nordtief Ships", "Saarilahti Maritime"]),
        (
            'nearest = 2\nby = ["founded"]',
            ["Fjällbro Rail", "Söderlo Medical"],  # 2010 and 2006; it is of 2008
        ),
        ('same = ["country"]\nexclude = ["Norrvik Wood"]', None),
    ],
)
def test_peers_by_name_by_what_is_the_same_and_by_nearest(tmp_path, peers, names):
    more = f"[observatory.peers]\n{peers}\n"
    folder = part(tmp_path, "firms", "clusters", head=f'cluster = "{FOCUS}"', more=more)
    found = run_study(folder, tmp_path / "out").result["observatory"]["peers"]
    if names is None:
        assert len(found) == 10
        assert not {"Norrvik Wood", "Nordtief Ships"} & set(found)
    else:
        assert sorted(found) == sorted(names)


OWN = """[fairs]
name = "Fairs abroad"
level = "cluster"
group = "depth"
definition = "Fairs abroad at which the cluster had a stand."
formula = "number of fairs"
unit = "fairs"
low = 0
high = inf
direction = "higher"
source = "Own count"
caution = "A stand is not a sale."
"""


def test_an_indicator_of_the_users_own_stands_beside_the_others(tmp_path):
    more = '[observatory.indicators]\nfile = "own.toml"\n[observatory.values]\nfile = "own.csv"\n'
    folder = part(tmp_path, "firms", head=f'cluster = "{FOCUS}"', more=more)
    (folder / "own.toml").write_text(OWN, encoding="utf-8")
    rows = ["cluster,year,indicator,value", f"{FOCUS},2020,fairs,3", f"{FOCUS},2024,fairs,7"]
    (folder / "own.csv").write_text("\n".join([*rows, ""]), encoding="utf-8")
    found = run_study(folder, tmp_path / "out")
    (own,) = [m for m in found.result["observatory"]["movement"] if m["indicator"] == "fairs"]
    assert (own["first"], own["last"], own["unit"]) == (3, 7, "fairs")
    assert "fairs" in {one["id"] for one in rows_of(found, "indicators")}
    assert {"SHA-256 of own.toml", "SHA-256 of own.csv"} <= set(found.result["versions"])


def test_every_file_of_the_example_is_hashed(run):
    asked = read_observatory(open_study(EXAMPLE).tables["observatory"])
    hashed = {f"SHA-256 of {name}" for name in (*asked.files, "hanse.toml")}
    assert hashed <= set(run.result["versions"])


def test_each_cluster_is_measured_from_its_own_country(run):
    settings = read_observatory(read_toml(EXAMPLE / "hanse.toml")["observatory"])
    facts = read_clusters(EXAMPLE, settings)
    far = {"Sweden": 1.0, "Finland": 10.0, "Germany": 100.0}
    rows = [
        {"origin": home, "destination": code, "km": km}
        for home, km in far.items()
        for code in countries()
        if code != country_code(home)
    ]
    table = LongTable.from_frame(pd.DataFrame(rows), keys=["origin", "destination"], values=["km"])
    found = run_abroad(EXAMPLE, settings, facts, distances=table).observations
    breadth = {
        name: found.get(name, "cluster_distance_breadth", 2024)
        for name in ("Visby Marine", "Saarilahti Maritime", "Nordtief Ships")
    }
    assert list(breadth.values()) == pytest.approx([1.0, 10.0, 100.0])


def test_only_the_firms_of_the_cluster_count_in_its_markets(run):
    frame = pd.read_csv(EXAMPLE / "markets.csv", keep_default_na=False)
    own = frame[(frame["year"] == 2024) & (frame["cluster"] == FOCUS) & (frame["sales"] > 0)]
    sold = own.groupby("country")["firm"].nunique()
    many = {
        name
        for name, code in (("Norway", "NO"), ("Denmark", "DK"), ("Estonia", "EE"))
        if sold.get(code, 0) >= 3
    }
    said = next(one for one in sentences_of(run) if one.startswith("Of the 10 nearest markets"))
    assert many == {"Norway", "Denmark", "Estonia"}
    assert "3 or more firms sell in Norway, Denmark and Estonia; fewer" in said


def test_the_parts_of_growth_stand_in_their_order(run):
    rows = [
        one
        for one in rows_of(run, "shift_share")
        if (one["region"], one["industry"]) == ("Gotland", "marine")
    ]
    parts = [round(float(rows[0][name])) for name in ("national", "mix", "regional")]
    said = next(one for one in sentences_of(run) if one.startswith("Marine in Gotland changed"))
    assert parts == [18, -19, 158]
    assert said.index("+18 as all") < said.index("-19 as marine") < said.index("+158 of the region")
