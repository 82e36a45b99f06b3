"""The review protocol: questions, concepts, sources, criteria, people and what screening needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hanse.errors import unknown_name
from hanse.evidence.log import SOURCE_KINDS, STAGES
from hanse.result import Answer, Record

__all__ = [
    "FIELDS_SEARCHED",
    "SOURCE_KINDS",
    "STAGES",
    "Concept",
    "Criterion",
    "Journal",
    "Person",
    "Protocol",
    "Question",
    "Screening",
    "SheetUse",
    "Source",
    "Term",
    "term_text",
]

FIELDS_SEARCHED = ("title", "abstract", "keywords")
"""Fields of a record that a concept may be searched in."""


@dataclass(frozen=True)
class Question(Record, kind="protocol-question"):
    """A question of the review, with its id."""

    id: str
    text: str


@dataclass(frozen=True)
class Term(Record, kind="protocol-term"):
    """A search term of a concept.

    Attributes
    ----------
    text : str
        Word or phrase; of a truncated term the beginning, without the star.
    variants : bool
        Whether plural, spelling, hyphen and abbreviation are added.
    exact : bool
        Whether only the very signs count, hyphens among them.
    truncate : bool
        Whether any letters may follow.
    forms : tuple of str
        Where filled, these and the text are the forms, and no rule adds any.
    without : tuple of str
        Forms that the rules give and that are not wanted.
    """

    text: str
    variants: bool = True
    exact: bool = False
    truncate: bool = False
    forms: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True)
class Concept(Record, kind="protocol-concept"):
    """An idea of the question: any of its terms stands for it, none of ``excluded`` may stand by.

    ``fields`` are those of `FIELDS_SEARCHED` in which the terms are searched.
    """

    id: str
    label: str
    terms: tuple[Term, ...]
    excluded: tuple[Term, ...] = ()
    fields: tuple[str, ...] = FIELDS_SEARCHED


@dataclass(frozen=True)
class Journal(Record, kind="protocol-journal"):
    """A journal that a source is restricted to."""

    name: str
    issn: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source(Record, kind="protocol-source"):
    """Where records come from.

    Attributes
    ----------
    id, name : str
        Identifier and name, such as ``"scopus"`` and ``"Scopus"``.
    type : str
        One of `SOURCE_KINDS`; the key ``kind`` of the file.
    stage : int
        Which step of the search it belongs to, from 1.
    platform : str
        Whose syntax the search string is written in; a name of ``platforms.toml``.
    journals : tuple of Journal
        Where filled, only these journals are searched.
    ranking : str
        Why these: the ranking list, its year and its limit.
    limits : str
        Whatever else restricts the search, such as ``"first 200 results"``.
    combination : str
        Combination of the concepts for this source; empty for that of the review.
    query : str
        A search string by hand that replaces the one that would be written.
    variants : bool
        False writes only the terms themselves, for platforms that find plurals and spellings alone.
    """

    id: str
    name: str
    type: str = "database"
    stage: int = 1
    platform: str = "plain"
    journals: tuple[Journal, ...] = ()
    ranking: str = ""
    limits: str = ""
    combination: str = ""
    query: str = ""
    variants: bool = True


@dataclass(frozen=True)
class Criterion(Record, kind="protocol-criterion"):
    """A reason to include or exclude, and the stages at which it may be used.

    ``type`` is ``"include"`` or ``"exclude"``, the key ``kind`` of the file.
    """

    id: str
    text: str
    type: str = "exclude"
    stages: tuple[str, ...] = STAGES


@dataclass(frozen=True)
class Person(Record, kind="protocol-person"):
    """Somebody who takes part in the review."""

    id: str
    name: str
    role: str = ""


@dataclass(frozen=True)
class Screening(Record, kind="protocol-screening"):
    """How records are screened.

    Attributes
    ----------
    title_abstract, full_text : int
        Reviewers required for each record at the stage, 1 to 9.
    recall, confidence : float
        When screening by rank may stop: with at least this confidence, at least this share of the
        relevant records is found. Both above 0 and below 1; a recall of 1 is not stopped for.
    """

    title_abstract: int = 2
    full_text: int = 2
    recall: float = 0.95
    confidence: float = 0.95

    def reviewers(self, stage: str) -> int:
        """Return how many reviewers a record needs at a stage.

        Raises
        ------
        InputError
            If there is no such stage.
        """
        if stage not in STAGES:
            raise unknown_name("stage", stage, STAGES)
        return self.title_abstract if stage == "title-abstract" else self.full_text


@dataclass(frozen=True)
class SheetUse(Record, kind="protocol-sheet"):
    """A sheet that is filled in for each included study, by how many coders."""

    id: str
    purpose: str = "coding"
    coders: int = 1


@dataclass(frozen=True)
class Protocol(Answer, kind="protocol"):
    """What a review looks for, where, and by which rules; everything that follows is made from it.

    ``first_year`` and ``last_year`` are None where open; no ``languages`` means all; an empty
    ``combination`` means all concepts joined by AND.
    """

    title: str
    version: int
    questions: tuple[Question, ...]
    concepts: tuple[Concept, ...]
    sources: tuple[Source, ...]
    criteria: tuple[Criterion, ...]
    people: tuple[Person, ...]
    screening: Screening = Screening()
    sheets: tuple[SheetUse, ...] = ()
    combination: str = ""
    languages: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    registration: str = ""
    notes: str = ""

    def concept(self, id: str) -> Concept:
        """Return a concept by its id.

        Raises
        ------
        InputError
            If there is none.
        """
        for one in self.concepts:
            if one.id == id:
                return one
        raise unknown_name("concept", id, [one.id for one in self.concepts])

    def source(self, id: str) -> Source:
        """Return a source by its id.

        Raises
        ------
        InputError
            If there is none.
        """
        for one in self.sources:
            if one.id == id:
                return one
        raise unknown_name("source", id, [one.id for one in self.sources])

    def to_frame(self) -> Any:
        """Return a row for each entry: section, id, text."""
        import pandas as pd

        return pd.DataFrame(self._rows(), columns=["section", "id", "text"])

    def __str__(self) -> str:
        shown = [f"{self.title} (protocol, version {self.version})"]
        section = ""
        for name, id, text in self._rows():
            if name != section:
                shown.append(f"{name}")
                section = name
            shown.append(f"  {id:<12} {text}".rstrip())
        return "\n".join(shown)

    def _rows(self) -> list[tuple[str, str, str]]:
        rows = [("questions", one.id, one.text) for one in self.questions]
        rows += [
            ("concepts", one.id, ", ".join(term_text(term) for term in one.terms))
            for one in self.concepts
        ]
        rows += [
            ("sources", one.id, f"{one.name}, stage {one.stage}, {one.type}, {one.platform}")
            for one in self.sources
        ]
        rows += [("criteria", one.id, f"{one.type}: {one.text}") for one in self.criteria]
        rows += [("people", one.id, f"{one.name}, {one.role}".strip(", ")) for one in self.people]
        return rows


def term_text(term: Term) -> str:
    """Return a term as it is written: with a star where it is truncated."""
    return term.text + ("*" if term.truncate else "")
