"""Levels as people type them, read as the labels of a criterion."""

from __future__ import annotations

import re

from hanse.errors import InputError
from hanse.strategy.catalogue import Criterion

__all__ = ["level_range", "plain_level", "read_level"]

_MINUS = re.compile("[\u002d\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d]")
_PARTIAL = {"+/-", "+,-", "+-", "-/+", "-,+", "±"}


def read_level(text: str, criterion: Criterion, *, where: str = "") -> str:
    """Return the label of a level, whatever minus sign, case or spelling it is typed in.

    Parameters
    ----------
    text : str
        A label of the criterion, or one of the words that explain them.
    criterion : Criterion
        Whose levels there are.
    where : str
        The place, for the error.

    Raises
    ------
    InputError
        If there is no such level; the message lists those that there are.

    Examples
    --------
    >>> core = Criterion("core", "core", "objective", ("–", "+/–", "+"), ("no", "in part", "yes"))
    >>> [read_level(text, core) for text in ("-", "+, –", "+", "In part")]
    ['–', '+/–', '+', '+/–']
    >>> read_level("HF", core, where="row 3")
    Traceback (most recent call last):
    hanse.errors.InputError: row 3: there is no level 'HF' of core. There are: –, +/–, +.
    """
    wanted = plain_level(text)
    for names in (criterion.levels, criterion.words):
        for label, name in zip(criterion.levels, names, strict=True):
            if wanted == plain_level(name):
                return label
    raise InputError(
        f"there is no level '{text}' of {criterion.id}",
        where=where,
        mend=f"There are: {', '.join(criterion.levels)}.",
    )


def level_range(
    lower: str, upper: str, criterion: Criterion, *, where: str = ""
) -> tuple[str, str]:
    """Return both ends of a range as labels, the worse first.

    Raises
    ------
    InputError
        If a level does not exist or the ends stand the wrong way round.
    """
    ends = read_level(lower, criterion, where=where), read_level(upper, criterion, where=where)
    if criterion.place(ends[0]) > criterion.place(ends[1]):
        raise InputError(
            f"the range of {criterion.id} goes from {ends[0]} down to {ends[1]}",
            where=where,
            mend="Write the worse level as lower.",
        )
    return ends


def plain_level(text: str) -> str:
    """Return a level in one spelling."""
    made = _MINUS.sub("-", text.strip().strip("()")).casefold()
    squeezed = "".join(made.split())
    return "+/-" if squeezed in _PARTIAL else squeezed
