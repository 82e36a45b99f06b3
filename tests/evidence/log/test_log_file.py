import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evidence.log.made_logs import AT, TA, Writing, r

from hanse.errors import InputError
from hanse.evidence.log import (
    COLUMNS,
    Event,
    ReviewLog,
    append_events,
    mend_log,
    read_log,
    write_log,
)


@pytest.fixture
def log():
    w = Writing()
    w.imported(2)
    w("rejected", other="I01", value="line 9", reason='cut, "half"', note="TY  - Lübeck; 日本")
    w.says("AK", 1, "include")
    return w.log


@pytest.fixture
def file(tmp_path, log):
    return write_log(tmp_path / "events.csv", log)


def edited(file, old, new):
    text = file.read_bytes()
    assert old in text
    file.write_bytes(text.replace(old, new))


def refused(file, *words):
    with pytest.raises(InputError) as caught:
        read_log(file)
    for one in words:
        assert one in str(caught.value), str(caught.value)
    assert caught.value.mend


def test_a_log_reads_back_as_it_was_written(file, log):
    assert read_log(file) == log
    assert file.read_text().splitlines()[0] == ",".join(COLUMNS)
    assert ReviewLog.from_dict(log.to_dict()) == log
    assert list(log.to_frame().columns) == list(COLUMNS)
    assert write_log(file, ReviewLog()).read_text() == ",".join(COLUMNS) + "\n"
    assert read_log(file) == ReviewLog()


words = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufeff"),
    max_size=30,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(words, words), max_size=5))
def test_any_words_read_back(tmp_path_factory, pairs):
    events = [
        Event(n, AT, "AK", "published", value=str(n), reason=reason, note=note)
        for n, (reason, note) in enumerate(pairs, start=1)
    ]
    log = ReviewLog.from_events(events)
    path = tmp_path_factory.mktemp("log") / "events.csv"
    write_log(path, ReviewLog())
    stood = ReviewLog()
    for event in events:
        stood = append_events(path, stood, [event])
    assert read_log(path) == stood == log
    assert path.read_bytes() == write_log(path, log).read_bytes()


def test_events_are_written_below(file, log):
    before = file.read_bytes()
    one = Event(6, "2026-03-01T10:15:00", "AK", "published", value="1")
    more = [Event(n, "2026-03-01T10:16:00", "AK", "published", value=str(n)) for n in (7, 8)]
    stood = append_events(file, log, [one])
    stood = append_events(file, stood, more)
    assert stood.events == (*log.events, one, *more)
    assert read_log(file) == stood
    assert file.read_bytes().startswith(before)
    assert append_events(file, stood, []) == stood


def test_the_first_events_make_the_file(tmp_path):
    path = tmp_path / "events.csv"
    stood = append_events(path, ReviewLog(), [Event(1, AT, "AK", "published", value="1")])
    assert read_log(path) == stood


def test_nothing_is_appended_to_what_somebody_else_changed(file, log):
    first = Event(6, AT, "AK", "published", value="1")
    append_events(file, log, [first])
    before = file.read_bytes()
    with pytest.raises(InputError) as caught:
        append_events(file, log, [Event(6, AT, "BL", "published", value="2")])
    assert "where this session wrote '5,2026-03-01T10:00:05,AK,decided" in str(caught.value)
    assert "Somebody else wrote into the file" in str(caught.value)
    assert file.read_bytes() == before


def test_nothing_is_appended_that_does_not_follow(file, log):
    for event in (
        Event(7, AT, "AK", "published", value="1"),
        Event(6, "2020-01-01T00:00:00", "AK", "published", value="1"),
        Event(6, AT, "AK", "published"),
    ):
        with pytest.raises(InputError, match=r"events\.csv, line "):
            append_events(file, log, [event])
    assert read_log(file) == log


def test_nothing_is_appended_to_a_file_that_is_gone(file, log):
    file.unlink()
    with pytest.raises(InputError, match=r"there is no file 'events\.csv'"):
        append_events(file, log, [Event(6, AT, "AK", "published", value="1")])


def test_half_a_line_is_taken_back_when_the_disk_is_full(file, log, monkeypatch):
    import os

    before = file.read_bytes()

    def full(number):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputError, match="cannot be written: No space left on device"):
        append_events(file, log, [Event(6, AT, "AK", "published", value="1")])
    assert file.read_bytes() == before


def test_the_disk_has_an_event_before_it_is_confirmed(file, log, monkeypatch):
    import os

    seen = []
    monkeypatch.setattr(os, "fsync", lambda number: seen.append(file.read_bytes()))
    append_events(file, log, [Event(6, AT, "AK", "published", value="1")])
    assert seen[0].endswith(b"published,,,,1,,\n")


@pytest.mark.parametrize("cut", [1, 5, 20, 60])
def test_a_torn_last_line_is_named_and_mended(file, log, cut):
    file.write_bytes(file.read_bytes()[:-cut])
    refused(file, "events.csv, line 6: the last line was not written to its end: '5,", "mend_log")
    with pytest.raises(InputError, match="not written to its end"):
        append_events(file, log, [Event(6, AT, "AK", "published", value="1")])
    said = mend_log(file)
    if cut == 1:
        assert said == "Ended the last line, line 6."
        assert read_log(file) == log
    else:
        assert said.startswith("Cut off half a line, line 6: '5,")
        assert read_log(file).events == log.events[:-1]
    assert mend_log(file) == "Nothing is torn."


def test_a_header_alone_can_be_torn(file):
    file.write_bytes(b"number,at")
    refused(file, "line 1: the last line was not written to its end")
    assert mend_log(file) == "Cut off half a line, line 1: 'number,at'."
    refused(file, "the file is empty")


def test_empty_bytes_after_a_crash_are_cut_off(file, log):
    file.write_bytes(file.read_bytes() + b"\0" * 40)
    refused(file, "not written to its end")
    assert mend_log(file) == "Cut off 40 empty bytes at the end."
    assert read_log(file) == log


def test_byte_order_mark_and_line_ends_of_windows_change_nothing(file, log):
    text = file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(b"\xef\xbb\xbf" + text)
    assert read_log(file) == log
    event = Event(6, AT, "AK", "published", value="1")
    stood = append_events(file, log, [event])
    assert read_log(file) == stood
    assert file.read_bytes().endswith(b"published,,,,1,,\r\n")
    file.write_bytes(file.read_bytes()[:-2])
    assert mend_log(file) == "Ended the last line, line 7."
    assert read_log(file) == stood


def test_what_a_spreadsheet_program_does_is_named(file, log):
    whole = file.read_bytes()
    for old, new, words in (
        (b",", b";", "line 1: the columns are parted by semicolons, not by commas"),
        (b",", b"\t", "line 1: the columns are parted by tabs"),
        (
            b"2026-03-01T10:00:02",
            b"01.03.2026 10:00",
            "line 3, column at: '01.03.2026 10:00' is no time such as 2026-03-01T10:15:00",
        ),
        (b"\n3,", b"\n,", "line 4, column number: the number is missing"),
        (b"\n3,", b"\n3.0,", "line 4, column number: '3.0' is no whole number from 1"),
        (b"\n3,", b"\n4,", "line 4, column number: the number is 4 where 3 is due"),
        (b"R000002", b"2", "line 4, column record: '2' is not the id of a record"),
        (b"I01,,,,line 2", b"I01,,,,line 2,,,", "line 4: 13 cells where there are 10 columns"),
        (b"\n3,2026", b"\n\n3,2026", "line 4: the line is empty"),
        (b'"cut, ""half"""', b'"cut, "half""', "line 5: the quotes around a cell are not right"),
        ("ü".encode(), b"\xfc", "line 5: a byte that is not UTF-8, 0xfc"),
        (b"stage", b"Stage", "line 1: there is no column 'stage'. Did you mean 'Stage'?"),
        (b"number,at", b"at,number", "line 1: the header is 'at,number,person"),
        (b",order,", b",Order,", "column other: there is no way in which a record came up 'Order'"),
    ):
        edited(file, old, new)
        refused(file, "events.csv, ", words)
        file.write_bytes(whole)
    file.write_bytes(whole.decode().encode("utf-16"))
    refused(file, "the file is UTF-16")


def test_a_line_that_was_moved_is_named(file):
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join([*lines[:2], lines[3], lines[2], *lines[4:]]))
    refused(file, "line 3, column number: the number is 3 where 2 is due", "from a copy")


def test_a_missing_file_is_named(tmp_path):
    for call in (read_log, mend_log):
        with pytest.raises(InputError, match=r"there is no file 'events\.csv'"):
            call(tmp_path / "events.csv")


def test_nothing_wrong_is_written(tmp_path):
    bad = ReviewLog((Event(2, AT, "AK", "published", value="1"),))
    with pytest.raises(InputError, match="the number is 2 where 1 is due"):
        write_log(tmp_path / "events.csv", bad)
    assert not (tmp_path / "events.csv").exists()
    bad = ReviewLog((Event(1, AT, "AK", "decided", record=r(1), stage=TA),))
    with pytest.raises(InputError, match="column other"):
        write_log(tmp_path / "events.csv", bad)
