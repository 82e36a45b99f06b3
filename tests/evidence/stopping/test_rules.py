"""Stopping rules: when they stop, what they say, and where what they assume breaks."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracles.stopping import chance_by_steps
from tests.oracles.stopping import ranked_p_value as slow_p_value

from hanse.errors import InputError
from hanse.evidence.stopping import (
    RULES,
    History,
    Hypergeometric,
    InARow,
    Played,
    RandomSample,
    SampleSeen,
    StopCheck,
    boundaries,
    play_rule,
    stopping_rule,
)
from hanse.evidence.stopping.hypergeometric import ranked_p_value
from hanse.evidence.stopping.random_sample import streak_to_switch

EVERY_RULE = [RandomSample(), Hypergeometric(), InARow(3), InARow(share=0.05)]


def ranked(found, irrelevant, n=1_000):
    return History(n, (True,) * found + (False,) * irrelevant)


def sampled(k, n, *, pool=800, before=45, drawn=None):
    labels = (True,) * before + (False,) * (1_000 - pool - before) + (True,) * k
    seen = SampleSeen("S1", pool, before, pool if drawn is None else drawn, n, k)
    return History(1_000, labels + (False,) * (n - k), (seen,))


def test_by_the_ranking_until_the_streak_is_long_enough():
    rule = RandomSample()
    wanted = streak_to_switch(955, 45, 0.95, 0.7)
    before, after = rule.check(ranked(45, wanted - 1)), rule.check(ranked(45, wanted))
    assert (before.next, after.next) == ("rank", "sample")
    assert before.says == (
        "Go on by the ranking: 106 irrelevant records in a row; "
        "from 107 on, screen in random order."
    )
    assert after.says == (
        "Leave the ranking: 107 irrelevant records in a row. Put the 848 records that are left "
        "into random order and screen on; if none of the first 535 is relevant, you may stop."
    )
    assert math.isnan(before.p)
    assert not before.stop
    assert not after.stop


def test_the_streak_by_hand():
    """With 45 found 3 missed are too many; C(1000-s, 3)/C(1000, 3) falls to .7 at s = 112."""
    chance = [math.comb(1_000 - s, 3) / math.comb(1_000, 3) for s in (111, 112)]
    assert chance[0] > 0.7 >= chance[1]
    assert streak_to_switch(1_000, 45, 0.95, 0.7) == 112


def test_a_sample_stops_at_its_boundary_and_not_before():
    rule = RandomSample()
    needed = boundaries(800, 45, 0.95, 0.05, 2).needed
    for k in range(3):
        before, after = (rule.check(sampled(k, n)) for n in (needed[k] - 1, needed[k]))
        assert not before.stop
        assert before.p > 0.05 >= after.p
        assert before.more == 1
        assert after.stop
        assert after.next == "stop"
        assert after.recall_at_least >= 0.95
        assert after.more == 0


def test_what_a_sample_says():
    rule = RandomSample()
    first, second = boundaries(800, 45, 0.95, 0.05, 1).needed
    on, end = rule.check(sampled(0, 100)), rule.check(sampled(0, first))
    assert on.says == (
        "Go on in random order: 100 of 800 records were screened in random order, 0 relevant. "
        f"{first} are needed if no other is relevant, {second} if one more is."
    )
    assert end.says == (
        f"Stop: {first} of 800 records were screened in random order, 0 relevant. "
        "95 % or more of all relevant records are found (45), with 95 % confidence."
    )
    assert "random order alone" in end.assumes
    assert str(end) == f"{end.says} {end.assumes}"
    short = rule.check(sampled(0, 100, drawn=200))
    assert short.says.endswith("if one more is. The sample ends before: draw on.")


def test_the_chance_of_a_sample_is_exact():
    """None of 400 where 3 of 800 are relevant."""
    check = RandomSample().check(sampled(0, 400))
    assert check.p == pytest.approx(math.comb(400, 3) / math.comb(800, 3), rel=1e-9)
    assert check.recall_at_least == pytest.approx(45 / (45 + 4 - 0), rel=0.05)


def test_a_find_in_the_sample_can_put_off_the_end():
    rule = RandomSample()
    first = boundaries(800, 45, 0.95, 0.05, 0).needed[0]
    assert rule.check(sampled(0, first)).stop
    check = rule.check(sampled(1, first))
    assert not check.stop
    short = [1, math.comb(first, 1)]
    few = sum(ways * math.comb(800 - first, 4 - k) for k, ways in enumerate(short))
    none = math.comb(800 - first, 4)
    assert check.p == pytest.approx(few / math.comb(800, 4), rel=1e-9)
    earlier = rule.check(sampled(1, first - 50))
    few = math.comb(850 - first, 4) + (first - 50) * math.comb(850 - first, 3)
    assert earlier.p == pytest.approx((none + few) / math.comb(800, 4), rel=1e-9)


def test_the_chance_after_a_find_is_that_of_stopping_there_or_before():
    rule = RandomSample(recall=0.9, confidence=0.8)
    first, second = boundaries(40, 20, 0.9, 0.2, 1).needed
    labels = (True,) * 20 + (False,) * 10
    for n in (first, second):
        seen = SampleSeen("S1", 40, 20, 40, n, 1)
        check = rule.check(History(70, labels + (True,) + (False,) * (n - 1), (seen,)))
        least = next(m for m in range(40) if 0.9 * (20 + m) > 21)
        exact = chance_by_steps(40, 20, least, Fraction(9, 10), (first, n))
        assert check.p == pytest.approx(float(exact), rel=1e-9)


def test_two_samples_share_the_risk_and_any_of_them_may_end_it():
    rule = RandomSample(samples=2)
    assert rule.risk == 0.025
    needed = boundaries(800, 45, 0.95, 0.025, 0).needed[0]
    done = sampled(0, needed)
    fresh = SampleSeen("S2", done.n_records - done.screened, 45, 5, 0, 0)
    history = History(done.n_records, done.included, (*done.samples, fresh))
    assert rule.check(history).stop
    with pytest.raises(InputError) as caught:
        RandomSample().check(history)
    assert str(caught.value).startswith(
        "random sample of the rest until a recall of 95 % is proven with 95 % confidence: "
        "2 samples drawn, the rule allows 1. Go on with the last sample that is allowed"
    )


def test_nothing_found_is_a_statement_of_its_own():
    needed = boundaries(800, 0, 0.95, 0.05, 0).needed[0]
    assert needed == 760
    check = RandomSample().check(sampled(0, needed, before=0))
    assert check.stop
    assert check.says.endswith("With 95 % confidence there is no relevant record.")
    assert math.isnan(check.recall_at_least)
    before = RandomSample().check(sampled(0, needed - 1, before=0))
    assert before.recall_at_least == 0.0
    assert Hypergeometric().check(ranked(0, 100)).stop is False
    assert InARow(10).check(ranked(0, 100)).says == (
        "Go on: no relevant record is found yet, 100 irrelevant records in a row."
    )
    assert InARow(10).check(ranked(0, 100)).more is None


def test_few_enough_left_end_it_without_a_sample():
    check = RandomSample().check(ranked(98, 2, n=105))
    assert check.stop
    assert check.p == 0.0
    assert check.recall_at_least == 98 / 103
    assert check.says == (
        "Stop: 98 relevant records are found, and even if the 5 records left were relevant, "
        "95.1% would be found."
    )


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda rule: rule.words)
def test_everything_screened_is_the_end(rule):
    check = rule.check(ranked(3, 7, n=10))
    assert check.stop
    assert check.recall_at_least == 1.0
    assert check.says == "Stop: all 10 records screened, 3 relevant."
    every = rule.check(ranked(10, 0, n=10))
    assert every.stop
    nobody = rule.check(ranked(0, 10, n=10))
    assert nobody.stop
    assert math.isnan(nobody.recall_at_least)
    assert "so there is no recall" in nobody.assumes
    empty = rule.check(History(0, ()))
    assert empty.stop
    assert math.isnan(empty.saved)
    assert empty.says == "Stop: there is no record to screen."


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda rule: rule.words)
def test_nothing_screened_is_no_end(rule):
    check = rule.check(History(10, ()))
    assert not check.stop
    assert check.next == "rank"


def test_in_a_row_by_hand():
    assert not InARow(3).check(ranked(2, 2)).stop
    check = InARow(3).check(ranked(2, 3))
    assert check.stop
    assert check.says == "Stop: 3 irrelevant records in a row."
    assert math.isnan(check.confidence)
    assert "nothing follows from it for the recall" in check.assumes
    assert InARow(share=0.05).wanted(1_704) == 86
    assert InARow(share=0.05).wanted(1_700) == 85


@given(
    st.lists(st.booleans(), max_size=12), st.integers(0, 8), st.sampled_from([0.5, 0.8, 0.95, 1.0])
)
@settings(max_examples=150, deadline=None)
def test_the_ranked_test_is_the_least_p_over_all_stretches(included, left, recall):
    n = len(included) + left
    p = ranked_p_value(np.array(included, dtype=bool), n, recall)
    slow = slow_p_value(included, n, Fraction(str(recall))) if included else 1
    assert p == pytest.approx(float(slow), abs=1e-12)


def test_what_the_ranked_test_says():
    on, end = Hypergeometric().check(ranked(45, 300)), Hypergeometric().check(ranked(45, 700))
    assert (
        on.says
        == "Go on: p = 0.322, below 0.05 is asked; 303 more without a relevant one would do."
    )
    assert on.more == 303
    assert Hypergeometric().check(ranked(45, 603)).stop
    assert not Hypergeometric().check(ranked(45, 602)).stop
    assert end.says.startswith("Stop: p = 0.0")
    assert "the confidence is not real" in end.assumes
    assert end.recall_at_least >= 0.95 > on.recall_at_least


LABELS = st.lists(st.booleans(), min_size=1, max_size=40)


@given(LABELS, st.sampled_from(EVERY_RULE[1:]))
@settings(max_examples=60, deadline=None)
def test_a_played_rule_stops_where_its_check_first_says_so(labels, rule):
    played = play_rule(rule, labels, rng=np.random.default_rng(1))
    first = next(
        n
        for n in range(len(labels) + 1)
        if rule.check(History(len(labels), tuple(labels[:n]))).stop
    )
    assert played.screened == first
    assert played.found == sum(labels[:first])


@given(LABELS, st.sampled_from([0.5, 0.8, 0.95]), st.integers(0, 5))
@settings(max_examples=60, deadline=None)
def test_a_played_sample_stops_where_its_check_first_says_so(labels, recall, seed):
    rule, n = RandomSample(recall=recall), len(labels)
    checks = (rule.check(History(n, tuple(labels[:at]))) for at in range(n + 1))
    ranked_for = next(at for at, check in enumerate(checks) if check.next != "rank")
    drawn = np.random.default_rng(seed).permutation(np.array(labels, dtype=bool)[ranked_for:])
    front = tuple(labels[:ranked_for])
    for size in range(len(drawn) + 1):
        some = tuple(bool(one) for one in drawn[:size])
        seen = SampleSeen("S1", len(drawn), sum(front), len(drawn), size, sum(some))
        if rule.check(History(n, front + some, (seen,))).stop:
            break
    played = play_rule(rule, labels, rng=np.random.default_rng(seed))
    assert (played.ranked, played.screened) == (ranked_for, ranked_for + size)
    assert played.found == sum(front) + sum(some)


def made(kind, n=1_000, relevant=60, rng=None):
    labels = np.zeros(n, dtype=bool)
    if kind == "best first":
        labels[:relevant] = True
    elif kind == "at random":
        labels[rng.permutation(n)[:relevant]] = True
    elif kind == "the rest at the end":
        labels[:5] = labels[5 - relevant :] = True
    else:  # a second theme that the ranking does not know stands late
        labels[:40] = True
        labels[700 + rng.permutation(300)[: relevant - 40]] = True
    return labels


def shares(rule, kind, runs, n=1_000, relevant=60):
    rng = np.random.default_rng(5)
    orders = (made(kind, n, relevant, rng) for _ in range(runs))
    played = [play_rule(rule, labels, rng=rng) for labels in orders]
    missed = np.mean([one.recall < 0.95 for one in played])
    return missed, np.median([one.saved for one in played])


@pytest.mark.parametrize(
    "kind", ["best first", "at random", "the rest at the end", "a second theme"]
)
def test_a_random_sample_holds_whatever_the_ranking_is(kind):
    missed, saved = shares(RandomSample(), kind, 200)
    assert missed <= 0.05
    assert saved > 0.35 or kind != "best first"


def test_a_random_sample_holds_in_two_thousand_random_orders():
    missed, _ = shares(RandomSample(), "at random", 2_000, n=300, relevant=20)
    assert missed <= 0.05


@pytest.mark.parametrize("kind", ["the rest at the end", "a second theme"])
@pytest.mark.parametrize("rule", [Hypergeometric(), InARow(100)], ids=["hypergeometric", "row"])
def test_rules_on_the_ranking_miss_what_it_does_not_know(kind, rule):
    missed, _ = shares(rule, kind, 20)
    assert missed == 1.0


def test_rules_by_their_names():
    assert set(RULES) == {"random-sample", "hypergeometric", "in-a-row"}
    assert stopping_rule("random-sample", recall=0.9, switch=0.5) == RandomSample(0.9, switch=0.5)
    assert stopping_rule("in-a-row", share=0.05).words == "irrelevant records in a row: 5 % of all"
    with pytest.raises(InputError) as caught:
        stopping_rule("hypergeometrc")
    assert str(caught.value) == (
        "there is no stopping rule 'hypergeometrc'. Did you mean 'hypergeometric'? "
        "There are: random-sample, hypergeometric, in-a-row."
    )
    with pytest.raises(InputError) as caught:
        stopping_rule("in-a-row", m=3)
    assert str(caught.value).startswith("stopping rule in-a-row: there is no number 'm'.")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: RandomSample(recall=95), "recall is 95. Give a share above 0, at most 1"),
        (lambda: RandomSample(confidence=1), "confidence is 1. Give a share above 0, below 1"),
        (lambda: RandomSample(switch=0), "switch is 0. Give a share above 0, below 1"),
        (lambda: RandomSample(samples=0), "samples is 0. Allow one sample at least."),
        (lambda: Hypergeometric(recall=0), "recall is 0. Give a share above 0, at most 1"),
        (InARow, "in a row: n is None, share is None. Give one of the two."),
        (lambda: InARow(3, 0.1), "in a row: n is 3, share is 0.1. Give one of the two."),
        (lambda: InARow(0), "n is 0. Ask for one record at least."),
        (lambda: InARow(share=2), "share is 2. Give a share above 0, at most 1"),
    ],
)
def test_rules_that_make_no_sense_are_refused(make, said):
    with pytest.raises(InputError) as caught:
        make()
    assert str(caught.value).startswith(said)


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda rule: rule.words)
def test_rules_and_checks_come_back_from_files(rule):
    assert type(rule).from_dict(rule.to_dict()) == rule
    check = rule.check(ranked(45, 300))
    again = StopCheck.from_dict(check.to_dict())
    assert again.says == check.says
    assert again.to_dict() == check.to_dict()
    assert check.to_frame().shape == (1, 13)


def test_a_played_rule_prints_tidies_and_comes_back():
    played = play_rule(InARow(2), [True, False, False, True], rng=np.random.default_rng(1))
    assert Played.from_dict(played.to_dict()) == played
    assert (played.recall, played.saved) == (0.5, 0.25)
    assert played.to_frame()["recall"].tolist() == [0.5]
    assert str(played) == (
        "2 irrelevant records in a row: stops after 3 of 4 records, 1 of 2 relevant found, "
        "recall 50.0%."
    )
    nobody = play_rule(InARow(2), [False], rng=np.random.default_rng(1))
    assert str(nobody).endswith("0 of 0 relevant found, no recall.")
