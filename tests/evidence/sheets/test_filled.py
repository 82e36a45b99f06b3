"""Tables that people fill in: made blank, read back, every mistake told at once."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from tests.evidence.sheets.made_sheets import GOOD, SMALL, TOML, clear, filled, write

from hanse.errors import InputError
from hanse.evidence.records.record import BibliographicRecord
from hanse.evidence.sheets import (
    FilledSheet,
    SheetMistakes,
    blank_table,
    blank_workbook,
    read_filled,
    read_sheet,
    sheet,
)

RECORD = BibliographicRecord(
    id="R000001", authors=("Nadvi, Khalid", "Doe, A."), year=1999, title="Collective efficiency"
)


def mistakes(tmp_path, rows, *, name="a.csv", person="Ada", records=None, **more):
    """Return the mistakes of a table as (row, column, value, sentence)."""
    path = write(tmp_path / name, rows, **more)
    with pytest.raises(SheetMistakes) as caught:
        read_filled(SMALL, path, person=person, records=records)
    return caught.value


def test_answers_are_kept_as_the_sheet_spells_them(tmp_path):
    row = clear(
        **{"country": "pk", "support": " Yes ", "support__kind": "only WORDS"},
        means="zone; Trade Fairs;",
        stage="YOUNG",
        share="12.50",
        firms="1200",
        since="1999",
        note=" as it is  written ",
    )
    found = filled(tmp_path, "Ada", [row])
    assert found.units() == {
        ("R000001", "Sialkot"): {
            **{"country": "PAK", "support": "yes", "support.place": "p. 3"},
            **{"support.kind": "words", "means": "fairs; zone", "stage": "young"},
            **{"share": "12.5", "firms": "1200", "since": "1999", "note": "as it is  written"},
        }
    }
    frame = found.to_frame()
    assert frame.loc[0, "share"] == 12.5
    assert frame.loc[0, "person"] == "Ada"
    assert FilledSheet.from_dict(found.to_dict()) == found


def test_a_blank_table_comes_back_once_it_is_filled(tmp_path):
    text = blank_table(SMALL, [RECORD, ("R000002", "León")], person="Ada")
    head, first, second = text.splitlines()
    assert head.split(",") == list(SMALL.columns)
    assert first.startswith("small,2,Ada,R000001,,Nadvi et al. (1999) Collective efficiency,,")
    assert second.startswith("small,2,Ada,R000002,León,,")
    path = tmp_path / "small.Ada.csv"
    path.write_text(text, encoding="utf-8")
    found = read_filled(SMALL, path, person="Ada", records=["R000001", "R000002"], unfinished=True)
    assert found.rows == ()
    assert found.open == ("small.Ada.csv, row 2", "small.Ada.csv, row 3")
    assert found.missing == ("R000001", "R000002")


def test_a_workbook_offers_the_choices_and_reads_back_what_was_chosen(tmp_path):
    data = blank_workbook(SMALL, [RECORD], person="Ada")
    assert data == blank_workbook(SMALL, [RECORD], person="Ada")
    assert b"2000-01-01T00:00:00Z" in zipfile.ZipFile(io.BytesIO(data)).read("docProps/core.xml")
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["Coding", "Read me", "Lists"]
    page = book["Coding"]
    rules = {str(rule.sqref).split(":")[0]: rule for rule in page.data_validations.dataValidation}
    lists = book["Lists"]
    at = {name: number for number, name in enumerate(SMALL.columns, start=1)}
    offered = {}
    for name in ("support", "means", "country"):
        formula = rules[page.cell(2, at[name]).coordinate].formula1
        cells = lists[formula.removeprefix("Lists!").replace("$", "")]
        offered[name] = [cell.value for (cell,) in cells]
    assert offered["support"] == ["yes", "no", "unknown"]
    assert offered["means"] == ["fairs", "money", "zone", "free-zone"]
    assert "Pakistan" in offered["country"]
    assert not rules[page.cell(2, at["means"]).coordinate].showErrorMessage
    share = rules[page.cell(2, at["share"]).coordinate]
    assert (share.type, share.formula1, share.formula2) == ("decimal", "0", "100")
    for name, text in GOOD.items():
        page.cell(2, at[name]).value = text
    page.cell(2, at["share"]).value = 12.5
    page.cell(2, at["since"]).value = 1999
    book.save(tmp_path / "small.Ada.xlsx")
    found = read_filled(SMALL, tmp_path / "small.Ada.xlsx", person="Ada", records=["R000001"])
    answers = found.rows[0].answers
    assert (answers["country"], answers["share"], answers["since"]) == ("PAK", "12.5", "1999")


@pytest.mark.parametrize("name", ["cluster-internationalisation", "appraisal-quantitative"])
def test_a_workbook_of_a_shipped_sheet_can_be_made_and_opened(name):
    book = openpyxl.load_workbook(io.BytesIO(blank_workbook(sheet(name), [RECORD])))
    assert [cell.value for cell in book["Coding"][1]] == list(sheet(name).columns)
    for rule in book["Coding"].data_validations.dataValidation:
        assert len(rule.prompt) <= 255
        assert len(rule.promptTitle) <= 32


def test_every_mistake_is_told_at_once_with_its_place(tmp_path):
    rows = [
        clear(country="Pakstan", support__kind="figurs", share="120"),
        clear(record="R00002", firms="12,5", since="99"),
        clear(record="R000002", means="fairs; mony", stage="old"),
        clear(record="", cluster="B"),
        clear(record="R000003", cluster=""),
    ]
    found = mistakes(tmp_path, rows, records=["R000001", "R000002", "R000003"])
    said = [(one.row, one.column, one.value, one.nearest) for one in found.mistakes]
    assert said == [
        (2, "country", "Pakstan", ""),
        (2, "support.kind", "figurs", "figures"),
        (2, "share", "120", ""),
        (3, "record", "R00002", "R000002"),
        (3, "firms", "12,5", ""),
        (3, "since", "99", ""),
        (4, "means", "fairs; mony", "money"),
        (4, "stage", "old", ""),
        (5, "record", "", ""),
        (6, "cluster", "", ""),
    ]
    text = str(found)
    assert text.startswith("10 mistakes in a.csv\n- a.csv, row 2, column country: 'Pakstan' is no")
    assert "Did you mean Pakistan (PAK)?" in text
    assert (
        "a.csv, row 2, column support.kind: 'figurs' is no choice. Did you mean 'figures'? "
        "Choose one of: figures, words." in text
    )
    assert "column share: '120' is out of range. Give a number from 0 to 100 (%)." in text
    assert "'12,5' is no number" in text
    assert "'99' is out of range. Give a number from 1500 to 2100." in text
    assert "names 'mony', which is no choice" in text
    assert "row 6, column cluster: the row names no cluster" in text
    assert list(found.to_frame().columns)[:4] == ["file", "row", "column", "value"]


@pytest.mark.parametrize(
    ("answers", "text"),
    [
        ({"support": ""}, r"row 2, column support: an answer is required\. Choose one of: yes, no"),
        ({"country": ""}, r"column country: an answer is required\. Give country"),
        ({"support__place": ""}, "column support.place: an answer is required"),
        ({"means": ""}, "column means: an answer is required"),
        (
            {"support": "no"},
            r"column means: 'fairs' stands where nothing is asked: support is 'no'\. It is asked "
            r"only where support is yes",
        ),
        ({"share": "1,200"}, r"'1,200' may be read in two ways\. Leave out ','"),
        ({"firms": "3 %"}, r"'3 %' is a percentage\. Give it in plain numbers"),
        ({"firms": "2.5"}, "'2.5' is no whole number"),
        ({"firms": "0"}, r"'0' is out of range\. Give a number from 1\."),
        ({"share": "1e999"}, "is no number"),
        ({"means": "fairs; Trade fairs"}, r"names 'fairs' twice"),
        ({"country": "Congo"}, "'Congo' is not one country"),
        ({"sheet": "smal"}, r"'smal' is not the sheet that it is read with, 'small'"),
        ({"version": "1"}, r"'1' is not the version that it is read with, '2'"),
        ({"version": ""}, "column version: the version is missing"),
        ({"person": "Bo"}, r"'Bo' is not 'Ada'\. One of the two is wrong"),
        ({"person": "ada "}, r"'ada' is not 'Ada'\. Spell the name as 'Ada' everywhere"),
    ],
)
def test_each_kind_of_mistake_has_its_sentence(tmp_path, answers, text):
    with pytest.raises(SheetMistakes, match=text) as caught:
        filled(tmp_path, "Ada", [clear(**answers)])
    assert len(caught.value.mistakes) == 1


@pytest.mark.parametrize(
    "answers",
    [{"share": "0"}, {"share": "100 %"}, {"firms": "1"}, {"since": "1500"}, {"since": "2100"}],
)
def test_bounds_belong_to_what_fits(tmp_path, answers):
    (name,) = answers
    found = filled(tmp_path, "Ada", [clear(**answers)]).rows[0].answers[name]
    assert found == answers[name].removesuffix(" %")


def test_what_hangs_on_a_misspelt_answer_is_not_told_as_well(tmp_path):
    with pytest.raises(SheetMistakes) as caught:
        filled(tmp_path, "Ada", [clear(support="yess")])
    assert [one.column for one in caught.value.mistakes] == ["support"]
    assert caught.value.mistakes[0].nearest == "yes"


def test_a_place_is_required_only_beside_what_is_known(tmp_path):
    row = clear(support="unknown", support__place="", support__kind="", means="")
    assert filled(tmp_path, "Ada", [row]).rows[0].answers["support"] == "unknown"
    optional = read_sheet(TOML.replace('yes-no-unknown"\nrequired = true', 'yes-no-unknown"'))
    with pytest.raises(SheetMistakes, match=r"support is empty\. Answer support first") as caught:
        filled(tmp_path, "Bo", [clear(support="", means="")], sheet=optional)
    assert [one.column for one in caught.value.mistakes] == ["support.place", "support.kind"]


def test_a_row_twice_is_told_also_where_case_and_blanks_differ(tmp_path):
    found = mistakes(tmp_path, [GOOD, clear(cluster=" sialkot"), clear(cluster="Lahore")])
    assert str(found) == "a.csv, row 3: 'R000001, sialkot' stands in row 2 already. Keep one row."


def test_a_row_without_answers_is_a_mistake_in_a_finished_table(tmp_path):
    found = mistakes(tmp_path, [GOOD, {"record": "R000002"}])
    assert "row 3: 'R000002' has no answer at all" in str(found)
    path = write(tmp_path / "b.csv", [GOOD, {"record": "R000002"}, clear(record="R3", means="")])
    open_ = read_filled(SMALL, path, person="Ada", unfinished=True)
    assert open_.open == ("b.csv, row 3", "b.csv, row 4, column means")
    assert len(open_.rows) == 2
    assert "2 answers still due" in str(open_)


def test_columns_that_are_unknown_missing_or_twice_are_told(tmp_path):
    columns = [name for name in SMALL.columns if name != "stage"]
    columns = ["supportt" if name == "support.kind" else name for name in columns] + ["Country "]
    row = {name: text for name, text in GOOD.items() if name in columns}
    found = mistakes(tmp_path, [row], columns=columns)
    assert [str(one) for one in found.mistakes] == [
        "a.csv, row 1: 'supportt' is no column of the sheet. Did you mean 'support'? "
        "Correct the heading, or take the column out.",
        "a.csv, row 1: 'Country' stands twice, as 'country'. Keep one of them.",
        "a.csv, row 1: 'support.kind' is missing from the header. "
        "Keep all columns of the blank table.",
        "a.csv, row 1: 'stage' is missing from the header. Keep all columns of the blank table.",
    ]


def test_the_name_of_the_file_must_say_the_same_person(tmp_path):
    same = mistakes(tmp_path, [GOOD], name="small.ada.csv")
    assert "'ada' is in the name of the file, and it is read as the table of 'Ada'" in str(same)
    assert "Spell the name as 'Ada' everywhere." in str(same)
    other = mistakes(tmp_path, [GOOD], name="small.Bo.csv")
    assert "read each table under the name of who filled it in" in str(other)
    path = write(tmp_path / "small.Ada.csv", [GOOD])
    assert read_filled(SMALL, path, person="Ada").person == "Ada"


@pytest.mark.parametrize(
    ("records", "text"),
    [
        ([BibliographicRecord()], "row 1 of the blank table: the record has no id"),
        (["R1", "R1"], "row 2 of the blank table: R1 stands twice"),
    ],
)
def test_a_blank_table_refuses_rows_that_cannot_be(records, text):
    with pytest.raises(InputError, match=text):
        blank_table(SMALL, records)
    with pytest.raises(InputError, match="R1 has the part 'B'"):
        blank_table(sheet("appraisal-mixed"), [("R1", "B")])
    bad = BibliographicRecord(id="R1", title="a\x01b")
    with pytest.raises(InputError, match=r"holds the sign U\+0001"):
        blank_workbook(SMALL, [bad])
