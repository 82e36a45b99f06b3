"""A sheet: what is asked about each report or cluster, field by field, and which answers fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hanse.errors import unknown_name
from hanse.messages import plural
from hanse.result import Answer, Record

__all__ = ["TYPES", "Choice", "Dependence", "Field", "OverallRule", "OverallStep", "Sheet"]

TYPES = {
    "choice": "one of the choices",
    "several": "one choice or more, parted by semicolons",
    "number": "a number with a decimal point",
    "whole": "a whole number",
    "text": "a text",
    "yes-no-unknown": "yes, no or unknown",
    "country": "a country: its English name or a code of ISO 3166-1",
    "year": "a year of four digits",
    "quotation": "the words of the report",
    "place": "the place in the report, such as p. 84",
    "judgement": "yes, partly, no, unclear or does not apply",
}
"""Types of fields with what a cell of them holds."""
TEXTS = ("text", "quotation", "place")
"""Types whose answers are words that two people never write alike; they are not compared."""


@dataclass(frozen=True)
class Choice(Record, kind="sheet-choice"):
    """An answer that can be chosen: its id in files, its label, and what it means."""

    id: str
    label: str
    help: str = ""


_KNOWN = (Choice("yes", "yes"), Choice("no", "no"), Choice("unknown", "unknown"))
_JUDGED = (
    *(Choice("yes", "yes"), Choice("partly", "partly"), Choice("no", "no")),
    *(Choice("unclear", "unclear"), Choice("does-not-apply", "does not apply")),
)


@dataclass(frozen=True)
class Dependence(Record, kind="sheet-dependence"):
    """A field is asked only where another has one of these answers."""

    field: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Field(Record, kind="sheet-field"):
    """One question, and one column of the table.

    Attributes
    ----------
    id, label, help : str
        The column, its short name, and what is asked, in words.
    type : str
        One of `TYPES`.
    choices : tuple of Choice
        Of ``choice`` and ``several``; others have none of their own (see `options`).
    required : str
        ``"always"``; ``"answered"`` for what stands beside another field: wherever that one has an
        answer other than unknown; empty where it may stay empty.
    depends_on : Dependence or None
        When it is asked; None for always.
    unit : str
        Of numbers, such as ``%``.
    low, high : float or None
        Bounds of numbers, included.
    section : str
        Under which heading it stands.
    evidence, direction, source : str
        What counts as evidence, which way it is expected to work, and where the notion is from.
    beside : str
        The field to which a place, paraphrase or the like belongs; empty for a field of its own.
    is_critical : bool
        Of checklists: whether the overall judgement looks at it first.
    """

    id: str
    label: str
    help: str
    type: str
    choices: tuple[Choice, ...] = ()
    required: str = ""
    depends_on: Dependence | None = None
    unit: str = ""
    low: float | None = None
    high: float | None = None
    section: str = ""
    evidence: str = ""
    direction: str = ""
    source: str = ""
    beside: str = ""
    is_critical: bool = False

    @property
    def options(self) -> tuple[Choice, ...]:
        """What can be chosen; empty for texts, numbers and countries."""
        return {"yes-no-unknown": _KNOWN, "judgement": _JUDGED}.get(self.type, self.choices)

    @property
    def is_text(self) -> bool:
        """Whether its answers are words of the coder's own, which are not compared."""
        return self.type in TEXTS


@dataclass(frozen=True)
class OverallStep(Record, kind="sheet-overall-step"):
    """A judgement and when it holds: at least so many of these items have one of these answers."""

    judgement: str
    items: str
    answers: tuple[str, ...]
    least: int
    says: str


@dataclass(frozen=True)
class OverallRule(Record, kind="sheet-overall-rule"):
    """How the overall judgement follows: the first step that holds, else ``otherwise``."""

    judgements: tuple[Choice, ...]
    steps: tuple[OverallStep, ...]
    otherwise: str
    says: str = ""


@dataclass(frozen=True)
class Sheet(Answer, kind="coding-sheet"):
    """What is asked of each report, or of each cluster that a report speaks of.

    Attributes
    ----------
    id, title, version : str
        Its name in files, its heading, and which wording of it this is.
    purpose : str
        ``"coding"`` or ``"appraisal"``.
    unit : str
        What a row is: ``"report"``, or ``"report × cluster"`` where a report has several rows.
    source, help : str
        Where the frame is from, and how it is used.
    fields : tuple of Field
        In the order of the columns; what stands beside a field follows it.
    overall : OverallRule or None
        Of checklists.
    """

    id: str
    title: str
    version: str
    purpose: str
    unit: str
    source: str
    help: str
    fields: tuple[Field, ...]
    overall: OverallRule | None = None

    @property
    def part(self) -> str:
        """What a row is besides the report, such as ``cluster``; empty where it is the report."""
        return self.unit.partition(" × ")[2]

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that say which row it is."""
        return ("record", self.part) if self.part else ("record",)

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns of a table to fill in, in their order."""
        names = tuple(one.id for one in self.fields)
        return ("sheet", "version", "person", *self.keys, "about", *names)

    def field(self, name: str, *, where: str = "") -> Field:
        """Return the field of that id.

        Raises
        ------
        InputError
            If there is none, with the nearest.
        """
        for one in self.fields:
            if one.id == name:
                return one
        raise unknown_name("field", name, [one.id for one in self.fields], where=where)

    def to_frame(self) -> Any:
        """Return a row for each field: the codebook."""
        import pandas as pd

        rows = [
            {
                "field": one.id,
                "section": one.section,
                "label": one.label,
                "type": one.type,
                "choices": "; ".join(choice.id for choice in one.options),
                "required": one.required,
                "depends_on": said_dependence(one),
                "unit": one.unit,
                "help": one.help,
                "evidence": one.evidence,
                "direction": one.direction,
                "source": one.source,
            }
            for one in self.fields
        ]
        return pd.DataFrame(rows)

    def __str__(self) -> str:
        """Return the title and the fields, a section a line."""
        own = [one for one in self.fields if not one.beside]
        sections = dict.fromkeys(one.section for one in own)
        lines = [
            f"{section or 'Fields'}: {', '.join(one.id for one in own if one.section == section)}"
            for section in sections
        ]
        head = f"{self.title} ({self.id}, version {self.version}): {plural(len(own), 'field')}"
        return "\n".join([f"{head}, a row for each {self.unit}", *lines])


def said_dependence(field: Field) -> str:
    """Return in words when a field is asked, empty for always."""
    on = field.depends_on
    return f"{on.field} is {' or '.join(on.answers)}" if on else ""
