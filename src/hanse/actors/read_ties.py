"""Reading lasting relationships and how each side rates them."""

from __future__ import annotations

from typing import Any

import numpy as np

from hanse.actors.checks import check_future, check_halves, check_other, check_span, check_twice
from hanse.actors.read_cells import Cells, open_cells, parts_of
from hanse.actors.read_days import as_day
from hanse.actors.read_parties import Finder
from hanse.actors.read_schemas import ATMOSPHERES, RELATIONSHIPS
from hanse.actors.read_words import chain_of, state_of
from hanse.actors.tables import ATMOSPHERE, Actors, Atmosphere, Relationships, Whole
from hanse.messages import message, plural
from hanse.tables.mapping.mapping_reader import MappingSource

__all__ = ["atmosphere_of", "read_atmosphere", "read_relationships", "relationships_of"]


def read_relationships(
    path: Any, actors: Actors, *, mapping: MappingSource = None, as_of: str | int
) -> Relationships:
    """Read the relationships that somebody states, from a file or a frame.

    Columns: ``party_a`` and ``party_b`` are needed; ``start``, ``end``, ``state`` (planned, active,
    dormant or ended), ``adaptations``, ``institutions`` (lists), ``market`` (a country),
    ``dynamism``, ``internationalisation`` (1 to 7) and ``chain`` (what b is to a) may be there. A
    row without a state is ended after its end, planned before its start, else active.

    Parameters
    ----------
    path : path or frame
        A text file with columns, a workbook, or an eager frame of pandas, Polars or Arrow.
    actors : Actors
        Who there is.
    mapping : path, mapping or None
        The user's own headers and codes, as `hanse.tables.mapping.read_mapped` takes them.
    as_of : str or int
        The day of the analysis; only a planned relationship starts later.

    Raises
    ------
    InputError
        With everything that is wrong: unknown actors, states, positions and countries, an actor
        tied to itself, a pair that stands twice, an end before the start, ratings outside 1 to 7.

    Examples
    --------
    >>> import pandas as pd
    >>> from hanse.actors import read_actors
    >>> actors = read_actors(pd.DataFrame({"actor": ["Ask", "Elm"], "roles": ["firm", "capital"]}))
    >>> frame = pd.DataFrame({"party_a": ["Ask"], "party_b": ["Elm"], "end": ["2021-01-01"]})
    >>> read_relationships(frame, actors, as_of="2024-12-31").states
    ('ended',)
    """
    cells = open_cells(path, RELATIONSHIPS, mapping)
    found = relationships_of(cells, actors, as_of=as_day(as_of))
    cells.tell()
    return found


def relationships_of(cells: Cells, actors: Actors, *, as_of: int) -> Relationships:
    """Return the relationships that cells hold; what is wrong is remembered there."""
    finder = Finder(actors)
    a, b = _sides(cells, finder, "party_a", "party_b")
    check_other(cells, "party_a, party_b", a, b, actors.ids)
    pairs = [
        (min(one, two), max(one, two)) if min(one, two) >= 0 and one != two else None
        for one, two in zip(a.tolist(), b.tolist(), strict=True)
    ]
    check_twice(
        cells,
        "party_a, party_b",
        pairs,
        lambda row: f"the relationship of '{actors.ids[a[row]]}' and '{actors.ids[b[row]]}'",
    )
    start, end = cells.days("start"), cells.days("end")
    check_span(cells, start, end, names=("start", "end"))
    states = _states(cells, start, end, as_of)
    planned = np.array([one == "planned" for one in states], dtype=bool)
    check_future(cells, "start", np.where(planned, 0, start), as_of)
    check_halves(cells, ("dynamism", "internationalisation"))
    return Relationships(
        a=a,
        b=b,
        start=start,
        end=end,
        states=states,
        adaptations=tuple(cells.each("adaptations", parts_of, ())),
        institutions=tuple(cells.each("institutions", parts_of, ())),
        markets=cells.texts("market"),
        dynamism=cells.numbers("dynamism"),
        internationalisation=cells.numbers("internationalisation"),
        chain=tuple(cells.read("chain", chain_of, "")),
    )


def _states(cells: Cells, start: Whole, end: Whole, as_of: int) -> tuple[str, ...]:
    """Return the state of each row, by its days where it names none."""
    stated = cells.read("state", state_of, "")
    silent = sum(1 for one in stated if not one)
    if silent:
        cells.notes.append(
            message(
                "{file}: state of {n} taken from the days.",
                file=cells.problems.file,
                n=plural(silent, "relationship"),
            )
        )
    by_days = np.where((end > 0) & (end <= as_of), "ended", "active")
    by_days = np.where(start > as_of, "planned", by_days)
    return tuple(one or other for one, other in zip(stated, by_days.tolist(), strict=True))


def _sides(cells: Cells, finder: Finder, one: str, other: str) -> tuple[Whole, Whole]:
    """Return the places of two columns of actors, -1 where one is not known."""
    return (
        np.array(cells.read(one, finder.place, -1), dtype=np.int64),
        np.array(cells.read(other, finder.place, -1), dtype=np.int64),
    )


def read_atmosphere(
    path: Any, actors: Actors, *, mapping: MappingSource = None, as_of: str | int
) -> Atmosphere:
    """Read how the sides of relationships rate them, from a file or a frame.

    Columns: ``date``, ``rater`` and ``other`` are needed, and at least one of ``power`` (how
    strongly the rater depends on the other side), ``cooperation``, ``conflict``, ``closeness``,
    ``trust`` and ``expectations``, each from 1 to 7 in steps of a half.

    Parameters
    ----------
    path, actors, mapping, as_of
        As `read_relationships` takes them; no rating is later than ``as_of``.

    Raises
    ------
    InputError
        With everything that is wrong: unknown actors, one that rates itself, ratings outside 1 to
        7, days in the future.

    Examples
    --------
    >>> import pandas as pd
    >>> from hanse.actors import read_actors
    >>> actors = read_actors(pd.DataFrame({"actor": ["Ask", "Elm"], "roles": ["firm", "capital"]}))
    >>> frame = pd.DataFrame(
    ...     {"date": ["2024-03-01"], "rater": ["Ask"], "other": ["Elm"], "trust": [5.5]}
    ... )
    >>> read_atmosphere(frame, actors, as_of="2024-12-31").ratings
    array([[nan, nan, nan, nan, 5.5, nan]])
    """
    cells = open_cells(path, ATMOSPHERES, mapping)
    found = atmosphere_of(cells, actors, as_of=as_day(as_of))
    cells.tell()
    return found


def atmosphere_of(cells: Cells, actors: Actors, *, as_of: int) -> Atmosphere:
    """Return the ratings that cells hold; what is wrong is remembered there."""
    rater, other = _sides(cells, Finder(actors), "rater", "other")
    check_other(cells, "rater, other", rater, other, actors.ids)
    days = cells.days("date")
    check_future(cells, "date", days, as_of)
    check_halves(cells, ATMOSPHERE)
    if not any(cells.has(name) for name in ATMOSPHERE):
        cells.problems.add(
            "there is no column of ratings", mend=f"Give one or more of {', '.join(ATMOSPHERE)}."
        )
    ratings = np.column_stack([cells.numbers(name) for name in ATMOSPHERE])
    return Atmosphere(days, rater, other, ratings)
