"""How far a review is, what its reviewers differ on, and how far they agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hanse.evidence.coefficients import RatersAgreement, agreement_of
from hanse.evidence.log import BY_HAND, POSITIONS, STAGES, Conflict, decision_table
from hanse.evidence.review.folder import Review
from hanse.messages import columns_text, join_names, plural
from hanse.result import Answer, Record

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "PersonDone",
    "ReviewConflicts",
    "ReviewStatus",
    "agreement_at",
    "conflicts_of",
    "status_of",
]

VALUES = ("exclude", "unsure", "include")
NO_CRITERION = "no criterion"


@dataclass(frozen=True)
class PersonDone(Record, kind="review-person-done"):
    """How many records a person decided on at a stage, and how many are open for them."""

    person: str
    stage: str
    decided: int
    open: int


@dataclass(frozen=True)
class ReviewStatus(Answer, kind="review-status"):
    """How far a review is.

    Attributes
    ----------
    title : str
        Of the protocol.
    version : int or None
        The last frozen version of the protocol, None where none is.
    positions : mapping of str to int
        Records by where they stand; every record stands in one place.
    damaged : int
        Records of the files that could not be read.
    people : tuple of PersonDone
        At both stages who has no role in the protocol or one that speaks of reviewing or screening,
        and whoever decided anything.
    conflicts : mapping of str to int
        Open conflicts by stage.
    stopped : tuple of str
        Stages at which screening was stopped.
    how : mapping of str to str
        By a rule, or by hand, for each of them.
    retracted : tuple of str
        Included records that are retracted.
    """

    title: str
    version: int | None
    positions: dict[str, int]
    damaged: int
    people: tuple[PersonDone, ...]
    conflicts: dict[str, int]
    stopped: tuple[str, ...]
    how: dict[str, str]
    retracted: tuple[str, ...]

    def __str__(self) -> str:
        """Return the numbers as a short page."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        """Yield the lines."""
        frozen = "never frozen" if self.version is None else f"version {self.version}"
        yield f"{self.title} (protocol {frozen})"
        total = sum(self.positions.values())
        yield (
            f"{plural(total, 'record')}, {plural(self.damaged, 'damaged record')} reported besides"
        )
        rows = [[name, f"{n:,}"] for name, n in self.positions.items() if n]
        if rows:
            yield columns_text(["where records stand", "records"], rows, left=[0])
        done = [
            [one.person, one.stage, f"{one.decided:,}", f"{one.open:,}"]
            for one in self.people
            if one.decided or one.open
        ]
        if done:
            yield columns_text(["person", "stage", "decided", "open"], done, left=[0, 1])
        for stage, n in self.conflicts.items():
            if n:
                yield f"{plural(n, 'conflict')} to settle at {stage}."
        for stage in self.stopped:
            yield f"Screening at {stage} was stopped {self.how[stage]}."
        if self.retracted:
            yield f"Included and retracted: {join_names(list(self.retracted))}."

    def to_frame(self) -> pd.DataFrame:
        """Return a row for each position: ``position``, ``records``."""
        import pandas as pd

        return pd.DataFrame(list(self.positions.items()), columns=["position", "records"])


def status_of(review: Review) -> ReviewStatus:
    """Return how far a review is."""
    state = review.state
    counts = Counter(state.position(one) for one in state.records)
    retracted = set(map(state.representative, state.retracted))
    standing = state.standing
    people = [
        PersonDone(
            one.id,
            stage,
            sum(one.id in state.decisions(record, stage) for record in standing),
            len(state.pending(stage, one.id)),
        )
        for one in review.protocol.people
        for stage in STAGES
        if _screens(one.role) or any(one.id in state.decisions(r, stage) for r in standing)
    ]
    return ReviewStatus(
        title=review.protocol.title,
        version=state.amendments[-1].version if state.amendments else None,
        positions={name: counts[name] for name in POSITIONS},
        damaged=len(state.rejected),
        people=tuple(people),
        conflicts={stage: len(state.conflicts(stage)) for stage in STAGES},
        stopped=tuple(stage for stage in STAGES if state.is_stopped(stage)),
        how={
            one.stage: "by hand, against the rule" if one.rule == BY_HAND else "by a rule"
            for one in state.stops
        },
        retracted=tuple(one for one in state.included if one in retracted),
    )


def _screens(role: str) -> bool:
    """Return whether somebody of a role screens records; so does who has none."""
    return not role.strip() or "review" in role.casefold() or "screen" in role.casefold()


@dataclass(frozen=True)
class ReviewConflicts(Answer, kind="review-conflicts"):
    """What reviewers differ on at a stage.

    Attributes
    ----------
    stage : str
        The stage.
    open : tuple of Conflict
        Conflicts that nobody settled, in the order of the review.
    titles : mapping of str to str
        Titles of the records.
    settled : int
        Conflicts that were settled.
    criteria : tuple of (str, int, int)
        For each criterion that was named in a conflict, open or settled: how often, and in how
        many of these the record went on: from title and abstract to full text, from full text
        into the review; the most frequent first.
    reasons_differ : tuple of (str, tuple of str)
        Excluded records for which the reviewers name different criteria, with these. They are no
        conflict; `resolve` can settle the criterion.
    """

    stage: str
    open: tuple[Conflict, ...]
    titles: dict[str, str]
    settled: int
    criteria: tuple[tuple[str, int, int], ...]
    reasons_differ: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def __str__(self) -> str:
        """Return the open conflicts with who says what, and the criteria behind all of them."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        """Yield the lines."""
        yield (
            f"{plural(len(self.open), 'conflict')} to settle at {self.stage}, "
            f"{self.settled:,} settled."
        )
        for one in self.open:
            yield f"  {one.record}  {self.titles[one.record] or '(without a title)'}"
            for said in one.decisions:
                why = f" ({said.reason})" if said.reason else ""
                yield f"           {said.person}: {said.value}{why}"
        rows = [[name, str(n), str(went_on)] for name, n, went_on in self.criteria]
        if rows:
            end = "went on" if self.stage == STAGES[0] else "included"
            yield columns_text(["criterion", "conflicts", end], rows, left=[0])
        if self.reasons_differ:
            yield "Excluded by all, for different criteria:"
        for record, reasons in self.reasons_differ:
            yield f"  {record}  {', '.join(reasons)}"

    def to_frame(self) -> pd.DataFrame:
        """Return a row for each decision in an open conflict."""
        import pandas as pd

        rows = [
            (one.record, self.titles[one.record], said.person, said.value, said.reason)
            for one in self.open
            for said in one.decisions
        ]
        return pd.DataFrame(rows, columns=["record", "title", "person", "decision", "reason"])


def conflicts_of(review: Review, stage: str) -> ReviewConflicts:
    """Return what reviewers differ on, and which criteria they differ by.

    A criterion that stands behind many conflicts is worded so that people read it differently.

    Parameters
    ----------
    review : Review
        The review.
    stage : {"title-abstract", "full-text"}
        The stage.
    """
    state = review.state
    open_ones = state.conflicts(stage)
    settled = [one for one in state.standing if state.resolution(one, stage) is not None]
    named: Counter[str] = Counter()
    went_on: Counter[str] = Counter()
    for record in (*(one.record for one in open_ones), *settled):
        said = state.decisions(record, stage).values()
        reasons = {one.reason or NO_CRITERION for one in said if one.value == "exclude"}
        named.update(reasons)
        if state.outcome(record, stage) == "include":
            went_on.update(reasons)
    return ReviewConflicts(
        stage=stage,
        open=open_ones,
        titles={one.record: review.joined(one.record).title for one in open_ones},
        settled=len(settled),
        criteria=tuple(
            (name, n, went_on[name])
            for name, n in sorted(named.items(), key=lambda one: (-one[1], one[0]))
        ),
        reasons_differ=tuple(
            (one, state.reasons(one, stage))
            for one in state.standing
            if len(state.reasons(one, stage)) > 1
        ),
    )


def agreement_at(review: Review, stage: str, *, seed: int = 0) -> RatersAgreement:
    """Return how far reviewers agree in what each said first, before anybody talked.

    Decisions that were withdrawn later count as they were first taken; resolutions do not count.

    Parameters
    ----------
    review : Review
        The review.
    stage : {"title-abstract", "full-text"}
        The stage.
    seed : int, from 0
        Of the intervals that are drawn.

    Returns
    -------
    RatersAgreement
        Each coefficient with a reason where it is undefined.
    """
    import numpy as np

    table = decision_table(review.state, stage, which="first")
    rows: Sequence[Sequence[str | None]] = [[one or None for one in row] for row in table.values]
    return agreement_of(
        rows,
        raters=table.persons,
        units=table.records,
        categories=VALUES,
        rng=np.random.default_rng(seed),
    )
