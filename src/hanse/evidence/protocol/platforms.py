"""What each platform understands, read from ``platforms.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from hanse.errors import unknown_name
from hanse.result import Record

__all__ = ["LANGUAGES", "PLATFORMS", "Platform", "platform"]


@dataclass(frozen=True)
class Platform(Record, kind="search-platform"):
    """The syntax and the limits of one platform; the head of ``platforms.toml`` explains each.

    ``checked`` says where the facts were read or that they were not, ``date`` when; 0 for
    ``max_connectors`` and ``max_characters`` means that no limit is known.
    """

    id: str
    name: str
    checked: str
    date: str
    both: str = "AND"
    either: str = "OR"
    without: str = "NOT"
    codes: tuple[tuple[str, str], ...] = ()
    template: str = ""
    tag_each: bool = False
    joint: str = ""
    boxes: tuple[tuple[str, str], ...] = ()
    exact: tuple[str, ...] = ()
    truncation: str = ""
    least: int = 0
    phrases: bool = False
    bare_phrases: bool = False
    hyphen_is_blank: bool = False
    nesting: bool = True
    max_connectors: int = 0
    max_characters: int = 0
    counted: str = "signs"
    years: tuple[str, ...] = ()
    open_years: tuple[int, ...] = ()
    languages: str = ""
    journal: str = ""
    issn: str = ""
    stop_words: tuple[str, ...] = ()
    title_prefix: str = ""
    words: bool = False
    folds: bool = False
    notes: tuple[str, ...] = ()


def platform(id: str, *, where: str = "") -> Platform:
    """Return a platform by its name in ``platforms.toml``.

    Raises
    ------
    InputError
        If there is none of that name; the nearest is named.

    Examples
    --------
    >>> platform("sciencedirect").max_connectors
    8
    """
    found = _read()[0]
    if id not in found:
        raise unknown_name("platform", id, PLATFORMS, where=where)
    return found[id]


@lru_cache(maxsize=1)
def _read() -> tuple[dict[str, Platform], dict[str, tuple[str, str]]]:
    """Return the platforms and the languages of the file."""
    text = (files("hanse.evidence.protocol") / "platforms.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    languages = {name: (codes[0], codes[1]) for name, codes in data.pop("languages").items()}
    return {id: _made(id, table) for id, table in data.items()}, languages


def _made(id: str, table: Mapping[str, Any]) -> Platform:
    """Return one platform."""
    names = {"and": "both", "or": "either", "not": "without"}
    values: dict[str, Any] = {names.get(key, key): value for key, value in table.items()}
    for key in ("codes", "boxes"):
        values[key] = tuple(values.get(key, {}).items())
    for key in ("exact", "years", "open_years", "notes"):
        values[key] = tuple(values.get(key, ()))
    values["stop_words"] = tuple(values.get("stop_words", "").split())
    return Platform(id=id, **values)


PLATFORMS = tuple(_read()[0])
"""Names of the platforms."""
LANGUAGES: Mapping[str, tuple[str, str]] = _read()[1]
"""Languages by English name, with their codes of two and of three letters."""
