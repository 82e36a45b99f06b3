"""Screening: which rule removes a cluster first, what was found, and clusters of one table."""

import pytest
from tests.observatory.survey.small_surveys import FIRMS, survey_of

from hanse.errors import InputError
from hanse.result import answer_from_dict

ASKED = "cluster,HC,kind,note\nA,25,town,\nB,90,park,x\nC,,town,x\n"
ANY = {"CI": {"column": "exports", "rule": "mean", "missing": 0.6}}


def screened(tmp_path, *rules, questionnaire=ASKED, firms=FIRMS):
    return survey_of(tmp_path, firms, questionnaire, aggregates=ANY, screening=list(rules))


def removed(made):
    return {one.cluster: (one.number, one.found) for one in made.log.removed}


def test_without_rules_every_cluster_stays(tmp_path):
    made = screened(tmp_path)
    assert made.table.cases == ("A", "B", "C")
    assert made.log.removed == ()
    assert made.table.names == ("CI", "HC", "kind", "note")


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"rule": "min_firms", "at_least": 2}, {"C": (1, "1 firm")}),
        (
            {"rule": "outcome_missing", "column": "CI"},
            {"B": (1, "1 of 2 firms answered, the least share is 0.6")},
        ),
        (
            {"rule": "column_missing", "column": "HC"},
            {"C": (1, "no answer in the questionnaire")},
        ),
        (
            {"rule": "column_missing", "column": "note"},
            {"A": (1, "no answer in the questionnaire")},
        ),
        ({"rule": "min_share_answered", "at_least": 0.6}, {"B": (1, "1 of 2 for CI")}),
        (
            {"rule": "min_share_answered", "at_least": 0.6, "column": "CI"},
            {"B": (1, "1 of 2 for CI")},
        ),
        ({"rule": "min_share_answered", "at_least": 0.5}, {}),
        ({"rule": "exclude", "clusters": {"A": "merged"}}, {"A": (1, "merged")}),
        ({"rule": "exclude", "clusters": {"A": ""}}, {"A": (1, "named")}),
        ({"rule": "value", "column": "HC", "below": 26}, {"A": (1, "25")}),
        ({"rule": "value", "column": "HC", "above": 89}, {"B": (1, "90")}),
        ({"rule": "value", "column": "HC", "above": 90}, {}),
        ({"rule": "value", "column": "HC", "equal": 90}, {"B": (1, "90")}),
        ({"rule": "value", "column": "kind", "equal": "park"}, {"B": (1, "park")}),
    ],
)
def test_each_rule_says_what_it_found(tmp_path, rule, expected):
    assert removed(screened(tmp_path, rule)) == expected


def test_the_first_rule_counts_and_later_ones_are_kept_beside(tmp_path):
    rules = [
        {"rule": "value", "column": "HC", "above": 50, "reason": "too large"},
        {"rule": "outcome_missing", "column": "CI"},
        {"rule": "min_firms", "at_least": 3},
    ]
    made = screened(tmp_path, *rules)
    assert removed(made) == {"B": (1, "90"), "C": (3, "1 firm")}
    assert made.log.removed[0].also == (2, 3)
    assert made.log.counts == (1, 0, 1)
    assert str(made.log) == (
        "3 clusters → 1\n"
        "1. HC above 50 (too large): 1 removed\n"
        "   B: 90 (also rule 2 and 3)\n"
        "2. the outcome CI is missing: 0 removed\n"
        "3. fewer than 3 firms: 1 removed\n"
        "   C: 1 firm"
    )
    assert str(made).splitlines()[:2] == [
        "3 → 1 cluster, 6 → 3 firms",
        "  1. HC above 50 (too large): 1 removed",
    ]


def test_the_order_of_the_rules_decides_which_one_is_named(tmp_path):
    few = {"rule": "min_firms", "at_least": 3}
    large = {"rule": "value", "column": "HC", "above": 50}
    assert removed(screened(tmp_path, few, large))["B"] == (1, "2 firms")
    assert removed(screened(tmp_path, large, few))["B"] == (1, "90")


def test_firms_of_removed_clusters_are_in_the_firm_log(tmp_path):
    made = screened(tmp_path, {"rule": "min_firms", "at_least": 3})
    assert [(one.firm, one.column, one.reason) for one in made.firm_log] == [
        (name, "", "its cluster was removed: fewer than 3 firms") for name in ("b1", "b2", "c1")
    ]
    assert list(made.firm_frame().columns) == ["firm", "cluster", "column", "reason"]
    assert made.verify()


def test_answers_that_are_left_out_are_in_the_firm_log(tmp_path):
    rule = {"column": "exports", "rule": "mean", "missing": "leave out firm"}
    made = survey_of(tmp_path, FIRMS, aggregates={"CI": rule})
    assert [(one.firm, one.column, one.reason) for one in made.firm_log] == [
        ("b2", "CI", "no answer")
    ]
    assert made.verify()


def test_a_cluster_that_only_firms_name_is_an_error_with_the_nearest_name(tmp_path):
    with pytest.raises(InputError) as error:
        screened(tmp_path, questionnaire="cluster,HC\nA,2\nB,4\nc ,5\n")
    assert str(error.value) == (
        "[survey]: cluster 'C' is not in the questionnaire. Did you mean 'c'? Add it, correct its "
        'name, or add the screening rule "cluster_not_in_questionnaire".'
    )


def test_a_cluster_that_only_officials_name_is_an_error(tmp_path):
    with pytest.raises(InputError) as error:
        screened(tmp_path, questionnaire=f"{ASKED}Visby,4,town,\n")
    assert str(error.value) == (
        "[survey]: cluster 'Visby' is not in the table of firms. Add it, correct its "
        'name, or add the screening rule "cluster_without_firms".'
    )


def test_both_can_be_screened_with_the_nearest_name_in_the_log(tmp_path):
    firms = FIRMS.replace(",C,", ",Township 7,")
    asked = "cluster,HC\nA,25\nB,90\nTownship 07,4\n"
    made = screened(
        tmp_path,
        {"rule": "cluster_not_in_questionnaire"},
        {"rule": "cluster_without_firms"},
        firms=firms,
        questionnaire=asked,
    )
    assert made.log.n_before == 4
    assert removed(made) == {
        "Township 07": (
            2,
            "not in the table of firms; the nearest name there is 'Township 7'",
        ),
        "Township 7": (
            1,
            "not in the questionnaire; the nearest name there is 'Township 07'",
        ),
    }


def test_a_cluster_without_firms_can_be_removed_as_one_with_too_few(tmp_path):
    made = screened(
        tmp_path,
        {"rule": "min_firms", "at_least": 1},
        {"rule": "min_share_answered", "at_least": 0.1},
        {"rule": "cluster_without_firms"},
        questionnaire=f"{ASKED}Visby,4,town,\n",
    )
    assert removed(made) == {"Visby": (1, "0 firms")}
    assert made.log.removed[0].also == (2, 3)


def test_excluding_a_cluster_by_name_is_enough(tmp_path):
    made = screened(
        tmp_path,
        {"rule": "exclude", "clusters": {"Visby": "no answer"}},
        questionnaire=f"{ASKED}Visby,4,town,\n",
    )
    assert removed(made) == {"Visby": (1, "no answer")}


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ({"rule": "outcome_missing", "column": "HD"}, "rule 1: there is no column 'HD'. Did you"),
        (
            {"rule": "min_share_answered", "at_least": 0.5, "column": "HC"},
            "rule 1: there is no column 'HC'. Did you mean 'CI'? There are: CI.",
        ),
        ({"rule": "exclude", "clusters": {"Z": "x"}}, "rule 1: there is no cluster 'Z'."),
        (
            {"rule": "value", "column": "kind", "above": 3},
            "rule 1: 'kind' is a column of text. Compare it with a text: equal.",
        ),
        (
            {"rule": "value", "column": "HC", "equal": "x"},
            "rule 1: 'HC' is a column of numbers. Compare it with a number.",
        ),
    ],
)
def test_rules_that_name_what_is_not_there(tmp_path, rule, text):
    with pytest.raises(InputError) as error:
        screened(tmp_path, rule)
    assert str(error.value).startswith("[survey.screening], ")
    assert text in str(error.value)


def test_no_cluster_left_is_an_error_that_counts_the_rules(tmp_path):
    with pytest.raises(InputError) as error:
        screened(tmp_path, {"rule": "min_firms", "at_least": 9})
    assert str(error.value) == (
        "screening: no cluster of 3 stays (fewer than 9 firms: 3). Loosen a rule."
    )


def test_a_log_survives_its_file_and_has_a_frame(tmp_path):
    made = screened(tmp_path, {"rule": "min_firms", "at_least": 3, "reason": "ten were asked"})
    back = answer_from_dict(made.log.to_dict())
    assert back == made.log
    frame = made.log.to_frame()
    assert frame["reason"].tolist() == ["ten were asked"] * 2
    assert frame["found"].tolist() == ["2 firms", "1 firm"]
