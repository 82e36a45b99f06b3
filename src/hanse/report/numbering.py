"""What a document's parts are called: table and figure numbers, anchors, alignments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hanse.plot.names import slug
from hanse.report.blocks import Block, Cell, Details, Heading, Table

__all__ = ["Numbering", "alignments", "headings"]


@dataclass
class Numbering:
    """The numbers and names given out so far while one document is rendered."""

    counts: dict[str, int] = field(default_factory=dict)
    anchors: set[str] = field(default_factory=set)

    def next(self, label: str) -> str:
        """Return the next name with this label.

        Examples
        --------
        >>> numbering = Numbering()
        >>> numbering.next("Table"), numbering.next("Figure"), numbering.next("Table")
        ('Table 1', 'Figure 1', 'Table 2')
        """
        self.counts[label] = self.counts.get(label, 0) + 1
        return f"{label} {self.counts[label]}"

    def anchor(self, wanted: str) -> str:
        """Return an anchor that no other part has: the wanted one, or with a number behind it.

        Examples
        --------
        >>> numbering = Numbering()
        >>> numbering.anchor("Truth table"), numbering.anchor("truth table")
        ('truth-table', 'truth-table-2')
        """
        first = slug(wanted).lower()
        name, n = first, 1
        while name in self.anchors:
            n += 1
            name = f"{first}-{n}"
        self.anchors.add(name)
        return name


def headings(blocks: Sequence[Block]) -> Iterator[Heading]:
    """Yield all headings in order, also those inside details."""
    for block in blocks:
        if isinstance(block, Heading):
            yield block
        elif isinstance(block, Details):
            yield from headings(block.blocks)


def alignments(table: Table) -> list[str]:
    """Return how each column is aligned: as said, else right for numbers and left for the rest.

    Examples
    --------
    >>> from hanse.report.blocks import TableColumn
    >>> columns = (TableColumn("case"), TableColumn("n"), TableColumn("out", align="center"))
    >>> alignments(Table("T", columns, (("Lyon", 3, "1"), ("Ulm", None, "0"))))
    ['left', 'right', 'center']
    """
    found = []
    for at, column in enumerate(table.columns):
        cells = [row[at] for row in table.rows if row[at] is not None]
        found.append(column.align or ("right" if _are_numbers(cells) else "left"))
    return found


def _are_numbers(cells: Sequence[Cell]) -> bool:
    """Whether there are cells and all of them are numbers."""
    return bool(cells) and not any(isinstance(one, str) for one in cells)
