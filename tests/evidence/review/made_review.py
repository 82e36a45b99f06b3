"""A small review made through the library: two sources, two reviewers, a fixed clock."""

from __future__ import annotations

from pathlib import Path

from hanse.evidence.records import BibliographicRecord, write_ris
from hanse.evidence.review import (
    Review,
    freeze_protocol,
    import_export,
    log_search,
    merge_duplicates,
    new_review,
    open_review,
)

PROTOCOL = """
[review]
title = "Clusters abroad"
version = 1
combination = "cluster AND abroad"

[[review.questions]]
id = "Q1"
text = "Which features help clusters abroad?"

[[concepts]]
id = "cluster"
label = "Cluster"
terms = ["cluster", "industrial district"]

[[concepts]]
id = "abroad"
label = "Abroad"
terms = ["export", "internationalisation"]

[[sources]]
id = "scopus"
name = "Scopus"
kind = "database"
stage = 1
platform = "scopus"

[[sources]]
id = "lists"
name = "Reference lists"
kind = "citations"
stage = 3
platform = "none"

[[criteria]]
id = "E1"
kind = "exclude"
text = "No industrial cluster"

[[criteria]]
id = "E2"
kind = "exclude"
text = "No empirical evidence"
stages = ["full-text"]

[[people]]
id = "ann"
name = "Ann Berg"

[[people]]
id = "ben"
name = "Ben Dahl"

[[people]]
id = "cai"
name = "Cai Holm"

[screening]
reviewers = { title-abstract = 2, full-text = 1 }
recall = 0.95
confidence = 0.95
"""
TOWNS = [
    "Accra",
    "Lagos",
    "Penang",
    "Lima",
    "Santiago",
    "Mumbai",
    "Quito",
    "Hanoi",
    "Dakar",
    "Izmir",
    "Cebu",
    "Pune",
]
GOODS = ["shoes", "salmon", "knives", "furniture", "software", "mangoes", "buttons", "wine"]


def at(minute: int) -> str:
    return f"2026-03-01T10:{minute:02d}:00"


def record(n: int, **more) -> BibliographicRecord:
    """Return the n-th made-up record; even ones are about clusters abroad."""
    town, good = TOWNS[n % 12], GOODS[n % 8]
    topic = "Exporting clusters of" if n % 2 == 0 else "Hospital wards and"
    fields = {
        "type": "journal-article",
        "title": f"{topic} {good} in {town}, case {n}",
        "authors": (f"Author{n}, A.", "Second, B."),
        "year": 2000 + n % 20,
        "container": "Made-up Journal of Cases",
        "volume": str(n),
        "pages": f"{n}-{n + 9}",
        "doi": f"10.5555/case.{n}",
        "abstract": f"We look at {good} in {town} and {'export abroad' if n % 2 == 0 else 'care'}.",
        "accession": f"A{n:04d}",
    }
    return BibliographicRecord(**{**fields, **more})


def write_export(folder: Path, name: str, records) -> Path:
    path = folder / name
    path.write_text(write_ris(list(records)), encoding="utf-8")
    return path


def frozen(folder: Path, protocol: str = PROTOCOL) -> Review:
    """Return a review whose protocol is frozen, without records."""
    new_review(folder, title="Clusters abroad")
    (folder / "protocol.toml").write_text(protocol, encoding="utf-8")
    review, _ = freeze_protocol(open_review(folder), because="start", person="ann", at=at(0))
    return review


def made_review(folder: Path, n: int = 12) -> Review:
    """Return a review of n records of Scopus and three of reference lists, two of them the same."""
    review = frozen(folder)
    first = write_export(folder.parent, "scopus.ris", [record(i) for i in range(n)])
    lists = [record(0, accession="", doi=""), record(1, accession=""), record(50, accession="")]
    second = write_export(folder.parent, "lists.ris", lists)
    log_search(review, source="scopus", hits=n + 1, day="2026-03-01", person="ann", at=at(1))
    import_export(review, first, source="scopus", person="ann", at=at(2))
    import_export(review, second, source="lists", person="ann", at=at(3))
    merge_duplicates(review, at=at(4))
    return review
