"""``hanse observe degree``, ``benchmark``, ``indicators`` and ``mapping``."""

from __future__ import annotations

import csv
import io
import json
import math
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from hanse.cli.main import app
from hanse.observatory.indicators import indicator, indicators
from hanse.observatory.internationalisation import FIRMS
from hanse.observatory.observations import Observations
from hanse.result import answer_from_dict
from hanse.tables.mapping import header_of, mapping_text

ROOT = Path(__file__).parents[2]
PANEL = ROOT / "examples" / "observatory-panel"
FIRMS_OF_PANEL = (PANEL / "firms.csv", "--map", PANEL / "firms-map.toml")
MARKETS_OF_PANEL = ("--markets", PANEL / "markets.csv", "--markets-map", PANEL / "markets-map.toml")
FOCUS = "Visby Marine"
COMMANDS = (
    *("degree", "benchmark", "specialisation", "relatedness"),
    *("distances", "indicators", "mapping"),
)
# Kista: shares of 0.5, 0.2 and 0.1, so 0.8 / 3 on average and (50 + 20 + 20) / 400 weighted.
TINY = """cluster,firm,year,sales,foreign_sales
Kista,A,2020,100,50
Kista,B,2020,100,20
Kista,C,2020,200,20
Lund,D,2020,100,10
Lund,E,2020,100,30
Kista,A,2021,100,60
Kista,B,2021,100,20
Kista,C,2021,200,20
Lund,D,2021,100,10
Lund,E,2021,100,30
"""
OWN = """
[fairs]
name = "Fairs"
level = "cluster"
group = "breadth"
definition = "Fairs abroad with a stand."
formula = "number of fairs"
unit = "fairs"
low = 0
high = inf
direction = "higher"
source = "Our own count"
caution = "A stand is not a sale."
"""


@pytest.fixture
def tiny(tmp_path):
    path = tmp_path / "firms.csv"
    path.write_text(TINY, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def panel():
    """Return what the panel of the examples gives as CSV."""
    words = [*FIRMS_OF_PANEL, *MARKETS_OF_PANEL, "--country", "Sweden", "--format", "csv"]
    shown = CliRunner().invoke(app, ["observe", "degree", *map(str, words)], prog_name="hanse")
    assert shown.exit_code == 0, shown.output
    return shown.stdout


@pytest.fixture
def observations(panel, tmp_path):
    path = tmp_path / "observations.csv"
    path.write_text(panel, encoding="utf-8")
    return path


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def refused(shown, *words):
    """Check that a command left with a sentence and nothing else."""
    assert shown.exit_code == 2, shown.output
    assert shown.stdout == ""
    assert shown.stderr.startswith("hanse: ")
    for word in words:
        assert word in shown.stderr


def test_without_a_command_the_help_of_the_group_is_shown(hanse):
    shown = hanse("observe")
    assert shown.exit_code == 0
    assert shown.output == hanse("observe", "--help").output
    for command in COMMANDS:
        assert f"\n  {command} " in shown.output
        assert hanse("observe", command, "--help").exit_code == 0


def test_the_help_loads_no_heavy_library():
    code = (
        "import sys\nfrom typer.testing import CliRunner\nfrom hanse.cli.main import app\n"
        "for words in (['--help'], ['observe'], ['observe', 'degree', '--help']):\n"
        "    assert CliRunner().invoke(app, words).exit_code == 0\n"
        "print([m for m in ('pandas', 'scipy', 'vl_convert') if m in sys.modules])\n"
    )
    path = str(ROOT / "src")
    run = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {path!r})\n{code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "[]"


def test_the_degree_of_all_clusters_is_printed_with_what_is_left_out(hanse, tiny):
    lines = hanse("observe", "degree", tiny).stdout.splitlines()
    row = next(line for line in lines if line.startswith("export_share_weighted"))
    assert row.split() == ["export_share_weighted", "1", "0.25", "0.25", "0.25"]  # Kista in 2021
    assert any("fewer than 3 firms" in line for line in lines)
    assert any("modes_in_use" in line and "modes of the file" in line for line in lines)


def test_degrees_as_csv_read_back_with_their_cards_and_hide_what_two_firms_have(hanse, tiny):
    shown = hanse("observe", "degree", tiny, "--format", "csv").stdout
    found = Observations.from_frame(pd.read_csv(io.StringIO(shown)))
    assert found.get("Kista", "export_share_mean", 2020) == pytest.approx(0.8 / 3)
    assert found.get("Kista", "export_share_weighted", 2020) == pytest.approx(90 / 400)
    assert math.isnan(found.get("Lund", "export_share_mean", 2020))
    assert set(found.units) == {"Kista", "Lund"}
    for row in rows_of(shown):
        card = indicator(row["indicator"])
        assert (row["name"], row["definition"]) == (card.name, card.definition)
        assert (row["unit_of_value"], row["direction"]) == (card.unit, card.direction)
        assert bool(row["value"]) != bool(row["reason"])


def test_from_how_many_firms_numbers_are_shown_is_a_choice(hanse, tiny):
    words = ("observe", "degree", tiny, "--cluster", "Lund", "--format", "csv")
    shown = rows_of(hanse(*words, "--minimum-firms", 2).stdout)
    value = {(row["indicator"], row["year"]): row["value"] for row in shown}
    assert float(value["export_share_mean", "2021"]) == pytest.approx(0.2)
    shown = rows_of(hanse(*words, "--minimum-firms", 2, "--largest-share", 0.6).stdout)
    why = {(row["indicator"], row["year"]): row["reason"] for row in shown}
    assert "one firm has more than 60%" in why["foreign_sales", "2020"]  # 30 of 40


def test_a_cluster_is_told_in_sentences_with_its_path_and_the_gaps(hanse):
    shown = hanse("observe", "degree", *FIRMS_OF_PANEL, "--cluster", FOCUS).stdout
    assert shown.startswith(f"{FOCUS} (cluster)\n")
    sentence = next(
        one for one in shown.splitlines() if one.startswith("Sales-weighted export share")
    )
    assert "40% in 2020 to 52% in 2024, 10 of 10 firms" in sentence
    assert "without upgrading" in shown
    assert "Foreign sales" in shown
    assert "EUR of 2024" in next(one for one in shown.splitlines() if "Foreign sales" in one)
    assert "cluster_markets" in shown.split("What the data do not cover")[1]


def test_a_cluster_as_json_has_its_own_rows_cards_path_and_movement(hanse):
    words = ("observe", "degree", *FIRMS_OF_PANEL, "--cluster", FOCUS, "--format", "json")
    data = json.loads(hanse(*words).stdout)
    found = answer_from_dict(data["observations"])
    assert found.units == (FOCUS,)
    assert found.get(FOCUS, "export_share_weighted", 2024) == pytest.approx(0.523, abs=5e-4)
    assert set(data["indicators"]) == set(found.indicators)
    assert data["indicators"]["foreign_sales"]["unit"] == "EUR of 2024"
    assert data["indicators"]["foreign_sales"]["source"]
    assert data["paths"]["path"] == ["growing without upgrading"]
    assert answer_from_dict(data["movement"]).unit == FOCUS
    everyone = json.loads(hanse(*words[:-4], "--format", "json").stdout)
    assert "movement" not in everyone
    assert len(everyone["paths"]["clusters"]) > 10


RATES = "One SEK in EUR: 0.095 in 2020, 0.098 in 2021, 0.094 in 2022, 0.087 in 2023 and 0.0875"
BASIS = "Money is in EUR at prices of 2024: converted from SEK at the rate of each year"


@pytest.mark.parametrize("words", [(), ("--cluster", FOCUS), ("--level", "firm")])
def test_what_was_done_with_money_is_printed_with_its_rates_once(hanse, words):
    files = (*FIRMS_OF_PANEL, *MARKETS_OF_PANEL)
    shown = hanse("observe", "degree", *files, *words).stdout
    lines = shown.splitlines()
    assert len([one for one in lines if one.startswith(BASIS)]) == 1
    assert len([one for one in lines if RATES in one]) == 1
    data = json.loads(hanse("observe", "degree", *files, *words, "--format", "json").stdout)
    assert data["money"]["firms"]["said"].startswith(BASIS)
    assert data["money"]["firms"]["notes"][0].startswith(RATES)
    assert answer_from_dict(data["money"]["markets"]["basis"]).currency == "EUR"


def test_rates_of_markets_that_differ_are_told_with_their_file(hanse, tmp_path):
    other = tmp_path / "m.toml"
    text = (PANEL / "markets-map.toml").read_text(encoding="utf-8")
    other.write_text(text.replace("2020 = 0.0950", "2020 = 10.5"), encoding="utf-8")
    markets = ("--markets", PANEL / "markets.csv", "--markets-map", other, "--cluster", FOCUS)
    shown = hanse("observe", "degree", *FIRMS_OF_PANEL, *markets).stdout
    assert RATES in shown
    assert "In the file of markets: One SEK in EUR: 10.5 in 2020" in shown


def test_a_cluster_moves_in_km_and_in_its_money(hanse):
    words = (*FIRMS_OF_PANEL, *MARKETS_OF_PANEL, "--country", "Sweden", "--cluster", FOCUS)
    lines = hanse("observe", "degree", *words).stdout.splitlines()
    breadth = next(one for one in lines if one.startswith("Distance-weighted breadth"))
    assert re.search(r"\bkm\b", breadth)
    assert "EUR of 2024" in next(one for one in lines if one.startswith("Foreign sales"))


@pytest.mark.parametrize(
    ("level", "given"),
    [("cluster", "export_share_mean and exporter_share"), ("firm", "export_share and is_exporter")],
)
def test_a_file_that_gives_no_indicator_is_refused(hanse, tiny, level, given):
    tiny.write_text("cluster,firm,year,sales\nKista,A,2020,100\n", encoding="utf-8")
    refused(
        hanse("observe", "degree", tiny, "--level", level),
        "No indicator can be measured from cluster, firm, year and sales.",
        f"foreign_sales or export_share would give {given}.",
    )


def test_errors_of_a_file_without_a_map_say_how_to_start_one(hanse, tiny):
    start = f"Start a mapping with: hanse observe mapping {tiny} --for firms --write map.toml"
    tiny.write_text(TINY.replace("cluster,", "kluster,"), encoding="utf-8")
    refused(hanse("observe", "degree", tiny), start)
    tiny.write_text(TINY.replace("cluster,firm", "kluster,företag"), encoding="utf-8")
    assert hanse("observe", "degree", tiny).stderr.endswith(f"\n{start}\n")
    own = tiny.with_name("m.toml")
    own.write_text('[columns]\ncluster = "klusters"\n', encoding="utf-8")
    shown = hanse("observe", "degree", tiny, "--map", own)
    refused(shown, "'kluster'")
    assert "Start a mapping" not in shown.stderr


def test_firms_are_no_table_of_observations(hanse, tiny):
    refused(
        hanse("observe", "benchmark", tiny, "Kista"),
        "firms.csv: this is no table of observations",
        "hanse observe degree FIRMS --format csv",
    )


def test_degrees_stop_at_the_year_that_is_asked_for(hanse, tiny):
    words = ("observe", "degree", tiny, "--year", 2020, "--format")
    assert {row["year"] for row in rows_of(hanse(*words, "csv").stdout)} == {"2020"}
    assert "2021" not in hanse(*words, "text").stdout


def test_markets_and_the_country_give_breadth_in_km(panel):
    rows = [row for row in rows_of(panel) if (row["unit"], row["year"]) == (FOCUS, "2024")]
    value = {row["indicator"]: row["value"] for row in rows}
    assert float(value["cluster_markets"]) == 12
    unit = {row["indicator"]: row["unit_of_value"] for row in rows}
    assert unit["cluster_distance_breadth"] == "km"
    assert 100 < float(value["cluster_distance_breadth"]) < 10_000


def test_without_the_country_the_gaps_name_the_distances(hanse):
    shown = hanse("observe", "degree", *FIRMS_OF_PANEL, *MARKETS_OF_PANEL).stdout
    assert "Left out: cluster_distance_breadth." in shown


def test_numbers_of_firms_are_marked_as_not_for_publication(hanse, tiny):
    words = ("observe", "degree", tiny, "--level", "firm", "--cluster", "Kista", "--format")
    text = hanse(*words, "text").stdout
    assert "not for publication" in text.splitlines()[0]
    cells = [line.split() for line in text.splitlines() if line.startswith("Kista")]
    assert [one[:4] for one in cells] == [
        ["Kista", "A", "60", "%"],
        ["Kista", "B", "20", "%"],
        ["Kista", "C", "10", "%"],
    ]
    rows = rows_of(hanse(*words, "csv").stdout)
    assert {row["unit"] for row in rows} == {"A", "B", "C"}
    assert all("not for publication" in row["note"] for row in rows)
    data = json.loads(hanse(*words, "json").stdout)
    assert "not for publication" in data["note"]
    assert len(data["observations"]) == len(rows)
    assert "export_share" in data["indicators"]
    everyone = rows_of(
        hanse("observe", "degree", tiny, "--level", "firm", *words[-1:], "csv").stdout
    )
    assert {row["cluster"] for row in everyone} == {"Kista", "Lund"}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--cluster", "Kist"), ("--cluster: there is no cluster 'Kist'", "'Kista'")),
        (("--year", 2019), ("--year: there is no year '2019'", "2020, 2021")),
        (("--country", "Swedn"), ("--country: there is no country 'Swedn'", "Sweden")),
        (("--minimum-firms", 0), ("--minimum-firms: 0 is too small",)),
        (("--largest-share", 2), ("--largest-share: largest_share is 2",)),
        (("--markets-map", "m.toml"), ("--markets-map: there is no file of markets",)),
        (("--markets", "nowhere.csv"), ("there is no file 'nowhere.csv'",)),
        (("--map", "nowhere.toml"), ("there is no mapping file nowhere.toml",)),
    ],
)
def test_what_degree_cannot_use_is_said_with_the_option(hanse, tiny, options, words):
    refused(hanse("observe", "degree", tiny, *options), *words)


def test_a_file_of_firms_that_is_not_there_or_is_wrong_is_told_by_row(hanse, tiny):
    refused(hanse("observe", "degree", tiny.with_name("firm.csv")), "Did you mean 'firms.csv'?")
    tiny.write_text(TINY.replace("100,50", "100,-5").replace("100,30", "100,300"), encoding="utf-8")
    refused(
        hanse("observe", "degree", tiny, "--format", "csv"),
        *("row 2, column foreign_sales: -5 is negative", "row 6 (300 above 100)"),
    )
    tiny.write_text(TINY.replace("cluster,", "kluster,"), encoding="utf-8")
    refused(hanse("observe", "degree", tiny), "no column for cluster", "'kluster'")


def test_home_among_the_markets_is_refused(hanse):
    words = (*FIRMS_OF_PANEL, *MARKETS_OF_PANEL, "--country", "Norway")
    refused(hanse("observe", "degree", *words), "markets.csv", "NOR")


def test_a_level_that_does_not_exist_is_answered_with_those_that_do(hanse, tiny):
    shown = hanse("observe", "degree", tiny, "--level", "region")
    assert shown.exit_code == 2
    assert "cluster" in shown.stderr
    assert "firm" in shown.stderr


def test_a_benchmark_prints_standings_warnings_and_both_sides(hanse, observations):
    words = ("--clusters", PANEL / "clusters.csv", "--same", "country", "--least", 8)
    shown = hanse("observe", "benchmark", observations, FOCUS, *words).stdout
    lines = shown.splitlines()
    assert lines[0].startswith(f"{FOCUS} among 11 peers")
    row = next(one for one in lines if one.startswith("Sales-weighted export share"))
    assert row.split()[4:8] == ["0.523", "100.0", "1", "of"]
    row = next(one for one in lines if one.startswith("Markets of the cluster"))
    assert row.split()[4:9] == ["2024", "12.000", "30.0", "8", "of"]
    assert not any(" 2020 " in one for one in lines if one.startswith("Markets"))
    assert sum(one.startswith("Strong: ") for one in lines) == 3
    assert any(one.startswith("Weak: Upgrading of the cluster") for one in lines)
    assert "no percentile" in shown


def test_a_benchmark_is_data_for_programs(hanse, observations):
    words = ("--clusters", PANEL / "clusters.csv", "--same", "country", "--least", 8)
    words = ("observe", "benchmark", observations, FOCUS, *words)
    rows = rows_of(hanse(*words, "--format", "csv").stdout)
    standing = {(row["indicator"], row["year"]): row for row in rows}
    assert standing["cluster_markets", "2020"]["rank"] == "2 of 11"
    assert float(standing["cluster_markets", "2024"]["constant"]) == pytest.approx(200 / 9)
    assert standing["foreign_sales", "2024"]["unit_of_value"] == "EUR of 2024"
    until = rows_of(hanse(*words, "--year", 2021, "--format", "csv").stdout)
    assert {row["year"] for row in until} == {"2020", "2021"}
    data = json.loads(hanse(*words, "--format", "json").stdout)
    found = answer_from_dict(data["benchmark"])
    assert found.verify()
    assert len(found.peers) == 11
    assert answer_from_dict(data["profile"]).year == "2024"


def test_peers_are_named_or_the_nearest_or_all_others(hanse, observations):
    words = ("observe", "benchmark", observations, FOCUS, "--format", "csv")
    n = lambda *more: {row["peers"] for row in rows_of(hanse(*words, *more).stdout)}  # noqa: E731
    assert n() == {"13"}
    assert n("--peers", "Norrvik Wood", "--peers", "Nordtief Ships") == {"2"}
    near = ("--clusters", PANEL / "clusters.csv", "--nearest", 5, "--by", "founded")
    assert n(*near) == {"5"}
    assert n(*near, "--same", "country", "--peers", "Norrvik Wood", "--peers", FOCUS) == {"1"}


def test_without_a_level_reason_or_firms_the_table_of_another_is_compared(hanse, tmp_path):
    path = tmp_path / "own.csv"
    rows = [f"{name};2020;exporter_share;0,{k}" for k, name in enumerate("ABCDEFGHIJKL"[:9])]
    path.write_text("\n".join(["unit;year;indicator;value", *rows, "NA;2020;exporter_share;"]))
    shown = rows_of(
        hanse("observe", "benchmark", path, "I", "--least", 8, "--format", "csv").stdout
    )
    # A to H have 0.0 to 0.7 and I 0.8; NA is a name like any other and has no value.
    assert [(one["percentile"], one["rank"], one["peers"]) for one in shown] == [
        ("100.0", "1 of 9", "9")
    ]
    assert shown[0]["missing"] == "not given (1)"


def test_strips_are_drawn_as_svg_and_png(hanse, observations, tmp_path):
    for name, start in (("strips.svg", b"<svg"), ("strips.png", b"\x89PNG")):
        path = tmp_path / name
        path.write_bytes(b"an earlier picture")
        shown = hanse("observe", "benchmark", observations, FOCUS, "--figure", path)
        assert shown.exit_code == 0, shown.output
        assert shown.stdout.endswith(f"\nPicture: {path}\n")
        assert path.read_bytes().startswith(start)
    words = ("--figure", path, "--format", "csv")
    assert "Picture" not in hanse("observe", "benchmark", observations, FOCUS, *words).stdout


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--peers", "Norrvik Woods"), ("--peers: there is no unit", "'Norrvik Wood'")),
        (("--same", "industry"), ("--same industry: there is no table of clusters",)),
        (("--by", "founded", "--nearest", 3), ("--by founded: there is no table of clusters",)),
        (("--nearest", 3), ("--nearest: there is no --by",)),
        (("--year", 1999), ("--year: there is no year '1999'",)),
        (("--level", "clusters"), ("--level: there is no level 'clusters'", "'cluster'")),
        (("--least", 0), ("--least: 0 is too small",)),
        (("--indicators", "nowhere.toml"), ("nowhere.toml: the file cannot be read",)),
        (("--figure", "strips.gif"), ("strips.gif: is no name of a picture",)),
        (("--figure", "nowhere/strips.svg"), ("there is no folder 'nowhere'",)),
        (("--clusters", "nowhere.csv"), ("there is no file 'nowhere.csv'",)),
    ],
)
def test_what_benchmark_cannot_use_is_said_with_the_option(hanse, observations, options, words):
    refused(hanse("observe", "benchmark", observations, FOCUS, *options), *words)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--same", "industri"), ("clusters.csv: there is no column 'industri'", "'industry'")),
        (("--by", "founded"), ("--by: there is no --nearest",)),
        (("--by", "founded", "--nearest", 0), ("--nearest: 0 is too small",)),
        (("--by", "region", "--nearest", 2), ("clusters.csv", "no number", "--by")),
    ],
)
def test_what_a_table_of_clusters_lacks_is_said(hanse, observations, options, words):
    table = ("--clusters", PANEL / "clusters.csv")
    refused(hanse("observe", "benchmark", observations, FOCUS, *table, *options), *words)


def test_observations_that_cannot_be_used_are_refused_and_nothing_is_drawn(
    hanse, observations, panel, tmp_path
):
    picture = tmp_path / "strips.svg"

    def tried(text, *words, unit=FOCUS):
        observations.write_text(text, encoding="utf-8")
        refused(hanse("observe", "benchmark", observations, unit, "--figure", picture), *words)
        assert not picture.exists()

    tried(panel, "UNIT: there is no unit 'Visby Marin'", f"'{FOCUS}'", unit="Visby Marin")
    tried(panel.replace("indicator", "indicators", 1), "no column 'indicator'", "'indicators'")
    second = panel.splitlines()[1]
    tried(f"{panel}{second}\n", "twice", "export_share_mean")
    value = second.split(",")[4]
    tried(panel.replace(value, "much", 1), "row 2, column value: 'much' is no number")
    tried(panel.replace("exporter_share", "fairs"), "not in the catalogue: fairs", "--indicators")
    few = tmp_path / "few.csv"
    few.write_text("cluster,founded\nNorrvik Wood,1999\nLund,1990\n", encoding="utf-8")
    observations.write_text(panel, encoding="utf-8")
    words = ("observe", "benchmark", observations, FOCUS, "--clusters", few)
    refused(hanse(*words), f"few.csv: there is no cluster '{FOCUS}'")


def test_indicators_of_the_user_are_compared_and_printed(hanse, tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(OWN, encoding="utf-8")
    table = tmp_path / "observations.csv"
    rows = [f"C{k},2020,fairs,{k}" for k in range(4)]
    table.write_text("\n".join(["unit,year,indicator,value", *rows]), encoding="utf-8")
    words = ("observe", "benchmark", table, "C3", "--indicators", own, "--least", 3)
    row = next(one for one in hanse(*words).stdout.splitlines() if one.startswith("Fairs"))
    assert row.split()[:6] == ["Fairs", "2020", "3.000", "100.0", "1", "of"]
    shown = hanse("observe", "indicators", "fairs", "--file", own).stdout
    assert shown.startswith("Fairs (fairs)\n")


def test_an_indicator_is_printed_as_its_card(hanse):
    assert hanse("observe", "indicators", "eci").stdout == f"{indicator('eci')}\n"


def test_indicators_are_listed_by_level(hanse):
    lines = hanse("observe", "indicators").stdout.splitlines()
    assert [line.split()[0] for line in lines[1:]] == list(indicators())
    lines = hanse("observe", "indicators", "--level", "initiative").stdout.splitlines()
    wanted = [one.id for one in indicators().values() if one.level == "initiative"]
    assert [line.split()[0] for line in lines[1:]] == wanted


def test_indicators_are_data_for_programs(hanse):
    rows = rows_of(hanse("observe", "indicators", "--format", "csv").stdout)
    assert [row["id"] for row in rows] == list(indicators())
    assert all(row["definition"] and row["caution"] for row in rows)
    data = json.loads(hanse("observe", "indicators", "eci", "--format", "json").stdout)
    assert {name: answer_from_dict(one) for name, one in data.items()}.keys() == {"eci"}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("ecii",), ("there is no indicator 'ecii'", "Did you mean 'eci'?")),
        (("eci", "--level", "firm"), ("there is no indicator 'eci'",)),
        (("--level", "frim"), ("--level: there is no level 'frim'", "'firm'")),
        (("--file", "nowhere.toml"), ("nowhere.toml: the file cannot be read",)),
    ],
)
def test_indicators_that_do_not_exist_are_answered_with_those_that_do(hanse, options, words):
    refused(hanse("observe", "indicators", *options), *words)


def test_a_mapping_is_printed_or_written_and_never_overwritten(hanse, tiny, tmp_path):
    shown = hanse("observe", "mapping", tiny, "--for", "firms")
    text = mapping_text(FIRMS, header_of(tiny))
    assert shown.stdout.rstrip() == text.rstrip()
    path = tmp_path / "my map.toml"
    words = ("observe", "mapping", tiny, "--for", "firms", "--write", path)
    shown = hanse(*words)
    assert shown.exit_code == 0
    assert shown.stdout.endswith(f'\n  hanse observe degree {tiny} --map "{path}"\n')
    assert path.read_text(encoding="utf-8") == text
    assert tomllib.loads(text)["columns"]["cluster"]["column"] == "cluster"
    assert hanse("observe", "degree", tiny, "--map", path).exit_code == 0
    path.write_text("mine", encoding="utf-8")
    refused(hanse(*words), f"{path}: is there already", "--force")
    assert path.read_text(encoding="utf-8") == "mine"
    assert hanse(*words, "--force").exit_code == 0
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("table", ["markets", "organisations", "initiatives"])
def test_every_kind_of_table_has_a_mapping(hanse, tmp_path, table):
    path = tmp_path / "map.toml"
    words = ("observe", "mapping", PANEL / f"{table}.csv", "--for", table, "--write", path)
    shown = hanse(*words)
    assert shown.exit_code == 0, shown.output
    assert {"cluster", "year"} <= set(tomllib.loads(path.read_text("utf-8"))["columns"])
    assert (f"[observatory.{table}]" if table != "markets" else "--markets-map") in shown.stdout


def test_a_mapping_of_what_is_not_there_writes_nothing(hanse, tiny, tmp_path):
    path = tmp_path / "map.toml"
    words = ("--write", path)
    refused(
        hanse("observe", "mapping", tiny, "--for", "firm", *words),
        *("--for: there is no table 'firm'", "'firms'"),
    )
    refused(
        hanse("observe", "mapping", tiny.with_name("firm.csv"), "--for", "firms", *words),
        "Did you mean 'firms.csv'?",
    )
    assert not path.exists()
    refused(
        hanse("observe", "mapping", tiny, "--for", "firms", "--write", tmp_path / "no" / "m.toml"),
        "there is no folder",
    )
