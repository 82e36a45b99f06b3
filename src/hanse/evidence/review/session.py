"""Screening record by record: which one comes next, what is decided, and how to take it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from hanse.errors import InputError, unknown_name
from hanse.evidence.duplicates import MergedRecord
from hanse.evidence.log import STAGES, Event
from hanse.evidence.ranking import (
    TextIndex,
    index_texts,
    load_index,
    rank,
    record_text,
    save_index,
    telling_terms,
)
from hanse.evidence.review.decisions import check_reason
from hanse.evidence.review.ending import drawn_since
from hanse.evidence.review.folder import Entry, Review
from hanse.evidence.review.founding import check_frozen
from hanse.evidence.review.layout import INDEX
from hanse.messages import printable_line
from hanse.result import Record

__all__ = ["ORDERS", "Card", "ScreeningSession", "screening_labels", "text_index"]

ORDERS = ("ranked", "random", "order")
"""Ways in which records come up: by what was decided so far, at random, as they were imported."""
GROWTH = 0.05
"""The ranking is learnt again after this share of further decisions, one at least."""
TELLING = 20
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Card(Record, kind="review-card"):
    """A record to decide on.

    Attributes
    ----------
    record : str
        Its identifier.
    merged : MergedRecord
        What is known of it, each value with its source.
    how : {"ranked", "random", "order"}
        How it came up; the log keeps it.
    done, left : int
        Records that the person decided on at this stage, and those still open, this one among them.
    """

    record: str
    merged: MergedRecord
    how: str
    done: int
    left: int


def text_index(review: Review, *, keep: bool = True, progress: Progress | None = None) -> TextIndex:
    """Return the index of the texts of all standing records; kept in the folder for the next time.

    Parameters
    ----------
    review : Review
        The review.
    keep : bool
        Whether it is written into the folder; a report writes nothing there.
    progress : callable, optional
        Told the step, how far it is, and of how much.

    Returns
    -------
    TextIndex
        By record that stands for itself, in the order of the review.
    """
    ids = review.state.standing
    texts = [record_text(review.joined(one)) for one in ids]
    folder = review.folder / INDEX
    found = load_index(folder / "texts.npz", ids, texts)
    if found is None:
        found = index_texts(ids, texts, progress=progress)
        if keep:
            folder.mkdir(exist_ok=True)
            save_index(folder / "texts.npz", found)
    return found


def screening_labels(review: Review, person: str, stage: str) -> dict[str, bool]:
    """Return what a ranking for a person learns from, in the order of the decisions.

    That is what the person decided, and the outcome of records that need no further decision. What
    others said of a record that the person may still decide on is not looked at.

    Returns
    -------
    dict of str to bool
        Whether each of these records is included; unsure ones and open conflicts are left out.
    """
    state, found = review.state, {}
    for record in state.standing:
        said = state.decisions(record, stage)
        outcome = state.outcome(record, stage)
        number = max((one.number for one in said.values()), default=0)
        if outcome in ("include", "exclude"):
            found[record] = (number, outcome == "include")
        elif person in said and said[person].value != "unsure":
            found[record] = (said[person].number, said[person].value == "include")
    ordered = sorted(found, key=lambda one: (found[one][0], one))
    return {one: found[one][1] for one in ordered}


class ScreeningSession:
    """One person screening at one stage.

    Parameters
    ----------
    review : Review
        The review; its log holds each decision at once.
    person : str
        Who screens; decisions of others are not shown.
    stage : {"title-abstract", "full-text"}
        What is decided.
    order : {"ranked", "random", "order"}
        How records come up. Records of a random sample that is not screened yet come first; as long
        as nothing is included or nothing excluded, a ranked order is random.
    seed : int, from 0
        Of the random order and the ranking.
    progress : callable, optional
        Told the step, how far it is, and of how much.

    Raises
    ------
    InputError
        If the protocol is not frozen, or stage or order is none.
    """

    def __init__(
        self,
        review: Review,
        *,
        person: str,
        stage: str = STAGES[0],
        order: str = "ranked",
        seed: int = 0,
        progress: Progress | None = None,
    ) -> None:
        check_frozen(review)
        for kind, name, choices in (("stage", stage, STAGES), ("order", order, ORDERS)):
            if name not in choices:
                raise unknown_name(kind, name, choices)
        self.review, self.person, self.stage = review, person, stage
        self._order, self._seed = order, seed
        self._pending = dict.fromkeys(review.state.pending(stage, person))
        self._done = sum(person in review.state.decisions(r, stage) for r in review.state.standing)
        self._index = text_index(review, progress=progress) if order == "ranked" else None
        self._labels = screening_labels(review, person, stage)
        self._queue: list[str] = []
        self._how = order
        self._due = 0
        self._undoable: list[str] = []

    def next(self) -> Card | None:
        """Return the record that comes next, None where nothing is left."""
        if not self._pending:
            return None
        record, how = self._next()
        merged = self.review.merged(record)
        return Card(record, merged, how, self._done, len(self._pending))

    def decide(
        self, record: str, value: str, *, reason: str = "", note: str = "", how: str, at: str
    ) -> Event:
        """Write a decision into the log.

        Parameters
        ----------
        record : str
            The record.
        value : {"include", "exclude", "unsure"}
            What is decided.
        reason, note : str
            The criterion, and a remark.
        how : {"ranked", "random", "order", "hand"}
            How the record came up.
        at : str
            When.

        Raises
        ------
        InputError
            If the criterion is lacking or unknown, or the decision is not possible.
        """
        why = check_reason(self.review, self.stage, value, reason)
        entry = Entry("decided", record, how, self.stage, value, why, printable_line(note))
        made = self.review.commit([entry], person=self.person, at=at)[0]
        self._pending.pop(record, None)
        self._done += 1
        self._undoable.append(record)
        if value != "unsure":
            self._labels[record] = value == "include"
        return made

    def undo(self, *, at: str) -> str:
        """Take the last decision of this session back; the record comes up again.

        Returns
        -------
        str
            The record.

        Raises
        ------
        InputError
            If nothing was decided in this session.
        """
        if not self._undoable:
            raise InputError(
                "nothing was decided in this session",
                mend="Earlier decisions: hanse review withdraw FOLDER RECORD.",
            )
        record = self._undoable[-1]
        entry = Entry("withdrawn", record, stage=self.stage)
        self.review.commit([entry], person=self.person, at=at)
        self._undoable.pop()
        self._labels.pop(record, None)
        self._pending = {record: None, **self._pending}
        self._done -= 1
        self._queue.insert(0, record)
        return record

    def learn_again(self) -> None:
        """Have the ranking learn from every decision so far before the next record comes up."""
        self._due = 0

    def terms(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the words that speak for inclusion and against it, none before a ranking."""
        if self._index is None:
            return (), ()
        found = telling_terms(self._index, self._known_labels(), TELLING, seed=self._seed)
        return (
            tuple(one for one, _ in found.speak_for),
            tuple(one for one, _ in found.speak_against),
        )

    def _next(self) -> tuple[str, str]:
        """Return the record that comes next and how it came up."""
        sampled = self._sampled()
        if sampled:
            return sampled, "random"
        while True:
            if not self._queue or len(self._labels) >= self._due:
                self._arrange()
            while self._queue and self._queue[0] not in self._pending:
                self._queue.pop(0)
            if self._queue:
                return self._queue[0], self._how
            self._due = 0

    def _sampled(self) -> str:
        """Return the first open record of a sample of this round, empty where there is none."""
        drawn = drawn_since(self.review, self.stage).values()
        mine = (event.record for events in drawn for event in events)
        tops = (self.review.state.representative(one) for one in mine)
        return next((one for one in tops if one in self._pending), "")

    def _arrange(self) -> None:
        """Order what is left anew."""
        left = list(self._pending)
        self._due = len(self._labels) + max(1, int(GROWTH * len(self._labels)))
        self._how = self._order
        if self._order == "order":
            self._queue = left
            return
        if self._order == "ranked" and self._index is not None:
            found = rank(self._index, self._known_labels(), seed=self._seed, among=left)
            if found.is_ranked:
                self._queue = list(found.ids)
                return
        self._how = "random"
        shuffled = np.random.default_rng(self._seed).permutation(sorted(self.review.state.standing))
        self._queue = [str(one) for one in shuffled if one in self._pending]

    def _known_labels(self) -> dict[str, bool]:
        """Return the labels of records that are in the index."""
        assert self._index is not None
        return {one: is_in for one, is_in in self._labels.items() if one in self._index.places}
