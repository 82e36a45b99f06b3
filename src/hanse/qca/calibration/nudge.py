"""The constant that is added to memberships below 1, so that no case sits at exactly 0.5.

Source: Fiss (2011), Building better causal theories, Academy of Management Journal 54(2), who adds
0.001 to the causal conditions; Lu et al. (2024), Measures and calibrations.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.messages import Message, message
from hanse.qca.calibration.method import Values

__all__ = ["LARGEST_NUDGE", "check_nudge", "nudged", "said_with_nudge", "unnudged"]

LARGEST_NUDGE = 0.1


def check_nudge(nudge: float) -> None:
    """Refuse a nudge outside [0, 0.1]."""
    if isinstance(nudge, bool) or not isinstance(nudge, (int, float)):
        raise InputError(f"nudge is {nudge!r}, not a number", mend="The usual constant is 0.001.")
    if not 0 <= nudge <= LARGEST_NUDGE:
        raise InputError(
            f"nudge is {nudge}, which lies outside 0 to {LARGEST_NUDGE}",
            mend="The usual constant is 0.001.",
        )


def nudged(membership: Values, nudge: float) -> Values:
    """Return the memberships with the nudge added where they are below 1, at most 1.

    Examples
    --------
    >>> nudged(np.array([0.5, 0.9995, 1.0]), 0.001)
    array([0.501, 1.   , 1.   ])
    """
    return np.where(membership < 1, np.minimum(membership + nudge, 1.0), membership)


def unnudged(membership: npt.ArrayLike, nudge: float) -> Values:
    """Return the memberships as they were before the nudge, NaN where nothing led there.

    Many memberships end at 1, all those from 1 - nudge; the smallest of them is returned.
    """
    given = np.asarray(membership, dtype=np.float64)
    possible = (given >= nudge) & (given <= 1)
    return np.where(possible, given - nudge, np.nan)


def said_with_nudge(template: str, nudge: float, **values: object) -> Message:
    """Return the sentence of a method, which ends with a full stop, with its nudge if there is one.

    Examples
    --------
    >>> said_with_nudge("Fully out at {out}.", 0.001, out="2")
    'Fully out at 2; 0.001 is added to memberships below 1.'
    """
    if not nudge:
        return message(template, **values)
    longer = template.removesuffix(".") + "; {nudge} is added to memberships below 1."
    return message(longer, nudge=f"{nudge:g}", **values)
