"""Sentences of the review that no other test holds to."""

import csv
import shutil
from pathlib import Path

import numpy as np
import pytest
from tests.evidence.review.made_review import (
    PROTOCOL,
    at,
    frozen,
    made_review,
    record,
    write_export,
)

from hanse.cli.review_screen import ScreeningScreen
from hanse.errors import InputError
from hanse.evidence.records import BibliographicRecord
from hanse.evidence.review import (
    Entry,
    ScreeningSession,
    changed_fields,
    changes_of,
    check_frozen,
    checklist_of,
    conflicts_of,
    doubtful_pairs,
    due_searches,
    end_screening,
    export_records,
    freeze_protocol,
    history_of,
    import_export,
    is_retracted,
    join_reviews,
    judge_pair,
    log_search,
    merge_duplicates,
    note_full_text,
    open_review,
    read_screening_sheet,
    recall_of_sample,
    records_at,
    resolve,
    resume_screening,
    screening_labels,
    seen_before,
    stage_history,
    status_of,
    stop_check,
    text_index,
    write_screening_sheet,
)
from hanse.evidence.review import (
    draw_random as draw_some,
)

STAGE, FULL = "title-abstract", "full-text"
ALONE = PROTOCOL.replace("title-abstract = 2", "title-abstract = 1")


def draw_random(review, stage=STAGE, **more):
    """Draw all that is left, also where nothing relevant is found yet."""
    history = stage_history(review, stage)
    size = history.n_records - history.screened
    return draw_some(review, stage, **{"size": size, **more})


def name(n):
    return f"R{n:06d}"


def said(review, person, values, stage=STAGE, minute=20, reason=""):
    entries = [
        Entry("decided", one, "hand", stage, value, reason if value == "exclude" else "")
        for one, value in values.items()
    ]
    review.commit(entries, person=person, at=at(minute))


def some(folder, n=12, protocol=ALONE):
    folder.mkdir(exist_ok=True)
    review = frozen(folder / "review", protocol)
    path = write_export(folder, "a.ris", [record(i) for i in range(n)])
    import_export(review, path, source="scopus", person="ann", at=at(1))
    return review


def late(tmp_path, review, records, source="lists", minute=10, file="late.ris"):
    path = write_export(tmp_path, file, records)
    return import_export(review, path, source=source, person="ann", at=at(minute))


# ending


def test_labels_stand_in_the_order_in_which_they_were_settled(tmp_path):
    review = some(tmp_path)
    said(review, "ann", {"R000005": "exclude", "R000001": "include", "R000003": "exclude"})
    assert stage_history(review, STAGE).included == (False, True, False)


def test_a_resolution_settles_when_it_was_made(tmp_path):
    review = some(tmp_path, protocol=PROTOCOL)
    said(review, "ann", {"R000001": "include", "R000002": "exclude"})
    said(review, "ben", {"R000001": "exclude", "R000002": "exclude"})
    assert stage_history(review, STAGE).included == (False,)
    resolve(review, "R000001", stage=STAGE, value="include", person="cai", at=at(21))
    assert stage_history(review, STAGE).included == (False, True)


def test_a_sample_counts_in_the_order_of_the_draw(tmp_path):
    review = some(tmp_path)
    order = draw_random(review, seed=3, person="ann", at=at(2))
    assert list(review.state.samples["S1"].records) == list(order) != sorted(order)
    said(review, "ann", {order[0]: "exclude", order[2]: "include"})
    one = stage_history(review, STAGE).samples[0]
    assert (one.screened, one.relevant) == (1, 0)


def test_the_draw_hangs_on_the_seed(tmp_path):
    found = []
    for n, seed in enumerate((3, 3, 4)):
        review = some(tmp_path / str(n))
        found.append(draw_random(review, seed=seed, person="ann", at=at(2)))
    assert found[0] == found[1] != found[2]
    assert f"seed {seed} of 12" in review.log.events[-1].note


def test_records_imported_after_a_draw_stay_open_at_the_end(tmp_path):
    review = some(tmp_path)
    draw_random(review, person="ann", at=at(2))
    late(tmp_path, review, [record(30)])
    _, left = end_screening(review, because="x", person="ann", at=at(11))
    assert "R000013" not in left
    assert review.state.standing == ("R000013",)


def test_blanks_are_no_reason_and_half_decided_records_are_named(tmp_path):
    review = some(tmp_path, protocol=PROTOCOL)
    with pytest.raises(InputError, match="the rule does not say stop"):
        end_screening(review, because="  ", person="ann", at=at(11))
    said(review, "ann", {"R000004": "include"})
    with pytest.raises(InputError, match=r"1 record with some .* 0 conflicts .* such as R000004"):
        end_screening(review, because="x", person="ann", at=at(21))


def test_the_rule_has_the_recall_and_the_confidence_of_the_protocol(tmp_path):
    text = ALONE.replace("recall = 0.95", "recall = 0.9").replace(
        "confidence = 0.95", "confidence = 0.8"
    )
    review = some(tmp_path, protocol=text)
    check = stop_check(review)
    assert (check.recall, check.confidence) == (0.9, 0.8)
    draw_random(review, size=1, person="ann", at=at(2))
    said(review, "ann", {review.state.samples["S1"].records[0]: "include"})
    assert recall_of_sample(review).confidence == 0.8


def test_nothing_is_drawn_or_ended_before_the_protocol_is_frozen(tmp_path):
    review = some(tmp_path)
    path = review.folder / "protocol.toml"
    path.write_text(path.read_text().replace("No industrial", "Not an"))
    again = open_review(review.folder)
    for act in (draw_random, end_screening):
        with pytest.raises(InputError, match="differs from version 1"):
            act(again, person="ann", at=at(2))


def test_the_own_unsure_of_a_person_counts_as_not_screened(tmp_path):
    review = some(tmp_path, protocol=PROTOCOL)
    said(review, "ann", {"R000001": "unsure", "R000002": "include"})
    assert stage_history(review, STAGE, person="ann").included == (True,)


# session


def test_a_ranking_learns_in_the_order_of_the_last_words_and_not_from_others(review):
    said(review, "ann", {"R000003": "include"})
    said(review, "ann", {"R000004": "exclude"}, minute=21)
    said(review, "ben", {"R000004": "exclude"}, minute=22)
    said(review, "ben", {"R000003": "include"}, minute=23)
    assert list(screening_labels(review, "cai", STAGE)) == ["R000004", "R000003"]
    said(review, "ben", {"R000005": "include"}, minute=24)
    assert "R000005" not in screening_labels(review, "ann", STAGE)


def play(session, value, minute=30):
    card = session.next()
    session.decide(card.record, value, how=card.how, at=at(minute))
    return card


def test_the_ranking_is_learnt_again_while_one_screens(tmp_path):
    review = some(tmp_path, n=24)
    session = ScreeningSession(review, person="ann")
    assert session.next().how == "random"
    for _ in range(23):
        card = session.next()
        is_in = card.merged.record.title.startswith("Exporting")
        session.decide(card.record, "include" if is_in else "exclude", how=card.how, at=at(30))
    hows = [e.other for e in review.log.events if e.event == "decided"]
    assert hows[0] == "random"
    assert hows[-1] == "ranked"
    assert hows.index("ranked") < 12


def test_undo_counts_back_and_takes_one_decision_only(review):
    session = ScreeningSession(review, person="ann", order="order")
    play(session, "include")
    play(session, "exclude")
    assert session.next().done == 2
    session.undo(at=at(31))
    card = session.next()
    assert (card.record, card.done, card.left) == ("R000002", 1, 12)
    assert session.undo(at=at(32)) == "R000001"


def test_what_is_taken_back_or_unsure_is_not_learnt_from(review):
    session = ScreeningSession(review, person="ann")
    for value in ("include", "unsure"):
        play(session, value)
    play(session, "exclude")
    assert session.next().how == "ranked"
    session.undo(at=at(31))
    session.learn_again()
    assert session.next().how == "random"


def test_an_index_that_is_not_kept_writes_nothing(review):
    text_index(review, keep=False)
    changes_of(review, keep_index=False)
    assert not (review.folder / ".index").exists()


def test_a_random_order_goes_on_where_it_was_left(review):
    whole = ScreeningSession(review, person="ben", order="random", seed=2)
    shuffled = np.random.default_rng(2).permutation(sorted(review.state.standing))
    order = [play(whole, "include").record for _ in range(13)]
    assert order == list(shuffled)
    first = ScreeningSession(review, person="cai", order="random", seed=2)
    begun = [play(first, "include").record for _ in range(3)]
    rest = ScreeningSession(review, person="cai", order="random", seed=2)
    assert [*begun, rest.next().record] == order[:4]


# changes


def test_each_import_has_its_own_changes_and_the_last_is_told(review, tmp_path):
    changed = [record(4, year=1990), record(6, title=f"RETRACTED: {record(6).title}")]
    late(tmp_path, review, changed, "scopus")
    late(tmp_path, review, [record(8, year=1991)], "scopus", 11, "b.ris")
    told = changes_of(review)
    assert (told.id, [one.record for one in told.changed], told.retracted) == (
        "I04",
        ["R000009"],
        (),
    )
    assert [one.again for one in changes_of(review, "I03").changed] == ["R000016", "R000017"]
    assert len(changes_of(review, "I03").retracted) == 1
    assert changes_of(review, "I03").known == 2


def test_new_records_are_ranked_by_the_person_who_asks(review, tmp_path):
    said(review, "ann", {"R000003": "include", "R000004": "exclude"})
    late(tmp_path, review, [record(31), record(30)], minute=21)
    assert changes_of(review, person="ann").is_ranked
    assert not changes_of(review, person="ben").is_ranked
    assert not changes_of(review).is_ranked


# comparison


def test_what_passes_is_no_change_and_keys_need_a_title():
    old = BibliographicRecord(title="A", url="x", database="Scopus", notes=("n",))
    new = BibliographicRecord(title="A", url="y", database="WoS", notes=("n",))
    assert changed_fields(old, new) == ()
    one = BibliographicRecord(id="R1", title="A", doi="10.1/a", pmid="7", authors=("B, C",))
    for more in ({"doi": "10.1/a"}, {"pmid": "7"}):
        assert seen_before([BibliographicRecord(id="R2", title="Other", **more)], [one]) == {}
        assert seen_before([BibliographicRecord(id="R2", title="a.", **more)], [one]) == {
            "R2": "R1"
        }
    bare = BibliographicRecord(id="R3", authors=("B, C",), year=2000)
    same = BibliographicRecord(id="R4", authors=("B, C",), year=2000)
    assert seen_before([same], [bare]) == {}
    upper = BibliographicRecord(id="R5", title="A", accession="WOS:1A")
    lower = BibliographicRecord(id="R6", title="A", accession="wos:1a")
    assert seen_before([lower], [upper]) == {"R6": "R5"}


def test_notes_and_other_tags_say_that_a_record_is_retracted():
    assert is_retracted(BibliographicRecord(title="A", notes=("Retracted Publication",)))
    assert is_retracted(BibliographicRecord(title="A", extra=(("PT", "Retracted Publication"),)))
    assert not is_retracted(BibliographicRecord(type="retraction", title="Retracted: A"))
    assert not is_retracted(BibliographicRecord(title="Why papers are retracted"))


# importing


def test_the_same_file_may_come_from_two_sources(empty, tmp_path):
    path = write_export(tmp_path, "a.ris", [record(0)])
    import_export(empty, path, source="scopus", person="ann", at=at(1))
    found = import_export(empty, path, source="lists", person="ann", at=at(2))
    assert (len(found.new), found.seen) == (1, ())


def test_hits_count_for_the_next_import_alone(empty, tmp_path):
    log_search(empty, source="scopus", hits=5, day="2026-03-01", person="ann", at=at(1))
    assert late(tmp_path, empty, [record(0)], "scopus", 2, "a.ris").hits == 5
    assert late(tmp_path, empty, [record(1)], "scopus", 3, "b.ris").hits is None


def test_what_comes_again_goes_to_the_record_that_stands(review, tmp_path):
    judge_pair(review, "R000003", "R000005", is_same=True, why="", person="ann", at=at(9))
    again = record(4, title=f"RETRACTED: {record(4).title}")
    found = late(tmp_path, review, [again], "scopus")
    assert found.retracted == ("R000003",)
    assert [one.record for one in review.state.changes] == ["R000003"]
    assert review.state.merges[-1].kept == "R000003"
    assert review.records["R000016"].title == again.title


# folder and protocol


def test_the_book_forgets_what_could_not_be_written(review):
    before = len(review.log.events)
    entries = [
        Entry("decided", "R000003", "hand", STAGE, "include"),
        Entry("decided", "R000099", "hand", STAGE, "include"),
    ]
    with pytest.raises(InputError, match="R000099"):
        review.commit(entries, person="ann", at=at(20))
    assert len(review.log.events) == before
    assert not review.state.decisions("R000003", STAGE)


def test_a_version_is_compared_with_the_one_before_it_and_says_what_is_required(empty):
    path = empty.folder / "protocol.toml"
    text = path.read_text()
    changes = [("Clusters abroad", "Second"), ("Ann Berg", "Ann B.")]
    for n, (old, new) in enumerate(changes, start=1):
        path.write_text(path.read_text().replace(old, new))
        review, change = freeze_protocol(
            open_review(empty.folder), because="x", person="ann", at=at(n)
        )
    assert "Second" not in change.reason
    assert text != path.read_text()
    kinds = [(e.stage, e.value) for e in review.log.events if e.event == "required"]
    assert kinds == [(STAGE, "2"), (FULL, "1")]


def test_the_string_of_a_search_is_that_of_the_last_version(empty):
    path = empty.folder / "protocol.toml"
    path.write_text(path.read_text().replace("Clusters abroad", "Second"))
    review, _ = freeze_protocol(open_review(empty.folder), because="", person="ann", at=at(1))
    event = log_search(review, source="scopus", hits=1, day="2026-03-01", person="ann", at=at(2))
    assert event.note == "version 2"
    assert due_searches(review, as_of="2026-03-20", most_days=10).rows[0].is_due
    assert not due_searches(review, as_of="2026-03-20", most_days=30).rows[0].is_due


# duplicates


def test_of_two_decided_records_the_earlier_stands(review):
    for one in ("R000003", "R000004"):
        said(review, "ann", {one: "include"})
    judge_pair(review, "R000004", "R000003", is_same=True, why="", person="ann", at=at(21))
    assert review.state.representative("R000004") == "R000003"


def test_a_notice_says_that_the_other_record_is_retracted(tmp_path):
    review = frozen(tmp_path / "review")
    first = record(0)
    notice = record(
        0, title=f"Retraction notice to: {first.title}", doi="10.5555/r", accession="B", pages="99"
    )
    late(tmp_path, review, [notice, first], "scopus", 1)
    found = merge_duplicates(review, at=at(2))
    assert [one.link for one in found.links] == ["retraction-notice"]
    assert list(review.state.retracted) == ["R000002"]
    before = len(review.log.events)
    merge_duplicates(review, at=at(3))
    assert len(review.log.events) == before


def test_a_pair_that_was_judged_is_not_doubtful_any_more(tmp_path):
    review = some(tmp_path, n=1)
    twin = record(0, accession="NEW", title=f"RETRACTED: {record(0).title}")
    late(tmp_path, review, [twin], "scopus")
    assert [(one.first, one.second) for one in doubtful_pairs(review)] == [("R000001", "R000002")]
    judge_pair(review, "R000001", "R000002", is_same=True, why="", person="ann", at=at(11))
    assert doubtful_pairs(review) == ()


def test_parts_that_a_person_merged_are_not_linked(tmp_path):
    review = frozen(tmp_path / "review")
    parts = [
        record(n, title=f"Exporting clusters: part {part}", authors=("Berg, A.",), year=2001)
        for n, part in enumerate(("I", "II"))
    ]
    late(tmp_path, review, parts, "scopus", 1)
    judge_pair(review, "R000001", "R000002", is_same=True, why="", person="ann", at=at(2))
    assert merge_duplicates(review, at=at(3)).links == ()


# joining


@pytest.fixture
def two(tmp_path):
    ours = made_review(tmp_path / "ours")
    shutil.copytree(ours.folder, tmp_path / "theirs")
    return ours, open_review(tmp_path / "theirs")


def test_one_folder_by_two_names_is_one(two, tmp_path, monkeypatch):
    ours, _ = two
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match="both are one folder"):
        join_reviews(ours, Path("theirs", "..", "ours"))


def test_a_version_frozen_here_is_not_disputed_by_an_older_copy(two):
    ours, theirs = two
    path = ours.folder / "protocol.toml"
    path.write_text(path.read_text().replace("Clusters abroad", "Ours"))
    ours, _ = freeze_protocol(open_review(ours.folder), because="a", person="ann", at=at(9))
    said(theirs, "ben", {"R000003": "exclude"})
    joined, found = join_reviews(ours, theirs.folder)
    assert (found.events, joined.protocol.title) == (1, "Ours")


def test_both_may_have_the_same_protocol_although_one_froze_it(two):
    ours, theirs = two
    for one in (ours, theirs):
        path = one.folder / "protocol.toml"
        path.write_text(path.read_text().replace("Clusters abroad", "New"))
    freeze_protocol(open_review(theirs.folder), because="a", person="ben", at=at(9))
    text = (theirs.folder / "protocol.toml").read_text()
    (ours.folder / "protocol.toml").write_text(text)
    joined, _ = join_reviews(open_review(ours.folder), theirs.folder)
    check_frozen(joined)


def test_hidden_files_are_not_taken(two):
    ours, theirs = two
    (theirs.folder / "coding").mkdir()
    (theirs.folder / "coding" / ".DS_Store").write_bytes(b"x")
    assert join_reviews(ours, theirs.folder)[1].files == ()


# sheets


def filled(review, path, change, person="ann"):
    write_screening_sheet(review, path, person=person, stage=STAGE)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0], delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return path


def read(review, path, person="ann"):
    return read_screening_sheet(review, path, person=person, stage=STAGE, at=at(30))


def test_another_criterion_is_another_decision(review, tmp_path):
    def exclude(rows):
        rows[0] |= {"decision": "exclude", "reason": ""}

    path = filled(review, tmp_path / "s.csv", exclude)
    assert read(review, path).decided == ("R000001",)
    text = path.read_text().replace(";exclude;;", ";exclude;E1;")
    path.write_text(text)
    assert read(review, path).changed == ("R000001",)
    assert review.state.decisions("R000001", STAGE)["ann"].reason == "E1"
    assert read(review, path).same == ("R000001",)


def test_a_sheet_lets_excel_know_its_signs_and_holds_no_formula(tmp_path):
    review = frozen(tmp_path / "review")
    long = "x" * 40_000
    titles = ["=1+1", "+1", "-1", "@x"]
    records = [record(n, title=title) for n, title in enumerate(titles)]
    late(tmp_path, review, [*records, record(5, abstract=long)], "scopus", 1)
    path = tmp_path / "s.csv"
    write_screening_sheet(review, path, person="ann", stage=STAGE)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [one["title"] for one in rows[:4]] == [f"'{one}" for one in titles]
    assert len(rows[4]["abstract"]) < 32_767


def test_a_workbook_with_a_sheet_before_and_odd_signs_is_read(review, tmp_path):
    from openpyxl import load_workbook

    path = tmp_path / "s.xlsx"
    write_screening_sheet(review, path, person="ann", stage=STAGE)
    book = load_workbook(path)
    book["screening"]["H2"] = "include"
    book.create_sheet("my own", 0)
    book.save(path)
    assert read(review, path).decided == ("R000001",)
    other = frozen(tmp_path / "odd")
    (tmp_path / "o.csv").write_text('title,abstract\n"A \x0b title","b"\n')
    import_export(other, tmp_path / "o.csv", source="scopus", person="ann", at=at(1))
    assert write_screening_sheet(other, tmp_path / "o.xlsx", person="ann", stage=STAGE)


def test_many_mistakes_are_counted(tmp_path):
    review = some(tmp_path, n=16)

    def spoil(rows):
        for row in rows[:15]:
            row["decision"] = "perhaps"

    with pytest.raises(InputError) as error:
        read(review, filled(review, tmp_path / "s.csv", spoil))
    assert "15 problems, nothing was taken in" in str(error.value)
    assert "and 3 more" in str(error.value)


# standing, decisions, history, exports


def test_reasons_of_inclusions_do_not_stand_behind_conflicts(review):
    review.commit(
        [Entry("decided", "R000003", "hand", STAGE, "include", "E1")], person="ann", at=at(20)
    )
    said(review, "ben", {"R000003": "exclude"})
    assert conflicts_of(review, STAGE).criteria == (("no criterion", 1, 0),)


def test_who_has_no_role_screens(review):
    assert {one.person for one in status_of(review).people} == {"ann", "ben", "cai"}


def test_an_exclusion_needs_no_criterion_before_the_full_text_and_one_word_on_a_text(review):
    for person in ("ann", "ben"):
        said(review, person, {"R000003": "include"})
    session = ScreeningSession(review, person="ann", order="order")
    session.decide("R000004", "exclude", how="order", at=at(21))
    with pytest.raises(InputError, match="there is no criterion 'E2'"):
        session.decide("R000005", "exclude", reason="E2", how="order", at=at(21))
    with pytest.raises(InputError, match="say where the full text is"):
        note_full_text(review, "R000003", found="a", missing="b", person="ann", at=at(22))
    said(review, "ann", {"R000006": "unsure"}, minute=22)
    said(review, "ben", {"R000006": "include"}, minute=22)
    made = resolve(
        review, "R000006", stage=STAGE, value="include", note="seen", person="cai", at=at(23)
    )
    assert made.note == "seen"


def test_the_history_names_a_record_and_no_import(review):
    events = history_of(review, "R000001").events
    assert [(e.event, e.record) for e in events] == [
        ("identified", "R000001"),
        ("identified", "R000013"),
        ("merged", "R000013"),
    ]


def test_duplicates_go_out_as_they_came_and_endings_know_no_case(review, tmp_path):
    found = records_at(review, "duplicate")
    assert [one.id for one in found] == ["R000013", "R000014"]
    assert found[0].doi == ""
    assert export_records(found, tmp_path / "A.RIS").read_text().startswith("TY")


# the screen


def screen_of(review, keys, lines=(), stage=STAGE):
    session = ScreeningSession(review, person="ann", stage=stage, order="order")
    shown, keys, lines = [], iter(keys), iter(lines)
    screen = ScreeningScreen(
        session,
        read_key=lambda: next(keys),
        read_line=lambda prompt: next(lines),
        say=shown.append,
        clock=lambda: at(30),
        is_plain=True,
    )
    screen.run()
    return "\n".join(shown)


def test_the_screen_counts_what_was_taken_back_and_keeps_how_a_record_came_up(review):
    assert "1 decision in this session" in screen_of(review, "iizq")
    assert [e.other for e in review.log.events if e.event == "decided"] == ["order", "order"]


def test_at_full_text_no_criterion_is_no_choice(review):
    for person in ("ann", "ben"):
        said(review, person, {"R000003": "include"})
    shown = screen_of(review, "e02q", stage=FULL)
    assert "'0' is none of them." in shown
    assert "no criterion" not in shown
    assert review.state.reasons("R000003", FULL) == ("E2",)


def test_resuming_gives_back_what_was_left_alone(tmp_path):
    review = some(tmp_path)
    said(review, "ann", {"R000001": "include"})
    _, left = end_screening(review, because="x", person="ann", at=at(21))
    assert len(left) == 11
    assert set(resume_screening(review, because="y", person="ann", at=at(22))) == set(left)
    assert np.all([one.reason == "y" for one in review.log.events if one.event == "restored"])


def test_status_counts_what_could_not_be_read(empty, tmp_path):
    path = tmp_path / "b.bib"
    path.write_text("@article{a, title={One}, year={2001}}\n@article{b, title={Two\n")
    import_export(empty, path, source="scopus", person="ann", at=at(1))
    assert status_of(empty).damaged == len(empty.state.rejected) == 1


def test_filled_sheets_stand_at_their_item_of_the_checklist(tmp_path):
    sheets = '[[sheets]]\nid = "jbi"\npurpose = "appraisal"\n\n[screening]'
    review = frozen(tmp_path / "review", PROTOCOL.replace("[screening]", sheets))
    (review.folder / "coding").mkdir()
    (review.folder / "coding" / "jbi.ann.csv").write_text("x\n")
    lines = str(checklist_of(review)).splitlines()
    at_item = next(n for n, line in enumerate(lines) if line.strip().startswith("11 "))
    assert "1 sheet jbi filled in" in lines[at_item + 1]


def asked(*words, code=0):
    from typer.testing import CliRunner

    from hanse.cli.main import app

    found = CliRunner().invoke(
        app, ["review", *map(str, words)], prog_name="hanse", env={"HANSE_PERSON": "ann"}
    )
    assert found.exit_code == code, found.output
    return found.output


def test_the_command_draws_by_its_seed_and_reads_the_format_it_is_told(tmp_path):
    review = some(tmp_path)
    asked("stop", review.folder, "--draw", "--size", 12, "--seed", 7)
    drawn = open_review(review.folder).state.samples["S1"].records
    other = some(tmp_path / "other")
    assert drawn == draw_random(other, seed=7, person="ann", at=at(2))
    path = tmp_path / "export.txt"
    path.write_text("title,year\nClusters,2020\n")
    assert "(csv)" in asked("import", review.folder, path, "--source", "lists", "--as", "csv")


def test_the_commands_refuse_blanks_and_overwriting_and_only_look_when_asked(tmp_path):
    review = some(tmp_path)
    before = (review.folder / "events.csv").read_bytes()
    path = tmp_path / "export.csv"
    path.write_text("title,year\nClusters,2020\n")
    assert "nonsense" in asked(
        "import", review.folder, path, "--source", "lists", "--as", "nonsense", code=2
    )
    asked("set-aside", review.folder, "R000001", "--because", "  ", code=2)
    asked("records", review.folder, path, "--position", "awaiting screening", code=2)
    assert path.read_text().startswith("title,year")

    def include(rows):
        rows[0]["decision"] = "include"

    sheet = filled(review, tmp_path / "s.csv", include)
    assert "1 new decision" in asked("from-sheet", review.folder, sheet, "--look")
    assert (review.folder / "events.csv").read_bytes() == before
