"""The map of contexts: which advice each combination of answers leads to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from hanse.errors import InputError, unknown_name
from hanse.messages import plural
from hanse.plot.ink import DEVIANT, GRID, LINE, QUIET, TEXT
from hanse.plot.lettering import text_width
from hanse.plot.names import slug
from hanse.plot.picture import Picture
from hanse.plot.svg import drawing, element
from hanse.plot.text_block import Line, clamped, one_line, stacked, tall

__all__ = ["context_map"]

INKS = (
    ("#1f4e79", "#ffffff"),
    ("#f2c879", TEXT),
    ("#7fabd6", TEXT),
    ("#5a3b76", "#ffffff"),
    ("#d9e8c6", TEXT),
    ("#0f5f56", "#ffffff"),
    ("#dccbe6", TEXT),
    ("#5b6773", "#ffffff"),
)
LACKING = ("#fde6d8", "#7a2a08")
MARGIN, WIDTH, SIZE, TITLE_SIZE = 16.0, 900.0, 11.5, 15
ROW, HEAD_LEAST, HEAD_MOST, CELL_LEAST, CELL_MOST, LEAST = 44.0, 56.0, 126.0, 40.0, 150.0, 480.0

Labels = Sequence[Sequence[str]]


def context_map(
    rows: Labels,
    columns: Labels,
    cells: Sequence[Sequence[str]],
    *,
    title: str,
    legend: Mapping[str, str],
    here: Sequence[tuple[int, int]] | tuple[int, int] | None = None,
    lacking: Collection[str] = (),
    row_heads: Sequence[str] = (),
    column_heads: Sequence[str] = (),
    name: str = "",
) -> Picture:
    """Draw which advice belongs to which combination of answers.

    Parameters
    ----------
    rows, columns : sequence of sequence of str
        One label for each header level, the outermost first; equal neighbours are drawn as one.
    cells : sequence of sequence of str
        Rows × columns: the letter of the advice, or ``""`` where there is none.
    title : str
        Shown above the map.
    legend : mapping of str to str
        What each letter advises, in the order in which it is explained.
    here : (int, int) or sequence of (int, int), optional
        Row and column of this firm; several where answers are missing.
    lacking : collection of str
        Letters whose advice misses an objective: pale, with a dashed edge.
    row_heads, column_heads : sequence of str
        The question of each header level.
    name : str
        Name of the figure's file; made from the title where it is empty.

    Returns
    -------
    Picture
        At most 900 wide for up to sixteen columns. Without rows or columns the legend alone.

    Raises
    ------
    InputError
        If the lengths differ, a letter is not in the legend, or ``here`` lies outside the map.

    Examples
    --------
    >>> picture = context_map([["small"], ["medium"]], [["innovator"]], [["A"], ["B"]],
    ...                       title="Advice", legend={"A": "export", "B": "invest"}, here=(1, 0))
    >>> picture.alt
    'Advice: 2 contexts. A, export: 1 of 2: small, innovator. B, invest: 1 of 2: medium, innovator.
    This firm: B in medium, innovator.'
    """
    title = one_line(title)
    legend = {one_line(key): one_line(words) for key, words in legend.items()}
    cells = [[one_line(one) for one in row] for row in cells]
    marked = _marked(here)
    map_ = _Map(
        rows=[[one_line(one) for one in label] for label in rows],
        columns=[[one_line(one) for one in label] for label in columns],
        row_heads=[one_line(one) for one in row_heads],
        column_heads=[one_line(one) for one in column_heads],
        inks=_inks(legend, lacking),
    )
    _check(map_, cells, legend, marked, lacking)
    titles = clamped(title, width=map_.width, size=TITLE_SIZE, most=4, is_bold=True)
    parts = stacked(titles, MARGIN, 14 + tall(titles) / 2)
    top = 24 + tall(titles)
    if rows and columns:
        heads, top = map_.head(top)
        parts += [*heads, *map_.row_labels(top), *map_.body(top, cells, marked)]
        top += ROW * len(rows)
    below, bottom = _legend(map_, cells, legend, marked, top + 16)
    alt = _alt(title, map_, cells, legend, marked)
    size = {"width": map_.width + 2 * MARGIN, "height": bottom + 14}
    svg = drawing([*parts, *below], **size, title=title, alt=alt)
    return Picture(name=name or f"contexts-{slug(title)}", title=title, alt=alt, svg=svg)


@dataclass(frozen=True)
class _Map:
    """Where the rows, columns and their labels lie."""

    rows: Labels
    columns: Labels
    row_heads: Sequence[str]
    column_heads: Sequence[str]
    inks: Mapping[str, tuple[str, str]]

    @property
    def label_widths(self) -> list[float]:
        """Width of each level of row labels."""
        widths = []
        for level in range(len(self.rows[0]) if self.rows else 0):
            words = [label[level] for label in self.rows]
            words += self.row_heads[level : level + 1]
            longest = max(text_width(one, size=SIZE, is_bold=True) for one in words) + 14
            widths.append(min(HEAD_MOST, max(HEAD_LEAST, longest)))
        if widths and self.column_heads:
            asked = max(text_width(one, size=SIZE) for one in self.column_heads)
            widths[0] += max(0.0, min(asked, 180.0) + 14 - sum(widths))
        return widths

    @property
    def cell(self) -> float:
        """Width of one cell."""
        room = (WIDTH - 2 * MARGIN - sum(self.label_widths)) / max(len(self.columns), 1)
        return min(CELL_MOST, max(CELL_LEAST, room))

    @property
    def width(self) -> float:
        """Width of the map without its margins."""
        return max(sum(self.label_widths) + self.cell * len(self.columns), LEAST)

    @property
    def left(self) -> float:
        """Where the cells begin."""
        return MARGIN + sum(self.label_widths)

    def head(self, y: float) -> tuple[list[str], float]:
        """Return the labels of the columns and the questions, and where the cells begin."""
        parts: list[str] = []
        n_levels = len(self.columns[0])
        for level in range(n_levels):
            groups = _groups(self.columns, level)
            blocks = []
            for first, last, words in groups:
                width, is_bold = (last - first) * self.cell - 8, level < n_levels - 1
                blocks.append(clamped(words, width=width, size=SIZE, most=4, is_bold=is_bold))
            high = max(tall(one) for one in blocks) + 8
            for (first, last, _), lines in zip(groups, blocks, strict=True):
                start, end = self.left + first * self.cell, self.left + last * self.cell
                parts += stacked(lines, (start + end) / 2, y + high / 2, anchor="middle")
                if level < n_levels - 1:
                    parts.append(_line(start + 4, y + high - 1, end - 4, LINE))
            asked = self.column_heads[level : level + 1]
            if asked:
                lines = clamped(asked[0], width=self.left - MARGIN - 12, size=SIZE, most=2)
                parts += stacked(lines, self.left - 10, y + high / 2, anchor="end", fill=QUIET)
            y += high
        x = MARGIN
        blocks = [
            clamped(words, width=width - 8, size=SIZE, most=3)
            for words, width in zip(self.row_heads, self.label_widths, strict=False)
        ]
        high = max([0.0, *(tall(one) for one in blocks)])
        for lines, width in zip(blocks, self.label_widths, strict=False):
            parts += stacked(lines, x + 2, y + high - tall(lines) / 2, fill=QUIET)
            x += width
        return parts, y + high + 4

    def row_labels(self, top: float) -> list[str]:
        """Return the labels of the rows, equal neighbours as one, with rules between groups."""
        parts, x = [], MARGIN
        for level, width in enumerate(self.label_widths):
            is_bold = level < len(self.label_widths) - 1
            for first, last, words in _groups(self.rows, level):
                start, end = top + first * ROW, top + last * ROW
                lines = clamped(words, width=width - 8, size=SIZE, most=3, is_bold=is_bold)
                parts += stacked(lines, x + 2, (start + end) / 2)
                parts.append(_line(x, start, self.left - 6, LINE if level == 0 else GRID))
            x += width
        return [*parts, _line(MARGIN, top + ROW * len(self.rows), self.left - 6, LINE)]

    def body(
        self, top: float, cells: Sequence[Sequence[str]], marked: Collection[tuple[int, int]]
    ) -> list[str]:
        """Return the cells, those of this firm last and framed."""
        parts = []
        for row, keys in enumerate(cells):
            for column, key in enumerate(keys):
                x, y = self.left + column * self.cell, top + row * ROW
                parts += self.swatch(key, x + 2, y + 2, self.cell - 4, ROW - 4, size=16)
        for row, column in sorted(set(marked)):
            x, y = self.left + column * self.cell, top + row * ROW
            parts += _frame(x, y, self.cell, ROW)
        return parts

    def swatch(
        self, key: str, x: float, y: float, width: float, height: float, *, size: float
    ) -> list[str]:
        """Return a box with the letter of an advice; an empty one where there is none."""
        shape: dict[str, float] = {"x": x, "y": y, "width": width, "height": height, "rx": 4.0}
        if not key:
            return [element("rect", **shape, fill="#ffffff", stroke=LINE, stroke_dasharray="2 3")]
        fill, ink = self.inks[key]
        edge: dict[str, str | float] = {}
        if (fill, ink) == LACKING:
            edge = {"stroke": DEVIANT, "stroke_width": 1.4, "stroke_dasharray": "5 3"}
        letter = stacked(
            clamped(key, width=width - 4, size=size, most=1, is_bold=True),
            x + width / 2,
            y + height / 2,
            anchor="middle",
            fill=ink,
        )
        return [element("rect", **shape, fill=fill, **edge), *letter]


def _groups(labels: Labels, level: int) -> list[tuple[int, int, str]]:
    """Return runs of labels that agree down to a level: first, one past the last, and the words."""
    runs: list[tuple[int, int, str]] = []
    for at, label in enumerate(labels):
        if at and labels[at - 1][: level + 1] == label[: level + 1]:
            runs[-1] = (runs[-1][0], at + 1, label[level])
        else:
            runs.append((at, at + 1, label[level]))
    return runs


def _inks(legend: Mapping[str, str], lacking: Collection[str]) -> dict[str, tuple[str, str]]:
    """Return fill and text colour of each letter; they repeat after eight."""
    full = [key for key in legend if key not in lacking]
    inks = {key: INKS[at % len(INKS)] for at, key in enumerate(full)}
    return {key: inks.get(key, LACKING) for key in legend}


def _legend(
    map_: _Map,
    cells: Sequence[Sequence[str]],
    legend: Mapping[str, str],
    marked: Collection[tuple[int, int]],
    y: float,
) -> tuple[list[str], float]:
    """Return what each letter means and how often it stands in the map, and where that ends."""
    parts: list[str] = []
    keys = [key for row in cells for key in row]
    for key, words in legend.items():
        often = f"{words} ({keys.count(key)} of {len(keys)})"
        lines = clamped(often, width=map_.width - 42, size=12, most=4)
        high = max(24.0, tall(lines) + 8)
        parts += map_.swatch(key, MARGIN, y + high / 2 - 9, 30, 18, size=12)
        parts += stacked(lines, MARGIN + 40, y + high / 2)
        y += high
    if "" in keys:
        parts += map_.swatch("", MARGIN, y + 3, 30, 18, size=12)
        parts += stacked(
            [Line(f"no advice ({keys.count('')} of {len(keys)})", 12)], MARGIN + 40, y + 12
        )
        y += 26
    if marked:
        words = (
            "this firm"
            if len(set(marked)) == 1
            else "this firm: one of these (some answers are missing)"
        )
        parts += _frame(MARGIN + 1, y + 4, 28, 18)
        parts += stacked([Line(words, 12, True)], MARGIN + 40, y + 13)
        y += 26
    return parts, y


def _frame(x: float, y: float, width: float, height: float) -> list[str]:
    """Return the frame of this firm's cell: dark around white, seen on every colour."""
    parts = []
    for inset, stroke, weight in ((0.0, TEXT, 3.2), (2.4, "#ffffff", 1.6)):
        size = {"width": width - 2 * inset, "height": height - 2 * inset, "rx": 5.0 - inset}
        paint: dict[str, str | float] = {"stroke": stroke, "stroke_width": weight, "fill": "none"}
        parts.append(element("rect", x=x + inset, y=y + inset, **size, **paint))
    return parts


def _line(left: float, y: float, right: float, ink: str) -> str:
    """Return a thin level line."""
    return element("line", x1=left, y1=y, x2=right, y2=y, stroke=ink)


def _alt(
    title: str,
    map_: _Map,
    cells: Sequence[Sequence[str]],
    legend: Mapping[str, str],
    marked: Collection[tuple[int, int]],
) -> str:
    """Return the map in words: the contexts of each advice, and this firm's."""
    places = [(row, column) for row in range(len(cells)) for column in range(len(map_.columns))]
    named = {at: ", ".join([*map_.rows[at[0]], *map_.columns[at[1]]]) for at in places}
    said = [f"{title}: {plural(len(places), 'context')}."]
    for key, words in legend.items():
        found = [named[at] for at in places if cells[at[0]][at[1]] == key]
        listed = f": {'; '.join(found)}" if found else ""
        said.append(f"{key}, {words}: {len(found)} of {len(places)}{listed}.")
    firms = [f"{cells[a][b] or 'none'} in {named[a, b]}" for a, b in sorted(set(marked))]
    return " ".join([*said, f"This firm: {'; '.join(firms)}." if firms else ""]).strip()


def _marked(
    here: Sequence[tuple[int, int]] | tuple[int, int] | None,
) -> list[tuple[int, int]]:
    """Return the places of this firm as a list."""
    places: list[tuple[int, int]] = []
    numbers = [one for one in here or () if isinstance(one, int)]
    if len(numbers) == 2:
        return [(numbers[0], numbers[1])]
    for one in here or ():
        if not isinstance(one, int):
            places.append((one[0], one[1]))
    return places


def _check(
    map_: _Map,
    cells: Sequence[Sequence[str]],
    legend: Mapping[str, str],
    marked: Sequence[tuple[int, int]],
    lacking: Collection[str],
) -> None:
    """Refuse what does not fit together, naming the place."""
    is_even = len(map_.rows) == len(cells) and all(len(row) == len(map_.columns) for row in cells)
    for labels, heads in ((map_.rows, map_.row_heads), (map_.columns, map_.column_heads)):
        depths = {len(label) for label in labels} | ({len(heads)} if heads and labels else set())
        is_even = is_even and len(depths) <= 1 and 0 not in depths
    if not is_even:
        raise InputError("a context map got lists of different length")
    for key in [*(one for row in cells for one in row if one), *lacking]:
        if key not in legend:
            raise unknown_name("advice", key, legend, where="context map")
    for row, column in marked:
        if not (0 <= row < len(map_.rows) and 0 <= column < len(map_.columns)):
            size = f"{len(map_.rows)} × {len(map_.columns)}"
            raise InputError(f"row {row}, column {column} is outside the {size} contexts")
