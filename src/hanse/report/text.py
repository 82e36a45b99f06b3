"""Blocks as plain text for a screen: wrapped lines, no marks, no pictures."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from typing import Any

from hanse.errors import InputError
from hanse.plot.numbers import UNDEFINED, show_number
from hanse.report import blocks as b
from hanse.report.inline import plain

__all__ = ["TEXT_BLOCKS", "render_text"]

WIDTH = 96


def render_text(document: b.Document) -> str:
    """Return a document as plain text of at most 96 characters a line.

    Tables are lists of their rows with the head of each cell; pictures and what unfolds are left
    out, for they stand in the formats that can show them.

    Raises
    ------
    InputError
        If a block of an unknown kind is among them.

    Examples
    --------
    >>> print(render_text(b.Document("Clusters", "", "en", (b.Bullets(("**One**", "two")),))))
    Clusters
    ========
    <BLANKLINE>
    - One
    - two
    <BLANKLINE>
    """
    parts = [_underlined(document.title, "=")]
    parts += [_wrapped(document.subtitle)] if document.subtitle else []
    for block in document.blocks:
        renderer = TEXT_BLOCKS.get(type(block))
        if renderer is None:
            raise InputError(f"the text renderer does not know {type(block).__name__} blocks")
        parts.append(renderer(block))
    return "\n\n".join(part for part in parts if part) + "\n"


def _wrapped(text: str, lead: str = "") -> str:
    """Return text in lines, those after the first as far in as the lead is long."""
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=lead,
        subsequent_indent=" " * len(lead),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _heading(block: b.Heading) -> str:
    """Return a heading, underlined where it is a high one."""
    line = {1: "=", 2: "-"}.get(block.level)
    return _underlined(block.text, line) if line else _wrapped(f"{block.text}:")


def _underlined(text: str, line: str) -> str:
    """Return text in lines with a line below as long as the longest."""
    wrapped = _wrapped(text)
    return f"{wrapped}\n{line * max(map(len, wrapped.splitlines()), default=0)}"


def _bullets(items: Sequence[str]) -> str:
    """Return a list."""
    return "\n".join(_wrapped(plain(one), "- ") for one in items)


def _table(block: b.Table) -> str:
    """Return a table as its title and its rows, each cell with its head."""
    lines = [_wrapped(f"{block.title}:")]
    for row in block.rows:
        first, *rest = [_cell(v, c) for v, c in zip(row, block.columns, strict=True)]
        lines.append(_wrapped(first, "- "))
        heads = [f"{c.name} ({c.unit})" if c.unit else c.name for c in block.columns[1:]]
        lines += [
            _wrapped(f"{head}: {cell}", "    ") for head, cell in zip(heads, rest, strict=True)
        ]
    if block.note:
        lines.append(_wrapped(plain(block.note)))
    return "\n".join(lines)


def _cell(value: b.Cell, column: b.TableColumn) -> str:
    """Return a cell as text."""
    if isinstance(value, str):
        return value
    return show_number(value, digits=column.digits) if value is not None else UNDEFINED


def _cases(block: b.Cases) -> str:
    """Return labelled groups of names."""
    lines = [f"{label}: {', '.join(names) or 'none'}" for label, names in block.groups]
    return "\n".join([_wrapped(f"{block.title}:"), *(_wrapped(line, "- ") for line in lines)])


def _left_out(block: Any) -> str:
    """Return nothing, for a block that text cannot show."""
    return ""


#: Each kind of block with the function that writes it.
TEXT_BLOCKS: dict[type[b.Block], Callable[[Any], str]] = {
    b.Heading: _heading,
    b.Paragraph: lambda block: _wrapped(plain(block.text)),
    b.Bullets: lambda block: _bullets(block.items),
    b.Table: _table,
    b.Figure: _left_out,
    b.Cases: _cases,
    b.Citation: lambda block: _wrapped(f"{plain(block.text)} {block.url}".strip()),
    b.Notice: lambda block: _wrapped(f"Note: {plain(block.text)}"),
    b.Chart: _left_out,
    b.Details: _left_out,
}
