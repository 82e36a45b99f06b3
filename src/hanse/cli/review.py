"""``hanse review``: a systematic review that can be repeated, from the protocol to the report."""

from __future__ import annotations

import typer

from hanse.cli.group import add_group
from hanse.cli.review_clusters import clusters
from hanse.cli.review_coding import code, coded
from hanse.cli.review_decisions import (
    agreement,
    conflicts,
    from_sheet,
    fulltext,
    join,
    resolve,
    to_sheet,
    withdraw,
)
from hanse.cli.review_duplicates import duplicates
from hanse.cli.review_import import changes, import_
from hanse.cli.review_prisma import prisma
from hanse.cli.review_records import (
    link,
    mend,
    publish,
    records,
    restore,
    set_aside,
    show,
    status,
    unlink,
)
from hanse.cli.review_screen import screen
from hanse.cli.review_start import freeze, new, protocol, search, searched
from hanse.cli.review_stop import resume, stop
from hanse.cli.review_synthesis import map_, overview, table

__all__ = ["register"]

HELP = "A systematic review in a folder: every count goes back to a record, a decision, a person."


COMMANDS = (
    ("new", new),
    ("freeze", freeze),
    ("protocol", protocol),
    ("search", search),
    ("searched", searched),
    ("import", import_),
    ("changes", changes),
    ("duplicates", duplicates),
    ("screen", screen),
    ("stop", stop),
    ("resume", resume),
    ("to-sheet", to_sheet),
    ("from-sheet", from_sheet),
    ("join", join),
    ("conflicts", conflicts),
    ("resolve", resolve),
    ("withdraw", withdraw),
    ("agreement", agreement),
    ("fulltext", fulltext),
    ("set-aside", set_aside),
    ("restore", restore),
    ("link", link),
    ("unlink", unlink),
    ("mend", mend),
    ("show", show),
    ("status", status),
    ("publish", publish),
    ("records", records),
    ("prisma", prisma),
    ("code", code),
    ("coded", coded),
    ("table", table),
    ("map", map_),
    ("overview", overview),
    ("clusters", clusters),
)


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    add_group(app, "review", HELP, COMMANDS)
