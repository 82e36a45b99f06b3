"""Cutting BibTeX into blocks, so that a damaged one does not take others with it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

__all__ = ["BibtexBlock", "bibtex_blocks", "field_values", "quiet_parser", "split_block"]

_BLOCK = re.compile(r"(?:^[ \t]*|(?<=[})])[ \t]*)@[ \t]*(\w+)[ \t]*[{(]", re.MULTILINE)
_SAME_LINE = re.compile(r"[^{}\n=,]*,\s*[A-Za-z][\w:.-]*\s*=")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_STRINGS = {month: month.capitalize() for month in _MONTHS}


@dataclass(frozen=True)
class BibtexBlock:
    """A block and what follows it up to the next.

    Attributes
    ----------
    line : int
        Line on which it begins.
    kind : str
        Word behind the ``@``, in lower case.
    text : str
        From the ``@`` up to the next block.
    """

    line: int
    kind: str
    text: str


def bibtex_blocks(text: str, first_line: int) -> Iterator[BibtexBlock]:
    """Yield the blocks of a stretch of BibTeX; what stands before the first has kind ``""``.

    A block begins with ``@word{`` at the beginning of a line, or behind a closing brace where a
    key and a field follow.
    """
    starts = []
    for found in _BLOCK.finditer(text):
        at = text.index("@", found.start())
        is_first = text[text.rfind("\n", 0, at) + 1 : at].strip() == ""
        if is_first or _SAME_LINE.match(text, found.end()):
            starts.append((at, found[1].lower()))
    line, before = first_line, 0
    if not starts or starts[0][0] > 0:
        yield BibtexBlock(first_line, "", text[: starts[0][0]] if starts else text)
    ends = [at for at, _ in starts[1:]] + [len(text)]
    for (at, kind), end in zip(starts, ends, strict=True):
        line += text.count("\n", before, at)
        before = at
        yield BibtexBlock(line, kind, text[at:end])


@contextmanager
def quiet_parser() -> Iterator[None]:
    """Keep bibtexparser from logging what is reported as a rejected record."""
    logger = logging.getLogger("bibtexparser.splitter")
    was = logger.disabled
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = was


def split_block(block: BibtexBlock) -> tuple[Any, str, str]:
    """Return the entry that bibtexparser makes of a block, why there is none, and what is left.

    Returns
    -------
    entry or None
        With ``entry_type``, ``key`` and ``fields``.
    str
        Why there is no entry, empty if there is one.
    str
        Text behind the entry.
    """
    from bibtexparser.exceptions import ParserStateException
    from bibtexparser.splitter import Splitter

    try:
        found = Splitter(_with_key(block.text)).split().blocks
    except (ParserStateException, IndexError, AttributeError, RecursionError) as error:
        return None, f"it cannot be read ({type(error).__name__})", ""
    first = found[0] if found else None
    entry = getattr(first, "ignore_error_block", None) or first
    if entry is None or not hasattr(entry, "entry_type"):
        return None, _reason(getattr(first, "error", None)), ""
    behind = "\n".join(one.raw or "" for one in found[1:])
    return entry, "", behind.strip()


def _with_key(text: str) -> str:
    """Return the text of a block with the comma that a block without a key lacks."""
    return re.sub(r"\A(@[ \t]*\w+[ \t]*[{(])(\s*[A-Za-z][\w-]*\s*=)", r"\1,\2", text)


def _reason(error: Any) -> str:
    """Return in plain words why bibtexparser gave a block up."""
    said = str(getattr(error, "abort_reason", "") or "")
    if "end of file" in said or "Unexpected block start" in said:
        return "its braces or quotes are not closed"
    if "Expected a `=`" in said:
        name = re.search(r"entry key `([^`]*)`", said)
        return f"there is no = behind the field{f' {name[1]!r}' if name else ''}"
    if "Expected" in said:
        return "there is no comma or closing brace where one must stand"
    return "it cannot be read"


def field_values(entry: Any, strings: dict[str, str]) -> dict[str, list[str]]:
    """Return field → values of an entry without braces around, strings and months put in."""
    made: dict[str, list[str]] = {}
    for one in entry.fields:
        made.setdefault(one.key.strip().lower(), []).append(string_value(one.value, strings))
    return made


def string_value(value: str, strings: dict[str, str]) -> str:
    """Return the text of a value such as ``{A}``, ``"A"``, ``jan`` or ``name # " b"``.

    Examples
    --------
    >>> string_value('jx # " b"', {"jx": "J. Ex."}), string_value("{A # B}", {})
    ('J. Ex. b', 'A # B')
    """
    return "".join(_part(part, strings) for part in _parts(value.strip()))


def _parts(value: str) -> list[str]:
    """Return the parts of a value that ``#`` joins."""
    if "#" not in value or (value.startswith("{") and _closes_last(value)):
        return [value]
    parts, depth, quoted, begin = [], 0, False, 0
    for at, sign in enumerate(value):
        if sign == '"' and depth == 0:
            quoted = not quoted
        elif sign in "{}" and (at == 0 or value[at - 1] != "\\"):
            depth += 1 if sign == "{" else -1
        elif sign == "#" and depth == 0 and not quoted:
            parts.append(value[begin:at])
            begin = at + 1
    return [part.strip() for part in [*parts, value[begin:]]]


def _closes_last(value: str) -> bool:
    """Return whether the brace that opens the value is closed by its last sign."""
    depth = 0
    for found in re.finditer(r"(?<!\\)[{}]", value):
        depth += 1 if found[0] == "{" else -1
        if depth == 0:
            return found.end() == len(value)
    return False


def _part(part: str, strings: dict[str, str]) -> str:
    """Return one part of a value as text."""
    if len(part) > 1 and (part[0], part[-1]) in (("{", "}"), ('"', '"')):
        return part[1:-1]
    name = part.lower()
    return strings.get(name, _STRINGS.get(name, part))
