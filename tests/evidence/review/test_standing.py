"""Founding, decisions, status, conflicts, agreement, history and export of a review."""

import pytest
from tests.evidence.review.made_review import PROTOCOL, at, frozen, record, write_export

from hanse.errors import InputError
from hanse.evidence.records import read_records
from hanse.evidence.review import (
    Entry,
    agreement_at,
    conflicts_of,
    due_searches,
    export_records,
    freeze_protocol,
    history_of,
    import_export,
    link_reports,
    log_search,
    new_review,
    note_full_text,
    open_review,
    publish,
    records_at,
    resolve,
    restore,
    set_aside,
    status_of,
)

STAGE = "title-abstract"


def decide(review, person, record, value, reason="", stage=STAGE, minute=20):
    entry = Entry("decided", record, "hand", stage, value, reason)
    review.commit([entry], person=person, at=at(minute))


def both(review, record, first, second, reason=""):
    decide(review, "ann", record, first, reason if first == "exclude" else "")
    decide(review, "ben", record, second, reason if second == "exclude" else "")


def test_a_new_review_can_be_opened_and_frozen_at_once(tmp_path):
    folder = new_review(tmp_path / "r", title="Clusters abroad")
    review = open_review(folder)
    assert review.protocol.title == "Clusters abroad"
    made, change = freeze_protocol(review, because="first", person="A", at=at(1))
    assert (made.protocol.version, change.version) == (1, 1)
    assert (folder / "protocol" / "1.toml").read_bytes() == (folder / "protocol.toml").read_bytes()
    assert made.state.required(STAGE) == 2
    assert 'review = "."' in (folder / "hanse.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["", "   "])
def test_a_review_needs_a_title(tmp_path, name):
    with pytest.raises(InputError, match="the title is empty"):
        new_review(tmp_path / "r", title=name)


def test_a_folder_with_files_or_a_review_is_left_alone(tmp_path):
    folder = new_review(tmp_path / "r", title="T")
    with pytest.raises(InputError, match="holds a review already"):
        new_review(folder, title="T")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="is not empty"):
        new_review(tmp_path / "full", title="T")
    with pytest.raises(InputError, match="there is no folder"):
        new_review(tmp_path / "no" / "r", title="T")
    with pytest.raises(InputError, match="hanse review new"):
        open_review(tmp_path / "none")
    with pytest.raises(InputError, match=r"there is no protocol\.toml"):
        open_review(tmp_path / "full")


def test_a_changed_protocol_becomes_the_next_version(empty):
    path = empty.folder / "protocol.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("full-text = 1", "full-text = 2"), encoding="utf-8")
    made, _ = freeze_protocol(
        open_review(empty.folder), because="two pairs of eyes", person="ann", at=at(5)
    )
    assert made.state.required("full-text") == 2
    amended = made.state.amendments[-1]
    assert (amended.version, amended.reason.split(":")[0]) == (2, "two pairs of eyes")
    with pytest.raises(InputError, match="nothing changed since version 2"):
        freeze_protocol(made, because="", person="ann", at=at(6))


def test_comments_alone_need_no_new_version(empty):
    path = empty.folder / "protocol.toml"
    path.write_text("# a remark\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    review = open_review(empty.folder)
    log_search(review, source="scopus", hits=3, day="2026-03-01", person="ann", at=at(5))
    assert review.state.searches[-1].hits == 3


def test_searches_that_are_due_are_named(review):
    found = due_searches(review, as_of="2026-04-01")
    assert {one.source: one.is_due for one in found.rows}["scopus"] is False


def test_status_counts_every_record_once(review):
    both(review, "R000003", "include", "include")
    both(review, "R000004", "exclude", "exclude", "E1")
    both(review, "R000005", "include", "exclude", "E1")
    found = status_of(review)
    assert sum(found.positions.values()) == 15
    assert found.positions["duplicate"] == 2
    assert found.positions["conflict at screening"] == 1
    ann = next(one for one in found.people if (one.person, one.stage) == ("ann", STAGE))
    assert (ann.decided, ann.open) == (3, 10)
    assert "1 conflict to settle at title-abstract." in str(found)


def test_conflicts_name_the_criterion_behind_them(review):
    both(review, "R000003", "include", "exclude", "E1")
    both(review, "R000004", "exclude", "include", "E1")
    both(review, "R000005", "exclude", "include")
    resolve(review, "R000003", stage=STAGE, value="include", person="cai", at=at(21))
    found = conflicts_of(review, STAGE)
    assert [one.record for one in found.open] == ["R000004", "R000005"]
    assert found.settled == 1
    assert found.criteria == (("E1", 2, 1), ("no criterion", 1, 0))
    with pytest.raises(InputError):
        resolve(review, "R000006", stage=STAGE, value="include", person="cai", at=at(22))


def test_agreement_is_of_what_was_said_first(review):
    for n in range(3, 9):
        both(review, f"R{n:06d}", "include", "exclude" if n == 3 else "include")
    withdrawn = [Entry("withdrawn", "R000003", stage=STAGE)]
    review.commit(withdrawn, person="ben", at=at(21))
    decide(review, "ben", "R000003", "include", minute=22)
    found = agreement_at(review, STAGE)
    assert found.observed == pytest.approx(5 / 6)
    assert found.get("Cohen's kappa").value == pytest.approx(0.0)
    assert agreement_at(review, "full-text").get("Fleiss' kappa").reason


def test_the_history_of_a_record_has_every_line_of_its_group(review):
    both(review, "R000001", "include", "include")
    found = history_of(review, "R000013")
    assert (found.representative, found.members) == ("R000001", ("R000001", "R000013"))
    assert [e.event for e in found.events] == [
        "identified",
        "identified",
        "merged",
        "decided",
        "decided",
    ]
    text = str(found)
    for event in found.events:
        assert f"line {event.number + 1}:" in text
    with pytest.raises(InputError, match="R000099"):
        history_of(review, "R000099")


def test_the_included_go_out_as_one_record_each(review, tmp_path):
    both(review, "R000001", "include", "include")
    note_full_text(review, "R000001", found="texts/1.pdf", person="ann", at=at(21))
    decide(review, "cai", "R000001", "include", stage="full-text", minute=22)
    chosen = records_at(review, "included")
    assert [one.id for one in chosen] == ["R000001"]
    for name in ("a.ris", "a.bib", "a.csv"):
        read = read_records(export_records(chosen, tmp_path / name))
        assert [one.record.title for one in read.records] == [record(0).title]
    with pytest.raises(InputError, match=r"End it in \.ris, \.bib or \.csv"):
        export_records(chosen, tmp_path / "a.docx")
    with pytest.raises(InputError, match=r"there is no position 'inclded'\. Did you mean"):
        records_at(review, "inclded")
    assert [one.id for one in records_at(review, "duplicate")] == ["R000013", "R000014"]


def test_full_texts_are_found_or_missing_and_one_of_the_two_is_said(review):
    both(review, "R000003", "include", "include")
    with pytest.raises(InputError, match="say where the full text is"):
        note_full_text(review, "R000003", person="ann", at=at(21))
    note_full_text(review, "R000003", missing="no copy", person="ann", at=at(21))
    assert review.state.position("R000003") == "not retrieved"
    with pytest.raises(InputError):
        note_full_text(review, "R000004", found="x", person="ann", at=at(22))


def test_records_are_set_aside_and_taken_in_again(review):
    set_aside(review, ["R000003"], kind="other", why="a test", person="ann", at=at(20))
    assert review.state.position("R000003") == "removed"
    restore(review, ["R000003"], why="a mistake", person="ann", at=at(21))
    assert review.state.position("R000003") == "awaiting screening"


def test_reports_of_one_study_count_as_one(review):
    for name in ("R000003", "R000005"):
        both(review, name, "include", "include")
        decide(review, "cai", name, "include", stage="full-text", minute=22)
    link_reports(review, "R000003", "R000005", kind="same-study", why="", person="cai", at=at(23))
    assert review.state.studies == (("R000003", "R000005"),)
    publish(review, version="2026", person="ann", at=at(24))
    assert review.state.previous == ("R000003", "R000005")


def test_a_clock_that_went_back_counts_as_the_last_time(review):
    decide(review, "ann", "R000003", "include", minute=20)
    decide(review, "ann", "R000004", "include", minute=10)
    assert review.log.events[-1].at == at(20)


def test_two_who_write_at_once_are_kept_apart(review):
    other = open_review(review.folder)
    decide(other, "ben", "R000003", "include")
    before = (review.folder / "events.csv").read_bytes()
    with pytest.raises(InputError):
        decide(review, "ann", "R000003", "include")
    assert (review.folder / "events.csv").read_bytes() == before
    assert len(review.log) == len(other.log) - 1


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("anne", "there is no person 'anne'. Did you mean 'ann'"),
        ("", "nobody is named. Say who does it: ann, ben, cai."),
    ],
)
def test_who_does_it_has_to_be_known(review, given, message):
    with pytest.raises(InputError) as error:
        review.person(given)
    assert message in str(error.value)


def test_the_only_person_need_not_be_named(tmp_path):
    text = PROTOCOL
    for block in (
        '[[people]]\nid = "ben"\nname = "Ben Dahl"\n',
        '[[people]]\nid = "cai"\nname = "Cai Holm"\n',
    ):
        text = text.replace(block, "")
    review = frozen(tmp_path / "r", text.replace("title-abstract = 2", "title-abstract = 1"))
    assert review.person("") == "ann"


def test_the_frozen_file_that_is_missing_is_named(review):
    (review.folder / "protocol" / "1.toml").unlink()
    with pytest.raises(InputError, match=r"there is no protocol/1\.toml"):
        due_searches(review, as_of="2026-04-01")


def test_imports_of_one_source_do_not_touch_another(review, tmp_path):
    path = write_export(tmp_path, "x.ris", [record(3, accession="", doi="")])
    found = import_export(review, path, source="lists", person="ann", at=at(9))
    assert found.seen == ()


def test_different_reasons_to_exclude_are_listed(review):
    text = (review.folder / "protocol.toml").read_text(encoding="utf-8")
    more = '\n[[criteria]]\nid = "E3"\nkind = "exclude"\ntext = "Not in scope"\n'
    (review.folder / "protocol.toml").write_text(text + more, encoding="utf-8")
    review, _ = freeze_protocol(open_review(review.folder), because="", person="ann", at=at(9))
    decide(review, "ann", "R000003", "exclude", "E1")
    decide(review, "ben", "R000003", "exclude", "E3")
    found = conflicts_of(review, STAGE)
    assert found.reasons_differ == (("R000003", ("E1", "E3")),)
    assert "Excluded by all, for different criteria:" in str(found)


def test_a_reason_belongs_to_what_is_decided(review):
    both(review, "R000003", "include", "exclude", "E1")
    with pytest.raises(InputError, match="E1 is no reason to include"):
        resolve(
            review, "R000003", stage=STAGE, value="include", reason="E1", person="cai", at=at(9)
        )


def test_a_frozen_version_that_was_changed_is_an_error(review):
    path = review.folder / "protocol" / "1.toml"
    path.write_text(path.read_text(encoding="utf-8") + "# later\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"protocol/1\.toml: it was changed after it was frozen"):
        log_search(review, source="scopus", hits=3, day="2026-03-01", person="ann", at=at(9))
