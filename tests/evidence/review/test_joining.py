"""Two reviewers who worked apart come together."""

import shutil

import pytest
from tests.evidence.review.made_review import PROTOCOL, at, made_review, record, write_export

from hanse.errors import InputError
from hanse.evidence.review import (
    Entry,
    freeze_protocol,
    import_export,
    join_reviews,
    merge_duplicates,
    open_review,
)

STAGE = "title-abstract"


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def two(tmp_path):
    ours = made_review(tmp_path / "ours")
    shutil.copytree(ours.folder, tmp_path / "theirs")
    return ours, open_review(tmp_path / "theirs")


def decide(review, person, values, minute=20):
    entries = [Entry("decided", record, "hand", STAGE, value) for record, value in values.items()]
    review.commit(entries, person=person, at=at(minute))


def test_decisions_of_both_are_there_and_conflicts_are_listed(two):
    ours, theirs = two
    decide(ours, "ann", {"R000003": "include", "R000004": "exclude"})
    decide(theirs, "ben", {"R000003": "exclude", "R000004": "exclude"}, 15)
    joined, found = join_reviews(ours, theirs.folder)
    assert (found.events, found.people) == (2, ("ben",))
    assert [one.record for one in found.conflicts] == ["R000003"]
    assert "R000003, title-abstract: ben exclude, ann include" in str(found)
    assert joined.state.outcome("R000004", STAGE) == "exclude"
    assert [e.at for e in joined.log.events] == sorted(e.at for e in joined.log.events)


def test_joining_twice_and_looking_only_change_nothing(two):
    ours, theirs = two
    decide(theirs, "ben", {"R000003": "exclude"})
    before = contents(ours.folder)
    _, looked = join_reviews(ours, theirs.folder, apply=False)
    assert looked.events == 1
    assert contents(ours.folder) == before
    joined, _ = join_reviews(ours, theirs.folder)
    after = contents(joined.folder)
    again, found = join_reviews(joined, theirs.folder)
    assert str(found) == "Nothing new in the other folder."
    assert contents(again.folder) == after


def test_the_other_folder_is_never_changed(two):
    ours, theirs = two
    decide(ours, "ann", {"R000003": "include"})
    decide(theirs, "ben", {"R000003": "exclude"})
    before = contents(theirs.folder)
    join_reviews(ours, theirs.folder)
    assert contents(theirs.folder) == before


def test_an_import_of_one_side_comes_with_its_files(two, tmp_path):
    ours, theirs = two
    decide(ours, "ann", {"R000003": "include"}, 10)
    path = write_export(tmp_path, "more.ris", [record(70)])
    import_export(theirs, path, source="scopus", person="ben", at=at(11))
    merge_duplicates(theirs, at=at(12))
    joined, found = join_reviews(ours, theirs.folder)
    assert found.files == ("imports/I03",)
    assert joined.records["R000016"].title == record(70).title


def test_a_version_frozen_on_the_other_side_comes_with_its_protocol(two):
    ours, theirs = two
    path = theirs.folder / "protocol.toml"
    text = path.read_text(encoding="utf-8").replace("No industrial cluster", "Not a cluster")
    path.write_text(text, encoding="utf-8")
    freeze_protocol(open_review(theirs.folder), because="clearer", person="ben", at=at(11))
    joined, found = join_reviews(ours, theirs.folder)
    assert found.files == ("protocol/2.toml",)
    assert joined.protocol.version == 2
    assert joined.protocol.criteria[0].text == "Not a cluster"


def test_one_person_in_both_folders_is_an_error(two):
    ours, theirs = two
    decide(ours, "ann", {"R000003": "include"})
    decide(theirs, "ann", {"R000004": "exclude"})
    before = contents(ours.folder)
    with pytest.raises(InputError, match="ann"):
        join_reviews(ours, theirs.folder)
    assert contents(ours.folder) == before


def test_a_decision_on_what_the_other_side_merged_away_is_an_error(two, tmp_path):
    ours, theirs = two
    from hanse.evidence.review import judge_pair

    judge_pair(ours, "R000015", "R000003", is_same=True, why="", person="ann", at=at(10))
    decide(theirs, "ben", {"R000015": "include"})
    before = contents(ours.folder)
    with pytest.raises(InputError) as error:
        join_reviews(ours, theirs.folder)
    assert "R000015" in str(error.value)
    assert "R000003" in str(error.value)
    assert contents(ours.folder) == before


@pytest.mark.parametrize("where", ["protocol.toml", "coding/frame.ann.csv"])
def test_files_that_differ_are_an_error(two, where):
    ours, theirs = two
    for review, text in ((ours, "a"), (theirs, "b")):
        path = review.folder / where
        path.parent.mkdir(exist_ok=True)
        if where == "protocol.toml":
            path.write_text(PROTOCOL.replace("No industrial", f"Reason {text}"), encoding="utf-8")
            continue
        path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="differs in the two folders"):
        join_reviews(open_review(ours.folder), theirs.folder)


def test_the_folder_itself_and_a_stranger_are_refused(two, tmp_path):
    ours, _ = two
    with pytest.raises(InputError, match="both are one folder"):
        join_reviews(ours, ours.folder)
    (tmp_path / "x").mkdir()
    other = made_review(tmp_path / "x" / "review", n=5)
    with pytest.raises(InputError):
        join_reviews(ours, other.folder)
