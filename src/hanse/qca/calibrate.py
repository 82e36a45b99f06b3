"""From a table of cases to calibrated sets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.messages import join_names, plural
from hanse.qca.calibration.cautions import set_warnings
from hanse.qca.calibration.method import Calibration, Values
from hanse.qca.calibration_report import describe_sets, frame_rows, table_text
from hanse.result import Answer
from hanse.tables.case_table import CaseTable

__all__ = ["CalibratedSets", "calibrate"]


@dataclass(frozen=True, eq=False)
class CalibratedSets(Answer, kind="calibrated-sets"):
    """Cases and their membership in sets, with the methods that made it.

    Attributes
    ----------
    cases : CaseTable
        The cases analysed, with their raw values.
    names : tuple of str
        The sets, in the order they were asked for.
    methods : tuple of Calibration
        The fitted method of each set.
    values : array, shape (n_cases, n_sets)
        Membership in [0, 1]; for multi-value conditions the value 0 to levels - 1.
    levels : tuple of int
        0 for a crisp or fuzzy set, else the number of values of the condition.
    dropped : tuple of (case, column, text)
        Cells for which a case was left out, with what stood there.
    warnings : tuple of str
        Sentences on cases at 0.5, skewness, anchors outside the data and sets without variation.
    reasons : dict
        Why each set is calibrated as it is, where the user said so.
    """

    cases: CaseTable
    names: tuple[str, ...]
    methods: tuple[Calibration, ...]
    values: Values
    levels: tuple[int, ...]
    dropped: tuple[tuple[str, str, str], ...] = ()
    warnings: tuple[str, ...] = ()
    reasons: dict[str, str] = field(default_factory=dict)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, CalibratedSets):
            return NotImplemented
        return self.to_dict() == other.to_dict()

    __hash__ = None  # type: ignore[assignment]  # it holds arrays

    def __str__(self) -> str:
        return table_text(self.descriptives(), self.methods)

    def index(self, name: str) -> int:
        """Return the position of a set.

        Raises
        ------
        InputError
            If there is no such set, with the nearest one.
        """
        if name not in self.names:
            raise unknown_name("set", name, self.names)
        return self.names.index(name)

    def column(self, name: str) -> Values:
        """Return the membership of all cases in a set, shape (n_cases,)."""
        return self.values[:, self.index(name)]

    def inverse(self, name: str, membership: npt.ArrayLike) -> Values:
        """Return the raw values that have the memberships in a set, NaN where there are none.

        Where several raw values have it, the method's page says which one is returned.
        """
        return self.methods[self.index(name)].inverse(membership)

    def descriptives(self) -> list[dict[str, Any]]:
        """Return the statistics of the raw values: one dict per set.

        The keys are ``set``, ``label``, ``unit``, ``mean``, ``sd`` (of the sample), ``min``,
        ``max``, ``n`` and ``anchors`` (name → number).
        """
        return describe_sets(self.cases, self.names, self.methods)

    def memberships(self) -> Any:
        """Return the membership of each case (index) in each set (columns) as a pandas frame."""
        import pandas as pd

        index = pd.Index(self.cases.cases, name="case")
        return pd.DataFrame(self.values, index=index, columns=list(self.names))

    def to_frame(self) -> Any:
        """Return one row per set as a pandas frame.

        The columns: ``set``, ``label``, ``unit``; ``mean``, ``sd`` (of the sample), ``min``,
        ``max`` of the raw values and ``n`` cases; ``method``; ``out``, ``crossover``, ``full``
        (NaN for methods without these three); ``calibration``, one sentence; ``levels`` (0: a
        crisp or fuzzy set) and ``reason``.
        """
        import pandas as pd

        return pd.DataFrame(frame_rows(self.descriptives(), self.methods, self.reasons))


def calibrate(
    cases: CaseTable | Any,
    specs: Mapping[str, Calibration],
    *,
    missing: Literal["refuse", "drop"] = "refuse",
    id: str | None = None,
    reasons: Mapping[str, str] | None = None,
) -> CalibratedSets:
    """Calibrate columns of a table into sets of the same names.

    Parameters
    ----------
    cases : CaseTable or frame
        A table of cases, or a pandas, Polars or Arrow frame.
    specs : mapping of str to method
        The columns and how each is calibrated: ``Direct``, ``Indirect``, ``Bell``, ``Power``,
        ``Crisp``, ``MultiValue``, ``AsIs``.
    missing : {"refuse", "drop"}
        What to do about missing cells in these columns: an error, or leave their cases out before
        anchors are taken from the data.
    id : str, optional
        The column of a frame that names the cases.
    reasons : mapping, optional
        Why each set is calibrated as it is.

    Returns
    -------
    CalibratedSets
        With the warnings that the report prints.

    Raises
    ------
    InputError
        If a column is unknown, holds text or missing cells, a set's name cannot stand in an
        expression, or the anchors do not suit the data.

    Examples
    --------
    >>> import pandas as pd
    >>> from hanse.qca.calibration import Crisp, Direct
    >>> table = pd.DataFrame(
    ...     {"town": ["A", "B", "C"], "exports": [5.0, 20.0, 60.0], "fair": [0, 2, 3]}
    ... )
    >>> sets = calibrate(table, {"exports": Direct(5, 25, 60), "fair": Crisp(1)}, id="town")
    >>> sets.values.round(2)
    array([[0.05, 0.  ],
           [0.32, 1.  ],
           [0.95, 1.  ]])
    """
    _check_choices(specs, missing, reasons or {})
    table = cases if isinstance(cases, CaseTable) else CaseTable.from_frame(cases, id=id)
    for name in specs:
        _check_name(name, table)
    kept, dropped = _complete(table, list(specs), missing)
    methods = [_fitted(name, method, kept) for name, method in specs.items()]
    columns = [m.apply(kept.numeric(n)) for n, m in zip(specs, methods, strict=True)]
    values = np.column_stack(columns)
    values.setflags(write=False)
    warnings = [
        said
        for name, method, column in zip(specs, methods, columns, strict=True)
        for said in set_warnings(name, method, kept.numeric(name), column, kept.cases)
    ]
    return CalibratedSets(
        cases=kept,
        names=tuple(specs),
        methods=tuple(methods),
        values=values,
        levels=tuple(method.levels for method in methods),
        dropped=dropped,
        warnings=tuple(warnings),
        reasons=dict(reasons or {}),
    )


def _check_choices(
    specs: Mapping[str, Calibration], missing: str, reasons: Mapping[str, str]
) -> None:
    """Refuse an empty or wrong choice before anything is read."""
    if missing not in ("refuse", "drop"):
        raise InputError(f"missing is {missing!r}", mend='Choose "refuse" or "drop".')
    if not specs:
        raise InputError("no set is asked for", mend="Name at least one column and its method.")
    for name, method in specs.items():
        if not isinstance(method, Calibration):
            raise InputError(
                f"the method of the set is {method!r}",
                where=f"set {name}",
                mend="Give a method such as Direct(out, crossover, full), Crisp(threshold) or "
                "AsIs().",
            )
    for name in reasons:
        if name not in specs:
            raise unknown_name("set", name, specs, where="reasons")


def _check_name(name: str, table: CaseTable) -> None:
    """Refuse a column that does not exist, or whose name cannot stand in an expression."""
    table.column(name)
    if re.fullmatch(r"[^\W\d]\w*", name) is None:
        raise InputError(
            f"the set name '{name}' cannot stand in an expression such as A*~B",
            mend="Rename the column: letters, digits and _ only, and no digit at the start"
            f"{_suggestion(name)}.",
        )


def _suggestion(name: str) -> str:
    """Return ' (for example X)' with the name as it could be."""
    plain = re.sub(r"\W+", "_", name).strip("_")
    possible = f"_{plain}" if plain[:1].isdigit() else plain
    return f" (for example {possible})" if possible else ""


def _complete(
    table: CaseTable, names: Sequence[str], missing: str
) -> tuple[CaseTable, tuple[tuple[str, str, str], ...]]:
    """Return the table without missing cells in the columns, and the cells that were dropped."""
    for name in names:
        table.numeric(name)
    kept, dropped = table.drop_missing(names)
    if not dropped:
        return table, ()
    cells: dict[str, list[str]] = {}
    for case, column, _ in dropped:
        cells.setdefault(case, []).append(column)
    listed = join_names([f"{case} ({', '.join(found)})" for case, found in cells.items()], most=30)
    if missing == "refuse":
        raise InputError(
            f"{plural(len(dropped), 'cell')} of {plural(len(cells), 'case')} "
            f"{'is' if len(dropped) == 1 else 'are'} missing: {listed}",
            where=table.file,
            mend='Fill them, or leave these cases out with missing="drop".',
        )
    if not kept.cases:
        raise InputError(
            f"every case has a missing cell: {listed}",
            where=table.file,
            mend="Fill the cells, or leave out the sets that are mostly missing.",
        )
    return kept, dropped


def _fitted(name: str, method: Calibration, table: CaseTable) -> Calibration:
    """Return the method fitted to the column; a value it refuses is named with its place."""
    values = table.numeric(name)
    wrong = method.refusal(values)
    if wrong is not None:
        place, case = table.place(wrong.index, name), f"case {table.cases[wrong.index]}"
        place = place if case in place else f"{place}, {case}"
        raise InputError(wrong.what, where=place, mend=wrong.mend)
    return method.fit(values, where=f"set {name}")
