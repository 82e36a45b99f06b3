"""Scales of several items: the score of each respondent, and whether the items belong together.

Sources: Cronbach (1951) and Feldt (1965), see `hanse.observatory.survey.alpha`; the mean of three
seven-point items with its alpha as the measure of a cluster: Lu, Huang, Jia & Kai (2024),
*Journal of Evolutionary Studies in Business* 9(2), measures and calibrations.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.messages import columns_text, join_names, plural
from hanse.observatory.survey.alpha import alpha_interval, cronbach_alpha, item_rest
from hanse.observatory.survey.items import (
    MEAN_OF_ANSWERED,
    REFUSE,
    Items,
    items_from,
    scores_of,
)
from hanse.observatory.survey.problems import Problems
from hanse.observatory.survey.text import decimals, plain
from hanse.result import Answer, Record
from hanse.tables import CaseTable

__all__ = ["Scale", "ScaleItem", "scale", "scale_of"]

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class ScaleItem(Record, kind="observatory-scale-item"):
    """One item of a scale, among the respondents who answered all of them.

    Attributes
    ----------
    name : str
        Its column.
    is_reversed : bool
        Whether it was turned: low + high − answer.
    mean, sd : float
        Of the answers, turned if it is reversed; the deviation with n − 1.
    item_rest : float
        Correlation with the sum of the other items, in [−1, 1].
    alpha_without : float
        Alpha of the other items.
    why : str
        Why one of them is undefined (NaN), else empty.
    """

    name: str
    is_reversed: bool
    mean: float
    sd: float
    item_rest: float
    alpha_without: float
    why: str = ""


@dataclass(frozen=True, eq=False)
class Scale(Answer, kind="observatory-scale"):
    """The scores of a scale and how well its items go together.

    Attributes
    ----------
    name : str
        What the scale measures.
    items : tuple of ScaleItem
        In the order of the columns.
    low, high : float
        The ends of the answers.
    missing : str
        ``"refuse"`` or ``"mean of the answered"``.
    min_share : float
        Share of the items from which a respondent gets a score, in [0, 1].
    respondents : tuple of str
        Everybody asked.
    scores : array, shape (n_respondents,)
        Mean of the items of each, in [low, high]; NaN where too few are answered.
    n : int
        Respondents who answered every item; alpha and correlations are theirs.
    alpha, alpha_low, alpha_high : float
        Cronbach's alpha with Feldt's interval; NaN where undefined.
    confidence : float
        Of the interval.
    why : str
        Why alpha is undefined, else empty.
    """

    name: str
    items: tuple[ScaleItem, ...]
    low: float
    high: float
    missing: str
    min_share: float
    respondents: tuple[str, ...]
    scores: np.ndarray
    n: int
    alpha: float
    alpha_low: float
    alpha_high: float
    confidence: float
    why: str = ""

    @property
    def reversed(self) -> tuple[str, ...]:
        """Names of the items that were turned."""
        return tuple(one.name for one in self.items if one.is_reversed)

    def __str__(self) -> str:
        ends = f"{plain(self.low)} to {plain(self.high)}"
        lines = [f"{self.name or 'Scale'}: {plural(len(self.items), 'item')} from {ends}"]
        if self.why:
            lines.append(f"Cronbach's alpha is undefined: {self.why}.")
        else:
            limits = f"{decimals(self.alpha_low)} to {decimals(self.alpha_high)}"
            lines.append(
                f"Cronbach's alpha {decimals(self.alpha)} ({self.confidence * 100:.10g} % interval "
                f"{limits}), n = {self.n:,} of {len(self.respondents):,}"
            )
        header = ["item", "mean", "sd", "item-rest", "alpha without it"]
        cells = [_item_cells(one) for one in self.items]
        lines += columns_text(header, cells, left=[0]).splitlines()
        lines += [f"{one.name}: {one.why}." for one in self.items if one.why]
        if self.reversed:
            lines.append(f"Reversed: {join_names(self.reversed)}.")
        return "\n".join(lines)

    def to_frame(self) -> Any:
        """Return one row per item: ``item is_reversed mean sd item_rest alpha_without why``."""
        import pandas as pd

        names = ["name", "is_reversed", "mean", "sd", "item_rest", "alpha_without", "why"]
        rows = [[getattr(one, name) for name in names] for one in self.items]
        return pd.DataFrame(rows, columns=["item", *names[1:]])


def scale(
    data: Mapping[str, Sequence[Any]] | CaseTable | Any,
    items: Sequence[str] | None = None,
    *,
    reversed: Sequence[str] = (),
    low: float = 1,
    high: float = 7,
    missing: str = REFUSE,
    min_share: float = 0.5,
    confidence: float = 0.95,
    name: str = "",
) -> Scale:
    """Score a scale of several items and measure how they go together.

    The score of a respondent is the mean of the items, those named in ``reversed`` turned to
    low + high − answer. Nothing is imputed: with ``"mean of the answered"`` a score is the mean of
    what was answered, and alpha is of those who answered everything.

    Parameters
    ----------
    data : mapping, frame or CaseTable
        A column for each item, a row for each respondent; NaN or None where there is no answer.
    items : sequence of str, optional
        The columns; by default all of them.
    reversed : sequence of str
        Items that are worded the other way round.
    low, high : float
        The ends of the answers.
    missing : {"refuse", "mean of the answered"}
        What to do where an item is not answered.
    min_share : float
        Share of the items, in (0, 1], that must be answered for ``"mean of the answered"``.
    confidence : float
        Of the interval of alpha, in (0, 1).
    name : str
        What the scale measures.

    Returns
    -------
    Scale
        Alpha is NaN with a reason for one item, fewer than two complete respondents, or answers
        whose sum does not vary.

    Raises
    ------
    InputError
        If an answer is no number or outside low to high (row and column), one is missing and
        missing answers are refused, or a name or a choice is unknown.

    Examples
    --------
    >>> answers = {"share": [2, 4, 6, 7], "help": [2, 5, 6, 7], "distrust": [6, 4, 3, 1]}
    >>> made = scale(answers, reversed=["distrust"], name="vertical coordination")
    >>> print(made)
    vertical coordination: 3 items from 1 to 7
    Cronbach's alpha 0.99 (95 % interval 0.93 to 1.00), n = 4 of 4
    item      mean    sd  item-rest  alpha without it
    share     4.75  2.22       0.98              0.98
    help      5.00  2.16       0.98              0.99
    distrust  4.50  2.08       0.98              0.99
    Reversed: distrust.
    >>> made.scores.round(2)
    array([2.  , 4.33, 5.67, 7.  ])
    """
    where = f"scale {name}".strip()
    check_settings(reversed, low, high, missing, min_share, confidence, where=where)
    found = items_from(data, items, reversed=reversed, low=low, high=high, where=where)
    return scale_of(found, missing=missing, min_share=min_share, confidence=confidence, name=name)


def check_settings(
    reversed: Sequence[str],
    low: float,
    high: float,
    missing: str,
    min_share: float,
    confidence: float = 0.95,
    *,
    where: str,
) -> None:
    """Raise what is wrong with the settings of a scale."""
    problems = Problems(where)
    if isinstance(reversed, str):
        problems.add(f"reversed is {reversed!r}", mend='Give a list: ["a", "b"].')
    if not low < high:
        problems.add(f"low is {plain(low)}, high is {plain(high)}", mend="Give low below high.")
    problems.check_choice("missing", missing, [REFUSE, MEAN_OF_ANSWERED], where=where)
    if not 0 < min_share <= 1:
        problems.add(f"min_share is {plain(min_share)}", mend="Give a share above 0, up to 1.")
    if not 0 < confidence < 1:
        problems.add(f"confidence is {plain(confidence)}", mend="Give a number between 0 and 1.")
    problems.tell()


def scale_of(
    items: Items, *, missing: str, min_share: float, confidence: float = 0.95, name: str = ""
) -> Scale:
    """Return the scale of items that were read and turned; see `scale`."""
    if missing == REFUSE:
        refuse_gaps(items, where=f"scale {name}".strip())
    complete = items.answers[~np.isnan(items.answers).any(axis=1)]
    alpha, why = cronbach_alpha(complete)
    n, k = complete.shape
    limits = alpha_interval(alpha, n, k, confidence)
    return Scale(
        name=name,
        items=tuple(_item(items, complete, j) for j in range(k)),
        low=float(items.low),
        high=float(items.high),
        missing=missing,
        min_share=float(min_share),
        respondents=items.respondents,
        scores=scores_of(items.answers, missing=missing, min_share=min_share),
        n=n,
        alpha=alpha,
        alpha_low=limits[0],
        alpha_high=limits[1],
        confidence=float(confidence),
        why=why,
    )


def refuse_gaps(items: Items, *, where: str) -> None:
    """Raise the error for items that are not answered."""
    gaps = np.argwhere(np.isnan(items.answers))
    if len(gaps):
        shown = [items.place(int(row), int(j)) for row, j in gaps[:3]]
        more = [f"{len(gaps) - 3:,} more"] if len(gaps) > 3 else []
        raise InputError(
            f"{plural(len(gaps), 'item')} not answered: {'; '.join([*shown, *more])}",
            where=where,
            mend=f'Fill them in, or choose missing = "{MEAN_OF_ANSWERED}".',
        )


def _item(items: Items, complete: Numbers, j: int) -> ScaleItem:
    """Return what is known of one item."""
    n, k = complete.shape
    correlation, why = item_rest(complete, j)
    without, why_without = cronbach_alpha(np.delete(complete, j, axis=1)) if k > 1 else (np.nan, "")
    said = [f"no item-rest correlation, {why}"] if why else []
    said += [f"no alpha without it, {why_without}"] if why_without else []
    return ScaleItem(
        name=items.names[j],
        is_reversed=items.names[j] in items.reversed,
        mean=float(complete[:, j].mean()) if n else np.nan,
        sd=float(complete[:, j].std(ddof=1)) if n > 1 else np.nan,
        item_rest=correlation,
        alpha_without=float(without),
        why="; ".join(said),
    )


def _item_cells(one: ScaleItem) -> list[str]:
    """Return the line of an item."""
    numbers = (one.mean, one.sd, one.item_rest, one.alpha_without)
    return [one.name, *(decimals(value) for value in numbers)]
