"""Room for a meeting that would fall: a chain of others changes two slots.

One side is free in one slot, the other side in another. The meetings of these two slots that hang
together with the second side change places, and then both are free in the first slot.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from hanse.partners.meetings.board import Board
from hanse.partners.meetings.problem import Problem

__all__ = ["with_chains"]

Whole = npt.NDArray[np.int64]


def with_chains(problem: Problem, slot: Whole, confirmed: Whole) -> Whole:
    """Return the schedule with further confirmed meetings, each by the shortest chain of moves.

    Parameters
    ----------
    problem : Problem
        Which may only schedule confirmed meetings.
    slot, confirmed : ndarray of int64, shape (r,)
        Slot of each now and before the change; -1 for none.
    """
    board = Board(problem, slot)
    fallen = np.flatnonzero((confirmed >= 0) & (slot < 0) & problem.feasible).tolist()
    changed = True
    while changed and fallen:
        changed = False
        for r in list(fallen):
            if _make_room(board, r, confirmed):
                fallen.remove(r)
                changed = True
    return board.slots


def _make_room(board: Board, r: int, confirmed: Whole) -> bool:
    """Place a meeting, by the chain that moves fewest others if it needs one."""
    if any(board.count[i] >= board.most[i] for i in board.ends[r]):
        return False
    s = board.slot_for(r)
    if s >= 0:
        board.place(r, s)
        return True
    best: tuple[int, int, int, list[int]] | None = None
    for own, other in (board.ends[r], board.ends[r][::-1]):
        for one in _free(board, own):
            if not board.able[r][one] or board.at[other][one] < 0:
                continue
            for two in _free(board, other):
                people, meetings = board.chain(other, one, two)
                if own in people or not _can_change(board, meetings, one, two):
                    continue
                price = sum(_moves(board, q, one, two, confirmed) for q in meetings)
                if best is None or price < best[0]:
                    best = (price, one, two, meetings)
    if best is None:
        return False
    _, one, two, meetings = best
    board.exchange(meetings, one, two)
    board.place(r, one)
    return True


def _free(board: Board, i: int) -> list[int]:
    """Return the slots in which a participant could meet and does not."""
    free = board.problem.free[i].tolist()
    return [s for s, at in enumerate(board.at[i]) if at < 0 and free[s]]


def _moves(board: Board, q: int, one: int, two: int, confirmed: Whole) -> int:
    """Return 1 if a meeting leaves the slot it was confirmed for, -1 if it comes back to it."""
    now = board.slot[q]
    to = two if now == one else one
    return int(now == confirmed[q]) - int(to == confirmed[q])


def _can_change(board: Board, meetings: list[int], one: int, two: int) -> bool:
    """Return whether a chain can change slots and leave a table of the first for one more."""
    if not all(board.able[q][two if board.slot[q] == one else one] for q in meetings):
        return False
    surplus = sum(1 if board.slot[q] == one else -1 for q in meetings)
    return (
        board.load[one] - surplus + 1 <= board.tables[one]
        and board.load[two] + surplus <= board.tables[two]
    )
