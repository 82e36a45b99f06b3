"""Which records are compared at all: those that share a key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np

from hanse.evidence.duplicates.features import Features
from hanse.evidence.duplicates.rules import DuplicateRules
from hanse.evidence.duplicates.titles import LEAST_CUT

__all__ = ["Candidates", "candidate_pairs", "keys_of"]

_HEAD, _TAIL = 14, 14
_CHUNK = 100_000
Progress = Callable[[str, int, int], None]


class Candidates(NamedTuple):
    """Pairs to compare.

    Attributes
    ----------
    first, second : numpy.ndarray of int, shape (n,)
        Places of the records; first < second, each pair once, in order.
    shared : int
        How many pairs share a key, before titles that are not alike are left out.
    cut_blocks : int
        Blocks with more records than ``rules.block``, in which only neighbours are compared.
    """

    first: np.ndarray
    second: np.ndarray
    shared: int
    cut_blocks: int


def keys_of(one: Features) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Return the keys by which a record is compared whatever its title, and those by its title.

    Records of a shared key are compared. The keys are: DOI; PubMed number; first page with volume;
    first page with year; and, for titles of like beginning: the first and the last 14 letters of
    each title; each of the first two authors with the year and the year after; each of the first
    two authors with the first word of the title.

    Examples
    --------
    >>> from hanse.evidence.duplicates.features import features
    >>> from hanse.evidence.records import BibliographicRecord
    >>> sure, likely = keys_of(features(BibliographicRecord(title="Export clusters", pages="3-9",
    ...     volume="4", authors=("Doe, J.",), year=2001)))
    >>> sure
    [('place', '3', '4'), ('page', '3', 2001)]
    >>> likely[0], likely[-1]
    (('head', 'exportclusters'), ('word', 'doe', 'export'))
    """
    sure: list[tuple[object, ...]] = []
    if one.doi:
        sure.append(("doi", one.doi))
    if one.pmid:
        sure.append(("pmid", one.pmid))
    page = one.pages.digits or one.pages.first
    if page and one.volume.volume:
        sure.append(("place", page, one.volume.volume))
    if page and one.year is not None:
        sure.append(("page", page, one.year))
    likely: list[tuple[object, ...]] = []
    for title in one.titles:
        if title.squeezed:
            likely.append(("head", title.squeezed[:_HEAD]))
            likely.append(("tail", title.squeezed[-_TAIL:]))
    for person in one.people[:2]:
        if one.year is not None:
            likely.append(("year", person.family, one.year))
            likely.append(("year", person.family, one.year + 1))
        if one.titles[0].words:
            likely.append(("word", person.family, one.titles[0].words[0]))
    return sure, likely


def candidate_pairs(
    records: Sequence[Features], rules: DuplicateRules, *, progress: Progress | None = None
) -> Candidates:
    """Return the pairs of records that share a key and whose titles may be the same.

    Parameters
    ----------
    records : sequence of Features
        All records, each other than the rest.
    rules : DuplicateRules
        ``block`` and ``window`` bound how many pairs a key can make.
    progress : callable, optional
        Told the step, how much is done and of how much.

    Returns
    -------
    Candidates
        At most n·k·block/2 pairs for k keys a record: linear in the number of records.
    """
    by_sure: dict[tuple[object, ...], list[int]] = defaultdict(list)
    by_likely: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, one in enumerate(records):
        sure, likely = keys_of(one)
        for key in dict.fromkeys(sure):
            by_sure[key].append(place)
        for key in dict.fromkeys(likely):
            by_likely[key].append(place)
    cut = sum(len(b) > rules.block for blocks in (by_sure, by_likely) for b in blocks.values())
    n = len(records)
    certain = _codes(by_sure, records, rules)
    possible = np.setdiff1d(_codes(by_likely, records, rules), certain, assume_unique=True)
    kept = possible[_alike(possible, records, rules, progress)]
    codes = np.sort(np.concatenate([certain, kept]))
    return Candidates(codes // max(n, 1), codes % max(n, 1), len(certain) + len(possible), cut)


def _codes(
    blocks: dict[tuple[object, ...], list[int]], records: Sequence[Features], rules: DuplicateRules
) -> np.ndarray:
    """Return each pair of the blocks once, as first · n + second, in order."""
    n = len(records)
    found = [np.empty(0, dtype=np.int64)]
    by_size: dict[int, list[list[int]]] = defaultdict(list)
    for block in blocks.values():
        if 1 < len(block) <= rules.block:
            by_size[len(block)].append(block)
        elif len(block) > rules.block:
            found.append(_neighbours(block, records, rules.window))
    for size, alike in by_size.items():
        rows, (i, j) = np.array(alike, dtype=np.int64), np.triu_indices(size, 1)
        found.append((rows[:, i] * n + rows[:, j]).ravel())
    return np.unique(np.concatenate(found))


def _neighbours(block: list[int], records: Sequence[Features], window: int) -> np.ndarray:
    """Return the pairs of records that are near each other in an order of their contents."""
    n = len(records)
    order = np.array(sorted(block, key=lambda place: _order(records[place])), dtype=np.int64)
    found = [np.empty(0, dtype=np.int64)]
    for step in range(1, min(window, len(order) - 1) + 1):
        a, b = order[:-step], order[step:]
        found.append(np.minimum(a, b) * n + np.maximum(a, b))
    return np.concatenate(found)


def _order(one: Features) -> tuple[object, ...]:
    family = one.people[0].family if one.people else ""
    return (one.titles[0].squeezed, family, one.year or 0, one.pages.first, one.doi, one.volume)


def _alike(
    codes: np.ndarray, records: Sequence[Features], rules: DuplicateRules, progress: Progress | None
) -> np.ndarray:
    """Tell for each pair whether the rules could find the titles other than unlike.

    The same bounds as in `title_likeness`, for a hundred thousand pairs at once.
    """
    n = len(records)
    titles = [record.titles[0] for record in records]
    number: dict[str, int] = {}
    same = np.array([number.setdefault(one.squeezed, len(number)) for one in titles], dtype=int)
    several = np.array([len(record.titles) > 1 for record in records], dtype=bool)
    texts = [one.text for one in titles]
    out = np.zeros(len(codes), dtype=bool)
    for start in range(0, len(codes), _CHUNK):
        first, second = np.divmod(codes[start : start + _CHUNK], n)
        pairs = [(texts[i], texts[j]) for i, j in zip(first.tolist(), second.tolist(), strict=True)]
        found = (same[first] == same[second]) | _are_alike(pairs, rules)
        for row in np.flatnonzero(several[first] | several[second]):
            others = list(product(records[first[row]].titles, records[second[row]].titles))
            found[row] |= any(one.squeezed == other.squeezed for one, other in others)
            found[row] |= _are_alike([(one.text, other.text) for one, other in others], rules).any()
        out[start : start + _CHUNK] = found
        if progress:
            progress("comparing titles", min(start + _CHUNK, len(codes)), len(codes))
    return out


def _are_alike(pairs: Sequence[tuple[str, str]], rules: DuplicateRules) -> np.ndarray:
    """Tell for each pair of titles whether they are alike, or one may be the beginning."""
    from rapidfuzz import fuzz
    from rapidfuzz.process import cpdist

    left, right = [a for a, _ in pairs], [b for _, b in pairs]
    found = cpdist(left, right, scorer=fuzz.ratio, score_cutoff=100 * rules.similar_title) > 0
    cut = [
        row
        for row, ((a, b), known) in enumerate(zip(pairs, found.tolist(), strict=True))
        if not known and min(len(a), len(b)) >= rules.cut_title
    ]
    begun = [
        (pairs[row][0][: len(pairs[row][1])], pairs[row][1][: len(pairs[row][0])]) for row in cut
    ]
    first, second = [a for a, _ in begun], [b for _, b in begun]
    found[cut] = cpdist(first, second, scorer=fuzz.ratio, score_cutoff=LEAST_CUT) > 0
    return np.asarray(found)
