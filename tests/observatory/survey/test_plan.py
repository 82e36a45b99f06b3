"""The [survey] table: what it reads, and the text of everything that can be wrong with it."""

import pytest

from hanse.errors import InputError
from hanse.observatory.survey import SurveyPlan, read_plan
from hanse.result import answer_from_dict

MEAN = {"CI": {"column": "exports", "rule": "mean"}}
FULL = {
    "firms": "firms.csv",
    "questionnaire": "clusters.csv",
    "questionnaire_id": "town",
    "keep": ["HC"],
    "columns": {"cluster": "town", "firm": "name", "leader": "leads", "weight": "sales"},
    "sample": {"firms": 10, "leaders": 2, "seed": 7, "population": "HC"},
    "aggregates": {
        "CI": {"column": "exports", "rule": "weighted mean", "weight": "inverse probability"},
        "Pat": {"rule": "mean", "missing": 0.8, "label": "patents", "unit": "per firm"},
    },
    "scales": {
        "VC": {
            "items": ["a", "b"],
            "reversed": ["b"],
            "low": 0,
            "high": 4,
            "level": "cluster",
            "missing": "mean of the answered",
            "min_share": 0.4,
        }
    },
    "screening": [
        {"rule": "exclude", "clusters": {"X": "merged"}},
        {"rule": "value", "column": "HC", "above": 2000, "reason": "a city"},
    ],
}


def said(table):
    with pytest.raises(InputError) as error:
        read_plan(table)
    return str(error.value)


def test_every_key_is_read():
    plan = read_plan(FULL)
    assert (plan.firms, plan.questionnaire, plan.questionnaire_id) == (
        *("firms.csv", "clusters.csv"),
        "town",
    )
    assert (plan.columns.cluster, plan.columns.firm) == ("town", "name")
    assert (plan.sample.firms, plan.sample.leaders, plan.sample.seed) == (10, 2, 7)
    assert plan.aggregates[1].column == "Pat"  # the name, where no column is given
    assert plan.aggregates[1].missing == 0.8
    assert (plan.scales[0].low, plan.scales[0].high, plan.scales[0].min_share) == (0, 4, 0.4)
    assert plan.screening[0].clusters == {"X": "merged"}
    assert (plan.screening[1].above, plan.screening[1].below) == (2000, None)
    assert plan.keep == ("HC",)
    assert read_plan({"aggregates": MEAN}).keep is None


def test_a_plan_survives_its_file():
    plan = read_plan(FULL)
    assert answer_from_dict(plan.to_dict()) == plan
    assert SurveyPlan.from_dict(plan.to_dict()) == plan


def test_the_whole_is_told_at_once():
    text = said(
        {
            "firm": "x",
            "aggregates": {"CI": {"rule": 3}, "Pat": {}},
            "sample": {"seed": 1.5},
            "scales": {"VC": {"items": "a"}},
            "screening": [{"at_least": "ten"}, 4],
        }
    )
    assert text == (
        "[survey]: 9 problems:\n"
        "  - [survey]: there is no key 'firm'. Did you mean 'firms'? There are: firms, "
        "questionnaire, questionnaire_id, keep, columns, sample, scales, aggregates, screening.\n"
        "  - [survey.aggregates.CI]: rule is 3. Write text in quotes.\n"
        '  - [survey.aggregates.Pat]: rule is missing. Write rule = "...".\n'
        '  - [survey.scales.VC]: items is \'a\'. Write a list of texts, as ["a", "b"].\n'
        "  - [survey.screening], rule 2: 4 is no table. Write keys with values.\n"
        '  - [survey.screening], rule 1: rule is missing. Write rule = "...".\n'
        "  - [survey.screening], rule 1: at_least is 'ten'. Write a number.\n"
        '  - [survey.screening], rule 2: rule is missing. Write rule = "...".\n'
        "  - [survey.sample]: seed is 1.5. Write a whole number."
    )


def test_another_place_is_said_in_every_error():
    with pytest.raises(InputError, match=r"^plan.toml, aggregates, CI: rule is missing"):
        read_plan({"aggregates": {"CI": {}}}, where="plan.toml")


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ({"aggregates": []}, "[survey.aggregates]: [] is no table"),
        ({"screening": {}}, "screening is {}. Write [[survey.screening]] above each"),
        ({"keep": "HC"}, 'keep is \'HC\'. Write a list of texts, as ["a", "b"].'),
        ({"columns": {"clusters": "x"}}, "there is no key 'clusters'. Did you mean 'cluster'?"),
        ({"sample": {"firms": True}}, "firms is True. Write a whole number."),
        ({"aggregates": {"CI": {"rule": "mean", "missing": []}}}, "missing is []. Write text or"),
        ({"scales": {"VC": {}}}, 'items is missing. Write items = ["a", "b"].'),
        (
            {"screening": [{"rule": "exclude", "clusters": ["X"]}]},
            'clusters is [\'X\']. Write a table of texts, as { "a name" = "a reason" }.',
        ),
    ],
)
def test_values_of_the_wrong_kind(table, text):
    assert text in said(table)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ({"rule": "average"}, "there is no rule 'average'."),
        ({"rule": "mean", "missing": "drop"}, 'missing is \'drop\'. Choose "refuse", "leave out'),
        ({"rule": "mean", "missing": 1.5}, "missing is 1.5. Give a share above 0, up to 1."),
        ({"rule": "mean", "weight": "w"}, "the rule 'mean' takes no weight. Choose \"weighted"),
        ({"rule": "mean", "of": "x"}, "the rule 'mean' takes no 'of'. Choose \"count\" or \"share"),
        ({"rule": "weighted mean"}, 'a weighted mean needs a weight. Write weight = "..." here '),
        (
            {"rule": "weighted mean", "weight": "inverse probability"},
            'the weight "inverse probability" needs the number of firms in each cluster. '
            'Write population = "..." under [survey.sample].',
        ),
    ],
)
def test_rules_of_aggregation_that_cannot_be(rule, text):
    found = said({"aggregates": {"CI": rule}})
    assert found.startswith("[survey.aggregates.CI]: ")
    assert text in found


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ({"rule": "min_firm"}, "there is no rule 'min_firm'. Did you mean 'min_firms'?"),
        ({"rule": "min_firms"}, "min_firms needs at_least. Write at_least = 10"),
        ({"rule": "min_firms", "at_least": 0}, "at_least is 0. Give a number of firms from 1."),
        ({"rule": "min_share_answered", "at_least": 10}, "at_least is 10. Give a share above 0"),
        ({"rule": "outcome_missing"}, 'outcome_missing needs column. Write column = "...".'),
        ({"rule": "exclude"}, "exclude needs clusters. Write clusters = { "),
        (
            {"rule": "cluster_without_firms", "column": "x"},
            "cluster_without_firms takes no column. It takes reason.",
        ),
        ({"rule": "value", "column": "x"}, "value has none of below, above and equal. Give"),
        (
            {"rule": "value", "column": "x", "below": 1, "equal": "a"},
            "value has below and equal. Give exactly one of the three.",
        ),
    ],
)
def test_screening_rules_that_cannot_be(rule, text):
    found = said({"aggregates": MEAN, "screening": [rule]})
    assert found.startswith("[survey.screening], rule 1: ")
    assert text in found


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({"sample": {"firms": 0}}, "[survey.sample]: firms is 0. Give a whole number from 1."),
        (
            {"columns": {"leader": "l"}, "sample": {"leaders": -1}},
            "leaders is -1. Give a whole number from 0.",
        ),
        (
            {"columns": {"leader": "l"}, "sample": {"leaders": 3, "firms": 2}},
            "leaders is 3, but only 2 firms are taken. Take at most as many leaders as firms.",
        ),
        ({"sample": {"seed": -1}}, "seed is -1. Give a whole number from 0."),
        (
            {"sample": {"leaders": 2}},
            "[survey.sample]: leaders are asked for, but no column says who they are. "
            'Write leader = "..." under [survey.columns].',
        ),
        (
            {"scales": {"VC": {"items": ["a"], "level": "town"}}},
            "[survey.scales.VC]: there is no level 'town'. There are: firm, cluster.",
        ),
        (
            {"scales": {"VC": {"items": []}}},
            '[survey.scales.VC]: there is no item. Write items = ["a", "b"].',
        ),
        (
            {"scales": {"VC": {"items": ["a"], "reversed": ["b"]}}},
            "[survey.scales.VC], reversed: there is no item 'b'",
        ),
        ({"scales": {"VC": {"items": ["a"], "low": 7}}}, "low is 7, high is 7. Give low below"),
        (
            {"scales": {"CI": {"items": ["a"], "level": "cluster"}}},
            "2 columns are called 'CI'. Give each a name of its own.",
        ),
    ],
)
def test_plans_that_cannot_be(more, text):
    assert text in said({"aggregates": MEAN, **more})


def test_a_plan_that_asks_nothing_of_the_firms_is_an_error():
    assert said({}) == (
        "[survey]: nothing is asked of the firms. "
        "Give [survey.aggregates.NAME] a rule for each new column."
    )
