"""Reading who worked with whom on which day."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.actors.checks import check_future, check_twice
from hanse.actors.checks_parties import note_absent, parties_of
from hanse.actors.read_activities import activity_finder
from hanse.actors.read_cells import Cells, open_cells
from hanse.actors.read_days import as_day
from hanse.actors.read_parties import Finder
from hanse.actors.read_schemas import EPISODES
from hanse.actors.read_words import kinds_of
from hanse.actors.tables import Activities, Actors, Episodes
from hanse.tables.mapping.mapping_reader import MappingSource

__all__ = ["episodes_of", "no_episodes", "read_episodes", "stable_ids"]


def read_episodes(
    path: Any,
    actors: Actors,
    *,
    mapping: MappingSource = None,
    as_of: str | int,
    activities: Activities | None = None,
) -> Episodes:
    r"""Read the log of interactions from a file or a frame.

    Columns: ``date``, ``kind`` (one or more of product, information, financial and social, apart by
    semicolons) and the parties are needed, these either as a list in ``parties`` or as ``party_a``
    and ``party_b``; ``episode`` (an id), ``initiator``, ``outcome``, ``activity`` and ``note`` may
    be there. Parties are named by the id of the actor or by a name that only one has.

    Parameters
    ----------
    path : path or frame
        A text file with columns, a workbook, or an eager frame of pandas, Polars or Arrow.
    actors : Actors
        Who there is.
    mapping : path, mapping or None
        The user's own headers and codes, as `hanse.tables.mapping.read_mapped` takes them.
    as_of : str or int
        The day of the analysis, as ISO text or as an ordinal: no episode is later.
    activities : Activities, optional
        The bridging activities; an episode that names another is an error.

    Returns
    -------
    Episodes
        In the order of the file. Those without an id have one made by `stable_ids`.

    Raises
    ------
    InputError
        With everything that is wrong: unknown actors and kinds, fewer than two parties, a party
        twice, an initiator that is no party, a day in the future, an id that stands twice.

    Examples
    --------
    >>> import pandas as pd
    >>> from hanse.actors import read_actors
    >>> actors = read_actors(pd.DataFrame({"actor": ["Ask", "Elm"], "roles": ["firm", "capital"]}))
    >>> frame = pd.DataFrame(
    ...     {"date": ["2024-03-01"], "party_a": ["Ask"], "party_b": ["Elm"], "kind": ["social"]}
    ... )
    >>> read_episodes(frame, actors, as_of="2024-12-31").ids
    ('e-d4c773602672',)
    """
    cells = open_cells(path, EPISODES, mapping)
    episodes = episodes_of(cells, actors, as_of=as_day(as_of), activities=activities)
    cells.tell()
    return episodes


def no_episodes() -> Episodes:
    """Return an empty log."""
    none = np.zeros(0, dtype=np.int64)
    return Episodes((), none, np.zeros(1, dtype=np.int64), none, none, none, (), (), ())


def episodes_of(
    cells: Cells, actors: Actors, *, as_of: int, activities: Activities | None
) -> Episodes:
    """Return the episodes that cells hold; what is wrong is remembered there."""
    finder = Finder(actors)
    days = cells.days("date")
    check_future(cells, "date", days, as_of)
    parties = parties_of(cells, actors, finder)
    kinds = cells.read("kind", kinds_of, 0)
    initiator = _initiators(cells, actors, finder, parties)
    find = str if activities is None else activity_finder(activities)
    own = tuple(cells.read("activity", find, ""))
    given = cells.texts("episode")
    check_twice(cells, "episode", [one or None for one in given], lambda row: f"'{given[row]}'")
    party = np.fromiter(chain.from_iterable(parties), dtype=np.int64)
    sizes = np.fromiter(map(len, parties), dtype=np.int64, count=len(parties))
    starts = np.concatenate([[0], np.cumsum(sizes)])
    note_absent(cells, actors, days=np.repeat(days, sizes), party=party)
    return Episodes(
        ids=stable_ids(given, days, parties, kinds, own, actors.ids),
        days=days,
        starts=starts,
        party=party,
        kinds=np.array(kinds, dtype=np.int64),
        initiator=initiator,
        outcomes=cells.texts("outcome"),
        activities=own,
        notes=cells.texts("note"),
    )


def _initiators(
    cells: Cells, actors: Actors, finder: Finder, parties: Sequence[tuple[int, ...]]
) -> npt.NDArray[np.int64]:
    """Return who began each episode, -1 where nobody says; one that is no party is a problem."""
    found = cells.read("initiator", finder.place, -1)
    wrong = [
        row
        for row, (one, own) in enumerate(zip(found, parties, strict=True))
        if one >= 0 and own and one not in own
    ]
    cells.tell_rows(
        "initiator",
        wrong,
        lambda row: f"'{actors.ids[found[row]]}' began the episode but is not among its parties",
        "Name one of the parties, or add it to them.",
    )
    return np.array(found, dtype=np.int64)


def stable_ids(
    given: Sequence[str],
    days: Sequence[int] | npt.NDArray[np.int64],
    parties: Sequence[tuple[int, ...]],
    kinds: Sequence[int],
    activities: Sequence[str],
    actors: Sequence[str],
) -> tuple[str, ...]:
    """Return an id for each episode: the one that was given, or one made of what it says.

    Made of the day, the ids of the parties in alphabetical order, the kinds and the activity, so
    that the same episode has the same id in next month's file wherever it stands. Episodes that
    say the same are numbered in their order: ``e-…``, ``e-…-2``, ``e-…-3``.

    Parameters
    ----------
    given : sequence of str, length n
        Empty for an episode without an id.
    days, kinds, activities : sequences, length n
        As `Episodes` holds them.
    parties : sequence of tuples of int
        Places of the actors of each.
    actors : sequence of str
        Ids of the actors.

    Examples
    --------
    >>> stable_ids(["", "x", ""], [1, 2, 1], [(0, 1), (0, 1), (1, 0)], [1, 1, 1], [""] * 3, "ab")
    ('e-4fffa7e92dd2', 'x', 'e-4fffa7e92dd2-2')
    """
    taken = set(given)
    times: dict[str, int] = {}
    ids = []
    plain = days.tolist() if isinstance(days, np.ndarray) else days
    for own, day, party, kind, activity in zip(
        given, plain, parties, kinds, activities, strict=True
    ):
        if own:
            ids.append(own)
            continue
        named = sorted([actors[one] for one in party])
        said = "\x1f".join((str(day), *named, "", str(kind), activity))
        stem = "e-" + hashlib.blake2b(said.encode(), digest_size=6).hexdigest()
        number = times.get(stem, 0) + 1
        while _numbered(stem, number) in taken:
            number += 1
        times[stem] = number
        ids.append(_numbered(stem, number))
    return tuple(ids)


def _numbered(stem: str, number: int) -> str:
    """Return an id with its number behind it, but for the first."""
    return stem if number == 1 else f"{stem}-{number}"
