"""What a report needs of the protocol: names, criteria, search strings, searches that are due."""

from __future__ import annotations

from collections.abc import Mapping

from hanse.errors import LimitReached
from hanse.evidence.protocol import (
    Protocol,
    SearchesDue,
    SearchString,
    search_string,
    searches_due,
)
from hanse.evidence.review import Review
from hanse.evidence.review.layout import EVENTS, PROTOCOL
from hanse.study.evidence_coded import CodedRun
from hanse.study.observatory_checks import placed

__all__ = ["checklist_facts", "criterion_words", "due_of", "source_names", "strings_of"]


def source_names(review: Review, versions: Mapping[int, Protocol]) -> dict[str, str]:
    """Return the names of all sources by id, as the latest version calls them."""
    every = [*versions.values(), review.protocol]
    return {one.id: one.name for each in every for one in each.sources}


def criterion_words(review: Review, versions: Mapping[int, Protocol]) -> dict[str, str]:
    """Return the words of all criteria by id, as the latest version words them."""
    every = [*versions.values(), review.protocol]
    return {one.id: one.text for each in every for one in each.criteria}


def strings_of(protocol: Protocol) -> tuple[dict[str, SearchString], dict[str, str]]:
    """Return the search string of each source, and why there is none."""
    made, missing = {}, {}
    for source in protocol.sources:
        try:
            made[source.id] = search_string(protocol, source)
        except LimitReached as error:
            missing[source.id] = str(error)
    return made, missing


def due_of(
    review: Review,
    protocol: Protocol,
    versions: Mapping[int, Protocol],
    day: str,
    most_days: int | None,
) -> SearchesDue:
    """Return when each source was searched last; a search belongs to the version frozen before."""
    frozen = [(one.number, one.version) for one in review.state.amendments]
    done = [
        (one.source, one.day, max((v for at, v in frozen if at < one.number), default=0))
        for one in review.state.searches
    ]
    with placed(EVENTS):
        return searches_due(
            protocol, done, as_of=day or "1970-01-01", versions=versions, most_days=most_days
        )


def checklist_facts(
    review: Review, protocol: Protocol, coded: CodedRun
) -> dict[str, list[tuple[str, str]]]:
    """Return what protocol and sheets say of items of the checklist."""
    n = len(protocol.questions)
    facts = {
        "4": [(f"{n:,} {'question' if n == 1 else 'questions'}", f"{PROTOCOL}, [review]")],
        "5": [(f"{len(protocol.criteria):,} criteria", f"{PROTOCOL}, [[criteria]]")],
        "24b": [("the protocol stands with the review", PROTOCOL)],
        "27": [("every decision with its person and time", EVENTS)],
    }
    if protocol.registration:
        facts["24a"] = [(protocol.registration, f"{PROTOCOL}, [review]")]
    for item, one in (("9", coded.coding), ("11", coded.appraised)):
        if one is not None and one.filled:
            n = len(one.people)
            who = f"{one.sheet.title}, by {n:,} {'person' if n == 1 else 'people'}"
            facts[item] = [(who, "coding/")]
    return facts
