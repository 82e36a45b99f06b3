"""A study that `start_study` began is complete, says why, and runs unedited."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanse.errors import InputError
from hanse.study import open_study, run_study
from hanse.study.qca_section import run_analysis
from hanse.study.start import start_study

SHARED = Path(__file__).parents[2].parent / "shared"
REFERENCE = SHARED / "reference" / "qca" / "open"
METRO = SHARED / "data" / "us-metro-clusters" / "metro_conditions.csv"
BUNDLED = Path(__file__).parents[1] / "golden" / "reference" / "data"
TABLES = [
    *sorted((REFERENCE / "data").glob("*.csv") if REFERENCE.is_dir() else BUNDLED.glob("*.csv")),
    *sorted((REFERENCE / "raw").glob("*.csv")),
    *([METRO] if METRO.is_file() else []),
]
# Whole runs draw every figure, one to two CPU seconds each; the others are analysed without them.
DRAWN = {"FakeMV", "LF", "LR", "PAYF", "Quine", "RS", "Ro01", "dAS", "metro_conditions"}

MESSY = {
    "messy names": 'town,Export share (%),2nd,A*B,A B,"Größe ""in"" cm",%,π,+\n'
    "X,10,1,2,3,4,5,6,1\nY,20,2,3,3,5,6,7,2\nZ,40,4,2,8,9,1,1,5\nW,15,4,2,8,9,1,1,6\n",
    "line ends in names": 'town,"a\nb","c\\d","e\x07f",y\nX,10,1,3,2\nY,20,2,4,3\nZ,4,3,1,9\n',
    "decomposed letters": "town,Gro\u0308ße,日本語,y\nX,1,3,2\nY,2,8,3\nZ,3,4,9\n",
    "html in names": 'town,<b>x</b>&amp;,y\n<i>X</i>,10,2\n"Y ""q"" | *z*",20,3\n`Z`,40,9\n',
    "names differing in case": "town,a,A,y\nX,10,2,1\nY,20,3,4\nZ,40,9,2\n",
    "missing cells": "town,a,b,y\nX,,1,2\nY,20,,3\nZ,4,3,\nQ,4,4,1\nR,5,7,8\nS,9,..,10\n",
    "a constant column": "town,a,b,y\nX,7,1,2\nY,7,2,3\nZ,7,3,9\n",
    "only constant columns": "town,a,b,y\nX,7,0.4,2\nY,7,0.4,2\nZ,7,0.4,2\n",
    "columns of text": "town,a,b,y\nX,yes,1,2\nY,no,2,3\nZ,no,3,9\n",
    "two columns": "town,a,y\nX,1,2\nY,2,3\nZ,3,9\n",
    "numbers as ids": "a,b,y\n1,3,2\n2,8,3\n3,4,9\n",
    "one case": "town,a,b,y\nX,3,0.4,2\n",
    "one outcome for all": "town,a,b,y\nX,3,0.4,2\nY,5,0.6,2\n",
    "all at the crossover": "town,a,b,y\nX,0.5,0.5,1\nY,0.5,1,0\nZ,0.5,0.5,1\n",
    "true and false": "town,a,y\nX,true,2\nY,false,3\nZ,true,9\n",
    "per cent": "town,a,y\nX,10%,2\nY,20%,3\nZ,40%,9\n",
    "zeros and one large value": "town,a,y\nX,0,2\nY,0,3\nZ,0,9\nW,1e12,4\n",
    "below zero": "town,a,y\nX,-4,-2\nY,1,-3\nZ,2,9\nW,-1,4\n",
    "values 0 to 2 and 0 to 3": "town,a,y\nX,0,0\nY,1,1\nZ,2,2\nW,1,3\nV,0,3\nU,2,0\n",
}


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="")
    return path


def started(tmp_path: Path, text: str, **choices):
    """Start a study from a text and return its settings."""
    path = start_study(tmp_path / "study", write(tmp_path / "towns.csv", text), **choices)
    return tomllib.loads(path.read_text(encoding="utf-8"))


def settings_switched_on(path: Path) -> None:
    """Take the sign from all settings that are offered as comments."""
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"^#(?! )", "", text, flags=re.MULTILINE), encoding="utf-8")


def table_of(**columns: list[object]) -> str:
    """Return a table with a column of towns before the columns given."""
    rows = zip(*columns.values(), strict=True)
    lines = [",".join(map(str, [f"t{i}x", *row])) for i, row in enumerate(rows)]
    return "\n".join([",".join(["town", *columns]), *lines, ""])


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.stem)
def test_a_study_started_from_a_published_table_runs_unedited(table, tmp_path):
    path = start_study(tmp_path / "study", table)
    if table.stem not in DRAWN:
        analysis, _ = run_analysis(open_study(path.parent), progress=lambda step, done, of: None)
        assert [len(side.table.rows) > 0 for side in analysis.sides] == [True, True]
        return
    found = run_study(path.parent, tmp_path / "out")
    assert found.report.is_file()
    assert len(json.loads((tmp_path / "out" / "result.json").read_text("utf-8"))["qca"]) == 2


@pytest.mark.parametrize("text", MESSY.values(), ids=MESSY)
def test_a_study_started_from_a_messy_table_runs_unedited(text, tmp_path):
    started(tmp_path, text)
    analysis, _ = run_analysis(open_study(tmp_path / "study"), progress=lambda step, done, of: None)
    assert len(analysis.sets.cases.cases) > 0


@pytest.mark.parametrize("name", ["messy names", "html in names", "only constant columns"])
def test_a_messy_study_gets_its_report(name, tmp_path):
    started(tmp_path, MESSY[name])
    assert run_study(tmp_path / "study", tmp_path / "out").report.is_file()


@pytest.mark.parametrize("text", MESSY.values(), ids=MESSY)
def test_every_setting_offered_in_a_comment_can_be_switched_on(text, tmp_path):
    path = start_study(tmp_path / "study", write(tmp_path / "towns.csv", text))
    settings_switched_on(path)
    study = open_study(path.parent)
    assert {"study", "cases", "sets", "qca", "robustness"} <= set(study.tables)
    analysis, asked = run_analysis(study, progress=lambda step, done, of: None)
    assert asked.cuts.expectations
    assert analysis.sides[0].solutions.expectations


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12),
        min_size=2,
        max_size=5,
        unique_by=lambda name: " ".join(name.split()),
    ).filter(lambda names: all(" ".join(name.split()) for name in names))
)
def test_any_column_names_make_settings_that_can_be_read(tmp_path_factory, names):
    folder = tmp_path_factory.mktemp("names")
    with (folder / "table.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["the towns of it", *names])
        writer.writerows(
            [f"t{i}x", *(i * (j + 2) % 7 for j in range(len(names)))] for i in range(6)
        )
    try:
        path = start_study(folder / "study", folder / "table.csv")
    except InputError:
        return  # such a table cannot be read: two names alike, or a sign that no text has
    assert run_analysis(open_study(path.parent), progress=lambda step, done, of: None)


def test_the_data_file_is_copied_as_it_is(tmp_path):
    started(tmp_path, MESSY["two columns"])
    copied = (tmp_path / "study" / "towns.csv").read_bytes()
    assert copied == (tmp_path / "towns.csv").read_bytes()


def test_a_folder_that_holds_other_things_and_the_table_itself_can_become_a_study(tmp_path):
    write(tmp_path / "notes.txt", "mine")
    table = write(tmp_path / "towns.csv", MESSY["two columns"])
    start_study(tmp_path, table)
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["hanse.toml", "notes.txt", "towns.csv"]


def test_a_folder_with_a_study_is_refused(tmp_path):
    table = write(tmp_path / "towns.csv", MESSY["two columns"])
    start_study(tmp_path, table)
    with pytest.raises(InputError, match=r"there is a hanse\.toml already\. Name a new folder"):
        start_study(tmp_path, table)


def test_another_file_of_the_same_name_is_refused_and_kept(tmp_path):
    table = write(tmp_path / "towns.csv", MESSY["two columns"])
    (tmp_path / "study").mkdir()
    write(tmp_path / "study" / "towns.csv", "other")
    with pytest.raises(InputError, match=r"there is another 'towns\.csv' already"):
        start_study(tmp_path / "study", table)
    assert [p.name for p in (tmp_path / "study").iterdir()] == ["towns.csv"]
    assert (tmp_path / "study" / "towns.csv").read_text() == "other"


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path):
    table = write(tmp_path / "towns.csv", MESSY["two columns"])
    with pytest.raises(InputError, match=r"is a file, not a folder\. Name a new folder"):
        start_study(table, table)


def test_nothing_is_made_where_the_table_cannot_be_used(tmp_path):
    table = write(tmp_path / "towns.csv", "town,y\nX,1\nY,2\n")
    with pytest.raises(InputError, match="two columns of numbers beside the ids in 'town'"):
        start_study(tmp_path / "study", table)
    assert not (tmp_path / "study").exists()


def test_a_name_suggests_the_outcome(tmp_path):
    rows = [[1, 2, 5], [3, 1, 4], [2, 9, 9], [8, 7, 1]]
    a, b, c = (list(column) for column in zip(*rows, strict=True))
    made = started(tmp_path, table_of(**{"export share": a, "exports": b, "firms": c}))
    assert made["qca"]["outcome"] == "export_share"
    assert made["sets"]["export_share"]["column"] == "export share"
    assert made["sets"]["export_share"]["label"] == "export share"
    assert made["qca"]["conditions"] == ["firms"]


def test_without_a_telling_name_the_last_column_of_numbers_is_the_outcome(tmp_path):
    made = started(tmp_path, "town,a,b,note\nX,1,5,u\nY,4,2,v\nZ,2,3,u\n")
    assert made["qca"]["outcome"] == "b"


def test_the_outcome_and_conditions_named_are_taken_as_they_are(tmp_path):
    text = table_of(a=[1, 5, 3], b=[2, 1, 9], c=[4, 4, 1], d=[7, 2, 2])
    made = started(tmp_path, text, outcome="b", conditions=["d", "a"])
    assert made["qca"]["outcome"] == "b"
    assert made["qca"]["conditions"] == ["d", "a"]


def test_the_id_named_is_written_down(tmp_path):
    made = started(tmp_path, "town,code,a,y\nX,K,1,2\nY,L,4,3\nZ,M,2,9\n", id="code")
    assert made["cases"]["id"] == "code"


def test_an_unknown_outcome_is_answered_with_the_nearest_name(tmp_path):
    with pytest.raises(InputError, match=r"there is no column 'firm'\. Did you mean 'firms'"):
        started(tmp_path, table_of(firms=[1, 2], y=[3, 4]), outcome="firm")


def test_the_outcome_among_the_conditions_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"the outcome 'y' is among the conditions\. Take it out"):
        started(tmp_path, table_of(a=[1, 2], y=[3, 4]), outcome="y", conditions=["a", "y"])


def test_a_condition_of_text_is_refused_with_its_place(tmp_path):
    with pytest.raises(InputError, match=r"towns\.csv, row 2, column a: 'yes' is no number"):
        started(tmp_path, "town,a,y\nX,yes,1\nY,no,2\n", conditions=["a"])


def test_columns_that_explain_nothing_are_left_out_with_the_reason(tmp_path):
    columns = {
        "id code": [3, 1, 2, 7],
        "same": [4, 4, 4, 4],
        "gaps": ["", "", "", 2],
        "sector": ["a", "b", "a", "b"],
        "firms": [1, 5, 2, 2],
        "y": [3, 1, 4, 1],
    }
    made = started(tmp_path, table_of(**columns))
    text = (tmp_path / "study" / "hanse.toml").read_text(encoding="utf-8")
    assert made["qca"]["conditions"] == ["firms"]
    assert "'id code': it looks like a code or an identifier." in text
    assert "'same': no variation: every value is 4." in text
    assert "'gaps': mostly missing: 1 value in 4 cases." in text
    assert "'sector': text, such as 'a'; to use it, write numbers, 1 and 0" in text


def test_of_many_columns_the_five_fullest_that_differ_are_suggested(tmp_path):
    rng = np.random.default_rng(1)
    columns = {f"c{i}": rng.integers(0, 1000, 40).tolist() for i in range(9)}
    columns["twin"] = [value + 1 for value in columns["c0"]]
    columns["c3"][:2] = ["", ""]
    made = started(tmp_path, table_of(**columns, y=rng.integers(0, 1000, 40).tolist()))
    text = (tmp_path / "study" / "hanse.toml").read_text(encoding="utf-8")
    assert made["qca"]["conditions"] == ["c0", "c1", "c2", "c4", "c5"]
    assert "'twin': it goes almost entirely with 'c0'." in text
    assert '#[sets.c3]\n#label = "c3"' in text


def test_a_condition_that_would_cost_too_many_cases_is_left_out_and_it_is_said(tmp_path):
    made = started(tmp_path, table_of(a=[1, 5, 2, 8, 3], b=[1, "", "", "", 7], y=[1, 2, 4, 3, 9]))
    assert made["qca"]["conditions"] == ["a"]
    assert "drop" not in made["cases"].get("missing", "refuse")
    many = table_of(a=[1, 5, 2, 8, 3], b=[1, 2, "", "", 7], y=[1, 2, 4, 3, ""])
    (tmp_path / "study" / "hanse.toml").unlink()
    (tmp_path / "study" / "towns.csv").unlink()
    made = started(tmp_path, many)
    text = (tmp_path / "study" / "hanse.toml").read_text(encoding="utf-8")
    assert made["qca"]["conditions"] == ["a"]
    assert "'b': with its gaps 2 of 4 cases would be left." in text


def test_cases_with_missing_cells_are_dropped_and_it_is_said(tmp_path):
    made = started(tmp_path, table_of(a=[1, 5, 2, 8, ""], y=[1, 2, 4, 3, 9]))
    text = (tmp_path / "study" / "hanse.toml").read_text(encoding="utf-8")
    assert made["cases"]["missing"] == "drop"
    assert "# Of 5 cases 1 has a missing cell in the outcome or a condition and is left out" in text


@pytest.mark.parametrize(("cases", "frequency"), [(49, 1), (50, 2), (250, 2), (400, 4)], ids=str)
def test_the_frequency_cut_off_grows_with_the_cases(cases, frequency, tmp_path):
    a, y = [i * 7 % 23 for i in range(cases)], [i * 5 % 29 for i in range(cases)]
    made = started(tmp_path, table_of(a=a, y=y))
    assert made["qca"]["frequency"] == frequency
    assert (made["qca"]["consistency"], made["qca"]["pri"]) == (0.8, 0.5)


def test_a_sheet_of_a_workbook_is_read_and_written_down(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "notes"
    sheet = book.create_sheet("towns, all")
    for row in (["town", "a", "y"], ["X", 1, 2], ["Y", 4, 3], ["Z", 2, 9]):
        sheet.append(row)
    book.save(tmp_path / "towns.xlsx")
    path = start_study(tmp_path / "study", tmp_path / "towns.xlsx", sheet="towns, all")
    assert tomllib.loads(path.read_text(encoding="utf-8"))["cases"]["sheet"] == "towns, all"
    assert run_analysis(open_study(path.parent), progress=lambda step, done, of: None)


def test_every_guess_has_a_comment_above_it(tmp_path):
    path = start_study(tmp_path / "study", write(tmp_path / "towns.csv", MESSY["missing cells"]))
    lines = path.read_text(encoding="utf-8").splitlines()
    guesses = ("id", "missing", "caution", "anchors", "method", "conditions", "frequency")
    for i, line in enumerate(lines):
        if line.split(" = ")[0] in (*guesses, "consistency", "pri"):
            assert lines[i - 1].startswith("# "), line
