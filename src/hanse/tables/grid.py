"""The cells of a file as they stand there, before anything is read as a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hanse.errors import InputError
from hanse.messages import join_names, message

__all__ = [
    "ALWAYS_MISSING",
    "Cell",
    "Grid",
    "SheetNumber",
    "cell_text",
    "make_grid",
    "place",
    "quoted",
]

# Error values of spreadsheet programs; like an empty cell they never are content.
ALWAYS_MISSING = frozenset(
    ["", "#n/a", "#na", "#div/0!", "#ref!", "#value!", "#name?", "#num!", "#null!", "#spill!"]
)


class SheetNumber(float):
    """A number of a spreadsheet that is shown otherwise than it is stored.

    Attributes
    ----------
    text : str
        The number as the sheet shows it.
    is_percent : bool
        Whether it is shown as a percentage; the value then is the number before the sign.
    """

    text: str
    is_percent: bool

    @classmethod
    def shown(cls, value: float, text: str, *, is_percent: bool) -> SheetNumber:
        """Return the number with the way it is shown."""
        made = cls(value)
        made.text, made.is_percent = text, is_percent
        return made


Cell = str | float | None


@dataclass(frozen=True)
class Grid:
    """Header and columns of a file with the line of each row.

    Parameters
    ----------
    file, sheet : str
        Name of the file, and of the sheet in a workbook.
    sha256 : str
        Hash of the file's bytes.
    delimiter : str
        What separates the columns; empty for a workbook.
    header : tuple of str
        Unique names of the columns.
    lines : tuple of int
        Line (row of the sheet) of each row, from 1.
    columns : tuple of sequences
        The cells, one sequence for each name.
    notes : tuple of str
        What the reader recognised.
    """

    file: str
    sheet: str
    sha256: str
    delimiter: str
    header: tuple[str, ...]
    lines: tuple[int, ...]
    columns: tuple[Sequence[Cell], ...]
    notes: tuple[str, ...]

    def place(self, row: int, column: int) -> str:
        """Return the place of a cell; row and column count from 0."""
        return place(self.file, self.sheet, self.lines[row], self.header[column])


def place(file: str, sheet: str = "", line: int = 0, column: str = "") -> str:
    """Return a place in words, leaving out what is not known.

    Examples
    --------
    >>> place("township.csv", line=5, column="Pat")
    'township.csv, row 5, column Pat'
    """
    parts = [
        file,
        f"sheet {sheet}" if sheet else "",
        f"row {line}" if line else "",
        f"column {column}" if column else "",
    ]
    return ", ".join(part for part in parts if part)


def cell_text(cell: Cell) -> str:
    """Return the cell as its reader sees it: ``7.0`` is ``7``, an empty cell the empty text.

    Examples
    --------
    >>> cell_text(7.0), cell_text(0.5), cell_text(" Lyon "), cell_text(None)
    ('7', '0.5', 'Lyon', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, SheetNumber):
        return cell.text
    return str(int(cell)) if float(cell).is_integer() else repr(float(cell))


def quoted(text: str, *, most: int = 60) -> str:
    """Return a text in quotes, on one line and cut where it is long.

    Examples
    --------
    >>> quoted("Lyon"), quoted("Lyon and its surroundings", most=10)
    ("'Lyon'", "'Lyon and …'")
    """
    line = " ".join(text.split())
    return f"'{line}'" if len(line) <= most else f"'{line[: most - 1]}…'"


def make_grid(
    names: Sequence[str],
    columns: Sequence[Sequence[Cell]],
    *,
    file: str,
    sheet: str,
    sha256: str,
    delimiter: str,
    header_line: int,
    lines: Sequence[int],
    notes: Sequence[str],
) -> Grid:
    """Return the grid without its empty columns, once every name has been found good.

    Raises
    ------
    InputError
        If there are no rows, or a column has no name, or two have the same.
    """
    where = place(file, sheet)
    if not lines:
        raise InputError(
            "there is a header but no row below it", where=where, mend="Add a row for each case."
        )
    shown = [" ".join(name.split()) for name in names]
    kept = [j for j, name in enumerate(shown) if name or any(map(cell_text, columns[j]))]
    said = list(notes)
    if len(kept) < len(shown):
        said.append(
            message("Empty columns without a name left out: {n}.", n=len(shown) - len(kept))
        )
    cells = [columns[j] for j in kept]
    header = [shown[j] for j in kept]
    if header and not header[0] and _all_different(cells[0]):
        header[0] = _free_name("case", header)
        said.append(message("The first column has no name; it is called '{name}'.", name=header[0]))
    _check_names(header, kept, place(file, sheet, header_line))
    return Grid(
        file=file,
        sheet=sheet,
        sha256=sha256,
        delimiter=delimiter,
        header=tuple(header),
        lines=tuple(lines),
        columns=tuple(cells),
        notes=tuple(said),
    )


def _all_different(cells: Sequence[Cell]) -> bool:
    """Return whether every cell is filled and none stands twice, as names of rows do."""
    texts = {cell_text(cell) for cell in cells}
    return len(texts) == len(cells) and "" not in texts


def _free_name(wanted: str, taken: Sequence[str]) -> str:
    """Return the wanted name, with underscores behind it while it is taken."""
    while wanted in taken:
        wanted += "_"
    return wanted


def _check_names(header: Sequence[str], positions: Sequence[int], where: str) -> None:
    """Raise the error for a column without a name or a name that stands twice."""
    for name, position in zip(header, positions, strict=True):
        if not name:
            raise InputError(
                f"column {position + 1} has no name",
                where=where,
                mend="Write a name into the first row of every column that has values.",
            )
    first: dict[str, int] = {}
    for name, position in zip(header, positions, strict=True):
        if name in first:
            both = join_names([str(first[name] + 1), str(position + 1)])
            raise InputError(
                f"the name {quoted(name)} stands over columns {both}",
                where=where,
                mend="Give every column a name of its own.",
            )
        first[name] = position
