"""Reading what was done to bring actors together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hanse.actors.checks import check_span, check_twice
from hanse.actors.read_cells import Cells, open_cells
from hanse.actors.read_parties import Finder
from hanse.actors.read_schemas import ACTIVITIES
from hanse.actors.read_words import gaps_of
from hanse.actors.tables import Activities, Actors
from hanse.errors import unknown_name
from hanse.tables.mapping.mapping_reader import MappingSource

__all__ = ["activities_of", "activity_finder", "read_activities"]


def read_activities(
    path: Any, actors: Actors, *, mapping: MappingSource = None, as_of: str | int = 0
) -> Activities:
    """Read the bridging activities from a file or a frame.

    Columns: ``activity`` (what episodes call it) and ``start`` are needed; ``name``, ``end``,
    ``gaps`` (the gaps it was meant to bridge, by key, number or label, apart by semicolons) and
    ``participants`` (actors, apart by semicolons) may be there. Activities may be planned: their
    days may lie in the future, whatever ``as_of`` is.

    Raises
    ------
    InputError
        With everything that is wrong: an activity that stands twice, unknown actors and gaps, an
        end before the start.

    Examples
    --------
    >>> import pandas as pd
    >>> from hanse.actors import read_actors
    >>> actors = read_actors(pd.DataFrame({"actor": ["Ask"], "roles": ["firm"]}))
    >>> frame = pd.DataFrame({"activity": ["fair"], "start": ["2024-03-01"], "gaps": ["7; 2"]})
    >>> read_activities(frame, actors).gaps
    (('global', 'research'),)
    """
    cells = open_cells(path, ACTIVITIES, mapping)
    activities = activities_of(cells, actors)
    cells.tell()
    return activities


def activities_of(cells: Cells, actors: Actors) -> Activities:
    """Return the activities that cells hold; what is wrong is remembered there."""
    finder = Finder(actors)
    ids = cells.texts("activity")
    check_twice(cells, "activity", [one or None for one in ids], lambda row: f"'{ids[row]}'")
    start, end = cells.days("start"), cells.days("end")
    check_span(cells, start, end, names=("start", "end"))
    names = tuple(name or own for name, own in zip(cells.texts("name"), ids, strict=True))
    parts = cells.read("participants", lambda text: tuple(dict.fromkeys(finder.places(text))), ())
    return Activities(ids, names, start, end, tuple(cells.read("gaps", gaps_of, ())), tuple(parts))


def activity_finder(activities: Activities) -> Callable[[str], str]:
    """Return a function that finds the id of an activity by its id or name, in any case."""
    known: dict[str, str] = {}
    for own, name in zip(activities.ids, activities.names, strict=True):
        known.setdefault(name.casefold(), own)
    known |= {own.casefold(): own for own in activities.ids}

    def find(text: str) -> str:
        found = known.get(text.casefold())
        if found is None:
            raise unknown_name("activity", text, activities.ids)
        return found

    return find
