"""Values of the tables of a protocol file, each of its kind or a problem with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hanse.tables.mapping.problems import Problems

__all__ = ["choice", "entries", "flag", "keys", "share", "text", "texts", "whole"]

Table = Mapping[str, Any]


def keys(table: Table, known: Sequence[str], at: str, problems: Problems) -> None:
    """Remember each key that does not exist."""
    for key in table:
        if key not in known:
            problems.unknown("key", str(key), known, at=at)


def text(table: Table, key: str, at: str, problems: Problems, *, needed: bool = False) -> str:
    """Return a text without blanks around it, empty where there is none."""
    found = table.get(key, "")
    if not isinstance(found, str):
        problems.add(f"{key} is {found!r}", at=at, mend=f'Write {key} = "...".')
        return ""
    if needed and not found.strip():
        problems.add(f"{key} is empty", at=at, mend=f'Write {key} = "...".')
    return found.strip()


def texts(table: Table, key: str, at: str, problems: Problems) -> tuple[str, ...]:
    """Return a list of texts, each once, empty where there is none."""
    found = table.get(key, [])
    if isinstance(found, list) and all(isinstance(one, str) and one.strip() for one in found):
        stripped = [one.strip() for one in found]
        for one in sorted({one for one in stripped if stripped.count(one) > 1}):
            problems.add(f"{key} names {one!r} twice", at=at, mend="Take one of them out.")
        return tuple(dict.fromkeys(stripped))
    problems.add(f"{key} is {found!r}", at=at, mend=f'Write {key} = ["...", "..."].')
    return ()


def flag(table: Table, key: str, default: bool, at: str, problems: Problems) -> bool:
    """Return true or false."""
    found = table.get(key, default)
    if isinstance(found, bool):
        return found
    problems.add(f"{key} is {found!r}", at=at, mend="Write true or false.")
    return default


def whole(
    table: Table, key: str, default: int, at: str, problems: Problems, *, low: int, high: int
) -> int:
    """Return a whole number between two bounds, both allowed."""
    found = table.get(key, default)
    if isinstance(found, int) and not isinstance(found, bool) and low <= found <= high:
        return found
    mend = f"Give a whole number from {low} to {high}, without quotes."
    problems.add(f"{key} is {found!r}", at=at, mend=mend)
    return default


def share(table: Table, key: str, default: float, at: str, problems: Problems) -> float:
    """Return a share above 0 and below 1."""
    found = table.get(key, default)
    if isinstance(found, float) and 0 < found < 1:
        return found
    mend = "Give a share above 0 and below 1, such as 0.95."
    problems.add(f"{key} is {found!r}", at=at, mend=mend)
    return default


def choice(
    table: Table, key: str, default: str, known: Sequence[str], at: str, problems: Problems
) -> str:
    """Return one of some words."""
    found = text(table, key, at, problems) if key in table else default
    if found in known:
        return found
    if isinstance(table.get(key), str):
        problems.unknown(key, found, known, at=at)
    return default


def entries(data: Table, key: str, problems: Problems) -> list[tuple[str, Table]]:
    """Return the tables of a list with their places in words."""
    found = data.get(key, [])
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        problems.add(f"{key} is {found!r}", mend=f"Write each in a table of its own: [[{key}]].")
        return []
    return [(_place(key, i, one), one) for i, one in enumerate(found, start=1)]


def _place(key: str, number: int, table: Table) -> str:
    """Return which entry of a list it is, with its id where it has one."""
    id = table.get("id")
    said = f" ({id})" if isinstance(id, str) and id.strip() else ""
    return f"[[{key}]] {number}{said}"
