"""From answers of a sheet to coded cells: case, condition, value, place, paraphrase."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hanse.errors import InputError, unknown_name
from hanse.evidence.coding import CodedCell
from hanse.evidence.sheets.adjudication import FinalSheet
from hanse.evidence.sheets.filled import FilledSheet, Unit
from hanse.evidence.sheets.sheet_model import Field, Sheet
from hanse.messages import plural
from hanse.result import Record

__all__ = ["ConditionRule", "to_coded_cells"]

_UNKNOWN, _NOWHERE = "unknown", "not reported"


@dataclass(frozen=True)
class ConditionRule(Record, kind="condition-rule"):
    """How one condition follows from one field.

    Attributes
    ----------
    condition : str
        Name of the condition, such as ``MNC``.
    field : str
        The field that it follows from.
    values : mapping of str to str
        Answer → value; answers that are not in it are unknown. Empty for numbers, which are taken
        as they are.
    choice : str
        Of a field that may have several: 1 where this choice is named, 0 where others are.
    """

    condition: str
    field: str
    values: Mapping[str, str] = dataclasses.field(default_factory=lambda: {"yes": "1", "no": "0"})
    choice: str = ""


def to_coded_cells(
    filled: FilledSheet | FinalSheet,
    rules: Sequence[ConditionRule],
    *,
    cases: Mapping[Unit, str] | None = None,
) -> tuple[CodedCell, ...]:
    """Return answers as coded cells, the form in which a study takes its cases.

    Parameters
    ----------
    filled : FilledSheet or FinalSheet
        The answers.
    rules : sequence of ConditionRule
        The conditions, in their order.
    cases : mapping of (record, part) to str, optional
        The case that each unit belongs to; several units may be one case, and units that it leaves
        out are left out. Without it each unit is a case, ``record`` or ``record: part``.

    Returns
    -------
    tuple of CodedCell
        Each case with each condition. No answer, unknown, and answers without a value are
        ``unknown`` with the place ``not reported``. Of units of one case the known value stands,
        with all places.

    Raises
    ------
    InputError
        If a field, choice or answer of a rule or a unit of ``cases`` does not exist, a condition
        stands twice, or units of one case contradict each other; all contradictions together.
    """
    for rule in rules:
        _check(filled.sheet, rule, [one.condition for one in rules])
    units = filled.units()
    for unit in cases or {}:
        if unit not in units:
            shown = [" / ".join(filter(None, one)) for one in units]
            raise unknown_name("unit", " / ".join(filter(None, unit)), shown, where="cases")
    members: dict[str, list[Unit]] = {}
    for unit in units:
        if cases is None or unit in cases:
            name = cases[unit] if cases else ": ".join(filter(None, unit))
            members.setdefault(name, []).append(unit)
    cells, against = [], []
    for case, own in members.items():
        for rule in rules:
            found = {
                unit: value
                for unit in own
                if (value := _value(filled.sheet, rule, units[unit])) != _UNKNOWN
            }
            if len(set(found.values())) > 1:
                said = ", ".join(f"{unit[0]} says {value}" for unit, value in found.items())
                against.append(f"{case}, {rule.condition}: {said}")
                continue
            cells.append(_cell(case, rule, found, units, is_one=len(own) == 1))
    if against:
        raise InputError(
            f"{plural(len(against), 'cell')} with contradicting reports: {'; '.join(against)}",
            mend="Make them cases of their own, or settle the answers first.",
        )
    return tuple(cells)


def _check(sheet: Sheet, rule: ConditionRule, conditions: Sequence[str]) -> None:
    """Refuse a rule that cannot be followed."""
    where = f"rule of {rule.condition}"
    one: Field = sheet.field(rule.field, where=where)
    if conditions.count(rule.condition) > 1:
        raise InputError("the condition stands twice", where=where, mend="Keep one rule.")
    known = [choice.id for choice in one.options]
    if (one.type == "several") != bool(rule.choice):
        mend = "Name a choice for a field that may have several, and for no other."
        raise InputError(f"{one.id} is of type {one.type}", where=where, mend=mend)
    if rule.choice and rule.choice not in known:
        raise unknown_name("choice", rule.choice, known, where=where)
    if one.type == "several" or not known:
        return
    for answer in rule.values:
        if answer not in known:
            raise unknown_name("answer", answer, known, where=where)
    if not rule.values:
        raise InputError("there is no value", where=where, mend='Give values={"yes": "1", …}.')


def _value(sheet: Sheet, rule: ConditionRule, answers: Mapping[str, str]) -> str:
    """Return the value of a condition for one unit."""
    said = answers.get(rule.field, "")
    if not said:
        return _UNKNOWN
    if rule.choice:
        return "1" if rule.choice in said.split("; ") else "0"
    if sheet.field(rule.field).options:
        return rule.values.get(said, _UNKNOWN)
    return rule.values.get(said, said)


def _cell(
    case: str,
    rule: ConditionRule,
    found: Mapping[Unit, str],
    units: Mapping[Unit, Mapping[str, str]],
    *,
    is_one: bool,
) -> CodedCell:
    """Return the cell of a case, with the places and paraphrases of the units it rests on."""
    if not found:
        return CodedCell(case, rule.condition, _UNKNOWN, _NOWHERE, "")
    beside = {
        name: "; ".join(
            text if is_one else f"{unit[0]}: {text}"
            for unit in found
            if (text := units[unit].get(f"{rule.field}.{name}", ""))
        )
        for name in ("place", "paraphrase")
    }
    value = next(iter(found.values()))
    return CodedCell(case, rule.condition, value, beside["place"], beside["paraphrase"])
