"""The literature in numbers: years, sources, authors, key words, and what is cited together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hanse.evidence.synthesis import BibliometricOverview, CitationLinks, ContainerZones
from hanse.messages import join_names, plural
from hanse.report import Block, Bullets, Details, Heading, Paragraph, Table, TableColumn, literal
from hanse.study.evidence_run import EvidenceRun
from hanse.tables.countries import country_name

__all__ = ["literature_blocks", "literature_said"]

SHOWN = 10
LEAST_ZONED = 30


def literature_said(found: EvidenceRun) -> Iterator[str]:
    """Yield how the literature spreads over years, sources, authors and countries."""
    overview = found.overview
    if overview is None:
        return
    years = [year for year, n in zip(found.years.years, found.years.included, strict=True) if n]
    if years:
        span = str(years[0]) if years[0] == years[-1] else f"{years[0]} to {years[-1]}"
        yield f"The included reports are of {span}."
    containers, authors = overview.containers.containers, overview.authors.authors
    if containers:
        top = [f"{literal(one.name)} ({one.n_records:,})" for one in containers[:3]]
        yield (
            f"They stand in {plural(len(containers), 'source')}, most in {join_names(top)}."
            if len(containers) > 3
            else f"They stand in {join_names(top)}."
        )
    if authors:
        several = [
            f"{literal(one.name)} ({one.n_records:,})" for one in authors if one.n_records > 1
        ]
        tail = f"; more than one each have {join_names(several, most=5)}" if several else ""
        yield f"{plural(len(authors), 'author')}{tail}."
    if overview.countries.counts:
        named = [f"{country_name(code)} ({n:,})" for code, n in overview.countries.counts[:5]]
        yield f"Authors work in {join_names(named)}."


def literature_blocks(found: EvidenceRun) -> Iterator[Block]:
    """Yield the bibliometric overview of the included reports, with what could not be matched."""
    overview = found.overview
    if overview is None:
        return
    yield Heading(2, "The literature in numbers")
    yield Bullets(tuple(literature_said(found)))
    yield from _containers(overview.containers)
    yield from _keywords(found)
    yield from _cited(found, overview)
    lacking = tuple(_lacking(overview))
    if lacking:
        yield Details("What could not be counted or matched", (Bullets(lacking),))


def _containers(zones: ContainerZones) -> Iterator[Block]:
    """Yield the journals and books that hold most."""
    heads: tuple[TableColumn, ...] = (
        TableColumn("source", align="left"),
        TableColumn("reports", digits=0),
        TableColumn("zone", "of Bradford's law; 1 is the core", digits=0),
    )
    rows: tuple[tuple[str | int, ...], ...] = tuple(
        (one.name, one.n_records, one.zone) for one in zones.containers[:SHOWN]
    )
    if len(zones.containers) < LEAST_ZONED:
        heads, rows = heads[:-1], tuple(row[:-1] for row in rows)
    if rows:
        note = f"{plural(len(zones.containers), 'source')} in all: tables/literature_sources.csv."
        yield Table("Sources of the included reports", heads, rows, note)


def _keywords(found: EvidenceRun) -> Iterator[Block]:
    """Yield the groups of key words."""
    groups = [one for one in found.keywords.groups if len(one) > 1]
    if groups:
        said = tuple(
            f"Group {at}: {literal(join_names(list(names), most=SHOWN))}."
            for at, names in enumerate(groups, start=1)
        )
        yield Heading(3, "Key words that stand together")
        yield Paragraph(_worded_said(found))
        yield Bullets(said)


def _worded_said(found: EvidenceRun) -> str:
    """Return of which records key words are known, and how many of these are included."""
    words = found.keywords
    bare = set(words.without_keywords)
    own = found.overview.keywords.without_keywords if found.overview is not None else ()
    included = len(set(found.included) - bare - set(own))
    return (
        f"Of {found.keywords_of}: {words.n_records:,} of {words.n_records + len(bare):,} have key "
        f"words, {included:,} of them {'is' if included == 1 else 'are'} included."
    )


def _cited(found: EvidenceRun, overview: BibliometricOverview) -> Iterator[Block]:
    """Yield cited works, co-citation and coupling, where exports hold references."""
    if not overview.cited.works:
        text = (
            "No export of an included report holds its references: nothing is known of citations."
        )
        yield Paragraph(text)
        return
    yield Heading(3, "What is cited, and cited together")
    heads = (TableColumn("work", align="left"), TableColumn("cited by", "reports", digits=0))
    rows = tuple((one.name, one.n_records) for one in overview.cited.works[:SHOWN])
    yield Table("Works cited most by the included reports", heads, rows)
    yield from _links("Works that are cited together", overview.co_citation, {})
    yield from _links("Reports that cite the same works", overview.coupling, found.keys)


def _links(title: str, links: CitationLinks, names: Mapping[str, str]) -> Iterator[Block]:
    """Yield the strongest links."""
    heads = (
        TableColumn("one", align="left"),
        TableColumn("other", align="left"),
        TableColumn("shared", digits=0),
        TableColumn("strength", "cosine after Salton, 0 to 1", digits=2),
    )
    rows = tuple(
        (names.get(one.one, one.one), names.get(one.other, one.other), one.shared, one.strength)
        for one in links.links[:SHOWN]
    )
    if rows:
        yield Table(title, heads, rows, f"{plural(links.n_links, 'pair')} in all.")


def _lacking(overview: BibliometricOverview) -> Iterator[str]:
    """Yield what each part of the overview could not count."""
    for words, n in (
        ("without a year", len(overview.years.undated)),
        ("without a journal or book", len(overview.containers.without_container)),
        ("without authors", len(overview.authors.without_authors)),
        ("that tell no affiliation", len(overview.countries.without_affiliation)),
        ("without key words", len(overview.keywords.without_keywords)),
        ("whose references are not in the export", len(overview.cited.without_references)),
    ):
        if n:
            yield f"{plural(n, 'report')} {words}."
    unread = len(overview.countries.unread)
    if unread:
        yield f"{plural(unread, 'affiliation')} whose country cannot be told."
    cited = overview.cited
    if cited.n_references:
        yield (
            f"Of {plural(cited.n_references, 'reference')} {len(cited.unread):,} cannot be read, "
            f"and {plural(len(cited.doubtful), 'pair')} look alike and were not matched."
        )
    doubtful = len(overview.authors.doubtful)
    if doubtful:
        yield f"{plural(doubtful, 'pair')} of authors may be one person and are counted apart."
