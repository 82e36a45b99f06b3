"""From ``protocol.toml`` to a protocol; everything that is wrong is told together."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hanse.errors import InputError
from hanse.evidence.protocol import values
from hanse.evidence.protocol.checks import find_problems
from hanse.evidence.protocol.concept_reader import concept
from hanse.evidence.protocol.model import (
    SOURCE_KINDS,
    STAGES,
    Criterion,
    Journal,
    Person,
    Protocol,
    Question,
    Screening,
    SheetUse,
    Source,
)
from hanse.tables.mapping.problems import Problems

__all__ = ["protocol_from_toml", "read_protocol"]

_SECTIONS = ("review", "concepts", "sources", "criteria", "people", "screening", "sheets")
_REVIEW = [
    "title",
    "version",
    "questions",
    "languages",
    "first_year",
    "last_year",
    "combination",
    "registration",
    "notes",
]
_SOURCE = [
    "id",
    "name",
    "kind",
    "stage",
    "platform",
    "journals",
    "ranking",
    "limits",
    "combination",
    "query",
    "variants",
]


def read_protocol(path: str | os.PathLike[str]) -> Protocol:
    """Read a protocol from its file.

    Parameters
    ----------
    path : path
        A TOML file in UTF-8.

    Raises
    ------
    InputError
        If it cannot be read, or with everything that is wrong in it: place, value, mend.
    """
    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"the file is not UTF-8 ({error.reason})", where=file.name, mend="Save it as UTF-8."
        ) from error
    except OSError as error:
        raise InputError(
            f"the file cannot be read ({error.strerror})",
            where=str(file),
            mend="Give the path of the protocol of a review.",
        ) from error
    return protocol_from_toml(text, name=file.name)


def protocol_from_toml(text: str, *, name: str = "protocol.toml") -> Protocol:
    """Return the protocol that a TOML text says.

    Parameters
    ----------
    text : str
        The text.
    name : str
        Name of the file, for errors.

    Raises
    ------
    InputError
        If it is no TOML, or with everything that is wrong in it.

    Examples
    --------
    >>> from hanse.evidence.protocol.starter import starter_protocol
    >>> protocol_from_toml(starter_protocol("Clusters abroad")).title
    'Clusters abroad'
    """
    try:
        data = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise InputError(
            f"this is not TOML ({error})", where=name, mend="Mend that line."
        ) from error
    problems = Problems(name)
    values.keys(data, _SECTIONS, "", problems)
    made = _protocol(data, problems)
    find_problems(made, problems)
    problems.tell()
    return made


def _protocol(data: Mapping[str, Any], problems: Problems) -> Protocol:
    """Return what the tables say, with defaults where they are wrong."""
    review, at = _section(data, "review", problems), "[review]"
    values.keys(review, _REVIEW, at, problems)
    return Protocol(
        title=values.text(review, "title", at, problems, needed=True),
        version=values.whole(review, "version", 1, at, problems, low=1, high=9999),
        questions=_questions(review, problems),
        concepts=tuple(
            concept(table, place, problems)
            for place, table in values.entries(data, "concepts", problems)
        ),
        sources=_all(data, "sources", _source, problems),
        criteria=_all(data, "criteria", _criterion, problems),
        people=_all(data, "people", _person, problems),
        screening=_screening(_section(data, "screening", problems), problems),
        sheets=_all(data, "sheets", _sheet, problems),
        combination=values.text(review, "combination", at, problems),
        languages=values.texts(review, "languages", at, problems),
        first_year=_year(review, "first_year", problems),
        last_year=_year(review, "last_year", problems),
        registration=values.text(review, "registration", at, problems),
        notes=values.text(review, "notes", at, problems),
    )


def _section(data: Mapping[str, Any], key: str, problems: Problems) -> Mapping[str, Any]:
    """Return a table of the file, empty where there is none."""
    found = data.get(key, {})
    if isinstance(found, Mapping):
        return found
    problems.add(f"{key} is {found!r}", mend=f"Write [{key}] on a line of its own.")
    return {}


def _all(data: Mapping[str, Any], key: str, make: Any, problems: Problems) -> tuple[Any, ...]:
    """Return what each table of a list makes."""
    return tuple(make(table, at, problems) for at, table in values.entries(data, key, problems))


def _questions(review: Mapping[str, Any], problems: Problems) -> tuple[Question, ...]:
    """Return the questions; a mere text gets its number as id."""
    found = review.get("questions", [])
    if not isinstance(found, list):
        mend = 'Write questions = ["...?"] or tables [[review.questions]].'
        problems.add(f"questions is {found!r}", at="[review]", mend=mend)
        return ()
    made = []
    for i, one in enumerate(found, start=1):
        at = f"[review], questions {i}"
        if isinstance(one, Mapping):
            values.keys(one, ("id", "text"), at, problems)
            text = values.text(one, "text", at, problems, needed=True)
            made.append(Question(values.text(one, "id", at, problems, needed=True), text))
        elif isinstance(one, str) and one.strip():
            made.append(Question(f"Q{i}", one.strip()))
        else:
            problems.add(f"question {i} is {one!r}", at=at, mend="Write the question in quotes.")
    return tuple(made)


def _year(review: Mapping[str, Any], key: str, problems: Problems) -> int | None:
    """Return a year, None where there is none."""
    if key not in review:
        return None
    return values.whole(review, key, 2000, "[review]", problems, low=1400, high=2200)


def _source(table: Mapping[str, Any], at: str, problems: Problems) -> Source:
    """Return one source."""
    values.keys(table, _SOURCE, at, problems)
    type = values.choice(table, "kind", "database", SOURCE_KINDS, at, problems)
    return Source(
        id=values.text(table, "id", at, problems, needed=True),
        name=values.text(table, "name", at, problems, needed=True),
        type=type,
        stage=values.whole(table, "stage", 1, at, problems, low=1, high=99),
        platform=values.text(table, "platform", at, problems)
        or ("none" if type == "citations" else "plain"),
        journals=_journals(table, at, problems),
        ranking=values.text(table, "ranking", at, problems),
        limits=values.text(table, "limits", at, problems),
        combination=values.text(table, "combination", at, problems),
        query=values.text(table, "query", at, problems),
        variants=values.flag(table, "variants", True, at, problems),
    )


def _journals(table: Mapping[str, Any], at: str, problems: Problems) -> tuple[Journal, ...]:
    """Return the journals that a source is restricted to."""
    found = table.get("journals", [])
    if not isinstance(found, list):
        problems.add(f"journals is {found!r}", at=at, mend='Write journals = ["..."].')
        return ()
    made = []
    for i, one in enumerate(found, start=1):
        place = f"{at}, journals {i}"
        if isinstance(one, Mapping):
            values.keys(one, ("name", "issn"), place, problems)
            issn = [one["issn"]] if isinstance(one.get("issn"), str) else one.get("issn", [])
            name = values.text(one, "name", place, problems, needed=True)
            made.append(Journal(name, values.texts({"issn": issn}, "issn", place, problems)))
        elif isinstance(one, str) and one.strip():
            made.append(Journal(one.strip()))
        else:
            mend = 'Write "World Development" or { name = "...", issn = "..." }.'
            problems.add(f"journal {i} is {one!r}", at=place, mend=mend)
    return tuple(made)


def _criterion(table: Mapping[str, Any], at: str, problems: Problems) -> Criterion:
    """Return one criterion."""
    values.keys(table, ("id", "text", "kind", "stages"), at, problems)
    return Criterion(
        id=values.text(table, "id", at, problems, needed=True),
        text=values.text(table, "text", at, problems, needed=True),
        type=values.choice(table, "kind", "exclude", ("include", "exclude"), at, problems),
        stages=values.texts(table, "stages", at, problems) if "stages" in table else STAGES,
    )


def _person(table: Mapping[str, Any], at: str, problems: Problems) -> Person:
    """Return one person."""
    values.keys(table, ("id", "name", "role"), at, problems)
    id = values.text(table, "id", at, problems, needed=True)
    name = values.text(table, "name", at, problems, needed=True)
    return Person(id, name, values.text(table, "role", at, problems))


def _screening(table: Mapping[str, Any], problems: Problems) -> Screening:
    """Return how records are screened; a single number of reviewers holds for both stages."""
    at, usual = "[screening]", Screening()
    values.keys(table, ("reviewers", "recall", "confidence"), at, problems)
    found = table.get("reviewers", {})
    if isinstance(found, int) and not isinstance(found, bool):
        found = dict.fromkeys(STAGES, found)
    if not isinstance(found, Mapping):
        mend = "Write reviewers = { title-abstract = 2, full-text = 2 }."
        problems.add(f"reviewers is {found!r}", at=at, mend=mend)
        found = {}
    values.keys(found, STAGES, f"{at}, reviewers", problems)
    numbers = [
        values.whole(
            found, stage, usual.reviewers(stage), f"{at}, reviewers", problems, low=1, high=9
        )
        for stage in STAGES
    ]
    recall = values.share(table, "recall", usual.recall, at, problems)
    sure = values.share(table, "confidence", usual.confidence, at, problems)
    return Screening(numbers[0], numbers[1], recall, sure)


def _sheet(table: Mapping[str, Any], at: str, problems: Problems) -> SheetUse:
    """Return one sheet."""
    values.keys(table, ("id", "purpose", "coders"), at, problems)
    return SheetUse(
        id=values.text(table, "id", at, problems, needed=True),
        purpose=values.choice(table, "purpose", "coding", ("coding", "appraisal"), at, problems),
        coders=values.whole(table, "coders", 1, at, problems, low=1, high=9),
    )
