"""The position of every actor in one answer."""

import math

import networkx as nx
import numpy as np
import pytest
from tests.actors.position.made_networks import DAY, log_of, ties_of

from hanse.actors.position import MEASURES, positions, sides_of
from hanse.errors import InputError
from hanse.result import answer_from_dict

KINDS = ["org", "firm", "firm", "firm", "research", "DEU", "FIN", "firm"]
PAIRS = [(0, 1), (0, 2), (0, 3), (1, 2), (0, 4), (0, 5), (3, 6)]
LOG = log_of(KINDS, PAIRS)


def refused(call, *given, **choices):
    with pytest.raises(InputError) as caught:
        call(*given, **choices)
    return str(caught.value)


def test_sides_are_firms_of_the_cluster_its_organisation_roles_at_home_and_abroad():
    found = sides_of(LOG)
    assert found.labels == ("cluster firms", "cluster organisation", "research", "abroad")
    assert found.of.tolist() == [1, 0, 0, 0, 2, 3, 3, 0]


def test_a_firm_at_home_outside_the_cluster_is_an_other_firm():
    from dataclasses import replace

    clusters = ("Else", "Geo", "", "Geo", "", "", "", "Geo")
    log = replace(LOG, actors=replace(LOG.actors, clusters=clusters))
    found = sides_of(log)
    assert [found.labels[at] for at in found.of] == [
        "other cluster organisations", "cluster firms", "other firms", "cluster firms",
        "research", "abroad", "abroad", "cluster firms",
    ]  # fmt: skip


def test_every_measure_stands_in_one_row_for_each_actor():
    found = positions(LOG, ties_of(LOG))
    graph = nx.Graph(PAIRS)
    graph.add_node(7)
    frame = found.to_frame()
    assert frame["id"].tolist() == list(LOG.actors.ids)
    assert frame["degree"].tolist() == [graph.degree(at) for at in range(8)]
    known = nx.betweenness_centrality(graph, normalized=False)
    np.testing.assert_allclose(frame["betweenness"], [known[at] for at in range(8)])
    known = nx.constraint(graph)
    np.testing.assert_allclose(frame["constraint"], [known[at] for at in range(8)])
    assert frame["core"].tolist() == [2, 2, 2, 1, 1, 1, 1, 0]
    assert frame["bridged"].tolist()[:4] == [9, 0, 0, 1]
    assert found.roles[0].tolist() == [0, 2, 0, 7]
    assert found.top("degree", 2) == (("org-0", 5.0), ("firm-1", 2.0))
    assert found.top("constraint", 1)[0][0] == "org-0"
    assert all(len(found.values(measure)) == 8 for measure in MEASURES)


def test_who_bridges_is_said_with_the_sides_between():
    found = positions(LOG, ties_of(LOG))
    assert found.reasons["org-0"] == (
        "org-0 (cluster organisation) stands between 9 pairs of actors without a tie of their own, "
        "most often cluster firms and research (3)."
    )
    text = str(found)
    assert text.startswith("8 actors with 7 ties on 2021-07-29;")
    assert "Who bridges:" in text
    share = float(found.betweenness[0]) / 21  # of the 21 pairs of the seven others
    assert [f"{share:.1%}"] == [line.split()[1] for line in text.splitlines() if
                                line.startswith("org-0") and "%" in line]  # fmt: skip
    assert "Without a tie on the day: 1 of 8 actors." in text
    assert "Betweenness is exact." in text


def test_an_actor_that_left_is_not_there():
    log = log_of(KINDS, PAIRS, until=[0, 0, 0, 0, 0, DAY - 3, 0, 0])
    found = positions(log, ties_of(log))
    assert "DEU-5" not in found.ids
    assert found.degree[0] == 4


def test_unknown_measures_and_numbers_are_told():
    found = positions(LOG, ties_of(LOG))
    assert refused(found.top, "degre").startswith(
        "positions: there is no measure 'degre'. Did you mean 'degree'?"
    )
    assert refused(found.top, "degree", 0) == "positions: n is 0. Give a whole number from 1."


@pytest.mark.parametrize("kinds", [[], ["firm"], ["org", "DEU"]])
def test_without_ties_positions_are_empty_not_wrong(kinds):
    log = log_of(kinds, [])
    found = positions(log, ties_of(log))
    assert len(found) == len(kinds)
    assert found.top("betweenness") == ()
    assert math.isnan(found.modularity)
    assert str(found)
    again = answer_from_dict(found.to_dict())
    assert str(again) == str(found)
    assert len(again.to_frame()) == len(kinds)


def test_positions_come_back_from_their_dictionary():
    found = positions(LOG, ties_of(LOG), sources=3, seed=4)
    again = answer_from_dict(found.to_dict())
    assert again.to_frame().equals(found.to_frame())
    assert str(again) == str(found)
    assert found.betweenness_error.any()


def test_two_of_one_side_are_named_by_what_they_are():
    from hanse.actors.position.position_words import _two

    assert _two("cluster firms") == "two cluster firms"
    assert _two("global partners at home") == "two global partners at home"
    assert _two("abroad") == "two actors abroad"
    assert _two("research") == "two actors of one side (research)"
