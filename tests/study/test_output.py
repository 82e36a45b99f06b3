"""Results replace earlier ones only when they are complete; what hanse did not write stays.

A stub section keeps the runs fast; the runs that draw stand in `small_run`.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import pytest
from tests.study.small_study import files_of, write_study

import hanse.study.output
import hanse.study.run
from hanse.errors import InputError
from hanse.report import Paragraph
from hanse.study import run_study
from hanse.study.output import staged
from hanse.study.part import Part, Sheet

EARLIER = {"report.html": b"old", "tables/a.csv": b"old", "result.json": b'{"files": []}'}


class Stub:
    """A section that says one word and may be interrupted."""

    keys = ("cases", "sets", "qca")
    word = "first"
    error: BaseException | None = None

    def run(self, study, *, progress):
        progress("stub", 0, 1)
        if self.error is not None:
            raise self.error
        sheet = Sheet(self.word, ("said",), [[self.word]])
        return Part(blocks=(Paragraph(self.word),), sheets=(sheet,), result={"word": self.word})


@pytest.fixture
def stub(monkeypatch):
    made = Stub()
    monkeypatch.setattr(hanse.study.run, "SECTIONS", (made,))
    return made


@pytest.fixture
def study(tmp_path):
    return write_study(tmp_path / "study")


def fill(out: Path, study: Path, error: BaseException) -> None:
    """Write half a report and be interrupted."""
    with staged(out, study=study) as new:
        (new / "report.html").write_text("half")
        raise error


def beside(out: Path) -> list[str]:
    """Return what stands beside the results."""
    return sorted(path.name for path in out.parent.iterdir() if path != out)


def test_results_of_the_block_take_their_place_at_its_end(tmp_path, study):
    with staged(tmp_path / "out", study=study) as new:
        (new / "report.html").write_text("new")
        assert not (tmp_path / "out").exists()
    assert files_of(tmp_path / "out") == {"report.html": b"new"}
    assert beside(tmp_path / "out") == ["study"]


@pytest.mark.parametrize("error", [ValueError("broken"), KeyboardInterrupt(), SystemExit(1)])
def test_an_interruption_in_the_block_leaves_earlier_results_whole(tmp_path, study, error):
    out = tmp_path / "out"
    for name, text in EARLIER.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(text)
    with pytest.raises(type(error)):
        fill(out, study, error)
    assert files_of(out) == EARLIER
    assert beside(out) == ["study"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_an_interruption_at_any_move_leaves_old_or_new_results_whole(
    tmp_path, study, stub, monkeypatch, error
):
    run_study(study, tmp_path / "before")
    stub.word = "second"
    run_study(study, tmp_path / "after")
    before, after = files_of(tmp_path / "before"), files_of(tmp_path / "after")
    real, moves, states = os.replace, 0, []
    while not states or states[-1] != "new":
        moves += 1
        out, left = tmp_path / f"case {moves}" / "out", [moves]
        stub.word = "first"
        run_study(study, out)
        stub.word = "second"

        def replace(source, target, left=left):
            left[0] -= 1
            if left[0] == 0:
                raise error("interrupted")
            real(source, target)

        monkeypatch.setattr(os, "replace", replace)
        if moves < 20:
            with contextlib.suppress(KeyboardInterrupt, OSError, InputError):
                run_study(study, out)
        monkeypatch.setattr(os, "replace", real)
        found = files_of(out)
        assert found in (before, after)
        assert beside(out) == []
        states.append("old" if found == before else "new")
    assert set(states[:-1]) == {"old"}
    assert len(states) > 4  # at least: two tables or texts, out aside, new into place


def test_a_kill_between_the_two_moves_is_mended_by_the_next_run(tmp_path, study, stub):
    run_study(study, tmp_path / "out")
    found = files_of(tmp_path / "out")
    os.replace(tmp_path / "out", tmp_path / ".out.old")
    (tmp_path / ".out.new").mkdir()
    stub.error = ValueError("broken")
    with pytest.raises(ValueError, match="broken"):
        run_study(study, tmp_path / "out")
    assert files_of(tmp_path / "out") == found
    assert beside(tmp_path / "out") == ["study"]


def test_a_kill_after_the_moves_does_not_block_the_next_run(tmp_path, study, stub):
    run_study(study, tmp_path / "out")
    (tmp_path / ".out.old").mkdir()
    (tmp_path / ".out.old" / "report.html").write_text("stale")
    stub.word = "second"
    assert run_study(study, tmp_path / "out").result["word"] == "second"
    assert beside(tmp_path / "out") == ["study"]


def test_files_that_hanse_did_not_write_stay_and_stale_ones_vanish(tmp_path, study, stub):
    out = tmp_path / "out"
    run_study(study, out)
    (out / "notes").mkdir()
    (out / "notes" / "mine.txt").write_text("mine")
    (out / "tables" / "mine.csv").write_text("mine")
    (out / "empty").mkdir()
    (out / "link").symlink_to("nowhere")
    stub.word = "second"
    run_study(study, out)
    assert sorted(files_of(out)) == [
        "notes/mine.txt",
        "report.html",
        "result.json",
        "tables/mine.csv",
        "tables/second.csv",
    ]
    assert (out / "empty").is_dir()
    assert (out / "link").is_symlink()
    assert files_of(out)["tables/mine.csv"] == b"mine"


def test_a_damaged_result_of_an_earlier_run_stops_nothing(tmp_path, study, stub):
    run_study(study, tmp_path / "out")
    for text in ("{", "[]", '{"files": []}', '{"kind": "hanse-study", "files": null}'):
        (tmp_path / "out" / "result.json").write_text(text)
        assert run_study(study, tmp_path / "out").result["word"] == "first"


def test_a_target_named_through_a_link_stays_a_link(tmp_path, study, stub):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real", target_is_directory=True)
    run_study(study, tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert "report.html" in files_of(tmp_path / "real")
    assert beside(tmp_path / "real") == ["link", "study"]


@pytest.mark.parametrize("name", ["study", "study/../study", ".", "link"])
def test_a_target_that_holds_the_study_is_refused(tmp_path, study, stub, name):
    (tmp_path / "link").symlink_to(study, target_is_directory=True)
    before = files_of(study)
    with pytest.raises(InputError, match=r"the study itself stands in this folder\. Name another"):
        run_study(study, tmp_path / name)
    assert files_of(study) == before


@pytest.mark.parametrize("name", ["file", "file/out", "file/deeper/out"])
def test_a_target_that_is_a_file_is_refused(tmp_path, study, stub, name):
    (tmp_path / "file").write_text("precious")
    with pytest.raises(InputError, match=r"'file' is a file\. Name a folder with --out"):
        run_study(study, tmp_path / name)
    assert (tmp_path / "file").read_text() == "precious"


def test_a_target_inside_the_study_is_fine(study, stub):
    run_study(study, study / "out")
    assert "report.html" in files_of(study / "out")


def test_a_target_that_cannot_be_written_says_so(tmp_path, study, stub, monkeypatch):
    def refuse(path, *more, **others):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(InputError, match=r"cannot write \(Permission denied\)\. Choose another"):
        run_study(study, tmp_path / "out")


def test_two_runs_give_the_same_bytes(small_run, tmp_path):
    again = run_study(small_run.out.parent / "study", tmp_path / "again")
    assert files_of(again.out) == files_of(small_run.out)


def test_result_json_lists_every_file_that_was_written(small_run):
    names = set(files_of(small_run.out))
    assert set(small_run.result["files"]) == names - {"result.json"}
