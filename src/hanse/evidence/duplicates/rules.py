"""Every threshold of the search for duplicates, by name."""

from __future__ import annotations

from dataclasses import dataclass, fields

from hanse.errors import InputError
from hanse.result import Record

__all__ = ["DEFAULT", "DuplicateRules"]

_SHARES = ("similar_title", "near_title", "shared_authors")


@dataclass(frozen=True)
class DuplicateRules(Record, kind="duplicate-rules"):
    """Thresholds of the rules that find duplicates.

    Attributes
    ----------
    similar_title : float
        Least similarity of two titles (0–1, twice the letters in common over all letters) for them
        to count as near; below, records are never merged.
    near_title : float
        Least similarity for near titles to be merged where DOI and people agree.
    shared_authors : float
        Least share (0–1) of the shorter list of authors that must be in the longer one.
    long_title : int
        Words from which a title is telling enough to merge where year or journal is missing.
    generic_title : int
        Up to so many words a title (``Editorial``) tells nothing: the place must agree too.
    cut_title : int
        Least letters of a title for a longer one that begins with it to count as the same, cut off.
    version_years : int
        Most years between a working paper and its article.
    shared_doi : int
        A DOI under so many or more clearly different titles is that of a whole book or supplement
        and identifies nothing.
    block : int
        Most records with one key that are all compared with each other; above, each is compared
        with its neighbours in the order of title, authors, year and pages.
    window : int
        How many neighbours.
    ambiguity : float
        Where a record fits two that cannot be the same, and the scores differ by less than this,
        it joins neither.
    """

    similar_title: float = 0.80
    near_title: float = 0.85
    shared_authors: float = 0.6
    long_title: int = 5
    generic_title: int = 2
    cut_title: int = 20
    version_years: int = 5
    shared_doi: int = 5
    block: int = 60
    window: int = 12
    ambiguity: float = 0.03

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            top = 1 if field.name in (*_SHARES, "ambiguity") else None
            if value < 0 or (top is not None and value > top):
                span = "between 0 and 1" if top else "0 or more"
                raise InputError(f"{field.name} is {value}", mend=f"Give a number {span}.")


DEFAULT = DuplicateRules()
"""The rules as they were fixed on one half of labelled records; see the page on duplicates."""
