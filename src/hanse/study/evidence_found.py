"""What a review found, what it left out and why, and what is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hanse.evidence.log import STAGES
from hanse.evidence.prisma import PrismaColumn, PrismaCount
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
from hanse.study.evidence_living import living_blocks
from hanse.study.evidence_run import EvidenceRun
from hanse.study.evidence_sorted import sorted_blocks, titled

__all__ = ["found_blocks", "found_said", "open_said", "retracted_said"]

SHOWN = 3
UNLIKE = "Reviewers name different reasons"
SAID_ELSEWHERE = (" retracted: ", "was stopped by the rule", "was stopped by hand")
OPEN_BOXES = (
    ("awaiting_screening", "to be screened"),
    ("screening_conflicts", "of which reviewers differ at title and abstract"),
    ("awaiting_retrieval", "of which the full text is to be got"),
    ("awaiting_assessment", "of which the full text is to be read"),
    ("assessment_conflicts", "of which reviewers differ at full text"),
)


def found_said(found: EvidenceRun) -> Iterator[str]:
    """Yield what came in, what was left out and why, and what is open."""
    if not found.state.records:
        yield "**Nothing was imported yet.**"
        return
    yield _way_said(found)
    yield from open_said(found)
    yield from retracted_said(found)


def _way_said(found: EvidenceRun) -> str:
    """Return the way from records to studies as a sum that comes out, and the main reasons."""
    counts = _sums(found)
    is_stopped = found.state.is_stopped(STAGES[0])
    tool = "{n} not screened (stopping rule)" if is_stopped else "{n} set aside by a tool"
    gone = (
        (counts["duplicates"], "{n} were repeats"),
        (counts["automation"], tool),
        (counts["other_reasons"], "{n} set aside for other reasons"),
        (counts["excluded"], "{n} left out at title and abstract"),
        (counts["not_retrieved"], "{n} not to be had as full text"),
        (counts["excluded_reports"], "{n} left out at full text"),
        (sum(counts[name] for name, _ in OPEN_BOXES), "{n} still open"),
    )
    why = _reasons_said(found)
    return message(
        "**{included} of {studies} included** out of {records} found: {parts}{why}.",
        included=plural(counts["included"], "report"),
        studies=plural(len(found.state.studies), "study", "studies"),
        records=plural(counts["identified"], "record"),
        parts=join_names([words.format(n=f"{n:,}") for n, words in gone if n]) or "all",
        why=f"; left out at both stages most often as: {why}" if why else "",
    )


def _sums(found: EvidenceRun) -> dict[str, int]:
    """Return the boxes of both columns together."""
    names = [one for one in PrismaColumn.__dataclass_fields__ if one != "name"]
    return {name: sum(_box(column, name) for column in found.flow.columns) for name in names}


def _box(column: PrismaColumn, name: str) -> int:
    """Return the number in a box."""
    value = getattr(column, name)
    return value if isinstance(value, int) else sum(one.n for one in value)


def _counts(found: EvidenceRun, name: str) -> list[PrismaCount]:
    """Return the lines of a box of both columns together, the largest first."""
    lines = [one for column in found.flow.columns for one in getattr(column, name)]
    counts: Counter[tuple[str, str]] = Counter()
    for one in lines:
        counts[one.id, one.label] += one.n
    made = [PrismaCount(*key, n) for key, n in counts.items()]
    return sorted(made, key=lambda one: (-one.n, one.label))


def _reasons_said(found: EvidenceRun) -> str:
    """Return the most frequent reasons of both stages."""
    counts: Counter[str] = Counter()
    for name in ("excluded", "excluded_reports"):
        for one in _counts(found, name):
            counts[one.label] += one.n
    unlike = counts.pop(UNLIKE, 0)
    most = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:SHOWN]
    said = [f"{literal(_start(label))} ({n:,})" for label, n in most]
    return "; ".join(
        [*said, *([f"reviewers name different reasons ({unlike:,})"] if unlike else [])]
    )


def _start(label: str) -> str:
    """Return the beginning of a reason: up to its first colon or semicolon."""
    for sign in (":", ";"):
        label = label.partition(sign)[0]
    return label.strip()


def open_said(found: EvidenceRun) -> Iterator[str]:
    """Yield that the review is not finished, and what is open."""
    counts = _sums(found)
    left = [
        f"{plural(counts[name], 'record')} {words}" for name, words in OPEN_BOXES if counts[name]
    ]
    if left:
        yield message("**The review is not finished**: {left}.", left=join_names(left))


def retracted_said(found: EvidenceRun) -> Iterator[str]:
    """Yield included reports that were retracted."""
    state = found.state
    gone = {state.representative(one) for one in state.retracted}
    named = [literal(f"{found.keys[one]} ({one})") for one in state.included if one in gone]
    if named:
        be = (
            "An included report was" if len(named) == 1 else f"{len(named):,} included reports were"
        )
        yield message(
            "**{be} retracted**, to be decided on again: {names}.",
            be=be,
            names=join_names(named),
        )


def found_blocks(found: EvidenceRun) -> Iterator[Block]:
    """Yield records by source, duplicates, exclusions, what is not retrieved, and what is open."""
    if not found.state.records:
        yield Notice("note", "Nothing was imported yet.")
        return
    for text in (*open_said(found), *retracted_said(found)):
        yield Notice("warning", text)
    yield Bullets(tuple(_steps_said(found)))
    yield from sorted_blocks(found)
    yield from _exclusions(found)
    yield from _not_retrieved(found)
    yield from _open(found)
    yield from living_blocks(found)


def _steps_said(found: EvidenceRun) -> Iterator[str]:
    """Yield each step of the way with its numbers."""
    n = _sums(found)
    came = [f"{literal(one.label)} {one.n:,}" for one in _counts(found, "identified")]
    yield message(
        "**Found**: {records}, of these {came}.",
        records=plural(n["identified"], "record"),
        came=join_names(came, most=20),
    )
    removed = n["automation"] + n["other_reasons"]
    lines = (*_counts(found, "automation"), *_counts(found, "other_reasons"))
    why = [f"{literal(one.label)} {one.n:,}" for one in lines]
    yield message(
        "**Before screening** {twice} merged with another record of the same work, and {removed} "
        "set aside{why}.",
        twice=_were(n["duplicates"]),
        removed=_were(removed),
        why=f" ({join_names(why)})" if why else "",
    )
    yield message(
        "**At title and abstract** {screened} screened and {gone} left out.",
        screened=_were(n["screened"]),
        gone=_were(n["excluded"]),
    )
    yield message(
        "**Full texts**: {sought} sought, {missing} not to be had, {read} read and "
        "{gone} left out.",
        sought=_were(n["sought"]),
        missing=_were(n["not_retrieved"]),
        read=_were(n["assessed"]),
        gone=_were(n["excluded_reports"]),
    )
    yield message(
        "**Included**: {reports} of {studies}.",
        reports=plural(n["included"], "report"),
        studies=plural(len(found.state.studies), "study", "studies"),
    )
    for note in found.flow.notes:
        if not any(words in note for words in SAID_ELSEWHERE):
            yield literal(note)


def _were(n: int) -> str:
    """Return a number with the right form of the verb."""
    return f"{n:,} was" if n == 1 else f"{n:,} were"


def _exclusions(found: EvidenceRun) -> Iterator[Block]:
    """Yield the exclusions by reason at both stages."""
    heads = (
        TableColumn("stage", align="left"),
        TableColumn("criterion", align="left"),
        TableColumn("in words", align="left"),
        TableColumn("left out", digits=0),
    )
    rows = [
        (stage, one.id if one.id in found.criteria else "–", one.label, one.n)
        for stage, name in (("title and abstract", "excluded"), ("full text", "excluded_reports"))
        for one in _counts(found, name)
    ]
    aside = [*_counts(found, "automation"), *_counts(found, "other_reasons")]
    rows += [("before screening", "–", one.label, one.n) for one in aside]
    if rows:
        yield Heading(3, "Why records were left out")
        note = "Each record with who decided it: tables/review_exclusions.csv."
        yield Table("Records left out by reason", heads, tuple(rows), note)


def _not_retrieved(found: EvidenceRun) -> Iterator[Block]:
    """Yield the reports whose full text could not be got."""
    heads = (
        TableColumn("report", align="left"),
        TableColumn("why", align="left"),
        TableColumn("who looked for it", align="left"),
        TableColumn("line", "of events.csv", digits=0),
    )
    rows = []
    for record in found.state.not_retrieved:
        last = found.state.retrieval(record)
        assert last is not None
        named = (titled(found, record), last.words or "no reason given")
        rows.append((*named, found.person(last.person), last.number + 1))
    if rows:
        why = [f"{literal(one.label)} ({one.n:,})" for one in _counts(found, "not_retrieved")]
        yield Paragraph(
            f"{plural(len(rows), 'full text')} could not be got: {join_names(why, most=10)}."
        )
        table = Table("Full texts that could not be got", heads, tuple(rows))
        yield Details("Each full text that could not be got", (table,))


def _open(found: EvidenceRun) -> Iterator[Block]:
    """Yield the records with which the review is not done, by what they wait for."""
    state = found.state
    waits = [
        one for one in state.records if state.position(one).startswith(("awaiting", "conflict"))
    ]
    if not waits:
        yield Paragraph("Nothing is open: every record came to an end.")
        return
    heads = (TableColumn("what is open", align="left"), TableColumn("record", align="left"))
    rows = tuple((capital(state.position(one)), titled(found, one)) for one in waits[:20])
    note = f"{plural(len(waits), 'record')} in all: tables/review_records.csv, column position."
    yield Table("What is still open", heads, rows, note)
