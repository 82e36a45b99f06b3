"""The log beside the survey: each kind of finding, ranks and their agreement."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.actors.survey.made_answers import NAN, answers, cell
from tests.oracles import actor_bridging as oracle

from hanse.actors.sides import GAPS
from hanse.actors.survey import FindingRule, LoggedGaps, both_sides, survey_gaps
from hanse.actors.survey.rank_agreement import rank_agreement, ranks
from hanse.errors import InputError
from hanse.result import answer_from_dict

MISSED = [(7, 2), (7, 3), (6, 2), (6, 1), (7, 2)]
FINE = [(4, 4), (5, 4), (3, 4), (5, 5), (4, 4)]
UNSURE = [(7, 1), (1, 7), (5, 3), (6, 5), (4, 2)]


def survey(**cells):
    rows = [row for key, pairs in cells.items() for row in cell("2024", key, pairs)]
    return survey_gaps(answers(*rows))


def log(*gaps, width=0.1):
    value = np.array([*gaps, *[NAN] * (7 - len(gaps))])
    return LoggedGaps(value, np.maximum(value - width, 0), np.minimum(value + width, 1))


def made(*given, **more):
    found = both_sides(*given, **more)
    assert answer_from_dict(found.to_dict()).to_dict() == found.to_dict()
    return found


def test_every_kind_of_finding_by_hand():
    asked = survey(
        firms=MISSED,
        research=FINE,
        education=FINE,
        capital=MISSED,
        public=UNSURE,
        clusters=FINE[:4],
    )
    found = made(log(0.8, 0.1, 0.9, 0.1, 0.9, 0.9), asked)
    assert [one.finding for one in found.findings] == [
        "agree open",
        "agree closed",
        "log only",
        "survey only",
        "undecided",
        "not measured",
        "not measured",
    ]
    assert [one.says for one in found.findings] == [
        "The log shows few ties to firms of the cluster, and firms miss them.",
        "The log shows enough ties to research organisations, and firms do not miss more.",
        "The log shows few ties to education organisations, but firms do not miss them.",
        "Firms miss interaction with providers of capital, though the log shows enough ties: it "
        "may be their quality and not their number, or they are not the ties that firms need.",
        "The log shows few ties to public bodies; the survey leaves open whether firms miss them.",
        "The log shows few ties to actors of other clusters; the survey has no measure (fewer "
        "than 5 answers).",
        "The log has no measure for actors abroad (no value); the survey has no measure (not "
        "asked).",
    ]
    assert [one.gap for one in found.disagreements] == ["education", "capital"]


def test_an_interval_across_the_threshold_is_undecided():
    found = made(log(0.55, 0.4), survey(firms=MISSED, research=FINE))
    assert found.findings[0].says == (
        "The log leaves open whether there are enough ties to firms of the cluster; firms miss "
        "them."
    )
    assert found.findings[1].log_side == "undecided"
    rule = FindingRule(log_open=0.4)
    assert made(log(0.55), survey(firms=MISSED), rule=rule).findings[0].finding == "agree open"


def test_between_half_and_three_quarters_of_the_target_a_gap_is_undecided():
    found = made(log(0.4, 0.2, 0.6, width=0.01), survey(firms=MISSED, research=FINE))
    assert [one.log_side for one in found.findings[:3]] == ["undecided", "closed", "open"]
    assert "below 0.25 in the log, below 1 points in the survey" in str(found)


def test_a_value_without_an_interval_is_undecided():
    plain = LoggedGaps([0.9] * 7, [NAN] * 7, [NAN] * 7)
    assert made(plain, survey(firms=MISSED)).findings[0].finding == "undecided"


def test_by_rank_the_largest_are_open_and_the_smallest_closed():
    gaps = log(0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3)
    cells = {one.key: [(1 + k, 1)] * 5 for k, one in enumerate(GAPS)}
    found = made(gaps, survey(**cells), rule=FindingRule(by="rank"))
    assert [one.log_side for one in found.findings] == [*["open"] * 3, "undecided", *["closed"] * 3]
    assert [one.finding for one in found.findings] == [
        *["log only"] * 3,
        "undecided",
        *["survey only"] * 3,
    ]
    assert [one.log_rank for one in found.findings] == [1, 2, 3, 4, 5, 6, 7]
    assert [one.survey_rank for one in found.findings] == [7, 6, 5, 4, 3, 2, 1]
    assert (found.agreement.tau, found.agreement.n) == (-1.0, 7)
    # two of 5,040 orders are as far out: this one and the same one
    assert found.agreement.p == pytest.approx(2 / 5040)
    assert "Open: among the 3 largest of the measured gaps" in str(found)


def test_equal_values_across_the_border_are_on_no_side():
    rule = FindingRule(by="rank", among=1)
    found = made(log(0.9, 0.9, 0.1), survey(), rule=rule)
    assert [one.log_side for one in found.findings[:3]] == ["undecided", "undecided", "closed"]
    found = made(log(0.9, 0.1), survey(), rule=FindingRule(by="rank"))
    assert [one.log_side for one in found.findings[:2]] == ["open", "closed"]
    assert made(log(0.9), survey(), rule=rule).findings[0].log_side == "undecided"


def test_ranks_count_measured_gaps_only():
    assert ranks(np.array([NAN, 0.5, 0.5, 0.1])) == (0, 1, 1, 3)


def test_two_gaps_give_no_rank_correlation():
    found = made(log(0.9, 0.1), survey(firms=MISSED, research=FINE))
    assert math.isnan(found.agreement.tau)
    assert "The two rankings cannot be compared: 2 gaps by both." in str(found)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([0.1, 0.2, 0.5, 0.9]), st.sampled_from([-1.0, 0.0, 2.0, 3.0])),
        min_size=3,
        max_size=5,
    )
)
def test_the_agreement_is_what_counting_pairs_and_trying_every_order_gives(pairs):
    one, two = (np.array(side) for side in zip(*pairs, strict=True))
    found = rank_agreement(one, two)
    tau, p = oracle.kendall(one.tolist(), two.tolist())
    assert [found.tau, found.p] == pytest.approx([tau, p], nan_ok=True)


def test_a_diagnosis_of_the_log_can_be_given_as_it_is():
    from tests.actors.bridging.made_actors import actors, log_of

    from hanse.actors.gaps import seven_gaps

    who = actors(A="firm", B="firm", C="capital")
    seven = seven_gaps(log_of(who, [(0, "A C")]), targets={"capital": 0.5, "firms": 0.5})
    found = made(seven, survey(capital=MISSED, firms=MISSED))
    assert found.findings[3].finding == "survey only"
    assert found.findings[0].log == 1.0
    assert found.findings[1].says == (
        "The log has no measure for research organisations (there is no research organisation on "
        "the list); the survey has no measure (not asked)."
    )


def test_the_wave_can_be_chosen():
    rows = [*cell("2023", "firms", MISSED), *cell("2024", "firms", FINE)]
    asked = survey_gaps(answers(*rows))
    assert made(log(0.9), asked).findings[0].finding == "log only"
    found = made(log(0.9), asked, wave="2023")
    assert (found.wave, found.findings[0].finding) == ("2023", "agree open")
    assert made(log(0.9), survey_gaps(answers())).findings[0].finding == "not measured"


def test_the_table_and_the_frame_hold_both_measures():
    found = made(log(0.8), survey(firms=MISSED))
    assert str(found).splitlines()[1].split() == (
        [
            "firms",
            "0.80",
            "0.70",
            "to",
            "0.90",
            "1",
            "4.60",
            "3.92",
            "to",
            "5.28",
            "1",
            "agree",
            "open",
        ]
    )
    assert len(found.to_frame()) == 7


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        (
            {"by": "rang"},
            "rule of findings: there is no way to judge 'rang'. Did you mean 'rank'? There are: "
            "interval, rank.",
        ),
        ({"log_open": 2}, "rule of findings: log_open is 2. Give a number from 0 to 1."),
        (
            {"log_closed": 0.6},
            "rule of findings: log_closed is 0.6, log_open 0.5. Give a log_closed that is not "
            "larger.",
        ),
        ({"survey_open": 9}, "rule of findings: survey_open is 9. Give a number from -6 to 6."),
        ({"among": 4}, "rule of findings: among is 4. Give 1, 2 or 3."),
    ],
)
def test_a_rule_that_cannot_be_used_says_why(choices, said):
    with pytest.raises(InputError) as caught:
        FindingRule(**choices)
    assert str(caught.value) == said


def test_numbers_of_the_log_that_cannot_be_say_why():
    for given_numbers, said in [
        (
            ([0.1], [0.1], [0.1]),
            "gaps from the log: value has shape (1,). Give one number for each of the seven gaps, "
            "NaN where there is none.",
        ),
        (
            ([0.1] * 7, [0.1] * 7, [1.5] * 7),
            "gaps from the log: high of 'firms' is 1.5. A gap from the log is 1 minus density over "
            "its target, from 0 to 1.",
        ),
    ]:
        with pytest.raises(InputError) as caught:
            LoggedGaps(*given_numbers)
        assert str(caught.value) == said
    with pytest.raises(InputError) as caught:
        LoggedGaps([0.1] * 7, [0.1] * 7, [0.1] * 7, ("",))
    assert str(caught.value) == (
        "gaps from the log: there are 1 reasons. Give one for each of the seven gaps, empty where "
        "there is a value."
    )
    with pytest.raises(InputError) as caught:
        both_sides(log(0.5), survey(firms=FINE), wave="2042")
    assert "there is no wave '2042'. Did you mean '2024'?" in str(caught.value)


def exactly(value, low, high):
    """Return a log whose last gap alone has a value."""
    return LoggedGaps(*([NAN] * 6 + [one] for one in (value, low, high)))


def last(log, survey, **more):
    one = made(log, survey, **more).findings[-1]
    return one.finding, one.says


def test_an_interval_within_the_middle_says_how_far_ties_fall_short():
    asked = survey(**{"global": MISSED})
    for low, high in ((0.37, 0.39), (0.25, 0.5)):
        assert last(exactly(0.39, low, min(high, 0.5)), asked) == (
            "undecided",
            "Ties to actors abroad fall 39 % short of the target; firms miss them.",
        )
    for low, high in ((0.24, 0.39), (0.37, 0.51), (NAN, NAN)):
        assert last(exactly(0.39, low, high), asked)[1] == (
            "The log leaves open whether there are enough ties to actors abroad; firms miss them."
        )


def test_firms_that_miss_a_little_are_not_said_to_miss_nothing():
    # gaps of 0.5 with an interval from 0.22 to 0.78: above 0, below 1 point
    asked = survey(**{"global": [(5, 4.5), (5, 4.5), (4, 3.25), (5, 4.75), (6, 5.5)]})
    gap = asked.of("global")
    assert 0 < gap.low < gap.high < 1
    little = "firms miss them by less than 1 point."
    for value, finding, says in (
        (0.9, "log only", f"The log shows few ties to actors abroad, but {little}"),
        (0.1, "agree closed", f"The log shows enough ties to actors abroad, and {little}"),
        (0.4, "undecided", f"Ties to actors abroad fall 40 % short of the target; {little}"),
    ):
        assert last(exactly(value, value, value), asked) == (finding, says)
    wide = FindingRule(survey_open=1.5)
    assert last(exactly(0.9, 0.9, 0.9), asked, rule=wide)[1].endswith("by less than 1.5 points.")


def test_by_rank_nothing_is_said_of_how_large_a_gap_is():
    gaps = log(0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3)
    cells = {one.key: [(1 + k, 1)] * 5 for k, one in enumerate(GAPS)}
    says = [one.says for one in made(gaps, survey(**cells), rule=FindingRule(by="rank")).findings]
    assert says[0] == (
        "By the log the gap to firms of the cluster is among the largest; by the survey it is "
        "among the smallest."
    )
    assert says[3] == (
        "By the log the gap to providers of capital is neither among the largest nor the smallest; "
        "by the survey it is neither among the largest nor the smallest."
    )
    nothing = made(log(0.9, 0.1), survey(), rule=FindingRule(by="rank")).findings[-1].says
    assert nothing == (
        "The log has no measure for actors abroad (no value); the survey has no measure (not "
        "asked)."
    )
