"""Options, mixtures and answers in running text."""

from dataclasses import replace

import pytest

from hanse.messages import capital
from hanse.report.inline import pieces, plain
from hanse.strategy import read_catalogue
from hanse.study.strategy_words import (
    conditions_said,
    either,
    mixtures_said,
    option_said,
    topic_said,
)

PAPER = read_catalogue()
NICHE, UPGRADING = "niche-exporting", "upgrading-exporting"
OUTSOURCING, CAPTIVE = "outsourcing-higher", "captive-higher"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("niche", "Niche"),
        ("**niche** only", "**Niche** only"),
        (r"\*niche\*", r"\*Niche\*"),
        ("“été”", "“Été”"),
        ("3 ways", "3 ways"),
        ("", ""),
        ("*", "*"),
    ],
)
def test_a_capital_stands_at_the_first_letter_whatever_stands_before(text, shown):
    assert capital(text) == shown


@pytest.mark.parametrize(
    ("names", "shown"),
    [([], ""), (["A"], "A"), (["A", "B"], "A or B"), (["A", "B", "C"], "A, B or C")],
)
def test_names_are_a_choice(names, shown):
    assert either(names) == shown


@pytest.mark.parametrize(
    ("mixtures", "shown"),
    [
        ([], "nothing"),
        ([(NICHE,)], "niche exporting"),
        ([(NICHE,), (UPGRADING,)], "niche exporting or upgrading exporting"),
        (
            [(NICHE, OUTSOURCING)],
            "niche exporting together with offshore outsourcing of higher functions",
        ),
        (
            [
                (NICHE, OUTSOURCING),
                (NICHE, CAPTIVE),
                (UPGRADING, OUTSOURCING),
                (UPGRADING, CAPTIVE),
            ],
            "niche exporting or upgrading exporting, together with offshore outsourcing of higher "
            "functions or captive offshoring of higher functions",
        ),
        (
            [(NICHE, OUTSOURCING), (UPGRADING, CAPTIVE)],
            "niche exporting together with offshore outsourcing of higher functions; or upgrading "
            "exporting together with captive offshoring of higher functions",
        ),
        (
            [(NICHE,), (UPGRADING, OUTSOURCING)],
            "niche exporting; or upgrading exporting together with offshore outsourcing of higher "
            "functions",
        ),
    ],
)
def test_mixtures_are_a_choice_that_says_what_they_share_once(mixtures, shown):
    assert mixtures_said(PAPER, mixtures) == shown


def test_three_parts_are_named_one_by_one():
    found = mixtures_said(PAPER, [(NICHE, UPGRADING, CAPTIVE)])
    assert found == (
        "niche exporting together with upgrading exporting together with "
        "captive offshoring of higher functions"
    )


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        ([(("size", "medium"),)], "*the size of the firm* is “50 to 249”"),
        (
            [(("size", "small"), ("technology", "low"))],
            "*the size of the firm* is “fewer than 50” and "
            "*the technology level* is “low or medium-low”",
        ),
        (
            [(("size", "small"),), (("craft", "yes"),)],
            "*the size of the firm* is “fewer than 50”; or *a name that rests on craft* is “yes”",
        ),
    ],
)
def test_conditions_are_joined_by_and_and_ways_by_or(when, shown):
    assert conditions_said(PAPER, when) == shown


def test_a_question_without_a_topic_is_named_by_its_text():
    questions = tuple(replace(one, topic="") for one in PAPER.questions)
    changed = replace(PAPER, questions=questions)
    assert topic_said(changed, "size") == "*How many people work in the firm?*"


def test_what_users_write_is_shown_literally():
    options = tuple(replace(one, name="*A* `b` <i>") for one in PAPER.options)
    questions = tuple(
        replace(one, topic="A*B", choices=dict.fromkeys(one.choices, "**no**"))
        for one in PAPER.questions
    )
    changed = replace(PAPER, options=options, questions=questions)
    assert plain(option_said(changed, NICHE)) == "*A* `b` <i>"
    assert plain(mixtures_said(changed, [(NICHE,), (UPGRADING,)])) == "*A* `b` <i> or *A* `b` <i>"
    assert plain(conditions_said(changed, [(("size", "small"),)])) == "A*B is “**no**”"


@pytest.mark.parametrize("topic", ["a*b* c", "a*", "*a*", "*", "a `b` \\\\", "**a** b"])
def test_a_topic_is_shown_literally_within_its_emphasis(topic):
    questions = tuple(replace(one, topic=topic) for one in PAPER.questions)
    changed = replace(PAPER, questions=questions)
    assert pieces(f"if {topic_said(changed, 'size')} is") == [
        ("", "if "),
        ("italic", topic),
        ("", " is"),
    ]
