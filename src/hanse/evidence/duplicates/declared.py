"""What people decided before: merges that stand and pairs declared different, checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hanse.errors import InputError, unknown_name
from hanse.evidence.records import BibliographicRecord

__all__ = ["Declared", "declared"]

Pair = tuple[str, str]


@dataclass(frozen=True)
class Declared:
    """What was given beside the records, by place in the order of the records.

    Attributes
    ----------
    ids : tuple of str
        Id of each record.
    merged, distinct : tuple of (int, int)
        Removed and kept record; records declared different.
    """

    ids: tuple[str, ...]
    merged: tuple[tuple[int, int], ...]
    distinct: tuple[tuple[int, int], ...]


def declared(
    records: Sequence[BibliographicRecord], merged: Iterable[Pair], distinct: Iterable[Pair]
) -> Declared:
    """Check ids and pairs.

    Raises
    ------
    InputError
        If a record has no id or one that another has, a pair names an unknown record or one record
        twice, a record is merged into two, or merges run in a circle.

    Examples
    --------
    >>> found = declared([BibliographicRecord(id="R1"), BibliographicRecord(id="R2")],
    ...     merged=[("R2", "R1")], distinct=[])
    >>> found.merged
    ((1, 0),)
    """
    place: dict[str, int] = {}
    for at, record in enumerate(records):
        if not record.id:
            raise InputError(
                "the record has no id", where=f"record {at + 1}", mend="Number the records first."
            )
        if record.id in place:
            raise InputError(
                f"the id {record.id} stands at two records",
                where=f"records {place[record.id] + 1} and {at + 1}",
                mend="Give each record its own id.",
            )
        place[record.id] = at
    into = _pairs("merged", merged, place)
    _check_merges(into, [record.id for record in records])
    return Declared(tuple(place), into, _pairs("distinct", distinct, place))


def _pairs(name: str, pairs: Iterable[Pair], place: dict[str, int]) -> tuple[tuple[int, int], ...]:
    out = []
    for first, second in pairs:
        for one in (first, second):
            if one not in place:
                raise unknown_name("record", one, place, where=name)
        if first == second:
            raise InputError(f"{first} is paired with itself", where=name, mend="Name two records.")
        out.append((place[first], place[second]))
    return tuple(dict.fromkeys(out))


def _check_merges(pairs: tuple[tuple[int, int], ...], ids: list[str]) -> None:
    into: dict[int, int] = {}
    for removed, kept in pairs:
        if removed in into:
            raise InputError(
                f"{ids[removed]} is merged into {ids[into[removed]]} and into {ids[kept]}",
                where="merged",
                mend="Take one of the two merges back.",
            )
        into[removed] = kept
    checked: set[int] = set()
    for start in into:
        path = []
        at = start
        while at in into and at not in checked:
            checked.add(at)
            path.append(at)
            at = into[at]
        if at in path:
            raise InputError(
                f"merges run in a circle through {ids[at]}",
                where="merged",
                mend="Take one of them back, so that one record stands.",
            )
