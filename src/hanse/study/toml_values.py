"""Single values of a study file, each refused with its place where it is of the wrong kind."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hanse.errors import InputError, unknown_name

__all__ = [
    "check_keys",
    "file_of",
    "flag_of",
    "names_of",
    "not_toml",
    "number_of",
    "table_of",
    "text_of",
    "whole_of",
]


_COMMA = re.compile(r"=\s*([+-]?\d+),(\d+)\s*(?:#.*)?$")
_WORD = re.compile(r"[^\W\d][\w~*.-]*")


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


def file_of(folder: Path, name: str, where: str) -> Path:
    """Return the path of a file of the study folder, an error where it is not there."""
    path = folder / name
    if not path.is_file():
        raise InputError(f"there is no file {name}", where=where, mend="Put it into the folder.")
    return path


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


def seed_of(table: Mapping[str, Any], where: str) -> int:
    """Return the seed of what is drawn at random, a whole number from 0.

    Examples
    --------
    >>> seed_of({}, "[actors]"), seed_of({"seed": 7}, "[actors]")
    (0, 7)
    """
    value = number_of(table, "seed", 0, where)
    if not float(value).is_integer() or value < 0:
        raise InputError(f"seed is {value}", where=where, mend="Give a whole number from 0.")
    return int(value)


def flag_of(table: Mapping[str, Any], key: str, default: bool, where: str) -> bool:
    """Return whether something holds.

    Examples
    --------
    >>> flag_of({}, "second", True, "[observatory.suppression]")
    True
    """
    value = table.get(key, default)
    if not isinstance(value, bool):
        raise InputError(f"{key} is {value!r}", where=where, mend="Write true or false.")
    return value


def not_toml(path: Path, error: ValueError) -> InputError:
    """Return the error for a file that is not TOML, with the line and what to write instead."""
    said = str(error)
    if isinstance(error, UnicodeDecodeError):
        return InputError(
            f"not TOML: {said}", where=path.name, mend="Save it in the encoding UTF-8."
        )
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    found = re.search(r"at line (\d+), column (\d+)", said)
    last = max((i for i, text in enumerate(lines, start=1) if text.strip()), default=0)
    number = int(found[1]) if found else last
    line = lines[number - 1].rstrip() if 0 < number <= len(lines) else ""
    rest = line[int(found[2]) - 1 :] if found else ""
    return InputError(
        f"not TOML: {said}; line {number} is: {line.strip()[:80]}",
        where=path.name,
        mend=toml_hint(line, rest),
    )


def toml_hint(line: str, rest: str) -> str:
    """Return what to write in a line that is not TOML, empty where nothing is known.

    Parameters
    ----------
    line : str
        The whole line.
    rest : str
        What stands from the place on that cannot be read.

    Examples
    --------
    >>> toml_hint("consistency = 0,8", ",8")
    'Write 0.8 with a point.'
    >>> toml_hint("outcome = Export_share", "Export_share")
    'Text needs quotes: "Export_share".'
    """
    comma = _COMMA.search(line)
    if comma:
        return f"Write {comma[1]}.{comma[2]} with a point."
    if re.search("[“”„‟«»]", line):
        return 'Write straight quotes: "text".'
    if line.rstrip().endswith("="):
        return "Write a value behind the sign =."
    word = _WORD.match(rest)
    if word and word[0].casefold() in ("true", "false"):
        return f"Write {word[0].casefold()} in lower case."
    if word and ("=" in line[: -len(rest)] or "=" not in line):
        return f'Text needs quotes: "{word[0]}".'
    if rest.startswith("%"):
        return "Write the number without the per cent sign, a share as 0.8."
    return ""
