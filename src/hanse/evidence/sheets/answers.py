"""From the text of a cell to the answer of a field, or what is wrong with it."""

from __future__ import annotations

import math
from typing import NamedTuple

from hanse.errors import InputError
from hanse.evidence.sheets.mistakes import nearest
from hanse.evidence.sheets.sheet_model import Field
from hanse.tables.countries import country_code
from hanse.tables.grid import cell_text
from hanse.tables.numbers import read_number

__all__ = ["Reading", "read_answer"]

_SPELT = {
    "y": "yes",
    "1": "yes",
    "true": "yes",
    "n": "no",
    "0": "no",
    "false": "no",
    "?": "unknown",
}
_YEARS = 1500, 2100


class Reading(NamedTuple):
    """An answer as it is kept, or what is wrong, the nearest right one, and what to do."""

    answer: str = ""
    what: str = ""
    nearest: str = ""
    mend: str = ""


def read_answer(field: Field, text: str) -> Reading:
    """Return the answer that a text gives to a field.

    Parameters
    ----------
    field : Field
        The question.
    text : str
        The cell; ids and labels of choices count alike, in capitals too.

    Returns
    -------
    Reading
        The id of a choice, ids joined by ``; `` in the order of the sheet, the code of a country,
        a number as short as it can be written, or the text; empty for an empty cell.

    Examples
    --------
    >>> from hanse.evidence.sheets import sheet
    >>> read_answer(sheet("cluster-internationalisation").field("country"), "Ghana").answer
    'GHA'
    """
    said = text.strip() if field.is_text else " ".join(text.split())
    if not said or field.is_text:
        return Reading(said)
    if field.type == "several":
        return _several(field, said)
    if field.options:
        return _chosen(field, said)
    if field.type == "country":
        return _country(said)
    return _number(field, said)


def _chosen(field: Field, said: str) -> Reading:
    """Return the choice that a text names."""
    known = {one.label.casefold(): one.id for one in field.options}
    known |= {one.id.casefold(): one.id for one in field.options}
    if field.type == "yes-no-unknown":
        known |= _SPELT
    if said.casefold() in known:
        return Reading(known[said.casefold()])
    listed = ", ".join(one.id for one in field.options)
    labels = {one.label: one.id for one in field.options} | {
        one.id: one.id for one in field.options
    }
    near = labels.get(nearest(said, labels), "")
    return Reading("", "is no choice", near, f"Choose one of: {listed}.")


def _several(field: Field, said: str) -> Reading:
    """Return the choices that a text names, in the order of the sheet."""
    found: list[str] = []
    for part in (each.strip() for each in said.split(";")):
        if not part:
            continue
        one = _chosen(field, part)
        if one.what:
            return one._replace(what=f"names '{part}', which is no choice")
        if one.answer in found:
            return Reading("", f"names '{one.answer}' twice", "", "Name each choice once.")
        found.append(one.answer)
    order = [choice.id for choice in field.options]
    return Reading("; ".join(sorted(found, key=order.index)))


def _country(said: str) -> Reading:
    """Return the code of a country."""
    try:
        return Reading(country_code(said))
    except InputError as error:
        what = "is no country" if error.what.startswith("there is no") else "is not one country"
        return Reading("", what, "", error.mend)


def _number(field: Field, said: str) -> Reading:
    """Return a number within its bounds."""
    found = read_number(said)
    mend = "Write digits, and a point before decimals, such as 12.5."
    if found is None or not math.isfinite(found.value):
        return Reading("", "is no number", "", mend)
    if found.separator:
        return Reading("", "may be read in two ways", "", f"Leave out '{found.separator}'. {mend}")
    if found.is_percent and field.unit != "%":
        return Reading("", "is a percentage", "", f"Give it in {field.unit or 'plain numbers'}.")
    value = found.value
    if field.type in ("whole", "year") and not value.is_integer():
        return Reading("", "is no whole number", "", "Give a whole number.")
    low, high = _YEARS if field.type == "year" else (field.low, field.high)
    if (low is not None and value < low) or (high is not None and value > high):
        least = f"from {low:g}" if low is not None else ""
        most = f"to {high:g}" if high is not None else ""
        unit = f" ({field.unit})" if field.unit else ""
        bounds = " ".join(one for one in (least, most) if one)
        return Reading("", "is out of range", "", f"Give a number {bounds}{unit}.")
    return Reading(cell_text(value))
