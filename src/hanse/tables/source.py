"""Opening a file: what it is, judged by its name and by its first bytes."""

from __future__ import annotations

import gzip
import hashlib
import os
import zlib
from dataclasses import dataclass
from pathlib import Path

from hanse.errors import InputError, unknown_name

__all__ = ["Source", "open_source"]

_TEXT_SUFFIXES = (".csv", ".tsv", ".tab", ".txt", ".dat", ".raw")
_WORKBOOK_SUFFIXES = (".xlsx", ".xlsm")
_READABLE = "Readable are " + ", ".join((*_TEXT_SUFFIXES, *_WORKBOOK_SUFFIXES)) + ", also as .gz."
_UNREADABLE = {  # suffix → what it is
    ".xls": "an old Excel file",
    ".ods": "an OpenDocument spreadsheet",
    ".docx": "a Word document",
    ".doc": "a Word document",
    ".pdf": "a PDF document",
    ".sav": "an SPSS file",
    ".dta": "a Stata file",
    ".rds": "an R object",
    ".rda": "an R object",
    ".rdata": "an R object",
    ".json": "a JSON file",
    ".parquet": "a Parquet file",
    ".toml": "a TOML file",
    ".html": "a web page",
    ".xml": "an XML file",
    ".zip": "a zip archive",
}
_SIGNATURES = {  # first bytes → what it is
    b"%PDF": "a PDF document",
    b"\xd0\xcf\x11\xe0": "an old Office file (.xls or .doc)",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"$FL2": "an SPSS file",
    b"PAR1": "a Parquet file",
    b"RDX": "an R object",
    b"{\\rtf": "a text document (RTF)",
}


@dataclass(frozen=True)
class Source:
    """A file that was read whole.

    Parameters
    ----------
    name : str
        Name of the file without its folder.
    data : bytes
        The content, unpacked if it was packed.
    sha256 : str
        Hash of the bytes as they lie on the disk.
    is_workbook : bool
        Whether it is an Excel workbook.
    notes : tuple of str
        What was recognised.
    """

    name: str
    data: bytes
    sha256: str
    is_workbook: bool
    notes: tuple[str, ...]


def open_source(path: str | os.PathLike[str]) -> Source:
    """Return the content of a file that can be a table.

    Raises
    ------
    InputError
        If there is no such file (with the nearest name), it is a folder or empty, or it is
        something else than text or an Excel workbook.
    """
    given = Path(path)
    raw = _bytes_of(given)
    suffixes = [suffix.lower() for suffix in given.suffixes[-2:]]
    notes: tuple[str, ...] = ()
    data = raw
    if raw.startswith(b"\x1f\x8b"):
        data = _unpacked(raw, given)
        notes = ("Unpacked with gzip.",)
        suffixes = [suffix for suffix in suffixes if suffix != ".gz"]
    elif suffixes[-1:] == [".gz"]:
        raise InputError(
            "is named .gz but is not packed with gzip", where=str(given), mend=_READABLE
        )
    if not data.strip():
        raise InputError("the file is empty", where=str(given), mend="Save the table again.")
    is_workbook = _check_kind(data, suffixes[-1] if suffixes else "", str(given))
    return Source(given.name, data, hashlib.sha256(raw).hexdigest(), is_workbook, notes)


def _bytes_of(path: Path) -> bytes:
    """Return the bytes of a file, or raise the error that says why there are none."""
    if path.is_dir():
        raise InputError("is a folder, not a file", where=str(path), mend="Name a file in it.")
    if not path.exists():
        raise _no_such_file(path)
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror or error}",
            where=str(path),
            mend="See that you may read it and that no other program holds it.",
        ) from error


def _no_such_file(path: Path) -> InputError:
    """Return the error for a missing file, with the nearest name in its folder."""
    folder = path.parent
    if not folder.is_dir():
        return InputError(
            f"there is no folder '{folder}'", where=str(path), mend="Check the path of the file."
        )
    there = sorted(each.name for each in folder.iterdir() if _looks_readable(each))
    if not there:
        return InputError(
            "there is no such file", where=str(path), mend="Its folder holds no table at all."
        )
    return unknown_name("file", path.name, there, where=str(path))


def _looks_readable(path: Path) -> bool:
    """Return whether the name of a file says that it can be a table."""
    name = path.name.lower().removesuffix(".gz")
    return name.endswith(_TEXT_SUFFIXES + _WORKBOOK_SUFFIXES) and not name.startswith(".")


def _unpacked(raw: bytes, path: Path) -> bytes:
    """Return the content of a file packed with gzip."""
    try:
        return gzip.decompress(raw)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(
            "is packed with gzip but damaged", where=str(path), mend="Copy or download it again."
        ) from error


def _check_kind(data: bytes, suffix: str, where: str) -> bool:
    """Return whether the content is a workbook; raise the error if it is no table at all."""
    zipped = data.startswith(b"PK\x03\x04")
    is_workbook = zipped and b"xl/workbook.xml" in data
    if suffix in _WORKBOOK_SUFFIXES and not is_workbook:
        raise InputError(
            f"is named {suffix} but is not an Excel workbook",
            where=where,
            mend="Save it again as .xlsx, or give it the name of what it is, such as .csv.",
        )
    if suffix in _TEXT_SUFFIXES and is_workbook:
        raise InputError(
            f"is named {suffix} but is an Excel workbook", where=where, mend="Rename it to .xlsx."
        )
    if is_workbook:
        return True
    found = "a zip archive" if zipped else _signature(data) or _UNREADABLE.get(suffix, "")
    if not found and b"\x00" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        found = "a binary file"
    if found:
        raise InputError(
            f"is {found}, which cannot be read",
            where=where,
            mend=f"Save it as .csv or .xlsx. {_READABLE}",
        )
    if suffix and suffix not in _TEXT_SUFFIXES and not suffix[1:].isdigit() and " " not in suffix:
        raise InputError(f"has the unknown suffix '{suffix}'", where=where, mend=_READABLE)
    return False


def _signature(data: bytes) -> str:
    """Return what the first bytes say that the content is, empty if they say nothing."""
    head = data[:512].lstrip().lower()
    if head.startswith((b"<!doctype", b"<html", b"<?xml")):
        return "a web page or an XML file"
    return next((kind for start, kind in _SIGNATURES.items() if data.startswith(start)), "")
