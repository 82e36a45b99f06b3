"""The report has every section in order, its files read back, and result.json keeps its promise."""

from __future__ import annotations

import csv
import hashlib
import json
import math
import re

import numpy as np
import pytest
from tests.study.small_study import (
    AS_IS,
    FUZZY,
    analysed,
    crisp_table,
    study_text,
    write_study,
)

from hanse.report import Chart, Document, Notice, render_html, render_markdown
from hanse.report.inline import plain
from hanse.study import run_study
from hanse.study.qca_charts import family_warnings
from hanse.study.qca_data import calibration_blocks
from hanse.study.words_used import WORDS

SECTIONS = [
    "In short",
    "Question and data",
    "Calibration",
    "Necessary conditions",
    "Truth table",
    "Solutions",
    "Configuration charts",
    "Paths and their cases",
    "Robustness",
    "Words used here",
    "Settings and versions",
]


@pytest.fixture(scope="module")
def page(small_run) -> str:
    return small_run.report.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def found(small_run):
    """Return the analysis of the study that was run."""
    return analysed(small_run.out.parent / "study")


def read(small_run, name: str) -> list[dict[str, str]]:
    with (small_run.out / "tables" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_report_needs_nothing_but_itself(page):
    assert "<script" not in page
    assert "<link" not in page
    assert not re.search(r"""(src|href)\s*=\s*["'](?!#)(?!https?://)""", page)
    assert not re.search(r"""src\s*=\s*["']http""", page)
    assert "@import" not in page
    assert "url(" not in page


def test_the_sections_stand_in_their_order(page):
    heads = [re.sub("<[^>]+>", "", one).strip() for one in re.findall(r"<h2[^>]*>(.*?)</h2>", page)]
    assert [head for head in heads if head in SECTIONS] == SECTIONS


def test_the_caution_stands_on_the_first_page(page):
    assert page.index("Made up.") < page.index("Which paths lead to high exports")


def test_settings_versions_and_hash_of_the_data_are_in_the_report(page, small_run):
    data = (small_run.out.parent / "study" / "cases.csv").read_bytes()
    assert hashlib.sha256(data).hexdigest() in page
    assert small_run.result["versions"]["numpy"] == np.__version__
    assert np.__version__ in page
    assert "anchors = [0.1, 0.5, 0.9]" in page
    assert "Seen in the field." in page


def test_no_path_of_this_machine_is_in_the_report(page, small_run):
    assert str(small_run.out.parent) not in page
    assert str(small_run.out.parent) not in json.dumps(small_run.result)


def test_every_figure_of_the_report_is_a_file(small_run):
    linked = set(re.findall(r"figures/([\w.-]+\.svg)", render_markdown(small_run.document)))
    assert linked == {path.name for path in (small_run.out / "figures").iterdir()}


def test_the_document_survives_json_and_renders_to_markdown(small_run, page):
    again = Document.from_dict(json.loads(json.dumps(small_run.document.to_dict())))
    assert render_html(again) == page
    text = render_markdown(again)
    assert [line[3:] for line in text.splitlines() if line.startswith("## ")] == SECTIONS


def test_the_table_of_cases_reads_back_equal(small_run, found):
    sets = found[0].sets
    rows = read(small_run, "cases")
    assert [row["case"] for row in rows] == list(sets.cases.cases)
    for i, name in enumerate(sets.names):
        assert [float(row[f"{name}_membership"]) for row in rows] == sets.values[:, i].tolist()
        assert [float(row[f"{name}_raw"]) for row in rows] == sets.cases.numeric(name).tolist()


def test_truth_tables_read_back_equal(small_run, found):
    for side, name in zip(found[0].sides, ("Y", "not-Y"), strict=True):
        rows = read(small_run, f"truth-table-{name}")
        assert [int(row["row"]) for row in rows] == [row.row for row in side.table.rows]
        for row, true in zip(rows, side.table.rows, strict=True):
            assert float(row["consistency"]) == true.consistency
            assert float(row["pri"]) == true.pri
            assert (row["out"], int(row["n"])) == (true.out, true.n)
            assert row["cases"] == "; ".join(true.cases)
            assert row["reason"] == true.reason
            assert [int(row[c]) for c in "ABC"] == list(true.values)


def test_necessity_reads_back_equal(small_run, found):
    for side, name in zip(found[0].sides, ("Y", "not-Y"), strict=True):
        rows = read(small_run, f"necessity-{name}")
        shown = [(r["condition"], float(r["consistency"]), float(r["ron"])) for r in rows]
        assert shown == [(c.condition, c.consistency, c.ron) for c in side.necessity.conditions]


def test_the_tables_of_solutions_list_all_models(small_run, found):
    for side, name in zip(found[0].sides, ("Y", "not-Y"), strict=True):
        rows = read(small_run, f"solutions-{name}")
        for kind in ("conservative", "parsimonious", "intermediate"):
            true = [
                (str(i), term.expression, term.consistency, term.raw_coverage)
                for i, model in enumerate(side.solutions.of_type(kind).models, start=1)
                for term in model.terms
            ]
            shown = [
                (r["model"], r["term"], float(r["consistency"]), float(r["raw_coverage"]))
                for r in rows
                if r["solution"] == kind
            ]
            assert shown == true


def test_the_table_of_robustness_has_the_fate_of_each_path(small_run):
    rows = read(small_run, "robustness")
    assert {row["setting"] for row in rows} == {"stricter"}
    fates = {(row["outcome"], row["solution"], row["path"]): row["becomes"] for row in rows}
    assert fates["Y", "intermediate", "A*B"] == "narrower"


SIDE = {"necessity", "truth_table", "solutions"}
SIDE_MORE = {"conditions", "frequency", "consistency", "pri", "expectations"}
SIDE_MORE |= {"unassigned", "dead_end", "cases_judged"}
ROW = {"row", "values", "n", "cases", "consistency", "pri", "out"}
MODEL = {"expression", "consistency", "pri", "coverage", "terms"}
TERM = {"expression", "consistency", "pri", "raw_coverage", "unique_coverage", "cases"}


def test_result_json_has_the_promised_keys_and_few_more(small_run):
    result = json.loads((small_run.out / "result.json").read_text(encoding="utf-8"))
    assert result == small_run.result
    assert "descriptives" in result
    assert list(result["qca"]) == ["Y", "~Y"]
    for side in result["qca"].values():
        assert set(side) == SIDE | SIDE_MORE
        for one in side["necessity"]:
            assert set(one) == {"condition", "consistency", "coverage", "ron"}
        for row in side["truth_table"]:
            assert set(row) == ROW | {"reason", "deviant"}
            assert row["out"] in {"1", "0", "?"}
        assert list(side["solutions"]) == ["conservative", "parsimonious", "intermediate"]
        for kind, solution in side["solutions"].items():
            assert set(solution) == {"n_models", "n_listed", "models"}
            assert solution["n_models"] == solution["n_listed"] == len(solution["models"])
            for model in solution["models"]:
                more = {"pairs", "core"} if kind == "intermediate" else set()
                assert set(model) == MODEL | more
                assert all(set(term) == TERM for term in model["terms"])


def test_result_json_does_not_round(small_run, found):
    term = found[0].sides[0].solutions.intermediate.models[0].terms[0]
    shown = small_run.result["qca"]["Y"]["solutions"]["intermediate"]["models"][0]["terms"][0]
    assert shown["consistency"] == term.consistency
    assert len(str(shown["consistency"])) > 10


def test_what_is_undefined_is_null_in_result_json(tmp_path):
    table = crisp_table([(1, 1, 1), (1, 1, 1)], "ABY")
    result = run_study(write_study(tmp_path / "study", study_text("ABY"), table), tmp_path / "out")
    text = (tmp_path / "out" / "result.json").read_text(encoding="utf-8")
    assert "NaN" not in text
    necessity = json.loads(text)["qca"]["Y"]["necessity"]
    assert next(one for one in necessity if one["condition"] == "A")["ron"] is None
    assert math.isnan(analysed(tmp_path / "study")[0].sides[0].necessity.conditions[0].ron)
    page = result.report.read_text(encoding="utf-8")
    assert "always true here, so no condition is core" in page
    assert "nan" not in re.sub(r"<svg.*?</svg>", "", page, flags=re.DOTALL).split()


def test_the_chart_marks_core_peripheral_and_absent_conditions(small_run):
    charts = [block for block in small_run.document.blocks if isinstance(block, Chart)]
    assert [chart.title.split(",")[0] for chart in charts] == [
        "Configurations for Y",
        "Configurations for ~Y",
    ]
    marks = {column.name: column.marks for column in charts[0].columns}
    assert charts[0].conditions == ("knowledge (A)", "B", "C")
    assert marks == {
        "1": ("core-present", "core-present", ""),
        "2": ("core-present", "", "core-present"),
    }
    assert charts[0].columns[0].group == "north"
    negated = [column.marks for column in charts[1].columns]
    assert all("core-absent" in column or "absent" in column for column in negated)


def test_a_condition_outside_the_parsimonious_path_is_drawn_small(tmp_path):
    from hanse.study.qca_charts import chart_blocks

    rows = [(1, 1, 1), (0, 0, 0), (0, 1, 0)]
    folder = write_study(tmp_path, study_text("ABY"), crisp_table(rows, "ABY"))
    analysis, settings = analysed(folder)
    blocks, _ = chart_blocks(analysis, analysis.sides[0], settings, "Y")
    assert blocks[0].columns[0].marks == ("core-present", "present")
    blocks, _ = chart_blocks(analysis, analysis.sides[1], settings, "not-Y")
    assert blocks[0].columns[0].marks == ("core-absent", "")


def test_labels_with_signs_are_escaped_in_the_whole_report(tmp_path):
    label = "*a* _b_ `c` <i>d</i> & e"
    sets = {"A": f'{AS_IS}\nlabel = "{label}"\nunit = "<u>"', "B": "anchors = [0.1, 0.5, 0.9]"}
    more = '[[robustness]]\nname = "*strict* <b>"\npri = 0.9'
    toml = study_text(sets=sets, more=more)
    table = FUZZY.replace("North", "<img src=x> *N*")
    run = run_study(write_study(tmp_path / "study", toml, table), tmp_path / "out")
    page = run.report.read_text(encoding="utf-8")
    assert "<i>d" not in page
    assert "<img" not in page
    assert "<u>" not in page
    assert "*strict* &lt;b&gt;" in page
    assert "<em>a" not in page
    assert "<em>strict" not in page
    assert "&lt;i&gt;d&lt;/i&gt; &amp; e" in page


def test_the_words_of_the_report_are_explained_at_its_end(small_run):
    (words,) = [b for b in small_run.document.blocks if getattr(b, "rows", ()) == WORDS]
    explained = " ".join(word for word, _ in words.rows)
    for word in ("membership", "consistency", "PRI", "unique coverage", "RoN", "core", "minimal"):
        assert word in explained


def test_a_family_that_names_no_path_is_a_warning(tmp_path):
    toml = study_text(more='[qca.families]\nnorth = ["B*A", "A*~B*C"]\n"*odd*" = ["B", "~A"]')
    analysis, settings = analysed(write_study(tmp_path, toml))
    said = [plain(block.text) for block in family_warnings(analysis, settings)]
    assert said == [
        "The family north names A*~B*C, which is a path of no listed model: no chart shows it.",
        "The family *odd* names B, which is a path of no listed model: no chart shows it.",
    ]


def test_sets_without_variation_are_one_box_in_the_report(tmp_path):
    table = crisp_table([(1, 1, 1), (1, 1, 1)], "ABY")
    analysis, _ = analysed(write_study(tmp_path, study_text("ABY"), table))
    boxes = [b.text for b in calibration_blocks(analysis, ()) if isinstance(b, Notice)]
    assert boxes == ["Y, A and B: no variation, the value is 1 for every case."]
