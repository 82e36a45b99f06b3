"""What ``hanse observe degree`` says on the money of its files, and on files that give nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hanse.cli.formats import as_argument
from hanse.errors import InputError

if TYPE_CHECKING:
    from hanse.observatory.internationalisation import Movement
    from hanse.observatory.internationalisation.measures import Degree
    from hanse.tables.mapping import MappedTable

__all__ = ["check_measures", "money_data", "money_said", "starting", "with_units_named"]

SHARE_OF_SALES = ("export_share", "export_share_mean")
"""What a single column of sales abroad gives of a firm and of a cluster."""


def money_said(tables: Mapping[str, MappedTable], printed: Sequence[str]) -> Iterator[str]:
    """Yield what was done with the money of the files that is not printed yet.

    Parameters
    ----------
    tables : mapping of str to MappedTable
        Kind of file → what was read.
    printed : sequence of str
        The notes that are printed anyhow.
    """
    told: set[str] = set()
    for kind, table in tables.items():
        basis = [] if table.money is None else [str(table.money)]
        said = [one for one in basis if not any(note.startswith(one) for note in printed)]
        for line in (*said, *table.money_notes):
            if line not in told:
                told.add(line)
                yield line if kind == "firms" else f"In the file of {kind}: {line}"


def money_data(tables: Mapping[str, MappedTable]) -> dict[str, Any]:
    """Return kind of file → its money as data, the sentence on it, and the notes with rates."""
    return {
        kind: {"basis": one.money, "said": str(one.money), "notes": list(one.money_notes)}
        for kind, one in tables.items()
        if one.money is not None
    }


def with_units_named(moved: Movement) -> Movement:
    """Return how a cluster moved, with money and km behind the names where no number has them."""

    def named(name: str, unit: str, said: str) -> str:
        is_stated = unit in said or not (unit == "km" or unit[:3].isupper())
        return name if is_stated else f"{name} ({unit})"

    moves = (
        replace(one, name=named(one.name, one.unit, one.sentence(moved.level)))
        for one in moved.moves
    )
    return replace(moved, moves=tuple(moves))


def check_measures(made: Degree, firms: MappedTable) -> None:
    """Refuse files from which no indicator can be measured.

    Raises
    ------
    InputError
        If there is none; it names the columns that would help most.
    """
    from hanse.messages import join_names

    if made.measures:
        return
    given = [name for name in firms.schema.names if name in firms.columns]
    most = next(
        one.indicators
        for one in made.gaps
        if any(name in one.indicators for name in SHARE_OF_SALES)
    )
    raise InputError(
        f"No indicator can be measured from {join_names(given)}",
        where=firms.table.file,
        mend=f"foreign_sales or export_share would give {join_names(most)}.",
    )


@contextmanager
def starting(path: Path, kind: str, *, has_map: bool) -> Iterator[None]:
    """Add to errors of a file that is read without a mapping how to begin one."""
    try:
        yield
    except InputError as error:
        if has_map or not path.is_file():
            raise
        words = f"hanse observe mapping {as_argument(path)} --for {kind} --write map.toml"
        start = f"Start a mapping with: {words}"
        if "\n" in error.what:
            raise InputError(f"{error.what}\n{start}", where=error.where) from error
        mend = f"{error.mend} {start}" if error.mend else start
        raise InputError(error.what, where=error.where, mend=mend) from error
