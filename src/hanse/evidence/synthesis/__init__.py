"""Synthesis of a review: evidence tables, the evidence map, bibliometrics, the citation audit."""

from hanse.evidence.synthesis.affiliation_countries import AuthorCountries, author_countries
from hanse.evidence.synthesis.author_counts import Author, AuthorCounts, author_counts
from hanse.evidence.synthesis.author_groups import AuthorGroups, DoubtfulAuthors, author_groups
from hanse.evidence.synthesis.author_name import AuthorName, parse_author
from hanse.evidence.synthesis.axis import AXES, Axis
from hanse.evidence.synthesis.citation_audit import (
    FAULTS,
    CitationAudit,
    CitationFault,
    citation_audit,
)
from hanse.evidence.synthesis.citation_key import citation_keys
from hanse.evidence.synthesis.cited_reference import CitedReference, read_reference
from hanse.evidence.synthesis.cited_works import CitedWork, CitedWorks, cited_works
from hanse.evidence.synthesis.community import Communities, communities
from hanse.evidence.synthesis.container_zones import Container, ContainerZones, container_zones
from hanse.evidence.synthesis.coupling import CitationLinks, co_citation, coupling
from hanse.evidence.synthesis.direction import SIGNS, joint_direction
from hanse.evidence.synthesis.evidence_map import EvidenceMap, evidence_map
from hanse.evidence.synthesis.evidence_table import EvidenceTable, StudyRow, evidence_table
from hanse.evidence.synthesis.finding import COLUMNS, DIRECTIONS, NOT_REPORTED, Finding, Findings
from hanse.evidence.synthesis.finding_table import findings_from_frame, read_findings
from hanse.evidence.synthesis.in_text_citation import InTextCitation, citations_in, parted_text
from hanse.evidence.synthesis.keyword_map import Keyword, KeywordMap, keyword_map
from hanse.evidence.synthesis.lotka import LotkaFit, lotka_fit
from hanse.evidence.synthesis.map_cell import MapCell, MapGap
from hanse.evidence.synthesis.overview import BibliometricOverview, bibliometric_overview
from hanse.evidence.synthesis.pair_links import MEASURES, Link
from hanse.evidence.synthesis.publication_years import PublicationYears, publication_years
from hanse.evidence.synthesis.reference_groups import DoubtfulPair
from hanse.evidence.synthesis.theme import Theme, ThemeTable, theme_table

__all__ = [
    "AXES",
    "COLUMNS",
    "DIRECTIONS",
    "FAULTS",
    "MEASURES",
    "NOT_REPORTED",
    "SIGNS",
    "Author",
    "AuthorCountries",
    "AuthorCounts",
    "AuthorGroups",
    "AuthorName",
    "Axis",
    "BibliometricOverview",
    "CitationAudit",
    "CitationFault",
    "CitationLinks",
    "CitedReference",
    "CitedWork",
    "CitedWorks",
    "Communities",
    "Container",
    "ContainerZones",
    "DoubtfulAuthors",
    "DoubtfulPair",
    "EvidenceMap",
    "EvidenceTable",
    "Finding",
    "Findings",
    "InTextCitation",
    "Keyword",
    "KeywordMap",
    "Link",
    "LotkaFit",
    "MapCell",
    "MapGap",
    "PublicationYears",
    "StudyRow",
    "Theme",
    "ThemeTable",
    "author_countries",
    "author_counts",
    "author_groups",
    "bibliometric_overview",
    "citation_audit",
    "citation_keys",
    "citations_in",
    "cited_works",
    "co_citation",
    "communities",
    "container_zones",
    "coupling",
    "evidence_map",
    "evidence_table",
    "findings_from_frame",
    "joint_direction",
    "keyword_map",
    "lotka_fit",
    "parse_author",
    "parted_text",
    "publication_years",
    "read_findings",
    "read_reference",
    "theme_table",
]
