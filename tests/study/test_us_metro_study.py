"""A fuzzy-set study on the metropolitan areas of the United States, from table to report.

The expected figures stand in the README beside the data, which are read in place. Of the 286 areas
with at least 50,000 jobs, 40 lack a condition and are dropped by the study itself.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from tests.study.small_study import analysed

from hanse.study import run_study

FOLDER = Path(__file__).parents[2].parent / "shared" / "data" / "us-metro-clusters"
JOBS = 50_000
SETS = {
    # set: column, label
    "EXP": ("export_share_gdp_2017", "export share of the regional product"),
    "PAT": ("patents_per_1000_emp", "patents per 1,000 jobs"),
    "RD": ("rd_establishments_2019", "research and development establishments"),
    "HC": ("lead_establishments", "establishments of the leading industry"),
    "LQ": ("lead_lq", "location quotient of the leading industry"),
}
NECESSITY = {
    # condition: consistency, coverage for the outcome, as the README states them
    "LQ": (0.695, 0.739),
    "PAT": (0.606, 0.653),
    "RD": (0.550, 0.598),
    "HC": (0.568, 0.606),
}
SETTINGS = """\
[study]
title = "Metropolitan areas of the United States"
question = "Which combinations of knowledge, competition and specialisation lead abroad?"
source = "metro_conditions.csv"
licence = "public domain, except the export share"
[cases]
file = "metros.csv"
id = "cbsa_name"
missing = "drop"
[qca]
outcome = "EXP"
conditions = ["PAT", "RD", "HC", "LQ"]
frequency = 3
consistency = 0.8
pri = 0.6
[qca.expectations]
PAT = "present"
RD = "present"
HC = "present"
LQ = "present"
"""
SET = """\
[sets.{name}]
column = "{column}"
label = "{label}"
anchors = ["p10", "p50", "p90"]
reason = "The 10th, 50th and 90th percentile of the cases."
"""


def areas() -> list[dict[str, str]]:
    """Return the rows of the areas with enough jobs."""
    with (FOLDER / "metro_conditions.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if float(row["employment_2019"] or 0) >= JOBS]


def complete() -> list[dict[str, str]]:
    """Return the rows of those whose five columns are all known."""
    return [row for row in areas() if all(row[column] for column, _ in SETS.values())]


def write_metros(folder: Path) -> Path:
    """Write the study folder and return it."""
    folder.mkdir()
    sets = [SET.format(name=name, column=c, label=said) for name, (c, said) in SETS.items()]
    (folder / "hanse.toml").write_text("".join([SETTINGS, *sets]), encoding="utf-8")
    columns = ["cbsa_name", *(column for column, _ in SETS.values())]
    with (folder / "metros.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(areas())
    return folder


def membership(name: str) -> np.ndarray:
    """Return memberships by the printed formula: log-odds of ln 19 at the outer anchors."""
    raw = np.array([float(row[SETS[name][0]]) for row in complete()])
    out, crossover, full = np.percentile(raw, [10, 50, 90])
    side = np.where(raw < crossover, crossover - out, full - crossover)
    return 1 / (1 + np.exp(-np.log(19) * (raw - crossover) / side))


if FOLDER.exists():

    @pytest.fixture(scope="module")
    def folder(tmp_path_factory):
        return write_metros(tmp_path_factory.mktemp("metros") / "study")

    @pytest.fixture(scope="module")
    def run(folder):
        return run_study(folder, folder.parent / "out")

    @pytest.fixture(scope="module")
    def sides(folder):
        return {side.outcome: side for side in analysed(folder)[0].sides}

    def necessity_rows(run) -> dict[str, dict[str, str]]:
        path = run.out / "tables" / "necessity-EXP.csv"
        with path.open(encoding="utf-8-sig", newline="") as file:
            return {row["condition"]: row for row in csv.DictReader(file)}

    def test_246_areas_are_analysed_and_those_left_out_are_named(run):
        with (run.out / "tables" / "cases.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) == 246
        assert len(areas()) == 286
        gone = {row["cbsa_name"] for row in areas()} - {row["cbsa_name"] for row in complete()}
        assert len(gone) == 40
        assert {name for name, _, _ in run.result["dropped"]} == gone
        assert "246 cases were analysed. 40 cases with missing cells are left out." in (
            run.report.read_text(encoding="utf-8")
        )

    @pytest.mark.parametrize("condition", NECESSITY)
    def test_necessity_is_what_the_readme_beside_the_data_states(run, condition):
        row = necessity_rows(run)[condition]
        found = [float(row["consistency"]), float(row["coverage"])]
        assert [round(value, 3) for value in found] == list(NECESSITY[condition])

    @pytest.mark.parametrize("condition", NECESSITY)
    def test_necessity_follows_from_the_printed_formulas(run, condition):
        row = necessity_rows(run)[condition]
        both = np.minimum(membership("EXP"), membership(condition)).sum()
        assert float(row["consistency"]) == pytest.approx(both / membership("EXP").sum())
        assert float(row["coverage"]) == pytest.approx(both / membership(condition).sum())

    def test_no_condition_is_necessary_and_the_report_says_so(run):
        rows = necessity_rows(run)
        assert set(rows) == {sign + name for name in NECESSITY for sign in ("", "~")}
        assert {row["passes"] for row in rows.values()} == {"0"}
        assert "No single condition is necessary at 0.90." in run.report.read_text(encoding="utf-8")

    def test_every_area_off_the_crossovers_is_in_one_row_of_the_truth_table(run):
        table = run.result["qca"]["EXP"]["truth_table"]
        inside = np.array([membership(name) > 0.5 for name in NECESSITY])
        tied = np.array([membership(name) == 0.5 for name in NECESSITY]).any(axis=0)
        assert sum(row["n"] for row in table) == 246 - tied.sum() == 236
        last = next(row for row in table if row["row"] == 16)  # all four conditions
        assert last["n"] == (inside.all(axis=0) & ~tied).sum()

    def test_patents_and_specialisation_without_many_laboratories_lead_abroad(run):
        answer = run.result["qca"]["EXP"]
        assert not answer["dead_end"]
        for kind in ("conservative", "intermediate", "parsimonious"):
            models = answer["solutions"][kind]["models"]
            assert [model["expression"] for model in models] == ["PAT*~RD*LQ"]
        path = np.minimum.reduce([membership("PAT"), 1 - membership("RD"), membership("LQ")])
        both = np.minimum(path, membership("EXP")).sum()
        assert models[0]["consistency"] == pytest.approx(both / path.sum())
        assert models[0]["coverage"] == pytest.approx(both / membership("EXP").sum())

    @pytest.mark.parametrize("outcome", ["EXP", "~EXP"])
    def test_every_model_passes_its_own_check(sides, outcome):
        solutions = sides[outcome].solutions
        kinds = (solutions.conservative, solutions.intermediate, solutions.parsimonious)
        models = [model for solution in kinds for model in solution.models]
        assert len(models) >= 3
        assert all(model.verify() for model in models)

    def test_every_file_that_the_result_names_is_written(run):
        stated = json.loads((run.out / "result.json").read_text(encoding="utf-8"))
        written = {path.relative_to(run.out).as_posix() for path in run.out.rglob("*.*")}
        assert set(stated["files"]) <= written
        assert {"report.html", "result.json", "tables/truth-table-EXP.csv"} <= written
        assert {f"figures/calibration-{name}.svg" for name in SETS} <= written
