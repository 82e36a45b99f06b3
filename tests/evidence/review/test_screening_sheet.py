"""A spreadsheet out and in again."""

import csv
import io

import pytest
from tests.evidence.review.made_review import at

from hanse.errors import InputError
from hanse.evidence.review import Entry, read_screening_sheet, write_screening_sheet

STAGE = "title-abstract"


def rows_of(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def write(path, rows, sign=","):
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, rows[0].keys(), delimiter=sign)
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(stream.getvalue(), encoding="utf-8", newline="")


@pytest.fixture
def sheet(review, tmp_path):
    path = tmp_path / "ben.csv"
    write_screening_sheet(review, path, person="ben", stage=STAGE)
    return path


def take(review, path, **more):
    return read_screening_sheet(
        review, path, **{"person": "ben", "stage": STAGE, "at": at(20), **more}
    )


def test_the_sheet_has_what_the_person_has_not_decided(review, tmp_path):
    entry = Entry("decided", "R000003", "hand", STAGE, "include")
    review.commit([entry], person="ben", at=at(9))
    path = tmp_path / "ben.csv"
    made = write_screening_sheet(review, path, person="ben", stage=STAGE)
    assert "R000003" not in made
    assert [row["record"] for row in rows_of(path)] == list(made)
    assert {row["reviewer"] for row in rows_of(path)} == {"ben"}


def test_a_filled_sheet_becomes_decisions(review, sheet):
    rows = rows_of(sheet)
    rows[0] |= {"decision": "Include ", "note": "good"}
    rows[1] |= {"decision": "exclude", "reason": "E1"}
    write(sheet, rows[::-1])
    found = take(review, sheet)
    assert set(found.decided) == {rows[0]["record"], rows[1]["record"]}
    assert len(found.blank) == 11
    said = review.state.decisions(rows[1]["record"], STAGE)["ben"]
    assert (said.value, said.reason, said.how) == ("exclude", "E1", "sheet")
    assert review.state.decisions(rows[0]["record"], STAGE)["ben"].note == "good"


def test_taking_a_sheet_in_twice_changes_nothing_and_a_new_word_replaces_the_old(review, sheet):
    rows = rows_of(sheet)
    rows[0]["decision"] = "include"
    write(sheet, rows)
    take(review, sheet)
    before = len(review.log)
    assert take(review, sheet).same == (rows[0]["record"],)
    assert len(review.log) == before
    rows[0]["decision"] = "exclude"
    write(sheet, rows, sign=";")
    assert take(review, sheet).changed == (rows[0]["record"],)
    assert review.state.decisions(rows[0]["record"], STAGE)["ben"].value == "exclude"


def test_a_workbook_goes_out_and_in(review, tmp_path):
    from openpyxl import load_workbook

    path = tmp_path / "ben.xlsx"
    made = write_screening_sheet(review, path, person="ben", stage=STAGE)
    book = load_workbook(path)
    sheet = book["screening"]
    header = [cell.value for cell in sheet[1]]
    rules = {rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert rules == {'"include,exclude,unsure"', "criteria!$A$2:$A$2"}
    sheet.cell(2, header.index("decision") + 1).value = "unsure"
    book.save(path)
    book.close()
    assert take(review, path).decided == made[:1]


def test_the_same_sheet_has_the_same_bytes(review, tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        write_screening_sheet(review, tmp_path / name, person="ben", stage=STAGE)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_only_looking_writes_nothing(review, sheet):
    rows = rows_of(sheet)
    rows[0]["decision"] = "include"
    write(sheet, rows)
    before = len(review.log)
    assert take(review, sheet, apply=False).decided == (rows[0]["record"],)
    assert len(review.log) == before


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"record": "R000099"}, "ben.csv, row 2, column record: "),
        (
            {"record": "R000013"},
            "ben.csv, row 2, column record: R000013 was merged into R000001. Decide on R000001",
        ),
        ({"decision": "inclde"}, "column decision: there is no decision 'inclde'. Did you mean"),
        ({"decision": "exclude", "reason": "E9"}, "column reason: there is no criterion 'E9'."),
        ({"reason": "E1"}, "column decision: a reason, 'E1', without a decision"),
        ({"reviewer": "ann"}, "column reviewer: the sheet is of ann, not of ben"),
        ({"record": "R000002"}, "ben.csv, row 3, column record: R000002 stands in two rows"),
    ],
)
def test_mistakes_are_told_with_their_place_and_nothing_is_taken_in(review, sheet, change, message):
    rows = rows_of(sheet)
    rows[5]["decision"] = "include"
    rows[0] |= change
    write(sheet, rows)
    before = (review.folder / "events.csv").read_bytes()
    with pytest.raises(InputError) as error:
        take(review, sheet)
    assert message in str(error.value)
    assert (review.folder / "events.csv").read_bytes() == before


def test_all_mistakes_are_told_at_once(review, sheet):
    rows = rows_of(sheet)
    for row in rows:
        row["decision"] = "yes"
    write(sheet, rows)
    with pytest.raises(InputError) as error:
        take(review, sheet)
    assert "13 problems, nothing was taken in" in str(error.value)
    assert "and 1 more" in str(error.value)


def test_a_sheet_without_its_columns_or_ending_is_refused(review, sheet, tmp_path):
    rows = [{k: v for k, v in row.items() if k != "decision"} for row in rows_of(sheet)]
    write(sheet, rows)
    with pytest.raises(InputError, match=r"ben\.csv: there is no column 'decision'"):
        take(review, sheet)
    with pytest.raises(InputError, match=r"End it in \.csv or \.xlsx"):
        write_screening_sheet(review, tmp_path / "a.pdf", person="ben", stage=STAGE)
    with pytest.raises(InputError, match="there is no such file"):
        take(review, tmp_path / "none.csv")
    (tmp_path / "bad.xlsx").write_bytes(b"no workbook")
    with pytest.raises(InputError, match="no workbook that can be read"):
        take(review, tmp_path / "bad.xlsx")


def test_texts_that_look_like_formulas_stay_texts(review, tmp_path):
    from hanse.evidence.review.screening_sheet import _safe

    assert _safe("=1+1") == "'=1+1"
    assert len(_safe("x" * 40_000)) < 32_767
