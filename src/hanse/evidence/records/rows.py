"""Rows of tables as databases and spreadsheets write them, the lines of each row known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Row", "rows"]


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes
    ----------
    line : int
        Line on which it begins, counted from 1 in the text.
    cells : list of str
        The cells without their quotes.
    at, end : int
        Where it begins in the text, and where what follows it begins.
    """

    line: int
    cells: list[str]
    at: int
    end: int


def rows(text: str, delimiter: str, *, is_quoted: bool = True) -> Iterator[Row]:
    r"""Yield the rows of a table; lines with nothing but blanks and delimiters are none.

    A quote opens a cell only at its beginning, and closes it only where a delimiter or a line end
    follows; a quote that is not closed is a sign like any other, so that it cannot swallow the
    rows behind it.

    Parameters
    ----------
    text : str
        The table.
    delimiter : str
        One sign.
    is_quoted : bool
        Whether quotes mean anything.

    Examples
    --------
    >>> [row.cells for row in rows('a,"b\nc"\n5" pipe,"open\n', ",")]
    [['a', 'b\nc'], ['5" pipe', '"open']]
    """
    at, line, size = 0, 1, len(text)
    while at < size:
        end = text.find("\n", at)
        end = size if end < 0 else end
        if is_quoted and '"' in text[at:end]:
            cells, end = _quoted_row(text, at, delimiter)
        else:
            cells = text[at:end].split(delimiter)
        if any(cell and not cell.isspace() for cell in cells):
            yield Row(line, cells, at, min(end + 1, size))
        line += text.count("\n", at, min(end + 1, size))
        at = end + 1


def _quoted_row(text: str, at: int, delimiter: str) -> tuple[list[str], int]:
    """Return the cells of a row with quotes, and where it ends."""
    cells: list[str] = []
    while True:
        cell, at = _cell(text, at, delimiter)
        cells.append(cell)
        if at >= len(text) or text[at] == "\n":
            return cells, at
        at += 1


def _cell(text: str, at: int, delimiter: str) -> tuple[str, int]:
    """Return a cell and where it ends: at a delimiter, a line end or the end of the text."""
    if text.startswith('"', at):
        close = text.find('"', at + 1)
        while close >= 0 and text.startswith('"', close + 1):
            close = text.find('"', close + 2)
        end = close + 1
        while end < len(text) and text[end] == " ":
            end += 1
        if close >= 0 and (end >= len(text) or text[end] in (delimiter, "\n")):
            return text[at + 1 : close].replace('""', '"'), end
    line_end = text.find("\n", at)
    line_end = len(text) if line_end < 0 else line_end
    end = text.find(delimiter, at, line_end)
    end = line_end if end < 0 else end
    return text[at:end], end
