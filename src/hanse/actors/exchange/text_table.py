"""Tables of a log as rows of text, so that whatever else a user keeps in them stays."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from hanse.actors.exchange.columns import TABLES, FileTable
from hanse.errors import InputError, unknown_name
from hanse.messages import join_names
from hanse.tables.decode import decoded
from hanse.tables.delimited import read_delimited
from hanse.tables.excel import read_sheet
from hanse.tables.grid import Grid, cell_text, place
from hanse.tables.mapping.header import plain_name
from hanse.tables.source import Source, open_source

__all__ = ["TextRow", "TextTable", "entries", "read_text_table", "read_text_tables", "recognised"]

_PAIR = ("party_a", "party_b")
_PARTIES = "parties"
_APART = "; "
_OWN = ("read_me", "lists")  # sheets of the template beside its tables


@dataclass(frozen=True)
class TextRow:
    """A row: where it stands, and its texts by our names of the columns, else by their own."""

    where: str
    texts: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """Return the text of a column, empty where the file has no such column."""
        return self.texts.get(column, "")


@dataclass(frozen=True)
class TextTable:
    """One table of a log.

    Attributes
    ----------
    table : FileTable
        Which it is.
    header : mapping of str to str
        Our name of each column (its own for one of the user's) → the heading as it stands.
    rows : tuple of TextRow
        Parties of an episode stand in ``parties``, also where the file has two columns for them.
    delimiter : str
        What separates its columns.
    has_pair : bool
        Whether the file has the parties of an episode in ``party_a`` and ``party_b``.
    where : str
        The file, and the sheet of a workbook.
    """

    table: FileTable
    header: Mapping[str, str]
    rows: tuple[TextRow, ...] = ()
    delimiter: str = ","
    has_pair: bool = False
    where: str = ""

    def with_rows(self, rows: Iterable[TextRow], header: Mapping[str, str]) -> TextTable:
        """Return the table with other rows, and with further columns where they need some."""
        found = tuple(rows)
        needed = {name for row in found for name, text in row.texts.items() if text}
        wider = dict(self.header) | {
            name: heading
            for name, heading in header.items()
            if name not in self.header and name in needed
        }
        is_pair = self.has_pair and all(len(entries(row[_PARTIES])) == 2 for row in found)
        return replace(self, header=wider, rows=found, has_pair=is_pair)

    def as_csv(self) -> bytes:
        """Return the table as the bytes of a file, UTF-8."""
        stream = io.StringIO(newline="")
        writer = csv.writer(stream, delimiter=self.delimiter, lineterminator="\n")
        writer.writerow(
            [
                heading
                for name, own in self.header.items()
                for heading in (_PAIR if self._is_split(name) else (own,))
            ]
        )
        for row in self.rows:
            writer.writerow(
                [
                    text
                    for name in self.header
                    for text in (entries(row[name]) if self._is_split(name) else (row[name],))
                ]
            )
        return stream.getvalue().encode("utf-8")

    def _is_split(self, name: str) -> bool:
        """Whether a column is written as two."""
        return self.has_pair and name == _PARTIES


@dataclass(frozen=True)
class TextTables:
    """What a file holds: its tables by name, and what was recognised."""

    tables: Mapping[str, TextTable]
    notes: tuple[str, ...] = field(default=())


def entries(text: str) -> tuple[str, ...]:
    """Return the entries of a cell that semicolons part.

    Examples
    --------
    >>> entries("firm; research;")
    ('firm', 'research')
    """
    parts = (" ".join(part.split()) for part in text.split(";"))
    return tuple(part for part in parts if part)


def recognised(header: Sequence[str], *, where: str) -> FileTable:
    """Return which table has such columns.

    Raises
    ------
    InputError
        If none has, or several have.
    """
    names = _standard(header)
    found = [one for one in TABLES if set(one.needed) <= names]
    found = [one for one in found if len(one.needed) == max(len(each.needed) for each in found)]
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError(
            f"may be {join_names([one.name for one in found])}",
            where=where,
            mend=f"Say which with --table, such as --table {found[0].name}.",
        )
    listed = "; ".join(f"{one.name} by {join_names(list(one.needed))}" for one in TABLES)
    raise InputError(
        "is no table of actors that is known",
        where=where,
        mend=f"Say which it is with --table, or name its columns so. Known are: {listed}.",
    )


def read_text_table(path: str | os.PathLike[str], *, table: FileTable | None = None) -> TextTable:
    """Read one table from a text file; which one is recognised by its columns if not stated.

    Raises
    ------
    InputError
        If the file cannot be read, is a workbook, or is not that table.
    """
    source = open_source(path)
    if Path(path).suffix.lower() == ".gz":
        raise InputError(
            "is packed, and nothing is imported into it", where=str(path), mend="Unpack it first."
        )
    if source.is_workbook:
        raise InputError(
            "is a workbook, into which nothing is imported",
            where=str(path),
            mend="Save each of its sheets as .csv; an incoming file may be a workbook.",
        )
    return _table_of(_grid_of(source), table)


def _grid_of(source: Source) -> Grid:
    """Return the grid of a text file, also of one that has only its headings yet."""
    text, _ = decoded(source, None)
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) != 1:
        return read_delimited(source, delimiter=None, encoding=None)
    sign = max(("\t", ";", "|", ","), key=lines[0].count)
    (names,) = csv.reader(lines, delimiter=sign)
    header = tuple(" ".join(name.split()) for name in names)
    none = tuple(() for _ in header)
    return Grid(source.name, "", source.sha256, sign, header, (), none, ())


def read_text_tables(path: str | os.PathLike[str], *, table: FileTable | None = None) -> TextTables:
    """Read every table that a file holds: one in a text file, several in a workbook.

    Sheets are known by their names, others by their columns; sheets without rows are left out.

    Raises
    ------
    InputError
        If the file cannot be read or holds no table that is known.
    """
    source = open_source(path)
    if not source.is_workbook:
        one = _table_of(read_delimited(source, delimiter=None, encoding=None), table)
        return TextTables({one.table.name: one})
    filled, titles = _sheets(source)
    found: dict[str, TextTable] = {}
    left = []
    for title in filled:
        grid = read_sheet(source, sheet=title)
        stated = _stated(title, table, is_only=len(filled) == 1)
        try:
            one = _table_of(grid, stated)
        except InputError:
            if stated is not None or len(filled) == 1:
                raise
            left.append(title)
            continue
        if one.table.name in found:
            raise InputError(
                f"two sheets hold {one.table.name}", where=source.name, mend="Keep one of them."
            )
        found[one.table.name] = one
    if not found:
        raise _no_sheet(source.name, titles, filled)
    said = (f"Sheets not read: {join_names(left)}.",) if left else ()
    return TextTables(found, said)


def _stated(title: str, table: FileTable | None, *, is_only: bool) -> FileTable | None:
    """Return the table that a sheet is by its name, or because it is the only one."""
    named = next((one for one in TABLES if one.name == plain_name(title)), None)
    return named or (table if is_only else None)


def _no_sheet(file: str, titles: Sequence[str], filled: Sequence[str]) -> InputError:
    """Return the error for a workbook without a table."""
    if not filled and any(plain_name(one) == "actors" for one in titles):
        return InputError("no sheet has a row", where=file, mend="Fill in a sheet and save it.")
    return InputError(
        "there is no sheet with a table of actors",
        where=file,
        mend=f"It has the sheets {join_names(list(titles))}; name them "
        f"{join_names([one.name for one in TABLES])}.",
    )


def _sheets(source: Source) -> tuple[list[str], list[str]]:
    """Return the sheets that hold a row below a header, and all sheets."""
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(source.data), read_only=True, data_only=True)
    except Exception:  # whatever is wrong with it, the reader of sheets says it in words
        return [read_sheet(source, sheet=None).sheet], []
    titles = [sheet.title for sheet in book.worksheets if plain_name(sheet.title) not in _OWN]
    filled = []
    for title in titles:
        rows = book[title].iter_rows(values_only=True)
        if sum(1 for row in rows if any(cell not in (None, "") for cell in row)) > 1:
            filled.append(title)
    book.close()
    return filled, titles


def _standard(header: Sequence[str]) -> set[str]:
    """Return our names of the columns, with parties where both sides have one of their own."""
    names = {plain_name(one) for one in header}
    return names | ({_PARTIES} if set(_PAIR) <= names else set())


def _table_of(grid: Grid, table: FileTable | None) -> TextTable:
    """Return a grid as rows of text."""
    where = place(grid.file, grid.sheet)
    one = recognised(grid.header, where=where) if table is None else table
    for name in one.needed:
        if name not in _standard(grid.header):
            raise unknown_name("column", name, grid.header, where=f"{where} (table {one.name})")
    known = {*one.names, *(_PAIR if one.name == "episodes" else ())}
    header = {_own_name(heading, grid.header, known): heading for heading in grid.header}
    cells = {
        name: [_text(cell) for cell in column]
        for name, column in zip(header, grid.columns, strict=True)
    }
    has_pair = one.name == "episodes" and set(_PAIR) <= set(header)
    if has_pair:
        has_pair = _PARTIES not in header
        cells[_PARTIES] = _joined(cells)
        header = {
            _PARTIES if name == _PAIR[0] else name: _PARTIES if name == _PAIR[0] else heading
            for name, heading in header.items()
            if name not in (_PAIR[1], _PARTIES)
        }
    rows = tuple(
        TextRow(place(grid.file, grid.sheet, line), {name: cells[name][at] for name in header})
        for at, line in enumerate(grid.lines)
    )
    is_two = has_pair and all(len(entries(row[_PARTIES])) == 2 for row in rows)
    return TextTable(one, header, rows, grid.delimiter or ",", is_two, where)


def _own_name(heading: str, header: Sequence[str], known: Collection[str]) -> str:
    """Return our name of a column, its heading where it is one of the user's own."""
    name = plain_name(heading)
    others = [one for one in header if one != heading and plain_name(one) == name]
    is_ours = heading in known or (name in known and not others)
    return name if is_ours else heading


def _joined(cells: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the parties of each episode as one cell, each once, but twice where it is alone."""
    more = cells.get(_PARTIES, [""] * len(cells[_PAIR[0]]))
    sides = zip(cells[_PAIR[0]], cells[_PAIR[1]], more, strict=True)
    named = [[name for part in parts for name in entries(part)] for parts in sides]
    return [
        _APART.join(dict.fromkeys(names) if len(set(names)) > 1 else names[:2]) for names in named
    ]


def _text(cell: str | float | None) -> str:
    """Return a cell as text; one of a text file as it stands there."""
    return cell if isinstance(cell, str) else cell_text(cell)
