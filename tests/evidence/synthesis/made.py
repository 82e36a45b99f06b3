"""Made records and findings that several tests use."""

from hanse.evidence.records import BibliographicRecord
from hanse.evidence.synthesis import Finding, Findings

RECORDS = [
    BibliographicRecord(
        "R1", title="Failure", authors=("Nadvi, K.",), year=1999, container="World Development"
    ),
    BibliographicRecord(
        "R2",
        title="Clusters",
        authors=("Nadvi, Khalid", "Schmitz, Hubert"),
        year=1999,
        container="World Development",
    ),
    BibliographicRecord(
        "R3",
        title="Metal",
        authors=("Sonobe, T.", "Akoten, J. E.", "Otsuka, K."),
        year=2011,
        container="Small Business Economics",
    ),
    BibliographicRecord(
        "R4", title="Cooperation", authors=("Nadvi, K.",), year=1999, type="report"
    ),
]


def findings():
    """Return findings with a study of two clusters, one of two records, and gaps in reporting."""
    return Findings.of(
        [
            Finding(
                "R1", "mnc", "supports", unit="Sialkot", country="Pakistan", cluster_kind="tools"
            ),
            Finding("R1", "mnc", "opposes", unit="Other", country="PAK", cluster_kind="tools"),
            Finding("R1", "trust", "supports", unit="Sialkot", country="PAK"),
            Finding("R2", "mnc", "supports", country="KEN", cluster_kind="metal", place="p. 3"),
            Finding("R3", "mnc", "none", study="S3", country="KEN", cluster_kind="metal"),
            Finding("R4", "trust", "mixed", study="S3", paraphrase="it depends"),
        ]
    )
