"""Which formats a file is in, by its content: each stretch of one format by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hanse.errors import InputError
from hanse.evidence.records.columns import column_name, is_header
from hanse.evidence.records.reading import shown_text
from hanse.evidence.records.walk import FIRST_LINES, Walk, kind_of_header

__all__ = ["Stretch", "stretches"]

_ENTRIES = (
    "article|book|booklet|collection|conference|dataset|electronic|inbook|incollection|"
    "inproceedings|manual|mastersthesis|misc|online|phdthesis|proceedings|report|techreport|"
    "thesis|unpublished|string|preamble|comment"
)
_MARKS = re.compile(
    r"^(?:"
    r"(?P<ris>[ \t]*[Tt][Yy][ \t]*-[ \t]*[A-Za-z]{2,8}[ \t]*$|TY  -)"
    r"|(?P<medline>(?:PMID|pmid)[ \t]{0,2}-[ \t]*\d+[ \t]*$)"
    r"|(?P<wos_text>FN (?:Clarivate|Thomson|ISI|Web of)|(?:PT|pt)[ \t]+[A-Za-z][ \t]*$)"
    rf"|(?P<bibtex>[ \t]*@(?:(?i:{_ENTRIES})[ \t]*[{{(]|[A-Za-z]+[ \t]*[{{(]\s*[^\s{{}},=]*\s*,))"
    r"|(?P<endnote_xml>[ \t]*(?:"
    r"<\?xml\b[^>]*>\s*(?:<![^>\[]*(?:\[[^\]]*\]\s*)?>\s*)?<(?:xml|records?)\b"
    r"|<xml>|<records>|<record>))"
    r")",
    re.MULTILINE,
)
_WEAK = (  # where no record has its beginning
    ("ris", re.compile(r"^[ \t]*(?:TY|ty)[ \t]*-[ \t]*$|^(?:ER|T1|A1|AU|TI) {1,2}-(?: |$)", re.M)),
    ("medline", re.compile(r"^(?:FAU|STAT|OWN|DP|TI|AU) {0,2}- ", re.MULTILINE)),
    ("wos-text", re.compile(r"^(?:UT WOS:|ER$|EF$)", re.MULTILINE)),
    ("bibtex", re.compile(r"^[ \t]*@[A-Za-z]+[ \t]*[{(]", re.MULTILINE)),
    ("endnote-xml", re.compile(r"<record[ >]")),
)
_WORD = re.compile(r"title|titel|\bPT\t|\bdoi\b", re.IGNORECASE)


@dataclass(frozen=True)
class Stretch:
    """Lines of one format.

    Attributes
    ----------
    format : str
        One of the formats.
    first_line : int
        Number of its first line in the file.
    text : str
        The lines.
    """

    format: str
    first_line: int
    text: str


def stretches(text: str, name: str) -> list[Stretch]:
    r"""Return the stretches of a file, each in one format.

    Parameters
    ----------
    text : str
        The file.
    name : str
        Name of the file, for errors.

    Raises
    ------
    InputError
        If no format is recognised.

    Examples
    --------
    >>> text = "TY  - JOUR\nER  -\n@article{a, title={B}}\n"
    >>> [(one.format, one.first_line) for one in stretches(text, "a.ris")]
    [('ris', 1), ('bibtex', 3)]
    """
    cuts: list[tuple[int, str]] = []
    walk = Walk(text, 0, "")
    for at, kind in _candidates(text):
        if not cuts or walk.ends_at(at, kind):
            cuts.append((at if cuts else 0, kind))
            walk = Walk(text, *cuts[-1])
    if not cuts:
        cuts = [(0, _weak_format(text, name))]
    made, line = [], 1
    ends = [at for at, _ in cuts[1:]] + [len(text)]
    for (at, kind), end in zip(cuts, ends, strict=True):
        made.append(Stretch(kind, line, text[at:end]))
        line += text.count("\n", at, end)
    return made


def _candidates(text: str) -> Iterator[tuple[int, str]]:
    """Yield where records of a format, or the header of a table, may begin, in order."""
    found = [
        (one.start(), (one.lastgroup or "").replace("_", "-")) for one in _MARKS.finditer(text)
    ]
    first = found[0][0] if found else len(text)
    headers = dict(_first_header(text, first))
    before = -1
    for word in _WORD.finditer(text):
        begin = text.rfind("\n", 0, word.start()) + 1
        if begin != before and begin not in headers:
            before = begin
            kind = _header_kind(text, begin)
            if kind:
                headers[begin] = kind
    yield from sorted([*found, *headers.items()])


def _first_header(text: str, first: int) -> Iterator[tuple[int, str]]:
    """Yield the header of a table among the first lines before any other mark."""
    at = 0
    for _ in range(FIRST_LINES):
        if at >= min(first, len(text)):
            return
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if is_header(text[at:end]):
            yield at, kind_of_header(text[at:end])
            return
        at = end + 1


def _header_kind(text: str, begin: int) -> str:
    """Return the kind of table that begins on a line behind another stretch, empty if none."""
    end = text.find("\n", begin)
    line = text[begin : len(text) if end < 0 else end]
    if len(line) > 5000 or line.lstrip()[:1] == "<" or re.match(r"\s*[\w-]+\s*=|..  ?-", line):
        return ""
    if not any(sign in line for sign in ",;\t|") or not is_header(line):
        return ""
    return kind_of_header(line)


def _weak_format(text: str, name: str) -> str:
    """Return the format of a file in which no record has its beginning."""
    for kind, sought in _WEAK:
        if sought.search(text):
            return kind
    first = next((line for line in text.split("\n") if line.strip()), "")
    if column_name(first.strip().strip('"')) is not None:
        return "csv"
    if first.lstrip().startswith("<"):
        root = re.search(r"<([A-Za-z]\w*)", re.sub(r"<[?!][^>]*>", "", text[:5000]))
        called = f" ({root[1]})" if root else ""
        raise InputError(
            f"looks like XML of another kind{called}, not like an export of EndNote",
            where=name,
            mend="Export from PubMed as .nbib (Format: PubMed), from EndNote as XML or RIS.",
        )
    raise InputError(
        f"no records are recognised; it begins with '{shown_text(first)}'",
        where=name,
        mend="Readable are RIS, BibTeX, PubMed (.nbib), Web of Science, EndNote XML, and tables "
        "whose first row names columns such as Title, Authors and Year.",
    )
