"""Complementary suppression: a second cell is hidden where one alone follows by difference.

A table that is published with its totals is a set of sums. In a sum with one unknown, the unknown
is known. So wherever one cell of a line is hidden, the smallest other one is hidden with it, and
as this may leave one cell alone in a line across, until nothing changes (Hundepool et al. 2012,
*Statistical Disclosure Control*, ch. 4). Chosen line by line, not as the least that would do in
all; and the *range* of a hidden cell can still be found.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from hanse.observatory.suppression import DOMINATED, FEW, FIRMS_UNKNOWN, SECOND, SHOWN

__all__ = ["PROTECTED", "with_second"]

PROTECTED = (FEW, DOMINATED, FIRMS_UNKNOWN, SECOND)
"""Codes of cells whose figures are in the totals and must not be found from them."""


def with_second(
    hidden: npt.NDArray[np.int8],
    amounts: npt.NDArray[np.float64],
    *,
    rows: npt.NDArray[np.bool_],
    columns: npt.NDArray[np.bool_],
) -> npt.NDArray[np.int8]:
    """Hide a second cell in each line in which one alone is protected.

    The last column holds the totals of the rows, the last row those of the columns. In a line the
    smallest other cell above 0 that is shown is hidden (of equal ones the first); if there is none,
    its total. Rows come before columns, again and again until nothing changes.

    Parameters
    ----------
    hidden : ndarray of int8, shape (r + 1, c + 1)
        Why cells and totals are hidden; `SHOWN` where they are not. Codes that are not `PROTECTED`
        are of cells that add nothing to the totals: they protect none.
    amounts : ndarray of float64, shape (r + 1, c + 1)
        All figures, from 0, those of hidden cells too, which are not looked at; NaN for a total
        that is not known.
    rows, columns : ndarray of bool, shape (r + 1,) and (c + 1,)
        In which lines the cells sum to the total, so that one can be found by difference.

    Returns
    -------
    ndarray of int8, shape (r + 1, c + 1)
        The codes with `SECOND` where a cell or total is hidden besides. A line in which only its
        total is protected and nothing above 0 is shown stays as it is.

    Examples
    --------
    >>> hidden = np.array([[1, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0]], dtype=np.int8)
    >>> amounts = np.array([[4.0, 9, 13], [7, 8, 15], [5, 3, 8], [16, 20, 36]])
    >>> every, none = np.ones(3, dtype=bool), np.zeros(4, dtype=bool)
    >>> with_second(hidden, amounts, rows=none, columns=every)[:, 0].tolist()
    [1, 0, 9, 0]
    """
    codes = np.array(hidden, dtype=np.int8)
    while True:
        before = codes.copy()
        for lines, sizes, closed in ((codes, amounts, rows), (codes.T, amounts.T, columns)):
            for at in np.flatnonzero(closed).tolist():
                _hide_second(lines[at], sizes[at])
        if np.array_equal(before, codes):
            return codes


def _hide_second(line: npt.NDArray[np.int8], sizes: npt.NDArray[np.float64]) -> None:
    """Hide a second cell of a line, in place, where one alone is protected."""
    if np.isin(line, PROTECTED).sum() != 1:
        return
    able = np.flatnonzero((line[:-1] == SHOWN) & (sizes[:-1] > 0))
    at = int(able[np.argmin(sizes[able])]) if able.size else -1
    if line[at] == SHOWN:
        line[at] = SECOND
