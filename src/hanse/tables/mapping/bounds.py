"""What numbers may be: counts and money from 0, shares up to 1, parts up to the whole."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from hanse.messages import plural
from hanse.tables.mapping.mapped_table import ColumnUse
from hanse.tables.mapping.problems import SHOWN, Problems
from hanse.tables.mapping.schema import Field, Schema

__all__ = ["check_range", "check_relations"]

_NEAR = 1e-9  # two sums this close, as a share, count as equal: each went through its own factor
_PERCENT = 'Write unit = "%" in the mapping if the column holds percentages.'
_CELLS = "Correct the cells, or leave them empty if the value is not known."


def check_range(
    values: npt.NDArray[np.float64],
    stated: npt.NDArray[np.float64],
    field: Field,
    use: ColumnUse,
    *,
    column: str,
    lines: npt.NDArray[np.int32],
    problems: Problems,
) -> None:
    """Remember the cells of a column outside of what its kind and its field allow.

    Parameters
    ----------
    values, stated : ndarray of float64, shape (n,)
        The numbers in our unit and as the file states them.
    field : Field
        Its kind and its bounds.
    use : ColumnUse
        Its unit in the file.
    column : str
        Its name in the file.
    lines : ndarray of int32, shape (n,)
        Line of each row.
    problems : Problems
        Takes what is wrong.
    """
    low, high = _bounds(field)
    is_percent = field.kind == "share" and use.unit == "%"
    for wrong, bound, side in ((values < low, low, "below"), (values > high, high, "above")):
        rows = np.flatnonzero(wrong)
        if not rows.size:
            continue
        said = f"{side} {bound * 100 if is_percent else bound:.12g}"
        said = "negative" if side == "below" and bound == 0 else said
        shown = stated if is_percent or bound == 0 else values  # 0 is 0 in every unit
        first, *more = [f"{shown[i]:.12g}" for i in rows[:SHOWN].tolist()]
        what = f"{first} is {said}"
        if more:
            places = zip(more, lines[rows[1:]].tolist(), strict=False)
            what += f"; so is {', '.join(f'{one} in row {line}' for one, line in places)}"
            what += f" and {rows.size - SHOWN:,} more" if rows.size > SHOWN else ""
        is_share = field.kind == "share" and side == "above" and not is_percent
        problems.cells(column, [int(lines[rows[0]])], what, mend=_PERCENT if is_share else _CELLS)


def _bounds(field: Field) -> tuple[float, float]:
    """Return the least and the most that a field may be."""
    from_zero = field.kind in ("count", "share", "money", "flag")
    least = 0.0 if from_zero else -math.inf
    most = 1.0 if field.kind in ("share", "flag") else math.inf
    return (
        least if math.isnan(field.low) else field.low,
        most if math.isnan(field.high) else field.high,
    )


def check_relations(
    values: Mapping[str, npt.NDArray[np.float64]],
    schema: Schema,
    columns: Mapping[str, ColumnUse],
    *,
    lines: npt.NDArray[np.int32],
    problems: Problems,
) -> None:
    """Remember the rows in which a part is larger than its whole; empty cells pass.

    Parameters
    ----------
    values : mapping of str to ndarray of float64, shape (n,)
        The numbers in our units and in one currency.
    schema : Schema
        Its ``bounds`` name parts and wholes.
    columns : mapping of str to ColumnUse
        Where they come from.
    lines : ndarray of int32, shape (n,)
        Line of each row.
    problems : Problems
        Takes what is wrong.
    """
    for part, whole in schema.bounds:
        if part not in values or whole not in values:
            continue
        small, large = values[part], values[whole]
        least = _bounds(schema.field(whole))[0]  # a whole below it is told on its own
        rows = np.flatnonzero((small > large + _NEAR * np.abs(large)) & (large >= least))
        if not rows.size:
            continue
        shown = [
            f"row {lines[i]} ({small[i]:.12g} above {large[i]:.12g})" for i in rows[:SHOWN].tolist()
        ]
        rest = f" and {rows.size - SHOWN:,} more" if rows.size > SHOWN else ""
        names = " and ".join(dict.fromkeys(columns[one].column for one in (part, whole)))
        problems.add(
            f"{part} is above {whole} in {plural(rows.size, 'row')}: {', '.join(shown)}{rest}",
            at=f"columns {names}",
            mend="Correct the cells, or see that both columns are stated in their right unit.",
        )
