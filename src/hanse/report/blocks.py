"""The document model: what a report is made of, before it is HTML, Markdown or anything else.

Engines compose these blocks and know no format; renderers know formats and no engine. Texts called
*running text* may carry ``**bold**``, ``*italic*`` and ``` `code` ``` (see
:mod:`hanse.report.inline`); all others are shown as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from hanse.errors import InputError
from hanse.plot.marks import ChartColumn, check_chart
from hanse.plot.picture import Picture
from hanse.result import Record

__all__ = [
    "Block",
    "Bullets",
    "Cases",
    "Cell",
    "Chart",
    "Citation",
    "Details",
    "Document",
    "Figure",
    "Heading",
    "Notice",
    "Paragraph",
    "Table",
    "TableColumn",
]

Cell = str | float | int | None
ALIGNMENTS = ("", "left", "right", "center")
NOTICES = ("note", "warning")
LAYOUTS = ("report", "sheet")


class Block(Record):
    """A part of a document."""


@dataclass(frozen=True)
class Heading(Block, kind="heading"):
    """A heading; levels 1 and 2 make up the contents list.

    Parameters
    ----------
    level : int
        1 for a part of the document, to 4.
    text : str
        Shown as it is.
    anchor : str
        Name by which addresses reach it; made from the text where it is empty.
    """

    level: int
    text: str
    anchor: str = ""

    def __post_init__(self) -> None:
        if not 1 <= self.level <= 4:
            raise InputError(f"heading '{self.text}' has level {self.level}", mend="Give 1 to 4.")


@dataclass(frozen=True)
class Paragraph(Block, kind="paragraph"):
    """Sentences, as running text."""

    text: str


@dataclass(frozen=True)
class Bullets(Block, kind="bullets"):
    """A list of short statements, each running text."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class TableColumn(Record, kind="table-column"):
    """One column of a table.

    Parameters
    ----------
    name : str
        Head of the column.
    meaning : str
        What the numbers are, as running text; shown below the table.
    align : {"", "left", "right", "center"}
        Empty: right for columns of numbers, left for others.
    unit : str
        Shown in the head.
    digits : int
        Decimals of floats; whole numbers have none.
    """

    name: str
    meaning: str = ""
    align: str = ""
    unit: str = ""
    digits: int = 3

    def __post_init__(self) -> None:
        if self.align not in ALIGNMENTS:
            raise InputError(f"column '{self.name}' has align '{self.align}'", mend=_choose())


@dataclass(frozen=True)
class Table(Block, kind="table"):
    """A table with column heads; None and NaN in a cell are undefined.

    Parameters
    ----------
    title : str
        Shown above, after the table's number.
    columns : tuple of TableColumn
        From left to right. The first names the rows where it is text.
    rows : tuple of tuples of str, float, int or None
        One cell for each column.
    note : str
        Running text below the table.
    """

    title: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""

    def __post_init__(self) -> None:
        for at, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise InputError(
                    f"row {at} has {len(row)} cells for {len(self.columns)} columns",
                    where=f"table '{self.title}'",
                )


@dataclass(frozen=True)
class Figure(Block, kind="figure"):
    """A drawing with the words that stand for it.

    Parameters
    ----------
    title : str
        Shown below, after the figure's number.
    svg : str
        A complete SVG document.
    alt : str
        What the figure says, for those who do not see it.
    caption : str
        Running text after the title.
    name : str
        Name of its file without ending: ``figures/NAME.svg``.
    """

    title: str
    svg: str
    alt: str
    caption: str = ""
    name: str = ""

    @classmethod
    def from_picture(cls, picture: Picture, *, caption: str = "") -> Self:
        """Return the figure of a picture."""
        return cls(picture.title, picture.svg, picture.alt, caption, picture.name)


@dataclass(frozen=True)
class Cases(Block, kind="cases"):
    """Names of cases in labelled groups.

    Parameters
    ----------
    title : str
        What the groups are.
    groups : tuple of (str, tuple of str)
        Label and names; a group without names says so.
    """

    title: str
    groups: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Citation(Block, kind="citation"):
    """A source, as running text, with its address where it has one (http or https)."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Notice(Block, kind="notice"):
    """Something the reader must not miss.

    Parameters
    ----------
    level : {"note", "warning"}
        How loud.
    text : str
        Running text.
    """

    level: str
    text: str

    def __post_init__(self) -> None:
        if self.level not in NOTICES:
            raise InputError(f"notice '{self.level}' is unknown", mend="Say note or warning.")


@dataclass(frozen=True)
class Chart(Block, kind="chart"):
    """A configuration chart that is text: paths as columns, conditions as rows.

    Parameters
    ----------
    title : str
        Shown above, after the table's number.
    conditions : tuple of str
        Labels of the rows.
    columns : tuple of ChartColumn
        The paths; those of one group stand together.
    number_rows : tuple of str
        Labels of the numbers that the columns carry.
    footer : tuple of (str, tuple of str)
        Rows with one value for each group of paths.
    note : str
        Running text below the chart.
    digits : int
        Decimals of the numbers.
    """

    title: str
    conditions: tuple[str, ...]
    columns: tuple[ChartColumn, ...]
    number_rows: tuple[str, ...] = ()
    footer: tuple[tuple[str, tuple[str, ...]], ...] = ()
    note: str = ""
    digits: int = 3

    def __post_init__(self) -> None:
        check_chart(self.columns, self.conditions, self.number_rows, self.footer)


@dataclass(frozen=True)
class Details(Block, kind="details"):
    """Blocks that a reader may unfold; open where the document is printed.

    Parameters
    ----------
    summary : str
        What is inside, shown as it is.
    blocks : tuple of Block
        What is inside.
    """

    summary: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Document(Record, kind="document"):
    """A report.

    Parameters
    ----------
    title, subtitle : str
        Shown at the top as they are.
    language : str
        Language of the texts as in BCP 47, such as ``"en"``.
    blocks : tuple of Block
        The report from top to bottom.
    layout : {"report", "sheet"}
        A report of many pages with a list of contents, or a sheet that is printed small.

    Examples
    --------
    >>> document = Document("Clusters", "", "en", (Paragraph("All **well**."),))
    >>> Document.from_dict(document.to_dict()) == document
    True
    """

    title: str
    subtitle: str
    language: str
    blocks: tuple[Block, ...]
    layout: str = "report"

    def __post_init__(self) -> None:
        if self.layout not in LAYOUTS:
            raise InputError(f"layout '{self.layout}' is unknown", mend="Say report or sheet.")


def _choose() -> str:
    """Return how to mend an unknown alignment."""
    return f"Choose from {', '.join(one for one in ALIGNMENTS if one)}."
