"""Which sign is the decimal sign of a file, decided once for the whole file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hanse.errors import InputError
from hanse.messages import message
from hanse.tables.column_reader import Markers, PlainNumbers
from hanse.tables.grid import Cell, Grid, quoted
from hanse.tables.numbers import evidence, read_number, why_no_number

__all__ = ["decide_decimal"]

_SAY = 'Say which is meant: decimal = "." or "," (hanse.toml, Python), --decimal (hanse new).'
_TOLD = "Decimal sign is '{sign}'."


@dataclass(frozen=True)
class _Found:
    """Where the first cell of each kind of evidence stands: column from 0 and text."""

    point: tuple[int, str] | None = None
    comma: tuple[int, str] | None = None
    either_point: tuple[int, str] | None = None
    either_comma: tuple[int, str] | None = None

    def filled_from(self, other: _Found) -> _Found:
        """Return this evidence with that of another set of columns where this has none."""
        return _Found(
            self.point or other.point,
            self.comma or other.comma,
            self.either_point or other.either_point,
            self.either_comma or other.either_comma,
        )


def decide_decimal(
    grid: Grid, *, plain: Sequence[PlainNumbers | None], markers: Markers, skip: int | None
) -> tuple[str, list[str]]:
    """Return the decimal sign of a file and what speaks for it.

    Cells that only one of the two grammars can read decide. Where there are none, semicolons
    between the columns speak for the comma. A cell such as ``1,234`` that stays open is refused.

    Parameters
    ----------
    grid : Grid
        The table.
    plain : sequence of PlainNumbers or None
        Of each column, its numbers if they are written in the plain way.
    markers : Markers
        What stands for a missing value.
    skip : int or None
        The column of the ids, which says nothing.

    Raises
    ------
    InputError
        If some cells can only be read with a point and others only with a comma, or if nothing
        in the file decides.
    """
    columns = [j for j in range(len(grid.columns)) if j != skip]
    pointed = [j for j in columns if (numbers := plain[j]) is not None and numbers.sign == "."]
    others = [j for j in columns if (numbers := plain[j]) is None or numbers.sign == ","]
    found = _evidence(grid, others, plain, markers)
    if found.comma or found.either_comma or grid.delimiter == ";":
        found = found.filled_from(_evidence(grid, pointed, plain, markers))
    if not (found.point or found.comma):
        found = found.filled_from(_weak_evidence(grid, others, markers))
    if found.point and found.comma:
        raise InputError(
            f"{quoted(found.comma[1])} needs a decimal comma, but {quoted(found.point[1])} in "
            f"{_where(grid, found.point)} needs a decimal point",
            where=_where(grid, found.comma),
            mend="Write all numbers of a file with one decimal sign. " + _SAY,
        )
    if found.point or found.comma:
        sign = "," if found.comma else "."
        return sign, [message(_TOLD, sign=sign)]
    if found.either_comma and grid.delimiter == ";" and not found.either_point:
        said = "Decimal sign is '{sign}', because semicolons separate the columns."
        return ",", [message(said, sign=",")]
    open_cell = found.either_comma or (found.either_point if grid.delimiter == ";" else None)
    if open_cell:
        raise _undecided(grid, open_cell)
    return ".", [message(_TOLD, sign=".")] if found.either_point else []


def _evidence(
    grid: Grid, columns: Sequence[int], plain: Sequence[PlainNumbers | None], markers: Markers
) -> _Found:
    """Return the first evidence of each kind in columns that hold nothing but numbers."""
    first: dict[str, tuple[int, str]] = {}
    for index in columns:
        said = _said_plainly if plain[index] is not None else _said
        for text, sign in said(grid.columns[index], markers).items():
            key = f"either{'_comma' if ',' in text else '_point'}" if sign == "either" else sign
            first.setdefault(key, (index, text))
    return _Found(
        first.get("."), first.get(","), first.get("either_point"), first.get("either_comma")
    )


def _said_plainly(cells: Sequence[Cell], markers: Markers) -> dict[str, str]:
    """Return what a column says that has one sign throughout; the first cell that decides does."""
    said: dict[str, str] = {}
    for cell in cells:
        sign = evidence(cell.strip()) if isinstance(cell, str) else ""
        if sign in (".", ","):
            return {str(cell).strip(): sign}
        if sign and not said:
            said[str(cell).strip()] = sign
    return said


def _weak_evidence(grid: Grid, columns: Sequence[int], markers: Markers) -> _Found:
    """Return what cells say that stand among texts, in columns of which most cells are numbers."""
    first: dict[str, tuple[int, str]] = {}
    for index in columns:
        said, texts = _said_by_text(grid.columns[index], markers)
        if len(texts) < len(said):
            for text, sign in said.items():
                first.setdefault(sign, (index, text))
    return _Found(first.get("."), first.get(","))


def _said(cells: Sequence[Cell], markers: Markers) -> dict[str, str]:
    """Return what each text of a column says; nothing if any is no number and not missing."""
    said, texts = _said_by_text(cells, markers)
    return {} if texts else {text: sign for text, sign in said.items() if sign}


def _said_by_text(
    cells: Sequence[Cell], markers: Markers
) -> tuple[dict[str, str], dict[str, None]]:
    """Return what each number says (nothing: empty), and the texts that are none, in order."""
    said: dict[str, str] = {}
    texts: dict[str, None] = {}
    for text in {cell.strip(): None for cell in cells if isinstance(cell, str)}:
        sign = evidence(text) if "," in text or "." in text else ""
        if sign or read_number(text) is not None or _is_refused(text):
            said[text] = sign
        elif not markers.holds(text):
            texts[text] = None
    return said, texts


def _is_refused(text: str) -> bool:
    """Return whether the cell is a number that is refused later, for its currency sign."""
    return why_no_number(text)[0] in ("currency", "infinite")


def _where(grid: Grid, cell: tuple[int, str]) -> str:
    """Return the place of the first cell of a column with that text."""
    index, text = cell
    cells = grid.columns[index]
    row = next(i for i, one in enumerate(cells) if isinstance(one, str) and one.strip() == text)
    return grid.place(row, index)


def _undecided(grid: Grid, cell: tuple[int, str]) -> InputError:
    """Return the error for a cell that two decimal signs read differently."""
    values = [read_number(cell[1], decimal=sign) for sign in ".,"]
    shown = " or ".join(f"{one.value:.12g}" for one in values if one is not None)
    return InputError(
        f"{quoted(cell[1])} may be {shown}, and nothing in the file decides",
        where=_where(grid, cell),
        mend=_SAY,
    )
