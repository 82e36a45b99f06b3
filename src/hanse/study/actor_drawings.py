"""Single pictures of actors and gaps, for studies and commands, each from what it shows."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from datetime import date

import numpy as np

from hanse.actors import ActorLog
from hanse.actors.gaps import SevenGaps
from hanse.actors.position import sides_of
from hanse.actors.survey import GapFindings
from hanse.actors.survey.wave_gap import WIDEST
from hanse.actors.ties import Ties
from hanse.plot import Alter, GapSpoke, Member, Picture, ego_network, gap_radar, role_network
from hanse.plot.ego_network import MOST_ALTERS

__all__ = ["day_words", "ego_picture", "network_picture", "radar_picture"]

MARKS = {
    "cluster firms": "firm",
    "other firms": "firm",
    "public bodies": "public body",
    "other clusters": "other cluster",
    "other cluster organisations": "other cluster",
    "global partners at home": "abroad",
    "owners": "owner",
    "funders": "funder",
}
"""Side of an actor → mark in a picture; others have one name, or are grey."""
SURVEY = (
    "Survey: importance less present interaction as a share of the widest that can be, 6 points."
)


def day_words(day: int) -> str:
    """Return a day in words.

    Examples
    --------
    >>> day_words(date(2025, 12, 31).toordinal())
    '31 December 2025'
    """
    when = date.fromordinal(day)
    return f"{when.day} {when:%B %Y}"


def radar_picture(seven: SevenGaps, findings: GapFindings | None, *, cluster: str) -> Picture:
    """Return the seven gaps by the log and, where firms were asked, by the survey."""
    spokes = []
    for at, one in enumerate(seven.figures):
        points = math.nan if findings is None else findings.findings[at].survey
        survey = math.nan if math.isnan(points) else min(1.0, max(0.0, points / WIDEST))
        spokes.append(
            GapSpoke(
                f"{one.number} {one.label}",
                *(one.gap.value, survey, one.gap.low, one.gap.high),
                is_outward=one.is_exogenous,
                missing=one.why_missing,
            )
        )
    return gap_radar(
        spokes,
        title=f"The seven gaps of {cluster or 'the cluster'} on {day_words(seven.day)}",
        note="The farther out, the wider. Log: 1 less density over target."
        + ("" if findings is None else f" {SURVEY}"),
        name="gap-radar",
    )


def network_picture(
    log: ActorLog, ties: Ties, ids: Sequence[str], named: Collection[str], *, note: str
) -> Picture:
    """Return the whole network with roles.

    Parameters
    ----------
    log, ties : ActorLog and Ties
        Who there is, and who is tied.
    ids : sequence of str
        The actors that are there on the day.
    named : collection of str
        Ids of those whose names are written.
    note : str
        Who they are, in a sentence.
    """
    names, marks = _names(log), _marks(log)
    place = {one: at for at, one in enumerate(log.actors.ids)}
    return role_network(
        [Member(names[place[one]], marks[place[one]], one in named) for one in ids],
        [(names[a], names[b]) for a, b in ties.pairs().tolist()],
        title=f"Who works with whom on {day_words(ties.day)}",
        note=f"The better connected an actor, the nearer the middle. {note}",
        name="actor-network",
    )


def ego_picture(
    log: ActorLog, ties: Ties, actor: int, missing: Sequence[int] = (), *, name: str = ""
) -> Picture:
    """Return the ties of an actor, the strongest first, those among its partners, and who lacks.

    Parameters
    ----------
    log, ties : ActorLog and Ties
        Who there is, and who is tied.
    actor : int
        Place of the actor.
    missing : sequence of int
        Places of actors that are proposed to it.
    name : str
        Name of the figure's file.
    """
    names, marks = _names(log), _marks(log)
    rows = np.flatnonzero(ties.is_tie & ((ties.a == actor) | (ties.b == actor)))
    rows = rows[np.argsort(-ties.strength[rows], kind="stable")]
    seats = {to: Alter(names[to], marks[to], is_missing=True, words="missing") for to in missing}
    others = np.where(ties.a[rows] == actor, ties.b[rows], ties.a[rows])
    room = max(0, MOST_ALTERS - len(seats))
    around = {}
    for row, to in zip(rows[:room].tolist(), others[:room].tolist(), strict=True):
        strength = float(ties.strength[row])
        around[to] = Alter(
            names[to],
            marks[to],
            strength,
            is_relationship=bool(ties.is_relationship[row]),
            words=f"strength {strength:.1f}",
        )
    links = [(names[a], names[b]) for a, b in ties.pairs().tolist() if a in around and b in around]
    left = len(rows) - len(around)
    return ego_network(
        names[actor],
        [*around.values(), *(one for to, one in seats.items() if to not in around)],
        links,
        side=marks[actor],
        title=f"Around {names[actor]}",
        note=(f"{left:,} weaker ties are not drawn. " if left > 0 else "")
        + f"Ties on {day_words(ties.day)}.",
        name=name,
    )


def _marks(log: ActorLog) -> list[str]:
    """Return the mark of each actor."""
    sides = sides_of(log)
    marks = [MARKS.get(one, one) for one in sides.labels]
    return [marks[at] for at in sides.of.tolist()]


def _names(log: ActorLog) -> list[str]:
    """Return names of actors that no two share."""
    actors = log.actors
    counts: dict[str, int] = {}
    for name in actors.names:
        counts[name] = counts.get(name, 0) + 1
    return [
        f"{name} ({one})" if counts[name] > 1 else name
        for one, name in zip(actors.ids, actors.names, strict=True)
    ]
