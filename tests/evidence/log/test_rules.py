"""Each rule of the log, and the words of its error."""

import pytest
from tests.evidence.log.made_logs import AT, FT, TA, Writing, r

from hanse.errors import InputError
from hanse.evidence.log import Event, ReviewBook, ReviewLog, replay


@pytest.fixture
def w():
    made = Writing()
    made.imported(6)
    return made


def refused(call, *words):
    with pytest.raises(InputError) as caught:
        call()
    said = str(caught.value)
    for one in words:
        assert one in said, said
    assert "events.csv, line " in said
    assert caught.value.mend
    return said


def test_a_record_is_identified_once(w):
    refused(
        lambda: w("identified", record=r(1), other="I01"),
        "events.csv, line 9, column record: record R000001 was identified before, in line 3.",
    )


def test_a_record_comes_with_an_import_that_is_there(w):
    refused(lambda: w("identified", record=r(9), other="I02"), "no import 'I02'", "There are: I01.")


def test_an_import_is_there_once(w):
    refused(lambda: w.imported(1), "import I01 is there already, from line 2.")


def test_events_name_records_that_are_there(w):
    refused(
        lambda: w.says("AK", 9, "include"),
        "line 9: there is no record 'R000009'. There are R000001 to R000006.",
    )
    said = refused(lambda: Writing()("restored", record=r(1)), "No record was identified yet.")
    assert "line 2" in said


def test_a_decision_on_a_record_merged_away_names_the_one_that_stands(w):
    w("merged", record=r(2), other=r(1), value="doi")
    refused(
        lambda: w.says("AK", 2, "include"),
        "line 10: record R000002 was merged into R000001, line 9. Name R000001, or part R000002",
    )
    w("merged", record=r(1), other=r(3), value="doi")
    refused(
        lambda: w.says("AK", 2, "include"),
        "merged into R000001, line 9, and R000001 in the end into R000003. Name R000003",
    )


def test_a_decision_on_a_removed_record_says_why_it_was_removed(w):
    w("removed", record=r(2), value="automation", reason="language")
    refused(
        lambda: w.says("AK", 2, "include"),
        "record R000002 was removed before screening, line 9 (language). Restore R000002 first.",
    )


def test_no_record_is_merged_into_itself_or_in_a_circle(w):
    refused(
        lambda: w("merged", record=r(1), other=r(1), value="doi"),
        "'merged' names record R000001 twice",
    )
    w("merged", record=r(2), other=r(1), value="doi")
    w("merged", record=r(1), other=r(3), value="doi")
    refused(
        lambda: w("merged", record=r(3), other=r(2), value="doi"),
        "record R000002 was merged into R000003: the merge goes in a circle",
    )


def test_only_what_is_merged_into_that_very_record_is_parted(w):
    refused(
        lambda: w("parted", record=r(2), other=r(1)),
        "R000002 is parted from R000001 but was not merged",
    )
    w("merged", record=r(2), other=r(1), value="doi")
    refused(
        lambda: w("parted", record=r(2), other=r(3)),
        "column other: record R000002 was merged into R000001, line 9, not into R000003. Name R0",
    )
    w("merged", record=r(1), other=r(4), value="doi")
    refused(lambda: w("parted", record=r(2), other=r(4)), "Name R000001.")


def test_a_parted_record_takes_with_it_what_was_merged_into_it_and_what_was_said_of_it(w):
    w.says("AK", 3, "include")
    w("merged", record=r(3), other=r(2), value="doi")
    w("merged", record=r(2), other=r(1), value="doi")
    assert w.state.members(r(3)) == (r(1), r(2), r(3))
    assert w.state.outcome(r(1), TA) == "include"
    w("parted", record=r(2), other=r(1))
    assert w.state.members(r(2)) == (r(2), r(3))
    assert w.state.outcome(r(2), TA) == "include"
    assert w.state.outcome(r(1), TA) == "pending"
    assert w.state.decisions(r(2), TA)["AK"].record == r(3)


def test_full_text_is_decided_after_title_and_abstract(w):
    refused(
        lambda: w.says("AK", 1, "include", FT),
        "the outcome of R000001 at title-abstract is 'pending', not 'include'",
    )
    w.says("AK", 1, "exclude")
    refused(lambda: w.says("AK", 1, "include", FT), "is 'exclude', not 'include'")
    refused(lambda: w("not-retrieved", record=r(1)), "is 'exclude', not 'include'")


def test_a_text_that_was_not_retrieved_is_not_decided(w):
    w.says("AK", 1, "include")
    w("not-retrieved", record=r(1), reason="lost")
    refused(
        lambda: w.says("AK", 1, "include", FT),
        "the full text of R000001 was not retrieved, line 10. Log it as 'retrieved' first.",
    )
    w("retrieved", record=r(1), note="a.pdf")
    w.says("AK", 1, "include", FT)
    refused(lambda: w("not-retrieved", record=r(1)), "is decided at full-text")
    assert w.state.included == (r(1),)


def test_one_decision_of_a_person_stands(w):
    w.says("AK", 1, "include")
    refused(
        lambda: w.says("AK", 1, "exclude"),
        "AK decided 'include' on R000001 at title-abstract in line 9. Withdraw that decision",
    )
    w("withdrawn", "AK", record=r(1), stage=TA)
    w.says("AK", 1, "exclude")
    assert w.state.outcome(r(1), TA) == "exclude"
    assert w.state.first_decisions(r(1), TA)["AK"].value == "include"


def test_a_decision_on_a_merged_record_is_the_one_of_the_group(w):
    w.says("AK", 2, "include")
    w("merged", record=r(2), other=r(1), value="doi")
    refused(
        lambda: w.says("AK", 1, "include"),
        "AK decided 'include' on R000001 at title-abstract on R000002, merged with it, in line 9",
    )
    w("withdrawn", "AK", record=r(1), stage=TA)
    assert w.state.outcome(r(1), TA) == "pending"


def test_only_who_said_it_withdraws_what_stands(w):
    w.says("AK", 1, "include")
    refused(
        lambda: w("withdrawn", "BL", record=r(1), stage=TA),
        "BL has no standing decision on R000001 at title-abstract",
    )


def test_people_decide_and_only_those_who_are_known(w):
    refused(lambda: w.says("hanse", 1, "include"), "column person: 'decided' stands under 'hanse'")
    book = ReviewBook(w.log, people=["AK", "BL"])
    with pytest.raises(InputError, match=r"no person 'BK'\. Did you mean 'BL'"):
        Writing(book).says("BK", 1, "include")
    Writing(book).says("BL", 1, "include")
    with pytest.raises(InputError, match="column person: there is no person 'BL'"):
        replay(book.log, people=["AK"])


def two_disagree(w, values=("include", "exclude"), reasons=("", "P1")):
    w("required", stage=TA, value="2")
    w.says("AK", 1, values[0], reason=reasons[0])
    w.says("BL", 1, values[1], reason=reasons[1])


def test_two_who_disagree_are_in_conflict_until_it_is_resolved(w):
    two_disagree(w)
    assert [one.record for one in w.state.conflicts(TA)] == [r(1)]
    assert [one.person for one in w.state.conflicts(TA)[0].decisions] == ["AK", "BL"]
    w("resolved", "CM", record=r(1), stage=TA, value="include")
    assert w.state.outcome(r(1), TA) == "include"
    refused(
        lambda: w("resolved", "BL", record=r(1), stage=TA, value="exclude"),
        "CM resolved R000001 at title-abstract as 'include' in line 12. Let CM withdraw that",
    )
    w("withdrawn", "CM", record=r(1), stage=TA)
    assert w.state.outcome(r(1), TA) == "conflict"


def test_a_resolution_lapses_with_a_decision_that_it_settled(w):
    two_disagree(w)
    w("resolved", "CM", record=r(1), stage=TA, value="include")
    w.says("DN", 1, "exclude")
    w("withdrawn", "DN", record=r(1), stage=TA)
    assert w.state.outcome(r(1), TA) == "include"
    w("withdrawn", "BL", record=r(1), stage=TA)
    assert w.state.outcome(r(1), TA) == "pending"


def test_who_decided_and_resolved_withdraws_the_resolution_first(w):
    two_disagree(w)
    w("resolved", "AK", record=r(1), stage=TA, value="exclude")
    w("withdrawn", "AK", record=r(1), stage=TA)
    assert w.state.outcome(r(1), TA) == "conflict"
    w("withdrawn", "AK", record=r(1), stage=TA)
    assert list(w.state.decisions(r(1), TA)) == ["BL"]


def test_an_unsure_is_resolved_and_an_agreement_is_not(w):
    w.says("AK", 1, "unsure")
    assert w.state.outcome(r(1), TA) == "conflict"
    w("resolved", "AK", record=r(1), stage=TA, value="exclude")
    w.says("AK", 2, "exclude")
    refused(
        lambda: w("resolved", "BL", record=r(2), stage=TA, value="include"),
        "there is nothing to resolve on R000002 at title-abstract: its outcome is 'exclude'",
    )
    refused(
        lambda: w("resolved", "BL", record=r(3), stage=TA, value="include"),
        "its outcome is 'pending'",
    )


def test_different_reasons_for_one_exclusion_can_be_settled(w):
    two_disagree(w, ("exclude", "exclude"), ("P1", "P2"))
    assert w.state.reasons(r(1), TA) == ("P1", "P2")
    w("resolved", "CM", record=r(1), stage=TA, value="exclude", reason="P2")
    assert w.state.reasons(r(1), TA) == ("P2",)


def test_an_exclusion_at_full_text_needs_a_reason(w):
    w.says("AK", 1, "include")
    refused(
        lambda: w.says("AK", 1, "exclude", FT),
        "column reason: record R000001 is excluded at full-text without a reason",
    )
    w.says("AK", 1, "unsure", FT)
    refused(lambda: w("resolved", "AK", record=r(1), stage=FT, value="exclude"), "without a reason")


def test_a_record_is_removed_before_anybody_decides(w):
    w.says("AK", 1, "include")
    refused(
        lambda: w("removed", record=r(1), value="other"),
        "record R000001 is decided at title-abstract and cannot be removed before screening",
    )
    w("withdrawn", "AK", record=r(1), stage=TA)
    w("removed", record=r(1), value="other")
    assert r(1) not in w.state.standing


def test_only_what_is_removed_is_restored(w):
    refused(lambda: w("restored", record=r(1)), "R000001 is restored but was not removed")
    w("removed", record=r(1), value="other")
    w("restored", record=r(1))
    assert r(1) in w.state.standing


def test_records_of_different_outcome_are_not_merged(w):
    w.says("AK", 1, "include")
    w.says("AK", 2, "exclude")
    refused(
        lambda: w("merged", record=r(2), other=r(1), value="doi"),
        "record R000002 has come to 'exclude' at title-abstract and R000001 to 'include'",
        "Withdraw the decisions on one of the two first.",
    )


def test_one_person_does_not_say_two_things_of_one_group(w):
    w("required", stage=TA, value="2")
    w.says("AK", 1, "include")
    w.says("AK", 2, "exclude")
    refused(
        lambda: w("merged", record=r(2), other=r(1), value="doi"),
        "AK said 'exclude' of R000002 at title-abstract and 'include' of R000001",
    )


def test_what_two_said_of_two_duplicates_counts_together(w):
    w("required", stage=TA, value="2")
    w.says("AK", 1, "include")
    w.says("BL", 2, "include")
    assert w.state.outcome(r(1), TA) == "pending"
    w("merged", record=r(2), other=r(1), value="doi")
    assert w.state.outcome(r(1), TA) == w.state.outcome(r(2), TA) == "include"


def test_what_carries_decisions_is_not_merged_into_what_is_removed(w):
    w("removed", record=r(1), value="other")
    w.says("AK", 2, "include")
    refused(
        lambda: w("merged", record=r(2), other=r(1), value="doi"),
        "record R000002 carries decisions and R000001 was removed before screening",
    )
    w("merged", record=r(3), other=r(1), value="doi")
    assert w.state.position(r(3)) == "duplicate"
    refused(lambda: w("merged", record=r(1), other=r(4), value="doi"), "R000001 was removed")


def test_rules_leave_apart_what_a_person_said_is_distinct(w):
    w("distinct", "AK", record=r(1), other=r(2))
    w("merged", record=r(3), other=r(2), value="doi")
    refused(
        lambda: w("merged", record=r(1), other=r(2), value="doi"),
        "AK said in line 9 that R000001 and R000002 are no duplicates, and the rule 'doi' merges",
    )
    refused(lambda: w("merged", record=r(3 - 1), other=r(1), value="doi"), "no duplicates")
    w("merged", "AK", record=r(1), other=r(2), value="by hand")
    assert w.state.distinct == ()


def test_a_link_is_taken_back_whichever_record_it_names_first(w):
    w("linked", "AK", record=r(1), other=r(2), value="version")
    refused(
        lambda: w("unlinked", "AK", record=r(1), other=r(2), value="part"),
        "there is no link 'part' between R000001 and R000002",
    )
    w("unlinked", "AK", record=r(2), other=r(1), value="version")
    assert w.state.links == ()


def test_versions_of_the_protocol_count_up(w):
    w("amended", value="1")
    refused(lambda: w("amended", value="1"), "version 1 of the protocol comes after version 1")


def test_a_sample_has_one_stage_and_each_record_once(w):
    w("sampled", record=r(1), other="S1", stage=TA)
    refused(lambda: w("sampled", record=r(1), other="S1", stage=TA), "stands twice in sample S1")
    refused(
        lambda: w("sampled", record=r(2), other="S1", stage=FT),
        "sample S1 was drawn at title-abstract, not at full-text",
    )
    assert w.state.samples["S1"].records == (r(1),)


def test_only_what_was_stopped_is_resumed(w):
    refused(lambda: w("resumed", stage=TA), "screening at title-abstract is resumed but was not")
    w("stopped", stage=TA, value="95 % recall")
    assert w.state.is_stopped(TA)
    w("resumed", stage=TA)
    assert not w.state.is_stopped(TA)


def test_a_version_is_published_once_and_keeps_what_was_included(w):
    w.says("AK", 1, "include")
    w.says("AK", 1, "include", FT)
    w("published", value="2026")
    refused(lambda: w("published", value="2026"), "version 2026 of the review was published before")
    w("withdrawn", "AK", record=r(1), stage=FT)
    assert w.state.previous == w.state.versions[0].included == (r(1),)
    assert w.state.included == ()


def test_what_stands_at_full_text_waits_while_title_and_abstract_is_open(w):
    w.says("AK", 1, "include")
    w.says("AK", 1, "include", FT)
    w("required", stage=TA, value="2")
    assert w.state.included == ()
    assert w.state.position(r(1)) == "awaiting screening"
    w.says("BL", 1, "include")
    assert w.state.included == (r(1),)


def test_fewer_reviewers_settle_what_was_waiting(w):
    two_disagree(w, ("include", "include"), ("", ""))
    w("required", stage=TA, value="3")
    assert w.state.outcome(r(1), TA) == "pending"
    w("required", stage=TA, value="1")
    assert w.state.outcome(r(1), TA) == "include"


def test_an_event_that_is_refused_changes_nothing(w):
    before = w.state.to_frame()
    with pytest.raises(InputError):
        w.says("AK", 9, "include")
    assert w.state.to_frame().equals(before)
    assert len(w.book) == 7


def test_the_state_says_itself(w):
    w.says("AK", 1, "include")
    w("removed", record=r(2), value="other")
    assert str(w.state) == ("6 records: removed 1, awaiting screening 4, awaiting retrieval 1.")
    frame = w.state.to_frame()
    assert list(frame.columns) == [
        "record",
        "import",
        "source",
        "kind",
        "representative",
        TA,
        FT,
        "position",
    ]
    assert w.state.number == 9
    assert w.state.people == ("AK",)


def test_unknown_records_and_stages_are_named(w):
    with pytest.raises(InputError, match=r"no record 'R9'\. There are R000001 to R000006"):
        w.state.outcome("R9", TA)
    with pytest.raises(InputError, match=r"no stage 'fulltext'\. Did you mean 'full-text'"):
        w.state.outcome(r(1), "fulltext")


def test_numbers_and_times_go_on():
    good = Event(1, AT, "AK", "published", value="1")
    for event, words in (
        (Event(3, AT, "AK", "published", value="2"), "the number is 3 where 2 is due"),
        (Event(1, AT, "AK", "published", value="2"), "the number is 1 where 2 is due"),
        (
            Event(2, "2026-03-01T10:14:59", "AK", "published", value="2"),
            "2026-03-01T10:14:59 lies before 2026-03-01T10:15:00, the time of the line above",
        ),
    ):
        with pytest.raises(InputError) as caught:
            ReviewLog.from_events([good, event])
        assert words in str(caught.value)
        assert "events.csv, line 3" in str(caught.value)
    assert len(ReviewLog.from_events([good, Event(2, AT, "AK", "published", value="2")])) == 2


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"at": "2026-02-30T10:15:00"}, "column at: '2026-02-30T10:15:00' is no time"),
        ({"at": "2026-03-01 10:15"}, "column at: '2026-03-01 10:15' is no time"),
        ({"person": ""}, "column person: '' is nobody's name"),
        ({"person": "A\nK"}, "column person: 'A\\nK' holds a line break"),
        ({"event": "decide"}, "there is no event 'decide'. Did you mean 'decided'"),
        ({"record": "R1"}, "column record: 'R1' is not the id of a record such as R000012"),
        ({"record": "R00000１"}, "column record: 'R00000１' is not the id of a record"),
        ({"record": ""}, "column record: it is empty where 'decided' needs the id of a record"),
        ({"stage": ""}, "column stage: it is empty where 'decided' needs a stage"),
        ({"stage": "title"}, "column stage: there is no stage 'title'"),
        ({"value": "maybe"}, "column value: there is no decision 'maybe'"),
        ({"other": "luck"}, "there is no way in which a record came up 'luck'"),
        ({"note": "a\rb"}, "column note: 'a\\rb' holds a line break"),
        ({"number": 0}, "column number: '0' is no whole number from 1"),
        ({"event": "parted", "other": "R000002", "stage": ""}, "column value: 'include' stands"),
        ({"event": "searched", "record": "", "stage": "", "value": "1,5"}, "number of hits"),
        ({"event": "searched", "record": "", "stage": "", "value": "5"}, "column reason: it is"),
        ({"event": "required", "record": "", "other": "", "value": "0"}, "1 to 9"),
    ],
)
def test_columns_hold_what_their_event_needs(columns, words):
    good = {
        "number": 1,
        "at": AT,
        "person": "AK",
        "event": "decided",
        "record": r(1),
        "other": "order",
        "stage": TA,
        "value": "include",
    }
    with pytest.raises(InputError) as caught:
        ReviewLog.from_events([Event(**{**good, **columns})])
    assert words in str(caught.value)


def test_the_book_puts_words_on_one_line():
    book = ReviewBook()
    columns = {"value": "line 3", "reason": "cut\noff", "note": " TY  -\tJOUR "}
    book.enter("imported", at=AT, person="hanse", other="I01", value="other", reason="x")
    made = book.enter("rejected", at=AT, person="hanse", other="I01", **columns)
    assert (made.reason, made.note) == ("cut off", "TY - JOUR")
    assert book.since(1) == (made,)
    assert book.state.rejected[0].text == "TY - JOUR"


def test_a_long_chain_of_merges_ends_in_one_record():
    events = [Event(1, AT, "hanse", "imported", other="I01", value="database", reason="s")]
    events += [
        Event(n, AT, "hanse", "identified", record=r(n), other="I01") for n in range(2, 10_002)
    ]
    events += [
        Event(10_000 + n, AT, "hanse", "merged", record=r(n), other=r(n + 1), value="doi")
        for n in range(2, 3_002)
    ]
    events += [
        Event(
            13_000 + n,
            AT,
            "AK",
            "decided",
            record=r(4_000 + n),
            other="order",
            stage=TA,
            value="include",
        )
        for n in range(2, 2_002)
    ]
    log = ReviewLog.from_events(events)
    state = replay(log)
    assert len(state.sought) == 2_000
    assert state.representative(r(2)) == r(3_002)


def test_of_two_decisions_of_one_person_that_on_the_representative_counts_else_the_latest(w):
    w.says("AK", 1, "exclude", reason="P1")
    w.says("AK", 2, "exclude", reason="P2")
    w.says("AK", 3, "exclude", reason="P3")
    w("merged", record=r(2), other=r(1), value="doi")
    w("merged", record=r(3), other=r(1), value="doi")
    assert w.state.reasons(r(2), TA) == ("P1",)
    assert w.state.first_decisions(r(1), TA)["AK"].reason == "P1"
    w("merged", record=r(1), other=r(4), value="doi")
    assert w.state.reasons(r(4), TA) == ("P3",)
    w("withdrawn", "AK", record=r(4), stage=TA)
    assert w.state.outcome(r(4), TA) == "pending"


def test_the_first_decision_of_a_group_is_the_first_on_any_of_it(w):
    w.says("AK", 2, "unsure")
    w("withdrawn", "AK", record=r(2), stage=TA)
    w.says("AK", 1, "include")
    w("merged", record=r(2), other=r(1), value="doi")
    assert w.state.first_decisions(r(1), TA)["AK"].value == "unsure"


def test_of_two_resolutions_the_last_counts_and_both_lapse_with_what_they_settled(w):
    for one, reason in ((1, "P1"), (2, "P2")):
        w.says("AK", one, "unsure")
        w("resolved", "CM", record=r(one), stage=TA, value="exclude", reason=reason)
    w("merged", record=r(2), other=r(1), value="doi")
    assert w.state.reasons(r(1), TA) == ("P2",)
    w("withdrawn", "AK", record=r(1), stage=TA)
    assert w.state.outcome(r(1), TA) == "pending"


def test_records_merged_before_are_kept_distinct_too(w):
    w("distinct", "AK", record=r(1), other=r(2))
    w("merged", record=r(2), other=r(3), value="doi")
    refused(
        lambda: w("merged", record=r(3), other=r(1), value="doi"),
        "AK said in line 9 that R000002 and R000001 are no duplicates",
    )
    w("merged", record=r(3), other=r(1), value="by hand")
    w("parted", record=r(3), other=r(1))
    w("merged", record=r(3), other=r(1), value="doi")
