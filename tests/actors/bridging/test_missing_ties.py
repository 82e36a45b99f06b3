"""Missing ties: the parts of the score by hand, the limits, and every pair scored one by one."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.actors.bridging.made_actors import TODAY, actors, log_of, random_log, stated
from tests.oracles import actor_bridging as oracle

from hanse.actors.bridging import choice, missing_ties
from hanse.actors.ties import TieRule, ties
from hanse.errors import InputError
from hanse.result import answer_from_dict

KEYS = ["firms", "research", "capital", "global"]


def small():
    """Alfa knows Gamma, Gamma knows Beta_Invest; Delta is tied to Beta_Invest already."""
    who = actors(
        Alfa="firm | lidar gis",
        Delta="firm | radar",
        Gamma="cluster organisation",
        Beta_Invest="capital | GIS maps",
    )
    return log_of(who, [(0, "Alfa Gamma"), (0, "Gamma Beta_Invest"), (0, "Delta Beta_Invest")])


def found(log, key, **more):
    made = missing_ties(log, ties(log), key, **more)
    assert made.verify()
    assert answer_from_dict(made.to_dict()).to_dict() == made.to_dict()
    return made


def refusal(log, key, **more):
    with pytest.raises(InputError) as caught:
        missing_ties(log, ties(log), key, **more)
    return str(caught.value)


def test_a_case_by_hand():
    # Alfa has no tie to capital: reach 1. Gamma alone knows both: introduction 1/2. GIS of lidar,
    # GIS and maps: fit 1/3. They never met: lapsed 0. Beta Invest has one tie to a firm: room 1/2.
    # (4 + 3/2 + 2/3 + 0 + 1/2) / 12 = 6.6667 / 12
    made = found(small(), "capital")
    assert [(one.firm_name, one.other_name) for one in made.proposals] == [("Alfa", "Beta Invest")]
    one = made.proposals[0]
    assert one.parts == pytest.approx(
        {"reach": 1, "introduction": 0.5, "fit": 1 / 3, "lapsed": 0, "room": 0.5}
    )
    assert one.score == pytest.approx(20 / 36)
    assert (made.pairs, made.ties, made.density, made.share) == (2, 1, 0.5, 0.5)
    assert (one.density, one.share) == (1.0, 1.0)
    assert (one.introducer_name, one.is_organisation, one.common) == ("Gamma", True, 1)


def test_reasons_are_said_in_words():
    assert found(small(), "capital").proposals[0].says == (
        "Alfa has no tie to providers of capital; Beta Invest has 1 tie to firms of the cluster. "
        "Gamma, the cluster organisation, knows both (1 episode in 2021 with Alfa, 1 episode in "
        "2021 with Beta Invest). Both work with gis."
    )


def test_the_strongest_way_introduces():
    who = actors(A="firm", X="research", Y="civil society", C="capital")
    met = [(0, "A X"), (0, "X C"), (0, "A Y"), (10, "A Y"), (0, "Y C")]
    one = found(log_of(who, met), "capital").proposals[0]
    assert (one.introducer_name, one.common, one.is_organisation) == ("Y", 2, False)
    assert (
        "Y knows both (2 episodes since 2021 with A, 1 episode in 2021 with C). 1 other knows "
        "both, too." in one.says
    )


def test_a_stated_relationship_can_introduce():
    who = actors(A="firm", X="research", C="capital")
    log = log_of(who, [(0, "A X")], relationships=stated(who, ("X", "C")))
    assert "a stated relationship with C" in found(log, "capital").proposals[0].says


def test_a_tie_that_faded_is_easy_to_revive():
    # one episode four half-lives ago: 1/16 of a tie that needs 1/4: lapsed 1/4
    who = actors(A="firm", C="capital", D="capital")
    log = log_of(who, [(4 * 548, "A C")])
    made = found(log, "capital")
    assert [one.other_name for one in made.proposals] == ["C", "D"]
    assert made.proposals[0].parts["lapsed"] == pytest.approx(0.25)
    assert "They had 1 episode, the last in 2015: a tie to revive." in made.proposals[0].says


def test_a_fit_that_is_not_known_leaves_its_weight_to_the_others():
    # reach 1, no introduction, room 1: (4 + 1) / (12 - 2) without technologies
    who = actors(A="firm | gis", C="capital")
    one = found(log_of(who, []), "capital").proposals[0]
    assert math.isnan(one.parts["fit"])
    assert one.score == pytest.approx(0.5)


def test_in_gap_one_reach_is_the_mean_of_both_firms_and_room_does_not_count():
    # A and B are tied. A-C and B-C: reach (1/2 + 1) / 2; of 4 + 3 + 2 weights without fit and room
    log = log_of(actors(A="firm", B="firm", C="firm"), [(0, "A B")])
    made = found(log, "firms")
    assert [(one.firm, one.other) for one in made.proposals] == [(0, 2), (1, 2)]
    assert made.proposals[0].score == pytest.approx(4 * 0.75 / 9)
    assert math.isnan(made.proposals[0].parts["room"])
    assert made.weights["room"] == 0
    assert [one.share for one in made.proposals] == [1.0, 1.0]
    assert made.proposals[0].says.startswith("A has 1 tie to firms of the cluster, C has no tie.")


def test_nobody_is_proposed_to_all():
    met = [(0, f"F{k} Hub") for k in range(6)] + [(0, "Hub Rich")]
    who = actors(
        **{f"F{k}": "firm" for k in range(6)}, Rich="capital", Poor="capital", Hub="funder"
    )
    names = [one.other_name for one in found(log_of(who, met), "capital").proposals]
    assert (names.count("Rich"), names.count("Poor")) == (3, 3)
    assert len(found(log_of(who, met), "capital", per_actor=1).proposals) == 2


def test_the_list_ends_where_the_target_is_met():
    who = actors(**{f"F{k}": "firm" for k in range(5)}, C="capital", D="capital")
    made = found(log_of(who, []), "capital", target=0.3)
    assert [one.density for one in made.proposals] == [0.1, 0.2, 0.3]
    assert made.notes == ("3 ties would meet the target density of 30 %.",)
    made = found(log_of(who, []), "capital", target=0.9)
    assert made.notes == ("The target density of 90 % needs 9 more ties; listed here: 6.",)
    who = actors(A="firm", C="capital")
    made = found(log_of(who, [(0, "A C")]), "capital", target=0.5)
    assert made.notes == ("Every pair has a tie.",)
    who = actors(A="firm", B="firm", C="capital")
    made = found(log_of(who, [(0, "A C")]), "capital", target=0.5)
    assert made.notes == ("The target density of 50 % is met already.",)


@pytest.mark.parametrize(
    ("who", "note"),
    [
        (actors(), "No firm of the cluster is there on the day."),
        (actors(C="capital"), "No firm of the cluster is there on the day."),
        (actors(A="firm"), "There are no providers of capital to have a tie to."),
    ],
)
def test_a_side_with_nobody_gives_an_empty_list_that_says_why(who, note):
    made = found(log_of(who, []), "capital")
    assert (len(made), made.notes) == (0, (note,))
    assert note in str(made)


def test_one_firm_has_no_other_firm():
    made = found(log_of(actors(A="firm"), []), "firms")
    assert (len(made), made.pairs) == (0, 0)
    assert math.isnan(made.density)


def test_who_is_not_there_is_neither_proposed_nor_introduces():
    log = small()
    gone = np.array([0, 0, TODAY - 1, 0])
    who = type(log.actors)(**{**vars(log.actors), "until": gone})
    made = found(log_of(who, [(5, "Alfa Gamma"), (5, "Gamma Beta_Invest")]), "capital")
    assert {one.introducer for one in made.proposals} == {-1}
    who = type(log.actors)(**{**vars(log.actors), "until": np.array([0, 0, 0, TODAY - 1])})
    assert len(found(log_of(who, []), "capital")) == 0


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("seed", range(12))
def test_all_pairs_scored_one_by_one_give_the_same_list(seed, key):
    log = random_log(seed)
    known = ties(log)
    made = missing_ties(log, known, key, most=7)
    assert made.verify()
    slow = oracle.scored(log, known, key)
    assert [(one.firm, one.other) for one in made.proposals] == oracle.missing(
        log, known, key, most=7
    )
    for one in made.proposals:
        score, parts = slow[one.firm, one.other]
        assert one.score == pytest.approx(score, abs=1e-9)
        assert one.parts == pytest.approx(parts, nan_ok=True)
    pairs = oracle.pairs_across(log, key, lambda who: oracle.is_there(log, who, known.day))
    assert made.pairs == len(pairs)
    assert made.ties == len({frozenset(p) for p in pairs} & oracle.tied_pairs(known))


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    limits=st.tuples(st.integers(1, 12), st.integers(1, 3), st.integers(1, 3)),
    weights=st.lists(st.sampled_from([0.0, 0.5, 1.0, 3.0]), min_size=5, max_size=5),
    key=st.sampled_from(KEYS),
)
def test_any_limits_and_weights_give_what_the_loops_give(seed, limits, weights, key):
    given_weights = dict(zip(oracle.PARTS, weights, strict=True))
    if not any(weights[:-1] if key == "firms" else weights):  # room does not count in gap 1
        given_weights["reach"] = 1.0
    log = random_log(seed, n=9, episodes=14)
    known = ties(log, TieRule(half_life=200.0))
    most, per_actor, per_firm = limits
    more = {"most": most, "per_actor": per_actor, "per_firm": per_firm, "weights": given_weights}
    made = missing_ties(log, known, key, **more)
    assert [(one.firm, one.other) for one in made.proposals] == oracle.missing(
        log, known, key, **more
    )


@pytest.mark.parametrize("key", KEYS)
def test_the_size_of_blocks_changes_nothing(key, monkeypatch):
    log = random_log(99, n=40, episodes=120)
    known = ties(log)
    whole = missing_ties(log, known, key, most=9)
    monkeypatch.setattr(choice, "BLOCK", 1)
    assert missing_ties(log, known, key, most=9).to_dict() == whole.to_dict()
    assert [(one.firm, one.other) for one in whole.proposals] == oracle.missing(
        log, known, key, most=9
    )


@pytest.mark.parametrize("key", ["firms", "capital"])
def test_among_equal_scores_the_order_of_the_actors_decides(key, monkeypatch):
    who = actors(**{f"F{k}": "firm" for k in range(12)}, **{f"C{k}": "capital" for k in range(5)})
    log = log_of(who, [])
    slow = oracle.missing(log, ties(log), key, most=6)
    for size in (1, 40, 1_000_000):
        monkeypatch.setattr(choice, "BLOCK", size)
        made = found(log, key, most=6)
        assert [(one.firm, one.other) for one in made.proposals] == slow


def test_errors_say_what_to_do():
    log = small()
    assert refusal(log, "capitol") == (
        "there is no gap 'capitol'. Did you mean 'capital'? There are: firms, research, "
        "education, capital, public, clusters, global."
    )
    assert refusal(log, "capital", most=0) == (
        "missing ties: most is 0. Give a whole number from 1."
    )
    assert refusal(log, "capital", per_firm=0) == (
        "missing ties: per_firm is 0. Give a whole number from 1."
    )
    assert refusal(log, "capital", target=1.5) == (
        "missing ties: target is 1.5. Give a density from 0 to 1."
    )
    assert refusal(log, "capital", weights={"reech": 1}) == (
        "weights of missing ties: there is no part 'reech'. Did you mean 'reach'? There are: "
        "reach, introduction, fit, lapsed, room."
    )
    assert refusal(log, "capital", weights={"fit": -1}) == (
        "weights of missing ties: the weight of 'fit' is -1. Give a number from 0."
    )
    assert refusal(log, "capital", weights={"fit": math.nan}) == (
        "weights of missing ties: the weight of 'fit' is nan. Give a number from 0."
    )
    assert refusal(log, "capital", weights={"fit": 0}) == (
        "weights of missing ties: all weights are 0. Give at least one above 0."
    )
    with pytest.raises(InputError) as caught:
        missing_ties(log, ties(log_of(actors(A="firm"), [])), "capital")
    assert str(caught.value) == (
        "missing ties: the ties are among 1 actors, the log has 4. Give the ties of this log."
    )


def test_the_table_and_the_frame_show_every_part():
    made = found(small(), "capital")
    text = str(made)
    assert text.startswith(
        "Missing ties, firm to capital, 2021-07-29: 1 of 2 pairs are tied (density 0.5), 1 of 2 "
        "firms have one."
    )
    assert "No other pair has anything that speaks for it within the limits." in text
    frame = made.to_frame()
    assert frame.loc[0, ["place", "firm_name", "reach", "room"]].tolist() == [1, "Alfa", 1.0, 0.5]
    nothing = found(log_of(actors(), []), "capital").to_frame()
    assert nothing.columns.tolist() == frame.columns.tolist()


def test_verifying_finds_a_number_that_does_not_fit():
    made = found(small(), "capital")
    for change in ({"score": 0.9}, {"density": 0.9}):
        wrong = type(made.proposals[0])(**{**vars(made.proposals[0]), **change})
        assert not type(made)(**{**vars(made), "proposals": (wrong,)}).verify()


def test_a_pair_that_nothing_speaks_for_is_not_proposed():
    who = actors(A="firm", B="firm", C="capital")
    made = found(log_of(who, []), "capital", weights={"introduction": 1})
    assert len(made) == 0
    assert len(found(log_of(who, []), "capital", weights={"fit": 1})) == 0


def test_several_others_that_know_both_are_counted():
    who = actors(A="firm", X="research", Y="research", Z="research", C="capital")
    met = [(0, f"A {one}") for one in "XYZ"] + [(0, f"{one} C") for one in "XYZ"]
    assert (
        found(log_of(who, met), "capital")
        .proposals[0]
        .says.endswith("1 episode in 2021 with C). 2 others know both, too.")
    )


def test_room_alone_has_no_weight_where_both_sides_are_the_same_firms():
    log = log_of(actors(A="firm", B="firm", C="capital"), [])
    said = (
        "weights of missing ties: room alone has a weight, and it does not count where both sides "
        "are the same firms. Give another part a weight above 0."
    )
    assert refusal(log, "firms", weights={"room": 1.0}) == said
    assert len(found(log, "capital", weights={"room": 1.0})) == 2
    nobody = log_of(actors(C="capital"), [])
    assert found(nobody, "firms", weights={"room": 1.0}).notes == (
        "No firm of the cluster is there on the day.",
    )
