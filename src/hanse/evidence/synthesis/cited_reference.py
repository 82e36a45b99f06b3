"""Cited references: what a messy line of a reference list says, whoever exported it."""

from __future__ import annotations

import re
from typing import NamedTuple

from hanse.evidence.records import normal_doi
from hanse.evidence.synthesis.author_name import parse_author

__all__ = ["CitedReference", "read_reference"]

_UPPER = "A-ZÀ-ÖØ-ÞĀ-Ž"
_PARTICLE = (
    r"(?:(?:[Dd][aeiou]|[Dd][ao]s|[Dd]el|[Dd]e la|[Vv][ao]n|[Vv]an de[nr]?|[Ll][ae]|[Tt]e[nr]) )?"
)
_FAMILY = rf"{_PARTICLE}[{_UPPER}][\w'’\-‐]+(?: [{_UPPER}][\w'’\-‐]+){{0,3}}"
_DOTTED = rf"(?:[{_UPPER}][a-z]?\.[ \-‐]?)+"
_BARE = rf"[{_UPPER}]{{1,3}}(?=\s*(?:[,;&(.]|and\b|$))"
_AUTHOR = re.compile(rf"({_FAMILY})(?:, ?| )({_DOTTED}|{_BARE})", re.UNICODE)
_BETWEEN = re.compile(r"\s*(?:[,;.]?\s*(?:&|and\b|\.\.\.|…)\s*|[,;]\s*|\.,\s*)")
_ET_AL = re.compile(r"\s*,?\s*et\.? al\.?,?\s*", re.IGNORECASE)
_YEAR = r"(1[5-9]\d\d|20\d\d)"
_BRACED_YEAR = re.compile(rf"\(\s*(?:[^()\d]*\b)?{_YEAR}([a-z]?)\b[^()]*\)")
_LONE_YEAR = re.compile(rf"(?<![\d\-–/]){_YEAR}([a-z]?)(?![\d\-–/])")
_WOS = re.compile(rf"^([^,]+), {_YEAR}([a-z]?)(?:, (.*))?$", re.DOTALL)
_CHICAGO = re.compile(rf"^([^()\d]{{3,400}}?)\. {_YEAR}([a-z]?)\.\s+(.+)$", re.DOTALL)
_NOISE = re.compile(
    r"(?:https?://\S+|\bwww\.\S+|\bdoi\b:?.*$|\b10\.\d{4,9}/\S+|\bRetrieved (?:from|on)\b.*$|"
    r"\bAccessed\b.*$|\bAvailable (?:at|from)\b.*$)",
    re.IGNORECASE | re.DOTALL,
)
_VOLUMES = (
    re.compile(r"(\d+)\s*\([^()]{1,12}\)\s*[,:]\s*(?:pp?\.?\s*)?([A-Za-z]?\d+)"),
    re.compile(r"\b[Vv]ol(?:ume|\.)?\s*(\d+).*?\bpp?\.?\s*([A-Za-z]?\d+)", re.DOTALL),
    re.compile(r",\s*(\d+)(?:\s*\([^()]{1,12}\))?,(?:\s*[\w\-–]+,)?\s*pp?\.\s*([A-Za-z]?\d+)"),
    re.compile(r",\s*(\d+),\s*([A-Za-z]?\d+)\s*[–\-‐]\s*\d+"),
)
_TITLE_END = re.compile(rf"(?:[?!]['’”\"]?|\.['’”\"]?)\s+(?=[*_\[{_UPPER}\d])|['’”\"]\s*[,.]\s")
_TAIL = re.compile(r"(?:pp?\.|vol|no\.|\d|art\b|v\d)", re.IGNORECASE)
_MARKS = str.maketrans("", "", "*_[]")


class CitedReference(NamedTuple):
    """One line of a reference list, read.

    Attributes
    ----------
    text : str
        As written.
    doi : str
        In lower case; empty where there is none.
    authors : tuple of str
        Authors that could be told apart, as written, the first first.
    year : int or None
        Year of publication.
    letter : str
        The letter of ``1999a``.
    title : str
        The title, or what stands where a title would; empty in references of Web of Science.
    source : str
        Journal or book as abbreviated in Web of Science; empty elsewhere.
    volume, page : str
        Volume and first page.
    """

    text: str
    doi: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    letter: str = ""
    title: str = ""
    source: str = ""
    volume: str = ""
    page: str = ""

    @property
    def family(self) -> str:
        """Family name of the first author, folded."""
        return parse_author(self.authors[0]).family if self.authors else ""

    @property
    def is_readable(self) -> bool:
        """Whether it can be told what it refers to: a DOI, or first author and year."""
        return bool(self.doi) or bool(self.family and self.year)


def read_reference(text: str) -> CitedReference:
    """Return what a reference says, in the style of Web of Science, Scopus or a reference list.

    Parameters
    ----------
    text : str
        One reference.

    Returns
    -------
    CitedReference
        What could not be read is empty. Nothing is guessed beyond the layout of the styles.

    Examples
    --------
    >>> wos = read_reference("Nadvi K, 1999, WORLD DEV, V27, P1605, DOI 10.1016/S0305-750X(99)00")
    >>> wos.family, wos.year, wos.volume, wos.page, wos.doi
    ('nadvi', 1999, '27', '1605', '10.1016/s0305-750x(99)00')
    >>> apa = read_reference("Nadvi, K., & Doe, A. (1999). Made up: A title. *Dev*, 2(9), 16–26.")
    >>> apa.authors, apa.title, apa.volume, apa.page
    (('Nadvi, K.', 'Doe, A.'), 'Made up: A title', '2', '16')
    >>> read_reference("Nadvi K., Made up, a title, World Dev, 2, 9, pp. 16-26, (1999)").title
    'Made up, a title'
    """
    doi = normal_doi(text)
    plain = _NOISE.sub(" ", text) if doi or "http" in text or "etrieved" in text else text
    plain = " ".join(plain.split()).strip(" ,;")
    found = _WOS.match(plain)
    if found:
        return _of_wos(text, doi, found)
    year = _BRACED_YEAR.search(plain)
    chicago = None if year else _CHICAGO.match(plain)
    if chicago:
        return _of_chicago(text, doi, chicago, _volume(plain))
    year = year or _last(_LONE_YEAR, plain)
    authors, rest = _authors(plain[: year.start()] if year else plain)
    after = plain[year.end() :] if year else ""
    if not authors:
        authors, rest = _organisation(rest, is_alone=bool(after.strip(" .,")))
    volume, page = _volume(plain)
    title = _trimmed_title(rest) or _title_after(after)
    return CitedReference(
        text=text,
        doi=doi,
        authors=authors,
        year=int(year[1]) if year else None,
        letter=year[2] if year else "",
        title=title,
        volume=volume,
        page=page,
    )


def _of_wos(text: str, doi: str, found: re.Match[str]) -> CitedReference:
    """Return a reference of Web of Science: author, year, source, V, P."""
    author = found[1].strip(" *[]")
    parts = (found[4] or "").split(", ")
    volume = next((p[1:] for p in parts[1:] if re.fullmatch(r"V\d\w*", p)), "")
    page = next((p[1:] for p in parts[1:] if re.fullmatch(r"P[A-Za-z]?\d\w*", p)), "")
    is_known = author and author.casefold() != "anonymous"
    return CitedReference(
        text=text,
        doi=doi,
        authors=(author,) if is_known else (),
        year=int(found[2]),
        letter=found[3],
        source=parts[0].strip(),
        volume=volume,
        page=page,
    )


def _of_chicago(
    text: str, doi: str, found: re.Match[str], place: tuple[str, str]
) -> CitedReference:
    """Return a reference in which the year stands between full stops, given names written out."""
    parts = [part.strip() for part in re.split(r",?\s+and\s+|,\s+", found[1]) if part.strip()]
    is_person = len(parts) > 1 and len(parts[0].split()) <= 4
    authors = (f"{parts[0]}, {parts[1]}", *parts[2:]) if is_person else (found[1].strip(),)
    return CitedReference(
        text=text,
        doi=doi,
        authors=authors,
        year=int(found[2]),
        letter=found[3],
        title=_title_after(found[4]),
        volume=place[0],
        page=place[1],
    )


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the last place where a pattern matches."""
    found = None
    for one in pattern.finditer(text):
        found = one
    return found


def _authors(head: str) -> tuple[tuple[str, ...], str]:
    """Return the authors at the beginning of a reference, and what follows them."""
    found: list[str] = []
    at = 0
    while True:
        one = _AUTHOR.match(head, at)
        if one is None:
            break
        found.append(f"{one[1]}, {one[2].strip()}")
        at = one.end()
        more = _ET_AL.match(head, at)
        if more:
            at = more.end()
            break
        between = _BETWEEN.match(head, at)
        if between is None:
            break
        at = between.end()
    return tuple(found), head[at:].strip(" ,;.:&")


def _organisation(rest: str, *, is_alone: bool) -> tuple[tuple[str, ...], str]:
    """Return an author without initials: all before the year, or all before the first comma."""
    if not rest:
        return (), ""
    if is_alone and len(rest.split()) <= 8:
        return (rest.strip(" ."),), ""
    first, _, more = rest.partition(",")
    is_name = len(first.split()) <= 4 and more
    return ((first.strip(" ."),), more.strip(" ,")) if is_name else ((), rest)


def _volume(text: str) -> tuple[str, str]:
    """Return volume and first page."""
    for pattern in _VOLUMES:
        found = pattern.search(text)
        if found:
            return found[1], found[2]
    return "", ""


def _trimmed_title(rest: str) -> str:
    """Return the title before journal, volume and pages, where all stand before the year."""
    parts = [part.strip() for part in rest.split(", ") if part.strip()]
    has_tail = False
    while len(parts) > 1 and _TAIL.match(parts[-1]):
        parts.pop()
        has_tail = True
    if has_tail and len(parts) > 1:
        parts.pop()
    return ", ".join(parts).translate(_MARKS).strip(" .,'’‘“”\"")


def _title_after(after: str) -> str:
    """Return the title that follows the year."""
    text = after.strip(" .,:;")
    end = _TITLE_END.search(text)
    title = text[: end.start()] if end else text.partition(", ")[0]
    return title.translate(_MARKS).strip(" .,'’‘“”\"")
