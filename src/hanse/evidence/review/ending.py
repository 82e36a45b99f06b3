"""Ending a screening: what the rule says, the random sample, and what is left unscreened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from hanse.errors import InputError, unknown_name
from hanse.evidence.log import BY_HAND, STAGES, Event, ReviewLog, ReviewState, replay
from hanse.evidence.review.folder import Entry, Review
from hanse.evidence.review.founding import check_frozen
from hanse.evidence.stopping import (
    DrawnSample,
    History,
    NextPoint,
    RandomSample,
    RecallCheck,
    StopCheck,
    draw_sample,
    next_point,
    recall_check,
    screening_history,
)
from hanse.messages import plural

__all__ = [
    "cost_of_next_point",
    "draw_random",
    "end_screening",
    "recall_of_sample",
    "resume_screening",
    "stage_history",
    "stop_check",
]

UNSCREENED = "not screened: screening was stopped"
"""Why a record is left out that nobody screened; what was set aside otherwise is no part of it."""


@dataclass(frozen=True)
class _Round:
    """The part of a screening since it was resumed last: records, labels in order, samples."""

    ids: tuple[str, ...]
    labels: dict[str, bool]
    samples: tuple[DrawnSample, ...]


def stage_history(review: Review, stage: str, *, person: str = "") -> History:
    """Return the screening so far as a stopping rule looks at it.

    Records count as screened when their outcome is settled, in the order in which it was; conflicts
    and records that lack a decision count as not screened. Records that a rule left unscreened
    belong to the stage; those set aside for another reason and texts that could not be got do not.
    Where a sample was drawn, only records that were in the stage then are looked at: it says
    nothing of those that were imported, restored or parted later. What was settled before the draw
    is no part of the sample, whenever it was settled again; while it is open, the sample waits.

    Parameters
    ----------
    review : Review
        The review.
    stage : {"title-abstract", "full-text"}
        The stage.
    person : str
        Whose own decisions count; the settled outcomes where empty.
    """
    found = _round(review, stage, person)
    return screening_history(found.ids, found.labels, found.samples)


def _round(review: Review, stage: str, person: str) -> _Round:
    """Return what is looked at."""
    if stage not in STAGES:
        raise unknown_name("stage", stage, STAGES)
    state = review.state
    ids, settled = tuple(_records(state, stage)), _settled(state, stage, person)
    drawn = drawn_since(review, stage)
    before: set[str] = set()
    if drawn:
        first = min(events[0].number for events in drawn.values())
        then = replay(ReviewLog(review.log.events[: first - 1]))
        there = set(map(state.representative, _records(then, stage)))
        before = set(map(state.representative, _settled(then, stage, person)))
        ids = tuple(one for one in ids if one in there)
    order = sorted(
        (one for one in ids if one in settled), key=lambda one: (one not in before, settled[one][0])
    )
    after = sum(one in before for one in order)
    open_again = [one for one in ids if one in before and one not in settled]
    known = set(ids)
    samples = []
    for name, events in drawn.items():
        tops = dict.fromkeys(state.representative(e.record) for e in events)
        mine = (one for one in tops if one in known and one not in before)
        samples.append(DrawnSample((*open_again, *mine), after, name))
    return _Round(ids, {one: settled[one][1] for one in order}, tuple(samples))


def drawn_since(review: Review, stage: str) -> dict[str, list[Event]]:
    """Return the draws of each sample of a stage since it was resumed last, in their order."""
    begun = max((e.number for e in _events(review, "resumed", stage)), default=0)
    drawn: dict[str, list[Event]] = {}
    for event in _events(review, "sampled", stage):
        if event.number > begun:
            drawn.setdefault(event.other, []).append(event)
    return drawn


def _records(state: ReviewState, stage: str) -> Iterator[str]:
    """Yield the records of a stage, those among them that a rule left unscreened."""
    if stage != STAGES[0]:
        missing = set(state.not_retrieved)
        yield from (one for one in state.sought if one not in missing)
        return
    removed = state.removed
    for record in state.records:
        if state.representative(record) == record and (
            record not in removed or removed[record].reason == UNSCREENED
        ):
            yield record


def _settled(state: ReviewState, stage: str, person: str) -> dict[str, tuple[int, bool]]:
    """Return when each settled record was settled, and whether it was included."""
    found = {}
    for record in _records(state, stage):
        said = state.decisions(record, stage)
        if person:
            if person in said and said[person].value != "unsure":
                found[record] = (said[person].number, said[person].value == "include")
            continue
        outcome = state.outcome(record, stage)
        if outcome in ("include", "exclude"):
            last = state.resolution(record, stage)
            numbers = sorted(one.number for one in said.values())
            enough = min(state.required(stage), len(numbers))
            number = last.number if last else numbers[enough - 1]
            found[record] = (number, outcome == "include")
    return found


def _events(review: Review, kind: str, stage: str) -> Iterator[Event]:
    """Yield the events of a kind at a stage."""
    return (one for one in review.log.events if one.event == kind and one.stage == stage)


def stop_check(review: Review, stage: str = STAGES[0], *, person: str = "") -> StopCheck:
    """Say whether screening may stop by the rule of the protocol, and what is known of the recall.

    The rule is `hanse.evidence.stopping.RandomSample` with the recall and the confidence of the
    protocol: by rank first, then in random order until the recall is proven.

    Parameters
    ----------
    review, stage, person
        As in `stage_history`.
    """
    asked = review.protocol.screening
    rule = RandomSample(recall=asked.recall, confidence=asked.confidence)
    check = rule.check(stage_history(review, stage, person=person))
    drawn = len({one.other for one in _events(review, "sampled", stage)})
    if drawn < 2:
        return check
    risk = min(1.0, drawn * (1 - asked.confidence))
    more = (
        f" {drawn} samples were drawn at this stage, one after another: that any of their "
        f"statements is wrong has a chance of up to {100 * risk:.0f} %."
    )
    return replace(check, assumes=check.assumes + more)


def draw_random(
    review: Review,
    stage: str = STAGES[0],
    *,
    size: int | None = None,
    seed: int = 0,
    person: str,
    at: str,
) -> tuple[str, ...]:
    """Put the records that are not screened into random order; they come up next, in this order.

    Parameters
    ----------
    review : Review
        Its log holds the sample afterwards.
    stage : {"title-abstract", "full-text"}
        The stage.
    size : int, optional
        How many to draw; all that are left where None.
    seed : int, from 0
        Of the draw; it stands in the log.
    person, at : str
        Who draws, and when.

    Returns
    -------
    tuple of str
        The records in the order of the draw.

    Raises
    ------
    InputError
        If nothing is left, the size is none, or a sample was drawn before: a rule that draws until
        it likes the answer proves nothing.
    """
    check_frozen(review)
    found = _round(review, stage, "")
    left = [one for one in found.ids if one not in found.labels]
    if found.samples and any(one in left for one in found.samples[-1].ids):
        raise InputError(
            f"sample {found.samples[-1].name} was drawn already at {stage}",
            mend="Screen its records in their order; hanse review screen shows them first.",
        )
    if found.samples:
        return _drawn_on(review, found, stage, size, seed, person, at)
    if size is None and not any(found.labels.values()):
        raise InputError(
            f"nothing relevant is found yet at {stage}",
            mend="Screen by rank first: a random order from the start finds little. "
            "To draw all the same, say how many: --size.",
        )
    name = f"S{len(review.state.samples) + 1}"
    rng = np.random.default_rng(seed)
    drawn = draw_sample(left, rng, after=len(found.labels), n=size, name=name)
    entries = [
        Entry("sampled", one, name, stage=stage, note=f"seed {seed} of {len(left)}")
        for one in drawn.ids
    ]
    review.commit(entries, person=person, at=at)
    return drawn.ids


def _drawn_on(
    review: Review,
    found: _Round,
    stage: str,
    size: int | None,
    seed: int,
    person: str,
    at: str,
) -> tuple[str, ...]:
    """Go on with a sample that is screened to its end, in random order over the rest of its pool.

    The pool is what was not screened before the draw; of what was screened since, outside of the
    sample, each record keeps its chance, so that the order as a whole is one random order.
    """
    sample = found.samples[-1]
    before = set(list(found.labels)[: sample.after])
    pool = [one for one in found.ids if one not in before and one not in set(sample.ids)]
    if not pool:
        raise InputError(f"sample {sample.name} holds everything already", mend="Nothing is left.")
    n = len(pool) if size is None else min(size, len(pool))
    chosen = np.random.default_rng([seed, len(sample.ids)]).permutation(len(pool))[:n]
    drawn = tuple(pool[int(one)] for one in chosen)
    note = f"seed {seed}, continued, of {len(pool)}"
    entries = [Entry("sampled", one, sample.name, stage=stage, note=note) for one in drawn]
    review.commit(entries, person=person, at=at)
    return drawn


def end_screening(
    review: Review, stage: str = STAGES[0], *, because: str = "", person: str, at: str
) -> tuple[StopCheck, tuple[str, ...]]:
    """Stop screening at a stage; what nobody screened is left out, and the log says by which rule.

    Parameters
    ----------
    review : Review
        Its log holds it afterwards.
    stage : {"title-abstract", "full-text"}
        The stage.
    because : str
        Why, where the rule does not say stop; the report tells that no recall is proven.
    person, at : str
        Who stops, and when.

    Returns
    -------
    StopCheck, tuple of str
        What the rule says, and the records that are left unscreened.

    Raises
    ------
    InputError
        If the rule does not say stop and no reason is given, a record has some of its decisions
        only, or conflicts are open.
    """
    check_frozen(review)
    if review.state.is_stopped(stage):
        raise InputError(
            f"screening at {stage} was stopped already",
            mend="To go on: hanse review resume FOLDER.",
        )
    check = stop_check(review, stage)
    if not check.stop and not because.strip():
        raise InputError(
            f"the rule does not say stop: {check.says}",
            mend='Screen on, or say why you stop all the same: --because "why".',
        )
    state = review.state
    known = set(_round(review, stage, "").ids)
    left = [
        one
        for one in (state.standing if stage == STAGES[0] else state.sought)
        if one in known and state.outcome(one, stage) == "pending"
    ]
    begun = [one for one in left if state.decisions(one, stage)]
    if begun or state.conflicts(stage):
        raise InputError(
            f"{plural(len(begun), 'record')} with some decisions only and "
            f"{plural(len(state.conflicts(stage)), 'conflict')} are open at {stage}"
            + (f", such as {begun[0]}" if begun else ""),
            mend="Finish what is begun, then stop.",
        )
    rule = check.rule if check.stop else BY_HAND
    says = check.says if check.stop else f"{because.strip()}. The rule said: {check.says}"
    entries = [Entry("stopped", stage=stage, value=rule, reason=says)]
    if stage == STAGES[0]:
        entries += [Entry("removed", one, value="automation", reason=UNSCREENED) for one in left]
    review.commit(entries, person=person, at=at)
    return check, tuple(left)


def resume_screening(
    review: Review, stage: str = STAGES[0], *, because: str, person: str, at: str
) -> tuple[str, ...]:
    """Go on with a screening that was stopped; what was left unscreened is open again.

    Returns
    -------
    tuple of str
        The records that are open again.

    Raises
    ------
    InputError
        If screening at this stage was not stopped.
    """
    if not review.state.is_stopped(stage):
        raise InputError(f"screening at {stage} was not stopped", mend="Go on screening.")
    entries = [Entry("resumed", stage=stage, reason=because)]
    back = []
    if stage == STAGES[0]:
        back = [one for one, why in review.state.removed.items() if why.reason == UNSCREENED]
        entries += [Entry("restored", one, reason=because or "screening goes on") for one in back]
    review.commit(entries, person=person, at=at)
    return tuple(back)


def recall_of_sample(review: Review, stage: str = STAGES[0]) -> RecallCheck | None:
    """Return the interval of the recall that the last random sample allows.

    None without a sample of a size set beforehand that is screened to its end: who stops within a
    sample when the rule says so has the statement of the rule, not this interval.
    """
    history = stage_history(review, stage)
    sample = history.samples[-1] if history.samples else None
    if sample is None or sample.screened < sample.drawn:
        return None
    return recall_check(
        sample.found_before,
        sample.pool,
        sample.screened,
        sample.relevant,
        confidence=review.protocol.screening.confidence,
    )


def cost_of_next_point(review: Review, stage: str = STAGES[0]) -> NextPoint:
    """Return how many more records the next percentage point of recall is likely to cost."""
    return next_point(stage_history(review, stage))
