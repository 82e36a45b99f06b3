"""Exports: nothing personal unless asked for, and everything where it is."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from tests.actors.exchange.filled_log import SECRETS, filled_log, read_back, without_notes
from tests.actors.made_log import small_log

from hanse.actors.exchange import export_log
from hanse.actors.tables import GapAnswers
from hanse.errors import InputError


def test_an_export_with_persons_reads_back_as_the_same_log(tmp_path):
    log = filled_log()
    export_log(log, tmp_path, personal=True)
    assert without_notes(read_back(tmp_path)) == without_notes(log)


def test_an_export_without_persons_holds_none_of_them_anywhere(tmp_path):
    paths = export_log(filled_log(), tmp_path)
    assert {path.name for path in paths} == {path.name for path in tmp_path.iterdir()}
    for path in paths:
        text = path.read_text(encoding="utf-8")
        assert not any(one in text for one in SECRETS), path.name
        assert not any(one in text.splitlines()[0] for one in ("contact", "email", "note"))


def test_an_export_without_persons_reads_back_as_the_log_without_them(tmp_path):
    log = filled_log()
    export_log(log, tmp_path)
    found, wanted = read_back(tmp_path).to_dict(), log.to_dict()
    assert found["actors"]["contacts"] == [""] * 13
    assert found["episodes"]["notes"] == [""] * 15
    assert found["episodes"]["outcomes"] == wanted["episodes"]["outcomes"]
    assert found["relationships"] == wanted["relationships"]
    assert found["atmosphere"] == wanted["atmosphere"]
    assert set(found["answers"]["respondents"]) == {"R001", "R002"}


def surveyed(names, ratings):
    """Return the small log with one answer of each respondent."""
    n = len(names)
    rated = np.array(ratings, dtype=float)
    answers = GapAnswers(tuple(names), ("2024",) * n, ("firms",) * n, rated, rated)
    return dataclasses.replace(small_log(), answers=answers)


def test_the_numbers_of_respondents_follow_from_answers_and_not_from_names(tmp_path):
    texts = []
    for at, (names, ratings) in enumerate(
        [("abc", (1, 4, 7)), ("zyx", (1, 4, 7)), ("bca", (4, 7, 1)), ("qpr", (7, 1, 4))]
    ):
        folder = tmp_path / str(at)
        folder.mkdir()
        export_log(surveyed(names, ratings), folder)
        texts.append((folder / "answers.csv").read_text())
    assert len(set(texts)) == 1
    assert sorted(line.split(",")[0] for line in texts[0].splitlines()[1:]) == [
        "R001",
        "R002",
        "R003",
    ]


def test_a_respondent_keeps_one_number_over_waves_and_gaps(tmp_path):
    answers = GapAnswers(
        ("x", "y", "x"),
        ("2023", "2023", "2024"),
        ("firms",) * 3,
        np.array([1.0, 2.0, 3.0]),
        np.array([1.0, 2.0, 3.0]),
    )
    export_log(dataclasses.replace(small_log(), answers=answers), tmp_path)
    back = read_back(tmp_path).answers
    owner = dict(zip(back.importance.tolist(), back.respondents, strict=True))
    assert owner[1.0] == owner[3.0] != owner[2.0]


def test_the_same_export_twice_is_the_same_bytes(tmp_path):
    first = {path: path.read_bytes() for path in export_log(filled_log(), tmp_path)}
    times = {path: path.stat().st_mtime_ns for path in first}
    assert {path: path.read_bytes() for path in export_log(filled_log(), tmp_path)} == first
    assert {path: path.stat().st_mtime_ns for path in first} == times


def test_a_table_that_the_log_has_not_must_not_stay_in_the_folder(tmp_path):
    (tmp_path / "answers.csv").write_text("respondent,gap\nMr X,firms\n")
    with pytest.raises(InputError) as error:
        export_log(small_log(), tmp_path)
    assert str(error.value) == (
        f"{tmp_path}: it holds answers.csv, which this log has not. Take an empty folder."
    )
    assert [path.name for path in tmp_path.iterdir()] == ["answers.csv"]


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(InputError, match=r"there is no such folder\. Make it first\."):
        export_log(small_log(), tmp_path / "none")


def test_a_semicolon_within_an_entry_of_a_list_is_told(tmp_path):
    log = small_log()
    wrong = (("glass; fibre",), *log.actors.technologies[1:])
    log = dataclasses.replace(log, actors=dataclasses.replace(log.actors, technologies=wrong))
    with pytest.raises(InputError) as error:
        export_log(log, tmp_path)
    assert str(error.value) == (
        "actor granite, technology: 'glass; fibre' holds a semicolon, which parts the entries of "
        "a cell. Write it without."
    )
    assert list(tmp_path.iterdir()) == []
