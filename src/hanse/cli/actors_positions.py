"""``hanse actors positions``, ``leaving`` and ``bridge``: who bridges, and what hangs on whom."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
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
    Years,
    actor_named,
    day_text,
)
from hanse.cli.actors_open import open_actors
from hanse.cli.formats import Format, print_answer, print_frame, print_json
from hanse.cli.observe_input import As, Figure, from_one, in_options
from hanse.cli.pictures import check_picture, tell_picture, write_picture
from hanse.errors import unknown_name

if TYPE_CHECKING:
    from hanse.actors.position import Positions

__all__ = ["bridge", "leaving", "positions"]

NAMED = 10  # actors whose names are written

Measure = Annotated[
    str, typer.Option("--measure", help="One ranked list, such as betweenness or gatekeeper.")
]
Most = Annotated[int, typer.Option("--most", help="Actors on each list, from 1.")]
Who = Annotated[
    str | None, typer.Argument(metavar="[ACTOR]", help="Name or id; without it, all ranked.")
]
Actor = Annotated[
    str, typer.Option("--actor", help="Name or id; else the cluster's own organisation.")
]
SHAPES = {"strength": ",.1f", "constraint": ".3f", "effective_size": ".1f"}
"""How the values of a measure are printed; others are counted."""


def positions(
    folder: Folder,
    measure: Measure = "",
    most: Most = 10,
    day: Day = "",
    cluster: Cluster = "",
    country: Country = "",
    as_of: AsOf = "",
    half_life: HalfLife = None,
    form: As = Format.TEXT,
    figure: Figure = None,
) -> None:
    """Print who stands between others: who brings whom together, and ranked lists."""
    from hanse.actors.position import MEASURES
    from hanse.actors.position import positions as run
    from hanse.actors.position.position_words import ranked_text

    check_picture(figure)
    from_one(most, "--most")
    if measure and measure not in MEASURES:
        raise unknown_name("measure", measure, MEASURES, where="--measure")
    opened = open_actors(Asked(folder, cluster, country, as_of, half_life))
    ties = opened.ties(day)
    found = run(opened.log, ties, seed=opened.seed)
    if figure is not None:
        from hanse.study.actor_drawings import network_picture

        leads = measure or "bridged"
        named = {one for one, _ in found.top(leads, NAMED)}
        first = "Brokers" if leads == "bridged" else f"The first by {leads.replace('_', ' ')}"
        made = network_picture(opened.log, ties, found.ids, named, note=f"{first} are named.")
        write_picture(made, figure)
    if not measure:
        print(ranked_text(found, most=most)) if form is Format.TEXT else print_answer(found, form)
    elif form is Format.TEXT:
        print("\n".join(_leaders_text(found, measure, most)))
    elif form is Format.CSV:
        print_frame(_leaders(found, measure, most), form)
    else:
        leaders = _leaders(found, measure, most).to_dict(orient="records")
        print_json({"measure": measure, "day": day_text(found.day), "leaders": leaders})
    tell_picture(figure, form)


def _leaders(found: Positions, measure: str, most: int) -> Any:
    """Return the rows of the actors that lead in a measure, the first one first."""
    frame = found.to_frame()
    place = {one: at for at, one in enumerate(found.ids)}
    rows = [place[one] for one, _ in found.top(measure, most)]
    return frame.iloc[rows].reset_index(drop=True)


def _leaders_text(found: Positions, measure: str, most: int) -> Iterator[str]:
    """Yield one ranked list and what is to be known."""
    from hanse.messages import columns_text

    rows = _leaders(found, measure, most)
    shape = SHAPES.get(measure, ",.0f")
    has_error = measure == "betweenness" and bool((found.betweenness_error > 0).any())
    lines = []
    for at, row in enumerate(rows.to_dict(orient="records"), start=1):
        value = format(row[measure], shape)
        if has_error:
            value += f" ± {row['betweenness_error']:,.0f}"
        lines.append([str(at), row["name"], row["side"], value, f"{row['degree']:,}"])
    if not lines:
        yield f"No actor has a value of {measure} above 0 on {day_text(found.day)}."
    else:
        yield columns_text(["", "actor", "side", measure, "ties"], lines, left=[1, 2])
    yield from found.notes if measure == "betweenness" else found.notes[1:]


def leaving(
    folder: Folder,
    actor: Who = None,
    most: Most = 10,
    day: Day = "",
    cluster: Cluster = "",
    country: Country = "",
    as_of: AsOf = "",
    half_life: HalfLife = None,
    form: As = Format.TEXT,
) -> None:
    """Print what breaks if an actor leaves, of one or of those with whom most breaks."""
    from hanse.actors.position import removals

    from_one(most, "--most")
    opened = open_actors(Asked(folder, cluster, country, as_of, half_life))
    log, ties, rule = opened.log, opened.ties(day), opened.settings.markets
    if actor is None:
        found = removals(log, ties, most=most, rule=rule, seed=opened.seed)
        print_answer(found, form)
        return
    place = actor_named(log, actor, where="ACTOR", day=ties.day)
    found = removals(log, ties, most=max(len(log.actors), 1), rule=rule, seed=opened.seed)
    rows = tuple(row for row in found.rows if row.id == log.actors.ids[place])
    if rows or form is not Format.TEXT:
        print_answer(replace(found, rows=rows), form)
    else:
        print(_nothing_breaks(opened, place, ties))


def _nothing_breaks(opened: Opened, place: int, ties: Any) -> str:
    """Return the sentence on an actor with whom only its own ties are lost."""
    from hanse.messages import message, plural

    own = int((ties.is_tie & ((ties.a == place) | (ties.b == place))).sum())
    return message(
        "If {name} leaves on {day}, nothing breaks but {ties} of its own: nobody else loses a "
        "way abroad, and the cluster falls in no market.",
        name=opened.log.actors.names[place],
        day=day_text(ties.day),
        ties=plural(own, "tie") if own else "no tie",
    )


def bridge(
    folder: Folder,
    actor: Actor = "",
    year: Years = [],  # noqa: B006  # typer reads it, nothing writes to it
    cluster: Cluster = "",
    country: Country = "",
    as_of: AsOf = "",
    half_life: HalfLife = None,
    form: As = Format.TEXT,
) -> None:
    """Print how much of the firms' way abroad runs through one actor, year by year."""
    from hanse.actors.position import bridge_over_time

    opened = open_actors(Asked(folder, cluster, country, as_of, half_life))
    log, settings = opened.log, opened.settings
    asked, where = (actor, "--actor") if actor else (settings.organisation, "organisation")
    name = None
    if asked:
        place = actor_named(log, asked, where=where, day=log.as_of)
        name = log.actors.ids[place]
    days = opened.days(year)
    with in_options({"bridge": where}):
        found = bridge_over_time(log, days, actor=name, rule=settings.ties, seed=opened.seed)
    if form is Format.TEXT and not found.rows[-1].actor:
        print("The log has no organisation of the cluster; name an actor with --actor.\n")
    if form is Format.TEXT and math.isnan(found.rows[-1].share):
        print("No way abroad runs through an actor on the last day.\n")
    print_answer(found, form)
