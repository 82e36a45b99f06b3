"""Reading all tables of a log together: what is wrong with any of them is told at once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from hanse.actors.read_activities import activities_of
from hanse.actors.read_actors import actors_of
from hanse.actors.read_answers import answers_of
from hanse.actors.read_cells import Cells, open_cells, own_sheet
from hanse.actors.read_days import as_day
from hanse.actors.read_episodes import episodes_of, no_episodes
from hanse.actors.read_schemas import SCHEMAS
from hanse.actors.read_ties import atmosphere_of, relationships_of
from hanse.actors.tables import Activities, ActorLog, Actors
from hanse.errors import InputError, unknown_name
from hanse.messages import message
from hanse.tables.countries import country_code
from hanse.tables.mapping.mapping_reader import MappingSource

__all__ = ["log_from_frames", "read_log"]


def read_log(
    folder: str | os.PathLike[str],
    files: Mapping[str, str],
    *,
    cluster: str,
    home: str,
    as_of: str | int,
    mappings: Mapping[str, MappingSource] | None = None,
) -> ActorLog:
    r"""Read the tables of a folder as one log.

    Parameters
    ----------
    folder : path
        Where the files are.
    files : mapping of str to str
        Table → file: ``actors`` is needed; ``episodes``, ``relationships``, ``atmosphere``,
        ``activities`` and ``answers`` may be there, and ``distinct``, pairs of actors
        (``actor_a``, ``actor_b``) that look the same and are not. Several tables may be sheets of
        one workbook, each called as its table; those without rows count as not there.
    cluster : str
        The own cluster, as the table of actors writes it; empty where all firms at home are its
        own.
    home : str
        Its country, by name or code.
    as_of : str or int
        The day on which everything is looked at, as ISO text or as an ordinal.
    mappings : mapping of str to path or mapping, optional
        Table → the user's own headers and codes, as `hanse.tables.mapping.read_mapped` takes them;
        the path of a mapping file is within the folder.

    Returns
    -------
    ActorLog
        Its notes say, file by file, what was recognised.

    Raises
    ------
    InputError
        With everything that is wrong with any of the files.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     text = "actor,roles,cluster\nAsk,firm,Fiber\nElm,research,\n"
    ...     _ = Path(folder, "actors.csv").write_text(text)
    ...     text = "date,party_a,party_b,kind\n2024-03-01,Ask,Elm,social\n"
    ...     _ = Path(folder, "log.csv").write_text(text)
    ...     files = {"actors": "actors.csv", "episodes": "log.csv"}
    ...     log = read_log(folder, files, cluster="Fiber", home="Sweden", as_of="2024-12-31")
    >>> len(log.actors), len(log.episodes), log.home
    (2, 1, 'SWE')
    """
    sources = {table: Path(folder, name) for table, name in files.items()}
    told = {
        table: Path(folder, one) if isinstance(one, (str, os.PathLike)) else one
        for table, one in (mappings or {}).items()
    }
    return _Log(sources, told).made(cluster=cluster, home=home, as_of=as_of)


def log_from_frames(
    frames: Mapping[str, Any],
    *,
    cluster: str,
    home: str,
    as_of: str | int,
    mappings: Mapping[str, MappingSource] | None = None,
) -> ActorLog:
    """Return the log that frames hold: as `read_log`, with a frame for each table.

    Parameters
    ----------
    frames : mapping of str to frame
        Table → an eager frame of pandas, Polars or Arrow; days may be texts or dates, lists may be
        texts or lists.
    cluster, home, as_of, mappings
        As `read_log` takes them.

    Raises
    ------
    InputError
        With everything that is wrong with any of the frames; rows count from 1.

    Examples
    --------
    >>> import pandas as pd
    >>> actors = pd.DataFrame({"actor": ["Ask"], "roles": ["firm"], "cluster": ["Fiber"]})
    >>> log = log_from_frames({"actors": actors}, cluster="Fiber", home="SE", as_of="2024-12-31")
    >>> len(log.episodes)
    0
    """
    return _Log(frames, mappings or {}).made(cluster=cluster, home=home, as_of=as_of)


@dataclass
class _Log:
    """Tables on their way to a log, and what is wrong with them."""

    sources: Mapping[str, Any]
    mappings: Mapping[str, MappingSource]
    wrong: list[InputError] = field(default_factory=list)
    cells: dict[str, Cells] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def made(self, *, cluster: str, home: str, as_of: str | int) -> ActorLog:
        """Return the log, or raise everything that is wrong."""
        # without a day, none is in the future: what is wrong is told once
        day = self._try(as_day, as_of) or date.max.toordinal()
        code = self._try(country_code, home) or ""
        for table in (*self.sources, *self.mappings):
            if table not in SCHEMAS:
                self.wrong.append(unknown_name("table", table, SCHEMAS))
        if "actors" not in self.sources:
            raise InputError("there is no table of actors", mend="Name its file: actors.")
        for table in SCHEMAS:
            if table in self.sources:
                self._open(table)
        if "actors" not in self.cells:  # nothing else can be looked at
            self._tell()
        actors = actors_of(self.cells["actors"], self._distinct())
        name = self._cluster(actors, cluster)
        activities = self._activities(actors)
        at = {"as_of": day}
        relationships, atmosphere, answers = map(
            self.cells.get, ("relationships", "atmosphere", "answers")
        )
        episodes = no_episodes()
        if "episodes" in self.cells:
            episodes = episodes_of(self.cells["episodes"], actors, as_of=day, activities=activities)
        ties = None if relationships is None else relationships_of(relationships, actors, **at)
        rated = None if atmosphere is None else atmosphere_of(atmosphere, actors, **at)
        asked = None if answers is None else answers_of(answers)
        self._tell()
        return ActorLog(
            actors, episodes, name, code, day, ties, rated, activities, asked, self._notes()
        )

    def _open(self, table: str) -> None:
        """Open a table, or remember why it cannot be; one that is not filled in is none."""
        source, mapping = self.sources[table], self.mappings.get(table)
        sheet = own_sheet(source, SCHEMAS[table]) if mapping is None else None
        if table != "actors" and sheet is not None and not sheet[1]:
            self.notes.append(message("Sheet '{name}' holds no rows.", name=sheet[0]))
            return
        is_frame = not isinstance(source, (str, os.PathLike)) and hasattr(source, "__len__")
        if table != "actors" and is_frame and not len(source):
            return
        try:
            self.cells[table] = open_cells(source, SCHEMAS[table], mapping)
        except InputError as error:
            self.wrong.append(error)

    def _try(self, read: Any, value: Any) -> Any:
        """Return what is read of an argument, None if it is wrong, which is remembered."""
        try:
            return read(value)
        except InputError as error:
            self.wrong.append(error)
            return None

    def _distinct(self) -> tuple[tuple[str, str], ...]:
        """Return the pairs of actors that look the same and are not."""
        cells = self.cells.get("distinct")
        if cells is None:
            return ()
        return tuple(zip(cells.texts("actor_a"), cells.texts("actor_b"), strict=True))

    def _cluster(self, actors: Actors, cluster: str) -> str:
        """Return the cluster as the actors write it; one that none belongs to is wrong."""
        plain = cluster.strip()
        there = sorted(set(actors.clusters) - {""})
        near = [one for one in there if one.casefold() == plain.casefold()]
        if plain and not near:
            where = self.cells["actors"].problems.file
            self.wrong.append(unknown_name("cluster", plain, there, where=where))
        return plain if plain in there or not near else near[0]

    def _activities(self, actors: Actors) -> Activities | None:
        """Return the activities; None where there is no table or it cannot be opened."""
        cells = self.cells.get("activities")
        return None if cells is None else activities_of(cells, actors)

    def _tell(self) -> None:
        """Raise what is wrong with the arguments and with each table."""
        for cells in self.cells.values():
            try:
                cells.tell()
            except InputError as error:
                self.wrong.append(error)
        if len(self.wrong) == 1:
            raise self.wrong[0]
        if self.wrong:
            told = [str(one).replace("\n", "\n  ") for one in self.wrong]
            listed = "\n".join(f"  - {one}" for one in told)
            raise InputError(f"{len(told):,} problems of the log:\n{listed}")

    def _notes(self) -> tuple[str, ...]:
        """Return the notes of all tables, each with its file."""
        said = list(self.notes)
        for cells in self.cells.values():
            file = cells.problems.file
            said += [note if note.startswith(file) else f"{file}: {note}" for note in cells.notes]
        return tuple(dict.fromkeys(said))
