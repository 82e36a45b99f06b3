"""The user's own moderators in a workbook of answers: kept as they are, and editable.

Each cell holds what stands behind the sign = in a file of answers, so that the same rules hold.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from typing import Any

from hanse.errors import HanseError, InputError
from hanse.strategy.answers import check_id, parse_answers
from hanse.strategy.catalogue import Catalogue, Moderator
from hanse.strategy.entries import Problems
from hanse.strategy.sheets.book import Column
from hanse.strategy.sheets.rows import SheetRow
from hanse.strategy.sheets.text import hypothesis_entry, toml_value

__all__ = ["IDEA_COLUMNS", "hypothesis_rows", "read_hypotheses"]

_PLAIN = ("id", "name", "reason", "source")
_WIDTHS = {
    "id": 16,
    "name": 26,
    "when": 32,
    "options": 36,
    "criteria": 26,
    "shift": 8,
    "reason": 50,
    "source": 20,
}

IDEA_COLUMNS = tuple(Column(name, width, is_filled=True) for name, width in _WIDTHS.items())


def hypothesis_rows(hypotheses: Sequence[Moderator]) -> list[tuple[str, ...]]:
    """Return a row for each moderator: texts as they are, lists and tables as in TOML."""
    entries = [hypothesis_entry(one) for one in hypotheses]
    return [
        tuple(
            str(entry.get(name, "")) if name in _PLAIN else toml_value(entry[name])
            for name in _WIDTHS
        )
        for entry in entries
    ]


def read_hypotheses(
    rows: Sequence[SheetRow], catalogue: Catalogue, problems: Problems
) -> tuple[Moderator, ...]:
    """Return the moderators of the rows; what cannot be used is added to the problems."""
    found: list[Moderator] = []
    for number, row in enumerate(rows, start=1):
        try:
            entry = {"id": f"hypothesis-{number}", **_entry(row)}
            table = {"hypotheses": [entry]}
            for one in parse_answers(table, catalogue, file=row.where).hypotheses:
                check_id(one, found, catalogue, row.where)
                found.append(one)
        except HanseError as error:
            problems.found.append(error)
    return tuple(found)


def _entry(row: SheetRow) -> dict[str, Any]:
    """Return what a row says, empty cells left out."""
    filled = {name: row[name] for name in _WIDTHS if row[name]}
    return {
        name: text if name in _PLAIN else _value(name, text, row.where)
        for name, text in filled.items()
    }


def _value(name: str, text: str, where: str) -> Any:
    """Return the value that a cell writes in TOML."""
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError as error:
        mends = {"shift": "Write 1 or -1.", "when": 'Write { question = "value" }.'}
        mend = mends.get(name, 'Write ["a", "b"].')
        raise InputError(f"'{text}' is no {name}", where=where, mend=mend) from error
