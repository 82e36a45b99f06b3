"""From the tables of several people to one final sheet, with who said what behind every cell."""

from __future__ import annotations

import csv
import io
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from hanse.errors import unknown_name
from hanse.evidence.sheets.answers import read_answer
from hanse.evidence.sheets.comparison import aligned, coders_of
from hanse.evidence.sheets.filled import FilledSheet, Unit, check_together, wide_frame
from hanse.evidence.sheets.mistakes import Mistake, SheetMistakes, nearest
from hanse.evidence.sheets.reading import is_required
from hanse.evidence.sheets.sheet_model import Field, Sheet
from hanse.messages import join_names, plural
from hanse.result import Answer, Record
from hanse.tables.delimited import read_delimited
from hanse.tables.grid import cell_text, place
from hanse.tables.source import open_source

__all__ = ["FinalCell", "FinalSheet", "Resolution", "adjudicate", "read_resolutions"]

_HOW = {
    "agreed": "all who coded it say so",
    "one coder": "one person alone coded the unit",
    "follows": "said by those whose answer above it stands",
    "joined": "words of several people, one after the other",
    "resolved": "settled by a person",
    "does not apply": "not asked, by the answer it depends on",
    "unresolved": "different answers, or none where one is required",
}
_OPEN = ("unresolved", "joined")
_JOIN = " | "
_HANGS = " is unresolved"


@dataclass(frozen=True)
class Resolution(Record, kind="sheet-resolution"):
    """Who settled which cell, with which answer and why."""

    record: str
    part: str
    field: str
    value: str
    person: str
    reason: str = ""


@dataclass(frozen=True)
class FinalCell(Record, kind="sheet-final-cell"):
    """One cell of the final sheet.

    Attributes
    ----------
    record, part, field : str
        Which it is.
    value : str
        The answer; empty where it is unresolved or not asked.
    how : str
        agreed, one coder, follows, joined, resolved, does not apply or unresolved.
    by : tuple of str
        On whose answers it rests; who resolved it, where it was.
    said : mapping of str to str
        Person → answer of everybody who coded the unit, empty where that person gave none.
    reason : str
        Why it was resolved so, or why it is unresolved.
    """

    record: str
    part: str
    field: str
    value: str
    how: str
    by: tuple[str, ...]
    said: Mapping[str, str]
    reason: str = ""


@dataclass(frozen=True)
class FinalSheet(Answer, kind="final-sheet"):
    """The final answers, and where each comes from.

    Attributes
    ----------
    sheet : Sheet
        What was asked.
    people : tuple of str
        Who answered.
    cells : tuple of FinalCell
        Cells that somebody answered or had to answer, unit by unit.
    """

    sheet: Sheet
    people: tuple[str, ...]
    cells: tuple[FinalCell, ...]

    @property
    def unresolved(self) -> tuple[FinalCell, ...]:
        """The cells that are still to be settled."""
        return tuple(one for one in self.cells if one.how == "unresolved")

    def units(self) -> dict[Unit, Mapping[str, str]]:
        """Return the final answers of each record and part."""
        made: dict[Unit, dict[str, str]] = {}
        for one in self.cells:
            answers = made.setdefault((one.record, one.part), {})
            if one.value:
                answers[one.field] = one.value
        return dict(made)

    def to_frame(self) -> Any:
        """Return a row for each unit: record, part and a column for each field."""
        return wide_frame(self.sheet, self.units())

    def provenance_frame(self) -> Any:
        """Return a row for each cell: value, how it came about, by whom, and what each said."""
        import pandas as pd

        rows = [
            {
                "record": one.record,
                "part": one.part,
                "field": one.field,
                "value": one.value,
                "how": one.how,
                "by": ", ".join(one.by),
                **{f"said by {who}": one.said.get(who, "") for who in self.people},
                "reason": one.reason,
            }
            for one in self.cells
        ]
        return pd.DataFrame(rows)

    def to_resolve(self) -> str:
        """Return the cells to settle as CSV: what each said, and value, person, reason to fill in.

        Cells that hang on an unresolved one are left out until that one is settled. Read it with
        `read_resolutions` and give it to `adjudicate`.
        """
        stream = io.StringIO(newline="")
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow([*self.sheet.keys, "field", "said", "value", "person", "reason"])
        for one in self.unresolved:
            if not one.reason.endswith(_HANGS):
                keys = [one.record, one.part] if self.sheet.part else [one.record]
                said = " | ".join(f"{who}: {text or '–'}" for who, text in one.said.items())
                writer.writerow([*keys, one.field, said, "", "", ""])
        return stream.getvalue()

    def __str__(self) -> str:
        """Return how many cells came about in which way, and which are unresolved."""
        counts = Counter(one.how for one in self.cells)
        lines = [f"{counts[how]:>6}  {how}: {said}" for how, said in _HOW.items() if counts[how]]
        left = [
            place(one.record, "", 0, "") + (f", {one.part}" if one.part else "") + f": {one.field}"
            for one in self.unresolved
        ]
        tail = [f"Unresolved: {join_names(left)}"] if left else []
        head = f"{self.sheet.title}: {plural(len(self.units()), 'unit')} of {len(self.people)}"
        return "\n".join([f"{head} people", *lines, *tail])


def read_resolutions(sheet: Sheet, path: str | os.PathLike[str]) -> tuple[Resolution, ...]:
    """Read which answers stand, as `FinalSheet.to_resolve` writes them.

    Parameters
    ----------
    sheet : Sheet
        What was asked.
    path : path
        A CSV file with the unit, ``field``, ``value``, ``person`` and, if wished, ``reason``.

    Returns
    -------
    tuple of Resolution
        Rows without a value are left out: those cells stay unresolved.

    Raises
    ------
    InputError
        If the file is no table or a column is missing.
    SheetMistakes
        If a row with a value has no person.
    """
    grid = read_delimited(open_source(path), delimiter=None, encoding=None)
    cells: dict[str, Sequence[Any]] = dict(zip(grid.header, grid.columns, strict=True))
    for name in (*sheet.keys, "field", "value", "person"):
        if name not in cells:
            raise unknown_name("column", name, grid.header, where=grid.file)
    found, mistakes = [], []
    for number, line in enumerate(grid.lines):
        said = {name: cell_text(column[number]) for name, column in cells.items()}
        if not said["value"]:
            continue
        if not said["person"]:
            mend = "Say who settled it."
            mistakes.append(Mistake(grid.file, line, "person", "", "nobody is named", "", mend))
        part = said[sheet.part] if sheet.part else ""
        named = said["record"], part, said["field"], said["value"], said["person"]
        found.append(Resolution(*named, said.get("reason", "")))
    if mistakes:
        raise SheetMistakes(mistakes)
    return tuple(found)


def adjudicate(filled: Sequence[FilledSheet], resolutions: Sequence[Resolution] = ()) -> FinalSheet:
    """Bring the tables of several people together, settling nothing by guess.

    A cell is agreed where all who coded the unit gave the same answer. What differs is unresolved
    until a resolution settles it. What stands beside an answer (place, paraphrase, kind of
    evidence) is taken from those whose answer stands; words that differ are put one after the
    other. A field that depends on another is not asked where the final answer there says so, and
    is taken from those who were asked where it is.

    Parameters
    ----------
    filled : sequence of FilledSheet
        One table for each person, of one version of one sheet.
    resolutions : sequence of Resolution
        Who settled what; the answers are checked like any other.

    Returns
    -------
    FinalSheet
        With the cells that are unresolved.

    Raises
    ------
    InputError
        If the tables do not go together.
    SheetMistakes
        If a resolution names a unit, field or answer that does not exist, settles a cell that is
        settled, or stands twice; all of them.
    """
    check_together(filled)
    sheet = filled[0].sheet
    tables = aligned(filled)
    coders = coders_of(tables)
    settled = _Settled(sheet, coders, resolutions)
    cells: list[FinalCell] = []
    for unit, names in coders.items():
        made: dict[str, FinalCell] = {}
        said = {who: tables[who][unit] for who in names}
        for one in sheet.fields:
            cell = settled.apply(_cell(unit, one, said, made), one)
            made[one.id] = cell
            if cell.value or cell.how == "unresolved" or any(cell.said.values()):
                cells.append(cell)
    settled.check_used()
    return FinalSheet(sheet, tuple(tables), tuple(cells))


class _Scope(NamedTuple):
    """Whose answers to a field count, or the outcome where none do."""

    voices: list[str]
    how: str = ""
    reason: str = ""


def _scope(
    one: Field, said: Mapping[str, Mapping[str, str]], made: Mapping[str, FinalCell]
) -> _Scope:
    """Return whose answers to a field count, given the final answer that it hangs on."""
    above = one.depends_on.field if one.depends_on else one.beside
    if not above:
        return _Scope(list(said))
    parent = made[above]
    if parent.how == "unresolved":
        return _Scope([], "unresolved", f"{above}{_HANGS}")
    if one.depends_on:
        asked = one.depends_on.answers
        if parent.value not in asked:
            return _Scope([], "does not apply")
        return _Scope([who for who, answers in said.items() if answers.get(above) in asked])
    if not parent.value:
        return _Scope([], "does not apply")
    if parent.how == "joined":
        return _Scope(list(parent.by))
    return _Scope([who for who, answers in said.items() if answers.get(above) == parent.value])


def _cell(
    unit: Unit,
    one: Field,
    said: Mapping[str, Mapping[str, str]],
    made: Mapping[str, FinalCell],
) -> FinalCell:
    """Return a cell as the people leave it."""
    told = {who: answers.get(one.id, "") for who, answers in said.items()}
    scope = _scope(one, said, made)
    above = {name: cell.value for name, cell in made.items()}
    needs = is_required(one, above)

    def cell(value: str, how: str, by: Sequence[str] = (), reason: str = "") -> FinalCell:
        return FinalCell(*unit, one.id, value, how, tuple(by), told, reason)

    if scope.how == "unresolved" and not any(told.values()):
        return cell("", "does not apply")
    if scope.how:
        return cell("", scope.how, (), scope.reason)
    answers = {who: told[who] for who in scope.voices}
    given = {who: text for who, text in answers.items() if text}
    if not given:
        return cell("", "unresolved" if needs else "does not apply", (), "nobody answered it")
    values = list(dict.fromkeys(given.values()))
    if one.is_text and len(values) > 1:
        return cell(_JOIN.join(values), "joined", list(given))
    if len(values) > 1 or (not one.is_text and len(given) < len(answers)):
        return cell("", "unresolved", (), "different answers")
    if len(said) == 1:
        return cell(values[0], "one coder", list(given))
    return cell(values[0], "agreed" if len(given) == len(said) else "follows", list(given))


class _Settled:
    """The resolutions while they are applied, and what is wrong with them."""

    def __init__(
        self, sheet: Sheet, units: Mapping[Unit, Sequence[str]], resolutions: Sequence[Resolution]
    ) -> None:
        self._left: dict[tuple[Unit, str], Resolution] = {}
        self._rows: dict[tuple[Unit, str], int] = {}
        self._mistakes: list[Mistake] = []
        fields = {one.id: one for one in sheet.fields}
        for number, one in enumerate(resolutions, start=1):
            unit = one.record, one.part
            if unit not in units:
                listed = {" / ".join(filter(None, each)): each for each in units}
                shown = " / ".join(filter(None, unit))
                self._add(number, shown, "is a unit nobody coded", nearest(shown, listed))
            elif one.field not in fields:
                self._add(number, one.field, "is no field", nearest(one.field, fields))
            elif (unit, one.field) in self._left:
                self._add(number, f"{' '.join(unit)} {one.field}", "is resolved twice")
            else:
                read = read_answer(fields[one.field], one.value)
                if read.what or not read.answer:
                    what = read.what or "the answer is empty"
                    self._add(number, one.value, what, read.nearest, read.mend)
                    continue
                self._rows[unit, one.field] = number
                kept = Resolution(*unit, one.field, read.answer, one.person, one.reason)
                self._left[unit, one.field] = kept

    def _add(
        self, number: int, value: str, what: str, near: str = "", mend: str = "Correct it."
    ) -> None:
        """Remember a mistake."""
        mistake = Mistake("resolutions", number, "", value, what, near, mend)
        self._mistakes.append(mistake)

    def apply(self, cell: FinalCell, one: Field) -> FinalCell:
        """Return the cell as it was settled, or as it is."""
        key = (cell.record, cell.part), one.id
        found = self._left.get(key)
        if found is None:
            return cell
        del self._left[key]
        if cell.how not in _OPEN:
            mend = "Take the resolution out, or correct the table of the person."
            what = f"is settled already: {cell.how}, '{cell.value}'"
            self._add(self._rows[key], f"{' '.join(key[0])} {one.id}", what, "", mend)
            return cell
        return FinalCell(
            *key[0], one.id, found.value, "resolved", (found.person,), cell.said, found.reason
        )

    def check_used(self) -> None:
        """Raise all that is wrong."""
        if self._mistakes:
            raise SheetMistakes(sorted(self._mistakes, key=lambda one: one.row))
