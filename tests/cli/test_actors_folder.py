"""What ``hanse actors`` takes as a folder: a study, tables by their names, or a workbook."""

from __future__ import annotations

import json
import re
import shutil

import pytest
import typer
from typer.testing import CliRunner

from hanse.cli import actors, gaps
from hanse.cli.spoken import SpokenGroup

ACTORS = """actor,name,roles,cluster,country,until,contact,email
A,Ash,firm,Fiber,SE,,Ann Secret,ann@secret.example
B,Birch,firm,Fiber,SE,,,
R,Rowan University,research,,SE,,,
O,Office of Fiber,cluster organisation,Fiber,SE,,,
G,Garnet,global partner,,NO,,,
X,Old Firm,firm,Fiber,SE,2023-06-30,,
T,Twin,firm,,DK,,,
U,Twin,firm,,FI,,,
"""
EPISODES = """date,parties,kind
2023-03-01,A; O,social
2024-03-01,A; O,information
2024-04-01,O; G,product
2024-05-01,B; O,social
2024-06-01,A; R,information
"""
ANSWERS = "respondent,wave,gap,importance,present\n" + "".join(
    f"Secret {i},2024,{gap},{6 - i % 2},2\n" for i in range(5) for gap in ("capital", "research")
)
STUDY = """[study]
as_of = "2024-12-31"

[actors]
cluster = "Fiber"
country = "Sweden"
file = "actors.csv"

[actors.episodes]
file = "episodes.csv"
"""
PLAIN = ("--cluster", "Fiber", "--country", "Sweden", "--as-of", "2024-12-31")


def run(*words: object):
    app = typer.Typer(cls=SpokenGroup, pretty_exceptions_enable=False, rich_markup_mode=None)
    actors.register(app)
    gaps.register(app)
    said = [str(one) for one in words]
    return CliRunner().invoke(app, said, prog_name="hanse", env={"COLUMNS": "100"})


def printed(*words: object) -> str:
    shown = run(*words)
    assert shown.exit_code == 0, shown.output
    assert "ecret" not in shown.output
    return shown.stdout


def refused(*words: object) -> str:
    shown = run(*words)
    assert shown.exit_code == 2, shown.output
    return shown.stderr.strip()


@pytest.fixture
def folder(tmp_path):
    """Return a folder of tables called by their names."""
    made = tmp_path / "tables"
    made.mkdir()
    for name, text in (("actors", ACTORS), ("episodes", EPISODES), ("answers", ANSWERS)):
        (made / f"{name}.csv").write_text(text, encoding="utf-8")
    return made


@pytest.fixture
def study(folder):
    (folder / "hanse.toml").write_text(STUDY, encoding="utf-8")
    return folder


def test_tables_are_found_by_their_names(folder):
    shown = printed("actors", "check", folder, *PLAIN)
    assert shown.startswith("Actors around cluster Fiber (SWE), looked at on 2024-12-31")
    assert "10 answers of 5 respondents" in shown


def test_a_study_reads_the_files_that_it_names(study):
    shown = printed("actors", "check", study)
    assert "8 actors of 4 countries" in shown
    assert "answers" not in shown
    assert printed("actors", "check", study / "hanse.toml") == shown


def test_options_go_before_the_study(study):
    shown = printed("actors", "check", study, "--as-of", "2025-06-30", "--country", "Norway")
    assert shown.startswith("Actors around cluster Fiber (NOR), looked at on 2025-06-30")


def test_a_filled_workbook_is_a_folder_of_tables_too(folder, tmp_path):
    book = tmp_path / "log.xlsx"
    shown = run("actors", "template", book, "--from", folder, *PLAIN)
    assert shown.stdout.splitlines() == [
        "The workbook holds personal data: contacts, e-mail addresses or respondents.",
        f"Wrote {book}: fill it in, then",
        f'  hanse actors check {book} --cluster "Fiber" --country SWE --as-of 2024-12-31',
    ]
    told = json.loads(printed("actors", "check", book, *PLAIN, "--format", "json"))
    assert [(one["table"], one["file"], one["rows"]) for one in told["tables"]] == [
        ("actors", "log.xlsx", 8),
        ("episodes", "log.xlsx", 5),
        ("answers", "log.xlsx", 10),
    ]
    assert "Ash" in printed("actors", "ego", book, "Ash", *PLAIN)


def test_without_a_cluster_all_firms_at_home_are_its_own(folder):
    shown = printed("actors", "check", folder, "--country", "SE", "--as-of", "2024-12-31")
    assert shown.startswith("Actors around the firms at home (SWE)")


def test_what_is_needed_of_a_plain_folder_is_said(folder, tmp_path):
    said = f"hanse: {folder}: the country is not known. Give --country and --as-of, or write"
    assert refused("actors", "check", folder).startswith(said)
    said = "there is no as_of. Ties fade, so say on which day they are looked at: --as-of 2025"
    assert said in refused("actors", "check", folder, "--country", "Sweden")
    (folder / "actors.csv").unlink()
    said = "there is no actors.csv in it. Begin with: hanse actors template actors.xlsx."
    assert said in refused("actors", "check", folder, *PLAIN)
    nowhere = tmp_path / "nowhere"
    assert f"there is no folder '{nowhere}'" in refused("actors", "check", nowhere)


def test_a_file_that_is_no_folder_of_tables_is_said(folder, tmp_path):
    said = "is one table, not all of them. Name a folder with actors.csv, episodes.csv"
    assert said in refused("actors", "check", folder / "actors.csv", *PLAIN)
    book = tmp_path / "empty.xlsx"
    printed("actors", "template", book)
    assert "the sheet actors holds no rows. Fill in a row" in refused(
        "actors", "check", book, *PLAIN
    )
    said = "there is no file 'emty.xlsx'. Did you mean 'empty.xlsx'?"
    assert said in refused("actors", "check", tmp_path / "emty.xlsx", *PLAIN)


def test_a_study_without_a_day_or_without_actors_is_said(study):
    toml = study / "hanse.toml"
    toml.write_text(STUDY.replace("as_of", "title"), encoding="utf-8")
    said = (
        "hanse.toml: there is no as_of. Ties fade, so say on which day they are looked at: [study]"
    )
    assert said in refused("actors", "positions", study)
    assert "Most ties" in printed("actors", "positions", study, "--as-of", "2024-12-31")
    toml.write_text('[study]\ntitle = "Fiber"\n', encoding="utf-8")
    assert "there is no [actors]. Name the tables under [actors]" in refused(
        "gaps", "measure", study
    )
    assert "Most ties" in printed("actors", "positions", study, *PLAIN)
    toml.write_text("[actors]\nfile = 3\n", encoding="utf-8")
    assert "there is no country" in refused("actors", "positions", study)
    toml.write_text("[study\n", encoding="utf-8")
    assert "hanse.toml: not TOML" in refused("actors", "positions", study)


def test_what_is_wrong_with_a_table_is_said_as_it_is(folder):
    with (folder / "episodes.csv").open("a", encoding="utf-8") as file:
        file.write("2024-07-01,A; Nobody,social\n2026-01-01,A; B,social\n")
    said = refused("actors", "check", folder, *PLAIN)
    assert "episodes.csv" in said
    assert "Nobody" in said
    assert "2026-01-01 is after 2024-12-31" in said


def test_an_actor_of_the_past_is_there_on_its_own_days(folder):
    said = refused("actors", "ego", folder, "Old Firm", *PLAIN)
    assert "ACTOR: 'Old Firm' is not there on 2024-12-31. Name a day between its since" in said
    words = ("actors", "ego", folder, "Old Firm", "--day", "2023-01-01")
    shown = printed(*words, *PLAIN)
    assert shown.startswith(
        "Old Firm (cluster firms) on 2023-01-01: 0 ties, 0 of them relationships"
    )


def test_a_name_that_two_have_needs_the_id(folder):
    said = refused("actors", "leaving", folder, "Twin", *PLAIN)
    assert "ACTOR: several are called 'Twin'. Write the id: T, U." in said
    assert "Twin (abroad)" in printed("actors", "ego", folder, "T", *PLAIN)


def test_pictures_tell_two_actors_of_one_name_apart(folder, tmp_path):
    target = tmp_path / "network.svg"
    printed("actors", "positions", folder, *PLAIN, "--figure", target)
    printed("actors", "ego", folder, "Ash", *PLAIN, "--figure", tmp_path / "ego.svg")
    assert re.search(r"Twin \(T\)|Office of Fiber", target.read_text(encoding="utf-8"))
    assert "Around Ash" in (tmp_path / "ego.svg").read_text(encoding="utf-8")


def test_every_role_has_a_mark_in_pictures(folder, tmp_path):
    roles = ["owner", "funder", "civil society", "education", "capital", "public body", ""]
    roles += ["other cluster", "global partner", "cluster organisation"]
    with (folder / "actors.csv").open("a", encoding="utf-8") as file:
        for at, role in enumerate(roles):
            if role:
                file.write(f"Z{at},Organisation {'abcdefghij'[at] * 6},{role},,SE,,,\n")
    target = tmp_path / "network.svg"
    printed("actors", "positions", folder, *PLAIN, "--figure", target)
    assert target.stat().st_size > 1000


def test_a_cluster_without_organisation_or_ways_abroad_is_told_so(folder):
    (folder / "actors.csv").write_text("\n".join(ACTORS.splitlines()[:4]) + "\n", encoding="utf-8")
    (folder / "episodes.csv").write_text("date,parties,kind\n2024-06-01,A; R,social\n", "utf-8")
    assert "The log has no organisation of the cluster" in printed(
        "actors", "bridge", folder, *PLAIN
    )
    said = "no actor abroad is in the tables, so there is no market. Name one with --market."
    assert said in refused("actors", "markets", folder, *PLAIN)
    shown = printed("actors", "markets", folder, *PLAIN, "--market", "Finland")
    assert "- Finland: outsider; no tie to anybody known there." in shown
    assert "Nothing breaks" in printed("actors", "leaving", folder, *PLAIN)
    assert "No actor has a value of gatekeeper above 0" in printed(
        "actors", "positions", folder, *PLAIN, "--measure", "gatekeeper"
    )


def test_tables_of_gaps_that_are_not_there_are_named(study):
    said = (
        'hanse.toml: there are no answers to a survey. Add [actors.answers] file = "answers.csv".'
    )
    assert said in refused("gaps", "survey", study)
    assert "hanse.toml: there are no activities." in refused("gaps", "activities", study)
    (study / "hanse.toml").unlink()
    assert "there are no activities. Add activities.csv." in refused(
        "gaps", "activities", study, *PLAIN
    )
    assert "Importance" not in printed("gaps", "survey", study, *PLAIN)


def test_the_folder_may_have_blanks_in_its_name(folder, tmp_path):
    other = tmp_path / "our tables"
    shutil.copytree(folder, other)
    shown = printed("actors", "import", other, folder / "episodes.csv")
    assert "There is nothing to write." in shown
