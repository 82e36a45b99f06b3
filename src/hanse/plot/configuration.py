"""The configuration chart: paths as columns, conditions as rows, circles for what matters.

Source: Ragin, C. C. & Fiss, P. C. (2008), in Ragin, Redesigning Social Inquiry, ch. 11; Fiss, P. C.
(2011). Building better causal theories. Academy of Management Journal 54(2), pp. 393–420, Table 3.
"""

from __future__ import annotations

from collections.abc import Sequence

from hanse.messages import plural
from hanse.plot.grid import LEGEND_SIZE, Grid, grid_of
from hanse.plot.ink import LINE, QUIET, TEXT
from hanse.plot.lettering import text_width
from hanse.plot.marks import ChartColumn, Mark, check_chart, grouped, read_mark
from hanse.plot.names import slug
from hanse.plot.numbers import show_number
from hanse.plot.picture import Picture
from hanse.plot.svg import drawing, element, text

__all__ = ["configuration_chart"]

CORE, PERIPHERAL = 12.0, 6.5  # radii
SIZE = 13
MOST_SAID = 12  # paths that the description spells out


def configuration_chart(
    columns: Sequence[ChartColumn],
    conditions: Sequence[str],
    *,
    title: str,
    fit_rows: Sequence[str] = (),
    footer: Sequence[tuple[str, Sequence[str]]] = (),
    digits: int = 3,
    name: str = "",
) -> Picture:
    """Draw the configuration chart of one or more solutions.

    Large circles are core conditions, small ones peripheral; full ones are present, crossed ones
    absent; blank cells do not matter; values of multi-value conditions stand in their circle.

    Parameters
    ----------
    columns : sequence of ChartColumn
        The paths. Those of one group (a family or a model) are drawn together, under its name.
    conditions : sequence of str
        Labels of the rows, in the order of the marks.
    title : str
        Shown above the chart.
    fit_rows : sequence of str
        Labels of the numbers that the columns carry, such as ``"Consistency"``.
    footer : sequence of (str, sequence of str)
        Rows with one value for each group, such as the solution's consistency.
    digits : int
        Decimals of the numbers.
    name : str
        Name of the figure's file; made from the title where it is empty.

    Returns
    -------
    Picture
        Without columns the conditions alone.

    Raises
    ------
    InputError
        If marks, numbers or footer values are too few or too many, or a mark is unknown.

    Examples
    --------
    >>> paths = [ChartColumn("1a", "M1", ("core-present", ""), (0.91,)),
    ...          ChartColumn("1b", "M1", ("", "absent"), (0.88,))]
    >>> picture = configuration_chart(paths, ["ISC", "HC"], title="High CI",
    ...                               fit_rows=["Consistency"])
    >>> print(picture.alt)
    Configuration chart with 2 conditions and 2 paths. M1, path 1a: core present ISC;
    Consistency 0.910. M1, path 1b: peripheral absent HC; Consistency 0.880.
    """
    check_chart(columns, conditions, fit_rows, footer)
    groups = grouped(columns)
    ordered = [column for _, members in groups for column in members]
    grid = grid_of(ordered, groups, conditions, fit_rows, footer, title)
    parts = [
        *_heading(grid, title, groups),
        *_condition_rows(grid, conditions, ordered),
        *_fit_rows(grid, fit_rows, ordered, digits),
        *_footer_rows(grid, footer, groups),
        *_legend(grid),
    ]
    alt = _alt(conditions, groups, fit_rows, footer, digits)
    svg = drawing(parts, width=grid.width, height=grid.height, title=title, alt=alt)
    return Picture(name=name or f"chart-{slug(title)}", title=title, alt=alt, svg=svg)


Groups = Sequence[tuple[str, Sequence[ChartColumn]]]


def _heading(grid: Grid, title: str, groups: Groups) -> list[str]:
    """Return the title, the names of the groups with their rules, and of the paths."""
    parts = [
        text(words, grid.margin, 26 + at * 19, size=15, is_bold=True)
        for at, words in enumerate(grid.title_lines)
    ]
    parts.append(_rule(grid, grid.top, weight=1.6))
    first = 0
    for at, (_, members) in enumerate(groups):
        last = first + len(members) - 1
        left, right = grid.left_of(first), grid.right_of(last)
        parts += [
            text(words, (left + right) / 2, y, size=SIZE, anchor="middle", is_bold=True)
            for words, y in grid.stacked(grid.group_lines[at], grid.top, grid.names_top)
        ]
        if grid.has_group_names and grid.group_lines[at] != [""]:
            parts.append(_line(left + 6, right - 6, grid.names_top))
        first = last + 1
    for at, lines in enumerate(grid.name_lines):
        parts += [
            text(words, grid.middle_of(at), y, size=SIZE, anchor="middle", is_bold=True)
            for words, y in grid.stacked(lines, grid.names_top, grid.body_top)
        ]
    parts.append(_rule(grid, grid.body_top))
    return parts


def _condition_rows(
    grid: Grid, conditions: Sequence[str], ordered: Sequence[ChartColumn]
) -> list[str]:
    """Return the labels of the conditions and the circles."""
    parts = []
    for row in range(len(conditions)):
        top, bottom = grid.condition_tops[row], grid.condition_tops[row + 1]
        parts += _label(grid, grid.condition_lines[row], top, bottom)
        for at, column in enumerate(ordered):
            parts += _circle(read_mark(column.marks[row]), grid.middle_of(at), (top + bottom) / 2)
    return parts


def _fit_rows(
    grid: Grid, fit_rows: Sequence[str], ordered: Sequence[ChartColumn], digits: int
) -> list[str]:
    """Return the rows of numbers."""
    parts = [_rule(grid, grid.condition_tops[-1])] if fit_rows else []
    for row in range(len(fit_rows)):
        top, bottom = grid.fit_tops[row], grid.fit_tops[row + 1]
        parts += _label(grid, grid.fit_lines[row], top, bottom)
        for at, column in enumerate(ordered):
            shown = show_number(column.numbers[row], digits=digits)
            y = (top + bottom) / 2 + SIZE * 0.36
            parts.append(text(shown, grid.middle_of(at), y, size=SIZE, anchor="middle"))
    return parts


def _footer_rows(
    grid: Grid, footer: Sequence[tuple[str, Sequence[str]]], groups: Groups
) -> list[str]:
    """Return the rows whose values span the columns of a group."""
    parts = [_rule(grid, grid.fit_tops[-1])] if footer else []
    for row, (_, values) in enumerate(footer):
        top, bottom = grid.footer_tops[row], grid.footer_tops[row + 1]
        parts += _label(grid, grid.footer_lines[row], top, bottom)
        first = 0
        for (_, members), value in zip(groups, values, strict=True):
            last = first + len(members) - 1
            middle = (grid.left_of(first) + grid.right_of(last)) / 2
            y = (top + bottom) / 2 + SIZE * 0.36
            parts.append(text(value, middle, y, size=SIZE, anchor="middle"))
            first = last + 1
    parts.append(_rule(grid, grid.footer_tops[-1], weight=1.6))
    return parts


def _legend(grid: Grid) -> list[str]:
    """Return what the circles mean, in as many lines as the width needs."""
    parts = []
    for mark, words, left, line in grid.legend:
        x, y = grid.margin + left, grid.footer_tops[-1] + 24 * (line + 1)
        parts += _circle(mark, x + 8, y - 4, shrink=0.7)
        parts.append(text(words, x + (22 if mark.sign else 0), y, size=LEGEND_SIZE, fill=QUIET))
    return parts


def _label(grid: Grid, lines: Sequence[str], top: float, bottom: float) -> list[str]:
    """Return a row's label, its lines stacked around the middle."""
    stacked = grid.stacked(lines, top, bottom)
    return [text(words, grid.margin, y, size=SIZE) for words, y in stacked]


def _circle(mark: Mark, x: float, y: float, *, shrink: float = 1.0) -> list[str]:
    """Return the drawing of one mark around a place."""
    if not mark.sign:
        return []
    radius = (CORE if mark.is_core else PERIPHERAL) * shrink
    if mark.sign == "present":
        return [element("circle", cx=x, cy=y, r=radius, fill=TEXT)]
    if mark.sign == "value":
        return _value(mark, x, y, shrink)
    weight = 1.8 if mark.is_core else 1.3
    arm = radius * 0.7071
    crossing = f"M{x - arm:.2f},{y - arm:.2f}l{2 * arm:.2f},{2 * arm:.2f}"
    crossing += f"m0,{-2 * arm:.2f}l{-2 * arm:.2f},{2 * arm:.2f}"
    return [
        element("circle", cx=x, cy=y, r=radius, fill="#ffffff", stroke=TEXT, stroke_width=weight),
        element("path", d=crossing, fill="none", stroke=TEXT, stroke_width=weight),
    ]


def _value(mark: Mark, x: float, y: float, shrink: float) -> list[str]:
    """Return the value of a multi-value condition in a circle, longer where it has several."""
    size, radius = (13.0 * shrink, CORE * shrink) if mark.is_core else (10.0 * shrink, 8.5 * shrink)
    half = max(radius, text_width(mark.values, size=size, is_bold=mark.is_core) / 2 + 5)
    shape = element(
        "rect",
        x=x - half,
        y=y - radius,
        width=2 * half,
        height=2 * radius,
        rx=radius,
        fill="#ffffff",
        stroke=TEXT,
        stroke_width=2.2 if mark.is_core else 1.0,
    )
    below = y + size * 0.36
    words = text(mark.values, x, below, size=size, anchor="middle", is_bold=mark.is_core)
    return [shape, words]


def _rule(grid: Grid, y: float, *, weight: float = 0.8) -> str:
    """Return a line across the whole chart."""
    return _line(grid.margin, grid.width - grid.margin, y, weight=weight, ink=TEXT)


def _line(left: float, right: float, y: float, *, weight: float = 0.8, ink: str = LINE) -> str:
    """Return a horizontal line."""
    return element("line", x1=left, y1=y, x2=right, y2=y, stroke=ink, stroke_width=weight)


def _alt(
    conditions: Sequence[str],
    groups: Groups,
    fit_rows: Sequence[str],
    footer: Sequence[tuple[str, Sequence[str]]],
    digits: int,
) -> str:
    """Return the chart in words, the first paths spelt out."""
    paths = [(group, column) for group, members in groups for column in members]
    n_paths = plural(len(paths), "path")
    said = [f"Configuration chart with {plural(len(conditions), 'condition')} and {n_paths}"]
    for group, column in paths[:MOST_SAID]:
        marks = [
            (read_mark(one), label) for one, label in zip(column.marks, conditions, strict=True)
        ]
        parts = [", ".join(f"{mark.words} {label}" for mark, label in marks if mark.sign)]
        fits = zip(fit_rows, column.numbers, strict=True)
        parts += [f"{label} {show_number(value, digits=digits)}" for label, value in fits]
        start = f"{group}, path" if group else "Path"
        said.append(f"{start} {column.name}: {'; '.join(one for one in parts if one)}")
    if len(paths) > MOST_SAID:
        said.append(f"And {len(paths) - MOST_SAID} more")
    for label, values in footer:
        said.append(f"{label}: {', '.join(values)}")
    return ". ".join(said) + "."
