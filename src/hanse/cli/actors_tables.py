"""``hanse actors check``: what the tables hold, what is wrong with them, what looks the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hanse.cli.actors_input import Asked, AsOf, Cluster, Country, Folder, day_text
from hanse.cli.actors_open import open_actors
from hanse.cli.formats import Format, print_frame, print_json
from hanse.cli.markets_input import worth_telling
from hanse.cli.observe_input import As

if TYPE_CHECKING:
    from hanse.actors import ActorLog
    from hanse.cli.actors_input import Opened

__all__ = ["check"]


def check(
    folder: Folder,
    cluster: Cluster = "",
    country: Country = "",
    as_of: AsOf = "",
    form: As = Format.TEXT,
) -> None:
    """Read all tables and print what they hold, or everything that is wrong with them."""
    opened = open_actors(Asked(folder, cluster, country, as_of))
    log = opened.log
    if form is Format.TEXT:
        print(log)
        notes = worth_telling(log.notes)
        if notes:
            print("\nWhat was recognised, and what to look at")
            print("\n".join(f"- {note}" for note in notes))
        print("\nAll tables can be read.")
    elif form is Format.CSV:
        print_frame(_frame(opened), form)
    else:
        said = {"cluster": log.cluster, "home": log.home, "as_of": day_text(log.as_of)}
        print_json({**said, "tables": _tables(opened), "notes": list(log.notes)})


def _tables(opened: Opened) -> list[dict[str, Any]]:
    """Return what each table is read from and how many rows it has."""
    rows = _rows(opened.log)
    files = {name: one.file for name, one in opened.settings.tables.items()}
    return [
        {"table": name, "file": file, "rows": rows[name]}
        for name, file in files.items()
        if name in rows
    ]


def _rows(log: ActorLog) -> dict[str, int]:
    """Return the rows of each table; the pairs that are distinct are told by the notes only."""
    named = {
        "actors": log.actors,
        "episodes": log.episodes,
        "relationships": log.relationships,
        "atmosphere": log.atmosphere,
        "activities": log.activities,
        "answers": log.answers,
    }
    return {name: len(one) for name, one in named.items() if one is not None}


def _frame(opened: Opened) -> Any:
    """Return a row for each table and for each note: ``table file rows note``."""
    import pandas as pd

    tables = _tables(opened)
    place = {one["file"]: one["table"] for one in tables}
    place |= {f"{one['file']}, sheet {one['table']}": one["table"] for one in tables}
    lines = [{**one, "note": ""} for one in tables]
    for note in opened.log.notes:
        file, _, rest = note.partition(": ")
        is_known = bool(rest) and file in place
        lines.append(
            {
                "table": place[file] if is_known else "",
                "file": file.partition(",")[0] if is_known else "",
                "rows": None,
                "note": rest if is_known else note,
            }
        )
    frame = pd.DataFrame(lines, columns=["table", "file", "rows", "note"])
    return frame.astype({"rows": "Int64"})
