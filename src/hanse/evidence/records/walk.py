"""Where one stretch of a file ends, because records of another format begin.

What looks like a beginning may stand within a record: in the abstract of an entry of BibTeX, in a
quoted cell. A walk looks at every place once, from the first to the last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hanse.evidence.records.columns import best_delimiter, column_name, is_header, table_kind
from hanse.evidence.records.record import FIELDS
from hanse.evidence.records.rows import Row, rows

__all__ = ["FIRST_LINES", "TABLES", "Walk", "kind_of_header"]

TABLES = ("csv", "scopus-csv", "wos-tab")
FIRST_LINES = 30  # lines among which the header of a table stands
_HEAD = 100_000  # signs within which the header of a table stands
_ENTRY = re.compile(r"^[ \t]*@[ \t]*\w+[ \t]*[{(]", re.MULTILINE)
_BRACE = re.compile(r"(?<!\\)[{}]")


def kind_of_header(line: str) -> str:
    """Return the kind of table with that header.

    Examples
    --------
    >>> kind_of_header("Authors,Title,Source title,EID")
    'scopus-csv'
    """
    return table_kind(_cells(line, best_delimiter(line)))


class Walk:
    """A stretch that begins at a place, in one format, as far as it is walked through.

    Parameters
    ----------
    text : str
        The whole file.
    begin : int
        Where the stretch begins.
    format : str
        Its format.
    """

    def __init__(self, text: str, begin: int, format: str) -> None:
        self.text, self.begin, self.format = text, begin, format
        self._entry = begin  # where the entry of BibTeX begins that was looked at last
        self._closed = -1  # where it is closed, -1 if it is not
        self._seen = begin
        self._header = ""
        self._rows: Iterator[Row] = iter(())
        self._row: Row | None = None
        if format in TABLES:
            stretch = text[begin:]
            lines = stretch.split("\n", FIRST_LINES)
            self._header = next((line for line in lines if is_header(line)), "")
            quoted = kind_of_header(self._header) != "wos-tab"
            self._rows = rows(stretch, best_delimiter(self._header), is_quoted=quoted)

    def ends_at(self, at: int, kind: str) -> bool:
        """Return whether records of that format begin there, and not within a record of this.

        Parameters
        ----------
        at : int
            A place behind those asked for before.
        kind : str
            The format that it looks like.
        """
        if kind == self.format and kind not in TABLES:
            return False
        if self.format in TABLES:
            return self._is_row(at, kind) and self._differs(at, kind)
        if self.format == "bibtex":
            return not self._within_entry(at)
        if self.format == "endnote-xml":
            opened = self.text.rfind("<record", self._seen, at)
            self._closed = max(self._closed, self.text.rfind("</record", self._seen, at))
            self._entry, self._seen = max(self._entry, opened), at
            return self._entry <= self._closed
        if kind in TABLES:
            line_before = self.text[self.text.rfind("\n", 0, at - 1) + 1 : at - 1]
            is_gap = self.text[at - 2 : at] == "\n\n"
            return is_gap or bool(re.match(r"\s*(?:ER|EF|er|ef)\b", line_before))
        return True

    def _is_row(self, at: int, kind: str) -> bool:
        """Return whether a row of the table begins exactly there, and is none of its records.

        A row that has as many cells as the header is a record, whatever its first cell looks like.
        """
        while self._row is None or self._row.at < at - self.begin:
            self._row = next(self._rows, None)
            if self._row is None:
                return False
        width = len(self._header.split(best_delimiter(self._header)))
        is_short = len(self._row.cells) < width
        return self._row.at == at - self.begin and (is_short or kind in TABLES)

    def _differs(self, at: int, kind: str) -> bool:
        """Return whether what begins there is not the first header of the table itself.

        A second header must name columns nearly everywhere, so that no record is taken for one.
        """
        if kind not in TABLES:
            return True
        end = self.text.find("\n", at)
        line = self.text[at : len(self.text) if end < 0 else end]
        if self._header not in self.text[self.begin : min(at, self.begin + _HEAD)]:
            return False
        if tuple(self._header.split(",")) == FIELDS:
            return line == self._header
        cells = _cells(line, best_delimiter(line))
        known = sum(column_name(cell) is not None for cell in cells)
        return line == self._header or kind == "wos-tab" or known >= 0.8 * len(cells)

    def _within_entry(self, at: int) -> bool:
        """Return whether a place lies in an entry of BibTeX that is closed behind it."""
        starts = [found.start() for found in _ENTRY.finditer(self.text, self._seen, at)]
        if starts or self._seen == self.begin:
            self._entry = starts[-1] if starts else self.begin
            follows = _ENTRY.search(self.text, at)
            self._closed = self._closing(follows.start() if follows else len(self.text))
        self._seen = at
        return self._closed > at

    def _closing(self, end: int) -> int:
        """Return where the entry looked at is closed, -1 if it is not before the next."""
        depth = 0
        for found in _BRACE.finditer(self.text, self._entry, end):
            depth += 1 if found[0] == "{" else -1
            if depth == 0:
                return found.start()
        return -1


def _cells(line: str, sign: str) -> list[str]:
    """Return the names in a header."""
    return [cell.strip().strip('"').strip("\ufeff") for cell in line.split(sign)]
