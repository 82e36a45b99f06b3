"""What was done to bridge gaps, and what was answered about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from hanse.actors import tables_frames as frames
from hanse.actors.tables_arrays import Floats, Whole, freeze
from hanse.actors.tables_words import counted, day_text
from hanse.messages import columns_text, join_names, plural
from hanse.result import Answer

__all__ = ["Activities", "GapAnswers"]


@dataclass(frozen=True, eq=False)
class Activities(Answer, kind="actor-activities"):
    """Bridging activities: what was done to bring actors together.

    Parameters
    ----------
    ids, names : tuple of str, length n
        What episodes call it, and what readers see.
    start, end : ndarray of int64, shape (n,)
        First and last day; an end of 0 is the first day.
    gaps : tuple of tuples of str
        Keys of the gaps that it was meant to bridge; empty where nobody said.
    participants : tuple of tuples of int
        Places of actors that took part beside the parties of its episodes.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    start: Whole
    end: Whole
    gaps: tuple[tuple[str, ...], ...]
    participants: tuple[tuple[int, ...], ...]

    def __post_init__(self) -> None:
        freeze(self, start=np.int64, end=np.int64)

    def __len__(self) -> int:
        return len(self.ids)

    def to_frame(self) -> Any:
        """Return one row for each activity: activity, name, start, end, gaps, participants."""
        return frames.activities_frame(self)

    def __str__(self) -> str:
        lines = [
            [name, day_text(start), day_text(end), join_names(gaps)]
            for name, start, end, gaps in zip(
                self.names, self.start.tolist(), self.end.tolist(), self.gaps, strict=True
            )
        ]
        head = plural(len(self), "activity", "activities")
        shown = columns_text(["activity", "start", "end", "gaps"], lines, left=[0, 1, 2, 3])
        return f"{head}\n{shown}" if lines else head


@dataclass(frozen=True, eq=False)
class GapAnswers(Answer, kind="actor-gap-answers"):
    """Answers to the survey on gaps, one row for each respondent, wave and gap.

    Parameters
    ----------
    respondents : tuple of str, length n
        A name or number; never printed.
    waves : tuple of str
        When it was asked, such as ``"2023"``.
    gaps : tuple of str
        Key of the gap.
    importance, present : ndarray of float64, shape (n,), 1 to 7
        How important interaction across the gap is, and how much there is; NaN where not answered.
    """

    respondents: tuple[str, ...]
    waves: tuple[str, ...]
    gaps: tuple[str, ...]
    importance: Floats
    present: Floats

    def __post_init__(self) -> None:
        freeze(self, importance=np.float64, present=np.float64)

    def __len__(self) -> int:
        return len(self.respondents)

    def to_frame(self) -> Any:
        """Return one row for each answer: respondent (a number), wave, gap, importance, present."""
        return frames.answers_frame(self)

    def __str__(self) -> str:
        people = plural(len(set(self.respondents)), "respondent")
        order = sorted(set(self.gaps))
        return counted(len(self), ("answer", "answers"), "gap", self.gaps, order, f" of {people}")
