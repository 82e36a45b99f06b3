"""Which spellings are one author, and which cannot be told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from hanse.evidence.synthesis.author_name import AuthorName, parse_author
from hanse.messages import join_names
from hanse.result import Record

__all__ = ["AuthorGroups", "DoubtfulAuthors", "author_groups"]

_LEAST_LONG = 5


@dataclass(frozen=True)
class DoubtfulAuthors(Record, kind="evidence-doubtful-authors"):
    """Authors that may be one person and are counted apart.

    Attributes
    ----------
    names : tuple of str
        How they are called.
    why : str
        In words.
    """

    names: tuple[str, ...]
    why: str

    def __str__(self) -> str:
        return f"{join_names(self.names)}: {self.why}"


@dataclass(frozen=True)
class AuthorGroups:
    """Spellings by author.

    Attributes
    ----------
    name_of : dict of str to str
        The author that each spelling was taken for, by the fullest spelling.
    merged : tuple of tuple of str
        Spellings that were taken for one author, where there are several.
    doubtful : tuple of DoubtfulAuthors
        Authors that may be one.
    """

    name_of: dict[str, str]
    merged: tuple[tuple[str, ...], ...]
    doubtful: tuple[DoubtfulAuthors, ...]


def author_groups(spellings: Iterable[str]) -> AuthorGroups:
    """Return which spellings are one author.

    Spellings are one author where family name and all initials are equal and no given names
    contradict each other: ``Nadvi K.`` and ``Nadvi, Khalid`` are one as long as there is no
    ``Nadvi, Karim``. Where given names contradict, each full name is an author of its own, and so
    is the name with initials, which may be any of them: all are told as doubtful. So are names that
    differ by further initials (``Nadvi K.`` and ``Nadvi K. M.``), and names with equal initials and
    family names of five letters or more that differ by one letter.

    Parameters
    ----------
    spellings : iterable of str
        Names as the records have them.

    Examples
    --------
    >>> found = author_groups(["Nadvi K.", "Nadvi, Khalid", "Wang, Li", "Wang, Lei", "Wang L."])
    >>> found.merged
    (('Nadvi K.', 'Nadvi, Khalid'),)
    >>> print(found.doubtful[0])
    Wang L.; Wang, Lei; Wang, Li: equal initials, given names that contradict each other
    """
    every = sorted({one for one in spellings if parse_author(one).family})
    alike: dict[tuple[str, str], list[str]] = {}
    for one in every:
        name = parse_author(one)
        alike.setdefault((name.family, name.initials), []).append(one)
    name_of: dict[str, str] = {}
    doubtful: list[DoubtfulAuthors] = []
    authors: dict[tuple[str, str], list[str]] = {}
    for key, own in alike.items():
        groups = _parted(own)
        for group in groups:
            fullest = max(group, key=lambda one: (len("".join(parse_author(one).given)), one))
            name_of.update(dict.fromkeys(group, fullest))
            authors.setdefault(key, []).append(fullest)
        if len(groups) > 1:
            why = "equal initials, given names that contradict each other"
            doubtful.append(DoubtfulAuthors(tuple(sorted(authors[key])), why))
    doubtful += _further_initials(authors) + _near_families(authors)
    members: dict[str, list[str]] = {}
    for one in every:
        members.setdefault(name_of[one], []).append(one)
    merged = tuple(tuple(own) for own in members.values() if len(own) > 1)
    return AuthorGroups(name_of, merged, tuple(doubtful))


def _parted(spellings: list[str]) -> list[list[str]]:
    """Return spellings of equal family and initials as one group, or parted by given names."""
    names = {one: parse_author(one) for one in spellings}
    if all(_agree(a, b) for a, b in combinations(set(names.values()), 2)):
        return [spellings]
    groups: dict[tuple[str, ...], list[str]] = {}
    for one in spellings:
        groups.setdefault(names[one].given, []).append(one)
    return list(groups.values())


def _agree(one: AuthorName, other: AuthorName) -> bool:
    """Whether given names with equal initials do not contradict: equal, or one is an initial."""
    pairs = zip(one.given, other.given, strict=False)
    return all(a == b or len(a) == 1 or len(b) == 1 for a, b in pairs)


def _further_initials(authors: dict[tuple[str, str], list[str]]) -> list[DoubtfulAuthors]:
    """Return authors of one family whose initials begin alike, one having more."""
    families: dict[str, list[str]] = {}
    for family, initials in authors:
        families.setdefault(family, []).append(initials)
    found = []
    for family, every in families.items():
        for short, long in combinations(sorted(every, key=lambda x: (len(x), x)), 2):
            if short and short != long and long.startswith(short):
                own = (*authors[family, short], *authors[family, long])
                if _may_be_one(own):
                    found.append(DoubtfulAuthors(tuple(sorted(own)), "one has more initials"))
    return found


def _may_be_one(names: tuple[str, ...]) -> bool:
    """Whether any two of the names do not contradict each other."""
    read = [parse_author(one) for one in names]
    return any(_agree(a, b) for a, b in combinations(read, 2) if a.initials != b.initials)


def _near_families(authors: dict[tuple[str, str], list[str]]) -> list[DoubtfulAuthors]:
    """Return authors of equal initials whose family names differ by one letter."""
    from rapidfuzz.distance import OSA

    short: dict[tuple[str, str], list[str]] = {}
    for family, initials in authors:
        if len(family) >= _LEAST_LONG and initials:
            variants = {family[:at] + family[at + 1 :] for at in range(len(family))} | {family}
            for one in variants:
                short.setdefault((one, initials), []).append(family)
    pairs = {
        (*sorted((a, b)), initials)
        for (_, initials), families in short.items()
        for a, b in combinations(families, 2)
        if OSA.distance(a, b) == 1
    }
    why = "family names that differ by one letter"
    return [
        DoubtfulAuthors((*authors[a, initials], *authors[b, initials]), why)
        for a, b, initials in sorted(pairs)
    ]
