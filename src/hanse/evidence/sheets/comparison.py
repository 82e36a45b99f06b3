"""How far people agree on a sheet, field by field, and every cell on which they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from hanse.evidence.coefficients import RatersAgreement, agreement_of
from hanse.evidence.sheets.filled import FilledSheet, Unit, check_together
from hanse.evidence.sheets.sheet_model import Field, Sheet
from hanse.messages import columns_text, join_names, plural
from hanse.result import Answer, Record

__all__ = ["DifferingCell", "FieldAgreement", "SheetAgreement", "compare"]

_LEVELS = {"number": "interval", "whole": "interval", "year": "interval"}
Answers = Mapping[Unit, Mapping[str, str]]


@dataclass(frozen=True, eq=False)
class FieldAgreement(Record, kind="sheet-field-agreement"):
    """Agreement on one field, or on one choice of a field that may have several.

    Attributes
    ----------
    field, choice : str
        Which; the choice is empty but for fields that may have several.
    label : str
        In words.
    one_sided : int
        Units that some of those who coded them answered and others left empty; they count as
        differing cells and enter no coefficient.
    agreement : RatersAgreement
        Over the units with an answer; nominal for choices and countries, interval for numbers.
    """

    field: str
    choice: str
    label: str
    one_sided: int
    agreement: RatersAgreement


@dataclass(frozen=True)
class DifferingCell(Record, kind="sheet-differing-cell"):
    """A cell with different answers.

    Attributes
    ----------
    record, part, field : str
        Which it is.
    answers : mapping of str to str
        Person → answer, empty where that person gave none.
    hangs_on : str
        The field with different answers that this one depends on or stands beside; settle that one
        first. Empty where it differs by itself.
    """

    record: str
    part: str
    field: str
    answers: Mapping[str, str]
    hangs_on: str = ""


@dataclass(frozen=True, eq=False)
class SheetAgreement(Answer, kind="sheet-agreement"):
    """How far people agree on a sheet.

    Attributes
    ----------
    sheet : Sheet
        What was asked.
    people : tuple of str
        Who answered.
    n_shared : int
        Units that two people or more coded.
    lone : tuple of (str, str, str)
        Person, record and part of units that one person alone coded.
    fields : tuple of FieldAgreement
        In the order of the sheet; texts are not among them.
    not_compared : tuple of str
        Fields of words, which two people never write alike.
    differing : tuple of DifferingCell
        All cells to be settled.
    """

    sheet: Sheet
    people: tuple[str, ...]
    n_shared: int
    lone: tuple[tuple[str, str, str], ...]
    fields: tuple[FieldAgreement, ...]
    not_compared: tuple[str, ...]
    differing: tuple[DifferingCell, ...]

    def to_frame(self) -> Any:
        """Return a row for each field and coefficient: n, observed, value, low, high, reason."""
        import pandas as pd

        rows = [
            {
                "field": one.field,
                "choice": one.choice,
                "n": one.agreement.n_shared,
                "one_sided": one.one_sided,
                "observed": one.agreement.observed,
                "coefficient": each.name,
                "value": each.value,
                "low": each.low,
                "high": each.high,
                "reason": each.reason,
                "interval": each.interval,
            }
            for one in self.fields
            for each in one.agreement.coefficients
        ]
        return pd.DataFrame(rows)

    def __str__(self) -> str:
        """Return a line for each field: units, observed agreement, AC1 or alpha, and why not."""
        head = (
            f"{self.sheet.title}: {join_names(list(self.people))}, "
            f"{plural(self.n_shared, 'unit')} coded by two or more, {len(self.lone)} by one alone, "
            f"{plural(len(self.differing), 'differing cell')}"
        )
        lines = []
        for one in self.fields:
            found = one.agreement
            main = found.coefficients[1] if len(self.people) == 2 else found.coefficients[-1]
            name = f"{one.field} = {one.choice}" if one.choice else one.field
            value = "–" if main.reason else f"{main.value:.3f}"
            share = "–" if found.n_shared == 0 else f"{found.observed:.3f}"
            lines.append([name, str(found.n_shared), share, value, main.reason])
        kind = "kappa" if len(self.people) == 2 else "alpha"
        table = columns_text(["field", "n", "agree", kind, "why none"], lines, left=[0, 4])
        return f"{head}\n{table}\nNot compared, as they are words: {join_names(self.not_compared)}"


def compare(*filled: FilledSheet, rng: np.random.Generator | None = None) -> SheetAgreement:
    """Measure how far two people or more agree on a sheet, and list where they differ.

    Units are the same where record and part are spelt alike, case and blanks aside. A field that
    may have several choices is measured choice by choice. Where two differ on whether a field is
    asked at all, its cells differ but enter no coefficient.

    Parameters
    ----------
    *filled : FilledSheet
        One table for each person, of one version of one sheet.
    rng : Generator, optional
        Draws units for the intervals of Krippendorff's alpha.

    Returns
    -------
    SheetAgreement
        A field that nobody shares says so in the reasons of its coefficients.

    Raises
    ------
    InputError
        If the tables do not go together: other sheets or versions, or one person twice.
    """
    check_together(filled)
    sheet = filled[0].sheet
    tables = aligned(filled)
    people = tuple(one.person for one in filled)
    coders = coders_of(tables)
    shared = [unit for unit, names in coders.items() if len(names) > 1]
    lone = [(names[0], *unit) for unit, names in coders.items() if len(names) == 1]
    fields: list[FieldAgreement] = []
    for one in sheet.fields:
        if not one.is_text:
            fields += _field_agreement(one, tables, shared, coders, rng)
    return SheetAgreement(
        sheet=sheet,
        people=people,
        n_shared=len(shared),
        lone=tuple(lone),
        fields=tuple(fields),
        not_compared=tuple(one.id for one in sheet.fields if one.is_text),
        differing=tuple(_differing(sheet, tables, shared, coders)),
    )


def aligned(filled: Sequence[FilledSheet]) -> dict[str, Answers]:
    """Return the answers of each person, parts spelt as the first who has them spells them."""
    names: dict[Unit, Unit] = {}
    made: dict[str, Answers] = {}
    for one in filled:
        units = {}
        for (record, part), answers in one.units().items():
            key = record, " ".join(part.casefold().split())
            units[names.setdefault(key, (record, part))] = answers
        made[one.person] = units
    return made


def coders_of(tables: Mapping[str, Answers]) -> dict[Unit, list[str]]:
    """Return who coded each unit, in the order in which units come up."""
    found: dict[Unit, list[str]] = {}
    for person, units in tables.items():
        for unit in units:
            found.setdefault(unit, []).append(person)
    return found


def _field_agreement(
    one: Field,
    tables: Mapping[str, Answers],
    shared: Sequence[Unit],
    coders: Mapping[Unit, Sequence[str]],
    rng: np.random.Generator | None,
) -> list[FieldAgreement]:
    """Return the agreement on a field, a row for each choice where it may have several."""
    said = [[tables[who].get(unit, {}).get(one.id, "") for who in tables] for unit in shared]
    answered = [{bool(tables[who][unit].get(one.id)) for who in coders[unit]} for unit in shared]
    one_sided = sum(len(each) > 1 for each in answered)
    names = [" / ".join(part for part in unit if part) for unit in shared]
    found = []
    for choice in one.options if one.type == "several" else (None,):
        table: list[list[str]] = said
        categories: list[str] | None = [each.id for each in one.options] or None
        if choice is not None:
            categories = ["no", "yes"]
            table = [[_has(text, choice.id) for text in row] for row in said]
        agreement = agreement_of(
            table,
            raters=tuple(tables),
            units=names,
            level=_LEVELS.get(one.type, "nominal"),
            categories=categories,
            rng=rng,
        )
        label = f"{one.label}: {choice.label}" if choice else one.label
        found.append(
            FieldAgreement(one.id, choice.id if choice else "", label, one_sided, agreement)
        )
    return found


def _has(text: str, choice: str) -> str:
    """Return whether an answer of several names a choice, empty where there is no answer."""
    return "" if not text else "yes" if choice in text.split("; ") else "no"


def _differing(
    sheet: Sheet,
    tables: Mapping[str, Answers],
    shared: Sequence[Unit],
    coders: Mapping[Unit, Sequence[str]],
) -> list[DifferingCell]:
    """Return the cells with different answers, unit by unit."""
    found = []
    for unit in shared:
        for one in sheet.fields:
            said = {who: tables[who][unit].get(one.id, "") for who in coders[unit]}
            if not one.is_text and len(set(said.values())) > 1:
                above = one.depends_on.field if one.depends_on else one.beside
                over = {tables[who][unit].get(above, "") for who in coders[unit]}
                hangs_on = above if above and len(over) > 1 else ""
                found.append(DifferingCell(*unit, one.id, said, hangs_on))
    return found
