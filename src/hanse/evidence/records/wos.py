"""Reading the plain text of Web of Science."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hanse.evidence.records.reading import Reading
from hanse.evidence.records.tagged import Block, Grammar, blocks
from hanse.evidence.records.values import split_items
from hanse.evidence.records.wos_fields import WOS_LISTS, wos_record

__all__ = ["read_wos"]

_TAGGED = re.compile(r"([A-Za-z][A-Za-z0-9])(?:[ \t]+(.*))?", re.DOTALL)
_TAG_LINES = (
    "FN VR PT AU AF BA BF CA GP BE TI SO SE BS LA DT CT CY CL SP HO DE ID AB C1 C3 RP EM RI OI FU "
    "FP FX CR NR TC Z9 U1 U2 PU PI PA SN EI BN J9 JI PD PY VL IS PN SU SI MA BP EP AR DI DL D2 EA "
    "EY PG P2 WC WE SC GA PM UT OA HC HP DA ER EF ED FT "
)
_TAGS = frozenset(_TAG_LINES.split())


def read_wos(lines: Sequence[str], first_line: int) -> Reading:
    """Read a stretch of the plain text of Web of Science.

    Parameters
    ----------
    lines : sequence of str
        Its lines without their ends.
    first_line : int
        Number of the first of them in the file.

    Returns
    -------
    Reading
        A record without an end mark is kept with a warning; one that is cut off right behind its
        first line is rejected.

    Examples
    --------
    >>> read_wos(["PT J", "TI Export", "   clusters", "ER", "", "EF"], 1).kept[0][1].title
    'Export clusters'
    """
    reading = Reading()
    lower = any(re.match(r"pt[ \t]+[A-Za-z][ \t]*$", line) for line in lines)

    def cut(line: str) -> tuple[str, str] | None:
        found = _TAGGED.fullmatch(line)
        if found is None:
            return None
        tag, value = found[1], (found[2] or "").strip()
        if tag.upper() not in _TAGS or not (lower or tag.isupper()):
            return None
        if tag.upper() in ("ER", "EF") and value:
            return None
        return tag.upper(), value

    marks = frozenset({"FN", "VR", "EF"})
    grammar = Grammar("PT", "ER", frozenset({"TI"}), cut, marks, is_indented=True)
    for block in blocks(lines, first_line, grammar, reading):
        _keep(block, reading)
    if reading.kept and not any(line.strip().upper() == "EF" for line in lines[-20:]):
        said = "the end mark of the file (EF) is missing; records behind here may be too"
        reading.warnings.append((first_line + len(lines) - 1, said))
    return reading


def _keep(block: Block, reading: Reading) -> None:
    """Keep the record of a block, or reject it where the file ends before it says anything."""
    given: dict[str, list[str]] = {}
    for tag, value in block.pairs:
        separators = ";" if tag in ("DE", "ID", "CA", "GP") else ""
        values = split_items(value, separators) if tag in WOS_LISTS else [value]
        given.setdefault(tag, []).extend(values)
    filled = any(value for tag, values in given.items() for value in values if tag != "PT")
    if block.is_cut and not filled:
        reading.reject(block.line, "cut off: the file ends behind its first line", "PT")
        return
    if block.is_cut:
        said = "the record is cut off (no end mark ER before the end); its last field may be too"
        reading.warnings.append((block.line, said))
    record, remarks = wos_record(given)
    reading.keep(block.line, record, remarks)
