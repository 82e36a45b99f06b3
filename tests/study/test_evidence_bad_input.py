"""One thing broken in the folder of a review: a clear error, and nothing half-written.

Each case breaks a copy of the small review of `tests.study.small_evidence` and names what the
error's text must hold. Below stand what is no error but has to be told.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.study.regional_copy import (
    Break,
    again,
    cell,
    content,
    each,
    gone,
    refused,
    text,
    toml,
    without_column,
    words,
)
from tests.study.small_evidence import FRAME, write_small
from tests.study.small_study import files_of

from hanse.study import run_study

EV, P, REC = "events.csv", "protocol.toml", "imports/I01/records.csv"
CODE, BEN = f"coding/{FRAME}.ann.csv", f"coding/{FRAME}.ben.csv"
APP = "coding/appraisal-case-study.ann.csv"
RESOLVED = f"coding/{FRAME}.resolved.csv"
HEAD = "record,cluster,field,value,person,reason\n"
T = "2026-04-02T10:00:00"


def lines(change: Callable[[list[str]], None]) -> Break:
    """Change the lines of the log."""

    def broken(folder: Path) -> None:
        found = (folder / EV).read_text(encoding="utf-8").split("\n")
        change(found)
        (folder / EV).write_text("\n".join(found), encoding="utf-8")

    return broken


def drop(number: int) -> Break:
    """Take a line out of the log."""
    return lines(lambda found: found.pop(number - 1))


def swap(one: int, other: int) -> Break:
    """Exchange two lines of the log."""

    def change(found: list[str]) -> None:
        found[one - 1], found[other - 1] = found[other - 1], found[one - 1]

    return lines(change)


def add(line: str) -> Break:
    """Write a line below the log."""
    return lines(lambda found: found.insert(len(found) - 1, line))


def cutoff(n: int) -> Break:
    """Cut the last bytes of the log off."""
    return lambda folder: (folder / EV).write_bytes((folder / EV).read_bytes()[:-n])


def tree(name: str) -> Break:
    """Take a folder away."""
    return lambda folder: shutil.rmtree(folder / name)


def rename(name: str, other: str) -> Break:
    """Call a file otherwise."""
    return lambda folder: (folder / name).rename(folder / other)


def copied(name: str, other: str) -> Break:
    """Write a file twice."""
    return lambda folder: shutil.copy(folder / name, folder / other)


def rows(change: Callable[[list[list[str]]], list[list[str]]]) -> Break:
    """Change the records of the first import, its header left."""

    def broken(folder: Path) -> None:
        with (folder / REC).open(newline="", encoding="utf-8") as stream:
            head, *found = csv.reader(stream)
        with (folder / REC).open("w", newline="", encoding="utf-8") as stream:
            csv.writer(stream, lineterminator="\n").writerows([head, *change(found)])

    return broken


def foreign_sheet(folder: Path) -> None:
    """Put another sheet into the file of the frame."""
    (folder / "sheets").mkdir()
    held = '[sheet]\nid = "tiny"\ntitle = "T"\nversion = "1"\npurpose = "coding"\n'
    held += 'unit = "report"\n[[fields]]\nid = "a"\nlabel = "A"\ntype = "text"\n'
    (folder / "sheets" / f"{FRAME}.toml").write_text(held, encoding="utf-8")


CASES = {
    "log cut off": (
        cutoff(8),
        "events.csv, line 74: the last line was not written to its end: "
        "'73,2026-04-01T10:03:00,ann,retracted,R000003,I03,,,the recor'. The computer ",
    ),
    "log without header": (
        drop(1),
        "events.csv, line 1: there is no column 'number'. There are: 1, "
        "2026-03-01T10:00:00, ann, amended, , , , 1, start: first version,",
    ),
    "line twice": (
        add(f"73,{T},ann,decided,R000017,order,title-abstract,include,,"),
        "events.csv, line 75, column number: the number is 73 where 74 is due. A line is "
        "missing, stands twice or was moved: take events.csv back from a copy.",
    ),
    "line lost": (
        drop(30),
        "events.csv, line 30, column number: the number is 30 where 29 is due. A line is "
        "missing, stands twice or was moved: take events.csv back from a copy.",
    ),
    "lines exchanged": (
        swap(30, 31),
        "events.csv, line 30, column number: the number is 30 where 29 is due. A line is "
        "missing, stands twice or was moved: take events.csv back from a copy.",
    ),
    "time goes back": (
        cell(EV, 74, "at", "2026-01-01T10:00:00"),
        "events.csv, line 74, column at: 2026-01-01T10:00:00 lies before "
        "2026-04-01T10:03:00, the time of the line above. Give the later of the two times:",
    ),
    "no time": (
        cell(EV, 74, "at", "1/3/2026 10:04"),
        "events.csv, line 74, column at: '1/3/2026 10:04' is no time such as "
        "2026-03-01T10:15:00. Spreadsheet programs change times, dates and numbers when",
    ),
    "event unknown": (
        cell(EV, 56, "event", "decide"),
        "events.csv, line 56, column event: there is no event 'decide'. Did you mean "
        "'decided'? There are: required, amended, searched, imported, identified,",
    ),
    "stage unknown": (
        cell(EV, 56, "stage", "fulltext"),
        "events.csv, line 56, column stage: there is no stage 'fulltext'. Did you mean "
        "'full-text'? There are: title-abstract, full-text.",
    ),
    "decision unknown": (
        cell(EV, 56, "value", "maybe"),
        "events.csv, line 56, column value: there is no decision 'maybe'. There are: "
        "include, exclude, unsure.",
    ),
    "record unknown": (
        cell(EV, 56, "record", "R000099"),
        "events.csv, line 56: there is no record 'R000099'. There are R000001 to R000013.",
    ),
    "number typed into events": (
        cell(EV, 5, "value", "about 12"),
        "events.csv, line 5, column value: 'about 12' is not the number of hits, a whole "
        "number. Spreadsheet programs change times, dates and numbers when",
    ),
    "hits as a box": (
        add(f"74,{T},ann,included,,,,15,,"),
        "events.csv, line 75, column event: there is no event 'included'. Did you mean "
        "'linked'? There are: required, amended, searched, imported, identified,",
    ),
    "decision on a record merged away": (
        add(f"74,{T},ann,decided,R000014,order,full-text,include,,"),
        "events.csv, line 75: record R000014 was merged into R000001, line 69. Name "
        "R000001, or part R000014 first.",
    ),
    "decided twice": (
        add(f"74,{T},ann,decided,R000001,order,title-abstract,include,,"),
        "events.csv, line 75: ann decided 'include' on R000001 at title-abstract in line "
        "26. Withdraw that decision first.",
    ),
    "full text before screening": (
        add(f"74,{T},ann,decided,R000017,order,full-text,include,,"),
        "events.csv, line 75: the outcome of R000017 at title-abstract is 'pending', not "
        "'include'. 'decided' follows when R000017 is included at",
    ),
    "exclusion without criterion": (
        cell(EV, 59, "reason", ""),
        "events.csv, line 59, column reason: record R000009 is excluded at full-text "
        "without a reason. Give the id of the criterion that it does not meet.",
    ),
    "resolved without conflict": (
        add(f"74,{T},cai,resolved,R000001,,title-abstract,exclude,E1,"),
        "events.csv, line 75: there is nothing to resolve on R000001 at title-abstract: "
        "its outcome is 'include'. Resolve conflicts and unsure decisions; else",
    ),
    "merged with itself": (
        add(f"74,{T},ann,merged,R000017,R000017,,by hand,,"),
        "events.csv, line 75: 'merged' names record R000017 twice. Name two records.",
    ),
    "published without name": (
        cell(EV, 61, "value", ""),
        "events.csv, line 61, column value: it is empty where 'published' needs the "
        "version of the review such as 2026",
    ),
    "person unknown": (
        cell(EV, 27, "person", "bem"),
        "events.csv, line 27, column person: there is no person 'bem'. Did you mean 'ben'? "
        "There are: ann, ben, cai.",
    ),
    "criterion unknown": (
        cell(EV, 28, "reason", "E7"),
        "events.csv, line 28, column reason: there is no criterion 'E7'. Did you mean "
        "'E2'? There are: E1, E2.",
    ),
    "source searched unknown": (
        cell(EV, 5, "other", "scopos"),
        "events.csv, line 5, column other: there is no source 'scopos'. Did you mean "
        "'scopus'? There are: scopus, lists.",
    ),
    "source imported unknown": (
        cell(EV, 6, "reason", "scopos"),
        "events.csv, line 6, column reason: there is no source 'scopos'. Did you mean "
        "'scopus'? There are: scopus, lists.",
    ),
    "import unknown": (
        cell(EV, 7, "other", "I09"),
        "events.csv, line 7, column other: there is no import 'I09'. Did you mean 'I01'? "
        "There are: I01.",
    ),
    "version goes back": (
        cell(EV, 39, "value", "1"),
        "events.csv, line 39, column value: version 1 of the protocol comes after version "
        "1. Give 2.",
    ),
    "log gone": (
        gone(EV),
        "study: there is no events.csv, though imports and protocol are there. Take it back from a "
        "copy; without it nothing of the review counts.",
    ),
    "protocol gone": (
        gone(P),
        "study: there is no protocol.toml. Take it back from a copy, or copy the last file of "
        "protocol/.",
    ),
    "protocol no toml": (
        text(P, "[review]", "[review"),
        "protocol.toml: this is not TOML (Expected ']' at the end of a table declaration "
        "(at line 2, column 8)). Mend that line.",
    ),
    "version file missing": (
        gone("protocol/1.toml"),
        "protocol/1.toml: there is no such file, and events.csv, line 2 names it. Take it "
        "back from a copy.",
    ),
    "version file changed": (
        text("protocol/2.toml", "No empirical evidence", "No evidence"),
        "protocol/2.toml: it is not the file that was frozen on 2026-03-01 (events.csv, "
        "line 39). Take it back from a copy. To change the protocol, change",
    ),
    "two people under one name": (
        text(P, 'name = "Ben Dahl"', 'name = "Ann Berg"'),
        "protocol.toml, [[people]]: names look alike: 'Ann Berg' and 'Ann Berg'. List each "
        "person once; two people of one name need a middle name or a place.",
    ),
    "person twice": (
        text(P, 'id = "ben"', 'id = "ann"'),
        "protocol.toml, [[people]]: ids stand twice: 'ann' and 'ann'. Give each an id of "
        "its own; capitals do not tell ids apart.",
    ),
    "import folder missing": (
        tree("imports/I02"),
        "imports/I02/records.csv: there is no such file, and events.csv, line 17 names it. "
        "Take the folder of the import back from a copy.",
    ),
    "records missing": (
        gone(REC),
        "imports/I01/records.csv: there is no such file, and events.csv, line 6 names it. "
        "Take the folder of the import back from a copy.",
    ),
    "record lost": (
        rows(lambda found: found[:-1]),
        "imports/I01/records.csv: 1 record is missing that events.csv identifies: R000010. "
        "Take it back from a copy.",
    ),
    "record added": (
        rows(lambda found: [*found, ["R000050", *found[-1][1:]]]),
        "imports/I01/records.csv: 1 record is in it that events.csv does not identify: "
        "R000050. Take it back from a copy.",
    ),
    "record twice": (
        rows(lambda found: [*found, found[-1]]),
        "imports/I01/records.csv: 1 record is twice in it: R000010. Take it back from a copy.",
    ),
    "column of records renamed": (
        text(REC, "title,", "titel,"),
        "imports/I01/records.csv: the columns are not those of a table of records (id, "
        "type, titel, translated_title, authors). Take it back from a copy.",
    ),
    "year of a record in words": (
        cell(REC, 2, "year", "two thousand"),
        "imports/I01/records.csv, line 2: the row is damaged (invalid literal for int() "
        "with base 10: 'two thousand'). Take it back from a copy.",
    ),
    "original changed": (
        text("imports/I01/scopus.ris", "TY  - JOUR", "TY  - BOOK"),
        "imports/I01/scopus.ris: it is not the file that was imported (events.csv, line "
        "6). Take it back from a copy.",
    ),
    "frame unknown": (
        toml('review = "."', 'review = "."\nframe = "cluster-internationalization"'),
        "[evidence] frame: there is no sheet 'cluster-internationalization'. Did you mean "
        "'cluster-internationalisation'? There are:",
    ),
    "frame for appraisal": (
        toml('review = "."', 'review = "."\nframe = "appraisal-case-study"'),
        "[evidence] frame: 'appraisal-case-study' is a sheet for appraisal. Name a sheet "
        "whose purpose is coding.",
    ),
    "sheet of the protocol unknown": (
        text(P, 'id = "appraisal-case-study"', 'id = "apraisal-case-study"'),
        "protocol.toml, [[sheets]]: there is no sheet 'apraisal-case-study'. Did you mean "
        "'appraisal-case-study'? There are: cluster-internationalisation,",
    ),
    "coding of nobody": (
        rename(CODE, f"coding/{FRAME}.dan.csv"),
        "coding/cluster-internationalisation.dan.csv: there is no person 'dan'. Did you "
        "mean 'ann'? There are: ann, ben, cai.",
    ),
    "coding without a person": (
        rename(CODE, f"coding/{FRAME}.csv"),
        "coding/cluster-internationalisation.csv: its name does not say whose it is. Call "
        "it SHEET.PERSON.csv, such as cluster-internationalisation.ann.csv.",
    ),
    "coding of an unknown sheet": (
        rename(CODE, "coding/cluster-internationalization.ann.csv"),
        "coding/cluster-internationalization.ann.csv: there is no sheet "
        "'cluster-internationalization'. Did you mean 'cluster-internationalisation'? There",
    ),
    "two files of one person": (
        copied(CODE, f"coding/{FRAME}.ann.xlsx"),
        "coding/cluster-internationalisation.ann.xlsx: ann has "
        "cluster-internationalisation.ann.csv as well. Keep one of the two.",
    ),
    "coding under another name": (
        cell(CODE, 2, "person", "ben"),
        "cluster-internationalisation.ann.csv, row 2, column person: 'ben' is not 'ann'. "
        "One of the two is wrong: read each table under the name of who filled",
    ),
    "coding of a record that is not there": (
        cell(CODE, 2, "record", "R000091"),
        "cluster-internationalisation.ann.csv, row 2, column record: 'R000091' is no "
        "record of the review. Did you mean 'R000017'? Give the id of a record",
    ),
    "coding of a record not included": (
        cell(CODE, 2, "record", "R000009"),
        "cluster-internationalisation.ann.csv, row 2, column record: 'R000009' is not "
        "included: excluded at assessment. Take its rows out.",
    ),
    "coding of a record merged away": (
        cell(CODE, 2, "record", "R000014"),
        "cluster-internationalisation.ann.csv, row 2, column record: 'R000014' was merged "
        "into R000001. Write R000001, or take its rows out.",
    ),
    "coding twice": (
        again(CODE),
        "cluster-internationalisation.ann.csv, row 5: 'R000001, Accra shoes' stands in row "
        "2 already. Keep one row.",
    ),
    "coding without a cluster": (
        cell(CODE, 2, "cluster", ""),
        "cluster-internationalisation.ann.csv, row 2, column cluster: the row names no "
        "cluster. Name it; each cluster of a report has a row of its own.",
    ),
    "unknown choice": (
        cell(CODE, 2, "industry", "textil"),
        "cluster-internationalisation.ann.csv, row 2, column industry: 'textil' is no "
        "choice. Did you mean 'textile'? Choose one of: agro, textile, wood,",
    ),
    "unknown country": (
        cell(CODE, 2, "country", "Gana"),
        "cluster-internationalisation.ann.csv, row 2, column country: 'Gana' is no "
        "country. Did you mean Ghana (GHA)? Give an English name or a code of ISO",
    ),
    "other version of the sheet": (
        cell(CODE, 2, "version", "2"),
        "cluster-internationalisation.ann.csv, row 2, column version: '2' is not the "
        "version that it is read with, '1'. Read it with the sheet it was made",
    ),
    "column of coding gone": (
        without_column(BEN, "upgrading"),
        "cluster-internationalisation.ben.csv, row 1: 'upgrading' is missing from the "
        "header. Keep all columns of the blank table.",
    ),
    "judgement unknown": (
        cell(APP, 2, "sources", "maybe"),
        "appraisal-case-study.ann.csv, row 2, column sources: 'maybe' is no choice. Did "
        "you mean 'yes'? Choose one of: yes, partly, no, unclear,",
    ),
    "settled by nobody": (
        content(RESOLVED, HEAD + "R000003,Lima salmon,network_abroad,yes,,\n"),
        "cluster-internationalisation.resolved.csv, row 2, column person: nobody is named. "
        "Say who settled it.",
    ),
    "settled by an unknown person": (
        content(RESOLVED, HEAD + "R000003,Lima salmon,network_abroad,yes,dan,\n"),
        "coding/cluster-internationalisation.resolved.csv: there is no person 'dan'. Did "
        "you mean 'ann'? There are: ann, ben, cai.",
    ),
    "settled what is settled": (
        content(RESOLVED, HEAD + "R000001,Accra shoes,multinationals,no,cai,\n"),
        "cluster-internationalisation.resolved.csv: 'R000001 Accra shoes multinationals' "
        "is settled already: agreed, 'yes'. Take the resolution out, or",
    ),
    "settled by one alone": (
        each(gone(BEN), content(RESOLVED, HEAD + "R000003,Lima salmon,network_abroad,yes,cai,\n")),
        "coding/cluster-internationalisation.resolved.csv: 1 person coded, and nothing is "
        "to be settled. Take the file out, or put the tables of all coders",
    ),
    "as of before the log": (
        toml('"2026-04-30"', '"2026-03-15"'),
        "[study]: as_of is 2026-03-15, and events.csv goes on to 2026-04-01. Write as_of = "
        '"2026-04-01", or leave it out.',
    ),
    "as of no day": (
        toml('"2026-04-30"', '"30 April"'),
        "[study]: as_of is '30 April'. Give a day as 2024-03-01.",
    ),
    "country outside the universe": (
        toml('"Peru", ', ""),
        "[evidence.map], evidence map, universe of country: there is no country 'PER'. "
        "There are: GHA, VNM.",
    ),
    "sheet called otherwise": (
        foreign_sheet,
        "sheets/cluster-internationalisation.toml: it holds the sheet 'tiny'. "
        "Call the file as its sheet.",
    ),
    "search after the day": (
        cell(EV, 5, "reason", "2027-03-01"),
        "events.csv, search of scopus: 2027-03-01 is after 2026-04-30. Give the date of "
        "the search, or a later as_of.",
    ),
}


@pytest.fixture(scope="session")
def whole(tmp_path_factory):
    """Return the small review, made once."""
    return write_small(tmp_path_factory.mktemp("evidence") / "study")


@pytest.fixture
def study(whole, tmp_path):
    """Return a copy that may be broken."""
    return Path(shutil.copytree(whole, tmp_path / "study"))


@pytest.mark.parametrize(("broken", "said"), CASES.values(), ids=list(CASES))
def test_what_cannot_be_used_is_named_with_its_place_and_nothing_is_written(
    study, tmp_path, broken, said
):
    assert said in refused(study, tmp_path / "out", broken)


def test_there_are_at_least_forty_cases():
    assert len(CASES) >= 40


def test_a_review_in_a_folder_of_its_own_names_that_folder(whole, tmp_path):
    shutil.copytree(whole, tmp_path / "study" / "slr")
    (tmp_path / "study" / "slr" / "hanse.toml").rename(tmp_path / "study" / "hanse.toml")
    broken = each(toml('review = "."', 'review = "slr"'), cell(f"slr/{EV}", 27, "person", "bem"))
    said = refused(tmp_path / "study", tmp_path / "out", broken)
    assert said.startswith("slr, events.csv, line 27, column person: there is no person 'bem'.")


def test_the_folder_of_the_study_is_left_as_it_was(study, tmp_path):
    before = files_of(study)
    run_study(study, tmp_path / "out")
    assert files_of(study) == before


def test_a_protocol_changed_after_it_was_frozen_is_a_warning_and_the_frozen_one_holds(
    study, tmp_path
):
    text(P, "No empirical evidence", "No figures")(study)
    said = words(run_study(study, tmp_path / "out"))
    assert "protocol.toml was changed after version 2 was frozen" in said
    assert "criterion E2: text from 'No empirical evidence' to 'No figures'" in said
    assert said.count("No figures") == 4  # twice said: on the first page and in the section


def test_a_record_that_was_changed_by_hand_is_told(study, tmp_path):
    cell(REC, 2, "title", "Another title")(study)
    said = words(run_study(study, tmp_path / "out"))
    assert (
        "1 record of import I01 differs from what its file gives when it is read again, such as "
        "R000001 (title)." in said
    )


def test_an_export_that_was_taken_away_is_told_and_is_no_error(study, tmp_path):
    gone("imports/I01/scopus.ris")(study)
    said = words(run_study(study, tmp_path / "out"))
    assert "The file of import I01 is not there; its records cannot be read again." in said


def test_an_import_without_its_line_in_the_log_does_not_exist(study, tmp_path):
    shutil.copytree(study / "imports/I01", study / "imports/I04")
    said = words(run_study(study, tmp_path / "out"))
    assert "I04" not in said


def test_answers_that_are_due_are_counted_and_are_no_error(study, tmp_path):
    each(cell(CODE, 2, "upgrading", ""), cell(BEN, 2, "upgrading", ""))(study)
    said = words(run_study(study, tmp_path / "out"))
    assert "2 answers still due" in said
