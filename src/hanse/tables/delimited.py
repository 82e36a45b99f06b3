"""Reading text with columns: CSV, TSV, and the files of the fsQCA program.

The fsQCA program keeps its data as plain text, the names of the variables in the first line and
the columns apart by commas, tabs or spaces; the suffix (.csv, .dat, .txt, .raw) does not say by
which, so what separates the columns is always recognised from the content.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from hanse.errors import InputError
from hanse.messages import message, plural
from hanse.tables.decode import decoded
from hanse.tables.grid import Grid, make_grid, place, quoted
from hanse.tables.source import Source

__all__ = ["read_delimited"]

_DELIMITERS = ("\t", ";", "|", ",")
_NAMES = {"\t": "tab", ";": "semicolon", "|": "bar", ",": "comma", " ": "space"}
_SAMPLE = 100  # rows that decide on the delimiter
_TOKEN = re.compile(r'"((?:[^"]|"")*)"(?=\s|$)|\'([^\']*)\'(?=\s|$)|(\S+)')

Row = tuple[int, list[str]]


def read_delimited(source: Source, *, delimiter: str | None, encoding: str | None) -> Grid:
    """Return the grid of a text file.

    Parameters
    ----------
    source : Source
        The file.
    delimiter : str or None
        One character, or the word ``"tab"`` or ``"space"``; None recognises it.
    encoding : str or None
        Name of an encoding; None recognises UTF-8 and UTF-16 and falls back on cp1252.

    Raises
    ------
    InputError
        If a row has more or fewer cells than the header, a quote is not closed, or nothing
        separates columns.
    """
    text, notes = decoded(source, encoding)
    said_so = re.match(r"sep=(.)\r?\n", text)
    delimiter = _character(delimiter, source.name) or (said_so[1] if said_so else None)
    chosen = delimiter or _recognised(text, source.name)
    rows = _filled_rows(text, chosen, source.name)
    if said_so:
        rows = rows[1:]
    if not rows:
        raise InputError("the file is empty", where=source.name, mend="Save the table again.")
    (header_line, header), *body = rows
    header, body, more = _aligned(header, body, chosen)
    _check_lengths(header, body, chosen, source.name)
    if len(header) == 1 and delimiter is None:
        raise InputError(
            f"there is only one column, {quoted(header[0])}",
            where=place(source.name, line=header_line),
            mend='If there are more, say what separates them: delimiter = "..." (hanse.toml, '
            "Python), --delimiter (hanse new).",
        )
    kind = message("Columns are separated by {sign}.", sign=_NAMES.get(chosen, f"'{chosen}'"))
    return make_grid(
        header,
        list(zip(*[cells for _, cells in body], strict=True)) or [()] * len(header),
        file=source.name,
        sheet="",
        sha256=source.sha256,
        delimiter=chosen,
        header_line=header_line,
        lines=[line for line, _ in body],
        notes=[*source.notes, *notes, kind, *more],
    )


def _character(delimiter: str | None, where: str) -> str | None:
    """Return the delimiter as one character."""
    named = {"tab": "\t", "\\t": "\t", "space": " ", "comma": ",", "semicolon": ";"}
    made = named.get(delimiter, delimiter) if delimiter else delimiter
    if made is not None and (len(made) != 1 or made in "\"'\r\n"):
        raise InputError(
            f"the delimiter is {delimiter!r}",
            where=where,
            mend='Give one character, "tab" or "space".',
        )
    return made


def _records(text: str, delimiter: str) -> Iterator[Row]:
    """Yield the line on which each row begins, and its cells."""
    lines = io.StringIO(text, newline="")
    if delimiter == " ":
        for number, line in enumerate(lines, start=1):
            found = _TOKEN.finditer(line)
            yield number, [_token(one) for one in found]
        return
    reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True)
    begins = 1
    for cells in reader:
        yield begins, cells
        begins = reader.line_num + 1


def _token(found: re.Match[str]) -> str:
    """Return a cell of a line whose columns are apart by spaces."""
    quoted, single, plain = found.groups()
    if quoted is not None:
        return str(quoted).replace('""', '"')
    return str(single if single is not None else plain)


def _filled_rows(text: str, delimiter: str, file: str) -> list[Row]:
    """Return the rows that hold anything; a line without a filled cell is no row."""
    rows: list[Row] = []
    try:
        rows.extend(row for row in _records(text, delimiter) if any(map(str.strip, row[1])))
    except csv.Error as error:
        line = rows[-1][0] + 1 if rows else 1
        raise InputError(
            f"the quotes around a cell are not right ({error})",
            where=f"{file}, after row {line - 1}" if rows else place(file, line=1),
            mend='Close every quote, and write a quote inside a quoted cell twice ("").',
        ) from error
    return rows


def _recognised(text: str, file: str) -> str:
    """Return the delimiter that cuts every row into the same number of cells, and most of them."""
    counts = {sign: _counts(text, sign) for sign in _DELIMITERS}
    steady = {
        sign: found[0]
        for sign, found in counts.items()
        if found and found[0] > 1 and len(set(found[1:])) <= 1 and _goes_with(found, sign)
    }
    if steady:
        return max(steady, key=lambda sign: steady[sign])
    spaced = _counts(text, " ")
    if spaced and spaced[0] > 1 and len(set(spaced[1:])) == 1 and _goes_with(spaced, " "):
        return " "
    header = {sign: found[0] for sign, found in counts.items() if found and found[0] > 1}
    return max(header, key=lambda sign: header[sign]) if header else ","


def _goes_with(counts: Sequence[int], delimiter: str) -> bool:
    """Return whether the rows are as long as the header, or longer by the names of the rows."""
    extra = counts[1] - counts[0] if len(counts) > 1 else 0
    return extra == 0 or (extra == 1 and delimiter in "\t ")


def _counts(text: str, delimiter: str) -> list[int]:
    """Return the numbers of cells of the first rows; none if the delimiter breaks the quotes."""
    rows = (cells for _, cells in _records(text, delimiter) if any(map(str.strip, cells)))
    try:
        return [len(cells) for cells in islice(rows, _SAMPLE)]
    except csv.Error:
        return []


def _aligned(
    header: list[str], body: list[Row], delimiter: str
) -> tuple[list[str], list[Row], list[str]]:
    """Return header and rows without delimiters that only end the line, and what was done.

    R writes the names of rows without a name above them, so that the header is one cell short; a
    comma file is not read so, because there the extra cell may be half of a decimal number.
    """
    notes: list[str] = []
    width = max((len(cells) for _, cells in body), default=len(header))
    while width > 1 and not any(_cell(cells, width) for cells in (header, *(c for _, c in body))):
        width -= 1
        header = header[:width]
        body = [(line, cells[:width]) for line, cells in body]
        if not notes:
            notes.append(message("The delimiter at the end of the lines is left out."))
    lengths = {len(cells) for _, cells in body}
    if delimiter in "\t " and lengths == {len(header) + 1} and "case" not in header:
        header = ["case", *header]
        notes.append(message("The first column has no name; it is called '{name}'.", name="case"))
    return header, body, notes


def _cell(cells: Sequence[str], width: int) -> str:
    """Return what stands in the last column of that many, empty if the row is shorter."""
    return cells[width - 1].strip() if len(cells) >= width else ""


def _check_lengths(header: Sequence[str], body: Sequence[Row], delimiter: str, file: str) -> None:
    """Raise the error for the first row that is longer or shorter than the header."""
    for line, cells in body:
        if len(cells) == len(header):
            continue
        if len(header) == 1:
            mend = "If the first line is a title, take it out: the first row names the columns."
        else:
            sign = _NAMES.get(delimiter, delimiter)
            mend = f"Give every row a cell for every column, and quote cells that hold {sign}s."
        if delimiter == ",":
            mend += " If the comma is the decimal sign, separate the columns by semicolons."
        raise InputError(
            f"{plural(len(cells), 'cell')} where the header has {len(header)}",
            where=place(file, line=line),
            mend=mend,
        )
