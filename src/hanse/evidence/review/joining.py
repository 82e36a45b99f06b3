"""Joining the folders of two reviewers who worked apart on one review."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from hanse.errors import InputError
from hanse.evidence.log import Conflict, MergedLogs, merge_logs, write_log
from hanse.evidence.review.folder import Review, open_review
from hanse.evidence.review.founding import check_frozen
from hanse.evidence.review.layout import CODING, EVENTS, IMPORTS, PROTOCOL, SHEETS, VERSIONS
from hanse.messages import join_names, plural
from hanse.result import Record
from hanse.tables import write_bytes

__all__ = ["Joined", "join_reviews"]


@dataclass(frozen=True)
class Joined(Record, kind="review-joined"):
    """What came from the other folder.

    Attributes
    ----------
    events : int
        Events taken over.
    people : tuple of str
        Whose they are.
    conflicts : tuple of Conflict
        Records on which the reviewers do not agree, new ones only.
    files : tuple of str
        Files taken over: imports, versions of the protocol, own and filled sheets.
    """

    events: int
    people: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    files: tuple[str, ...]

    def __str__(self) -> str:
        """Return what was taken over, and each conflict with who says what."""
        if not self.events and not self.files:
            return "Nothing new in the other folder."
        who = f" of {join_names(list(self.people))}" if self.people else ""
        lines = [f"{plural(self.events, 'event')}{who} taken over."]
        lines += [f"  file {one}" for one in self.files]
        if self.conflicts:
            lines.append(f"{plural(len(self.conflicts), 'conflict')} to settle:")
        for one in self.conflicts:
            said = ", ".join(f"{d.person} {d.value}" for d in one.decisions)
            lines.append(f"  {one.record}, {one.stage}: {said}")
        return "\n".join(lines)


def join_reviews(
    ours: Review,
    other: str | os.PathLike[str],
    *,
    same: Collection[str] = (),
    apply: bool = True,
) -> tuple[Review, Joined]:
    """Take the work of another reviewer into a review.

    Both folders must have begun as copies of one. What happened since may differ: decisions of
    different people, full texts, filled sheets; imports and merges only on one side.

    Parameters
    ----------
    ours : Review
        The review that takes over.
    other : path
        Folder of the other reviewer; it is not changed.
    same : collection of str
        People who worked in both folders themselves; anybody else who decided in both is taken for
        two people under one name.
    apply : bool
        Whether to write it, else only look.

    Returns
    -------
    Review, Joined
        The review after it, and what was taken over.

    Raises
    ------
    InputError
        If the two do not have one beginning, the same person worked in both, a decision concerns
        a record that the other side merged away, or a file differs on both sides. Nothing is
        written then.
    """
    theirs = open_review(other)
    if theirs.folder.resolve() == ours.folder.resolve():
        raise InputError(
            "both are one folder", where=str(other), mend="Name the folder of the other reviewer."
        )
    merged = merge_logs(ours.log, theirs.log, one_person=tuple(same))
    imports = _imports(theirs, merged)
    files = (*imports, *_files(ours.folder, theirs.folder))
    protocol = _protocol(ours, theirs, merged)
    found = _found(ours, merged, files)
    if not apply:
        return ours, found
    ours.check_current()
    for name in imports:
        _take_folder(theirs.folder / name, ours.folder / name)
    for name in (*files[len(imports) :], *protocol):
        target = ours.folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(target, (theirs.folder / name).read_bytes())
    write_log(ours.folder / EVENTS, merged.log)
    return ours.reopened(), found


def _found(ours: Review, merged: MergedLogs, files: tuple[str, ...]) -> Joined:
    """Return what comes from the other side."""
    taken = merged.taken
    return Joined(
        events=len(taken),
        people=tuple(sorted({one.person for one in taken})),
        conflicts=merged.conflicts,
        files=files,
    )


def _protocol(ours: Review, theirs: Review, merged: MergedLogs) -> tuple[str, ...]:
    """Return the protocol where the other side froze a newer one; two that differ are an error."""
    if any(one.event == "amended" for one in merged.taken):
        if ours.protocol != theirs.protocol:
            check_frozen(ours)
        return (PROTOCOL,)
    frozen_here = any(one.event == "amended" for one in merged.own)
    if not frozen_here and ours.protocol != theirs.protocol:
        raise InputError(
            f"{PROTOCOL} differs in the two folders",
            where=str(theirs.folder),
            mend="Agree on one, put it into both folders and freeze it in one.",
        )
    return ()


def _imports(theirs: Review, merged: MergedLogs) -> tuple[str, ...]:
    """Return the folders of imports that the other log brings; their records have to be there."""
    taken = tuple(f"{IMPORTS}/{one.other}" for one in merged.taken if one.event == "imported")
    if taken:
        theirs.records  # noqa: B018  # an error where they are not
    return taken


def _take_folder(source: Path, target: Path) -> None:
    """Copy a folder beside and move it into place; what stands there no log names."""
    target.parent.mkdir(exist_ok=True)
    beside = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        shutil.copytree(source, beside)
        shutil.rmtree(target, ignore_errors=True)
        os.replace(beside, target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _files(ours: Path, theirs: Path) -> tuple[str, ...]:
    """Return the files that only the other side has; one that differs is an error."""
    found = []
    for folder in (VERSIONS, SHEETS, CODING):
        if not (theirs / folder).is_dir():
            continue
        for path in sorted((theirs / folder).iterdir()):
            name = f"{folder}/{path.name}"
            if path.name.startswith(".") or path.is_dir():
                continue
            if not (ours / name).exists():
                found.append(name)
            elif (ours / name).read_bytes() != path.read_bytes():
                raise InputError(
                    f"{name} differs in the two folders",
                    where=str(theirs),
                    mend="Take one of the two versions into both folders, then join again.",
                )
    return tuple(found)
