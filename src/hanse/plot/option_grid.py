"""The option grid: how each option stands on each criterion, and which ones are advised."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hanse.errors import InputError
from hanse.messages import plural
from hanse.plot.ink import GRID, QUIET, TEXT, TYPICAL, ZONE
from hanse.plot.names import slug
from hanse.plot.picture import Picture
from hanse.plot.rating_box import Cell, rating_box, rating_height, rating_said
from hanse.plot.svg import drawing, element, text
from hanse.plot.text_block import Line, clamped, one_line, stacked, tall

__all__ = ["option_grid"]

MARGIN, WIDTH = 16.0, 900.0
NAME_WIDTH, STATUS_WIDTH, CELL_LEAST, CELL_MOST = 214.0, 176.0, 44.0, 134.0
NAME_SIZE, STATUS_SIZE, TITLE_SIZE, PAD = 12.5, 12, 15, 8.0


def option_grid(
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[Sequence[Cell]],
    *,
    title: str,
    status: Sequence[str] = (),
    advised: Sequence[bool] | None = None,
    row_head: str = "Option",
    status_head: str = "Result",
    note: str = "",
    name: str = "",
) -> Picture:
    """Draw options against criteria: every rating as a colour, a label and a word.

    The colours run from pale orange with an edge (worst) over light blue to dark blue (best), so
    that they keep their order in grey and for colour-blind readers.

    Parameters
    ----------
    rows : sequence of str
        Names of the options; long ones wrap.
    columns : sequence of str
        Names of the criteria.
    cells : sequence of sequence of Cell
        Options × criteria. A cell holds ``(place, label, words)`` with the place in [0, 1]: none
        of them for an option that is not rated, one for a rating, two for a range.
    title : str
        Shown above the grid.
    status : sequence of str
        For each option what became of it, such as ``"advised"`` or ``"falls: …"``; nothing draws
        no such column.
    advised : sequence of bool, optional
        Which rows are framed and bold; the others with a status are quiet. Where it is missing,
        those whose status begins with ``"advised"``.
    row_head, status_head : str
        What stands above the options and above the last column.
    note : str
        Shown below the grid, such as the source of the ratings.
    name : str
        Name of the figure's file; made from the title where it is empty.

    Returns
    -------
    Picture
        At most 900 wide for up to ten criteria. Without options the head alone.

    Raises
    ------
    InputError
        If the lengths differ, a place lies outside 0 to 1, or a cell has more than two levels.

    Examples
    --------
    >>> picture = option_grid(["export"], ["feasible"], [[[(1.0, "HF", "highly feasible")]]],
    ...                       title="Ways abroad", status=["advised"])
    >>> picture.alt
    'Ways abroad: 1 option by 1 criterion. export: feasible HF (highly feasible); advised.'
    """
    rows, columns, status = [[one_line(one) for one in part] for part in (rows, columns, status)]
    title, note = one_line(title), one_line(note)
    _check(rows, columns, cells, status, advised)
    cells = [
        [[(at, one_line(a), one_line(b)) for at, a, b in cell] for cell in row] for row in cells
    ]
    if advised is None:
        advised = [one.startswith("advised") for one in status] or [False] * len(rows)
    heads = (row_head, status_head if status else "")
    shown = [status[at] if status else "" for at in range(len(rows))]
    width, total = _widths(len(columns), bool(status))
    parts, y = _head(columns, width, total, title, heads)
    for at, label in enumerate(rows):
        row = _Row(label, cells[at], shown[at], advised[at], width, total)
        parts += row.drawn(y, row.height())
        y += row.height()
    below, y = _below(cells, note, y, total)
    said = [_row_said(label, columns, cells[at], shown[at]) for at, label in enumerate(rows)]
    n_columns = plural(len(columns), "criterion", "criteria")
    alt = f"{title}: {plural(len(rows), 'option')} by {n_columns}. {' '.join(said)}".strip()
    svg = drawing([*parts, *below], width=total + 2 * MARGIN, height=y + 14, title=title, alt=alt)
    return Picture(name=name or f"options-{slug(title)}", title=title, alt=alt, svg=svg)


def _widths(n_columns: int, has_status: bool) -> tuple[float, float]:
    """Return the width of a column of ratings and that of the whole grid."""
    status_width = STATUS_WIDTH if has_status else 0.0
    room = (WIDTH - 2 * MARGIN - NAME_WIDTH - status_width) / max(n_columns, 1)
    width = min(CELL_MOST, max(CELL_LEAST, room))
    return width, max(NAME_WIDTH + width * n_columns + status_width, 420.0)


class _Row(NamedTuple):
    """One option with what is needed to draw it."""

    label: str
    cells: Sequence[Cell]
    status: str
    is_advised: bool
    width: float
    total: float

    @property
    def name_lines(self) -> list[Line]:
        """The option's name, wrapped."""
        width = NAME_WIDTH - 20
        return clamped(self.label, width=width, size=NAME_SIZE, most=4, is_bold=self.is_advised)

    @property
    def status_lines(self) -> list[Line]:
        """The option's status, wrapped; an advised one leaves room for its tick."""
        width = STATUS_WIDTH - (38 if self.is_advised else 22)
        size, is_bold = STATUS_SIZE, self.is_advised
        return clamped(self.status, width=width, size=size, most=6, is_bold=is_bold)

    @property
    def box_height(self) -> float:
        """The height of all boxes of the row."""
        return max([26.0, *(rating_height(cell, self.width - 8) for cell in self.cells)])

    def height(self) -> float:
        """Return the height of the row: that of its tallest text."""
        texts = [tall(self.name_lines), tall(self.status_lines)]
        return max([36.0, *(one + 2 * PAD for one in texts), self.box_height + 2 * PAD])

    def drawn(self, y: float, height: float) -> list[str]:
        """Return the row drawn with its top at ``y``."""
        middle, right = y + height / 2, MARGIN + self.total
        ink = TEXT if self.is_advised or not self.status else QUIET
        if self.is_advised:
            frame: dict[str, str | float] = {
                "fill": ZONE,
                "stroke": TYPICAL,
                "stroke_width": 2.0,
                "rx": 6.0,
            }
            parts = [
                element(
                    "rect", x=MARGIN - 6, y=y + 3, width=self.total + 12, height=height - 6, **frame
                )
            ]
        else:
            parts = [_rule(right, y + height, GRID)]
        parts += stacked(self.name_lines, MARGIN + 4, middle, fill=ink)
        left, high = MARGIN + NAME_WIDTH, self.box_height
        for at, cell in enumerate(self.cells):
            box = left + at * self.width + 4
            parts += rating_box(cell, box, middle - high / 2, self.width - 8, high)
        x = left + len(self.cells) * self.width + 12
        if self.is_advised and self.status:
            tick = f"M{x:.2f},{middle:.2f}l4,4.5l7.5,-10"
            parts.append(element("path", d=tick, fill="none", stroke=TYPICAL, stroke_width=2.6))
            x += 18
        return [*parts, *stacked(self.status_lines, x, middle, fill=ink)]


def _head(
    columns: Sequence[str], width: float, total: float, title: str, heads_beside: tuple[str, str]
) -> tuple[list[str], float]:
    """Return the title and the names of the columns, and where the rows begin."""
    titles = clamped(title, width=total, size=TITLE_SIZE, most=4, is_bold=True)
    parts = stacked(titles, MARGIN, 14 + tall(titles) / 2)
    left = MARGIN + NAME_WIDTH
    heads = [clamped(one, width=width - 8, size=12, most=4, is_bold=True) for one in columns]
    y = 26 + tall(titles)
    bottom = y + max([tall(one) for one in heads], default=0.0)
    bottom = max(bottom, y + 16)
    for at, lines in enumerate(heads):
        middle = left + (at + 0.5) * width
        parts += stacked(lines, middle, bottom - tall(lines) / 2, anchor="middle")
    after = left + width * len(columns) + 12
    for words, x in zip(heads_beside, (MARGIN + 4, after), strict=True):
        parts += stacked([Line(one_line(words), 12, True)], x, bottom - 7)
    parts.append(_rule(MARGIN + total, bottom + 6, TEXT, 1.4))
    return parts, bottom + 10


def _below(
    cells: Sequence[Sequence[Cell]], note: str, y: float, total: float
) -> tuple[list[str], float]:
    """Return what the colours mean, the note, and where they end."""
    kinds = {min(len(cell), 2) for row in cells for cell in row}
    said = [
        "The darker the box, the better the rating; the pale ones with an edge are the worst."
    ] * bool(kinds & {1, 2})
    said += ["Two tones: the rating is a range."] * (2 in kinds)
    parts: list[str] = []
    if not cells:
        parts.append(text("There is no option to show.", MARGIN, y + 20, size=12, fill=QUIET))
        y += 30
    y += 8
    for words in (" ".join(said), note):
        lines = clamped(words, width=total, size=11, most=4) if words else []
        parts += stacked(lines, MARGIN, y + tall(lines) / 2, fill=QUIET)
        y += tall(lines)
    return parts, y


def _row_said(label: str, columns: Sequence[str], cells: Sequence[Cell], status: str) -> str:
    """Return one option in words."""
    said = [f"{one} {rating_said(cell)}" for one, cell in zip(columns, cells, strict=True)]
    return f"{label}: {'; '.join(one for one in (', '.join(said), status) if one)}."


def _rule(right: float, y: float, ink: str, weight: float = 1.0) -> str:
    """Return a horizontal line across the grid."""
    return element("line", x1=MARGIN, y1=y, x2=right, y2=y, stroke=ink, stroke_width=weight)


def _check(
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[Sequence[Cell]],
    status: Sequence[str],
    advised: Sequence[bool] | None,
) -> None:
    """Refuse lists that do not belong together, and levels that are none."""
    n_advised = len(rows) if advised is None else len(advised)
    n_status = len(status) if status else len(rows)
    is_even = len(rows) == len(cells) == n_status == n_advised
    if not is_even or any(len(row) != len(columns) for row in cells):
        raise InputError("an option grid got lists of different length")
    for label, row in zip(rows, cells, strict=True):
        for column, cell in zip(columns, row, strict=True):
            where = f"option grid, {label}, {column}"
            if len(cell) > 2:
                raise InputError(
                    f"{len(cell)} levels in one cell",
                    where=where,
                    mend="Give none, one, or two for a range.",
                )
            for place, _, _ in cell:
                if not 0 <= place <= 1:
                    raise InputError(f"the place {place:g} is outside 0 to 1", where=where)
