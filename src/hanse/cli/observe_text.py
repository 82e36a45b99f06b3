"""Blocks of a report on a screen: tables in columns, what unfolds left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hanse.report import Block, Table

__all__ = ["print_blocks"]


def print_blocks(blocks: Iterable[Block]) -> None:
    """Print blocks one below the other."""
    print("\n\n".join(text for text in _texts(blocks) if text))


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield each block as text."""
    from hanse.report import Table
    from hanse.report.text import TEXT_BLOCKS

    for block in blocks:
        yield _columns(block) if isinstance(block, Table) else TEXT_BLOCKS[type(block)](block)


def _columns(table: Table) -> str:
    """Return a table in columns, with its title and its note."""
    from hanse.messages import columns_text
    from hanse.plot.numbers import UNDEFINED, show_number
    from hanse.report.inline import plain

    lines = [
        [
            (value or UNDEFINED)
            if isinstance(value, str)
            else show_number(value, digits=one.digits)
            for value, one in zip(row, table.columns, strict=True)
        ]
        for row in table.rows
    ]
    left = [at for at, one in enumerate(table.columns) if one.align == "left"]
    shown = columns_text([one.name for one in table.columns], lines, left=left)
    return "\n".join([table.title, shown, *([plain(table.note)] if table.note else [])])
