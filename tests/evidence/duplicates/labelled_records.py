"""Labelled records of a merged database search, read where they are, in two halves.

The truth stands per record, not per group, so the halves are made such that records which might be
duplicates are on one side: records are linked where their DOI is one or their folded titles are
alike by 80 %, and each set of linked records goes to the half that a hash of its first title and
the seed says. The rules were fixed on the half `DEVELOPED`; the other was only counted.
"""

import csv
import hashlib
import re
from pathlib import Path

from hanse.evidence.records import BibliographicRecord, normal_doi

FILE = Path(__file__).parents[4] / "shared/data/slr-dedupe-labelled/asysd_labelled_noabstract.csv"
FOUND = FILE.exists()
SEED = 20260301
DEVELOPED, HELD_OUT = 0, 1
_NAME_END = re.compile(r"(?<=[^\W\d_]\.)(?=[^\W\d_]{2})|(?<=\.)(?=[A-Z][a-z'’-])")


def labelled_records():
    """Return the records and whether each is labelled unique."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [_record(row) for row in rows], [row["truth"] == "unique" for row in rows]


def half_of(records):
    """Return 0 or 1 for each record."""
    import numpy as np
    from rapidfuzz import fuzz, process
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    titles = [re.sub(r"[^a-z0-9]+", " ", record.title.lower()).strip() for record in records]
    alike = process.cdist(titles, titles, scorer=fuzz.ratio, score_cutoff=80, dtype=np.uint8) > 0
    dois = np.array([record.doi for record in records])
    alike |= (dois[:, None] == dois[None, :]) & (dois != "")[:, None]
    _, part = connected_components(coo_array(alike), directed=False)
    first = {}
    for title, one in zip(titles, part, strict=True):
        first[one] = min(first.get(one, title), title)
    side = {
        one: hashlib.sha256(f"{SEED}:{title}".encode()).digest()[0] % 2
        for one, title in first.items()
    }
    return [side[one] for one in part]


def counts(records, unique, found):
    """Return groups, those with more than one unique record, and those with none."""
    label = {record.id: one for record, one in zip(records, unique, strict=True)}
    groups = [list(group) for group in found.groups]
    grouped = {one for group in groups for one in group}
    groups += [[record.id] for record in records if record.id not in grouped]
    n_unique = [sum(label[one] for one in group) for group in groups]
    return len(groups), sum(n > 1 for n in n_unique), sum(n == 0 for n in n_unique)


def _record(row):
    names = [one.strip(" .") for one in _NAME_END.split(row["author"]) if one.strip(" .")]
    return BibliographicRecord(
        id=f"R{int(row['record_id']):06d}",
        title=row["title"],
        authors=tuple(names),
        year=int(row["year"]) if row["year"].isdigit() else None,
        container=row["journal"],
        volume=row["volume"],
        issue=row["number"],
        pages=row["pages"],
        doi=normal_doi(row["doi"]),
        issn=tuple(row["isbn"].split("\n")) if row["isbn"] else (),
    )
