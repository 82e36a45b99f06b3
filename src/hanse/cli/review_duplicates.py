"""``hanse review duplicates``: merge, look at the doubtful, undo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from hanse.cli.clock import now
from hanse.cli.formats import Format, as_argument, print_answer
from hanse.cli.observe_input import As
from hanse.cli.progress import progress_bar
from hanse.cli.review_input import Because, Folder, Person, opened, person_of
from hanse.errors import InputError

if TYPE_CHECKING:
    from hanse.evidence.duplicates import DoubtfulPair
    from hanse.evidence.review import Review

__all__ = ["duplicates"]

Same = Annotated[
    tuple[str, str] | None,
    typer.Option("--same", metavar="A B", help="Say that two records are one."),
]
Different = Annotated[
    tuple[str, str] | None,
    typer.Option("--different", metavar="A B", help="Say that two records are not one."),
]
Undo = Annotated[
    str, typer.Option("--undo", metavar="RECORD", help="Part a record that was merged away.")
]
Queue = Annotated[
    int, typer.Option("--queue", min=0, help="How many doubtful pairs to show side by side.")
]


def duplicates(
    folder: Folder,
    same: Same = None,
    different: Different = None,
    undo: Undo = "",
    queue: Queue = 10,
    because: Because = "",
    person: Person = "",
    form: As = Format.TEXT,
) -> None:
    """Merge duplicates by the rules and show the doubtful; or say of two what they are."""
    given = [one for one in (same, different, undo) if one]
    if len(given) > 1:
        raise InputError(
            "several things at once", mend="Give one of --same, --different and --undo."
        )
    review = opened(folder)
    if given:
        _judge(review, same, different, undo, because, person_of(review, person))
        return
    from hanse.evidence.review import merge_duplicates

    with progress_bar() as tell:
        found = merge_duplicates(review, at=now(), progress=tell)
    print_answer(found, form)
    if form is Format.TEXT and found.queue and queue:
        for pair in found.queue[:queue]:
            _show(review, pair)
        print("\nSay of each pair: --same A B, or --different A B.")
    if form is Format.TEXT:
        print(f"\nNext: hanse review screen {as_argument(folder)}")


def _judge(
    review: Review,
    same: tuple[str, str] | None,
    different: tuple[str, str] | None,
    undo: str,
    because: str,
    who: str,
) -> None:
    """Write what a person says of two records."""
    from hanse.evidence.review import judge_pair, undo_merge

    if undo:
        kept = undo_merge(review, undo, why=because, person=who, at=now())
        print(f"{undo} stands for itself again; it was merged into {kept}.")
        return
    first, second = same or different or ("", "")
    is_same = same is not None
    judge_pair(review, first, second, is_same=is_same, why=because, person=who, at=now())
    print(f"{first} and {second} are {'one record' if is_same else 'two records'}.")


def _show(review: Review, pair: DoubtfulPair) -> None:
    """Show two records below each other with why they are doubtful."""
    print(f"\n{pair.first} and {pair.second}: {pair.reason}")
    for name in (pair.first, pair.second):
        record = review.records[name]
        where = [record.container, record.volume, record.pages, record.doi]
        shown = ", ".join(one for one in where if one)
        print(f"  {name}  {'; '.join(record.authors[:3])} ({record.year or 'no year'})")
        print(f"           {record.title}")
        print(f"           {shown or 'no journal, volume, pages or DOI'}")
