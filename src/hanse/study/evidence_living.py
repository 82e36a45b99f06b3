"""The living part of a review: what the last import brought, changed and retracted."""

from __future__ import annotations

from collections.abc import Iterator

from hanse.messages import message, plural
from hanse.report import Block, Bullets, Heading, Notice, Table, TableColumn, literal
from hanse.study.evidence_run import EvidenceRun
from hanse.study.evidence_sorted import stands_at, titled

__all__ = ["living_blocks"]


def living_blocks(found: EvidenceRun) -> Iterator[Block]:
    """Yield what the last import changed against all before it, and what cannot be read again."""
    if found.changes is not None and len(found.state.imports) > 1:
        yield Heading(3, "What the last import changed")
        yield Bullets(tuple(_living_said(found)))
        yield from _changed_table(found)
    yield from _read_again(found)


def _living_said(found: EvidenceRun) -> Iterator[str]:
    """Yield what is new and where it stands, what is retracted, and what that did to the review."""
    changes, state = found.changes, found.state
    assert changes is not None
    came = state.imports[changes.id]
    n = sum(state.identification(one).import_id == changes.id for one in state.records)
    first = ""
    if changes.new and changes.is_ranked:
        first = f"; by past decisions the first to look at is {titled(found, changes.new[0])}"
    yield message(
        "Import {id} from {source} holds {n}: {known} there before, {new} new. Still to be "
        "screened: {left}{first}.",
        id=changes.id,
        source=literal(found.sources.get(came.source, came.source)),
        n=plural(n, "record"),
        known=f"{changes.known:,} {'was' if changes.known == 1 else 'were'}",
        new=f"{n - changes.known:,} {'is' if n - changes.known == 1 else 'are'}",
        left=f"{len(changes.new):,}",
        first=literal(first),
    )
    for gone in changes.retracted:
        yield literal(
            f"{titled(found, gone.record)} is retracted; it stands at: "
            f"{stands_at(found, gone.record, gone.position)}."
        )
    if found.update is not None and found.update.previous is not None:
        was = found.update.previous
        yield message(
            "Version {version} of the review included {reports} of {studies}; since then {more} "
            "came in and {less} fell out.",
            version=literal(was.version),
            reports=plural(was.reports, "report"),
            studies=plural(was.studies, "study", "studies"),
            more=plural(found.update.reports, "report"),
            less=f"{was.no_longer_included:,}",
        )


def _changed_table(found: EvidenceRun) -> Iterator[Block]:
    """Yield the records that are new by rank, that changed, and that were retracted."""
    changes = found.changes
    assert changes is not None
    rows = [
        ("new", at if changes.is_ranked else None, titled(found, one), stands_at(found, one))
        for at, one in enumerate(changes.new[:20], start=1)
    ]
    rows += [
        (
            f"changed: {', '.join(c.fields)}",
            None,
            titled(found, c.record),
            stands_at(found, c.record, changes.positions[c.record]),
        )
        for c in changes.changed
    ]
    rows += [
        (
            f"retracted: {r.reason}",
            None,
            titled(found, r.record),
            stands_at(found, r.record, r.position),
        )
        for r in changes.retracted
    ]
    heads = (
        TableColumn("what", align="left"),
        TableColumn("rank", "by the decisions so far; the most promising first", digits=0),
        TableColumn("record", align="left"),
        TableColumn("where it stands", align="left"),
    )
    if rows:
        note = "" if changes.is_ranked or not changes.new else f"Not ranked: {changes.why_not}."
        yield Table(
            "New, changed and retracted records of the last import", heads, tuple(rows), note
        )


def _read_again(found: EvidenceRun) -> Iterator[Block]:
    """Yield warnings where records are other than their files give."""
    for note in found.notes:
        yield Notice("warning" if "differ" in note or "gives" in note else "note", literal(note))
