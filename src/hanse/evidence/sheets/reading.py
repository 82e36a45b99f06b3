"""Reading a sheet that somebody filled in, as CSV or a workbook, and telling every mistake."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from hanse.evidence.sheets.answers import read_answer
from hanse.evidence.sheets.filled import FilledRow, FilledSheet, folded_person
from hanse.evidence.sheets.mistakes import Mistake, SheetMistakes, nearest
from hanse.evidence.sheets.sheet_model import Field, Sheet, said_dependence
from hanse.tables.delimited import read_delimited
from hanse.tables.excel import read_sheet as read_grid
from hanse.tables.grid import Grid, cell_text, place
from hanse.tables.mapping.header import plain_name
from hanse.tables.source import open_source

__all__ = ["read_filled"]


def read_filled(
    sheet: Sheet,
    path: str | os.PathLike[str],
    *,
    person: str,
    records: Collection[str] | None = None,
    unfinished: bool = False,
) -> FilledSheet:
    """Read a table that one person filled in, and check every cell.

    Parameters
    ----------
    sheet : Sheet
        What was asked.
    path : path
        A CSV file, or a workbook of which the first sheet is read.
    person : str
        Who filled it in. What the column ``person`` and the name of the file
        (``<sheet>.<person>.csv``) say must be the same name.
    records : collection of str, optional
        The ids that are known; None accepts any.
    unfinished : bool
        Whether answers may still be due; they are listed then and no mistake.

    Returns
    -------
    FilledSheet
        With answers as the sheet spells them: ids of choices, codes of countries.

    Raises
    ------
    SheetMistakes
        With all mistakes at once: file, row, column, value, nearest right entry, what to do.
    InputError
        If the file is no table.
    """
    source = open_source(path)
    if source.is_workbook:
        grid = read_grid(source, sheet=None)
    else:
        grid = read_delimited(source, delimiter=None, encoding=None)
    reader = _Reader(sheet, grid, person, frozenset(records) if records is not None else None)
    reader.check_file_name()
    reader.check_columns()
    for number, line in enumerate(grid.lines):
        reader.read_row(number, line, unfinished=unfinished)
    if reader.mistakes:
        raise SheetMistakes(sorted(reader.mistakes, key=lambda one: one.row))
    here = {row.record for row in reader.rows}
    missing = tuple(one for one in records or () if one not in here)
    return FilledSheet(sheet, person, grid.file, tuple(reader.rows), tuple(reader.due), missing)


@dataclass
class _Reader:
    """A table while it is read."""

    sheet: Sheet
    grid: Grid
    person: str
    records: frozenset[str] | None
    mistakes: list[Mistake] = field(default_factory=list)
    rows: list[FilledRow] = field(default_factory=list)
    due: list[str] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    seen: dict[tuple[str, str], int] = field(default_factory=dict)
    told: set[tuple[str, str]] = field(default_factory=set)

    def add(  # what a mistake is made of
        self, row: int, column: str, value: str, what: str, *, near: str = "", mend: str = ""
    ) -> None:
        """Remember a mistake."""
        self.mistakes.append(Mistake(self.grid.file, row, column, value, what, near, mend))

    def check_file_name(self) -> None:
        """Remember a file whose name says another person than the one it is read for."""
        stem = self.grid.file.removesuffix(".gz").rpartition(".")[0]
        head, sign, said = stem.partition(".")
        if head == self.sheet.id and sign and said != self.person:
            what = f"is in the name of the file, and it is read as the table of '{self.person}'"
            self.add(0, "", said, what, mend=self._name_mend(said))

    def _name_mend(self, said: str) -> str:
        """Return what to do about another name of the person."""
        if folded_person(said) == folded_person(self.person):
            return f"Spell the name as '{self.person}' everywhere."
        return "One of the two is wrong: read each table under the name of who filled it in."

    def check_columns(self) -> None:
        """Find each column of the sheet, and remember those that are missing or not known."""
        known = {plain_name(name): name for name in self.sheet.columns}
        for place_, heading in enumerate(self.grid.header):
            name = known.get(plain_name(heading), "")
            if not name:
                near = nearest(heading, self.sheet.columns)
                mend = "Correct the heading, or take the column out."
                self.add(1, "", heading, "is no column of the sheet", near=near, mend=mend)
            elif name in self.columns:
                self.add(1, "", heading, f"stands twice, as '{name}'", mend="Keep one of them.")
            else:
                self.columns[name] = place_
        for name in self.sheet.columns:
            if name not in self.columns and name not in ("person", "about"):
                mend = "Keep all columns of the blank table."
                self.add(1, "", name, "is missing from the header", mend=mend)

    def cell(self, number: int, name: str) -> str:
        """Return the text of a cell, empty where there is no such column."""
        if name not in self.columns:
            return ""
        cell = self.grid.columns[self.columns[name]][number]
        return cell.strip() if isinstance(cell, str) else cell_text(cell)

    def read_row(self, number: int, line: int, *, unfinished: bool) -> None:
        """Read one row."""
        said = {one.id: self.cell(number, one.id) for one in self.sheet.fields}
        record, part = self._unit(number, line, is_filled=any(said.values()))
        self._check_stamp(number, line)
        if not any(said.values()):
            if unfinished:
                self.due.append(place(self.grid.file, "", line))
            else:
                mend = "Fill the row in, take it out, or read the table as unfinished."
                self.add(line, "", record, "has no answer at all", mend=mend)
            return
        answers = {}
        for one in self.sheet.fields:
            found = read_answer(one, said[one.id])
            if found.what:
                near, mend = found.nearest, found.mend
                self.add(line, one.id, said[one.id], found.what, near=near, mend=mend)
            elif found.answer:
                answers[one.id] = found.answer
        self._check_needs(line, said, answers, unfinished=unfinished)
        self.rows.append(FilledRow(record, part, answers, line))

    def _unit(self, number: int, line: int, *, is_filled: bool) -> tuple[str, str]:
        """Return which record and part a row is of."""
        record = self.cell(number, "record")
        part = self.cell(number, self.sheet.part) if self.sheet.part else ""
        if not record:
            self.add(line, "record", "", "the row names no record", mend="Give the id.")
        elif self.records is not None and record not in self.records:
            near = nearest(record, self.records)
            mend = "Give the id of a record that is in the review."
            self.add(line, "record", record, "is no record of the review", near=near, mend=mend)
        if self.sheet.part and not part and is_filled:
            mend = f"Name it; each {self.sheet.part} of a report has a row of its own."
            self.add(line, self.sheet.part, "", f"the row names no {self.sheet.part}", mend=mend)
        key = record, " ".join(part.casefold().split())
        if record and (part or not self.sheet.part):
            first = self.seen.setdefault(key, line)
            if first != line:
                shown = f"{record}, {part}" if part else record
                self.add(line, "", shown, f"stands in row {first} already", mend="Keep one row.")
        return record, part

    def _check_stamp(self, number: int, line: int) -> None:
        """Remember a row of another sheet, version or person, each wrong entry once."""
        wanted = {"sheet": self.sheet.id, "version": self.sheet.version, "person": self.person}
        for name, right in wanted.items():
            found = self.cell(number, name)
            is_open = name == "person" and not found
            if name not in self.columns or found == right or is_open or (name, found) in self.told:
                continue
            self.told.add((name, found))
            if name == "person":
                what, mend = f"is not '{right}'", self._name_mend(found)
            else:
                what = f"is not the {name} that it is read with, '{right}'"
                mend = "Read it with the sheet it was made from, or move the answers to a new one."
            self.add(line, name, found, what if found else f"the {name} is missing", mend=mend)

    def _check_needs(
        self,
        line: int,
        said: Mapping[str, str],
        answers: Mapping[str, str],
        *,
        unfinished: bool,
    ) -> None:
        """Remember what is required and not there, and what stands where nothing is asked."""
        for one in self.sheet.fields:
            if is_asked(one, answers):
                if is_required(one, answers) and not said[one.id]:
                    if unfinished:
                        self.due.append(place(self.grid.file, "", line, one.id))
                    else:
                        self.add(line, one.id, "", "an answer is required", mend=_need(one))
            elif said[one.id]:
                self._check_asked(line, one, said, answers)

    def _check_asked(
        self, line: int, one: Field, said: Mapping[str, str], answers: Mapping[str, str]
    ) -> None:
        """Remember an answer to what is not asked, unless what it hangs on is told already."""
        above = one.depends_on.field if one.depends_on else one.beside
        is_told = bool(said[above]) or self.sheet.field(above).required == "always"
        if above not in answers and is_told:
            return
        there = f"'{answers[above]}'" if above in answers else "empty"
        mend = f"Answer {above} first, or empty the cell."
        if one.depends_on:
            mend = f"It is asked only where {said_dependence(one)}; correct one of the two."
        what = f"stands where nothing is asked: {above} is {there}"
        self.add(line, one.id, said[one.id], what, mend=mend)


def is_asked(one: Field, answers: Mapping[str, str]) -> bool:
    """Return whether a field is asked, given the answers of a row."""
    if one.beside:
        return bool(answers.get(one.beside))
    return one.depends_on is None or answers.get(one.depends_on.field) in one.depends_on.answers


def is_required(one: Field, answers: Mapping[str, str]) -> bool:
    """Return whether a field that is asked must have an answer."""
    if one.required == "answered":
        return answers.get(one.beside, "unknown") not in ("", "unknown", "not-reported")
    return one.required == "always"


def _need(one: Field) -> str:
    """Return what to fill in."""
    options: Sequence[str] = [choice.id for choice in one.options]
    return f"Choose one of: {', '.join(options)}." if options else f"Give {one.label}."
