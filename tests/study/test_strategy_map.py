"""The map of contexts: drawn where it can be, left out where there is too much of it."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product

import pytest

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


CORNERS = (
    ("fewer than 50", "50 to 249"),
    ("yes", "no"),
    ("high or medium-high", "low or medium-low"),
)
NAMES = ("size", "innovator", "technology")
VALUES = ("small", "medium"), ("yes", "no"), ("high", "low")


def cells_of_the_firm(**answers):
    picture = map_picture(PAPER, Answers(answers), "differentiation")
    assert picture is not None
    said = picture.alt.partition("This firm: ")[2].removesuffix(".")
    return {tuple(one.partition(" in ")[2].split(", ")) for one in said.split("; ") if one}


def test_a_firm_that_answered_nothing_is_at_no_place_of_the_map():
    assert cells_of_the_firm() == set()
    assert cells_of_the_firm(craft="yes", supplier_capability="high") == set()


@pytest.mark.parametrize(
    "known", [part for n in (1, 2, 3) for part in combinations(range(3), n)], ids=str
)
@pytest.mark.parametrize("other", [0, 1])
def test_a_firm_is_at_all_places_that_fit_what_it_answered_and_at_no_other(known, other):
    found = cells_of_the_firm(**{NAMES[i]: VALUES[i][other] for i in known})
    expected = {
        place for place in product(*CORNERS) if all(place[i] == CORNERS[i][other] for i in known)
    }
    assert found == expected
    assert len(found) == 2 ** (3 - len(known))
