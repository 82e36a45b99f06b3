"""How often each word and each pair of neighbouring words stands in each text."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["TermCounts", "count_terms"]

_WORD = re.compile(r"\b\w\w+\b")
_AT_ONCE = 8  # lists that are merged in one go
_STEP = 1_000  # texts that are counted, and told of, at once

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class TermCounts:
    """Counts of the terms of each text.

    Attributes
    ----------
    words : tuple of str
        All words in order of their signs.
    codes : ndarray of int64, shape (terms,)
        Each term: place of its first word times (words + 1), plus one and the place of its second
        word where it is a pair. So codes have the order of the terms as texts, as a blank comes
        before whatever stands in a word.
    counts : scipy.sparse.csr_matrix of float64, shape (texts, terms)
        Times that each term stands in each text.
    """

    words: tuple[str, ...]
    codes: Whole
    counts: Any


def count_terms(
    texts: Sequence[str], progress: Callable[[str, int, int], None] | None = None
) -> TermCounts:
    """Count words of two signs or more, in lower case, and pairs of neighbours among them.

    Pairs are held as numbers and never as texts, which is what keeps 100,000 abstracts in memory.

    Parameters
    ----------
    texts : sequence of str
        They may be empty.
    progress : callable, optional
        Called as ``progress("index", done, total)``.

    Examples
    --------
    >>> found = count_terms(["Go, go abroad"])
    >>> found.words, found.codes.tolist(), found.counts.toarray().tolist()
    (('abroad', 'go'), [0, 3, 4, 5], [[1.0, 2.0, 1.0, 1.0]])
    """
    from scipy.sparse import csr_matrix

    words, tokens, starts = _tokens(texts, progress)
    ends: Any = np.zeros(len(texts) + 1, dtype=np.int64)
    listed, numbers = [], []
    for at in range(0, len(texts), _STEP):
        part = _chunk(tokens, starts[at : at + _STEP + 1], len(words))
        ends[at + 1 : at + 1 + len(part[0])] = part[0]
        listed.append(part[1])
        numbers.append(part[2])
    np.cumsum(ends, out=ends)
    codes = _distinct(listed)
    columns: Any = np.empty(ends[-1], dtype=np.int32 if ends[-1] < 2**31 else np.int64)
    weights = np.empty(ends[-1], dtype=np.float64)
    at = 0
    for some, times in zip(_spent(listed), _spent(numbers), strict=True):
        columns[at : at + len(some)] = np.searchsorted(codes, some)
        weights[at : at + len(some)] = times
        at += len(some)
    parts = weights, columns, ends.astype(columns.dtype)
    counts: Any = csr_matrix(parts, shape=(len(texts), len(codes)))
    return TermCounts(words, codes, counts)


def _spent(listed: list[Any]) -> Iterator[Any]:
    """Yield what a list holds and let go of it, so that it need not be in memory twice."""
    listed.reverse()
    while listed:
        yield listed.pop()


def _tokens(
    texts: Sequence[str], progress: Callable[[str, int, int], None] | None
) -> tuple[tuple[str, ...], npt.NDArray[np.int32], Whole]:
    """Return the words in order, the place of each word of all texts, and where texts begin."""
    seen: dict[str, int] = {}
    found, starts = array("i"), [0]
    for done, text in enumerate(texts):
        if progress is not None and done % _STEP == 0:
            progress("index", done, len(texts))
        found.extend([seen.setdefault(word, len(seen)) for word in _WORD.findall(text.lower())])
        starts.append(len(found))
    if progress is not None:
        progress("index", len(texts), len(texts))
    words = tuple(sorted(seen))
    place = np.empty(len(seen), dtype=np.int32)
    place[[seen[word] for word in words]] = np.arange(len(words), dtype=np.int32)
    tokens = place[np.frombuffer(found, dtype=np.int32)] if len(found) else place[:0]
    return words, tokens, np.array(starts, dtype=np.int64)


def _chunk(
    tokens: npt.NDArray[np.int32], starts: Whole, n_words: int
) -> tuple[Whole, Whole, npt.NDArray[np.int32]]:
    """Return for some texts the terms in each, their codes in order, and how often they stand."""
    some = tokens[starts[0] : starts[-1]].astype(np.int64)
    text = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    single = some * (n_words + 1)
    pairs = single[:-1] + some[1:] + 1
    within = text[:-1] == text[1:]
    codes = np.concatenate([single, pairs[within]])
    text = np.concatenate([text, text[:-1][within]])
    order = np.lexsort((codes, text))
    codes, text = codes[order], text[order]
    first = np.ones(len(codes), dtype=bool)
    first[1:] = (np.diff(codes) != 0) | (np.diff(text) != 0)
    at = np.flatnonzero(first)
    numbers = np.diff(np.append(at, len(codes))).astype(np.int32)
    return np.bincount(text[at], minlength=len(starts) - 1), codes[at], numbers


def _distinct(listed: Sequence[Whole]) -> Whole:
    """Return all codes once, in order; a few lists at a time, as they have much in common."""
    if not listed:
        return np.zeros(0, dtype=np.int64)
    while len(listed) > 1:
        listed = [_merged(listed[at : at + _AT_ONCE]) for at in range(0, len(listed), _AT_ONCE)]
    return _merged(listed)


def _merged(listed: Sequence[Whole]) -> Whole:
    """Return the codes of some lists once, in order."""
    codes = np.concatenate(listed)
    codes.sort()
    keep = np.ones(len(codes), dtype=bool)
    keep[1:] = codes[1:] != codes[:-1]
    return codes[keep]
