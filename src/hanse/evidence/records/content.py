"""From the bytes of an export to its text: encoding, line ends, and what is no export at all."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from hanse.errors import InputError
from hanse.messages import plural

__all__ = ["Content", "decoded_content"]

_SIGNATURES = {  # first bytes → what it is
    b"%PDF": "a PDF document",
    b"\xd0\xcf\x11\xe0": "an old Office file (.xls or .doc)",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"{\\rtf": "a text document (RTF)",
    b"\x1f\x8b": "a file packed with gzip",
    b"7z\xbc\xaf": "a packed archive (7z)",
    b"Rar!": "a packed archive (RAR)",
    b"SQLite format 3": "a database file (SQLite)",
}
_ZIPPED = {
    b"xl/workbook": ("an Excel workbook", "Save it in Excel as CSV UTF-8, and give that file."),
    b"word/document": ("a Word document", "Export the records from the database again."),
}
_AGAIN = (
    "Export the records again as RIS, BibTeX, PubMed (.nbib), CSV, Web of Science or EndNote XML."
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_TOO_MANY = 0.02  # share of control characters above which a file is no text


@dataclass(frozen=True)
class Content:
    """The text of a file.

    Attributes
    ----------
    text : str
        The text; lines end in a newline, and there are no other control characters but tabs.
    encoding : str
        Encoding of the bytes.
    warnings : tuple of (int, str)
        Line and what was mended there.
    """

    text: str
    encoding: str
    warnings: tuple[tuple[int, str], ...]


def decoded_content(data: bytes, name: str) -> Content:
    r"""Return the text of an export.

    Parameters
    ----------
    data : bytes
        The file. A byte order mark decides; without one it is UTF-8, and lines that are not are
        read as cp1252.
    name : str
        Name of the file, for errors.

    Raises
    ------
    InputError
        If there is nothing in it or it is no text: a PDF, a workbook, a web page, a picture.

    Examples
    --------
    >>> decoded_content("TI  - Röe\r\n".encode("cp1252"), "a.ris").encoding
    'cp1252'
    """
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise InputError(
            "the file is empty", where=name, mend="Export it again; look if the search found any."
        )
    _refuse_signature(data, name)
    text, encoding, warnings = _text_of(data)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text, removed = _without_controls(text, name)
    _refuse_page(text, name)
    return Content(text, encoding, (*warnings, *removed))


def _refuse_signature(data: bytes, name: str) -> None:
    """Raise the error for bytes that are another kind of file."""
    if data.startswith(b"PK\x03\x04"):
        kind, mend = next(
            (said for mark, said in _ZIPPED.items() if mark in data),
            ("a zip archive", "Unpack it and give the files in it."),
        )
        raise InputError(f"looks like {kind}, not like records", where=name, mend=mend)
    kind = next((kind for start, kind in _SIGNATURES.items() if data.startswith(start)), "")
    if kind:
        raise InputError(f"looks like {kind}, not like records", where=name, mend=_AGAIN)


def _refuse_page(text: str, name: str) -> None:
    """Raise the error for a web page that was saved in place of the export."""
    head = text[:2000].lstrip().lower()
    if head.startswith(("<!doctype html", "<html")) or re.match(
        r"<\?xml[^>]*>\s*<!doctype html", head
    ):
        title = re.search(r"<title[^>]*>\s*([^<]{1,80})", text[:20000], re.IGNORECASE)
        called = f", titled '{' '.join(title[1].split())}'" if title else ""
        raise InputError(
            f"looks like a web page{called}, not like records",
            where=name,
            mend="Perhaps the page of the login was saved. Log in and export again.",
        )


def _text_of(data: bytes) -> tuple[str, str, list[tuple[int, str]]]:
    """Return text, name of the encoding and warnings."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    wide = _wide(data)
    return _decoded(data, wide or "utf-8")


def _wide(data: bytes) -> str:
    """Return the UTF-16 that text without a mark is in, empty if it is in none."""
    head = data[:4000]
    if len(head) < 8:
        return ""
    low, high = head[0::2].count(0) / len(head) * 2, head[1::2].count(0) / len(head) * 2
    if high > 0.7 and low < 0.1:
        return "utf-16-le"
    return "utf-16-be" if low > 0.7 and high < 0.1 else ""


def _decoded(data: bytes, encoding: str) -> tuple[str, str, list[tuple[int, str]]]:
    """Return the text; what does not fit the encoding is read line by line, never dropped."""
    try:
        return data.decode(encoding), encoding, []
    except UnicodeDecodeError:
        pass
    if encoding != "utf-8":
        text = data.decode(encoding, errors="replace")
        line = text[: text.find("\ufffd")].count("\n") + 1
        return text, encoding, [(line, f"bytes that are no {encoding} stand here, shown as \ufffd")]
    lines, odd, fitting = [], [], 0
    for number, raw in enumerate(re.split(rb"(?<=\n)|(?<=\r)(?!\n)", data), start=1):
        try:
            lines.append(raw.decode("utf-8"))
            fitting += not raw.isascii()
        except UnicodeDecodeError:
            lines.append(raw.decode("cp1252", errors="replace"))
            odd.append(number)
    text = "".join(lines)
    if not fitting:
        return text, "cp1252", []
    said = f"{plural(len(odd), 'line')} not in UTF-8, read as cp1252"
    return text, "utf-8 and cp1252", [(odd[0], said)]


def _without_controls(text: str, name: str) -> tuple[str, list[tuple[int, str]]]:
    """Return the text without control characters, and what was taken out."""
    first = _CONTROL.search(text)
    if not first:
        return text, []
    cleaned, count = _CONTROL.subn("", text)
    if count > _TOO_MANY * len(text) and count > 2 * text.count("\n") + 8:
        raise InputError("looks like a binary file, not like records", where=name, mend=_AGAIN)
    line = text.count("\n", 0, first.start()) + 1
    return cleaned, [(line, f"{plural(count, 'control character')} taken out, such as NUL")]
