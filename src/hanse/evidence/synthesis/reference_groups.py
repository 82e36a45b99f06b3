"""Grouping references that mean one work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from hanse.evidence.synthesis.author_name import folded
from hanse.evidence.synthesis.cited_reference import CitedReference
from hanse.result import Record

__all__ = ["DoubtfulPair", "grouped"]

_DOUBT, _LONGEST_LIST = 10.0, 2_000
_NUMBER = re.compile(r"\b(?:\d+|i{1,3}|iv|v|vi{1,3})\b")


@dataclass(frozen=True)
class DoubtfulPair(Record, kind="evidence-doubtful-references"):
    """Two references that look alike and were not matched.

    Attributes
    ----------
    one, other : str
        The references.
    similarity : float
        Of their titles, 0 to 100.
    """

    one: str
    other: str
    similarity: float


class _Groups:
    """Groups of references that grow by union; two different DOIs never meet."""

    def __init__(self, dois: Sequence[str]) -> None:
        self.root = list(range(len(dois)))
        self.doi = list(dois)

    def find(self, at: int) -> int:
        while self.root[at] != at:
            self.root[at] = self.root[self.root[at]]
            at = self.root[at]
        return at

    def join(self, one: int, other: int) -> bool:
        """Join two groups unless their DOIs differ; the first reference stays in front."""
        one, other = sorted((self.find(one), self.find(other)))
        if one == other:
            return True
        if self.doi[one] and self.doi[other] and self.doi[one] != self.doi[other]:
            return False
        self.root[other] = one
        self.doi[one] = self.doi[one] or self.doi[other]
        return True


def grouped(
    read: Sequence[CitedReference], *, near: float
) -> tuple[npt.NDArray[np.int64], tuple[DoubtfulPair, ...]]:
    """Return the group of each reference, numbered as they first stand, and the doubtful pairs.

    Examples
    --------
    >>> one = CitedReference("a", authors=("Doe, A.",), year=2001, title="Clusters that export")
    >>> other = one._replace(text="b", title="Cluster that export")
    >>> later = one._replace(text="c", year=2003)
    >>> grouped([one, other, later], near=92)[0].tolist()
    [0, 0, 1]
    """
    groups = _Groups([one.doi for one in read])
    titles = [folded(one.title) for one in read]
    for keys in (_doi_keys(read), _place_keys(read), _title_keys(read, titles)):
        first: dict[object, list[int]] = {}
        for at, key in keys:
            met = first.setdefault(key, [])
            if not any(groups.join(other, at) for other in met):
                met.append(at)
    doubtful = _near_titles(read, titles, groups, near)
    numbers: dict[int, int] = {}
    made = [numbers.setdefault(groups.find(at), len(numbers)) for at in range(len(read))]
    return np.array(made, dtype=np.int64), doubtful


def _doi_keys(read: Sequence[CitedReference]) -> Iterator[tuple[int, object]]:
    """Return the DOI of each reference that has one."""
    yield from ((at, one.doi) for at, one in enumerate(read) if one.doi)


def _place_keys(read: Sequence[CitedReference]) -> Iterator[tuple[int, object]]:
    """Return first author, year, volume and page of each reference that has all."""
    for at, one in enumerate(read):
        if one.year and one.volume and one.page and one.family:
            yield at, (one.family, one.year, one.volume.casefold(), one.page.casefold())


def _title_keys(
    read: Sequence[CitedReference], titles: Sequence[str]
) -> Iterator[tuple[int, object]]:
    """Return first author, year and title, or source where there is neither title nor page."""
    for at, one in enumerate(read):
        if not (one.family and one.year):
            continue
        if titles[at]:
            yield at, (one.family, one.year, titles[at])
        elif one.source and not (one.volume and one.page):
            yield at, (one.family, one.year, folded(one.source), one.volume, one.page)


def _near_titles(
    read: Sequence[CitedReference], titles: Sequence[str], groups: _Groups, near: float
) -> tuple[DoubtfulPair, ...]:
    """Join references whose titles are nearly equal; return those that are alike only."""
    from rapidfuzz.fuzz import ratio

    blocks: dict[tuple[int, str], list[int]] = {}
    seen: set[tuple[int, str]] = set()
    for at, one in enumerate(read):
        if one.family and one.year and titles[at] and (groups.find(at), titles[at]) not in seen:
            seen.add((groups.find(at), titles[at]))
            blocks.setdefault((one.year, one.family[:4]), []).append(at)
    alike: list[tuple[int, int, float]] = []
    for block in blocks.values():
        for i, j in combinations(block, 2):
            if groups.find(i) == groups.find(j):
                continue
            score = ratio(titles[i], titles[j], score_cutoff=near - _DOUBT)
            if not score:
                continue
            is_one = score >= near and _is_same_author(read[i], read[j])
            has_same_numbers = _NUMBER.findall(titles[i]) == _NUMBER.findall(titles[j])
            if not (is_one and has_same_numbers and groups.join(i, j)):
                alike.append((i, j, score))
    found = [
        DoubtfulPair(read[i].text, read[j].text, round(score, 1))
        for i, j, score in sorted(alike, key=lambda one: (-one[2], one[0], one[1]))
        if groups.find(i) != groups.find(j)
    ]
    return tuple(found[:_LONGEST_LIST])


def _is_same_author(one: CitedReference, other: CitedReference) -> bool:
    """Whether first authors have nearly one family name and initials that do not contradict."""
    from rapidfuzz.fuzz import ratio

    from hanse.evidence.synthesis.author_name import parse_author

    if ratio(one.family, other.family) < 85:
        return False
    first, second = (parse_author(ref.authors[0]).initials[:1] for ref in (one, other))
    return not first or not second or first == second
