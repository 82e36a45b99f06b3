"""The map of contexts: drawn where it can be, left out where there is too much of it."""

from __future__ import annotations

from dataclasses import replace

from hanse.strategy import Answers, Moderator, Question, read_catalogue
from hanse.study.strategy_map import map_picture

PAPER = read_catalogue()


def test_a_map_of_too_many_contexts_is_left_out_and_stops_nothing():
    names = [f"q{n}" for n in range(15)]
    questions = tuple(Question(name, "?", {"yes": "yes", "no": "no"}) for name in names)
    moderators = tuple(
        Moderator(name, name, "stated", {name: ("yes",)}, ("cost-exporting",), ("core",), -1)
        for name in names
    )
    catalogue = replace(
        PAPER,
        questions=(*PAPER.questions, *questions),
        moderators=(*PAPER.moderators, *moderators),
    )
    answers = Answers(dict.fromkeys(names, "no"))
    assert map_picture(catalogue, answers, "cost") is None


def test_the_map_of_a_strategy_has_no_context_of_another_strategy():
    idea = Moderator(
        *("mine", "mine", "hypothesis", {"strategy": ("cost",)}),
        *(("outsourcing-materials",), ("feasibility",), -1),
    )
    answers = Answers({"strategy": "cost"}, hypotheses=(idea,))
    picture = map_picture(PAPER, answers, "cost")
    assert picture is not None
    assert PAPER.question("strategy").choices["differentiation"] not in picture.alt
