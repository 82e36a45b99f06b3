"""How a new study calibrates a column, judged by its values alone, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.qca.calibration import Calibration
from hanse.qca.calibration.spec import spec_from_table
from hanse.study.start_names import is_share_name

__all__ = ["SetGuess", "guess_set"]

Values = npt.NDArray[np.float64]

_MOST_LEVELS = 9
_FEW_VALUES = 5
_NUDGE = 0.001
_UNEVEN = 10
_BY_PERCENTILES = ("p10", "p50", "p90")
_BY_EXTREMES = ("min", "median", "max")


@dataclass(frozen=True)
class SetGuess:
    """A calibration with the reason for it.

    Attributes
    ----------
    settings : mapping
        Keys of ``[sets.NAME]``.
    comments : tuple of str
        Why it is so and what to do, a sentence a line.
    reason : str
        What the report says of it.
    levels : int
        The number of values of a multi-value condition, else 0.
    """

    settings: Mapping[str, Any]
    comments: tuple[str, ...]
    reason: str
    levels: int = 0


def guess_set(values: Values, *, name: str, is_outcome: bool) -> SetGuess:
    """Return a calibration that runs on the values.

    Parameters
    ----------
    values : array, shape (n,), n at least 1
        The column without missing cells.
    name : str
        The name of the column.
    is_outcome : bool
        Outcomes are never made multi-value and need no nudge.

    Examples
    --------
    >>> guess_set(np.array([0.0, 1.0, 1.0]), name="fair", is_outcome=False).settings
    {'method': 'as-is'}
    >>> guess_set(np.array([2.0, 5.0, 9.0, 40.0]), name="firms", is_outcome=False).settings
    {'anchors': ['p10', 'p50', 'p90']}
    """
    if values.min() == values.max():
        return _constant(float(values[0]))
    if set(np.unique(values)) == {0.0, 1.0}:
        return SetGuess(
            {"method": "as-is"},
            ("Every value is 0 or 1: taken as a crisp set. See that 1 means that it is there.",),
            "Suggested by hanse new: the values are 0 and 1.",
        )
    if _is_multi_value(values):
        return _split(values) if is_outcome else _levels(values)
    if _looks_like_membership(values, name):
        return _membership(values)
    return _anchored(values, needs_nudge=not is_outcome)


def _constant(value: float) -> SetGuess:
    """Return a calibration of a column in which every value is the same."""
    said = (
        f"Every value is {value:g}: without variation nothing can be explained by it or about it.",
        "Take another column, or add cases that differ.",
    )
    reason = "Suggested by hanse new: the column does not vary."
    if 0 <= value <= 1:
        return SetGuess({"method": "as-is"}, said, reason)
    return SetGuess({"method": "crisp", "threshold": plain(value)}, said, reason)


def _is_multi_value(values: Values) -> bool:
    """Return whether the values are few whole numbers from 0, as of a multi-value condition."""
    found = np.unique(values)
    if found[0] != 0 or np.any(found != np.round(found)):
        return False
    top = int(found[-1])
    return 2 <= top < _MOST_LEVELS and top / 2 < found.size <= _FEW_VALUES


def _levels(values: Values) -> SetGuess:
    """Return a multi-value condition."""
    top = int(values.max())
    return SetGuess(
        {"method": "as-is", "levels": top + 1},
        (
            f"Whole numbers 0 to {top}: taken as a condition with {top + 1} values, none of them "
            "more than another.",
            f'If they are degrees of one thing, write: method = "crisp", threshold = {top}, or '
            f"anchors = [0, {top / 2:g}, {top}].",
        ),
        f"Suggested by hanse new: whole numbers 0 to {top}.",
        levels=top + 1,
    )


def _split(values: Values) -> SetGuess:
    """Return an outcome with several values as a crisp set, its halves as even as can be."""
    inside = np.unique(values)[1:]
    threshold = min(inside, key=lambda one: abs(np.mean(values >= one) - 0.5))
    top = int(values.max())
    return SetGuess(
        {"method": "crisp", "threshold": plain(threshold)},
        (
            f"Whole numbers 0 to {top}, and an outcome is in or out: in from {threshold:g} on, "
            f"which is so for {np.sum(values >= threshold)} of {values.size} cases.",
            "Set the threshold where the outcome begins.",
        ),
        f"Suggested by hanse new: the split nearest to half of the cases, at {threshold:g}.",
    )


def _looks_like_membership(values: Values, name: str) -> bool:
    """Return whether values in [0, 1] look like memberships and not like shares."""
    if values.min() < 0 or values.max() > 1 or is_share_name(name):
        return False
    touches = values.min() == 0 or values.max() == 1
    spreads = values.min() <= 0.25 and values.max() >= 0.75
    return bool(touches or spreads)


def _membership(values: Values) -> SetGuess:
    """Return memberships as they are."""
    said = [
        "All values lie from 0 to 1: taken as memberships that are calibrated already.",
        "If they are raw values such as shares, write anchors = [out, crossover, full] instead of "
        "the method.",
    ]
    n_half = int(np.sum(values == 0.5))
    if n_half:
        said.append(
            f"Of {values.size} cases {n_half} are at exactly 0.5 and would be in no row of the "
            f"truth table: nudge = {_NUDGE} would count them as in."
        )
    reason = "Suggested by hanse new: the values lie from 0 to 1."
    return SetGuess({"method": "as-is"}, tuple(said), reason)


def _anchored(values: Values, *, needs_nudge: bool) -> SetGuess:
    """Return three anchors from the data, or a threshold where they would fall together."""
    for words, spoken in (
        (_BY_PERCENTILES, "percentiles 10, 50 and 90"),
        (_BY_EXTREMES, "minimum, median and maximum"),
    ):
        fitted = _fitted({"anchors": list(words)}, values)
        if fitted is not None:
            return _with_anchors(values, fitted, words, spoken, needs_nudge=needs_nudge)
    low = float(values.min())
    threshold = float(values[values > low].min())
    return SetGuess(
        {"method": "crisp", "threshold": plain(threshold)},
        (
            f"At least half of the cases have the value {low:g}, too many for three anchors: in "
            f"from {threshold:g} on, which is so for {np.sum(values > low)} of {values.size} cases."
            if np.median(values) == low
            else f"Too few different values for three anchors: in from {threshold:g} on, which is "
            f"so for {np.sum(values > low)} of {values.size} cases.",
            "Set the threshold where the set begins.",
        ),
        f"Suggested by hanse new: everything above {low:g}, the smallest value.",
    )


def _fitted(settings: Mapping[str, Any], values: Values) -> Calibration | None:
    """Return the method that the settings make, None where the values do not allow it."""
    try:
        return spec_from_table(settings, where="").fit(values, where="")
    except InputError:
        return None


def _with_anchors(
    values: Values,
    fitted: Calibration,
    words: tuple[str, ...],
    spoken: str,
    *,
    needs_nudge: bool,
) -> SetGuess:
    """Return the direct method with what a user has to know about these anchors."""
    numbers = ", ".join(f"{number:.6g}" for _, number in fitted.anchors)
    said = [
        f"Out, crossover and full are {spoken} of the cases, now {numbers}: only a start.",
        "Write numbers that mean something in the field, the largest first if less is more.",
    ]
    low, middle, high = float(values.min()), float(np.median(values)), float(values.max())
    if low < 0 < high:
        said.append(
            f"The values run from {low:g} to {high:g}: where zero divides, write "
            f"anchors = [{plain(low)}, 0, {plain(high)}]."
        )
    if middle > 0 and high > _UNEVEN * middle:
        said.append(
            f"Very uneven: the largest value is {high / middle:.0f} times the median; papers often "
            'take anchors = ["p25", "p50", "p75"] then.'
        )
    settings: dict[str, Any] = {"anchors": list(words)}
    n_half = int(np.sum(fitted.apply(values) == 0.5))
    if needs_nudge and n_half:
        settings["nudge"] = _NUDGE
        who = "1 case stands" if n_half == 1 else f"{n_half} cases stand"
        said.append(
            f"{who} at the crossover and would be in no row of the truth table: the nudge counts "
            f"{'it' if n_half == 1 else 'them'} as in."
        )
    return SetGuess(settings, tuple(said), f"Suggested by hanse new: {spoken} of the cases.")


def plain(number: float) -> int | float:
    """Return a whole number as an int, so that it is written without a decimal point.

    Examples
    --------
    >>> plain(3.0), plain(0.5)
    (3, 0.5)
    """
    value = float(number)
    return int(value) if value.is_integer() and abs(value) < 1e15 else value
