"""Duplicates of a review: merged by rules, judged by people, undone."""

import pytest
from tests.evidence.review.made_review import at, record, write_export

from hanse.errors import InputError
from hanse.evidence.review import (
    Entry,
    doubtful_pairs,
    import_export,
    judge_pair,
    merge_duplicates,
    open_review,
    undo_merge,
)


def decide(review, record, value, person="ann"):
    entry = Entry("decided", record, "hand", "title-abstract", value)
    review.commit([entry], person=person, at=at(20))


def test_rules_merge_across_sources_and_sign_for_it(review):
    assert review.state.members("R000001") == ("R000001", "R000013")
    assert review.state.members("R000002") == ("R000002", "R000014")
    merges = review.state.merges
    assert {one.person for one in merges} == {"hanse"}
    assert all(one.reason and one.score for one in merges)


def test_merging_again_brings_nothing_new(review):
    before = len(review.log.events)
    found = merge_duplicates(review, at=at(9))
    assert (found.merges, found.links, len(review.log.events)) == ((), (), before)
    assert found.standing == 13


def test_the_merged_record_has_what_either_had(review):
    made = review.merged("R000013")
    assert made.record.id == "R000001"
    assert made.record.doi == "10.5555/case.0"
    assert made.provenance["doi"] == "R000001"


def test_an_undone_merge_stays_undone(review):
    kept = undo_merge(review, "R000013", why="another town", person="ann", at=at(9))
    assert kept == "R000001"
    assert review.state.representative("R000013") == "R000013"
    merge_duplicates(review, at=at(10))
    assert review.state.representative("R000013") == "R000013"
    assert not doubtful_pairs(review) or all(
        {one.first, one.second} != {"R000001", "R000013"} for one in doubtful_pairs(review)
    )


def test_a_person_merges_by_hand_and_the_earlier_one_stands(review):
    judge_pair(review, "R000015", "R000005", is_same=True, why="seen", person="ben", at=at(9))
    assert review.state.representative("R000015") == "R000005"
    merge = review.state.merges[-1]
    assert (merge.rule, merge.person, merge.reason) == ("by hand", "ben", "seen")


def test_who_was_decided_on_stands(review):
    decide(review, "R000015", "include")
    judge_pair(review, "R000005", "R000015", is_same=True, why="", person="ann", at=at(21))
    assert review.state.representative("R000005") == "R000015"


def test_records_that_were_decided_differently_are_not_merged_by_rules(review, tmp_path):
    path = write_export(tmp_path, "more.ris", [record(60), record(61)])
    import_export(review, path, source="lists", person="ann", at=at(5))
    again = write_export(tmp_path, "again.ris", [record(60, accession="Z1")])
    import_export(review, again, source="scopus", person="ann", at=at(6))
    for person in ("ann", "ben"):
        decide(review, "R000016", "include", person)
        decide(review, "R000018", "exclude", person)
    found = merge_duplicates(review, at=at(21))
    assert [(one.removed, one.kept) for one in found.held_back] == [("R000018", "R000016")]
    assert "not merged: R000018 and R000016" in str(found)
    assert review.state.representative("R000018") == "R000018"


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (
            lambda r: judge_pair(
                r, "R000001", "R000013", is_same=True, why="", person="ann", at=at(9)
            ),
            "R000001 and R000013 are one already. Part them first",
        ),
        (
            lambda r: judge_pair(
                r, "R000001", "R000099", is_same=True, why="", person="ann", at=at(9)
            ),
            "R000099",
        ),
        (
            lambda r: undo_merge(r, "R000003", why="", person="ann", at=at(9)),
            "R000003 was not merged into another record. Nothing was merged into it either.",
        ),
        (
            lambda r: undo_merge(r, "R000001", why="", person="ann", at=at(9)),
            "Merged into it: R000013; name one of these.",
        ),
    ],
)
def test_what_cannot_be_judged_is_said(review, act, message):
    before = (review.folder / "events.csv").read_bytes()
    with pytest.raises(InputError) as error:
        act(review)
    assert message in str(error.value)
    assert (review.folder / "events.csv").read_bytes() == before


def test_a_decision_on_a_record_that_was_merged_away_names_the_one_that_stands(review):
    with pytest.raises(InputError, match="R000001"):
        decide(review, "R000013", "include")
    assert len(open_review(review.folder).log) == len(review.log)
