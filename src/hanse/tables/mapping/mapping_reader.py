"""From a mapping file to its rules; everything that is wrong with it is told together."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hanse.errors import InputError
from hanse.tables.mapping import settings
from hanse.tables.mapping.column_rules import column_rule
from hanse.tables.mapping.money_rules import currency_of, deflator_of
from hanse.tables.mapping.problems import Problems
from hanse.tables.mapping.rules import ColumnRule, FileRule, Rules
from hanse.tables.mapping.schema import Schema

__all__ = ["MappingSource", "rules_of"]

MappingSource = str | os.PathLike[str] | Mapping[str, Any] | None

_SECTIONS = ("file", "columns", "currency", "deflator")
_FILE_KEYS = ("decimal", "delimiter", "encoding", "sheet", "missing")


def rules_of(mapping: MappingSource, schema: Schema) -> tuple[Rules, Problems]:
    """Return the rules of a mapping and what is wrong with it so far.

    Parameters
    ----------
    mapping : path, mapping or None
        A TOML file, what it would hold, or None for none.
    schema : Schema
        The fields that there are.

    Raises
    ------
    InputError
        If there is no such file or it is not TOML.
    """
    name, folder, data = _opened(mapping)
    problems = Problems(name)
    settings.known_keys(data, _SECTIONS, "", problems)
    file = _file(settings.section(data, "file", problems) or {}, problems)
    columns = _columns(settings.section(data, "columns", problems) or {}, schema, problems)
    money = settings.section(data, "currency", problems)
    prices = settings.section(data, "deflator", problems)
    currency = None if money is None else currency_of(money, folder, problems)
    deflator = None if prices is None else deflator_of(prices, folder, problems)
    return Rules(name, file, columns, currency, deflator), problems


def _opened(mapping: MappingSource) -> tuple[str, Path, Mapping[str, Any]]:
    """Return name, folder and content of a mapping."""
    if mapping is None or isinstance(mapping, Mapping):
        return "mapping", Path(), mapping or {}
    path = Path(mapping)
    if not path.is_file():
        raise InputError(
            f"there is no mapping file {path}", mend="Check its path, or read without a mapping."
        )
    try:
        return path.name, path.parent, tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(
            f"not TOML: {error}", where=path.name, mend="Save it in the encoding UTF-8."
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"not TOML: {error}", where=path.name, mend="Mend that line.") from error


def _file(table: Mapping[str, Any], problems: Problems) -> FileRule:
    """Return what ``[file]`` says."""
    at = "[file]"
    settings.known_keys(table, _FILE_KEYS, at, problems)
    decimal = settings.text(table, "decimal", at, problems)
    if decimal not in (None, ".", ","):
        problems.unknown("decimal sign", decimal, (".", ","), at=at)
        decimal = None
    return FileRule(
        decimal,
        settings.text(table, "delimiter", at, problems),
        settings.text(table, "encoding", at, problems),
        settings.text(table, "sheet", at, problems),
        settings.texts(table, "missing", at, problems),
    )


def _columns(table: Mapping[str, Any], schema: Schema, problems: Problems) -> dict[str, ColumnRule]:
    """Return what the sections of columns say, by our name."""
    rules = {}
    for name, said in table.items():
        at = f"[columns.{name}]"
        if name not in schema.names:
            problems.unknown("field", str(name), schema.names, at=at)
        elif not isinstance(said, (Mapping, str)):
            problems.add(f"{name} is {said!r}", at=at, mend=f'Write {at} and column = "...".')
        else:
            found = {"column": said} if isinstance(said, str) else said
            rules[name] = column_rule(found, schema.field(name), at, problems)
    return rules
