"""Writing the outputs of a study beside the old ones and moving them into place together.

Everything is written into a new folder next to the target first. Files in the target that hanse did
not write are kept; then the folders change places. A run that is interrupted leaves the earlier
results whole, and what an interrupted move left behind is put back by the next run.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hanse.errors import InputError

__all__ = ["staged"]

RESULT = "result.json"
KIND = "hanse-study"


@contextmanager
def staged(out: Path, *, study: Path) -> Iterator[Path]:
    """Yield an empty folder that takes the place of ``out`` when the block ends without an error.

    Parameters
    ----------
    out : Path
        Where the results go.
    study : Path
        The study folder, which must not be the target or lie in it.

    Raises
    ------
    InputError
        If the target is a file, holds the study, or cannot be written.
    """
    out = out.resolve()
    _check(out, study.resolve())
    new, old = (out.parent / f".{out.name}.{word}" for word in ("new", "old"))
    _recover(out, old)
    for left in (new, old):
        shutil.rmtree(left, ignore_errors=True)
    try:
        new.mkdir(parents=True)
    except OSError as error:
        raise _unwritable(out.parent, error) from error
    try:
        yield new
        try:
            _move(out, new, old)
        except OSError as error:
            raise _unwritable(out, error) from error
    finally:
        _recover(out, old)
        shutil.rmtree(new, ignore_errors=True)


def _move(out: Path, new: Path, old: Path) -> None:
    """Let the new folder take the place of the old one."""
    if out.exists():
        _keep_foreign_files(out, new)
        os.replace(out, old)
    os.replace(new, out)
    shutil.rmtree(old, ignore_errors=True)


def _unwritable(place: Path, error: OSError) -> InputError:
    """Return the error for a folder that cannot be written or moved."""
    return InputError(
        f"cannot write ({error.strerror or error})", where=str(place), mend="Choose another --out."
    )


def _check(out: Path, study: Path) -> None:
    """Refuse a target that is a file, or that the study itself stands in."""
    for path in (out, *out.parents):
        if path.exists() and not path.is_dir():
            raise InputError(
                f"'{path.name}' is a file", where=str(out), mend="Name a folder with --out."
            )
    if out == study or out in study.parents:
        raise InputError(
            "the study itself stands in this folder",
            where=str(out),
            mend="Name another folder with --out, such as a new one inside the study.",
        )


def _recover(out: Path, old: Path) -> None:
    """Put earlier results back that an interrupted move left aside."""
    if old.exists() and not out.exists():
        os.replace(old, out)


def _keep_foreign_files(out: Path, new: Path) -> None:
    """Copy what stands in the target and neither the earlier run wrote nor this one writes."""
    written = _written_before(out)
    for path in out.rglob("*"):
        name = path.relative_to(out)
        if name.as_posix() in written or (new / name).exists():
            continue
        if path.is_file() or path.is_symlink():
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, new / name, follow_symlinks=False)
        elif not any(path.iterdir()):
            (new / name).mkdir(parents=True)


def _written_before(out: Path) -> set[str]:
    """Return the files that the earlier run says it wrote."""
    try:
        found = json.loads((out / RESULT).read_text(encoding="utf-8"))
        return {RESULT, *map(str, found["files"])} if found["kind"] == KIND else set()
    except (OSError, ValueError, TypeError, KeyError):
        return set()
