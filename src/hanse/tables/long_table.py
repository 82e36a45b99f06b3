"""Long tables: one row for each region and industry, product or partner, and year."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, LimitReached, unknown_name
from hanse.messages import join_names, plural
from hanse.result import Answer, Record
from hanse.tables.grid import place, quoted

__all__ = ["Key", "LongTable", "read_long"]

Columns = Sequence[str] | Mapping[str, str]

_MOST_CELLS = 250_000_000  # of a dense matrix: 2 GB of float64
_SHOWN = 5


@dataclass(frozen=True, eq=False)
class Key(Record, kind="long-table-key"):
    """A column of names or codes, each stored once.

    Attributes
    ----------
    name : str
        Name of the column.
    codes : ndarray of int32, shape (n,)
        Place in ``labels`` for each row.
    labels : tuple of str
        The different texts, sorted; they stay text, so that ``01`` keeps its zero.
    """

    name: str
    codes: npt.NDArray[np.int32]
    labels: tuple[str, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "codes", _frozen(self.codes, np.int32))

    def code(self, label: str, *, where: str = "") -> int:
        """Return the place of a label; one that is not there is an error with the nearest."""
        if label not in self.labels:
            raise unknown_name(self.name, label, self.labels, where=where)
        return self.labels.index(label)


@dataclass(frozen=True, eq=False)
class LongTable(Answer, kind="long-table"):
    """Rows that are named by keys and hold numbers.

    Made by `read_long` from a file and by `from_frame` from a frame.

    Parameters
    ----------
    keys : mapping of str to Key
        The columns that name a row, such as region, industry and year.
    values : mapping of str to ndarray of float64, shape (n,)
        The numbers, NaN where the cell is missing.
    file : str
        Name of the file; empty for a frame.
    lines : ndarray of int32, shape (n,)
        Line (row of the sheet) of each row, from 1; of a frame, its rows from 1.
    sha256 : str
        Hash of the bytes of the file; empty for a frame.
    notes : tuple of str
        What the reader recognised.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"area": ["A", "A", "B"], "naics": ["01", "02", "01"], "jobs": 3.0})
    >>> keys = {"region": "area", "code": "naics"}
    >>> table = LongTable.from_frame(frame, keys=keys, values=["jobs"])
    >>> table.keys["code"].labels
    ('01', '02')
    >>> table.matrix("region", "code", "jobs")
    array([[3., 3.],
           [3., 0.]])
    """

    keys: Mapping[str, Key]
    values: Mapping[str, npt.NDArray[np.float64]]
    file: str = ""
    lines: npt.NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))
    sha256: str = ""
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        values = {name: _frozen(numbers, np.float64) for name, numbers in self.values.items()}
        object.__setattr__(self, "values", values)
        lines = self.lines if len(self.lines) else np.arange(1, self.n + 1)
        object.__setattr__(self, "lines", _frozen(lines, np.int32))
        lengths = {len(key.codes) for key in self.keys.values()}
        lengths |= {len(numbers) for numbers in values.values()} | {len(self.lines)}
        if len(lengths) > 1:
            raise ValueError(f"columns of {join_names(sorted(map(str, lengths)))} rows")

    @classmethod
    def from_frame(
        cls, frame: Any, *, keys: Columns, values: Columns, decimal: Literal[".", ","] = "."
    ) -> LongTable:
        """Return the long table that a pandas, Polars or Arrow frame holds.

        Parameters
        ----------
        frame : frame
            Any eager frame that narwhals knows.
        keys, values : sequence of str or mapping of str to str
            The columns that name a row and the columns of numbers; a mapping gives our name for
            each of theirs. Keys that are whole numbers become their texts.
        decimal : {".", ","}
            The decimal sign of numbers that are texts.

        Raises
        ------
        InputError
            If there is no such column, a key is missing, or a value is no finite number; all such
            cells are told together.
        """
        from hanse.tables.long_reader import table_from_frame

        return table_from_frame(frame, keys=keys, values=values, decimal=decimal)

    def __len__(self) -> int:
        return self.n

    @property
    def n(self) -> int:
        """The number of rows."""
        columns: list[npt.NDArray[Any]] = [key.codes for key in self.keys.values()]
        columns += self.values.values()
        return len(columns[0]) if columns else 0

    def key(self, name: str) -> Key:
        """Return a key; one that is not there is an error with the nearest name."""
        if name not in self.keys:
            raise unknown_name("key", name, self.keys, where=self.file)
        return self.keys[name]

    def value(self, name: str) -> npt.NDArray[np.float64]:
        """Return the numbers of a column; one that is not there is an error."""
        if name not in self.values:
            raise unknown_name("column of numbers", name, self.values, where=self.file)
        return self.values[name]

    def place(self, row: int, column: str = "") -> str:
        """Return the place of a cell in words; rows count from 0 here and from 1 in words."""
        return place(self.file or "frame", line=int(self.lines[row]), column=column)

    def rows(self, chosen: npt.NDArray[Any]) -> LongTable:
        """Return the table of some rows, with the labels that are left.

        Parameters
        ----------
        chosen : ndarray of bool, shape (n,), or of int
            Which rows.
        """
        keys = {name: _kept(key, chosen) for name, key in self.keys.items()}
        values = {name: numbers[chosen] for name, numbers in self.values.items()}
        return LongTable(keys, values, self.file, self.lines[chosen], self.sha256, self.notes)

    def only(self, key: str, labels: str | Sequence[str]) -> LongTable:
        """Return the rows with one of the labels.

        Raises
        ------
        InputError
            If a label does not occur, with the nearest one.
        """
        wanted = [labels] if isinstance(labels, str) else list(labels)
        found = self.key(key)
        codes = [found.code(label, where=self.file) for label in wanted]
        return self.rows(np.isin(found.codes, codes))

    def one(self, key: str) -> str:
        """Return the only label of a key, such as the year; several are an error."""
        labels = self.key(key).labels
        if len(labels) != 1:
            raise InputError(
                f"{key} has {plural(len(labels), 'value')}: {join_names(labels)}",
                where=self.file,
                mend=f"Choose one of them: table.only('{key}', ...).",
            )
        return labels[0]

    def unique(self, on: Sequence[str] | None = None) -> LongTable:
        """Return the table if no two rows have the same keys.

        Parameters
        ----------
        on : sequence of str, optional
            The keys that name a row, all where none are named.

        Raises
        ------
        InputError
            If some have, with their rows.
        """
        names = list(self.keys if on is None else on)
        flat = self._flat(names)
        order = np.argsort(flat, kind="stable")
        same = np.flatnonzero(flat[order][1:] == flat[order][:-1])
        if not same.size:
            return self
        shown = []
        for at in same[:_SHOWN].tolist():
            first, second = order[at], order[at + 1]
            both = f"rows {self.lines[first]} and {self.lines[second]}"
            said = [self.keys[name].labels[self.keys[name].codes[first]] for name in names]
            shown.append(f"{both} ({', '.join(said)})")
        more = f"; and {same.size - _SHOWN:,} more" if same.size > _SHOWN else ""
        raise InputError(
            f"the same {join_names(names)} twice: {'; '.join(shown)}{more}",
            where=self.file or "frame",
            mend="Leave one row for each, or name the key that tells them apart.",
        )

    def matrix(self, row_key: str, column_key: str, value: str) -> npt.NDArray[np.float64]:
        """Return the sums of a value, labels of one key down, of another across.

        Returns
        -------
        ndarray of float64, shape (labels of row_key, labels of column_key)
            0 where there is no row, NaN where a value of the sum is missing.

        Raises
        ------
        InputError
            If there is no such key or column.
        LimitReached
            If the matrix has more than 250 million cells.
        """
        down, across = self.key(row_key), self.key(column_key)
        shape = len(down.labels), len(across.labels)
        if math.prod(shape) > _MOST_CELLS:
            raise LimitReached(
                f"the matrix of {row_key} and {column_key} cannot be made",
                size=f"{shape[0]:,} × {shape[1]:,} cells against {_MOST_CELLS:,}",
                knob="Take a coarser level of codes, or fewer rows.",
            )
        flat = down.codes.astype(np.int64) * shape[1] + across.codes
        sums = np.bincount(flat, weights=self.value(value), minlength=math.prod(shape))
        return np.asarray(sums, dtype=np.float64).reshape(shape)

    def totals(self, key: str, value: str) -> npt.NDArray[np.float64]:
        """Return the sum of a value for each label of a key, NaN where one is missing."""
        found = self.key(key)
        sums = np.bincount(found.codes, weights=self.value(value), minlength=len(found.labels))
        return np.asarray(sums, dtype=np.float64)

    def nonnegative(self, value: str) -> npt.NDArray[np.float64]:
        """Return the numbers of a column if none is negative; see `between`."""
        return self.between(value, 0.0, math.inf)

    def between(self, value: str, low: float, high: float) -> npt.NDArray[np.float64]:
        """Return the numbers of a column if each lies in a range, ends included; NaN passes.

        Raises
        ------
        InputError
            If some do not, with the first rows.
        """
        numbers = self.value(value)
        outside = np.flatnonzero((numbers < low) | (numbers > high))
        if not outside.size:
            return numbers
        shown = [f"row {self.lines[i]}: {numbers[i]:g}" for i in outside[:_SHOWN].tolist()]
        more = f" and {outside.size - _SHOWN:,} more" if outside.size > _SHOWN else ""
        negative = low == 0 and bool((numbers[outside] < 0).all())
        what = "negative" if negative else f"not between {low:g} and {high:g}"
        raise InputError(
            f"{value} is {what} in {plural(outside.size, 'row')}: {', '.join(shown)}{more}",
            where=place(self.file or "frame", column=value),
            mend="Correct the cells, or leave them empty if the value is not known.",
        )

    def to_frame(self) -> Any:
        """Return one row for each row: the keys as texts, then the values."""
        import pandas as pd

        data: dict[str, Any] = {
            name: np.array(key.labels, dtype=object)[key.codes] for name, key in self.keys.items()
        }
        data.update({name: numbers.copy() for name, numbers in self.values.items()})
        return pd.DataFrame(data)

    def __str__(self) -> str:
        head = f"{self.file or 'frame'}: {plural(self.n, 'row')}"
        keys = [
            f"  {name}: {plural(len(key.labels), 'label')}, {quoted(key.labels[0])} to "
            f"{quoted(key.labels[-1])}"
            for name, key in self.keys.items()
        ]
        gaps = {name: int(np.isnan(numbers).sum()) for name, numbers in self.values.items()}
        values = [f"  {name}: numbers, {n:,} missing" for name, n in gaps.items()]
        return "\n".join([head, *keys, *values])

    def _flat(self, names: Sequence[str]) -> npt.NDArray[np.int64]:
        """Return one number for each row, equal where the keys are."""
        flat = np.zeros(self.n, dtype=np.int64)
        for name in names:
            key = self.key(name)
            flat = flat * len(key.labels) + key.codes
            flat = np.unique(flat, return_inverse=True)[1] if flat.max(initial=0) > 2**31 else flat
        return flat


def read_long(
    path: str | os.PathLike[str],
    *,
    keys: Columns,
    values: Columns,
    sheet: str | None = None,
    delimiter: str | None = None,
    decimal: Literal[".", ","] = ".",
    encoding: str | None = None,
) -> LongTable:
    r"""Read a long table from CSV, TSV (also .gz) or Excel.

    Parameters
    ----------
    path : path
        A text file with columns (.csv, .tsv, .txt, also .gz) or a workbook (.xlsx).
    keys, values : sequence of str or mapping of str to str
        The columns that name a row and the columns of numbers; a mapping gives our name for each
        of theirs. Codes stay text: ``01`` keeps its zero and ``NA`` is Namibia.
    sheet : str, optional
        The sheet of a workbook; by default the first that is not empty.
    delimiter : str, optional
        What separates the columns; by default recognised.
    decimal : {".", ","}
        The decimal sign.
    encoding : str, optional
        The encoding of a text file; by default UTF-8, UTF-16 by its byte order mark, or cp1252.

    Raises
    ------
    InputError
        If the file cannot be read, there is no such column, a key is empty, or a value is no
        finite number; all such cells are told together with row and column.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "jobs.csv")
    ...     _ = path.write_text("country,nace,jobs\nNA,01,5\nNA,02,\n", encoding="utf-8")
    ...     table = read_long(path, keys={"region": "country", "industry": "nace"}, values=["jobs"])
    >>> print(table)
    jobs.csv: 2 rows
      region: 1 label, 'NA' to 'NA'
      industry: 2 labels, '01' to '02'
      jobs: numbers, 1 missing
    """
    from hanse.tables.long_reader import table_from_file

    choices = {"sheet": sheet, "delimiter": delimiter, "encoding": encoding}
    return table_from_file(path, keys=keys, values=values, decimal=decimal, choices=choices)


def _kept(key: Key, chosen: npt.NDArray[Any]) -> Key:
    """Return the key of some rows, without the labels that no row has any more."""
    codes = key.codes[chosen]
    used = np.zeros(len(key.labels), dtype=bool)
    used[codes] = True
    places = np.cumsum(used) - 1
    labels = tuple(label for label, here in zip(key.labels, used.tolist(), strict=True) if here)
    return Key(key.name, places[codes].astype(np.int32), labels)


def _frozen(numbers: Any, kind: Any) -> npt.NDArray[Any]:
    """Return an array of a kind that nobody can write to."""
    made = np.array(numbers, dtype=kind, copy=None)
    if made.flags.writeable:
        made = made.view()
        made.setflags(write=False)
    return made
