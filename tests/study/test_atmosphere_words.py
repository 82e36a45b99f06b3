"""How relationships are, as a study says it."""

from types import SimpleNamespace

from tests.actors.atmosphere.made_ratings import FIRMS, rated_log, trust

from hanse.actors.atmosphere import atmosphere, relationships_report
from hanse.actors.ties import TieRule, ties
from hanse.report import Heading, Table
from hanse.study.atmosphere_words import relationship_blocks, relationships_said

STATED = {"party_a": ["f1"], "party_b": ["uni"], "start": ["2020-12-31"], "state": ["active"]}
TENSE = {"conflict": 6.0, "trust": 2.0}


def run(*ratings, half_life=548.0, least=5, **more):
    log, rule = rated_log(*ratings, **more), TieRule(half_life=half_life)
    found = SimpleNamespace(
        atmosphere=atmosphere(log, rule=rule, least=least),
        relationships=relationships_report(log, ties(log, rule)),
    )
    return list(relationships_said(found)), list(relationship_blocks(found))


def tables(blocks):
    return {one.title: one for one in blocks if isinstance(one, Table)}


def test_without_ratings_and_statements_nothing_is_said():
    assert run() == ([], [])


def test_what_stands_out_is_at_most_three_sentences():
    rows = [("2024-07-01", one, "uni", TENSE) for one in FIRMS]
    rows += trust(*(("uni", one, 6) for one in FIRMS))
    stated = {"party_a": FIRMS, "party_b": ["uni"] * 6, "start": ["2020-12-31"] * 6}
    said, _ = run(*rows, relationships=stated, half_life=106.0)
    assert said == [
        "**6 relationships are strained**, with much conflict and little trust as a side sees it: "
        "F1 and Uni (F1); F2 and Uni (F2); F3 and Uni (F3); 3 more.",
        "**The two sides see it differently** in 6 of 6 relationships that both rate: Uni rates "
        "trust 4 points above F1; Uni rates trust 4 points above F2; Uni rates trust 4 points "
        "above F3; 3 more.",
        "**On paper only**: 6 of 6 relationships stated as active had no episode in 212 days: "
        "F1 with Uni; F2 with Uni; F3 with Uni; 3 more.",
    ]


def test_where_nothing_stands_out_there_is_no_sentence_and_there_are_tables():
    rows = trust(*((one, "uni", 5) for one in FIRMS), *(("uni", one, 6) for one in FIRMS))
    said, blocks = run(*rows, relationships=STATED)
    assert said == []
    assert blocks[0] == Heading(2, "How relationships are")
    found = tables(blocks)
    assert list(found) == [
        "Relationships across each gap",
        "How the sides rate their relationships",
        "Both sides, and how it moved",
    ]
    assert found["Relationships across each gap"].rows[1][1] == 1
    # firms rate 5 and the university 6: with all, one rater's six ratings would follow
    means = {row[0]: row[1:] for row in found["How the sides rate their relationships"].rows}
    assert means == {"All ratings": (12, None, None, None, None, 5.5, None)}


def test_stated_ones_without_ratings_say_which_table_is_not_there():
    _, blocks = run(relationships=STATED)
    assert blocks[-1].text == (
        "How the sides rate them is not in the study: `[actors.atmosphere]`."
    )


def test_rated_by_one_side_only_has_no_distance():
    _, blocks = run(*trust(*((one, "uni", 5) for one in FIRMS)))
    rows = {row[0]: row for row in tables(blocks)["Both sides, and how it moved"].rows}
    assert rows["trust"] == ("trust", None, None, 0, "–", "–", "–", None)
