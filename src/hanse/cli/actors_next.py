"""What comes after an import: names to decide on, files to name, a study that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from hanse.cli.actors_input import Asked
from hanse.cli.actors_open import open_actors, study_of
from hanse.cli.formats import as_argument
from hanse.errors import InputError

if TYPE_CHECKING:
    from hanse.actors.exchange import Merge

__all__ = ["Files", "after_import", "check_imported", "files_of"]


@dataclass(frozen=True)
class Files:
    """The files into which a file is taken.

    Attributes
    ----------
    folder : Path
        Where they are.
    files : mapping of str to str
        Table → file that a study names; empty for a folder of tables.
    has_study : bool
        Whether a study names them.
    named : frozenset of str
        Tables that it names, with those that an import only reads.
    """

    folder: Path
    files: Mapping[str, str] = field(default_factory=dict)
    has_study: bool = False
    named: frozenset[str] = frozenset()


def files_of(folder: Path) -> Files:
    """Return where the tables of a folder stand.

    Raises
    ------
    InputError
        If it is no folder, or a table is read with a mapping: an import writes our own columns.
    """
    from hanse.study.actor_settings import read_actor_settings

    study = study_of(folder, is_plain=True)
    if study is None:
        if folder.suffix.lower() in (".xlsx", ".xlsm"):
            mend = (
                f"Write its tables into a folder first: hanse actors export {as_argument(folder)} "
            )
            mend += "log --personal --country COUNTRY --as-of DATE"
            raise InputError("is a workbook, not a folder", where=str(folder), mend=mend)
        if not folder.is_dir():
            mend = "Name the folder of the tables; what comes in may be a workbook."
            raise InputError("is a file, not a folder", where=str(folder), mend=mend)
        return Files(folder)
    tables = read_actor_settings(study.tables["actors"]).tables
    for name, one in tables.items():
        if one.map:
            raise InputError(
                f"{one.file} is read with {one.map}, and nothing is imported into such a file",
                where="[actors]" if name == "actors" else f"[actors.{name}]",
                mend="Give the file our own columns: hanse actors export --personal writes them.",
            )
    files = {name: one.file for name, one in tables.items() if name != "distinct"}
    return Files(study.folder, files, True, frozenset(tables))


def after_import(found: Merge, where: Files, again: str) -> Iterator[str]:
    """Yield what is to be done next.

    Parameters
    ----------
    found : Merge
        What the import found.
    where : Files
        Where the tables stand.
    again : str
        The command, without its last options.
    """
    has_news = any(found.new) or bool(found.review) or bool(found.held)
    if found.conflicts and found.took == "old":
        yield f"To take what the file says instead: {again} --take new --apply"
    takes = " --take new" if found.took == "new" else ""
    if not found.is_applied:
        if has_news or (takes and found.conflicts):
            yield f"Next: {again}{takes} --apply"
        else:
            yield "There is nothing to write."
        return
    if found.review:
        review = as_argument(where.folder / "review.csv")
        yield (
            f"Next: write same or different into the column decision of {review}, save it, and run "
            f"again: {again}{takes} --apply"
        )
    yield from _to_name(where)


def _to_name(where: Files) -> Iterator[str]:
    """Yield which files of the folder the study does not read yet."""
    from hanse.actors.read_schemas import SCHEMAS

    if not where.has_study:
        return
    new = [one for one in SCHEMAS if one not in where.named]
    there = [one for one in new if (where.folder / f"{one}.csv").is_file()]
    if there:
        lines = [f'  [actors.{one}]\n  file = "{one}.csv"' for one in there]
        yield "\n".join(["The study does not read all of it yet. Add to hanse.toml:", *lines])


def check_imported(where: Files) -> None:
    """Say it where the study cannot be read any more, such as with episodes after its day."""
    if not where.has_study:
        return
    try:
        open_actors(Asked(where.folder))
    except InputError as error:
        print(f"\nThe study needs a change before it runs again: {error}")
