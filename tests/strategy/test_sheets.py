"""The spreadsheets that people fill in: what they offer, what comes back, and every refusal."""

from __future__ import annotations

import io
import tomllib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanse.errors import InputError
from hanse.strategy.answers import Answers, parse_answers, read_answers
from hanse.strategy.catalogue import Catalogue, Criterion, Option, Question, Rating
from hanse.strategy.catalogue_reader import read_catalogue
from hanse.strategy.sheets import (
    RatingSheet,
    read_answer_sheet,
    read_rating_sheet,
    write_answer_sheet,
    write_rating_sheet,
)
from hanse.strategy.sheets.answers import answer_choices
from hanse.strategy.sheets.text import answers_text

PAPER = read_catalogue()
FULL = parse_answers(
    {
        "firm": "=Söhne & Co",
        "as_of": "2026-11-22",
        "considered": ["outsourcing-higher", "niche-exporting"],
        "answers": {"strategy": "differentiation", "size": "small", "craft": "do not know"},
        "hypotheses": [
            {
                "name": 'an "old" firm',
                "when": {"firm_age": "established", "size": ["small", "medium"]},
                "options": ["niche-exporting"],
                "criteria": ["core"],
                "shift": -1,
                "reason": "It keeps; what it has.",
            }
        ],
    },
    PAPER,
    file="answers.toml",
)


def book_of(path):
    import openpyxl

    return openpyxl.load_workbook(path)


def edited(path, sheet: str, cells: dict[str, object]):
    """Fill cells in as a spreadsheet program would."""
    book = book_of(path)
    for place, value in cells.items():
        book[sheet][place] = value
    book.save(path)
    return path


@pytest.fixture
def empty(tmp_path):
    return write_answer_sheet(tmp_path / "firm.xlsx", PAPER)


@pytest.fixture
def ratings(tmp_path):
    return write_rating_sheet(tmp_path / "ratings.xlsx", PAPER, rater="Ada")


def row_of(path, option: str, criterion: str) -> int:
    sheet = book_of(path)["Ratings"]
    return next(
        row[0].row
        for row in sheet.iter_rows()
        if (row[13].value, row[14].value) == (option, criterion)
    )


def test_the_sheet_asks_every_question_with_a_list_of_worded_choices(empty):
    book = book_of(empty)
    sheet, lists = book["Questions"], book["Lists"]
    offered = {}
    for one in sheet.data_validations.dataValidation:
        cells = one.formula1.split("!")[1].replace("$", "")
        words = tuple(row[0].value for row in lists[cells])
        offered |= {cell: words for area in one.sqref.ranges for cell in cells_of(area)}
    for at, question in enumerate(PAPER.questions, start=2):
        assert sheet.cell(at, 2).value == question.text
        assert offered[f"C{at}"] == answer_choices(question)
        assert offered[f"C{at}"][-1] == "do not know"


def cells_of(area) -> list[str]:
    return [f"C{row}" for row in range(area.min_row, area.max_row + 1)]


def test_the_sheet_is_ready_to_print_and_nothing_is_protected(empty):
    book = book_of(empty)
    sheet = book["Questions"]
    assert sheet.freeze_panes == "A2"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 1)
    assert (int(sheet.page_setup.paperSize), sheet.page_setup.orientation) == (9, "landscape")
    assert sheet["D2"].alignment.wrap_text
    assert not any(one.protection.sheet for one in book.worksheets)
    assert book["Lists"].sheet_state == "hidden"


def test_rows_are_high_enough_for_their_text(empty):
    sheet = book_of(empty)["Questions"]
    innovator = next(row for row in range(2, 15) if sheet.cell(row, 5).value == "innovator")
    assert sheet.row_dimensions[innovator].height >= 4 * 15


def test_an_empty_sheet_is_a_firm_that_knows_nothing(empty):
    assert read_answer_sheet(empty, PAPER) == Answers({})


def test_answers_come_back_from_sheet_and_text_as_they_went_in(tmp_path):
    sheet = write_answer_sheet(tmp_path / "a.xlsx", PAPER, FULL)
    assert read_answer_sheet(sheet, PAPER) == FULL
    assert read_answers(sheet, PAPER) == FULL
    text = tmp_path / "a.toml"
    text.write_text(answers_text(FULL, PAPER), encoding="utf-8")
    assert read_answers(text, PAPER) == FULL


def test_the_same_answers_give_the_same_bytes(tmp_path):
    one = write_answer_sheet(tmp_path / "one.xlsx", PAPER, FULL)
    two = write_answer_sheet(tmp_path / "two.xlsx", PAPER, FULL)
    assert one.read_bytes() == two.read_bytes()


answers_of_the_paper = st.fixed_dictionaries(
    {}, optional={one.id: st.sampled_from(list(one.choices)) for one in PAPER.questions}
)


@given(answers_of_the_paper, st.text(alphabet=st.characters(codec="utf-8"), max_size=20))
def test_any_answers_survive_the_text_file(values, firm):
    ordered = {one.id: values[one.id] for one in PAPER.questions if one.id in values}
    made = Answers(ordered, firm=firm)
    assert parse_answers(tomllib.loads(answers_text(made, PAPER)), PAPER, file="x") == made


def test_a_formula_in_a_name_stays_text(tmp_path):
    path = write_answer_sheet(tmp_path / "a.xlsx", PAPER, FULL)
    assert book_of(path)["Firm"]["B2"].data_type == "s"


def test_control_signs_are_left_out_of_a_sheet(tmp_path):
    path = write_answer_sheet(tmp_path / "a.xlsx", PAPER, Answers({}, firm="a\x07b"))
    assert read_answer_sheet(path, PAPER).firm == "ab"


def test_words_and_values_count_in_any_case(empty):
    edited(empty, "Questions", {"C2": "BY  COST", "C3": "Medium", "C4": "Do Not Know"})
    assert read_answer_sheet(empty, PAPER).values == {"strategy": "cost", "size": "medium"}


def test_a_date_typed_into_the_sheet_is_read_as_a_day(empty):
    import datetime

    edited(empty, "Firm", {"B2": "Ex", "B3": datetime.date(2026, 11, 22)})
    found = read_answer_sheet(empty, PAPER)
    assert (found.firm, found.as_of) == ("Ex", "2026-11-22")


def test_a_question_without_its_id_is_known_by_its_text(empty):
    edited(empty, "Questions", {"C3": "medium", "E3": None})
    assert read_answer_sheet(empty, PAPER).values == {"size": "medium"}


def test_the_sheet_on_the_firm_may_be_taken_out(empty):
    book = book_of(empty)
    del book["Firm"]
    book.save(empty)
    assert read_answer_sheet(empty, PAPER) == Answers({})


def test_everything_wrong_is_told_together_with_row_and_choices(empty):
    edited(empty, "Questions", {"C3": "huge", "E4": "inovator", "C5": "difficult"})
    edited(empty, "Firm", {"B4": "perhaps"})
    with pytest.raises(InputError) as told:
        read_answer_sheet(empty, PAPER)
    said = str(told.value)
    assert said.startswith("firm.xlsx: 4 problems:\n")
    assert (
        "  - firm.xlsx, sheet Questions, row 3, column answer: 'huge' is no answer to 'How many "
        "people work in the firm?'. Choose from: fewer than 50; 50 to 249; do not know."
    ) in said
    assert (
        "firm.xlsx, sheet Questions, row 4: there is no question 'inovator'. Did you mean "
        "'innovator'? There are: strategy, size, "
    ) in said
    assert "row 5, column answer: 'difficult' is no answer to " in said
    assert "sheet Firm, row 4, column answer: 'perhaps' is no answer. Choose from: yes; no." in said


@pytest.mark.parametrize(
    ("sheet", "cells", "said"),
    [
        (
            "Questions",
            {"E3": "strategy"},
            "firm.xlsx, sheet Questions, row 3: strategy stands twice. Keep one row.",
        ),
        (
            "Questions",
            {"B3": None, "E3": None, "C3": "small"},
            "firm.xlsx, sheet Questions, row 3: an answer without a question. Empty the cell.",
        ),
        (
            "Questions",
            {"C1": "reply"},
            "firm.xlsx, sheet Questions, row 1: there is no column 'answer'. "
            "There are: no, question, reply, what is meant, id.",
        ),
        (
            "Firm",
            {"C4": "as_of"},
            "firm.xlsx, sheet Firm, row 4: as_of stands twice. Keep one row.",
        ),
        (
            "Firm",
            {"C4": "considers: cost"},
            "firm.xlsx, sheet Firm, row 4: there is no entry 'considers: cost'. Did you mean "
            "'considers: cost-exporting'? ",
        ),
        (
            "Firm",
            {"B4": "yes", "B8": "yes"},
            "firm.xlsx, sheet Firm: 'cost-exporting + replicative-outsourcing' cannot be one "
            "mixture: replicative relocation moves most of the value chain ",
        ),
    ],
    ids=["twice", "no question", "no column", "firm twice", "unknown option", "refused mixture"],
)
def test_each_mistake_in_a_sheet_is_answered(empty, sheet, cells, said):
    edited(empty, sheet, cells)
    with pytest.raises(InputError) as told:
        read_answer_sheet(empty, PAPER)
    assert str(told.value).startswith(said)


def test_hypotheses_that_cannot_be_used_are_answered_with_their_row(tmp_path):
    path = write_answer_sheet(tmp_path / "a.xlsx", PAPER, FULL)
    edited(path, "Hypotheses", {"F2": "minus one"})
    with pytest.raises(InputError) as told:
        read_answer_sheet(path, PAPER)
    said = "a.xlsx, sheet Hypotheses, row 2: 'minus one' is no shift. Write 1 or -1."
    assert str(told.value) == said
    edited(path, "Hypotheses", {"F2": -1, "D2": '["niche"]'})
    with pytest.raises(InputError, match=r"sheet Hypotheses, row 2.*there is no option 'niche'"):
        read_answer_sheet(path, PAPER)


def test_a_text_file_is_no_sheet(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("question,answer\nsize,small\n", encoding="utf-8")
    with pytest.raises(InputError) as told:
        read_answer_sheet(path, PAPER)
    assert str(told.value) == (
        "a.csv: is no Excel workbook. Make one with: hanse strategy sheet FILE.xlsx."
    )


@pytest.mark.parametrize("write", [write_answer_sheet, write_rating_sheet])
def test_a_sheet_is_named_as_a_workbook(write, tmp_path):
    with pytest.raises(InputError) as told:
        write(tmp_path / "a.xls", PAPER)
    assert str(told.value) == f"{tmp_path / 'a.xls'}: is no name of a workbook. End it in .xlsx."


def test_an_unknown_answer_is_written_as_such_and_comments_say_what_there_is():
    lines = answers_text(Answers({"size": "small"}), PAPER).splitlines()
    at = lines.index('size = "small"')
    assert lines[at - 2 : at] == [
        "# 2. How many people work in the firm?",
        '#    "small": fewer than 50; "medium": 50 to 249; "do not know"',
    ]
    assert 'craft = "do not know"' in lines


def test_keys_and_texts_of_any_kind_are_written_as_toml():
    odd = Question("wie groß?", "A\nquestion\x07", {'"a"': "x\ty", "b": "z"})
    catalogue = replace(PAPER, questions=(odd,))
    made = Answers({"wie groß?": '"a"'}, firm='quoted "\\" \x7f\x01')
    text = answers_text(made, catalogue)
    assert parse_answers(tomllib.loads(text), catalogue, file="x") == made


def test_the_rating_sheet_has_a_row_for_each_option_and_criterion(ratings):
    sheet = book_of(ratings)["Ratings"]
    names = [cell.value for cell in sheet[1]]
    pairs = [(row[13].value, row[14].value) for row in sheet.iter_rows(min_row=2)]
    assert pairs == [(one.id, what.id) for one in PAPER.options for what in PAPER.criteria]
    assert names[6:] == [
        *("level", "lower", "upper", "evidence", "note", "date", "rater", "option", "criterion")
    ]
    at = row_of(ratings, "outsourcing-materials", "lock_in_intangible")
    assert sheet.cell(at, 3).value == "– no access\n+/– access in part\n+ access"
    assert sheet.cell(at, 4).value == "+/– (access in part), between – and +"
    assert sheet.cell(at, 6).value == "5.2; Proposition 1c"
    assert sheet.cell(row_of(ratings, "reshoring", "core"), 4).value == "unrated"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.fitToHeight == 0


def test_a_blind_rating_sheet_does_not_show_the_catalogue(tmp_path):
    path = write_rating_sheet(tmp_path / "r.xlsx", PAPER, prefilled=False)
    rows = book_of(path)["Ratings"].iter_rows(min_row=2, min_col=4, max_col=6, values_only=True)
    assert {cell for row in rows for cell in row} == {None}


def test_a_rating_sheet_in_which_nothing_is_written_holds_no_rating(ratings):
    assert read_rating_sheet(ratings, PAPER) == RatingSheet(())


def test_ratings_come_back_as_the_panel_takes_them(ratings):
    level = row_of(ratings, "captive-higher", "feasibility")
    spread = row_of(ratings, "outsourcing-higher", "core")
    silent = row_of(ratings, "niche-exporting", "core")
    edited(ratings, "Ratings", {f"G{level}": "mf", f"J{level}": "our subsidiary in Graz"})
    edited(ratings, "Ratings", {f"H{spread}": "+/-", f"I{spread}": "met", f"L{spread}": "May"})
    edited(ratings, "Ratings", {f"K{silent}": "cannot say"})
    edited(ratings, "Rater", {"B3": "2026"})
    found = read_rating_sheet(ratings, PAPER)
    shown = {(one.option, one.criterion): one for one in found.ratings}
    assert len(shown) == 3
    one = shown["captive-higher", "feasibility"]
    assert (one.rater, one.level, one.lower, one.upper) == ("Ada", "MF", "MF", "MF")
    assert (one.evidence, one.date) == ("our subsidiary in Graz", "2026")
    one = shown["outsourcing-higher", "core"]
    assert (one.level, one.lower, one.upper, one.date) == (None, "+/–", "+", "May")
    assert not shown["niche-exporting", "core"].has_opinion
    assert RatingSheet.from_dict(found.to_dict()) == found


def test_levels_that_leave_the_catalogue_without_evidence_are_noted_and_kept(ratings):
    away = row_of(ratings, "niche-exporting", "lock_in")
    inside = row_of(ratings, "outsourcing-materials", "lock_in_intangible")
    unrated = row_of(ratings, "reshoring", "core")
    same = row_of(ratings, "niche-exporting", "core")
    rated = {away: "+", inside: "–", unrated: "+/–", same: "+"}
    edited(ratings, "Ratings", {f"G{row}": level for row, level in rated.items()})
    found = read_rating_sheet(ratings, PAPER)
    assert len(found.ratings) == 4
    assert sorted(found.notes) == sorted(
        [
            f"ratings.xlsx, sheet Ratings, row {away}: Ada rates "
            f"'{PAPER.option('niche-exporting').name}' on 'avoid lock-in' as +, "
            "the catalogue as –, and names no evidence.",
            f"ratings.xlsx, sheet Ratings, row {unrated}: Ada rates 'reshoring' on 'protect and "
            "develop core competencies' as +/–, which the catalogue leaves unrated, and names no "
            "evidence.",
        ]
    )


def test_every_wrong_rating_is_told_together(ratings):
    rows = {
        name: row_of(ratings, "niche-exporting", name)
        for name in ("feasibility", "lock_in", "core")
    }
    other = row_of(ratings, "captive-higher", "core")
    twice = row_of(ratings, "captive-higher", "lock_in")
    edited(
        ratings,
        "Ratings",
        {
            f"G{rows['feasibility']}": "high",
            f"H{rows['lock_in']}": "+/-",
            f"G{rows['core']}": "-",
            f"H{rows['core']}": "+/-",
            f"I{rows['core']}": "+",
            f"N{other}": "captive",
            f"G{other}": "+",
            f"O{twice}": "core",
            f"G{twice}": "+",
        },
    )
    edited(ratings, "Ratings", {f"G{twice + 3}": "+"})
    with pytest.raises(InputError) as told:
        read_rating_sheet(ratings, PAPER)
    said = str(told.value)
    assert said.startswith("ratings.xlsx: 4 problems:\n")
    assert "column level: there is no level 'high' of feasibility. There are: LF, MF, HF." in said
    assert (
        f"row {rows['lock_in']}: the range has no upper end. Write both ends, or a level." in said
    )
    assert (
        f"row {rows['core']}, column level: level – is outside its range +/– to +. "
        "Choose a level between lower and upper."
    ) in said
    assert "there is no option 'captive'. Did you mean 'captive-" in said


def test_a_rating_twice_or_by_nobody_is_refused(tmp_path):
    path = write_rating_sheet(tmp_path / "r.xlsx", PAPER)
    first = row_of(path, "niche-exporting", "core")
    edited(path, "Ratings", {f"G{first}": "+"})
    with pytest.raises(InputError) as told:
        read_rating_sheet(path, PAPER)
    assert str(told.value) == (
        f"r.xlsx, sheet Ratings, row {first}: there is no rater. "
        "Write the name in the sheet Rater, or in the column rater."
    )
    edited(path, "Rater", {"B2": "Bo"})
    edited(path, "Ratings", {f"O{first - 1}": "core", f"G{first - 1}": "+"})
    with pytest.raises(InputError) as told:
        read_rating_sheet(path, PAPER)
    assert str(told.value) == (
        f"r.xlsx, sheet Ratings, row {first}: Bo rates niche-exporting on core twice. "
        "Keep one of the two rows."
    )


def test_a_catalogue_of_ones_own_makes_sheets_too(tmp_path):
    criterion = Criterion("risk", "risk", "feasibility", ("bad", "good"), ("bad", "good"))
    option = Option("go", "go", ("any",), "exporting")
    rating = Rating("go", "risk", "good")
    catalogue = Catalogue("own", "Own", (criterion,), (option,), (rating,))
    path = write_rating_sheet(tmp_path / "r.xlsx", catalogue)
    sheet = book_of(path)["Ratings"]
    assert (sheet["C2"].value, sheet["D2"].value) == ("bad\ngood", "good")
    path = write_answer_sheet(tmp_path / "a.xlsx", catalogue)
    assert book_of(path)["Questions"].max_row == 1


def test_the_workbook_has_no_clock_in_it(empty):
    import zipfile

    with zipfile.ZipFile(io.BytesIO(empty.read_bytes())) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}
        assert b"2000-01-01T00:00:00Z" in parts.read("docProps/core.xml")
