"""What a cancellation changes: kept, moved, dropped, new, and who must be told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from hanse.messages import columns_text, join_names, plural
from hanse.partners.meetings.answer import Meeting, Schedule
from hanse.result import Answer

__all__ = ["Change", "Replan"]

Whole = npt.NDArray[np.int64]


class Change(NamedTuple):
    """A confirmed meeting with another slot or table; tables are 0 where not numbered."""

    first: str
    second: str
    from_slot: str
    to_slot: str
    from_table: int
    to_table: int


@dataclass(frozen=True, eq=False)
class Replan(Answer, kind="meeting-replan"):
    """A mended schedule beside the one it comes from.

    Attributes
    ----------
    before, after : Schedule
        The first requests of both are the same ones.
    cancelled : tuple of str
        Who cancelled wholly.
    is_fewest : bool
        Whether it is proven that no more confirmed meetings can be kept, nor as many with fewer in
        another slot.
    is_exact : bool
        Whether value too is proven the greatest then.
    """

    before: Schedule
    after: Schedule
    cancelled: tuple[str, ...]
    is_fewest: bool
    is_exact: bool

    @property
    def kept(self) -> tuple[Meeting, ...]:
        """Confirmed meetings with the same slot and table."""
        unmoved = set(self._where("kept").tolist())
        names = self.before.event.participants
        event = self.before.event
        pairs = {(names[event.first[r]], names[event.second[r]]) for r in unmoved}
        return tuple(one for one in self.after.meetings if one[:2] in pairs)

    @property
    def moved(self) -> tuple[Change, ...]:
        """Confirmed meetings in another slot."""
        return tuple(self._change(r) for r in self._where("moved").tolist())

    @property
    def reseated(self) -> tuple[Change, ...]:
        """Confirmed meetings in the same slot at another table."""
        return tuple(self._change(r) for r in self._where("reseated").tolist())

    @property
    def dropped(self) -> tuple[tuple[str, str, str, str], ...]:
        """Confirmed meetings that fall: both sides, the slot they had, why."""
        event = self.before.event
        return tuple(
            (*self._ends(r), event.slots[self.before.slot[r]], self.after.reasons[r])
            for r in self._where("dropped").tolist()
        )

    @property
    def new(self) -> tuple[Meeting, ...]:
        """Meetings that were not confirmed before."""
        old = {one[:2] for one in self.before.meetings}
        return tuple(one for one in self.after.meetings if one[:2] not in old)

    @property
    def told(self) -> tuple[str, ...]:
        """Whom any of this concerns, but those who cancelled wholly; in the event's order."""
        concerned = {name for one in (*self.moved, *self.reseated) for name in one[:2]}
        concerned |= {name for one in self.dropped for name in one[:2]}
        concerned |= {name for one in self.new for name in one[:2]}
        names = self.after.event.participants
        return tuple(one for one in names if one in concerned and one not in self.cancelled)

    def verify(self) -> bool:
        """Return whether the new schedule breaks no rule and every old meeting is listed once."""
        n = len(self.kept) + len(self.moved) + len(self.reseated) + len(self.dropped)
        total = n - len(self.dropped) + len(self.new)
        right = n == self.before.n_meetings and total == self.after.n_meetings
        return right and self.after.verify() and all(one[3] for one in self.dropped)

    def _where(self, what: str) -> Whole:
        """Return the places of confirmed requests of which something is true."""
        n = len(self.before.slot)
        old, now = self.before.slot, self.after.slot[:n]
        same = (now == old) & (self.after.table[:n] == self.before.table)
        chosen = {
            "kept": same,
            "moved": (now >= 0) & (now != old),
            "reseated": (now == old) & ~same,
            "dropped": now < 0,
        }
        return np.flatnonzero((old >= 0) & chosen[what])

    def _ends(self, r: int) -> tuple[str, str]:
        """Return the two sides of a request."""
        event = self.after.event
        return event.participants[event.first[r]], event.participants[event.second[r]]

    def _change(self, r: int) -> Change:
        """Return a changed meeting."""
        slots = self.after.event.slots
        return Change(
            *self._ends(r),
            slots[self.before.slot[r]],
            slots[self.after.slot[r]],
            int(self.before.table[r]),
            int(self.after.table[r]),
        )

    def __str__(self) -> str:
        head = (
            f"{self.after.event.name}: {plural(len(self.kept), 'meeting')} kept, "
            f"{len(self.moved):,} moved, {len(self.reseated):,} at another table, "
            f"{len(self.dropped):,} dropped, {len(self.new):,} new."
        )
        lines = [[*row[1:]] for row in self._rows() if row[0] != "kept"]
        kinds = [[row[0]] for row in self._rows() if row[0] != "kept"]
        shown = [a + [str(cell) for cell in b] for a, b in zip(kinds, lines, strict=True)]
        header = ["", "first", "second", "from", "to", "table", "why"]
        table = [columns_text(header, shown, left=[0, 1, 2, 3, 4, 6])] if shown else []
        after = self.after
        value = (
            f"Value {after.value:,.6g} (before {self.before.value:,.6g}), bound of a schedule made "
            f"anew {after.bound:,.6g}, gap {after.gap:.2f} %."
        )
        told = f"To be told: {join_names(self.told) or 'nobody'}."
        return "\n".join([head, *table, value, after.method, told, *after.event.notes])

    def _rows(self) -> list[list[Any]]:
        """Return what became of each meeting."""
        rows: list[list[Any]] = []
        rows += [["kept", m.first, m.second, m.slot, m.slot, m.table, ""] for m in self.kept]
        for what, changes in (("moved", self.moved), ("reseated", self.reseated)):
            rows += [
                [what, c.first, c.second, c.from_slot, c.to_slot, c.to_table, ""] for c in changes
            ]
        rows += [["dropped", one, two, slot, "", 0, why] for one, two, slot, why in self.dropped]
        rows += [["new", m.first, m.second, "", m.slot, m.table, ""] for m in self.new]
        return rows

    def to_frame(self) -> Any:
        """Return one row a meeting: ``change first second from_slot to_slot table reason``."""
        import pandas as pd

        columns = ["change", "first", "second", "from_slot", "to_slot", "table", "reason"]
        return pd.DataFrame(self._rows(), columns=columns)
