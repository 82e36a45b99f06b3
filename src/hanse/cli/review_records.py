"""``hanse review status``, ``show``, ``set-aside``, ``restore``, ``link``, ``publish``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hanse.cli.clock import now
from hanse.cli.formats import Format, print_answer
from hanse.cli.observe_input import As, Force
from hanse.cli.review_input import Because, Folder, Person, RecordId, needed, opened, person_of

__all__ = ["link", "mend", "publish", "records", "restore", "set_aside", "show", "status", "unlink"]

Several = Annotated[list[str], typer.Argument(metavar="RECORD...", help="Records.")]
Second = Annotated[str, typer.Argument(metavar="OTHER", help="The other record.")]
Kind = Annotated[
    str,
    typer.Option(
        "--as",
        metavar="KIND",
        help="same-study, version, part, erratum, retraction-notice or translation.",
    ),
]
Version = Annotated[str, typer.Argument(metavar="VERSION", help="Its name, such as 2026.")]
Out = Annotated[Path, typer.Argument(metavar="FILE", help="A new .ris, .bib or .csv file.")]
At = Annotated[
    str, typer.Option("--position", help="Where they stand: included, duplicate, ... (status).")
]


def status(folder: Folder, form: As = Format.TEXT) -> None:
    """Print how far the review is: records, decisions of each person, what is open."""
    from hanse.evidence.review import check_review, frozen_versions, status_of

    review = opened(folder)
    check_review(review, frozen_versions(review))
    print_answer(status_of(review), form)


def show(folder: Folder, record: RecordId, form: As = Format.TEXT) -> None:
    """Print a record, where it stands, and every event that brought it there."""
    from hanse.evidence.review import history_of

    print_answer(history_of(opened(folder), record), form)


def set_aside(folder: Folder, record: Several, because: Because = "", person: Person = "") -> None:
    """Take records out before screening, for a reason that is told."""
    from hanse.evidence.review import set_aside as take_out

    review = opened(folder)
    who, why = person_of(review, person), needed(because, "--because")
    made = take_out(review, record, kind="other", why=why, person=who, at=now())
    print(f"Set aside: {', '.join(one.record for one in made)}.")


def restore(folder: Folder, record: Several, because: Because = "", person: Person = "") -> None:
    """Take records in again that were set aside."""
    from hanse.evidence.review import restore as take_in

    review = opened(folder)
    who, why = person_of(review, person), needed(because, "--because")
    made = take_in(review, record, why=why, person=who, at=now())
    print(f"Taken in again: {', '.join(one.record for one in made)}.")


def link(
    folder: Folder,
    record: RecordId,
    other: Second,
    kind: Kind = "same-study",
    because: Because = "",
    person: Person = "",
) -> None:
    """Say how two records belong together; reports of one study count as one study."""
    from hanse.evidence.review import link_reports

    review = opened(folder)
    who = person_of(review, person)
    link_reports(review, record, other, kind=kind, why=because, person=who, at=now())
    print(f"{record} and {other}: {kind}.")


def unlink(
    folder: Folder,
    record: RecordId,
    other: Second,
    kind: Kind = "same-study",
    because: Because = "",
    person: Person = "",
) -> None:
    """Take a link between two records back."""
    from hanse.evidence.review import Entry

    review = opened(folder)
    who = person_of(review, person)
    entry = Entry("unlinked", record, other, value=kind, reason=because)
    review.commit([entry], person=who, at=now())
    print(f"{record} and {other}: no {kind} any more.")


def mend(folder: Folder) -> None:
    """Cut off a last line of the log that was only half written when a machine went down."""
    from hanse.evidence.log import mend_log

    print(mend_log(folder / "events.csv"))


def publish(folder: Folder, version: Version, person: Person = "") -> None:
    """Note that the review was published; what is included then counts as previous studies."""
    from hanse.evidence.review import publish as mark

    review = opened(folder)
    who = person_of(review, person)
    mark(review, version=version, person=who, at=now())
    print(f"Version {version} is published with {len(review.state.included):,} included records.")


def records(folder: Folder, out: Out, position: At = "included", force: Force = False) -> None:
    """Write the included records, or others by where they stand, for another program."""
    from hanse.cli.strategy_files import check_target
    from hanse.evidence.review import export_records, records_at

    check_target(out, force=force)
    chosen = records_at(opened(folder), position)
    export_records(chosen, out)
    print(f"Wrote {out}: {len(chosen):,} records, {position}.")
