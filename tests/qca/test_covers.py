"""All minimum covers of a chart, counted in three ways and listed, against a plain search."""

import math
import random
from itertools import combinations

import pytest
from tests.qca.drawn_charts import charts, drawn_chart
from tests.qca.plain_search import smallest_covers

from hanse.errors import LimitReached
from hanse.qca import branching, covers
from hanse.qca.branching import count_by_branching, fewest_classes, list_covers
from hanse.qca.chart import make_chart, reduce_chart, split_chart
from hanse.qca.covers import minimal_covers


def covers_by_trial(patterns, n_rows):
    """Try every combination, smallest first."""
    for size in range(len(patterns) + 1):
        found = set()
        for chosen in combinations(range(len(patterns)), size):
            covered = 0
            for i in chosen:
                covered |= patterns[i]
            if covered == (1 << n_rows) - 1:
                found.add(frozenset(chosen))
        if found:
            return found
    return set()


def assert_equals(found, theirs):
    assert found.count == len(theirs)
    assert {frozenset(one) for one in found.listed} == theirs
    assert len(found.listed) == found.count
    assert {len(one) for one in found.listed} == {found.size}
    assert list(found.listed) == sorted(found.listed)


def test_minimum_covers_equal_those_found_by_trying_every_combination():
    for patterns, n in charts(500):
        theirs = covers_by_trial(patterns, n)
        assert smallest_covers(patterns, n) == theirs
        assert_equals(minimal_covers(patterns, n, limit=100_000), theirs)


def test_slices_of_rows_count_what_one_transform_counts(monkeypatch):
    for patterns, n in charts(150, rows=(6, 11), columns=(4, 14), seed=2):
        whole = minimal_covers(patterns, n, limit=100_000)
        for size in (2, 3, 5):
            monkeypatch.setattr(covers, "SLICE_ROWS", size)
            assert minimal_covers(patterns, n, limit=100_000) == whole
        monkeypatch.undo()
        assert_equals(whole, smallest_covers(patterns, n))


def test_branching_counts_what_the_transform_counts(monkeypatch):
    for patterns, n in charts(200, rows=(4, 12), columns=(4, 16), seed=3):
        whole = minimal_covers(patterns, n, limit=100_000)
        monkeypatch.setattr(covers, "MOST_ROWS", 0)
        assert minimal_covers(patterns, n, limit=100_000) == whole
        monkeypatch.undo()
        assert count_by_branching(make_chart(patterns, n)) == (whole.size, whole.count)


def test_twenty_three_to_twenty_eight_rows_in_one_part_are_counted_by_slices_and_branching():
    rng = random.Random(4)
    seen = set()
    for n in (23, 24, 25):
        chart = None
        while chart is None or chart.rows.bit_count() != n:
            patterns, _ = drawn_chart(rng, (n, n), (30, 40), 0.2)
            parts = split_chart(reduce_chart(make_chart(patterns, n)).rest)
            chart = max(parts, key=lambda part: part.rows.bit_count(), default=None)
        found = covers._count_by_row_sets(chart)
        assert found == count_by_branching(chart)
        listed = list_covers(chart, found[0], 10**6)
        assert len(set(map(frozenset, listed))) == len(listed) == found[1]
        seen.add(n)
    assert seen == {23, 24, 25}


def test_the_fewest_terms_by_integer_programming_are_the_fewest():
    for patterns, n in charts(60, seed=5):
        fewest = minimal_covers(patterns, n, limit=1).size
        assert fewest_classes(make_chart(patterns, n)) == fewest


@pytest.mark.parametrize("limit", [1, 2, 7])
def test_a_limit_shortens_the_list_and_not_the_count(limit):
    for patterns, n in charts(100, seed=6):
        whole = minimal_covers(patterns, n, limit=100_000)
        short = minimal_covers(patterns, n, limit=limit)
        assert (short.size, short.count) == (whole.size, whole.count)
        assert len(short.listed) == min(limit, whole.count)
        assert set(short.listed) <= set(whole.listed)
        assert short.is_complete == (whole.count <= limit)


def test_separate_rings_multiply_their_numbers():
    ring = [0b000011, 0b000110, 0b001100, 0b011000, 0b110000, 0b100001]
    patterns = [word << 6 * i for i in range(12) for word in ring]
    found = minimal_covers(patterns, 72, limit=3)
    assert (found.size, found.count, len(found.listed)) == (36, 2**12, 3)


def test_equal_implicants_are_different_models():
    found = minimal_covers([0b11, 0b11, 0b01], 2, limit=10)
    assert (found.size, found.count, found.listed) == (1, 2, ((0,), (1,)))


def test_two_implicants_that_alone_cover_a_row_multiply():
    found = minimal_covers([0b001, 0b001, 0b110, 0b110, 0b110], 3, limit=10)
    assert (found.size, found.count) == (2, 6)


def test_without_rows_there_is_one_empty_cover():
    found = minimal_covers([], 0, limit=5)
    assert (found.size, found.count, found.listed) == (0, 1, ((),))


def test_a_row_that_nothing_covers_is_an_error_of_the_program():
    with pytest.raises(ValueError, match=r"rows \[1\] are covered by no implicant"):
        minimal_covers([0b101], 3, limit=5)


def test_a_large_number_of_covers_is_exact():
    patterns = [1 << r for r in range(20) for _ in range(9)]
    assert minimal_covers(patterns, 20, limit=1).count == 9**20


def test_reduction_keeps_the_number_of_covers():
    for patterns, n in charts(200, seed=8):
        reduced = reduce_chart(make_chart(patterns, n))
        chosen = math.prod(len(members) for members in reduced.essential)
        size = len(reduced.essential)
        for part in split_chart(reduced.rest):
            part_size, number = count_by_branching(part)
            size, chosen = size + part_size, chosen * number
        assert {size} == {len(one) for one in smallest_covers(patterns, n)}
        assert chosen == len(smallest_covers(patterns, n))


def test_too_many_partial_covers_are_refused_with_the_size_of_the_chart():
    ring = [0b00000011 << i for i in range(7)] + [0b10000001]
    with pytest.raises(LimitReached) as caught:
        count_by_branching(make_chart(ring, 8), most=1)
    assert str(caught.value) == (
        "the minimal models cannot be found exactly (8 rows and 8 classes of implicants in one "
        "part of the chart, stopped after 2 partial covers). Raise the consistency or the "
        "frequency cut-off, use fewer conditions, or ask for the conservative solution alone."
    )


def test_too_many_steps_are_refused_also_where_little_is_remembered(monkeypatch):
    ring = [0b00000011 << i for i in range(7)] + [0b10000001]
    monkeypatch.setattr(branching, "MOST_STEPS", 100)
    with pytest.raises(LimitReached, match="cannot be found exactly"):
        count_by_branching(make_chart(ring, 8))


def test_exact_bounds_are_those_of_the_documentation():
    assert (covers.SLICE_ROWS, covers.MOST_ROWS, branching.MOST_BRANCHES) == (22, 28, 400_000)
