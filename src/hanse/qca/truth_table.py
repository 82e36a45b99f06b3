"""The truth table: one row for each observed combination of conditions, coded by stated cut-offs.

Sources: Ragin (2008), *Redesigning Social Inquiry*, ch. 7; Schneider and Wagemann (2012),
*Set-Theoretic Methods*, ch. 7. A row with fewer cases than the frequency cut-off is a remainder
(``?``); one whose consistency and PRI reach their cut-offs is positive (``1``); any other is
negative (``0``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from hanse.errors import InputError, unknown_name
from hanse.messages import Message, message, plural
from hanse.qca.calibrate import CalibratedSets
from hanse.qca.cubes import Cubes, as_cubes, row_number
from hanse.qca.expression import SetName, parse_set
from hanse.qca.fit import Array, ratio, reaches
from hanse.qca.rows import corner_memberships, observed_rows, row_fits
from hanse.qca.truth_table_text import apart, cut_text, table_text
from hanse.result import Answer, Record

__all__ = ["TruthRow", "TruthTable", "build_truth_table", "outcome_membership"]


@dataclass(frozen=True)
class TruthRow(Record, kind="truth-row"):
    """One observed row.

    Attributes
    ----------
    row : int
        Number from 1, the first condition most significant, value 0 first.
    values : tuple of int
        The value of each condition.
    n : int
        Cases with membership above 0.5.
    cases : tuple of str
        Their names.
    consistency, pri : float
        Fit as sufficient for the outcome, over all cases.
    out : str
        ``"1"``, ``"0"`` or ``"?"``.
    reason : str
        Why it is coded so.
    deviant : tuple of str
        The cases of the row whose outcome is below 0.5.
    """

    row: int
    values: tuple[int, ...]
    n: int
    cases: tuple[str, ...]
    consistency: float
    pri: float
    out: str
    reason: str
    deviant: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class TruthTable(Answer, kind="truth-table"):
    """The observed rows with the sets and cut-offs that made them.

    Attributes
    ----------
    sets : CalibratedSets
        What it was built from.
    outcome : str
        The outcome, with ``~`` where it is negated.
    conditions : tuple of str
        The conditions in the order of the rows' values.
    frequency : int
        Fewest cases of a row that is not a remainder.
    consistency, pri : float
        Cut-offs of a positive row, each with a slack of 1.49e-8.
    rows : tuple of TruthRow
        The observed rows in the order of their numbers.
    unassigned : tuple of str
        Cases with a membership of exactly 0.5 in some condition: they belong to no row.
    """

    sets: CalibratedSets
    outcome: str
    conditions: tuple[str, ...]
    frequency: int
    consistency: float
    pri: float
    rows: tuple[TruthRow, ...]
    unassigned: tuple[str, ...]

    @property
    def levels(self) -> tuple[int, ...]:
        """Number of values of each condition; 0 for a fuzzy or crisp one."""
        return tuple(self.sets.levels[self.sets.index(name)] for name in self.conditions)

    @property
    def n_rows_possible(self) -> int:
        """Number of rows there could be."""
        size = 1
        for level in self.levels:
            size *= level or 2
        return size

    def coded(self, out: str) -> Cubes:
        """Return the values of the rows with a code as an array of shape (n, k)."""
        return as_cubes([r.values for r in self.rows if r.out == out], len(self.conditions))

    def corners(self) -> list[Array]:
        """Return the membership of each case in each value of each condition."""
        return _corners(self.sets, self.conditions)

    def y(self) -> Array:
        """Return the membership of each case in the outcome."""
        return outcome_membership(self.sets, parse_set(self.outcome))

    def nearest_row(self) -> TruthRow | None:
        """Return the row that comes nearest to being positive, None where one is or none can be."""
        if any(row.out == "1" for row in self.rows):
            return None
        judged = [row for row in self.rows if row.out == "0"]
        return min(judged, key=self.shortfall, default=None)

    def shortfall(self, row: TruthRow) -> float:
        """Return how far a row is from its cut-offs, the larger of the two distances."""
        gaps = (self.consistency - row.consistency, self.pri - row.pri)
        return max(float("inf") if np.isnan(gap) else gap for gap in gaps)

    def dead_end(self) -> Message | None:
        """Return why no row is positive and what comes nearest, None where one is."""
        if any(row.out == "1" for row in self.rows):
            return None
        nearest = self.nearest_row()
        if nearest is None:
            most = max((row.n for row in self.rows), default=0)
            return message(
                "No row has {frequency}: the fullest row has {most}.",
                frequency=plural(self.frequency, "case"),
                most=most,
            )
        gap = self.shortfall(nearest)
        return message(
            "No row passes for {outcome}: the nearest is row {row} with consistency "
            "{consistency} against {cut} and PRI {pri} against {pri_cut}; it falls short by "
            "{short}.",
            outcome=self.outcome,
            row=nearest.row,
            consistency=apart(nearest.consistency, self.consistency),
            cut=cut_text(self.consistency),
            pri=apart(nearest.pri, self.pri),
            pri_cut=cut_text(self.pri),
            gap=gap,
            short=f"{gap:.3f}" if gap >= 0.0005 else f"{gap:.1g}",
        )

    def __str__(self) -> str:
        return table_text(self)

    def to_frame(self) -> Any:
        """Return one row per observed truth-table row.

        Columns: ``row``, one for each condition, ``n``, ``consistency``, ``pri``, ``out``,
        ``cases``, ``deviant`` (both joined by ``; ``), ``reason``. A condition that has the name of
        another column is called ``condition_NAME``.
        """
        import pandas as pd

        before, after = ["row"], ["n", "consistency", "pri", "out", "cases", "deviant", "reason"]
        taken = {*before, *after}
        names = [f"condition_{name}" if name in taken else name for name in self.conditions]
        lines = [
            [
                r.row,
                *r.values,
                *(r.n, r.consistency, r.pri, r.out),
                *("; ".join(r.cases), "; ".join(r.deviant), r.reason),
            ]
            for r in self.rows
        ]
        return pd.DataFrame(lines, columns=[*before, *names, *after])


def outcome_membership(sets: CalibratedSets, outcome: SetName) -> Array:
    """Return the membership of each case in a set or its negation.

    Raises
    ------
    InputError
        If there is no such set, or a multi-value set is named without its values.
    """
    values = sets.column(outcome.name)
    level = sets.levels[sets.index(outcome.name)]
    if level:
        if not outcome.values or max(outcome.values) >= level:
            raise InputError(
                f"the outcome {outcome.name} has the values 0 to {level - 1}",
                where=f"outcome '{outcome}'",
                mend=f"Name those that count, such as {outcome.name}[{level - 1}].",
            )
        inside = np.isin(values, outcome.values).astype(np.float64)
    elif outcome.values:
        raise InputError(
            f"{outcome.name} is not a multi-value set",
            where=f"outcome '{outcome}'",
            mend=f"Write {outcome.name} or ~{outcome.name}.",
        )
    else:
        inside = values
    return 1.0 - inside if outcome.negated else inside


def build_truth_table(
    sets: CalibratedSets,
    outcome: str,
    *,
    conditions: Sequence[str] | None = None,
    frequency: int = 1,
    consistency: float = 0.8,
    pri: float = 0.0,
) -> TruthTable:
    """Build the truth table of an outcome.

    Parameters
    ----------
    sets : CalibratedSets
        Calibrated sets of n cases.
    outcome : str
        A set, negated with ``~``; values of a multi-value one in brackets: ``"Y[1,2]"``.
    conditions : sequence of str, optional
        The conditions, all other sets where none are named.
    frequency : int
        Fewest cases of a row that is judged, from 1.
    consistency, pri : float
        Cut-offs in [0, 1]; a row at most 1.49e-8 below a cut-off reaches it.

    Returns
    -------
    TruthTable
        Observed rows only; no row is positive where none reaches the cut-offs (`dead_end` says
        which comes nearest).

    Raises
    ------
    InputError
        If a name is unknown or twice, the outcome is among the conditions, or a cut-off is out of
        range.

    Examples
    --------
    >>> import pandas as pd
    >>> from hanse.qca.calibrate import calibrate
    >>> from hanse.qca.calibration import AsIs
    >>> frame = pd.DataFrame({"id": list("abc"), "A": [1, 1, 0], "B": [1, 0, 0], "Y": [1, 1, 0]})
    >>> sets = calibrate(frame, {n: AsIs() for n in "ABY"}, id="id")
    >>> print(build_truth_table(sets, "Y", consistency=1.0))
    Truth table for Y (frequency 1, consistency 1.00, PRI 0.00)
    row  A  B  n  consistency   PRI  out  cases
      1  0  0  1         0.00  0.00    0  c
      3  1  0  1         1.00  1.00    1  b
      4  1  1  1         1.00  1.00    1  a
    """
    target = parse_set(outcome, where="outcome")
    names = checked_names(sets, target, conditions)
    _check_cuts(frequency, consistency, pri)
    corners = _corners(sets, names)
    y = outcome_membership(sets, target)
    values, members, nowhere = observed_rows(corners)
    fits = row_fits(corners, values, y)
    levels = [corner.shape[1] for corner in corners]
    ids = np.array(sets.cases.cases, dtype=object)
    cuts = (frequency, consistency, pri)
    rows = tuple(
        _row(row_number(line, levels), tuple(line), ids, y, cases, sums, cuts)
        for line, cases, sums in zip(
            values.tolist(),
            members,
            zip(fits.total.tolist(), fits.shared.tolist(), fits.against.tolist(), strict=True),
            strict=True,
        )
    )
    return TruthTable(
        sets=sets,
        outcome=str(target),
        conditions=names,
        frequency=int(frequency),
        consistency=float(consistency),
        pri=float(pri),
        rows=rows,
        unassigned=tuple(ids[nowhere].tolist()),
    )


def _corners(sets: CalibratedSets, names: tuple[str, ...]) -> list[Array]:
    """Return the memberships in each value of each named condition."""
    return [corner_memberships(sets.column(n), sets.levels[sets.index(n)]) for n in names]


def _row(
    number: int,
    values: tuple[int, ...],
    ids: np.ndarray,
    y: Array,
    cases: np.ndarray,
    sums: tuple[float, float, float],
    cuts: tuple[int, float, float],
) -> TruthRow:
    """Return one row with its code and the reason for it."""
    total, shared, against = sums
    consistency = ratio(shared, total)
    pri = ratio(shared - against, total - against)
    out, reason = _code(len(cases), consistency, pri, *cuts)
    return TruthRow(
        row=number,
        values=values,
        n=len(cases),
        cases=tuple(ids[cases].tolist()),
        consistency=consistency,
        pri=pri,
        out=out,
        reason=reason,
        deviant=tuple(ids[cases[y[cases] < 0.5]].tolist()),
    )


def _code(
    n: int, consistency: float, pri: float, frequency: int, consistency_cut: float, pri_cut: float
) -> tuple[str, str]:
    """Return the code of a row and why it has it."""
    if n < frequency:
        return "?", f"{n} < {frequency} cases: a remainder"
    if not reaches(consistency, consistency_cut):
        return "0", f"consistency {apart(consistency, consistency_cut, 3)} < {consistency_cut:.15g}"
    if not reaches(pri, pri_cut):
        return (
            "0",
            f"consistency {consistency:.3f} passes, PRI {apart(pri, pri_cut, 3)} < {pri_cut:.15g}",
        )
    return "1", f"consistency {consistency:.3f} and PRI {pri:.3f} pass"


def checked_names(
    sets: CalibratedSets, target: SetName, conditions: Sequence[str] | None
) -> tuple[str, ...]:
    """Return the conditions after checking them against the sets and the outcome."""
    if target.name not in sets.names:
        raise unknown_name("set", target.name, sets.names, where="outcome")
    if isinstance(conditions, str):
        raise InputError(
            f"conditions is the text '{conditions}'",
            where="conditions",
            mend=f"Give a list of names: [{conditions!r}].",
        )
    others = [name for name in sets.names if name != target.name]
    names = tuple(others if conditions is None else conditions)
    for name in names:
        if name not in sets.names:
            raise unknown_name("set", name, sets.names, where="conditions")
        if names.count(name) > 1:
            raise InputError(f"'{name}' stands twice", where="conditions", mend="Name it once.")
    if target.name in names:
        raise InputError(
            f"the outcome '{target.name}' is among the conditions",
            where="conditions",
            mend="Take it out: a set cannot explain itself.",
        )
    if not names:
        raise InputError("there is no condition", where="conditions", mend="Name at least one.")
    return names


def _check_cuts(frequency: int, consistency: float, pri: float) -> None:
    """Refuse cut-offs out of range."""
    whole = isinstance(frequency, (int, np.integer)) and not isinstance(frequency, bool)
    if not whole or frequency < 1:
        raise InputError(f"frequency is {frequency!r}", mend="Give a whole number from 1.")
    for name, cut in (("consistency", consistency), ("pri", pri)):
        if not isinstance(cut, (int, float, np.number)) or not 0 <= cut <= 1:
            raise InputError(f"{name} is {cut!r}", mend="Give a number from 0 to 1.")
