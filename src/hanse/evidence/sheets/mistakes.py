"""Mistakes in a table that was filled in: each with its place, and all told together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from hanse.errors import InputError
from hanse.messages import plural
from hanse.result import Record
from hanse.tables.grid import place, quoted

__all__ = ["Mistake", "SheetMistakes", "nearest"]


@dataclass(frozen=True)
class Mistake(Record, kind="sheet-mistake"):
    """One thing that cannot be used.

    Attributes
    ----------
    file : str
        Name of the file.
    row : int
        Row of the file, the header is 1; 0 for the whole file.
    column : str
        Heading of the column; empty for the whole row.
    value : str
        What stands there.
    what : str
        What is wrong with it.
    nearest : str
        The nearest right entry, empty where there is none.
    mend : str
        What to do.
    """

    file: str
    row: int
    column: str
    value: str
    what: str
    nearest: str = ""
    mend: str = ""

    def __str__(self) -> str:
        """Return it as a sentence: place, value, what is wrong, what to do."""
        said = f"{quoted(self.value)} {self.what}" if self.value else self.what
        where = place(self.file, "", self.row, self.column)
        hint = f" Did you mean '{self.nearest}'?" if self.nearest else ""
        return f"{where}: {said}.{hint}{' ' if self.mend else ''}{self.mend}"


class SheetMistakes(InputError):  # noqa: N818  # it is a list of them
    """A table that cannot be used, with all its mistakes.

    Attributes
    ----------
    mistakes : tuple of Mistake
        In the order of the file.
    """

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        if len(mistakes) == 1:
            super().__init__(str(mistakes[0]))
            return
        lines = "\n".join(f"- {one}" for one in mistakes)
        super().__init__(f"{plural(len(mistakes), 'mistake')} in {mistakes[0].file}\n{lines}")

    def to_frame(self) -> Any:
        """Return a row for each mistake."""
        import pandas as pd

        names = ["file", "row", "column", "value", "what", "nearest", "mend"]
        rows = [[getattr(one, name) for name in names] for one in self.mistakes]
        return pd.DataFrame(rows, columns=names)


def nearest(text: str, choices: Iterable[str]) -> str:
    """Return the choice that is nearest to a text, empty where none is near.

    Examples
    --------
    >>> nearest("Exportng", ["exporting", "not"])
    'exporting'
    """
    folded = {choice.casefold(): choice for choice in choices}
    found = get_close_matches(text.casefold(), list(folded), n=1, cutoff=0.5)
    return folded[found[0]] if found else ""
