"""Reading tables: Scopus, the tab-delimited file of Web of Science, and any CSV with a header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hanse.evidence.records.columns import best_delimiter, column_name, is_header, table_kind
from hanse.evidence.records.draft import Draft
from hanse.evidence.records.own_table import record_of_cells
from hanse.evidence.records.reading import Reading
from hanse.evidence.records.record import FIELDS, BibliographicRecord
from hanse.evidence.records.ris_fields import RIS_TYPES
from hanse.evidence.records.rows import Row, rows
from hanse.evidence.records.values import flat, named_type, split_items, split_names
from hanse.evidence.records.wos_fields import WOS_LISTS, wos_record
from hanse.messages import plural

__all__ = ["TableLayout", "read_table", "table_layout"]

_FIRST_LINES = 30  # lines among which the header stands

_NOTHING = frozenset(
    {
        "[no abstract available]",
        "no abstract available",
        "[no author name available]",
        "[no authors listed]",
        "[no author id available]",
    }
)
_COMMA = re.compile(r",(?![^()]*\))")
_CITATION = re.compile(
    r"(?P<container>[^()]+) \((?P<year>\d{4})\)(?: (?P<volume>[\w.-]+))?(?::(?P<issue>[\w.-]+))?"
    r"(?: \((?P<pages>[^()]+)\))?"
)
_LISTED = frozenset({"authors", "editors", "keywords", "notes", "references"})


@dataclass(frozen=True)
class TableLayout:
    """Where the header of a table stands, and what separates its cells.

    Attributes
    ----------
    line : int
        Line of the header, counted from 1 in the stretch.
    delimiter : str
        One sign.
    is_quoted : bool
        Whether quotes mean anything.
    """

    line: int
    delimiter: str
    is_quoted: bool


@dataclass(frozen=True)
class _Table:
    """The header of a table and what it says."""

    header: list[str]
    kind: str
    is_own: bool


def read_table(text: str, first_line: int) -> Reading:
    r"""Read a stretch that is a table.

    Parameters
    ----------
    text : str
        The stretch; lines before the header belong to no record.
    first_line : int
        Number of its first line in the file.

    Returns
    -------
    Reading
        A row with more cells than the header, or with fewer before the end, is rejected: no cell
        can be told to stand under the right name. The last row with fewer cells is cut off; it is
        kept with a warning where it has a title.

    Examples
    --------
    >>> read_table("Title;Year\nExport clusters;2021\n", 1).kept[0][1].year
    2021
    """
    reading = Reading()
    layout = table_layout(text)
    table: _Table | None = None
    last: Row | None = None
    for row in rows(text, layout.delimiter, is_quoted=layout.is_quoted):
        if row.line < layout.line:
            _above(row, first_line + row.line - 1, reading)
        elif table is None:
            cells = [cell.strip().strip("\ufeff") for cell in row.cells]
            table = _Table(cells, table_kind(cells), tuple(cells) == FIELDS)
        else:
            if last is not None:
                _read(last, table, reading, first_line, is_last=False)
            last = row
    if table is not None and last is not None:
        _read(last, table, reading, first_line, is_last=not text.endswith("\n"))
    return reading


def _above(row: Row, line: int, reading: Reading) -> None:
    """Report a row above the header; one with several cells may be a record."""
    said = " | ".join(row.cells)
    if sum(bool(cell.strip()) for cell in row.cells) > 2:
        reading.reject_fragment(line, "it stands above the header", said)
    else:
        reading.strays.append((line, said))


def table_layout(text: str) -> TableLayout:
    r"""Return where the header of a table stands and what separates its columns.

    Examples
    --------
    >>> table_layout("Export of today\n\nTitle;Year\nA;2021\n").line
    3
    """
    lines = text.split("\n", _FIRST_LINES)[:_FIRST_LINES]
    found = next((at for at, line in enumerate(lines) if is_header(line)), None)
    if found is None:
        found = next((at for at, line in enumerate(lines) if line.strip()), 0)
    sign = best_delimiter(lines[found])
    kind = table_kind([cell.strip().strip('"') for cell in lines[found].split(sign)])
    return TableLayout(found + 1, sign, kind != "wos-tab")


def _read(row: Row, table: _Table, reading: Reading, first_line: int, *, is_last: bool) -> None:
    """Read one row."""
    line, width = first_line + row.line - 1, len(table.header)
    cells, remarks = list(row.cells), []
    while len(cells) > width and not cells[-1].strip():
        cells.pop()
    if len(cells) > width:
        reading.reject(line, _width(len(cells), width), " | ".join(row.cells))
        return
    if len(cells) < width:
        if not is_last:
            reading.reject(line, _width(len(cells), width), " | ".join(row.cells))
            return
        cells += [""] * (width - len(cells))
        remarks.append(f"the record is cut off: {_width(len(row.cells), width)}")
    if table.is_own:
        try:
            reading.keep(line, record_of_cells(cells), remarks)
        except (ValueError, TypeError) as error:
            reading.reject(line, f"the row is damaged ({error})", " | ".join(row.cells))
        return
    make = _wos if table.kind == "wos-tab" else _generic
    record, more = make(table.header, cells, table.kind)
    if len(row.cells) < width and not record.title:
        reading.reject(line, f"cut off: {_width(len(row.cells), width)}", " | ".join(row.cells))
        return
    reading.keep(line, record, [*remarks, *more])


def _width(cells: int, width: int) -> str:
    """Return the words for a row of another length than the header."""
    return f"{plural(cells, 'cell')} where the header has {width}"


def _wos(
    header: Sequence[str], cells: Sequence[str], kind: str
) -> tuple[BibliographicRecord, list[str]]:
    """Return the record of a row of Web of Science."""
    given: dict[str, list[str]] = {}
    for name, cell in zip(header, cells, strict=True):
        if cell.strip():
            values = split_items(cell) if name in WOS_LISTS else [cell]
            given.setdefault(name, []).extend(values)
    return wos_record(given)


def _generic(
    header: Sequence[str], cells: Sequence[str], kind: str
) -> tuple[BibliographicRecord, list[str]]:
    """Return the record of a row under names of columns."""
    found: dict[str, list[tuple[int, str, str]]] = {}
    given: dict[str, list[str]] = {}
    for name, cell in zip(header, cells, strict=True):
        if not cell.strip() or flat(cell).casefold() in _NOTHING:
            continue
        known = column_name(name)
        if known:
            found.setdefault(known[0], []).append((known[1], name, cell))
        else:
            given.setdefault(name or "column without a name", []).append(cell)
    draft = Draft()
    if kind == "scopus-csv":
        draft.values["database"] = "Scopus"
    for field in ("year", *(one for one in found if one != "year")):
        for order, (_, name, cell) in enumerate(sorted(found.get(field, []))):
            _take(draft, field, name, cell, is_first=order == 0)
    draft.extra += [(name, flat(cell)) for name, values in given.items() for cell in values]
    places = {name: at for at, name in enumerate(header)}
    draft.extra.sort(key=lambda pair: places.get(pair[0], len(places)))
    return draft.record(), draft.remarks


def _take(draft: Draft, field: str, name: str, cell: str, *, is_first: bool) -> None:
    """Put a cell into its field; the best column is taken first."""
    if field in _LISTED:
        _list(draft, field, name, cell, is_first=is_first)
    elif field in ("first_page", "last_page"):
        setattr(draft, field.removesuffix("_page"), flat(cell))
    elif field in _SPECIAL:
        _SPECIAL[field](draft, "year" if field == "year" else name, cell)
    else:
        draft.set(field, name, cell)


def _list(draft: Draft, field: str, name: str, cell: str, *, is_first: bool) -> None:
    """Put the items of a cell into a list; a second column of authors goes to ``extra``."""
    items = split_names(cell) if field in ("authors", "editors") else _items(field, cell)
    if name.casefold() == "author full names":
        items = [_without_number(one) for one in items]
    if not is_first and field not in ("keywords", "notes"):
        draft.spare(name, cell)
        return
    for one in items:
        draft.add(field, one)


def _items(field: str, cell: str) -> list[str]:
    """Return the items of a cell; words without semicolons are parted by commas."""
    if field == "notes":
        return [cell]
    if field == "keywords" and ";" not in cell and not cell.lstrip().startswith("["):
        return [one.strip() for one in _COMMA.split(cell) if one.strip()]
    return split_items(cell)


def _source(draft: Draft, name: str, cell: str) -> None:
    """Read the source: the database, or to Embase the journal with year, volume and pages."""
    text = flat(cell)
    found = _CITATION.match(text)
    if not found:
        if draft.values.get("database") != text:
            draft.set("database", name, text)
        return
    for field, value in found.groupdict().items():
        if value and field == "year":
            draft.date(name, value)
        elif value:
            draft.set(field, name, value)
    draft.spare(name, text)


def _without_number(name: str) -> str:
    """Return a name without the identifier that Scopus puts behind it."""
    head, _, tail = name.rpartition(" (")
    return head if head and tail.rstrip(")").isdigit() else name


def _type(draft: Draft, name: str, cell: str) -> None:
    """Read the type."""
    text = flat(cell)
    kind = RIS_TYPES.get(text) or named_type(text)
    if kind and "type" not in draft.values:
        draft.values["type"] = kind
    if text.casefold() in ("retracted", "retracted publication"):
        draft.add("notes", "Retracted Publication")
    if text not in ("Article", "JOUR", kind):
        draft.spare(name, text)


_SPECIAL = {
    "year": Draft.date,
    "date": Draft.date,
    "doi": Draft.doi,
    "issn": Draft.number,
    "isbn": Draft.number,
    "cited_by": Draft.count,
    "type": _type,
    "database": _source,
}
