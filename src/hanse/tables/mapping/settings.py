"""Values of a TOML table, each of its kind or a problem."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from hanse.tables.mapping.problems import Problems

__all__ = ["flag", "known_keys", "number", "plain_text", "section", "text", "texts", "year"]

_YEAR = re.compile(r"[0-9]{4}")


def section(data: Mapping[str, Any], key: str, problems: Problems) -> Mapping[str, Any] | None:
    """Return a table of the file, None where it is missing or is none."""
    found = data.get(key)
    if found is None or isinstance(found, Mapping):
        return found
    problems.add(f"{key} is {found!r}", mend=f"Write [{key}] on a line.")
    return None


def known_keys(table: Mapping[str, Any], known: Sequence[str], at: str, problems: Problems) -> None:
    """Remember each key of a table that does not exist."""
    for key in table:
        if str(key) not in known:
            problems.unknown("key", str(key), known, at=at)


def text(table: Mapping[str, Any], key: str, at: str, problems: Problems) -> str | None:
    """Return a text, None where it is missing or is none."""
    found = table.get(key)
    if found is None or isinstance(found, str):
        return found
    problems.add(f"{key} is {found!r}", at=at, mend=f'Write {key} = "...".')
    return None


def plain_text(table: Mapping[str, Any], key: str, at: str, problems: Problems) -> str | None:
    """Return a text, a number or a yes or no as text, None where it is missing or none of them."""
    found = table.get(key)
    if found is None:
        return None
    if isinstance(found, bool):
        return "true" if found else "false"
    if isinstance(found, (str, int, float)):
        return str(found).strip()
    problems.add(f"{key} is {found!r}", at=at, mend=f'Write {key} = "...".')
    return None


def texts(table: Mapping[str, Any], key: str, at: str, problems: Problems) -> tuple[str, ...]:
    """Return a list of texts, empty where it is missing or is none; numbers become texts."""
    found = table.get(key, [])
    plain = (str, int, float)
    if isinstance(found, (list, tuple)) and all(isinstance(one, plain) for one in found):
        return tuple(str(one).strip() for one in found)
    problems.add(f"{key} is {found!r}", at=at, mend=f'Write {key} = ["a", "b"].')
    return ()


def flag(table: Mapping[str, Any], key: str, at: str, problems: Problems) -> bool:
    """Return true or false, false where it is missing or is neither."""
    found = table.get(key, False)
    if isinstance(found, bool):
        return found
    problems.add(f"{key} is {found!r}", at=at, mend=f"Write {key} = true or leave it out.")
    return False


def number(found: Any, name: str, at: str, problems: Problems) -> float:
    """Return a number above 0, NaN where it is none."""
    is_number = isinstance(found, (int, float)) and not isinstance(found, bool)
    if is_number and math.isfinite(found) and found > 0:
        return float(found)
    problems.add(f"{name} is {found!r}", at=at, mend="Give a number above 0.")
    return math.nan


def year(found: Any, name: str, at: str, problems: Problems) -> str:
    """Return a year as text, empty where it is none."""
    shown = str(found).strip()
    if _YEAR.fullmatch(shown) and not isinstance(found, bool):
        return shown
    problems.add(f"{name} is {found!r}", at=at, mend="Give a year of four digits, such as 2020.")
    return ""
