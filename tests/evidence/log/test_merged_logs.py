import random
from dataclasses import astuple, replace

import pytest
from tests.evidence.log.made_logs import FT, TA, Writing, proposal, r, random_events
from tests.oracles import review_log as plain

from hanse.errors import InputError
from hanse.evidence.log import (
    Event,
    ReviewBook,
    ReviewLog,
    events_for,
    merge_logs,
    rename_person,
    replay,
)


def start(n=6, required="1"):
    w = Writing()
    w("required", stage=TA, value=required)
    w.imported(n)
    return w.log


def copy(log):
    return Writing(ReviewBook(log))


def contents(log):
    return [astuple(one)[1:] for one in log.events]


def at(n):
    return f"2026-03-02T10:00:{n:02d}"


def add(log, *events):
    """Return a log with events (second, kind, person, columns) below."""
    book = ReviewBook(log)
    for second, kind, person, columns in events:
        book.enter(kind, at=at(second), person=person, **columns)
    return book.log


def says(second, person, record, value, stage=TA, reason=""):
    columns = {"record": r(record), "stage": stage, "value": value, "other": "order"}
    return second, "decided", person, {**columns, "reason": reason}


def refused(ours, theirs, *words, **more):
    with pytest.raises(InputError) as caught:
        merge_logs(ours, theirs, **more)
    for one in words:
        assert one in str(caught.value), str(caught.value)
    assert caught.value.mend


def test_decisions_of_two_folders_come_together_by_time():
    base = start(required="2")
    ours = add(base, says(1, "AK", 1, "include"), says(5, "AK", 2, "include"))
    theirs = add(base, says(3, "BL", 1, "include"), says(4, "BL", 2, "exclude"))
    made = merge_logs(ours, theirs)
    tail = made.log.events[len(base) :]
    assert [(one.person, one.record) for one in tail] == [
        ("AK", r(1)),
        ("BL", r(1)),
        ("BL", r(2)),
        ("AK", r(2)),
    ]
    assert [one.number for one in made.log.events] == list(range(1, len(made.log) + 1))
    assert [one.number for one in made.taken] == [len(base) + 2, len(base) + 3]
    assert [one.number for one in made.own] == [len(base) + 1, len(base) + 4]
    assert [(one.record, one.stage) for one in made.conflicts] == [(r(2), TA)]
    assert str(made) == (
        "2 events taken, 2 events only ours. New conflicts: R000002 (title-abstract)."
    )
    assert replay(made.log).outcome(r(1), TA) == "include"


def test_merging_again_changes_nothing():
    base = start(required="2")
    ours, theirs = add(base, says(1, "AK", 1, "include")), add(base, says(1, "BL", 1, "include"))
    made = merge_logs(ours, theirs).log
    for again in (merge_logs(made, theirs), merge_logs(made, ours), merge_logs(made, made)):
        assert again.log == made
        assert again.taken == ()
        assert again.conflicts == ()
    assert merge_logs(ours, ours).log == ours
    assert merge_logs(base, ours).log == ours == merge_logs(ours, base).log


def test_what_comes_later_is_taken_once():
    base = start(required="2")
    ours, theirs = add(base, says(1, "AK", 1, "include")), add(base, says(2, "BL", 1, "include"))
    made = merge_logs(ours, theirs).log
    later = add(theirs, says(9, "BL", 2, "include"))
    again = merge_logs(made, later)
    assert [one.record for one in again.taken] == [r(2)]
    assert len(again.log) == len(made) + 1


@pytest.mark.parametrize("seed", range(40))
def test_merging_is_the_same_both_ways_but_for_equal_times(seed):
    rng = random.Random(seed)
    base = ReviewLog.from_events(random_events(rng, 30))
    sides = []
    for people in (("AK", "DN"), ("BL", "EM")):
        events = list(base.events)
        while len(events) < len(base) + 12:
            (event,) = [*proposal(rng, events), None][:1]
            kinds = ("decided", "withdrawn", "retrieved", "linked", "distinct")
            if event.event not in kinds:
                continue
            when = at(rng.randint(0, 3) + 4 * (len(events) - len(base)))
            event = replace(event, number=len(events) + 1, person=rng.choice(people), at=when)
            if plain.trouble(events, event) is None:
                events.append(event)
        sides.append(ReviewLog.from_events(events))
    if not goes_together(sides):
        for pair in (sides, sides[::-1]):
            with pytest.raises(InputError, match="do not go together"):
                merge_logs(*pair)
        return
    one = merge_logs(*sides)
    other = merge_logs(*reversed(sides))
    assert sorted(contents(one.log)) == sorted(contents(other.log))
    assert [e.at for e in one.log.events] == [e.at for e in other.log.events]
    assert {c.record for c in one.conflicts} == {c.record for c in other.conflicts}
    a, b = replay(one.log), replay(other.log)
    assert [a.position(x) for x in a.records] == [b.position(x) for x in b.records]
    for side in sides:
        assert merge_logs(one.log, side).log == one.log
        missing = set(contents(side)) - set(contents(one.log))
        assert missing == set()
    known = {(c.record, s) for x in sides for s in (TA, FT) for c in replay(x).conflicts(s)}
    now = {(c.record, s) for s in (TA, FT) for c in a.conflicts(s)}
    assert {(c.record, c.stage) for c in one.conflicts} == now - known


def goes_together(sides):
    """Whether the plain log takes what both added, by time."""
    base = [one for one, other in zip(*(s.events for s in sides), strict=False) if one == other]
    tails = [e for s in sides for e in s.events[len(base) :]]
    events = list(base)
    for event in sorted(tails, key=lambda e: e.at):
        if plain.trouble(events, event) is not None:
            return False
        events.append(replace(event, number=len(events) + 1))
    return True


def test_only_one_folder_imports_and_merges():
    base = start()
    new = ((1, "imported", "AK", {"other": "I02", "value": "other", "reason": "web"}),)
    ours = add(base, *new, (2, "identified", "AK", {"record": r(7), "other": "I02"}))
    theirs = add(base, says(1, "BL", 1, "include"))
    assert len(merge_logs(ours, theirs).log) == len(base) + 3
    assert len(merge_logs(theirs, ours).log) == len(base) + 3
    columns = {"record": r(2), "other": r(1), "value": "doi"}
    theirs = add(theirs, (3, "merged", "hanse", columns))
    refused(
        ours,
        theirs,
        "events.csv, equal up to line 9: both folders changed what the review holds: ours by "
        "'imported' and 'identified' from line 10 on, theirs by 'merged' from line 11 on",
    )


def test_two_people_under_one_name_are_named_with_their_records():
    base = start()
    ours = add(base, says(1, "AK", 1, "include"))
    theirs = add(base, says(2, "AK", 2, "include"))
    refused(
        ours,
        theirs,
        "our line 10, their line 10: AK decided in both folders: R000001 and R000002.",
        "rename_person(theirs, 'AK', 'AK-2', since=9)",
    )
    renamed = rename_person(theirs, "AK", "AK-2", since=9)
    made = merge_logs(ours, renamed)
    assert replay(made.log).people == ("AK", "AK-2")
    same = merge_logs(ours, theirs, one_person=["AK"])
    assert replay(same.log).people == ("AK",)


def test_one_person_who_decided_twice_is_refused_even_so():
    base = start()
    ours, theirs = add(base, says(1, "AK", 1, "include")), add(base, says(2, "AK", 1, "include"))
    refused(
        ours,
        theirs,
        "their 'decided' of R000001 by AK, 2026-03-02T10:00:02: the two logs do not go together: "
        "AK decided 'include' on R000001",
        one_person=["AK"],
    )


def test_a_decision_on_what_the_other_merged_away_names_the_record_that_stands():
    base = start()
    ours = add(base, (1, "merged", "hanse", {"record": r(2), "other": r(1), "value": "doi"}))
    theirs = add(base, says(2, "BL", 2, "include"))
    refused(
        ours,
        theirs,
        "their events.csv, line 10: BL has 'decided' on R000002, which our log merged into R000001",
        "Part R000002 in our folder",
    )
    refused(theirs, ours, "our events.csv, line 10: BL has 'decided' on R000002, which their log")


def test_a_record_parted_and_decided_in_one_folder_is_no_trouble():
    base = add(start(), (0, "merged", "hanse", {"record": r(2), "other": r(1), "value": "doi"}))
    parted = (1, "parted", "AK", {"record": r(2), "other": r(1)})
    ours = add(base, parted, says(2, "AK", 2, "include"))
    theirs = add(base, says(2, "BL", 3, "include"))
    assert replay(merge_logs(ours, theirs).log).outcome(r(2), TA) == "include"


def test_logs_of_different_reviews_are_refused():
    other = Writing()
    other.imported(3, source="web", kind="website")
    refused(start(), other.log, "the two logs do not begin alike: they are of different reviews")
    assert merge_logs(ReviewLog(), start()).log == start()


def test_events_that_break_a_rule_together_are_refused_with_whose_they_are():
    base = start()
    ours = add(base, (1, "removed", "AK", {"record": r(1), "value": "other"}))
    theirs = add(base, says(2, "BL", 1, "include"))
    refused(
        ours,
        theirs,
        "their 'decided' of R000001 by BL, 2026-03-02T10:00:02: the two logs do not go together: "
        "record R000001 was removed before screening, line 10 (lines as they would be in the "
        "merged log). Restore R000001 first. Do so in one of the two folders, and merge again.",
    )


def test_a_renamed_person_is_somebody_new_from_there_on():
    log = add(start(), says(1, "AK", 1, "include"), says(2, "AK", 2, "include"))
    made = rename_person(log, "AK", "AL", since=10)
    assert replay(made).people == ("AK", "AL")
    assert replay(rename_person(log, "AK", "AL")).people == ("AL",)
    with pytest.raises(InputError, match="somebody called 'hanse' already"):
        rename_person(log, "AK", "hanse")
    with pytest.raises(InputError, match="nothing from line 2 on stands under 'XX'"):
        rename_person(log, "XX", "AL")
    withdrawn = add(log, (3, "withdrawn", "AK", {"record": r(1), "stage": TA}))
    with pytest.raises(InputError, match="AL has no standing decision on R000001"):
        rename_person(withdrawn, "AK", "AL", since=11)


def test_a_person_does_not_see_what_others_say_before_deciding():
    log = add(
        start(required="2"),
        says(1, "AK", 1, "include"),
        says(2, "AK", 2, "include"),
        says(3, "BL", 2, "exclude"),
        says(4, "AK", 3, "exclude"),
        says(5, "CM", 3, "exclude"),
        says(6, "AK", 4, "unsure"),
        (7, "withdrawn", "AK", {"record": r(4), "stage": TA}),
    )
    seen = replay(events_for(log, "BL"))
    assert list(seen.decisions(r(1), TA)) == []
    assert list(seen.decisions(r(2), TA)) == ["AK", "BL"]
    assert seen.outcome(r(3), TA) == "exclude"
    assert [e.event for e in events_for(log, "BL").events if e.record == r(4)] == ["identified"]
    assert seen.pending(TA, "BL") == replay(log).pending(TA, "BL")


def test_a_blind_folder_comes_back_into_the_full_log():
    log = add(start(required="2"), says(1, "AK", 1, "include"), says(2, "AK", 2, "include"))
    blind = events_for(log, "BL")
    assert len(blind) == len(log) - 2
    back = add(blind, says(5, "BL", 1, "include"), says(6, "BL", 2, "exclude"))
    log = add(log, says(7, "AK", 3, "include"))
    made = merge_logs(log, back)
    assert [one.person for one in made.taken] == ["BL", "BL"]
    assert [one.record for one in made.conflicts] == [r(2)]
    assert replay(made.log).outcome(r(1), TA) == "include"
    assert merge_logs(made.log, back).log == made.log
    assert sorted(contents(merge_logs(back, log).log)) == sorted(contents(made.log))


@pytest.mark.parametrize("seed", range(30))
def test_a_blind_log_can_be_replayed_and_shows_nothing_that_is_open(seed):
    log = ReviewLog.from_events(random_events(random.Random(500 + seed), 70))
    whole = replay(log)
    for person in ("AK", "BL"):
        blind = events_for(log, person)
        seen = replay(blind)
        assert seen.records == whole.records
        merged = {x for e in log.events if e.event == "merged" for x in (e.record, e.other)}
        for record in set(seen.standing) - merged:
            for stage in (TA, FT):
                is_open = whole.outcome(record, stage) == "pending"
                if is_open and person not in whole.decisions(record, stage):
                    assert set(seen.decisions(record, stage)) == set()
        assert merge_logs(log, blind).log == log


def test_what_follows_from_hidden_decisions_is_hidden():
    log = add(
        start(),
        says(1, "AK", 1, "include"),
        says(2, "AK", 1, "include", FT),
        (3, "required", "hanse", {"stage": TA, "value": "2"}),
    )
    seen = replay(events_for(log, "BL"))
    assert seen.position(r(1)) == "awaiting screening"
    assert not seen.decisions(r(1), FT)


def test_an_event_is_no_other_for_its_number_alone():
    one = Event(1, "2026-03-01T10:15:00", "AK", "published", value="1")
    assert contents(ReviewLog((one,))) == contents(ReviewLog((replace(one, number=2),)))


def test_where_times_are_equal_ours_comes_first():
    base = start(required="2")
    ours, theirs = add(base, says(1, "BL", 1, "include")), add(base, says(1, "AK", 1, "include"))
    assert [one.person for one in merge_logs(ours, theirs).log.events[-2:]] == ["BL", "AK"]
    assert [one.person for one in merge_logs(theirs, ours).log.events[-2:]] == ["AK", "BL"]


def test_what_was_said_twice_in_one_second_counts_twice():
    base = start()
    once = add(base, says(1, "AK", 1, "include"))
    twice = add(
        once, (1, "withdrawn", "AK", {"record": r(1), "stage": TA}), says(1, "AK", 1, "include")
    )
    ours = merge_logs(add(base, says(0, "BL", 2, "include")), once).log
    made = merge_logs(ours, twice)
    assert [one.event for one in made.taken] == ["withdrawn", "decided"]
    assert replay(made.log).outcome(r(1), TA) == "include"
    assert merge_logs(made.log, twice).log == made.log
