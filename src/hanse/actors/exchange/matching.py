"""One table of an import: which rows are known, which are new, which say something else."""

from __future__ import annotations

from collections.abc import Mapping

from hanse.actors.exchange.cells import Meaning, Resolve
from hanse.actors.exchange.columns import FileTable
from hanse.actors.exchange.merge_answer import Conflict
from hanse.actors.exchange.text_table import TextRow, TextTable

__all__ = ["HIDDEN", "TableMerge", "row_key", "row_name"]

HIDDEN = "(not shown)"
_TURNED = {"supplier": "customer", "customer": "supplier"}
Key = tuple[str, ...]


def row_key(meaning: Meaning, texts: Mapping[str, str], resolve: Resolve) -> Key | None:
    """Return what names a row, None for an episode without a name.

    The two sides of a relationship name it in either order.
    """
    table = meaning.table.table
    key = tuple(meaning.of(name, texts.get(name, ""), resolve) for name in table.key)
    if table.name == "relationships":
        return tuple(sorted(key))
    return key if any(key) else None


def row_name(table: FileTable, meaning: Meaning, texts: Mapping[str, str]) -> str:
    """Return what a row is called in an answer, without personal data."""

    def said(name: str) -> str:
        return meaning.of(name, texts.get(name, ""), lambda text: text)

    if table.name == "relationships":
        return f"{said('party_a')} – {said('party_b')}"
    if table.name == "atmosphere":
        return f"{said('rater')} on {said('other')}, {said('date')}"
    if table.name == "answers":
        return ", ".join(part for part in (said("wave"), f"gap {said('gap')}") if part)
    own = said(table.key[0])
    return own or f"{said('date')}: {said('parties')}"


class TableMerge:
    """A table of the folder while the rows of a file are taken in.

    Parameters
    ----------
    old : TextTable
        As it stands in the folder.
    meaning : Meaning
        Of the incoming rows.
    resolve : function
        Returns the actor that a name means.
    take : {"old", "new"}
        Which side of a conflict stays.
    """

    def __init__(self, old: TextTable, meaning: Meaning, resolve: Resolve, *, take: str) -> None:
        self.old, self.table = old, old.table
        self.known: list[str] = []
        self.new: list[str] = []
        self.conflicts: list[Conflict] = []
        self._meaning, self._own, self._resolve, self._take = meaning, Meaning(old), resolve, take
        self._rows: list[dict[str, str]] = [dict(row.texts) for row in old.rows]
        self._keys = [row_key(self._own, row, resolve) for row in self._rows]
        self._places: dict[Key, int] = {}
        for at, key in enumerate(self._keys):
            if key is not None:
                self._places.setdefault(key, at)
        self.origins: dict[int, str] = {}
        self._met: set[int] = set()
        self._contents: dict[Key, dict[Key, list[int]]] = {}

    @property
    def is_changed(self) -> bool:
        """Whether the table is another than in the folder."""
        return bool(self.new) or (self._take == "new" and bool(self.conflicts))

    def result(self, header: Mapping[str, str]) -> TextTable:
        """Return the table with what came in; itself where nothing did."""
        if not self.is_changed:
            return self.old
        rows = [TextRow("", texts) for texts in self._rows]
        return self.old.with_rows(rows, header)

    def add(self, row: TextRow, *, is_variant: bool = False) -> None:
        """Take in a row of the file.

        Parameters
        ----------
        row : TextRow
            The row.
        is_variant : bool
            Whether it is an actor under another name, so that its name says nothing new.
        """
        key = row_key(self._meaning, row.texts, self._resolve)
        name = row_name(self.table, self._meaning, self._written(row.texts))
        at = self._places.get(key) if key is not None else None
        if at is None:
            at = self._same_content(row, key)
            if at is None:
                self._append(row, key, name)
            else:
                self._met.add(at)
                self.known.append(name)
            return
        self._met.add(at)
        if not self._compare(at, row, name, is_variant=is_variant):
            self.known.append(name)

    def _append(self, row: TextRow, key: Key | None, name: str) -> None:
        """Add a new row."""
        if key is not None:
            self._places[key] = len(self._rows)
        self.origins[len(self._rows)] = row.where
        self._rows.append(self._written(row.texts))
        self.new.append(name)

    def _written(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Return a row as this table takes it."""
        return self._meaning.written(texts, self._resolve, self._own.decimal)

    def _compare(self, at: int, row: TextRow, name: str, *, is_variant: bool) -> bool:
        """Return whether a row says something else than the known one, and remember what."""
        known = self._rows[at]
        texts = self._turned(row.texts, known)
        skipped = {*self.table.key, *(("name",) if is_variant else ())}
        written = self._written(texts)
        is_other = False
        for column, text in texts.items():
            if column in skipped:
                continue
            old = self._said(self._own, column, known)
            new = self._said(self._meaning, column, texts)
            if old == new:
                continue
            is_other = True
            one = self.table.column(column)
            is_shown = one is not None and not one.is_personal
            was = known.get(column, "")
            cells = (was, text) if is_shown else (HIDDEN, HIDDEN)
            self.conflicts.append(Conflict(self.table.name, name, column, row.where, *cells))
            if self._take == "new":
                self.origins[at] = row.where
                known[column] = written[column]
        return is_other

    def _said(self, meaning: Meaning, column: str, texts: Mapping[str, str]) -> str:
        """Return what a cell means; an actor without a name is called by its id."""
        text = texts.get(column, "")
        if self.table.name == "actors" and column == "name" and not text.strip():
            text = texts.get("actor", "")
        return meaning.of(column, text, self._resolve)

    def _turned(self, texts: Mapping[str, str], known: Mapping[str, str]) -> Mapping[str, str]:
        """Return a relationship with its sides in the order of the known row."""
        if self.table.name != "relationships":
            return texts
        mine = self._meaning.of("party_a", texts.get("party_a", ""), self._resolve)
        if mine == self._own.of("party_a", known.get("party_a", ""), self._resolve):
            return texts
        turned = {**texts, "party_a": texts["party_b"], "party_b": texts["party_a"]}
        if "chain" in texts:
            said = self._meaning.of("chain", texts["chain"], self._resolve)
            turned["chain"] = _TURNED.get(said, texts["chain"])
        return turned

    def _same_content(self, row: TextRow, key: Key | None) -> int | None:
        """Return a row of the folder that says the same and was not met yet, None without one.

        Only where one of the two has no name of its own: two names are two rows.
        """
        if self.table.name != "episodes":
            return None
        columns = tuple(name for name in row.texts if name not in self.table.key)
        if columns not in self._contents:
            self._contents[columns] = self._by_content(columns)
        content = tuple(self._said(self._meaning, name, row.texts) for name in columns)
        for at in self._contents[columns].get(content, ()):
            if at not in self._met and (key is None or self._keys[at] is None):
                return at
        return None

    def _by_content(self, columns: Key) -> dict[Key, list[int]]:
        """Return the rows of the folder by what they say in some columns."""
        found: dict[Key, list[int]] = {}
        for at in range(len(self._keys)):
            texts = self._rows[at]
            content = tuple(self._said(self._own, name, texts) for name in columns)
            found.setdefault(content, []).append(at)
        return found
