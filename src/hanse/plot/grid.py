"""Where the rows and columns of a configuration chart lie: it adapts to labels of any length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hanse.plot.lettering import text_width, wrap
from hanse.plot.marks import ChartColumn, Mark, read_mark

__all__ = ["LEGEND_SIZE", "Grid", "grid_of"]

MARGIN = 16.0
SIZE, LEGEND_SIZE, LINE_HEIGHT = 13, 12, 16.0
LABEL_MOST, NAME_MOST = 220.0, 120.0
COLUMN_LEAST = 58.0
WIDTH_LEAST = 440.0
CONDITION_LEAST, NUMBER_LEAST = 34.0, 25.0


@dataclass(frozen=True)
class Grid:
    """Pixels of a configuration chart.

    Parameters
    ----------
    label_width : float
        Width of the labels on the left.
    widths : tuple of float
        Width of each column.
    title_lines, group_lines, name_lines, condition_lines, fit_lines, footer_lines
        Texts, wrapped.
    legend : list of (Mark, str, float, int)
        Each mark in use, what it means, how far from the left it stands, and in which line.
    """

    label_width: float
    widths: tuple[float, ...]
    title_lines: list[str]
    group_lines: list[list[str]]
    name_lines: list[list[str]]
    condition_lines: list[list[str]]
    fit_lines: list[list[str]]
    footer_lines: list[list[str]]
    legend: list[tuple[Mark, str, float, int]]
    margin: float = MARGIN

    @property
    def width(self) -> float:
        """Width of the whole chart."""
        return 2 * MARGIN + self.label_width + sum(self.widths)

    @property
    def top(self) -> float:
        """Where the table begins, under the title."""
        return 20.0 + 19.0 * len(self.title_lines)

    @property
    def has_group_names(self) -> bool:
        """Whether any group has a name to show."""
        return any(lines != [""] for lines in self.group_lines)

    @property
    def names_top(self) -> float:
        """Where the names of the paths begin."""
        return self.top + (_tallest(self.group_lines, 26.0) if self.has_group_names else 0.0)

    @property
    def body_top(self) -> float:
        """Where the conditions begin."""
        return self.names_top + _tallest(self.name_lines, 26.0)

    @property
    def condition_tops(self) -> list[float]:
        """Tops of the condition rows, and the bottom of the last."""
        return _tops(self.body_top, self.condition_lines, CONDITION_LEAST)

    @property
    def fit_tops(self) -> list[float]:
        """Tops of the number rows, and the bottom of the last."""
        return _tops(self.condition_tops[-1], self.fit_lines, NUMBER_LEAST)

    @property
    def footer_tops(self) -> list[float]:
        """Tops of the rows that span groups, and the bottom of the last."""
        return _tops(self.fit_tops[-1], self.footer_lines, NUMBER_LEAST)

    @property
    def height(self) -> float:
        """Height of the whole chart with room for the legend."""
        return self.footer_tops[-1] + 16 + 24 * (self.legend[-1][-1] + 1)

    def left_of(self, column: int) -> float:
        """Return the left edge of a column."""
        return MARGIN + self.label_width + sum(self.widths[:column])

    def right_of(self, column: int) -> float:
        """Return the right edge of a column."""
        return self.left_of(column) + self.widths[column]

    def middle_of(self, column: int) -> float:
        """Return the middle of a column."""
        return (self.left_of(column) + self.right_of(column)) / 2

    def stacked(self, lines: Sequence[str], top: float, bottom: float) -> list[tuple[str, float]]:
        """Return lines of text with their baselines, centred between top and bottom."""
        first = (top + bottom) / 2 - (len(lines) - 1) * LINE_HEIGHT / 2 + SIZE * 0.36
        return [(words, first + at * LINE_HEIGHT) for at, words in enumerate(lines) if words]


def grid_of(
    columns: Sequence[ChartColumn],
    groups: Sequence[tuple[str, Sequence[ChartColumn]]],
    conditions: Sequence[str],
    fit_rows: Sequence[str],
    footer: Sequence[tuple[str, Sequence[str]]],
    title: str,
) -> Grid:
    """Return the grid for these texts: no column narrower than its name, its marks or its share.

    Examples
    --------
    >>> path = ChartColumn("1", "", ("core-present",))
    >>> grid_of([path], [("", [path])], ["ISC"], [], [], "Paths").widths
    (120.0,)
    """
    labels = [*conditions, *fit_rows, *(label for label, _ in footer)]
    label_width = min(LABEL_MOST, max((_wide(one) for one in labels), default=0.0)) + 20
    widths = _widths(columns, groups, footer)
    spans, first = [], 0
    for _, members in groups:
        spans.append(sum(widths[first : first + len(members)]))
        first += len(members)
    label_width = max(label_width, WIDTH_LEAST - 2 * MARGIN - sum(widths))
    total = label_width + sum(widths)
    names = zip(groups, spans, strict=True)
    return Grid(
        label_width=label_width,
        widths=tuple(widths),
        title_lines=wrap(title, width=max(total, 200.0), size=15, is_bold=True),
        group_lines=[_lines(group, span - 12, is_bold=True) for (group, _), span in names],
        name_lines=[
            _lines(column.name, width - 8, is_bold=True)
            for column, width in zip(columns, widths, strict=True)
        ],
        condition_lines=[_lines(one, LABEL_MOST) for one in conditions],
        fit_lines=[_lines(one, LABEL_MOST) for one in fit_rows],
        footer_lines=[_lines(label, LABEL_MOST) for label, _ in footer],
        legend=_legend(columns, total),
    )


def _widths(
    columns: Sequence[ChartColumn],
    groups: Sequence[tuple[str, Sequence[ChartColumn]]],
    footer: Sequence[tuple[str, Sequence[str]]],
) -> list[float]:
    """Return the width of each column, wider where a group's name or values need it."""
    widths = [
        max(COLUMN_LEAST, min(NAME_MOST, _wide(one.name, is_bold=True) + 16), _marks_width(one))
        for one in columns
    ]
    first = 0
    for at, (group, members) in enumerate(groups):
        values = [_wide(row[at]) for _, row in footer]
        longest_word = max((_wide(one, is_bold=True) for one in group.split()), default=0.0)
        wanted = max([*values, longest_word, NAME_MOST - 16]) + 16
        share = wanted / max(len(members), 1)
        for column in range(first, first + len(members)):
            widths[column] = max(widths[column], share)
        first += len(members)
    return widths


def _legend(columns: Sequence[ChartColumn], width: float) -> list[tuple[Mark, str, float, int]]:
    """Return the marks in use with their meaning, from left to right in as many lines as needed."""
    used = {(mark.sign, mark.is_core) for one in columns for mark in map(read_mark, one.marks)}
    entries = [
        (Mark(sign, is_core, "1" if sign == "value" else ""), f"{rank}, {meaning}")
        for rank, is_core in (("core", True), ("peripheral", False))
        for sign, meaning in (
            ("present", "present"),
            ("absent", "absent"),
            ("value", "with this value"),
        )
        if (sign, is_core) in used
    ]
    placed, x, line = [], 0.0, 0
    for mark, words in [*entries, (Mark(""), "blank: does not matter")]:
        wide = (22.0 if mark.sign else 0.0) + text_width(words, size=LEGEND_SIZE) + 16
        if x > 0 and x + wide > width:
            x, line = 0.0, line + 1
        placed.append((mark, words, x, line))
        x += wide
    return placed


def _marks_width(column: ChartColumn) -> float:
    """Return the room that the widest value mark of a column needs."""
    values = [read_mark(one).values for one in column.marks]
    return max((_wide(one, is_bold=True) + 26 for one in values if one), default=0.0)


def _lines(words: str, width: float, *, is_bold: bool = False) -> list[str]:
    """Return text wrapped to a width."""
    return wrap(words, width=max(width, 30.0), size=SIZE, is_bold=is_bold)


def _wide(words: str, *, is_bold: bool = False) -> float:
    """Return the width of one line of text."""
    return text_width(words, size=SIZE, is_bold=is_bold)


def _tallest(texts: Sequence[Sequence[str]], least: float) -> float:
    """Return the height that the text with most lines needs."""
    return max([least, *(10.0 + LINE_HEIGHT * len(lines) for lines in texts)])


def _tops(start: float, texts: Sequence[Sequence[str]], least: float) -> list[float]:
    """Return the tops of rows that follow each other, and the bottom of the last."""
    tops = [start]
    for lines in texts:
        tops.append(tops[-1] + max(least, 10.0 + LINE_HEIGHT * len(lines)))
    return tops
