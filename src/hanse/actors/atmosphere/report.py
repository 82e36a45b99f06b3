"""The atmosphere of relationships as each side rates it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hanse.actors.atmosphere.means import GROUPS, AtmosphereMean, means_of
from hanse.actors.atmosphere.moves import AtmosphereChange, changes_of
from hanse.actors.atmosphere.ratings import last_ratings
from hanse.actors.atmosphere.report_words import report_frame, report_text
from hanse.actors.atmosphere.two_sides import (
    PairApart,
    SidesApart,
    StrainedPair,
    pairs_apart,
    sides_apart,
    strained_pairs,
)
from hanse.actors.tables import ATMOSPHERE, ActorLog
from hanse.actors.ties import TieRule, ties
from hanse.errors import InputError, unknown_name
from hanse.result import Answer

__all__ = ["AtmosphereReport", "atmosphere"]

WHERE = "atmosphere"


@dataclass(frozen=True)
class AtmosphereReport(Answer, kind="actor-atmosphere-report"):
    """How relationships are, as each side rates them.

    Attributes
    ----------
    day : int
        Later ratings do not count.
    within : int or None
        Days after which a rating is too old; None for never.
    least : int
        Raters from which on a mean is shown.
    apart : float
        Points from which on two sides are far apart.
    confidence : float
        Of the intervals.
    ratings, raters, pairs, both : int
        Last ratings of pairs with a living tie, by how many actors, of how many pairs, and of how
        many by both sides.
    lapsed, old, repeated : int
        Last ratings of pairs without a living tie, and those that are too old: both are in no
        number below; days on which a rater rates the same side twice or more: their mean counts.
    means : tuple of AtmosphereMean
        Group by group within each aspect.
    sides : tuple of SidesApart
        Of each aspect.
    far : tuple of PairApart
        Named pairs whose sides are far apart, the widest first.
    strained : tuple of StrainedPair
        Named pairs of which a side rates conflict at least 5 and trust at most 3.
    changes : tuple of AtmosphereChange
        Of each aspect.
    """

    day: int
    within: int | None
    least: int
    apart: float
    confidence: float
    ratings: int
    raters: int
    pairs: int
    both: int
    lapsed: int
    old: int
    repeated: int
    means: tuple[AtmosphereMean, ...]
    sides: tuple[SidesApart, ...]
    far: tuple[PairApart, ...]
    strained: tuple[StrainedPair, ...]
    changes: tuple[AtmosphereChange, ...]

    def of(self, aspect: str, group: str = "all") -> AtmosphereMean:
        """Return the mean of an aspect in a group.

        Raises
        ------
        InputError
            If the aspect or the group is unknown.
        """
        return self.means[_place(aspect) * len(GROUPS) + _group(group)]

    def both_sides(self, aspect: str) -> SidesApart:
        """Return how far both sides are apart in an aspect."""
        return self.sides[_place(aspect)]

    def change(self, aspect: str) -> AtmosphereChange:
        """Return how an aspect moved."""
        return self.changes[_place(aspect)]

    @property
    def one_sided(self) -> tuple[PairApart, ...]:
        """Pairs of which one side depends much more on the other than the other way round."""
        return tuple(one for one in self.far if one.aspect == ATMOSPHERE[0])

    def __str__(self) -> str:
        return report_text(self)

    def to_frame(self) -> Any:
        """Return one row per number, and per named pair.

        Columns: part (*mean*, *distance*, *firm less other side*, *change*, *far apart*,
        *strained*), group, aspect, one, other (ids of a named pair), n (ratings or pairs), raters,
        value, low, high, reason (why a number is hidden; who says that a pair is strained).
        """
        return report_frame(self)


def atmosphere(
    log: ActorLog,
    *,
    rule: TieRule | None = None,
    day: int | None = None,
    within: int | None = None,
    least: int = 5,
    apart: float = 3.0,
    confidence: float = 0.95,
) -> AtmosphereReport:
    """Return how relationships are, from the last rating by each side of each other side.

    Parameters
    ----------
    log : ActorLog
        With ratings of the atmosphere, 1 to 7.
    rule : TieRule, optional
        When there is a living tie; see `hanse.actors.ties.ties`.
    day : int, optional
        An ordinal, by default that of the log; later ratings and episodes do not count.
    within : int, optional, days, from 0
        Older last ratings are counted apart.
    least : int, from 1
        Raters from which on a mean is shown.
    apart : float, above 0, points
        From where on two sides are far apart.
    confidence : float, between 0 and 1
        Of the t intervals.

    Returns
    -------
    AtmosphereReport
        Without ratings all numbers are hidden as *not rated* and nobody is named.

    Raises
    ------
    InputError
        If a setting is out of range, or an actor rates itself.

    Notes
    -----
    A mean over fewer than ``least`` raters is hidden, and so is every mean from which, together
    with those shown, a sum over fewer would follow: of a total and its groups one more is left out,
    and of two kinds of side that share all but a few. Which are left out follows from who rated
    what and not from how. Named pairs are told with their difference and never with the ratings
    (a difference of 6 points can only be 7 and 1).

    Source: the atmosphere of the interaction approach (Håkansson 1982), as in Osarenkhoe and
    Fjellström (2022), *EuroMed Journal of Business*, doi:10.1108/EMJB-11-2020-0127, Figure 1.

    Examples
    --------
    >>> from datetime import date
    >>> import pandas as pd
    >>> from hanse.actors import log_from_frames
    >>> actors = pd.DataFrame({"actor": ["Ask", "Elm"], "roles": ["firm", "capital"]})
    >>> met = pd.DataFrame({"date": ["2024-05-01"], "party_a": ["Ask"], "party_b": ["Elm"]})
    >>> rated = pd.DataFrame({"date": ["2024-06-01"] * 2, "rater": ["Ask", "Elm"],
    ...                       "other": ["Elm", "Ask"], "power": [6, 2.5]})
    >>> log = log_from_frames({"actors": actors, "episodes": met.assign(kind="social"),
    ...                        "atmosphere": rated}, cluster="", home="SWE", as_of="2024-12-31")
    >>> found = atmosphere(log)
    >>> print(found.far[0].says)
    Ask depends 3.5 points more on Elm than the other way round
    >>> found.of("power").reason
    'fewer than 5 raters'
    """
    _check(within, least, apart, confidence)
    day = log.as_of if day is None else day
    last = last_ratings(log, ties(log, rule, day=day), within=within)
    means, differs = means_of(log, last, least=least)
    both = int((last.back >= 0).sum()) // 2
    return AtmosphereReport(
        day,
        within,
        least,
        float(apart),
        float(confidence),
        ratings=len(last),
        raters=len(set(last.rater.tolist())),
        pairs=len(last) - both,
        both=both,
        lapsed=last.lapsed,
        old=last.old,
        repeated=last.repeated,
        means=means,
        sides=sides_apart(log, last, apart=apart, least=least, differs=differs),
        far=pairs_apart(log, last, apart=apart),
        strained=strained_pairs(log, last),
        changes=changes_of(last, least=least, confidence=confidence),
    )


def _check(within: int | None, least: int, apart: float, confidence: float) -> None:
    """Raise where a setting cannot be used."""
    for is_wrong, found, mend in (
        (least < 1, f"least is {least}", "Give a whole number from 1."),
        (within is not None and within < 0, f"within is {within}", "Give days from 0, or None."),
        (not 0 < apart <= 6, f"apart is {apart:g}", "Give points above 0, at most 6."),
        (
            not 0 < confidence < 1,
            f"confidence is {confidence:g}",
            "Give a number between 0 and 1, such as 0.95.",
        ),
    ):
        if is_wrong:
            raise InputError(found, where=WHERE, mend=mend)


def _place(aspect: str) -> int:
    """Return where an aspect stands."""
    if aspect not in ATMOSPHERE:
        raise unknown_name("aspect of the atmosphere", aspect, ATMOSPHERE, where=WHERE)
    return ATMOSPHERE.index(aspect)


def _group(group: str) -> int:
    """Return where a group stands."""
    if group not in GROUPS:
        raise unknown_name("group of ratings", group, GROUPS, where=WHERE)
    return GROUPS.index(group)
