"""The tables of a log as rows under the headings of the files."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Mapping, Sequence

from hanse.actors.tables import (
    EXCHANGES,
    Activities,
    ActorLog,
    Actors,
    Atmosphere,
    Episodes,
    GapAnswers,
    Relationships,
)
from hanse.errors import InputError

__all__ = ["Value", "as_date", "log_rows"]

Value = str | float | datetime.date | None
Rows = list[tuple[Value, ...]]


def log_rows(log: ActorLog) -> Mapping[str, Rows]:
    """Return the rows of every table that a log has, in the order of the documented columns.

    Dates are dates, numbers numbers (None where not known), yes and no 1 and 0, lists one text
    parted by semicolons.

    Raises
    ------
    InputError
        If an entry of a list holds a semicolon, by which it would be read as two.
    """
    ids = log.actors.ids
    made = {"actors": _actors(log.actors), "episodes": _episodes(log.episodes, ids)}
    if log.relationships is not None:
        made["relationships"] = _relationships(log.relationships, ids)
    if log.atmosphere is not None:
        made["atmosphere"] = _atmosphere(log.atmosphere, ids)
    if log.activities is not None:
        made["activities"] = _activities(log.activities, ids)
    if log.answers is not None:
        made["answers"] = _answers(log.answers)
    return made


def as_date(day: int) -> datetime.date | None:
    """Return a day as a date, None for 0.

    Examples
    --------
    >>> as_date(738000), as_date(0)
    (datetime.date(2021, 7, 29), None)
    """
    return datetime.date.fromordinal(int(day)) if day else None


def _number(value: float) -> float | None:
    """Return a number, None for NaN."""
    return None if math.isnan(value) else float(value)


def _listed(entries: Iterable[str], where: str) -> str:
    """Return entries as the text of one cell."""
    found = tuple(entries)
    for one in found:
        if ";" in one:
            raise InputError(
                f"'{one}' holds a semicolon, which parts the entries of a cell",
                where=where,
                mend="Write it without.",
            )
    return "; ".join(found)


def _actors(one: Actors) -> Rows:
    """Return the rows of the actors."""
    return [
        (
            one.ids[i],
            one.names[i],
            _listed(one.roles[i], f"actor {one.ids[i]}, roles"),
            one.clusters[i],
            one.places[i],
            one.countries[i],
            _listed(one.technologies[i], f"actor {one.ids[i]}, technology"),
            *(_number(many[i]) for many in (one.latitude, one.longitude)),
            *(_number(many[i]) for many in (one.employees, one.experience)),
            *(_number(many[i]) for many in (one.inward, one.outward)),
            as_date(int(one.since[i])),
            as_date(int(one.until[i])),
            one.contacts[i],
            one.emails[i],
        )
        for i in range(len(one))
    ]


def _episodes(one: Episodes, ids: Sequence[str]) -> Rows:
    """Return the rows of the episodes."""
    made: Rows = []
    for i in range(len(one)):
        parties = [ids[at] for at in one.party[one.starts[i] : one.starts[i + 1]]]
        kinds = [name for bit, name in enumerate(EXCHANGES) if int(one.kinds[i]) >> bit & 1]
        begun = int(one.initiator[i])
        made.append(
            (
                one.ids[i],
                as_date(int(one.days[i])),
                _listed(parties, f"episode {one.ids[i]}, parties"),
                "; ".join(kinds),
                ids[begun] if begun >= 0 else "",
                one.outcomes[i],
                one.activities[i],
                one.notes[i],
            )
        )
    return made


def _relationships(one: Relationships, ids: Sequence[str]) -> Rows:
    """Return the rows of the relationships."""
    return [
        (
            ids[one.a[i]],
            ids[one.b[i]],
            as_date(int(one.start[i])),
            as_date(int(one.end[i])),
            one.states[i],
            _listed(one.adaptations[i], f"relationship {i + 1}, adaptations"),
            _listed(one.institutions[i], f"relationship {i + 1}, institutions"),
            one.markets[i],
            _number(one.dynamism[i]),
            _number(one.internationalisation[i]),
            one.chain[i],
        )
        for i in range(len(one))
    ]


def _atmosphere(one: Atmosphere, ids: Sequence[str]) -> Rows:
    """Return the rows of the ratings."""
    return [
        (
            as_date(int(one.days[i])),
            ids[one.rater[i]],
            ids[one.other[i]],
            *(_number(rating) for rating in one.ratings[i]),
        )
        for i in range(len(one))
    ]


def _activities(one: Activities, ids: Sequence[str]) -> Rows:
    """Return the rows of the bridging activities."""
    return [
        (
            one.ids[i],
            one.names[i],
            as_date(int(one.start[i])),
            as_date(int(one.end[i])),
            "; ".join(one.gaps[i]),
            _listed(
                (ids[at] for at in one.participants[i]), f"activity {one.ids[i]}, participants"
            ),
        )
        for i in range(len(one))
    ]


def _answers(one: GapAnswers) -> Rows:
    """Return the rows of the answers to the survey."""
    return [
        (
            one.respondents[i],
            one.waves[i],
            one.gaps[i],
            _number(one.importance[i]),
            _number(one.present[i]),
        )
        for i in range(len(one))
    ]
