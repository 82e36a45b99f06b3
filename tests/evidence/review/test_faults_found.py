"""Faults that a second reading found: what was lost, told wrongly, or stopped a command."""

import shutil

import pytest
from tests.evidence.review.made_review import (
    PROTOCOL,
    at,
    frozen,
    made_review,
    record,
    write_export,
)

from hanse.cli.review_screen import ScreeningScreen, highlighted
from hanse.errors import InputError
from hanse.evidence.records import BibliographicRecord
from hanse.evidence.review import (
    Entry,
    ScreeningSession,
    changes_of,
    check_frozen,
    end_screening,
    freeze_protocol,
    import_export,
    join_reviews,
    judge_pair,
    merge_duplicates,
    note_full_text,
    open_review,
    resolve,
    restore,
    resume_screening,
    seen_before,
    set_aside,
    stage_history,
    status_of,
    stop_check,
    undo_merge,
)
from hanse.evidence.review import (
    draw_random as draw_some,
)

STAGE, FULL = "title-abstract", "full-text"
ALONE = PROTOCOL.replace("title-abstract = 2", "title-abstract = 1")


def said(review, person, values, stage=STAGE, minute=20):
    entries = [
        Entry("decided", one, "hand", stage, value, "E2" if stage == FULL != value else "")
        if not (stage == FULL and value == "include")
        else Entry("decided", one, "hand", stage, value)
        for one, value in values.items()
    ]
    review.commit(entries, person=person, at=at(minute))


def draw_random(review, stage=STAGE, **more):
    """Draw all that is left, also where nothing relevant is found yet."""
    history = stage_history(review, stage)
    size = history.n_records - history.screened
    return draw_some(review, stage, **{"size": size, **more})


def name(n):
    return f"R{n:06d}"


def some(folder, n=12, protocol=ALONE):
    folder.mkdir(exist_ok=True)
    review = frozen(folder / "review", protocol)
    path = write_export(folder, "a.ris", [record(i) for i in range(n)])
    import_export(review, path, source="scopus", person="ann", at=at(1))
    return review


def drawn(tmp_path, n=12, screened=4, protocol=ALONE, **more):
    """Return a review of which some records are excluded and the others drawn, with the draw."""
    review = some(tmp_path, n, protocol)
    people = ("ann", "ben") if protocol is PROTOCOL else ("ann",)
    for person in people:
        said(review, person, {name(i): "exclude" for i in range(1, screened + 1)})
    return review, draw_random(review, seed=3, person="ann", at=at(21), **more)


def seen(review, stage=STAGE, **more):
    history = stage_history(review, stage, **more)
    one = history.samples[0]
    return history.n_records, one.pool, one.drawn, one.screened, one.relevant, one.found_before


# the stopping rule: what belongs to a sample


def test_a_drawn_record_that_is_one_with_a_screened_one_leaves_the_sample(tmp_path):
    review, order = drawn(tmp_path)
    judge_pair(review, order[0], "R000001", is_same=True, why="", person="ann", at=at(22))
    assert seen(review) == (11, 7, 7, 0, 0, 0)
    said(review, "ann", {order[1]: "include"}, minute=23)
    assert seen(review) == (11, 7, 7, 1, 1, 0)
    assert not stop_check(review).stop


def test_a_drawn_record_that_is_set_aside_leaves_the_sample(tmp_path):
    review, order = drawn(tmp_path)
    set_aside(review, [order[0]], kind="other", why="no text", person="ann", at=at(22))
    assert seen(review) == (11, 7, 7, 0, 0, 0)


def test_a_record_restored_after_a_draw_is_not_looked_at(tmp_path):
    review = some(tmp_path)
    set_aside(review, ["R000012"], kind="other", why="no text", person="ann", at=at(2))
    draw_random(review, person="ann", at=at(21))
    restore(review, ["R000012"], why="found", person="ann", at=at(22))
    assert seen(review)[:3] == (11, 11, 11)


def test_a_record_parted_after_a_draw_is_not_looked_at(tmp_path):
    review = some(tmp_path)
    judge_pair(review, "R000001", "R000002", is_same=True, why="", person="ann", at=at(2))
    draw_random(review, person="ann", at=at(21))
    undo_merge(review, "R000002", why="", person="ann", at=at(22))
    assert seen(review)[:3] == (11, 11, 11)


def test_a_decision_taken_again_after_a_draw_is_not_of_the_sample(tmp_path):
    review, order = drawn(tmp_path)
    said(review, "ann", {order[0]: "exclude", order[1]: "exclude"}, minute=22)
    assert seen(review) == (12, 8, 8, 2, 0, 0)
    review.commit([Entry("withdrawn", "R000002", stage=STAGE)], person="ann", at=at(23))
    assert seen(review)[3] == 0, "the sample waits while a record from before is open"
    said(review, "ann", {"R000002": "include"}, minute=24)
    assert seen(review) == (12, 8, 8, 2, 0, 1)


def test_a_settled_reason_after_a_draw_does_not_move_a_record_into_the_pool(tmp_path):
    review = some(tmp_path, protocol=PROTOCOL)
    for person, why in (("ann", "E1"), ("ben", "")):
        entry = Entry("decided", "R000001", "hand", STAGE, "exclude", why)
        review.commit([entry], person=person, at=at(20))
    draw_random(review, person="ann", at=at(21))
    resolve(review, "R000001", stage=STAGE, value="exclude", reason="E1", person="cai", at=at(22))
    assert seen(review)[:3] == (12, 11, 11)


def test_one_reviewer_of_two_can_ask_after_a_draw(tmp_path):
    review = some(tmp_path, protocol=PROTOCOL)
    said(review, "ann", {name(i): "exclude" for i in range(1, 5)})
    draw_random(review, person="ann", at=at(21))
    assert seen(review)[:3] == (12, 12, 12)
    assert seen(review, person="ann")[:3] == (12, 8, 8)


def test_texts_that_cannot_be_got_do_not_hold_up_the_full_texts(tmp_path):
    review = some(tmp_path)
    said(review, "ann", {name(i): "include" for i in range(1, 9)})
    note_full_text(review, "R000001", missing="no library", person="ann", at=at(21))
    assert stage_history(review, FULL).n_records == 7
    order = draw_random(review, FULL, person="ann", at=at(22))
    assert "R000001" not in order
    note_full_text(review, order[0], missing="no library", person="ann", at=at(23))
    said(review, "ann", dict.fromkeys(order[1:], "exclude"), FULL, 24)
    assert stop_check(review, FULL).stop
    assert end_screening(review, FULL, person="ann", at=at(25))[1] == ()


def test_a_record_sought_after_a_draw_of_full_texts_is_not_in_its_pool(tmp_path):
    review = some(tmp_path)
    said(review, "ann", {name(i): "include" for i in range(1, 6)})
    draw_random(review, FULL, person="ann", at=at(22))
    said(review, "ann", {name(6): "include"}, minute=23)
    assert seen(review, FULL)[:3] == (5, 5, 5)


def test_records_that_a_tool_took_out_are_no_part_of_the_screening(tmp_path):
    review = some(tmp_path)
    set_aside(review, ["R000012"], kind="automation", why="no article", person="ann", at=at(2))
    assert stage_history(review, STAGE).n_records == 11
    assert len(draw_random(review, size=3, person="ann", at=at(3))) == 3
    end_screening(review, because="x", person="ann", at=at(4))
    back = resume_screening(review, because="y", person="ann", at=at(5))
    assert len(back) == 11
    assert list(review.state.removed) == ["R000012"]


def test_after_resuming_the_ranking_holds_and_not_the_old_sample(tmp_path):
    review, order = drawn(tmp_path)
    assert ScreeningSession(review, person="ann").next().record == order[0]
    end_screening(review, because="x", person="ann", at=at(22))
    resume_screening(review, because="y", person="ann", at=at(23))
    card = ScreeningSession(review, person="ann", order="order").next()
    assert (card.record, card.how) == ("R000005", "order")
    again = draw_random(review, seed=9, person="ann", at=at(24))
    assert again != order
    assert ScreeningSession(review, person="ann", order="order").next().record == again[0]


def test_a_word_too_many_does_not_move_a_record_in_the_order(tmp_path):
    review = some(tmp_path)
    said(review, "ann", {"R000001": "include", "R000002": "exclude"})
    said(review, "ben", {"R000001": "include"}, minute=21)
    assert stage_history(review, STAGE).included == (True, False)


# a living review


def late(tmp_path, review, records, source="lists", minute=10, file="late.ris"):
    path = write_export(tmp_path, file, records)
    return import_export(review, path, source=source, person="ann", at=at(minute))


def test_a_retraction_that_another_source_brings_is_told_of_the_included_record(review, tmp_path):
    for stage in (STAGE, FULL):
        for person in ("ann", "ben")[: 2 if stage == STAGE else 1]:
            said(review, person, {"R000003": "include"}, stage, 5)
    again = record(2, title=f"RETRACTED: {record(2).title}", accession="")
    late(tmp_path, review, [again])
    judge_pair(review, "R000003", "R000016", is_same=True, why="", person="ann", at=at(11))
    assert status_of(review).retracted == ("R000003",)
    assert [(one.record, one.position) for one in changes_of(review).retracted] == [
        ("R000016", "included")
    ]


def test_a_record_retracted_as_a_duplicate_is_not_retracted_twice(review, tmp_path):
    gone = record(2, title=f"RETRACTED: {record(2).title}", accession="")
    late(tmp_path, review, [gone])
    judge_pair(review, "R000003", "R000016", is_same=True, why="", person="ann", at=at(11))
    found = late(tmp_path, review, [gone, record(77)], minute=12, file="b.ris")
    assert found.retracted == ()


def test_a_changed_record_stands_where_its_group_stands(review, tmp_path):
    path = [record(50, accession="", year=1999, doi="10.5555/case.50")]
    found = late(tmp_path, review, path)
    assert [one.record for one in found.changed] == ["R000015"]
    judge_pair(review, "R000005", "R000015", is_same=True, why="", person="ann", at=at(11))
    assert changes_of(review).positions == {"R000015": "awaiting screening"}


def test_duplicates_within_one_export_were_not_known_before(review, tmp_path):
    late(tmp_path, review, [record(30, accession=""), record(30, accession="", doi="")])
    merge_duplicates(review, at=at(11))
    told = changes_of(review)
    assert (told.new, told.known) == (("R000016",), 0)


def test_an_earlier_import_is_told_as_it_was_although_another_followed(review, tmp_path):
    late(tmp_path, review, [record(30, accession="")])
    late(tmp_path, review, [record(30, accession=""), record(31)], minute=11, file="b.ris")
    told = changes_of(review, "I03")
    assert (told.new, told.known) == (("R000016",), 0)
    assert changes_of(review, "I04").known == 1


def test_a_new_record_that_took_an_earlier_one_in_is_not_new(review, tmp_path):
    late(tmp_path, review, [record(30)])
    said(review, "ann", {"R000016": "include"}, minute=11)
    judge_pair(review, "R000005", "R000016", is_same=True, why="", person="ann", at=at(12))
    assert review.state.representative("R000005") == "R000016"
    told = changes_of(review)
    assert (told.new, told.known) == ((), 1)


def test_numbers_that_a_program_gives_anew_do_not_merge_strangers():
    def numbered(n, accession):
        return record(n, accession=accession, id=name(n))

    assert seen_before([numbered(5, "1")], [numbered(4, "1")]) == {}
    same = record(4, accession="1", doi="", title="Another title", id=name(9))
    assert seen_before([same], [numbered(4, "1")]) == {name(9): name(4)}
    other = record(5, accession="1", doi="", id=name(9))
    assert seen_before([other], [numbered(4, "1")]) == {}
    bare = BibliographicRecord(id=name(9), accession="1", title="Something")
    assert seen_before([bare], [numbered(4, "1")]) == {name(9): name(4)}


# duplicates


def test_a_record_that_was_set_aside_does_not_stop_the_merging(tmp_path):
    review = frozen(tmp_path / "review")
    records = [record(0), record(0, accession="B"), record(2), record(2, accession="C")]
    path = write_export(tmp_path, "a.ris", records)
    import_export(review, path, source="scopus", person="ann", at=at(1))
    set_aside(review, ["R000002"], kind="other", why="no text", person="ann", at=at(2))
    found = merge_duplicates(review, at=at(3))
    assert [one.removed for one in found.merges] == ["R000004"]
    assert [one.removed for one in found.held_back] == ["R000002"]
    assert "or one was set aside" in str(found)


def test_one_person_who_said_two_things_does_not_stop_the_merging(tmp_path):
    review = frozen(tmp_path / "review")
    records = [record(0), record(0, accession="B"), record(2), record(2, accession="C")]
    path = write_export(tmp_path, "a.ris", records)
    import_export(review, path, source="scopus", person="ann", at=at(1))
    said(review, "ann", {"R000001": "include", "R000002": "exclude"}, minute=2)
    found = merge_duplicates(review, at=at(3))
    assert [one.removed for one in found.merges] == ["R000004"]
    assert [one.removed for one in found.held_back] == ["R000002"]


def test_a_merge_is_undone_although_the_kept_one_was_merged_since(review):
    judge_pair(review, "R000004", "R000005", is_same=True, why="", person="ann", at=at(9))
    judge_pair(review, "R000003", "R000004", is_same=True, why="", person="ann", at=at(9))
    assert undo_merge(review, "R000005", why="", person="ann", at=at(10)) == "R000004"
    state = review.state
    assert (state.representative("R000005"), state.members("R000003")) == (
        "R000005",
        ("R000003", "R000004"),
    )
    assert [(one.record, one.other) for one in state.distinct] == [("R000005", "R000003")]


def test_a_link_that_a_person_took_away_stays_away(tmp_path):
    review = frozen(tmp_path / "review")
    parts = [
        record(n, title=f"Exporting clusters: part {part}", authors=("Berg, A.",), year=2001)
        for n, part in enumerate(("I", "II"))
    ]
    path = write_export(tmp_path, "parts.ris", parts)
    import_export(review, path, source="scopus", person="ann", at=at(1))
    assert merge_duplicates(review, at=at(2)).links
    review.commit([Entry("unlinked", "R000002", "R000001", value="part")], person="ann", at=at(3))
    assert not merge_duplicates(review, at=at(4)).links
    assert not review.state.links


# nothing is lost


def test_a_second_one_who_imports_at_once_does_not_take_the_first_import_away(empty, tmp_path):
    late_one = open_review(empty.folder)
    first = write_export(tmp_path, "a.ris", [record(0)])
    import_export(empty, first, source="scopus", person="ann", at=at(1))
    second = write_export(tmp_path, "b.ris", [record(1), record(2)])
    with pytest.raises(InputError, match="in the meantime"):
        import_export(late_one, second, source="scopus", person="ben", at=at(2))
    there = open_review(empty.folder)
    assert [one.title for one in there.records.values()] == [record(0).title]


def test_an_interrupt_after_the_log_was_written_keeps_the_records(empty, tmp_path, monkeypatch):
    from hanse.evidence.log import append_events

    def interrupted(*given):
        append_events(*given)
        raise KeyboardInterrupt

    monkeypatch.setattr("hanse.evidence.review.folder.append_events", interrupted)
    monkeypatch.setattr("hanse.evidence.review.folder.Review.check_current", lambda one: None)
    path = write_export(tmp_path, "a.ris", [record(0)])
    with pytest.raises(KeyboardInterrupt):
        import_export(empty, path, source="scopus", person="ann", at=at(1))
    assert list(open_review(empty.folder).records) == ["R000001"]


def test_a_second_one_who_freezes_at_once_does_not_replace_the_version(empty):
    late_one = open_review(empty.folder)
    path = empty.folder / "protocol.toml"
    path.write_text(path.read_text().replace("Clusters abroad", "Clusters abroad, 2"))
    freeze_protocol(open_review(empty.folder), because="a", person="ann", at=at(1))
    kept = (empty.folder / "protocol" / "2.toml").read_bytes()
    path.write_text(path.read_text().replace("abroad, 2", "abroad, 3").replace("n = 2", "n = 1"))
    late_one = type(late_one)(empty.folder, open_review(empty.folder).protocol, late_one.log)
    with pytest.raises(InputError, match="in the meantime"):
        freeze_protocol(late_one, because="b", person="ben", at=at(2))
    assert (empty.folder / "protocol" / "2.toml").read_bytes() == kept


def test_a_log_that_is_gone_is_not_an_empty_log(review):
    (review.folder / "events.csv").unlink()
    with pytest.raises(InputError, match=r"there is no events.csv, though .* from a copy"):
        open_review(review.folder)


def test_a_frozen_version_that_is_gone_is_named(review):
    path = review.folder / "protocol.toml"
    path.write_text(path.read_text() + "# a remark\n")
    (review.folder / "protocol" / "1.toml").unlink()
    with pytest.raises(InputError, match=r"there is no protocol/1\.toml"):
        check_frozen(open_review(review.folder))


@pytest.mark.parametrize("called", ["Records.csv", "REJECTED.CSV", "records.csv"])
def test_an_export_called_like_a_table_of_ours_keeps_its_bytes(empty, tmp_path, called):
    path = tmp_path / called
    path.write_text("title,year\nClusters,2020\n")
    import_export(empty, path, source="scopus", person="ann", at=at(1))
    names = [one.name for one in (empty.folder / "imports" / "I01").iterdir()]
    assert len({one.casefold() for one in names}) == 3
    assert (empty.folder / "imports" / "I01" / f"original-{called}").is_file()


@pytest.fixture
def two(tmp_path):
    ours = made_review(tmp_path / "ours")
    shutil.copytree(ours.folder, tmp_path / "theirs")
    return ours, open_review(tmp_path / "theirs")


def test_what_was_written_while_joining_is_not_lost(two):
    ours, theirs = two
    said(theirs, "ben", {"R000003": "exclude"})
    said(open_review(ours.folder), "ann", {"R000003": "include"}, minute=21)
    with pytest.raises(InputError, match="in the meantime"):
        join_reviews(ours, theirs.folder)
    assert "ann" in open_review(ours.folder).state.decisions("R000003", STAGE)


def test_a_left_folder_does_not_take_the_place_of_an_import_that_is_joined(two, tmp_path):
    ours, theirs = two
    late(tmp_path, theirs, [record(40)])
    left = ours.folder / "imports" / "I03"
    shutil.copytree(ours.folder / "imports" / "I01", left)
    joined, found = join_reviews(ours, theirs.folder)
    assert found.files == ("imports/I03",)
    assert joined.records["R000016"].title == record(40).title
    assert not list(ours.folder.glob("imports/.*"))


def test_a_left_folder_of_the_other_side_is_not_taken(two):
    ours, theirs = two
    shutil.copytree(theirs.folder / "imports" / "I01", theirs.folder / "imports" / "I03")
    assert join_reviews(ours, theirs.folder)[1].files == ()


def test_an_import_without_its_records_is_not_joined(two, tmp_path):
    ours, theirs = two
    late(tmp_path, theirs, [record(40)])
    shutil.rmtree(theirs.folder / "imports" / "I03")
    before = (ours.folder / "events.csv").read_bytes()
    with pytest.raises(InputError, match=r"no records.csv of import I03"):
        join_reviews(ours, theirs.folder)
    assert (ours.folder / "events.csv").read_bytes() == before


def test_a_protocol_that_is_not_frozen_is_not_overwritten_by_joining(two):
    ours, theirs = two
    path = theirs.folder / "protocol.toml"
    path.write_text(path.read_text().replace("Clusters abroad", "Theirs"))
    freeze_protocol(open_review(theirs.folder), because="a", person="ben", at=at(9))
    mine = ours.folder / "protocol.toml"
    mine.write_text(mine.read_text().replace("Clusters abroad", "Ours"))
    with pytest.raises(InputError, match="differs from version 1"):
        join_reviews(open_review(ours.folder), theirs.folder)
    assert "Ours" in mine.read_text()


def test_own_sheets_come_with_what_is_filled_in(two):
    ours, theirs = two
    (theirs.folder / "sheets").mkdir()
    (theirs.folder / "sheets" / "own.toml").write_text("x = 1\n")
    assert join_reviews(ours, theirs.folder)[1].files == ("sheets/own.toml",)
    assert (ours.folder / "sheets" / "own.toml").read_text() == "x = 1\n"


# the screen


def test_letters_that_only_some_languages_have_do_not_stop_the_screen():
    text = "İzmir and ızmir, Izmir"
    shown = highlighted(text, ["izmir"], [], [], is_plain=True)
    assert shown == "[İzmir] and [ızmir], [Izmir]"


def screen_of(review, keys, lines=(), stage=STAGE):
    session = ScreeningSession(review, person="ann", stage=stage, order="order")
    said_lines, keys, lines = [], iter(keys), iter(lines)
    ScreeningScreen(
        session,
        read_key=lambda: next(keys),
        read_line=lambda prompt: next(lines),
        say=said_lines.append,
        clock=lambda: at(30),
        is_plain=True,
    ).run()
    return "\n".join(said_lines)


def test_a_key_that_cannot_be_printed_does_not_lose_a_decision(tmp_path):
    review = some(tmp_path)
    screen_of(review, "niq", lines=["back\x1b[D and forth"])
    assert review.state.decisions("R000001", STAGE)["ann"].note == "back [D and forth"


def test_decisions_joined_from_before_a_draw_leave_the_sample(tmp_path):
    review = some(tmp_path, protocol=PROTOCOL)
    said(review, "ann", {name(i): "exclude" for i in range(1, 5)}, minute=10)
    shutil.copytree(review.folder, tmp_path / "theirs")
    theirs = open_review(tmp_path / "theirs")
    said(theirs, "ben", {name(i): "exclude" for i in range(1, 4)}, minute=15)
    draw_random(review, person="ann", at=at(21))
    assert seen(review)[:3] == (12, 12, 12)
    joined, _ = join_reviews(review, theirs.folder)
    assert seen(joined)[:3] == (12, 9, 9)
    assert not stop_check(joined).stop


def test_duplicates_within_an_export_that_comes_again_have_not_changed(empty, tmp_path):
    both = [record(0, accession="", year=2019), record(0, accession="", year=2020)]
    late(tmp_path, empty, both, minute=1, file="a.ris")
    found = late(tmp_path, empty, [*both, record(5)], minute=2, file="b.ris")
    assert (found.seen, found.changed) == (("R000003", "R000004"), ())
    found = late(tmp_path, empty, [both[0], record(0, accession="", year=2021)], minute=3)
    assert [(one.record, one.fields) for one in found.changed] == [("R000004", ("year",))]


def test_a_record_that_the_log_does_not_name_is_an_error(review):
    path = review.folder / "imports" / "I01" / "records.csv"
    lines = path.read_text().splitlines()
    more = lines[1].replace("R000001", "R000099")
    path.write_text("\n".join([*lines, more]) + "\n")
    with pytest.raises(InputError, match=r"record R000099 is in a records.csv and not in events"):
        merge_duplicates(open_review(review.folder), at=at(9))


def test_a_sample_that_is_drawn_on_is_one_random_order(tmp_path):
    review = some(tmp_path)
    said(review, "ann", {name(i): "include" for i in range(1, 4)}, minute=2)
    first = draw_some(review, size=3, seed=1, person="ann", at=at(3))
    said(review, "ann", dict.fromkeys(first, "exclude"), minute=4)
    outside = next(one for one in review.state.standing[3:] if one not in first)
    said(review, "ann", {outside: "exclude"}, minute=5)
    second = draw_some(review, seed=1, person="ann", at=at(6))
    assert sorted((*first, *second)) == [name(i) for i in range(4, 13)]
    assert seen(review)[:3] == (12, 9, 9)
    assert seen(review)[3] == 3 + (second[0] == outside)
