"""The filled sheets of a review: found in its folder, read, compared and settled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from hanse.errors import InputError, unknown_name
from hanse.evidence.review.folder import Review
from hanse.evidence.review.layout import CODING, PROTOCOL, SHEETS
from hanse.evidence.sheets import (
    FilledSheet,
    FinalSheet,
    Mistake,
    Resolution,
    Sheet,
    SheetAgreement,
    SheetMistakes,
    adjudicate,
    compare,
    read_filled,
    read_resolutions,
    read_sheet,
    sheet,
    shipped_sheets,
)
from hanse.messages import plural
from hanse.result import Answer

__all__ = ["RESOLVED", "ReviewCoding", "coding_files", "read_coding", "review_sheet"]

RESOLVED = "resolved"
"""``coding/<sheet>.resolved.csv`` holds what was settled; nobody of a protocol is called so."""
ENDINGS = (".csv", ".xlsx")


@dataclass(frozen=True, eq=False)
class ReviewCoding(Answer, kind="review-coding"):
    """A sheet as the people of a review filled it in for what is included.

    Attributes
    ----------
    sheet : Sheet
        What was asked.
    filled : tuple of FilledSheet
        One for each person, in the order of their names; none where nobody filled it in.
    agreement : SheetAgreement or None
        How far they agree; None with fewer than two people.
    final : FinalSheet or None
        What holds, and what is still to be settled; None with fewer than two people.
    uncoded : tuple of str
        Included records for which nobody filled it in.
    """

    sheet: Sheet
    filled: tuple[FilledSheet, ...]
    agreement: SheetAgreement | None
    final: FinalSheet | None
    uncoded: tuple[str, ...]

    @property
    def people(self) -> tuple[str, ...]:
        """Who filled it in."""
        return tuple(one.person for one in self.filled)

    @property
    def settled(self) -> FilledSheet | FinalSheet | None:
        """The answers that hold: of all, of the one person, or None."""
        return self.final or (self.filled[0] if self.filled else None)

    @property
    def due(self) -> tuple[str, ...]:
        """Places at which an answer is still due."""
        return tuple(place for one in self.filled for place in one.open)

    def units(self) -> Mapping[tuple[str, str], Mapping[str, str]]:
        """Return the answers that hold by record and part."""
        return {} if self.settled is None else self.settled.units()

    def to_frame(self) -> Any:
        """Return a row for each unit with the answers that hold; empty where there are none."""
        import pandas as pd

        if self.settled is None:
            return pd.DataFrame(columns=list(self.sheet.columns))
        return self.settled.to_frame()

    def __str__(self) -> str:
        """Return who filled it in for what, and what is open."""
        lines = [str(self.final) if self.final else "\n".join(map(str, self.filled))]
        if not self.filled:
            lines = [f"{self.sheet.title}: nobody filled it in"]
        if self.uncoded:
            lines.append(f"{plural(len(self.uncoded), 'included record')} not coded")
        return "\n".join(lines)


def review_sheet(review: Review, name: str, *, where: str = PROTOCOL) -> Sheet:
    """Return a sheet of a review: that of its folder ``sheets``, else one that comes with hanse.

    Parameters
    ----------
    review : Review
        The review.
    name : str
        Id of the sheet.
    where : str
        Where it is named, for the error.

    Raises
    ------
    InputError
        If there is none, with the nearest, or the file holds another sheet.
    """
    own = review.folder / SHEETS / f"{name}.toml"
    if not own.is_file():
        known = _known_sheets(review)
        if name not in known:
            raise unknown_name("sheet", name, known, where=where)
        return sheet(name)
    found = read_sheet(own)
    if found.id != name:
        raise InputError(
            f"it holds the sheet '{found.id}'",
            where=f"{SHEETS}/{own.name}",
            mend="Call the file as its sheet.",
        )
    return found


def _known_sheets(review: Review) -> list[str]:
    """Return the ids of the sheets that a review can use."""
    own = [path.stem for path in sorted((review.folder / SHEETS).glob("*.toml"))]
    return list(dict.fromkeys([*own, *(one.id for one in shipped_sheets())]))


def coding_files(review: Review) -> dict[str, dict[str, Path]]:
    """Return the filled sheets in the folder ``coding``: id of the sheet → person → file.

    What was settled stands under `RESOLVED`. Files other than CSV and workbooks are left alone.

    Raises
    ------
    InputError
        If a file is not called ``<sheet>.<person>.csv`` after a sheet that there is and a person of
        the protocol, or a person has two files of one sheet.
    """
    people = [one.id for one in review.protocol.people]
    found: dict[str, dict[str, Path]] = {}
    for path in _files(review.folder / CODING):
        where = f"{CODING}/{path.name}"
        name, sign, person = path.stem.partition(".")
        if not sign or not person:
            raise InputError(
                "its name does not say whose it is",
                where=where,
                mend=f"Call it SHEET.PERSON{path.suffix}, such as {_example(review)}.",
            )
        if name not in (known := _known_sheets(review)):
            raise unknown_name("sheet", name, known, where=where)
        if person not in people and person != RESOLVED:
            raise unknown_name("person", person, people, where=where)
        own = found.setdefault(name, {})
        if person in own:
            raise InputError(
                f"{person} has {own[person].name} as well", where=where, mend="Keep one of the two."
            )
        own[person] = path
    return found


def _files(folder: Path) -> Iterator[Path]:
    """Yield the tables of a folder by name; hidden ones and locks of office programs are none."""
    if folder.is_dir():
        for path in sorted(folder.iterdir()):
            if path.suffix.casefold() in ENDINGS and path.name[0] not in ".~":
                yield path


def _example(review: Review) -> str:
    """Return a name as it should be."""
    return f"{shipped_sheets()[0].id}.{review.protocol.people[0].id}.csv"


def read_coding(review: Review, name: str, *, seed: int = 0, where: str = PROTOCOL) -> ReviewCoding:
    """Read everything that was filled in of a sheet, compare the people, and settle it.

    Parameters
    ----------
    review : Review
        The review; only what it includes may be coded.
    name : str
        Id of the sheet.
    seed : int, from 0
        Of the intervals that are drawn.
    where : str
        Where the sheet is named, for the error.

    Returns
    -------
    ReviewCoding
        Answers that are still due are listed; two who differ leave a cell unresolved until
        ``coding/<sheet>.resolved.csv`` settles it (see `FinalSheet.to_resolve`).

    Raises
    ------
    InputError
        If there is no such sheet, a file is called wrongly, or something was settled that fewer
        than two people coded.
    SheetMistakes
        With every wrong cell of a file, also where a record is not included or was merged away.
    """
    asked = review_sheet(review, name, where=where)
    files = coding_files(review).get(name, {})
    filled = tuple(
        _filled(review, asked, person, path) for person, path in files.items() if person != RESOLVED
    )
    resolutions = _resolutions(review, asked, files.get(RESOLVED), len(filled))
    there = {row.record for one in filled for row in one.rows}
    several = len(filled) > 1
    return ReviewCoding(
        sheet=asked,
        filled=filled,
        agreement=compare(*filled, rng=np.random.default_rng(seed)) if several else None,
        final=_final(filled, resolutions, files.get(RESOLVED)) if several else None,
        uncoded=tuple(one for one in review.state.included if one not in there),
    )


def _final(
    filled: tuple[FilledSheet, ...], resolutions: tuple[Resolution, ...], path: Path | None
) -> FinalSheet:
    """Return what holds; mistakes of resolutions name their file."""
    try:
        return adjudicate(filled, resolutions)
    except SheetMistakes as error:
        name = path.name if path is not None else ""
        found = [replace(one, file=name, row=0) for one in error.mistakes]
        raise SheetMistakes(found) from error


def _filled(review: Review, asked: Sheet, person: str, path: Path) -> FilledSheet:
    """Return what a person filled in, an error where it is of a record that is not included."""
    state = review.state
    found = read_filled(asked, path, person=person, records=state.records, unfinished=True)
    included = set(state.included)
    mistakes = []
    for row in found.rows:
        if row.record in included:
            continue
        top = state.representative(row.record)
        what, mend = f"is not included: {state.position(row.record)}", "Take its rows out."
        if top != row.record:
            what, mend = f"was merged into {top}", f"Write {top}, or take its rows out."
        mistakes.append(Mistake(found.file, row.row, "record", row.record, what, "", mend))
    if mistakes:
        raise SheetMistakes(mistakes)
    here = {row.record for row in found.rows}
    return replace(found, missing=tuple(one for one in state.included if one not in here))


def _resolutions(
    review: Review, asked: Sheet, path: Path | None, n_people: int
) -> tuple[Resolution, ...]:
    """Return what was settled, an error where an unknown person did or there is nothing to."""
    if path is None:
        return ()
    if n_people < 2:
        raise InputError(
            f"{plural(n_people, 'person')} coded, and nothing is to be settled",
            where=f"{CODING}/{path.name}",
            mend="Take the file out, or put the tables of all coders beside it.",
        )
    found = read_resolutions(asked, path)
    known = [one.id for one in review.protocol.people]
    for one in found:
        if one.person not in known:
            raise unknown_name("person", one.person, known, where=f"{CODING}/{path.name}")
    return found
