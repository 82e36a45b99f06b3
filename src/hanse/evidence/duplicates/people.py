"""Names of people, however a database writes them, and whether two lists may be the same people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from hanse.evidence.duplicates.agreement import AGREE, DIFFER, PARTLY, UNKNOWN
from hanse.evidence.duplicates.folding import cleaned, folded

__all__ = ["Person", "people_agreement", "people_of", "person"]

_PARTICLES_TEXT = """
van von der den de del della di da dos du la le al bin ibn ter ten el af zu st
"""
_PARTICLES = frozenset(_PARTICLES_TEXT.split())
_ET_AL = re.compile(r"\b(?:et\.?\s*al\.?|and others|u\.\s*a\.)\s*$", re.IGNORECASE)
_SUFFIX = re.compile(r",?\s+\b(?:jr|sr|iii|phd|md)\b\.?\s*$", re.IGNORECASE)
_INITIALS = re.compile(r"^(?:[^\W\d_]\.?-?){1,4}$")


class Person(NamedTuple):
    """One name, parted as far as it can be.

    Attributes
    ----------
    family : str
        Folded and without blanks.
    given : str
        Folded given names with blanks, or initials as single letters.
    """

    family: str
    given: str


@lru_cache(maxsize=200_000)
def person(name: str) -> Person:
    """Part a name into family name and given names or initials.

    Parameters
    ----------
    name : str
        ``"Doe, Jane"``, ``"Doe J"``, ``"J. Doe"``, ``"Jane Doe"``, ``"DOE, J.A."`` and the like.

    Returns
    -------
    Person
        Empty for a name without letters or ``et al.``.

    Examples
    --------
    >>> person("van der Berg, J. A."), person("Jane O’Doe")
    (Person(family='vanderberg', given='j a'), Person(family='odoe', given='jane'))
    >>> person("DOE JA")
    Person(family='doe', given='j a')
    """
    text = _SUFFIX.sub("", _ET_AL.sub("", cleaned(name)).strip())
    family, comma, given = text.partition(",")
    if comma:
        return Person(folded(family).replace(" ", ""), _given(given))
    parts = text.replace(".", ". ").split()
    if len(parts) < 2:
        return Person(folded(text).replace(" ", ""), "")
    last, first = parts[-1], parts[0]
    if _is_initials(last) and (not _is_initials(first) or len(first) >= len(last)):
        at = len(parts) - 1
        while at > 1 and _is_initials(parts[at - 1]):
            at -= 1
        return Person(folded(" ".join(parts[:at])).replace(" ", ""), _given(" ".join(parts[at:])))
    at = len(parts) - 1
    while at > 1 and parts[at - 1].lower().strip(".") in _PARTICLES:
        at -= 1
    return Person(folded(" ".join(parts[at:])).replace(" ", ""), _given(" ".join(parts[:at])))


def people_of(names: Sequence[str], *, most: int) -> tuple[Person, ...]:
    """Return the people of a list in order, without ``et al.`` and empty names.

    Examples
    --------
    >>> people_of(["Doe, J.", "et al."], most=30)
    (Person(family='doe', given='j'),)
    """
    found = (person(name) for name in names[:most])
    return tuple(one for one in found if one.family)


def people_agreement(first: tuple[Person, ...], second: tuple[Person, ...], *, share: float) -> int:
    """Say whether two lists of authors may name the same people.

    Everyone in the shorter list is looked for in the longer one, so a list cut short (``et al.``)
    agrees. They agree where at least `share` of the shorter list is found and, unless two or more
    are found, one of them is a first author.

    Examples
    --------
    >>> a = people_of(["Doe, Jane", "Roe, Bo"], most=30)
    >>> b = people_of(["J. Doe", "et al."], most=30)
    >>> people_agreement(a, b, share=0.6) == AGREE
    True
    """
    if not first or not second:
        return UNKNOWN
    if first == second:
        return AGREE
    few, many = sorted((first, second), key=lambda people: (len(people), people))
    found, lead, free = 0, False, list(range(len(many)))
    for place, one in enumerate(few):
        for at in free:
            if _may_be_one(one, many[at]):
                found += 1
                lead = lead or place == 0 or at == 0
                free.remove(at)
                break
    if not found:
        return DIFFER
    return AGREE if found >= share * len(few) and (lead or found > 1) else PARTLY


def _is_initials(word: str) -> bool:
    bare = word.replace(".", "").replace("-", "")
    if not _INITIALS.match(word) or not bare.isupper():
        return False
    return len(bare) <= 3 or "." in word


def _given(text: str) -> str:
    out: list[str] = []
    for word in text.replace(".", ". ").replace("-", " ").split():
        bare = word.strip(".,")
        if bare.isupper() and len(bare) <= 3 and bare.isalpha():
            out.extend(folded(letter) for letter in bare)
        else:
            out.append(folded(bare))
    return " ".join(one for one in out if one)


@lru_cache(maxsize=400_000)
def _may_be_one(one: Person, other: Person) -> bool:
    from rapidfuzz.distance import OSA

    if one.family == other.family:
        return _given_fit(one.given, other.given)
    shorter, longer = sorted((one.family, other.family), key=len)
    if len(shorter) > 2 and len(longer) > 3:
        bound = 1 if len(shorter) < 8 else 2
        if OSA.distance(shorter, longer, score_cutoff=bound) <= bound:
            return _given_fit(one.given, other.given)
        if len(shorter) > 4 and (longer.startswith(shorter) or longer.endswith(shorter)):
            return _given_fit(one.given, other.given)  # one part of a double name
    # family and given name in the wrong order
    swapped = other.given.replace(" ", "")
    return len(one.family) > 2 and one.family == swapped and one.given[:1] == other.family[:1]


def _given_fit(one: str, other: str) -> bool:
    from rapidfuzz import fuzz

    if not one or not other:
        return True
    first, second = one.split(maxsplit=1)[0], other.split(maxsplit=1)[0]
    if len(first) == 1 or len(second) == 1 or first.startswith(second) or second.startswith(first):
        return first[0] == second[0] or sorted(one) == sorted(other)
    return fuzz.ratio(one, other) >= 70
