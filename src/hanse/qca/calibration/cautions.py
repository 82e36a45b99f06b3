"""What a reader must know about a calibrated set: cases at 0.5, skewness, anchors, no variation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from hanse.messages import Message, join_names, message, plural
from hanse.qca.calibration.anchors import numbers_text
from hanse.qca.calibration.method import Calibration, Values

__all__ = ["SKEWED", "set_warnings"]

SKEWED = 80
"""Percentage of the cases on one side above which a set is called skewed."""

_NAMED = 200


def set_warnings(
    name: str, method: Calibration, raw: Values, membership: Values, cases: Sequence[str]
) -> tuple[Message, ...]:
    """Return the warnings about one set as sentences.

    Parameters
    ----------
    name : str
        The set.
    method : Calibration
        The fitted method.
    raw, membership : array, shape (n,)
        The raw values and what the method made of them.
    cases : sequence of str, length n
        The names of the cases.

    Examples
    --------
    >>> from hanse.qca.calibration import Direct
    >>> raw = np.array([1.0, 2.0, 3.0])
    >>> for said in set_warnings("VC", Direct(0, 2, 3), raw, Direct(0, 2, 3).apply(raw), "ABC"):
    ...     print(said)
    VC: 1 case has a membership of exactly 0.5, neither in nor out of the set: B. In a condition
    that means no truth-table row, in an outcome it counts for neither side. Move the crossover or
    add a nudge.
    VC: the anchor out, 0, lies below the smallest value, 1.
    """
    at_half = [] if method.levels else _at_half(name, membership, cases)
    if np.all(membership == membership[0]):
        template = "{set}: no variation, the value is {value} for every case."
        shape = [message(template, set=name, value=f"{membership[0]:g}")]
    else:
        shape = (_one_sided_levels if method.levels else _skewed)(name, membership)
    return (*at_half, *shape, *_outside(name, method, raw))


def _at_half(name: str, membership: Values, cases: Sequence[str]) -> list[Message]:
    """Say which cases are neither in nor out."""
    at = [cases[int(i)] for i in np.flatnonzero(membership == 0.5)]
    if not at:
        return []
    template = (
        "{set}: {cases} have a membership of exactly 0.5, neither in nor out of the set: {names}. "
        "In a condition that means no truth-table row, in an outcome it counts for neither side. "
        "Move the crossover or add a nudge."
    )
    if len(at) == 1:
        template = template.replace("have a", "has a")
    names = join_names(at, most=_NAMED)
    return [message(template, set=name, cases=plural(len(at), "case"), names=names)]


def _skewed(name: str, membership: Values) -> list[Message]:
    """Say that most cases lie on one side of 0.5."""
    for side, count in (
        ("above", int(np.sum(membership > 0.5))),
        ("below", int(np.sum(membership < 0.5))),
    ):
        if 100 * count > SKEWED * membership.size:
            return [
                message(
                    "{set}: skewed, {count} of {all} cases ({percent} %) lie {side} 0.5.",
                    set=name,
                    count=count,
                    all=membership.size,
                    percent=f"{100 * count / membership.size:.0f}",
                    side=side,
                )
            ]
    return []


def _one_sided_levels(name: str, levels: Values) -> list[Message]:
    """Say that most cases of a multi-value condition have the same value."""
    values, counts = np.unique(levels, return_counts=True)
    most = int(np.argmax(counts))
    if 100 * int(counts[most]) <= SKEWED * levels.size:
        return []
    return [
        message(
            "{set}: skewed, {count} of {all} cases ({percent} %) have the value {value}.",
            set=name,
            count=int(counts[most]),
            all=levels.size,
            percent=f"{100 * counts[most] / levels.size:.0f}",
            value=f"{values[most]:g}",
        )
    ]


def _outside(name: str, method: Calibration, raw: Values) -> list[Message]:
    """Say which anchors lie outside the data."""
    low, high = float(raw.min()), float(raw.max())
    said = []
    for label, number in method.outside(raw):
        is_below = number < low
        anchor, end = numbers_text((number, low if is_below else high))
        template = (
            "{set}: the anchor {label}, {anchor}, lies below the smallest value, {end}."
            if is_below
            else "{set}: the anchor {label}, {anchor}, lies above the largest value, {end}."
        )
        said.append(message(template, set=name, label=label, anchor=anchor, end=end))
    return said
