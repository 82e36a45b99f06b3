"""The PRISMA 2020 checklist, filled as far as the log and given facts go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hanse.errors import InputError, unknown_name
from hanse.evidence.log import HOWS, STAGES, Event, ReviewLog, ReviewState, replay
from hanse.evidence.prisma.footnotes import STAGE_WORDS
from hanse.evidence.prisma.items import ITEMS
from hanse.messages import join_names, plural
from hanse.result import Answer, Record

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["FOUND", "TO_WRITE", "PrismaChecklist", "PrismaItem", "prisma_checklist"]

FOUND, TO_WRITE = "found", "for you to write"


@dataclass(frozen=True)
class PrismaItem(Record, kind="prisma-item"):
    """One line of the checklist.

    Attributes
    ----------
    id, part, topic, asked : str
        Number with letter, part of the report, topic, and what is asked, in our words.
    status : str
        ``"found"`` where the log or a given fact says something, else ``"for you to write"``.
    found : tuple of str
        What was found.
    where : tuple of str
        Where each of these stands.
    """

    id: str
    part: str
    topic: str
    asked: str
    status: str
    found: tuple[str, ...]
    where: tuple[str, ...]


@dataclass(frozen=True)
class PrismaChecklist(Answer, kind="prisma-checklist"):
    """The 27 items of PRISMA 2020, those with letters in parts: 42 lines in their order."""

    items: tuple[PrismaItem, ...]

    def __getitem__(self, id: str) -> PrismaItem:
        for item in self.items:
            if item.id == id:
                return item
        raise unknown_name("item", id, [one.id for one in self.items])

    def __str__(self) -> str:
        n = sum(one.status == FOUND for one in self.items)
        lines = [f"PRISMA 2020: {n} of {len(self.items)} found, the rest is for you to write."]
        for one in self.items:
            lines.append(f"{one.id:>3}  {one.topic}: {one.asked}")
            if not one.found:
                lines.append(f"     {TO_WRITE}")
            lines += [
                f"     {words} [{place}]" for words, place in zip(one.found, one.where, strict=True)
            ]
        return "\n".join(lines)

    def to_frame(self) -> pd.DataFrame:
        """Return a row for each line: item, part, topic, asked, status, found, where."""
        import pandas as pd

        rows = [
            [i.id, i.part, i.topic, i.asked, i.status, "; ".join(i.found), "; ".join(i.where)]
            for i in self.items
        ]
        columns = ["item", "part", "topic", "asked", "status", "found", "where"]
        return pd.DataFrame(rows, columns=columns)


Fact = tuple[str, str]

_HOW_WORDS = {
    "ranked": "in ranked order",
    "random": "at random",
    "order": "in the order of the records",
    "sheet": "by sheet",
    "hand": "by hand",
}


def prisma_checklist(
    log: ReviewLog,
    *,
    facts: Mapping[str, Iterable[Fact]] | None = None,
    sources: Mapping[str, str] | None = None,
) -> PrismaChecklist:
    """Fill the PRISMA 2020 checklist as far as the log and given facts go.

    From the log come items 6 (searches with their days), 7 (search strings that are named), 8 (who
    screened, how many each record needs, how records came up, which rule stopped), 16a and 16b (the
    numbers, and reports excluded at full text), 17 (what is included) and 24c (versions of the
    protocol). Nothing is made up: a finding says that something is there, not that it is good
    enough.

    Parameters
    ----------
    log : ReviewLog
        The events.
    facts : mapping of str to pairs of str, optional
        By item, such as ``"4"``, what else is there and where, such as ``("3 questions",
        "protocol.toml, [questions]")``.
    sources : mapping of str to str, optional
        Sources by id, in words.

    Returns
    -------
    PrismaChecklist
        All 42 lines.

    Raises
    ------
    InputError
        If the log breaks a rule, there is no such item, or a fact is empty or has no place.

    Examples
    --------
    >>> made = prisma_checklist(ReviewLog(), facts={"25": [("No funding.", "section 7")]})
    >>> made["25"].found, made["26"].status
    (('No funding.',), 'for you to write')
    """
    state = replay(log)
    given = {id: tuple(found) for id, found in (facts or {}).items()}
    known = [item.id for item in ITEMS]
    for id, found in given.items():
        if id not in known:
            raise unknown_name("item", id, known, where="facts")
        if any(not words.strip() or not place.strip() for words, place in found):
            raise InputError(
                "a fact is empty or has no place",
                where=f"facts, item {id}",
                mend="Say what there is, and where it stands.",
            )
    made = []
    for item in ITEMS:
        own = _FROM_LOG[item.id](log, state, sources or {}) if item.id in _FROM_LOG else []
        every = [*own, *given.get(item.id, ())]
        status = FOUND if every else TO_WRITE
        words, places = tuple(one for one, _ in every), tuple(place for _, place in every)
        made.append(PrismaItem(*item, status, words, places))
    return PrismaChecklist(tuple(made))


def _sources(log: ReviewLog, state: ReviewState, names: Mapping[str, str]) -> list[Fact]:
    """Return each source with the day on which it was searched last."""
    last: dict[str, tuple[str, int]] = {}
    for search in state.searches:
        if search.source not in last or search.day >= last[search.source][0]:
            last[search.source] = search.day, search.number
    found = [
        (f"{names.get(source, source)}, last searched on {day}", _line(number))
        for source, (day, number) in last.items()
    ]
    bare = {one.source: one for one in state.imports.values() if one.source not in last}
    return found + [
        (f"{names.get(one.source, one.source)}, no search logged", _line(one.number))
        for one in bare.values()
    ]


def _strings(log: ReviewLog, state: ReviewState, names: Mapping[str, str]) -> list[Fact]:
    """Return the search strings that the log names, with their hits."""
    return [
        (
            f"{names.get(one.source, one.source)}: {one.string}, {plural(one.hits, 'hit')}",
            _line(one.number),
        )
        for one in state.searches
        if one.string
    ]


def _selection(log: ReviewLog, state: ReviewState, names: Mapping[str, str]) -> list[Fact]:
    """Return for each stage who decided on what, how records came up, and what stopped it."""
    found = []
    for stage in STAGES:
        decided = [e for e in log.events if e.event == "decided" and e.stage == stage]
        if not decided:
            continue
        people = list(dict.fromkeys(e.person for e in decided))
        needed = plural(state.required(stage), "reviewer")
        at = STAGE_WORDS[stage]
        each = f"{at}: {needed} for each record; decided by {join_names(people)}"
        found.append((each, _lines(decided)))
        ways = Counter(e.other for e in decided)
        counts = [f"{ways[how]:,} {_HOW_WORDS[how]}" for how in HOWS if ways[how]]
        said = f", {join_names(counts)}" if len(ways) > 1 else f" {_HOW_WORDS[decided[0].other]}"
        found.append((f"{at}: {plural(len(decided), 'decision')}{said}", _lines(decided)))
        for stop in state.stops:
            if stop.stage == stage and stop.rule:
                words = f"{at}: rule '{stop.rule}' said that screening may stop"
                found.append((words, _line(stop.number)))
    return found


def _numbers(log: ReviewLog, state: ReviewState, names: Mapping[str, str]) -> list[Fact]:
    """Return the way from records to studies in numbers."""
    if not state.records:
        return []
    reports, studies = len(state.included), plural(len(state.studies), "study", "studies")
    records = plural(len(state.records), "record")
    words = f"{records} identified, {plural(reports, 'report')} of {studies} included"
    return [(words, "the flow diagram, counted from events.csv")]


def _nearly(log: ReviewLog, state: ReviewState, names: Mapping[str, str]) -> list[Fact]:
    """Return the reports excluded at full text."""
    out = [r for r in state.sought if state.position(r) == "excluded at assessment"]
    if not out:
        return []
    said = [list(state.decisions(r, STAGES[1]).values()) for r in out]
    settled = [state.resolution(r, STAGES[1]) for r in out]
    numbers = [one.number for some in said for one in some]
    numbers += [one.number for one in settled if one is not None]
    words = f"{plural(len(out), 'report')} excluded at full text: {join_names(out)}"
    return [(words, _between(min(numbers), max(numbers)))]


def _included(log: ReviewLog, state: ReviewState, names: Mapping[str, str]) -> list[Fact]:
    """Return the included reports."""
    if not state.included:
        return []
    listed = join_names(list(state.included))
    reports = plural(len(state.included), "report")
    studies = plural(len(state.studies), "study", "studies")
    words = f"{reports} of {studies} included, without characteristics in the log: {listed}"
    return [(words, "events.csv, outcomes at full text")]


def _amendments(log: ReviewLog, state: ReviewState, names: Mapping[str, str]) -> list[Fact]:
    """Return the versions of the protocol after the first."""
    return [
        (
            f"version {one.version} of {one.at[:10]}" + (f": {one.reason}" if one.reason else ""),
            _line(one.number),
        )
        for one in state.amendments[1:]
    ]


def _line(number: int) -> str:
    """Return where an event stands."""
    return f"events.csv, line {number + 1}"


def _lines(events: list[Event]) -> str:
    """Return where the first and the last of some events stand."""
    return _between(events[0].number, events[-1].number)


def _between(first: int, last: int) -> str:
    """Return where events from one number to another stand."""
    return _line(first) if first == last else f"events.csv, lines {first + 1} to {last + 1}"


_FROM_LOG: dict[str, Callable[[ReviewLog, ReviewState, Mapping[str, str]], list[Fact]]] = {
    "6": _sources,
    "7": _strings,
    "8": _selection,
    "16a": _numbers,
    "16b": _nearly,
    "17": _included,
    "24c": _amendments,
}
