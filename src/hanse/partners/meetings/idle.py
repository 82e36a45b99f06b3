"""Idle gaps: slots between the first and the last meeting of a day in which someone waits.

The meetings of two slots form chains through the participants who meet in both; a chain can change
the two slots without touching anyone else. Chains are exchanged while that leaves fewer gaps.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from hanse.partners.meetings.board import Board
from hanse.partners.meetings.problem import Problem

__all__ = ["fewer_gaps", "idle_gaps"]

Whole = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
_ROUNDS = 10


def idle_gaps(meets: Bools, available: Bools, days: Whole) -> Whole:
    """Return the idle slots of each participant.

    Parameters
    ----------
    meets, available : ndarray of bool, shape (n, s)
        Whether a participant meets in a slot and could.
    days : ndarray of int64, shape (s,)
        Day of each slot.

    Returns
    -------
    ndarray of int64, shape (n,)
        Slots between the first and the last meeting of a day that are free of meetings and in
        which the participant is available.

    Examples
    --------
    >>> meets = np.array([[True, False, False, True]])
    >>> available = np.array([[True, True, False, True]])
    >>> idle_gaps(meets, available, np.zeros(4, dtype=np.int64)).tolist()
    [1]
    """
    found = np.zeros(len(meets), dtype=np.int64)
    for day in np.unique(days):
        here = meets[:, days == day]
        after = np.logical_or.accumulate(here, axis=1)
        before = np.logical_or.accumulate(here[:, ::-1], axis=1)[:, ::-1]
        found += (after & before & ~here & available[:, days == day]).sum(axis=1)
    return found


def fewer_gaps(
    problem: Problem, slot: Whole, *, standing: Bools, available: Bools, days: Whole
) -> Whole:
    """Return the same meetings in slots that leave fewer idle gaps.

    Parameters
    ----------
    problem : Problem
        With r requests.
    slot : ndarray of int64, shape (r,)
        Slot of each, -1 for none.
    standing : ndarray of bool, shape (n, s)
        Meetings that are not to move.
    available : ndarray of bool, shape (n, s)
        Where waiting counts.
    days : ndarray of int64, shape (s,)
        Day of each slot.
    """
    board = Board(problem, slot)
    waits = _Waits(standing, available, days, board)
    for _ in range(_ROUNDS):
        changed = False
        for one in range(problem.n_slots):
            for two in range(one + 1, problem.n_slots):
                changed |= _exchange(board, waits, one, two)
        if not changed:
            break
    return board.slots


class _Waits:
    """Idle slots of a participant for any set of slots with meetings, kept once counted."""

    def __init__(self, standing: Bools, available: Bools, days: Whole, board: Board) -> None:
        self.mask = [_bits(row) for row in standing.tolist()]
        self.free = [_bits(row) for row in available.tolist()]
        self.days = [_bits((days == day).tolist()) for day in np.unique(days)]
        for r, s in enumerate(board.slot):
            if s >= 0:
                for i in board.ends[r]:
                    self.mask[i] |= 1 << s
        self._known: dict[tuple[int, int], int] = {}

    def of(self, mask: int, i: int) -> int:
        """Return the idle slots of a participant who meets in those slots."""
        key = (mask, self.free[i])
        if key not in self._known:
            total = 0
            for day in self.days:
                here = mask & day
                if here:
                    low, high = here & -here, here.bit_length()
                    span = ((1 << high) - 1) & ~(low - 1)
                    total += (span & day & ~here & self.free[i]).bit_count()
            self._known[key] = total
        return self._known[key]


def _bits(row: list[bool]) -> int:
    """Return truth values as the bits of a number."""
    return sum(1 << s for s, value in enumerate(row) if value)


class _Chain(NamedTuple):
    """A chain that could change slots: what that gains, and how many more the second then has."""

    gain: int
    surplus: int
    ends: tuple[int, int]
    meetings: list[int]


def _exchange(board: Board, waits: _Waits, one: int, two: int) -> bool:
    """Exchange chains of two slots where that leaves fewer gaps; return whether one was.

    Where no table is free, a chain that needs one goes with a chain that frees one.
    """
    chains = _chains(board, waits, one, two)
    chosen = [chain for chain in chains if chain.surplus == 0 and chain.gain > 0]
    into, out = (
        sorted((chain for chain in chains if chain.surplus == way), key=lambda c: -c.gain)
        for way in (1, -1)
    )
    while into and out and into[0].gain + out[0].gain > 0:
        chosen += [into.pop(0), out.pop(0)]
    for rest, slot in ((into, two), (out, one)):
        spare = board.tables[slot] - board.load[slot]
        chosen += [chain for chain in rest[: max(spare, 0)] if chain.gain > 0]
    pair = (1 << one) | (1 << two)
    board.exchange([r for chain in chosen for r in chain.meetings], one, two)
    for chain in chosen:
        for i in chain.ends:
            waits.mask[i] ^= pair
    return bool(chosen)


def _chains(board: Board, waits: _Waits, one: int, two: int) -> list[_Chain]:
    """Return the chains of two slots that could change them."""
    found = []
    seen: set[int] = set()
    pair = (1 << one) | (1 << two)
    for begin in range(len(board.at)):
        if begin in seen or (board.at[begin][one] < 0) == (board.at[begin][two] < 0):
            continue  # those with a meeting in both are inside of a chain
        people, meetings = board.chain(begin, one, two)
        seen.update(people)
        if not all(board.able[r][two if board.slot[r] == one else one] for r in meetings):
            continue
        ends = (people[0], people[-1])  # all others meet in both slots before and after
        gain = sum(waits.of(waits.mask[i], i) - waits.of(waits.mask[i] ^ pair, i) for i in ends)
        surplus = sum(1 if board.slot[r] == one else -1 for r in meetings)
        found.append(_Chain(gain, surplus, ends, meetings))
    return found
