"""The fields of two records beside each other."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hanse.evidence.duplicates.agreement import AGREE, DIFFER, PARTLY, SHARE, UNKNOWN
from hanse.evidence.duplicates.containers import container_agreement
from hanse.evidence.duplicates.features import Features
from hanse.evidence.duplicates.people import people_agreement
from hanse.evidence.duplicates.places import number_agreement, page_agreement, volume_agreement
from hanse.evidence.duplicates.rules import DuplicateRules
from hanse.evidence.duplicates.titles import Likeness, title_likeness

_VERSION = re.compile(r"(?:pub|v)\.?\d+$")

__all__ = ["WEIGHTS", "Comparison", "compare_features"]

WEIGHTS = {
    "title": 0.40,
    "authors": 0.15,
    "year": 0.10,
    "container": 0.10,
    "volume": 0.05,
    "pages": 0.10,
    "doi": 0.10,
}
"""What each field counts in the score of a pair; together 1."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Agreement of each field of two records: `AGREE`, `PARTLY`, `UNKNOWN` or `DIFFER`.

    ``same_place`` says that they stand on the same page of the same volume, ``other_place`` that
    they cannot.
    """

    title: Likeness
    authors: int
    year: int
    container: int
    volume: int
    issue: int
    pages: int
    doi: int
    pmid: int
    isbn: int

    @property
    def same_place(self) -> bool:
        """Whether both stand at the same place, as far as both say where."""
        if self.pages != AGREE or self.container == DIFFER:
            return False
        if self.volume == AGREE:
            return True
        return self.year == AGREE and (self.container == AGREE or self.volume == UNKNOWN)

    @property
    def other_place(self) -> bool:
        """Whether they cannot stand at the same place."""
        return not self.same_place and DIFFER in (self.pages, self.volume, self.container)

    @property
    def same_number(self) -> bool:
        """Whether DOI or PubMed number say that they are the same."""
        return AGREE in (self.doi, self.pmid)

    @property
    def score(self) -> float:
        """Share of the agreement that two complete and equal records would have, 0–1."""
        return sum(
            weight * (self.title.share if name == "title" else SHARE[getattr(self, name)])
            for name, weight in WEIGHTS.items()
        )


def compare_features(
    a: Features, b: Features, rules: DuplicateRules, title: Likeness | None = None
) -> Comparison:
    """Put the fields of two records beside each other; their titles may have been compared before.

    Examples
    --------
    >>> from hanse.evidence.duplicates.features import features
    >>> from hanse.evidence.duplicates.rules import DEFAULT
    >>> from hanse.evidence.records import BibliographicRecord as R
    >>> a = features(R(title="Clusters", year=2001, pages="221-8", volume="4"))
    >>> b = features(R(title="Clusters", year=2002, pages="221-228", volume="4"))
    >>> found = compare_features(a, b, DEFAULT)
    >>> found.title.kind, found.year == PARTLY, found.same_place
    ('same', True, True)
    """
    return Comparison(
        title=title or title_likeness(a.titles, b.titles, rules),
        authors=people_agreement(a.people, b.people, share=rules.shared_authors),
        year=_years(a.year, b.year),
        container=AGREE if a.issn & b.issn else container_agreement(a.container, b.container),
        volume=volume_agreement(a.volume, b.volume),
        issue=number_agreement(a.volume.issue, b.volume.issue),
        pages=page_agreement(a.pages, b.pages),
        doi=_dois(a.doi, b.doi),
        pmid=number_agreement(a.pmid, b.pmid),
        isbn=UNKNOWN if not a.isbn or not b.isbn else AGREE if a.isbn & b.isbn else DIFFER,
    )


def _dois(first: str, second: str) -> int:
    """Compare two DOIs; a slip of one sign is close, the number of a version is not."""
    from rapidfuzz.distance import OSA

    found = number_agreement(first, second)
    if found != DIFFER or OSA.distance(first, second, score_cutoff=1) > 1:
        return found
    versions = _VERSION.search(first), _VERSION.search(second)
    return DIFFER if any(versions) else PARTLY


def _years(first: int | None, second: int | None) -> int:
    if first is None or second is None:
        return UNKNOWN
    apart = abs(first - second)
    return AGREE if apart == 0 else PARTLY if apart == 1 else DIFFER
