"""``hanse run``: the summary, the errors, and what an interruption leaves."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from hanse.cli.run import summary
from hanse.study import run_study


class Interrupting:
    """A section of a study during which somebody presses Ctrl-C."""

    keys = ("cases", "sets", "qca", "robustness")

    def run(self, study, *, progress):
        progress("solutions for CI", 0, 1)
        raise KeyboardInterrupt


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_township_study_is_summed_up_in_a_few_lines(hanse, township, tmp_path):
    shown = hanse("run", township, "--out", tmp_path / "out")
    assert shown.exit_code == 0, shown.output
    lines = shown.stdout.splitlines()
    assert 6 <= len(lines) <= 13
    assert lines[0] == "Township clusters: which configurations lead abroad"
    assert lines[1].startswith("The 34 clusters are fictitious.")
    assert lines[2] == "34 cases, 5 conditions, outcome CI"
    assert lines[3] == (
        "CI, conservative: 1 model, ISC*Pat*VC*~HC + ~ISC*Pat*AK*VC*HC + ISC*~Pat*AK*VC*HC + "
        "ISC*~Pat*~AK*~VC*HC (consistency 0.81, coverage 0.59)"
    )
    assert lines[4].startswith("CI, intermediate: 2 models, the first: ISC*Pat*VC*~HC + ")
    assert lines[5].startswith("CI, parsimonious: 2 models, the first: ISC*Pat*~HC + ")
    assert lines[-1] == f"Report: {tmp_path / 'out' / 'report.html'}"
    assert (tmp_path / "out" / "report.html").is_file()
    assert shown.stderr == ""


def test_results_go_into_the_study_folder_where_no_other_is_named(hanse, small):
    assert hanse("run", small).exit_code == 0
    assert (small / "out" / "report.html").is_file()
    assert hanse("run", small / "hanse.toml").exit_code == 0
    assert sorted(path.name for path in small.iterdir()) == ["hanse.toml", "out", "towns.csv"]


def test_an_interrupted_run_leaves_earlier_results_whole(hanse, small, monkeypatch):
    assert hanse("run", small).exit_code == 0
    before = contents(small)
    monkeypatch.setattr("hanse.study.run.SECTIONS", (Interrupting(),))
    shown = hanse("run", small)
    assert shown.exit_code == 130
    assert shown.stderr == "hanse: interrupted; earlier results are unchanged\n"
    assert contents(small) == before


def test_a_failed_run_leaves_earlier_results_whole(hanse, small):
    assert hanse("run", small).exit_code == 0
    before = contents(small / "out")
    settings = small / "hanse.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("frequency = 1", "frequency = 0"), encoding="utf-8")
    shown = hanse("run", small)
    assert shown.exit_code == 2
    assert "frequency is 0" in shown.stderr
    assert contents(small / "out") == before


def test_a_folder_without_settings_is_told_how_to_start_one(hanse, tmp_path):
    shown = hanse("run", tmp_path)
    assert shown.exit_code == 2
    assert shown.stderr == (
        f"hanse: {tmp_path}: there is no hanse.toml. Start one with: hanse new DIR --from FILE.\n"
    )


def test_a_folder_that_is_not_there_is_named(hanse, tmp_path):
    shown = hanse("run", tmp_path / "none")
    assert shown.exit_code == 2
    assert shown.stderr == (
        f"hanse: there is no folder '{tmp_path / 'none'}'. "
        "Start a study with: hanse new DIR --from FILE.\n"
    )


def test_an_out_that_is_a_file_is_refused_and_kept(hanse, small, tmp_path):
    (tmp_path / "file").write_text("mine")
    shown = hanse("run", small, "--out", tmp_path / "file")
    assert shown.exit_code == 2
    assert "'file' is a file. Name a folder with --out.\n" in shown.stderr
    assert (tmp_path / "file").read_text() == "mine"


def test_an_out_that_holds_the_study_is_refused(hanse, small):
    shown = hanse("run", small, "--out", small)
    assert shown.exit_code == 2
    assert "the study itself stands in this folder." in shown.stderr


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[study]", "[studi]", "hanse.toml: there is no section 'studi'. Did you mean 'study'?"),
        ("pri = ", "prj = ", "[qca]: there is no key 'prj'. Did you mean 'pri'?"),
        ("frequency = 1", "frequency = ", "hanse.toml: not TOML: "),
        ('outcome = "exports"', 'outcome = "export"', "there is no set 'export'."),
        ('file = "towns.csv"', 'file = "town.csv"', "there is no file 'town.csv'."),
    ],
)
def test_a_wrong_word_in_the_settings_is_named_with_the_nearest(hanse, small, old, new, said):
    settings = small / "hanse.toml"
    text = settings.read_text(encoding="utf-8")
    assert old in text
    settings.write_text(text.replace(old, new, 1), encoding="utf-8")
    shown = hanse("run", small)
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert said in shown.stderr
    assert not (small / "out").exists()


def test_a_dead_end_unknown_numbers_and_many_paths_are_summed_up():
    solution = {
        "n_models": None,
        "n_listed": 40,
        "models": [
            {
                "expression": "",
                "consistency": None,
                "coverage": 0.5,
                "terms": [{"expression": f"P{i}"} for i in range(10)],
            }
        ],
    }
    none = {"n_models": 0, "n_listed": 0, "models": []}
    solutions = {"conservative": none, "intermediate": solution, "parsimonious": none}
    side = {"conditions": ["A", "B"], "dead_end": "", "solutions": solutions}
    result = {
        "title": "Two towns",
        "descriptives": [{"n": 2}],
        "dropped": [["C", "A", ""], ["C", "B", ""]],
        "calibration_warnings": ["A: no variation."],
        "qca": {"Y": side, "~Y": {**side, "dead_end": "No row passes."}},
    }
    said = summary(SimpleNamespace(result=result, report=Path("report.html"))).splitlines()
    assert said == [
        "Two towns",
        "2 cases, 1 case left out for missing cells, 2 conditions, outcome Y",
        "Y, conservative: 0 models",
        "Y, intermediate: at least 40 models, the first: P0 + P1 + P2 + P3 + P4 + P5 + P6 + P7 "
        "and 2 more paths (consistency –, coverage 0.50)",
        "Y, parsimonious: 0 models",
        "~Y: no solution. No row passes.",
        "1 warning: see the report",
        "Report: report.html",
    ]


def test_a_study_of_actors_and_partners_says_what_came_out(tmp_path):
    example = Path(__file__).parents[2] / "examples" / "regional-cluster"
    said = summary(run_study(example, tmp_path / "out")).splitlines()
    assert "Widest gaps: firm to other clusters 78 %, firm to capital 65 %" in said
    assert "An insider in 4 of 15 markets" in said
    assert "Next market: NLD; leaps: AUS" in said
    assert "170 meetings, 0.1 % below the bound of any plan" in said
