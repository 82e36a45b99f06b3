"""Words and pairs of words of many records as one sparse matrix, made once for a review."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.evidence.ranking.term_counts import count_terms
from hanse.evidence.records.record import BibliographicRecord
from hanse.messages import plural

__all__ = ["TextIndex", "fingerprint_of", "index_texts", "record_text"]

_MOST = 0.95  # of the texts, in which a term may stand


@dataclass(frozen=True, eq=False)
class TextIndex:
    """What the texts of a review are made of, for ranking; `index_texts` makes it.

    Attributes
    ----------
    ids : tuple of str
        The records, in the order of the file.
    matrix : scipy.sparse.csr_matrix of float64, shape (records, terms), 0 to 1
        TF-IDF weights, each row of length 1 or empty.
    words : tuple of str
        All words of the texts, in order of their signs.
    codes : ndarray of int64, shape (terms,)
        The word or pair of words of each column, see `TermCounts`.
    fingerprint : str
        SHA-256 over ids and texts.
    """

    ids: tuple[str, ...]
    matrix: Any
    words: tuple[str, ...]
    codes: npt.NDArray[np.int64]
    fingerprint: str

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The row of each record."""
        return {one: at for at, one in enumerate(self.ids)}

    def rows(self, ids: Sequence[str]) -> np.ndarray:
        """Return the rows of some records.

        Raises
        ------
        InputError
            If a record is not in the index.
        """
        try:
            return np.fromiter((self.places[one] for one in ids), dtype=np.int64, count=len(ids))
        except KeyError as error:
            raise InputError(
                f"record {error.args[0]!r} is not in the index of {plural(len(self), 'record')}",
                mend="Index the texts again with this record.",
            ) from None

    def term(self, column: int) -> str:
        """Return a word or pair of words."""
        first, second = divmod(int(self.codes[column]), len(self.words) + 1)
        return self.words[first] + (f" {self.words[second - 1]}" if second else "")

    def __len__(self) -> int:
        return len(self.ids)


def record_text(record: BibliographicRecord) -> str:
    """Return what a record is ranked by: its title, one blank, its abstract.

    Examples
    --------
    >>> record_text(BibliographicRecord(title="Clusters abroad", abstract="We ask firms."))
    'Clusters abroad We ask firms.'
    """
    return f"{record.title} {record.abstract}"


def fingerprint_of(ids: Sequence[str], texts: Sequence[str]) -> str:
    """Return the SHA-256 over ids and texts by which a saved index is known to fit.

    Examples
    --------
    >>> fingerprint_of(["a"], ["bc"]) == fingerprint_of(["ab"], ["c"])
    False
    """
    digest = hashlib.sha256(b"hanse text index 1")
    for one, text in zip(ids, texts, strict=True):
        for part in (one.encode(), text.encode("utf-8", "surrogatepass")):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
    return digest.hexdigest()


def index_texts(
    ids: Sequence[str],
    texts: Sequence[str],
    *,
    progress: Callable[[str, int, int], None] | None = None,
) -> TextIndex:
    r"""Return the TF-IDF weights of the words and pairs of neighbouring words of all texts.

    A word has two signs at least and is compared in lower case. The weight of term t in text d is

    .. math:: w_{td} \propto (1 + \ln f_{td})\,(1 + \ln \tfrac{1 + N}{1 + n_t})

    with f the times that t stands in d and n the texts that have it; each text is scaled to
    length 1. Terms that stand in more than 95 % of the texts are left out.

    Parameters
    ----------
    ids : sequence of str
        One name for each record, in the order that breaks ties.
    texts : sequence of str
        Title and abstract, see `record_text`; may be empty.
    progress : callable, optional
        Called as ``progress("index", done, total)``.

    Returns
    -------
    TextIndex
        Without any column where no text has a word, or where there are fewer than two texts.

    Raises
    ------
    InputError
        If there are not as many texts as ids, or an id stands twice.

    Notes
    -----
    The default of ASReview 3 (``elas_u4``): `TfidfVectorizer` of scikit-learn with
    ``ngram_range=(1, 2), sublinear_tf=True, min_df=1, max_df=0.95``, in float64.

    Examples
    --------
    >>> index = index_texts(["A", "B"], ["Clusters go abroad", "Clusters stay"])
    >>> [index.term(column) for column in range(index.matrix.shape[1])]
    ['abroad', 'clusters go', 'clusters stay', 'go', 'go abroad', 'stay']
    """
    _check(ids, texts)
    from sklearn.feature_extraction.text import TfidfTransformer

    found = count_terms(texts, progress)
    counts, codes = found.counts, found.codes
    if counts.nnz:
        texts_with = np.bincount(counts.indices, minlength=len(codes))
        kept = texts_with <= _MOST * len(ids)
        counts, codes = (counts, codes) if kept.all() else (counts[:, kept], codes[kept])
        if len(codes):
            weights = TfidfTransformer(sublinear_tf=True).fit(counts)
            counts = weights.transform(counts, copy=False)
    codes.setflags(write=False)
    return TextIndex(tuple(ids), counts, found.words, codes, fingerprint_of(ids, texts))


def _check(ids: Sequence[str], texts: Sequence[str]) -> None:
    """Refuse what cannot be indexed."""
    if len(ids) != len(texts):
        raise InputError(
            f"there are {plural(len(ids), 'id')} and {plural(len(texts), 'text')}",
            where="index of texts",
            mend="Give one text for each record; it may be empty.",
        )
    if len(set(ids)) < len(ids):
        times = Counter(ids)
        twice = next(one for one in ids if times[one] > 1)
        raise InputError(
            f"the id {twice!r} stands twice",
            where="index of texts",
            mend="Give each record an id of its own.",
        )
