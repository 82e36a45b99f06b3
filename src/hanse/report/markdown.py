"""The document as Markdown with the tables that GitHub and most other readers know."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from hanse.errors import InputError
from hanse.plot.marks import Mark, grouped, read_mark
from hanse.plot.names import slug
from hanse.plot.numbers import show_number
from hanse.report import blocks as b
from hanse.report.inline import pieces
from hanse.report.numbering import Numbering, alignments

__all__ = ["MARKDOWN_BLOCKS", "render_markdown"]

STYLES = {"bold": "**", "italic": "*"}
RULES = {"left": ":--", "right": "--:", "center": ":-:"}
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;"}
_SIGNS = re.compile(r"[\\`*_\[\]|~#&<>$]")
_LINE_START = re.compile(r"^(?:[-+=](?=\s|$|[-=])|\d+(?=[.)](?:\s|$)))")


def render_markdown(document: b.Document) -> str:
    r"""Return the document as Markdown; figures are links to ``figures/NAME.svg``.

    Examples
    --------
    >>> print(render_markdown(b.Document("Clusters", "2024", "en", (b.Paragraph("A|B **x**"),))))
    # Clusters
    <BLANKLINE>
    *2024*
    <BLANKLINE>
    A\|B **x**
    <BLANKLINE>
    """
    numbering = Numbering()
    head = [f"# {_escaped(document.title)}"]
    head += [f"*{_escaped(document.subtitle)}*"] if document.subtitle else []
    return "\n\n".join([*head, *(_rendered(one, numbering) for one in document.blocks)]) + "\n"


def _rendered(block: b.Block, numbering: Numbering) -> str:
    """Return one block as Markdown."""
    renderer = MARKDOWN_BLOCKS.get(type(block))
    if renderer is None:
        raise InputError(f"the Markdown renderer does not know {type(block).__name__} blocks")
    return renderer(block, numbering)


def _escaped(text: str) -> str:
    """Return text so that Markdown shows it as it is, on one line."""
    return _SIGNS.sub(_sign, " ".join(text.split()))


def _sign(found: re.Match[str]) -> str:
    """Return a sign of Markdown or HTML as it is shown and not read."""
    sign = found.group()
    return ENTITIES.get(sign, f"\\{sign}")


def _running(text: str) -> str:
    """Return running text as Markdown that begins no list, no rule and no heading."""
    made = []
    for style, words in pieces(text):
        if style == "code":
            made.append(_code(words))
            continue
        before = " " if words[:1].isspace() else ""
        after = " " if words[-1:].isspace() else ""
        sign = STYLES.get(style, "")
        inside = _escaped(words)
        made.append(f"{before}{sign}{inside}{sign}{after}" if inside else " ")
    return _LINE_START.sub(_guarded, "".join(made).strip())


def _guarded(found: re.Match[str]) -> str:
    """Return the start of a line so that it begins no list and no rule."""
    sign = found.group()
    return f"{sign}\\" if sign[0].isdigit() else f"\\{sign}"


def _code(words: str) -> str:
    """Return code that is safe in a table cell too."""
    return f"`{words}`" if "|" not in words else f"<code>{_escaped(words)}</code>"


def _heading(block: b.Heading, numbering: Numbering) -> str:
    """Return a heading one level below the document's title."""
    return f"{'#' * (block.level + 1)} {_escaped(block.text)}"


def _paragraph(block: b.Paragraph, numbering: Numbering) -> str:
    """Return a paragraph."""
    return _running(block.text)


def _bullets(block: b.Bullets, numbering: Numbering) -> str:
    """Return a list."""
    return "\n".join(f"- {_running(one)}" for one in block.items)


def _grid(heads: Sequence[str], sides: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table of cells that are Markdown already."""
    lines = [heads, [RULES[side] for side in sides], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(value: b.Cell, digits: int) -> str:
    """Return a cell's text."""
    if isinstance(value, str):
        return _escaped(value)
    return show_number(value, digits=digits)


def _table(block: b.Table, numbering: Numbering) -> str:
    """Return a table with its number, then the meanings of its columns and the note."""
    heads = [
        _escaped(f"{one.name} ({one.unit})" if one.unit else one.name) for one in block.columns
    ]
    rows = [
        [_cell(value, column.digits) for value, column in zip(row, block.columns, strict=True)]
        for row in block.rows
    ]
    meanings = [
        f"**{_escaped(one.name)}**: {_running(one.meaning)}" for one in block.columns if one.meaning
    ]
    parts = [
        f"**{numbering.next('Table')}.** {_escaped(block.title)}",
        _grid(heads, alignments(block), rows),
        " · ".join(meanings),
        _running(block.note),
    ]
    return "\n\n".join(one for one in parts if one)


def _figure(block: b.Figure, numbering: Numbering) -> str:
    """Return a link to the figure's file with its words."""
    label = numbering.next("Figure")
    title = f"**{label}.** {_escaped(block.title)}"
    caption = f"{title}. {_running(block.caption)}" if block.caption else title
    return f"![{_escaped(block.alt)}](figures/{block.name or slug(block.title)}.svg)\n\n{caption}"


def _cases(block: b.Cases, numbering: Numbering) -> str:
    """Return groups of cases as a list."""
    lines = [
        f"- **{_escaped(label)}** ({len(names)}): "
        + (", ".join(_escaped(one) for one in names) or "none")
        for label, names in block.groups
    ]
    return "\n\n".join([f"**{_escaped(block.title)}**", "\n".join(lines)])


def _citation(block: b.Citation, numbering: Numbering) -> str:
    """Return a citation, linked where its address is one of the web."""
    if not block.url:
        return _running(block.text)
    is_link = block.url.startswith(("https://", "http://")) and not re.search(r"[\s<>]", block.url)
    return f"{_running(block.text)} {f'<{block.url}>' if is_link else _escaped(block.url)}"


def _notice(block: b.Notice, numbering: Numbering) -> str:
    """Return a notice as a quotation that names its kind."""
    word = "Warning" if block.level == "warning" else "Note"
    return f"> **{word}:** {_running(block.text)}"


def _chart(block: b.Chart, numbering: Numbering) -> str:
    """Return a configuration chart: a path's group stands in its head."""
    groups = grouped(block.columns)
    paths = [(group, column) for group, members in groups for column in members]
    heads = [
        "Condition",
        *(_escaped(f"{group}: {one.name}" if group else one.name) for group, one in paths),
    ]
    rows = [
        [_escaped(condition), *(_glyph(read_mark(one.marks[at])) for _, one in paths)]
        for at, condition in enumerate(block.conditions)
    ]
    rows += [
        [_escaped(label), *(show_number(one.numbers[at], digits=block.digits) for _, one in paths)]
        for at, label in enumerate(block.number_rows)
    ]
    for label, values in block.footer:
        rows.append([_escaped(label)])
        for (_, members), value in zip(groups, values, strict=True):
            rows[-1] += [_escaped(value), *([""] * (len(members) - 1))]
    sides = ["left", *(["center"] * len(paths))]
    parts = [
        f"**{numbering.next('Table')}.** {_escaped(block.title)}",
        _grid(heads, sides, rows),
        CHART_LEGEND,
        _running(block.note),
    ]
    return "\n\n".join(one for one in parts if one)


CHART_LEGEND = (
    "● core present · ⊗ core absent · • peripheral present · ⓧ peripheral absent · {1} has this "
    "value, bold where core · blank: does not matter"
)


def _glyph(mark: Mark) -> str:
    """Return a mark as a character, core values bold."""
    is_bold = mark.sign == "value" and mark.is_core
    return f"**{_escaped(mark.glyph)}**" if is_bold else _escaped(mark.glyph)


def _details(block: b.Details, numbering: Numbering) -> str:
    """Return blocks that unfold where the reader of Markdown knows how."""
    inside = "\n\n".join(_rendered(one, numbering) for one in block.blocks)
    return f"<details>\n<summary>{_escaped(block.summary)}</summary>\n\n{inside}\n\n</details>"


#: Each kind of block with the function that writes it.
MARKDOWN_BLOCKS: dict[type[b.Block], Callable[[Any, Numbering], str]] = {
    b.Heading: _heading,
    b.Paragraph: _paragraph,
    b.Bullets: _bullets,
    b.Table: _table,
    b.Figure: _figure,
    b.Cases: _cases,
    b.Citation: _citation,
    b.Notice: _notice,
    b.Chart: _chart,
    b.Details: _details,
}
