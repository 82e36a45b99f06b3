"""Where in a journal or book a record stands: volume, issue and pages in any format."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from hanse.evidence.duplicates.agreement import AGREE, DIFFER, PARTLY, UNKNOWN

__all__ = [
    "Pages",
    "Volume",
    "number_agreement",
    "page_agreement",
    "pages_of",
    "volume_agreement",
    "volume_of",
]

_COUNT = re.compile(r"^\s*\d+\s*(?:p|pp|pages|s|seiten)\.?\s*$", re.IGNORECASE)
_WORD = re.compile(r"\b(?:pages?|pp?|seiten|s\.(?=\s))\.?\s*(?=[a-z]?\d|[ivxl]+\b)", re.IGNORECASE)
_PAGE = re.compile(r"([a-z]{0,3})\s?0*(\d+)([a-z]?)|\b([ivxl]+)\b", re.IGNORECASE)
_SUPPLEMENT = re.compile(r"s\s*u\s*p+\s*l|\bsup\b|^s\d", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")


class Pages(NamedTuple):
    """First page as folded text, its digits, and how many pages where the last one is known."""

    first: str
    digits: str
    span: int


class Volume(NamedTuple):
    """Volume and issue as far as they are numbers, and whether it is a supplement."""

    volume: str
    issue: str
    is_supplement: bool


@lru_cache(maxsize=200_000)
def pages_of(text: str) -> Pages:
    """Read pages: ``221-8``, ``pp. 221–228``, ``S12``, ``e1043``, ``xi-xv``.

    Returns
    -------
    Pages
        Empty text where there is no page; ``span`` is 0 where the last page is not known.

    Examples
    --------
    >>> pages_of("221-8"), pages_of("pp. 221–228").span, pages_of("S12")
    (Pages(first='221', digits='221', span=8), 8, Pages(first='s12', digits='12', span=0))
    >>> pages_of("230 p.")
    Pages(first='', digits='', span=0)
    """
    if not text or _COUNT.match(text):
        return Pages("", "", 0)
    found = _PAGE.findall(_WORD.sub("", text))
    if not found:
        return Pages("", "", 0)
    prefix, digits, suffix, roman = found[0]
    if roman:
        return Pages(roman.lower(), "", 0)
    span = 0
    if len(found) > 1 and found[1][1]:
        last = found[1][1]
        whole = digits[: max(0, len(digits) - len(last))] + last
        span = max(0, int(whole) - int(digits) + 1)
    return Pages(f"{prefix}{digits}{suffix}".lower(), digits, span)


@lru_cache(maxsize=200_000)
def volume_of(volume: str, issue: str) -> Volume:
    """Read volume and issue: ``12(3)``, ``Vol. 12``, ``Suppl 1``, ``3-4``.

    Examples
    --------
    >>> volume_of("Vol. 012(3)", ""), volume_of("12", "Suppl 1")
    (Volume(volume='12', issue='3', is_supplement=False), \
Volume(volume='12', issue='1', is_supplement=True))
    """
    supplement = bool(_SUPPLEMENT.search(volume) or _SUPPLEMENT.search(issue))
    numbers = [one.lstrip("0") or "0" for one in _NUMBER.findall(volume)]
    issues = [one.lstrip("0") or "0" for one in _NUMBER.findall(issue)]
    if not issues and len(numbers) > 1 and "(" in volume:
        issues = numbers[1:]
    return Volume(
        numbers[0] if numbers else volume.strip().casefold(),
        issues[0] if issues else "",
        supplement,
    )


def number_agreement(first: str, second: str) -> int:
    """Compare two numbers of volumes or issues.

    Examples
    --------
    >>> number_agreement("12", ""), number_agreement("12", "12"), number_agreement("12", "13")
    (0, 2, -1)
    """
    if not first or not second:
        return UNKNOWN
    return AGREE if first == second else DIFFER


def volume_agreement(first: Volume, second: Volume) -> int:
    """Compare two volumes; the number of a supplement may stand in the wrong field.

    Examples
    --------
    >>> volume_agreement(volume_of("56", "Suppl 1"), volume_of("1", ""))
    0
    """
    found = number_agreement(first.volume, second.volume)
    if found == DIFFER and (first.is_supplement or second.is_supplement):
        misfiled = first.volume == second.issue or second.volume == first.issue
        return UNKNOWN if misfiled else DIFFER
    return found


def page_agreement(first: Pages, second: Pages) -> int:
    """Compare the first pages.

    A letter before the number may be left out (``S12`` and ``12``). The number of an electronic
    article does not contradict a range of pages. Page 1 is where every issue begins: it agrees only
    partly unless the last pages are known and equal too.

    Examples
    --------
    >>> pairs = ("221-8", "221"), ("S12", "12"), ("e10433", "1-14"), ("221-8", "222-8")
    >>> [page_agreement(pages_of(a), pages_of(b)) for a, b in pairs]
    [2, 2, 0, -1]
    """
    if not first.first or not second.first:
        return UNKNOWN
    if first.first == second.first:
        return PARTLY if first.first == "1" and first.span != second.span else AGREE
    bare = first.first.isdigit(), second.first.isdigit()
    if first.digits and first.digits == second.digits and bare[0] != bare[1]:
        return AGREE
    if _is_article_number(first) != _is_article_number(second):
        return UNKNOWN
    return DIFFER


def _is_article_number(pages: Pages) -> bool:
    """Tell whether this numbers an electronic article rather than a page."""
    return pages.span == 0 and (pages.first[:1] in "ea" or len(pages.digits) > 4)
