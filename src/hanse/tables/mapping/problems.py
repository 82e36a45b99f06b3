"""What is wrong with a mapping or with the cells of a file, gathered and told together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.messages import join_names, plural

__all__ = ["SHOWN", "Problems"]

SHOWN = 10


@dataclass
class Problems:
    """Problems of a file in the order in which they were found.

    Parameters
    ----------
    file : str
        Name of the file.
    found : list of InputError
        What is wrong.
    """

    file: str
    found: list[InputError] = field(default_factory=list)

    def add(self, what: str, *, at: str = "", mend: str = "") -> None:
        """Remember a problem at a place within the file."""
        self.found.append(InputError(what, where=self.place(at), mend=mend))

    def unknown(self, kind: str, name: str, choices: Iterable[str], *, at: str = "") -> None:
        """Remember a name that does not exist, with the nearest one."""
        self.found.append(unknown_name(kind, name, choices, where=self.place(at)))

    def cells(self, column: str, lines: Sequence[int], what: str, *, mend: str = "") -> None:
        """Remember what is wrong with the cells of a column in some rows."""
        rows = join_names([f"{line:d}" for line in lines], most=SHOWN)
        said = f"row {rows}" if len(lines) == 1 else f"rows {rows}"
        self.add(what, at=f"{said}, column {column}", mend=mend)

    def texts(
        self,
        column: str,
        lines: npt.NDArray[np.int32],
        codes: npt.NDArray[np.intp],
        wrong: Sequence[int],
        say: Callable[[int], tuple[str, str]],
    ) -> None:
        """Remember the different texts of a column that cannot be used.

        Parameters
        ----------
        column : str
            Name of the column in the file.
        lines, codes : ndarray of int, shape (n,)
            Line and text of each row, the text by its number.
        wrong : sequence of int
            The numbers of the texts.
        say : function
            Returns what is wrong with a text and how to mend it.
        """
        for one in wrong[:SHOWN]:
            what, mend = say(one)
            self.cells(column, lines[codes == one].tolist(), what, mend=mend)
        rest = list(wrong[SHOWN:])
        if rest:
            n = int(np.isin(codes, rest).sum())
            self.add(
                f"{plural(len(rest), 'more text')} that cannot be used, in {plural(n, 'cell')}",
                at=f"column {column}",
            )

    def place(self, at: str) -> str:
        """Return a place within the file in words."""
        return ", ".join(part for part in (self.file, at) if part)

    def tell(self, *, most: int | None = None) -> None:
        """Raise what was found: one problem as it is, several as a list."""
        if len(self.found) == 1:
            raise self.found[0]
        if not self.found:
            return
        shown = [f"  - {one}" for one in self.found[:most]]
        if most is not None and len(self.found) > most:
            shown.append(f"  - and {len(self.found) - most:,} more")
        listed = "\n".join(shown)
        raise InputError(f"{len(self.found):,} problems:\n{listed}", where=self.file)
