"""Reading BibTeX: blocks cut here, each read by bibtexparser, LaTeX turned into signs."""

from __future__ import annotations

import re

from hanse.evidence.records.bibtex_blocks import (
    BibtexBlock,
    bibtex_blocks,
    field_values,
    quiet_parser,
    split_block,
    string_value,
)
from hanse.evidence.records.bibtex_fields import bibtex_record
from hanse.evidence.records.exact import unpacked, with_exact
from hanse.evidence.records.reading import Reading

__all__ = ["read_bibtex"]

_CLOSE = re.compile(r"(?<=\n\})|(?<=\n\)) *(?=\n)")  # behind the brace that ends an entry
_FIELD = re.compile(r"^[ \t{]*(?:[^\s=,]+,)?[ \t]*[A-Za-z][\w-]*[ \t]*=[ \t]*[{\"\w]", re.MULTILINE)
_NO_RECORDS = ("comment", "string", "preamble")


def read_bibtex(text: str, first_line: int) -> Reading:
    r"""Read a stretch of BibTeX.

    Parameters
    ----------
    text : str
        The stretch.
    first_line : int
        Number of its first line in the file.

    Returns
    -------
    Reading
        An entry with a key that was there before, with blanks in it or without one is kept; one
        whose braces are not closed is rejected, and reading goes on with the next.

    Examples
    --------
    >>> read_bibtex('@article{Doe 2021, title={Export {Clusters}}}', 1).kept[0][1].title
    'Export Clusters'
    """
    reading = Reading()
    strings: dict[str, str] = {}
    seen: dict[str, int] = {}
    with quiet_parser():
        for block in bibtex_blocks(text, first_line):
            if block.kind == "":
                _stray(reading, block.line, block.text)
            elif block.kind in _NO_RECORDS:
                _pass_over(block, strings, reading)
            else:
                _read(block, strings, seen, reading)
    return reading


def _read(
    block: BibtexBlock, strings: dict[str, str], seen: dict[str, int], reading: Reading
) -> None:
    """Read one entry."""
    entry, reason, behind = split_block(block)
    if entry is None:
        reading.reject(block.line, reason, block.text)
        return
    if behind:
        _stray(reading, block.line + block.text[: -len(behind)].count("\n"), behind)
    given = field_values(entry, strings)
    ours = [unpacked(text) for text in given.pop("hanse", [])]
    key = " ".join(entry.key.split())
    record, remarks = bibtex_record(block.kind, key, given)
    if not key:
        remarks.append("the entry has no key")
    elif key in seen:
        remarks.append(f"the key '{key}' is that of line {seen[key]} too")
    seen.setdefault(key, block.line)
    twice = sorted(name for name, values in given.items() if len(values) > 1)
    if twice:
        remarks.append(f"the field '{twice[0]}' is there twice; the second is in extra")
    reading.keep(block.line, with_exact(record, ours, "hanse"), remarks)


def _pass_over(block: BibtexBlock, strings: dict[str, str], reading: Reading) -> None:
    """Take a definition such as ``@string{jx = "J. Ex."}``, and what stands behind a block."""
    from bibtexparser.model import String
    from bibtexparser.splitter import Splitter

    first, *others = Splitter(block.text).split().blocks
    if isinstance(first, String):
        strings[first.key.lower()] = string_value(first.value, strings)
    behind = "\n".join(one.raw or "" for one in others).strip()
    if behind:
        _stray(reading, block.line + block.text[: -len(behind)].count("\n"), behind)
    if hasattr(first, "error"):
        _stray(reading, block.line, first.raw or "")


def _stray(reading: Reading, first_line: int, text: str) -> None:
    """Report the lines that stand between entries; fields among them are remains of an entry."""
    line = first_line
    for part in _CLOSE.split(text):
        if _FIELD.search(part):
            begun = line + part[: len(part) - len(part.lstrip())].count("\n")
            reading.reject_fragment(begun, "the beginning of an entry is missing", part)
        else:
            reading.strays.extend(
                (number, one)
                for number, one in enumerate(part.split("\n"), start=line)
                if one.strip(" \t,{}()")
            )
        line += part.count("\n")
