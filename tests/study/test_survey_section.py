"""From a survey of firms to the configuration report in one run, with the screening log."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hanse.errors import InputError
from hanse.report.inline import plain
from hanse.study import open_study, run_study
from hanse.study.qca_section import run_analysis

EXAMPLES = Path(__file__).parents[2] / "examples"
EXAMPLE = EXAMPLES / "township-survey"

PLANTED = {
    "1 screening": "59 → 34 clusters: 1 removed: excluded by name; 2 removed: not in the "
    "questionnaire; 13 removed: fewer than 10 firms; 9 removed: the outcome CI is missing.",
    "2 alpha": "VC: 3 items, Cronbach's alpha 0.98 (95 % interval 0.97 to 0.99), 34 respondents.",
    "3 weighted": "Weighted, CI is higher than the plain mean in 34 of 34 clusters, by 7.8 on "
    "average.",
    "4 models": "2 models of the intermediate solution are minimal",
    "5 firms": "340 firms of 536 stand behind the values; 196 are not used.",
}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return run_study(EXAMPLE, tmp_path_factory.mktemp("survey") / "out")


@pytest.fixture(scope="module")
def sentences(run) -> list[str]:
    def texts(blocks):
        for block in blocks:
            yield from getattr(block, "items", ()) or [getattr(block, "text", "")]
            yield from texts(getattr(block, "blocks", ()))

    return [plain(text) for text in texts(run.document.blocks) if text]


@pytest.mark.parametrize("name", PLANTED)
def test_each_planted_finding_stands_in_the_report(sentences, name):
    assert any(PLANTED[name] in one for one in sentences)


def test_every_removed_cluster_and_firm_is_listed_with_its_rule(run):
    removed = (run.out / "tables" / "survey_screening.csv").read_text("utf-8").splitlines()
    assert len(removed) == 1 + 25
    left_out = (run.out / "tables" / "survey_firms_left_out.csv").read_text("utf-8").splitlines()
    assert len(left_out) == 1 + 196


def test_the_cases_are_the_clusters_that_stay_and_give_the_models_of_the_township_example():
    quiet = {"progress": lambda step, done, of: None}
    found, _ = run_analysis(open_study(EXAMPLE), **quiet)
    known, _ = run_analysis(open_study(EXAMPLES / "township"), **quiet)

    def models(analysis):
        listed = analysis.sides[0].solutions.intermediate.models
        return {model.expression for model in listed}

    assert models(found) == models(known)


def test_the_survey_stands_in_the_result_with_the_hashes_of_both_files(run):
    result = json.loads((run.out / "result.json").read_text(encoding="utf-8"))
    assert result["survey"]["clusters_after"] == 34
    assert [one["removed"] for one in result["survey"]["rules"]] == [1, 2, 13, 9]
    assert result["survey"]["scales"]["VC"]["alpha"] == pytest.approx(0.98, abs=0.005)
    assert {"SHA-256 of firms.csv", "SHA-256 of clusters.csv"} <= set(result["versions"])


def test_a_table_of_cases_beside_a_survey_is_refused(tmp_path):
    text = (EXAMPLE / "hanse.toml").read_text(encoding="utf-8")
    for name in ("firms.csv", "clusters.csv"):
        (tmp_path / name).write_bytes((EXAMPLE / name).read_bytes())
    (tmp_path / "hanse.toml").write_text(text + '\n[cases]\nfile = "x.csv"\n', encoding="utf-8")
    with pytest.raises(InputError, match="file is given beside"):
        run_study(tmp_path, tmp_path / "out")


def test_a_survey_without_an_analysis_has_its_own_report(tmp_path):
    text = (EXAMPLE / "hanse.toml").read_text(encoding="utf-8")
    for name in ("firms.csv", "clusters.csv"):
        (tmp_path / name).write_bytes((EXAMPLE / name).read_bytes())
    (tmp_path / "hanse.toml").write_text(text[: text.index("[sets.CI]")], encoding="utf-8")
    run = run_study(tmp_path, tmp_path / "out")
    assert run.result["survey"]["clusters_after"] == 34
    assert "qca" not in run.result


def test_a_mistake_in_the_plan_is_told_with_its_place(tmp_path):
    text = (EXAMPLE / "hanse.toml").read_text(encoding="utf-8").replace('"mean"', '"middle"', 1)
    for name in ("firms.csv", "clusters.csv"):
        (tmp_path / name).write_bytes((EXAMPLE / name).read_bytes())
    (tmp_path / "hanse.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"survey\.aggregates\.CI.*middle"):
        run_study(tmp_path, tmp_path / "out")
