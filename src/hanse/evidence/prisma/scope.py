"""Which records a PRISMA diagram is about: all, or those of an update."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

from hanse.errors import unknown_name
from hanse.evidence.log import ReviewLog, ReviewState, Version, replay

__all__ = ["OPEN", "Scope", "scope_of"]

OPEN = frozenset(
    {
        "awaiting screening",
        "conflict at screening",
        "awaiting retrieval",
        "awaiting assessment",
        "conflict at assessment",
    }
)
"""Positions of a record with which the review is not done."""


@dataclass(frozen=True)
class Scope:
    """The records that a diagram counts, and how they fall to groups.

    Attributes
    ----------
    state : ReviewState
        The review as it is.
    after : int
        Number of the event after which the diagram begins, 0 for the whole review.
    identified : tuple of str
        Records identified after that.
    carried : tuple of str
        Earlier records that were open when the version was published, or were reopened.
    previous : tuple of str
        Records included in the version.
    version : Version or None
        The version that is updated.
    previous_studies : int
        Studies included in the version.
    carriers : dict of str to str
        For each representative the record that carries its group through the diagram, where it is
        another.
    """

    state: ReviewState
    after: int
    identified: tuple[str, ...]
    carried: tuple[str, ...] = ()
    previous: tuple[str, ...] = ()
    version: Version | None = None
    previous_studies: int = 0
    carriers: dict[str, str] = field(default_factory=dict)

    def carrier(self, record: str) -> str:
        """Return the record that carries a record's group through the diagram.

        It is the representative; in an update a record of the earlier version where the group has
        one, so that what is found again counts as a duplicate of it.
        """
        top = self.state.representative(record)
        return self.carriers.get(top, top)

    def records(self, is_database: bool) -> list[str]:
        """Return what comes into the diagram by a column."""
        return self._columns[is_database]

    def units(self, is_database: bool) -> list[str]:
        """Return the records of a column that carry their group and were not removed."""
        return self._units[is_database]

    @cached_property
    def _columns(self) -> dict[bool, list[str]]:
        """The records of both columns."""
        made: dict[bool, list[str]] = {True: [], False: []}
        for record in (*self.carried, *self.identified):
            made[self.state.identification(record).is_database].append(record)
        return made

    @cached_property
    def _units(self) -> dict[bool, list[str]]:
        """The records of both columns that carry their group and were not removed."""
        removed, ask = self.state.removed, self.state.representative
        return {
            which: [one for one in every if self.carrier(one) == one and ask(one) not in removed]
            for which, every in self._columns.items()
        }


def scope_of(log: ReviewLog, since: str | None) -> Scope:
    """Return the scope of a diagram.

    Parameters
    ----------
    log : ReviewLog
        The events.
    since : str or None
        A published version, for the diagram of the update after it. None takes the whole review.

    Raises
    ------
    InputError
        If the log breaks a rule or there is no such version.
    """
    state = replay(log)
    if since is None:
        return Scope(state, 0, state.records)
    versions = {one.version: one for one in state.versions}
    if since not in versions:
        raise unknown_name("published version", since, versions)
    version = versions[since]
    then = replay(ReviewLog(log.events[: version.number]))
    old = set(then.records)
    whole = Scope(
        state,
        version.number,
        tuple(one for one in state.records if one not in old),
        previous=version.included,
        version=version,
        previous_studies=len(then.studies),
        carriers=_carriers(state, then, version),
    )
    carried = tuple(one for one in then.records if _is_carried(one, whole, then))
    return replace(whole, carried=carried)


def _carriers(state: ReviewState, then: ReviewState, version: Version) -> dict[str, str]:
    """Return the earlier record that carries each group whose representative does not."""
    included = set(version.included)
    ranks: dict[str, tuple[tuple[bool, bool, int], str]] = {}
    for at, record in enumerate(then.records):
        if then.representative(record) != record:
            continue
        top = state.representative(record)
        rank = (record not in included, record != top, at)
        if top not in ranks or rank < ranks[top][0]:
            ranks[top] = (rank, record)
    return {top: record for top, (_, record) in ranks.items() if record != top}


def _is_carried(record: str, scope: Scope, then: ReviewState) -> bool:
    """Whether an earlier record was open at the time, or is not where it was any more."""
    before = then.position(record)
    if before == "included":
        return False
    if before in OPEN:
        return True
    if scope.carrier(record) != record:
        return False
    return scope.state.position(scope.state.representative(record)) != before
