"""What sort of publication a record is: an article, its working paper, an abstract, a book."""

from __future__ import annotations

import re

from hanse.evidence.duplicates.folding import folded
from hanse.evidence.duplicates.places import Pages, Volume
from hanse.evidence.records import BibliographicRecord

__all__ = ["EARLY", "stage_of"]

EARLY = "early"
"""Working papers, preprints and reports."""
_BY_TYPE = {
    "journal-article": "article",
    "preprint": EARLY,
    "working-paper": EARLY,
    "report": EARLY,
    "conference-paper": "paper",
    "conference-abstract": "abstract",
    "book": "book",
    "chapter": "chapter",
    "thesis": "thesis",
    "dataset": "dataset",
}
_SERIES = re.compile(
    r"\b(working papers?|discussion papers?|ssrn|arxiv|medrxiv|biorxiv|preprints?|osf|nber|repec|"
    r"mpra|research square|technical reports?|research papers? series)\b",
    re.IGNORECASE,
)
_EARLY_DOI = re.compile(
    r"^10\.(?:2139/ssrn|48550/|3386/w|21203/|31235/|31219/|20944/preprints|1101/(?:20|19|\d{6}$))"
)


def stage_of(record: BibliographicRecord, pages: Pages, volume: Volume) -> str:
    """Return the sort of publication, empty where nothing tells.

    The series or the DOI of a repository of working papers outweighs the type. An article on one
    page of a supplement is taken for an abstract.

    Examples
    --------
    >>> from hanse.evidence.duplicates.places import pages_of, volume_of
    >>> paper = BibliographicRecord(type="journal-article", container="SSRN Electronic Journal")
    >>> stage_of(paper, pages_of(""), volume_of("", ""))
    'early'
    """
    if _SERIES.search(folded(record.container)) or _EARLY_DOI.match(record.doi):
        return EARLY
    stage = _BY_TYPE.get(record.type, "")
    supplement = volume.is_supplement or pages.first[:1] == "s"
    if stage in ("article", "paper", "") and supplement and pages.first and pages.span <= 1:
        return "abstract"
    return stage
