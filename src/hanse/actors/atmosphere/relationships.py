"""What is stated of relationships, beside what the log shows of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.actors.atmosphere.relationship_words import relationships_frame, relationships_text
from hanse.actors.atmosphere.stated import (
    GapRelationships,
    NamedTie,
    RatedEnvironment,
    by_gap,
    rated,
    state_on,
)
from hanse.actors.tables import CHAIN_POSITIONS, STATES, ActorLog, Relationships
from hanse.actors.ties import Ties
from hanse.errors import InputError
from hanse.result import Answer

__all__ = ["RelationshipReport", "relationships_report"]

Whole = npt.NDArray[np.int64]

YEAR = 365.25
CANDIDATES = 10
RATED = ("dynamism", "internationalisation")


@dataclass(frozen=True)
class RelationshipReport(Answer, kind="actor-relationships-report"):
    """What is stated of relationships, and how it goes with what the log shows.

    Attributes
    ----------
    day : int
        On which they are looked at.
    window : float, days
        Two half-lives.
    stated, later : int
        Relationships that are stated, and of these the ones that begin later and are not planned;
        these are in no other number.
    states : mapping of str to int
        By state on the day, in the order of `STATES`.
    institutions, adaptations, chain, markets : mapping of str to int
        Of those active: how many name it, most often first; markets by their codes.
    institutionalised, adapted : int
        Of those active: with at least one institution, or adaptation.
    environment : tuple of RatedEnvironment
        Of those active: dynamism and internationalisation.
    aged : int
        Those active of which the start is known.
    age : float
        Their median age in years; NaN where there is none.
    on_paper : tuple of NamedTie
        Active without any episode within the window, by the day of the last one.
    relationships, unstated : int
        Pairs that the rule calls a relationship, and of these the ones that nobody states (or that
        are stated as ended and go on).
    candidates : tuple of NamedTie
        The strongest ten of these: for an agreement.
    gaps : tuple of GapRelationships
        Of firms of the cluster across each gap.
    """

    day: int
    window: float
    stated: int
    later: int
    states: Mapping[str, int]
    institutions: Mapping[str, int]
    adaptations: Mapping[str, int]
    chain: Mapping[str, int]
    markets: Mapping[str, int]
    institutionalised: int
    adapted: int
    environment: tuple[RatedEnvironment, ...]
    aged: int
    age: float
    on_paper: tuple[NamedTie, ...]
    relationships: int
    unstated: int
    candidates: tuple[NamedTie, ...]
    gaps: tuple[GapRelationships, ...]

    @property
    def active(self) -> int:
        """How many are stated as active on the day."""
        return self.states["active"]

    def __str__(self) -> str:
        return relationships_text(self)

    def to_frame(self) -> Any:
        """Return one row per number, and per named pair.

        Columns: part (*state*, *institution*, *adaptation*, *chain*, *market*, *environment*,
        *age*, *active*, *on paper only*, *unstated*, *candidate*), name (which of them, a gap for
        the last numbers of a gap), one, other (ids of a named pair), n (relationships; episodes of
        a named pair), value (mean or median; strength of a named pair), low, high (range), since
        and last (days as ISO text).
        """
        return relationships_frame(self)


def relationships_report(
    log: ActorLog, ties: Ties, *, day: int | None = None
) -> RelationshipReport:
    """Return what is stated of relationships on a day, and what the log says to it.

    Parameters
    ----------
    log : ActorLog
        With stated relationships.
    ties : Ties
        Of this log on the day.
    day : int, optional
        An ordinal; that of the ties, which is the default.

    Returns
    -------
    RelationshipReport
        Without stated relationships every pair that the rule calls one is unstated.

    Raises
    ------
    InputError
        If the ties are of another day or another log.

    Notes
    -----
    *On paper only* is a relationship that is stated as active and has no episode within two
    half-lives of the rule: one between two parties then counts at most a quarter. Where little is
    logged it may be the log that lacks it.

    Source: process and environment of relationships in the interaction approach (Håkansson 1982),
    as in Osarenkhoe and Fjellström (2022), *EuroMed Journal of Business*,
    doi:10.1108/EMJB-11-2020-0127.

    Examples
    --------
    >>> import pandas as pd
    >>> from hanse.actors import log_from_frames
    >>> from hanse.actors.ties import ties
    >>> actors = pd.DataFrame({"actor": ["Ask", "Elm"], "roles": ["firm", "capital"]})
    >>> said = pd.DataFrame({"party_a": ["Ask"], "party_b": ["Elm"], "start": ["2020-01-01"]})
    >>> log = log_from_frames({"actors": actors, "relationships": said}, cluster="", home="SWE",
    ...                       as_of="2024-12-31")
    >>> found = relationships_report(log, ties(log))
    >>> found.active, round(found.age, 1), [(one.one, one.other) for one in found.on_paper]
    (1, 5.0, [('Ask', 'Elm')])
    """
    day = _checked_day(log, ties, day)
    told = log.relationships if log.relationships is not None else _nothing()
    states = [state_on(told, row, day) for row in range(len(told))]
    active = [row for row, state in enumerate(states) if state == "active"]
    pair_of = _places(ties, told)
    window = 2 * ties.rule.half_life
    silent = [row for row in active if _is_silent(ties, int(pair_of[row]), day - window)]
    silent.sort(key=lambda row: (_last(ties, int(pair_of[row])), row))
    going = {int(pair_of[row]) for row, state in enumerate(states) if state not in ("ended", "")}
    loose = _unstated(ties, going)
    since = [int(told.start[row]) for row in active if told.start[row]]
    bound = [row for row in active if told.institutions[row]]
    sorts = (pair_of[active], pair_of[bound], pair_of[silent], np.array(loose, dtype=np.int64))
    return RelationshipReport(
        day=day,
        window=float(window),
        stated=len(told),
        later=states.count(""),
        states={state: states.count(state) for state in STATES},
        institutions=_counted(name for row in active for name in told.institutions[row]),
        adaptations=_counted(name for row in active for name in told.adaptations[row]),
        chain=_counted((told.chain[row] for row in active), CHAIN_POSITIONS),
        markets=_counted(told.markets[row] for row in active),
        institutionalised=len(bound),
        adapted=sum(bool(told.adaptations[row]) for row in active),
        environment=tuple(rated(name, getattr(told, name)[active]) for name in RATED),
        aged=len(since),
        age=float(np.median(day - np.array(since))) / YEAR if since else float("nan"),
        on_paper=tuple(_named(log, ties, int(pair_of[row]), told.start[row]) for row in silent),
        relationships=int(ties.is_relationship.sum()),
        unstated=len(loose),
        candidates=tuple(_named(log, ties, at) for at in loose[:CANDIDATES]),
        gaps=by_gap(log, ties, *sorts),
    )


def _checked_day(log: ActorLog, ties: Ties, day: int | None) -> int:
    """Return the day; ties of another day or log are an error."""
    if ties.n != len(log.actors):
        raise InputError(
            f"the ties are of {ties.n} actors and the log has {len(log.actors)}",
            where="relationships_report",
            mend="Give the ties of this log.",
        )
    if day is not None and day != ties.day:
        raise InputError(
            f"the ties are of day {ties.day} and not of day {day}",
            where="relationships_report",
            mend="Give ties(log, rule, day=day).",
        )
    return ties.day


def _nothing() -> Relationships:
    """Return a table without relationships."""
    none, empty = np.zeros(0, dtype=np.int64), np.zeros(0)
    return Relationships(none, none, none, none, (), (), (), (), empty, empty, ())


def _places(ties: Ties, told: Relationships) -> Whole:
    """Return where the pair of each relationship stands among the ties, -1 where it does not."""
    place = {pair: at for at, pair in enumerate(zip(ties.a.tolist(), ties.b.tolist(), strict=True))}
    pairs = zip(told.a.tolist(), told.b.tolist(), strict=True)
    found = [place.get((min(pair), max(pair)), -1) for pair in pairs]
    return np.array(found, dtype=np.int64)


def _unstated(ties: Ties, going: set[int]) -> list[int]:
    """Return the relationships by the rule that are none of those stated, the strongest first."""
    loose = [at for at in np.flatnonzero(ties.is_relationship).tolist() if at not in going]
    return sorted(loose, key=lambda at: (-ties.strength[at], at))


def _last(ties: Ties, at: int) -> int:
    """Return the day of the last episode of a pair, 0 without any."""
    return int(ties.last[at]) if ties.episodes[at] else 0


def _is_silent(ties: Ties, at: int, start: float) -> bool:
    """Return whether a pair has no episode from a day on."""
    return _last(ties, at) < start


def _counted(names: Iterable[str], order: Sequence[str] | None = None) -> Mapping[str, int]:
    """Return how often each name stands, most often first or in a given order."""
    counts = Counter(name for name in names if name)
    if order is not None:
        return {name: counts[name] for name in order if counts[name]}
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _named(log: ActorLog, ties: Ties, at: int, since: int = 0) -> NamedTie:
    """Return a pair by its names."""
    a, b = int(ties.a[at]), int(ties.b[at])
    ids, names = log.actors.ids, log.actors.names
    met = int(ties.episodes[at])
    first = int(ties.first[at]) if met else 0
    strength = float(ties.strength[at])
    return NamedTie(
        ids[a], ids[b], names[a], names[b], met, strength, int(since) or first, _last(ties, at)
    )
