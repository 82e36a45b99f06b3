"""What a stopping rule looks at: the labels in the order of screening, and random samples."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from hanse.errors import InputError
from hanse.messages import plural
from hanse.result import Record

if TYPE_CHECKING:
    import numpy as np

__all__ = ["DrawnSample", "History", "SampleSeen", "draw_sample", "screening_history"]


@dataclass(frozen=True)
class DrawnSample(Record, kind="screening-drawn-sample"):
    """Records drawn at random from those that were not screened on the day of the draw.

    Attributes
    ----------
    ids : tuple of str
        In the order in which they were drawn; that is the order in which they count.
    after : int, from 0
        How many records were screened before the draw.
    name : str
        Such as ``"S1"``.
    """

    ids: tuple[str, ...]
    after: int
    name: str = "S1"


@dataclass(frozen=True)
class SampleSeen(Record, kind="screening-sample-seen"):
    """How far a random sample is screened.

    Only what stands in front without a gap counts: a record that is screened out of its turn counts
    when its turn comes. So the sample stays random whatever else is screened meanwhile.

    Attributes
    ----------
    name : str
        Name of the sample.
    pool : int
        Records that it was drawn from: all that were not screened then.
    found_before : int
        Relevant records found before the draw.
    drawn : int
        Size of the sample.
    screened : int
        Records in front of the sample that are screened.
    relevant : int
        Relevant ones among these.
    """

    name: str
    pool: int
    found_before: int
    drawn: int
    screened: int
    relevant: int


@dataclass(frozen=True)
class History(Record, kind="screening-history"):
    """The screening so far, at one stage.

    Attributes
    ----------
    n_records : int
        All records of the stage.
    included : tuple of bool
        Label of each screened record, in the order of screening.
    samples : tuple of SampleSeen
        Random samples, the earliest first.
    """

    n_records: int
    included: tuple[bool, ...]
    samples: tuple[SampleSeen, ...] = ()

    def __post_init__(self) -> None:
        if len(self.included) > self.n_records:
            raise InputError(
                f"{plural(len(self.included), 'record')} are screened of {self.n_records:,}",
                where="screening history",
                mend="Count all records of the stage.",
            )

    @property
    def screened(self) -> int:
        """Records screened."""
        return len(self.included)

    @property
    def found(self) -> int:
        """Relevant records found."""
        return sum(self.included)

    @property
    def streak(self) -> int:
        """Irrelevant records since the last relevant one, or since the start."""
        return sum(1 for _ in takewhile(lambda one: not one, reversed(self.included)))


def screening_history(
    ids: Collection[str],
    decisions: Mapping[str, bool],
    samples: Sequence[DrawnSample] = (),
) -> History:
    """Return what a stopping rule looks at.

    Parameters
    ----------
    ids : collection of str
        All records of the stage.
    decisions : mapping of str to bool
        Whether each screened record is relevant, in the order of screening. A record with a
        conflict is left out until it is resolved.
    samples : sequence of DrawnSample
        The earliest first.

    Raises
    ------
    InputError
        If a decision or a sample names a record that is not there, a sample names one twice or one
        that was screened before the draw, or more were screened before a draw than there are.

    Examples
    --------
    >>> decided = {"A": True, "B": False, "D": False, "C": True}
    >>> screening_history("ABCDEF", decided, [DrawnSample(("D", "F", "C", "E"), after=2)])
    History(n_records=6, included=(True, False, False, True),
    samples=(SampleSeen(name='S1', pool=4, found_before=1, drawn=4, screened=1, relevant=0),))
    """
    known = frozenset(ids)
    for one in decisions:
        if one not in known:
            raise InputError(
                f"the decided record {one!r} is not among the {plural(len(known), 'record')}",
                where="screening history",
                mend="Give all records of the stage.",
            )
    order = list(decisions)
    seen = []
    for sample in samples:
        _check(sample, known, order)
        front = list(takewhile(decisions.__contains__, sample.ids))
        before = sum(bool(decisions[one]) for one in order[: sample.after])
        relevant = sum(bool(decisions[one]) for one in front)
        pool = len(known) - sample.after
        size = len(sample.ids)
        seen.append(SampleSeen(sample.name, pool, before, size, len(front), relevant))
    included = tuple(bool(one) for one in decisions.values())
    return History(len(known), included, tuple(seen))


def draw_sample(
    unscreened: Sequence[str],
    rng: np.random.Generator,
    *,
    after: int,
    n: int | None = None,
    name: str = "S1",
) -> DrawnSample:
    """Draw records at random, without replacement, in a random order.

    Parameters
    ----------
    unscreened : sequence of str
        All records of the stage that are not screened; their order does not matter, but the same
        order and the same seed give the same sample.
    rng : numpy.random.Generator
        Where chance comes from.
    after : int, from 0
        How many records are screened now.
    n : int, optional
        How many to draw; all of them if left out, so that screening can go on in random order for
        as long as the rule asks.

    Raises
    ------
    InputError
        If n is below 1 or above the number of records that are left.

    Examples
    --------
    >>> import numpy as np
    >>> sorted(draw_sample("CDEF", np.random.default_rng(1), after=2).ids)
    ['C', 'D', 'E', 'F']
    """
    size = len(unscreened) if n is None else n
    if not 1 <= size <= len(unscreened):
        raise InputError(
            f"a sample of {plural(size, 'record')} from {len(unscreened):,} unscreened",
            where=name,
            mend=f"Draw 1 to {len(unscreened):,}." if unscreened else "Nothing is left to draw.",
        )
    chosen = rng.permutation(len(unscreened))[:size]
    return DrawnSample(tuple(unscreened[int(at)] for at in chosen), after, name)


def _check(sample: DrawnSample, known: frozenset[str], order: Sequence[str]) -> None:
    """Refuse a sample that cannot have been drawn as it says."""
    if not 0 <= sample.after <= len(order):
        raise InputError(
            f"{sample.after:,} records were screened before the draw, "
            f"of {plural(len(order), 'record')} that are screened",
            where=sample.name,
            mend="Count the records that were screened before the draw.",
        )
    before = frozenset(order[: sample.after])
    seen: set[str] = set()
    for one in sample.ids:
        what = ""
        if one not in known:
            what = f"the drawn record {one!r} is not among the {plural(len(known), 'record')}"
        elif one in before:
            what = f"the drawn record {one!r} was screened before the draw"
        elif one in seen:
            what = f"the record {one!r} was drawn twice"
        if what:
            raise InputError(
                what, where=sample.name, mend="Draw from the records that are not screened."
            )
        seen.add(one)
