"""Answers become a document of blocks; renderers turn the document into files."""

from hanse.plot.marks import ChartColumn
from hanse.report.blocks import (
    Block,
    Bullets,
    Cases,
    Chart,
    Citation,
    Details,
    Document,
    Figure,
    Heading,
    Notice,
    Paragraph,
    Table,
    TableColumn,
)
from hanse.report.html import render_html
from hanse.report.inline import literal
from hanse.report.markdown import render_markdown

__all__ = [
    "Block",
    "Bullets",
    "Cases",
    "Chart",
    "ChartColumn",
    "Citation",
    "Details",
    "Document",
    "Figure",
    "Heading",
    "Notice",
    "Paragraph",
    "Table",
    "TableColumn",
    "literal",
    "render_html",
    "render_markdown",
]
