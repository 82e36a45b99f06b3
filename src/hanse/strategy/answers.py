"""A firm's answers: read from a file or given as a mapping, and checked against the questions."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from hanse.errors import InputError, unknown_name
from hanse.result import Record
from hanse.strategy.catalogue import Catalogue, Mixture, Moderator, Question
from hanse.strategy.catalogue_checks import moderator_problems
from hanse.strategy.entries import Problems, entry_from, many, texts
from hanse.strategy.mixtures import checked_mixture

__all__ = [
    "UNKNOWN",
    "Answers",
    "answer_value",
    "as_judged",
    "check_answers",
    "check_id",
    "parse_answers",
    "read_answers",
]

UNKNOWN = "do not know"
_UNKNOWN = frozenset({"", UNKNOWN, "don't know", "dont know", "unknown", "not known", "?"})


@dataclass(frozen=True)
class Answers(Record, kind="strategy-answers"):
    """What a firm says of itself.

    Attributes
    ----------
    values : mapping of str to str
        Question and value; what the firm does not know is left out.
    firm, as_of : str
        Its name, and the date of the answers.
    considered : tuple of str
        A mixture that the firm thinks of, empty where it names none.
    hypotheses : tuple of Moderator
        The user's own moderators, of status ``"hypothesis"``.
    """

    values: Mapping[str, str]
    firm: str = ""
    as_of: str = ""
    considered: Mixture = ()
    hypotheses: tuple[Moderator, ...] = field(default=())

    def unknown(self, catalogue: Catalogue) -> tuple[str, ...]:
        """Return the questions without an answer, open ones left out."""
        return tuple(
            one.id for one in catalogue.questions if not one.is_open and one.id not in self.values
        )


def as_judged(catalogue: Catalogue, answers: Answers, strategy: str) -> Answers:
    """Return the answers of a firm that competes by this strategy."""
    decided = {one.id: strategy for one in catalogue.questions if one.decides}
    return replace(answers, values={**answers.values, **decided})


def answer_value(text: str, question: Question, *, where: str = "") -> str | None:
    """Return the value that an answer stands for, None for "do not know".

    Parameters
    ----------
    text : str
        A value of the question or its words, in upper or lower case.
    question : Question
        Whose answers there are.
    where : str
        The place, for the error.

    Raises
    ------
    InputError
        If it is no answer to the question.

    Examples
    --------
    >>> size = Question("size", "How large?", {"small": "fewer than 50", "medium": "50 to 249"})
    >>> answer_value("Fewer than 50", size), answer_value("do not know", size)
    ('small', None)
    """
    plain = " ".join(text.split()).casefold()
    if plain in _UNKNOWN:
        return None
    for value, words in question.choices.items():
        if plain in (value.casefold(), words.casefold()):
            return value
    raise unknown_name(f"answer to {question.id}", text, [*question.choices, UNKNOWN], where=where)


def check_answers(values: Mapping[str, Any], catalogue: Catalogue, *, where: str) -> dict[str, str]:
    """Return the known answers as values of their questions.

    Raises
    ------
    InputError
        If a question or an answer does not exist; several are told together.
    """
    problems = Problems(where)
    known = {}
    for name, raw in values.items():
        try:
            question = catalogue.question(name, where=where)
            text = ("no", "yes")[raw] if isinstance(raw, bool) else str(raw)
            value = answer_value(text, question, where=where)
        except InputError as error:
            problems.found.append(error)
            continue
        if value is not None:
            known[name] = value
    problems.tell()
    return {one.id: known[one.id] for one in catalogue.questions if one.id in known}


def read_answers(path: str | os.PathLike[str], catalogue: Catalogue) -> Answers:
    """Read a firm's answers from a TOML file or a filled spreadsheet.

    Parameters
    ----------
    path : path
        A file as docs/reference/strategy-catalogue.md describes it, or the sheet that
        ``hanse strategy sheet`` writes.
    catalogue : Catalogue
        Whose questions are answered.

    Raises
    ------
    InputError
        If the file is not there or anything in it cannot be used.
    """
    place = Path(path)
    if not place.is_file():
        raise InputError(
            f"there is no file {place}",
            mend="Start one with: hanse strategy ask --save FILE.",
        )
    if place.suffix.casefold() in (".xlsx", ".xlsm"):
        from hanse.strategy.sheets import read_answer_sheet

        return read_answer_sheet(place, catalogue)
    try:
        table = tomllib.loads(place.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(
            f"not TOML: {error}", where=place.name, mend="Save it in the encoding UTF-8."
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"not TOML: {error}", where=place.name, mend="Mend that line.") from error
    return parse_answers(table, catalogue, file=place.name)


def parse_answers(table: Mapping[str, Any], catalogue: Catalogue, *, file: str) -> Answers:
    """Return the answers that a table holds: firm, as_of, considered, answers, hypotheses.

    Raises
    ------
    InputError
        If a key, a question or an answer does not exist, or the mixture considered is impossible.
    """
    keys = ("firm", "as_of", "considered", "answers", "hypotheses")
    for key in table:
        if key not in keys:
            raise unknown_name("key", key, keys, where=file)
    given = table.get("answers", {})
    if not isinstance(given, Mapping):
        raise InputError("answers is no table", where=file, mend="Write [answers] on a line.")
    values = check_answers(given, catalogue, where=f"{file}, [answers]")
    considered: Mixture = ()
    if table.get("considered"):
        where = f"{file}, considered"
        listed = texts(table["considered"], "considered", file)
        considered = checked_mixture(listed, catalogue, where=where)
    return Answers(
        values,
        firm=str(table.get("firm", "")),
        as_of=str(table.get("as_of", "")),
        considered=considered,
        hypotheses=_hypotheses(table, catalogue, file),
    )


def _hypotheses(table: Mapping[str, Any], catalogue: Catalogue, file: str) -> tuple[Moderator, ...]:
    """Return the user's own moderators."""
    problems = Problems(file)
    found: list[Moderator] = []
    for number, raw in enumerate(many(table, "hypotheses", problems), start=1):
        where = f"{file}, [[hypotheses]] {number}"
        entry = {"id": f"hypothesis-{number}", "name": f"hypothesis {number}", **raw}
        if "reason" in entry:
            entry["says"] = entry.pop("reason")
        try:
            one = entry_from(Moderator, {**entry, "status": "hypothesis"}, where)
            _check_hypothesis(one, catalogue, where)
            check_id(one, found, catalogue, where)
        except InputError as error:
            problems.found.append(error)
            continue
        found.append(one)
    problems.tell()
    return tuple(found)


def check_id(one: Moderator, others: Sequence[Moderator], catalogue: Catalogue, where: str) -> None:
    """Refuse an id that another moderator has: what each moves is told by its id.

    Raises
    ------
    InputError
        If a moderator of the catalogue or another hypothesis has the id.
    """
    if any(one.id == other.id for other in (*catalogue.moderators, *others)):
        raise InputError(
            f"the id '{one.id}' is taken", where=where, mend="Give it an id of its own."
        )


def _check_hypothesis(one: Moderator, catalogue: Catalogue, where: str) -> None:
    """Refuse a moderator of names that do not exist."""
    for what, mend in moderator_problems(one, statuses=("hypothesis",)):
        raise InputError(what, where=where, mend=mend)
    for option in one.options:
        catalogue.option(option, where=where)
    for criterion in one.criteria:
        catalogue.criterion(criterion, where=where)
    for name, values in one.when.items():
        question = catalogue.question(name, where=where)
        for value in values:
            if value not in question.choices:
                raise unknown_name(f"answer to {name}", value, question.choices, where=where)
