"""``hanse actors positions``, ``ego``, ``leaving``, ``bridge`` and ``markets`` on the example."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
import typer
from typer.main import get_command
from typer.testing import CliRunner

from hanse.cli import actors
from hanse.cli.spoken import SpokenGroup

ROOT = Path(__file__).parents[2]
REGION = ROOT / "examples" / "regional-cluster"
COMMANDS = (
    *("template", "check", "import", "export"),
    *("positions", "ego", "leaving", "bridge", "markets"),
)
PERSONS = re.compile(r"@example\.org|\bPerson \d+|\bFirm \d+\b")


def run(*words: object):
    """Run a command of a fresh ``hanse`` and return what it printed and its exit code."""
    app = typer.Typer(cls=SpokenGroup, pretty_exceptions_enable=False, rich_markup_mode=None)
    actors.register(app)
    said = [str(one) for one in ("actors", *words)]
    return CliRunner().invoke(app, said, prog_name="hanse", env={"COLUMNS": "100"})


def printed(*words: object) -> str:
    """Return what a command printed, which holds no personal data."""
    shown = run(*words)
    assert shown.exit_code == 0, shown.output
    assert not PERSONS.search(shown.output)
    return shown.stdout


def rows_of(*words: object) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(printed(*words, "--format", "csv"))))


def data_of(*words: object):
    return json.loads(printed(*words, "--format", "json"))


def refused(*words: object) -> str:
    """Return what a command that cannot run says."""
    shown = run(*words)
    assert shown.exit_code == 2, shown.output
    assert "Traceback" not in shown.output
    return shown.stderr.strip()


def test_the_help_of_the_group_names_every_command():
    shown = run()
    assert shown.exit_code == 0
    assert all(name in shown.stdout for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_explained(name):
    app = typer.Typer(cls=SpokenGroup)
    actors.register(app)
    group = get_command(app).commands["actors"]
    assert all(one.help for one in group.commands[name].params)
    assert group.commands[name].help


def test_the_tables_of_the_example_are_told_with_names_that_are_near():
    shown = printed("check", REGION)
    first = "Actors around cluster Norrhamn Geo (SWE), looked at on 2025-12-31"
    assert shown.splitlines()[0] == first
    assert "actors.csv: Actors whose names are near" in shown
    assert "Encoding is utf-8" not in shown
    assert shown.endswith("All tables can be read.\n")


def test_the_tables_are_told_as_data():
    rows = rows_of("check", REGION)
    found = {row["table"]: int(row["rows"]) for row in rows if row["rows"]}
    with (REGION / "episodes.csv").open(encoding="utf-8") as file:
        assert found["episodes"] == sum(1 for _ in file) - 1
    assert list(found) == [
        *("actors", "episodes", "relationships", "atmosphere", "activities", "answers")
    ]
    assert any(row["table"] == "actors" and "near" in row["note"] for row in rows)
    data = data_of("check", REGION)
    assert (data["cluster"], data["home"], data["as_of"]) == ("Norrhamn Geo", "SWE", "2025-12-31")
    assert {one["table"]: one["rows"] for one in data["tables"]} == found


def test_positions_say_who_bridges_and_rank_as_many_as_are_asked_for():
    shown = printed("positions", REGION, "--most", 2)
    assert "- Position Norrhamn (cluster organisation) stands between" in shown
    heads = [line for line in shown.splitlines() if line.startswith("Most ties")]
    assert len(heads) == 1
    after = shown.splitlines()[shown.splitlines().index(heads[0]) + 1 :]
    assert after[0].startswith("Position Norrhamn")
    assert after.index("") == 2


def test_one_measure_is_a_ranked_list(tmp_path):
    words = ("positions", REGION, "--measure", "constraint", "--most", 3)
    target = tmp_path / "network.svg"
    shown = printed(*words, "--figure", target)
    lines = shown.splitlines()
    assert lines[0].split() == ["actor", "side", "constraint", "ties"]
    assert lines[1].startswith("1  Position Norrhamn")
    assert lines[4] == "Without a tie on the day: 3 of 289 actors."
    assert lines[-1] == f"Picture: {target}"
    assert "The first by constraint are named." in target.read_text(encoding="utf-8")
    rows, data = rows_of(*words), data_of(*words)
    values = [float(row["constraint"]) for row in rows]
    assert values == sorted(values)
    assert len(values) == 3
    assert [one["id"] for one in data["leaders"]] == [row["id"] for row in rows]
    assert rows[0]["id"] == "ORG"


def test_all_positions_are_a_row_for_each_actor():
    rows = rows_of("positions", REGION, "--day", "2022-12-31")
    assert {"id", "betweenness", "gatekeeper", "community"} <= set(rows[0])
    data = data_of("positions", REGION, "--day", "2022-12-31")
    assert len(rows) == len(data["ids"])


def test_an_actor_has_its_ties_the_strongest_first_and_those_it_lacks(tmp_path):
    words = ("ego", REGION, "iris games")
    target = tmp_path / "ego.png"
    shown = printed(*words, "--most", 5, "--figure", target)
    lines = shown.splitlines()
    assert lines[0].startswith("Iris Games (cluster firms) on 2025-12-31: ")
    assert lines[2].startswith("Position Norrhamn  cluster organisation")
    assert re.fullmatch(r"\d+ weaker ties not shown: --most \d+\.", lines[7])
    assert "- firm to capital: Iris Games has no tie to providers of capital;" in shown
    assert "firm to public bodies" not in shown  # the target of this gap is met
    assert target.read_bytes().startswith(b"\x89PNG")
    rows, data = rows_of(*words), data_of(*words)
    strength = [float(row["strength"]) for row in rows if row["state"] == "tie"]
    assert strength == sorted(strength, reverse=True)
    missing = [row for row in rows if row["state"] == "missing"]
    assert [row["gap"] for row in missing] == [one["gap"] for one in data["missing"]]
    assert data["actor"] == {"id": "F017", "name": "Iris Games", "side": "cluster firms"}
    assert len(data["ties"]) == len(strength)
    tied = {row["id"] for row in rows if row["state"] == "tie"}
    assert not tied & {row["id"] for row in missing}


def test_firms_are_proposed_to_an_actor_of_the_other_side():
    data = data_of("ego", REGION, "K1")
    assert {one["gap"] for one in data["missing"]} == {"capital"}
    assert 1 <= len(data["missing"]) <= 5
    assert {one["side"] for one in data["missing"]} == {"cluster firms"}


def test_the_cluster_organisation_lacks_no_tie_across_a_gap():
    assert data_of("ego", REGION, "Position Norrhamn")["missing"] == []


def test_what_breaks_is_ranked_and_told_of_one():
    shown = printed("leaving", REGION, "--most", 2)
    assert "- If Iris Games leaves: 14 firms lose their only way abroad;" in shown
    rows = rows_of("leaving", REGION, "--most", 2)
    assert [row["name"] for row in rows] == ["Iris Games", "Position Norrhamn"]
    assert [row["id"] for row in rows_of("leaving", REGION, "iris games")] == ["F017"]
    said = printed("leaving", REGION, "C1")
    assert "leaves on 2025-12-31, nothing breaks but" in said
    assert data_of("leaving", REGION, "C1")["rows"] == []


def test_the_bridge_is_told_year_by_year():
    shown = printed("bridge", REGION)
    lines = shown.splitlines()
    assert lines[1].startswith("2020-12-31  Position Norrhamn")
    assert " more pairs of a firm and an actor abroad are tied directly; " in lines[-1]
    rows = rows_of("bridge", REGION, "--actor", "Iris Games", "--year", 2023)
    assert [row["day"] for row in rows] == ["2023-12-31", "2025-12-31"]
    assert {row["id"] for row in rows} == {"F017"}
    assert len(data_of("bridge", REGION, "--year", 2024)["rows"]) == 2


def test_markets_have_their_level_and_what_lacks():
    shown = printed("markets", REGION, "--market", "Chile", "--market", "NOR")
    assert re.search(r"^Norway +insider", shown, re.MULTILINE)
    assert re.search(r"^Chile +contact .*100% Iris Games", shown, re.MULTILINE)
    assert "- Chile: contact; 2 ties between 1 of ours and 2 of theirs" in shown
    rows = rows_of("markets", REGION)
    assert len(rows) == 15
    assert {row["market"] for row in rows} == {
        one["market"] for one in data_of("markets", REGION)["rows"]
    }


def test_markets_move_over_time():
    words = ("markets", REGION, "--over-time", "--year", 2022)
    shown = printed(*words)
    assert re.search(r"^(LVA|Latvia) +connected +outsider$", shown, re.MULTILINE)
    assert {row["day"] for row in rows_of(*words)} == {"2022-12-31", "2025-12-31"}
    assert len(data_of(*words)["markets"]) == 15


def test_half_lives_on_the_command_line_go_before_those_of_the_study():
    usual = data_of("ego", REGION, "F017")["ties"]
    long = data_of("ego", REGION, "F017", "--half-life", 2000)["ties"]
    assert len(long) >= len(usual)
    assert long[0]["strength"] > usual[0]["strength"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("positions", "--measure", "betwenness"),
            "there is no measure 'betwenness'. Did you mean",
        ),
        (("positions", "--most", 0), "--most: 0 is too small. Give a whole number from 1."),
        (("positions", "--figure", "x.pdf"), "End it in .svg or .png."),
        (("positions", "--half-life", -1), "--half-life: half_life is -1.0. Give a number"),
        (("positions", "--day", "2026-02-01"), "2026-02-01 lies after the day of the tables"),
        (("positions", "--day", "1.2.2026"), "1.2.2026 lies after the day of the tables"),
        (("positions", "--day", "3/4/2025"), "--day is '3/4/2025'. Give a day as 2024-03-01."),
        (("positions", "--day", "May"), "--day is 'May'. Give a day as 2024-03-01."),
        (("ego", "iris gmes"), "ACTOR: there is no actor 'iris gmes'. Did you mean 'Iris Games'"),
        (("leaving", "xxxxxxxx"), "there is no actor 'xxxxxxxx'. There are 289 actors;"),
        (("bridge", "--actor", "Positon Norrhamn"), "Did you mean 'Position Norrhamn'"),
        (("bridge", "--year", 2031), "--year: 2031 is no year up to the day of the tables"),
        (
            ("markets", "--market", "Sweden"),
            "--market: SWE is home. Give each foreign country once",
        ),
        (("markets", "--market", "Chle"), "--market: there is no country 'Chle'. Did you mean"),
        (("markets", "--year", 2022), "--year: asks for years. Add --over-time"),
        (("markets", "--over-time", "--day", "2022-01-01"), "--day: asks for one day."),
        (("check", "--cluster", "Norrhamn Go"), "there is no cluster 'Norrhamn Go'. Did you mean"),
        (("check", "--country", "Swden"), "--country: there is no country 'Swden'. Did you mean"),
        (("check", "--as-of", "soon"), "--as-of is 'soon'. Give a day as 2024-03-01."),
    ],
)
def test_what_cannot_be_asked_is_said(words, said):
    assert said in refused(words[0], REGION, *words[1:])
