r"""Agreement of two coders on the same units.

Observed agreement :math:`p_o` is the share of units with the same code. Cohen's kappa is
:math:`(p_o-p_e)/(1-p_e)` with :math:`p_e=\sum_c p_{1c}p_{2c}` expected from the coders' own shares
of each code. Source: Cohen (1960), A coefficient of agreement for nominal scales, *Educational and
Psychological Measurement* 20(1), 37–46.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hanse.errors import InputError
from hanse.evidence.coefficients.coefficient import Coefficient
from hanse.evidence.coefficients.cohen import confusion, kappa_of_table
from hanse.result import Record

__all__ = ["Agreement", "agreement"]


@dataclass(frozen=True)
class Agreement(Record, kind="agreement"):
    """How far two coders agree.

    Attributes
    ----------
    n : int
        Units that both coded.
    observed : float
        Share with the same code, NaN without units.
    kappa : float
        Cohen's kappa, NaN where it is undefined.
    reason : str
        Why kappa is undefined, empty where it is not.
    """

    n: int
    observed: float
    kappa: float
    reason: str = ""


def agreement(first: Sequence[str], second: Sequence[str]) -> Agreement:
    """Measure the agreement of two coders.

    Parameters
    ----------
    first, second : sequence of str
        The codes of the same units in the same order.

    Returns
    -------
    Agreement
        Kappa is NaN where both coders used one and the same code throughout: nothing could differ.

    Raises
    ------
    InputError
        If the two do not have the same length.

    Examples
    --------
    >>> agreement(["1", "1", "0", "0"], ["1", "0", "0", "0"])
    Agreement(n=4, observed=0.75, kappa=0.5, reason='')
    """
    if len(first) != len(second):
        raise InputError(
            f"{len(first)} codes against {len(second)}", mend="Give the codes of the same units."
        )
    n = len(first)
    if n == 0:
        return Agreement(0, float("nan"), float("nan"), "there is no unit")
    observed = sum(a == b for a, b in zip(first, second, strict=True)) / n
    found = _kappa(first, second)
    return Agreement(n, observed, found.value, found.reason)


def _kappa(first: Sequence[str], second: Sequence[str]) -> Coefficient:
    """Return Cohen's kappa of codes of which none is taken for a gap, not even the empty text."""
    place_of = {code: place for place, code in enumerate(sorted({*first, *second}))}
    places = [
        np.array([place_of[code] for code in codes], dtype=np.int64) for codes in (first, second)
    ]
    counts = confusion(places[0], places[1], len(place_of))
    return kappa_of_table(counts, np.eye(len(place_of)))
