"""The three levels and their links: firms, clusters with their organisations, initiatives.

After Li (2022), *Cluster Internationalization*, Encyclopedia, section 2: micro are the firms
of clusters, meso the clusters and their organisations, macro cluster initiatives.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from hanse.errors import unknown_name
from hanse.messages import columns_text, join_names, message, plural
from hanse.observatory.internationalisation.cell_checks import whole_years
from hanse.observatory.internationalisation.panel import firm_panel
from hanse.result import Answer, Record
from hanse.tables.long_table import LongTable

__all__ = ["LevelLink", "Levels", "levels"]

_FIRM, _CLUSTER, _ORGANISATION, _INITIATIVE = "firm", "cluster", "organisation", "initiative"


@dataclass(frozen=True)
class LevelLink(Record, kind="observatory-level-link"):
    """One thing belongs to, is served or is reached by another.

    Attributes
    ----------
    from_level, from_name, to_level, to_name : str
        Firm to cluster, cluster to organisation, initiative to cluster.
    first, last : str
        The first and the last year in which the files say so.
    """

    from_level: str
    from_name: str
    to_level: str
    to_name: str
    first: str
    last: str


@dataclass(frozen=True)
class Levels(Answer, kind="observatory-levels"):
    """Who belongs to whom at the three levels.

    Attributes
    ----------
    counts : mapping of str to int
        Number of firms, clusters, organisations and initiatives.
    links : tuple of LevelLink
        Firms to clusters, clusters to organisations, initiatives to clusters; sorted.
    unserved, unreached, empty : tuple of str
        Clusters that no organisation serves, that no initiative reaches, that have no firms. The
        first two are empty where there is no such file.
    unserved_firms, unreached_firms : int
        Firms that are only in such clusters.
    moved : tuple of str
        Firms that were in several clusters over the years.
    notes : tuple of str
        What the reader must know.
    """

    counts: Mapping[str, int]
    links: tuple[LevelLink, ...]
    unserved: tuple[str, ...]
    unreached: tuple[str, ...]
    empty: tuple[str, ...]
    unserved_firms: int
    unreached_firms: int
    moved: tuple[str, ...]
    notes: tuple[str, ...]

    def linked(self, level: str, name: str) -> tuple[LevelLink, ...]:
        """Return the links from or to something.

        Raises
        ------
        InputError
            If there is no such level or name, with the nearest.
        """
        if level not in self.counts:
            raise unknown_name("level", level, self.counts)
        found = tuple(
            one
            for one in self.links
            if (level, name) in ((one.from_level, one.from_name), (one.to_level, one.to_name))
        )
        if not found and name not in self.empty:
            known = {one.from_name for one in self.links if one.from_level == level}
            known |= {one.to_name for one in self.links if one.to_level == level}
            raise unknown_name(level, name, sorted(known))
        return found

    def to_frame(self) -> Any:
        """Return one row for each link: ``from_level from_name to_level to_name first last``."""
        import pandas as pd

        names = ("from_level", "from_name", "to_level", "to_name", "first", "last")
        return pd.DataFrame(
            {name: [getattr(one, name) for one in self.links] for name in names}, dtype=object
        )

    def __str__(self) -> str:
        level = {_FIRM: "micro", _CLUSTER: "meso", _ORGANISATION: "meso", _INITIATIVE: "macro"}
        lines = [[level[name], f"{name}s", f"{n:,}"] for name, n in self.counts.items()]
        return "\n".join([columns_text(["level", "", "n"], lines, left=[0, 1]), *self.notes])


def levels(
    firms: LongTable,
    organisations: LongTable | None = None,
    initiatives: LongTable | None = None,
    clusters: Sequence[str] | None = None,
) -> Levels:
    """Link firms, clusters, cluster organisations and initiatives.

    Parameters
    ----------
    firms : LongTable
        Keys ``firm``, ``cluster``, ``year``.
    organisations : LongTable, optional
        Keys ``organisation``, ``cluster``, ``year``.
    initiatives : LongTable, optional
        Keys ``initiative``, ``cluster``, ``year``.
    clusters : sequence of str, optional
        All clusters; by default those of the firms.

    Returns
    -------
    Levels
        The links; a cluster that nobody serves or reaches is a note.

    Raises
    ------
    InputError
        If a file names a cluster that there is not, with the nearest one; or as `firm_panel`.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"cluster": ["Kista", "Lund"], "firm": ["A", "B"], "year": 2020})
    >>> firms = LongTable.from_frame(frame, keys=["cluster", "firm", "year"], values=[])
    >>> frame = pd.DataFrame({"organisation": ["Hub"], "cluster": ["Kista"], "year": [2020]})
    >>> hubs = LongTable.from_frame(frame, keys=["organisation", "cluster", "year"], values=[])
    >>> print(levels(firms, hubs))
    level                 n
    micro  firms          2
    meso   clusters       2
    meso   organisations  1
    macro  initiatives    0
    No organisation serves Lund (1 firm).
    """
    firms = firm_panel(firms).table
    known = tuple(sorted(set(clusters))) if clusters is not None else firms.keys[_CLUSTER].labels
    links: list[LevelLink] = []
    reached: dict[str, set[str]] = {}
    counts = {_FIRM: 0, _CLUSTER: len(known), _ORGANISATION: 0, _INITIATIVE: 0}
    tables = {_FIRM: firms, _ORGANISATION: organisations, _INITIATIVE: initiatives}
    for level, table in tables.items():
        if table is None:
            continue
        _refuse_unknown(table, known)
        made = _links(table, level)
        counts[level] = len(table.key(level).labels)
        reached[level] = {
            one.to_name if one.to_level == _CLUSTER else one.from_name for one in made
        }
        links += made
    homes: dict[str, set[str]] = {}
    for one in links[: sum(one.from_level == _FIRM for one in links)]:
        homes.setdefault(one.from_name, set()).add(one.to_name)

    def lacking(level: str) -> tuple[str, ...]:
        return tuple(name for name in known if name not in reached.get(level, known))

    def only_in(names: tuple[str, ...]) -> int:
        return sum(own <= set(names) for own in homes.values())

    unserved, unreached, empty = lacking(_ORGANISATION), lacking(_INITIATIVE), lacking(_FIRM)
    moved = tuple(sorted(name for name, own in homes.items() if len(own) > 1))
    notes = _notes(
        ("No organisation serves {names} ({firms}).", unserved, only_in(unserved)),
        ("No initiative reaches {names} ({firms}).", unreached, only_in(unreached)),
        ("No firm is listed in {names}.", empty, 0),
        ("In several clusters over the years: {firms}.", moved, len(moved)),
    )
    found = (unserved, unreached, empty, only_in(unserved), only_in(unreached), moved)
    return Levels(counts, tuple(links), *found, notes)


def _notes(*said: tuple[str, tuple[str, ...], int]) -> tuple[str, ...]:
    """Return a note for each template that has names."""
    return tuple(
        message(template, names=join_names(names), firms=plural(n, "firm"))
        for template, names, n in said
        if names
    )


def _refuse_unknown(table: LongTable, known: Sequence[str]) -> None:
    """Raise if a table names a cluster that there is not."""
    key, there = table.key(_CLUSTER), set(known)
    for name in key.labels:
        if name not in there:
            row = int(np.argmax(key.codes == key.labels.index(name)))
            raise unknown_name(_CLUSTER, name, known, where=table.place(row, _CLUSTER))


def _links(table: LongTable, level: str) -> list[LevelLink]:
    """Return the links between a level and clusters, sorted."""
    years, year = whole_years(table)
    own, cluster = table.key(level), table.key(_CLUSTER)
    width = max(len(cluster.labels), 1)
    flat, place = np.unique(own.codes.astype(np.int64) * width + cluster.codes, return_inverse=True)
    first = np.full(len(flat), len(years))
    last = np.full(len(flat), -1)
    np.minimum.at(first, place, year)
    np.maximum.at(last, place, year)
    made = []
    for pair, begin, end in zip(flat.tolist(), first.tolist(), last.tolist(), strict=True):
        ends = (level, own.labels[pair // width]), (_CLUSTER, cluster.labels[pair % width])
        if level == _ORGANISATION:
            ends = ends[::-1]
        made.append(LevelLink(*ends[0], *ends[1], years[begin], years[end]))
    if level == _ORGANISATION:
        made.sort(key=lambda one: (one.from_name, one.to_name))
    return made
