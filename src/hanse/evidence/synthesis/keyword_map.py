"""The keyword map: which key words stand together in records, and the groups that they form."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from hanse.errors import InputError
from hanse.evidence.records import BibliographicRecord
from hanse.evidence.synthesis.author_name import folded
from hanse.evidence.synthesis.community import communities
from hanse.evidence.synthesis.pair_links import Link, links_frame, pair_links
from hanse.messages import join_names, plural
from hanse.result import Answer, Record

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Keyword", "KeywordMap", "keyword_map"]


@dataclass(frozen=True)
class Keyword(Record, kind="evidence-keyword"):
    """A key word of the map.

    Attributes
    ----------
    name : str
        The most frequent spelling, the first of equals.
    n_records : int
        Records that have it.
    group : int
        From 1, the largest group first; one without links is a group by itself.
    mean_year : float
        Mean year of its records; NaN where none has a year.
    years : tuple of (int, int)
        Years, and its records of each.
    spellings : tuple of str
        What was taken for it.
    """

    name: str
    n_records: int
    group: int
    mean_year: float
    years: tuple[tuple[int, int], ...]
    spellings: tuple[str, ...]


@dataclass(frozen=True)
class KeywordMap(Answer, kind="evidence-keyword-map"):
    """Key words with their links.

    Parameters
    ----------
    keywords : tuple of Keyword
        The most frequent first, equal ones by name.
    links : tuple of Link
        Pairs that stand together in enough records, the strongest first.
    measure : str
        What the strength is.
    least, least_together : int
        Records that a key word and a pair must have.
    modularity : float
        Of the groups; NaN without links.
    n_rare : int
        Key words in too few records.
    n_cut : int
        Key words that are frequent enough, beyond the number asked for.
    n_records : int
        Records with a key word.
    without_keywords : tuple of str
        Ids of records without key words.
    """

    keywords: tuple[Keyword, ...]
    links: tuple[Link, ...]
    measure: str
    least: int
    least_together: int
    modularity: float
    n_rare: int
    n_cut: int
    n_records: int
    without_keywords: tuple[str, ...]

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Names of the key words of each group, the largest group first."""
        found: dict[int, list[str]] = {}
        for one in self.keywords:
            found.setdefault(one.group, []).append(one.name)
        return tuple(tuple(found[group]) for group in sorted(found))

    def __str__(self) -> str:
        said = [
            f"{plural(len(self.keywords), 'key word')} in at least "
            f"{plural(self.least, 'record')} each, {plural(len(self.links), 'link')} by "
            f"{self.measure}; {plural(self.n_records, 'record')} with key words."
        ]
        for at, names in enumerate(self.groups, start=1):
            said.append(f"Group {at}: {join_names(names)}.")
        if self.n_rare:
            said.append(f"Left out as rarer: {plural(self.n_rare, 'key word')}.")
        if self.n_cut:
            said.append(f"Left out beyond the most frequent: {plural(self.n_cut, 'key word')}.")
        if self.without_keywords:
            n = plural(len(self.without_keywords), "record")
            said.append(f"Without key words: {n} ({join_names(self.without_keywords)}).")
        return "\n".join(said)

    def to_frame(self) -> pd.DataFrame:
        """Return one row for each key word: name, records, group, mean_year, spellings."""
        import pandas as pd

        rows = [
            [x.name, x.n_records, x.group, x.mean_year, "; ".join(x.spellings)]
            for x in self.keywords
        ]
        columns = ["keyword", "records", "group", "mean_year", "spellings"]
        return pd.DataFrame(rows, columns=columns)

    def links_frame(self) -> pd.DataFrame:
        """Return one row for each link: one, other, shared, strength."""
        return links_frame(self.links)

    def years_frame(self) -> pd.DataFrame:
        """Return one row for each key word and year in which it stands: keyword, year, records."""
        import pandas as pd

        rows = [(x.name, year, n) for x in self.keywords for year, n in x.years]
        return pd.DataFrame(rows, columns=["keyword", "year", "records"])


def keyword_map(
    records: Sequence[BibliographicRecord],
    *,
    least: int = 2,
    least_together: int = 1,
    most: int = 100,
    measure: str = "association",
    synonyms: Mapping[str, str] | None = None,
    left_out: Iterable[str] = (),
) -> KeywordMap:
    """Return the key words, how strongly they stand together, and their groups.

    Key words are one where they differ by case, accents, hyphens and signs only, or by a plural
    ``s`` where both forms occur. Strength of *c* records with both words, *a* and *b* with each and
    *n* with any key word: ``association`` *n·c/(ab)*, ``equivalence`` *c²/(ab)*, ``salton``,
    ``jaccard`` or ``count``. Groups are those of `communities` on the strengths.

    Parameters
    ----------
    records : sequence of BibliographicRecord
        Duplicates merged.
    least : int, from 1
        Records that a key word must stand in.
    least_together : int, from 1
        Records that a pair must stand in.
    most : int, from 1 to 500
        The most frequent key words that are kept; of equal ones the first by name.
    measure : str
        One of `MEASURES`.
    synonyms : mapping of str to str, optional
        A key word, and the one that it counts as.
    left_out : iterable of str
        Key words that are not counted, such as those of the search itself.

    Raises
    ------
    InputError
        If a number is out of range or the measure is not known.

    Notes
    -----
    Sources: van Eck & Waltman (2009), Journal of the American Society for Information Science and
    Technology 60, pp. 1635-1651 (association strength; the factor n makes 1 what chance gives);
    Callon, Courtial & Laville (1991), Scientometrics 22, pp. 155-205 (equivalence).

    Examples
    --------
    >>> words = [("Clusters", "exports"), ("cluster", "Exports", "SMEs"), ("SMEs",), ()]
    >>> records = [BibliographicRecord(f"R{at}", keywords=one) for at, one in enumerate(words)]
    >>> print(keyword_map(records))
    3 key words in at least 2 records each, 3 links by association; 3 records with key words.
    Group 1: Clusters, exports and SMEs.
    Without key words: 1 record (R3).
    """
    for name, value in (("least", least), ("least_together", least_together), ("most", most)):
        if value < 1 or (name == "most" and value > 500):
            mend = "Give a whole number from 1" + (" to 500." if name == "most" else ".")
            raise InputError(f"{name} is {value}", where="key-word map", mend=mend)
    held, spelled = _held(records, synonyms or {}, {folded(one) for one in left_out})
    counts = Counter(key for own in held for key in own)
    names = {key: max(own, key=lambda one: own[one]) for key, own in spelled.items()}
    frequent = [key for key, n in counts.items() if n >= least]
    frequent.sort(key=lambda key: (-counts[key], names[key].casefold(), key))
    kept = frequent[:most]
    n_records = sum(bool(own) for own in held)
    links, group, modularity = _linked(held, kept, n_records, measure, least_together)
    return KeywordMap(
        keywords=_keywords(records, held, kept, [spelled[key] for key in kept], group),
        links=tuple(Link(names[kept[i]], names[kept[j]], c, s) for i, j, c, s in links),
        measure=measure,
        least=least,
        least_together=least_together,
        modularity=modularity,
        n_rare=len(counts) - len(frequent),
        n_cut=len(frequent) - len(kept),
        n_records=n_records,
        without_keywords=tuple(r.id for r, own in zip(records, held, strict=True) if not own),
    )


def _keywords(
    records: Sequence[BibliographicRecord],
    held: Sequence[set[str]],
    kept: Sequence[str],
    spelled: Sequence[Counter[str]],
    group: Sequence[int],
) -> tuple[Keyword, ...]:
    """Return the key words with their records, years and spellings."""
    made = []
    for at, key in enumerate(kept):
        own = [record for record, words in zip(records, held, strict=True) if key in words]
        years = Counter(one.year for one in own if one.year is not None)
        n_dated = years.total()
        made.append(
            Keyword(
                name=max(spelled[at], key=lambda one, at=at: spelled[at][one]),  # type: ignore[misc]
                n_records=len(own),
                group=group[at],
                mean_year=sum(y * n for y, n in years.items()) / n_dated if n_dated else math.nan,
                years=tuple(sorted(years.items())),
                spellings=tuple(sorted(spelled[at])),
            )
        )
    return tuple(made)


def _held(
    records: Sequence[BibliographicRecord], synonyms: Mapping[str, str], left_out: set[str]
) -> tuple[list[set[str]], dict[str, Counter[str]]]:
    """Return the key words of each record, folded, and how each is spelled."""
    meant = {folded(one): " ".join(other.split()) for one, other in synonyms.items()}
    every = {folded(word) for record in records for word in record.keywords}
    every |= {folded(word) for word in meant.values()}
    plural_of = {one: one[:-1] for one in every if one.endswith("s") and one[:-1] in every}
    held: list[set[str]] = []
    spelled: dict[str, Counter[str]] = {}
    for record in records:
        own: set[str] = set()
        for word in record.keywords:
            key, shown = folded(word), " ".join(word.split())
            if not key or key in left_out:
                continue
            if key in meant:
                shown = meant[key]
                key = folded(shown)
            key = plural_of.get(key, key)
            if key not in left_out:
                own.add(key)
                spelled.setdefault(key, Counter())[shown] += 1
        held.append(own)
    return held, spelled


def _linked(
    held: Sequence[set[str]], kept: Sequence[str], n_records: int, measure: str, least: int
) -> tuple[list[tuple[int, int, int, float]], tuple[int, ...], float]:
    """Return the links of key words by place, their groups and the modularity."""
    from scipy import sparse

    place = {key: at for at, key in enumerate(kept)}
    pairs = [(place[key], at) for at, own in enumerate(held) for key in own if key in place]
    rows, columns = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    ones = np.ones(len(rows), dtype=np.int32)
    holds = sparse.csr_array((ones, (rows, columns)), shape=(len(kept), len(held)))
    used = holds[:, np.flatnonzero([bool(own) for own in held])]
    found = pair_links(used, measure=measure, least=least, most=None)
    columns_ = (found.one.tolist(), found.other.tolist(), found.shared.tolist())
    links = list(zip(*columns_, found.strength.tolist(), strict=True))
    parted = communities(len(kept), [(i, j, strength) for i, j, _, strength in links])
    return links, parted.group, parted.modularity
