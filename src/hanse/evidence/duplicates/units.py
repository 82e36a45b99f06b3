"""Records with equal features taken together, so that thousands of copies cost as little as one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from hanse.evidence.duplicates.features import Features, features
from hanse.evidence.duplicates.judgement import judge
from hanse.evidence.duplicates.rules import DuplicateRules
from hanse.evidence.records import BibliographicRecord

__all__ = ["Units", "units_of"]

_UNLIKE = 60  # similarity of two titles, 0-100, below which they are clearly different


@dataclass(frozen=True)
class Units:
    """Records that no rule can tell apart, as one.

    Attributes
    ----------
    features : tuple of Features
        Of each unit.
    records : tuple of tuple of int
        Places of its records in the order given.
    of : tuple of int
        The unit of each record.
    """

    features: tuple[Features, ...]
    records: tuple[tuple[int, ...], ...]
    of: tuple[int, ...]


def units_of(
    records: Sequence[BibliographicRecord],
    rules: DuplicateRules,
    *,
    apart: Iterable[tuple[int, int]] = (),
    joined: Iterable[tuple[int, int]] = (),
) -> Units:
    """Take records with equal features together where the rules call them the same.

    Parameters
    ----------
    records : sequence of BibliographicRecord
        All records.
    rules : DuplicateRules
        A DOI under ``shared_doi`` or more clearly different titles is left out of the features.
    apart, joined : iterable of (int, int)
        Places of records that a person declared different or that are merged already. They stay
        units of their own, so that what was said of one is not taken for said of its copies; only
        merged copies of each other do not.
    """
    read = _without_shared_dois([features(record) for record in records], rules)
    single = {place for pair in apart for place in pair}
    single |= {place for a, b in joined for place in (a, b) if read[a] != read[b]}
    found: dict[Features, int] = {}
    kept: list[Features] = []
    held: list[list[int]] = []
    of: list[int] = []
    for place, one in enumerate(read):
        unit = None if place in single else found.get(one)
        if unit is None:
            unit = len(kept)
            kept.append(one)
            held.append([])
            if place not in single and judge(one, one, rules).kind == "same":
                found[one] = unit
        held[unit].append(place)
        of.append(unit)
    return Units(tuple(kept), tuple(map(tuple, held)), tuple(of))


def _without_shared_dois(read: list[Features], rules: DuplicateRules) -> list[Features]:
    by_doi: dict[str, list[str]] = {}
    for one in read:
        if one.doi:
            by_doi.setdefault(one.doi, []).append(one.titles[0].text)
    shared = {
        doi
        for doi, titles in by_doi.items()
        if len(titles) >= rules.shared_doi and _n_unlike(titles, rules.shared_doi)
    }
    if not shared:
        return read
    return [replace(one, doi="") if one.doi in shared else one for one in read]


def _n_unlike(titles: list[str], least: int) -> bool:
    """Tell whether there are that many clearly different titles."""
    from rapidfuzz import fuzz

    kinds: list[str] = []
    for title in sorted(set(titles)):
        if all(fuzz.ratio(title, other) < _UNLIKE for other in kinds):
            kinds.append(title)
        if len(kinds) >= least:
            return True
    return False
