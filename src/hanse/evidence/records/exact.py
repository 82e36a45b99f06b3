"""What a format cannot hold, written beside it, so that our own files read back equal.

A writer fills the tags that every program knows. Then it reads its own tags as the reader would.
Where a field comes back otherwise, such as a line end in an abstract or the identifier within a
review, the exact value is written into one more tag that other programs ignore. The check number
beside it is that of the value in the plain tags: when somebody has changed those in another
program, the change holds and not the exact value of before.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hanse.evidence.records.record import FIELDS, LISTS, BibliographicRecord

__all__ = ["OVERRIDE_TAG", "exact_text", "packed", "unpacked", "with_exact"]

OVERRIDE_TAG = "ZZ"
_MARK = "hanse:"


def exact_text(record: BibliographicRecord, read_back: BibliographicRecord) -> str:
    """Return the fields that came back otherwise, as ASCII on one line; empty if all are equal."""
    differing = {
        name: [_check_number(getattr(read_back, name)), getattr(record, name)]
        for name in FIELDS
        if getattr(record, name) != getattr(read_back, name)
    }
    return _MARK + json.dumps(differing) if differing else ""


def with_exact(
    record: BibliographicRecord, overrides: Sequence[str], tag: str
) -> BibliographicRecord:
    """Return the record with the exact values that `exact_text` wrote.

    What is none of ours stays in ``extra`` under its tag, so that nothing is lost.
    """
    changed: dict[str, Any] = {}
    foreign: list[tuple[str, str]] = []
    for text in overrides:
        found = _fields(text)
        if found is None:
            foreign.append((tag, text))
            continue
        for name, (number, value) in found.items():
            if number == _check_number(getattr(record, name)):
                changed[name] = value
    if foreign:
        changed["extra"] = (*changed.get("extra", record.extra), *foreign)
    return replace(record, **changed) if changed else record


def packed(text: str) -> str:
    """Return the text in letters, digits, ``-``, ``_`` and ``=`` alone, as BibTeX needs it."""
    return base64.urlsafe_b64encode(text.encode("ascii")).decode("ascii")


def unpacked(text: str) -> str:
    """Return what `packed` wrote, the text itself where it is not of its making."""
    try:
        return base64.urlsafe_b64decode("".join(text.split()).encode("ascii")).decode("ascii")
    except (binascii.Error, UnicodeError, ValueError):
        return text


def _check_number(value: Any) -> int:
    """Return a number that changes with the value."""
    return zlib.crc32(json.dumps(value).encode("ascii"))


def _fields(text: str) -> dict[str, tuple[int, Any]] | None:
    """Return name → check number and value, None if the text is not of our making."""
    if not text.startswith(_MARK):
        return None
    try:
        found = json.loads(text.removeprefix(_MARK))
        return {name: (pair[0], _value(name, pair[1])) for name, pair in found.items()}
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return None


def _value(name: str, value: Any) -> Any:
    """Return a JSON value as the field holds it."""
    if name == "extra":
        return tuple((str(key), str(text)) for key, text in value)
    if name in LISTS:
        return tuple(str(one) for one in value)
    if name in ("year", "cited_by"):
        return None if value is None else int(value)
    if name not in FIELDS:
        raise KeyError(name)
    return str(value)
