"""The pictures of actors and gaps: from answers to plain numbers and names that are drawn."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date

import numpy as np

from hanse.plot import Picture
from hanse.plot.bands import Band, bands
from hanse.study.actor_drawings import ego_picture, network_picture, radar_picture
from hanse.study.actor_run import ActorRun

__all__ = ["actor_pictures"]

EGOS, BROKERS = 2, 10


def actor_pictures(found: ActorRun) -> Iterator[tuple[str, Picture]]:
    """Yield every picture that the tables give, by what it shows."""
    yield "radar", radar_picture(found.seven, found.findings, cluster=found.log.cluster)
    if len(found.over_time.days) > 1:
        picture = _over_time(found)
        if picture is not None:
            yield "gaps over time", picture
    for at, actor in enumerate(_egos(found)):
        name, proposed = f"ego-{at + 1}", _proposed(found, actor)
        yield f"ego {at}", ego_picture(found.log, found.ties, actor, proposed, name=name)
    if found.ties.is_tie.any():
        ids, note = found.positions.ids, "Brokers are named."
        yield "network", network_picture(found.log, found.ties, ids, _named(found), note=note)


def _over_time(found: ActorRun) -> Picture | None:
    """Return densities over time, as shares of their targets where all that are known have one."""
    days = found.over_time.days
    when = [date.fromordinal(one.day) for one in days]
    x = [
        one.year - 1 + one.timetuple().tm_yday / date(one.year, 12, 31).timetuple().tm_yday
        for one in when
    ]  # a whole number is the end of that year
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
        x_label="end of the year",
        baseline=100.0 if has_targets else None,
        baseline_label="target",
        line_label="estimate",
        band_label="95 % interval for what was not logged",
        note="",
        name="gaps-over-time",
    )


def _egos(found: ActorRun) -> list[int]:
    """Return the actors whose small networks are drawn: those on whom most hangs."""
    place = {one: at for at, one in enumerate(found.log.actors.ids)}
    chosen = [place[row.id] for row in found.removals.rows if row.firms_cut or row.falls]
    top = [place[one] for one, _ in found.positions.top("bridged", EGOS)]
    return list(dict.fromkeys([*chosen[:1], *top, *chosen]))[:EGOS]


def _proposed(found: ActorRun, actor: int) -> list[int]:
    """Return the actors that are proposed to one, or to whom it is."""
    ends = [
        tie.other if tie.firm == actor else tie.firm
        for one in found.missing
        for tie in one.proposals
        if actor in (tie.firm, tie.other)
    ]
    return list(dict.fromkeys(ends))


def _named(found: ActorRun) -> set[str]:
    """Return the ids of the actors whose names are written: brokers, and whom firms hang on."""
    named = {one for one, _ in found.positions.top("bridged", BROKERS)}
    return named | {row.id for row in found.removals.rows[:2] if row.firms_cut}
