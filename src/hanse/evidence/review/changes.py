"""What an import changed: new records by rank, changed and retracted ones; a living review."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hanse.errors import InputError, unknown_name
from hanse.evidence.log import STAGES
from hanse.evidence.ranking import rank
from hanse.evidence.review.folder import Review
from hanse.evidence.review.importing import ChangedRecord
from hanse.evidence.review.session import screening_labels, text_index
from hanse.messages import plural
from hanse.result import Answer, Record

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["RetractedRecord", "ReviewChanges", "changes_of"]

MOST = 50


@dataclass(frozen=True)
class RetractedRecord(Record, kind="review-retracted-record"):
    """A record that is retracted, and where it stands in the review."""

    record: str
    title: str
    position: str
    reason: str


@dataclass(frozen=True)
class ReviewChanges(Answer, kind="review-changes"):
    """What an import brought against everything before it.

    Attributes
    ----------
    id : str
        Of the import.
    new : tuple of str
        Records that no source gave before and that still have to be screened, the most promising
        first where past decisions allow a ranking.
    titles : mapping of str to str
        Their titles.
    is_ranked : bool
        Whether they are ranked.
    why_not : str
        Why not, empty where they are.
    known : int
        Records of the import that were there before, from this source or another.
    changed : tuple of ChangedRecord
        Earlier records that came with other values.
    positions : mapping of str to str
        Where each changed record stands in the review.
    retracted : tuple of RetractedRecord
        Records that the import says are retracted; an included one has to be looked at again.
    """

    id: str
    new: tuple[str, ...]
    titles: dict[str, str]
    is_ranked: bool
    why_not: str
    known: int
    changed: tuple[ChangedRecord, ...]
    positions: dict[str, str]
    retracted: tuple[RetractedRecord, ...]

    def __str__(self) -> str:
        """Return the three lists."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        """Yield the lines."""
        yield (
            f"Import {self.id}: {plural(len(self.new), 'new record')} to screen, "
            f"{self.known:,} known before, {len(self.changed):,} changed, "
            f"{len(self.retracted):,} retracted."
        )
        if self.new:
            yield f"New, {'by past decisions' if self.is_ranked else f'not ranked: {self.why_not}'}"
        for at, one in enumerate(self.new[:MOST], start=1):
            yield f"  {at:>3}  {one}  {self.titles[one] or '(without a title)'}"
        if len(self.new) > MOST:
            yield f"       and {len(self.new) - MOST:,} more"
        if self.changed:
            yield "Changed"
        for change in self.changed:
            yield (
                f"       {change.record}  {', '.join(change.fields)}; "
                f"{self.positions[change.record]}"
            )
        if self.retracted:
            yield "Retracted"
        for gone in self.retracted:
            yield f"       {gone.record}  {gone.title} ({gone.position}): {gone.reason}"

    def to_frame(self) -> pd.DataFrame:
        """Return a row for each record: ``what``, ``rank``, ``record``, ``says``."""
        import pandas as pd

        rows: list[tuple[str, int | None, str, str]] = [
            ("new", at if self.is_ranked else None, one, self.titles[one])
            for at, one in enumerate(self.new, start=1)
        ]
        rows += [("changed", None, one.record, ", ".join(one.fields)) for one in self.changed]
        rows += [("retracted", None, one.record, one.reason) for one in self.retracted]
        frame = pd.DataFrame(rows, columns=["what", "rank", "record", "says"])
        return frame.astype({"rank": "Int64"})


def changes_of(
    review: Review, number: str | None = None, *, person: str = "", keep_index: bool = True
) -> ReviewChanges:
    """Return what an import changed, the new records ranked by the decisions so far.

    Parameters
    ----------
    review : Review
        Duplicates should have been merged, else those of other sources count as new.
    number : str, optional
        An import such as ``"I03"``; the last where None.
    person : str
        Whose decisions count besides the settled ones; settled ones alone where empty.
    keep_index : bool
        Whether the index of the texts is written into the folder for the next time.

    Returns
    -------
    ReviewChanges
        Without a ranking where nothing is included or nothing excluded yet.

    Raises
    ------
    InputError
        If there is no such import.
    """
    name = _import_of(review, number)
    state = review.state
    own = [one for one in state.records if state.identification(one).import_id == name]
    new = [
        one
        for one in own
        if state.position(one) == "awaiting screening" and not _is_known(review, one, name)
    ]
    ranking = None
    if new:
        labels = screening_labels(review, person, STAGES[0])
        ranking = rank(text_index(review, keep=keep_index), labels, among=new)
    ordered = ranking.ids if ranking is not None else ()
    changed = tuple(
        ChangedRecord(one.record, _again(review, one.record, name), one.fields)
        for one in state.changes
        if one.import_id == name
    )
    return ReviewChanges(
        id=name,
        new=tuple(ordered),
        titles={one: _title(review, one) for one in ordered},
        is_ranked=ranking is not None and ranking.is_ranked,
        why_not=ranking.reason if ranking is not None else "",
        known=sum(_is_known(review, one, name) for one in own),
        changed=changed,
        positions={one.record: _position(review, one.record) for one in changed},
        retracted=tuple(
            RetractedRecord(
                one.record, _title(review, one.record), _position(review, one.record), one.reason
            )
            for one in state.retracted.values()
            if one.import_id == name
        ),
    )


def _import_of(review: Review, number: str | None) -> str:
    """Return an import that there is; the last one where none is named."""
    known = review.state.imports
    if not known:
        raise InputError("nothing was imported yet", mend="Take an export in: hanse review import.")
    name = list(known)[-1] if number is None else number
    if name not in known:
        raise unknown_name("import", name, known, where="--import")
    return name


def _is_known(review: Review, record: str, number: str) -> bool:
    """Return whether a record is one with another that was there before an import."""
    state = review.state
    first = state.imports[number].number
    return any(state.identification(one).number < first for one in state.members(record))


def _position(review: Review, record: str) -> str:
    """Return where a record stands in the review, or the one that stands for it."""
    return review.state.position(review.state.representative(record))


def _title(review: Review, record: str) -> str:
    """Return the title of a record joined with its duplicates."""
    return review.joined(record).title


def _again(review: Review, record: str, number: str) -> str:
    """Return the record of an import that was merged into an earlier one, empty without one."""
    members = review.state.members(record)
    return next(
        (one for one in members if review.state.identification(one).import_id == number), ""
    )
