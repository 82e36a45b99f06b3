"""One section of a mapping: where a field comes from and what its cells mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from hanse.errors import InputError
from hanse.messages import join_names
from hanse.tables.mapping import settings
from hanse.tables.mapping.dates import FORMATS
from hanse.tables.mapping.problems import Problems
from hanse.tables.mapping.rules import ColumnRule
from hanse.tables.mapping.schema import Field
from hanse.tables.mapping.units import NO_UNIT, Unit, parse_unit

__all__ = ["column_rule"]

_ALWAYS = ("column", "value", "shared")
_KEYS = {
    "label": (*_ALWAYS, "codes", "others"),
    "year": _ALWAYS,
    "number": (*_ALWAYS, "unit", "factor"),
    "share": (*_ALWAYS, "unit"),
    "money": (*_ALWAYS, "unit", "factor", "currency"),
    "flag": (*_ALWAYS, "yes", "no"),
    "date": (*_ALWAYS, "format"),
}
_ALL = (*_ALWAYS, "unit", "factor", "currency", "codes", "others", "yes", "no", "format")
_CODE = re.compile(r"[A-Z]{3}")


def column_rule(table: Mapping[str, Any], field: Field, at: str, problems: Problems) -> ColumnRule:
    """Return what a section says; what is wrong with it is remembered.

    Parameters
    ----------
    table : mapping
        The section.
    field : Field
        The field that it is for.
    at : str
        The section's name, for errors.
    problems : Problems
        Takes what is wrong.
    """
    said = _allowed(table, field, at, problems)
    column = settings.text(said, "column", at, problems)
    value = settings.plain_text(said, "value", at, problems)
    if column is not None and not column.strip():
        problems.add("column is empty", at=at, mend="Name the column, or take the line out.")
    if column is not None and value is not None:
        problems.add(
            "column and value are both given",
            at=at,
            mend="Name the column, or give the value that holds for all rows.",
        )
    yes, no = settings.texts(said, "yes", at, problems), settings.texts(said, "no", at, problems)
    both = sorted({one.casefold() for one in yes} & {one.casefold() for one in no})
    if both:
        problems.add(
            f"{join_names([repr(one) for one in both])} means yes and no",
            at=at,
            mend="Take it out of one of them.",
        )
    return ColumnRule(
        column=" ".join((column or "").split()),
        value=value,
        unit=_unit(said, field, at, problems),
        codes=_codes(said, at, problems),
        keeps_others=_keeps_others(said, at, problems),
        yes=yes,
        no=no,
        is_shared=settings.flag(said, "shared", at, problems),
        format=_format(said, at, problems),
    )


def _allowed(table: Mapping[str, Any], field: Field, at: str, problems: Problems) -> dict[str, Any]:
    """Return the keys of a section that its field can have; the others are remembered."""
    settings.known_keys(table, _ALL, at, problems)
    allowed = _KEYS.get("label" if field.kind in ("key", "country", "text") else field.kind)
    allowed = allowed or _KEYS["number"]
    for key in table:
        if key in _ALL and key not in allowed:
            problems.add(
                f"a field of kind {field.kind} has no {key}",
                at=at,
                mend=f"It can have {join_names(allowed)}.",
            )
    return {key: value for key, value in table.items() if key in allowed}


def _format(table: Mapping[str, Any], at: str, problems: Problems) -> str:
    """Return what stands first in the days of a column, empty where that is not stated."""
    stated = settings.text(table, "format", at, problems) or ""
    if stated and stated not in FORMATS:
        problems.unknown("format of dates", stated, FORMATS, at=at)
        return ""
    return stated


def _codes(table: Mapping[str, Any], at: str, problems: Problems) -> dict[str, str] | None:
    """Return their text → ours, None where no codes are given."""
    found = table.get("codes")
    if found is None:
        return None
    plain = (str, int)
    if not isinstance(found, Mapping) or not all(isinstance(one, plain) for one in found.values()):
        problems.add(
            f"codes is {found!r}", at=at, mend='Write codes = { "their text" = "our text" }.'
        )
        return None
    return {str(theirs).strip(): str(ours).strip() for theirs, ours in found.items()}


def _keeps_others(table: Mapping[str, Any], at: str, problems: Problems) -> bool:
    """Return whether texts without a code stay."""
    others = table.get("others", "error")
    if others not in ("keep", "error"):
        problems.unknown("way with other texts", str(others), ("keep", "error"), at=at)
    if "others" in table and "codes" not in table:
        problems.add("others is given without codes", at=at, mend="Take it out or give codes.")
    return bool(others == "keep")


def _unit(table: Mapping[str, Any], field: Field, at: str, problems: Problems) -> Unit:
    """Return the unit that the section or else the field states."""
    stated = settings.text(table, "unit", at, problems)
    is_silent = not {"unit", "factor", "currency"} & set(table)
    text = field.unit if is_silent else stated or ""
    try:
        unit = parse_unit(text, field.kind, where=problems.place(at)) if text else NO_UNIT
    except InputError as error:
        problems.found.append(error)
        return NO_UNIT
    if field.kind == "money":
        unit = _with_currency(unit, table, field, at, problems)
    if "factor" in table:
        factor = settings.number(table["factor"], "factor", at, problems)
        if unit.factor != 1 and stated is not None:
            problems.add(
                f"factor is given, and unit '{unit.text}' has one", at=at, mend="Give one of them."
            )
        unit = unit._replace(factor=factor)
    return unit


def _with_currency(
    unit: Unit, table: Mapping[str, Any], field: Field, at: str, problems: Problems
) -> Unit:
    """Return a unit of money with the currency that the section or else the field states."""
    stated = settings.text(table, "currency", at, problems)
    if stated is not None and not _CODE.fullmatch(stated):
        problems.add(
            f"currency is '{stated}'", at=at, mend='Give its three letters: currency = "PLN".'
        )
        return unit
    if stated is not None and "unit" in table and unit.currency not in ("", stated):
        problems.add(
            f"currency is {stated}, and unit '{unit.text}' states {unit.currency}",
            at=at,
            mend="State one of them.",
        )
    default = parse_unit(field.unit, "money").currency if field.unit else ""
    return unit._replace(currency=stated or unit.currency or default)
