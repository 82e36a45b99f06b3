"""The bibliometric overview of a set of records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hanse.evidence.records import BibliographicRecord
from hanse.evidence.synthesis.affiliation_countries import AuthorCountries, author_countries
from hanse.evidence.synthesis.author_counts import AuthorCounts, author_counts
from hanse.evidence.synthesis.cited_works import CitedWorks, cited_works
from hanse.evidence.synthesis.container_zones import ContainerZones, container_zones
from hanse.evidence.synthesis.coupling import CitationLinks, co_citation, coupling
from hanse.evidence.synthesis.keyword_map import KeywordMap, keyword_map
from hanse.evidence.synthesis.publication_years import PublicationYears, publication_years
from hanse.result import Answer

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["BibliometricOverview", "bibliometric_overview"]


@dataclass(frozen=True, eq=False)
class BibliometricOverview(Answer, kind="evidence-bibliometric-overview"):
    """Years, sources, authors, countries, key words, cited works and their links.

    Each part is an answer of its own with its own frame; see their classes.
    """

    years: PublicationYears
    containers: ContainerZones
    authors: AuthorCounts
    countries: AuthorCountries
    keywords: KeywordMap
    cited: CitedWorks
    coupling: CitationLinks
    co_citation: CitationLinks

    def __str__(self) -> str:
        parts = (
            ("Years", self.years),
            ("Sources", self.containers),
            ("Authors", self.authors),
            ("Countries", self.countries),
            ("Key words", self.keywords),
            ("Cited works", self.cited),
            ("Coupling", self.coupling),
            ("Co-citation", self.co_citation),
        )
        return "\n\n".join(f"{name}\n{part}" for name, part in parts)

    def to_frame(self) -> pd.DataFrame:
        """Return one row for each part: what was counted, and in how many records it is missing."""
        import pandas as pd

        rows = [
            ("years", len(self.years.years), len(self.years.undated)),
            ("sources", len(self.containers.containers), len(self.containers.without_container)),
            ("authors", len(self.authors.authors), len(self.authors.without_authors)),
            ("countries", len(self.countries.counts), len(self.countries.without_affiliation)),
            ("key words", len(self.keywords.keywords), len(self.keywords.without_keywords)),
            ("cited works", len(self.cited.works), len(self.cited.without_references)),
        ]
        return pd.DataFrame(rows, columns=["part", "counted", "records_without"])


def bibliometric_overview(
    records: Sequence[BibliographicRecord],
    *,
    included: Iterable[str] = (),
    least_keyword: int = 2,
    least_cited: int = 2,
) -> BibliometricOverview:
    """Return the bibliometric overview of records.

    Parameters
    ----------
    records : sequence of BibliographicRecord
        Each with an id; duplicates merged.
    included : iterable of str
        Ids of those that the review includes, for the years.
    least_keyword : int, from 1
        Records that a key word must stand in.
    least_cited : int, from 1
        Records that must cite a work for co-citation.

    Raises
    ------
    InputError
        As its parts: an unknown id, a number below 1.

    Examples
    --------
    >>> record = BibliographicRecord("R1", year=2020, container="World Development")
    >>> bibliometric_overview([record]).to_frame()
              part  counted  records_without
    0        years        1                0
    1      sources        1                0
    2      authors        0                1
    3    countries        0                1
    4    key words        0                1
    5  cited works        0                1
    """
    cited = cited_works(records)
    return BibliometricOverview(
        years=publication_years(records, included=included),
        containers=container_zones(records),
        authors=author_counts(records),
        countries=author_countries(records),
        keywords=keyword_map(records, least=least_keyword),
        cited=cited,
        coupling=coupling(cited),
        co_citation=co_citation(cited, least_cited=least_cited),
    )
