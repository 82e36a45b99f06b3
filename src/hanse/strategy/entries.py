"""One table of a TOML file as a data class, every key and kind of value checked."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeVar, get_type_hints

from hanse.errors import HanseError, InputError, unknown_name

__all__ = ["Problems", "entry_from", "many", "one_of", "texts", "when_from"]

Made = TypeVar("Made")


class Problems:
    """Everything that is wrong with a file, told together at the end.

    Parameters
    ----------
    file : str
        Name of the file, the first part of every place.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[HanseError] = []

    def place(self, entry: str) -> str:
        """Return the place of an entry in words."""
        return f"{self.file}, {entry}" if self.file else entry

    def add(self, what: str, *, where: str, mend: str = "") -> None:
        """Remember a problem."""
        self.found.append(InputError(what, where=where, mend=mend))

    def check(self, names: Sequence[str], known: Sequence[str], kind: str, where: str) -> None:
        """Remember each name that does not exist."""
        self.found += [
            unknown_name(kind, name, known, where=where) for name in names if name not in known
        ]

    def tell(self) -> None:
        """Raise what was found: one problem as it is, several as a list."""
        if len(self.found) == 1:
            raise self.found[0]
        if self.found:
            shown = "\n".join(f"  - {one}" for one in self.found)
            raise InputError(
                f"{len(self.found)} problems:\n{shown}",
                where=self.file,
            )


def many(table: Mapping[str, Any], key: str, problems: Problems) -> list[Mapping[str, Any]]:
    """Return the entries of a list of tables, none where it is missing."""
    value = table.get(key, [])
    if not isinstance(value, list) or any(not isinstance(one, Mapping) for one in value):
        problems.add(
            f"{key} is no list of tables", where=problems.file, mend=f"Write [[{key}]] above each."
        )
        return []
    return value


def entry_from(
    cls: type[Made],
    table: Mapping[str, Any],
    where: str,
    choices: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> Made:
    """Return the data class that a table of settings describes.

    What can be chosen for a key is told where the key is missing.

    Raises
    ------
    InputError
        If a key is unknown or missing, or a value is of the wrong kind.
    """
    fields = {one.name: one for one in dataclasses.fields(cls)}  # type: ignore[arg-type]
    hints = get_type_hints(cls)
    for key in table:
        if key not in fields:
            raise unknown_name("key", key, list(fields), where=where)
    for name, one in fields.items():
        required = one.default is dataclasses.MISSING and one.default_factory is dataclasses.MISSING
        if required and name not in table and hints[name] != str | None:
            raise InputError(
                f"{name} is missing", where=where, mend=_example(name, hints[name], choices)
            )
    optional = {name: None for name in fields if hints[name] == str | None and name not in table}
    values = {key: _value(key, value, hints[key], where) for key, value in table.items()}
    return cls(**values, **optional)


def _example(name: str, hint: Any, choices: Mapping[str, Sequence[str]]) -> str:
    """Return how to write a key that is missing."""
    if name in choices:
        return f"Choose from: {', '.join(choices[name])}."
    if str(hint).startswith("tuple"):
        return f'Write {name} = ["a", "b"].'
    return (
        f'Write {name} = "...".' if hint is str else f'Write {name} = {{ a = "...", b = "..." }}.'
    )


def one_of(value: str, choices: Sequence[str], kind: str, where: str) -> None:
    """Refuse a value that is none of the choices."""
    if value not in choices:
        raise unknown_name(kind, value, choices, where=where)


def texts(value: Any, key: str, where: str) -> tuple[str, ...]:
    """Return a list of texts."""
    if not isinstance(value, list) or any(not isinstance(one, str) for one in value):
        raise InputError(f"{key} is {value!r}", where=where, mend=f'Write {key} = ["a", "b"].')
    return tuple(value)


def when_from(value: Any, key: str, where: str) -> dict[str, tuple[str, ...]]:
    """Return questions with the answers that are asked for: ``{ size = "medium" }``."""
    if not isinstance(value, Mapping):
        raise InputError(
            f"{key} is {value!r}", where=where, mend=f'Write {key} = {{ question = "answer" }}.'
        )
    found = {}
    for name, asked in value.items():
        listed = [asked] if isinstance(asked, str) else asked
        found[name] = texts(listed, f"{key}.{name}", where)
    return found


def _value(key: str, value: Any, hint: Any, where: str) -> Any:
    """Return a value as the type of its field."""
    said = str(hint)
    if hint is bool:
        return _typed(value, bool, key, where, "true or false")
    if hint is int:
        if isinstance(value, bool):
            value = "yes"
        return _typed(value, int, key, where, "a whole number")
    if hint is str or hint == str | None:
        number = isinstance(value, int) and not isinstance(value, bool)
        return str(value) if number else _typed(value, str, key, where, "text in quotes")
    if said == "tuple[tuple[str, ...], ...]":
        if not isinstance(value, list):
            raise InputError(f"{key} is {value!r}", where=where, mend=f'Write {key} = [["a"]].')
        return tuple(texts(one, key, where) for one in value)
    if said.startswith("tuple"):
        return texts(value, key, where)
    if "tuple" in said:
        return when_from(value, key, where)
    found = _typed(value, Mapping, key, where, "a table of texts")
    return {name: _typed(one, str, f"{key}.{name}", where, "text") for name, one in found.items()}


def _typed(value: Any, kind: type, key: str, where: str, words: str) -> Any:
    """Return the value if it is of its kind."""
    if not isinstance(value, kind):
        raise InputError(f"{key} is {value!r}", where=where, mend=f"Write {words}.")
    return value
