"""Importing into a review: all or nothing, and what is new against what was there."""

import pytest
from tests.evidence.review.made_review import at, record, write_export

from hanse.errors import InputError
from hanse.evidence.review import changes_of, import_export, log_search, open_review
from hanse.evidence.review import importing as importing_module


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_every_record_has_its_event_its_place_and_its_file(empty, tmp_path):
    path = write_export(tmp_path, "a.ris", [record(0), record(1)])
    found = import_export(empty, path, source="scopus", person="ann", at=at(1))
    assert (found.id, found.new, found.seen) == ("I01", ("R000001", "R000002"), ())
    kept = empty.folder / "imports" / "I01"
    assert (kept / "a.ris").read_bytes() == path.read_bytes()
    again = open_review(empty.folder)
    assert [one.title for one in again.records.values()] == [record(0).title, record(1).title]
    event = next(e for e in again.log.events if e.event == "identified")
    assert (event.record, event.other, event.note) == ("R000001", "I01", "line 1")


def test_damaged_records_are_told_with_their_place_and_the_others_kept(empty, tmp_path):
    path = tmp_path / "b.bib"
    path.write_text(
        "@article{a, title={One}, year={2001}}\n@article{b, title={Two\n"
        "@article{c, title={Three}, year={2003}}\n",
        encoding="utf-8",
    )
    found = import_export(empty, path, source="scopus", person="ann", at=at(1))
    assert found.kept + len(found.rejected) == 3
    assert found.rejected[0][0] == 2
    assert "b.bib, line 2" in str(found)
    assert [one.import_id for one in empty.state.rejected] == ["I01"]
    rejected = (empty.folder / "imports" / "I01" / "rejected.csv").read_text(encoding="utf-8")
    assert rejected.splitlines()[1].startswith("2,")


def test_hits_that_did_not_come_are_said(empty, tmp_path):
    log_search(empty, source="scopus", hits=5, day="2026-03-01", person="ann", at=at(1))
    path = write_export(tmp_path, "a.ris", [record(0), record(1)])
    found = import_export(empty, path, source="scopus", person="ann", at=at(2))
    assert "The search showed 5 hits, the file has 2: 3 hits did not come" in str(found)


def test_the_same_file_twice_is_refused(empty, tmp_path):
    path = write_export(tmp_path, "a.ris", [record(0)])
    import_export(empty, path, source="scopus", person="ann", at=at(1))
    before = contents(empty.folder)
    with pytest.raises(InputError, match=r"a\.ris: the same file was imported from scopus before"):
        import_export(empty, path, source="scopus", person="ann", at=at(2))
    assert contents(empty.folder) == before


def test_a_second_export_shows_new_changed_and_retracted_records_only(review, tmp_path):
    records = [record(i) for i in range(12)]
    records[2] = record(2, title=f"RETRACTED: {record(2).title}")
    records[4] = record(4, year=1990)
    records += [record(20), record(21)]
    path = write_export(tmp_path, "later.ris", records)
    found = import_export(review, path, source="scopus", person="ann", at=at(9))
    assert len(found.new) == 2
    assert len(found.seen) == 12
    assert {one.record: one.fields for one in found.changed} == {
        "R000003": ("title",),
        "R000005": ("year",),
    }
    assert found.retracted == ("R000003",)
    assert len(review.state.standing) == 13 + 2
    told = changes_of(review)
    assert set(told.new) == set(found.new)
    assert [one.record for one in told.retracted] == ["R000003"]
    assert told.positions == {"R000003": "awaiting screening", "R000005": "awaiting screening"}
    third = write_export(tmp_path, "third.ris", [*records, record(22)])
    last = import_export(review, third, source="scopus", person="ann", at=at(10))
    assert (len(last.new), last.changed, last.retracted) == (1, (), ())


def test_new_records_come_by_past_decisions(review, tmp_path):
    session = review_screened(review)
    assert session == 13
    path = write_export(tmp_path, "later.ris", [record(i) for i in (31, 30, 33, 32)])
    import_export(review, path, source="scopus", person="ann", at=at(30))
    told = changes_of(review, person="ann")
    assert told.is_ranked
    tops = [review.records[one].title[:9] for one in told.new]
    assert tops == ["Exporting", "Exporting", "Hospital ", "Hospital "]


def review_screened(review):
    from hanse.evidence.review import ScreeningSession

    session, n = ScreeningSession(review, person="ann"), 0
    while (card := session.next()) is not None:
        is_in = card.merged.record.title.startswith("Exporting")
        session.decide(card.record, "include" if is_in else "exclude", how=card.how, at=at(10 + n))
        n += 1
    return n


def test_nothing_is_half_imported_where_the_log_refuses(empty, tmp_path, monkeypatch):
    path = write_export(tmp_path, "a.ris", [record(0)])
    before = contents(empty.folder)

    def broken(*given, **more):
        raise OSError("the disk is full")

    monkeypatch.setattr("hanse.evidence.review.folder.append_events", broken)
    with pytest.raises(OSError, match="disk is full"):
        import_export(empty, path, source="scopus", person="ann", at=at(1))
    assert contents(empty.folder) == before
    assert len(empty.state.records) == 0


def test_a_folder_of_an_import_that_was_never_committed_is_moved_aside(empty, tmp_path):
    left = empty.folder / "imports" / "I01"
    left.mkdir(parents=True)
    (left / "records.csv").write_text("half", encoding="utf-8")
    path = write_export(tmp_path, "a.ris", [record(0)])
    import_export(empty, path, source="scopus", person="ann", at=at(1))
    assert len(open_review(empty.folder).records) == 1
    kept = empty.folder / "imports" / "I01.left-1" / "records.csv"
    assert kept.read_text(encoding="utf-8") == "half"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"source": "scopsu"}, "there is no source 'scopsu'. Did you mean 'scopus'?"),
        ({"format": "bibtex"}, "a.ris"),
        ({"path": "none.ris"}, "cannot be read"),
    ],
)
def test_what_cannot_be_imported_is_said_and_nothing_is_written(empty, tmp_path, change, message):
    path = write_export(tmp_path, "a.ris", [record(0)])
    asked = {"source": "scopus", "person": "ann", "at": at(1), "format": None, **change}
    path = tmp_path / asked.pop("path", path.name)
    before = contents(empty.folder)
    with pytest.raises(InputError) as error:
        import_export(empty, path, **asked)
    assert message in str(error.value)
    assert contents(empty.folder) == before


def test_a_missing_or_foreign_table_of_records_is_an_error(review):
    path = review.folder / "imports" / "I02" / "records.csv"
    text = path.read_text(encoding="utf-8")
    path.unlink()
    with pytest.raises(InputError, match=r"there is no records\.csv of import I02"):
        _ = open_review(review.folder).records
    path.write_text("\n".join(text.splitlines()[:-1]) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"R000015 is in events\.csv and in no records\.csv"):
        _ = open_review(review.folder).records


def test_the_rule_for_records_seen_before_is_named_in_the_log(review, tmp_path):
    path = write_export(tmp_path, "later.ris", [record(0), record(40)])
    import_export(review, path, source="scopus", person="ann", at=at(9))
    assert [one.rule for one in review.state.merges][-1] == importing_module.SEEN
