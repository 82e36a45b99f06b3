"""A coefficient of agreement with its interval, or the reason why there is none."""

from __future__ import annotations

import math
from dataclasses import dataclass

from hanse.errors import InputError
from hanse.result import Record

__all__ = ["Coefficient", "with_interval", "without_value"]

NAN = float("nan")
_NO_WIDTH = 1e-15  # a variance of rounding errors only
_FLAT = (
    "no interval: the variance comes out as 0, as where nobody disagrees, which does not say that "
    "few units are certain"
)


@dataclass(frozen=True)
class Coefficient(Record, kind="agreement-coefficient"):
    """One measure of agreement.

    Attributes
    ----------
    name : str
        As it is printed, such as ``"Cohen's kappa"``.
    value : float
        1 for full agreement, 0 for what chance gives, negative below it; NaN where undefined.
    low, high : float
        The confidence interval, NaN where there is none.
    reason : str
        Why there is no value, empty where there is one.
    interval : str
        How the interval was made, or why there is none.
    """

    name: str
    value: float
    low: float
    high: float
    reason: str = ""
    interval: str = ""


def without_value(name: str, reason: str) -> Coefficient:
    """Return the coefficient that is undefined for that reason."""
    return Coefficient(name, NAN, NAN, NAN, reason, "no interval: there is no value")


def with_interval(
    name: str,
    value: float,
    variance: float,
    *,
    degrees: float,
    confidence: float,
    source: str,
    least: float = -1.0,
) -> Coefficient:
    """Return a coefficient with the interval of its variance, cut to what it can be.

    Parameters
    ----------
    name, value
        As in `Coefficient`.
    variance : float
        From 0; NaN where there is none, as for one unit.
    degrees : float
        Degrees of freedom of Student's distribution, infinite for the normal one.
    confidence : float
        Between 0 and 1.
    source : str
        Who published the variance.
    least : float
        The least value there can be; the greatest is 1.
    """
    from scipy.special import ndtri, stdtrit

    if math.isnan(variance):
        return Coefficient(name, value, NAN, NAN, "", "no interval: there is one unit only")
    if variance <= _NO_WIDTH:
        return Coefficient(name, value, NAN, NAN, "", _FLAT)
    tail = (1 + confidence) / 2
    times = float(ndtri(tail) if math.isinf(degrees) else stdtrit(degrees, tail))
    half = times * math.sqrt(variance)
    shape = "normal" if math.isinf(degrees) else f"t with {degrees:g} degrees of freedom"
    said = f"{100 * confidence:g} %, variance of {source}, {shape}"
    return Coefficient(name, value, max(least, value - half), min(1.0, value + half), "", said)


def check_confidence(confidence: float) -> None:
    """Refuse a confidence that is no share between 0 and 1.

    Raises
    ------
    InputError
        If it is not above 0 and below 1.
    """
    if not 0 < confidence < 1:
        raise InputError(f"confidence is {confidence!r}", mend="Give a share, such as 0.95.")
