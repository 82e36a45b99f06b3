"""Next month's tables into those of a folder: only what is new, and nothing lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from hanse.actors.exchange.cells import Meaning
from hanse.actors.exchange.columns import TABLES, FileTable, file_table
from hanse.actors.exchange.directory import Directory
from hanse.actors.exchange.matching import TableMerge, row_key, row_name
from hanse.actors.exchange.merge_answer import Conflict, Held, Look, Merge
from hanse.actors.exchange.review import Decided, NamedActor, ReviewRow, looks, settled
from hanse.actors.exchange.text_table import TextRow, TextTable, entries
from hanse.errors import unknown_name
from hanse.tables.mapping.problems import SHOWN, Problems

__all__ = ["LogTables", "Merged", "merge_tables"]

_ORDER = ("actors", "activities", "episodes", "relationships", "atmosphere", "answers")
_SOME_DAY, _DAYS_NEEDED = "1900-01-01", ("date", "start")  # never written
_REFERS = ("actor", "actors")


@dataclass(frozen=True)
class LogTables:
    """The tables of a folder, or of a file that comes in, as rows of text.

    Attributes
    ----------
    tables : mapping of str to TextTable
        By name.
    held : mapping of str to TextTable
        Rows of earlier files that wait for a decision.
    decided : Decided
        What was settled about names.
    review : tuple of ReviewRow
        The review list as somebody left it.
    notes : tuple of str
        What was recognised.
    """

    tables: Mapping[str, TextTable] = field(default_factory=dict)
    held: Mapping[str, TextTable] = field(default_factory=dict)
    decided: Decided = field(default_factory=Decided)
    review: tuple[ReviewRow, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Merged:
    """What becomes of a folder.

    Attributes
    ----------
    answer : Merge
        What was found.
    tables : mapping of str to TextTable
        The tables that change.
    held : mapping of str to TextTable
        Rows that wait, of every table that has any.
    decided : Decided
        What is settled about names.
    origins : mapping of str to mapping of int to str
        Table → place of a row that is new or has a new cell → where it stands in the file.
    """

    answer: Merge
    tables: Mapping[str, TextTable]
    held: Mapping[str, TextTable]
    decided: Decided
    origins: Mapping[str, Mapping[int, str]] = field(default_factory=dict)


def merge_tables(
    old: LogTables,
    new: LogTables,
    *,
    take: str = "old",
    least: float = 92.0,
    problems: Problems | None = None,
) -> Merged:
    """Return the tables of a folder with what is new in a file.

    A row is known if its name (actor, episode, activity, the two sides of a relationship, ...) is
    there and all cells of the file say the same; an episode also if one of the two has no name and
    everything else is the same, as often as it is there. A cell that says something else is a
    conflict, an empty one too; columns that the file has not are left alone. Cells are compared by
    what they mean: ``1.3.2026`` is ``2026-03-01``, ``Sweden`` is ``SWE``, the order of parties does
    not count.

    An actor that comes in and looks like a known one, or like one before it, waits for a decision,
    and with it every row that names it; so does a row that names nobody known.

    Parameters
    ----------
    old : LogTables
        The folder.
    new : LogTables
        The file.
    take : {"old", "new"}
        Which side of a conflict stays.
    least : float, percentage points
        Likeness of two names from which they are to be reviewed; see
        `hanse.actors.names.look_alikes`.
    problems : Problems, optional
        Takes what is wrong with cells, so that it is told with what else is wrong; what comes of
        the merge then is of use for checks only.

    Raises
    ------
    InputError
        If the review list is not filled in rightly or belongs to other files, or a row that comes
        in has no readable day or no actor: everything of its kind together.
    """
    if take not in ("old", "new"):
        raise unknown_name("side", take, ["old", "new"], where="take")
    gathered = Problems("") if problems is None else problems
    made = _Merging(old, new, take, least, gathered)
    if problems is None:
        gathered.tell(most=SHOWN)
    return made.merged()


class _Merging:
    """An import under way."""

    def __init__(
        self, old: LogTables, new: LogTables, take: str, least: float, problems: Problems
    ) -> None:
        self.old, self.take, self.least = old, take, least
        self.notes = (*old.notes, *new.notes)
        self.incoming = {
            name: _united(
                old.held.get(name), _plain(new.tables.get(name), problems), file_table(name)
            )
            for name in _ORDER
            if name in old.held or name in new.tables
        }
        for name, table in self.incoming.items():
            self.incoming[name] = _usable(table, problems)
        self.meanings = {name: Meaning(table) for name, table in self.incoming.items()}
        self.ids, self.actors = _actors(self._old("actors"))
        self.comes = _actors(self.incoming["actors"])[1] if "actors" in self.incoming else []
        used = list(dict.fromkeys([*(one.id for one in self.comes), *self._references()]))
        known = [*self.ids, *dict.fromkeys(one.id for one in self.comes)]
        self.decided = settled(old.decided, old.review, used, known)
        self.held: dict[str, list[tuple[TextRow, Held]]] = {}
        self.done: dict[str, TableMerge] = {}

    def merged(self) -> Merged:
        """Return what becomes of the folder."""
        found = self._looks()
        waiting = {one.incoming for one in found}
        come = [one for one in self._candidates() if one.id not in waiting]
        every = [*self.actors, *come]
        directory = Directory(
            [one.id for one in every], [one.name for one in every], self.decided, waiting
        )
        for name in _ORDER:
            if name in self.incoming:
                self._take_in(name, directory)
        return self._result(found)

    def _old(self, name: str) -> TextTable:
        """Return a table of the folder; an empty one where it has none."""
        if name in self.old.tables:
            return self.old.tables[name]
        header = self.incoming[name].header if name in self.incoming else {}
        return TextTable(file_table(name), header)

    def _candidates(self) -> list[NamedActor]:
        """Return the actors that come in and are not known, each once."""
        known = set(self.ids)
        found: dict[str, NamedActor] = {}
        for one in self.comes:
            if self.decided.actor(one.id) == one.id and one.id not in known:
                found.setdefault(one.id, one)
        return list(found.values())

    def _looks(self) -> list[Look]:
        """Return the names for somebody to decide."""
        come = self._candidates()
        every = [*self.actors, *come]
        ids, names = [one.id for one in every], [one.name for one in every]
        directory = Directory(ids, names, self.decided)
        references = [one for one in self._references() if not directory.find(one)]
        lost = [one for one in references if self.decided.actor(one) == one]
        return looks(every, len(self.actors), lost, self.decided, least=self.least)

    def _references(self) -> list[str]:
        """Return every name of an actor that the rows of the other tables use, each once."""
        found: dict[str, None] = {}
        for name, table in self.incoming.items():
            if name != "actors":
                for row in table.rows:
                    found |= dict.fromkeys(_named(table.table, row))
        return list(found)

    def _take_in(self, name: str, directory: Directory) -> None:
        """Take in the rows of a table, or hold them back."""
        table, meaning = self.incoming[name], self.meanings[name]
        merge = TableMerge(self._old(name), meaning, directory, take=self.take)
        self.done[name] = merge
        for row in table.rows:
            lost = self._lost(name, row, directory)
            reason = self._why_held(name, row, directory, lost)
            if reason:
                said = row_name(table.table, meaning, row.texts)
                held = Held(name, said, row.where, reason, lost)
                self.held.setdefault(name, []).append((row, held))
            elif name == "actors":
                own = " ".join(row["actor"].split())
                meant = TextRow(row.where, {**row.texts, "actor": directory(own)})
                merge.add(meant, is_variant=directory(own) != own)
            else:
                merge.add(row)

    def _lost(self, name: str, row: TextRow, directory: Directory) -> tuple[str, ...]:
        """Return the names in a row that mean no actor."""
        if name == "actors":
            names: Sequence[str] = (" ".join(row["actor"].split()),)
        else:
            names = list(_named(self.incoming[name].table, row))
        return tuple(one for one in names if not directory.find(one))

    def _why_held(self, name: str, row: TextRow, directory: Directory, lost: Sequence[str]) -> str:
        """Return why a row waits, empty if it does not."""
        if name == "episodes" and not lost:
            waits = {one.row for _, one in self.held.get("activities", ())}
            activity = " ".join(row["activity"].split())
            return f"the activity '{activity}' is held back" if activity in waits else ""
        return "; ".join(directory.why_not(one) for one in lost)

    def _result(self, found: Sequence[Look]) -> Merged:
        """Return what becomes of the folder."""
        names = [one.name for one in TABLES if one.name in self.done]
        conflicts: list[Conflict] = []
        held: list[Held] = []
        for name in names:
            conflicts += self.done[name].conflicts
            held += [one for _, one in self.held.get(name, ())]
        answer = Merge(
            tables=tuple(names),
            known=tuple(tuple(self.done[name].known) for name in names),
            new=tuple(tuple(self.done[name].new) for name in names),
            conflicts=tuple(conflicts),
            review=tuple(found),
            held=tuple(held),
            took=self.take,
            notes=self.notes,
        )
        return Merged(
            answer,
            {
                name: self.done[name].result(self.incoming[name].header)
                for name in names
                if self.done[name].is_changed
            },
            {
                name: self.incoming[name].with_rows([row for row, _ in rows], {})
                for name, rows in self.held.items()
            },
            self.decided,
            {name: merge.origins for name, merge in self.done.items()},
        )


def _usable(table: TextTable, problems: Problems) -> TextTable:
    """Return the rows that can be told apart; what is wrong with their cells is remembered.

    A day that is none is left out, so that whatever else is wrong with the row is found too.
    """
    meaning, rows = Meaning(table), []
    for row in table.rows:
        is_named, texts = True, dict(row.texts)
        for what, column, mend in _wrong_cells(table.table, meaning, row):
            problems.add(what, at=f"{row.where}, column {column}", mend=mend)
            is_named = is_named and bool(row[column].strip())
            texts[column] = _SOME_DAY if column in _DAYS_NEEDED else ""
        if is_named:
            rows.append(TextRow(row.where, texts))
    return replace(table, rows=tuple(rows))


def _plain(table: TextTable | None, problems: Problems) -> TextTable | None:
    """Return a table with days as 2026-03-01 and decimal points; names of actors as they stand."""
    if table is None:
        return None
    meaning = Meaning(table)
    problems.found += meaning.problems.found
    rows = [
        TextRow(row.where, meaning.written(row.texts, lambda name: name, ".")) for row in table.rows
    ]
    return replace(table, rows=tuple(rows), delimiter=",")


def _united(held: TextTable | None, new: TextTable | None, table: FileTable) -> TextTable:
    """Return rows that wait and rows that come in; one of the same name takes the place of another.

    A row without a name takes the place of one that says the same, so that a file that comes in
    again adds nothing.
    """
    if held is None or new is None:
        return held or new or TextTable(table, {})
    rows = list(held.rows)
    places: dict[tuple[str, ...], list[int]] = {}
    for at, identity in enumerate(_identities(held)):
        places.setdefault(identity, []).append(at)
    for row, identity in zip(new.rows, _identities(new), strict=True):
        free = places.get(identity)
        if free:
            rows[free.pop(0)] = row
        else:
            rows.append(row)
    return TextTable(
        table, {**held.header, **new.header}, tuple(rows), ",", held.has_pair and new.has_pair
    )


def _identities(table: TextTable) -> Iterator[tuple[str, ...]]:
    """Yield what tells each row apart: its name, or all that it says."""
    meaning = Meaning(table)

    def same(name: str) -> str:
        return name

    for row in table.rows:
        key = row_key(meaning, row.texts, same)
        if key is not None:
            yield ("name", *key)
            continue
        said = ((name, meaning.of(name, text, same)) for name, text in sorted(row.texts.items()))
        yield ("content", *(part for pair in said if pair[1] for part in pair))


def _actors(table: TextTable) -> tuple[list[str], list[NamedActor]]:
    """Return ids and actors of a table."""
    meaning, found = Meaning(table), []
    for row in table.rows:
        own, name = " ".join(row["actor"].split()), " ".join(row["name"].split())
        country = " ".join(row["country"].split())
        code = meaning.of("country", country, lambda text: text)
        is_code = len(code) == 3 and code.isupper()
        found.append(NamedActor(own, name or own, country, code if is_code else ""))
    return [one.id for one in found], found


def _named(table: FileTable, row: TextRow) -> Iterator[str]:
    """Yield the names of actors that a row uses."""
    for one in table.columns:
        if one.kind == "actor" and row[one.name].strip():
            yield " ".join(row[one.name].split())
        elif one.kind == "actors":
            yield from entries(row[one.name])


def _wrong_cells(
    table: FileTable, meaning: Meaning, row: TextRow
) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong with the cells of a row, the column, and how to mend it."""
    for one in table.columns:
        text = " ".join(row[one.name].split())
        if not text and one.name in table.key and table.name not in ("episodes", "answers"):
            yield "the cell is empty", one.name, "Fill it in."
        elif text and one.kind == "date":
            what, _ = meaning.why_no_date(one.name, text)
            if what:
                yield what, one.name, "Write it as 2026-03-01."
