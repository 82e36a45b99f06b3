"""Scales: scores, alpha with its interval, item-rest correlations, and what is refused."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.observatory.survey.small_surveys import table_of
from tests.oracles.survey import alpha_by_analysis_of_variance

from hanse.errors import InputError
from hanse.observatory.survey import scale
from hanse.result import answer_from_dict

THREE = {"a": [1, 2, 3, 4], "b": [2, 2, 4, 4], "c": [1, 3, 3, 5]}


def test_alpha_and_correlations_worked_by_hand():
    made = scale({"a": [1, 2, 3], "b": [1, 3, 5]})
    # variances 1 and 4, of the sum 2, 5, 8: 9; alpha = 2 (1 - 5/9) = 8/9
    assert made.alpha == pytest.approx(8 / 9)
    assert [one.item_rest for one in made.items] == pytest.approx([1.0, 1.0])
    assert made.scores.tolist() == [1.0, 2.5, 4.0]
    assert [one.mean for one in made.items] == [2.0, 3.0]
    assert [one.sd for one in made.items] == [1.0, 2.0]


def test_alpha_without_an_item_is_alpha_of_the_others():
    made = scale(THREE)
    others = scale({"a": THREE["a"], "b": THREE["b"]})
    assert made.items[2].alpha_without == others.alpha


def test_item_rest_correlation_leaves_the_item_out_of_the_sum():
    made = scale(THREE)
    rest = np.add(THREE["b"], THREE["c"])
    assert made.items[0].item_rest == pytest.approx(np.corrcoef(THREE["a"], rest)[0, 1])


def test_a_reversed_item_is_low_plus_high_minus_the_answer():
    turned = {**THREE, "c": [8 - x for x in THREE["c"]]}
    made = scale(turned, reversed=["c"])
    assert made.alpha == scale(THREE).alpha
    assert made.reversed == ("c",)
    assert made.scores.tolist() == scale(THREE).scores.tolist()
    assert scale({"a": [0, 1]}, reversed=["a"], low=0, high=4).scores.tolist() == [4.0, 3.0]


def test_items_all_alike_have_alpha_one_with_an_interval_of_no_width():
    made = scale({"a": [1, 5, 7], "b": [1, 5, 7]})
    assert (made.alpha, made.alpha_low, made.alpha_high) == (1.0, 1.0, 1.0)


answers = st.integers(2, 4).flatmap(
    lambda k: st.lists(st.lists(st.integers(1, 7), min_size=k, max_size=k), min_size=2, max_size=9)
)


@given(answers)
def test_alpha_is_that_of_the_analysis_of_variance(rows):
    made = scale({f"i{j}": [row[j] for row in rows] for j in range(len(rows[0]))})
    expected = alpha_by_analysis_of_variance(rows)
    if expected is None or math.isnan(made.alpha):
        assert len({sum(row) for row in rows}) == 1
        assert made.why == "the sum of the items does not vary"
    else:
        assert made.alpha == pytest.approx(float(expected), abs=1e-9)
        assert made.alpha_low <= made.alpha <= made.alpha_high


@given(answers, st.integers(0, 3))
def test_turning_an_item_twice_changes_nothing(rows, which):
    columns = {f"i{j}": [row[j] for row in rows] for j in range(len(rows[0]))}
    name = f"i{which % len(columns)}"
    turned = {**columns, name: [8 - x for x in columns[name]]}
    assert np.array_equal(scale(turned, reversed=[name]).scores, scale(columns).scores)


def test_the_limits_are_where_feldt_puts_them():
    from scipy.stats import f

    made = scale(THREE, confidence=0.9)
    low = (1 - made.alpha_low) / (1 - made.alpha)
    high = (1 - made.alpha_high) / (1 - made.alpha)
    assert f.cdf([low, high], 3, 6) == pytest.approx([0.95, 0.05])


def test_the_interval_covers_alpha_as_often_as_it_says():
    # parallel items: true score and error of equal variance, so alpha of 4 items is 0.8
    rng = np.random.default_rng(5)
    hits = 0
    for _ in range(400):
        truth = rng.standard_normal((30, 1))
        seen = truth + rng.standard_normal((30, 4))
        made = scale({str(j): seen[:, j] for j in range(4)}, low=-99, high=99)
        hits += made.alpha_low <= 0.8 <= made.alpha_high
    assert hits / 400 == pytest.approx(0.95, abs=0.03)


def test_one_item_has_scores_but_no_alpha():
    made = scale({"a": [1, 2, 3]})
    assert made.scores.tolist() == [1.0, 2.0, 3.0]
    assert math.isnan(made.alpha)
    assert made.why == "a single item has no alpha"
    assert made.items[0].why == "no item-rest correlation, there are no other items"
    assert "undefined: a single item has no alpha." in str(made)


def test_one_respondent_has_a_score_but_no_alpha():
    made = scale({"a": [1], "b": [3]})
    assert made.scores.tolist() == [2.0]
    assert math.isnan(made.alpha_low)
    assert made.why == "1 complete respondents, two are needed"
    assert math.isnan(made.items[0].sd)


def test_a_constant_item_has_no_correlation_but_the_scale_has_an_alpha():
    made = scale({"a": [1, 2, 3], "b": [4, 4, 4], "c": [1, 2, 4]})
    assert not math.isnan(made.alpha)
    assert math.isnan(made.items[1].item_rest)
    assert made.items[1].why == "no item-rest correlation, everybody answers alike"
    assert not math.isnan(made.items[1].alpha_without)


def test_missing_answers_are_refused_by_default(tmp_path):
    table = table_of(tmp_path, "q.csv", "who,a,b\nx,1,\ny,3,4\n")
    with pytest.raises(InputError) as error:
        scale(table, name="VC")
    assert str(error.value) == (
        "scale VC: 1 item not answered: q.csv, row 2, column b. "
        'Fill them in, or choose missing = "mean of the answered".'
    )


def test_the_mean_of_the_answered_needs_its_share_of_items():
    some = {"a": [1, None, 3], "b": [3, 4, float("nan")], "c": [5, None, 3]}
    made = scale(some, missing="mean of the answered", min_share=0.6)
    assert np.array_equal(made.scores, [3.0, np.nan, 3.0], equal_nan=True)
    assert made.n == 1  # alpha is of those who answered everything
    all_asked = scale(some, missing="mean of the answered", min_share=0.1)
    assert all_asked.scores.tolist() == [3.0, 4.0, 3.0]


def test_nobody_without_an_answer_gets_a_score():
    made = scale({"a": [None, 2]}, missing="mean of the answered", min_share=0.1)
    assert math.isnan(made.scores[0])


def test_answers_outside_the_scale_are_told_with_row_and_column(tmp_path):
    table = table_of(tmp_path, "q.csv", "who,a,b\nx,1,8\ny,0,4\n")
    with pytest.raises(InputError) as error:
        scale(table, ["a", "b"])
    assert str(error.value) == (
        "scale: 2 problems:\n"
        "  - q.csv, row 2, column b: the answer 8 is outside 1 to 7. "
        "Correct it, or give the ends low and high of the scale.\n"
        "  - q.csv, row 3, column a: the answer 0 is outside 1 to 7. "
        "Correct it, or give the ends low and high of the scale."
    )


def test_rows_of_a_mapping_are_counted_from_one():
    with pytest.raises(InputError, match=r"^row 2, column a: the answer 9 is outside 1 to 7\."):
        scale({"a": [1, 9]})
    with pytest.raises(InputError, match=r"row 2, column a: 'often' is no number\."):
        scale({"a": [1, "often"]})


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ({"reversed": ["d"]}, "reversed: there is no item 'd'"),
        ({"items": ["a", "d"]}, "there is no column 'd'"),
        ({"items": ["a", "a"]}, "item 'a' is named twice. Name each item once."),
        ({"items": []}, "there is no item. Name the columns of the items."),
        ({"low": 7, "high": 7}, "low is 7, high is 7. Give low below high."),
        ({"missing": "refused"}, "there is no missing 'refused'. Did you mean 'refuse'?"),
        ({"min_share": 0}, "min_share is 0. Give a share above 0, up to 1."),
        ({"confidence": 1}, "confidence is 1. Give a number between 0 and 1."),
        ({"reversed": "a"}, 'reversed is \'a\'. Give a list: ["a", "b"].'),
    ],
)
def test_settings_that_cannot_be(choices, said):
    with pytest.raises(InputError) as error:
        scale(THREE, **choices)
    assert said in str(error.value)


def test_data_that_hold_no_items():
    with pytest.raises(InputError, match="a int holds no items"):
        scale(5)
    with pytest.raises(InputError, match="the items have 1 and 2 answers"):
        scale({"a": [1], "b": [1, 2]})
    with pytest.raises(InputError, match="the items have no answers"):
        scale({})
    with pytest.raises(InputError, match="there is no respondent"):
        scale({"a": []})


def test_frames_of_pandas_and_polars_give_the_same():
    import pandas as pd
    import polars as pl

    made = [scale(frame).to_dict() for frame in (pd.DataFrame(THREE), pl.DataFrame(THREE))]
    assert made[0] == made[1] == scale(THREE).to_dict()


def test_a_scale_survives_its_file_and_has_a_frame():
    made = scale({**THREE, "d": [1, 1, 1, 1]}, name="VC")
    back = answer_from_dict(made.to_dict())
    assert back.to_dict() == made.to_dict()
    assert str(back) == str(made)
    assert list(made.to_frame()["item"]) == ["a", "b", "c", "d"]
