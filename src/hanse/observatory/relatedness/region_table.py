"""What every region sells of every product: the table that relatedness starts from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hanse.errors import InputError, unknown_name
from hanse.messages import plural
from hanse.result import Answer
from hanse.tables.long_table import LongTable

__all__ = ["Array", "RegionTable", "locked", "position"]

Array = NDArray[np.float64]

_SHOWN = 8


@dataclass(frozen=True, eq=False)
class RegionTable(Answer, kind="observatory-region-table"):
    """Regions × products with what each region sells, exports or employs in each.

    Made by `from_matrix` or `from_long`.

    Parameters
    ----------
    regions : tuple of str
        n unique names.
    products : tuple of str
        m unique names of products, industries or any other activities.
    values : ndarray of shape (n, m)
        Finite and not negative; 0 where there is nothing.
    value : str
        What is counted, with its unit.
    file : str
        Where it comes from; empty for a matrix.

    Examples
    --------
    >>> made = RegionTable.from_matrix([[3, 1], [0, 2]], ["Bonn", "Metz"], ["pumps", "glue"])
    >>> made.regions, made.values.sum()
    (('Bonn', 'Metz'), np.float64(6.0))
    """

    regions: tuple[str, ...]
    products: tuple[str, ...]
    values: Array
    value: str = "value"
    file: str = ""

    @classmethod
    def from_matrix(
        cls,
        values: ArrayLike,
        regions: Sequence[str] | None = None,
        products: Sequence[str] | None = None,
        *,
        value: str = "value",
    ) -> RegionTable:
        """Return the table of a matrix, or of a pandas frame with regions as its index.

        Parameters
        ----------
        values : array_like of shape (n, m)
            Finite and not negative.
        regions, products : sequence of str, optional
            Unique names; of a pandas frame, its index and columns by default.
        value : str
            What is counted.

        Raises
        ------
        InputError
            If the names do not fit the shape, stand twice, or a value is missing, infinite,
            negative or no number; the first eight are listed.
        """
        rows = _names(values, "index", regions, "regions")
        columns = _names(values, "columns", products, "products")
        try:
            matrix = np.array(values, dtype=np.float64)
        except (TypeError, ValueError) as error:
            raise InputError(
                f"the values are no table of numbers ({error})", where="region table"
            ) from None
        if matrix.ndim != 2 or matrix.shape != (len(rows), len(columns)):
            raise InputError(
                f"the values have the shape {matrix.shape}, the names ask for "
                f"({len(rows)}, {len(columns)})",
                where="region table",
                mend="Give one row for each region and one column for each product.",
            )
        return _checked(cls(rows, columns, locked(matrix), value))

    @classmethod
    def from_long(
        cls, long: LongTable, *, region: str = "region", product: str = "product", value: str
    ) -> RegionTable:
        """Return the table of a long table with one row for each pair of region and product.

        Parameters
        ----------
        long : LongTable
            Pairs that have no row count as 0.
        region, product : str
            The keys that name them.
        value : str
            The column of numbers.

        Raises
        ------
        InputError
            If a pair stands twice (as it does where years are mixed), or a value is missing or
            negative; the rows are named.
        """
        down, across = long.key(region), long.key(product)
        missing = np.flatnonzero(np.isnan(long.nonnegative(value)))
        if missing.size:
            shown = ", ".join(str(long.lines[i]) for i in missing[:_SHOWN])
            raise InputError(
                f"{value} is missing in {plural(missing.size, 'row')}: {shown}"
                + (f" and {missing.size - _SHOWN:,} more" if missing.size > _SHOWN else ""),
                where=long.file or "frame",
                mend="Write 0 where there is nothing, or leave the row out.",
            )
        matrix = long.matrix(region, product, value)
        cells = down.codes.astype(np.int64) * len(across.labels) + across.codes
        if np.bincount(cells).max(initial=0) > 1:
            long.unique(on=[region, product])
        return _checked(cls(down.labels, across.labels, locked(matrix), value, long.file))

    def to_frame(self) -> Any:
        """Return one row for each pair: ``region product value``."""
        import pandas as pd

        n, m = self.values.shape
        return pd.DataFrame(
            {
                "region": np.repeat(np.array(self.regions, dtype=object), m),
                "product": np.tile(np.array(self.products, dtype=object), n),
                "value": self.values.ravel(),
            }
        )

    def __str__(self) -> str:
        n, m = self.values.shape
        above = int(np.count_nonzero(self.values))
        source = f", from {self.file}" if self.file else ""
        return (
            f"{self.value} of {plural(n, 'region')} in {plural(m, 'product')}"
            f" ({above:,} of {n * m:,} pairs above 0){source}"
        )


def locked(values: NDArray[Any]) -> NDArray[Any]:
    """Return the array so that it cannot be written to."""
    values.setflags(write=False)
    return values


def position(kind: str, name: str, names: Sequence[str], *, where: str) -> int:
    """Return where a name stands.

    Raises
    ------
    InputError
        If it does not, with the nearest name.
    """
    if name not in names:
        raise unknown_name(kind, name, names, where=where)
    return list(names).index(name)


def _names(values: Any, axis: str, given: Sequence[str] | None, kind: str) -> tuple[str, ...]:
    """Return the names given, or those of the frame's axis."""
    found = getattr(values, axis, None) if given is None else given
    if found is None or callable(found):
        raise InputError(f"the {kind} have no names", where="region table", mend=f"Give {kind}=.")
    names = tuple(str(name) for name in found)
    if len(set(names)) < len(names):
        seen: set[str] = set()
        twice = [name for name in names if name in seen or seen.add(name)]  # type: ignore[func-returns-value]
        raise InputError(
            f"the {kind} {', '.join(map(repr, twice[:_SHOWN]))} stand twice",
            where="region table",
            mend="Add them up, or name them apart.",
        )
    return names


def _checked(table: RegionTable) -> RegionTable:
    """Return the table; raise for the first values that are no amounts."""
    values = table.values
    if 0 in values.shape:
        n, m = values.shape
        raise InputError(
            f"there are {plural(n, 'region')} and {plural(m, 'product')}",
            where=table.file or "region table",
            mend="Give at least one of each.",
        )
    good = np.isfinite(values) & (values >= 0)
    if good.all():
        return table
    rows, columns = np.nonzero(~good)
    shown = [
        f"{table.value} of {table.regions[i]}, {table.products[j]} is {values[i, j]:g}"
        for i, j in zip(rows[:_SHOWN], columns[:_SHOWN], strict=True)
    ]
    more = f" and {len(rows) - _SHOWN:,} more" if len(rows) > _SHOWN else ""
    raise InputError(
        "; ".join(shown) + more,
        where=table.file or "region table",
        mend="Give amounts from 0; leave a row out, or write 0, where there is nothing.",
    )
