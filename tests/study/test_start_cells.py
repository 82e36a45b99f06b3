"""Stray texts among numbers and rows of totals are found, said, and offered a way out."""

from __future__ import annotations

import re
import tomllib

import pytest

from hanse.study import open_study
from hanse.study.qca_section import run_analysis
from hanse.study.start import begin_study
from hanse.study.start_cells import stray_reason, stray_texts, suggested_markers, total_rows
from hanse.tables import read_cases


@pytest.fixture
def table(tmp_path):
    def made(*cells: str, others: str = "1"):
        rows = [f"t{i}x,{cell},{others}" for i, cell in enumerate(cells)]
        path = tmp_path / "towns.csv"
        path.write_text("\n".join(["town,Pat,y", *rows, ""]), encoding="utf-8")
        return read_cases(path)

    return made


def test_one_bad_cell_is_named_with_its_row(table):
    found = table("3", "four", "7")
    assert stray_reason(found, found.column("Pat")) == "'four' in row 3 is no number"


def test_further_bad_cells_are_counted(table):
    found = table("3", "four", "7", "8", "nine")
    said = stray_reason(found, found.column("Pat"))
    assert said == "'four' in row 3 is no number, nor 1 more cell"


@pytest.mark.parametrize("cells", [("a", "b", "a"), ("a", "b", "3"), ("1", "2", "3")])
def test_a_column_of_text_or_of_numbers_has_no_stray_texts(table, cells):
    assert stray_texts(table(*cells).column("Pat")) == []


def test_a_text_that_repeats_may_stand_for_a_missing_cell(table):
    assert suggested_markers(table("3", "unsaid", "7", "unsaid", "5")) == ("unsaid",)


def test_texts_in_few_cells_may_stand_for_missing_cells(table):
    assert suggested_markers(table("3", "unsaid", "7", "4", "5", "6")) == ("unsaid",)


def test_a_single_text_among_few_cells_is_no_marker(table):
    assert suggested_markers(table("3", "four", "7")) == ()


def test_a_text_with_a_digit_holds_a_value_and_is_no_marker(table):
    assert suggested_markers(table("3", "ca. 40", "7", "4", "5", "6")) == ()


@pytest.mark.parametrize(
    "name", ["Total", "TOTAL:", "Sum", "Summe", "Insgesamt", "Average", "Mean", "Grand total"]
)
def test_a_row_of_a_total_is_found_with_its_line(tmp_path, name):
    path = tmp_path / "towns.csv"
    path.write_text(f"town,a,y\nLyon,1,2\n{name},3,4\n", encoding="utf-8")
    assert total_rows(read_cases(path)) == [(3, name)]


@pytest.mark.parametrize("name", ["Summerside", "Totalville", "Meaning", "Gesamtheim"])
def test_a_name_that_only_begins_so_is_a_case(tmp_path, name):
    path = tmp_path / "towns.csv"
    path.write_text(f"town,a,y\nLyon,1,2\n{name},3,4\n", encoding="utf-8")
    assert total_rows(read_cases(path)) == []


def test_proposed_markers_can_be_switched_on_and_bring_the_column_back(tmp_path):
    cells = ["3", "unsaid", "7", "-", "5", "unsaid", "9", "1"]
    rows = [f"t{i}x,{cell},{i},{i * 3 % 8}" for i, cell in enumerate(cells)]
    source = tmp_path / "towns.csv"
    source.write_text("\n".join(["town,Pat,firms,y", *rows, ""]), encoding="utf-8")
    made = begin_study(tmp_path / "study", source)
    text = made.path.read_text(encoding="utf-8")
    assert made.markers == ("unsaid",)
    assert '#missing_markers = ["-", "unsaid"]' in text
    assert "# Left out, 'Pat': 'unsaid' in row 3 is no number, nor 1 more cell." in text
    text = re.sub(r"^#(?! )", "", text, flags=re.MULTILINE)
    text = text.replace('conditions = ["firms"]', 'conditions = ["firms", "Pat"]')
    made.path.write_text(text, encoding="utf-8")
    analysis, _ = run_analysis(open_study(made.path.parent), progress=lambda step, done, of: None)
    assert "Pat" in analysis.sets.names
    assert analysis.sets.cases.cases == ("t0x", "t2x", "t4x", "t6x", "t7x")


def test_a_total_has_a_comment_beside_the_cases(tmp_path):
    source = tmp_path / "towns.csv"
    source.write_text("town,a,y\nLyon,1,2\nNice,5,1\nTotal,6,3\n", encoding="utf-8")
    text = begin_study(tmp_path / "study", source).path.read_text(encoding="utf-8")
    assert "# 'Total' in row 4 looks like a total, not a case." in text
    assert tomllib.loads(text)["cases"] == {"file": "towns.csv", "id": "town"}
