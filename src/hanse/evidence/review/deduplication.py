"""Duplicates of a review: what rules merge, what a person says, and how it is undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hanse.errors import InputError
from hanse.evidence.duplicates import DoubtfulPair, Duplicates, Merge, VersionLink, find_duplicates
from hanse.evidence.log import BY_HAND, RULES, STAGES, ReviewState
from hanse.evidence.review.folder import Entry, Review
from hanse.messages import plural
from hanse.result import Answer

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "MergedDuplicates",
    "doubtful_pairs",
    "judge_pair",
    "merge_duplicates",
    "undo_merge",
]

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class MergedDuplicates(Answer, kind="review-merged-duplicates"):
    """What the rules merged and linked, and what they leave to a person.

    Attributes
    ----------
    merges : tuple of Merge
        Written into the log.
    links : tuple of VersionLink
        Written into the log.
    queue : tuple of DoubtfulPair
        Pairs that a person has to look at, the most probable first.
    held_back : tuple of Merge
        Not merged, because the two were decided differently in screening, or the one that would
        go was set aside.
    standing : int
        Records that stand for themselves now.
    """

    merges: tuple[Merge, ...]
    links: tuple[VersionLink, ...]
    queue: tuple[DoubtfulPair, ...]
    held_back: tuple[Merge, ...]
    standing: int

    def __str__(self) -> str:
        """Return what was done and what is left to do."""
        lines = [
            f"{plural(len(self.merges), 'record')} merged, {plural(len(self.links), 'link')} "
            f"noted, {plural(len(self.queue), 'doubtful pair')} to look at; "
            f"{plural(self.standing, 'record stands', 'records stand')}."
        ]
        lines += [
            f"  not merged: {one.removed} and {one.kept} ({one.reason}); they were decided "
            "differently, or one was set aside: settle that first"
            for one in self.held_back
        ]
        return "\n".join(lines)

    def to_frame(self) -> pd.DataFrame:
        """Return a row for each pair: ``what``, ``record``, ``other``, ``rule``, ``reason``."""
        import pandas as pd

        rows = [("merged", one.removed, one.kept, one.rule, one.reason) for one in self.merges]
        rows += [("linked", one.first, one.second, one.link, one.reason) for one in self.links]
        rows += [("doubtful", one.first, one.second, "", one.reason) for one in self.queue]
        rows += [
            ("held back", one.removed, one.kept, one.rule, one.reason) for one in self.held_back
        ]
        return pd.DataFrame(rows, columns=["what", "record", "other", "rule", "reason"])


def found_duplicates(review: Review, *, progress: Progress | None = None) -> Duplicates:
    """Return what the rules find among all records, given what is merged and said already."""
    state = review.state
    return find_duplicates(
        list(review.records.values()),
        distinct=[(one.record, one.other) for one in state.distinct],
        merged=[(one.record, one.kept) for one in state.merges],
        progress=progress,
    )


def merge_duplicates(
    review: Review, *, at: str, progress: Progress | None = None
) -> MergedDuplicates:
    """Merge what the rules are sure of, note links, and return what a person has to look at.

    Parameters
    ----------
    review : Review
        Its log holds the merges afterwards, signed by the rules.
    at : str
        When.
    progress : callable, optional
        Told the step, how far it is, and of how much.

    Returns
    -------
    MergedDuplicates
        Nothing new where it was done before.
    """
    found = found_duplicates(review, progress=progress)
    merges: list[Merge] = []
    held: list[Merge] = []
    review.commit(_merge_entries(review.state, found.merges, merges, held), person=RULES, at=at)
    links = _new_links(review, found.links)
    review.commit(_link_entries(review.state, links), person=RULES, at=at)
    return MergedDuplicates(
        merges=tuple(merges),
        links=links,
        queue=found.queue,
        held_back=tuple(held),
        standing=len(review.state.standing),
    )


def _merge_entries(
    state: ReviewState, found: tuple[Merge, ...], merges: list[Merge], held: list[Merge]
) -> Iterator[Entry]:
    """Yield the merges that are possible after those before, and sort them into the two lists."""
    for one in found:
        first, second = state.representative(one.removed), state.representative(one.kept)
        if first == second:
            continue
        kept, removed = _ordered(state, first, second)
        if removed in state.removed or _decided_differently(state, first, second):
            held.append(one)
            continue
        merges.append(replace(one, removed=removed, kept=kept))
        yield Entry("merged", removed, kept, value=one.rule, reason=one.reason, note=_score(one))


def doubtful_pairs(review: Review, *, progress: Progress | None = None) -> tuple[DoubtfulPair, ...]:
    """Return the pairs that a person has to look at, the most probable first."""
    return found_duplicates(review, progress=progress).queue


def judge_pair(
    review: Review, first: str, second: str, *, is_same: bool, why: str, person: str, at: str
) -> None:
    """Write what a person says of two records: the same, or not.

    Parameters
    ----------
    review : Review
        Its log holds it afterwards.
    first, second : str
        Records. Of two that are the same, the earlier one stands for both.
    is_same : bool
        Whether they are one record.
    why : str
        In words.
    person, at : str
        Who says so, and when.

    Raises
    ------
    InputError
        If a record is not there, or both are one already.
    """
    state = review.state
    tops = state.representative(first), state.representative(second)
    if tops[0] == tops[1]:
        raise InputError(
            f"{first} and {second} are one already",
            mend=f"Part them first: hanse review duplicates FOLDER --undo {max(first, second)}.",
        )
    if is_same:
        kept, removed = _ordered(state, *tops)
        entry = Entry("merged", removed, kept, value=BY_HAND, reason=why)
    else:
        entry = Entry("distinct", *tops, reason=why)
    review.commit([entry], person=person, at=at)


def undo_merge(review: Review, record: str, *, why: str, person: str, at: str) -> str:
    """Part a record from the one it was merged into, and keep the rules from merging it again.

    Returns
    -------
    str
        The record that it was merged into.

    Raises
    ------
    InputError
        If the record is not there or was not merged.
    """
    state = review.state
    kept = next((one.kept for one in state.merges if one.record == record), "")
    if not kept:
        state.identification(record)
        raise InputError(
            f"{record} was not merged into another record",
            mend=_members_hint(review, record),
        )
    top = review.state.representative(kept)
    entries = [
        Entry("parted", record, kept, reason=why),
        Entry("distinct", record, top, reason=why or "a person parted them"),
    ]
    review.commit(entries, person=person, at=at)
    return kept


def _members_hint(review: Review, record: str) -> str:
    """Return which records were merged into this one."""
    others = [one for one in review.state.members(record) if one != record]
    if not others:
        return "Nothing was merged into it either."
    return f"Merged into it: {', '.join(others)}; name one of these."


def _ordered(state: ReviewState, first: str, second: str) -> tuple[str, str]:
    """Return which record stays and which goes: stays who was decided on, else the earlier."""
    kept, removed = sorted((first, second))
    if not _said(state, kept) and _said(state, removed):
        kept, removed = removed, kept
    return kept, removed


def _said(state: ReviewState, record: str) -> bool:
    """Return whether anybody decided on a record."""
    return any(state.decisions(record, stage) for stage in STAGES)


def _decided_differently(state: ReviewState, first: str, second: str) -> bool:
    """Return whether both were decided on, and came to something else or one person said so."""
    for stage in STAGES:
        one, two = state.decisions(first, stage), state.decisions(second, stage)
        if one and two and state.outcome(first, stage) != state.outcome(second, stage):
            return True
        if any(who in two and two[who].value != said.value for who, said in one.items()):
            return True
    return False


def _score(merge: Merge) -> str:
    """Return the score of a merge as the log holds it."""
    return f"{merge.score:.3f}"


def _new_links(review: Review, links: tuple[VersionLink, ...]) -> tuple[VersionLink, ...]:
    """Return the links that the log does not have; one that a person took away stays away."""
    state = review.state
    known = {(frozenset((one.record, one.other)), one.link) for one in state.links}
    known |= {
        (frozenset(map(state.representative, (one.record, one.other))), one.value)
        for one in review.log.events
        if one.event == "unlinked"
    }
    found = []
    for one in links:
        pair = frozenset(map(state.representative, (one.first, one.second)))
        if len(pair) == 2 and (pair, one.link) not in known:
            known.add((pair, one.link))
            found.append(one)
    return tuple(found)


def _link_entries(state: ReviewState, links: tuple[VersionLink, ...]) -> Iterator[Entry]:
    """Yield the links, and a retraction where one is a notice of it."""
    told = set(map(state.representative, state.retracted))
    for one in links:
        first, second = state.representative(one.first), state.representative(one.second)
        yield Entry("linked", first, second, value=one.link, reason=one.reason)
        if one.link == "retraction-notice":
            target = second
            if target not in told:
                told.add(target)
                yield Entry("retracted", target, reason=f"{first} is a notice of retraction")
