"""Exports made of tagged lines: cutting RIS, MEDLINE and Web of Science text into records."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from hanse.evidence.records.reading import Reading

__all__ = ["Block", "Grammar", "blocks"]

_HEADER = re.compile(
    r"\s*(?:\d+\.|<\s*\d+\s*>|Record\s+#?\d+(?:\s+of\s+\d+)?\.?)\s*", re.IGNORECASE
)


@dataclass(frozen=True)
class Grammar:
    """What the lines of a format look like.

    Attributes
    ----------
    start, end : str
        Tag that begins a record, and the one that ends it, empty if none does.
    titles : frozenset of str
        Tags of a title; outside of a record they begin one that has lost its first line.
    cut : callable
        A line → (tag, value), or None for a line without a tag.
    file_marks : frozenset of str
        Tags of the file itself, which belong to no record.
    is_indented : bool
        Whether a line that goes on begins with a blank.
    """

    start: str
    end: str
    titles: frozenset[str]
    cut: Callable[[str], tuple[str, str] | None]
    file_marks: frozenset[str] = frozenset()
    is_indented: bool = False


@dataclass
class Block:
    """The tagged lines of one record.

    Attributes
    ----------
    line : int
        Line on which it begins.
    lines : list of (str, list of str)
        Tags, and the lines of their values.
    is_closed : bool
        Whether the end mark was there.
    is_cut : bool
        Whether the file ends within it.
    is_headless : bool
        Whether its first line is missing.
    """

    line: int
    lines: list[tuple[str, list[str]]] = field(default_factory=list)
    is_closed: bool = False
    is_cut: bool = False
    is_headless: bool = False

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Tags and values, the lines of a value parted by newlines."""
        return [(tag, "\n".join(lines)) for tag, lines in self.lines]


@dataclass
class _State:
    """Where in the file the cutting is."""

    block: Block | None = None
    before: Block | None = None  # the record that ended last
    waiting: list[tuple[int, str, str]] = field(default_factory=list)  # tags outside of records
    after_blank: bool = False
    has_title: bool = False
    goes_on: bool = False  # whether an untagged line belongs to a value


def blocks(
    lines: Sequence[str], first_line: int, grammar: Grammar, reading: Reading
) -> Iterator[Block]:
    """Yield the records of a stretch, one behind the other.

    A block is yielded only when what follows it is known, because tags behind its end mark and
    before the next record are kept with it.

    Parameters
    ----------
    lines : sequence of str
        The lines without their ends.
    first_line : int
        Number of the first of them in the file.
    grammar : Grammar
        The format.
    reading : Reading
        Takes the lines that belong to no record, and warnings.
    """
    now = _State()
    for number, line in enumerate(lines, start=first_line):
        if not line or line.isspace():
            now.after_blank = True
            continue
        found = grammar.cut(line)
        if found is None:
            _untagged(now, number, line, grammar, reading)
        else:
            tag, value = found
            if _begins(now, tag, grammar):
                yield from _begun(now, number, tag, value, grammar, reading)
            else:
                _tagged(now, number, tag, value, grammar, reading)
        now.after_blank = False
    yield from _released(now, reading)
    if now.block is not None:
        now.block.is_cut = bool(grammar.end)
        yield now.block


def _begins(now: _State, tag: str, grammar: Grammar) -> bool:
    """Return whether that tag begins a record."""
    if tag == grammar.start:
        return True
    if tag not in grammar.titles:
        return False
    if now.block is None:
        return True
    return not grammar.end and now.after_blank and now.has_title


def _begun(
    now: _State, number: int, tag: str, value: str, grammar: Grammar, reading: Reading
) -> Iterator[Block]:
    """Yield what came before, and open the record."""
    headless = tag != grammar.start
    lines, line = [(tag, [value])], number
    if headless and now.block is None:
        lines = [(name, [text]) for _, name, text in now.waiting] + lines
        line = now.waiting[0][0] if now.waiting else number
        now.waiting = []
    yield from _released(now, reading)
    if now.block is not None:
        if grammar.end:
            said = f"the record has no end mark ({grammar.end}); it ends where the next begins"
            reading.warnings.append((now.block.line, said))
        yield now.block
    now.before = None
    now.block = Block(line, lines, is_headless=headless)
    now.has_title, now.goes_on = headless, True
    if headless:
        said = f"the first line of a record ({grammar.start}) is missing"
        reading.warnings.append((line, said))


def _tagged(
    now: _State, number: int, tag: str, value: str, grammar: Grammar, reading: Reading
) -> None:
    """Take a tagged line that begins no record."""
    if tag in grammar.file_marks:
        now.goes_on = False
    elif tag == grammar.end:
        if now.block is not None:
            now.block.is_closed = True
            now.before, now.block = now.block, None
        if value:
            now.waiting.append((number, tag, value))
        now.goes_on = False
    elif now.block is None:
        now.waiting.append((number, tag, value))
        now.goes_on = False
    else:
        now.has_title = now.has_title or tag in grammar.titles
        now.block.lines.append((tag, [value]))
        now.goes_on = True


def _untagged(now: _State, number: int, line: str, grammar: Grammar, reading: Reading) -> None:
    """Take a line without a tag: it goes on with the value before, or belongs to no record."""
    is_header = now.after_blank and _HEADER.fullmatch(line)
    loose = grammar.is_indented and now.after_blank and not line[0].isspace()
    if now.block is None or not now.goes_on or is_header or loose:
        reading.strays.append((number, line))
        now.goes_on = now.goes_on and not loose and not is_header
    else:
        now.block.lines[-1][1].append(line.strip())


def _released(now: _State, reading: Reading) -> Iterator[Block]:
    """Yield the record that ended last, with the tags that stand behind its end."""
    before, waiting = now.before, now.waiting
    now.before, now.waiting = None, []
    if before is not None:
        before.lines.extend((tag, [value]) for _, tag, value in waiting)
        if any(value.strip() for _, _, value in waiting):
            said = "tags behind the end of a record are kept with it"
            reading.warnings.append((waiting[0][0], said))
        yield before
    else:
        reading.strays.extend((line, f"{tag} {value}") for line, tag, value in waiting)
