"""Reading a sheet from TOML, with an error that names the field for whatever does not fit."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hanse.errors import InputError, unknown_name
from hanse.evidence.sheets.sheet_model import (
    TYPES,
    Choice,
    Dependence,
    Field,
    OverallRule,
    OverallStep,
    Sheet,
)

__all__ = ["read_sheet"]

_ID = re.compile(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*")
_HEAD = ("id", "title", "version", "purpose", "unit", "source", "help")
_FIELD = (
    *("id", "label", "help", "type", "choices", "required", "depends_on", "unit", "low", "high"),
    *("section", "evidence", "direction", "source", "beside", "critical"),
)
_TAKEN = ("sheet", "version", "person", "record", "about")
_Table = Mapping[str, Any]


def read_sheet(source: str | os.PathLike[str]) -> Sheet:
    """Read a sheet.

    Parameters
    ----------
    source : path or str
        A TOML file, or the TOML itself (a text of several lines).

    Returns
    -------
    Sheet
        With a column for everything that stands beside a field, such as ``networks.place``.

    Raises
    ------
    InputError
        If the file cannot be read, is no TOML, or a key or value does not fit; with the field.

    Examples
    --------
    >>> sheet = read_sheet('''
    ... [sheet]
    ... id = "tiny"
    ... title = "Tiny"
    ... version = "1"
    ... purpose = "coding"
    ... unit = "report × cluster"
    ... [[fields]]
    ... id = "exports"
    ... label = "Does it export?"
    ... type = "yes-no-unknown"
    ... required = true
    ... ''')
    >>> sheet.columns
    ('sheet', 'version', 'person', 'record', 'cluster', 'about', 'exports')
    """
    text, name = _text_of(source)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"is no TOML: {error}", where=name, mend="Correct that line.") from error
    _check_keys(data, ("sheet", "fields", "beside", "overall"), name)
    head = _table(data, "sheet", name)
    _check_keys(head, _HEAD, f"{name}, [sheet]")
    words = {key: _text(head, key, f"{name}, [sheet]", needed=key in _HEAD[:5]) for key in _HEAD}
    _check_head(words, f"{name}, [sheet]")
    besides = {
        _text(one, "id", f"{name}, [[beside]] {number}", needed=True): one
        for number, one in enumerate(_tables(data, "beside", name), start=1)
    }
    fields: list[Field] = []
    for number, one in enumerate(_tables(data, "fields", name), start=1):
        where = f"{name}, [[fields]] {number} ({one.get('id', 'no id')})"
        fields += _with_beside(one, besides, fields, where)
    if not fields:
        raise InputError("there is no field", where=name, mend="Add [[fields]].")
    part = words["unit"].partition(" × ")[2]
    for field in fields:
        if field.id in (*_TAKEN, part):
            where = f"{name}, [[fields]] ({field.id})"
            raise InputError("the id is taken by hanse", where=where, mend="Choose another id.")
    rule = _overall(_table(data, "overall", name), fields, name) if "overall" in data else None
    if (rule is not None) != (words["purpose"] == "appraisal"):
        mend = "Give an [overall] rule with an appraisal, and none with a coding."
        raise InputError(f"purpose is {words['purpose']}", where=name, mend=mend)
    return Sheet(**words, fields=tuple(fields), overall=rule)


def _text_of(source: str | os.PathLike[str]) -> tuple[str, str]:
    """Return the TOML and the name that errors call it by."""
    if isinstance(source, str) and "\n" in source:
        return source, "the sheet"
    path = Path(source)
    if not path.is_file():
        raise InputError(f"there is no file '{path.name}'", where=str(path.parent))
    try:
        return path.read_bytes().decode("utf-8-sig"), path.name
    except UnicodeDecodeError as error:
        raise InputError("not UTF-8", where=path.name, mend="Save the file as UTF-8.") from error


def _check_head(words: Mapping[str, str], where: str) -> None:
    """Refuse ids, purposes and units that cannot be."""
    if not _ID.fullmatch(words["id"]):
        raise InputError(f"id is '{words['id']}'", where=where, mend=_ID_MEND)
    if words["purpose"] not in ("coding", "appraisal"):
        raise unknown_name("purpose", words["purpose"], ("coding", "appraisal"), where=where)
    report, sign, part = words["unit"].partition(" × ")
    if report != "report" or (sign and not _ID.fullmatch(part)) or part in _TAKEN:
        mend = 'Write "report", or "report × cluster" with a word of your own.'
        raise InputError(f"unit is '{words['unit']}'", where=where, mend=mend)


_ID_MEND = "Use small letters, digits, - and _, such as public_agencies."


def _with_beside(
    one: _Table, besides: Mapping[str, _Table], before: Sequence[Field], where: str
) -> list[Field]:
    """Return a field and what stands beside it."""
    _check_keys(one, _FIELD, where)
    names = _texts(one, "beside", where)
    made = _field(one, before, where)
    found = [made]
    for name in names:
        if name not in besides:
            raise unknown_name("[[beside]]", name, besides, where=where)
        other = _field(besides[name], [], f"{where}, beside {name}", beside=made.id)
        found.append(other)
    known = {field.id for field in before}
    for field in found:
        if field.id in known:
            raise InputError(f"the id '{field.id}' stands twice", where=where, mend="Change one.")
    return found


def _field(one: _Table, before: Sequence[Field], where: str, *, beside: str = "") -> Field:
    """Return one field."""
    _check_keys(one, _FIELD, where)
    name = _text(one, "id", where, needed=True)
    kind = _text(one, "type", where, needed=True)
    if not _ID.fullmatch(name):
        raise InputError(f"id is '{name}'", where=where, mend=_ID_MEND)
    if kind not in TYPES:
        raise unknown_name("type", kind, TYPES, where=where)
    choices = _choices(one.get("choices", []), where)
    if (kind in ("choice", "several")) != bool(choices):
        mend = "Give choices with choice and several, and with nothing else."
        raise InputError(f"type is {kind} with {len(choices)} choices", where=where, mend=mend)
    low, high = _number(one, "low", where), _number(one, "high", where)
    if kind not in ("number", "whole") and (low is not None or high is not None):
        raise InputError(f"type is {kind} with a bound", where=where, mend="Take it out.")
    return Field(
        id=f"{beside}.{name}" if beside else name,
        label=_text(one, "label", where, needed=True),
        help=_text(one, "help", where),
        type=kind,
        choices=choices,
        required=_required(one, where, is_beside=bool(beside)),
        depends_on=_dependence(one, before, where),
        unit=_text(one, "unit", where),
        low=low,
        high=high,
        section=_text(one, "section", where),
        evidence=_text(one, "evidence", where),
        direction=_text(one, "direction", where),
        source=_text(one, "source", where),
        beside=beside,
        is_critical=_required({"required": one.get("critical", False)}, where) == "always",
    )


def _required(one: _Table, where: str, *, is_beside: bool = False) -> str:
    """Return when a field must be filled in."""
    value = one.get("required", False)
    if value is True or value is False:
        return "always" if value else ""
    if value == "answered" and is_beside:
        return "answered"
    mend = 'Write true or false; beside a field also "answered".'
    raise InputError(f"required or critical is {value!r}", where=where, mend=mend)


def _dependence(one: _Table, before: Sequence[Field], where: str) -> Dependence | None:
    """Return when a field is asked."""
    if "depends_on" not in one:
        return None
    table = _table(one, "depends_on", where)
    _check_keys(table, ("field", "is"), f"{where}, depends_on")
    name = _text(table, "field", where, needed=True)
    earlier = {field.id: field for field in before if field.options}
    if name not in earlier:
        raise unknown_name("earlier field with choices", name, earlier, where=where)
    answers = _texts(table, "is", where)
    known = [choice.id for choice in earlier[name].options]
    for answer in answers:
        if answer not in known:
            raise unknown_name("answer", answer, known, where=f"{where}, depends_on")
    if not answers:
        raise InputError("depends_on has no answer", where=where, mend='Write is = ["yes"].')
    return Dependence(name, answers)


def _choices(value: Any, where: str) -> tuple[Choice, ...]:
    """Return the choices of a field."""
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        mend = 'Write choices = [{id = "a", label = "A"}, …].'
        raise InputError("choices is no list of tables", where=where, mend=mend)
    made = []
    for each in value:
        _check_keys(each, ("id", "label", "help"), f"{where}, choices")
        name = _text(each, "id", where, needed=True)
        if not _ID.fullmatch(name):
            raise InputError(f"the id of a choice is '{name}'", where=where, mend=_ID_MEND)
        made.append(Choice(name, _text(each, "label", where) or name, _text(each, "help", where)))
    words = [word.casefold() for one in made for word in {one.id, one.label.casefold()}]
    for word in words:
        if words.count(word) > 1:
            raise InputError(f"the choice '{word}' stands twice", where=where, mend="Change one.")
    return tuple(made)


def _overall(table: _Table, fields: Sequence[Field], name: str) -> OverallRule:
    """Return the rule of the overall judgement."""
    where = f"{name}, [overall]"
    _check_keys(table, ("judgements", "steps", "otherwise", "says"), where)
    judgements = _choices(table.get("judgements", []), where)
    known = [one.id for one in judgements]
    items = [one for one in fields if one.type == "judgement"]
    if not items:
        raise InputError("no field is a judgement", where=where, mend='Set type = "judgement".')
    steps = []
    for number, one in enumerate(_tables(table, "steps", where), start=1):
        at = f"{where}, step {number}"
        _check_keys(one, ("judgement", "items", "answers", "least", "says"), at)
        step = OverallStep(
            _text(one, "judgement", at, needed=True),
            _text(one, "items", at, needed=True),
            _texts(one, "answers", at),
            int(_number(one, "least", at) or 1),
            _text(one, "says", at, needed=True),
        )
        _check_step(step, known, items, at)
        steps.append(step)
    otherwise = _text(table, "otherwise", where, needed=True)
    if otherwise not in known:
        raise unknown_name("judgement", otherwise, known, where=where)
    return OverallRule(judgements, tuple(steps), otherwise, _text(table, "says", where))


def _check_step(step: OverallStep, known: Sequence[str], items: Sequence[Field], at: str) -> None:
    """Refuse a step that can never hold or names what is not there."""
    if step.judgement not in known:
        raise unknown_name("judgement", step.judgement, known, where=at)
    if step.items not in ("critical", "all"):
        raise unknown_name("kind of items", step.items, ("critical", "all"), where=at)
    answers = [choice.id for choice in items[0].options]
    for answer in step.answers:
        if answer not in answers:
            raise unknown_name("answer", answer, answers, where=at)
    there = [one for one in items if step.items == "all" or one.is_critical]
    if not step.answers or not 1 <= step.least <= len(there):
        mend = f"Name answers, and give least from 1 to {len(there)}."
        raise InputError(f"the step asks for {step.least} items", where=at, mend=mend)


def _check_keys(table: _Table, known: Sequence[str], where: str) -> None:
    """Refuse a key that nobody reads."""
    for key in table:
        if key not in known:
            raise unknown_name("key", key, known, where=where)


def _table(data: _Table, key: str, where: str) -> _Table:
    """Return a table of a table."""
    if not isinstance(data.get(key), dict):
        raise InputError(f"there is no table [{key}]", where=where, mend=f"Add [{key}].")
    found: _Table = data[key]
    return found


def _tables(data: _Table, key: str, where: str) -> list[_Table]:
    """Return a list of tables, empty where there is none."""
    found = data.get(key, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise InputError(f"{key} is no list of tables", where=where, mend=f"Write [[{key}]].")
    return found


def _text(table: _Table, key: str, where: str, *, needed: bool = False) -> str:
    """Return a text, its lines joined; empty where it is not needed and not there."""
    value = table.get(key, "")
    if not isinstance(value, str):
        raise InputError(f"{key} is {value!r}", where=where, mend="Write a text in quotes.")
    if needed and not value.strip():
        raise InputError(f"{key} is missing", where=where, mend=f"Add {key}.")
    return " ".join(value.split())


def _texts(table: _Table, key: str, where: str) -> tuple[str, ...]:
    """Return a list of texts."""
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise InputError(f"{key} is {value!r}", where=where, mend='Write ["a", "b"].')
    return tuple(value)


def _number(table: _Table, key: str, where: str) -> float | None:
    """Return a number, None where there is none."""
    value = table.get(key)
    if value is not None and (isinstance(value, bool) or not isinstance(value, (int, float))):
        raise InputError(f"{key} is {value!r}", where=where, mend="Write a number.")
    return None if value is None else float(value)
