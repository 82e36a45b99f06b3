"""Drawing a sheet that people fill in: a frozen header, wrapped cells, drop-downs, one page wide.

Nothing is protected, so that whoever fills it can widen a column or add a note. The bytes depend on
what is written and on nothing else: a workbook written twice is the same file.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hanse.tables.undated_workbook import undated

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["Book", "Column"]

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LINE, _HIGHEST = 15, 400  # points of one line of text, and of the highest row that is allowed
_INK, _FILL, _HEAD, _QUIET = "1A1A1A", "FFF8E1", "DCE6F1", "6B6B6B"


@dataclass(frozen=True)
class Column:
    """A column of a sheet.

    Attributes
    ----------
    name : str
        Its head.
    width : int
        In letters.
    is_filled : bool
        Whether people fill it; such cells are coloured and hold whatever is typed as text.
    is_quiet : bool
        Whether it is for the computer only, and so printed in grey.
    """

    name: str
    width: int
    is_filled: bool = False
    is_quiet: bool = False


@dataclass
class Book:
    """A workbook while it is made, the lists of its drop-downs in a sheet of their own."""

    _book: Workbook = field(init=False)
    _lists: dict[tuple[str, ...], str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        from openpyxl import Workbook

        self._book = Workbook()
        self._book.remove(self._book.worksheets[0])

    def add(
        self,
        title: str,
        columns: Sequence[Column],
        rows: Iterable[Sequence[str]],
        choices: Mapping[tuple[int, int], Sequence[str]],
        *,
        is_wide: bool = False,
        is_one_page: bool = True,
    ) -> None:
        """Add a sheet.

        Parameters
        ----------
        title : str
            Its name.
        columns : sequence of Column
            From left to right.
        rows : iterable of sequences of str
            The cells below the header, one for each column.
        choices : mapping of (row, column) to sequence of str
            What the drop-down of a cell offers; both places count from 0.
        is_wide, is_one_page : bool
            Printed in landscape; printed on one page instead of one page in width.
        """
        sheet = self._book.create_sheet(title)
        every = [tuple(map(_writable, row)) for row in rows]
        self._write(sheet, [column.name for column in columns], every)
        _dress(sheet, columns, every)
        _print_setup(sheet, is_wide=is_wide, is_one_page=is_one_page)
        self._offer(sheet, choices)

    def data(self) -> bytes:
        """Return the workbook as the bytes of a file."""
        self._add_lists()
        stream = io.BytesIO()
        self._book.save(stream)
        return undated(stream.getvalue())

    def _write(self, sheet: Worksheet, header: Sequence[str], rows: list[tuple[str, ...]]) -> None:
        """Write all cells as texts, so that nothing is taken for a formula, a number or a date."""
        for line, row in enumerate([header, *rows], start=1):
            for at, text in enumerate(row, start=1):
                cell = sheet.cell(line, at)
                cell.number_format = "@"
                if text:
                    cell.value, cell.data_type = text, "s"

    def _offer(self, sheet: Worksheet, choices: Mapping[tuple[int, int], Sequence[str]]) -> None:
        """Give cells their drop-downs, one validation for all cells with the same list."""
        from openpyxl.worksheet.datavalidation import DataValidation

        made: dict[tuple[str, ...], DataValidation] = {}
        for (row, column), offered in choices.items():
            wanted = tuple(map(_writable, offered))
            if wanted not in made:
                made[wanted] = DataValidation(
                    type="list", formula1=self._place(wanted), allow_blank=True
                )
                made[wanted].errorStyle = "warning"
                made[wanted].showErrorMessage = True
                made[wanted].errorTitle = "Not in the list"
                made[wanted].error = "Choose from the list, or leave the cell empty."
                sheet.add_data_validation(made[wanted])
            made[wanted].add(sheet.cell(row + 2, column + 1))

    def _place(self, offered: tuple[str, ...]) -> str:
        """Return where a list stands in the sheet of lists."""
        from openpyxl.utils import get_column_letter

        if offered not in self._lists:
            letter = get_column_letter(len(self._lists) + 1)
            self._lists[offered] = f"Lists!${letter}$1:${letter}${len(offered)}"
        return self._lists[offered]

    def _add_lists(self) -> None:
        """Add the sheet that the drop-downs read from; it is hidden, not protected."""
        sheet: Any = self._book.create_sheet("Lists")
        columns = list(self._lists)
        depth = max(map(len, columns), default=0)
        rows = [tuple(one[at] if at < len(one) else "" for one in columns) for at in range(depth)]
        if rows:
            self._write(sheet, rows[0], rows[1:])
        sheet.sheet_state = "hidden"


def _writable(text: str) -> str:
    """Return the text without the signs that a workbook cannot hold."""
    return _CONTROL.sub("", text)


def _dress(sheet: Any, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    """Set widths, colours and heights, and keep the header in sight."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    thin = Side(style="thin", color="BFBFBF")
    wrapped = Alignment(wrap_text=True, vertical="top")
    for at, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = column.width
        for line in range(1, len(rows) + 2):
            cell = sheet.cell(line, at)
            colour = _HEAD if line == 1 else _FILL if column.is_filled else None
            if colour:
                cell.fill = PatternFill("solid", start_color=colour)
            cell.font = Font(bold=line == 1, color=_QUIET if column.is_quiet else _INK)
            cell.alignment, cell.border = wrapped, Border(thin, thin, thin, thin)
    for line, row in enumerate([[column.name for column in columns], *rows], start=1):
        deepest = max(map(_lines, row, (column.width for column in columns)), default=1)
        sheet.row_dimensions[line].height = min(_LINE * deepest + 3, _HIGHEST)
    sheet.freeze_panes = "A2"


def _lines(text: str, width: int) -> int:
    """Return how many lines a text takes in a column of some width."""
    return sum(-(-max(len(part), 1) // max(width - 2, 1)) for part in text.split("\n"))


def _print_setup(sheet: Any, *, is_wide: bool, is_one_page: bool) -> None:
    """Print on A4, one page wide, the header on each page."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if is_wide else "portrait"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 1 if is_one_page else 0
    sheet.print_title_rows = "1:1"
