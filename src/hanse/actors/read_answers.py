"""Reading the answers to the survey on gaps."""

from __future__ import annotations

from typing import Any

from hanse.actors.checks import check_halves, check_twice
from hanse.actors.read_cells import Cells, open_cells
from hanse.actors.read_schemas import GAP_ANSWERS
from hanse.actors.sides import gap
from hanse.actors.tables import GapAnswers
from hanse.tables.mapping.mapping_reader import MappingSource

__all__ = ["answers_of", "read_gap_answers"]


def read_gap_answers(path: Any, *, mapping: MappingSource = None) -> GapAnswers:
    """Read the answers to the survey on gaps, from a file or a frame.

    Columns: ``respondent`` (any name or number), ``gap`` (key, number or label), ``importance`` and
    ``present`` (how important interaction across the gap is, and how much there is, 1 to 7 in steps
    of a half); ``wave`` may be there.

    Parameters
    ----------
    path : path or frame
        A text file with columns, a workbook, or an eager frame of pandas, Polars or Arrow.
    mapping : path, mapping or None
        The user's own headers and codes, as `hanse.tables.mapping.read_mapped` takes them.

    Raises
    ------
    InputError
        With everything that is wrong: unknown gaps, ratings outside 1 to 7, a respondent that
        answers twice for the same gap and wave.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"respondent": [1], "gap": ["7"], "importance": [6], "present": [2]})
    >>> read_gap_answers(frame).gaps
    ('global',)
    """
    cells = open_cells(path, GAP_ANSWERS, mapping)
    answers = answers_of(cells)
    cells.tell()
    return answers


def answers_of(cells: Cells) -> GapAnswers:
    """Return the answers that cells hold; what is wrong is remembered there."""
    gaps = tuple(cells.read("gap", lambda text: gap(text).key, ""))
    respondents, waves = cells.texts("respondent"), cells.texts("wave")
    check_halves(cells, ("importance", "present"))
    keys = [
        (who, wave, one) if who and one else None
        for who, wave, one in zip(respondents, waves, gaps, strict=True)
    ]
    names = ", ".join(one for one in ("respondent", "wave", "gap") if cells.has(one))
    check_twice(
        cells, names, keys, lambda row: f"the answer of this respondent for the gap {gaps[row]}"
    )
    return GapAnswers(
        respondents, waves, gaps, cells.numbers("importance"), cells.numbers("present")
    )
