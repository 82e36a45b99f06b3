"""Reading who there is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from hanse.actors.checks import check_span, check_twice
from hanse.actors.checks_names import check_names
from hanse.actors.read_cells import Cells, open_cells, parts_of
from hanse.actors.read_schemas import ACTORS
from hanse.actors.read_words import roles_of
from hanse.actors.tables import Actors
from hanse.tables.mapping.mapping_reader import MappingSource

__all__ = ["actors_of", "read_actors"]


def read_actors(
    path: Any, *, mapping: MappingSource = None, distinct: Iterable[tuple[str, str]] = ()
) -> Actors:
    r"""Read the table of actors from a file or a frame.

    Columns: ``actor`` (what the other tables call it) and ``roles`` (apart by semicolons, the main
    one first; see `hanse.actors.tables.ROLES`) are needed; ``name``, ``cluster``, ``place``,
    ``country``, ``technology`` (a list), ``latitude``, ``longitude``, ``employees``,
    ``experience``, ``inward``, ``outward`` (yes or no), ``since``, ``until`` (days), ``contact``
    and ``email`` may be there. An actor without a name is called by its id.

    Parameters
    ----------
    path : path or frame
        A text file with columns, a workbook, or an eager frame of pandas, Polars or Arrow.
    mapping : path, mapping or None
        The user's own headers and codes, as `hanse.tables.mapping.read_mapped` takes them.
    distinct : iterable of pairs of str
        Ids of actors that look the same and are not.

    Raises
    ------
    InputError
        With everything that is wrong: unknown roles and countries, an actor that stands twice, two
        actors of one country with the same name but for case, accents, punctuation and legal form,
        an end before the start, coordinates off the earth.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "actors.csv")
    ...     _ = path.write_text("actor,roles,country\nKTH,research; education,Sweden\n")
    ...     actors = read_actors(path)
    >>> actors.roles, actors.countries
    ((('research', 'education'),), ('SWE',))
    """
    cells = open_cells(path, ACTORS, mapping)
    actors = actors_of(cells, tuple(distinct))
    cells.tell()
    return actors


def actors_of(cells: Cells, distinct: tuple[tuple[str, str], ...] = ()) -> Actors:
    """Return the actors that cells hold; what is wrong is remembered there."""
    ids = cells.texts("actor")
    check_twice(cells, "actor", [one or None for one in ids], lambda row: f"'{ids[row]}'")
    names = tuple(name or own for name, own in zip(cells.texts("name"), ids, strict=True))
    numbers = ("latitude", "longitude", "employees", "experience", "inward", "outward")
    actors = Actors(
        ids=ids,
        names=names,
        roles=tuple(cells.read("roles", roles_of, ())),
        clusters=cells.texts("cluster"),
        places=cells.texts("place"),
        countries=cells.texts("country"),
        technologies=tuple(cells.each("technology", parts_of, ())),
        **{name: cells.numbers(name) for name in numbers},
        since=cells.days("since"),
        until=cells.days("until"),
        contacts=cells.texts("contact"),
        emails=cells.texts("email"),
    )
    check_span(cells, actors.since, actors.until, names=("since", "until"))
    alone = np.isnan(actors.latitude) != np.isnan(actors.longitude)
    cells.tell_rows(
        "latitude, longitude",
        np.flatnonzero(alone),
        lambda row: "only one of latitude and longitude is given",
        "Give both or neither.",
    )
    check_names(cells, actors, distinct)
    return actors
