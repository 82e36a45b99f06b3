"""The prime implicant chart: classes, reduction, parts."""

import random

from tests.qca.drawn_charts import charts
from tests.qca.plain_search import smallest_covers

from hanse.qca.chart import Chart, bits, make_chart, reduce_chart, split_chart


def test_bits_are_the_places_of_the_ones():
    rng = random.Random(1)
    for _ in range(50):
        places = sorted(rng.sample(range(200), 7))
        assert bits(sum(1 << place for place in places)) == places
    assert bits(0) == []


def test_implicants_that_cover_the_same_rows_form_one_class():
    chart = make_chart([0b10, 0b01, 0b10, 0b00], 2)
    assert chart == Chart(0b11, (0b01, 0b10), ((1,), (0, 2)))


def test_a_row_covered_whenever_another_is_need_not_be_looked_at():
    reduced = reduce_chart(make_chart([0b101, 0b111, 0b010, 0b110], 3))
    assert reduced.essential == ()
    assert reduced.rest.rows.bit_count() == 2


def test_a_narrower_class_is_kept_because_it_can_tie():
    patterns = [0b0011, 0b0111, 0b1100, 0b1000]
    kept = {
        member
        for part in split_chart(reduce_chart(make_chart(patterns, 4)).rest)
        for m in part.members
        for member in m
    }
    essential = {
        member for members in reduce_chart(make_chart(patterns, 4)).essential for member in members
    }
    used = set().union(*smallest_covers(patterns, 4))
    assert used <= kept | essential
    assert smallest_covers(patterns, 4) == {frozenset({0, 2}), frozenset({1, 2}), frozenset({1, 3})}


def test_no_implicant_of_a_minimum_cover_is_reduced_away():
    for patterns, n in charts(150, seed=9):
        reduced = reduce_chart(make_chart(patterns, n))
        kept = {i for members in (*reduced.essential, *reduced.rest.members) for i in members}
        assert set().union(*smallest_covers(patterns, n)) <= kept


def test_parts_share_neither_rows_nor_classes_and_lose_none():
    for patterns, n in charts(150, seed=10):
        chart = reduce_chart(make_chart(patterns, n)).rest
        parts = split_chart(chart)
        rows = [row for part in parts for row in bits(part.rows)]
        members = [one for part in parts for one in part.members]
        assert sorted(rows) == bits(chart.rows)
        assert sorted(members) == sorted(chart.members)
        for part in parts:
            assert all(pattern & ~part.rows == 0 for pattern in part.patterns)
            assert is_connected(part)


def is_connected(part):
    """Return whether each class is reached from the first over shared rows."""
    reached, before = part.patterns[0], 0
    while reached != before:
        before = reached
        for pattern in part.patterns:
            if pattern & reached:
                reached |= pattern
    return reached == part.rows


def test_rings_side_by_side_are_parts():
    ring = [0b011, 0b110, 0b101]
    parts = split_chart(make_chart([*ring, *(word << 3 for word in ring)], 6))
    assert [part.rows for part in parts] == [0b000111, 0b111000]
