"""Suppression: cells from which a single firm could be read are not shown.

A cell of fewer than three firms lets each of them compute the other; a cell that one firm dominates
tells its figure nearly (Hundepool et al. 2012, *Statistical Disclosure Control*, ch. 4). Both are
hidden, and where a total lets a hidden cell be found by subtraction this is warned about, or mended
where the rule asks for it (`hanse.observatory.complementary`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.messages import join_names, message
from hanse.result import Record

__all__ = [
    "DOMINATED",
    "FEW",
    "FIRMS_UNKNOWN",
    "SECOND",
    "SHOWN",
    "SuppressionRule",
    "hidden_cells",
    "secondary_risks",
    "suppressed",
]

SHOWN, FEW, DOMINATED, FIRMS_UNKNOWN = 0, 1, 2, 3
"""Why a cell is hidden: it is not, too few firms, one dominates, their number is not known."""
SECOND = 9
"""Hidden so that another cell cannot be found by difference; 4 to 8 are taken by tables."""


@dataclass(frozen=True)
class SuppressionRule(Record, kind="observatory-suppression-rule"):
    """When a cell is hidden.

    Attributes
    ----------
    minimum_firms : int
        A cell of 1 to ``minimum_firms`` − 1 firms (or establishments) is hidden; at least 1.
    largest_share : float
        A cell in which one firm has a larger share is hidden; in (0, 1], and 1 hides none.
    second : bool
        Whether a second cell is hidden where one alone would follow from the totals. Tables of
        regions and industries heed it; other answers only warn.

    Raises
    ------
    InputError
        If a number is out of range.
    """

    minimum_firms: int = 3
    largest_share: float = 0.85
    second: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        if self.minimum_firms < 1:
            raise InputError(
                f"minimum_firms is {self.minimum_firms}", mend="Give a whole number from 1."
            )
        if not 0 < self.largest_share <= 1:
            raise InputError(
                f"largest_share is {self.largest_share}", mend="Give a share above 0, up to 1."
            )

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Return the rule that ``to_dict`` wrote; files without ``second`` hid no second cell."""
        return super().from_dict({"second": False, **data})

    def reason(self, code: int) -> str:
        """Return why a cell is hidden, empty if it is shown.

        Examples
        --------
        >>> SuppressionRule().reason(FEW)
        'fewer than 3 firms'
        """
        said = {
            FEW: message("fewer than {n} firms", n=self.minimum_firms),
            DOMINATED: message("one firm has more than {share:.0%}", share=self.largest_share),
            FIRMS_UNKNOWN: message("the number of firms is not known"),
            SECOND: message("hidden so that another cannot be found by difference"),
        }
        return said.get(code, "")


def hidden_cells(
    firms: npt.ArrayLike,
    *,
    largest: npt.ArrayLike | None = None,
    rule: SuppressionRule | None = None,
) -> npt.NDArray[np.int8]:
    """Return why each cell is hidden.

    Parameters
    ----------
    firms : array of float
        Number of firms or establishments in each cell, from 0; NaN where it is not known.
    largest : array of float, optional
        Share of the largest firm in each cell, in [0, 1]; NaN where it is not known, which hides
        nothing.
    rule : SuppressionRule, optional
        By default fewer than three firms, and one with more than 85%.

    Returns
    -------
    ndarray of int8
        `SHOWN`, `FEW`, `DOMINATED` or `FIRMS_UNKNOWN`. A cell without firms is shown: that there is
        none tells of none.

    Raises
    ------
    InputError
        If a number is negative, or a share is not between 0 and 1.

    Examples
    --------
    >>> hidden_cells([0, 2, 3, 9], largest=[0, 0.5, 0.4, 0.95]).tolist()
    [0, 1, 0, 2]
    """
    rule = rule or SuppressionRule()
    counts = np.asarray(firms, dtype=np.float64)
    if (counts < 0).any():
        raise InputError("a number of firms is negative", mend="Give numbers from 0.")
    hidden = np.zeros(counts.shape, dtype=np.int8)
    if largest is not None:
        shares = np.asarray(largest, dtype=np.float64)
        if ((shares < 0) | (shares > 1)).any():
            raise InputError(
                "a share of the largest firm is not between 0 and 1",
                mend="Give it as a share and not as a percentage.",
            )
        hidden[(shares > rule.largest_share) & (counts > 0)] = DOMINATED
    hidden[np.isnan(counts)] = FIRMS_UNKNOWN
    hidden[(counts > 0) & (counts < rule.minimum_firms)] = FEW
    return hidden


def suppressed(values: npt.ArrayLike, hidden: npt.NDArray[np.int8]) -> npt.NDArray[np.float64]:
    """Return the values with NaN in each cell that is hidden.

    Examples
    --------
    >>> suppressed([5.0, 7.0], hidden_cells([2, 4]))
    array([nan,  7.])
    """
    return np.where(hidden == SHOWN, np.asarray(values, dtype=np.float64), np.nan)


def secondary_risks(
    hidden: npt.NDArray[np.int8],
    rows: Sequence[str],
    columns: Sequence[str],
    *,
    lines: Sequence[str] = ("row", "column"),
) -> tuple[str, ...]:
    """Return a warning for the rows and for the columns in which only one cell is hidden.

    Whoever knows the total of such a row or column finds the cell by subtraction. Nothing more is
    hidden here: `hanse.observatory.complementary.with_second` does that.

    Parameters
    ----------
    hidden : ndarray of int8, shape (rows, columns)
        Not `SHOWN` where a cell is hidden.
    rows, columns : sequence of str
        Their names.
    lines : sequence of {"row", "column"}
        Which are looked at.

    Examples
    --------
    >>> secondary_risks(np.array([[1, 0], [0, 0]], dtype=np.int8), ["A", "B"], ["x", "y"])[0]
    'Only one cell is hidden in row A: its total gives it away. Hide a second one, or the total.'
    """
    said = []
    for axis, names, word in ((1, rows, "row"), (0, columns, "column")):
        alone = np.flatnonzero((hidden != SHOWN).sum(axis=axis) == 1)
        if alone.size and word in lines:
            listed = [names[at] for at in alone.tolist()]
            said.append(
                message(
                    "Only one cell is hidden in {word} {names}: its total gives it away. "
                    "Hide a second one, or the total.",
                    word=word if len(listed) == 1 else f"{word}s",
                    names=join_names(listed),
                )
            )
    return tuple(said)
