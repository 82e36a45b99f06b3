"""``hanse review import`` and ``changes``: what an export brings."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hanse.cli.clock import now
from hanse.cli.formats import Format, as_argument, print_answer
from hanse.cli.observe_input import As
from hanse.cli.progress import progress_bar
from hanse.cli.review_input import Folder, Person, opened, person_of

__all__ = ["changes", "import_"]

Export = Annotated[Path, typer.Argument(metavar="FILE", help="An export: RIS, BibTeX, CSV, ...")]
Source = Annotated[str, typer.Option("--source", metavar="ID", help="A source of protocol.toml.")]
Kind = Annotated[
    str, typer.Option("--as", metavar="FORMAT", help="The format, if it is not recognised.")
]
Number = Annotated[
    str, typer.Option("--import", metavar="ID", help="An import such as I03; else the last.")
]


def import_(
    folder: Folder,
    file: Export,
    source: Source,
    kind: Kind = "",
    person: Person = "",
    form: As = Format.TEXT,
) -> None:
    """Take an export in: all its records or none, what is damaged told with its place."""
    from hanse.evidence.review import import_export

    review = opened(folder)
    who = person_of(review, person)
    with progress_bar() as tell:
        found = import_export(
            review, file, source=source, person=who, at=now(), format=kind or None, progress=tell
        )
    print_answer(found, form)
    if form is Format.TEXT:
        print(f"\nNext: hanse review duplicates {as_argument(folder)}")


def changes(
    folder: Folder, number: Number = "", person: Person = "", form: As = Format.TEXT
) -> None:
    """Print what an import brought against all before: new by rank, changed, retracted."""
    from hanse.evidence.review import changes_of

    review = opened(folder)
    who = review.person(person) if person else ""
    print_answer(changes_of(review, number or None, person=who), form)
