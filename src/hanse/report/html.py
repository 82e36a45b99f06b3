"""The document as one HTML file that needs nothing else: no network, no script, no font."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hanse.errors import InputError
from hanse.plot.marks import grouped, read_mark
from hanse.plot.numbers import UNDEFINED, show_number
from hanse.report import blocks as b
from hanse.report.inline import pieces
from hanse.report.inline_svg import inline_svg
from hanse.report.numbering import Numbering, alignments, headings

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

__all__ = ["HTML_BLOCKS", "render_html"]

TAGS = {"bold": "strong", "italic": "em", "code": "code"}
IN_CONTENTS = 2  # levels of headings that the contents list shows
WORDY = 40  # letters from which a cell is a sentence
LONG_TABLE = 25  # rows from which a table scrolls inside itself


@dataclass
class Context:
    """What the blocks of one document share while it is rendered."""

    numbering: Numbering
    anchors: Iterator[str]

    def render(self, block: b.Block) -> Markup:
        """Return one block as HTML."""
        renderer = HTML_BLOCKS.get(type(block))
        if renderer is None:
            raise InputError(f"the HTML renderer does not know {type(block).__name__} blocks")
        name, values = renderer(block, self)
        return _macro(name, block=block, **values)


def render_html(document: b.Document) -> str:
    """Return the document as one self-contained HTML page.

    Every text is escaped; drawings are reduced to shapes and text. The page has a contents list of
    its headings, works on a phone and prints on A4.

    Parameters
    ----------
    document : Document
        The report.

    Returns
    -------
    str
        The page; without blocks only its title.

    Examples
    --------
    >>> page = render_html(b.Document("Clusters", "", "en", (b.Paragraph("<b> is **shown**"),)))
    >>> "<p>&lt;b&gt; is <strong>shown</strong></p>" in page
    True
    """
    numbering = Numbering()
    every = list(headings(document.blocks))
    anchors = [numbering.anchor(one.anchor or one.text) for one in every]
    context = Context(numbering, iter(anchors))
    contents = [
        (one.level, anchor, one.text)
        for one, anchor in zip(every, anchors, strict=True)
        if one.level <= IN_CONTENTS and document.layout == "report"
    ]
    body = [context.render(one) for one in document.blocks]
    page = _environment().get_template("report.html")
    return page.render(document=document, contents=contents, body=body) + "\n"


@functools.cache
def _environment() -> Environment:
    """Return the templates; every value is escaped unless it is markup made here."""
    import jinja2

    made = jinja2.Environment(
        loader=jinja2.PackageLoader("hanse.report", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    made.filters["running"] = _running
    return made


def _macro(name: str, **values: Any) -> Markup:
    """Return one macro of the block templates, filled in."""
    from markupsafe import Markup

    module = _environment().get_template("blocks.html").module
    return Markup(getattr(module, name)(**values))


def _running(text: str) -> Markup:
    """Return running text as HTML, every piece escaped."""
    from markupsafe import Markup, escape

    made = Markup("")
    for style, words in pieces(text):
        tag = TAGS.get(style)
        made += Markup(f"<{tag}>{{}}</{tag}>").format(words) if tag else escape(words)
    return made


Filled = tuple[str, dict[str, Any]]


def _simple(name: str) -> Callable[[Any, Context], Filled]:
    """Return a renderer for a block whose template needs nothing but the block."""
    return lambda block, context: (name, {})


def _heading(block: b.Heading, context: Context) -> Filled:
    """Return a heading one level below the document's title."""
    return "heading", {"level": block.level + 1, "anchor": next(context.anchors)}


def _table(block: b.Table, context: Context) -> Filled:
    """Return a table with its number, its cells as text, and the meanings of its columns."""
    rows = [
        [_cell(value, column.digits) for value, column in zip(row, block.columns, strict=True)]
        for row in block.rows
    ]
    sides = alignments(block)
    return "table", {
        "label": context.numbering.next("Table"),
        "anchor": context.numbering.anchor(f"table {block.title}"),
        "sides": sides,
        "rows": rows,
        "wordy": [_is_wordy(at, rows) for at in range(len(sides))],
        "has_row_heads": bool(sides) and sides[0] == "left",
        "is_long": len(rows) > LONG_TABLE,
    }


def _is_wordy(column: int, rows: list[list[str | None]]) -> bool:
    """Whether a column holds sentences, which must not be squeezed where the page is narrow."""
    return any(len(row[column] or "") > WORDY for row in rows)


def _cell(value: b.Cell, digits: int) -> str | None:
    """Return a cell's text, None where it is undefined."""
    if isinstance(value, str):
        return value
    shown = show_number(value, digits=digits)
    return None if shown == UNDEFINED else shown


def _figure(block: b.Figure, context: Context) -> Filled:
    """Return a figure with its number and its drawing inside the page."""
    from markupsafe import Markup

    return "figure", {
        "label": context.numbering.next("Figure"),
        "anchor": context.numbering.anchor(f"figure {block.name or block.title}"),
        "drawing": Markup(inline_svg(block.svg, where=block.name or block.title)),
    }


def _citation(block: b.Citation, context: Context) -> Filled:
    """Return a citation; an address that is not of the web is shown and not linked."""
    return "citation", {"is_link": block.url.startswith(("https://", "http://"))}


def _chart(block: b.Chart, context: Context) -> Filled:
    """Return a configuration chart with its marks and numbers by row."""
    groups = grouped(block.columns)
    ordered = [column for _, members in groups for column in members]
    marks = [[read_mark(one.marks[at]) for one in ordered] for at in range(len(block.conditions))]
    used = dict.fromkeys(
        (one.sign, one.is_core) for row in marks for one in row if one.sign in {"present", "absent"}
    )
    numbers = [
        [_cell(one.numbers[at], block.digits) for one in ordered]
        for at in range(len(block.number_rows))
    ]
    return "chart", {
        "label": context.numbering.next("Table"),
        "anchor": context.numbering.anchor(f"chart {block.title}"),
        "groups": [(name, len(members)) for name, members in groups],
        "ordered": ordered,
        "starts": _starts([len(members) for _, members in groups]),
        "marks": marks,
        "numbers": numbers,
        "legend": [mark for mark in LEGEND if (mark.sign, mark.is_core) in used],
        "has_values": any(one.sign == "value" for row in marks for one in row),
    }


LEGEND = [read_mark(one) for one in ("core-present", "core-absent", "present", "absent")]


def _starts(sizes: list[int]) -> set[int]:
    """Return the places of the columns that begin a group, the first left out."""
    return {sum(sizes[:at]) for at in range(1, len(sizes))}


def _details(block: b.Details, context: Context) -> Filled:
    """Return blocks that unfold."""
    return "details", {"inside": [context.render(one) for one in block.blocks]}


#: Each kind of block with the function that says which template it takes and with what.
HTML_BLOCKS: dict[type[b.Block], Callable[[Any, Context], Filled]] = {
    b.Heading: _heading,
    b.Paragraph: _simple("paragraph"),
    b.Bullets: _simple("bullets"),
    b.Table: _table,
    b.Figure: _figure,
    b.Cases: _simple("cases"),
    b.Citation: _citation,
    b.Notice: _simple("notice"),
    b.Chart: _chart,
    b.Details: _details,
}
