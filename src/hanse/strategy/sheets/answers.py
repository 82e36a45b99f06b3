"""The questionnaire as a spreadsheet that a director fills in, and read back."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hanse.errors import HanseError, InputError
from hanse.strategy.answers import UNKNOWN, Answers, answer_value
from hanse.strategy.catalogue import Catalogue, Mixture, Question
from hanse.strategy.entries import Problems
from hanse.strategy.mixtures import checked_mixture
from hanse.strategy.sheets.book import Book, Column
from hanse.strategy.sheets.hypotheses import IDEA_COLUMNS, hypothesis_rows, read_hypotheses
from hanse.strategy.sheets.rows import SheetRow, has_sheet, open_book, sheet_rows
from hanse.tables import write_bytes

if TYPE_CHECKING:
    from hanse.tables.source import Source

__all__ = ["answer_choices", "check_name", "read_answer_sheet", "write_answer_sheet"]

QUESTIONS, FIRM, IDEAS = "Questions", "Firm", "Hypotheses"
_OPTION = "considers: "
_YES, _NO = "yes", "no"
_QUESTION_COLUMNS = (
    Column("no", 5),
    Column("question", 44),
    Column("answer", 30, is_filled=True),
    Column("what is meant", 52),
    Column("id", 20, is_quiet=True),
)
_FIRM_COLUMNS = (
    Column("about the firm", 70),
    Column("answer", 40, is_filled=True),
    Column("id", 34, is_quiet=True),
)


def write_answer_sheet(
    path: str | os.PathLike[str], catalogue: Catalogue, answers: Answers | None = None
) -> Path:
    """Write the questionnaire as a workbook with a drop-down of worded choices for each question.

    Parameters
    ----------
    path : path
        The file; what stands there is replaced.
    catalogue : Catalogue
        Whose questions are asked.
    answers : Answers, optional
        Filled in beforehand; a question without an answer stays empty, which is "do not know".

    Returns
    -------
    Path
        The path as it was given.

    Raises
    ------
    InputError
        If the path does not end in .xlsx or cannot be written.

    Notes
    -----
    The sheet *Questions* prints on one page. The sheet *Firm* asks for the name, the date and the
    options that the firm considers. The user's own hypotheses, where there are any, stand in a
    third sheet, so that nothing of the answers is lost.
    """
    check_name(path)
    values = {} if answers is None else answers.values
    book = Book()
    _add_questions(book, catalogue, values)
    _add_firm(book, catalogue, answers)
    if answers is not None and answers.hypotheses:
        book.add(IDEAS, IDEA_COLUMNS, hypothesis_rows(answers.hypotheses), {}, is_wide=True)
    return write_bytes(path, book.data())


def read_answer_sheet(path: str | os.PathLike[str], catalogue: Catalogue) -> Answers:
    """Read a questionnaire that was filled in.

    Parameters
    ----------
    path : path
        A workbook that `write_answer_sheet` wrote.
    catalogue : Catalogue
        Whose questions were asked.

    Returns
    -------
    Answers
        An empty cell, like "do not know", is no answer.

    Raises
    ------
    InputError
        If a question or option does not exist or is answered twice, or an answer is none of the
        choices: all of them together, each with file, sheet, row and choices.
    """
    source = open_book(path)
    problems = Problems(source.name)
    values = _read_questions(sheet_rows(source, QUESTIONS, ("answer",)), catalogue, problems)
    firm = _read_firm(_optional(source, FIRM, ("answer", "id")), catalogue, problems)
    considered = _considered(firm, catalogue, problems, f"{source.name}, sheet {FIRM}")
    ideas = read_hypotheses(_optional(source, IDEAS, ("when",)), catalogue, problems)
    problems.tell()
    return Answers(
        values=values,
        firm=firm.get("firm", ""),
        as_of=firm.get("as_of", ""),
        considered=considered,
        hypotheses=ideas,
    )


def answer_choices(question: Question) -> tuple[str, ...]:
    """Return the worded choices of a question, the last one "do not know".

    Examples
    --------
    >>> answer_choices(Question("size", "How large?", {"small": "under 50", "medium": "50 to 249"}))
    ('under 50', '50 to 249', 'do not know')
    """
    return (*question.choices.values(), UNKNOWN)


def check_name(path: str | os.PathLike[str]) -> None:
    """Refuse a name that a spreadsheet program would not open."""
    if Path(path).suffix.lower() != ".xlsx":
        raise InputError("is no name of a workbook", where=str(path), mend="End it in .xlsx.")


def _add_questions(book: Book, catalogue: Catalogue, values: Mapping[str, str]) -> None:
    """Add the sheet of questions."""
    rows, choices = [], {}
    for at, one in enumerate(catalogue.questions):
        known = values.get(one.id)
        answer = one.choices.get(known, "") if known is not None else ""
        rows.append((str(at + 1), one.text, answer, _meaning(one), one.id))
        choices[at, 2] = answer_choices(one)
    book.add(QUESTIONS, _QUESTION_COLUMNS, rows, choices, is_wide=True)


def _meaning(question: Question) -> str:
    """Return what helps to answer a question."""
    if not question.is_open:
        return question.help
    said = "No direction is known, so the answer moves no rating by itself."
    return f"{question.help} {said}".strip()


def _add_firm(book: Book, catalogue: Catalogue, answers: Answers | None) -> None:
    """Add the sheet about the firm."""
    name, day = ("", "") if answers is None else (answers.firm, answers.as_of)
    considered = () if answers is None else answers.considered
    rows = [("Name of the firm", name, "firm"), ("Date", day, "as_of")]
    rows += [
        (
            f"Does the firm consider {one.name}?",
            _YES if one.id in considered else "",
            f"{_OPTION}{one.id}",
        )
        for one in catalogue.options
    ]
    choices = {(at, 1): (_YES, _NO) for at in range(2, len(rows))}
    book.add(FIRM, _FIRM_COLUMNS, rows, choices)


def _optional(source: Source, sheet: str, needed: Sequence[str]) -> list[SheetRow]:
    """Return the rows of a sheet that may have been taken out."""
    return sheet_rows(source, sheet, needed) if has_sheet(source, sheet) else []


def _read_questions(
    rows: Sequence[SheetRow], catalogue: Catalogue, problems: Problems
) -> dict[str, str]:
    """Return the value for each question that is answered."""
    seen: dict[str, str | None] = {}
    for row in rows:
        question = _question_of(row, catalogue, problems)
        if question is None:
            continue
        if question.id in seen:
            problems.add(f"{question.id} stands twice", where=row.where, mend="Keep one row.")
            continue
        seen[question.id] = None
        try:
            seen[question.id] = answer_value(row["answer"], question)
        except InputError:
            problems.add(
                f"'{row['answer']}' is no answer to '{question.text}'",
                where=f"{row.where}, column answer",
                mend=f"Choose from: {'; '.join(answer_choices(question))}.",
            )
    return {one.id: value for one in catalogue.questions if (value := seen.get(one.id)) is not None}


def _question_of(row: SheetRow, catalogue: Catalogue, problems: Problems) -> Question | None:
    """Return the question of a row, by its id or else by its text."""
    name, text = row["id"], row["question"]
    if not name and not text:
        if row["answer"]:
            problems.add("an answer without a question", where=row.where, mend="Empty the cell.")
        return None
    for one in catalogue.questions:
        if name == one.id or (not name and _folded(text) == _folded(one.text)):
            return one
    known = [one.id for one in catalogue.questions]
    problems.check([name or text], known, "question", row.where)
    return None


def _read_firm(
    rows: Sequence[SheetRow], catalogue: Catalogue, problems: Problems
) -> dict[str, str]:
    """Return name and date, and each option that is considered."""
    known = ["firm", "as_of", *(f"{_OPTION}{one.id}" for one in catalogue.options)]
    found: dict[str, str] = {}
    for row in _named(rows, problems):
        name, answer = row["id"], row["answer"]
        if name not in known:
            problems.check([name], known, "entry", row.where)
        elif not name.startswith(_OPTION):
            found[name] = answer
        elif _folded(answer) == _YES:
            found[name.removeprefix(_OPTION)] = _YES
        elif _folded(answer) not in ("", _NO):
            where = f"{row.where}, column answer"
            problems.add(f"'{answer}' is no answer", where=where, mend="Choose from: yes; no.")
    return found


def _considered(
    firm: Mapping[str, str], catalogue: Catalogue, problems: Problems, where: str
) -> Mixture:
    """Return the mixture of the options that the firm considers, empty where there are none."""
    named = [one for one in firm if one not in ("firm", "as_of")]
    try:
        return checked_mixture(named, catalogue, where=where) if named else ()
    except HanseError as error:
        problems.found.append(error)
        return ()


def _named(rows: Sequence[SheetRow], problems: Problems) -> Iterator[SheetRow]:
    """Yield the rows with a name, each name once."""
    seen: set[str] = set()
    for row in rows:
        if row["id"] in seen:
            problems.add(f"{row['id']} stands twice", where=row.where, mend="Keep one row.")
        elif row["id"]:
            seen.add(row["id"])
            yield row


def _folded(text: str) -> str:
    """Return a text by which answers are compared."""
    return " ".join(text.split()).casefold()
