"""Measures of a position equal networkx, loops and hand calculations."""

import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.actors.position.made_networks import array_of, graphs
from tests.oracles import actor_positions as oracle

from hanse.actors.position import (
    BROKER_ROLES,
    betweenness,
    brokerage,
    brokered_sides,
    communities,
    constraint,
    core_numbers,
    degree,
    effective_size,
    modularity,
    strength,
)
from hanse.errors import InputError


def in_order(graph, found):
    return np.array([found[one] for one in sorted(graph)], dtype=float)


def refused(call, *given, **choices):
    with pytest.raises(InputError) as caught:
        call(*given, **choices)
    return str(caught.value)


def many_sided(n, seed=3, groups=3):
    return np.random.default_rng(seed).integers(0, groups, n)


@settings(max_examples=60, deadline=None)
@given(graphs(most=12, weighted=True))
def test_degree_strength_core_and_betweenness_equal_networkx(graph):
    matrix = array_of(graph)
    assert degree(matrix).tolist() == in_order(graph, dict(graph.degree())).tolist()
    assert (
        strength(matrix).tolist() == in_order(graph, dict(graph.degree(weight="weight"))).tolist()
    )
    assert core_numbers(matrix).tolist() == in_order(graph, nx.core_number(graph)).tolist()
    found = betweenness(matrix)
    known = in_order(graph, nx.betweenness_centrality(graph, normalized=False))
    np.testing.assert_allclose(found.value, known, atol=1e-9)
    assert found.is_exact
    assert not found.error.any()


@settings(max_examples=60, deadline=None)
@given(graphs(most=12, weighted=True))
def test_constraint_and_effective_size_equal_networkx_with_and_without_strengths(graph):
    matrix = array_of(graph)
    plain = (matrix > 0).astype(float)
    np.testing.assert_allclose(
        constraint(matrix), in_order(graph, nx.constraint(graph, weight="weight"))
    )
    np.testing.assert_allclose(constraint(plain), in_order(graph, nx.constraint(graph)))
    # Node by node: the sparse way of networkx 3.6.1 (all nodes at once) strays with strengths.
    known = nx.effective_size(graph, nodes=list(graph), weight="weight")
    np.testing.assert_allclose(effective_size(matrix), in_order(graph, known), atol=1e-9)
    np.testing.assert_allclose(
        effective_size(plain), in_order(graph, nx.effective_size(graph)), atol=1e-9
    )


def test_constraint_of_an_open_and_a_closed_pair_of_contacts_by_hand():
    open_pair = [[0, 1, 1], [1, 0, 0], [1, 0, 0]]
    closed = [[0, 1, 1], [1, 0, 1], [1, 1, 0]]
    assert constraint(open_pair)[0] == pytest.approx(2 * 0.5**2)
    assert constraint(closed)[0] == pytest.approx(2 * (0.5 + 0.5 * 0.5) ** 2)
    assert effective_size(open_pair)[0] == 2.0
    assert effective_size(closed)[0] == 1.0


@settings(max_examples=60, deadline=None)
@given(graphs(most=12), st.integers(1, 4), st.integers(0, 99))
def test_brokerage_equals_counting_pair_by_pair(graph, groups, seed):
    side = many_sided(len(graph), seed, groups)
    found = brokerage(array_of(graph), side)
    for at in sorted(graph):
        known = oracle.brokerage(graph, side, at)
        assert dict(zip(BROKER_ROLES, found.counts[at].tolist(), strict=True)) == known
        between = {(i, j): k for i, j, k in brokered_sides(array_of(graph), side, at)}
        assert between == dict(oracle.brokered_sides(graph, side, at))
    assert found.pairs.tolist() == found.counts.sum(axis=1).tolist()


def test_expected_brokerage_is_the_mean_over_sides_dealt_out_at_random():
    graph = nx.star_graph(5)
    side = np.array([0, 0, 0, 1, 1, 2])
    found = brokerage(array_of(graph), side)
    np.testing.assert_allclose(found.expected[0], 10 * np.array(oracle.role_chances(side)))
    rng = np.random.default_rng(1)
    dealt = [brokerage(array_of(graph), rng.permutation(side)).counts[0] for _ in range(3000)]
    np.testing.assert_allclose(np.mean(dealt, axis=0), found.expected[0], atol=0.15)


def test_brokerage_of_a_hub_of_two_thousand_ties_needs_no_list_of_its_pairs():
    graph = nx.star_graph(2000)
    graph.add_edge(1, 2)
    found = brokerage(array_of(graph), np.zeros(2001, dtype=int))
    assert found.counts[0].tolist() == [2000 * 1999 // 2 - 1, 0, 0, 0]
    assert found.counts[1:].sum() == 0


def test_brokerage_asks_for_a_side_for_each_actor():
    assert refused(brokerage, [[0, 1], [1, 0]], [0]) == (
        "brokerage: there are 1 sides for 2 actors. "
        "Give each actor one side, a whole number from 0."
    )


@settings(max_examples=40, deadline=None)
@given(graphs(most=12, weighted=True))
def test_every_community_hangs_together_and_modularity_equals_networkx(graph):
    found = communities(array_of(graph), tries=3)
    groups = [set(np.flatnonzero(found.label == k).tolist()) for k in range(len(found))]
    assert all(nx.is_connected(graph.subgraph(group)) for group in groups)
    assert [len(group) for group in groups] == sorted(map(len, groups), reverse=True)
    if not graph.number_of_edges():
        assert math.isnan(found.modularity)
        return
    known = nx.community.modularity(graph, groups, weight="weight")
    assert found.modularity == pytest.approx(known, abs=1e-12)
    assert modularity(array_of(graph), found.label) == pytest.approx(known, abs=1e-12)


@settings(max_examples=25, deadline=None)
@given(graphs(most=7, least=3))
def test_communities_of_few_actors_come_near_the_best_of_all_divisions(graph):
    if not graph.number_of_edges():
        return
    best = oracle.best_modularity(graph)
    found = communities(array_of(graph), tries=10).modularity
    assert best - 0.05 <= found <= best + 1e-12


def test_two_cliques_with_one_tie_between_are_two_communities():
    graph = nx.barbell_graph(4, 0)
    found = communities(array_of(graph))
    assert found.label.tolist() == [0] * 4 + [1] * 4
    assert found.modularity == pytest.approx(oracle.best_modularity(graph))


def test_communities_are_the_same_for_the_same_seed_and_better_for_more_tries():
    graph = nx.gnp_random_graph(60, 0.08, seed=4)
    one, same = (communities(array_of(graph), tries=4, seed=9) for _ in range(2))
    assert one.label.tolist() == same.label.tolist()
    first = communities(array_of(graph), tries=1)
    assert one.modularity >= first.modularity
    known = nx.community.louvain_communities(graph, seed=1)
    assert one.modularity >= nx.community.modularity(graph, known) - 0.02
    assert refused(communities, [[0]], tries=0) == (
        "communities: tries is 0. Give a whole number from 1."
    )


def test_sampled_betweenness_lies_within_its_error_and_is_right_on_average():
    graph = nx.barabasi_albert_graph(150, 2, seed=3)
    known = in_order(graph, nx.betweenness_centrality(graph, normalized=False))
    found = [betweenness(array_of(graph), sources=40, seed=seed) for seed in range(40)]
    top = np.argsort(-known)[:10]
    values = np.array([one.value[top] for one in found])
    errors = np.array([one.error[top] for one in found])
    np.testing.assert_allclose(values.mean(axis=0), known[top], rtol=0.1)
    inside = np.abs(values - known[top]) <= 2 * errors
    assert inside.mean() > 0.85
    np.testing.assert_allclose(values.std(axis=0), errors.mean(axis=0), rtol=0.5)
    assert found[0].statement().startswith("Betweenness: paths from 40 of 150 actors drawn")
    assert refused(betweenness, [[0]], sources=1) == (
        "betweenness: sources is 1. Give a number from 2, or None."
    )


def test_more_sources_than_actors_are_all_of_them():
    found = betweenness(array_of(nx.path_graph(4)), sources=50)
    assert found.is_exact
    assert found.statement() == "Betweenness is exact."


@pytest.mark.parametrize("n", [0, 1, 3])
def test_actors_without_ties_have_no_constraint_and_broker_nobody(n):
    matrix = np.zeros((n, n))
    assert degree(matrix).tolist() == core_numbers(matrix).tolist() == [0] * n
    assert np.isnan(constraint(matrix)).all()
    assert np.isnan(effective_size(matrix)).all()
    assert betweenness(matrix).value.tolist() == [0.0] * n
    assert brokerage(matrix, np.zeros(n, dtype=int)).counts.sum() == 0
    assert communities(matrix).label.tolist() == list(range(n))


@pytest.mark.parametrize(
    ("matrix", "what"),
    [
        ([[0, 1, 0], [1, 0, 0]], "the matrix has 2 rows and 3 columns"),
        ([[0, 1], [0, 0]], "the matrix is not symmetric"),
        ([[0, 1], [2, 0]], "the matrix is not symmetric"),
        ([[0, 1], [1, 1]], "actor 1 is tied to itself"),
        ([[0, -1], [-1, 0]], "a strength is below 0 or no number"),
        ([[0, math.nan], [math.nan, 0]], "a strength is below 0 or no number"),
    ],
)
def test_what_is_no_network_is_told(matrix, what):
    assert refused(degree, matrix) == (
        f"network: {what}. Give a symmetric matrix of strengths from 0 with an empty diagonal."
    )


def test_measures_of_a_heavy_tailed_network_equal_networkx():
    matrix = oracle.heavy_tailed(400, 1500, seed=2, most=0.1)
    graph = nx.from_scipy_sparse_array(matrix)
    assert degree(matrix).max() > 60
    _, _, apart = oracle.constraint_beside_networkx(matrix, 60, seed=1)
    assert apart < 1e-12
    assert core_numbers(matrix).tolist() == in_order(graph, nx.core_number(graph)).tolist()
    known = in_order(graph, nx.betweenness_centrality(graph, normalized=False))
    np.testing.assert_allclose(betweenness(matrix).value, known, rtol=1e-9)
    side = many_sided(400)
    hub = int(degree(matrix).argmax())
    known = list(oracle.brokerage(graph, side, hub).values())
    assert brokerage(matrix, side).counts[hub].tolist() == known
