"""What the review commands have in common: the folder, who does it, the stage."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hanse.errors import InputError, unknown_name

if TYPE_CHECKING:
    from hanse.evidence.review import Review

__all__ = [
    "Because",
    "Folder",
    "Person",
    "RecordId",
    "Stage",
    "opened",
    "person_of",
    "stage_of",
    "unfrozen",
]

Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder of the review.")]
Person = Annotated[
    str,
    typer.Option(
        "--person",
        envvar="HANSE_PERSON",
        metavar="ID",
        help="Who does it: an id under [[people]] of protocol.toml.",
    ),
]
Stage = Annotated[
    str, typer.Option("--stage", help="title-abstract (or title) and full-text (or full).")
]
RecordId = Annotated[str, typer.Argument(metavar="RECORD", help="A record, such as R000012.")]
Because = Annotated[str, typer.Option("--because", metavar="WORDS", help="Why, in words.")]
STAGES = {
    "title": "title-abstract",
    "title-abstract": "title-abstract",
    "full": "full-text",
    "full-text": "full-text",
}


def opened(folder: Path) -> Review:
    """Return the review of a folder."""
    from hanse.evidence.review import open_review

    return open_review(folder)


def person_of(review: Review, given: str) -> str:
    """Return who does it."""
    return review.person(given.strip())


def stage_of(given: str) -> str:
    """Return a stage by its name or its first word."""
    if given not in STAGES:
        raise unknown_name("stage", given, STAGES, where="--stage")
    return STAGES[given]


def unfrozen(review: Review) -> str:
    """Return why the protocol as it stands does not hold yet, empty where it does."""
    from hanse.evidence.review import check_frozen

    try:
        check_frozen(review)
    except InputError as error:
        return str(error)
    return ""


def needed(words: str, option: str) -> str:
    """Return words that a command cannot do without."""
    if not words.strip():
        raise InputError("the reason is missing", where=option, mend=f'Add {option} "why".')
    return words.strip()
