"""Reading MEDLINE, the format of PubMed (.nbib)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hanse.evidence.records.draft import Draft, Layout
from hanse.evidence.records.reading import Reading
from hanse.evidence.records.record import normal_doi
from hanse.evidence.records.tagged import Block, Grammar, blocks
from hanse.evidence.records.values import flat, named_type

__all__ = ["read_medline"]

_TAGGED = re.compile(
    r"([A-Za-z][A-Za-z0-9]{1,3})[ \t]{0,3}-(?:[ \t]|(?<=[Dd]-)(?=\d)|$)(.*)", re.DOTALL
)
_RETRACTED = ("retracted publication", "published erratum", "retraction of publication")
_LINKED = frozenset(
    (
        "EIN",
        "EFR",
        "CRI",
        "CRF",
        "RIN",
        "ROF",
        "RPI",
        "RPF",
        "UIN",
        "UOF",
        "CIN",
        "CON",
        "ECI",
        "ECF",
    )
)


def _type(draft: Draft, tag: str, value: str) -> None:
    """Read the type of publication; what concerns retraction and errata is a note too."""
    kind, folded = named_type(value), flat(value).casefold()
    if folded in _RETRACTED:
        draft.add("notes", value)
    if folded == "retracted publication":
        return
    weight = {"erratum": 2, "retraction": 2, "": 0}.get(kind, 1)
    known = {"erratum": 2, "retraction": 2, "": 0}.get(draft.values.get("type", ""), 1)
    if weight > known:
        draft.values["type"] = kind
    if not kind or flat(value) not in ("Journal Article",):
        draft.spare(tag, value)


def _identifier(draft: Draft, tag: str, value: str) -> None:
    """Read an identifier of the article; the DOI is told by the word behind it."""
    text = flat(value)
    if "[doi]" in text.lower() and normal_doi(text):
        draft.set("doi", tag, normal_doi(text))
    else:
        draft.spare(tag, text)


def _number(draft: Draft, tag: str, value: str) -> None:
    """Read the number of the journal or book."""
    draft.number(tag, value)


def _pages(draft: Draft, tag: str, value: str) -> None:
    """Read the pages."""
    draft.set("pages", tag, value)


def _link(draft: Draft, tag: str, value: str) -> None:
    """Keep a link to an erratum or a retraction as a note."""
    draft.add("notes", f"{tag}: {flat(value)}")


_LAYOUT = Layout(
    single={
        "title": ("TI", "BTI"),
        "translated_title": ("TT",),
        "container": ("JT", "BTI", "TA"),
        "volume": ("VI",),
        "issue": ("IP",),
        "edition": ("EN",),
        "publisher": ("PB",),
        "place": ("PL",),
        "abstract": ("AB", "OAB"),
        "language": ("LA",),
        "pmid": ("PMID",),
    },
    lists={
        "authors": "authors",
        "editors": "editors",
        "MH": "keywords",
        "OT": "keywords",
        "GN": "notes",
    },
    special={
        "PT": _type,
        "DP": Draft.date,
        "LID": _identifier,
        "AID": _identifier,
        "IS": _number,
        "ISBN": _number,
        "PG": _pages,
        **dict.fromkeys(_LINKED, _link),
    },
)


def read_medline(lines: Sequence[str], first_line: int) -> Reading:
    """Read a stretch of MEDLINE.

    Full names (FAU) are the authors where every author has one, else the short ones (AU); the
    others stand in ``extra``. The format has no end mark: that a file is cut off can only be seen
    where its last line has no end.

    Parameters
    ----------
    lines : sequence of str
        Its lines without their ends.
    first_line : int
        Number of the first of them in the file.

    Examples
    --------
    >>> read_medline(["PMID- 7", "TI  - Export", "      clusters"], 1).kept[0][1].title
    'Export clusters'
    """
    reading = Reading()
    lower = not any(line.startswith("PMID") for line in lines)

    def cut(line: str) -> tuple[str, str] | None:
        found = _TAGGED.fullmatch(line)
        if found is None or not (lower or found[1].isupper()):
            return None
        return found[1].upper(), found[2].strip()

    grammar = Grammar("PMID", "", frozenset({"TI"}), cut, is_indented=True)
    for block in blocks(lines, first_line, grammar, reading):
        _keep(block, reading)
    if reading.kept and lines and lines[-1].strip():
        said = "the file ends within a line; its last field may be cut off"
        reading.warnings.append((first_line + len(lines) - 1, said))
    return reading


def _keep(block: Block, reading: Reading) -> None:
    """Keep the record of a block."""
    given: dict[str, list[str]] = {}
    for tag, value in block.pairs:
        given.setdefault(tag, []).append(value)
    draft = _LAYOUT.draft(_named(given))
    if "pmid" in draft.values:
        draft.values.setdefault("accession", draft.values["pmid"])
        draft.values["database"] = "PubMed"
    if len({flat(one) for one in given.get("TI", ())} - {""}) > 1:
        draft.remarks.append("a second title, kept in extra; perhaps two records in one")
    reading.keep(block.line, draft.record(), draft.remarks)


def _named(given: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the tags with the names that are kept under ``authors`` and ``editors``."""
    made = dict(given)
    for full, short, field in (("FAU", "AU", "authors"), ("FED", "ED", "editors")):
        best = full if len(given.get(full, ())) >= len(given.get(short, ())) else short
        if best in made:
            made[field] = made.pop(best)
    if "CN" in given:
        made["authors"] = made.get("authors", []) + made.pop("CN")
    return made
