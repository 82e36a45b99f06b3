"""Records out of a review, for other programs."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from hanse.errors import InputError, unknown_name
from hanse.evidence.log import POSITIONS
from hanse.evidence.records import (
    BibliographicRecord,
    write_bibtex,
    write_csv_records,
    write_ris,
)
from hanse.evidence.review.folder import Review
from hanse.tables import write_text

__all__ = ["export_records", "records_at"]

WRITERS = {".ris": write_ris, ".bib": write_bibtex, ".csv": write_csv_records}


def records_at(review: Review, position: str = "included") -> tuple[BibliographicRecord, ...]:
    """Return the records that stand somewhere in the review, each joined with its duplicates.

    Parameters
    ----------
    review : Review
        The review.
    position : str
        One of `hanse.evidence.log.POSITIONS`, such as ``"included"``.

    Returns
    -------
    tuple of BibliographicRecord
        In the order of the review.

    Raises
    ------
    InputError
        If there is no such position.
    """
    if position not in POSITIONS:
        raise unknown_name("position", position, POSITIONS, where="--position")
    state = review.state
    chosen = [one for one in state.records if state.position(one) == position]
    if position == "duplicate":
        return tuple(review.records[one] for one in chosen)
    return tuple(replace(review.joined(one), id=one) for one in chosen)


def export_records(records: Sequence[BibliographicRecord], path: str | os.PathLike[str]) -> Path:
    """Write records as RIS, BibTeX or CSV, by the ending of the file.

    Raises
    ------
    InputError
        If the ending is another one.
    """
    file = Path(path)
    writer = WRITERS.get(file.suffix.casefold())
    if writer is None:
        raise InputError(
            f"'{file.suffix}' is no ending of a file of records",
            where=str(file),
            mend="End it in .ris, .bib or .csv.",
        )
    return write_text(file, writer(list(records)))
