"""Cited works: which references of many records mean the same work, and which could not be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from hanse.evidence.records import BibliographicRecord
from hanse.evidence.synthesis.author_name import folded
from hanse.evidence.synthesis.cited_reference import CitedReference, read_reference
from hanse.evidence.synthesis.reference_groups import DoubtfulPair, grouped
from hanse.messages import columns_text, join_names, plural
from hanse.result import Answer, Record

if TYPE_CHECKING:
    import pandas as pd
    from scipy import sparse

__all__ = ["CitedWork", "CitedWorks", "cited_works"]

_SHOWN = 15


@dataclass(frozen=True)
class CitedWork(Record, kind="evidence-cited-work"):
    """A work that records cite.

    Attributes
    ----------
    name : str
        Unique short name: first author and year, title or source.
    doi : str
        Empty where no reference gives one.
    n_records : int
        Records that cite it, each once.
    spellings : tuple of str
        The references that were taken for it, the most frequent first.
    is_readable : bool
        Whether it could be read: a DOI, or first author and year. What could not be read is matched
        with equal texts only.
    """

    name: str
    doi: str
    n_records: int
    spellings: tuple[str, ...]
    is_readable: bool


@dataclass(frozen=True, eq=False)
class CitedWorks(Answer, kind="evidence-cited-works"):
    """Who cites what, after references were matched.

    Parameters
    ----------
    records : tuple of str
        Ids of all records.
    works : tuple of CitedWork
        The most cited first, equal ones by name.
    citing, cited : ndarray of int, shape (n,)
        Places of record and work of each citation, a work once for each record.
    n_references : int
        References as they stand in the records, all together.
    without_references : tuple of str
        Ids of records in which no reference stands: not that they cite nothing.
    doubtful : tuple of DoubtfulPair
        Pairs of references that look alike and were not matched.
    """

    records: tuple[str, ...]
    works: tuple[CitedWork, ...]
    citing: npt.NDArray[np.int64]
    cited: npt.NDArray[np.int64]
    n_references: int
    without_references: tuple[str, ...]
    doubtful: tuple[DoubtfulPair, ...]

    @cached_property
    def holds(self) -> sparse.csr_array[Any]:
        """Records × works: 1 where a record cites a work."""
        from scipy import sparse

        shape = (len(self.records), len(self.works))
        ones = np.ones(len(self.citing), dtype=np.int32)
        return sparse.csr_array((ones, (self.citing, self.cited)), shape=shape)

    @property
    def unread(self) -> tuple[str, ...]:
        """References that tell neither a DOI nor first author and year."""
        return tuple(one.spellings[0] for one in self.works if not one.is_readable)

    def __str__(self) -> str:
        n_with = len(self.records) - len(self.without_references)
        n_unread = sum(one.n_records for one in self.works if not one.is_readable)
        lines = [[str(one.n_records), one.name] for one in self.works[:_SHOWN]]
        said = [
            f"{plural(self.n_references, 'reference')} in {n_with:,} of "
            f"{plural(len(self.records), 'record')} mean {plural(len(self.works), 'work')}.",
            columns_text(["records", "work"], lines, left=[1]),
        ]
        if self.without_references:
            named = join_names(self.without_references)
            said.append(
                f"Without references: {plural(len(self.without_references), 'record')} ({named})."
            )
        if self.unread:
            said.append(
                f"Not read: {plural(len(self.unread), 'reference')}, cited {n_unread:,} times; "
                "matched with equal texts only."
            )
        if self.doubtful:
            said.append(f"Alike and not matched: {plural(len(self.doubtful), 'pair')}.")
        return "\n".join(said)

    def to_frame(self) -> pd.DataFrame:
        """Return one row for each work: name, doi, records, spellings (count), is_readable."""
        import pandas as pd

        return pd.DataFrame(
            {
                "work": [one.name for one in self.works],
                "doi": [one.doi for one in self.works],
                "records": [one.n_records for one in self.works],
                "spellings": [len(one.spellings) for one in self.works],
                "is_readable": [one.is_readable for one in self.works],
            }
        )


def cited_works(records: Sequence[BibliographicRecord], *, near: float = 92.0) -> CitedWorks:
    """Return who cites what, with references of one work matched whatever their style.

    References are matched by, in this order: equal text; equal DOI; first author, year, volume and
    first page; first author, year and title; first author, year and nearly the title. Two different
    DOIs are never matched, nor titles whose numbers differ (part 1, part 2), nor years.

    Parameters
    ----------
    records : sequence of BibliographicRecord
        Each with an id; duplicates merged before.
    near : float, 0 to 100
        Similarity of titles (normalised indel similarity of RapidFuzz) from which they are one.
        Pairs up to 10 below are told as doubtful.

    Returns
    -------
    CitedWorks
        A record that cites a work twice counts once.

    Examples
    --------
    >>> one = BibliographicRecord("R1", references=("Nadvi K, 1999, WORLD DEV, V27, P1605",))
    >>> text = "Nadvi, K. (1999). Efficiency. World Development, 27(9), 1605-1626."
    >>> other = BibliographicRecord("R2", references=(text, "See the annex"))
    >>> print(cited_works([one, other, BibliographicRecord("R3")]))
    3 references in 2 of 3 records mean 2 works.
    records  work
          2  Nadvi 1999, Efficiency
          1  See the annex
    Without references: 1 record (R3).
    Not read: 1 reference, cited 1 times; matched with equal texts only.
    """
    texts: dict[str, int] = {}
    citing, cited, counts = [], [], Counter[int]()
    for at, record in enumerate(records):
        for reference in record.references:
            text = " ".join(reference.split())
            if text:
                place = texts.setdefault(text, len(texts))
                citing.append(at)
                cited.append(place)
                counts[place] += 1
    read = [read_reference(text) for text in texts]
    group, doubtful = grouped(read, near=near)
    pairs = np.unique(
        np.column_stack([np.array(citing, np.int64), group[np.array(cited, np.int64)]]).reshape(
            -1, 2
        ),
        axis=0,
    )
    members: dict[int, list[int]] = {}
    for place, own in enumerate(group.tolist()):
        members.setdefault(own, []).append(place)
    n_records = np.bincount(pairs[:, 1], minlength=len(members))
    works = _works(members, read, counts, n_records)
    order = sorted(range(len(works)), key=lambda at: (-works[at].n_records, works[at].name))
    rank = np.empty(len(works), dtype=np.int64)
    rank[order] = np.arange(len(works))
    has = set(citing)
    return CitedWorks(
        records=tuple(record.id for record in records),
        works=tuple(works[at] for at in order),
        citing=pairs[:, 0],
        cited=rank[pairs[:, 1]],
        n_references=len(citing),
        without_references=tuple(r.id for at, r in enumerate(records) if at not in has),
        doubtful=doubtful,
    )


def _works(
    members: dict[int, list[int]],
    read: Sequence[CitedReference],
    counts: Counter[int],
    n_records: npt.NDArray[Any],
) -> list[CitedWork]:
    """Return the works with unique names, in the order of their groups."""
    made = []
    taken: Counter[str] = Counter()
    for at in range(len(members)):
        own = sorted(members[at], key=lambda place: (-counts[place], read[place].text))
        parts = [read[place] for place in own]
        name = _name(parts)
        taken[name] += 1
        if taken[name] > 1:
            name = f"{name} [{taken[name]}]"
        doi = next((one.doi for one in parts if one.doi), "")
        is_readable = any(one.is_readable for one in parts)
        spellings = tuple(one.text for one in parts)
        made.append(CitedWork(name, doi, int(n_records[at]), spellings, is_readable))
    return made


def _name(parts: Iterable[CitedReference]) -> str:
    """Return a short name from the spelling that says most."""
    best = max(parts, key=lambda one: (bool(one.authors and one.year), len(folded(one.title)) > 0))
    if not (best.authors and best.year):
        return best.text[:80]
    who = best.authors[0].partition(",")[0]
    if "," not in best.authors[0]:
        words = who.split()
        who = " ".join(words[:-1]) if len(words) > 1 and words[-1].isupper() else who
    what = best.title or best.source
    return f"{who} {best.year}{', ' if what else ''}{what[:60]}"
