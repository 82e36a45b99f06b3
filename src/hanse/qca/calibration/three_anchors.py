"""Three anchors in order: out, crossover, full, rising or falling."""

from __future__ import annotations

from hanse.errors import InputError
from hanse.qca.calibration.anchors import Anchor, anchor_text, resolve
from hanse.qca.calibration.method import Values

__all__ = ["resolve_three"]


def resolve_three(
    given: tuple[Anchor, Anchor, Anchor], asked: tuple[str, ...], values: Values, *, where: str
) -> tuple[float, float, float]:
    """Return out, crossover and full as numbers, the crossover strictly between the others.

    Raises
    ------
    InputError
        If two anchors are equal or the crossover is not between, with the three values.
    """
    out, crossover, full = (resolve(one, values) for one in given)
    if out < crossover < full or out > crossover > full:
        return out, crossover, full
    at = anchor_text((out, crossover, full), asked)
    named = f"out {at[0]}, crossover {at[1]}, full {at[2]}"
    is_equal = len({out, crossover, full}) < 3
    mend = "The crossover must lie strictly between out and full (out may be the larger of them)."
    if is_equal and any(asked):
        mend += " Too many cases share a value for these anchors: give numbers."
    raise InputError(
        f"the anchors are {'equal' if is_equal else 'out of order'}: {named}",
        where=where,
        mend=mend,
    )
