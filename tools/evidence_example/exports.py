"""Which publication every source finds and how it writes it, with losses, variants and faults."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from tools.evidence_example import formats
from tools.evidence_example.pool import SEED, Paper, Pool

from hanse.evidence.records import BibliographicRecord

ELSEVIER = (
    *("World Development", "Technovation", "International Business Review", "Research Policy"),
    *("Journal of World Business", "Journal of Business Venturing", "Futures"),
    *("Industrial Marketing Management", "Journal of Business Research", "Business Horizons"),
    *("Technological Forecasting and Social Change", "Scandinavian Journal of Management"),
    "International Journal of Project Management",
)
RANKED = (
    *("World Development", "Small Business Economics", "Technovation", "Regional Studies"),
    *("Industrial and Corporate Change", "Journal of Organizational Change Management"),
    *("Critical Perspectives on International Business", "Journal of World Business"),
    *("Environment and Planning C: Government and Policy", "Journal of Economic Geography"),
    *("Entrepreneurship & Regional Development", "International Business Review"),
    *("Cambridge Journal of Economics", "Journal of International Business Studies"),
)
SHORT = {
    "World Development": "World Dev.",
    "Regional Studies": "Reg. Stud.",
    "Journal of Economic Geography": "J. Econ. Geogr.",
    "Journal of International Business Studies": "J. Int. Bus. Stud.",
    "Cambridge Journal of Economics": "Camb. J. Econ.",
    "European Planning Studies": "Eur. Plan. Stud.",
}
MEDICAL = (
    *("cluster headache", "disease clusters and cluster trials"),
    "export of plant DNA and cell transport",
)
GREY = ("report", "working-paper")
DISTANT = ("book", "chapter", "conference-paper", *GREY)
SHARES = {"scopus": (0.42, 0.5), "wos": (0.32, 0.4), "sciencedirect": (1.0, 0.17)}
LISTS = {
    "ayakwah-2020": ("list-ayakwah", "csv"),
    "gancarczyk-2017": ("list-gancarczyk", "ris"),
    "li-entry": ("list-li", "bib"),
    "lu-2024": ("list-lu", "xml"),
    "osarenkhoe-2022": ("list-osarenkhoe", "ris"),
}
UPDATE_SINCE = 2021


@dataclass(frozen=True)
class Export:
    """A file of a source, with the publication behind each of its records in their order."""

    source: str
    name: str
    text: str
    keys: tuple[str, ...]


def exports(found: Pool) -> list[Export]:
    """Return the files of the first search, in the order of the stages of the protocol."""
    made = {name: list(_database(name, found)) for name in SHARES}
    homeless = _homeless(found, made)
    made["scopus"] += homeless
    papers = found.papers
    broken = [one for one in made["wos"] if one[0] in {key for key, _ in made["scopus"]}]
    lost = next(key for key, _ in reversed(broken) if papers[key].is_made_up)
    wos = [one for one in made["wos"] if one[0] != lost]
    host = [(key, _host(papers[key].record)) for key in papers if _is_ranked(papers[key])]
    scholar = list(_scholar(found))
    return [
        _export("sciencedirect", "sciencedirect.ris", made["sciencedirect"], _elsevier),
        _export("scopus", "scopus.csv", made["scopus"], formats.scopus_csv),
        _export("wos", "wos.txt", wos, lambda all_: formats.wos_text(all_, is_broken_off=True)),
        _export("pubmed", "pubmed.nbib", list(_pubmed(found)), formats.nbib),
        _export("journals", "journals.ris", host, _ebsco),
        _export("scholar", "scholar.bib", scholar, _scholar_bib),
        _export("bodies", "bodies.xml", list(_grey(found)), formats.endnote_xml),
        *(_list(found, paper) for paper in LISTS),
    ]


def _export(
    source: str,
    name: str,
    rows: list[tuple[str, BibliographicRecord]],
    write: Callable[[list[BibliographicRecord]], str],
) -> Export:
    return Export(source, name, write([one for _, one in rows]), tuple(key for key, _ in rows))


def _elsevier(records: list[BibliographicRecord]) -> str:
    return formats.ris(records, title="T1", journal="JO")


def _ebsco(records: list[BibliographicRecord]) -> str:
    return formats.ris(records, title="TI", journal="T2")


def _scholar_bib(records: list[BibliographicRecord]) -> str:
    """Return BibTeX in which two records have one key."""
    keys = _keys(records)
    keys[id(records[9])] = keys[id(records[8])]
    return formats.bibtex(records, lambda one: keys[id(one)])


def _bib(records: list[BibliographicRecord]) -> str:
    """Return BibTeX in which each record has a key of its own."""
    keys = _keys(records)
    return formats.bibtex(records, lambda one: keys[id(one)])


def _keys(records: list[BibliographicRecord]) -> dict[int, str]:
    """Return a key for each record, by its identity."""
    keys: dict[int, str] = {}
    used: set[str] = set()
    for record in records:
        key = formats.scholar_key(record)
        while key in used:
            key += "a"
        used.add(key)
        keys[id(record)] = key
    return keys


def _rng(name: str) -> np.random.Generator:
    """Return the draws of a source."""
    return np.random.default_rng([SEED, *name.encode()])


def _database(name: str, found: Pool) -> Iterator[tuple[str, BibliographicRecord]]:
    """Yield what a database finds."""
    rng = _rng(name)
    real, made_up = SHARES[name]
    write = {"scopus": _scopus, "wos": _wos, "sciencedirect": _direct}[name]
    for key, paper in found.papers.items():
        draws = rng.random(6)
        journal = paper.record.container
        if paper.record.type != "journal-article":
            continue
        if not paper.is_made_up and name == "sciencedirect" and journal not in ELSEVIER:
            continue
        if draws[0] < (made_up if paper.is_made_up else real):
            yield key, write(paper, draws)


def _homeless(found: Pool, made: dict[str, list]) -> list[tuple[str, BibliographicRecord]]:
    """Return made-up articles that no database has found, as Scopus has them."""
    there = {key for rows in made.values() for key, _ in rows}
    return [
        (key, _scopus(paper, np.ones(6)))
        for key, paper in found.papers.items()
        if paper.is_made_up and key not in there and paper.record.type == "journal-article"
    ]


def _scopus(paper: Paper, draws: np.ndarray) -> BibliographicRecord:
    """Return a record as Scopus has it: initials only, and an EID where it is made up."""
    record = _bare(paper.record)
    record = replace(record, accession=f"2-s2.0-MADEUP{paper.record.doi[8:].upper()}")
    if not paper.is_made_up:
        record = replace(record, accession="")
    if draws[1] < 0.1:
        record = replace(record, doi="")
    if paper.is_made_up and draws[2] < 0.04:
        record = replace(record, year=(record.year or 0) + 1)
    return record


def _wos(paper: Paper, draws: np.ndarray) -> BibliographicRecord:
    """Return a record as Web of Science has it: some titles in capitals, some DOI lost."""
    record = _bare(paper.record)
    if paper.is_made_up:
        record = replace(record, accession=f"WOS:MADEUP{paper.record.doi[8:].upper()}")
    if draws[1] < 0.25:
        record = replace(record, doi="")
    if draws[2] < 0.06:
        record = replace(record, title=record.title.upper())
    if paper.is_made_up and draws[3] < 0.04:
        record = replace(record, year=(record.year or 0) - 1)
    if draws[4] < 0.15:
        record = replace(record, issue="")
    return record


def _direct(paper: Paper, draws: np.ndarray) -> BibliographicRecord:
    """Return a record as ScienceDirect has it: some subtitles and issues lost."""
    record = _bare(paper.record, is_short=False)
    if draws[2] < 0.12 and ": " in record.title:
        record = replace(record, title=record.title.partition(": ")[0])
    return replace(record, issue="") if draws[3] < 0.5 else record


def _host(record: BibliographicRecord) -> BibliographicRecord:
    """Return a record as the host of journals has it: the journal shortened where it can be."""
    return replace(_bare(record), container=SHORT.get(record.container, record.container), doi="")


def _bare(record: BibliographicRecord, *, is_short: bool = True) -> BibliographicRecord:
    """Return a record without what databases do not carry, given names as initials."""
    names = tuple(_initials(one) for one in record.authors) if is_short else record.authors
    return replace(record, authors=names, publisher="", place="", url="")


def _initials(name: str) -> str:
    """Return a name with initials."""
    family, comma, given = name.partition(", ")
    if not comma:
        return name
    parts = [part for part in re.split(r"[ .]+", given) if part]
    return f"{family}, {' '.join(f'{_initial(part)}.' for part in parts)}"


def _initial(part: str) -> str:
    """Return the initial of a given name, both where it is hyphenated."""
    return "-".join(one[:1] for one in part.split("-"))


def _is_ranked(paper: Paper) -> bool:
    return not paper.is_made_up and paper.record.container in RANKED


def _pubmed(found: Pool) -> Iterator[tuple[str, BibliographicRecord]]:
    """Yield made-up medical and biological articles."""
    rng = _rng("pubmed")
    for number, (key, paper) in enumerate(found.papers.items(), start=1):
        if paper.topic in MEDICAL and rng.random() < 0.4:
            yield key, replace(_bare(paper.record), pmid=f"{99990000 + number}")


def _scholar(found: Pool) -> Iterator[tuple[str, BibliographicRecord]]:
    """Yield books, chapters, reports, and some articles; long titles are cut off."""
    rng = _rng("scholar")
    for key, paper in found.papers.items():
        draw = rng.random(2)
        is_distant = paper.record.type in DISTANT and not key.startswith("XU")
        near = 0.05 if paper.is_made_up else 0.07
        if draw[0] >= (0.7 if is_distant else near) or not paper.record.authors:
            continue
        record = replace(paper.record, doi="", keywords=(), abstract="")
        if len(record.title) > 90 and draw[1] < 0.5:
            record = replace(record, title=record.title[:80].rpartition(" ")[0] + " …")
        yield key, record


def _grey(found: Pool) -> Iterator[tuple[str, BibliographicRecord]]:
    """Yield reports and papers of public bodies, and the two newsletters."""
    for key, paper in found.papers.items():
        if paper.record.type in GREY or key == "XU-007":
            yield key, paper.record


def _list(found: Pool, paper: str) -> Export:
    """Return the references of a source paper as somebody typed them in."""
    source, ending = LISTS[paper]
    write = {"csv": formats.plain_csv, "ris": _ebsco, "bib": _bib, "xml": formats.endnote_xml}
    rows = [(key, one.record) for key, one in found.cited if one.paper == paper]
    return _export(source, f"{source}.{ending}", rows, write[ending])


def update_export(found: Pool, first: Export) -> Export:
    """Return what Scopus shows months later, for the years since 2021."""
    old = dict(_database("scopus", found)) | dict(_homeless_of(found, first))
    rows = [
        (key, old[key]) for key in first.keys if key in old and (old[key].year or 0) >= UPDATE_SINCE
    ]
    rows = _changed(rows, found)
    rows += [(paper.key, _scopus(paper, np.ones(6))) for paper in found.update]
    return _export("scopus", "scopus-update.csv", rows, formats.scopus_csv)


def _homeless_of(found: Pool, first: Export) -> list[tuple[str, BibliographicRecord]]:
    known = {key for key, _ in _database("scopus", found)}
    ones = np.ones(6)
    return [(k, _scopus(found.papers[k], ones)) for k in first.keys if k not in known]


def _changed(
    rows: list[tuple[str, BibliographicRecord]], found: Pool
) -> list[tuple[str, BibliographicRecord]]:
    """Return the rows with two changed and one retracted, all of them made up."""
    made_up = [key for key, _ in rows if found.papers[key].is_made_up]
    fits = next(key for key in made_up if found.papers[key].title == "include")
    volume, pages = (key for key in made_up if key != fits and key in made_up[:8][-2:])
    changed = []
    for key, record in rows:
        told = record
        if key == fits:
            told = replace(record, extra=(("document", "Retracted"),))
        elif key == volume:
            told = replace(record, volume=str(int(record.volume) + 1), issue="1")
        elif key == pages:
            first, _ = formats.first_and_last(record.pages)
            told = replace(record, pages=f"{first}-{int(first) + 40}")
        changed.append((key, told))
    return changed
