"""Gaps from a survey: means by hand, intervals, what is hidden, and changes between waves."""

import math
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.actors.survey.made_answers import NAN, answers, cell
from tests.oracles import actor_bridging as oracle

from hanse.actors.sides import GAPS
from hanse.actors.survey import survey_gaps
from hanse.errors import InputError
from hanse.result import answer_from_dict

FIVE = [(6, 2), (7, 3), (6, 4), (5, 2), (7, 2)]


def made(*rows, **choices):
    found = survey_gaps(answers(*rows), **choices)
    assert found.verify(answers(*rows))
    assert answer_from_dict(found.to_dict()).to_dict() == found.to_dict()
    return found


def refusal(*rows, **choices):
    with pytest.raises(InputError) as caught:
        survey_gaps(answers(*rows), **choices)
    return str(caught.value)


def test_a_case_by_hand():
    # gaps 4 4 2 3 5: mean 3.6, squares .16 .16 2.56 .36 1.96 = 5.2, sd sqrt(1.3) = 1.140175;
    # t(4; 0.975) = 2.776445: 3.6 -+ 2.776445 * 1.140175 / sqrt(5) = 3.6 -+ 1.415715
    one = made(*cell("2024", "capital", FIVE)).of("capital")
    assert (one.n, one.one_only) == (5, 0)
    assert one.importance == pytest.approx(6.2)
    assert one.present == pytest.approx(2.6)
    assert one.value == pytest.approx(3.6)
    assert (one.low, one.high) == pytest.approx((2.184285, 5.015715), abs=1e-6)


def test_who_answered_one_question_only_is_counted_and_in_no_mean():
    rows = cell("2024", "capital", [*FIVE, (1, NAN), (NAN, 7), (NAN, NAN)])
    one = made(*rows).of("capital")
    assert (one.n, one.one_only, one.importance) == (5, 2, pytest.approx(6.2))


def test_the_interval_ends_where_a_gap_can_end():
    one = made(*cell("2024", "global", [(7, 1)] * 4 + [(7, 6)])).of("global")
    assert one.high == 6.0
    assert one.low < one.value == pytest.approx(5.0)


def test_where_all_have_the_same_gap_the_interval_has_no_width_and_that_is_said():
    found = made(*cell("2024", "global", [(5, 2), (6, 3), (4, 1), (7, 4), (5, 2)]))
    one = found.of("7")
    assert (one.low, one.value, one.high) == (3.0, 3.0, 3.0)
    assert one.all_agree
    assert "All respondents have the same gap, so the interval has no width: 2024 global." in str(
        found
    )


def test_fewer_than_five_answers_show_nothing_at_all():
    for count in range(5):
        rows = [*cell("2024", "capital", [*FIVE[:count], (7, NAN)]), *cell("2024", "firms", FIVE)]
        one = made(*rows).of("capital")
        numbers = [one.n, one.importance, one.present, one.value, one.low, one.high, one.one_only]
        assert all(math.isnan(x) for x in numbers)
        assert one.reason == "fewer than 5 answers"


@pytest.mark.parametrize("paired", [None, True, False])
def test_answers_to_a_hidden_gap_change_no_number_that_is_shown(paired):
    shown = [*cell("2024", "firms", FIVE), *cell("2025", "firms", FIVE)]
    shown += cell("2025", "capital", FIVE)
    one, two = (
        made(*shown, *cell("2024", "capital", hidden), paired=paired)
        for hidden in ([(7, 1)], [(1, 7), (2, 6), (1, 5), (1, NAN), (1, 4)])
    )
    assert one.to_dict() == two.to_dict()
    assert str(one) == str(two)
    assert one.to_frame().equals(two.to_frame())


def test_a_gap_that_nobody_was_asked_about_says_so():
    one = made(*cell("2024", "firms", FIVE)).of("capital")
    assert one.reason == "not asked"


def test_no_answers_give_an_empty_result():
    found = made()
    assert (found.waves, found.gaps) == ((), ())
    assert str(found)
    with pytest.raises(InputError) as caught:
        found.of("firms")
    assert str(caught.value) == "survey on gaps: there are no answers. Read some first."


def test_waves_come_in_the_order_of_their_numbers():
    rows = [*cell("wave 10", "firms", FIVE), *cell("wave 9", "firms", FIVE)]
    found = made(*rows)
    assert found.waves == ("wave 9", "wave 10")
    assert found.of("firms").wave == "wave 10"
    assert made(*rows, wave="wave 9").waves == ("wave 9",)
    assert made(*rows, wave="wave 9").changes == ()


def change(first, second, **choices):
    rows = [*cell("2023", "firms", first), *cell("2024", "firms", second)]
    return made(*rows, **choices).changes[0]


def test_the_same_respondents_in_both_waves_are_paired():
    # gaps 4 4 2 3 5 become 3 3 1 2 5: changes -1 -1 -1 -1 0
    one = change(FIVE, [(5, 2), (6, 3), (5, 4), (4, 2), (7, 2)])
    assert (one.is_paired, one.n, one.how) == (True, 5, "paired by respondent")
    assert one.value == pytest.approx(-0.8)
    # sd of -1 -1 -1 -1 0: sqrt(0.2); half 2.776445 * sqrt(0.2 / 5) = 0.555289
    assert (one.low, one.high) == pytest.approx((-1.355289, -0.244711), abs=1e-6)


def test_other_respondents_are_compared_unpaired_with_the_interval_of_welch():
    from scipy.stats import ttest_ind

    later = [(5, 2), (6, 3), (5, 4), (4, 2), (7, 2), (6, 1)]
    one = change(FIVE, later)
    gaps = [[a - b for a, b in side] for side in (FIVE, later)]
    slow = ttest_ind(gaps[1], gaps[0], equal_var=False).confidence_interval()
    assert (one.is_paired, one.how) == (False, "unpaired")
    assert math.isnan(one.n)
    assert (one.low, one.high) == pytest.approx((slow.low, slow.high))
    assert not change(FIVE, FIVE, paired=False).is_paired


def test_pairing_is_refused_where_it_would_tell_the_answers_of_a_few():
    # five answered twice, one only later: all means and the paired change would give that answer
    one = change(FIVE, [*FIVE, (7, 1)], paired=True)
    assert one.how == "unpaired: a paired one would tell the answers of a few"
    assert not one.is_paired
    one = change(FIVE, FIVE + [(7, 1)] * 5, paired=True)
    assert (one.is_paired, one.n) == (True, 5)


def test_too_few_in_both_waves_are_not_paired():
    rows = [*cell("2023", "firms", FIVE), *cell("2024", "firms", FIVE, first="s")]
    one = made(*rows, paired=True).changes[0]
    assert one.how == "unpaired: fewer than 5 answered in both waves"
    nameless = [("", wave, "firms", 5, 3) for wave in ("2023", "2024") for _ in range(5)]
    one = made(*nameless).changes[0]
    assert (one.is_paired, one.value, one.low, one.high) == (False, 0.0, 0.0, 0.0)


def test_a_wave_that_is_hidden_has_no_change():
    one = change(FIVE, FIVE[:4])
    assert math.isnan(one.value)
    assert one.how == "a wave is not shown"


def test_the_frame_has_one_row_for_each_wave_and_gap_and_names_nobody():
    rows = [*cell("2023", "firms", FIVE, first="Ada"), *cell("2024", "firms", FIVE, first="Ada")]
    found = made(*rows)
    frame = found.to_frame()
    assert len(frame) == 14
    assert frame.loc[7, "change"] == 0
    assert math.isnan(frame.loc[0, "change"])
    assert "Ada" not in frame.to_string() + str(found) + str(found.to_dict())
    assert "paired by respondent (n = 5)" in str(found)


def test_verifying_finds_a_number_that_does_not_fit():
    rows = cell("2024", "firms", FIVE)
    found = made(*rows)
    assert not found.verify(answers(*rows, ("x", "2024", "firms", 7, 1)))
    assert not found.verify(answers(*rows[1:]))
    assert made().to_frame().columns.tolist() == found.to_frame().columns.tolist()


def test_errors_say_what_to_do():
    rows = cell("2024", "firms", FIVE)
    assert refusal(*rows, wave="2023") == (
        "survey on gaps: there is no wave '2023'. Did you mean '2024'? There are: 2024."
    )
    assert refusal(*rows, least=0) == "survey_gaps: least is 0. Give a whole number from 1."
    assert refusal(*rows, confidence=95) == (
        "survey_gaps: confidence is 95. Give a number between 0 and 1, such as 0.95."
    )
    assert refusal(*rows, rows[1]) == (
        "survey on gaps, answers 2 and 6: a respondent answers twice on gap 'firms' in wave "
        "'2024'. Keep one of the two."
    )


def test_with_least_one_a_single_answer_is_shown_without_an_interval():
    one = made(("a", "2024", "firms", 6, 2), least=1).of("firms")
    assert (one.n, one.value) == (1, 4)
    assert math.isnan(one.low)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2023", "2024"]),
            st.sampled_from([one.key for one in GAPS[:3]]),
            st.sampled_from([1, 2, 5, 7, NAN]),
            st.sampled_from([1, 3, 4, 7, NAN]),
        ),
        max_size=60,
    ),
    st.integers(1, 6),
)
def test_any_answers_give_what_counting_gives(rows, least):
    given_rows = [(f"r{k}", *row) for k, row in enumerate(rows)]
    table = answers(*given_rows)
    for one in survey_gaps(table, least=least).gaps:
        both = [r for r in rows if r[:2] == (one.wave, one.gap) and not np.isnan(r[2] - r[3])]
        assert one.is_shown == (len(both) >= least)
        if one.is_shown:
            slow = oracle.survey(table, one.wave, one.gap)
            seen = one.n, one.importance, one.present, one.value
            assert seen == pytest.approx(slow[:4])
            if one.n > 1:
                assert (one.low, one.high) == pytest.approx(slow[4:])


def test_the_order_of_rows_changes_nothing():
    rows = [*cell("2023", "firms", FIVE), *cell("2024", "firms", [*FIVE, (5, 5)])]
    mixed = rows.copy()
    random.Random(1).shuffle(mixed)
    one, two = made(*rows).of("firms"), made(*mixed).of("firms")
    assert [one.value, one.low, one.high] == pytest.approx([two.value, two.low, two.high])


def test_how_many_answered_one_question_only_is_not_told_beside_a_hidden_gap():
    # with the number of rows of the wave it would bound how few answered the hidden one
    full = [(7, 2), (7, 3), (6, 2), (6, 1), (7, 2), (7, NAN)]
    rows = [*cell("2023", "firms", full), *cell("2024", "firms", full)]
    found = made(*rows, *cell("2024", "capital", [(7, 1)]))
    assert found.of("firms", "2023").one_only == 1
    assert math.isnan(found.of("firms", "2024").one_only)
    assert found.of("firms", "2024").n == 5
    frame = found.to_frame()
    assert frame.loc[frame["wave"] == "2024", "one_only"].isna().all()
    told = [one["one_only"] for one in found.to_dict()["gaps"] if one["wave"] == "2024"]
    assert set(told) == {None}
    line = next(one for one in str(found).splitlines() if one.startswith("2024  firms"))
    assert line.split()[-1] != "1"
