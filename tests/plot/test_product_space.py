import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.plot.drawn_text import cut_off, marks, overlapping, root, texts, titles

from hanse.errors import InputError
from hanse.plot.ink import DEVIANT, TYPICAL
from hanse.plot.product_space import Link, Node, product_space
from hanse.plot.space_layout import apart, places, spanning_tree
from hanse.plot.space_map import EDGE, TREE

NAN = float("nan")
LONG = "Промышленное оборудование & приборостроение точной механики"
NODES = [
    Node("Steel", True, 4.0),
    Node("Bearings", True, 1.0),
    Node("Tools", False, 0.5, front=1, words="density 0.4"),
    Node("Pumps", False, NAN, front=2),
]
LINKS = [Link("Steel", "Tools", 0.6), Link("Bearings", "Tools", 0.58), Link("Steel", "Pumps", 0.2)]


def space(nodes=NODES, edges=LINKS, **more):
    return product_space(nodes, edges, **{"title": "North", **more})


def nasty(n):
    names = [
        f"{LONG if at % 2 else 'International machinery of precision, parts'} {at}"
        for at in range(n)
    ]
    nodes = [Node(name, at % 2 == 0, 10.0 ** (at % 5), at % 4) for at, name in enumerate(names)]
    links = [
        Link(names[i], names[j], (i * 7 + j * 13) % 97 / 97) for i in range(n) for j in range(i)
    ]
    return nodes, links


def lines(drawn, ink, weight):
    return marks(drawn, "line", stroke=ink, stroke_width=weight)


def test_what_the_region_has_is_full_and_candidates_are_hollow_ringed_by_front():
    drawn = space()
    assert len(marks(drawn, "circle", fill=TYPICAL)) == 3  # two products and the key
    assert len(marks(drawn, "circle", stroke=DEVIANT)) == 2 * 2 + 2  # two rings, one ring, key
    assert {"has it", "could have it: first front", "second front"} <= set(texts(drawn))
    assert "later front" not in texts(drawn)


def test_the_area_of_a_circle_is_as_its_size():
    radii = sorted(float(one.get("r")) for one in marks(space(), "circle", stroke="#ffffff"))
    assert radii[-1] == pytest.approx(2 * radii[-2], abs=0.01)


def test_the_spanning_tree_is_drawn_and_other_lines_from_the_cut_on():
    links = [*LINKS, Link("Steel", "Bearings", 0.57), Link("Bearings", "Pumps", 0.1)]
    drawn = space(edges=links, cut=0.55)
    assert len(lines(drawn, TREE, 2.2)) == 3 + 1  # Steel–Tools, Bearings–Tools, Steel–Pumps; key
    assert len(lines(drawn, EDGE, 1.1)) == 1 + 1
    assert "Steel and Bearings: proximity 0.57" in titles(drawn)


def test_the_spanning_tree_has_the_highest_sum_of_all_trees():
    links = [(0, 1, 0.3), (0, 2, 0.9), (0, 3, 0.2), (1, 2, 0.4), (1, 3, 0.8), (2, 3, 0.7)]
    value = {(i, j): phi for i, j, phi in links}
    best = 0.0
    for three in combinations(links, 3):
        reached = {three[0][0]}
        for _ in range(3):
            reached |= {x for i, j, _ in three if reached & {i, j} for x in (i, j)}
        best = max(best, sum(phi for *_, phi in three) if len(reached) == 4 else 0)
    assert sum(value[pair] for pair in spanning_tree(4, links)) == pytest.approx(best)
    assert best == pytest.approx(0.9 + 0.8 + 0.7)


def test_a_proximity_of_nothing_is_no_line():
    drawn = space(edges=[Link("Steel", "Tools", 0.0)], cut=0)
    assert lines(drawn, TREE, 2.2) == []


def test_too_many_lines_leave_out_the_weakest_and_count_them():
    nodes, links = nasty(30)
    drawn = space(nodes, links, cut=0.1)
    assert len(lines(drawn, EDGE, 1.1)) == 60 + 1
    assert any(one.endswith("weaker lines above the cut.") for one in texts(drawn))


def test_linked_products_lie_nearer_than_those_far_along_the_tree():
    chain = [(at, at + 1) for at in range(7)]
    at = places(8, chain, [])
    assert math.dist(at[0], at[1]) < math.dist(at[0], at[3]) < math.dist(at[0], at[7])


def test_the_long_side_lies_across():
    at = places(8, [(i, i + 1) for i in range(7)], [])
    assert np.ptp(at[:, 0]) > np.ptp(at[:, 1])


def test_no_more_than_forty_are_drawn_and_the_rest_is_counted():
    nodes, links = nasty(47)
    drawn = space(nodes, links)
    assert "Not drawn: 7 products of 47." in texts(drawn)
    assert drawn.alt.endswith("7 not drawn.")
    assert "Not drawn: 2 products of 4." in texts(space(most=2))


def test_the_words_say_what_carries_each_candidate():
    assert space().alt == (
        "North: 2 products that the region has (Steel and Bearings) and 2 that it could have. "
        "Tools (first front): linked with Steel (0.60) and Bearings (0.58), which it has. "
        "Pumps (second front): linked with Steel (0.20), which it has."
    )


def test_more_about_a_product_shows_where_the_pointer_rests():
    assert "Tools: could have it, front 1, RCA 0.5, density 0.4" in titles(space())
    assert "Pumps: could have it, front 2" in titles(space())


def test_unknown_sizes_are_drawn_smallest_and_counted():
    assert "Of unknown size, drawn smallest: 1." in texts(space())


@pytest.mark.parametrize("n", [1, 2, 3, 12, 40])
@pytest.mark.parametrize("has_links", [True, False])
def test_no_labels_overlap_or_are_cut_off(n, has_links):
    nodes, links = nasty(n)
    drawn = space(nodes, links if has_links else [], title=LONG * 3, note=LONG * 3, cut=0.9)
    assert overlapping(drawn) == []
    assert cut_off(drawn) == []
    assert float(root(drawn).get("width")) <= 980


def test_a_star_of_products_has_no_overlaps_either():
    nodes = [Node("Hub", True), *(Node(f"Product number {at}", False) for at in range(25))]
    drawn = space(nodes, [Link("Hub", one.name, 0.5) for one in nodes[1:]])
    assert overlapping(drawn) == []


@settings(max_examples=30, deadline=None)
@given(
    middles=st.lists(st.tuples(st.floats(0, 300), st.floats(0, 200)), min_size=1, max_size=12),
    data=st.data(),
)
def test_boxes_pushed_apart_overlap_nowhere_and_stay_inside(middles, data):
    side = st.tuples(st.floats(5, 70), st.floats(5, 40))
    sizes = np.array([data.draw(side) for _ in middles])
    at = apart(np.array(middles), sizes, width=300, height=200)
    low, high = at - sizes / 2, at + sizes / 2
    assert low.min() >= -1e-6
    assert (high <= np.array([300, 200]) + 1e-6).all()
    for i, j in combinations(range(len(at)), 2):
        over = np.minimum(high[i], high[j]) - np.maximum(low[i], low[j])
        assert over.min() <= 1e-5


def test_boxes_that_cannot_be_pushed_apart_go_to_a_grid():
    sizes = np.full((16, 2), (24.0, 24.0))
    at = apart(np.zeros((16, 2)), sizes, width=100, height=100)
    assert len({tuple(one) for one in np.round(at, 3).tolist()}) == 16
    for i, j in combinations(range(16), 2):
        assert (np.abs(at[i] - at[j]) >= 24 - 1e-5).any()


def test_the_same_input_gives_the_same_bytes():
    assert space(*nasty(25)).svg == space(*nasty(25)).svg


def test_the_picture_can_be_a_png():
    assert space().png(scale=0.5)[1:4] == b"PNG"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"nodes": []}, "product space: there are no nodes. Give at least one."),
        ({"nodes": [*NODES, NODES[0]]}, "there are two products 'Steel'"),
        ({"nodes": [Node("A", True, -1.0)], "edges": []}, "'A': size is -1. Give a number from 0"),
        ({"nodes": [Node("A", True, math.inf)], "edges": []}, "size is inf"),
        ({"nodes": [Node("A", False, 1.0, -1)], "edges": []}, "front is -1. Count from 1"),
        ({"edges": [Link("Steal", "Tools", 0.5)]}, "no product 'Steal'. Did you mean 'Steel'"),
        ({"edges": [Link("Steel", "Steel", 0.5)]}, "a product is linked with itself"),
        ({"edges": [Link("Steel", "Tools", 1.5)]}, "proximity 1.5 is outside 0 to 1"),
        ({"edges": [Link("Steel", "Tools", NAN)]}, "proximity nan is outside 0 to 1"),
        ({"edges": [LINKS[0], Link("Tools", "Steel", 0.6)]}, "the pair is given twice"),
        ({"cut": 2}, "the cut 2 is outside 0 to 1"),
        ({"most": 41}, "most is 41. Give a whole number from 1 to 40."),
        ({"most": 0}, "most is 0"),
    ],
)
def test_what_does_not_fit_is_refused(change, words):
    with pytest.raises(InputError) as caught:
        space(**change)
    assert words in str(caught.value)
