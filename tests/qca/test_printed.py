"""The tables as they are printed, and the columns of their frames."""

import pytest
from tests.qca.row_tables import table_of_rows
from tests.qca.worked_example import five_cases

from hanse.qca import build_truth_table, minimize, necessity

FIVE = ({(1,) * 5}, {(0, 0, 1, 1, 1), (0, 1, 0, 1, 1), (0, 1, 1, 0, 1), (0, 1, 1, 1, 0)})
TRUTH_TABLE = """\
Truth table for ~Y (frequency 1, consistency 0.90, PRI 0.60)
row  A  B  n  consistency   PRI  out  cases
  2  0  1  1         0.72  0.44    0  cedar
  3  1  0  1         0.87  0.50    0  birch
  4  1  1  2         0.43  0.00    0  ash, elm
In no row, at exactly 0.5 in a condition: date
No row passes for ~Y: the nearest is row 3 with consistency 0.87 against 0.90 and PRI 0.50 against \
0.60; it falls short by 0.100."""
NECESSITY = """\
Necessary for Y (threshold 0.80)
condition  consistency  coverage    RoN
A                0.839     0.839  0.792
~A               0.452     0.737  0.861
B                0.903     0.824  0.727
~B               0.387     0.750  0.895
Reach the threshold: A, B"""
SOLUTIONS = """\
Solutions for Y

Conservative solution: 1 model
path       consistency   PRI  raw coverage  unique coverage  cases
A*B*C*D*E         1.00  1.00          1.00             1.00      1
solution          1.00  1.00          1.00

Parsimonious solution: 2 models
Model 1
path      consistency   PRI  raw coverage  unique coverage  cases
A                1.00  1.00          1.00             1.00      1
solution         1.00  1.00          1.00
Model 2
path      consistency   PRI  raw coverage  unique coverage  cases
B*C*D*E          1.00  1.00          1.00             1.00      1
solution         1.00  1.00          1.00

Intermediate solution: 2 models
Model 1 (from C1P1)
path       consistency   PRI  raw coverage  unique coverage  cases
A*B*C*D*E         1.00  1.00          1.00             1.00      1
solution          1.00  1.00          1.00
Model 2 (from C1P2)
path      consistency   PRI  raw coverage  unique coverage  cases
B*C*D*E          1.00  1.00          1.00             1.00      1
solution         1.00  1.00          1.00"""
TERM_COLUMNS = [
    "solution",
    "model",
    "term",
    "consistency",
    "pri",
    "raw_coverage",
    "unique_coverage",
    "cases",
    "core",
    "model_consistency",
    "model_pri",
    "model_coverage",
]


def test_a_truth_table_prints_its_rows_its_undecided_cases_and_its_dead_end():
    table = build_truth_table(five_cases(), "~Y", consistency=0.9, pri=0.6)
    assert str(table) == TRUTH_TABLE


def test_a_necessity_table_prints_each_literal_and_those_that_reach_the_threshold():
    assert str(necessity(five_cases(), "Y", consistency=0.8)) == NECESSITY
    assert str(necessity(five_cases(), "Y", consistency=1)).endswith("Reach the threshold: none")


def test_solutions_print_every_model_with_its_fit_and_its_pairs():
    asked = {"A": "absent", "B": "present"}
    solutions = minimize(table_of_rows(*FIVE, (2,) * 5), expectations=asked)
    assert str(solutions) == SOLUTIONS


def test_solutions_of_a_dead_end_print_why():
    table = build_truth_table(five_cases(), "~Y", consistency=0.9, pri=0.6)
    said = TRUTH_TABLE.splitlines()[-1]
    assert str(minimize(table)) == f"Solutions for ~Y: none. {said}"
    assert str(minimize(table).conservative) == "Conservative solution: no model"


@pytest.fixture
def eight_models():
    negatives = {(0, 0, 1, 1, 1, 1), (1, 1, 0, 0, 1, 1), (1, 1, 1, 1, 0, 0)}
    return table_of_rows({(1,) * 6}, negatives, (2,) * 6)


def test_a_shortened_list_says_how_many_models_there_are(eight_models):
    printed = str(minimize(eight_models, limit=3).parsimonious)
    assert printed.splitlines()[0] == "Parsimonious solution: 8 models, the first 3 of them:"
    assert printed.count("Model ") == 3


def test_an_unknown_number_is_at_least_what_is_listed_and_says_why(eight_models):
    asked = dict.fromkeys("ABCDEF", "absent")
    lines = str(minimize(eight_models, expectations=asked, pairs=2).intermediate).splitlines()
    assert lines[0] == "Intermediate solution: at least 2 models, the first 2 of them:"
    assert lines[-1] == (
        "There are 8 pairs of a conservative and a parsimonious model, 2 of them solved: raise "
        "pairs, or use fewer expectations."
    )


def test_the_frame_of_a_truth_table_has_one_line_for_each_row():
    frame = build_truth_table(five_cases(), "Y", consistency=0.75, pri=0.2).to_frame()
    fit = ["n", "consistency", "pri", "out"]
    assert list(frame.columns) == ["row", "A", "B", *fit, "cases", "deviant", "reason"]
    assert frame["cases"].tolist() == ["cedar", "birch", "ash; elm"]
    assert frame["deviant"].tolist() == ["cedar", "birch", ""]
    assert frame[["row", "A", "B", "n"]].values.tolist() == [
        [2, 0, 1, 1],
        [3, 1, 0, 1],
        [4, 1, 1, 2],
    ]


def test_the_frame_of_a_table_without_rows_has_its_columns():
    table = build_truth_table(five_cases(A=[0.5] * 5), "Y", conditions=["A", "B"])
    assert table.to_frame().columns[:3].tolist() == ["row", "A", "B"]
    assert len(table.to_frame()) == 0


def test_the_frame_of_a_necessity_table_has_one_line_for_each_literal():
    frame = necessity(five_cases(), "Y", consistency=0.8).to_frame()
    assert list(frame.columns) == ["condition", "consistency", "coverage", "ron", "passes"]
    assert frame["condition"].tolist() == ["A", "~A", "B", "~B"]
    assert frame["passes"].tolist() == [True, False, True, False]


def test_the_frame_of_solutions_has_one_line_for_each_term_of_each_model():
    solutions = minimize(table_of_rows(*FIVE, (2,) * 5), expectations={"A": "absent"})
    frame = solutions.to_frame()
    assert list(frame.columns) == TERM_COLUMNS
    assert frame[["solution", "model", "term", "core"]].values.tolist() == [
        ["conservative", 1, "A*B*C*D*E", ""],
        ["parsimonious", 1, "A", ""],
        ["parsimonious", 2, "B*C*D*E", ""],
        ["intermediate", 1, "A*B*C*D*E", "A"],
        ["intermediate", 2, "B*C*D*E", "B; C; D; E"],
    ]
    assert solutions.parsimonious.to_frame()["model"].tolist() == [1, 2]


def test_the_frame_of_a_dead_end_has_its_columns():
    table = build_truth_table(five_cases(), "~Y", consistency=0.95)
    assert list(minimize(table).to_frame().columns) == TERM_COLUMNS
