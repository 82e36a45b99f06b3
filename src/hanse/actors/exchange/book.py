"""Drawing the sheets of the template: frozen headings, typed columns, drop-downs, prompts.

The bytes depend on what is written and on nothing else: a workbook written twice is the same file.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Mapping, Sequence
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from hanse.actors.exchange.columns import FileColumn, FileTable
from hanse.actors.exchange.rows import Value
from hanse.errors import InputError
from hanse.tables.undated_workbook import undated

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["FREE_ROWS", "Book"]

FREE_ROWS = 2_000
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LONGEST = 32_767  # letters that a cell of a workbook can hold
_LONGEST_PROMPT = 250
_HEAD, _PERSON = "DCE6F1", "FCE4D6"
_FORMATS = {"date": "yyyy-mm-dd", "number": "General", "rating": "General"}
_TYPED = ("list", "choices", "actors")  # several entries: the drop-down offers, and refuses nothing
_BOUNDS = {"rating": (1.0, 7.0)}


class Book:
    """A workbook while it is made, the lists of its drop-downs in a hidden sheet."""

    def __init__(self) -> None:
        from openpyxl import Workbook

        self._book = Workbook()
        self._book.remove(self._book.worksheets[0])
        self._lists: dict[str, tuple[str, ...]] = {}

    def text(self, title: str, widths: Sequence[int], rows: Sequence[Sequence[str]]) -> None:
        """Add a sheet to read, its first row the headings."""
        from openpyxl.styles import Alignment, Font
        from openpyxl.utils import get_column_letter

        sheet = self._book.create_sheet(title)
        for line, row in enumerate(rows, start=1):
            for at, text in enumerate(row, start=1):
                _fill(sheet, line, at, text, "@")
                sheet.cell(line, at).alignment = Alignment(wrap_text=True, vertical="top")
                sheet.cell(line, at).font = Font(bold=line == 1)
        for at, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(at)].width = width
        sheet.freeze_panes = "A2"

    def table(
        self,
        table: FileTable,
        rows: Sequence[Sequence[Value]],
        offered: Mapping[str, str],
    ) -> None:
        """Add a sheet to fill in.

        Parameters
        ----------
        table : FileTable
            Its columns.
        rows : sequence of sequences of Value
            What stands there already.
        offered : mapping of str to str
            Column → what its drop-down reads: a name of a range or of a list.
        """
        from openpyxl.styles import Font, PatternFill
        from openpyxl.utils import get_column_letter

        sheet = self._book.create_sheet(table.name)
        for at, one in enumerate(table.columns, start=1):
            shape = _FORMATS.get(one.kind, "@")
            letter = get_column_letter(at)
            sheet.column_dimensions[letter].width = one.width
            sheet.column_dimensions[letter].number_format = shape
            head = sheet.cell(1, at, one.name)
            head.font, head.number_format = Font(bold=True), "@"
            colour = _PERSON if one.is_personal else _HEAD
            head.fill = PatternFill("solid", start_color=colour)
            for line, row in enumerate(rows, start=2):
                _fill(sheet, line, at, row[at - 1], shape)
            last = len(rows) + 1 + FREE_ROWS
            _validate(sheet, one, f"{letter}2:{letter}{last}", offered.get(one.name, ""))
        sheet.freeze_panes = "B2"
        sheet.print_title_rows = "1:1"

    def name(self, name: str, sheet: str, column: str) -> None:
        """Give the filled cells of a column below its heading a name."""
        from openpyxl.workbook.defined_name import DefinedName

        count = f"MAX(1,COUNTA({sheet}!${column}:${column})-1)"
        formula = f"OFFSET({sheet}!${column}$2,0,0,{count},1)"
        self._book.defined_names[name] = DefinedName(name, attr_text=formula)

    def offer(self, name: str, entries: Sequence[str]) -> None:
        """Keep a list for drop-downs under a name."""
        self._lists[name] = tuple(entries)

    def data(self) -> bytes:
        """Return the workbook as the bytes of a file."""
        from openpyxl.utils import get_column_letter
        from openpyxl.workbook.defined_name import DefinedName

        sheet: Any = self._book.create_sheet("Lists")
        for at, (name, entries) in enumerate(self._lists.items(), start=1):
            letter = get_column_letter(at)
            for line, text in enumerate((name, *entries), start=1):
                _fill(sheet, line, at, text, "@")
            cells = f"Lists!${letter}$2:${letter}${len(entries) + 1}"
            self._book.defined_names[name] = DefinedName(name, attr_text=cells)
        sheet.sheet_state = "hidden"
        stream = io.BytesIO()
        self._book.save(stream)
        return undated(stream.getvalue())


def _fill(sheet: Worksheet, line: int, at: int, value: Value, shape: str) -> None:
    """Write a cell: a text as text, so that nothing is taken for a formula, a number or a date."""
    if value is None or value == "":
        return
    cell = sheet.cell(line, at)
    cell.number_format = shape
    if not isinstance(value, str):
        cell.value = value if isinstance(value, datetime.date) else _whole(value)
        return
    found = _CONTROL.search(value)
    where = f"sheet {sheet.title}, row {line}, column {at}"
    if found:
        what = f"the text holds the sign U+{ord(found[0]):04X}, which a workbook cannot hold"
        raise InputError(what, where=where, mend="Take it out of the table.")
    if len(value) > _LONGEST:
        what = f"the text has {len(value):,} letters, a cell of a workbook holds {_LONGEST:,}"
        raise InputError(what, where=where, mend="Shorten it.")
    cell.value, cell.data_type = value, "s"


def _whole(value: float) -> float | int:
    """Return a whole number as such."""
    return int(value) if float(value).is_integer() else value


def _validate(sheet: Worksheet, one: FileColumn, cells: str, offered: str) -> None:
    """Give a column its drop-down or bounds, and the prompt that says what it holds."""
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(allow_blank=True)
    low, high = _BOUNDS.get(one.kind, (one.low, one.high))
    mend = ""
    if offered:
        rule.type, rule.formula1 = "list", offered
        mend = "Choose from the list, or leave the cell empty."
    elif one.kind == "date":
        rule.type, rule.operator, rule.formula1 = "date", "greaterThanOrEqual", "1"
        mend = "Write a day, such as 2026-03-01, or leave the cell empty."
    elif low is not None and high is not None:
        rule.type, rule.operator = "decimal", "between"
        rule.formula1, rule.formula2 = f"{low:g}", f"{high:g}"
        mend = f"Write a number from {low:g} to {high:g}, or leave the cell empty."
    elif low is not None:
        rule.type, rule.operator, rule.formula1 = "decimal", "greaterThanOrEqual", f"{low:g}"
        mend = f"Write a number from {low:g}, or leave the cell empty."
    rule.showErrorMessage = bool(mend) and one.kind not in _TYPED
    rule.errorStyle = "warning" if one.kind in ("country", "actor", "activity") else "stop"
    if mend:
        rule.errorTitle, rule.error = one.name, mend
    rule.showInputMessage = True
    rule.promptTitle = one.name
    rule.prompt = shorten(one.meaning, _LONGEST_PROMPT, placeholder=" …")
    rule.add(cells)
    sheet.add_data_validation(rule)
