"""``hanse gaps`` on the example."""

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

from hanse.cli import gaps
from hanse.cli.spoken import SpokenGroup

ROOT = Path(__file__).parents[2]
REGION = ROOT / "examples" / "regional-cluster"
COMMANDS = ("measure", "over-time", "survey", "ties", "activities")
KEYS = ["firms", "research", "education", "capital", "public", "clusters", "global"]


def run(*words: object):
    app = typer.Typer(cls=SpokenGroup, pretty_exceptions_enable=False, rich_markup_mode=None)
    gaps.register(app)
    said = [str(one) for one in ("gaps", *words)]
    return CliRunner().invoke(app, said, prog_name="hanse", env={"COLUMNS": "100"})


def printed(*words: object) -> str:
    """Return what a command printed, which holds no personal data."""
    shown = run(*words)
    assert shown.exit_code == 0, shown.output
    assert not re.search(r"@example\.org|\bPerson \d+|\bFirm \d+\b", shown.output)
    return shown.stdout


def rows_of(*words: object) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(printed(*words, "--format", "csv"))))


def data_of(*words: object):
    return json.loads(printed(*words, "--format", "json"))


def refused(*words: object) -> str:
    shown = run(*words)
    assert shown.exit_code == 2, shown.output
    return shown.stderr.strip()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_explained(name):
    app = typer.Typer(cls=SpokenGroup)
    gaps.register(app)
    group = get_command(app).commands["gaps"]
    assert all(one.help for one in group.commands[name].params)
    assert name in run().stdout
    assert group.commands[name].help


def test_the_seven_gaps_are_endogenous_and_exogenous():
    shown = printed("measure", REGION)
    lines = shown.splitlines()
    assert lines[:2] == ["Seven gaps on 2025-12-31: 200 firms of the cluster", "Endogenous gaps"]
    assert re.search(r"^4 firm to capital +8 +28 .* 0\.0500 ", shown, re.MULTILINE)
    assert lines.index("Exogenous gaps") < next(
        at for at, line in enumerate(lines) if line.startswith("7 firm to global")
    )
    assert "80.5 % of all episodes are taken to be logged: an audit found 121 of 150." in lines


def test_the_gaps_are_data_too():
    rows = rows_of("measure", REGION, "--day", "2022-12-31")
    assert [row["gap"] for row in rows] == KEYS
    assert [one["key"] for one in data_of("measure", REGION)["figures"]] == KEYS


def test_targets_and_the_share_that_is_logged_are_options():
    words = ("--target", "capital=0.10", "--target", "global=0.5", "--logged", 1)
    rows = {row["gap"]: row for row in rows_of("measure", REGION, *words)}
    assert (rows["capital"]["target"], rows["global"]["target"]) == ("0.1", "0.5")
    assert rows["firms"]["target"] == "0.02"  # the study's own stays
    capital = rows["capital"]
    assert float(capital["density"]) == float(capital["density_low"]) == 28 / 1600
    assert float(capital["value"]) == pytest.approx(1 - 28 / 1600 / 0.1)
    shown = printed("measure", REGION, "--audit", "90/100")
    assert "an audit found 90 of 100." in shown


def test_the_radar_shows_both_measures(tmp_path):
    target = tmp_path / "radar.svg"
    shown = printed("measure", REGION, "--figure", target)
    assert shown.splitlines()[-1] == f"Picture: {target}"
    text = target.read_text(encoding="utf-8")
    assert "The seven gaps of Norrhamn Geo on 31 December 2025" in text
    assert "Survey: importance less present interaction" in text
    before = tmp_path / "before.svg"
    printed("measure", REGION, "--day", "2021-12-31", "--figure", before)
    assert "Survey: importance" not in before.read_text(encoding="utf-8")


def test_the_gaps_over_time_have_a_change():
    words = ("over-time", REGION, "--year", 2022, "--year", 2024)
    shown = printed(*words)
    assert shown.splitlines()[2].split() == [
        "gap",
        "2022-12-31",
        "2024-12-31",
        "2025-12-31",
        "change",
    ]
    rows = rows_of(*words)
    assert len(rows) == 21
    found = data_of(*words)
    assert [one["key"] for one in found["changes"]] == KEYS
    assert len(found["days"]) == 3


def test_all_years_of_the_log_are_shown_unless_some_are_named():
    head = printed("over-time", REGION, "--logged", 1).splitlines()[2].split()
    assert head == ["gap", *(f"{year}-12-31" for year in range(2020, 2026)), "change"]


def test_the_survey_stands_beside_the_log():
    shown = printed("survey", REGION)
    assert "2022  clusters                                   fewer than 5 answers" in shown
    assert "The log beside the survey of 2025" in shown.splitlines()
    assert (
        "The log shows few ties to actors of other clusters, but firms do not miss them." in shown
    )
    rows = rows_of("survey", REGION)
    assert len(rows) == 14
    beside = {row["gap"]: row["finding"] for row in rows if row["finding"]}
    assert list(beside) == KEYS
    assert beside["clusters"] == "log only"
    hidden = next(row for row in rows if (row["wave"], row["gap"]) == ("2022", "clusters"))
    assert (hidden["n"], hidden["value"], hidden["finding"]) == ("", "", "")
    found = data_of("survey", REGION, "--wave", 2022)
    assert found["survey"]["waves"] == ["2022"]
    assert found["both_sides"]["wave"] == "2022"


def test_fewer_answers_than_asked_for_are_hidden():
    rows = rows_of("survey", REGION, "--wave", 2025, "--least", 44)
    assert [row["gap"] for row in rows if row["value"]] == ["firms"]


def test_missing_ties_have_reasons_and_ids():
    words = ("ties", REGION, "capital", "--most", 3)
    shown = printed(*words)
    assert shown.startswith("Missing ties, firm to capital, 2025-12-31: 28 of 1,600 pairs are tied")
    assert "\n1. " in shown
    assert "\n3. " in shown
    assert "\n4. " not in shown
    assert "The target density of 5 % needs 52 more ties; listed here: 3." in shown
    rows, found = rows_of(*words), data_of(*words)
    assert [row["firm"] for row in rows] == [one["firm"] for one in found["proposals"]]
    assert all(re.fullmatch(r"F\d{3}", row["firm"]) for row in rows)
    assert all(re.fullmatch(r"K\d", row["other"]) for row in rows)
    assert rows_of("ties", REGION, "4", "--most", 3) == rows
    alone = rows_of(*words, "--per-actor", 1, "--per-firm", 1)
    assert len({row["other"] for row in alone}) == 3


def test_a_gap_that_meets_its_target_misses_no_tie():
    shown = printed("ties", REGION, "education")
    assert "The target density of 10 % is met already." in shown
    assert "The target density of 10 % " not in printed(
        "ties", REGION, "education", "--target", "education=0.5", "--most", 1
    )


def test_activities_have_what_changed_afterwards():
    shown = printed("activities", REGION)
    assert re.search(r"^Investor days 2023 +capital +yes +yes +84 +0 +14 ", shown, re.MULTILINE)
    assert "A difference is no proof of cause" in shown
    rows = rows_of("activities", REGION)
    judged = {(row["name"], row["gap"]): row for row in rows if row["state"] == "judged"}
    assert float(judged["Matchmaking in Oslo", "global"]["p"]) < 0.05
    assert data_of("activities", REGION, "--window", 180)["window"] == 180


def test_own_episodes_count_where_that_is_asked_for():
    assert data_of("activities", REGION, "--including", "--window", 30)["including"] is True


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ties", REGION, "capitol"), "GAP: there is no gap 'capitol'. Did you mean 'capital'?"),
        (("ties", REGION, "capital", "--most", 0), "--most: 0 is too small."),
        (("ties", REGION, "capital", "--per-firm", 0), "--per-firm: 0 is too small."),
        (("measure", REGION, "--target", "capital"), "Write --target capital=0.05."),
        (("measure", REGION, "--target", "capital=5"), "--target: capital is '5'. Give a density"),
        (("measure", REGION, "--target", "capital=x"), "--target: capital is 'x'. Give a density"),
        (("measure", REGION, "--target", "capitol=1"), "--target: there is no gap 'capitol'."),
        (
            ("measure", REGION, "--target", "capital=1", "--target", "capital=1"),
            "--target: capital stands twice. Give it once.",
        ),
        (("measure", REGION, "--audit", "121"), "--audit: '121' is no audit. Write how many were"),
        (("measure", REGION, "--audit", "3/2"), "--audit: found is 3, asked 2. Give 0 to 2."),
        (("measure", REGION, "--logged", "0.3"), "--logged: it is 0.3. Give a share above 0.5"),
        (
            ("measure", REGION, "--logged", "0.8", "--audit", "1/2"),
            "--logged and --audit: both are given. Give one of --logged and --audit.",
        ),
        (("measure", REGION, "--day", "2027-01-01"), "--day: 2027-01-01 lies after the day"),
        (("measure", REGION, "--figure", "radar"), "End it in .svg or .png."),
        (("over-time", REGION, "--year", 0), "--year: 0 is no year up to the day of the tables"),
        (("survey", REGION, "--wave", "2023"), "--wave: there is no wave '2023'. Did you mean"),
        (("survey", REGION, "--least", 0), "--least: 0 is too small."),
        (("activities", REGION, "--window", 0), "--window: 0 is too small."),
        (("measure", "nowhere"), "there is no folder 'nowhere'. Name a study folder"),
        (("measure", ROOT / "examples" / "township"), "there is no [actors]. Name the tables"),
    ],
)
def test_what_cannot_be_asked_is_said(words, said):
    assert said in refused(*words)


def test_a_target_may_be_a_percentage_and_a_day_be_written_as_in_tables():
    plain = printed("measure", REGION, "--day", "2024-12-31", "--target", "capital=0.05")
    for part in ("capital=5%", "capital=5 %", "capital = 5%"):
        assert printed("measure", REGION, "--day", "31.12.2024", "--target", part) == plain
    for part in ("capital=0%", "capital=101%", "capital=%"):
        assert "--target" in refused("measure", REGION, "--target", part)


def test_where_no_target_is_given_it_is_said_how(tmp_path):
    for name in ("actors.csv", "episodes.csv"):
        (tmp_path / name).write_bytes((REGION / name).read_bytes())
    words = (tmp_path, "--country", "Sweden", "--as-of", "31.12.2025")
    said = "so no gap has a value. Give one for each gap with --target capital=0.05."
    assert said in printed("measure", *words)
    assert "--target" not in printed("measure", *words, "--format", "json")
    assert "--target" not in printed("measure", REGION)


def test_days_of_data_are_plain_dates():
    days = [row["day"] for row in rows_of("over-time", REGION, "--year", 2023, "--year", 2024)]
    assert sorted(set(days)) == ["2023-12-31", "2024-12-31", "2025-12-31"]
