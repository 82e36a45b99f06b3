"""Writing files so that nothing is ever half written.

What is written goes into a new file beside the target and takes its place only when it is whole:
whoever reads sees the earlier file or the later one, and an interrupted run leaves the earlier.
"""

from __future__ import annotations

import csv
import io
import math
import os
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from hanse.errors import InputError

__all__ = ["write_bytes", "write_csv", "write_text"]


def write_bytes(path: str | os.PathLike[str], data: bytes) -> Path:
    """Write bytes into a file, whole or not at all.

    Parameters
    ----------
    path : path
        The file; its folder must exist. A link stays a link and what it leads to is replaced.
    data : bytes
        The content.

    Returns
    -------
    Path
        The path as it was given.

    Raises
    ------
    InputError
        If the path is a folder, its folder is missing or is a file, or the system refuses.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_bytes(Path(folder, "a.bin"), b"abc").read_bytes()
    b'abc'
    """
    given = Path(path)
    _check_target(given)
    target = given.resolve()
    beside = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with beside.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(beside, target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise InputError(
            f"cannot be written: {error.strerror or error}",
            where=str(given),
            mend="Close the file where it is open, and see that you may write there.",
        ) from error
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return given


def write_text(path: str | os.PathLike[str], text: str) -> Path:
    """Write a text as UTF-8 with the line ends that it has, whole or not at all.

    Parameters
    ----------
    path : path
        The file; its folder must exist.
    text : str
        The content.

    Returns
    -------
    Path
        The path as it was given.

    Raises
    ------
    InputError
        As `write_bytes` does.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_text(Path(folder, "a.txt"), "Lübeck").read_text(encoding="utf-8")
    'Lübeck'
    """
    return write_bytes(path, text.encode("utf-8"))


def write_csv(
    path: str | os.PathLike[str], header: Sequence[str], rows: Iterable[Sequence[Any]]
) -> Path:
    r"""Write a table as CSV (comma, UTF-8, decimal point), whole or not at all.

    Parameters
    ----------
    path : path
        The file; its folder must exist.
    header : sequence of str
        Names of the columns.
    rows : iterable of sequences
        The cells. Floats are written with all their digits, so that they read back equal; NaN
        and None are written as empty cells, truth values as 1 and 0.

    Returns
    -------
    Path
        The path as it was given.

    Raises
    ------
    InputError
        As `write_bytes` does.
    ValueError
        If a row is longer or shorter than the header.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     made = write_csv(Path(folder, "a.csv"), ["case", "CI"], [["A", 0.1], ["B", math.nan]])
    ...     made.read_text()
    'case,CI\nA,0.1\nB,\n'
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    for number, row in enumerate(rows, start=1):
        if len(row) != len(header):
            raise ValueError(f"row {number} has {len(row)} cells, the header {len(header)}")
        writer.writerow([_written(cell) for cell in row])
    return write_text(path, stream.getvalue())


def _written(cell: Any) -> str:
    """Return the cell as it is written."""
    if cell is None:
        return ""
    if isinstance(cell, (bool, np.bool_)):
        return "1" if cell else "0"
    if isinstance(cell, (float, np.floating)):
        return "" if math.isnan(cell) else repr(float(cell))
    return str(cell)


def _check_target(path: Path) -> None:
    """Raise the error for a path that cannot become a file."""
    if path.is_dir():
        raise InputError("is a folder, not a file", where=str(path), mend="Name a file in it.")
    if not path.parent.exists():
        raise InputError(
            f"there is no folder '{path.parent}'", where=str(path), mend="Make the folder first."
        )
    if not path.parent.is_dir():
        raise InputError(
            f"'{path.parent}' is a file, not a folder",
            where=str(path),
            mend="Choose another folder.",
        )
