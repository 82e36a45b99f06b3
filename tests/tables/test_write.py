"""Files are written whole or not at all."""

import math
import os

import numpy as np
import pytest

from hanse.errors import InputError
from hanse.tables import write_bytes, write_csv, write_text


def test_a_table_is_written_with_all_digits_and_gaps_empty(tmp_path):
    path = write_csv(
        tmp_path / "a.csv",
        ["case", "x"],
        [["A", 0.1 + 0.2], ["B", math.nan], ["C, D", np.float64(2)], ["E", None],
         ["F", np.int64(3)], ["G", True], ["H", np.float32(0.5)]],
    )  # fmt: skip
    assert path.read_text() == (
        'case,x\nA,0.30000000000000004\nB,\n"C, D",2.0\nE,\nF,3\nG,1\nH,0.5\n'
    )


def test_a_row_of_another_length_is_an_error_and_writes_nothing(tmp_path):
    with pytest.raises(ValueError, match="row 2 has 1 cells, the header 2"):
        write_csv(tmp_path / "a.csv", ["case", "x"], [["A", 1], ["B"]])
    assert list(tmp_path.iterdir()) == []


def test_text_keeps_its_line_ends(tmp_path):
    assert write_text(tmp_path / "a.txt", "ü\r\nb\n").read_bytes() == "ü\r\nb\n".encode()


def test_an_interrupted_write_leaves_the_earlier_file_whole(tmp_path, monkeypatch):
    path = write_text(tmp_path / "a.txt", "earlier")

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_text(path, "later")
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]
    assert path.read_text() == "earlier"


def test_a_refusal_of_the_system_is_told_and_leaves_the_earlier_file(tmp_path, monkeypatch):
    path = write_text(tmp_path / "a.txt", "earlier")

    def refused(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refused)
    with pytest.raises(InputError, match=r"a\.txt: cannot be written: Permission denied\. Close"):
        write_text(path, "later")
    assert path.read_text() == "earlier"


def test_a_folder_is_no_target(tmp_path):
    with pytest.raises(InputError, match=r"is a folder, not a file\. Name a file in it\."):
        write_bytes(tmp_path, b"")


def test_a_missing_folder_and_a_file_for_a_folder_are_refused(tmp_path):
    with pytest.raises(InputError, match=r"there is no folder '.*no'\. Make the folder first\."):
        write_text(tmp_path / "no" / "a.txt", "")
    write_text(tmp_path / "file", "")
    with pytest.raises(InputError, match=r"'.*file' is a file, not a folder"):
        write_text(tmp_path / "file" / "a.txt", "")


if os.name == "posix":  # making links needs rights on other systems

    def test_a_link_stays_a_link(tmp_path):
        real = write_text(tmp_path / "real.txt", "earlier")
        link = tmp_path / "link.txt"
        link.symlink_to(real)
        write_text(link, "later")
        assert link.is_symlink()
        assert real.read_text() == "later"
