"""The boxes of a PRISMA diagram, each counted on its own: none is made from others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from hanse.evidence.log import STAGES, Removal
from hanse.evidence.log.event import BY_HAND
from hanse.evidence.prisma.counts import PrismaCount
from hanse.evidence.prisma.scope import Scope

__all__: list[str] = []

NONE_GIVEN = "No reason given"
DIFFERENT = "Reviewers name different reasons"
UNSCREENED = "not screened"
LEFT_BY_RULE = "Not screened, as a stopping rule ended the screening"
LEFT_BY_HAND = "Not screened, as the reviewers ended the screening"
_SCREENING, _ASSESSMENT = STAGES


def by_source(scope: Scope, is_database: bool, words: Mapping[str, str]) -> tuple[PrismaCount, ...]:
    """Count the identified records of each source."""
    counts: Counter[str] = Counter()
    for record in scope.identified:
        origin = scope.state.identification(record)
        if origin.is_database is is_database:
            counts[origin.source] += 1
    return tuple(PrismaCount(one, words.get(one, one), n) for one, n in counts.items())


def carried_over(scope: Scope, is_database: bool) -> int:
    """Count earlier records that were open when the version was published, or were reopened."""
    ask = scope.state.identification
    return sum(1 for one in scope.carried if ask(one).is_database is is_database)


def duplicates(scope: Scope, is_database: bool) -> int:
    """Count records that are duplicates of another."""
    return sum(1 for one in scope.records(is_database) if scope.carrier(one) != one)


def removals(scope: Scope, is_database: bool, value: str) -> tuple[PrismaCount, ...]:
    """Count records removed before screening by automation, or otherwise, for each reason."""
    found = []
    for record in scope.records(is_database):
        removal = scope.state.removed.get(scope.state.representative(record))
        if removal and removal.value == value and scope.carrier(record) == record:
            found.append((removal.reason, _removal_words(scope, removal)))
    return _counted(found)


def _removal_words(scope: Scope, removal: Removal) -> str:
    """Return why a record was removed; one left unscreened by who ended the screening."""
    before = [
        one
        for one in scope.state.stops
        if one.stage == _SCREENING and one.rule and one.number < removal.number
    ]
    if not removal.reason.startswith(UNSCREENED) or not before:
        return removal.reason or NONE_GIVEN
    return LEFT_BY_HAND if before[-1].rule == BY_HAND else LEFT_BY_RULE


def awaiting_screening(scope: Scope, is_database: bool) -> int:
    """Count records that lack decisions at title and abstract."""
    return _at(scope, is_database, _SCREENING, {"pending"})


def screened(scope: Scope, is_database: bool) -> int:
    """Count records on which enough reviewers decided at title and abstract."""
    return _at(scope, is_database, _SCREENING, {"include", "exclude", "conflict"})


def screening_conflicts(scope: Scope, is_database: bool) -> int:
    """Count screened records on which the reviewers do not agree."""
    return _at(scope, is_database, _SCREENING, {"conflict"})


def excluded(
    scope: Scope, is_database: bool, stage: str, words: Mapping[str, str]
) -> tuple[PrismaCount, ...]:
    """Count the records excluded at a stage, for each reason."""
    units = scope.units(is_database) if stage == _SCREENING else sought_records(scope, is_database)
    found = []
    for record in units:
        if scope.state.outcome(record, stage) == "exclude":
            reasons = scope.state.reasons(record, stage)
            id = reasons[0] if len(reasons) == 1 else "; ".join(reasons)
            label = DIFFERENT if len(reasons) > 1 else _words(id, words)
            found.append((DIFFERENT if len(reasons) > 1 else id, label))
    return _counted(found)


def sought_records(scope: Scope, is_database: bool) -> list[str]:
    """Return the records included at title and abstract."""
    ask = scope.state.outcome
    return [one for one in scope.units(is_database) if ask(one, _SCREENING) == "include"]


def sought(scope: Scope, is_database: bool) -> int:
    """Count reports whose full text is wanted."""
    return len(sought_records(scope, is_database))


def not_retrieved(scope: Scope, is_database: bool) -> tuple[PrismaCount, ...]:
    """Count reports whose full text could not be got and that nobody assessed, for each reason."""
    found = []
    for record in _unassessed(scope, is_database):
        last = scope.state.retrieval(record)
        if last is not None and not last.is_retrieved:
            found.append((last.words, last.words or NONE_GIVEN))
    return _counted(found)


def awaiting_retrieval(scope: Scope, is_database: bool) -> int:
    """Count reports of which nobody said yet whether the full text can be got."""
    state = scope.state
    return sum(
        1
        for one in _unassessed(scope, is_database)
        if state.retrieval(one) is None and not state.decisions(one, _ASSESSMENT)
    )


def awaiting_assessment(scope: Scope, is_database: bool) -> int:
    """Count reports whose full text is there and that lack decisions."""
    count = 0
    for record in _unassessed(scope, is_database):
        last = scope.state.retrieval(record)
        if last is not None:
            count += last.is_retrieved
        else:
            count += bool(scope.state.decisions(record, _ASSESSMENT))
    return count


def assessed(scope: Scope, is_database: bool) -> int:
    """Count reports on which enough reviewers decided at full text."""
    ask = scope.state.outcome
    found = sought_records(scope, is_database)
    return sum(1 for one in found if ask(one, _ASSESSMENT) != "pending")


def assessment_conflicts(scope: Scope, is_database: bool) -> int:
    """Count assessed reports on which the reviewers do not agree."""
    ask = scope.state.outcome
    found = sought_records(scope, is_database)
    return sum(1 for one in found if ask(one, _ASSESSMENT) == "conflict")


def included(scope: Scope, is_database: bool) -> int:
    """Count reports that come in: included at both stages."""
    ask = scope.state.outcome
    found = sought_records(scope, is_database)
    return sum(1 for one in found if ask(one, _ASSESSMENT) == "include")


def reports(scope: Scope) -> int:
    """Count the reports included now, but for those of the earlier version."""
    kept = set(still_included(scope))
    return sum(1 for one in scope.state.included if scope.carrier(one) not in kept)


def studies(scope: Scope) -> int:
    """Count the studies included now without a report of the earlier version."""
    kept = {scope.state.representative(one) for one in still_included(scope)}
    return sum(1 for study in scope.state.studies if not kept.intersection(study))


def kept_studies(scope: Scope) -> int:
    """Count the studies included now with a report of the earlier version."""
    kept = {scope.state.representative(one) for one in still_included(scope)}
    return sum(1 for study in scope.state.studies if kept.intersection(study))


def still_included(scope: Scope) -> list[str]:
    """Return the reports of the earlier version that are included and stand for themselves."""
    now = set(scope.state.included)
    ask = scope.state.representative
    return [one for one in scope.previous if scope.carrier(one) == one and ask(one) in now]


def no_longer_included(scope: Scope) -> int:
    """Count reports of the earlier version that are not included any more, or were merged away."""
    now = set(scope.state.included)
    ask = scope.state.representative
    return sum(1 for one in scope.previous if scope.carrier(one) != one or ask(one) not in now)


def _at(scope: Scope, is_database: bool, stage: str, outcomes: set[str]) -> int:
    """Count the units that came to one of the outcomes at a stage."""
    ask = scope.state.outcome
    return sum(1 for one in scope.units(is_database) if ask(one, stage) in outcomes)


def _unassessed(scope: Scope, is_database: bool) -> list[str]:
    """Return the sought records that lack decisions at full text."""
    ask = scope.state.outcome
    found = sought_records(scope, is_database)
    return [one for one in found if ask(one, _ASSESSMENT) == "pending"]


def _words(reason: str, words: Mapping[str, str]) -> str:
    """Return a criterion in words; several ids of one decision are parted by semicolons."""
    if not reason:
        return NONE_GIVEN
    if reason in words:
        return words[reason]
    parts = [part.strip() for part in reason.split(";")]
    return "; ".join(words.get(part, part) for part in parts if part) or reason


def _counted(found: Iterable[tuple[str, str]]) -> tuple[PrismaCount, ...]:
    """Return the count of each id with its words, the largest first, then by words."""
    counts = Counter(found)
    made = [PrismaCount(id, label, n) for (id, label), n in counts.items()]
    return tuple(sorted(made, key=lambda one: (-one.n, one.label, one.id)))
