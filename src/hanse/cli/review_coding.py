"""``hanse review code`` and ``coded``: sheets for coding and appraisal, out and checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hanse.cli.formats import Format, as_argument, print_answer
from hanse.cli.observe_input import As, Force
from hanse.cli.review_input import Folder, Person, opened, person_of
from hanse.errors import InputError

if TYPE_CHECKING:
    from hanse.evidence.review import Review, ReviewCoding
    from hanse.evidence.sheets import Sheet

__all__ = ["code", "coded", "sheet_of"]

Name = Annotated[
    str,
    typer.Option("--sheet", metavar="ID", help="A sheet of the protocol, shipped or in sheets/."),
]
Settle = Annotated[
    bool, typer.Option("--settle", help="Write what coders differ on, to be settled.")
]
Out = Annotated[Path | None, typer.Option("--to", metavar="FILE", help="A .csv or .xlsx file.")]


def sheet_of(review: Review, name: str) -> Sheet:
    """Return a sheet of a review; the only one of the protocol where none is named."""
    from hanse.evidence.review import review_sheet

    known = [one.id for one in review.protocol.sheets]
    if not name and len(known) == 1:
        name = known[0]
    if not name:
        mend = f"Name one: --sheet {known[0] if known else 'cluster-internationalisation'}."
        raise InputError("no sheet is named", mend=mend)
    return review_sheet(review, name, where="--sheet")


def code(
    folder: Folder,
    name: Name = "",
    to: Out = None,
    person: Person = "",
    force: Force = False,
) -> None:
    """Write a sheet to fill in for the included records; without a person's own it is empty."""
    from hanse.cli.strategy_files import check_target
    from hanse.evidence.review import records_at
    from hanse.evidence.sheets import blank_table, blank_workbook
    from hanse.tables import write_bytes, write_text

    review = opened(folder)
    who, asked = person_of(review, person), sheet_of(review, name)
    records = records_at(review, "included")
    if not records:
        raise InputError("nothing is included yet", mend="Screen to the end, then code.")
    target = to
    if target is None:
        (folder / "coding").mkdir(exist_ok=True)
        target = folder / "coding" / f"{asked.id}.{who}.csv"
    if target.suffix.casefold() == ".csv" and target.is_file() and not force:
        _add_missing(target, blank_table(asked, records, person=who))
        return
    check_target(target, force=force)
    if target.suffix.casefold() == ".xlsx":
        write_bytes(target, blank_workbook(asked, records, person=who))
    else:
        write_text(target, blank_table(asked, records, person=who))
    print(f"Wrote {target}: {asked.title}, {len(records):,} records for {who}.")
    print("Fill it in, then:")
    print(f"  hanse review coded {as_argument(folder)} --sheet {asked.id}")


def _add_missing(target: Path, blank: str) -> None:
    """Add rows for records that a filled sheet does not have; what is filled in stays."""
    import csv
    import io

    from hanse.tables import write_text

    there = target.read_text(encoding="utf-8-sig")
    old = list(csv.reader(io.StringIO(there, newline="")))
    new = list(csv.reader(io.StringIO(blank.removeprefix("\ufeff"), newline="")))
    if not old or old[0] != new[0]:
        raise InputError(
            "is there already, with other columns",
            where=str(target),
            mend="Name another file with --to, or write it anew with --force: what is filled in "
            "is then lost.",
        )
    at = new[0].index("record")
    known = {row[at] for row in old[1:] if len(row) > at}
    more = [row for row in new[1:] if row[at] not in known]
    if not more:
        print(f"{target} has a row for each included record already; nothing was changed.")
        return
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\n").writerows(more)
    kept = there if there.endswith("\n") else there + "\n"
    write_text(target, kept + stream.getvalue())
    names = ", ".join(dict.fromkeys(row[at] for row in more))
    print(f"{target}: rows for {names} added below; what is filled in is as it was.")


def coded(folder: Folder, name: Name = "", settle: Settle = False, form: As = Format.TEXT) -> None:
    """Check the filled sheets of a review, print how far coders agree and what is to settle."""
    from hanse.evidence.review import coding_files, read_coding

    review = opened(folder)
    asked = sheet_of(review, name)
    if not coding_files(review).get(asked.id):
        raise InputError(
            f"there is no coding/{asked.id}.PERSON.csv",
            where=str(folder),
            mend=f"Write one: hanse review code FOLDER --sheet {asked.id}.",
        )
    found = read_coding(review, asked.id)
    print_answer(found, form)
    if settle:
        _write_to_settle(folder, found)


def _write_to_settle(folder: Path, found: ReviewCoding) -> None:
    """Write what coders differ on as a table in which somebody settles it."""
    from hanse.cli.strategy_files import check_target
    from hanse.evidence.sheets import FinalSheet
    from hanse.tables import write_text

    if not isinstance(found.settled, FinalSheet) or not found.settled.unresolved:
        print("Nothing is to settle.")
        return
    target = folder / "coding" / f"{found.sheet.id}.resolved.csv"
    check_target(target, force=False)
    write_text(target, found.settled.to_resolve())
    print(f"Wrote {target}: fill in value and person of each row.")
