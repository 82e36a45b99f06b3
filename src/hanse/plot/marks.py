"""The marks of a configuration chart: what a condition does in a path, as glyph and in words.

Notation of Ragin and Fiss: a full circle for a condition that is present, a crossed circle for one
that is absent, large for core, small for peripheral, blank for one that does not matter. A
multi-value condition carries its value or values.

Source: Fiss, P. C. (2011). Building better causal theories. Academy of Management Journal 54(2),
pp. 393–420, Table 3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hanse.errors import InputError
from hanse.result import Record

__all__ = ["ChartColumn", "Mark", "grouped", "read_mark"]

GLYPHS = {
    ("present", True): "●",
    ("absent", True): "⊗",
    ("present", False): "•",
    ("absent", False): "ⓧ",
}


@dataclass(frozen=True)
class Mark:
    """What one condition does in one path.

    Parameters
    ----------
    sign : str
        ``"present"``, ``"absent"``, ``"value"``, or ``""`` for a condition that does not matter.
    is_core : bool
        Whether the condition is core (in the parsimonious solution too) or peripheral.
    values : str
        The value or values of a multi-value condition, such as ``"1,2"``.
    """

    sign: str
    is_core: bool = False
    values: str = ""

    @property
    def glyph(self) -> str:
        """The mark as a character; values stand in braces; blank where it does not matter."""
        if self.sign == "value":
            return f"{{{self.values}}}"
        return GLYPHS.get((self.sign, self.is_core), "")

    @property
    def words(self) -> str:
        """The mark in words.

        Examples
        --------
        >>> read_mark("core-absent").words, read_mark("value:1,2").words, read_mark("").words
        ('core absent', 'peripheral value 1 or 2', 'does not matter')
        """
        if not self.sign:
            return "does not matter"
        rank = "core" if self.is_core else "peripheral"
        if self.sign == "value":
            return f"{rank} value {self.values.replace(',', ' or ')}"
        return f"{rank} {self.sign}"


def read_mark(text: str) -> Mark:
    """Read a mark as it is written in a chart column.

    Parameters
    ----------
    text : str
        ``"core-present"``, ``"core-absent"``, ``"present"``, ``"absent"``, ``""``, or for
        multi-value conditions ``"core:1,2"`` (core) and ``"value:1"`` (peripheral).

    Raises
    ------
    InputError
        If the text is none of these.

    Examples
    --------
    >>> read_mark("core-present").glyph, read_mark("absent").glyph, read_mark("core:2").glyph
    ('●', 'ⓧ', '{2}')
    """
    rank, colon, values = text.partition(":")
    if colon and rank in {"core", "value"} and values:
        return Mark("value", rank == "core", values)
    sign = text.removeprefix("core-")
    if text == "" or (not colon and sign in {"present", "absent"}):
        return Mark(sign, text.startswith("core-"))
    raise InputError(
        f"'{text}' is no mark of a configuration chart",
        mend="Write core-present, core-absent, present, absent, core:1, value:1 or nothing.",
    )


@dataclass(frozen=True)
class ChartColumn(Record, kind="chart-column"):
    """One path of a configuration chart.

    Parameters
    ----------
    name : str
        What stands above the column, such as ``"1a"``.
    group : str
        Family or model that the path belongs to; ``""`` where there is but one.
    marks : tuple of str
        One mark for each condition, as :func:`read_mark` reads them.
    numbers : tuple of float or None
        One number for each number row of the chart (consistency, raw coverage, …).
    """

    name: str
    group: str
    marks: tuple[str, ...]
    numbers: tuple[float | None, ...] = ()


def grouped(columns: Sequence[ChartColumn]) -> tuple[tuple[str, tuple[ChartColumn, ...]], ...]:
    """Return the columns by group, groups in the order in which they first appear.

    Examples
    --------
    >>> paths = [("1a", "M1"), ("2", "M2"), ("1b", "M1")]
    >>> columns = [ChartColumn(name, group, ()) for name, group in paths]
    >>> [(group, [one.name for one in found]) for group, found in grouped(columns)]
    [('M1', ['1a', '1b']), ('M2', ['2'])]
    """
    found: dict[str, list[ChartColumn]] = {}
    for column in columns:
        found.setdefault(column.group, []).append(column)
    return tuple((group, tuple(members)) for group, members in found.items())


def check_chart(
    columns: Sequence[ChartColumn],
    conditions: Sequence[str],
    number_rows: Sequence[str],
    footer: Sequence[tuple[str, Sequence[str]]],
) -> None:
    """Refuse a chart whose parts do not have the same length, naming the part.

    Raises
    ------
    InputError
        If a column has too few or too many marks or numbers, a footer row too few or too many
        values, or a mark cannot be read.
    """
    n_groups = len(grouped(columns))
    for column in columns:
        _same_length("marks", column.marks, len(conditions), "conditions", f"path {column.name}")
        _same_length("numbers", column.numbers, len(number_rows), "rows", f"path {column.name}")
        for mark in column.marks:
            read_mark(mark)
    for label, values in footer:
        _same_length("values", values, n_groups, "groups of paths", f"row {label}")


def _same_length(what: str, found: Sequence[object], right: int, of: str, where: str) -> None:
    """Raise where the number of things found is not the number of things they belong to."""
    if len(found) != right:
        raise InputError(
            f"{len(found)} {what} for {right} {of}",
            where=f"configuration chart, {where}",
            mend=f"Give one of the {what} for each of the {of}.",
        )
