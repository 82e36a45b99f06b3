"""The ratings as a spreadsheet in which an expert writes his own, and read back."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hanse.errors import HanseError, InputError
from hanse.messages import Message, message
from hanse.result import Record
from hanse.strategy.catalogue import Catalogue, Criterion, Rating
from hanse.strategy.entries import Problems
from hanse.strategy.levels import level_range, read_level
from hanse.strategy.raters.read import RaterRating
from hanse.strategy.sheets.answers import check_name
from hanse.strategy.sheets.book import Book, Column
from hanse.strategy.sheets.rows import SheetRow, has_sheet, open_book, sheet_rows
from hanse.tables import write_bytes

__all__ = ["RatingSheet", "read_rating_sheet", "write_rating_sheet"]

RATINGS, RATER = "Ratings", "Rater"
_OWN = ("level", "lower", "upper", "evidence", "note")
_COLUMNS = (
    Column("way abroad", 26),
    Column("question", 22),
    Column("levels, worst first", 26),
    Column("catalogue says", 16),
    Column("because", 44),
    Column("source", 16),
    Column("level", 9, is_filled=True),
    Column("lower", 9, is_filled=True),
    Column("upper", 9, is_filled=True),
    Column("evidence", 34, is_filled=True),
    Column("note", 22, is_filled=True),
    Column("date", 12, is_filled=True),
    Column("rater", 14, is_filled=True),
    Column("option", 22, is_quiet=True),
    Column("criterion", 18, is_quiet=True),
)
_LEVELS_AT = (6, 7, 8)
_HOW = (
    "Write your own level where you have an opinion; leave the cell empty where you have none.",
    "Where you are not sure, write the worst level you think possible as lower and the best as "
    "upper.",
    "Say under evidence what a level rests on that is not the catalogue's: a case, a figure, "
    "a source.",
)


@dataclass(frozen=True)
class RatingSheet(Record, kind="strategy-rating-sheet"):
    """What an expert wrote.

    Attributes
    ----------
    ratings : tuple of RaterRating
        One for each option and criterion on which anything is written, as `read_raters` gives
        them, so that `panel` takes those of several sheets together.
    notes : tuple of str
        Levels that leave the catalogue's without evidence; such ratings count all the same.
    """

    ratings: tuple[RaterRating, ...]
    notes: tuple[str, ...] = ()


def write_rating_sheet(
    path: str | os.PathLike[str], catalogue: Catalogue, *, rater: str = "", prefilled: bool = True
) -> Path:
    """Write a workbook with a row for each option and criterion, sides of criteria too.

    Parameters
    ----------
    path : path
        The file; what stands there is replaced.
    catalogue : Catalogue
        What is rated.
    rater : str
        Who rates, written into the sheet *Rater*.
    prefilled : bool
        Whether the catalogue's own rating stands beside the empty cells, in words and with its
        source; without it the expert rates blind.

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
    The names of the columns are those of a table of raters, so that the sheet *Ratings* can be
    copied below another's.
    """
    check_name(path)
    book = Book()
    pairs = [(one.id, what) for one in catalogue.options for what in catalogue.criteria]
    rows = [_row(catalogue, option, what, prefilled=prefilled) for option, what in pairs]
    choices = {
        (at, column): what.levels for at, (_, what) in enumerate(pairs) for column in _LEVELS_AT
    }
    book.add(RATINGS, _COLUMNS, rows, choices, is_wide=True, is_one_page=False)
    about = [("Name of the rater", rater, "rater"), ("Date", "", "date")]
    about += [(said, "", "") for said in _HOW]
    columns = (Column("about the rater", 70), Column("answer", 40, is_filled=True))
    book.add(RATER, (*columns, Column("id", 12, is_quiet=True)), about, {})
    return write_bytes(path, book.data())


def read_rating_sheet(path: str | os.PathLike[str], catalogue: Catalogue) -> RatingSheet:
    """Read the ratings that an expert wrote.

    Parameters
    ----------
    path : path
        A workbook that `write_rating_sheet` wrote.
    catalogue : Catalogue
        What was rated.

    Returns
    -------
    RatingSheet
        Without rows where nothing was written.

    Raises
    ------
    InputError
        If an option, criterion or level does not exist, a range has one end or stands the wrong
        way round, or a rating stands twice: all of them together, each with file, sheet and row.
    """
    source = open_book(path)
    problems = Problems(source.name)
    about = sheet_rows(source, RATER, ("answer", "id")) if has_sheet(source, RATER) else []
    known = {row["id"]: row["answer"] for row in about if row["id"]}
    found: dict[tuple[str, str, str], RaterRating] = {}
    notes: list[str] = []
    for row in sheet_rows(source, RATINGS, ("option", "criterion", "level")):
        if not any(row[name] for name in _OWN):
            continue
        try:
            made = _read_row(row, known, catalogue, problems)
        except HanseError as error:
            problems.found.append(error)
            continue
        key = (made.rater, made.option, made.criterion)
        if key in found:
            said = f"{made.rater} rates {made.option} on {made.criterion} twice"
            problems.add(said, where=row.where, mend="Keep one of the two rows.")
        found[key] = made
        notes += _without_evidence(made, row.where, catalogue)
    problems.tell()
    return RatingSheet(tuple(found.values()), tuple(notes))


def _row(catalogue: Catalogue, option: str, what: Criterion, *, prefilled: bool) -> tuple[str, ...]:
    """Return the cells of one option and criterion."""
    rating = catalogue.rating(option, what.id)
    shown = (_rated(rating, what), _because(rating), rating.source) if prefilled else ("", "", "")
    meanings = [
        f"{level} {word}" if word != level else level
        for level, word in zip(what.levels, what.words, strict=True)
    ]
    name = catalogue.option(option).name
    empty = ("",) * 7
    return (name, what.label, "\n".join(meanings), *shown, *empty, option, what.id)


def _rated(rating: Rating, what: Criterion) -> str:
    """Return the catalogue's level with its word and its range."""
    if rating.level is None:
        return "unrated"
    level, low, high = rating.level, rating.lower, rating.upper
    said = f"{level} ({what.word(level)})" if what.word(level) != level else level
    is_range = bool(low and high) and low != high
    return f"{said}, between {low} and {high}" if is_range else said


def _because(rating: Rating) -> str:
    """Return what a rating rests on."""
    return "\n".join(part for part in (rating.says, rating.note) if part)


def _read_row(
    row: SheetRow, known: Mapping[str, str], catalogue: Catalogue, problems: Problems
) -> RaterRating:
    """Return a row with levels as labels."""
    option = catalogue.option(row["option"], where=row.where).id
    what = catalogue.criterion(row["criterion"], where=row.where)
    rater = row["rater"] or known.get("rater", "")
    if not rater:
        mend = f"Write the name in the sheet {RATER}, or in the column rater."
        problems.add("there is no rater", where=row.where, mend=mend)
    level, lower, upper = _levels(row, what)
    day = row["date"] or known.get("date", "")
    texts = (row["evidence"], row["note"], day)
    return RaterRating(rater, option, what.id, level, lower, upper, *texts)


def _levels(row: SheetRow, what: Criterion) -> tuple[str | None, str, str]:
    """Return the level and the ends of its range, as `read_raters` does."""
    given, low, high = row["level"], row["lower"], row["upper"]
    level = read_level(given, what, where=f"{row.where}, column level") if given else None
    if not low and not high:
        return level, level or "", level or ""
    if level is None and not (low and high):
        end = "upper" if low else "lower"
        mend = "Write both ends, or a level."
        raise InputError(f"the range has no {end} end", where=row.where, mend=mend)
    ends = level_range(low or given, high or given, what, where=row.where)
    if level is not None and not _is_inside(level, ends, what):
        raise InputError(
            f"level {level} is outside its range {ends[0]} to {ends[1]}",
            where=f"{row.where}, column level",
            mend="Choose a level between lower and upper.",
        )
    return level, *ends


def _is_inside(level: str, ends: Sequence[str], what: Criterion) -> bool:
    """Whether a level lies in a range."""
    return what.place(ends[0]) <= what.place(level) <= what.place(ends[1])


def _without_evidence(made: RaterRating, where: str, catalogue: Catalogue) -> list[Message]:
    """Return the note on levels that leave the catalogue's and rest on nothing."""
    own = [made.cautious, made.hopeful]
    rating = catalogue.rating(made.option, made.criterion)
    what = catalogue.criterion(made.criterion)
    if made.evidence or not made.has_opinion:
        return []
    values = {
        "where": where,
        "rater": made.rater,
        "option": catalogue.option(made.option).name,
        "criterion": what.label,
        "own": " to ".join(dict.fromkeys(own)),
    }
    if rating.level is None:
        return [
            message(
                "{where}: {rater} rates '{option}' on '{criterion}' as {own}, which the catalogue "
                "leaves unrated, and names no evidence.",
                **values,
            )
        ]
    ends = (rating.lower or rating.level, rating.upper or rating.level)
    if all(_is_inside(one, ends, what) for one in own):
        return []
    return [
        message(
            "{where}: {rater} rates '{option}' on '{criterion}' as {own}, the catalogue as "
            "{theirs}, and names no evidence.",
            theirs=rating.level,
            **values,
        )
    ]
