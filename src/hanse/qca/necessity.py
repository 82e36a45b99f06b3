"""Necessary conditions: each condition and its negation as supersets of the outcome.

Sources: Ragin (2006), Set relations in social research, *Political Analysis* 14(3); relevance of
necessity (RoN): Schneider and Wagemann (2012), *Set-Theoretic Methods*, p. 236. See `hanse.qca.fit`
for the formulas.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hanse.errors import InputError
from hanse.messages import columns_text
from hanse.qca.calibrate import CalibratedSets
from hanse.qca.expression import Literal, parse_set
from hanse.qca.fit import necessity_fit, reaches
from hanse.qca.rows import corner_memberships
from hanse.qca.truth_table import checked_names, outcome_membership
from hanse.qca.truth_table_text import number
from hanse.result import Answer, Record

__all__ = ["NecessaryCondition", "NecessityTable", "necessity"]


@dataclass(frozen=True)
class NecessaryCondition(Record, kind="necessary-condition"):
    """One condition or negation with its fit as necessary for the outcome.

    Attributes
    ----------
    condition : str
        ``A``, ``~A`` or ``A[1]``.
    consistency, coverage, ron : float
        In [0, 1], NaN where undefined.
    passes : bool
        Whether the consistency reaches the threshold.
    """

    condition: str
    consistency: float
    coverage: float
    ron: float
    passes: bool


@dataclass(frozen=True, eq=False)
class NecessityTable(Answer, kind="necessity"):
    """The necessity of each condition and its negation for one outcome."""

    sets: CalibratedSets
    outcome: str
    consistency: float
    conditions: tuple[NecessaryCondition, ...]

    @property
    def necessary(self) -> tuple[NecessaryCondition, ...]:
        """Those whose consistency reaches the threshold."""
        return tuple(one for one in self.conditions if one.passes)

    def __str__(self) -> str:
        header = ["condition", "consistency", "coverage", "RoN"]
        lines = [
            [one.condition, number(one.consistency, 3), number(one.coverage, 3), number(one.ron, 3)]
            for one in self.conditions
        ]
        title = f"Necessary for {self.outcome} (threshold {self.consistency:.2f})"
        found = ", ".join(one.condition for one in self.necessary) or "none"
        return "\n".join(
            [title, columns_text(header, lines, left=[0]), f"Reach the threshold: {found}"]
        )

    def to_frame(self) -> Any:
        """Return one row per condition: ``condition consistency coverage ron passes``."""
        import pandas as pd

        fields = ["condition", "consistency", "coverage", "ron", "passes"]
        return pd.DataFrame(
            [[getattr(c, f) for f in fields] for c in self.conditions], columns=fields
        )


def necessity(
    sets: CalibratedSets,
    outcome: str,
    *,
    conditions: Sequence[str] | None = None,
    consistency: float = 0.9,
) -> NecessityTable:
    """Measure each condition and its negation as necessary for the outcome.

    Parameters
    ----------
    sets : CalibratedSets
        Calibrated sets of n cases.
    outcome : str
        A set, negated with ``~``.
    conditions : sequence of str, optional
        The conditions, all other sets where none are named.
    consistency : float
        Threshold in [0, 1] from which a condition counts as necessary.

    Returns
    -------
    NecessityTable
        Each condition followed by its negation; each value of a multi-value condition.

    Raises
    ------
    InputError
        If a name is unknown, the outcome is among the conditions, or the threshold is out of range.

    Examples
    --------
    >>> import pandas as pd
    >>> from hanse.qca.calibrate import calibrate
    >>> from hanse.qca.calibration import AsIs
    >>> frame = pd.DataFrame({"id": ["a", "b"], "A": [0.8, 0.4], "Y": [0.6, 0.2]})
    >>> print(necessity(calibrate(frame, {"A": AsIs(), "Y": AsIs()}, id="id"), "Y"))
    Necessary for Y (threshold 0.90)
    condition  consistency  coverage    RoN
    A                1.000     0.667  0.667
    ~A               0.500     0.500  0.750
    Reach the threshold: A
    """
    target = parse_set(outcome, where="outcome")
    names = checked_names(sets, target, conditions)
    if not 0 <= consistency <= 1:
        raise InputError(f"consistency is {consistency}", mend="Give a number from 0 to 1.")
    y = outcome_membership(sets, target)
    found = []
    for name in names:
        level = sets.levels[sets.index(name)]
        corners = corner_memberships(sets.column(name), level)
        for value in range(level) if level else (1, 0):
            fit = necessity_fit(corners[:, value], y)
            found.append(
                NecessaryCondition(
                    condition=str(Literal(name, (value,), bool(level))),
                    consistency=fit.consistency,
                    coverage=fit.coverage,
                    ron=fit.ron,
                    passes=reaches(fit.consistency, consistency),
                )
            )
    return NecessityTable(sets, str(target), float(consistency), tuple(found))
