"""``hanse observe specialisation``, ``relatedness`` and ``distances``."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from hanse.observatory.distance import DEFAULT_WEIGHTS
from hanse.result import answer_from_dict
from hanse.tables.countries import countries

PANEL = Path(__file__).parents[2] / "examples" / "observatory-panel"
JOBS = (PANEL / "jobs.csv", "--column", "measure=jobs", "--column", "establishments=firms")
OF_GOTLAND = (*JOBS, "--region", "Gotland", "--total", "TOTAL", "--level", "2")
TRADE = (PANEL / "trade.csv", "--region", "Gotland")
CLUSTERS = '[marine]\ncodes = ["30", "33"]\n\n[wood]\ncodes = ["16", "17", "31"]\n'
# Of 100 jobs in North 60 are in A, of 300 in all 100: 0.6 / (1/3) = 1.8.
TINY = "region,industry,employment\nNorth,A,60\nNorth,B,40\nSouth,A,40\nSouth,B,160\n"
SHARED = Path(__file__).parents[2].parent / "shared" / "data"


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def refused(shown, *words):
    """Check that a command left with a sentence and nothing else."""
    assert shown.exit_code == 2, shown.output
    assert shown.stdout == ""
    assert shown.stderr.startswith("hanse: ")
    for word in words:
        assert word in shown.stderr


def check_pictures(hanse, folder, *words):
    """Check that a command writes SVG and PNG, says where, and keeps data for programs clean."""
    for name, start in (("made.svg", b"<svg"), ("made.png", b"\x89PNG")):
        path = folder / name
        path.write_bytes(b"an earlier picture")
        shown = hanse("observe", *words, "--figure", path)
        assert shown.exit_code == 0, shown.output
        assert shown.stdout.endswith(f"\nPicture: {path}\n")
        assert path.read_bytes().startswith(start)
    shown = hanse("observe", *words, "--figure", path, "--format", "json")
    assert json.loads(shown.stdout)
    refused(hanse("observe", *words, "--figure", folder / "made.gif"), "is no name of a picture")
    assert not (folder / "made.gif").exists()


@pytest.fixture
def clusters(tmp_path):
    path = tmp_path / "clusters.toml"
    path.write_text(CLUSTERS, encoding="utf-8")
    return path


@pytest.fixture
def tiny(tmp_path):
    path = tmp_path / "jobs.csv"
    path.write_text(TINY, encoding="utf-8")
    return path


def test_what_a_region_is_specialised_in_is_printed_with_its_count(hanse, clusters):
    words = ("specialisation", *OF_GOTLAND, "--clusters", clusters, "--k", 500)
    shown = hanse("observe", *words).stdout
    assert "Gotland" in shown
    row = next(line for line in shown.splitlines() if line.startswith("marine "))
    assert {"1655", "3.06"} <= set(row.split())
    assert "1,655" in shown  # in the sentence


def test_specialisation_is_data_for_programs(hanse, clusters):
    words = ("observe", "specialisation", *OF_GOTLAND, "--clusters", clusters, "--format")
    rows = rows_of(hanse(*words, "csv").stdout)
    own = {(row["region"], row["industry"]): row for row in rows}["Gotland", "marine"]
    assert float(own["lq"]) == pytest.approx(3.06, abs=5e-3)
    assert float(own["stars"]) == 2
    assert float(own["annual"]) == pytest.approx((1655 / 1498) ** 0.25 - 1)
    data = json.loads(hanse(*words, "json").stdout)
    assert answer_from_dict(data["quotients"]).of("Gotland", "marine") == float(own["lq"])
    assert answer_from_dict(data["shift"]).verify()
    assert data["indicators"]["location_quotient"]["formula"]


def test_jobs_of_fewer_than_three_firms_are_hidden(hanse):
    rows = rows_of(hanse("observe", "specialisation", *OF_GOTLAND, "--format", "csv").stdout)
    own = {(row["region"], row["industry"]): row for row in rows}["Gotland", "13"]
    assert own["lq"] == ""
    assert "fewer than 3" in own["reason"]
    (second,) = [row for row in rows if "found by difference" in row["reason"]]
    assert (second["region"], second["industry"], second["count"]) == ("Sandhult", "13", "")


def test_a_table_without_years_has_no_growth(hanse, tiny):
    words = ("observe", "specialisation", tiny, "--region", "North", "--format")
    rows = {row["industry"]: row for row in rows_of(hanse(*words, "csv").stdout)[:2]}
    assert float(rows["A"]["lq"]) == pytest.approx(1.8)
    assert "annual" not in rows["A"]
    data = json.loads(hanse(*words, "json").stdout)
    assert "growth" not in data
    assert "growth_annual" not in data["indicators"]
    refused(hanse(*words[:-1], "--year", 2020), "jobs.csv: there is no column 'year'")


def test_the_year_that_is_asked_for_is_the_last_one_looked_at(hanse):
    words = ("observe", "specialisation", *OF_GOTLAND, "--focus", "33", "--year")
    assert " in 2022." in hanse(*words, 2022).stdout
    assert " in 2024." in hanse(*words[:-1]).stdout


def test_bubbles_are_drawn(hanse, tmp_path):
    check_pictures(hanse, tmp_path, "specialisation", *OF_GOTLAND)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--region", "Gotlan"), ("jobs.csv: there is no region 'Gotlan'", "'Gotland'")),
        (("--focus", "34"), ("--focus: there is no cluster '34'",)),
        (("--year", 1999), ("--year: there is no year '1999'", "2020")),
        (("--stars", "observatory-frst"), ("--stars: there is no", "'observatory-first'")),
        (("--total", "TOTL"), ("jobs.csv: there is no", "'TOTL'", "'TOTAL'")),
        (("--total", ""), ("jobs.csv", "looks like a total", "--total 'TOTAL'")),
        (("--level", "nine"), ("jobs.csv: there is no level 'nine'",)),
        (("--k", -1), ("k is -1",)),
        (("--clusters", "nowhere.toml"), ("--clusters: there is no file 'nowhere.toml'",)),
        (("--column", "jobs"), ("--column: 'jobs' is no pair", "--column industry=NACE")),
        (("--column", "industri=a"), ("--column: there is no column 'industri'", "'industry'")),
        (("--column", "measure=a"), ("--column: measure stands twice",)),
        (("--column", "region=area"), ("jobs.csv: there is no column 'area'",)),
    ],
)
def test_what_specialisation_cannot_use_is_said_with_the_option(hanse, options, words):
    if options == ("--total", ""):
        given = (*JOBS, "--region", "Gotland")
    else:
        given = (*OF_GOTLAND, *options)
    refused(hanse("observe", "specialisation", *given), *words)


def test_jobs_and_clusters_that_cannot_be_read_are_refused(hanse, tiny, clusters):
    words = ("observe", "specialisation", tiny, "--region", "North", "--clusters", clusters)
    clusters.write_text("[marine]\ncodes = 30,5\n", encoding="utf-8")
    refused(hanse(*words), "clusters.toml: not TOML", "line 2")
    clusters.write_text("[marine]\ncods = ['30']\n", encoding="utf-8")
    refused(hanse(*words), "cods", "'codes'")
    tiny.write_text(TINY.replace("A,60", "A,-60"), encoding="utf-8")
    refused(hanse(*words[:-2]), "jobs.csv", "row 2", "negative")
    refused(
        hanse("observe", "specialisation", tiny.with_name("job.csv"), "--region", "N"), "'job.csv'"
    )


def test_what_a_region_could_become_is_printed_with_its_partners(hanse):
    shown = hanse("observe", "relatedness", *TRADE, "--candidates", 3).stdout
    assert "wind tower foundations" in shown
    row = next(line for line in shown.splitlines() if line.startswith("wind tower foundations "))
    assert {"0.385", "1.43"} <= set(row.split())
    assert "Kvarnlida" in shown


def test_relatedness_is_data_for_programs(hanse):
    rows = rows_of(hanse("observe", "relatedness", *TRADE, "--format", "csv").stdout)
    assert len(rows) == 10
    assert rows[0]["product"] == "wind tower foundations"
    words = ("--candidates", 4, "--year", 2020, "--cut", 2, "--diagonal", "zero")
    data = json.loads(hanse("observe", "relatedness", *TRADE, *words, "--format", "json").stdout)
    found = {name: answer_from_dict(data[name]) for name in ("candidates", "complements")}
    assert len(found["candidates"].listed) == 4
    assert found["complements"].region == "Gotland"
    assert answer_from_dict(data["complexity"])
    assert data["indicators"]["density"]["caution"]


def test_a_table_without_years_is_taken_as_it_is(hanse, tmp_path):
    path = tmp_path / "trade.csv"
    table = rows_of((PANEL / "trade.csv").read_text(encoding="utf-8"))
    lines = [f"{r['region']},{r['product']},{r['exports']}" for r in table if r["year"] == "2024"]
    path.write_text("\n".join(["place,good,exports", *lines]), encoding="utf-8")
    columns = ("--column", "region=place", "--column", "product=good")
    words = ("observe", "relatedness", path, "--region", "Gotland", *columns, "--format", "csv")
    assert hanse(*words).stdout == hanse("observe", "relatedness", *TRADE, *words[-2:]).stdout


def test_the_neighbourhood_is_drawn(hanse, tmp_path):
    check_pictures(hanse, tmp_path, "relatedness", *TRADE)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--region", "Gotlnd"), ("trade.csv: there is no region 'Gotlnd'", "'Gotland'")),
        (("--year", 2021), ("--year: there is no year '2021'", "2020, 2024")),
        (("--diagonal", "two"), ("--diagonal: there is no diagonal 'two'", "one, zero")),
        (("--candidates", 0), ("--candidates: 0 is too small",)),
        (("--cut", 0), ("--cut: 0 is no cut",)),
        (("--column", "value=sales"), ("trade.csv: there is no column 'sales'",)),
        (("--column", "exports=sales"), ("--column: there is no column 'exports'",)),
    ],
)
def test_what_relatedness_cannot_use_is_said_with_the_option(hanse, options, words):
    refused(hanse("observe", "relatedness", *TRADE, *options), *words)


def test_distances_show_parts_weights_and_ranges_of_ranks(hanse):
    shown = hanse("observe", "distances", "Sweden", "--to", "Norway", "--to", "CL").stdout
    for name, weight in DEFAULT_WEIGHTS.items():
        assert f"{name} {weight:.0%}" in shown
    rows = [line.split() for line in shown.splitlines() if {"NOR", "CHL"} & set(line.split())]
    assert [row[2] for row in rows] == ["NOR", "CHL"]
    assert all(len(row[1].split("–")) == 2 for row in rows)
    nearest = hanse("observe", "distances", "SWE").stdout
    assert "--format csv" in nearest
    assert "FIN" in nearest


def test_distances_as_csv_have_every_market(hanse):
    rows = rows_of(hanse("observe", "distances", "Sweden", "--to", "NOR", "--format", "csv").stdout)
    rank = {row["market"]: int(row["rank"]) for row in rows}
    assert len(rows) == len([one for one in countries().values() if one.is_own_market]) - 1
    assert max(rank[code] for code in ("DNK", "NOR", "FIN")) < rank["DEU"] < rank["CHN"]
    assert rank["DEU"] < rank["CHL"]
    assert float(rows[0]["w_log_distance"]) == DEFAULT_WEIGHTS["log_distance"]
    assert any(row["market"] == "NAM" for row in rows)


def test_weights_are_those_that_are_given(hanse):
    words = ("--weight", "log_distance=3", "--weight", "border = 1", "--format", "json")
    data = json.loads(hanse("observe", "distances", "Sweden", *words).stdout)
    found = answer_from_dict(data["distances"])
    assert found.verify()
    assert dict(zip(found.parts, found.weights, strict=True)) == {"log_distance": 3, "border": 1}
    assert data["indicators"]["psychic_distance"]["formula"]


def test_perceived_distance_stands_beside(hanse):
    words = ("observe", "distances", "Sweden", "--perceived", PANEL / "perceived.csv")
    shown = hanse(*words, "--to", "LVA").stdout
    latvia = next(line for line in shown.splitlines() if line.startswith("LVA  "))
    assert latvia.split()[1:3] == ["14", "56.9"]
    rows = {row["market"]: row for row in rows_of(hanse(*words, "--format", "csv").stdout)}
    assert float(rows["LVA"]["perceived_mean"]) == pytest.approx(56.9, abs=0.05)
    assert rows["FRA"]["perceived_mean"] == ""
    data = json.loads(hanse(*words, "--format", "json").stdout)
    assert answer_from_dict(data["comparison"]).markets[0] == "LVA"
    assert "perceived_distance" in data["indicators"]


def test_the_world_is_drawn(hanse, tmp_path):
    check_pictures(hanse, tmp_path, "distances", "Sweden", "--to", "Chile")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("Swedn",), ("COUNTRY: there is no country 'Swedn'", "Sweden")),
        (("Sweden", "--to", "Norwy"), ("--to: there is no country 'Norwy'", "Norway")),
        (("Sweden", "--to", "SE"), ("--to: SWE is the home country",)),
        (("Sweden", "--weight", "border"), ("--weight: 'border' is no pair", "border=0.1")),
        (("Sweden", "--weight", "=1"), ("--weight: '=1' is no pair",)),
        (("Sweden", "--weight", "boder=1"), ("--weight: there is no part 'boder'", "'border'")),
        (("Sweden", "--weight", "border=x"), ("--weight: the weight of border is 'x'",)),
        (("Sweden", "--weight", "border=-1"), ("--weight: the weight of border is -1",)),
        (("Sweden", "--weight", "border=nan"), ("--weight: the weight of border is nan",)),
        (("Sweden", "--weight", "border=0"), ("--weight: no weight is above 0",)),
        (("Sweden", "--perceived", "nowhere.csv"), ("there is no file 'nowhere.csv'",)),
        (("Sweden", "--cepii", "nowhere.csv"), ("there is no file 'nowhere.csv'",)),
        (("Sweden", "--flows", "nowhere.csv"), ("there is no file 'nowhere.csv'",)),
        (("Sweden", "--flows", PANEL / "perceived.csv"), ("perceived.csv: there is no column",)),
    ],
)
def test_what_distances_cannot_use_is_said_with_the_option(hanse, options, words):
    refused(hanse("observe", "distances", *options), *words)


def test_a_weight_that_is_given_twice_is_refused(hanse):
    words = ("--weight", "border=1", "--weight", "border=2")
    refused(hanse("observe", "distances", "Sweden", *words), "--weight: border stands twice")


def test_answers_out_of_range_are_told_by_row(hanse, tmp_path):
    path = tmp_path / "felt.csv"
    path.write_text("respondent,country,perceived\na,NO,101\n", encoding="utf-8")
    refused(hanse("observe", "distances", "Sweden", "--perceived", path), "felt.csv", "row 2: 101")


def test_parts_of_cepii_take_the_place_of_ours(hanse, tmp_path):
    head = "iso_o,iso_d,contig,comlang_off,comlang_ethno,colony,comcol,curcol,smctry,distw"
    pairs = [("SWE", "DNK", 0, 450), ("SWE", "NOR", 1, 500), ("DNK", "NOR", 0, 480)]
    rows = [f"{a},{b},{tie},{int(b == 'NOR')},0,0,0,0,0,{km}" for o, d, tie, km in pairs
            for a, b in ((o, d), (d, o))]  # fmt: skip
    path = tmp_path / "dist_cepii.csv"
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    words = ("observe", "distances", "Sweden", "--cepii", path, "--format", "json")
    found = answer_from_dict(json.loads(hanse(*words).stdout)["distances"])
    weights = dict(zip(found.parts, found.weights, strict=True))
    assert weights["cepii_log_distance"] == DEFAULT_WEIGHTS["log_distance"]
    assert weights["language_distance"] == DEFAULT_WEIGHTS["language_distance"]
    assert "border" not in weights
    found = json.loads(hanse(*words, "--weight", "cepii_border=1").stdout)["distances"]
    assert found["parts"] == ["cepii_border"]


if SHARED.exists():

    def test_flows_are_held_against_the_index(hanse):
        flows = SHARED / "bilateral-trade-gravity" / "gravity_no_zeros.csv.gz"
        shown = hanse("observe", "distances", "Sweden", "--to", "NO", "--flows", flows).stdout
        row = next(line for line in shown.splitlines() if line.startswith("index "))
        assert row.split()[4] == "17,004"
        assert all(float(one) < 0 for one in row.split()[1:4])
