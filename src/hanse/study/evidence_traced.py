"""How to follow a count back: each included report with its lines of the log, and the checklist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hanse.evidence.log import STAGES, Event
from hanse.evidence.prisma import PrismaItem
from hanse.messages import join_names, plural
from hanse.report import Block, Details, Heading, Paragraph, Table, TableColumn
from hanse.study.evidence_run import EvidenceRun

__all__ = ["said_by", "traced_blocks"]


def traced_blocks(found: EvidenceRun) -> Iterator[Block]:
    """Yield the included reports with who decided what on which line, and PRISMA's checklist."""
    yield Heading(2, "From counts back to records, decisions and people")
    yield Paragraph(
        "Every number above is counted from events.csv; no number can be typed in. Behind each "
        "box: tables/review_prisma.csv; each record with its lines and people: "
        "tables/review_records.csv."
    )
    if found.included:
        yield _included(found)
    items = found.checklist.items
    done = sum(one.status == "found" for one in items)
    heads = (
        TableColumn("item", align="left"),
        TableColumn("topic", align="left"),
        TableColumn("asked", align="left"),
        TableColumn("found", align="left"),
        TableColumn("where", align="left"),
    )
    rows = tuple(_item(one) for one in items)
    summary = (
        f"The checklist of PRISMA 2020: {done} of {len(items)} found, the rest is to be written"
    )
    yield Details(summary, (Table("PRISMA 2020 checklist", heads, rows),))


def _item(one: PrismaItem) -> tuple[str, ...]:
    """Return the row of an item."""
    found = "; ".join(one.found) or "for you to write"
    return one.id, one.topic, one.asked, found, "; ".join(dict.fromkeys(one.where))


def _included(found: EvidenceRun) -> Table:
    """Return the included reports with the lines of the log that brought them in."""
    heads = (
        TableColumn("report", align="left"),
        TableColumn("record", align="left"),
        TableColumn("title", align="left"),
        TableColumn("at title and abstract", "who, and the line of events.csv", align="left"),
        TableColumn("at full text", align="left"),
        TableColumn("stands for", "records merged into it", align="left"),
    )
    state = found.state
    rows = tuple(
        (
            found.keys[name],
            name,
            record.title or "(without a title)",
            *(said_by(found, found.trail[name], stage) for stage in STAGES),
            ", ".join(state.members(name)[1:]),
        )
        for name, record in found.included.items()
    )
    note = f"{plural(len(rows), 'report')}; all events of each: tables/review_included.csv."
    return Table("Included reports, and who brought them in", heads, rows, note)


def said_by(found: EvidenceRun, events: Sequence[Event], stage: str) -> str:
    """Return who decided what on a record at a stage, with the lines of the log."""
    told = [
        f"{found.person(one.person)} {'settled on ' if one.event == 'resolved' else ''}"
        f"{one.value or 'took it back'} ({one.number + 1})"
        for one in events
        if one.stage == stage and one.event in ("decided", "withdrawn", "resolved")
    ]
    return join_names(told, most=20)
