"""Single values of a study file, each refused with its place where it is of the wrong kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hanse.errors import InputError, unknown_name

__all__ = ["check_keys", "names_of", "number_of", "table_of", "text_of", "whole_of"]


def table_of(table: Any, where: str) -> Mapping[str, Any]:
    """Return a table of settings, an error where something else stands."""
    if not isinstance(table, Mapping):
        raise InputError("not a table of settings", where=where, mend=f"Write {where} on a line.")
    return table


def check_keys(table: Any, known: Sequence[str], where: str) -> None:
    """Refuse a key that does not exist.

    Examples
    --------
    >>> check_keys({"outcom": 1}, ("outcome",), "[qca]")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    hanse.errors.InputError: [qca]: there is no key 'outcom'. Did you mean 'outcome'? ...
    """
    for key in table_of(table, where):
        if key not in known:
            raise unknown_name("key", key, known, where=where)


def text_of(table: Mapping[str, Any], key: str, where: str) -> str:
    """Return a text."""
    value = table[key]
    if not isinstance(value, str):
        raise InputError(f"{key} is {value!r}", where=where, mend="Write it in quotes.")
    return value


def names_of(table: Mapping[str, Any], key: str, where: str) -> tuple[str, ...] | None:
    """Return a list of texts, None where there is none."""
    value = table.get(key)
    if value is None:
        return None
    if not isinstance(value, list) or any(not isinstance(one, str) for one in value):
        raise InputError(f"{key} is {value!r}", where=where, mend=f'Write {key} = ["A", "B"].')
    return tuple(value)


def number_of(table: Mapping[str, Any], key: str, default: float, where: str) -> float:
    """Return a number."""
    value = table.get(key, default)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise InputError(f"{key} is {value!r}", where=where, mend="Write a number without quotes.")
    return value


def whole_of(table: Mapping[str, Any], key: str, default: int, where: str) -> int:
    """Return a whole number from 1.

    Examples
    --------
    >>> whole_of({"frequency": 2.0}, "frequency", 1, "[qca]")
    2
    """
    value = number_of(table, key, default, where)
    if not float(value).is_integer() or value < 1:
        raise InputError(f"{key} is {value}", where=where, mend="Give a whole number from 1.")
    return int(value)
