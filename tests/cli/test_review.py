"""``hanse review``: from a new folder to the diagram, as somebody would type it."""

from __future__ import annotations

import csv
import io
import json
import shutil

import pytest
from tests.evidence.review.made_review import PROTOCOL, made_review, record, write_export

from hanse.cli.main import app
from hanse.evidence.review import open_review


@pytest.fixture
def folder(tmp_path):
    return made_review(tmp_path / "review").folder


@pytest.fixture
def run(hanse):
    """Run a command of the group and return what it printed; it must end well."""

    def ask(*words, person="ann", code=0, typed=None):
        from typer.testing import CliRunner

        arguments = ["review", *map(str, words)]
        environment = {"HANSE_PERSON": person} if person else {}
        found = CliRunner().invoke(app, arguments, prog_name="hanse", env=environment, input=typed)
        assert found.exit_code == code, found.output
        return found.output

    return ask


def test_a_review_from_nothing_to_its_first_record(run, tmp_path):
    folder = tmp_path / "mine"
    assert "Fill in protocol.toml" in run("new", folder, "--title", "Clusters abroad")
    (folder / "protocol.toml").write_text(PROTOCOL, encoding="utf-8")
    assert "Version 1" in run("freeze", folder, "--because", "first")
    said = run("search", folder, "--source", "scopus")
    assert "TITLE-ABS-KEY" in said
    assert '"industrial districts"' in said
    assert "never searched" in run("protocol", folder)
    assert "Noted: scopus, 2026-03-01, 3 hits, version 1." in run(
        "searched", folder, "--source", "scopus", "--hits", 3, "--on", "2026-03-01"
    )
    path = write_export(tmp_path, "a.ris", [record(0), record(1)])
    said = run("import", folder, path, "--source", "scopus")
    assert "2 records in the file: 2 kept, 0 reported as damaged." in said
    assert "1 hit did not come with the export" in said
    assert "0 records merged" in run("duplicates", folder)
    assert "2 records" in run("status", folder)


def test_who_is_not_in_the_protocol_cannot_do_anything(run, folder, tmp_path):
    path = write_export(tmp_path, "b.ris", [record(80)])
    said = run("import", folder, path, "--source", "scopus", person="anne", code=2)
    assert "there is no person 'anne'. Did you mean 'ann'" in said
    said = run("import", folder, path, "--source", "scopus", person="", code=2)
    assert "nobody is named. Say who does it: ann, ben, cai." in said


def test_screening_with_one_key_for_each_decision(run, folder):
    said = run("screen", folder, "--order", "order", typed="ie1uq")
    assert "i include   e exclude" in said
    assert "→ include" in said
    assert "→ exclude (E1)" in said
    assert "3 decisions in this session; each is saved." in said
    state = open_review(folder).state
    values = [state.decisions(one, "title-abstract")["ann"].value for one in state.standing[:3]]
    assert values == ["include", "exclude", "unsure"]
    again = run("screen", folder, "--order", "order", typed="q")
    assert "3 done, 10 left" in again


def test_a_decision_is_taken_back_and_a_note_kept(run, folder):
    said = run("screen", folder, "--order", "order", typed="izn my note\nieb?axq")
    assert "R000001 is open again." in said
    assert "Not decided." in said
    assert "'x' is no key." in said
    assert "title (R000002): " in said
    decision = open_review(folder).state.decisions("R000001", "title-abstract")["ann"]
    assert (decision.value, decision.note) == ("include", "my note")


def test_terms_are_marked(run, folder):
    said = run("screen", folder, "--order", "order", "--plain", typed="q")
    assert "Exporting [clusters] of shoes in Accra" in said
    assert "[export] abroad" in said


def test_the_input_that_ends_keeps_what_was_decided(run, folder):
    assert "The input ended." in run("screen", folder, "--order", "order", typed="i")
    assert len(open_review(folder).state.pending("title-abstract", "ann")) == 12


def test_everything_screened_is_said(run, folder):
    said = run("screen", folder, "--order", "order", typed="i" * 13)
    assert "Nothing is left to decide." in said


def test_a_sheet_goes_to_a_reviewer_and_comes_back(run, folder, tmp_path):
    path = tmp_path / "ben.csv"
    said = run("to-sheet", folder, path, person="ben")
    assert "13 records for ben" in said
    assert "is there already" in run("to-sheet", folder, path, person="ben", code=2)
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    for row in rows[:4]:
        row["decision"] = "include"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    assert "4 new decisions" in run("from-sheet", folder, path, "--look", person="ben")
    assert "13 rows" not in run("from-sheet", folder, path, person="ben")
    assert "the sheet is of ben, not of ann" in run("from-sheet", folder, path, code=2)


def test_two_folders_come_together_and_a_conflict_is_settled(run, folder, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    run("screen", folder, "--order", "order", typed="iq")
    run("screen", other, "--order", "order", person="ben", typed="e1q")
    said = run("join", folder, other, "--look")
    assert "1 conflict to settle" in said
    assert said == run("join", folder, other)
    said = run("conflicts", folder)
    assert "ann: include" in said
    assert "ben: exclude (E1)" in said
    said = run("resolve", folder, "R000001", "include", person="cai")
    assert said.strip() == "R000001: include, settled by cai."
    assert "0 conflicts to settle" in run("conflicts", folder)
    assert "Cohen's kappa" in run("agreement", folder)
    said = run("fulltext", folder, "R000001", "--file", "texts/1.pdf")
    assert "full text at texts/1.pdf" in said
    run("screen", folder, "--stage", "full", "--order", "order", typed="i")
    out = tmp_path / "in.ris"
    assert "1 records, included" in run("records", folder, out)
    assert "TI  - Exporting clusters of shoes" in out.read_text(encoding="utf-8")


def test_duplicates_are_judged_and_undone(run, folder):
    said = run("duplicates", folder, "--undo", "R000013", "--because", "another case")
    assert said.strip() == "R000013 stands for itself again; it was merged into R000001."
    said = run("duplicates", folder, "--same", "R000013", "R000001")
    assert said.strip() == "R000013 and R000001 are one record."
    said = run("duplicates", folder, "--different", "R000003", "R000005")
    assert said.strip() == "R000003 and R000005 are two records."
    said = run("duplicates", folder, "--undo", "R1", "--same", "A", "B", code=2)
    assert "several things at once" in said


def test_a_record_can_be_followed_back(run, folder):
    said = run("show", folder, "R000013")
    assert "Stands for R000001, R000013; awaiting screening." in said
    assert "merged R000013 → R000001" in said
    found = json.loads(run("show", folder, "R000013", "--format", "json"))
    assert found["kind"] == "review-record-history"


def test_stopping_is_asked_for_and_refused(run, folder):
    assert "Go on by the ranking" in run("stop", folder) or "Stop" in run("stop", folder)
    assert "the rule does not say stop" in run("stop", folder, "--end", code=2)
    assert "nothing relevant is found yet" in run("stop", folder, "--draw", code=2)
    assert "13 records in random order (seed 3)" in run(
        "stop", folder, "--draw", "--size", 13, "--seed", 3
    )
    said = run("stop", folder, "--end", "--because", "enough")
    assert "Stopped; 13 records are left unscreened." in said
    said = run("resume", folder, "--because", "more time")
    assert said.strip() == "Screening goes on; 13 records are open again."
    assert "--draw and --end at once" in run("stop", folder, "--draw", "--end", code=2)


def test_the_diagram_and_the_checklist_come_from_the_log(run, folder, tmp_path):
    said = run("prisma", folder, "--figure", tmp_path / "flow.svg")
    assert "Scopus" in said
    assert (tmp_path / "flow.svg").read_text(encoding="utf-8").startswith("<svg")
    assert "1 question" in run("prisma", folder, "--checklist")


def test_records_are_set_aside_with_a_reason_only(run, folder):
    assert "the reason is missing" in run("set-aside", folder, "R000003", code=2)
    assert "Set aside: R000003." in run("set-aside", folder, "R000003", "--because", "a test")
    assert "Taken in again: R000003." in run("restore", folder, "R000003", "--because", "no")
    run("screen", folder, "--order", "order", typed="iq")
    assert "taken back" in run("withdraw", folder, "R000001")
    assert "R000003 and R000005: same-study." in run("link", folder, "R000003", "R000005")


def test_a_later_export_shows_what_is_new(run, folder, tmp_path):
    records = [record(i) for i in range(12)]
    records[2] = record(2, title=f"RETRACTED: {record(2).title}")
    path = write_export(tmp_path, "later.ris", [*records, record(90)])
    said = run("import", folder, path, "--source", "scopus")
    assert "1 new; 12 seen before, 1 of them changed." in said
    said = run("changes", folder)
    assert "1 new record to screen" in said
    assert "Retracted" in said


def test_clusters_are_searched_and_compared(run):
    assert "Argentina" in run("clusters", "wine")
    said = run("clusters", "--like", "product=cars", "--like", "country=Brazil")
    assert "Argentina" in said
    said = run("clusters", "--like", "contry=Brazil", code=2)
    assert "Did you mean 'country'" in said
    assert "a search and --like at once" in run("clusters", "wine", "--like", "product=x", code=2)


def test_sheets_are_written_for_what_is_included(run, folder):
    said = run("code", folder, "--sheet", "cluster-internationalisation", code=2)
    assert "nothing is included yet" in said
    for person in ("ann", "ben"):
        run("screen", folder, "--order", "order", person=person, typed="iq")
    run("screen", folder, "--stage", "full", "--order", "order", typed="i")
    said = run("code", folder, "--sheet", "cluster-internationalisation")
    assert "1 records for ann" in said
    assert (folder / "coding" / "cluster-internationalisation.ann.csv").is_file()
    assert "there is no coding/appraisal-case-study.PERSON.csv" in run(
        "coded", folder, "--sheet", "appraisal-case-study", code=2
    )
    assert "cluster" in run("coded", folder, "--sheet", "cluster-internationalisation")
    assert "no sheet is named" in run("code", folder, code=2)
    assert "1 record" in run("overview", folder)
    said = run("publish", folder, "2026")
    assert said.strip() == "Version 2026 is published with 1 included records."
    assert "2026" in run("prisma", folder, "--since", "2026")


def test_the_group_alone_shows_its_help(run):
    assert "Usage: hanse review" in run()


def test_more_criteria_than_digits_have_a_key_each(run, folder):
    path = folder / "protocol.toml"
    more = "".join(
        f'\n[[criteria]]\nid = "X{n}"\nkind = "exclude"\ntext = "Reason {n}"\n' for n in range(12)
    )
    text = path.read_text(encoding="utf-8")
    path.write_text(text + more, encoding="utf-8")
    run("freeze", folder, "--because", "more reasons")
    said = run("screen", folder, "--order", "order", typed="ecq")
    assert "  c  X9: Reason 9" in said
    assert "→ exclude (X9)" in said
    said = run("screen", folder, "--order", "order", typed="eq")
    assert "0 decisions in this session" in said


def test_filled_sheets_get_new_rows_and_keep_their_answers(run, folder):
    sheet = ["--sheet", "cluster-internationalisation"]
    for person in ("ann", "ben"):
        run("screen", folder, "--order", "order", person=person, typed="iiq")
    run("screen", folder, "--stage", "full", "--order", "order", typed="iq")
    run("code", folder, *sheet)
    path = folder / "coding" / "cluster-internationalisation.ann.csv"
    mine = path.read_text(encoding="utf-8").replace("R000001,", "R000001,", 1) + ""
    path.write_text(mine.rstrip("\n") + "\n", encoding="utf-8")
    assert "nothing was changed" in run("code", folder, *sheet)
    run("screen", folder, "--stage", "full", "--order", "order", typed="i")
    assert "rows for R000002 added below" in run("code", folder, *sheet)
    assert path.read_text(encoding="utf-8").startswith(mine.rstrip("\n"))
    assert "2 records, 2 of them included" in run("overview", folder)


def test_slips_are_refused_where_they_are_made(run, folder):
    said = run("searched", folder, "--source", "scopus", "--hits", 3, "--on", "01.03.2026", code=2)
    assert "--on: '01.03.2026' is no day. Write it as 2026-03-01." in said
    said = run("searched", folder, "--source", "scopus", "--hits", 3, "--on", "2999-03-01", code=2)
    assert "2999-03-01 is after today" in said
    said = run("resolve", folder, "R000001", "inclde", code=2)
    assert "there is no decision 'inclde'. Did you mean 'include'" in said
    said = run("link", folder, "R000003", "R000005", "--as", "foo", code=2)
    assert "there is no kind of link 'foo'" in said
    said = run("set-aside", folder, "R000099", "--because", "x", code=2)
    assert "events.csv" not in said
    assert "R000099" in said
    assert "was not stopped" in run("resume", folder, code=2)


def test_the_last_note_of_a_search_holds(run, folder):
    for hits in (41, 12):
        run("searched", folder, "--source", "scopus", "--hits", hits, "--on", "2026-03-05")
    assert "showed 25 hits" in run("prisma", folder)  # 13 of the first search and 12


def test_a_log_that_is_gone_is_an_error_and_nothing_is_overwritten(run, folder, tmp_path):
    (folder / "events.csv").unlink()
    said = run("status", folder, code=2)
    assert "there is no events.csv, though imports and protocol are there" in said
    path = write_export(tmp_path, "n.ris", [record(80)])
    run("import", folder, path, "--source", "scopus", code=2)
    assert (folder / "imports" / "I01" / "scopus.ris").is_file()


def test_what_is_missing_is_said_by_status(run, folder):
    shutil.rmtree(folder / "imports" / "I02")
    assert "I02" in run("status", folder, code=2)
    (folder / "protocol.toml").unlink()
    assert "Take it back from a copy" in run("status", folder, code=2)


def test_a_torn_line_is_cut_off_and_a_link_taken_back(run, folder):
    run("link", folder, "R000003", "R000005", "--because", "one study")
    assert "no same-study any more" in run("unlink", folder, "R000003", "R000005")
    path = folder / "events.csv"
    before = path.read_bytes()
    path.write_bytes(before + b"99,2026-03-01T10:2")
    run("status", folder, code=2)
    run("mend", folder)
    assert path.read_bytes() == before


def test_a_person_who_decided_cannot_be_taken_out(run, folder):
    run("screen", folder, "--order", "order", typed="iq")
    path = folder / "protocol.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('id = "ann"', 'id = "anna"'), "utf-8")
    said = run("freeze", folder, "--because", "x", person="ben", code=2)
    assert "ann decided on records and is not among the people any more" in said
    assert "Not frozen: protocol.toml: it differs from version 1" in run("search", folder)


def test_one_person_in_two_folders_is_taken_in_when_said_so(run, folder, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    run("screen", folder, "--order", "order", typed="iq")
    run("screen", other, "--order", "random", "--seed", 4, typed="uq")
    assert "ann" in run("join", folder, other, code=2)
    assert "1 event of ann taken over." in run("join", folder, other, "--same-person", "ann")
