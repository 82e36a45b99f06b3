"""Stopping rules by their names in a protocol."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from hanse.errors import unknown_name
from hanse.evidence.stopping.hypergeometric import Hypergeometric
from hanse.evidence.stopping.in_a_row import InARow
from hanse.evidence.stopping.random_sample import RandomSample

__all__ = ["RULES", "stopping_rule"]

RULES: Mapping[str, type[RandomSample] | type[Hypergeometric] | type[InARow]] = {
    "random-sample": RandomSample,
    "hypergeometric": Hypergeometric,
    "in-a-row": InARow,
}
"""Name in a protocol → rule."""


def stopping_rule(name: str, **numbers: Any) -> RandomSample | Hypergeometric | InARow:
    """Return a rule by its name, with the numbers that are given.

    Raises
    ------
    InputError
        If there is no rule or no number of that name, or a number is out of its range.

    Examples
    --------
    >>> stopping_rule("in-a-row", n=100).words
    '100 irrelevant records in a row'
    """
    if name not in RULES:
        raise unknown_name("stopping rule", name, RULES)
    known = [field.name for field in fields(RULES[name])]
    for number in numbers:
        if number not in known:
            raise unknown_name("number", number, known, where=f"stopping rule {name}")
    return RULES[name](**numbers)
