"""Reading RIS: a pre-pass that mends the lines, then rispy, record by record."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import islice
from string import ascii_uppercase, digits

from hanse.evidence.records.exact import OVERRIDE_TAG, with_exact
from hanse.evidence.records.reading import Reading
from hanse.evidence.records.ris_fields import ris_record
from hanse.evidence.records.tagged import Block, Grammar, blocks

__all__ = ["read_ris"]

_AT_ONCE = 2000  # records that rispy gets in one text
_TAGS = {a + b: a + b for a in ascii_uppercase for b in ascii_uppercase + digits}
_BREAK = "\x1e"  # stands for a line end inside a value while rispy reads; no text holds it
_STRICT = re.compile(r"([A-Z][A-Z0-9])  -(.*)", re.DOTALL)
_START = re.compile(r"TY[ \t]+-|[ \t]*[Tt][Yy][ \t]*-[ \t]*[A-Za-z]{0,8}[ \t]*$")
_END = re.compile(r"ER[ \t]+-|[ \t]*[Ee][Rr][ \t]*-[ \t]*$")
_TAG_LINES = (
    "TY A1 A2 A3 A4 AB AD AI AN AU BT C1 C2 C3 C4 C5 C6 C7 C8 CA CN CP CR CT CY DA DB DI DO DP ED "
    "EP ER ET ID IS J1 J2 JA JF JO KW L1 L2 L3 L4 LA LB LK M1 M2 M3 N1 N2 NL NV OP PB PP PY RI RN "
    "RP SE SN SP ST T1 T2 T3 TA TI TT U1 U2 U3 U4 U5 UR VL VO Y1 Y2 "
)
_KNOWN = frozenset(_TAG_LINES.split())


def read_ris(lines: Sequence[str], first_line: int) -> Reading:
    r"""Read a stretch of RIS.

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
    >>> read_ris(["TY - JOUR", "TI - Clusters", "ER  -"], 1).kept[0][1].title
    'Clusters'
    """
    reading = Reading()
    found = blocks(lines, first_line, _grammar(lines), reading)
    while some := list(islice(found, _AT_ONCE)):
        for block, given in zip(some, _parsed(some), strict=True):
            _keep(block, given, reading)
    return reading


def _keep(block: Block, given: dict[str, list[str]], reading: Reading) -> None:
    """Keep the record of a block, or reject it where the file ends before it says anything."""
    filled = any(value.strip() for tag, values in given.items() for value in values if tag != "TY")
    if block.is_cut and not filled:
        text = "\n".join(f"{tag}  - {value}" for tag, value in block.pairs)
        reading.reject(block.line, "cut off: the file ends behind its first line", text)
        return
    if block.is_cut:
        said = "the record is cut off (no end mark ER before the end); its last field may be too"
        reading.warnings.append((block.line, said))
    override = given.pop(OVERRIDE_TAG, [])
    record, remarks = ris_record(given)
    titles = {" ".join(one.split()) for tag in ("TI", "T1") for one in given.get(tag, ())} - {""}
    if len(titles) > 1:
        remarks.append("a second title, kept in extra; perhaps two records in one")
    reading.keep(block.line, with_exact(record, override, OVERRIDE_TAG), remarks)


def _parsed(some: Sequence[Block]) -> list[dict[str, list[str]]]:
    """Return tag → values for each block, as rispy reads them."""
    import rispy

    text = "\n".join(_mended(block) for block in some)
    every = frozenset(_TAGS)
    found = rispy.loads(
        text, mapping={**_TAGS, "UK": "UK"}, list_tags=every, delimiter_tags_mapping={}
    )
    made = []
    for block, one in zip(some, found, strict=True):
        kind = one.pop("TY")
        given = {"TY": [kind] if isinstance(kind, str) else list(kind)}
        given |= {
            tag: [value.replace(_BREAK, "\n") for value in values] for tag, values in one.items()
        }
        behind = [value for tag, value in block.pairs if tag == "ER"]
        made.append({**given, **({"ER": behind} if behind else {})})
    return made


def _mended(block: Block) -> str:
    """Return a block as RIS that rispy cannot misread: one line for each tag, and both marks."""
    pairs = [(tag, value) for tag, value in block.pairs if tag != "ER"]
    kind = next((value for tag, value in pairs if tag == "TY"), "")
    body = [f"{tag}  - {value.replace(chr(10), _BREAK)}" for tag, value in pairs if tag != "TY"]
    return "\n".join([f"TY  - {kind.split(chr(10))[0]}", *body, "ER  - "])


def _grammar(lines: Sequence[str]) -> Grammar:
    """Return the grammar of the stretch, with the habits of whoever wrote its tags."""
    starts = [line for line in lines if line[:1] in " \tTt" and _START.match(line)]
    return Grammar(
        start="TY",
        end="ER",
        titles=frozenset({"TI", "T1", "CT"}),
        cut=_cutter(
            is_lower=any(line.lstrip()[:2] != "TY" for line in starts),
            is_tight=any(re.match(r"\s*ty-\S", line, re.IGNORECASE) for line in starts),
            is_indented=any(line[0].isspace() for line in starts),
        ),
    )


def _cutter(
    *, is_lower: bool, is_tight: bool, is_indented: bool
) -> Callable[[str], tuple[str, str] | None]:
    """Return what cuts a line into tag and value."""
    name = r"([A-Za-z][A-Za-z0-9])" if is_lower else r"([A-Z][A-Z0-9])"
    blank = "[ \t]*" if is_indented else ""
    sign = r"[ \t]{0,4}-(.*)" if is_tight else r"[ \t]{0,4}-((?:[ \t].*)?)"
    loose = re.compile(f"{blank}{name}{sign}", re.DOTALL)

    def cut(line: str) -> tuple[str, str] | None:
        head = line[:1]
        if head in " \tTt" and _START.match(line):
            return "TY", line.partition("-")[2].strip()
        if head in " \tEe" and _END.match(line):
            return "ER", line.partition("-")[2].strip()
        found = _STRICT.fullmatch(line)
        if found is None:
            found = loose.fullmatch(line)
            if found is None or found[1].upper() not in _KNOWN:
                return None
        tag = found[1].upper()
        return None if tag in ("TY", "ER") else (tag, found[2].strip())

    return cut
