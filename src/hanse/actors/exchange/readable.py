"""Whether the readers of the log take the tables of a folder with what a file brings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hanse.actors.exchange.merge import LogTables, Merged
from hanse.actors.exchange.review import Decided
from hanse.actors.exchange.text_table import TextTable
from hanse.actors.tables import Activities, Actors
from hanse.errors import InputError
from hanse.messages import join_names
from hanse.tables.mapping.problems import Problems

__all__ = ["check_readable"]

_ROWS = r"(?:{file}, )?rows? (\d+(?:(?:, | and )\d+)*)(?! more)"
_LIST = re.compile(r"\n  - ")
_SHOWN = 30
Reader = Callable[[], Any]


def check_readable(
    old: LogTables, merged: Merged, incoming: str, as_of: str | int, cells: Problems
) -> None:
    """Raise the error for tables that the readers would refuse once the file is taken in.

    Parameters
    ----------
    old : LogTables
        The folder.
    merged : Merged
        What would become of it.
    incoming : str
        Name of the file that comes in.
    as_of : str or int
        The day after which no episode may lie.
    cells : Problems
        What is wrong with the cells of the file, told together with it.
    """
    before = {name: table for name, table in old.tables.items() if table.rows}
    said: list[str] = []
    if merged.tables:
        errors = _errors({**before, **merged.tables}, merged.decided, as_of)
        if errors:
            already = _errors(before, merged.decided, as_of)
            if already:
                first = next(iter(already.values()))
                raise InputError(
                    f"the tables of the folder cannot be read, so nothing is taken in: {first}"
                )
        for name, error in errors.items():
            lines = _line_origins(merged.tables[name], merged.origins.get(name, {}))
            said += [_placed(one, name, lines) for one in _parted(error)]
    items = list(dict.fromkeys([*(str(one) for one in cells.found), *said]))
    if len(items) == 1:
        raise InputError(items[0], mend="Nothing is written.")
    if items:
        shown = [f"  - {one}" for one in items[:_SHOWN]]
        if len(items) > _SHOWN:
            shown.append(f"  - and {len(items) - _SHOWN:,} more")
        listed = "\n".join([f"{len(items):,} problems, and nothing is written:", *shown])
        raise InputError(listed, where=incoming)


def _parted(error: InputError) -> list[str]:
    """Return the problems that an error tells."""
    parts = _LIST.split(str(error))
    return parts[1:] if len(parts) > 1 else parts


def _line_origins(table: TextTable, origins: Mapping[int, str]) -> dict[int, str]:
    """Return line of the table as it would be written → place in the file that it came from."""
    line, found = 2, {}
    for at, row in enumerate(table.rows):
        if at in origins:
            found[line] = origins[at]
        line += 1 + sum(
            text.count("\n") for name, text in row.texts.items() if name in table.header
        )
    return found


def _placed(said: str, name: str, lines: Mapping[int, str]) -> str:
    """Return a sentence with rows of the file that comes in for those of the table."""
    file = f"{name}.csv"

    def place(found: re.Match[str]) -> str:
        numbers = [int(one) for one in re.findall(r"\d+", found[1])]
        wheres: dict[str, list[str]] = {}
        for one in numbers:
            where, _, row = lines.get(one, f"{file}, row {one}").rpartition(", row ")
            wheres.setdefault(where, []).append(row)
        return ", ".join(
            f"{where}, row{'s' if len(rows) > 1 else ''} {join_names(rows)}"
            for where, rows in wheres.items()
        )

    return re.sub(_ROWS.format(file=re.escape(file)), place, said)


def _errors(
    tables: Mapping[str, TextTable], decided: Decided, as_of: str | int
) -> dict[str, InputError]:
    """Return what is wrong with each table that cannot be read."""
    errors: dict[str, InputError] = {}
    with TemporaryDirectory() as aside:
        for name, table in tables.items():
            Path(aside, f"{name}.csv").write_bytes(table.as_csv())
        for name, read in _readers(Path(aside), tables, decided, as_of):
            try:
                read()
            except InputError as error:
                errors[name] = error
    return errors


def _readers(
    folder: Path, every: Mapping[str, TextTable], decided: Decided, as_of: str | int
) -> Iterator[tuple[str, Reader]]:
    """Yield the readers of the tables, each of which makes what the later ones need."""
    from hanse.actors.read_activities import read_activities
    from hanse.actors.read_actors import read_actors
    from hanse.actors.read_answers import read_gap_answers

    made: dict[str, Any] = {}

    def keep(name: str, value: Any) -> None:
        made[name] = value

    if "answers" in every:
        yield "answers", lambda: read_gap_answers(folder / "answers.csv")
    if "actors" not in every:
        return
    pairs = sorted(decided.distinct)
    yield "actors", lambda: keep("actors", read_actors(folder / "actors.csv", distinct=pairs))
    if "actors" not in made:
        return  # no other table can be read
    actors = made["actors"]
    if "activities" in every:
        file = folder / "activities.csv"
        yield "activities", lambda: keep("activities", read_activities(file, actors))
    yield from _dated_readers(folder, every, actors, made.get("activities"), as_of)


def _dated_readers(
    folder: Path,
    every: Mapping[str, TextTable],
    actors: Actors,
    activities: Activities | None,
    as_of: str | int,
) -> Iterator[tuple[str, Reader]]:
    """Yield the readers of the tables in which nothing may lie after a day."""
    from hanse.actors.read_episodes import read_episodes
    from hanse.actors.read_ties import read_atmosphere, read_relationships

    if "episodes" in every and (activities is not None or "activities" not in every):
        log = folder / "episodes.csv"
        yield "episodes", lambda: read_episodes(log, actors, as_of=as_of, activities=activities)
    if "relationships" in every:
        ties = folder / "relationships.csv"
        yield "relationships", lambda: read_relationships(ties, actors, as_of=as_of)
    if "atmosphere" in every:
        rated = folder / "atmosphere.csv"
        yield "atmosphere", lambda: read_atmosphere(rated, actors, as_of=as_of)
