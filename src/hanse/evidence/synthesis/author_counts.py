"""Authors: full and fractional counts, h-index where citations are known, and Lotka's law."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hanse.evidence.records import BibliographicRecord
from hanse.evidence.synthesis.author_groups import DoubtfulAuthors, author_groups
from hanse.evidence.synthesis.lotka import LotkaFit, lotka_fit
from hanse.messages import columns_text, join_names, plural
from hanse.result import Answer, Record

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Author", "AuthorCounts", "author_counts"]

_SHOWN = 12


@dataclass(frozen=True)
class Author(Record, kind="evidence-author"):
    """An author of records.

    Attributes
    ----------
    name : str
        The fullest spelling.
    n_records : int
        Full count: every record counts one.
    fraction : float
        Fractional count: a record of k authors counts 1/k.
    first_year, last_year : int or None
        Of the records with a year.
    h_index : int or None
        The largest h such that h records are cited h times or more; None unless it is known for
        every record of the author how often it is cited.
    """

    name: str
    n_records: int
    fraction: float
    first_year: int | None
    last_year: int | None
    h_index: int | None


@dataclass(frozen=True)
class AuthorCounts(Answer, kind="evidence-author-counts"):
    """Authors with their records.

    Parameters
    ----------
    authors : tuple of Author
        Most records first, then the larger fraction, then by name.
    n_records : int
        Records with an author.
    lotka : LotkaFit
        How authors spread over numbers of records.
    merged : tuple of tuple of str
        Spellings that were taken for one author.
    doubtful : tuple of DoubtfulAuthors
        Authors that may be one person and are counted apart.
    without_authors : tuple of str
        Ids of records without an author.
    """

    authors: tuple[Author, ...]
    n_records: int
    lotka: LotkaFit
    merged: tuple[tuple[str, ...], ...]
    doubtful: tuple[DoubtfulAuthors, ...]
    without_authors: tuple[str, ...]

    def __str__(self) -> str:
        lines = [
            [
                one.name,
                str(one.n_records),
                f"{one.fraction:.2f}",
                "–" if one.h_index is None else str(one.h_index),
            ]
            for one in self.authors[:_SHOWN]
        ]
        said = [
            f"{plural(len(self.authors), 'author')} of {plural(self.n_records, 'record')}.",
            columns_text(["author", "records", "fractional", "h"], lines, left=[0]),
            str(self.lotka),
        ]
        if self.merged:
            said.append(f"Taken for one author: {plural(len(self.merged), 'group')} of spellings.")
        if self.doubtful:
            n = plural(len(self.doubtful), "group")
            said.append(f"May be one person, counted apart: {n}, such as {self.doubtful[0]}.")
        if self.without_authors:
            n = plural(len(self.without_authors), "record")
            said.append(f"Without authors: {n} ({join_names(self.without_authors)}).")
        return "\n".join(said)

    def to_frame(self) -> pd.DataFrame:
        """Return one row for each author: the attributes of `Author`."""
        import pandas as pd

        names = ["name", "n_records", "fraction", "first_year", "last_year", "h_index"]
        frame = pd.DataFrame(
            [[getattr(one, name) for name in names] for one in self.authors],
            columns=["author", "records", *names[2:]],
        )
        whole = dict.fromkeys(["records", "first_year", "last_year", "h_index"], "Int64")
        return frame.astype(whole)


def author_counts(records: Sequence[BibliographicRecord]) -> AuthorCounts:
    """Return the authors with their counts; see `author_groups` for who is one author.

    Parameters
    ----------
    records : sequence of BibliographicRecord
        Duplicates merged. An author who stands twice in a record counts once there.

    Returns
    -------
    AuthorCounts
        Fractions add up to the number of records with an author.

    Examples
    --------
    >>> records = [BibliographicRecord("R1", authors=("Nadvi, Khalid",), cited_by=9),
    ...            BibliographicRecord("R2", authors=("Nadvi K.", "Schmitz H."), cited_by=1)]
    >>> print(author_counts(records))
    2 authors of 2 records.
    author         records  fractional  h
    Nadvi, Khalid        2        1.50  1
    Schmitz H.           1        0.50  1
    Lotka: n = 2.35 by maximum likelihood (2 authors); too few for a test, which needs 36.
    Taken for one author: 1 group of spellings.
    """
    groups = author_groups(name for record in records for name in record.authors)
    own: dict[str, list[BibliographicRecord]] = {}
    fraction: Counter[str] = Counter()
    without = []
    for record in records:
        names = dict.fromkeys(
            groups.name_of[name] for name in record.authors if name in groups.name_of
        )
        if not names:
            without.append(record.id)
        for name in names:
            own.setdefault(name, []).append(record)
            fraction[name] += 1 / len(names)  # type: ignore[assignment]
    made = [_author(name, theirs, float(fraction[name])) for name, theirs in own.items()]
    made.sort(key=lambda one: (-one.n_records, -round(one.fraction, 9), one.name.casefold()))
    return AuthorCounts(
        authors=tuple(made),
        n_records=len(records) - len(without),
        lotka=lotka_fit([one.n_records for one in made]),
        merged=groups.merged,
        doubtful=groups.doubtful,
        without_authors=tuple(without),
    )


def _author(name: str, records: list[BibliographicRecord], fraction: float) -> Author:
    """Return an author with what the records tell."""
    years = [one.year for one in records if one.year is not None]
    cited = [one.cited_by for one in records if one.cited_by is not None]
    h_index = None
    if len(cited) == len(records):
        ranked = sorted(cited, reverse=True)
        h_index = sum(n >= rank for rank, n in enumerate(ranked, start=1))
    first, last = (min(years), max(years)) if years else (None, None)
    return Author(name, len(records), fraction, first, last, h_index)
