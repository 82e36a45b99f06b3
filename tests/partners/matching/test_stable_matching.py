"""Stable matching: no pair ever blocks, and small instances equal brute force."""

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracles import partner_matching as oracle

from hanse.errors import InputError
from hanse.partners.matching import (
    Preferences,
    preferences,
    preferences_from_scores,
    read_preferences,
    stable_matching,
)
from hanse.partners.search import Profiles, search
from hanse.result import answer_from_dict
from hanse.tables.long_table import LongTable

VISITORS = {
    "Ada": ["Lund", "Kiel"],
    "Bo": ["Lund", "Riga"],
    "Cem": ["Lund"],
    "Dag": ["Oslo"],
    "Eva": [],
}
HOSTS = {"Lund": ["Bo", "Ada", "Cem"], "Kiel": ["Ada"], "Riga": [], "Oslo": ["Dag"]}


@st.composite
def instances(draw, most=5):
    n, m = draw(st.integers(0, most)), draw(st.integers(0, most))
    visitors, hosts = [f"v{k}" for k in range(n)], [f"h{k}" for k in range(m)]

    def lists(own, others):
        made = {}
        for name in own:
            chosen = draw(st.permutations(others)) if others else []
            made[name] = list(chosen)[: draw(st.integers(0, len(others)))]
        return made

    places = {host: draw(st.integers(0, 3)) for host in hosts}
    return lists(visitors, hosts), lists(hosts, visitors), places


def refusal(call, *given, **choices):
    with pytest.raises(InputError) as caught:
        call(*given, **choices)
    return str(caught.value)


def hand():
    return stable_matching(
        preferences(VISITORS, HOSTS), {"Lund": 1, "Kiel": 2, "Riga": 1, "Oslo": 0}
    )


def test_the_hand_worked_case_gives_the_places_by_hand():
    assert hand().pairs == (("Ada", "Kiel"), ("Bo", "Lund"))


def test_each_visitor_without_a_place_is_named_with_the_reason():
    assert dict(hand().unmatched) == {
        "Cem": "all places at Lund went to visitors preferred there",
        "Dag": "there are no places at Oslo",
        "Eva": "would take no host",
    }


def test_a_visitor_whom_no_host_would_take_is_told_so():
    made = stable_matching(preferences({"Ada": ["Lund"]}, {"Lund": []}), 1)
    assert made.unmatched == (("Ada", "none of the hosts it would take would take it: Lund"),)


def test_hosts_with_places_left_are_named_with_the_reason():
    assert hand().unfilled == (
        ("Kiel", 1, "it has every visitor that both sides would take"),
        ("Riga", 1, "no visitor that it would take would take it"),
    )
    made = preferences({"Ada": ["Lund", "Kiel"]}, {"Lund": ["Ada"], "Kiel": ["Ada"]})
    why = "the other visitors that it would take have a place they prefer"
    assert stable_matching(made, 1).unfilled == (("Kiel", 1, why),)


@given(instances(), st.sampled_from(["visitors", "hosts"]))
@settings(max_examples=150, deadline=None)
def test_no_pair_ever_blocks(instance, proposer):
    visitors, hosts, places = instance
    made = stable_matching(preferences(visitors, hosts), places, proposer=proposer)
    assert made.blocking_pairs() == ()
    assert made.verify()
    unmatched = {name for name, _ in made.unmatched}
    assert unmatched | set(made.host_of) == set(visitors)
    assert not unmatched & set(made.host_of)


@given(instances(most=4))
@settings(max_examples=80, deadline=None)
def test_the_proposing_side_gets_the_best_of_all_stable_matchings(instance):
    visitors, hosts, places = instance
    stable = oracle.stable_matchings(visitors, hosts, places)
    made = preferences(visitors, hosts)
    best = stable_matching(made, places)
    worst = stable_matching(made, places, proposer="hosts")
    assert dict(best.pairs) in stable
    assert dict(worst.pairs) in stable
    for visitor, wishes in visitors.items():
        reached = [wishes.index(one[visitor]) for one in stable if visitor in one]
        if reached:
            assert wishes.index(best.host_of[visitor]) == min(reached)
            assert wishes.index(worst.host_of[visitor]) == max(reached)
        else:
            assert visitor not in best.host_of
            assert visitor not in worst.host_of
    for host, got in best.visitors_of.items():  # Roth 1984: the same number of places is filled
        assert len(got) == len(worst.visitors_of[host])


@given(instances(most=4))
@settings(max_examples=60, deadline=None)
def test_only_the_proposing_side_gains(instance):
    visitors, hosts, places = instance
    made = preferences(visitors, hosts)
    assert stable_matching(made, places).gains["hosts"] == ()
    assert stable_matching(made, places, proposer="hosts").gains["visitors"] == ()


def test_blocking_pairs_are_found_in_a_matching_that_is_not_stable():
    from dataclasses import replace

    broken = replace(hand(), pairs=(("Cem", "Lund"),))
    assert broken.blocking_pairs() == (("Ada", "Lund"), ("Ada", "Kiel"), ("Bo", "Lund"))
    assert not broken.verify()
    assert "3 pairs would rather have each other." in str(broken)


def test_who_gains_by_the_side_that_proposes_is_told():
    made = preferences(
        {"Ada": ["Lund", "Kiel"], "Bo": ["Kiel", "Lund"]},
        {"Lund": ["Bo", "Ada"], "Kiel": ["Ada", "Bo"]},
    )
    found = stable_matching(made, 1)
    assert found.gains == {"visitors": ("Ada", "Bo"), "hosts": ()}
    assert found.sides_sentence == (
        "Visitors propose: better off for it than if hosts did: Ada and Bo; worse off: Lund and "
        "Kiel. The same visitors have places either way."
    )
    assert found.other_side.pairs == stable_matching(made, 1, proposer="hosts").pairs
    assert "the only stable one" in hand().sides_sentence


def test_the_answer_prints_as_a_table_and_makes_a_frame():
    text = str(hand())
    assert "5 visitors, 4 hosts with 4 places, visitors propose: 2 matched" in text
    assert "Cem has no place: all places at Lund went to visitors preferred there." in text
    assert "No pair would rather have each other." in text
    assert "1 pair of which only one side would take the other; they cannot be matched." in text
    frame = hand().to_frame()
    assert frame["host"].tolist() == ["Kiel", "Lund", "", "", ""]
    assert frame["visitor_rank"].tolist()[:2] == [2, 1]


def test_nobody_at_all_is_an_empty_matching():
    found = stable_matching(preferences({}, {}), 1)
    assert (len(found), found.unmatched, found.blocking_pairs()) == (0, (), ())
    assert "0 matched" in str(found)


def test_a_matching_comes_back_from_its_dictionary():
    found = hand()
    again = answer_from_dict(json.loads(json.dumps(found.to_dict())))
    assert again == found


def test_errors_of_lists_name_who_what_and_what_to_do():
    assert refusal(preferences, {"Ada": ["Lunt"]}, {"Lund": []}) == (
        "visitor Ada: there is no host 'Lunt'. Did you mean 'Lund'? There are: Lund."
    )
    assert refusal(preferences, {"Ada": ["Bo"], "Bo": []}, {"Lund": []}) == (
        "visitor Ada: 'Bo' is a visitor itself. Name only hosts."
    )
    assert refusal(preferences, {"Ada": ["Lund", "Lund"]}, {"Lund": []}) == (
        "visitor Ada: 'Lund' stands twice. Leave its better place."
    )
    assert refusal(preferences, {"Ada": []}, {"Ada": []}) == (
        "Ada is a visitor and a host. Give each side names of its own."
    )


def test_errors_of_places_name_the_host():
    made = preferences({"Ada": ["Lund"]}, {"Lund": ["Ada"]})
    for wrong, said in ((-1, "-1"), (1.5, "1.5"), (float("nan"), "nan"), (True, "True")):
        assert refusal(stable_matching, made, {"Lund": wrong}) == (
            f"capacities, Lund: {said} is no number of places. Give a whole number from 0."
        )
    assert "no places are stated for Lund" in refusal(stable_matching, made, {})
    assert "there is no host 'Lunt'" in refusal(stable_matching, made, {"Lunt": 1})
    assert "there is no side 'host'. Did you mean 'hosts'?" in refusal(
        stable_matching, made, 1, proposer="host"
    )
    assert stable_matching(made, {"Lund": np.int64(1)}).pairs == (("Ada", "Lund"),)


def test_files_give_lists_and_places(tmp_path):
    (tmp_path / "v.csv").write_text("visitor,choices\nAda,Lund;Kiel\nBo,\n", encoding="utf-8")
    (tmp_path / "h.csv").write_text("host,choices,places\nLund,Ada,1\nKiel,,0\n", encoding="utf-8")
    made, places = read_preferences(tmp_path / "v.csv", tmp_path / "h.csv")
    assert made == preferences({"Ada": ["Lund", "Kiel"], "Bo": []}, {"Lund": ["Ada"], "Kiel": []})
    assert stable_matching(made, places).pairs == (("Ada", "Lund"),)


def test_problems_of_a_file_are_told_together_with_their_rows(tmp_path):
    (tmp_path / "v.csv").write_text("visitor,choices\nAda,Lund\nBo,Lund\n", encoding="utf-8")
    rows = "host,choices,places\nLund,Ada;Ada,-1\nKiel,Bq;Lund,1.5\nRiga,Ada,\n"
    (tmp_path / "h.csv").write_text(rows, encoding="utf-8")
    text = refusal(read_preferences, tmp_path / "v.csv", tmp_path / "h.csv")
    assert "h.csv: 6 problems:" in text
    assert "h.csv, row 2, column choices: 'Ada' stands twice." in text
    assert "h.csv, row 3, column choices: there is no visitor 'Bq'. Did you mean 'Bo'?" in text
    assert "h.csv, row 3, column choices: 'Lund' is a host itself. Name only visitors." in text
    assert "h.csv, row 2, column places: -1 is no number of places." in text
    assert "h.csv, row 3, column places: 1.5 is no number of places." in text
    assert "h.csv, row 4, column places: no places. Give 0 if there is none." in text


def values(rows):
    frame = pd.DataFrame(rows, columns=["visitor", "host", "for_visitor", "for_host"])
    return LongTable.from_frame(frame, keys=["visitor", "host"], values=["for_visitor", "for_host"])


def test_equal_values_go_by_name_or_by_lot_and_the_answer_says_so():
    table = values([(one, "Lund", 1.0, 0.5) for one in ("Ada", "Bo", "Cem", "Dag")])
    made = preferences_from_scores(table)
    assert made.host_lists == (("Ada", "Bo", "Cem", "Dag"),)
    said = "Equal values were put in order by name: Lund: Ada, Bo, Cem and Dag."
    assert said in str(stable_matching(made, 2))
    drawn = {preferences_from_scores(table, lot=seed).host_lists for seed in range(8)}
    assert len(drawn) > 1
    assert preferences_from_scores(table, lot=3) == preferences_from_scores(table, lot=3)
    assert preferences_from_scores(table, lot=3).ties_by == "by lot (seed 3)"


def test_an_empty_value_means_not_acceptable_to_that_side():
    made = preferences_from_scores(values([("Ada", "Lund", 1.0, np.nan), ("Bo", "Lund", 1.0, 1.0)]))
    assert made.host_lists == (("Bo",),)
    assert made.one_sided == (("Ada", "Lund"),)


def test_a_search_gives_preferences_of_both_sides():
    frame = pd.DataFrame(
        {
            "profile": ["v1", "v2", "h1", "h2"],
            "offers": ["drones", "drones; optics", "LiDAR", "LiDAR; radar"],
            "wants": ["LiDAR", "LiDAR; radar", "drones; optics", "drones"],
        }
    )
    scores = search(
        Profiles.from_frame(frame, as_of=739_000), seekers=["v1", "v2"], candidates=["h1", "h2"]
    )
    made = preferences_from_scores(scores)
    assert made.visitor_lists == (("h1", "h2"), ("h2", "h1"))
    assert made.host_lists == (("v2", "v1"), ("v1", "v2"))
    assert stable_matching(made, 1).pairs == (("v1", "h1"), ("v2", "h2"))
    both = search(Profiles.from_frame(frame, as_of=739_000))
    assert "is a visitor and a host" in refusal(preferences_from_scores, both)


def test_a_large_instance_is_stable_and_repeats():
    rng = np.random.default_rng(5)
    visitors = {f"v{k}": [f"h{j}" for j in rng.permutation(20)[:12]] for k in range(150)}
    hosts = {f"h{j}": [f"v{k}" for k in rng.permutation(150)[:120]] for j in range(20)}
    made = preferences(visitors, hosts)
    assert isinstance(made, Preferences)
    for proposer in ("visitors", "hosts"):
        found = stable_matching(made, 5, proposer=proposer)
        assert found.verify()
        assert found == stable_matching(made, 5, proposer=proposer)
