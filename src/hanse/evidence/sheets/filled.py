"""A sheet that one person filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hanse.errors import InputError
from hanse.evidence.sheets.sheet_model import Sheet
from hanse.messages import plural
from hanse.result import Answer, Record
from hanse.tables.accents import without_accents

__all__ = ["FilledRow", "FilledSheet", "folded_person"]

Unit = tuple[str, str]
"""A record, and the part of it (such as a cluster); the part is empty where a row is a record."""


@dataclass(frozen=True)
class FilledRow(Record, kind="filled-row"):
    """The answers for one report, or for one cluster of a report.

    Attributes
    ----------
    record, part : str
        Which it is.
    answers : mapping of str to str
        Field → answer, only where there is one.
    row : int
        Row of the file.
    """

    record: str
    part: str
    answers: Mapping[str, str]
    row: int = 0


@dataclass(frozen=True)
class FilledSheet(Answer, kind="filled-sheet"):
    """A sheet as one person filled it in, checked.

    Attributes
    ----------
    sheet : Sheet
        What was asked.
    person : str
        Who answered.
    file : str
        Name of the file.
    rows : tuple of FilledRow
        In the order of the file; rows in which nothing is filled in are not among them.
    open : tuple of str
        Places at which an answer is still due: rows without any, and required cells. Only a table
        read as unfinished has some.
    missing : tuple of str
        Known records that have no row.
    """

    sheet: Sheet
    person: str
    file: str
    rows: tuple[FilledRow, ...]
    open: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    def units(self) -> dict[Unit, Mapping[str, str]]:
        """Return the answers of each record and part, in the order of the file."""
        return {(row.record, row.part): row.answers for row in self.rows}

    def to_frame(self) -> Any:
        """Return a row for each unit: person, record, part and a column for each field.

        Numbers and years are floats, everything else is text; no answer is NaN and empty text.
        """
        return wide_frame(self.sheet, self.units(), person=self.person)

    def __str__(self) -> str:
        """Return what it holds, in words."""
        head = f"{self.sheet.title}, version {self.sheet.version}, filled in by {self.person}"
        said = f"{head}: {plural(len(self.rows), 'row')}"
        said += f"\n{plural(len(self.open), 'answer')} still due" if self.open else ""
        return said + (
            f"\n{plural(len(self.missing), 'record')} without a row" if self.missing else ""
        )


def wide_frame(sheet: Sheet, units: Mapping[Unit, Mapping[str, str]], *, person: str = "") -> Any:
    """Return answers as a frame, a row for each unit."""
    import pandas as pd

    rows = []
    for (record, part), answers in units.items():
        row: dict[str, Any] = {"person": person} if person else {}
        row |= {"record": record} | ({sheet.part: part} if sheet.part else {})
        for one in sheet.fields:
            text = answers.get(one.id, "")
            is_number = one.type in ("number", "whole", "year")
            row[one.id] = (float(text) if text else float("nan")) if is_number else text
        rows.append(row)
    keys = [*(["person"] if person else []), *sheet.keys]
    return pd.DataFrame(rows, columns=[*keys, *(one.id for one in sheet.fields)])


def folded_person(name: str) -> str:
    """Return the name of a person without case, accents, points and blanks.

    Examples
    --------
    >>> folded_person("Eva Müller") == folded_person("eva.muller")
    True
    """
    plain = without_accents(name.casefold().replace("ø", "o").replace("ł", "l"))
    return re.sub(r"[\W_]+", "", plain)


def check_together(filled: Sequence[FilledSheet]) -> None:
    """Refuse tables that cannot be held against each other.

    Raises
    ------
    InputError
        If there are fewer than two, they are of different sheets or versions, or two of them are
        of one person, also where case, accents or blanks of the name differ.
    """
    if len(filled) < 2:
        raise InputError(
            f"{plural(len(filled), 'table')} to compare", mend="Give the tables of two people."
        )
    first = filled[0]
    for other in filled[1:]:
        if (other.sheet.id, other.sheet.version) != (first.sheet.id, first.sheet.version):
            raise InputError(
                f"{other.person} filled in {other.sheet.id} version {other.sheet.version}, "
                f"{first.person} {first.sheet.id} version {first.sheet.version}",
                mend="Compare tables of one version of one sheet.",
            )
        if other.sheet != first.sheet:
            raise InputError(
                f"{other.person} and {first.person} have version {first.sheet.version} of "
                f"{first.sheet.id} in two wordings",
                mend="Give a changed sheet a new version.",
            )
    seen: dict[str, FilledSheet] = {}
    for one in filled:
        known = seen.setdefault(folded_person(one.person), one)
        if known is not one:
            raise InputError(
                f"'{known.person}' ({known.file}) and '{one.person}' ({one.file}) are one name",
                mend="Give each person a table and a name of their own.",
            )
