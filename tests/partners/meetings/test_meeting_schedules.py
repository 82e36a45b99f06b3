"""Schedules: worked by hand, against every schedule of small events, and never above the bound."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracles.meeting_schedule import best_of_all, every_schedule, n_covered, total
from tests.partners.meetings.made_events import event_of, fair_frames

from hanse.errors import InputError
from hanse.partners.meetings import Event, Schedule, schedule
from hanse.partners.meetings.board import filled
from hanse.partners.meetings.colouring import even_colouring
from hanse.partners.meetings.coverage import covered
from hanse.partners.meetings.faults import faults_of
from hanse.partners.meetings.idle import fewer_gaps, idle_gaps
from hanse.partners.meetings.pairing import best_across, best_within
from hanse.partners.meetings.problem import problem_of
from hanse.partners.meetings.seating import seated


def open_event(pairs, values, n, s, **more):
    return event_of(pairs, values, np.ones((n, s)), **more)


def test_two_visitors_of_one_host_share_two_slots():
    found = schedule(open_event([(0, 2), (1, 2)], [3, 1], 3, 2))
    assert (found.n_meetings, found.value, found.bound, found.is_optimal) == (2, 4.0, 4.0, True)
    assert {one.slot for one in found.of("P2")} == {"S0", "S1"}


def test_with_one_slot_the_higher_value_is_met_and_the_other_named():
    found = schedule(open_event([(0, 2), (1, 2)], [3, 1], 3, 1))
    assert found.value == 3
    assert found.unmet == (
        ("P1", "P2", 1.0, "P2 meets others in the 1 slot in which both are available"),
    )
    assert list(found.without) == ["P1"]


def test_tables_limit_the_meetings_of_a_slot():
    found = schedule(open_event([(0, 2), (1, 3)], [3, 1], 4, 1, tables=[1]))
    assert found.value == 3
    assert found.unmet[0][3] == "all tables are taken in the 1 slot in which both are free"
    assert found.meetings[0].table == 1


def test_nobody_has_more_meetings_than_wanted():
    found = schedule(open_event([(0, 2), (1, 2)], [3, 1], 3, 2, most=[-1, -1, 1]))
    assert found.value == 3
    assert found.unmet[0][3] == "P2 has the most meetings it wants (1)"


def test_a_participant_gets_a_meeting_at_the_cost_of_value_and_the_cost_is_told():
    pairs, values = [(0, 2), (1, 2), (0, 3)], [9, 1, 2]
    found = schedule(open_event(pairs, values, 4, 1))
    assert found.value == 3.0
    assert (found.bound, found.floor_cost, found.is_optimal) == (9.0, 6.0, True)
    assert not found.without
    text = "Value given up so that as many as possible have a meeting: 6 (without that the gap is "
    assert text in str(found)


def test_whoever_gives_way_gets_another_meeting_in_turn():
    """P0 can meet P3 only, who meets P1, who could meet P4, who meets P2, who could meet P5."""
    pairs = [(0, 3), (1, 3), (1, 4), (2, 4), (2, 5)]
    problem = problem_of(open_event(pairs, [1, 9, 1, 9, 1], 6, 1))
    found = covered(problem, np.array([-1, 0, -1, 0, -1]))
    assert found.tolist() == [0, -1, 0, -1, 0]


def test_nobody_gives_way_where_another_would_be_left_alone():
    problem = problem_of(open_event([(0, 2), (1, 2)], [1, 2], 3, 1))
    assert covered(problem, np.array([-1, 0])).tolist() == [-1, 0]


def test_a_full_table_is_given_up_for_someone_without_a_meeting():
    problem = problem_of(
        open_event([(0, 2), (0, 3), (1, 3)], [9, 5, 1], 4, 2, tables=[1, 1], most=[-1, 1, -1, -1])
    )
    found = covered(problem, np.array([0, 1, -1]))
    assert sorted(found.tolist()) == [-1, 0, 1]
    assert (found[0] >= 0) & (found[2] >= 0)


def test_value_bound_and_gap_are_always_printed():
    found = schedule(open_event([(0, 1)], [2], 2, 1))
    assert "Value 2, bound 2, gap 0.00 %, proven optimum." in str(found)


def test_meetings_move_together_so_that_nobody_waits():
    available = np.ones((3, 3))
    found = schedule(event_of([(0, 2), (1, 2)], [1, 1], available))
    assert found.idle.tolist() == [0, 0, 0]
    assert {one.slot for one in found.meetings} in ({"S0", "S1"}, {"S1", "S2"})


def test_pairs_within_one_side_are_scheduled_too():
    found = schedule(open_event([(0, 1), (1, 2), (0, 2)], [1, 1, 1], 3, 3))
    assert found.value == 3
    assert found.is_optimal


def test_an_unknown_effort_is_told():
    with pytest.raises(InputError, match="schedule: there is no effort 'fast'"):
        schedule(open_event([(0, 1)], [2], 2, 1), effort="fast")


def test_an_unknown_participant_is_told():
    with pytest.raises(InputError, match="Fair: there is no participant 'P9'"):
        schedule(open_event([(0, 1)], [2], 2, 1)).of("P9")


def test_a_schedule_comes_back_from_its_dictionary():
    found = schedule(open_event([(0, 2), (1, 2)], [3, 1], 3, 1, tables=[2]))
    again = Schedule.from_dict(found.to_dict())
    assert str(again) == str(found)
    assert again.verify()


def test_the_frame_has_a_row_for_each_request_and_no_address():
    frame = schedule(open_event([(0, 2), (1, 2)], [3, 1], 3, 1)).to_frame()
    assert frame["start"].tolist() == ["2025-05-01T09:00:00+02:00", ""]
    assert frame["reason"].tolist()[0] == ""
    assert "example.org" not in frame.to_csv()


def test_broken_rules_are_found():
    event = event_of(
        [(0, 2), (1, 2), (0, 3)],
        [1, 1, 1],
        [[1, 0], [1, 1], [1, 1], [1, 1]],
        tables=[1, -1],
        most=[1, -1, -1, -1],
        fixed=[-1, 1, -1],
    )
    said = faults_of(event, np.array([0, 0, 1]), np.array([1, 1, 0]))
    assert said == (
        "P2 has two meetings in slot S0",
        "table 1 has two meetings in slot S0",
        "P0 is not available in slot S1",
        "P0 has 2 meetings and wants 1",
        "slot S0 has 2 meetings and 1 tables",
        "P1 and P2 were confirmed for slot S1",
    )


@given(st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_colours_are_proper_and_as_even_as_can_be(seed):
    rng = np.random.default_rng(seed)
    n, m = rng.integers(1, 9, 2)
    edges = [(i, n + j) for i in range(n) for j in range(m) if rng.random() < 0.6]
    first, second = (np.array([e[k] for e in edges], dtype=np.int64) for k in (0, 1))
    degree = np.bincount(np.concatenate([first, second]), minlength=n + m).max(initial=0)
    k = int(max(degree, 1) + rng.integers(0, 3))
    colour = even_colouring(first, second, n=int(n + m), n_colours=k)
    assert len({(i, c) for e, c in zip(edges, colour.tolist(), strict=True) for i in e}) == 2 * len(
        edges
    )
    sizes = np.bincount(colour, minlength=k)
    assert sizes.max() - sizes.min() <= 1
    assert sizes.tolist() == sorted(sizes.tolist(), reverse=True)


@given(st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_pairs_of_a_slot_are_the_best_that_tables_allow(seed):
    rng = np.random.default_rng(seed)
    n, m, tables = rng.integers(1, 5, 3)
    worth = rng.integers(0, 6, (n, m)).astype(float)
    pairs = [(i, int(n) + j) for i in range(n) for j in range(m) if worth[i, j] > 0]
    values = [worth[i, j - n] for i, j in pairs]
    every = every_schedule(pairs, [[True]] * int(n + m), [-1] * int(n + m), [int(tables)])
    rows, columns = best_across(worth, int(tables))
    assert worth[rows, columns].sum() == max(total(values, slot) for slot in every)


@given(st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_pairs_within_one_side_are_disjoint_and_fit_the_tables(seed):
    rng = np.random.default_rng(seed)
    n, tables = (int(one) for one in rng.integers(2, 9, 2))
    half = np.triu(rng.integers(0, 6, (n, n)), 1).astype(float)
    one, other = best_within(half + half.T, tables)
    ends = [*one.tolist(), *other.tolist()]
    assert len(set(ends)) == len(ends) <= 2 * tables
    assert ((half + half.T)[one, other] > 0).all()


def small_event(seed):
    """Return the parts of a small event: pairs, values, available, most, tables."""
    rng = np.random.default_rng(seed)
    n, s = int(rng.integers(2, 7)), int(rng.integers(1, 4))
    half = max(1, n // 2) if rng.random() < 0.6 else 0
    able = [(i, j) for i in range(n) for j in range(i + 1, n) if not half or i < half <= j]
    chosen = rng.permutation(len(able))[: int(rng.integers(0, 7))]
    pairs = [able[q] for q in chosen]
    values = rng.integers(0, 6, len(pairs)).astype(float).tolist()
    available = rng.random((n, s)) < rng.choice([0.5, 0.8, 1.0])
    most = [-1 if rng.random() < 0.7 else int(rng.integers(0, 3)) for _ in range(n)]
    tables = [-1] * s if rng.random() < 0.4 else rng.integers(1, 3, s).tolist()
    return pairs, values, available, most, tables


@given(st.integers(0, 100_000))
@settings(max_examples=40, deadline=None)
def test_small_events_are_scheduled_as_well_as_every_schedule_allows(seed):
    parts = small_event(seed)
    pairs, values, *_ = parts
    covered, value, most_value = best_of_all(*parts)
    found = schedule(event_of(*parts))
    assert found.verify()
    assert found.is_optimal
    assert n_covered(pairs, found.slot.tolist()) == covered
    assert (found.value, found.bound) == pytest.approx((value, most_value))
    assert total(values, found.slot.tolist()) == found.value


@given(st.integers(0, 100_000))
@settings(max_examples=40, deadline=None)
def test_what_is_found_by_search_is_never_above_the_bound_and_optimal_where_it_says_so(seed):
    parts = small_event(seed)
    pairs, values, *rules = parts
    found = schedule(event_of(*parts), effort="quick")
    n = n_covered(pairs, found.slot.tolist())
    every = [
        (n_covered(pairs, slot), total(values, slot)) for slot in every_schedule(pairs, *rules)
    ]
    assert found.verify()
    assert found.bound >= max(one for _, one in every) - 1e-9
    if found.is_optimal:
        assert found.value == pytest.approx(max(one for c, one in every if c >= n))


def large_event(seed, *, within=False, tables=None):
    """Return an event of 60 participants, 400 requests and 10 slots, 80 % available."""
    rng = np.random.default_rng(seed)
    n, s, r = 60, 10, 400
    able = [(i, j) for i in range(n) for j in range(i + 1, n) if within or i < 40 <= j]
    weight = np.array([1 / (1 + i) for i, _ in able])
    chosen = rng.choice(len(able), r, replace=False, p=weight / weight.sum())
    pairs = [able[q] for q in chosen]
    limits = None if tables is None else [tables] * s
    return event_of(pairs, rng.integers(1, 11, r), rng.random((n, s)) < 0.8, tables=limits)


@pytest.mark.parametrize("within", [False, True])
@pytest.mark.parametrize("tables", [None, 12])
def test_larger_events_come_within_two_per_cent_of_the_bound(within, tables):
    found = schedule(large_event(1, within=within, tables=tables))
    assert found.verify()
    assert found.gap_before < 2
    assert not found.without


def test_the_same_seed_gives_the_same_schedule():
    event = large_event(2)
    one, two = schedule(event, seed=5), schedule(event, seed=5)
    assert one.slot.tolist() == two.slot.tolist()
    assert one.table.tolist() == two.table.tolist()


def test_everyone_always_available_is_a_proven_optimum_with_tables_in_balance():
    rng = np.random.default_rng(3)
    pairs = [(i, j) for i in range(20) for j in range(20, 32) if rng.random() < 0.5]
    event = open_event(pairs, rng.integers(1, 9, len(pairs)), 32, 6, tables=[9] * 6)
    found = schedule(event)
    assert found.is_optimal
    assert found.verify()
    assert found.n_meetings == 54
    assert "edge colouring" in found.method


def test_tables_that_differ_between_slots_are_kept():
    found = schedule(
        open_event(
            [(i, 4 + j) for i in range(4) for j in range(4)], [1] * 16, 8, 3, tables=[1, 4, 2]
        )
    )
    assert found.verify()
    assert found.value == 7.0


@pytest.mark.parametrize(
    ("skewed", "tables", "availability"), [(False, None, 0.8), (True, 40, 0.8), (True, 40, 1.0)]
)
def test_a_fair_with_three_thousand_requests_comes_within_one_per_cent(
    skewed, tables, availability
):
    frames = fair_frames(0, skewed=skewed, tables=tables, availability=availability)
    found = schedule(Event.from_frames(*frames, name="Fair", as_of="2025-04-01"))
    assert found.verify()
    assert found.gap < 1
    assert not found.without
    assert found.is_optimal or availability < 1


def test_a_host_stays_at_one_table():
    pairs = [(i, 3 + j) for i in range(3) for j in range(2)]
    found = schedule(open_event(pairs, [1] * 6, 5, 3, tables=[2, 2, 2]))
    assert found.n_meetings == 6
    for host in ("P3", "P4"):
        assert len({one.table for one in found.of(host)}) == 1


def test_chains_change_slots_in_pairs_where_all_tables_are_taken():
    """P0 meets in S0 and S2, P1 in S1 alone; one table a slot: two meetings change places."""
    event = event_of([(0, 2), (0, 3), (1, 4)], [1] * 3, np.ones((5, 3)), tables=[1] * 3)
    problem = problem_of(event)
    standing = np.zeros((5, 3), dtype=bool)
    slot = fewer_gaps(
        problem,
        np.array([0, 2, 1]),
        standing=standing,
        available=event.available,
        days=event.days(),
    )
    assert abs(slot[0] - slot[1]) == 1
    assert sorted(slot.tolist()) == [0, 1, 2]


@given(st.integers(0, 100_000))
@settings(max_examples=40, deadline=None)
def test_fewer_gaps_never_breaks_a_rule_and_never_adds_waiting(seed):
    event = event_of(*small_event(seed))
    problem = problem_of(event)
    slot = filled(problem, np.full(event.n_requests, -1))
    days = np.arange(len(event.slots)) // 2
    standing = np.zeros(event.available.shape, dtype=bool)
    after = fewer_gaps(problem, slot, standing=standing, available=event.available, days=days)
    assert ((after >= 0) == (slot >= 0)).all()
    assert not faults_of(event, after, seated(event, after, np.zeros_like(after)))

    def waits(at):
        meets = np.zeros(event.available.shape, dtype=bool)
        for r in np.flatnonzero(at >= 0):
            meets[[event.first[r], event.second[r]], at[r]] = True
        return idle_gaps(meets, event.available, days).sum()

    assert waits(after) <= waits(slot)
