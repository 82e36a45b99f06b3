"""``hanse actors template``, ``import`` and ``export``: tables from and to others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hanse.cli.actors_days import iso_day
from hanse.cli.actors_distinct import distinct_told, write_distinct
from hanse.cli.actors_input import Asked, AsOf, Cluster, Country, Folder, HalfLife, day_text
from hanse.cli.actors_next import after_import, check_imported, files_of
from hanse.cli.actors_open import open_actors
from hanse.cli.formats import Format, as_argument, print_answer, print_frame
from hanse.cli.observe_input import As, Force, in_options
from hanse.cli.strategy_files import check_target
from hanse.errors import InputError

if TYPE_CHECKING:
    from hanse.actors import ActorLog

__all__ = ["export", "import_", "template"]

NETWORK = "network.graphml"

Into = Annotated[
    Path,
    typer.Argument(
        metavar="FOLDER",
        help="A study with [actors], or a folder with actors.csv, ...; not a workbook.",
    ),
]
Book = Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="The workbook to make.")]
From = Annotated[
    Path | None,
    typer.Option("--from", metavar="FOLDER", help="Fill it with the tables of a study or folder."),
]
Incoming = Annotated[
    Path, typer.Argument(metavar="INCOMING", help="One table as text, or a filled workbook.")
]
Table = Annotated[
    str, typer.Option("--table", help="Which table a text file is; else by its columns.")
]
Take = Annotated[str, typer.Option("--take", help="What stays of a conflict: old or new.")]
Apply = Annotated[bool, typer.Option("--apply", help="Write it; else only say what would happen.")]
Out = Annotated[Path, typer.Argument(metavar="OUT", help="The folder to write into.")]
Personal = Annotated[
    bool, typer.Option("--personal", help="With contacts, e-mails, notes and respondents.")
]
GraphML = Annotated[
    bool, typer.Option("--graphml", help=f"Write {NETWORK} for network software, too.")
]


def template(
    path: Book,
    source: From = None,
    cluster: Cluster = "",
    country: Country = "",
    as_of: AsOf = "",
    force: Force = False,
) -> None:
    """Write a workbook with drop-downs in which actors and episodes are kept."""
    from hanse.actors.exchange import write_template

    check_target(path, force=force)
    if source is None:
        write_template(path)
        how = "--country COUNTRY --as-of DATE"
    else:
        log = open_actors(Asked(source, cluster, country, as_of)).log
        write_template(path, log=log)
        named = f'--cluster "{log.cluster}" ' if log.cluster else ""
        how = f"{named}--country {log.home} --as-of {day_text(log.as_of)}"
        if any(log.actors.contacts) or any(log.actors.emails) or log.answers is not None:
            print("The workbook holds personal data: contacts, e-mail addresses or respondents.")
    print(f"Wrote {path}: fill it in, then")
    print(f"  hanse actors check {as_argument(path)} {how}")


def import_(
    folder: Into,
    incoming: Incoming,
    table: Table = "",
    take: Take = "old",
    apply: Apply = False,
    as_of: AsOf = "",
    form: As = Format.TEXT,
) -> None:
    """Take what is new in a file into the tables, or say what would happen."""
    from hanse.actors.exchange import import_tables

    where = files_of(folder)
    with in_options({"take": "--take", "files": "hanse.toml"}), distinct_told(incoming):
        found = import_tables(
            where.folder,
            incoming,
            apply=apply,
            table=table or None,
            files=where.files,
            take=take,
            as_of=iso_day(as_of) or None,
        )
    if form is Format.TEXT:
        print(found)
        again = f"hanse actors import {as_argument(folder)} {as_argument(incoming)}"
        again += f" --table {table}" if table else ""
        for line in after_import(found, where, again):
            print(f"\n{line}")
        if apply:
            check_imported(where)
    else:
        print_answer(found, form)


def export(
    folder: Folder,
    out: Out,
    personal: Personal = False,
    graphml: GraphML = False,
    cluster: Cluster = "",
    country: Country = "",
    as_of: AsOf = "",
    half_life: HalfLife = None,
    force: Force = False,
    form: As = Format.TEXT,
) -> None:
    """Write the tables for others, without personal data unless asked for."""
    from hanse.actors.exchange import export_log, write_graphml

    _check_out(folder, out, force=force, graphml=graphml)
    opened = open_actors(Asked(folder, cluster, country, as_of, half_life))
    out.mkdir(exist_ok=True)
    made = list(export_log(opened.log, out, personal=personal))
    made += write_distinct(opened.settings, folder, out)
    if graphml:
        made.append(write_graphml(out / NETWORK, opened.log, opened.ties(), personal=personal))
    if form is not Format.TEXT:
        print_frame(_made(made, opened.log), form)
        return
    held = "with" if personal else "without"
    print(f"Wrote {out} {held} contacts, e-mail addresses, notes and names of respondents:")
    print("\n".join(f"  {one.name}" for one in made))


def _check_out(folder: Path, out: Path, *, force: bool, graphml: bool) -> None:
    """Refuse a folder that is the tables' own, cannot be made, or holds files already."""
    from hanse.actors.exchange.columns import DISTINCT, TABLES

    if out.is_file():
        raise InputError("is a file, not a folder", where=str(out), mend="Name a folder.")
    if not out.parent.is_dir():
        mend = "Make the folder first."
        raise InputError(f"there is no folder '{out.parent}'", where=str(out), mend=mend)
    own = folder if folder.is_dir() else folder.parent
    if out.exists() and own.exists() and out.samefile(own):
        mend = "Name another folder; an export would replace the tables themselves."
        raise InputError("holds the tables that are exported", where=str(out), mend=mend)
    names = [*(f"{one.name}.csv" for one in (*TABLES, DISTINCT)), NETWORK]
    there = [name for name in names if (out / name).exists()]
    if there and not force:
        what = f"holds {there[0]} already"
        raise InputError(what, where=str(out), mend="Name another folder, or add --force.")
    if NETWORK in there and not graphml:
        what = f"holds {NETWORK} of an earlier export"  # it may hold personal data
        raise InputError(what, where=str(out), mend="Add --graphml, or take it away first.")


def _made(made: list[Path], log: ActorLog) -> Any:
    """Return a row for each file: ``file``, ``rows`` (of a table)."""
    import pandas as pd

    named = ("actors", "episodes", "relationships", "atmosphere", "activities", "answers")
    rows = {f"{name}.csv": getattr(log, name) for name in named}
    count = [len(rows[one.name]) if one.name in rows else None for one in made]
    frame = pd.DataFrame({"file": [str(one) for one in made], "rows": count})
    return frame.astype({"rows": "Int64"})
