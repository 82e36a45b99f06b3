"""Rules of aggregation with what may be missing, by hand and against the oracle."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.observatory.survey.small_surveys import FIRMS, survey_of
from tests.oracles.survey import aggregated

from hanse.errors import InputError
from hanse.observatory.survey import cluster_table, read_plan


def value_of(tmp_path, **rule):
    made = survey_of(tmp_path, FIRMS, aggregates={"V": rule})
    return made.table.column("V").values.tolist(), made.n_used["V"].tolist()


@pytest.mark.parametrize(
    ("rule", "expected", "n"),
    [
        ("mean", [30, 20, 40], [3, 1, 1]),
        ("median", [30, 20, 40], [3, 1, 1]),
        ("sum", [90, 20, 40], [3, 1, 1]),
        ("weighted mean", [12, 20, 40], [2, 1, 1]),  # (90·10 + 10·30) / 100
    ],
)
def test_numbers_worked_by_hand(tmp_path, rule, expected, n):
    more = {"weight": "sales"} if rule == "weighted mean" else {}
    found = value_of(tmp_path, column="exports", rule=rule, missing="leave out firm", **more)
    assert found == (expected, n)


def test_count_and_share_are_of_the_firms_that_answered(tmp_path):
    choices = {"column": "certified", "missing": "leave out firm"}
    assert value_of(tmp_path, rule="count", **choices) == ([1, 2, 0], [2, 2, 1])
    assert value_of(tmp_path, rule="share", **choices) == ([0.5, 1, 0], [2, 2, 1])


def test_another_value_than_yes_can_be_counted(tmp_path):
    found = value_of(tmp_path, column="region", rule="share", of="South")
    assert found[0] == [0, 1, 0]
    choices = {"column": "exports", "missing": "leave out firm"}
    assert value_of(tmp_path, rule="count", of="any", **choices)[0] == [3, 1, 1]
    assert value_of(tmp_path, rule="count", of="20", **choices)[0] == [0, 1, 0]


def test_first_takes_texts_and_numbers_that_all_firms_agree_on(tmp_path):
    made = survey_of(tmp_path, FIRMS, aggregates={"region": {"rule": "first"}})
    assert made.table.column("region").values.tolist() == ["north", "south", "east"]
    assert made.table.column("region").first_text == (0, "north")
    firms = "firm,cluster,founded\na,A,1999\nb,A,1999\nc,B,\nd,B,2004\n"
    rule = {"column": "founded", "rule": "first", "missing": 0.9}
    made = survey_of(tmp_path, firms, aggregates={"founded_in": rule})
    assert np.array_equal(made.table.numeric("founded_in"), [1999, math.nan], equal_nan=True)


def test_first_refuses_firms_that_do_not_agree(tmp_path):
    with pytest.raises(InputError) as error:
        value_of(tmp_path, column="exports", rule="first", missing="leave out firm")
    assert str(error.value) == (
        "firms.csv, row 3, column exports: A: firm a2 says 30, firm a1 10. "
        "Write the same for all firms of the cluster, or choose another rule."
    )


def test_a_missing_answer_is_refused_by_default(tmp_path):
    with pytest.raises(InputError) as error:
        value_of(tmp_path, column="exports", rule="mean")
    assert str(error.value) == (
        "firms.csv, row 6, column exports: B: 1 firm without an answer to 'exports' (firm b2). "
        'Fill it in, or choose missing = "leave out firm" or a least share, as 0.8.'
    )


def test_a_refused_answer_of_a_removed_cluster_is_no_error(tmp_path):
    made = survey_of(
        tmp_path,
        FIRMS,
        screening=[{"rule": "min_firms", "at_least": 3}],
        aggregates={"CI": {"column": "exports", "rule": "mean"}},
    )
    assert made.table.cases == ("A",)
    assert made.log.removed[0].found == "2 firms"


def test_a_least_share_of_firms_leaves_the_cell_undefined_with_a_reason(tmp_path):
    made = survey_of(
        tmp_path, FIRMS, aggregates={"CI": {"column": "exports", "rule": "mean", "missing": 0.6}}
    )
    assert np.array_equal(made.table.numeric("CI"), [30, math.nan, 40], equal_nan=True)
    assert [(one.cluster, one.why) for one in made.undefined] == [
        ("B", "1 of 2 firms answered, the least share is 0.6")
    ]
    assert made.table.missing == (("B", "CI", ""),)
    assert str(made).endswith("B, CI: 1 of 2 firms answered, the least share is 0.6")


def test_a_least_share_that_is_met_exactly_is_enough(tmp_path):
    made = survey_of(
        tmp_path, FIRMS, aggregates={"CI": {"column": "exports", "rule": "mean", "missing": 0.5}}
    )
    assert made.table.numeric("CI")[1] == 20


def test_nobody_answering_is_undefined_and_never_zero(tmp_path):
    firms = "firm,cluster,exports\na,A,\nb,B,3\n"
    rule = {"column": "exports", "rule": "sum", "missing": "leave out firm"}
    made = survey_of(tmp_path, firms, aggregates={"CI": rule})
    assert math.isnan(made.table.numeric("CI")[0])
    assert made.undefined[0].why == "no firm answered"


def test_weights_that_sum_to_zero_give_no_mean(tmp_path):
    firms = "firm,cluster,exports,sales\na,A,5,0\nb,B,3,1\n"
    rule = {"column": "exports", "rule": "weighted mean", "weight": "sales"}
    made = survey_of(tmp_path, firms, aggregates={"CI": rule})
    assert made.undefined[0].why == "the weights sum to 0"


def test_a_weight_below_zero_is_an_error(tmp_path):
    firms = "firm,cluster,exports,sales\na,A,5,-2\nb,B,3,1\n"
    rule = {"column": "exports", "rule": "weighted mean", "weight": "sales"}
    with pytest.raises(InputError) as error:
        survey_of(tmp_path, firms, aggregates={"CI": rule})
    assert str(error.value) == (
        "firms.csv, row 2, column sales: the weight -2 is below 0. Give a weight from 0."
    )


def test_an_unknown_weight_names_the_nearest_column(tmp_path):
    rule = {"column": "exports", "rule": "weighted mean", "weight": "sale"}
    with pytest.raises(InputError, match=r"\[survey.aggregates.CI\]: there is no column 'sale'\."):
        survey_of(tmp_path, FIRMS, aggregates={"CI": rule})


def test_a_word_among_numbers_and_neither_yes_nor_no_are_errors(tmp_path):
    firms = "firm,cluster,exports,certified\na,A,many,perhaps\nb,A,3,no\nc,A,4,yes\n"
    with pytest.raises(InputError, match=r"firms.csv, row 2, column exports: 'many' is no number"):
        survey_of(tmp_path, firms)
    with pytest.raises(InputError) as error:
        survey_of(tmp_path, firms, aggregates={"S": {"column": "certified", "rule": "share"}})
    assert str(error.value) == (
        "firms.csv, row 2, column certified: 'perhaps' is neither yes nor no. Write yes or no."
    )


def test_do_not_know_is_no_answer_to_yes_or_no(tmp_path):
    firms = "firm,cluster,certified\na,A,Yes\nb,A,do not know\nc,A,NA\nd,A,NO\n"
    rule = {"column": "certified", "rule": "share", "missing": "leave out firm"}
    made = survey_of(tmp_path, firms, aggregates={"S": rule})
    assert (made.table.numeric("S")[0], made.n_used["S"][0]) == (0.5, 2)


def test_firms_are_counted_by_their_cluster(tmp_path):
    found = value_of(tmp_path, column="cluster", rule="count", of="any")
    assert found == ([3, 2, 1], [3, 2, 1])


def test_units_follow_the_column_or_the_rule(tmp_path):
    made = survey_of(
        tmp_path,
        FIRMS,
        aggregates={
            "n": {"column": "region", "rule": "count", "of": "any"},
            "s": {"column": "region", "rule": "share", "of": "north"},
            "CI": {"column": "exports", "rule": "mean", "missing": 0.1, "unit": "%", "label": "X"},
        },
    )
    units = [made.table.column(name).unit for name in ("n", "s", "CI")]
    assert units == ["firms", "share of firms", "%"]
    assert made.table.column("CI").label == "X"
    assert made.table.column("CI").source == "mean over firms of column 'exports'"


firm_rows = st.lists(
    st.tuples(
        st.sampled_from("ABC"),
        st.none() | st.integers(-50, 50),
        st.none() | st.integers(0, 9),
    ),
    min_size=1,
    max_size=25,
)


@given(
    firm_rows,
    st.sampled_from(["mean", "weighted mean", "median", "sum"]),
    st.sampled_from(["leave out firm", 0.5, 0.8, 1.0]),
)
def test_every_rule_agrees_with_the_oracle(rows, rule, missing):
    firms = pd.DataFrame(
        {
            "firm": [f"f{i}" for i in range(len(rows))],
            "cluster": [row[0] for row in rows],
            "x": np.array([np.nan if row[1] is None else row[1] for row in rows], dtype=float),
            "w": np.array([np.nan if row[2] is None else row[2] for row in rows], dtype=float),
        }
    )
    more = {"weight": "w"} if rule == "weighted mean" else {}
    plan = read_plan(
        {
            "columns": {"firm": "firm"},
            "aggregates": {"V": {"column": "x", "rule": rule, "missing": missing, **more}},
        }
    )
    made = cluster_table(firms, None, plan)
    assert made.verify()
    expected = aggregated(rows, rule, missing=missing)
    for cluster, value, n in zip(
        made.table.cases, made.table.numeric("V"), made.n_used["V"], strict=True
    ):
        wanted, n_wanted = expected[cluster]
        assert n == n_wanted
        if wanted is None:
            assert math.isnan(value)
        else:
            assert value == pytest.approx(float(wanted), abs=1e-12)


@given(st.lists(st.tuples(st.sampled_from("AB"), st.none() | st.integers(0, 1)), min_size=1))
def test_counts_and_shares_agree_with_the_oracle(rows):
    firms = pd.DataFrame(
        {
            "firm": [f"f{i}" for i in range(len(rows))],
            "cluster": [row[0] for row in rows],
            "x": np.array([np.nan if row[1] is None else row[1] for row in rows], dtype=float),
        }
    )
    for rule in ("count", "share"):
        aggregate = {"column": "x", "rule": rule, "missing": "leave out firm"}
        plan = read_plan({"columns": {"firm": "firm"}, "aggregates": {"V": aggregate}})
        made = cluster_table(firms, None, plan)
        expected = aggregated([(*row, 1) for row in rows], rule)
        for cluster, value in zip(made.table.cases, made.table.numeric("V"), strict=True):
            wanted = expected[cluster][0]
            assert math.isnan(value) if wanted is None else value == float(wanted)
