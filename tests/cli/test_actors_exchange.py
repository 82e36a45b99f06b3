"""``hanse actors template``, ``import`` and ``export``."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path

import openpyxl
import pytest
import typer
from typer.testing import CliRunner

from hanse.cli import actors
from hanse.cli.spoken import SpokenGroup

ROOT = Path(__file__).parents[2]
REGION = ROOT / "examples" / "regional-cluster"
ACTORS = """actor,name,roles,cluster,country,employees,contact,email
A,Ash Maps,firm,Fiber,SE,12,Ann Secret,ann@secret.example
B,Birch Optics,firm,Fiber,SE,4,Bo Secret,bo@secret.example
R,Rowan University,research,,SE,,,
G,Garnet,global partner,,NO,,,
"""
EPISODES = "date,party_a,party_b,kind,note\n2024-03-01,A,R,social,with Ann Secret\n"
NEXT = """date,party_a,party_b,kind
2024-03-01,Ash Maps,Rowan University,social
2025-02-01,Ash Maps,Garnet,product
2025-02-02,Ash Mapps,Garnet,product
2025-02-03,Unknown Ltd,Garnet,product
"""
STUDY = """[study]
as_of = "2024-12-31"

[actors]
cluster = "Fiber"
country = "Sweden"
file = "actors.csv"

[actors.episodes]
file = "episodes.csv"
"""


def run(*words: object):
    app = typer.Typer(cls=SpokenGroup, pretty_exceptions_enable=False, rich_markup_mode=None)
    actors.register(app)
    said = [str(one) for one in ("actors", *words)]
    return CliRunner().invoke(app, said, prog_name="hanse", env={"COLUMNS": "100"})


def printed(*words: object) -> str:
    shown = run(*words)
    assert shown.exit_code == 0, shown.output
    assert not re.search(r"[Ss]ecret|@example", shown.output)
    return shown.stdout


def refused(*words: object) -> str:
    shown = run(*words)
    assert shown.exit_code == 2, shown.output
    return shown.stderr.strip()


def contents(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in sorted(folder.iterdir())}


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "tables"
    made.mkdir()
    (made / "actors.csv").write_text(ACTORS, encoding="utf-8")
    (made / "episodes.csv").write_text(EPISODES, encoding="utf-8")
    return made


@pytest.fixture
def study(folder):
    (folder / "hanse.toml").write_text(STUDY, encoding="utf-8")
    return folder


@pytest.fixture
def coming(tmp_path):
    path = tmp_path / "february.csv"
    path.write_text(NEXT, encoding="utf-8")
    return path


def test_a_template_is_never_overwritten_unasked(tmp_path):
    book = tmp_path / "log.xlsx"
    shown = printed("template", book)
    assert shown.splitlines() == [
        f"Wrote {book}: fill it in, then",
        f"  hanse actors check {book} --country COUNTRY --as-of DATE",
    ]
    before = book.read_bytes()
    assert "is there already. Name another file, or add --force." in refused("template", book)
    assert book.read_bytes() == before
    printed("template", book, "--force")
    assert "End it in .xlsx." in refused("template", tmp_path / "log.csv")
    assert "Make the folder first." in refused("template", tmp_path / "no" / "log.xlsx")


def test_a_template_may_hold_a_study(study, tmp_path):
    from openpyxl import load_workbook

    book = tmp_path / "log.xlsx"
    assert run("template", book, "--from", study).stdout.startswith("The workbook holds personal")
    sheet = load_workbook(book)["actors"]
    names = [row[0] for row in sheet.iter_rows(values_only=True) if row[0]]
    assert names == ["actor", "A", "B", "R", "G"]


def test_an_import_first_says_what_would_happen(folder, coming):
    before = contents(folder)
    shown = printed("import", folder, coming)
    lines = shown.splitlines()
    assert lines[0].split() == [
        "table",
        "known",
        "new",
        "conflicts",
        "to",
        "review",
        "held",
        "back",
    ]
    assert lines[1].split() == ["episodes", "1", "1", "0", "0", "2"]
    assert "  Ash Mapps – A, " in shown
    assert "'Unknown Ltd' is not in the table of actors" in shown
    assert "Nothing is written yet." in lines
    assert lines[-1] == f"Next: hanse actors import {folder} {coming} --apply"
    assert contents(folder) == before


def test_a_name_that_is_decided_on_comes_in(folder, coming):
    shown = printed("import", folder, coming, "--apply")
    review = folder / "review.csv"
    assert f"Next: write same or different into the column decision of {review}" in shown
    text = review.read_text(encoding="utf-8")
    review.write_text(text.rstrip(",\n") + ",same\n", encoding="utf-8")
    shown = printed("import", folder, coming, "--apply")
    assert "New in episodes: 2025-02-02: A; G." in shown
    assert (folder / "aliases.csv").read_text(encoding="utf-8") == "variant,actor\nAsh Mapps,A\n"


def test_the_same_file_twice_changes_nothing(folder, coming):
    printed("import", folder, coming, "--apply")
    before = contents(folder)
    shown = printed("import", folder, coming, "--apply")
    assert contents(folder) == before
    assert shown.splitlines()[1].split() == ["episodes", "2", "0", "0", "0", "2"]


def test_the_own_workbook_brings_nothing_new(study, tmp_path):
    book = tmp_path / "again.xlsx"
    assert run("template", book, "--from", study).exit_code == 0
    before = contents(study)
    found = json.loads(printed("import", study, book, "--apply", "--format", "json"))
    assert found["tables"] == ["actors", "episodes"]
    assert found["new"] == [[], []]
    assert (found["conflicts"], found["review"], found["held"]) == ([], [], [])
    assert contents(study) == before


def test_a_month_of_the_example_comes_in_once(tmp_path):
    home, month = tmp_path / "study", tmp_path / "december.csv"
    shutil.copytree(REGION, home)
    rows = (home / "episodes.csv").read_text(encoding="utf-8").splitlines()
    last = [row for row in rows if row.startswith("2025-12")]
    kept = [row for row in rows if not row.startswith("2025-12")]
    (home / "episodes.csv").write_text("\n".join(kept) + "\n", encoding="utf-8")
    month.write_text("\n".join([rows[0], *last]) + "\n", encoding="utf-8")
    found = json.loads(printed("import", home, month, "--apply", "--format", "json"))
    assert len(found["new"][0]) == len(last)
    once = contents(home)
    found = json.loads(printed("import", home, month, "--apply", "--format", "json"))
    assert found["new"] == [[]]
    assert len(found["known"][0]) == len(last)
    assert contents(home) == once


def test_a_conflict_keeps_the_old_value_unless_the_new_one_is_taken(folder, tmp_path):
    path = tmp_path / "actors.csv"
    path.write_text("actor,name,roles,cluster,country,employees\nA,Ash Maps,firm,Fiber,SE,14\n")
    shown = printed("import", folder, path)
    assert "Conflicts (the old value stays):\n  actors, A, employees: '12' → '14'" in shown
    again = f"hanse actors import {folder} {path}"
    assert f"To take what the file says instead: {again} --take new --apply" in shown
    assert shown.splitlines()[-1] == "There is nothing to write."
    assert f"Next: {again} --take new --apply" in printed("import", folder, path, "--take", "new")
    printed("import", folder, path, "--take", "new", "--apply")
    assert "Fiber,SE,14," in (folder / "actors.csv").read_text(encoding="utf-8")


def test_personal_data_in_conflict_are_not_shown(folder, tmp_path):
    path = tmp_path / "actors.csv"
    path.write_text("actor,name,roles,country,contact\nA,Ash Maps,firm,SE,Eva Secret\n")
    for form in ("text", "csv", "json"):
        assert "contact" in printed("import", folder, path, "--format", form)


def test_what_an_import_found_is_data_too(folder, coming):
    shown = printed("import", folder, coming, "--format", "csv")
    states = [row["state"] for row in csv.DictReader(io.StringIO(shown))]
    assert states == ["known", "new", "review", "held", "held"]
    assert json.loads(printed("import", folder, coming, "--format", "json"))["is_applied"] is False


def test_a_study_is_told_what_it_does_not_read_and_what_it_needs(study, coming, tmp_path):
    shown = printed("import", study, coming, "--apply")
    said = "The study needs a change before it runs again: [actors], episodes.csv, row 3"
    assert said in shown
    assert "2025-02-01 is after 2024-12-31" in shown
    path = tmp_path / "activities.csv"
    path.write_text("activity,name,start,end,gaps,participants\nV,Visit,2024-05-01,,global,A; G\n")
    shown = printed("import", study, path, "--apply")
    assert 'Add to hanse.toml:\n  [actors.activities]\n  file = "activities.csv"' in shown


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--table", "episode"), "there is no table 'episode'. Did you mean 'episodes'?"),
        (("--take", "newer"), "--take: there is no side 'newer'. Did you mean 'new'?"),
        (("--as-of", "2024-12-31"), "Nothing is written"),
    ],
)
def test_an_import_that_cannot_be_is_said(folder, coming, words, said):
    before = contents(folder)
    assert said in refused("import", folder, coming, *words, "--apply")
    assert contents(folder) == before


def test_what_nothing_can_be_imported_into_is_said(study, coming, tmp_path):
    said = "there is no file 'februry.csv'. Did you mean 'february.csv'?"
    assert said in refused("import", study, tmp_path / "februry.csv")
    assert "is a file, not a folder. Name the folder" in refused("import", coming, coming)
    (study / "hanse.toml").write_text(STUDY + 'map = "m.toml"\n', encoding="utf-8")
    said = "[actors.episodes]: episodes.csv is read with m.toml, and nothing is imported into such"
    assert said in refused("import", study, coming)


def test_an_export_holds_no_personal_data_unless_asked(study, tmp_path):
    out = tmp_path / "out"
    shown = printed("export", study, out, "--graphml")
    assert shown.splitlines() == [
        f"Wrote {out} without contacts, e-mail addresses, notes and names of respondents:",
        *("  actors.csv", "  episodes.csv", "  network.graphml"),
    ]
    assert not any(b"Secret" in data or b"secret" in data for data in contents(out).values())
    said = "holds actors.csv already. Name another folder, or add --force."
    assert said in refused("export", study, out)
    said = "holds network.graphml of an earlier export. Add --graphml, or take it away first."
    assert said in refused("export", study, out, "--force")
    shown = run("export", study, out, "--force", "--graphml", "--personal")
    assert "with contacts, e-mail addresses" in shown.stdout
    assert b"ann@secret.example" in contents(out)["actors.csv"]


def test_an_export_never_replaces_the_tables_themselves(study, tmp_path, coming):
    before = contents(study)
    said = "holds the tables that are exported. Name another folder"
    assert said in refused("export", study, study, "--force")
    assert said in refused("export", study / "hanse.toml", study, "--force")
    assert contents(study) == before
    assert "is a file, not a folder. Name a folder." in refused("export", study, coming)
    assert "Make the folder first." in refused("export", study, tmp_path / "no" / "out")


def test_the_files_of_an_export_are_data_too(tmp_path):
    shown = printed("export", REGION, tmp_path / "out", "--format", "csv")
    found = {Path(row["file"]).name: row["rows"] for row in csv.DictReader(io.StringIO(shown))}
    assert found["actors.csv"] == "289"
    assert len(found) == 6
    data = json.loads(printed("export", REGION, tmp_path / "two", "--graphml", "--format", "json"))
    assert data[-1] == {"file": str(tmp_path / "two" / "network.graphml"), "rows": None}
    for name, held in contents(tmp_path / "out").items():
        assert b"@example.org" not in held, name
        assert b"Person 1" not in held, name
    answers = (tmp_path / "out" / "answers.csv").read_text(encoding="utf-8")
    assert "Firm 1" not in answers
    assert "R001" in answers


def test_nothing_is_imported_into_a_workbook_and_how_to_is_said(coming, tmp_path):
    book = tmp_path / "good.xlsx"
    printed("template", book)
    said = refused("import", book, coming)
    assert "is a workbook, not a folder. Write its tables into a folder first" in said
    assert f"hanse actors export {book} log --personal" in said


def test_two_that_look_the_same_are_told_where_the_tables_list_them(folder, study, tmp_path):
    twins = "actor,name,roles,country\nT1,Twin,firm,SE\nT2,TWIN AB,firm,SE\n"
    (study / "actors.csv").write_text(twins, encoding="utf-8")
    (study / "episodes.csv").write_text("date,parties,kind\n2024-01-01,T1; T2,social\n")
    said = refused("check", study)
    assert "list the pair as distinct in a file distinct.csv with the columns actor_a (T1)" in said
    assert '[actors.distinct] file = "distinct.csv"' in said
    (study / "hanse.toml").unlink()
    words = ("--country", "Sweden", "--as-of", "2024-12-31")
    said = refused("check", folder, *words)
    assert "in a file called distinct.csv with the columns actor_a (T1) and actor_b (T2)." in said
    assert "Python" not in said
    (folder / "distinct.csv").write_text("actor_a,actor_b\nT1,T2\n", encoding="utf-8")
    assert "All tables can be read." in printed("check", folder, *words)
    book = tmp_path / "twins.xlsx"
    printed("template", book, "--from", folder, *words)
    assert "in a sheet called distinct with the columns" in refused("check", book, *words)
    made = openpyxl.load_workbook(book)
    made["actors"]["B3"] = "Other"
    made.save(book)
    assert "distinct.csv" not in printed("export", book, tmp_path / "none", *words)
    made["actors"]["B3"] = "TWIN"
    made["distinct"]["A2"], made["distinct"]["B2"] = "T1", "T2"
    made.save(book)
    assert "All tables can be read." in printed("check", book, *words)
    out = tmp_path / "out"
    assert "distinct.csv" in printed("export", book, out, *words)
    assert (out / "distinct.csv").read_text(encoding="utf-8") == "actor_a,actor_b\nT1,T2\n"
    assert "All tables can be read." in printed("check", out, *words)
    assert "distinct.csv" in printed("export", book, out, *words, "--force", "--format", "csv")


def test_an_import_with_rows_that_wait_ends_with_what_to_do(folder, tmp_path):
    path = tmp_path / "march.csv"
    path.write_text("date,parties,kind\n2024-02-01,Nobody; Noone,social\n", encoding="utf-8")
    shown = printed("import", folder, path, "--apply")
    assert "The folder is up to date." not in shown
    assert shown.strip().endswith(
        "1 row waits in held-episodes.csv: add the actor, or add a line `Nobody,ACTOR` to "
        "aliases.csv, or delete the row."
    )
