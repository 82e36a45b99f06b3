"""The evidence map: bubbles where studies speak, marks where none does."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from hanse.errors import InputError, unknown_name
from hanse.messages import join_names, plural
from hanse.plot.evidence_spot import MapSpot, direction_samples, gap_mark, spot_mark, spot_said
from hanse.plot.ink import GRID, QUIET, TEXT
from hanse.plot.legend_row import legend_row
from hanse.plot.lettering import text_width
from hanse.plot.names import slug
from hanse.plot.picture import Picture
from hanse.plot.strokes import hover, line
from hanse.plot.svg import drawing, element
from hanse.plot.text_block import Line, clamped, one_line, stacked, tall

__all__ = ["MapSpot", "evidence_map"]

MARGIN, NAME_WIDTH, TOTAL_WIDTH, WIDEST = 16.0, 200.0, 64.0, 960.0
CELL_LEAST, CELL_MOST = 50.0, 116.0
LARGEST, PAD, SIZE, SMALL = 19.0, 7.0, 12.0, 10.5
RANKED = 9


def evidence_map(
    rows: Sequence[str],
    columns: Sequence[str],
    spots: Sequence[MapSpot],
    *,
    title: str,
    row_head: str = "Mechanism",
    column_head: str = "Country",
    gaps: Sequence[tuple[str, str]] = (),
    not_reported: Sequence[str] = ("not reported",),
    row_totals: Sequence[int] = (),
    column_totals: Sequence[int] = (),
    note: str = "",
    name: str = "",
) -> Picture:
    """Draw how many studies speak of what, where, and how; and mark and name the empty cells.

    The area of a circle is as the number of studies; its sectors are the directions, and the number
    of each stands below it with a sign. A cell without a study has a dashed square; the first nine
    gaps have their rank in it, and all are named below the grid, row by row.

    Parameters
    ----------
    rows, columns : sequence of str
        Names of the mechanisms and of the countries or kinds, in order; no name twice.
    spots : sequence of MapSpot
        The cells with a study.
    title : str
        Shown above the grid.
    row_head, column_head : str
        What the rows and the columns are.
    gaps : sequence of (str, str)
        Row and column of empty cells, the most telling first.
    not_reported : sequence of str
        Rows and columns in which an empty cell is no gap.
    row_totals, column_totals : sequence of int
        Studies of each row and column, each once; drawn where they are given.
    note : str
        Shown below the grid.
    name : str
        Name of the figure's file; made from the title where it is empty.

    Returns
    -------
    Picture
        At most 960 wide for up to 13 columns. Without rows or columns the head alone.

    Raises
    ------
    InputError
        If a name stands twice, a spot or gap names a row or column that is not there, a cell is
        given twice, a gap has a study, a number is negative, or totals have another length.

    Examples
    --------
    >>> spots = [MapSpot("Multinationals", "Chile", supports=2, opposes=1)]
    >>> print(evidence_map(["Multinationals"], ["Chile", "Ghana"], spots, title="Evidence").alt)
    Evidence: studies in 1 of 2 cells (Mechanism by Country). Multinationals: Chile 3 studies (2
    support, 1 opposes); no study for Ghana.
    """
    title, note = one_line(title), one_line(note)
    rows, columns = [one_line(one) for one in rows], [one_line(one) for one in columns]
    cells = _cells(rows, columns, spots)
    ranks = _ranks(rows, columns, gaps, cells)
    _check_totals(row_totals, rows, "row")
    _check_totals(column_totals, columns, "column")
    grid = _Grid(rows, columns, cells, ranks, [one_line(one) for one in not_reported])
    inner = max(grid.width, 420.0)
    titles = clamped(title, width=inner, size=15, most=4, is_bold=True)
    parts = stacked(titles, MARGIN, 14 + tall(titles) / 2)
    key, y = legend_row(direction_samples(), MARGIN, 22 + tall(titles), width=inner)
    head, y = grid.head(y + 4, one_line(row_head), one_line(column_head), bool(row_totals))
    body, y = grid.body(y, list(row_totals), list(column_totals))
    foot, y = _foot([*grid.named_gaps(), note], y, inner)
    alt = grid.said(title, one_line(row_head), one_line(column_head))
    size = {"width": inner + 2 * MARGIN, "height": y + 10}
    svg = drawing([*parts, *key, *head, *body, *foot], **size, title=title, alt=alt)
    return Picture(name=name or f"evidence-map-{slug(title)}", title=title, alt=alt, svg=svg)


def _foot(said: Sequence[str], y: float, width: float) -> tuple[list[str], float]:
    """Return the words below the grid, and where they end."""
    parts: list[str] = []
    for words in said:
        lines = clamped(words, width=width, size=11, most=60) if words else []
        parts += stacked(lines, MARGIN, y + tall(lines) / 2, fill=QUIET)
        y += tall(lines) + (3 if lines else 0)
    return parts, y


class _Grid:
    """The grid with what is needed to draw it."""

    def __init__(
        self,
        rows: Sequence[str],
        columns: Sequence[str],
        cells: Mapping[tuple[str, str], MapSpot],
        ranks: Mapping[tuple[str, str], int],
        not_reported: Sequence[str],
    ) -> None:
        self.rows, self.columns, self.cells = rows, columns, cells
        self.ranks, self.quiet = ranks, set(not_reported)
        room = (WIDEST - 2 * MARGIN - NAME_WIDTH - TOTAL_WIDTH) / max(len(columns), 1)
        self.cell = min(CELL_MOST, max(CELL_LEAST, room))
        self.width = NAME_WIDTH + self.cell * len(columns) + TOTAL_WIDTH
        self.most = max((spot.n for spot in cells.values()), default=1)

    def head(
        self, y: float, row_head: str, column_head: str, has_totals: bool
    ) -> tuple[list[str], float]:
        """Return the names of the columns, upright where they are wide enough."""
        size = 11.5
        left = MARGIN + NAME_WIDTH
        words = [word for one in self.columns for word in one.replace("-", " ").split()]
        widest = max((text_width(word, size=size) for word in words), default=0.0)
        is_level = widest <= self.cell - 6
        parts: list[str] = []
        if is_level:
            blocks = [clamped(one, width=self.cell - 6, size=size, most=4) for one in self.columns]
            bottom = y + max([tall(one) for one in blocks], default=0.0) + 18
            for at, lines in enumerate(blocks):
                middle = left + (at + 0.5) * self.cell
                parts += stacked(lines, middle, bottom - tall(lines) / 2, anchor="middle")
        else:
            blocks = [clamped(one, width=150, size=size, most=2) for one in self.columns]
            wide = max((text_width(x.words, size=size) for b in blocks for x in b), default=0.0)
            bottom = y + wide + 22
            for at, lines in enumerate(blocks):
                x = left + (at + 0.5) * self.cell
                turn = f"translate({x:.2f},{bottom - 2:.2f}) rotate(-90)"
                parts.append(element("g", *stacked(lines, 0, 0), transform=turn))
        parts += stacked([Line(column_head, 12, True)], left, y + 8)
        parts += stacked([Line(row_head, 12, True)], MARGIN + 4, bottom - 8)
        if has_totals:
            x = left + self.cell * len(self.columns) + TOTAL_WIDTH / 2
            parts += stacked([Line("Studies", 11.5, True)], x, bottom - 8, anchor="middle")
        parts.append(line(MARGIN, bottom + 6, MARGIN + self.width, bottom + 6, TEXT, weight=1.4))
        return parts, bottom + 8

    def body(
        self, y: float, row_totals: list[int], column_totals: list[int]
    ) -> tuple[list[str], float]:
        """Return the rows with their cells, the sums, and where they end."""
        parts: list[str] = []
        left = MARGIN + NAME_WIDTH
        right = left + self.cell * len(self.columns)
        for at, row in enumerate(self.rows):
            names = clamped(row, width=NAME_WIDTH - 14, size=SIZE, most=5)
            spots = [self.cells.get((row, column)) for column in self.columns]
            labels = [self._label(spot) for spot in spots]
            high = max(
                [2 * self._radius(spot) + tall(b) for spot, b in zip(spots, labels, strict=True)]
                or [0]
            )
            high = max(tall(names), high + 3, 30.0) + 2 * PAD
            parts += stacked(names, MARGIN + 4, y + high / 2)
            for place, column in enumerate(self.columns):
                x = left + (place + 0.5) * self.cell
                parts += self._cell(row, column, x, y + high / 2, labels[place])
            if row_totals:
                total = [Line(str(row_totals[at]), SIZE, True)]
                parts += stacked(total, right + TOTAL_WIDTH / 2, y + high / 2, anchor="middle")
            y += high
            parts.append(line(MARGIN, y, MARGIN + self.width, y, GRID))
        if column_totals:
            parts += stacked([Line("Studies", 11.5, True)], MARGIN + 4, y + 14)
            for place, n in enumerate(column_totals):
                x = left + (place + 0.5) * self.cell
                parts += stacked([Line(str(n), SIZE, True)], x, y + 14, anchor="middle")
            y += 26
        return parts, y + 10

    def _cell(self, row: str, column: str, x: float, y: float, label: list[Line]) -> list[str]:
        """Return one cell: a circle with its numbers, or the mark of a gap."""
        spot = self.cells.get((row, column))
        where = f"{row} × {column}"
        if spot is None:
            if row in self.quiet or column in self.quiet:
                return []
            rank = self.ranks.get((row, column), 0)
            said = f"{where}: no study" + (f", gap {rank}" if rank else "")
            return [hover(said, *gap_mark(x, y, rank if rank <= RANKED else 0))]
        r = self._radius(spot)
        top = y - (2 * r + 3 + tall(label)) / 2
        said = f"{where}: {spot_said(spot)}" + (f" ({one_line(spot.words)})" if spot.words else "")
        marks = spot_mark(spot, x, top + r, r)
        words = stacked(label, x, top + 2 * r + 3 + tall(label) / 2, anchor="middle")
        return [hover(said, *marks), *words]

    def _label(self, spot: MapSpot | None) -> list[Line]:
        """Return the numbers of a cell with their signs."""
        if spot is None:
            return []
        if text_width(spot.signs, size=SMALL) <= self.cell - 4:
            return [Line(spot.signs, SMALL)]
        return [Line(one, SMALL) for one in spot.signed]

    def _radius(self, spot: MapSpot | None) -> float:
        """Return the radius of a cell's circle: its area is as the number of studies."""
        if spot is None:
            return 7.0
        return max(5.0, min(LARGEST, self.cell / 2 - 5) * math.sqrt(spot.n / self.most))

    def _empty(self, row: str) -> list[str]:
        """Return the columns in which a row has a gap."""
        if row in self.quiet:
            return []
        return [c for c in self.columns if (row, c) not in self.cells and c not in self.quiet]

    def named_gaps(self) -> list[str]:
        """Return the empty cells in words, row by row."""
        open_columns = [one for one in self.columns if one not in self.quiet]
        found = []
        for row in self.rows:
            empty = self._empty(row)
            if empty and len(empty) == len(open_columns):
                found.append(f"{row}: nowhere")
            elif len(empty) > max(3, len(open_columns) / 2):
                there = [one for one in open_columns if one not in empty]
                found.append(f"{row}: all but {join_names(there, most=len(there))}")
            elif empty:
                found.append(f"{row}: {join_names(empty, most=len(empty))}")
        if not found:
            return []
        ranked = " Numbered gaps have most evidence around them." if self.ranks else ""
        return [f"No study. {'; '.join(found)}.{ranked}"]

    def said(self, title: str, row_head: str, column_head: str) -> str:
        """Return the map in words."""
        n_cells = plural(len(self.rows) * len(self.columns), "cell")
        said = [
            f"{title}: studies in {len(self.cells)} of {n_cells} ({row_head} by {column_head})."
        ]
        for row in self.rows:
            full = [
                f"{column} {spot_said(self.cells[row, column])}"
                for column in self.columns
                if (row, column) in self.cells
            ]
            empty = self._empty(row)
            parts = [", ".join(full)] if full else []
            if empty:
                parts.append(f"no study for {join_names(empty, most=len(empty))}")
            said.append(f"{row}: {'; '.join(parts) or 'no study'}.")
        first = [f"{row} × {column}" for (row, column), rank in self.ranks.items() if rank <= 3]
        if first:
            said.append(f"First gaps: {'; '.join(first)}.")
        return " ".join(said)


def _cells(
    rows: Sequence[str], columns: Sequence[str], spots: Sequence[MapSpot]
) -> dict[tuple[str, str], MapSpot]:
    """Return the spots by row and column, refused where one does not fit."""
    for what, names in (("row", rows), ("column", columns)):
        for one in names:
            if list(names).count(one) > 1:
                raise InputError(f"the {what} '{one}' stands twice", where="evidence map")
    found: dict[tuple[str, str], MapSpot] = {}
    for spot in spots:
        place = _place(rows, columns, spot.row, spot.column)
        where = f"evidence map, {place[0]} × {place[1]}"
        if min(spot.counts) < 0:
            raise InputError(f"a number of studies is {min(spot.counts)}", where=where)
        if place in found:
            raise InputError("the cell is given twice", where=where)
        if spot.n:
            found[place] = spot
    return found


def _place(rows: Sequence[str], columns: Sequence[str], row: str, column: str) -> tuple[str, str]:
    """Return a row and a column, refused where one is not there."""
    row, column = one_line(row), one_line(column)
    if row not in rows:
        raise unknown_name("row", row, rows, where="evidence map")
    if column not in columns:
        raise unknown_name("column", column, columns, where="evidence map")
    return row, column


def _ranks(
    rows: Sequence[str],
    columns: Sequence[str],
    gaps: Sequence[tuple[str, str]],
    cells: Mapping[tuple[str, str], MapSpot],
) -> dict[tuple[str, str], int]:
    """Return the rank of each gap, refused where the cell has a study."""
    found: dict[tuple[str, str], int] = {}
    for row, column in gaps:
        place = _place(rows, columns, row, column)
        if place in cells:
            where = f"evidence map, {place[0]} × {place[1]}"
            raise InputError("a gap has a study", where=where, mend="Name empty cells only.")
        found.setdefault(place, len(found) + 1)
    return found


def _check_totals(totals: Sequence[int], names: Sequence[str], what: str) -> None:
    """Refuse sums of another length."""
    if totals and len(totals) != len(names):
        raise InputError(
            f"there are {plural(len(totals), 'sum')} for {plural(len(names), what)}",
            where="evidence map",
        )
