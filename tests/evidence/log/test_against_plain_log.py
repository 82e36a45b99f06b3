"""The replay against a twin that reads the whole list of events for every question."""

import random

import pytest
from tests.evidence.log.made_logs import FT, TA, random_events
from tests.oracles import review_log as plain

from hanse.errors import InputError
from hanse.evidence.log import ReviewBook, ReviewLog, replay


@pytest.mark.parametrize("seed", range(60))
def test_every_event_is_taken_or_refused_as_the_plain_log_says(seed):
    book = ReviewBook()
    counts = {True: 0, False: 0}

    def compare(events, event, why):
        before = str(book.state), len(book)
        counts[why is None] += 1
        if why is None:
            book.add(event)
            return
        with pytest.raises(InputError) as caught:
            book.add(event)
        assert f"events.csv, line {event.number + 1}" in str(caught.value)
        assert caught.value.mend
        assert (str(book.state), len(book)) == before

    events = random_events(random.Random(seed), 70, compare)
    assert min(counts.values()) > 5
    check_state(book.state, events)
    check_state(replay(ReviewLog.from_events(events)), events)


def check_state(state, events):
    up = plain.parents(events)
    assert list(state.records) == plain.records(events)
    assert {one.record: one.kept for one in state.merges} == up
    assert set(state.removed) == set(plain.removed(events))
    stood = [r for r in state.records if r not in up and r not in plain.removed(events)]
    assert list(state.standing) == stood
    for record in state.records:
        assert state.representative(record) == plain.top(events, record)
        assert set(state.members(record)) == set(plain.group(events, record))
        assert state.members(record)[0] == plain.top(events, record)
        assert state.position(record) == plain.position(events, record)
        for stage in (TA, FT):
            said = [(one.person, one.number) for one in plain.decisions(events, record, stage)]
            found = state.decisions(record, stage)
            assert [(person, one.number) for person, one in found.items()] == said
            assert state.outcome(record, stage) == plain.outcome(events, record, stage)
            settled = plain.resolution(events, record, stage)
            assert (state.resolution(record, stage) is None) == (settled is None)
            if state.outcome(record, stage) == "exclude":
                assert list(state.reasons(record, stage)) == plain.reasons(events, record, stage)
    assert list(state.included) == plain.included(events)
    sets = plain.studies(events, plain.included(events))
    assert sorted(map(sorted, state.studies)) == sorted(map(sorted, sets))
    check_lists(state, events, stood)


def check_lists(state, events, stood):
    sought = [r for r in stood if plain.outcome(events, r, TA) == "include"]
    assert list(state.sought) == sought
    texts = {r: plain.text_of(events, r) for r in sought}
    there = [r for r in sought if texts[r] and texts[r].event == "retrieved"]
    assert list(state.retrieved) == there
    lost = [r for r in sought if plain.position(events, r) == "not retrieved"]
    assert list(state.not_retrieved) == lost
    for stage, pool in ((TA, stood), (FT, sought)):
        open_ones = [r for r in pool if plain.outcome(events, r, stage) == "conflict"]
        assert [one.record for one in state.conflicts(stage)] == open_ones
        assert state.required(stage) == plain.needed(events, stage)
        for person in ("AK", "BL"):
            wait = [
                r
                for r in pool
                if plain.outcome(events, r, stage) == "pending"
                and person not in [s.person for s in plain.decisions(events, r, stage)]
                and (stage == TA or not texts[r] or texts[r].event == "retrieved")
            ]
            assert list(state.pending(stage, person)) == wait
