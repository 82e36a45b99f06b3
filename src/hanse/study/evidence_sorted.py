"""What was sorted out before screening: damaged records, duplicates, and what belongs together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hanse.evidence.log import BY_HAND, RULES, STAGES
from hanse.evidence.review.importing import SEEN
from hanse.messages import join_names, plural
from hanse.report import Block, Bullets, Details, Heading, Paragraph, Table, TableColumn, literal
from hanse.study.evidence_run import EvidenceRun

__all__ = ["sorted_blocks", "stands_at", "titled"]

RULE_WORDS = {"same place": "same journal, volume and page"}


def sorted_blocks(found: EvidenceRun) -> Iterator[Block]:
    """Yield damaged records, duplicates with what was undone and what is doubtful, and links."""
    yield from _damaged(found)
    yield from _duplicates(found)
    yield from _doubtful(found)
    yield from _links(found)


def titled(found: EvidenceRun, record: str) -> str:
    """Return a record with its title."""
    title = found.review.joined(record).title or "(without a title)"
    return f"{record} {title}"


def stands_at(found: EvidenceRun, record: str, position: str = "") -> str:
    """Return where a record stands, in words."""
    position = position or found.state.position(record)
    if position != "removed":
        return position
    gone = found.state.removed.get(record)
    if gone is not None and gone.value == "automation" and found.state.is_stopped(STAGES[0]):
        return "not screened (screening stopped)"
    return "set aside"


def _damaged(found: EvidenceRun) -> Iterator[Block]:
    """Yield the records that could not be read."""
    imports = found.state.imports
    heads = (
        TableColumn("file", align="left"),
        TableColumn("place", align="left"),
        TableColumn("why it could not be read", align="left"),
        TableColumn("how it begins", align="left"),
        TableColumn("line", "of events.csv", digits=0),
    )
    rows = tuple(
        (_file(imports[one.import_id].file), one.place, one.reason, one.text, one.number + 1)
        for one in found.state.rejected
    )
    if rows:
        yield Heading(3, "Damaged records")
        yield Table("Records that could not be read; they stand in no box", heads, rows)


def _file(note: str) -> str:
    """Return the name of a file from what the log says of it."""
    parts = note.split("; ")
    return "; ".join(parts[1:-1]) if len(parts) > 2 else note


def _duplicates(found: EvidenceRun) -> Iterator[Block]:
    """Yield how duplicates were merged, by whom, and what was undone."""
    merges = found.state.merges
    rules: Counter[str] = Counter(
        one.rule for one in merges if one.person == RULES or one.rule == SEEN
    )
    n_hand = len(merges) - rules.total()
    n_seen = rules[SEEN]
    yield Heading(3, "Duplicates")
    counts = (
        (rules.total() - n_seen, "by rules"),
        (n_seen, "as their source gave them before"),
        (n_hand, BY_HAND),
    )
    said = join_names([f"{n:,} {words}" for n, words in counts if n])
    yield Paragraph(f"Merged with another record: {said or 'none'}.")
    if rules or n_hand:
        heads = (TableColumn("rule", align="left"), TableColumn("records merged away", digits=0))
        rows = sorted([*rules.items(), *([(BY_HAND, n_hand)] if n_hand else [])], key=_most)
        named = tuple((RULE_WORDS.get(rule, rule), n) for rule, n in rows)
        yield Table("How duplicates were found", heads, named)
    told = tuple(literal(one) for one in _by_people(found))
    if told:
        yield Bullets(told)


def _most(row: tuple[str, int]) -> tuple[int, str]:
    """Return what sorts rows by their number, the largest first."""
    return -row[1], row[0]


def _by_people(found: EvidenceRun) -> Iterator[str]:
    """Yield what people undid, and which pairs they said are two."""
    parted = [one for one in found.review.log.events if one.event == "parted"]
    for one in parted:
        why = f": {one.reason}" if one.reason else ""
        yield (
            f"{one.record} was merged into {one.other} and parted again by "
            f"{found.person(one.person)}{why} (line {one.number + 1})."
        )
    undone = {frozenset((one.record, one.other)) for one in parted}
    for pair in found.state.distinct:
        if frozenset((pair.record, pair.other)) not in undone:
            why = f": {pair.reason}" if pair.reason else ""
            yield (
                f"{found.person(pair.person)} said that {pair.record} and {pair.other} are "
                f"two{why} (line {pair.number + 1})."
            )


def _doubtful(found: EvidenceRun) -> Iterator[Block]:
    """Yield the pairs that a person has still to look at."""
    if not found.doubtful:
        yield Paragraph("The rules ask about no further pair.")
        return
    heads = (
        TableColumn("record", align="left"),
        TableColumn("and", align="left"),
        TableColumn("alike", "share of the agreement of two equal records", digits=2),
        TableColumn("why it is doubtful", align="left"),
    )
    rows = tuple(
        (titled(found, one.first), titled(found, one.second), one.score, one.reason)
        for one in found.doubtful[:20]
    )
    note = f"{plural(len(found.doubtful), 'pair')} in all."
    yield Table("Doubtful pairs that nobody has looked at yet", heads, rows, note)


def _links(found: EvidenceRun) -> Iterator[Block]:
    """Yield records that belong together and are no duplicates."""
    heads = (
        TableColumn("record", align="left"),
        TableColumn("is", align="left"),
        TableColumn("of", align="left"),
        TableColumn("who said so", align="left"),
        TableColumn("line", "of events.csv", digits=0),
    )
    rows = tuple(
        (
            titled(found, one.record),
            one.link,
            titled(found, one.other),
            "rules" if one.person == RULES else found.person(one.person),
            one.number + 1,
        )
        for one in found.state.links
    )
    if rows:
        table = Table("Records that belong together and were not merged", heads, rows)
        yield Details(f"{plural(len(rows), 'link')} between records, not merged", (table,))
