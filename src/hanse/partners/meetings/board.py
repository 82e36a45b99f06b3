"""A schedule in the making: who sits where in which slot, and what still fits."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from hanse.partners.meetings.problem import Problem

__all__ = ["Board", "filled"]

Whole = npt.NDArray[np.int64]


class Board:
    """Meetings in slots, changed one at a time.

    Attributes
    ----------
    slot : list of int, length r
        Slot of each request, -1 for none.
    at : list of lists of int
        The request that a participant meets on in a slot, -1 for none.
    load, count : list of int
        Meetings of each slot and of each participant.
    """

    def __init__(self, problem: Problem, slot: Whole) -> None:
        self.problem = problem
        self.ends = list(zip(problem.first.tolist(), problem.second.tolist(), strict=True))
        self.able: list[list[bool]] = problem.able.tolist()
        self.most: list[int] = problem.most.tolist()
        self.tables: list[int] = problem.tables.tolist()
        self.values: list[float] = problem.values.tolist()
        self.slot = [-1] * len(self.ends)
        self.at = [[-1] * problem.n_slots for _ in range(problem.n_people)]
        self.load = [0] * problem.n_slots
        self.count = [0] * problem.n_people
        for r in np.flatnonzero(slot >= 0).tolist():
            self.place(r, int(slot[r]))

    def place(self, r: int, s: int) -> None:
        """Put a request into a slot."""
        i, j = self.ends[r]
        self.slot[r] = s
        self.at[i][s] = self.at[j][s] = r
        self.load[s] += 1
        self.count[i] += 1
        self.count[j] += 1

    def lift(self, r: int) -> int:
        """Take a request out of its slot, which is returned."""
        s = self.slot[r]
        i, j = self.ends[r]
        self.slot[r] = -1
        self.at[i][s] = self.at[j][s] = -1
        self.load[s] -= 1
        self.count[i] -= 1
        self.count[j] -= 1
        return s

    def fits(self, r: int, s: int) -> bool:
        """Return whether a request could be put into a slot as things stand."""
        i, j = self.ends[r]
        return (
            self.able[r][s]
            and self.at[i][s] < 0
            and self.at[j][s] < 0
            and self.load[s] < self.tables[s]
            and self.count[i] < self.most[i]
            and self.count[j] < self.most[j]
        )

    def slot_for(self, r: int) -> int:
        """Return the first slot into which a request fits, -1 if there is none."""
        return next((s for s in range(self.problem.n_slots) if self.fits(r, s)), -1)

    def chain(self, begin: int, one: int, two: int) -> tuple[list[int], list[int]]:
        """Return the participants and the meetings of the chain of two slots from a participant.

        The participant meets in exactly one of the two slots; those inside of the chain in both.
        """
        people, meetings = [begin], []
        s = one if self.at[begin][one] >= 0 else two
        while (r := self.at[people[-1]][s]) >= 0:
            i, j = self.ends[r]
            meetings.append(r)
            people.append(j if people[-1] == i else i)
            s = two if s == one else one
        return people, meetings

    def exchange(self, meetings: list[int], one: int, two: int) -> None:
        """Let meetings of two slots, whole chains of them, change the slot."""
        was = [self.lift(r) for r in meetings]
        for r, s in zip(meetings, was, strict=True):
            self.place(r, two if s == one else one)

    @property
    def slots(self) -> Whole:
        """The slot of each request as an array."""
        return np.array(self.slot, dtype=np.int64)

    @property
    def value(self) -> float:
        """The value of what is scheduled."""
        return sum(self.values[r] for r, s in enumerate(self.slot) if s >= 0)


def filled(problem: Problem, slot: Whole) -> Whole:
    """Return the schedule with every further request that fits, the most valued first."""
    board = Board(problem, slot)
    left = np.flatnonzero((slot < 0) & problem.feasible)
    for r in left[np.argsort(-problem.values[left], kind="stable")].tolist():
        s = board.slot_for(r)
        if s >= 0:
            board.place(r, s)
    return board.slots
