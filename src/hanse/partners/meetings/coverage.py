"""A meeting for everyone who can have one, even at the cost of value."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from hanse.partners.meetings.board import Board, filled
from hanse.partners.meetings.problem import Problem

__all__ = ["covered"]

Whole = npt.NDArray[np.int64]
_DEPTH = 4
_TRIALS = 20_000


def covered(problem: Problem, slot: Whole, *, trials: int = _TRIALS) -> Whole:
    """Return the schedule after giving a meeting to as many as possible who have none.

    One without a meeting takes a slot of a partner; whoever loses a meeting by it must have
    another or gets one in the same way, up to four steps on. Of all ways with fewest steps the
    one that costs least value is taken, then everything that fits is added.

    Parameters
    ----------
    problem : Problem
        With r requests.
    slot : ndarray of int64, shape (r,)
        Slot of each request, -1 for none.
    trials : int
        The most placements tried, over all participants.
    """
    search = _Search(Board(problem, slot), problem, trials)
    for i in np.flatnonzero(problem.to_cover).tolist():
        if search.board.count[i]:
            continue
        for depth in range(_DEPTH):
            if search.cover(i, depth):
                break
    return filled(problem, search.board.slots)


class _Search:
    """Trials of placements, undone where they do not lead to a meeting for everyone touched."""

    def __init__(self, board: Board, problem: Problem, trials: int) -> None:
        self.board = board
        self.trials = trials
        self.has_one = problem.has_one.tolist()
        self.asked: list[list[int]] = [[] for _ in range(problem.n_people)]
        known = np.flatnonzero(problem.feasible)
        for r in known[np.argsort(-problem.values[known], kind="stable")].tolist():
            for i in board.ends[r]:
                self.asked[i].append(r)

    def cover(self, i: int, depth: int) -> bool:
        """Return whether a participant got a meeting, with that many more steps at most."""
        best: tuple[float, int, int, list[int]] | None = None
        for r in self.asked[i]:
            for s in (s for s, can in enumerate(self.board.able[r]) if can):
                if self.board.slot[r] >= 0 or self.trials <= 0:
                    continue
                self.trials -= 1
                out = self._in_the_way(r, s, i)
                if out is None:
                    continue
                lost = [j for q in out for j in self.board.ends[q] if self._loses(j, r, out)]
                price = sum(self.board.values[q] for q in out) - self.board.values[r]
                if not lost and (best is None or price < best[0]):
                    best = (price, r, s, out)
                elif lost and depth and self._deeper(r, s, out, lost, depth):
                    return True
        if best is None:
            return False
        _, r, s, out = best
        for q in out:
            self.board.lift(q)
        self.board.place(r, s)
        return True

    def _deeper(self, r: int, s: int, out: list[int], lost: list[int], depth: int) -> bool:
        """Try a placement after which others need a meeting; undo it if one gets none."""
        before = self.board.slots
        for q in out:
            self.board.lift(q)
        self.board.place(r, s)
        gained = [self.board.ends[r][0], self.board.ends[r][1]]
        if all(self.board.count[j] or self.cover(j, depth - 1) for j in lost):
            touched = [*gained, *lost]
            if all(self.board.count[j] or self.has_one[j] for j in touched):
                return True
        self._restore(before)
        return False

    def _restore(self, before: Whole) -> None:
        """Bring back an earlier state."""
        now = self.board.slots
        changed = np.flatnonzero(now != before).tolist()
        for r in changed:
            if self.board.slot[r] >= 0:
                self.board.lift(r)
        for r in changed:
            if before[r] >= 0:
                self.board.place(r, int(before[r]))

    def _loses(self, j: int, r: int, out: list[int]) -> bool:
        """Return whether a participant would be left without a meeting."""
        if self.has_one[j] or j in self.board.ends[r]:
            return False
        return self.board.count[j] <= sum(j in self.board.ends[q] for q in out)

    def _in_the_way(self, r: int, s: int, i: int) -> list[int] | None:
        """Return the meetings that must go for a request to take a slot, None if it cannot be."""
        board = self.board
        out: list[int] = []
        for j in board.ends[r]:
            if board.at[j][s] >= 0 and board.at[j][s] not in out:
                out.append(board.at[j][s])
        for j in board.ends[r]:
            if board.count[j] - sum(j in board.ends[q] for q in out) >= board.most[j]:
                own = [q for q in board.at[j] if q >= 0 and q not in out]
                out += self._least(own, out)
        if board.load[s] - sum(board.slot[q] == s for q in out) >= board.tables[s]:
            here = [q for q, at in enumerate(board.slot) if at == s and q not in out]
            spare = self._least(here, out)
            if not spare:
                return None
            out += spare
        return out

    def _least(self, meetings: list[int], out: list[int]) -> list[int]:
        """Return the meeting whose loss costs least, one that leaves nobody alone if there is."""
        if not meetings:
            return []

        def price(q: int) -> tuple[bool, float, int]:
            alone = any(
                not self.has_one[j]
                and self.board.count[j] - 1 <= sum(j in self.board.ends[p] for p in out)
                for j in self.board.ends[q]
            )
            return alone, self.board.values[q], q

        return [min(meetings, key=price)]
