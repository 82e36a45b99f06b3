"""The rules: whether two records are the same publication, linked, doubtful or different."""

from __future__ import annotations

from hanse.evidence.duplicates.agreement import AGREE, DIFFER, UNKNOWN
from hanse.evidence.duplicates.comparison import Comparison, compare_features
from hanse.evidence.duplicates.features import Features
from hanse.evidence.duplicates.kinship import kinship
from hanse.evidence.duplicates.places import page_agreement
from hanse.evidence.duplicates.rules import DuplicateRules
from hanse.evidence.duplicates.stages import EARLY
from hanse.evidence.duplicates.titles import CUT, NEAR, OTHER, SAME, title_likeness
from hanse.evidence.duplicates.verdict import (
    DIFFERENT,
    DIFFERENT_AT_ONCE,
    OPEN,
    Verdict,
    doubtful,
    same,
)

__all__ = ["judge"]

_ONCE_TEXT = """
editorial introduction preface foreword untitled guesteditorial editorsnote fromtheeditor
"""
_ONCE = frozenset(_ONCE_TEXT.split())
_UNLIKE = 0.5  # similarity of two titles below which no fault of a field explains them
_GENERIC_TEXT = """
editorial introduction bookreview bookreviews untitled preface foreword erratum
corrigendum correction retraction commentary comment reply letter lettertotheeditor
abstract abstracts conclusion conclusions contents index notitle errata news obituary
inmemoriam guesteditorial editorsnote fromtheeditor acknowledgement acknowledgements
posterabstracts
"""
_GENERIC = frozenset(_GENERIC_TEXT.split())


def judge(a: Features, b: Features, rules: DuplicateRules) -> Verdict:
    """Decide on two records by themselves.

    Parameters
    ----------
    a, b : Features
        The records as `features` reads them; their order does not matter.
    rules : DuplicateRules
        Thresholds.

    Returns
    -------
    Verdict
        ``"same"``, ``"doubtful"``, ``"linked"``, ``"different"``, or ``"open"`` where they say too
        little to tell.

    Examples
    --------
    >>> from hanse.evidence.duplicates.features import features
    >>> from hanse.evidence.duplicates.rules import DEFAULT
    >>> from hanse.evidence.records import BibliographicRecord as R
    >>> one = R(title="Export clusters in Region X", authors=("Doe, Jane",), year=2001)
    >>> two = R(title="EXPORT CLUSTERS IN REGION X.", authors=("Doe J",), year=2001)
    >>> judge(features(one), features(two), DEFAULT).rule
    'same title, authors and year'
    """
    title = title_likeness(a.titles, b.titles, rules)
    if _differ_at_once(a, b, title.kind):
        return DIFFERENT_AT_ONCE
    found = compare_features(a, b, rules, title)
    if found.title.kind == OTHER:
        return _other_title(a, b, found)
    kin = kinship(a, b, found, rules)
    if kin is not None:
        return kin
    if found.title.kind == NEAR or not found.title.same_numbers:
        return _near_title(a, b, found, rules)
    if found.same_number:
        return _same_number(a, b, found, rules)
    if found.authors == DIFFER:
        return _other_people(a, b, found, rules)
    if found.same_place:
        return _same_place(a, b, found, rules)
    if _is_elsewhere(found):
        return _conflict(a, b, found, rules)
    return _no_place(a, b, found, rules)


def _differ_at_once(a: Features, b: Features, kind: str) -> bool:
    """Tell whether no rule can find anything but a difference; spares most comparisons."""
    if (a.doi and a.doi == b.doi) or (a.pmid and a.pmid == b.pmid):
        return False
    if kind == OTHER:
        return not a.pages.first or a.pages.first != b.pages.first
    plain = kind == NEAR and EARLY not in (a.stage, b.stage) and a.edition == b.edition
    return plain and page_agreement(a.pages, b.pages) == DIFFER


def _is_generic(a: Features, b: Features, rules: DuplicateRules) -> bool:
    """Tell whether one of the titles says nothing of the subject."""
    return any(
        len(one.titles[0].words) <= rules.generic_title or one.titles[0].squeezed in _GENERIC
        for one in (a, b)
    )


def _is_long(a: Features, b: Features, rules: DuplicateRules) -> bool:
    return min(len(a.titles[0].words), len(b.titles[0].words)) >= rules.long_title


def _is_book(a: Features, b: Features, found: Comparison) -> bool:
    """Tell whether both are one book by its ISBN, which chapters share."""
    book = {a.stage, b.stage} in ({"book"}, {"book", ""})
    return book and found.isbn == AGREE and found.year != DIFFER and not _is_elsewhere(found)


def _is_elsewhere(found: Comparison) -> bool:
    return found.other_place or bool({found.doi, found.pmid} & {DIFFER})


def _other_title(a: Features, b: Features, found: Comparison) -> Verdict:
    """One DOI under two titles, or a translated title at the same place."""
    translated = a.is_translated or b.is_translated
    full_place = found.same_place and AGREE == found.volume == found.year
    alike = (a.part, a.notice, a.retracted) == (b.part, b.notice, b.retracted)
    alike = alike and not {found.doi, found.pmid} & {DIFFER}
    if alike and found.authors == AGREE and full_place and (translated or found.same_number):
        return same(found, "same place, title translated")
    if found.same_number:
        untold = not a.titles[0].text or not b.titles[0].text
        against = bool({found.authors, found.year} & {DIFFER}) or found.other_place
        if untold and not against:
            return same(found, "same DOI" if found.doi == AGREE else "same PubMed number")
        which = "DOI" if found.doi == AGREE else "PubMed number"
        unlike = found.title.share < _UNLIKE or found.pages != AGREE or found.authors != AGREE
        return doubtful(found, f"one {which} under two titles", blocks=unlike)
    if full_place and found.authors == AGREE and found.container == AGREE:
        unlike = found.title.share < _UNLIKE or found.doi == DIFFER
        return doubtful(found, "same place and people under two titles", blocks=unlike)
    return DIFFERENT


def _near_title(a: Features, b: Features, found: Comparison, rules: DuplicateRules) -> Verdict:
    """A word or a number differs: only DOI or a range of pages can make them one."""
    like, numbers = found.title.share >= rules.near_title, found.title.same_numbers
    if found.same_number:
        return _near_title_one_number(found, like=like, numbers=numbers)
    if found.authors == DIFFER:
        return DIFFERENT
    if found.authors == AGREE and _is_book(a, b, found) and like and numbers:
        return same(found, "same ISBN")
    if not found.same_place or found.doi == DIFFER:
        return _near_title_elsewhere(found, like=like and numbers)
    few, many = sorted((a.pages.span, b.pages.span))
    whole = many > 1 and (few == many or (few == 0 and many > 2))
    whole = whole or found.title.is_one_letter or (many == 0 and a.pages.first[:1] == "e")
    known = found.authors == AGREE and found.volume != DIFFER
    if like and numbers and whole and known and found.year != DIFFER:
        return same(found, "same place")
    if not {found.authors, found.container} & {AGREE}:
        return OPEN if like and numbers else DIFFERENT
    blocks = not (like and numbers) or (few > 0 and few != many)
    return doubtful(found, "same place, titles differ in a word", blocks=blocks)


def _near_title_one_number(found: Comparison, *, like: bool, numbers: bool) -> Verdict:
    if found.authors == DIFFER:
        return doubtful(found, "one DOI, other people", blocks=not like or not numbers)
    if like and numbers and found.pages != DIFFER and found.authors == AGREE:
        return same(found, "same DOI" if found.doi == AGREE else "same PubMed number")
    return doubtful(found, "one DOI, titles differ in a word", blocks=not numbers)


def _near_title_elsewhere(found: Comparison, *, like: bool) -> Verdict:
    if {found.year, found.doi} & {DIFFER} or found.other_place or not like:
        return DIFFERENT
    told = AGREE == found.authors == found.container
    told = told and AGREE in (found.year, found.volume, found.pages)
    if told and found.title.is_one_letter and not _is_elsewhere(found):
        return same(found, "same title but for a letter, authors, year and journal")
    return OPEN


def _same_number(a: Features, b: Features, found: Comparison, rules: DuplicateRules) -> Verdict:
    rule = "same DOI" if found.doi == AGREE else "same PubMed number"
    far = found.pages == DIFFER and (found.volume == DIFFER or _is_generic(a, b, rules))
    told = AGREE == found.authors == found.year == found.container
    if told and found.title.kind != CUT and not _is_generic(a, b, rules):
        return same(found, rule)
    if found.authors == DIFFER and (far or found.title.kind == CUT or _is_generic(a, b, rules)):
        return doubtful(found, f"{rule}, other people", blocks=True)
    if far or (found.title.kind == CUT and found.pages == DIFFER):
        return doubtful(found, f"{rule}, another place", blocks=True)
    return same(found, rule)


def _other_people(a: Features, b: Features, found: Comparison, rules: DuplicateRules) -> Verdict:
    whole = found.same_place and AGREE == found.volume == found.container
    whole = whole and found.year == AGREE and found.doi != DIFFER
    if whole and found.title.kind != CUT and _is_long(a, b, rules):
        return same(found, "same title and place")
    if whole and not _is_generic(a, b, rules):
        return doubtful(found, "same title and place, other people", blocks=True)
    return DIFFERENT


def _same_place(a: Features, b: Features, found: Comparison, rules: DuplicateRules) -> Verdict:
    """The same page of the same volume: one publication, unless something speaks against it."""
    sure = found.volume == AGREE and found.authors == AGREE
    cut = found.title.kind == CUT
    if {found.doi, found.pmid} & {DIFFER}:
        if sure and found.year == AGREE and found.container == AGREE and not cut:
            return same(found, "same place, number mistyped")
        return doubtful(found, "same place, other DOI", blocks=True)
    if found.year == DIFFER:
        if sure and found.container == AGREE and not cut:
            return same(found, "same place")
        return doubtful(found, "same place, other year", blocks=True)
    if found.authors == AGREE:
        return same(found, "same place")
    both = found.volume == AGREE == found.container
    known = both or (AGREE in (found.volume, found.container) and found.year == AGREE)
    if known and not cut and (found.authors == UNKNOWN or both) and _is_long(a, b, rules):
        return same(found, "same place")
    return doubtful(found, "same place, people not told", blocks=False)


def _conflict(a: Features, b: Features, found: Comparison, rules: DuplicateRules) -> Verdict:
    """The same title and people, but another DOI, journal, volume or page."""
    if found.authors != AGREE or found.year == DIFFER or _is_generic(a, b, rules):
        return DIFFERENT
    against = [
        name
        for name, value in (
            ("DOI", found.doi),
            ("PubMed number", found.pmid),
            ("journal", found.container),
            ("volume", found.volume),
            ("pages", found.pages),
        )
        if value == DIFFER
    ]
    if len(against) > 1 or found.title.kind == CUT:
        return DIFFERENT
    if against == ["journal"] and AGREE == found.volume == found.pages == found.year:
        return same(found, "same volume and page, journal written otherwise")
    return doubtful(found, f"same title and people, other {against[0]}", blocks=True)


def _no_place(a: Features, b: Features, found: Comparison, rules: DuplicateRules) -> Verdict:
    """Nothing speaks against it; does enough speak for it?"""
    if found.year == DIFFER:
        near = a.year is not None and b.year is not None and abs(a.year - b.year) == 2
        return OPEN if near and found.authors == AGREE == found.container else DIFFERENT
    if _is_generic(a, b, rules):
        return _short_title(a, b, found)
    long = _is_long(a, b, rules)
    if found.title.kind == CUT:
        if found.authors == AGREE and _is_book(a, b, found):
            return same(found, "same ISBN")
        told = found.authors == AGREE and (
            found.year == AGREE
            or (found.volume == AGREE == found.container and found.title.is_torn)
        )
        volume = found.volume == AGREE == found.container and not found.title.is_stop
        where = AGREE in (found.volume, found.issue, found.pages, found.isbn)
        where = where or not (_is_in_something(a) or _is_in_something(b))
        if told and ((found.title.is_torn and where) or volume):
            return same(found, "same beginning of the title, authors and year")
        if told and found.container == AGREE:
            return doubtful(found, "one title is the beginning of the other", blocks=False)
        return OPEN
    if found.authors == AGREE:
        return _same_people(a, b, found, long=long)
    if found.authors == UNKNOWN and long and found.year == AGREE:
        bare = not a.people and not b.people
        books = "book" in (a.stage, b.stage) and not (_is_in_something(a) or _is_in_something(b))
        if found.container == AGREE or books or (bare and not a.container and not b.container):
            return same(found, "same title, year and journal")
        return doubtful(found, "same title and year, authors missing", blocks=False)
    if long and found.title.kind == SAME:
        return doubtful(found, "same title, little else known", blocks=False)
    return OPEN


def _short_title(a: Features, b: Features, found: Comparison) -> Verdict:
    """A title of few words: one issue, or a book of the same people and year, else it is asked."""
    titles = {a.titles[0].squeezed, b.titles[0].squeezed}
    if AGREE == found.authors == found.container == found.volume:
        if found.issue == AGREE and titles <= _ONCE:
            return same(found, "same short title, authors and issue")
        return doubtful(found, "same short title and volume", blocks=False)
    if found.title.kind != SAME or found.authors != AGREE or found.year != AGREE:
        return OPEN
    if a.stage == b.stage == "book" and not (_is_in_something(a) or _is_in_something(b)):
        return same(found, "same book by title, authors and year")
    if titles & _GENERIC:
        return OPEN
    return doubtful(found, "same short title, authors and year", blocks=False)


def _is_in_something(one: Features) -> bool:
    return bool(one.container or one.volume.volume or one.pages.first)


def _same_people(a: Features, b: Features, found: Comparison, *, long: bool) -> Verdict:
    if found.year == AGREE:
        return same(found, "same title, authors and year")
    books = "book" in (a.stage, b.stage) and not (_is_in_something(a) or _is_in_something(b))
    if long and (found.container == AGREE or books):
        return same(found, f"same title, authors and {'kind' if books else 'journal'}")
    if long and AGREE in (found.volume, found.pages):
        what = "pages" if found.pages == AGREE else "volume"
        return same(found, f"same title, authors and {what}")
    if found.year == UNKNOWN and long and found.title.kind == SAME:
        return same(found, "same title and authors")
    return doubtful(found, "same title and authors, year or journal missing", blocks=False)
