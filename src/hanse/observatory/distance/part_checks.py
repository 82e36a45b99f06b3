"""Whether a part of distance is what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.messages import join_names

if TYPE_CHECKING:
    from hanse.observatory.distance.part_table import Part

__all__ = ["GROUPS", "check_part"]

GROUPS = ("cultural", "administrative", "geographic", "economic")
"""The four groups in which distances are shown (Ghemawat 2001, *Harvard Business Review* 79(8))."""

_TOLERANCE = 1e-9  # of symmetry


def check_part(name: str, part: Part, countries: tuple[str, ...]) -> None:
    """Raise if a part is not what it says; see `PartTable`.

    Parameters
    ----------
    name : str
        Of the part.
    part : Part
        Its values of shape (n, n).
    countries : tuple of str, length n
        Their codes.
    """
    values, where = part.values, f"part '{name}'"
    if part.group not in GROUPS:
        raise unknown_name("group", part.group, GROUPS, where=where)
    n = len(countries)
    if values.shape != (n, n):
        raise InputError(f"a matrix of shape {values.shape} for {n} countries", where=where)
    if (np.diag(values) != 0).any():
        wrong = [code for code, own in zip(countries, np.diag(values), strict=True) if own != 0]
        raise InputError(f"no 0 from {join_names(wrong)} to itself", where=where)
    off = ~np.eye(n, dtype=bool)
    outside = np.argwhere(off & ((values < part.low) | (values > part.high) | np.isinf(values)))
    if len(outside):
        raise InputError(
            f"outside {part.low:g} to {part.high:g}: {_pairs(outside, part, countries)}",
            where=where,
        )
    if part.is_symmetric:
        with np.errstate(invalid="ignore"):
            far = np.abs(values - values.T) > _TOLERANCE * np.maximum(1, np.abs(values))
        unlike = np.argwhere(far | (np.isnan(values) != np.isnan(values.T)))
        if len(unlike):
            raise InputError(
                f"there and back differ: {_pairs(unlike, part, countries)}",
                where=where,
                mend="Say is_symmetric=False if that is meant.",
            )


def _pairs(found: npt.NDArray[np.intp], part: Part, countries: tuple[str, ...]) -> str:
    """Return the first pairs with their values."""
    said = [
        f"{countries[i]} to {countries[j]} {part.values[i, j]:g}" for i, j in found[:10].tolist()
    ]
    more = f" and {len(found) - 10:,} more" if len(found) > 10 else ""
    return ", ".join(said) + more
