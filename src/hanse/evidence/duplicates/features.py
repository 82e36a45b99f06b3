"""A record as the rules see it: everything folded and read once, before pairs are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

from hanse.evidence.duplicates.containers import container_words
from hanse.evidence.duplicates.folding import cleaned, folded
from hanse.evidence.duplicates.markers import edition_number, split_markers
from hanse.evidence.duplicates.people import Person, people_of
from hanse.evidence.duplicates.places import Pages, Volume, pages_of, volume_of
from hanse.evidence.duplicates.stages import stage_of
from hanse.evidence.records import BibliographicRecord, normal_doi

__all__ = ["MOST_AUTHORS", "Features", "Title", "features", "folded_title"]

MOST_AUTHORS = 30
_ARTICLES_TEXT = """
the a an der die das ein eine le la les un une el los las il lo gli
"""
_ARTICLES = frozenset(_ARTICLES_TEXT.split())
_DIGITS = re.compile(r"\d+")
_ISBN = re.compile(r"\b(?:\d{12}|\d{9})[\dX]\b")
_ISSN = re.compile(r"\b\d{7}[\dX]\b")
_STOP = re.compile(r"[:.?!;(–—]|\s-\s")
_ROMAN_TEXT = """
ii iii iv vi vii viii ix
"""
_ROMAN = frozenset(_ROMAN_TEXT.split())
_SPELLING = re.compile(r"is(?=ation|ing\b|ed\b|es\b|e\b)")


@dataclass(frozen=True, slots=True)
class Title:
    """One way to write the title.

    Attributes
    ----------
    text, squeezed : str
        Folded, and the same without blanks.
    words, numbers : tuple of str
        Its words in order; the numbers in it, sorted.
    stops : frozenset of int
        After how many letters of ``squeezed`` a colon, full stop or the like stands.
    """

    text: str
    squeezed: str
    words: tuple[str, ...]
    numbers: tuple[str, ...]
    stops: frozenset[int]


@dataclass(frozen=True, slots=True)
class Features:
    """What the rules compare; two records with equal features are the same to them.

    Attributes
    ----------
    titles : tuple of Title
        The title and its translations, at least one; its text is empty where there is none.
    part, edition, notice, retracted : int, int, str, bool
        As `split_markers` reads them, the edition also from its field.
    is_translated : bool
        The title stands in brackets, or there is a translated one.
    people : tuple of Person
        Authors, or editors where there are none.
    year : int or None
        Year of publication.
    container : tuple of str
        Words of the name of the journal or book.
    volume : Volume
        Volume and issue.
    pages : Pages
        First page and span.
    doi, pmid : str
        Identifiers.
    isbn, issn : frozenset of str
        Digits, and an X at the end.
    stage : str
        As `stage_of` says.
    is_typed : bool
        False for an abstract that only its place gives away.
    """

    titles: tuple[Title, ...]
    part: int
    edition: int
    notice: str
    retracted: bool
    is_translated: bool
    people: tuple[Person, ...]
    year: int | None
    container: tuple[str, ...]
    volume: Volume
    pages: Pages
    doi: str
    pmid: str
    isbn: frozenset[str]
    issn: frozenset[str]
    stage: str
    is_typed: bool


def features(record: BibliographicRecord) -> Features:
    """Read a record for the rules.

    Examples
    --------
    >>> found = features(BibliographicRecord(title="The Clusters of 1990: part II", type="erratum"))
    >>> found.titles[0].text, found.titles[0].numbers, found.part, found.notice
    ('clusters of 1990', ('1990',), 2, 'erratum')
    """
    marks = split_markers(cleaned(record.title))
    other = split_markers(cleaned(record.translated_title)) if record.translated_title else marks
    texts = marks.titles + other.titles
    titles = tuple(dict.fromkeys(_title(text) for text in texts if text.strip()))
    pages, volume = pages_of(record.pages), volume_of(record.volume, record.issue)
    stage = stage_of(record, pages, volume)
    notice = {"erratum": "erratum", "retraction": "retraction-notice"}.get(record.type, "")
    return Features(
        titles=titles or (Title("", "", (), (), frozenset()),),
        part=marks.part or other.part,
        edition=edition_number(record.edition) or marks.edition or other.edition,
        notice=marks.notice or other.notice or notice,
        retracted=marks.retracted or other.retracted,
        is_translated=marks.is_translated or bool(record.translated_title),
        people=people_of(record.authors or record.editors, most=MOST_AUTHORS),
        year=record.year,
        container=container_words(record.container),
        volume=volume,
        pages=pages,
        doi=normal_doi(record.doi),
        pmid=record.pmid.strip(),
        isbn=frozenset(_ISBN.findall(" ".join(record.isbn).replace("-", "").upper())),
        issn=frozenset(_ISSN.findall(" ".join(record.issn).replace("-", "").upper())),
        stage=stage,
        is_typed=stage != "abstract" or record.type == "conference-abstract",
    )


def folded_title(text: str) -> str:
    """Return a title as it is compared: folded, one spelling of -ise, no article before it.

    Examples
    --------
    >>> folded_title("The Internationalisation of Clusters.")
    'internationalization of clusters'
    """
    words = folded(text).split()
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return _SPELLING.sub("iz", " ".join(words))


def _title(text: str) -> Title:
    plain = folded_title(text)
    words = tuple(plain.split())
    numbers = [one.lstrip("0") or "0" for one in _DIGITS.findall(plain)]
    numbers += [word for word in words if word in _ROMAN]
    squeezed = plain.replace(" ", "")
    return Title(plain, squeezed, words, tuple(sorted(numbers)), _stops(text, squeezed))


def _stops(text: str, squeezed: str) -> frozenset[int]:
    pieces = _STOP.split(text)
    if len(pieces) == 1:
        return frozenset()
    lengths = [len(folded(piece).replace(" ", "")) for piece in pieces]
    article = sum(lengths) - len(squeezed)  # the article before the title is not in it
    return frozenset(done - article for done in accumulate(lengths[:-1]))
