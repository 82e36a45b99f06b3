"""Single steps print what a paper prints, and CSV or JSON for programs."""

from __future__ import annotations

import csv
import io
import json

import pytest

import hanse as hs
from hanse.result import answer_from_dict


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_calibration_of_the_township_study_is_printed_as_a_table(hanse, township):
    lines = hanse("calibrate", township).stdout.splitlines()
    assert lines[0].split()[:3] == ["Sets", "Fully", "out"]
    found = next(line for line in lines if line.startswith("vertical coordination (VC)"))
    assert found.split()[-7:] == ["2", "4", "6", "5.08", "1.42", "1.67", "7.00"]


def test_warnings_stand_below_the_calibration(hanse, small):
    settings = small / "hanse.toml"
    text = settings.read_text(encoding="utf-8").replace("nudge = 0.001\n", "")
    settings.write_text(text, encoding="utf-8")
    shown = hanse("calibrate", small).stdout
    assert "\nWarning: firms: 1 case has a membership of exactly 0.5" in shown


def test_the_necessity_of_both_sides_is_printed(hanse, township):
    shown = hanse("necessity", township).stdout
    assert shown.startswith("Necessary for CI (threshold 0.90)\n")
    assert "\n\nNecessary for ~CI (threshold 0.90)\n" in shown
    assert "\nISC              0.716     0.711  0.792\n" in shown


def test_another_threshold_of_necessity_can_be_tried(hanse, township):
    shown = hanse("necessity", township, "--consistency", 0.7, "--outcome", "CI").stdout
    assert shown.splitlines()[-1] == "Reach the threshold: ISC, VC"


def test_the_truth_table_of_one_side_is_printed(hanse, township):
    lines = hanse("truth-table", township, "--outcome", "~CI").stdout.splitlines()
    assert lines[0] == "Truth table for ~CI (frequency 1, consistency 0.80, PRI 0.60)"
    assert [line for line in lines if line.startswith("  3 ")] == [
        "  3    0    0   0   1   0  2         0.90  0.78    1  Township 02, Township 06"
    ]


def test_other_cut_offs_can_be_tried(hanse, township):
    choices = ("--frequency", 2, "--consistency", 0.85, "--pri", 0.7)
    shown = hanse("truth-table", township, *choices).stdout
    assert shown.startswith("Truth table for CI (frequency 2, consistency 0.85, PRI 0.70)\n")
    assert "\nTruth table for ~CI (frequency 2, consistency 0.85, PRI 0.70)\n" in shown


def test_the_solutions_of_the_township_study_are_printed(hanse, township):
    lines = hanse("minimize", township, "--outcome", "CI").stdout.splitlines()
    assert lines[0] == "Solutions for CI"
    start = lines.index("Conservative solution: 1 model")
    assert [line.split()[0] for line in lines[start + 2 : start + 6]] == [
        "ISC*Pat*VC*~HC",
        "~ISC*Pat*AK*VC*HC",
        "ISC*~Pat*AK*VC*HC",
        "ISC*~Pat*~AK*~VC*HC",
    ]
    assert "Intermediate solution: 2 models" in lines


def test_lines_are_never_broken_to_the_width_of_a_terminal(hanse, township, monkeypatch):
    wide = hanse("truth-table", township).stdout
    monkeypatch.setenv("COLUMNS", "20")
    assert hanse("truth-table", township).stdout == wide


def test_no_row_that_passes_is_an_answer(hanse, township):
    shown = hanse("minimize", township, "--outcome", "CI", "--consistency", 1)
    assert shown.exit_code == 0
    assert shown.stdout.startswith("Solutions for CI: none. No row passes for CI: the nearest is ")


@pytest.mark.parametrize("step", ["calibrate", "necessity", "truth-table", "minimize"])
def test_csv_has_a_row_for_each_line_of_the_table(hanse, small, step):
    shown = hanse(step, small, "--format", "csv")
    found = rows_of(shown.stdout)
    assert (shown.exit_code, shown.stderr) == (0, "")
    if step == "calibrate":
        assert [row["set"] for row in found] == ["exports", "firms", "trust"]
    else:
        assert {row["outcome"] for row in found} <= {"exports", "~exports"}
        assert next(csv.reader(io.StringIO(shown.stdout)))[0] == "outcome"


def test_csv_has_every_digit(hanse, township):
    found = rows_of(hanse("necessity", township, "--format", "csv").stdout)

    assert len(found) == 20
    assert float(found[0]["consistency"]) == pytest.approx(0.716, abs=0.0005)
    assert len(found[0]["consistency"]) > 10


def test_json_reads_back_as_the_answers(hanse, township):
    data = json.loads(hanse("minimize", township, "--format", "json").stdout)
    assert list(data) == ["CI", "~CI"]
    solutions = answer_from_dict(data["CI"])
    assert isinstance(solutions, hs.Solutions)
    assert solutions.conservative.models[0].terms[0].expression == "ISC*Pat*VC*~HC"
    assert solutions.conservative.models[0].verify()


@pytest.mark.parametrize(
    ("step", "kind"), [("necessity", "necessity"), ("truth-table", "truth-table")]
)
def test_json_of_one_side_has_only_that_side(hanse, small, step, kind):
    data = json.loads(hanse(step, small, "--outcome", "~exports", "--format", "json").stdout)
    assert {name: answer["kind"] for name, answer in data.items()} == {"~exports": kind}


def test_json_of_the_calibration_is_one_answer(hanse, township):
    data = json.loads(hanse("calibrate", township, "--format", "json").stdout)
    assert answer_from_dict(data).names == ("CI", "ISC", "Pat", "AK", "VC", "HC")


def test_an_outcome_that_is_not_the_study_s_is_refused(hanse, township):
    shown = hanse("minimize", township, "--outcome", "Pat")
    assert shown.exit_code == 2
    assert shown.stderr == (
        "hanse: --outcome: 'Pat' is not the outcome of this study. "
        "Choose CI or ~CI, or change [qca] outcome in hanse.toml.\n"
    )


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        (("--frequency", 0), "hanse: frequency is 0. Give a whole number from 1.\n"),
        (("--consistency", 2), "hanse: consistency is 2.0. Give a number from 0 to 1.\n"),
        (("--pri", -1), "hanse: pri is -1.0. Give a number from 0 to 1.\n"),
    ],
    ids=["frequency", "consistency", "pri"],
)
def test_a_cut_off_out_of_range_is_refused(hanse, small, choices, said):
    shown = hanse("truth-table", small, *choices)
    assert (shown.exit_code, shown.stderr) == (2, said)


def test_an_unknown_format_is_refused(hanse, small):
    shown = hanse("minimize", small, "--format", "xml")
    assert shown.exit_code == 2
    assert "'xml' is not one of 'text', 'csv', 'json'" in shown.stderr
