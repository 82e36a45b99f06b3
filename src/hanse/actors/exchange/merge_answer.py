"""What an import found: what is known, new, in conflict, to review and held back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hanse.messages import columns_text, join_names, plural
from hanse.result import Answer, Record

__all__ = ["Conflict", "Held", "Look", "Merge"]


@dataclass(frozen=True)
class Conflict(Record, kind="actor-conflict"):
    """A cell that says something else than the table does.

    Attributes
    ----------
    table, row, column : str
        Where.
    where : str
        The row of the incoming file.
    old, new : str
        What stands there, and what the file says; personal data are not shown.
    """

    table: str
    row: str
    column: str
    where: str
    old: str
    new: str


@dataclass(frozen=True)
class Look(Record, kind="actor-look"):
    """A name that may be a known actor, for somebody to decide.

    Attributes
    ----------
    incoming, known : str
        What the file calls it, and the actor that it may be.
    likeness : float, percentage points
        How alike the names are; 100 where only case, accents, signs or the legal form differ.
    country_incoming, country_known : str
        As the tables write them; empty where not known.
    name_incoming, name_known : str
        The names in full.
    """

    incoming: str
    known: str
    likeness: float
    country_incoming: str
    country_known: str
    name_incoming: str
    name_known: str


@dataclass(frozen=True)
class Held(Record, kind="actor-held"):
    """A row that waits because it names an actor that is not settled.

    Attributes
    ----------
    table, row : str
        Which.
    where : str
        Where it stands.
    reason : str
        Why it waits.
    names : tuple of str
        The names in it that mean no actor.
    """

    table: str
    row: str
    where: str
    reason: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Merge(Answer, kind="actor-merge"):
    """What an import found, and did if it was applied.

    Attributes
    ----------
    tables : tuple of str, length t
        The tables that the incoming file holds.
    known, new : tuple of tuples of str, length t
        Rows that were there already, and rows that are added, by what they are called.
    conflicts : tuple of Conflict
        Cells that differ; nothing is overwritten unless ``take="new"``.
    review : tuple of Look
        Names for somebody to decide.
    held : tuple of Held
        Rows that wait.
    took : str
        ``"old"`` or ``"new"``: which side of a conflict stays.
    is_applied : bool
        Whether the folder now holds what is new.
    notes : tuple of str
        What the reader recognised.
    """

    tables: tuple[str, ...]
    known: tuple[tuple[str, ...], ...]
    new: tuple[tuple[str, ...], ...]
    conflicts: tuple[Conflict, ...]
    review: tuple[Look, ...]
    held: tuple[Held, ...]
    took: str = "old"
    is_applied: bool = False
    notes: tuple[str, ...] = ()

    def to_frame(self) -> Any:
        """Return one row for each row and cell that the import met.

        Columns: ``table``, ``row``, ``state`` (known, new, conflict, review, held), ``column``,
        ``old``, ``new``, ``where`` and ``reason``; of a name to review ``old`` is the known actor.
        """
        import pandas as pd

        names = ["table", "row", "state", "column", "old", "new", "where", "reason"]
        return pd.DataFrame(list(self._lines()), columns=names)

    def __str__(self) -> str:
        parts = [self._counts()]
        for table, rows in zip(self.tables, self.new, strict=True):
            if rows:
                parts.append(f"New in {table}: {join_names(rows)}.")
        if self.conflicts:
            stays = "the old value stays" if self.took == "old" else "the new value is taken"
            shown = [
                f"  {one.table}, {one.row}, {one.column}: {_said(one.old)} → {_said(one.new)}"
                for one in self.conflicts
            ]
            parts.append("\n".join([f"Conflicts ({stays}):", *_cut(shown)]))
        if self.review:
            shown = [
                f"  {one.incoming} – {one.known}, {one.likeness:.0f} % alike" for one in self.review
            ]
            parts.append("\n".join(["To review in review.csv (same or different):", *_cut(shown)]))
        if self.held:
            shown = [f"  {one.table}, {one.row} ({one.where}): {one.reason}" for one in self.held]
            parts.append("\n".join(["Held back:", *_cut(shown)]))
        parts += list(self.notes)
        if not self.is_applied:
            parts.append("Nothing is written yet.")
        if self.held:
            parts.append(self._waits())
        elif self.is_applied:
            parts.append("The folder is up to date.")
        return "\n\n".join(parts)

    def _waits(self) -> str:
        """Return which rows wait, and what ends it."""
        tables = dict.fromkeys(f"held-{one.table}.csv" for one in self.held)
        near = {one.incoming: one.known for one in reversed(self.review)}
        lost = list(dict.fromkeys(name for one in self.held for name in one.names))
        named = next((one for one in lost if one in near), lost[0] if lost else "")
        ways = ["write same or different in review.csv"] if self.review else []
        if any(one.table != "actors" for one in self.held) and named:
            known = near.get(named, "ACTOR")
            ways += ["add the actor", f"add a line `{named},{known}` to aliases.csv"]
        n = len(self.held)
        waits = ("waits" if n == 1 else "wait") if self.is_applied else "would wait"
        rows = "the row" if n == 1 else "the rows"
        ways.append(f"delete {rows}")
        return f"{plural(n, 'row')} {waits} in {join_names(list(tables))}: {', or '.join(ways)}."

    def _counts(self) -> str:
        """Return the table of counts."""
        lines = [
            [
                table,
                f"{len(self.known[at]):,}",
                f"{len(self.new[at]):,}",
                f"{sum(one.table == table for one in self.conflicts):,}",
                f"{len(self.review) if table == 'actors' else 0:,}",
                f"{sum(one.table == table for one in self.held):,}",
            ]
            for at, table in enumerate(self.tables)
        ]
        if self.review and "actors" not in self.tables:
            lines.append(["actors", "0", "0", "0", f"{len(self.review):,}", "0"])
        header = ["table", "known", "new", "conflicts", "to review", "held back"]
        return columns_text(header, lines, left=[0])

    def _lines(self) -> Iterator[tuple[str, ...]]:
        """Yield the rows of the frame."""
        for state, many in (("known", self.known), ("new", self.new)):
            for table, rows in zip(self.tables, many, strict=True):
                yield from ((table, row, state, "", "", "", "", "") for row in rows)
        for one in self.conflicts:
            yield one.table, one.row, "conflict", one.column, one.old, one.new, one.where, ""
        for look in self.review:
            reason = f"{look.likeness:.0f} % alike"
            yield "actors", look.incoming, "review", "", look.known, look.incoming, "", reason
        for held in self.held:
            yield held.table, held.row, "held", "", "", "", held.where, held.reason


def _said(text: str) -> str:
    """Return a cell for a list of changes."""
    return f"'{text}'" if text else "(empty)"


def _cut(lines: list[str], *, most: int = 20) -> list[str]:
    """Return the first lines, the rest counted."""
    more = len(lines) - most
    return lines if more <= 0 else [*lines[:most], f"  and {plural(more, 'more', 'more')}"]
