"""``hanse review new``, ``freeze``, ``protocol``, ``search`` and ``searched``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hanse.cli.clock import now, today
from hanse.cli.formats import Format, as_argument, print_answer
from hanse.cli.observe_input import As
from hanse.cli.review_input import Because, Folder, Person, opened, person_of, unfrozen
from hanse.messages import plural

__all__ = ["freeze", "new", "protocol", "search", "searched"]

Into = Annotated[Path, typer.Argument(metavar="FOLDER", help="A folder that is new or empty.")]
Title = Annotated[str, typer.Option("--title", metavar="WORDS", help="What is reviewed.")]
Source = Annotated[
    str, typer.Option("--source", metavar="ID", help="A source of protocol.toml; all if left out.")
]
One = Annotated[str, typer.Option("--source", metavar="ID", help="A source of protocol.toml.")]
Hits = Annotated[int, typer.Option("--hits", min=0, help="How many the source showed.")]
Day = Annotated[
    str, typer.Option("--on", metavar="DATE", help="Day of the search; today if left out.")
]


def new(folder: Into, title: Title = "Untitled review") -> None:
    """Begin a review: a protocol to fill in, an empty log, the settings of the report."""
    from hanse.evidence.review import new_review

    new_review(folder, title=title)
    named = as_argument(folder)
    print(f"Wrote {folder}. Fill in protocol.toml, then:")
    print(f'  hanse review freeze {named} --person A --because "first version"')
    print(f"  hanse review search {named}")


def freeze(folder: Folder, because: Because = "", person: Person = "") -> None:
    """Freeze the protocol as a new version; from here on it holds."""
    from hanse.evidence.review import freeze_protocol

    review = opened(folder)
    who = person_of(review, person)
    made, change = freeze_protocol(review, because=because, person=who, at=now())
    print(change)
    print(f"Frozen as {made.folder / 'protocol' / f'{made.protocol.version}.toml'}.")


def protocol(folder: Folder, form: As = Format.TEXT) -> None:
    """Print the protocol, and which searches are due."""
    from hanse.evidence.review import due_searches

    review = opened(folder)
    print_answer(review.protocol, form)
    if form is Format.TEXT:
        print(f"\n{due_searches(review, as_of=today())}")


def search(folder: Folder, source: Source = "", form: As = Format.TEXT) -> None:
    """Print the search string for each source, as it is pasted there."""
    from hanse.cli.formats import print_json
    from hanse.evidence.protocol import search_string

    review = opened(folder)
    chosen = [review.source(source)] if source else [one.id for one in review.protocol.sources]
    made = [search_string(review.protocol, review.protocol.source(one)) for one in chosen]
    if form is Format.TEXT:
        print("\n\n".join(map(str, made)))
        said = unfrozen(review)
        if said:
            print(f"\nNot frozen: {said}")
    else:
        print_json(made)


def searched(folder: Folder, source: One, hits: Hits, day: Day = "", person: Person = "") -> None:
    """Note a search: when it was done and how many hits the source showed."""
    from hanse.evidence.review import log_search

    review = opened(folder)
    who = person_of(review, person)
    event = log_search(review, source=source, hits=hits, day=day or today(), person=who, at=now())
    print(f"Noted: {source}, {event.reason}, {plural(hits, 'hit')}, {event.note}.")
