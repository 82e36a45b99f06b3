"""Several files written together: all of them or none."""

from __future__ import annotations

import contextlib
import csv
import io
import os
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path

from hanse.errors import InputError
from hanse.tables import write_bytes

__all__ = ["csv_bytes", "replace_all"]


def replace_all(files: Mapping[Path, bytes | None]) -> tuple[Path, ...]:
    """Write files so that a failure leaves all of them as they were.

    Each new content is written whole beside its target first; only then they are moved into place,
    in the order given. If a move fails, those before it are put back. A power cut between two
    moves leaves some new and some old files, each of them whole.

    Parameters
    ----------
    files : mapping of Path to bytes or None
        New content; None takes the file away. A file that has this content already is not touched.

    Returns
    -------
    tuple of Path
        The files that changed.

    Raises
    ------
    InputError
        If a file cannot be written; nothing has changed then.
    """
    before = {path: path.read_bytes() if path.is_file() else None for path in files}
    changed = {path: data for path, data in files.items() if data != before[path]}
    parts: dict[Path, Path] = {}
    moved: list[Path] = []
    try:
        for path, data in changed.items():
            if data is not None:
                beside = path.resolve().with_name(f".{secrets.token_hex(8)}.new")
                parts[path] = write_bytes(beside, data)
            elif path.is_dir():
                raise IsADirectoryError(f"{path} is a folder")
        for path in changed:
            moved.append(path)
            if path in parts:
                os.replace(parts[path], path.resolve())
                del parts[path]
            else:
                path.unlink()
    except BaseException as error:
        _put_back(moved, before)
        if isinstance(error, OSError):
            raise InputError(
                f"cannot be written: {error.strerror or error}",
                where=str(moved[-1]) if moved else "",
                mend="Close the file where it is open. Nothing has been changed.",
            ) from error
        raise
    finally:
        for beside in parts.values():
            beside.unlink(missing_ok=True)
    return tuple(changed)


def _put_back(paths: list[Path], before: Mapping[Path, bytes | None]) -> None:
    """Give files their earlier content again."""
    for path in paths:
        data = before[path]
        with contextlib.suppress(OSError, InputError):
            if data is None:
                path.unlink(missing_ok=True)
            elif not path.is_file() or path.read_bytes() != data:
                write_bytes(path, data)


def csv_bytes(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes | None:
    r"""Return rows as the bytes of a CSV file, None without rows.

    Examples
    --------
    >>> csv_bytes(("variant", "actor"), [("Volvo Cars", "Volvo")])
    b'variant,actor\nVolvo Cars,Volvo\n'
    """
    if not rows:
        return None
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return stream.getvalue().encode("utf-8")
