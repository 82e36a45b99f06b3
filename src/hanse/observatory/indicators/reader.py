"""Indicators from TOML, with everything that is wrong told together."""

from __future__ import annotations

import math
import os
import re
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from hanse.errors import HanseError, InputError, unknown_name
from hanse.observatory.indicators.indicator import DIRECTIONS, LEVELS, Indicator

__all__ = ["entries_of", "parsed", "text_of_file"]

_TEXTS = (
    "name",
    "level",
    "group",
    "definition",
    "formula",
    "unit",
    "direction",
    "source",
    "caution",
)
_BOUNDS = ("low", "high")
_KEYS = (*_TEXTS, *_BOUNDS)
_SHOWN = 10


def text_of_file(path: str | os.PathLike[str]) -> tuple[str, str]:
    """Return the text of a file and its name.

    Raises
    ------
    InputError
        If it cannot be read.
    """
    file = Path(path)
    try:
        return file.read_text(encoding="utf-8"), file.name
    except UnicodeDecodeError as error:
        raise InputError(
            f"the file is not UTF-8 ({error.reason})", where=file.name, mend="Save it as UTF-8."
        ) from error
    except OSError as error:
        raise InputError(
            f"the file cannot be read ({error.strerror})",
            where=file.name,
            mend="Give the path of a TOML file of indicators.",
        ) from error


def parsed(text: str, where: str) -> dict[str, Any]:
    """Return the tables of a TOML text.

    Raises
    ------
    InputError
        If it is no TOML.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(
            f"this is not TOML ({error})", where=where, mend="Mend that line."
        ) from error


def entries_of(
    tables: Mapping[str, Any], *, where: str, taken: Collection[str] = ()
) -> dict[str, Indicator]:
    """Return the indicators that tables define.

    Parameters
    ----------
    tables : mapping
        For each id a table with all keys of a card.
    where : str
        The file, for errors.
    taken : collection of str
        Ids that cannot be defined again.

    Raises
    ------
    InputError
        If anything is wrong in any of them; the first ten are listed.

    Examples
    --------
    >>> try:
    ...     entries_of({"fairs": {"name": "Fairs", "levl": "firm"}}, where="own.toml")
    ... except InputError as error:
    ...     str(error).splitlines()[0]
    'own.toml: 2 problems:'
    """
    problems: list[HanseError] = []
    for id, table in tables.items():
        problems += _wrong_in(id, table, where, taken)
    _tell(problems, where)
    return {id: _made(id, table) for id, table in tables.items()}


def _wrong_in(id: str, table: Any, where: str, taken: Collection[str]) -> list[HanseError]:
    """Return what is wrong with one entry."""
    place = f"{where}, {id}"
    if not isinstance(table, Mapping):
        what = f"{id} is {table!r} and not an indicator"
        return [InputError(what, where=where, mend=f"Write a table [{id}].")]
    found: list[HanseError] = []
    if not re.fullmatch(r"[a-z][a-z0-9_]*", id):
        mend = "Write an id in small letters, digits and underscores."
        found.append(InputError(f"'{id}' is no id", where=place, mend=mend))
    if id in taken:
        mend = "Take another id: numbers of two definitions must not be mixed."
        found.append(InputError(f"'{id}' is in the catalogue of hanse", where=place, mend=mend))
    found += [unknown_name("key", key, _KEYS, where=place) for key in table if key not in _KEYS]
    missing = [key for key in _KEYS if table.get(key, "") == ""]
    if missing:
        verb = "is" if len(missing) == 1 else "are"
        mend = "Fill every key; a bound that there is not is inf."
        found.append(InputError(f"{', '.join(missing)} {verb} empty", where=place, mend=mend))
    for key in _TEXTS:
        if key in table and not isinstance(table[key], str):
            what = f"{key} is {table[key]!r}"
            found.append(InputError(what, where=place, mend="Write text in quotes."))
    for key, choices in (("level", LEVELS), ("direction", DIRECTIONS)):
        given = table.get(key)
        if isinstance(given, str) and given and given not in choices:
            found.append(unknown_name(key, given, choices, where=place))
    return found + _wrong_bounds(table, place)


def _wrong_bounds(table: Mapping[str, Any], place: str) -> list[HanseError]:
    """Return what is wrong with the bounds of an entry."""
    given = {key: table[key] for key in _BOUNDS if table.get(key, "") != ""}
    wrong = [key for key, value in given.items() if not _is_number(value)]
    if wrong:
        return [
            InputError(f"{key} is {given[key]!r}", where=place, mend="Write a number, or inf.")
            for key in wrong
        ]
    if len(given) == 2 and not given["low"] < given["high"]:
        what = f"low is {given['low']:g} and high is {given['high']:g}"
        return [InputError(what, where=place, mend="Write the smaller bound as low.")]
    return []


def _is_number(value: object) -> bool:
    """Return whether a value is a number, infinite or not."""
    is_real = isinstance(value, (int, float)) and not isinstance(value, bool)
    return is_real and not math.isnan(float(str(value)))


def _made(id: str, table: Mapping[str, Any]) -> Indicator:
    """Return one entry; an infinite bound is none."""
    bounds = {key: float(table[key]) for key in _BOUNDS}
    low, high = (math.nan if math.isinf(bounds[key]) else bounds[key] for key in _BOUNDS)
    return Indicator(id=id, low=low, high=high, **{key: table[key].strip() for key in _TEXTS})


def _tell(problems: list[HanseError], where: str) -> None:
    """Raise what was found: one problem as it is, several as a list."""
    if len(problems) == 1:
        raise problems[0]
    if problems:
        lines = [f"  - {one}" for one in problems[:_SHOWN]]
        if len(problems) > _SHOWN:
            lines.append(f"  - and {len(problems) - _SHOWN:,} more")
        raise InputError("\n".join([f"{len(problems):,} problems:", *lines]), where=where)
