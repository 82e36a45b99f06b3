"""Reading an export, whatever it is in, so that no record is lost without a word."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from hanse.errors import InputError, unknown_name
from hanse.evidence.records import starts
from hanse.evidence.records.bibtex import read_bibtex
from hanse.evidence.records.content import decoded_content
from hanse.evidence.records.endnote import read_endnote
from hanse.evidence.records.medline import read_medline
from hanse.evidence.records.reading import Reading
from hanse.evidence.records.record_file import (
    FORMATS,
    TITLES,
    PlacedRecord,
    RecordFile,
    RejectedRecord,
)
from hanse.evidence.records.ris import read_ris
from hanse.evidence.records.stretches import Stretch, stretches
from hanse.evidence.records.table import read_table, table_layout
from hanse.evidence.records.wos import read_wos
from hanse.messages import join_names

__all__ = ["read_records"]

_SUFFIXES = {
    ".ris": ("ris",),
    ".bib": ("bibtex",),
    ".nbib": ("medline",),
    ".ciw": ("wos-text",),
    ".csv": ("csv", "scopus-csv"),
    ".tsv": ("csv", "wos-tab", "scopus-csv"),
    ".xml": ("endnote-xml",),
}
_FAMILY = ("csv", "scopus-csv", "wos-tab")


@dataclass
class _Found:
    """What the stretches held together."""

    records: list[PlacedRecord]
    rejected: list[RejectedRecord]
    warnings: list[tuple[int, str]]
    starts: int


def read_records(
    source: str | os.PathLike[str] | bytes, *, name: str = "", format: str | None = None
) -> RecordFile:
    r"""Read the records of an export.

    The content decides on the format, not the name of the file. Formats that follow one another in
    a file are read each by its own reader. After reading, the records that begin in the file are
    counted again by other means: ``starts`` is always the number of records kept plus the number
    rejected.

    Parameters
    ----------
    source : path or bytes
        The file, or its content.
    name : str, optional
        What to call it in messages; the name of the file if it is left out.
    format : str, optional
        One of `FORMATS`: an error is raised if the file holds nothing of it. ``"csv"`` stands for
        every table.

    Returns
    -------
    RecordFile
        Records with their lines, what was rejected and why, and warnings. A record without a
        title is kept with a warning, an empty one too. The last record of a file that is cut off
        is kept with a warning where something is left of it, else rejected.

    Raises
    ------
    InputError
        If there is no such file, it is empty or no export at all (a PDF, a workbook, the page of
        a login), or it is not in the format that was named.

    Examples
    --------
    >>> found = read_records(b"TY  - JOUR\nTI  - Export clusters\nER  - \n", name="a.ris")
    >>> print(found)
    a.ris: 1 record in RIS, utf-8; 1 read, 0 rejected.
    >>> found.records[0].record.title
    'Export clusters'
    """
    if format is not None and format not in FORMATS:
        raise unknown_name("format", format, FORMATS)
    data, name = _bytes_of(source, name)
    content = decoded_content(data, name)
    del data
    found = stretches(content.text, name)
    kinds = tuple(dict.fromkeys(one.format for one in found))
    _check_format(kinds, format, name)
    all_of_it = _Found([], [], [*content.warnings, *_about_name(kinds, name)], 0)
    for one in found:
        _take(one, all_of_it)
    made = RecordFile(
        name=name,
        formats=kinds,
        encoding=content.encoding,
        records=tuple(all_of_it.records),
        rejected=tuple(all_of_it.rejected),
        warnings=tuple(f"line {line}: {said}" for line, said in all_of_it.warnings),
        starts=all_of_it.starts,
    )
    made.check()
    if not made.starts:
        raise InputError(
            f"looks like {join_names([TITLES[one] for one in kinds])}, but no record begins in it",
            where=name,
            mend="Export it again; look if the search found any.",
        )
    return made


def _take(stretch: Stretch, found: _Found) -> None:
    """Read one stretch, and count its beginnings apart from that."""
    reading, count = _read(stretch)
    kept = [PlacedRecord(record, line, stretch.format) for line, record in reading.kept]
    found.records.extend(kept)
    found.rejected.extend(RejectedRecord(*one) for one in reading.rejected)
    found.warnings.extend(reading.all_warnings())
    found.starts += count + reading.fragments


def _read(stretch: Stretch) -> tuple[Reading, int]:
    """Return what the reader of the format makes of a stretch, and how many records begin."""
    text, line = stretch.text, stretch.first_line
    if stretch.format == "ris":
        return read_ris(text.split("\n"), line), starts.ris_starts(text)
    if stretch.format == "medline":
        return read_medline(text.split("\n"), line), starts.medline_starts(text)
    if stretch.format == "wos-text":
        return read_wos(text.split("\n"), line), starts.wos_starts(text)
    if stretch.format == "bibtex":
        return read_bibtex(text, line), starts.bibtex_starts(text)
    if stretch.format == "endnote-xml":
        return read_endnote(text, line), starts.endnote_starts(text)
    layout = table_layout(text)
    count = starts.table_starts(
        text, layout.delimiter, header_line=layout.line, is_quoted=layout.is_quoted
    )
    return read_table(text, line), count


def _check_format(kinds: tuple[str, ...], format: str | None, name: str) -> None:
    """Raise the error for a file that holds nothing of the format that was named."""
    if format is None or format in kinds or (format == "csv" and set(kinds) & set(_FAMILY)):
        return
    found = join_names([TITLES[one] for one in kinds])
    raise InputError(
        f"looks like {found}, not like {TITLES[format]}",
        where=name,
        mend=f"Leave the format out, or name it '{kinds[0]}'.",
    )


def _about_name(kinds: tuple[str, ...], name: str) -> list[tuple[int, str]]:
    """Return a warning where the name of the file says something else than its content."""
    suffix = Path(name).suffix.lower()
    expected = _SUFFIXES.get(suffix)
    if expected is None or kinds[0] in expected:
        return []
    found = join_names([TITLES[one] for one in kinds])
    return [(1, f"the name ends in {suffix}, but the content is {found}; it was read as that")]


def _bytes_of(source: str | os.PathLike[str] | bytes, name: str) -> tuple[bytes, str]:
    """Return the bytes of a file and what to call it."""
    if isinstance(source, bytes):
        return source, name or "export"
    path = Path(source)
    if path.is_dir():
        raise InputError("is a folder, not a file", where=str(path), mend="Name a file in it.")
    if not path.exists():
        there = path.parent.iterdir() if path.parent.is_dir() else ()
        raise unknown_name("file", path.name, sorted(one.name for one in there), where=str(path))
    try:
        return path.read_bytes(), name or path.name
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror or error}",
            where=str(path),
            mend="See that you may read it and that no other program holds it.",
        ) from error
