"""``hanse actors ego``: the ties of one actor, and those that are missing."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hanse.cli.actors_input import (
    Asked,
    AsOf,
    Cluster,
    Country,
    Day,
    Folder,
    HalfLife,
    Opened,
    actor_named,
    day_text,
)
from hanse.cli.actors_open import open_actors
from hanse.cli.formats import Format, print_frame, print_json
from hanse.cli.observe_input import As, Figure, from_one
from hanse.cli.pictures import check_picture, tell_picture, write_picture
from hanse.messages import columns_text, message, plural

if TYPE_CHECKING:
    from hanse.actors import ActorLog
    from hanse.actors.bridging import MissingTie
    from hanse.actors.ties import Ties

__all__ = ["Around", "ego"]

EVERY = 10**9
LONGEST = 2000

Actor = Annotated[str, typer.Argument(metavar="ACTOR", help="Its name or id.")]
Most = Annotated[int, typer.Option("--most", help="Ties that are printed, from 1.")]


@dataclass(frozen=True)
class Around:
    """The ties of an actor, and those that are proposed to it.

    Attributes
    ----------
    actor : int
        Its place.
    rows : tuple of int
        Places of its ties among all, the strongest first.
    missing : tuple of (str, MissingTie)
        Gap and proposal, the best first.
    """

    actor: int
    rows: tuple[int, ...]
    missing: tuple[tuple[str, MissingTie], ...]

    def other(self, ties: Ties, row: int) -> int:
        """Return who is at the other end of a tie."""
        a, b = int(ties.a[row]), int(ties.b[row])
        return b if a == self.actor else a


def ego(
    folder: Folder,
    actor: Actor,
    most: Most = 20,
    day: Day = "",
    cluster: Cluster = "",
    country: Country = "",
    as_of: AsOf = "",
    half_life: HalfLife = None,
    form: As = Format.TEXT,
    figure: Figure = None,
) -> None:
    """Print the ties of one actor, the strongest first, and ties that are missing."""
    check_picture(figure)
    from_one(most, "--most")
    opened = open_actors(Asked(folder, cluster, country, as_of, half_life))
    ties = opened.ties(day)
    place = actor_named(opened.log, actor, where="ACTOR", day=ties.day)
    found = Around(place, _own_ties(ties, place), tuple(_missing(opened, ties, place)))
    if figure is not None:
        from hanse.study.actor_drawings import ego_picture

        proposed = [tie.other if tie.firm == place else tie.firm for _, tie in found.missing]
        write_picture(ego_picture(opened.log, ties, place, proposed), figure)
    if form is Format.TEXT:
        print("\n".join(_text(opened.log, ties, found, most)))
    else:
        rows = [*_tie_rows(opened.log, ties, found), *_missing_rows(opened.log, found)]
        _print_rows(opened.log, ties, found, rows, form)
    tell_picture(figure, form)


def _own_ties(ties: Ties, actor: int) -> tuple[int, ...]:
    """Return the rows of an actor's ties, the strongest first."""
    import numpy as np

    rows = np.flatnonzero(ties.is_tie & ((ties.a == actor) | (ties.b == actor)))
    return tuple(rows[np.argsort(-ties.strength[rows], kind="stable")].tolist())


def _missing(opened: Opened, ties: Ties, actor: int) -> Iterator[tuple[str, MissingTie]]:
    """Yield the missing ties of an actor: a firm's best across each gap that is not closed.

    To an actor of the other side several firms are proposed, as many as the settings say.
    """
    from hanse.actors.bridging import missing_ties
    from hanse.actors.sides import GAPS, members, own_firms

    log, asked = opened.log, opened.settings.gaps
    is_firm = bool(own_firms(log)[actor])
    limits = (EVERY, 1) if is_firm else (asked.proposals, EVERY)
    found = []
    for one in GAPS:
        if not is_firm and not members(log, one)[actor]:
            continue
        listed = missing_ties(
            log, ties, one.key, most=LONGEST, per_actor=limits[0], per_firm=limits[1]
        )
        if listed.density < asked.targets.get(one.key, math.inf):
            own = [tie for tie in listed.proposals if actor in (tie.firm, tie.other)]
            found += [(one.key, tie) for tie in own]
    yield from sorted(found, key=lambda pair: -pair[1].score)


def _text(log: ActorLog, ties: Ties, found: Around, most: int) -> Iterator[str]:
    """Yield the ties in columns, then what is missing and why."""
    from hanse.actors.sides import gap

    rows = _tie_rows(log, ties, found)
    lasting = sum(row["is_relationship"] for row in rows)
    yield message(
        "{name} ({side}) on {day}: {ties}, {lasting} of them {noun}",
        name=log.actors.names[found.actor],
        side=_sides(log)[found.actor],
        day=day_text(ties.day),
        ties=plural(len(rows), "tie"),
        lasting=f"{lasting:,}",
        noun="a relationship" if lasting == 1 else "relationships",
    )
    head = ["actor", "side", "strength", "relationship", "episodes", "last episode", "kinds"]
    lines = [
        [
            *(row["name"], row["side"], f"{row['strength']:.2f}"),
            *("yes" if row["is_relationship"] else "", f"{row['episodes']:,}"),
            *(row["last"] if row["episodes"] else "–", row["kinds"].replace(";", ", ")),
        ]
        for row in rows[:most]
    ]
    if lines:
        yield columns_text(head, lines, left=[0, 1, 3, 5, 6])
    if len(rows) > most:
        yield f"{plural(len(rows) - most, 'weaker tie')} not shown: --most {len(rows)}."
    if found.missing:
        yield "\nMissing ties"
        yield from (f"- {gap(key).label}: {tie.says}" for key, tie in found.missing)


def _tie_rows(log: ActorLog, ties: Ties, found: Around) -> list[dict[str, Any]]:
    """Return what is known of each tie."""
    from hanse.actors.tables import EXCHANGES

    sides, made = _sides(log), []
    for row in found.rows:
        to, bits = found.other(ties, row), int(ties.kinds[row])
        made.append(
            {
                **{"state": "tie", "id": log.actors.ids[to], "name": log.actors.names[to]},
                "side": sides[to],
                "strength": float(ties.strength[row]),
                "is_relationship": bool(ties.is_relationship[row]),
                "is_stated": bool(ties.is_stated[row]),
                "episodes": int(ties.episodes[row]),
                "first": day_text(int(ties.first[row])),
                "last": day_text(int(ties.last[row])),
                "kinds": ";".join(kind for k, kind in enumerate(EXCHANGES) if bits >> k & 1),
            }
        )
    return made


def _missing_rows(log: ActorLog, found: Around) -> list[dict[str, Any]]:
    """Return what is known of each tie that is missing."""
    sides, made = _sides(log), []
    for key, tie in found.missing:
        to = tie.other if tie.firm == found.actor else tie.firm
        who = {"state": "missing", "id": log.actors.ids[to], "name": log.actors.names[to]}
        why = {"gap": key, "score": tie.score, "introducer": tie.introducer_name, "says": tie.says}
        made.append({**who, "side": sides[to], **why})
    return made


def _print_rows(
    log: ActorLog, ties: Ties, found: Around, rows: list[dict[str, Any]], form: Format
) -> None:
    """Print ties and missing ties as one table, or apart."""
    import pandas as pd

    if form is Format.CSV:
        names = ["state", "id", "name", "side", "strength", "is_relationship", "is_stated"]
        names += ["episodes", "first", "last", "kinds", "gap", "score", "introducer", "says"]
        frame = pd.DataFrame(rows, columns=names)
        print_frame(frame.astype({"episodes": "Int64"}), form)
        return
    who = {"id": log.actors.ids[found.actor], "name": log.actors.names[found.actor]}
    print_json(
        {
            "actor": {**who, "side": _sides(log)[found.actor]},
            "day": day_text(ties.day),
            "ties": [row for row in rows if row["state"] == "tie"],
            "missing": [row for row in rows if row["state"] == "missing"],
        }
    )


def _sides(log: ActorLog) -> list[str]:
    """Return the side of each actor."""
    from hanse.actors.position import sides_of

    sides = sides_of(log)
    return [sides.labels[at] for at in sides.of.tolist()]
