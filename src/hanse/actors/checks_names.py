"""Actors that look the same: an error where nothing tells them apart, else a note."""

from __future__ import annotations

from hanse.actors.names import folded_name, look_alikes
from hanse.actors.read_cells import Cells
from hanse.actors.tables import Actors
from hanse.messages import join_names, message, plural
from hanse.tables.mapping.problems import SHOWN

__all__ = ["check_names"]

_MERGE = (
    "Keep one row and use its id in the other tables; if they are two organisations, list the pair "
    'as distinct (Python: distinct=[("{a}", "{b}")]; a study: [actors.distinct] with a file of the '
    "columns actor_a and actor_b)."
)


def check_names(cells: Cells, actors: Actors, distinct: tuple[tuple[str, str], ...]) -> None:
    """Remember the pairs of actors that look the same.

    Names that are equal when folded (see `hanse.actors.names.folded_name`), in the same country or
    both of unknown country, are problems. Names that are merely near, and equal ones of which one
    country is not known, are a note for review. An actor that stands twice with the same id is told
    elsewhere.
    """
    apart = {frozenset(pair) for pair in distinct}
    _check_distinct(cells, actors, distinct)
    folded = [folded_name(name) for name in actors.names]
    near: list[str] = []
    same: list[tuple[int, int]] = []
    for i, j, _ in look_alikes(actors.names, actors.countries):
        a, b = actors.ids[i], actors.ids[j]
        if a == b or frozenset((a, b)) in apart:
            continue
        if folded[i] == folded[j] and actors.countries[i] == actors.countries[j]:
            same.append((i, j))
        else:
            near.append(f"{a} ({actors.names[i]}) and {b} ({actors.names[j]})")
    for i, j in same[:SHOWN]:
        a, b = actors.ids[i], actors.ids[j]
        cells.problems.cells(
            cells.column("name") if cells.has("name") else cells.column("actor"),
            [int(cells.lines[i]), int(cells.lines[j])],
            f"'{a}' ({actors.names[i]}) and '{b}' ({actors.names[j]}) look the same",
            mend=_MERGE.format(a=a, b=b),
        )
    if len(same) > SHOWN:
        cells.problems.add(f"{plural(len(same) - SHOWN, 'more pair')} of actors look the same")
    if near:
        listed = "; ".join(near[:SHOWN])
        more = f"; and {len(near) - SHOWN:,} more" if len(near) > SHOWN else ""
        cells.notes.append(
            message("Actors whose names are near, to be looked at: {pairs}.", pairs=listed + more)
        )


def _check_distinct(cells: Cells, actors: Actors, distinct: tuple[tuple[str, str], ...]) -> None:
    """Note the pairs of distinct actors that name one that is not there."""
    known = set(actors.ids)
    lost = sorted({one for pair in distinct for one in pair if one not in known})
    if lost:
        cells.notes.append(
            message("Listed as distinct but no actor: {names}.", names=join_names(lost))
        )
