"""Bad input gets a clear error, and the results of an earlier run stay byte for byte."""

from __future__ import annotations

import random

import pytest
from tests.study.small_study import (
    FUZZY,
    analysed,
    crisp_table,
    files_of,
    study_text,
    write_study,
)

from hanse.errors import HanseError, InputError, LimitReached
from hanse.study import run_study

MISSING = FUZZY.replace("East,0.7,0.2", "East,0.7,").replace("Ridge,0.9", "Ridge,n/a")


def refused(tmp_path, toml=None, table=FUZZY) -> str:
    """Run a study over earlier results, see that they stay, and return the error's text."""
    out = tmp_path / "out"
    (out / "tables").mkdir(parents=True)
    (out / "report.html").write_text("earlier")
    (out / "tables" / "cases.csv").write_text("earlier")
    (out / "result.json").write_text('{"kind": "hanse-study", "files": ["report.html"]}')
    before = files_of(tmp_path / "out")
    folder = write_study(tmp_path / "study", toml, table)
    with pytest.raises(HanseError) as caught:
        run_study(folder, out)
    assert files_of(out) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "study"]
    return str(caught.value)


def test_a_missing_id_is_named_with_its_row(tmp_path):
    said = refused(tmp_path, table=FUZZY.replace("East,", ","))
    assert "cases.csv" in said
    assert "row 4" in said


def test_a_duplicate_id_is_named_with_its_rows(tmp_path):
    said = refused(tmp_path, table=FUZZY.replace("West,", "North,"))
    assert "North" in said
    assert "2" in said
    assert "5" in said


def test_an_unknown_id_column_names_the_nearest_right_one(tmp_path):
    toml = study_text().replace('id = "cluster"', 'id = "clutser"')
    said = refused(tmp_path, toml)
    assert "there is no column 'clutser'. Did you mean 'cluster'?" in said


def test_text_in_a_numeric_column_is_named_with_file_row_column_and_value(tmp_path):
    said = refused(tmp_path, table=FUZZY.replace("West,0.2,0.9", "West,0.2,high"))
    for part in ("cases.csv", "row 5", "B", "high"):
        assert part in said


def test_an_unknown_column_names_the_nearest_right_one(tmp_path):
    sets = {"Know": 'method = "as-is"\ncolumn = "AA"'}
    said = refused(tmp_path, study_text("BCY", sets=sets))
    assert said.startswith("[sets.Know]: there is no column 'AA'. Did you mean 'A'?")


def test_an_unknown_section_key_names_the_nearest_right_one(tmp_path):
    said = refused(tmp_path, study_text(qca="consistancy = 0.8"))
    assert said.startswith("[qca]: there is no key 'consistancy'. Did you mean 'consistency'?")


def test_anchors_out_of_order_are_named_with_their_set(tmp_path):
    said = refused(tmp_path, study_text(sets={"A": "anchors = [0.1, 0.9, 0.5]"}))
    assert said.startswith("set A: the anchors are out of order: out 0.10, crossover 0.90")


def test_a_membership_outside_0_and_1_is_named_with_its_place(tmp_path):
    said = refused(tmp_path, table=FUZZY.replace("West,0.2,0.9", "West,0.2,1.9"))
    for part in ("cases.csv", "row 5", "B", "1.9", "West"):
        assert part in said


def test_the_outcome_among_the_conditions_is_refused(tmp_path):
    said = refused(tmp_path, study_text(qca='conditions = ["A", "Y"]'))
    assert "the outcome 'Y' is among the conditions" in said


def test_an_unknown_condition_of_an_expectation_names_the_nearest_right_one(tmp_path):
    said = refused(tmp_path, study_text(qca='[qca.expectations]\na = "present"'))
    assert "expectations: there is no condition 'a'. Did you mean 'A'?" in said


def test_an_unknown_expectation_lists_the_choices(tmp_path):
    said = refused(tmp_path, study_text(qca='[qca.expectations]\nA = "presnt"'))
    assert "presnt" in said
    assert "present" in said.replace("presnt", "")


@pytest.mark.parametrize("key", ["consistency = 1.5", "pri = -0.1", "necessity = 2", "pri = nan"])
def test_a_cut_off_outside_0_and_1_is_refused(tmp_path, key):
    name, value = key.split(" = ")
    said = refused(tmp_path, study_text(qca=key))
    assert f"{name} is {value}" in said or (name == "necessity" and value in said)


@pytest.mark.parametrize("table", ["", "cluster,A,B,C,Y\n"])
def test_an_empty_file_is_refused(tmp_path, table):
    assert "cases.csv" in refused(tmp_path, table=table)


def test_a_table_that_is_not_there_is_named(tmp_path):
    toml = study_text().replace("cases.csv", "cases_2024.csv")
    assert "cases_2024.csv" in refused(tmp_path, toml)


def test_a_study_without_an_engine_says_what_to_write(tmp_path):
    said = refused(tmp_path, '[study]\ntitle = "Nothing"\n')
    assert said == "hanse.toml: nothing is asked for. Write a section such as [qca]."


def test_missing_cells_are_refused_with_every_case_and_set(tmp_path):
    said = refused(tmp_path, table=MISSING)
    assert "2 cells of 2 cases are missing: East (B) and Ridge (A)" in said
    assert "drop" in said


def test_missing_cells_may_be_dropped_and_the_cases_are_named(tmp_path):
    folder = write_study(tmp_path, study_text(cases='missing = "drop"'), MISSING)
    analysis, _ = analysed(folder)
    assert analysis.sets.dropped == (("East", "B", ""), ("Ridge", "A", "n/a"))
    assert "East" not in analysis.sets.cases.cases
    assert len(analysis.sets.cases.cases) == 6


def test_dropping_every_case_is_refused(tmp_path):
    table = "cluster,A,B,C,Y\nNorth,0.1,,0.2,1\nSouth,,0.3,0.2,0\n"
    said = refused(tmp_path, study_text(cases='missing = "drop"'), table)
    assert "every case has a missing cell" in said


def test_a_missing_raw_value_is_never_read_as_0(tmp_path):
    toml = study_text(cases='missing = "absent"', sets={"B": "anchors = [0.1, 0.5, 0.9]"})
    said = refused(tmp_path, toml, MISSING)
    assert said.startswith('[sets.B]: missing = "absent" is for sets that hold memberships')


def test_an_error_in_a_robustness_setting_names_the_setting(tmp_path):
    more = '[[robustness]]\nname = "crisp"\n[robustness.sets.A]\nmethod = "crisp"\nthreshold = 9'
    assert refused(tmp_path, study_text(more=more)).startswith("[[robustness]] crisp")
    (tmp_path / "second").mkdir()
    more = '[[robustness]]\nname = "self"\nconditions = ["A", "Y"]'
    said = refused(tmp_path / "second", study_text(more=more))
    assert said.startswith("[[robustness]] self")
    assert "among the conditions" in said


def test_no_row_above_the_cut_offs_is_an_answer_with_the_nearest_row_and_the_distance(tmp_path):
    folder = write_study(tmp_path / "study", study_text(qca="consistency = 1.0\npri = 1.0"))
    table = FUZZY.replace("North,0.9,0.8,0.2,0.9", "North,0.9,0.8,0.2,0.3")
    (folder / "cases.csv").write_text(table)
    run = run_study(folder, tmp_path / "out")
    said = run.result["qca"]["Y"]["dead_end"]
    nearest = max(run.result["qca"]["Y"]["truth_table"], key=lambda row: row["pri"])
    assert f"the nearest is row {nearest['row']} with consistency" in said
    assert f"falls short by {1 - nearest['pri']:.3f}" in said
    assert said in run.report.read_text(encoding="utf-8").replace("&#39;", "'")
    assert run.result["qca"]["Y"]["solutions"]["conservative"]["models"] == []


def drawn(n: int, k: int) -> tuple[str, str]:
    """Return settings and table of random crisp cases."""
    rng = random.Random(7)
    names = [f"C{i}" for i in range(k)] + ["Y"]
    rows = [[rng.randint(0, 1) for _ in names] for _ in range(n)]
    return study_text(names, qca="limit = 5"), crisp_table(rows, names)


def test_40_conditions_are_analysed_exactly_where_few_rows_are_observed(tmp_path):
    analysis, _ = analysed(write_study(tmp_path, *drawn(30, 40)))
    found = analysis.sides[0].solutions
    assert analysis.sides[0].table.n_rows_possible == 2**40
    assert found.conservative.n_models == 1
    assert found.parsimonious.n_models > 5
    assert found.parsimonious.n_listed == 5
    assert all(model.verify() for model in found.parsimonious.models)


def test_too_many_conditions_say_how_many_are_too_many_and_what_to_do(tmp_path):
    said = refused(tmp_path, *drawn(30, 70))
    assert "70 conditions, at most 64" in said
    assert "Name fewer conditions" in said


def test_errors_of_input_and_of_size_are_told_apart(tmp_path):
    folder = write_study(tmp_path / "study", *drawn(30, 70))
    with pytest.raises(LimitReached):
        run_study(folder, tmp_path / "out")
    (folder / "cases.csv").write_text("")
    with pytest.raises(InputError):
        run_study(folder, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_text_is_named_under_the_column_of_the_file_where_the_set_has_another_name(tmp_path):
    sets = {"Know": 'method = "as-is"\ncolumn = "B"'}
    table = FUZZY.replace("West,0.2,0.9", "West,0.2,high")
    said = refused(tmp_path, study_text("ACY", sets=sets), table)
    assert "cases.csv, row 5, column B" in said


def test_a_table_in_the_place_of_the_study_folder_is_named_as_a_file(tmp_path):
    (tmp_path / "clusters.csv").write_text(FUZZY)
    with pytest.raises(InputError, match=r"'.*clusters.csv' is a file, not a study folder"):
        run_study(tmp_path / "clusters.csv", tmp_path / "out")
