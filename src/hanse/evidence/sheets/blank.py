"""Tables to fill in: CSV, and a workbook with drop-downs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from hanse.errors import InputError
from hanse.evidence.records.record import BibliographicRecord
from hanse.evidence.sheets.sheet_model import TYPES, Field, Sheet, said_dependence
from hanse.tables.countries import countries
from hanse.tables.undated_workbook import undated

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["blank_table", "blank_workbook"]

FREE_ROWS = 500
_FILL, _READ, _LISTS = "Coding", "Read me", "Lists"
_LONGEST_PROMPT = 250
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_COLOURS = {"key": "DCE6F1", "own": "E2EFDA", "beside": "F2F2F2"}
Row = BibliographicRecord | str | tuple[str, str]
"""What a row is to be of: a record, its id, or an id and a part such as a cluster."""


def blank_table(sheet: Sheet, records: Sequence[Row], *, person: str = "") -> str:
    r"""Return a table to fill in, as CSV.

    Parameters
    ----------
    sheet : Sheet
        What is asked.
    records : sequence
        A row each: records, ids, or pairs of id and part (such as a cluster that all coders have
        agreed on beforehand).
    person : str
        Who fills it in.

    Returns
    -------
    str
        Header and rows, comma, with the sheet and its version in every row.

    Raises
    ------
    InputError
        If a record has no id, stands twice, or a part is given to a sheet that has none.

    Examples
    --------
    >>> from hanse.evidence.sheets import sheet
    >>> text = blank_table(sheet("cluster-internationalisation"), ["R000001"], person="Ada")
    >>> text.splitlines()[1][:50]
    'cluster-internationalisation,1,Ada,R000001,,,,,,,,'
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(sheet.columns)
    writer.writerows(_rows(sheet, records, person))
    return stream.getvalue()


def blank_workbook(sheet: Sheet, records: Sequence[Row], *, person: str = "") -> bytes:
    """Return a workbook to fill in: drop-downs, prompts, and a sheet that explains each column.

    What is made twice is the same file, byte for byte.

    Parameters
    ----------
    sheet, records, person
        As in `blank_table`.

    Returns
    -------
    bytes
        The content of an .xlsx file.

    Raises
    ------
    InputError
        As `blank_table` does, and for a text that no workbook can hold.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    fill = book.create_sheet(_FILL)
    lists = _lists(sheet)
    rows = _rows(sheet, records, person)
    _draw(fill, sheet, rows, lists)
    _explain(book.create_sheet(_READ), sheet)
    hidden: Any = book.create_sheet(_LISTS)
    for column, (name, entries) in enumerate(lists.items(), start=1):
        for line, text in enumerate((name, *entries), start=1):
            _write(hidden, line, column, text)
    hidden.sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    return undated(stream.getvalue())


def _rows(sheet: Sheet, records: Sequence[Row], person: str) -> list[list[str]]:
    """Return the rows of a blank table."""
    made, seen = [], set()
    for number, one in enumerate(records, start=1):
        where = f"row {number} of the blank table"
        record, part, about = _parts_of(one)
        if not record:
            raise InputError("the record has no id", where=where, mend="Import it first.")
        if part and not sheet.part:
            mend = f"A row of {sheet.id} is a {sheet.unit}."
            raise InputError(f"{record} has the part '{part}'", where=where, mend=mend)
        if (record, part) in seen:
            shown = f"{record}, {part}" if part else record
            raise InputError(f"{shown} stands twice", where=where, mend="Keep one.")
        seen.add((record, part))
        keys = [record, part] if sheet.part else [record]
        made.append([sheet.id, sheet.version, person, *keys, about] + [""] * len(sheet.fields))
    return made


def _parts_of(one: Row) -> tuple[str, str, str]:
    """Return id, part, and what the record is about."""
    if isinstance(one, str):
        return one, "", ""
    if isinstance(one, tuple):
        return one[0], one[1], ""
    first = one.authors[0].partition(",")[0] if one.authors else ""
    more = " et al." if len(one.authors) > 1 else ""
    year = f" ({one.year})" if one.year is not None else ""
    return one.id, "", shorten(f"{first}{more}{year} {one.title}".strip(), 120, placeholder=" …")


def _lists(sheet: Sheet) -> dict[str, tuple[str, ...]]:
    """Return what the drop-downs offer, by the field that has it first."""
    made = {
        one.id: tuple(choice.id for choice in one.options) for one in sheet.fields if one.options
    }
    if any(one.type == "country" for one in sheet.fields):
        made["countries"] = tuple(sorted(one.name for one in countries().values()))
    return made


def _draw(
    page: Worksheet,
    sheet: Sheet,
    rows: Sequence[Sequence[str]],
    lists: dict[str, tuple[str, ...]],
) -> None:
    """Draw the sheet to fill in."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    fields = {one.id: one for one in sheet.fields}
    last = max(len(rows), 1) + 1 + (FREE_ROWS if sheet.part else 0)
    for column, name in enumerate(sheet.columns, start=1):
        letter = get_column_letter(column)
        _write(page, 1, column, name)
        one = fields.get(name)
        kind = "key" if one is None else "beside" if one.beside else "own"
        head = page.cell(1, column)
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", start_color=_COLOURS[kind])
        is_wide = name == "about" or (one is not None and one.is_text)
        page.column_dimensions[letter].width = 34 if is_wide else 18
        shape = "General" if one is not None and one.type in ("number", "whole", "year") else "@"
        page.column_dimensions[letter].number_format = shape
        for line, row in enumerate(rows, start=2):
            _write(page, line, column, row[column - 1], shape)
            page.cell(line, column).alignment = Alignment(wrap_text=is_wide, vertical="top")
        if one is not None:
            _offer(page, one, f"{letter}2:{letter}{last}", lists)
    frozen = get_column_letter(sheet.columns.index("about") + 2)
    page.freeze_panes = f"{frozen}2"
    page.print_title_rows = "1:1"


def _offer(page: Worksheet, one: Field, cells: str, lists: dict[str, tuple[str, ...]]) -> None:
    """Give the cells of a field their drop-down or bounds, and the prompt."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    rule = DataValidation(allow_blank=True)
    name = "countries" if one.type == "country" else one.id
    mend = ""
    if name in lists:
        letter = get_column_letter(list(lists).index(name) + 1)
        rule.type = "list"
        rule.formula1 = f"{_LISTS}!${letter}$2:${letter}${len(lists[name]) + 1}"
        mend = "Choose from the list, or leave the cell empty."
    elif one.type in ("number", "whole", "year"):
        low, high = (1500.0, 2100.0) if one.type == "year" else (one.low, one.high)
        rule.type = "decimal" if one.type == "number" else "whole"
        rule.operator = "between"
        rule.formula1 = f"{-1e12 if low is None else low:.15g}"
        rule.formula2 = f"{1e12 if high is None else high:.15g}"
        mend = f"Write {TYPES[one.type]}, or leave the cell empty."
    rule.showErrorMessage = bool(mend) and one.type != "several"
    rule.errorStyle = "warning" if one.type == "country" else "stop"
    if mend:
        rule.errorTitle, rule.error = one.id[:32], mend
    rule.showInputMessage = True
    rule.promptTitle = one.id[:32]
    rule.prompt = shorten(_prompt(one), _LONGEST_PROMPT, placeholder=" …")
    rule.add(cells)
    page.add_data_validation(rule)


def _prompt(one: Field) -> str:
    """Return what is asked, and how it is answered."""
    asked = f" Only where {said_dependence(one)}." if one.depends_on else ""
    return f"{one.label}. {one.help} Holds {TYPES[one.type]}.{asked}"


def _explain(page: Worksheet, sheet: Sheet) -> None:
    """Draw the sheet that explains each column."""
    from openpyxl.styles import Alignment, Font

    title = f"{sheet.title}, version {sheet.version}"
    rows = [
        (title, "", sheet.help),
        ("", "", f"A row for each {sheet.unit}. Leave the headings as they are."),
        ("column", "may hold", "what is asked", "what counts", "which way", "source"),
        *(_explained(one) for one in sheet.fields),
    ]
    for line, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            _write(page, line, column, text)
            page.cell(line, column).alignment = Alignment(wrap_text=True, vertical="top")
            page.cell(line, column).font = Font(bold=line in (1, 3))
    for letter, width in zip("ABCDEF", (28, 34, 60, 44, 36, 28), strict=True):
        page.column_dimensions[letter].width = width


def _explained(one: Field) -> tuple[str, ...]:
    """Return what the sheet that explains says of a field."""
    listed = "; ".join(
        choice.id if choice.label in (choice.id, "") else f"{choice.id} ({choice.label})"
        for choice in one.options
    )
    unit = f" ({one.unit})" if one.unit else ""
    needed = {"always": " Required.", "answered": " Required where answered."}.get(one.required, "")
    asked = f" Only where {said_dependence(one)}." if one.depends_on else ""
    held = listed or f"{TYPES[one.type]}{unit}"
    said = f"{one.label}. {one.help}{needed}{asked}"
    return one.id, held, said, one.evidence, one.direction, one.source


def _write(page: Worksheet, line: int, column: int, text: str, shape: str = "@") -> None:
    """Write a text as text, so that nothing is taken for a formula, a number or a date."""
    cell = page.cell(line, column)
    cell.number_format = shape
    if not text:
        return
    found = _CONTROL.search(text)
    if found:
        what = f"the text holds the sign U+{ord(found[0]):04X}, which a workbook cannot hold"
        where = f"sheet {page.title}, row {line}, column {column}"
        raise InputError(what, where=where, mend="Take it out.")
    cell.value, cell.data_type = text, "s"
