"""The strategy survey runs from end to end, and its planted findings stand in the report.

What is planted is listed in the README beside the data; tests/strategy/test_made_survey.py finds
the same without the engine.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from hanse.report import Block, Table
from hanse.report.inline import plain
from hanse.strategy import read_catalogue
from hanse.strategy.effect.model import MEASURES, Scenario, checked_scenarios, pulls, steps
from hanse.strategy.effect.priors import changed_priors, draw
from hanse.strategy.firms.read import read_firms
from hanse.study import open_study, run_study

EXAMPLE = Path(__file__).parents[2] / "examples" / "strategy-survey"
CERTAIN = re.compile(
    r"(?P<subject>Lock-in|The stock of core competencies|The local network) ends "
    r"(?P<relation>lower|higher) with '(?P<first>[^']+)' than with '(?P<second>[^']+)' in all "
    r"4,000 draws"
)
SUBJECTS = dict(
    zip(("Lock-in", "The stock of core competencies", "The local network"), MEASURES, strict=True)
)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return run_study(EXAMPLE, tmp_path_factory.mktemp("survey") / "out")


@pytest.fixture(scope="module")
def sentences(run) -> list[str]:
    """Return every sentence of the report, those that unfold with the others."""
    return [plain(text) for block in unfolded(run.document.blocks) for text in _texts(block)]


@pytest.fixture(scope="module")
def first_page(sentences) -> list[str]:
    """Return the sentences before the section's own part."""
    return sentences[: sentences.index("Which way abroad")]


def unfolded(blocks) -> Iterator[Block]:
    """Yield blocks and those inside them."""
    for block in blocks:
        yield block
        yield from unfolded(getattr(block, "blocks", ()))


def _texts(block) -> list[str]:
    return list(getattr(block, "items", ())) or [getattr(block, "text", "")]


@pytest.fixture(scope="module")
def result(run):
    return json.loads((run.out / "result.json").read_text(encoding="utf-8"))["strategy"]


@pytest.fixture(scope="module")
def ends():
    """Return the end values of every scenario, draw by draw, from the files alone."""
    catalogue = read_catalogue()
    table = open_study(EXAMPLE).tables["strategy"]
    firms = read_firms(EXAMPLE / table["firms"], catalogue)
    scenarios = checked_scenarios(
        catalogue,
        [
            Scenario("today", firms.shares("option").shares),
            Scenario("planned", firms.shares("planned").shares),
            *(Scenario(one["name"], one["shares"]) for one in table["scenarios"]),
        ],
    )
    years, draws, seed = (table["simulation"][name] for name in ("years", "draws", "seed"))
    drawn = draw(catalogue, changed_priors(), draws=draws, seed=seed)
    *_, last = steps(pulls(catalogue, scenarios, drawn), drawn, years)
    return {
        (measure, one.name): values[i]
        for measure, values in zip(MEASURES, last, strict=True)
        for i, one in enumerate(scenarios)
    }


def test_one_run_writes_report_result_tables_and_figures(run):
    assert run.report.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    for name in run.result["files"]:
        assert (run.out / name).stat().st_size > 0
    assert {path.suffix for path in (run.out / "figures").iterdir()} == {".svg"}
    assert "tables/strategy_roles.csv" in run.result["files"]


def test_the_study_names_its_files_and_never_reads_the_roles(run):
    hashed = [name for name in run.result["versions"] if name.startswith("SHA-256")]
    names = ("hanse.toml", "answers.toml", "firms.csv", "ratings.csv")
    assert hashed == [f"SHA-256 of {name}" for name in names]
    assert run.result["as_of"] == "2026-11-22"


FIRST_PAGE = {
    "the firm": (
        r"^To compete by differentiation, advised: Niche exporting or upgrading exporting, "
        r"together with offshore outsourcing of higher functions\.$"
    ),
    "1 roles": r"Of 200 firms, 61 lead abroad themselves \(proactive\) and 136 are carried abroad",
    "1 undecided": r"3 firms are undecided",
    "2 plans": (
        r"core competencies ends higher with 'today' than with 'planned' in all 4,000 draws"
    ),
    "2 programme": (
        r"core competencies ends lower with 'planned' than with 'programme' in all 4,000 draws"
    ),
    "3 raters": (
        r"5 raters disagree on offshore outsourcing of higher functions, 'feasible for SMEs': from "
        r"LF \(less feasible; Brenner and Dahl\) to HF \(highly feasible; Esteves\)"
    ),
    "4 conflict": (
        r"Exporting with mechanisation is rated more feasible than captive offshoring of selected "
        r"operations, yet firms that use it invested more \(median 1\.47 against 0\.27;"
    ),
    "5 lever": (
        r"The strongest lever is the capability of the suppliers: brought to “high”, it would "
        r"change the advice of 46 firms"
    ),
}


@pytest.mark.parametrize("finding", FIRST_PAGE)
def test_the_planted_findings_stand_on_the_first_page(first_page, finding):
    assert any(re.search(FIRST_PAGE[finding], one) for one in first_page), "\n".join(first_page)


LATER = {
    "3 packages": (
        r"Niche exporting together with offshore outsourcing of higher functions: returned for 3 "
        r"of 5 raters"
    ),
    "3 the rating on which it hangs": (
        r"If offshore outsourcing of higher functions were rated LF \(less feasible\) instead of "
        r"MF \(moderately feasible\) on 'feasible for SMEs', nothing would meet every criterion"
    ),
    "4 agreement": (
        r"Niche exporting is rated more feasible than niche exporting together with captive "
        r"offshoring of higher functions, and firms that use it invested less"
    ),
    "5 others": r"High innovator brought to “yes”.* the advice of 20 firms",
}


@pytest.mark.parametrize("finding", LATER)
def test_what_is_less_pressing_stands_further_on(sentences, finding):
    said = [one for one in sentences if re.search(LATER[finding], one, flags=re.IGNORECASE)]
    assert said, "\n".join(sentences)


@pytest.mark.parametrize(("key", "share"), [("shares", 0.04), ("planned", 0.18)])
def test_the_plans_raise_replicative_relocation_in_the_result(result, key, share):
    moving = [n for name, n in result["firms"][key].items() if name.startswith("replicative")]
    assert sum(moving) == pytest.approx(share)


@pytest.mark.parametrize(("scenario", "share"), [("today", 4), ("planned", 18), ("programme", 0)])
def test_the_report_lists_how_many_firms_replicate_in_each_scenario(run, scenario, share):
    tables = [one for one in unfolded(run.document.blocks) if isinstance(one, Table)]
    (listed,) = [one for one in tables if one.title == "The scenarios"]
    found = [row[2] for row in listed.rows if row[0] == scenario and "eplicative" in row[1]]
    assert sum(found) == pytest.approx(share)


def test_the_result_holds_the_planted_numbers(result):
    firms = result["firms"]
    assert firms["n"] == 200
    assert firms["roles"]["proactive"] == 61
    assert {one["question"]: one["firms"] for one in firms["levers"]} == {
        "supplier_capability": 46,
        "innovator": 20,
        "standardised": 0,
    }
    (conflict,) = firms["conflicts"]
    assert (conflict["higher"], conflict["lower"]) == ("cost-exporting", "captive-lower")
    assert firms["compared"]["agrees"] == 15
    (cell,) = result["raters"]["disagreements"]
    assert cell["counts"] == {"LF": 2, "MF": 2, "HF": 1}


def test_at_least_95_per_cent_of_the_firms_have_the_role_that_they_were_made_with(run):
    with (EXAMPLE / "roles.csv").open(encoding="utf-8", newline="") as file:
        truth = {row["firm"]: row["role"] for row in csv.DictReader(file)}
    with (run.out / "tables" / "strategy_roles.csv").open(encoding="utf-8-sig", newline="") as file:
        found = {row["firm"]: row["role"] for row in csv.DictReader(file)}
    assert found.keys() == truth.keys()
    assert sum(found[name] == role for name, role in truth.items()) == 194 >= 0.95 * 200


def holds(ends, measure: str, first: str, relation: str, second: str) -> bool:
    """Whether a relation holds in every draw, none of them near a tie."""
    difference = ends[measure, first] - ends[measure, second]
    if relation == "equal":
        return bool((abs(difference) < 1e-12).all())
    return bool(((difference > 1e-12) if relation == "higher" else (difference < -1e-12)).all())


def test_every_ordering_of_the_result_is_that_of_the_raw_draws(result, ends):
    assert len(result["simulation"]["orderings"]) == 3 * 6
    for one in result["simulation"]["orderings"]:
        key = one["measure"], one["first"]
        found = [
            relation
            for relation in ("lower", "equal", "higher")
            if holds(ends, *key, relation, one["second"])
        ]
        assert found == ([one["relation"]] if one["relation"] != "undecided" else [])


def test_every_sentence_that_says_all_draws_is_true_of_the_raw_draws(sentences, result, ends):
    stated = set()
    for sentence in sentences:
        if "in all 4,000 draws" in sentence:
            one = CERTAIN.match(sentence)
            assert one is not None, sentence
            stated.add((SUBJECTS[one["subject"]], one["first"], one["relation"], one["second"]))
    assert all(holds(ends, *one) for one in stated)
    orderings = result["simulation"]["orderings"]
    fields = ("measure", "first", "relation", "second")
    certain = [tuple(one[field] for field in fields) for one in orderings]
    assert stated == {one for one in certain if one[2] != "undecided"}


def test_the_report_says_that_it_is_an_illustration_and_that_the_firms_are_fictitious(first_page):
    assert any("fictitious" in one for one in first_page)
    assert any("This is an illustration and not a forecast" in one for one in first_page)


def test_the_first_page_stays_short(first_page):
    assert sum(len(one.split()) for one in first_page) < 650


def test_the_readme_of_the_example_lists_five_planted_findings():
    text = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    listed = text.split("## Planted findings")[1]
    assert len(re.findall(r"^\d\. ", listed, flags=re.MULTILINE)) == 5
