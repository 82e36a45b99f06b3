"""GraphML: what nodes and edges carry, and that networkx reads the same graph."""

from __future__ import annotations

import dataclasses

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.actors.exchange.filled_log import SECRETS, filled_log, hand_ties
from tests.actors.made_log import small_log

from hanse.actors.exchange import graphml, write_graphml
from hanse.errors import InputError


def test_networkx_reads_the_graph_with_all_that_nodes_and_edges_carry(tmp_path):
    log = filled_log()
    path = write_graphml(tmp_path / "net.graphml", log, hand_ties(len(log.actors)))
    graph = nx.read_graphml(path)
    assert not graph.is_directed()
    assert list(graph.nodes) == [f"n{i}" for i in range(13)]
    assert graph.nodes["n6"] == {
        "id": "uni",
        "name": "University of the North",
        "roles": "research;education",
        "main_role": "research",
        "country": "SWE",
        "place": "Gavle",
        "employees": 900.0,
    }
    assert graph.nodes["n1"]["technology"] == "fibre;lasers"
    assert graph.edges["n0", "n1"] == {
        "strength": 1.25,
        "episodes": 4,
        "first": "2022-02-01",
        "last": "2024-05-02",
        "kinds": "product;information",
        "is_tie": True,
        "is_relationship": True,
    }
    stated = {"strength": 0.0, "episodes": 0, "is_tie": True, "is_relationship": False}
    assert graph.edges["n0", "n11"] == stated
    assert graph.edges["n5", "n12"]["is_tie"] is False
    assert graph.number_of_edges() == 3


def test_a_graph_is_the_same_text_each_time():
    log = small_log()
    assert graphml(log, hand_ties(13)) == graphml(small_log(), hand_ties(13))


def test_persons_are_in_the_graph_only_when_asked_for():
    log = filled_log()
    assert not any(one in graphml(log, hand_ties(13)) for one in SECRETS)
    with_persons = graphml(log, hand_ties(13), personal=True)
    assert "SecretContact 3, Å" in with_persons
    assert "secret-mail@3.example" in with_persons
    assert "SecretNote" not in with_persons


def test_an_unknown_size_is_left_out():
    log = small_log()
    sizes = log.actors.employees.copy()
    sizes[0] = float("nan")
    log = dataclasses.replace(log, actors=dataclasses.replace(log.actors, employees=sizes))
    graph = nx.parse_graphml(graphml(log, hand_ties(13)))
    assert "employees" not in graph.nodes["n0"]


def test_signs_of_xml_are_written_so_that_they_come_back():
    log = small_log()
    names = ("A & B <AB> \"x\" 'y' 世界 \U0001f600", *log.actors.names[1:])
    log = dataclasses.replace(log, actors=dataclasses.replace(log.actors, names=names))
    assert nx.parse_graphml(graphml(log, hand_ties(13))).nodes["n0"]["name"] == names[0]


LETTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")


@given(st.lists(st.text(LETTERS, min_size=1), min_size=13, max_size=13))
@settings(max_examples=25, deadline=None)
def test_every_name_comes_back_as_it_is_written(names):
    log = small_log()
    log = dataclasses.replace(log, actors=dataclasses.replace(log.actors, names=tuple(names)))
    graph = nx.parse_graphml(graphml(log, hand_ties(13)))
    assert [graph.nodes[one]["name"] for one in graph.nodes] == names


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\r", "\ufffe", "\ud800"])
def test_a_sign_that_xml_forbids_is_told(sign):
    log = small_log()
    names = (f"Granite{sign}", *log.actors.names[1:])
    log = dataclasses.replace(log, actors=dataclasses.replace(log.actors, names=names))
    with pytest.raises(InputError) as error:
        graphml(log, hand_ties(13))
    assert str(error.value) == (
        f"actor granite: name holds the sign U+{ord(sign):04X}, which XML forbids. "
        "Take it out of the table."
    )


def test_ties_of_another_log_are_told():
    with pytest.raises(InputError, match=r"the ties are of 12 actors, the log has 13\. Give the"):
        graphml(small_log(), hand_ties(12))
