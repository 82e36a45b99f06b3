"""Screening in a spreadsheet: a table out, its decisions in again."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hanse.errors import InputError, unknown_name
from hanse.evidence.log import STAGES, ReviewState
from hanse.evidence.review.decisions import check_reason
from hanse.evidence.review.folder import Entry, Review
from hanse.evidence.review.founding import check_frozen
from hanse.messages import plural, printable_line
from hanse.result import Record
from hanse.tables import write_bytes, write_text

__all__ = ["SheetRead", "read_screening_sheet", "write_screening_sheet"]

COLUMNS = (
    "record",
    "reviewer",
    "title",
    "authors",
    "year",
    "container",
    "abstract",
    "decision",
    "reason",
    "note",
)
DECISIONS = ("include", "exclude", "unsure")
MOST_PROBLEMS = 12
LONGEST_CELL = 32_000  # a spreadsheet program takes 32,767 signs
_WIDTHS = {"title": 60, "authors": 30, "container": 25, "abstract": 90, "decision": 12, "note": 30}


@dataclass(frozen=True)
class SheetRead(Record, kind="review-sheet-read"):
    """What came out of a filled sheet.

    Attributes
    ----------
    decided, changed, same, blank : tuple of str
        Records decided now, decided otherwise than before, as before, and left open.
    """

    decided: tuple[str, ...]
    changed: tuple[str, ...]
    same: tuple[str, ...]
    blank: tuple[str, ...]

    def __str__(self) -> str:
        """Return the numbers in one sentence."""
        return (
            f"{plural(len(self.decided), 'new decision')}, {len(self.changed):,} changed, "
            f"{len(self.same):,} as before; {plural(len(self.blank), 'row')} left open."
        )


def write_screening_sheet(
    review: Review,
    path: str | os.PathLike[str],
    *,
    person: str,
    stage: str,
    records: Sequence[str] | None = None,
) -> tuple[str, ...]:
    """Write the records that a person still has to decide on as a table to fill in.

    Parameters
    ----------
    review : Review
        The review; decisions of others are not shown.
    path : path
        ``.csv`` or ``.xlsx``; the workbook has lists to choose from.
    person : str
        Whose sheet it is; the column ``reviewer`` says so.
    stage : {"title-abstract", "full-text"}
        What is decided.
    records : sequence of str, optional
        Which records in which order; those pending for the person where None.

    Returns
    -------
    tuple of str
        The records in the sheet.

    Raises
    ------
    InputError
        If the ending is neither, or nothing is left to decide.
    """
    check_frozen(review)
    chosen = review.state.pending(stage, person) if records is None else tuple(records)
    if not chosen:
        raise InputError(f"nothing is left to decide for {person} at {stage}")
    rows = [_row(review, one, person) for one in chosen]
    file = Path(path)
    if file.suffix.casefold() == ".csv":
        stream = io.StringIO(newline="")
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerows([COLUMNS, *rows])
        write_text(file, "\ufeff" + stream.getvalue())  # the mark lets Excel know that it is UTF-8
    elif file.suffix.casefold() == ".xlsx":
        write_bytes(file, _workbook(review, rows, stage))
    else:
        raise InputError(
            f"'{file.suffix}' is no sheet", where=str(file), mend="End it in .csv or .xlsx."
        )
    return chosen


def _row(review: Review, record: str, person: str) -> list[str]:
    """Return the row of a record, its decision still open."""
    merged = review.joined(record)
    year = "" if merged.year is None else str(merged.year)
    texts = [merged.title, "; ".join(merged.authors), year, merged.container, merged.abstract]
    return [record, person, *(_safe(one) for one in texts), "", "", ""]


def _safe(text: str) -> str:
    """Return a text as a spreadsheet program takes it: no formula, not too long."""
    shown = text if len(text) <= LONGEST_CELL else text[:LONGEST_CELL] + " …"
    return f"'{shown}" if shown[:1] in ("=", "+", "-", "@") else shown


def _workbook(review: Review, rows: list[list[str]], stage: str) -> bytes:
    """Return the workbook with lists to choose decision and criterion from."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    from hanse.tables.undated_workbook import undated

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "screening"
    criteria = book.create_sheet("criteria")
    reasons = [one for one in review.protocol.criteria if stage in one.stages]
    criteria.append(["id", "type", "text"])
    for one in reasons:
        criteria.append([one.id, one.type, one.text])
    sheet.append(list(COLUMNS))
    for row in rows:
        sheet.append([_cleaned(cell) for cell in row])
    for at, name in enumerate(COLUMNS, start=1):
        sheet.cell(1, at).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(at)].width = _WIDTHS.get(name, 12)
        for line in range(2, len(rows) + 2):
            sheet.cell(line, at).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "D2"
    last = len(rows) + 1
    lists = {"decision": f'"{",".join(DECISIONS)}"'}
    if reasons:
        lists["reason"] = f"criteria!$A$2:$A${len(reasons) + 1}"
    for name, formula in lists.items():
        letter = get_column_letter(COLUMNS.index(name) + 1)
        rule = DataValidation(type="list", formula1=formula, allow_blank=True)
        rule.add(f"{letter}2:{letter}{last}")
        sheet.add_data_validation(rule)
    stream = io.BytesIO()
    book.save(stream)
    return undated(stream.getvalue())


def _cleaned(text: str) -> str:
    """Return a text without the signs that a workbook cannot hold."""
    return "".join(sign for sign in text if sign.isprintable() or sign in "\n\t")


def read_screening_sheet(
    review: Review,
    path: str | os.PathLike[str],
    *,
    person: str,
    stage: str,
    at: str,
    apply: bool = True,
) -> SheetRead:
    """Take the decisions of a filled sheet into the log: all of them, or none.

    Parameters
    ----------
    review : Review
        Its log holds the decisions afterwards.
    path : path
        A sheet made by `write_screening_sheet`, filled in. Rows and columns may have been moved,
        rows taken out, and columns added; an empty decision leaves the record open.
    person, stage : str
        Whose decisions they are, and at which stage.
    at : str
        When they are taken in.
    apply : bool
        Whether to write them, else only look.

    Returns
    -------
    SheetRead
        A decision other than the one that stands replaces it.

    Raises
    ------
    InputError
        If a record is unknown or was merged away, stands in two rows, a decision or a criterion is
        none, or the sheet is of another reviewer; with file, row and column, the first twelve
        problems together.
    """
    check_frozen(review)
    file = Path(path)
    rows = _read(file)
    problems: list[str] = []
    found: dict[str, tuple[str, str, str]] = {}
    for line, row in rows:
        try:
            record, said = _checked(review, row, person, stage, f"{file.name}, row {line}")
            if record in found:
                raise InputError(
                    f"{record} stands in two rows", where=f"{file.name}, row {line}, column record"
                )
            found[record] = said
        except InputError as error:
            problems.append(str(error))
    if problems:
        raise _all_of(problems)
    sorted_out = _sorted_out(review.state, found, person, stage)
    entries = _entries(found, sorted_out, stage)
    if apply:
        review.commit(entries, person=person, at=at)
    else:
        review.try_out(entries, person=person, at=at)
    return sorted_out


def _read(file: Path) -> list[tuple[int, Mapping[str, str]]]:
    """Return the filled rows with their lines."""
    from hanse.tables.source import Source

    if not file.is_file():
        raise InputError("there is no such file", where=str(file), mend="Name the filled sheet.")
    if file.suffix.casefold() == ".xlsx":
        table = _workbook_rows(file)
    else:
        from hanse.tables.decode import decoded

        text, _ = decoded(Source(file.name, file.read_bytes(), "", False, ()), None)
        first = text.partition("\n")[0]
        sign = max(",;\t", key=first.count)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
        table = [(reader.line_num, row) for row in reader]
    if not table:
        raise InputError("the sheet is empty", where=file.name, mend="Write it again.")
    header = [one.strip() for one in table[0][1]]
    for name in ("record", "reviewer", "decision", "reason", "note"):
        if name not in header:
            raise unknown_name("column", name, header, where=file.name)
    return [
        (line, dict(zip(header, [*row, *[""] * len(header)], strict=False)))
        for line, row in table[1:]
        if any(cell.strip() for cell in row)
    ]


def _workbook_rows(file: Path) -> list[tuple[int, list[str]]]:
    """Return the rows of the first sheet of a workbook as text."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(file, data_only=True)
    except Exception as error:
        raise InputError(
            "it is no workbook that can be read", where=file.name, mend="Save it as .xlsx again."
        ) from error
    sheet: Any = book["screening"] if "screening" in book.sheetnames else book.worksheets[0]
    return [
        (line, ["" if cell is None else str(cell) for cell in row])
        for line, row in enumerate(sheet.iter_rows(values_only=True), start=1)
    ]


def _checked(
    review: Review, row: Mapping[str, str], person: str, stage: str, where: str
) -> tuple[str, tuple[str, str, str]]:
    """Return the record of a row and what it says: decision, reason, note."""
    record, owner = row["record"].strip(), row["reviewer"].strip()
    state = review.state
    try:
        top = state.representative(record)
    except InputError as error:
        raise InputError(error.what, where=f"{where}, column record", mend=error.mend) from error
    if top != record:
        raise InputError(
            f"{record} was merged into {top}",
            where=f"{where}, column record",
            mend=f"Decide on {top}; write the sheet again.",
        )
    if owner and owner != person:
        raise InputError(
            f"the sheet is of {owner}, not of {person}",
            where=f"{where}, column reviewer",
            mend=f"Take it in as {owner}, or give {person} a sheet of their own.",
        )
    value, reason = row["decision"].strip().casefold(), row["reason"].strip()
    if value and value not in DECISIONS:
        raise unknown_name("decision", value, DECISIONS, where=f"{where}, column decision")
    if value:
        try:
            check_reason(review, stage, value, reason)
        except InputError as error:
            place = f"{where}, column reason"
            raise InputError(error.what, where=place, mend=error.mend) from error
    elif reason:
        raise InputError(
            f"a reason, '{reason}', without a decision",
            where=f"{where}, column decision",
            mend="Choose include, exclude or unsure.",
        )
    return record, (value, reason, row["note"].strip())


def _all_of(problems: list[str]) -> InputError:
    """Return one error for all problems."""
    if len(problems) == 1:
        return InputError(problems[0])
    more = len(problems) - MOST_PROBLEMS
    shown = "\n  ".join([*problems[:MOST_PROBLEMS], *([f"and {more} more"] if more > 0 else [])])
    return InputError(f"{len(problems)} problems, nothing was taken in:\n  {shown}")


def _sorted_out(
    state: ReviewState, found: Mapping[str, tuple[str, str, str]], person: str, stage: str
) -> SheetRead:
    """Return which records are decided now, otherwise, as before, or not at all."""
    lists: dict[str, list[str]] = {"decided": [], "changed": [], "same": [], "blank": []}
    for record, (value, reason, _) in found.items():
        standing = state.decisions(record, stage).get(person)
        if not value:
            kind = "blank"
        elif standing is None:
            kind = "decided"
        else:
            kind = "same" if (standing.value, standing.reason) == (value, reason) else "changed"
        lists[kind].append(record)
    return SheetRead(**{name: tuple(one) for name, one in lists.items()})


def _entries(
    found: Mapping[str, tuple[str, str, str]], sorted_out: SheetRead, stage: str
) -> Iterator[Entry]:
    """Yield the decisions that are new or other than before, in the order of the sheet."""
    assert stage in STAGES
    for record, (value, reason, note) in found.items():
        if record in sorted_out.changed:
            yield Entry("withdrawn", record, stage=stage)
        if record in sorted_out.changed or record in sorted_out.decided:
            yield Entry("decided", record, "sheet", stage, value, reason, printable_line(note))
