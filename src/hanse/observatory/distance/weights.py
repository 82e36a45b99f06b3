"""Weights of the parts in one index: visible, and the user's to change."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from hanse.errors import InputError, unknown_name
from hanse.messages import join_names

__all__ = ["DEFAULT_WEIGHTS", "checked_weights"]

DEFAULT_WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "log_distance": 0.40,
        "border": 0.10,
        "language_distance": 0.15,
        "official_language": 0.05,
        "administrative_distance": 0.15,
        "economic_distance": 0.15,
    }
)
"""Geography (distance and border) half, the rest shared; a choice, not a finding. Sums to 1."""


def checked_weights(weights: Mapping[str, float] | None, parts: Iterable[str]) -> dict[str, float]:
    """Return the weights above 0, in the order of the parts.

    Parameters
    ----------
    weights : mapping of str to float, optional
        Weight of each part, from 0, in any unit; only ratios count. A part that is not named counts
        nothing. By default `DEFAULT_WEIGHTS`.
    parts : iterable of str
        The parts that there are.

    Raises
    ------
    InputError
        If there is no such part, a weight is negative or no number, or none is above 0; without
        weights, if the table lacks a part of the default.

    Examples
    --------
    >>> checked_weights({"border": 1, "distance_km": 0}, ["distance_km", "border"])
    {'border': 1.0}
    """
    names = list(parts)
    if weights is None:
        lacking = [name for name in DEFAULT_WEIGHTS if name not in names]
        if lacking:
            raise InputError(
                f"no part {join_names(lacking)}, which the default weights name",
                where="weights",
                mend=f"Give weights for the parts that there are: {', '.join(names) or 'none'}.",
            )
        weights = DEFAULT_WEIGHTS
    for name, weight in weights.items():
        if name not in names:
            raise unknown_name("part", str(name), names, where="weights")
        if isinstance(weight, bool) or not isinstance(weight, (int, float)):
            raise InputError(f"the weight of {name} is {weight!r}", where="weights")
        if not math.isfinite(weight) or weight < 0:
            raise InputError(
                f"the weight of {name} is {weight:g}", where="weights", mend="Give 0 or more."
            )
    kept = {name: float(weights[name]) for name in names if weights.get(name, 0) > 0}
    if not kept:
        raise InputError(
            "no weight is above 0", where="weights", mend="Give at least one part a weight."
        )
    return kept
