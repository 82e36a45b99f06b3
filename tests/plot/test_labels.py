import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanse.plot.labels import Box, place_labels

AREA = Box(0, 0, 200, 200)
RADIUS = 4.0
points = st.lists(st.tuples(st.floats(0, 200), st.floats(0, 200)), max_size=25)


def overlap(one: Box, other: Box) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    along = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > 1e-9 and along > 1e-9


def along(leader: tuple[float, float, float, float]) -> list[tuple[float, float]]:
    x1, y1, x2, y2 = leader
    return [(x1 + (x2 - x1) * at / 20, y1 + (y2 - y1) * at / 20) for at in range(20)]


@settings(max_examples=60, deadline=None)
@given(points=points, width=st.floats(8, 70), height=st.floats(6, 14))
def test_labels_overlap_neither_each_other_nor_points_nor_what_is_taken(points, width, height):
    taken = Box(60, 60, 120, 80)
    sizes = [(width, height)] * len(points)
    placed = place_labels(points, sizes, area=AREA, taken=[taken], radius=RADIUS)
    boxes = [one.box for one in placed if one is not None]
    for one, other in itertools.combinations(boxes, 2):
        assert not overlap(one, other)
    for box in boxes:
        assert not overlap(box, taken)
        assert AREA.left <= box.left
        assert box.right <= AREA.right
        assert AREA.top <= box.top
        assert box.bottom <= AREA.bottom
        for x, y in points:
            mark = Box(x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS)
            assert not overlap(box, mark)


@settings(max_examples=40, deadline=None)
@given(points=points)
def test_leader_lines_cross_no_label(points):
    placed = place_labels(points, [(40, 10)] * len(points), area=AREA, radius=RADIUS)
    found = [one for one in placed if one is not None]
    for one, other in itertools.permutations(found, 2):
        for x, y in along(one.leader) if one.leader else []:
            inside_x = other.box.left + 1e-6 < x < other.box.right - 1e-6
            assert not (inside_x and other.box.top + 1e-6 < y < other.box.bottom - 1e-6)


@settings(max_examples=20, deadline=None)
@given(points=points)
def test_the_same_points_get_the_same_labels(points):
    sizes = [(30.0, 10.0)] * len(points)
    assert place_labels(points, sizes, area=AREA) == place_labels(points, sizes, area=AREA)


def test_a_label_stands_right_of_a_lonely_point():
    (found,) = place_labels([(100, 100)], [(30, 10)], area=AREA, radius=RADIUS)
    assert found is not None
    assert found.box == Box(106, 95, 136, 105)
    assert found.leader is None


def test_a_label_far_from_its_point_has_a_leader_line_that_ends_at_the_label():
    walls = [Box(104, 85, 114, 115), Box(86, 85, 96, 115), Box(95, 106, 105, 112)]
    (found,) = place_labels([(100, 100)], [(30, 10)], area=AREA, taken=walls, radius=RADIUS)
    assert found is not None
    assert found.box == Box(85, 70, 115, 80)
    assert found.leader is not None
    assert found.leader[2:] == (100, 80)


def test_no_more_labels_than_asked_for_and_the_first_points_get_them():
    points = [(20.0, 20.0 * at) for at in range(1, 9)]
    placed = place_labels(points, [(30, 10)] * 8, area=AREA, most=3)
    assert [one is not None for one in placed] == [True] * 3 + [False] * 5


def test_a_label_that_does_not_fit_is_left_out():
    assert place_labels([(5, 5)], [(500, 10)], area=AREA) == (None,)


@pytest.mark.parametrize("avoided", [(0.0, 100.0, 200.0, 100.0)])
def test_a_label_keeps_off_lines_to_be_avoided_where_it_can(avoided):
    (found,) = place_labels([(100, 100)], [(30, 10)], area=AREA, avoided=[avoided])
    assert found is not None
    assert found.box.bottom <= 100 or found.box.top >= 100


def test_no_points_need_no_labels():
    assert place_labels([], [], area=AREA) == ()
