"""The coding section of a study: how the cases were coded and how far coders agree."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from hanse.errors import InputError
from hanse.evidence import Agreement, CodedCell, agreement, read_coding
from hanse.messages import plural
from hanse.report import Block, Details, Heading, Paragraph, Table, TableColumn, literal
from hanse.result import jsonable
from hanse.study.part import Part, Progress, Sheet, Study
from hanse.study.toml_values import check_keys, text_of
from hanse.study.wording import percent, two

__all__ = ["CodingSection"]

TITLE = "How the cases were coded"
KNOWN = "all but unknown in both"
KEYS = ("first", "second", "coders", "coders_short", "note")
SENTENCE_END = re.compile(r"(?<=[a-z0-9)]{3}[.!?])(?<!Prof\.)\s+(?=[^a-z])")
"""Where a sentence ends; not after an initial or a title such as Dr."""
Cells = Mapping[tuple[str, str], CodedCell]


class CodingSection:
    """Two codings of the same cases and their agreement."""

    keys = ("coding",)

    def run(self, study: Study, *, progress: Progress) -> Part | None:
        """Compare the codings that ``[coding]`` names; None where there is none."""
        if "coding" not in study.tables:
            return None
        table = study.tables["coding"]
        check_keys(table, KEYS, "[coding]")
        for key in ("first", "second"):
            if not isinstance(table.get(key), str):
                raise InputError(f"{key} is missing", where="[coding]", mend="Name a CSV file.")
        first, second = (
            {(cell.case, cell.condition): cell for cell in read_coding(study.folder / table[key])}
            for key in ("first", "second")
        )
        _check_same_cells(first, second)
        found = _by_condition(first, second)
        differing = [key for key in first if first[key].value != second[key].value]
        blocks = _blocks(table, first, second, found, differing)
        sheet = Sheet(
            "coding",
            ("case", "condition", "first", "second", "place", "paraphrase"),
            [
                [*key, cell.value, second[key].value, cell.place, cell.paraphrase]
                for key, cell in first.items()
            ],
        )
        said = f"{_who(table, found['all'].n)}; {_agreed(first, second, found, len(differing))}"
        said += f" What that means is told under *{TITLE}*."
        return Part(
            opening=(Heading(3, "How sure the coding is"), Paragraph(said)),
            blocks=blocks,
            sheets=(sheet,),
            result={"coding": _result({**found, KNOWN: _on_known(first, second)}, differing)},
            files=(table["first"], table["second"]),
        )


def _check_same_cells(first: Cells, second: Cells) -> None:
    """Refuse codings that do not cover the same cells."""
    odd = sorted(set(first) ^ set(second))
    if odd:
        case, condition = odd[0]
        raise InputError(
            f"{plural(len(odd), 'cell stands', 'cells stand')} in one coding only, the first: "
            f"{case}, {condition}",
            where="[coding]",
            mend="Code every case and condition in both files.",
        )


def _by_condition(first: Cells, second: Cells) -> dict[str, Agreement]:
    """Return the agreement on each condition, and on all cells."""
    found = {}
    for condition in [*dict.fromkeys(condition for _, condition in first), ""]:
        keys = [key for key in first if condition in ("", key[1])]
        codes = [[cells[key].value for key in keys] for cells in (first, second)]
        found[condition or "all"] = agreement(*codes)
    return found


def _blocks(
    table: Mapping[str, Any],
    first: Cells,
    second: Cells,
    found: Mapping[str, Agreement],
    differing: list[tuple[str, str]],
) -> tuple[Block, ...]:
    """Return the agreement table, the cells that differ, and every cell with its place."""
    heads = (
        TableColumn("variable"),
        TableColumn("cells"),
        TableColumn("same value", "share of cells with the same value", align="right"),
        TableColumn("Cohen's kappa", "agreement beyond chance; a dash where undefined", "right"),
        TableColumn("1", "cells with this value in the first coding"),
        TableColumn("0"),
        TableColumn("unknown"),
    )
    rows = [
        (name, one.n, percent(one.observed), two(one.kappa), *_counts(first, name))
        for name, one in found.items()
    ]
    known = _on_known(first, second)
    shares = (known.n, percent(known.observed), two(known.kappa))
    rows.append((KNOWN, *shares, *_counts(first, "all")[:2], _unknown_in_one(first, second)))
    said = f"{_twice(found['all'].n)}; {_agreed(first, second, found, len(differing))}"
    blocks: list[Block] = [Heading(1, TITLE, "coding"), Paragraph(said)]
    words = [text_of(table, key, "[coding]") for key in ("coders", "note") if key in table]
    blocks += [Paragraph(one) for one in words]
    undefined = [f"{literal(name)}: {one.reason}." for name, one in found.items() if one.reason]
    note = f"Cohen's kappa is undefined for {' '.join(undefined)}" if undefined else ""
    blocks.append(Table("Agreement of the two codings", heads, tuple(rows), note))
    blocks += _differing(first, second, differing)
    blocks.append(_known(first))
    return tuple(blocks)


def _differing(first: Cells, second: Cells, differing: list[tuple[str, str]]) -> list[Block]:
    """Return the cells on which the codings differ, nothing where there are none."""
    if not differing:
        return []
    columns = tuple(TableColumn(n, align="left") for n in ("case", "variable", "first", "second"))
    lines = tuple((*key, first[key].value, second[key].value) for key in differing)
    return [Table("Cells on which the codings differ", columns, lines)]


def _known(cells: Cells) -> Block:
    """Return every known value with its place and what is said there, folded."""
    heads = ("case", "variable", "value", "place", "what is said there")
    columns = tuple(TableColumn(name, align="left") for name in heads)
    known = tuple(
        (*key, cell.value, cell.place, cell.paraphrase)
        for key, cell in cells.items()
        if cell.value != "unknown"
    )
    every = Table("Values with their places", columns, known, "All other cells are unknown.")
    return Details("Every known value with its place", (every,))


def _twice(n: int) -> str:
    """Return how many cells were coded twice."""
    return f"{plural(n, 'cell was', 'cells were')} coded twice"


def _who(table: Mapping[str, Any], n: int) -> str:
    """Return how many cells were coded twice, and by whom.

    That is ``coders_short``, else the first sentence of ``coders``.
    """
    if "coders_short" in table:
        return f"{_twice(n)} by {text_of(table, 'coders_short', '[coding]').strip().rstrip('.')}"
    coders = text_of(table, "coders", "[coding]").strip() if "coders" in table else ""
    if not coders:
        return f"{_twice(n)}, by whom the study does not say"
    first = SENTENCE_END.split(coders)[0]
    return f"{first.rstrip('.')}; {_twice(n)}"


def _agreed(first: Cells, second: Cells, found: Mapping[str, Agreement], differing: int) -> str:
    """Return the agreement on all cells, and on those that are not unknown in both codings."""
    whole, known = found["all"], _on_known(first, second)
    said = f"{percent(whole.observed)} have the same value (Cohen's kappa {two(whole.kappa)})"
    if known.n == 0:
        said += ", all of them unknown in both codings"
    elif known.n < whole.n:
        said += (
            f", of the {known.n:,} not unknown in both codings {percent(known.observed)} "
            f"(kappa {two(known.kappa)})"
        )
    return f"{said}; {differing or 'none'} {'differs' if differing == 1 else 'differ'}."


def _unknown_in_one(first: Cells, second: Cells) -> int:
    """Return how many cells are unknown in the first coding and known in the second."""
    return sum(c.value == "unknown" != second[key].value for key, c in first.items())


def _on_known(first: Cells, second: Cells) -> Agreement:
    """Return the agreement on the cells that are not unknown in both codings."""
    pairs = [(first[key].value, second[key].value) for key in first]
    known = [pair for pair in pairs if pair != ("unknown", "unknown")]
    return agreement([one for one, _ in known], [two for _, two in known])


def _counts(cells: Cells, condition: str) -> tuple[int, int, int]:
    """Return how many cells have each value."""
    values = [cell.value for key, cell in cells.items() if condition in ("all", key[1])]
    return values.count("1"), values.count("0"), values.count("unknown")


def _result(found: Mapping[str, Agreement], differing: list[tuple[str, str]]) -> dict[str, Any]:
    """Return the agreement for result.json."""
    return {
        "agreement": {
            name: {"n": one.n, "observed": jsonable(one.observed), "kappa": jsonable(one.kappa)}
            for name, one in found.items()
        },
        "differing": [list(key) for key in differing],
    }
