"""Author-year citations in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hanse.evidence.synthesis.author_name import folded
from hanse.result import Record

__all__ = ["InTextCitation", "citations_in", "parted_text"]

_UPPER = "A-ZÀ-ÖØ-ÞĀ-Ž"
_GAP = r"(?:[ \u00a0]|\n(?=\S))+"
_PARTICLE = (
    r"(?:(?:[Dd][aeiou]|[Dd][ao]s|[Dd]el|[Dd]e la|[Vv][ao]n|[Vv]an de[nr]?|[Ll][ae]|[Tt]e[nr])"
    rf"{_GAP})?"
)
_WORD = rf"[{_UPPER}][\w'’\-‐]*\w|[{_UPPER}]\."
_NAME = rf"(?<!\w){_PARTICLE}(?:{_WORD})(?:{_GAP}(?:{_WORD})){{0,5}}"
_AND = r"\s*,?\s*(?:&|\band\b|\bund\b|\by\b|\bet\b(?!\s+al))\s*"
_ET_AL = r"\s*,?\s+et\s+al\b\.?"
_NAMES = rf"{_NAME}(?:,{_GAP}{_NAME})*(?:{_AND}{_NAME}|{_ET_AL})?"
_YEAR = r"(?:(?:1[89]|20)\d\d[a-z]?|n\.\s?d\.|in press|forthcoming)"
_YEARS = rf"{_YEAR}(?:\s*(?:[,/;]|\band\b|&)\s*(?:[a-z]\b(?!\.)|{_YEAR}))*"
_PAGES = r"(?:\s*[,:]\s*(?:pp?\.|para\.|ch\.|chap\.|Table|Figure|Fig\.)?\s*[\dA-Z][^;()]{0,40})?"
_TELLING = re.compile(
    rf"({_NAMES})(?:['’]s?)?(?:\s+[a-z]\w+){{0,2}}\s*[(\[]\s*({_YEARS}){_PAGES}\s*[)\]]"
)
_BRACED = re.compile(r"\(([^()]*\b(?:(?:1[89]|20)\d\d|n\.\s?d\.|in press|forthcoming)[^()]*)\)")
_INSIDE = re.compile(rf"({_NAMES})(?:['’]s?)?\s*,?\s+({_YEARS})")
_OPENING = (
    "a accessed according additionally after again all also although an and another "
    "apparently as at authors based because before besides both but by cf chapter citing "
    "compare conversely copyright e.g. eg especially even every example figure figures "
    "finally first following for from further furthermore given hence here how however "
    "i.e. ie if in indeed instead is it its later like likewise many more moreover most "
    "nevertheless nonetheless notably now of on only other our over page part "
    "particularly per press published reports reviews search section see several should "
    "similarly since so some source still studies study such table tables that the their "
    "then there therefore these they this those though thus to two under university "
    "unlike until using volume we what when where whereas whether which while who with "
    "yet "
)
_OPENERS = frozenset(_OPENING.split())
_DATES = (
    "january february march april may june july august september october november december "
    "spring summer autumn winter"
)
_MONTHS = frozenset(_DATES.split())
_HEAD = re.compile(
    r"^[ \t#*]*(?:\d+\.?\s+)?(references(?: cited)?|bibliography|works cited|literature cited)"
    r"[ \t*:]*$",
    re.IGNORECASE | re.MULTILINE,
)
_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\([^()\s]*\)")


@dataclass(frozen=True)
class InTextCitation(Record, kind="evidence-in-text-citation"):
    """One citation of a text.

    Attributes
    ----------
    authors : tuple of str
        Names as written, without ``et al.``.
    year : int or None
        None for n.d., in press and forthcoming.
    letter : str
        The letter of ``1999a``.
    is_et_al : bool
        Whether more authors are said to be there.
    text : str
        Names and year as they stand there, on one line.
    line : int
        Line of the text, from 1.
    """

    authors: tuple[str, ...]
    year: int | None
    letter: str = ""
    is_et_al: bool = False
    text: str = ""
    line: int = 0


def parted_text(text: str) -> tuple[str, tuple[str, ...]]:
    r"""Return a text before its list of references, and the references.

    The list begins after the last line that says References, Bibliography, Works cited or
    Literature cited and nothing else. Where its lines begin with ``-``, ``*`` or ``•``, each of
    them is a reference, as are parts with an empty line between them; else each line is one.

    Parameters
    ----------
    text : str
        The whole text.

    Examples
    --------
    >>> parted_text("As Doe (2001) says.\n\nREFERENCES\n- Doe, A. (2001). Made up.\n")
    ('As Doe (2001) says.\n\n', ('Doe, A. (2001). Made up.',))
    """
    heads = list(_HEAD.finditer(text))
    if not heads:
        return text, ()
    body, rest = text[: heads[-1].start()], text[heads[-1].end() :]
    lines = [line.strip() for line in rest.splitlines()]
    marked = [line for line in lines if re.match(r"[-*•]\s+\S", line)]
    if marked:
        found = [re.sub(r"^[-*•]\s+", "", line) for line in marked]
    elif "" in lines[1:-1]:
        found = [" ".join(part.split()) for part in re.split(r"\n\s*\n", rest)]
    else:
        found = lines
    return body, tuple(one for one in found if one)


def citations_in(text: str) -> tuple[InTextCitation, ...]:
    """Return the author-year citations of a text, in its order.

    Read are names before a year in brackets, ``Nadvi and Schmitz (1999)``, ``Sonobe et al.'s
    (2011) study``, and names with years in brackets, several parted by semicolons, ``(see Nadvi,
    1999a, b; OECD, 2013, p. 4)``. Words that begin sentences are no names. Links of Markdown are
    read as their words.

    Parameters
    ----------
    text : str
        Without its list of references; see `parted_text`.

    Returns
    -------
    tuple of InTextCitation
        One for each year: ``(Nadvi, 1999, 2016)`` is two. Numbered citations are none.

    Examples
    --------
    >>> text = "Dib, Da Rocha, and Da Silva (2010) agree (cf. OECD, 2013; Doe et al., 1999a, b)."
    >>> for one in citations_in(text):
    ...     print(one.authors, one.year, one.letter, one.is_et_al)
    ('Dib', 'Da Rocha', 'Da Silva') 2010  False
    ('OECD',) 2013  False
    ('Doe',) 1999 a True
    ('Doe',) 1999 b True
    """
    plain = re.sub(r"\\([()\[\]&])", r"\1", _LINK.sub(r"\1", text))
    plain = re.sub(r"\[([^\[\]]*)\]\((?=\s*\n)", r"\1", plain)
    found: list[tuple[int, InTextCitation]] = []
    for one in _TELLING.finditer(plain):
        found += _cited(plain, one.start(1), one[1], one[2])
    for braced in _BRACED.finditer(plain):
        start = braced.start(1)
        for part in re.finditer(r"[^;]+", braced[1]):
            for one in _INSIDE.finditer(part[0]):
                at = start + part.start() + one.start(1)
                is_named = "," in one[0][len(one[1]) :]
                found += _cited(plain, at, one[1], one[2], is_named=is_named)
    return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))


def _cited(
    text: str, start: int, names: str, years: str, *, is_named: bool = True
) -> Iterator[tuple[int, InTextCitation]]:
    """Return one citation for each year; a month without a comma before the year is a date."""
    is_et_al = re.search(r"\bet\s+al\b", names) is not None
    authors = _names(re.sub(_ET_AL, "", names))
    is_date = len(authors) == 1 and authors[0].casefold() in _MONTHS and not is_named
    if not authors or is_date:
        return
    opening = max(names.find(authors[0]), 0)
    names, start = names[opening:], start + opening
    line = text.count("\n", 0, start) + 1
    last: int | None = None
    for one in re.finditer(rf"({_YEAR})|\b([a-z])\b", years):
        word = one[1] or ""
        if one[2]:
            year, letter = last, one[2]
        elif word[:4].isdigit():
            year, letter = int(word[:4]), word[4:]
        else:
            year, letter = None, ""
        last = year
        shown = f"{' '.join(names.split())} {f'{year}{letter}' if year else word}"
        yield start, InTextCitation(authors, year, letter, is_et_al, shown, line)


def _names(text: str) -> tuple[str, ...]:
    """Return the names of a citation without words that begin a sentence."""
    found = []
    for part in re.split(rf"{_AND}|,\s+", text):
        words = part.split()
        while words and _is_opener(words[0]):
            words = words[1:]
        name = re.sub(r"['’]s?$", "", " ".join(words))
        if name and not re.fullmatch(r"(?:[A-Z]\.\s*)+", name):
            found.append(re.sub(r"^(?:[A-Z]\.\s*)+", "", name))
    return tuple(found)


def _is_opener(word: str) -> bool:
    """Whether a word begins a sentence or a bracket and is no name."""
    return word.casefold().strip(".,") in _OPENERS or folded(word) in _OPENERS
