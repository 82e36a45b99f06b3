"""The answers to the items of a scale: read, checked and turned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.observatory.survey.problems import Problems
from hanse.observatory.survey.text import plain
from hanse.tables import CaseTable, Column

__all__ = ["MEAN_OF_ANSWERED", "REFUSE", "Items", "items_from", "scores_of"]

REFUSE = "refuse"
MEAN_OF_ANSWERED = "mean of the answered"
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Items:
    """Answers to items, reversed ones already turned.

    Attributes
    ----------
    names : tuple of str
        The items.
    answers : array, shape (n_respondents, n_items)
        In [low, high], NaN where there is no answer.
    respondents, places : tuple of str, tuple of tuple of str
        Names of the respondents; where each cell stands.
    reversed : tuple of str
        Items that were turned.
    low, high : float
        The ends of the answers.
    """

    names: tuple[str, ...]
    answers: Numbers
    respondents: tuple[str, ...]
    places: tuple[tuple[str, ...], ...]
    reversed: tuple[str, ...]
    low: float
    high: float

    def place(self, row: int, item: int) -> str:
        """Return where an answer stands."""
        return self.places[row][item]

    def rows(self, rows: Sequence[int]) -> Items:
        """Return the items of these respondents."""
        return Items(
            names=self.names,
            answers=self.answers[list(rows)],
            respondents=tuple(self.respondents[row] for row in rows),
            places=tuple(self.places[row] for row in rows),
            reversed=self.reversed,
            low=self.low,
            high=self.high,
        )


def items_from(
    data: Any,
    items: Sequence[str] | None,
    *,
    reversed: Sequence[str],
    low: float,
    high: float,
    where: str,
) -> Items:
    """Return the items of a mapping, a frame or a table.

    Raises
    ------
    InputError
        If a name is unknown or named twice, there is no item or no respondent, or an answer is no
        number or outside low to high.
    """
    table = data if isinstance(data, CaseTable) else _table(data, where)
    names = tuple(table.names if items is None else items)
    problems = Problems(where)
    if not names:
        problems.add("there is no item", mend="Name the columns of the items.")
    for name in names:
        problems.check_name("column", name, table.names, where=where)
    for name in reversed:
        problems.check_name("item", name, names, where=f"{where}, reversed")
    twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    for name in twice:
        problems.add(f"item '{name}' is named twice", mend="Name each item once.")
    problems.tell()
    columns = [table.numeric(name) for name in names]
    answers = np.column_stack(columns).astype(np.float64)
    places = tuple(
        tuple(table.place(row, name) for name in names) for row in range(len(table.cases))
    )
    _check_range(answers, places, low, high, where)
    for j, name in enumerate(names):
        if name in reversed:
            answers[:, j] = low + high - answers[:, j]
    return Items(names, answers, table.cases, places, tuple(reversed), low, high)


def scores_of(answers: Numbers, *, missing: str, min_share: float) -> Numbers:
    """Return the mean of the items of each respondent.

    Parameters
    ----------
    answers : array, shape (n_respondents, n_items)
        NaN where there is no answer.
    missing : {"refuse", "mean of the answered"}
        With ``"refuse"`` a score needs every item.
    min_share : float
        Share of items that must be answered otherwise.

    Returns
    -------
    array, shape (n_respondents,)
        NaN where too few items are answered.

    Examples
    --------
    >>> some = np.array([[2.0, 4.0], [3.0, np.nan]])
    >>> scores_of(some, missing="mean of the answered", min_share=0.5)
    array([3., 3.])
    >>> scores_of(some, missing="refuse", min_share=0.5)
    array([ 3., nan])
    """
    n_items = answers.shape[1]
    answered = np.isfinite(answers)
    n = answered.sum(axis=1)
    needed = 1.0 if missing == REFUSE else min_share
    enough = (n > 0) & (n / n_items >= needed)
    sums = np.where(answered, answers, 0.0).sum(axis=1)
    scores = np.full(len(answers), np.nan)
    scores[enough] = sums[enough] / n[enough]
    scores.setflags(write=False)
    return scores


def _check_range(
    answers: Numbers, places: Sequence[Sequence[str]], low: float, high: float, where: str
) -> None:
    """Raise the error for answers outside the ends of the scale."""
    problems = Problems(where)
    for row, j in np.argwhere((answers < low) | (answers > high)):
        problems.add(
            f"the answer {plain(answers[row, j])} is outside {plain(low)} to {plain(high)}",
            where=places[row][j],
            mend="Correct it, or give the ends low and high of the scale.",
        )
    problems.tell()


def _table(data: Any, where: str) -> CaseTable:
    """Return a mapping or a frame as a table whose cases are the numbers of its rows."""
    if not isinstance(data, Mapping):
        import narwhals as nw

        try:
            frame = nw.from_native(data, eager_only=True)
        except TypeError as error:
            raise InputError(
                f"a {type(data).__name__} holds no items",
                where=where,
                mend="Give a mapping of names to answers, a frame or a table of cases.",
            ) from error
        data = {str(name): frame.get_column(name).to_list() for name in frame.columns}
    lengths = {len(values) for values in data.values()}
    if len(lengths) != 1:
        raise InputError(
            f"the items have {' and '.join(map(str, sorted(lengths))) or 'no'} answers",
            where=where,
            mend="Give one answer of each respondent to each item, NaN where there is none.",
        )
    (n,) = lengths
    if not n:
        raise InputError("there is no respondent", where=where, mend="Give a row for each.")
    columns = tuple(_column(str(name), values, where) for name, values in data.items())
    lines = tuple(range(1, n + 1))
    return CaseTable(tuple(map(str, lines)), columns, lines=lines, id_name="row")


def _column(name: str, values: Sequence[Any], where: str) -> Column:
    """Return the answers to one item as a column of numbers."""
    numbers = np.full(len(values), np.nan)
    for row, value in enumerate(values):
        if value is None or type(value).__name__ == "NAType":
            continue
        try:
            numbers[row] = float(value)
        except (TypeError, ValueError) as error:
            raise InputError(
                f"{value!r} is no number",
                where=f"{where}, row {row + 1}, column {name}",
                mend="Give the answer as a number, NaN where there is none.",
            ) from error
    return Column(name, numbers, is_numeric=True)
