"""The PRISMA 2020 flow diagram, drawn from numbers that were counted from a log.

Its arrangement follows Page, M. J., et al. (2021), *BMJ* 372, n71, figure 1, with two differences:
records of other methods are screened too, so their column has the same boxes; and what nobody has
settled yet stands in dashed boxes of its own, each on the arrow to the box that it has not reached.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hanse.evidence.prisma import PrismaColumn, PrismaCount, PrismaFlow, PrismaPrevious
from hanse.messages import plural
from hanse.plot.flow_box import FlowBox, arrow, flow_box, framed
from hanse.plot.ink import QUIET, TYPICAL, ZONE
from hanse.plot.names import slug
from hanse.plot.picture import Picture
from hanse.plot.svg import drawing, element, text
from hanse.plot.text_block import clamped, one_line, stacked, tall

__all__ = ["prisma_flow"]

MARGIN, LABEL, GUTTER, BETWEEN, DOWN, BESIDE = 16.0, 24.0, 14.0, 26.0, 26.0, 10.0
#: how far below a main box the way to a dashed box leaves, and how deep in that box it ends
BELOW, WITHIN = 10.0, 8.0
_UNSCREENED = "not screened"
_HEADS = {
    "databases": "Identification of studies via databases and registers",
    "other": "Identification of studies via other methods",
}


def prisma_flow(
    flow: PrismaFlow,
    *,
    title: str,
    note: str = "",
    name: str = "",
) -> Picture:
    """Draw a PRISMA 2020 flow diagram.

    Parameters
    ----------
    flow : PrismaFlow
        The numbers, as `hanse.evidence.prisma.prisma_flow` counts them from a log.
    title : str
        Shown above.
    note : str
        Shown below, before the notes of the flow.
    name : str
        Name of the figure's file; made from the title where it is empty.

    Returns
    -------
    Picture
        At most 900 wide, legible on a page of A4; as high as its reasons need. A column without
        records is left out, but for that of databases where there are none at all.

    Examples
    --------
    >>> from hanse.evidence.log import ReviewLog
    >>> from hanse.evidence.prisma import prisma_flow as counted
    >>> prisma_flow(counted(ReviewLog()), title="Clusters abroad").alt
    'Clusters abroad. Databases and registers: 0 records identified, 0 removed before screening, 0
    screened, 0 excluded; 0 reports sought, 0 not retrieved, 0 assessed, 0 excluded, 0 included. The
    review includes 0 studies in 0 reports.'
    """
    title = one_line(title)
    shown = [one for one in flow.columns if not one.is_empty] or [flow.databases]
    sizes = _Sizes(176.0, 22.0, 204.0) if len(shown) > 1 else _Sizes(236.0, 32.0, 310.0)
    left = MARGIN + LABEL + GUTTER
    width = left + sizes.all * len(shown) + BETWEEN * (len(shown) - 1) + MARGIN
    titles = clamped(title, width=width - 2 * MARGIN, size=15, most=4, is_bold=True)
    parts = stacked(titles, MARGIN, 14 + tall(titles) / 2)
    made, bottom = _body(flow, shown, sizes, 26 + tall(titles))
    parts += made
    for words in ([one_line(note)] if note else []) + [one_line(one) for one in flow.notes]:
        lines = clamped(words, width=width - 2 * MARGIN, size=11, most=8)
        parts += stacked(lines, MARGIN, bottom + tall(lines) / 2, fill=QUIET)
        bottom += tall(lines) + 3
    alt = _alt(title, flow, shown)
    svg = drawing(parts, width=width, height=bottom + 8, title=title, alt=alt)
    return Picture(name=name or f"prisma-{slug(title)}", title=title, alt=alt, svg=svg)


class _Sizes(NamedTuple):
    """Widths of the main box, the way between, and the side box of a column."""

    main: float
    way: float
    side: float

    @property
    def all(self) -> float:
        """Width of a column."""
        return self.main + self.way + self.side


class _Row(NamedTuple):
    """A main box, the side box of what leaves there, and the dashed box of what waits after it."""

    main: FlowBox
    out: FlowBox
    waiting: FlowBox | None = None

    @property
    def below(self) -> float:
        """How far down the dashed box begins: below the side box, at the arrow to the next row."""
        high = self.waiting.height if self.waiting else 0.0
        return max(self.out.height + BESIDE, self.main.height + BELOW + WITHIN - high)

    @property
    def height(self) -> float:
        """How high the row is."""
        beside = self.below + self.waiting.height if self.waiting else self.out.height
        return max(self.main.height, beside)


def _body(
    flow: PrismaFlow, shown: Sequence[PrismaColumn], sizes: _Sizes, y: float
) -> tuple[list[str], float]:
    """Return the boxes with their arrows and side labels, and where they end."""
    left = MARGIN + LABEL + GUTTER
    parts: list[str] = []
    start = y
    if flow.previous:
        box = _previous(flow.previous, sizes.all)
        parts += framed(box, left, y)
        parts.append(_label("Earlier", y, y + max(box.height, 56.0)))
        start = y + box.height / 2
        y += max(box.height, 56.0) + DOWN
    xs = [left + at * (sizes.all + BETWEEN) for at in range(len(shown))]
    top = y
    heads = [
        clamped(_HEADS[c.name], width=sizes.all - 16, size=12, most=3, is_bold=True) for c in shown
    ]
    high = max(tall(lines) for lines in heads) + 10
    for x, lines in zip(xs, heads, strict=True):
        parts.append(element("rect", x=x, y=y, width=sizes.all, height=high, fill=ZONE))
        parts += stacked(lines, x + 8, y + high / 2)
    y += high + 12
    columns = [_rows(column, sizes) for column in shown]
    tops = [y]
    for at in range(4):
        least = 96.0 - high - 12 if at == 0 else 0.0
        tops.append(tops[-1] + max(least, *(rows[at].height for rows in columns)) + DOWN)
    for x, rows in zip(xs, columns, strict=True):
        parts += _drawn(rows, x, tops, sizes)
    parts.append(_label("Identification", top, tops[1] - DOWN))
    parts.append(_label("Screening", tops[1], tops[4] - DOWN))
    made, bottom = _ending(flow, xs, columns, tops, sizes, start)
    return [*parts, *made, _label("Included", tops[4], bottom)], bottom + 16


def _rows(column: PrismaColumn, sizes: _Sizes) -> list[_Row]:
    """Return the four rows of a column."""
    main, side = sizes.main, sizes.side
    sources = [(_said(one.label, one.n), 1) for one in column.identified]
    identified = sum(one.n for one in column.identified)
    if column.carried_over:
        sources.append((_said("Carried over from the earlier version", column.carried_over), 0))
    first = flow_box(_said("Records identified", identified), sources, width=main)
    to_screen = [("Awaiting screening", column.awaiting_screening)]
    rows = [_Row(first, _removed(column, side), _waiting(to_screen, side))]
    for head, n, out, counts, left in (
        (
            "Records screened",
            column.screened,
            "Records excluded",
            column.excluded,
            [("Conflicts open", column.screening_conflicts)],
        ),
        (
            "Reports sought for retrieval",
            column.sought,
            "Reports not retrieved",
            column.not_retrieved,
            [
                ("Awaiting retrieval", column.awaiting_retrieval),
                ("Awaiting assessment", column.awaiting_assessment),
            ],
        ),
        (
            "Reports assessed for eligibility",
            column.assessed,
            "Reports excluded",
            column.excluded_reports,
            [("Conflicts open", column.assessment_conflicts)],
        ),
    ):
        box = flow_box(_said(head, n), width=main)
        rows.append(_Row(box, _out(out, counts, side), _waiting(left, side)))
    return rows


def _removed(column: PrismaColumn, width: float) -> FlowBox:
    """Return the box of what was removed before screening."""
    inside = [(_said("Duplicate records", column.duplicates), 1)]
    stopped = [one for one in column.automation if one.id.startswith(_UNSCREENED)]
    inside += [(_said(one.label[0].upper() + one.label[1:], one.n), 1) for one in stopped]
    marked = [one for one in column.automation if one not in stopped]
    for words, counts in (
        ("Marked as ineligible by automation tools", marked),
        ("For other reasons", column.other_reasons),
    ):
        if counts:
            inside.append((_said(words, sum(one.n for one in counts)), 1))
            inside += [(_said(one.label, one.n), 2) for one in counts if one.id]
    return flow_box("Records removed before screening", inside, width=width)


def _out(head: str, counts: Sequence[PrismaCount], width: float) -> FlowBox:
    """Return the side box of what left the review at a row."""
    is_bare = len(counts) == 1 and not counts[0].id
    lines = [] if is_bare else [(_said(one.label, one.n), 1) for one in counts]
    return flow_box(_said(head, sum(one.n for one in counts)), lines, width=width)


def _waiting(open_ones: Sequence[tuple[str, int]], width: float) -> FlowBox | None:
    """Return the dashed box of what has not come to the next row, if there is anything."""
    left = [(_said(words, n), 1) for words, n in open_ones if n]
    return flow_box("Not settled yet", left, width=width, is_open=True) if left else None


def _drawn(rows: Sequence[_Row], x: float, tops: Sequence[float], sizes: _Sizes) -> list[str]:
    """Return a column: its boxes, the arrows down, and those to the side."""
    parts: list[str] = []
    middle, beside = x + sizes.main / 2, x + sizes.main + sizes.way
    for at, row in enumerate(rows):
        y = tops[at]
        parts += framed(row.main, x, y)
        if at + 1 < len(rows):
            parts.append(arrow((middle, y + row.main.height), (middle, tops[at + 1])))
        level = y + min(row.main.height, row.out.height) / 2
        parts += framed(row.out, beside, y)
        parts.append(arrow((x + sizes.main, level), (beside, level)))
        if row.waiting:
            top = y + row.below
            level = max(top + row.waiting.height / 2, y + row.main.height + BELOW)
            parts += framed(row.waiting, beside, top)
            parts.append(arrow((middle, level), (beside, level)))
    return parts


def _ending(
    flow: PrismaFlow,
    xs: Sequence[float],
    columns: Sequence[Sequence[_Row]],
    tops: Sequence[float],
    sizes: _Sizes,
    start: float,
) -> tuple[list[str], float]:
    """Return the boxes of what is included with the arrows to them, and where they end."""
    is_update = flow.previous is not None
    new = "New studies" if is_update else "Studies"
    whose = "new studies" if is_update else "included studies"
    box = flow_box(
        _said(f"{new} included in review", flow.studies),
        [(_said(f"Reports of {whose}", flow.reports), 0)],
        width=sizes.all,
    )
    x, y = xs[0], tops[4]
    parts = framed(box, x, y)
    for at, (left, rows) in enumerate(zip(xs, columns, strict=True)):
        middle, from_y = left + sizes.main / 2, tops[3] + rows[3].main.height
        if at == 0:
            parts.append(arrow((middle, from_y), (middle, y)))
        else:
            level = y + box.height / 2
            parts.append(arrow((middle, from_y), (middle, level), (x + sizes.all, level)))
    bottom = y + max(box.height, 0.0 if is_update else 68.0)
    if not is_update:
        return parts, bottom
    whole = flow_box(
        _said("All studies included in review", flow.total_studies),
        [(_said("Reports of all included studies", flow.total_reports), 0)],
        width=sizes.all,
    )
    under = y + box.height + DOWN
    parts += framed(whole, x, under)
    middle = x + sizes.main / 2
    parts.append(arrow((middle, y + box.height), (middle, under)))
    aside, level = x - GUTTER / 2, under + whole.height / 2
    parts.append(arrow((x, start), (aside - 2, start), (aside - 2, level), (x, level)))
    return parts, under + whole.height


def _previous(was: PrismaPrevious, width: float) -> FlowBox:
    """Return the box of what an earlier version included."""
    inside = [(_said("Reports of these studies", was.reports), 0)]
    if was.no_longer_included:
        inside.append((_said("Of these no longer included", was.no_longer_included), 0))
    head = f"Studies included in version {was.version} of the review"
    return flow_box(_said(head, was.studies), inside, width=width)


def _label(words: str, top: float, bottom: float) -> str:
    """Return the label of a part of the diagram, turned to stand beside it."""
    x, middle = MARGIN + LABEL / 2, (top + bottom) / 2
    bar = element("rect", x=MARGIN, y=top, width=LABEL, height=bottom - top, fill=TYPICAL, rx=4.0)
    said = text(words, 0, 4.3, size=12, anchor="middle", is_bold=True, fill="#ffffff")
    return bar + element("g", said, transform=f"translate({x:.2f} {middle:.2f}) rotate(-90)")


def _said(words: str, n: int) -> str:
    """Return words with their number."""
    return f"{words} (n = {n:,})"


def _alt(title: str, flow: PrismaFlow, shown: Sequence[PrismaColumn]) -> str:
    """Return the diagram in words."""
    said = [f"{title.rstrip('.')}."] if title else []
    if flow.previous:
        was = flow.previous
        said.append(f"Version {was.version} included {plural(was.studies, 'study', 'studies')}.")
    for column in shown:
        numbers = {words: n for words, n, _ in column.boxes()}
        removed = (
            numbers["Duplicate records removed"]
            + numbers["Records removed by automation tools"]
            + numbers["Records removed for other reasons"]
        )
        head = "Databases and registers" if column.name == "databases" else "Other methods"
        wait = [
            f"{numbers[words]:,} {words[0].lower()}{words[1:]}"
            for words in numbers
            if ("awaiting" in words or "Conflicts" in words) and numbers[words]
        ]
        open_ones = f" Not settled yet: {', '.join(wait)}." if wait else ""
        carried = f", {column.carried_over:,} carried over" if column.carried_over else ""
        said.append(
            f"{head}: {plural(numbers['Records identified'], 'record')} identified{carried}, "
            f"{removed:,} removed before screening, {column.screened:,} screened, "
            f"{numbers['Records excluded']:,} excluded; {plural(column.sought, 'report')} sought, "
            f"{numbers['Reports not retrieved']:,} not retrieved, {column.assessed:,} assessed, "
            f"{numbers['Reports excluded']:,} excluded, {column.included:,} included.{open_ones}"
        )
    studies = plural(flow.total_studies, "study", "studies")
    said.append(f"The review includes {studies} in {plural(flow.total_reports, 'report')}.")
    return " ".join(said)
