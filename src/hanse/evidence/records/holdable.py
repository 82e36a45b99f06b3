"""The one thing that no text file can hold, and values on one line for files made of lines."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from hanse.evidence.records.record import FIELDS, BibliographicRecord

__all__ = ["holdable", "one_line"]

_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def holdable(record: BibliographicRecord) -> BibliographicRecord:
    r"""Return the record as a text file can hold it.

    Everything that a record can be made of is written and reads back equal, but for halves of a
    sign (lone surrogates), which are no text: they become the replacement sign.

    Examples
    --------
    >>> holdable(BibliographicRecord(title="a\ud800")).title
    'a�'
    """
    changed = {}
    for name in FIELDS:
        value = getattr(record, name)
        if value:
            made = _held(value)
            if made is not value:
                changed[name] = made
    return replace(record, **changed) if changed else record


def one_line(text: str) -> str:
    r"""Return a text on one line, without control characters and blanks around it.

    Examples
    --------
    >>> one_line(" An abstract\r\n  in two lines ")
    'An abstract in two lines'
    """
    if not _CONTROL.search(text):
        return text.strip()
    return " ".join(part for one in _CONTROL.split(text) if (part := one.strip()))


def _held(value: Any) -> Any:
    """Return the value, itself where nothing is to be changed."""
    if isinstance(value, str):
        return value if value.isascii() else _clean(value)
    if isinstance(value, tuple):
        made = tuple(_held(one) for one in value)
        return value if all(a is b for a, b in zip(value, made, strict=True)) else made
    return value


def _clean(value: str) -> str:
    """Return a text without surrogates, itself where there are none."""
    return _SURROGATE.sub("\ufffd", value) if _SURROGATE.search(value) else value
