"""``hanse review conflicts``, ``resolve``, ``withdraw``, ``fulltext``, sheets, ``agreement``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hanse.cli.clock import now
from hanse.cli.formats import Format, as_argument, print_answer
from hanse.cli.observe_input import As, Force
from hanse.cli.review_input import Folder, Person, RecordId, Stage, opened, person_of, stage_of

__all__ = [
    "agreement",
    "conflicts",
    "from_sheet",
    "fulltext",
    "join",
    "resolve",
    "to_sheet",
    "withdraw",
]

Value = Annotated[str, typer.Argument(metavar="DECISION", help="include or exclude.")]
Reason = Annotated[str, typer.Option("--reason", metavar="ID", help="A criterion.")]
Note = Annotated[str, typer.Option("--note", metavar="WORDS", help="A remark.")]
File = Annotated[str, typer.Option("--file", metavar="WHERE", help="File or address of the text.")]
Missing = Annotated[str, typer.Option("--missing", metavar="WHY", help="Why there is no text.")]
Out = Annotated[Path, typer.Argument(metavar="FILE", help="A .csv or .xlsx file.")]
Other = Annotated[Path, typer.Argument(metavar="OTHER", help="The folder of the other reviewer.")]
Same = Annotated[
    list[str],
    typer.Option("--same-person", metavar="ID", help="Who worked in both folders; repeat it."),
]
Look = Annotated[bool, typer.Option("--look", help="Only say what would happen.")]
Seed = Annotated[int, typer.Option("--seed", min=0, help="Of the intervals.")]


def conflicts(folder: Folder, stage: Stage = "title-abstract", form: As = Format.TEXT) -> None:
    """Print the records on which reviewers do not agree, and by which criteria."""
    from hanse.evidence.review import conflicts_of

    print_answer(conflicts_of(opened(folder), stage_of(stage)), form)


def resolve(
    folder: Folder,
    record: RecordId,
    value: Value,
    stage: Stage = "title-abstract",
    reason: Reason = "",
    note: Note = "",
    person: Person = "",
) -> None:
    """Settle a conflict, or a record of which somebody is unsure."""
    from hanse.evidence.review import resolve as settle

    review = opened(folder)
    who = person_of(review, person)
    settle(
        review,
        record,
        stage=stage_of(stage),
        value=value,
        reason=reason,
        note=note,
        person=who,
        at=now(),
    )
    print(f"{record}: {value}, settled by {who}.")


def withdraw(
    folder: Folder, record: RecordId, stage: Stage = "title-abstract", person: Person = ""
) -> None:
    """Take an own decision back."""
    from hanse.evidence.review import Entry

    review = opened(folder)
    who = person_of(review, person)
    review.commit([Entry("withdrawn", record, stage=stage_of(stage))], person=who, at=now())
    print(f"{record}: the decision of {who} is taken back.")


def fulltext(
    folder: Folder,
    record: RecordId,
    file: File = "",
    missing: Missing = "",
    person: Person = "",
) -> None:
    """Note where a full text is, or why it could not be got."""
    from hanse.evidence.review import note_full_text

    review = opened(folder)
    who = person_of(review, person)
    note_full_text(review, record, found=file, missing=missing, person=who, at=now())
    print(f"{record}: {f'full text at {file}' if file else f'no full text, {missing}'}.")


def to_sheet(
    folder: Folder,
    out: Out,
    stage: Stage = "title-abstract",
    person: Person = "",
    force: Force = False,
) -> None:
    """Write what a person still has to decide as a table to fill in."""
    from hanse.cli.strategy_files import check_target
    from hanse.evidence.review import write_screening_sheet

    check_target(out, force=force)
    review = opened(folder)
    who = person_of(review, person)
    made = write_screening_sheet(review, out, person=who, stage=stage_of(stage))
    print(f"Wrote {out}: {len(made):,} records for {who}. Fill in the column decision, then:")
    print(f"  hanse review from-sheet {as_argument(folder)} {as_argument(out)} --person {who}")


def from_sheet(
    folder: Folder,
    filled: Out,
    stage: Stage = "title-abstract",
    person: Person = "",
    look: Look = False,
) -> None:
    """Take the decisions of a filled table in: all of them or none."""
    from hanse.evidence.review import read_screening_sheet

    review = opened(folder)
    who = person_of(review, person)
    found = read_screening_sheet(
        review, filled, person=who, stage=stage_of(stage), at=now(), apply=not look
    )
    print(found)


def join(folder: Folder, other: Other, same: Same = [], look: Look = False) -> None:  # noqa: B006
    """Take the work of another reviewer's folder in, and list the conflicts."""
    from hanse.evidence.review import join_reviews

    _, found = join_reviews(opened(folder), other, same=same, apply=not look)
    print(found)


def agreement(
    folder: Folder, stage: Stage = "title-abstract", seed: Seed = 0, form: As = Format.TEXT
) -> None:
    """Print how far the reviewers agree: shares and coefficients, with reasons where undefined."""
    from hanse.evidence.review import agreement_at

    print_answer(agreement_at(opened(folder), stage_of(stage), seed=seed), form)
