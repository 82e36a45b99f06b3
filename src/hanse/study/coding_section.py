"""The coding section of a study: how the cases were coded and how far coders agree."""

from __future__ import annotations

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
KEYS = ("first", "second", "coders", "note")
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
        said = _said(found["all"], len(differing))
        said += f" By whom, and what that means, is told under *{TITLE}*."
        return Part(
            opening=(Heading(3, "How sure the coding is"), Paragraph(said)),
            blocks=blocks,
            sheets=(sheet,),
            result={"coding": _result(found, differing)},
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
    said = _said(found["all"], len(differing))
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


def _said(whole: Agreement, differing: int) -> str:
    """Return the agreement on all cells in a sentence."""
    return (
        f"{plural(whole.n, 'cell was', 'cells were')} coded twice; {percent(whole.observed)} have "
        f"the same value (Cohen's kappa {two(whole.kappa)}); {differing or 'none'} "
        f"{'differs' if differing == 1 else 'differ'}."
    )


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
