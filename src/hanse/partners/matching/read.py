"""Ranked lists of visitors and hosts from files."""

from __future__ import annotations

import os

import numpy as np

from hanse.messages import join_names
from hanse.partners.matching.capacity import whole_places
from hanse.partners.matching.preferences import Preferences, list_problems
from hanse.partners.search.tags import parted
from hanse.tables.mapping import Field, Schema, read_mapped
from hanse.tables.mapping.mapping_reader import MappingSource
from hanse.tables.mapping.problems import SHOWN, Problems

__all__ = ["read_preferences"]

_VISITORS = Schema(
    "visitors",
    (Field("visitor", "key", needed=True), Field("choices", "text", needed=True)),
    unique=("visitor",),
)
_HOSTS = Schema(
    "hosts",
    (
        Field("host", "key", needed=True),
        Field("choices", "text", needed=True),
        Field("places", "number", needed=True),
    ),
    unique=("host",),
)
Lists = dict[str, tuple[str, ...]]


def read_preferences(
    visitors: str | os.PathLike[str],
    hosts: str | os.PathLike[str],
    *,
    visitor_mapping: MappingSource = None,
    host_mapping: MappingSource = None,
) -> tuple[Preferences, dict[str, int]]:
    r"""Read the ranked lists of both sides and the places of hosts.

    Parameters
    ----------
    visitors : path
        Columns ``visitor`` and ``choices``: the hosts it would take, the best first, parted by
        ``;``. An empty cell: it would take none.
    hosts : path
        Columns ``host``, ``choices`` (visitors it would take) and ``places`` (from 0).
    visitor_mapping, host_mapping : path, mapping or None
        The user's own headers, as `hanse.tables.mapping.read_mapped` takes them.

    Returns
    -------
    tuple of Preferences and dict of str to int
        What `stable_matching` takes.

    Raises
    ------
    InputError
        If a list names somebody unknown (with the nearest), one of its own side, or somebody
        twice, or places are missing, negative or not whole; the problems of each file are told
        together.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     left, right = Path(folder, "visitors.csv"), Path(folder, "hosts.csv")
    ...     _ = left.write_text("visitor,choices\nAda,Lund; Kiel\nBo,Lund\n", encoding="utf-8")
    ...     rows = "host,choices,places\nLund,Bo; Ada,1\nKiel,Ada,2\n"
    ...     _ = right.write_text(rows, encoding="utf-8")
    ...     made, places = read_preferences(left, right)
    >>> made.visitor_lists, places
    ((('Lund', 'Kiel'), ('Lund',)), {'Lund': 1, 'Kiel': 2})
    """
    left = read_mapped(visitors, _VISITORS, visitor_mapping)
    right = read_mapped(hosts, _HOSTS, host_mapping)
    wishes = _lists(left.to_frame(), "visitor")
    offers = _lists(right.to_frame(), "host")
    files = (
        (left, "visitor", wishes, "host", offers),
        (right, "host", offers, "visitor", wishes),
    )
    for mapped, kind, own, other_kind, others in files:
        problems = Problems(mapped.table.file)
        column = mapped.columns["choices"].column
        both = sorted(set(own) & set(others))
        if both:
            mend = "Give each side names of its own."
            problems.add(f"{join_names(both)} is a visitor and a host", mend=mend)
        lines = mapped.table.lines.tolist()
        for line, chosen in zip(lines, own.values(), strict=True):
            where = problems.place(f"row {line}, column {column}")
            problems.found += list_problems(chosen, kind, own, other_kind, others, where)
        if kind == "host":
            _check_places(
                mapped.table.value("places"), mapped.columns["places"].column, lines, problems
            )
        problems.tell(most=SHOWN)
    numbers = right.table.value("places").tolist()
    places = {host: whole_places(n, host) for host, n in zip(offers, numbers, strict=True)}
    made = Preferences(tuple(wishes), tuple(offers), tuple(wishes.values()), tuple(offers.values()))
    return made, places


def _lists(frame: object, name: str) -> Lists:
    """Return name → list, in the order of the file."""
    columns = (frame[name].tolist(), frame["choices"].tolist())  # type: ignore[index]
    return {one: parted(cell) for one, cell in zip(*columns, strict=True)}


def _check_places(numbers: np.ndarray, column: str, lines: list[int], problems: Problems) -> None:
    """Remember the cells that hold no number of places."""
    for line, number in zip(lines, numbers.tolist(), strict=True):
        if np.isnan(number):
            problems.cells(column, [line], "no places", mend="Give 0 if there is none.")
        elif number < 0 or number != int(number):
            what = f"{number:g} is no number of places"
            problems.cells(column, [line], what, mend="Give a whole number from 0.")
