"""What a review asked: questions, concepts, sources, criteria, searches, and the versions of it."""

from __future__ import annotations

from collections.abc import Iterator

from hanse.evidence.log import STAGES
from hanse.evidence.protocol import Concept, Source, Term
from hanse.messages import capital, join_names, message, plural
from hanse.report import (
    Block,
    Bullets,
    Details,
    Heading,
    Notice,
    Paragraph,
    Table,
    TableColumn,
    literal,
)
from hanse.study.evidence_run import EvidenceRun

__all__ = ["AT", "asked_blocks", "asked_said", "frozen_notices", "shown_day"]

AT = {STAGES[0]: "title and abstract", STAGES[1]: "full text"}


def asked_said(found: EvidenceRun) -> Iterator[str]:
    """Yield the question, where it was looked for, and which version of the protocol holds."""
    protocol = found.protocol
    questions = [literal(one.text) for one in protocol.questions]
    more = len(questions) - 1
    yield " ".join(
        part
        for part in (
            f"**{questions[0]}**" if questions else "",
            f"And {plural(more, 'more question')}." if more > 0 else "",
            _searched_said(found),
        )
        if part
    )


def _searched_said(found: EvidenceRun) -> str:
    """Return where records come from, and until when it was searched."""
    days = [one.day for one in found.state.searches]
    sources = list(dict.fromkeys(one.source for one in found.state.imports.values()))
    if not sources:
        return "Nothing was imported yet."
    names = join_names([literal(found.sources[one]) for one in sources], most=4)
    when = ""
    if days:
        first, last = min(days), max(days)
        between = f"between {first} and {last}" if first < last else f"on {first}"
        when = f", searched {between}{_again_said(found)}"
    return message("Looked for in {names}{when}.", names=names, when=when)


def _again_said(found: EvidenceRun) -> str:
    """Return which sources alone were searched on a later day again."""
    days: dict[str, set[str]] = {}
    for one in found.state.searches:
        days.setdefault(one.source, set()).add(one.day)
    again = [literal(found.sources.get(one, one)) for one, own in days.items() if len(own) > 1]
    if not again or len(again) == len(days):
        return ""
    were = "was" if len(again) == 1 else "were"
    return f"; only {join_names(again, most=4)} {were} searched again"


def shown_day(day: str) -> str:
    """Return a day that no cell of a table breaks at its hyphens."""
    return day.replace("-", "\N{NON-BREAKING HYPHEN}") if day[:4].isdigit() else day


def asked_blocks(found: EvidenceRun) -> Iterator[Block]:
    """Yield what was asked, in the order in which a protocol says it."""
    protocol = found.protocol
    yield Heading(2, "What was asked")
    yield from frozen_notices(found)
    yield Bullets(tuple(f"**{one.id}**: {literal(one.text)}" for one in protocol.questions))
    yield _concepts(found)
    yield _sources(found)
    yield from _due_blocks(found)
    yield from _searches(found)
    yield _criteria(found)
    yield from _limits(found)
    yield from _versions(found)
    yield from _strings(found)


def frozen_notices(found: EvidenceRun) -> Iterator[Block]:
    """Yield warnings where the protocol as it stands is not the one that was frozen."""
    if not found.versions:
        text = "No version of the protocol was frozen: what was asked could be changed afterwards."
        yield Notice("warning", text)
    elif found.unfrozen:
        what = join_names([literal(str(one)) for one in found.unfrozen], most=5)
        yield Notice(
            "warning",
            message(
                "protocol.toml was changed after version {version} was frozen, and this report "
                "goes by that version. Not frozen yet: {what}.",
                version=max(found.versions),
                what=what,
            ),
        )


def _concepts(found: EvidenceRun) -> Table:
    """Return the concepts with their terms."""
    heads = (
        TableColumn("concept", align="left"),
        TableColumn("terms, any of them", align="left"),
        TableColumn("not beside", align="left"),
        TableColumn("searched in", align="left"),
    )
    rows = tuple(_concept(one) for one in found.protocol.concepts)
    how = found.protocol.combination or " AND ".join(one.id for one in found.protocol.concepts)
    note = f"Joined as: {literal(how)}. A star stands for any letters."
    return Table("Concepts and their terms", heads, rows, note)


def _concept(one: Concept) -> tuple[str, ...]:
    """Return the row of a concept."""
    terms = ", ".join(map(_term, one.terms))
    return one.label or one.id, terms, ", ".join(map(_term, one.excluded)), ", ".join(one.fields)


def _term(term: Term) -> str:
    """Return a term as it is written."""
    return f"{term.text}{'*' if term.truncate else ''}"


def _sources(found: EvidenceRun) -> Table:
    """Return each source with its searches against what came."""
    heads = (
        TableColumn("source", align="left"),
        TableColumn("kind", align="left"),
        TableColumn("step", "of the search", digits=0),
        TableColumn("last searched", align="left"),
        TableColumn("hits", "that the searches showed, all together", digits=0),
        TableColumn("records here", digits=0),
        TableColumn("damaged", "could not be read", digits=0),
        TableColumn("missing", "hits less what came; below 0 where more came", digits=0),
    )
    state, protocol = found.state, found.protocol
    listed = {one.id: one for one in protocol.sources}
    others = [one.source for one in state.imports.values() if one.source not in listed]
    names = list(dict.fromkeys([*listed, *others]))
    rows = tuple(_source_row(found, one, listed.get(one)) for one in names)
    return Table("Sources, and what came from them", heads, rows)


def _source_row(
    found: EvidenceRun, name: str, source: Source | None
) -> tuple[str | int | None, ...]:
    """Return the row of a source."""
    state = found.state
    searches = [one for one in state.searches if one.source == name]
    here = sum(state.identification(one).source == name for one in state.records)
    lost = sum(state.imports[one.import_id].source == name for one in state.rejected)
    hits = sum(one.hits for one in searches) if searches else None
    kind = source.type if source else "no longer in the protocol"
    day = max((one.day for one in searches), default="no search noted")
    missing = None if hits is None else hits - here - lost
    stage = source.stage if source else None
    return found.sources.get(name, name), kind, stage, shown_day(day), hits, here, lost, missing


def _due_blocks(found: EvidenceRun) -> Iterator[Block]:
    """Yield which sources are due."""
    due = [one for one in found.due.rows if one.is_due]
    if due:
        named = [f"{literal(found.sources.get(one.source, one.source))} ({one.why})" for one in due]
        yield Paragraph(f"To be searched: {'; '.join(named)}.")


def _searches(found: EvidenceRun) -> Iterator[Block]:
    """Yield each dated search."""
    heads = (
        TableColumn("day", align="left"),
        TableColumn("source", align="left"),
        TableColumn("hits", digits=0),
        TableColumn("string", align="left"),
        TableColumn("who", align="left"),
        TableColumn("line", "of events.csv", digits=0),
    )
    rows = tuple(
        (
            shown_day(one.day),
            found.sources.get(one.source, one.source),
            one.hits,
            one.string,
            found.person(one.person),
            one.number + 1,
        )
        for one in found.state.searches
    )
    if rows:
        yield Details("Each search", (Table("Searches by day", heads, rows),))


def _criteria(found: EvidenceRun) -> Table:
    """Return the criteria."""
    heads = (
        TableColumn("criterion", align="left"),
        TableColumn("does", align="left"),
        TableColumn("in words", align="left"),
        TableColumn("used at", align="left"),
    )
    rows = tuple(
        (one.id, f"{one.type}s", one.text, join_names([AT[stage] for stage in one.stages]))
        for one in found.protocol.criteria
    )
    return Table("Criteria", heads, rows)


def _limits(found: EvidenceRun) -> Iterator[Block]:
    """Yield years, languages, and how many reviewers each record needs."""
    protocol = found.protocol
    said = []
    first, last = protocol.first_year, protocol.last_year
    if first or last:
        said.append(f"Years: {first or 'any'} to {last or 'any'}.")
    if protocol.languages:
        said.append(f"Languages: {literal(join_names(list(protocol.languages)))}.")
    needed = [
        f"{plural(protocol.screening.reviewers(stage), 'reviewer')} at {AT[stage]}"
        for stage in STAGES
    ]
    said.append(f"Each record needs {join_names(needed)}.")
    registered = protocol.registration
    said.append(f"Registered: {literal(registered)}." if registered else "Not registered.")
    yield Paragraph(" ".join(said))


def _versions(found: EvidenceRun) -> Iterator[Block]:
    """Yield the versions of the protocol and what changed."""
    heads = (
        TableColumn("version", digits=0),
        TableColumn("frozen on", align="left"),
        TableColumn("by", align="left"),
        TableColumn("why and what changed", align="left"),
        TableColumn("decisions before", "that were taken by then", digits=0),
        TableColumn("line", "of events.csv", digits=0),
    )
    decided = [one.number for one in found.review.log.events if one.event == "decided"]
    rows = tuple(
        (
            one.version,
            shown_day(one.at[:10]),
            found.person(one.person),
            capital(one.reason),
            sum(number < one.number for number in decided),
            one.number + 1,
        )
        for one in found.state.amendments
    )
    if rows:
        yield Table("Versions of the protocol", heads, rows)


def _strings(found: EvidenceRun) -> Iterator[Block]:
    """Yield the search string of each source, to be unfolded."""
    blocks: list[Block] = []
    for source in found.protocol.sources:
        name = source.name or source.id
        if source.id in found.unwritten:
            blocks.append(Paragraph(f"**{literal(name)}**: {literal(found.unwritten[source.id])}"))
            continue
        made = found.strings[source.id]
        if not made.parts:
            blocks.append(Paragraph(f"**{literal(name)}** is searched without a string."))
        else:
            heads = (TableColumn("part", digits=0), TableColumn("string", align="left"))
            rows = tuple((one.number, one.text) for one in made.parts)
            blocks.append(Table(f"Search string for {name}", heads, rows))
        said = [*made.warnings, *made.notes]
        if said:
            blocks.append(Bullets(tuple(literal(one) for one in said)))
    if blocks:
        yield Details("The search string of each source", tuple(blocks))
