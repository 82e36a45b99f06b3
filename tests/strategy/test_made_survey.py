"""The made survey is what its seed gives, and its planted findings are there, found another way.

What the README of examples/strategy-survey lists is recomputed here from the files by short code
that knows nothing of the engine's, and compared with what the engine says.
"""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from itertools import combinations
from pathlib import Path
from statistics import median

import numpy as np
import pytest
from tests.oracles import strategy_effect
from tests.strategy import made_survey

from hanse.strategy import advise, evaluate, in_context, read_answers, read_catalogue
from hanse.strategy.effect.model import checked_scenarios, pulls, steps
from hanse.strategy.effect.priors import changed_priors, draw
from hanse.strategy.effect.simulation import Scenario, simulate
from hanse.strategy.firms.conflicts import conflicts
from hanse.strategy.firms.levers import levers
from hanse.strategy.firms.proactivity import classify
from hanse.strategy.firms.read import read_firms
from hanse.strategy.raters.panel import panel
from hanse.strategy.raters.read import read_raters
from hanse.strategy.sensitivity.single_changes import single_changes

FOLDER = Path(__file__).parents[2] / "examples" / "strategy-survey"
CATALOGUE = read_catalogue()
PACKAGES = {
    ("niche-exporting", "outsourcing-higher"),
    ("upgrading-exporting", "outsourcing-higher"),
}
DISPUTED = ("outsourcing-higher", "feasibility")
WHICH = {"today": "option", "planned": "planned"}
NAMES = (*WHICH, "programme")
ORDERS = [("today", "higher", "planned"), ("planned", "lower", "programme")]
LEVERS = [("supplier_capability", 46), ("innovator", 20), ("standardised", 0)]


def table(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = table("firms.csv")
ROLES = {row["firm"]: row["role"] for row in table("roles.csv")}


@pytest.fixture(scope="module")
def firms():
    return read_firms(FOLDER / "firms.csv", CATALOGUE)


@pytest.fixture(scope="module")
def raters():
    return panel(CATALOGUE, read_raters(FOLDER / "ratings.csv", CATALOGUE))


@pytest.fixture(scope="module")
def scenarios(firms):
    settings = tomllib.loads((FOLDER / "hanse.toml").read_text(encoding="utf-8"))
    (entry,) = settings["strategy"]["scenarios"]
    return (
        *(Scenario(name, firms.shares(which).shares) for name, which in WHICH.items()),
        Scenario(entry["name"], entry["shares"]),
    )


@pytest.mark.parametrize("name", made_survey.files())
def test_the_files_are_those_of_the_seed_byte_by_byte(name):
    assert (FOLDER / name).read_bytes() == made_survey.files()[name]


def test_the_survey_is_as_large_and_as_incomplete_as_it_says(firms):
    assert len(firms.firms) == len({row["firm"] for row in ROWS}) == len(ROLES) == 200
    assert firms.passed_over == ()
    assert Counter(row["strategy"] for row in ROWS) == {"cost": 108, "differentiation": 89, "": 3}
    assert any(row["direct_sales"] == "" for row in ROWS)
    assert any("do not know" in row.values() for row in ROWS)
    assert sum("+" in row["option"] for row in ROWS) > 20
    assert sum(row["option"] != row["planned"] for row in ROWS) > 30


def test_the_firm_that_is_advised_is_one_of_the_survey_and_answered_everything():
    answers = read_answers(FOLDER / "answers.toml", CATALOGUE)
    row = next(row for row in ROWS if row["firm"] == answers.firm)
    assert dict(answers.values) == {name: row[name] for name in answers.values}
    assert len(answers.values) == 10
    assert answers.unknown(CATALOGUE) == ()
    assert " + ".join(answers.considered) == row["option"]
    (outcome,) = advise(CATALOGUE, answers).outcomes
    assert set(outcome.mixtures) == PACKAGES


def role_by_hand(row: dict[str, str]) -> str:
    """Return the role by counting marks for and against."""
    marks = [{"self": 1, "other": -1}.get(row["initiator"], 0)]
    marks.append({"yes": 1, "no": -1}.get(row["leads_network"], 0))
    if row["direct_sales"]:
        marks.append(1 if float(row["direct_sales"]) >= float(row["indirect_sales"]) else -1)
    found = [role for role, sign in (("proactive", 1), ("reactive", -1)) if marks.count(sign) > 1]
    return found[0] if found else "undecided"


def test_finding_1_at_least_95_per_cent_of_all_firms_are_classified_as_they_were_made(firms):
    found = classify(firms)
    assert {one.name: one.role for one in found.firms} == {r["firm"]: role_by_hand(r) for r in ROWS}
    agreement = found.agreement_with(ROLES)
    assert list(ROLES.values()).count("proactive") == 60
    assert found.counts == {"proactive": 61, "reactive": 136, "undecided": 3, "not abroad": 0}
    assert (agreement.n, agreement.n_right, agreement.n_undecided) == (200, 194, 3)
    assert 0.95 <= agreement.share < 1
    decided = agreement.n - agreement.n_undecided
    assert agreement.n_right / decided >= 0.95


@pytest.mark.parametrize(("column", "share"), [("option", 0.04), ("planned", 0.18)])
def test_finding_2_the_plans_raise_replicative_relocation(firms, column, share):
    moving = sum(row[column].startswith("replicative") for row in ROWS)
    assert moving / len(ROWS) == share
    shares = firms.shares(column).shares
    assert sum(v for k, v in shares.items() if k.startswith("replicative")) == pytest.approx(share)


@pytest.mark.parametrize(("first", "relation", "second"), ORDERS)
def test_finding_2_the_core_is_ordered_in_every_draw(scenarios, first, relation, second):
    made = simulate(CATALOGUE, scenarios, years=20, draws=4000, seed=1)
    one = made.ordering(first, second, "core")
    assert (one.first, one.relation, one.draws) == (first, relation, 4000)
    assert made.verify()


@pytest.mark.parametrize("seed", range(1, 6))
def test_finding_2_hangs_on_no_seed_and_is_seen_in_the_raw_draws(scenarios, seed):
    drawn = draw(CATALOGUE, changed_priors(), draws=4000, seed=seed)
    checked = checked_scenarios(CATALOGUE, scenarios)
    *_, (_, core, _) = steps(pulls(CATALOGUE, checked, drawn), drawn, 20)
    today, planned, programme = (core[[s.name for s in checked].index(n)] for n in NAMES)
    assert (today - planned).min() > 0.01
    assert (programme - planned).min() > 0.01


def test_every_ordering_stated_as_certain_holds_in_worlds_worked_out_one_by_one(scenarios):
    made = simulate(CATALOGUE, scenarios, years=20, draws=300, seed=1)
    drawn = draw(CATALOGUE, changed_priors(), draws=300, seed=1)
    assert made.certain
    for i in range(300):
        world = strategy_effect.one_draw(drawn, i)
        last = {
            one.name: strategy_effect.simulated(CATALOGUE, dict(one.shares), world, 20)[-1]
            for one in made.scenarios
        }
        for one in made.certain:
            first, second = (getattr(last[name], one.measure) for name in (one.first, one.second))
            assert {"lower": first < second, "higher": first > second}[one.relation]


def test_finding_3_the_raters_disagree_on_one_rating_only(raters):
    said = {
        row["rater"]: row["level"]
        for row in table("ratings.csv")
        if (row["option"], row["criterion"]) == DISPUTED
    }
    assert Counter(said.values()) == {"LF": 2, "MF": 2, "HF": 1}
    (cell,) = raters.disagreements
    assert (cell.option, cell.criterion) == DISPUTED
    assert (cell.median, cell.lowest, cell.highest) == ("MF", "LF", "HF")
    assert raters.verify()


def test_finding_3_three_of_five_raters_return_proposition_2(raters):
    advised = {}
    for rater in raters.raters:
        own = {
            (one.option, one.criterion): one.cautious
            for one in raters.ratings
            if one.rater == rater and one.has_opinion
        }
        changed = CATALOGUE.with_ratings(
            [
                type(rating)(*key, own[key], own[key], own[key])
                for rating in CATALOGUE.ratings
                if (key := (rating.option, rating.criterion)) in own
            ]
        )
        found = evaluate(changed, "differentiation")
        advised[rater] = (set(found.advised), found.is_fallback)
    returning = [rater for rater, found in advised.items() if found == (PACKAGES, False)]
    assert returning == ["Adamska", "Castelli", "Esteves"]
    assert all(advised[rater][1] for rater in ("Brenner", "Dahl"))
    (one,) = [one for one in raters.advice if one.strategy == "differentiation"]
    shares = {share.parts: share.n for share in one.mixtures}
    assert {shares[package] for package in PACKAGES} == {3}
    assert set(one.advised) == PACKAGES


def test_finding_3_the_advice_hangs_on_the_rating_on_which_the_raters_disagree():
    changes = single_changes(CATALOGUE, "differentiation").changes
    broken = [(one.option, one.criterion) for one in changes if one.is_fallback]
    assert broken == [DISPUTED]


def measured(option: str, column: str) -> list[float]:
    rows = [row for row in ROWS if row["option"] == option]
    return [float(row[column]) for row in rows if row[column]]


def test_finding_4_the_one_conflict_is_the_investment_of_captive_offshoring(firms):
    found = conflicts(firms, CATALOGUE)
    (one,) = found.conflicts
    assert (one.criterion, one.measure) == ("feasibility", "investment")
    assert (one.higher, one.higher_level) == (("cost-exporting",), "HF")
    assert (one.lower, one.lower_level) == (("captive-lower",), "LF")
    exporting, captive = (measured(o, "investment") for o in ("cost-exporting", "captive-lower"))
    assert (one.higher_median, one.lower_median) == (median(exporting), median(captive))
    assert (round(median(exporting), 2), round(median(captive), 2)) == (1.47, 0.27)
    assert median(captive) < median(exporting)
    assert one.p_holm < 0.01


def test_finding_4_its_p_is_that_of_scipy_and_stays_small_over_all_tests(firms):
    from scipy.stats import mannwhitneyu

    found = conflicts(firms, CATALOGUE)
    n_tests = sum(not np.isnan(one.p) for one in found.pairs)
    pair = (measured(o, "investment") for o in ("cost-exporting", "captive-lower"))
    (one,) = found.conflicts
    assert one.p == pytest.approx(mannwhitneyu(*pair).pvalue)
    assert one.p < one.p_holm <= one.p * n_tests < 0.01


def test_finding_4_elsewhere_measures_agree_with_ratings(firms):
    agreeing = conflicts(firms, CATALOGUE).of("agrees")
    assert len(agreeing) == 15
    pairs = {(one.measure, one.higher, one.lower) for one in agreeing}
    niche = ("niche-exporting",)
    assert ("investment", niche, (*niche, "captive-higher")) in pairs
    assert median(measured("niche-exporting", "investment")) < median(
        measured("niche-exporting + captive-higher", "investment")
    )


def advised_to(strategy: str, answers: dict[str, str]) -> tuple[frozenset[tuple[str, ...]], bool]:
    found = evaluate(in_context(CATALOGUE, answers)[0], strategy)
    return frozenset(found.advised), found.is_fallback


def test_finding_5_supplier_capability_changes_the_advice_of_most_firms(firms):
    found = levers(firms, CATALOGUE)
    assert [(one.question, one.n) for one in found.levers] == LEVERS
    questions = [one.id for one in CATALOGUE.questions]
    for question, n in LEVERS:
        to = {"supplier_capability": "high"}.get(question, "yes")
        moved = []
        for row in ROWS:
            own = {q: row[q] for q in questions if row.get(q, "") not in ("", "do not know")}
            if row["strategy"] and own.get(question, to) != to:
                changed = own | {question: to}
                if advised_to(row["strategy"], own) != advised_to(row["strategy"], changed):
                    moved.append(row["firm"])
        assert sorted(found.lever(question).firms) == moved
        assert len(moved) == n


def test_the_readme_lists_five_planted_findings_with_the_figures_of_these_tests():
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    listed = " ".join(text.split("## Planted findings")[1].split())
    for figure in (
        *("61 of 200 firms", "194 of 200 firms", "from 4 % to 18 %", "three of five raters"),
        *("medians 1.47 and 0.27", "46 firms", "that of 20", "that of none"),
    ):
        assert figure in listed
    assert all(f" {number}. " in listed for number in range(1, 6))


def test_any_two_raters_differ_and_say_why():
    rows = table("ratings.csv")
    levels = {
        rater: [row["level"] for row in rows if row["rater"] == rater]
        for rater in made_survey.RATERS
    }
    assert all(levels[one] != levels[other] for one, other in combinations(levels, 2))
    for row in rows:
        usual = CATALOGUE.rating(row["option"], row["criterion"]).level
        assert row["evidence"] or row["level"] in (usual, "")
