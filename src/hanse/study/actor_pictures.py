"""The pictures of actors and gaps: from answers to plain numbers and names that are drawn."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date

import numpy as np

from hanse.actors.position import sides_of
from hanse.actors.survey.wave_gap import WIDEST
from hanse.plot import Alter, GapSpoke, Member, Picture, ego_network, gap_radar, role_network
from hanse.plot.bands import Band, bands
from hanse.plot.ego_network import MOST_ALTERS
from hanse.study.actor_run import ActorRun

__all__ = ["actor_pictures"]

EGOS = 2
SIDES = {
    "cluster firms": "firm",
    "public bodies": "public body",
    "other clusters": "other cluster",
    "abroad": "abroad",
    "other firms": "firm",
}
"""Side of a position → side of the marks; others have one name."""


def actor_pictures(found: ActorRun) -> Iterator[tuple[str, Picture]]:
    """Yield every picture that the tables give, by what it shows."""
    yield "radar", _radar(found)
    if len(found.over_time.days) > 1:
        picture = _over_time(found)
        if picture is not None:
            yield "gaps over time", picture
    for at, actor in enumerate(_egos(found)):
        yield f"ego {at}", _ego(found, actor)
    if found.ties.is_tie.any():
        yield "network", _network(found)


def _day(day: int) -> str:
    """Return a day in words."""
    when = date.fromordinal(day)
    return f"{when.day} {when:%B %Y}"


def _radar(found: ActorRun) -> Picture:
    """Return the seven gaps by both measures."""
    spokes = []
    for at, one in enumerate(found.seven.figures):
        survey = math.nan
        if found.findings is not None:
            points = found.findings.findings[at].survey
            survey = math.nan if math.isnan(points) else min(1.0, max(0.0, points / WIDEST))
        spokes.append(
            GapSpoke(
                f"{one.number} {one.label}",
                one.gap.value,
                survey,
                one.gap.low,
                one.gap.high,
                is_outward=one.is_exogenous,
                missing=one.why_missing,
            )
        )
    cluster = found.log.cluster or "the cluster"
    return gap_radar(
        spokes,
        title=f"The seven gaps of {cluster} on {_day(found.seven.day)}",
        note=(
            "The farther out, the wider. Log: 1 less density over target. Survey: importance less "
            "present interaction as a share of the widest that can be, 6 points."
        ),
        name="gap-radar",
    )


def _over_time(found: ActorRun) -> Picture | None:
    """Return densities over time, as shares of their targets where all that are known have one."""
    days = found.over_time.days
    when = [date.fromordinal(one.day) for one in days]
    x = [one.year - (0 if (one.month, one.day) == (12, 31) else 0.5) for one in when]
    known = [one for one in days[-1].figures if one.pairs]
    if not known:
        return None
    has_targets = all(not math.isnan(one.target) for one in known)
    series = []
    for one in known:
        scale = 100 / one.target if has_targets else 100.0
        of_days = [day.of(one.key).density for day in days]
        low, middle, high = (
            np.array([getattr(each, name) for each in of_days]) * scale
            for name in ("low", "value", "high")
        )
        series.append(Band("density of ties", f"{one.number} {one.label}", low, middle, high))
    return bands(
        x,
        series,
        title="The seven gaps over time",
        y_label="% of the target density" if has_targets else "% of all pairs",
        x_label="year",
        baseline=100.0 if has_targets else None,
        baseline_label="target",
        band_label="95 % interval of what was not logged",
        note="",
        name="gaps-over-time",
    )


def _egos(found: ActorRun) -> list[int]:
    """Return the actors whose small networks are drawn: those on whom most hangs."""
    place = {one: at for at, one in enumerate(found.log.actors.ids)}
    chosen = [place[row.id] for row in found.removals.rows if row.firms_cut or row.falls]
    top = [place[one] for one, _ in found.positions.top("bridged", EGOS)]
    return list(dict.fromkeys([*chosen[:1], *top, *chosen]))[:EGOS]


def _sides(found: ActorRun) -> list[str]:
    """Return the side of each actor as marks know it."""
    sides = sides_of(found.log)
    named = [SIDES.get(one, one) for one in sides.labels]
    return [named[at] for at in sides.of.tolist()]


def _names(found: ActorRun) -> list[str]:
    """Return names of actors that no two share."""
    actors = found.log.actors
    twice = {one for one in actors.names if actors.names.count(one) > 1}
    return [
        f"{name} ({one})" if name in twice else name
        for one, name in zip(actors.ids, actors.names, strict=True)
    ]


def _ego(found: ActorRun, actor: int) -> Picture:
    """Return the ties of an actor, those among its partners, and who is proposed to it."""
    ties, names, sides = found.ties, _names(found), _sides(found)
    is_own = ties.is_tie & ((ties.a == actor) | (ties.b == actor))
    rows = np.flatnonzero(is_own)
    other = np.where(ties.a[rows] == actor, ties.b[rows], ties.a[rows])
    order = np.argsort(-ties.strength[rows], kind="stable").tolist()
    around = {
        int(other[at]): Alter(
            names[other[at]],
            sides[other[at]],
            float(ties.strength[rows[at]]),
            is_relationship=bool(ties.is_relationship[rows[at]]),
            words=f"strength {ties.strength[rows[at]]:.1f}",
        )
        for at in order
    }
    missing = {
        to: Alter(names[to], sides[to], is_missing=True, words="missing")
        for one in found.missing
        for tie in one.proposals
        for to in ((tie.other if tie.firm == actor else tie.firm),)
        if actor in (tie.firm, tie.other) and to not in around
    }
    most = MOST_ALTERS - len(missing)
    shown = [*list(around)[:most], *missing]
    pairs = ties.pairs().tolist()
    links = [(names[a], names[b]) for a, b in pairs if a in around and b in around]
    drawn = {names[one] for one in shown}
    links = [pair for pair in links if pair[0] in drawn and pair[1] in drawn]
    left = len(around) - most
    return ego_network(
        names[actor],
        [around.get(one) or missing[one] for one in shown],
        links,
        side=sides[actor],
        title=f"Around {names[actor]}",
        note=(f"{left} weaker ties are not drawn. " if left > 0 else "")
        + f"Ties on {_day(ties.day)}.",
        name=f"ego-{_egos(found).index(actor) + 1}",
    )


def _network(found: ActorRun) -> Picture:
    """Return the whole network with roles; the strongest brokers are named."""
    names, sides = _names(found), _sides(found)
    place = {one: at for at, one in enumerate(found.log.actors.ids)}
    named = {place[one] for one, _ in found.positions.top("bridged", 10)}
    named |= {place[row.id] for row in found.removals.rows[:2] if row.firms_cut}
    there = [place[one] for one in found.positions.ids]
    pairs = found.ties.pairs().tolist()
    return role_network(
        [Member(names[at], sides[at], at in named) for at in there],
        [(names[a], names[b]) for a, b in pairs],
        title=f"Who works with whom on {_day(found.ties.day)}",
        note="The better connected an actor, the nearer the middle. Brokers are named.",
        name="actor-network",
    )
