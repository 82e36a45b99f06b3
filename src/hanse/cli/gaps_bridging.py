"""``hanse gaps ties`` and ``activities``: what would close a gap, and what did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from hanse.cli.actors_input import Asked, AsOf, Cluster, Country, Day, Folder, HalfLife
from hanse.cli.actors_open import open_actors
from hanse.cli.formats import Format, print_answer, print_frame, print_json
from hanse.cli.gaps_input import Target, gap_settings
from hanse.cli.observe_input import As, from_one
from hanse.errors import InputError

if TYPE_CHECKING:
    from hanse.actors.bridging import MissingTies

__all__ = ["activities", "ties"]

GapName = Annotated[
    str,
    typer.Argument(
        metavar="GAP",
        help="firms, research, education, capital, public, clusters or global; or its number.",
    ),
]
Most = Annotated[int, typer.Option("--most", help="Ties that are proposed, from 1.")]
PerFirm = Annotated[int, typer.Option("--per-firm", help="Ties for one firm at most.")]
PerActor = Annotated[
    int, typer.Option("--per-actor", help="Ties for one actor of the other side at most.")
]
Window = Annotated[
    int | None, typer.Option("--window", metavar="DAYS", help="How long after it is looked.")
]
Including = Annotated[
    bool, typer.Option("--including", help="The activity's own episodes count as ties, too.")
]


def ties(
    folder: Folder,
    gap: GapName,
    most: Most = 10,
    per_firm: PerFirm = 2,
    per_actor: PerActor = 3,
    day: Day = "",
    target: Target = [],  # noqa: B006  # typer reads it, nothing writes to it
    cluster: Cluster = "",
    country: Country = "",
    as_of: AsOf = "",
    half_life: HalfLife = None,
    form: As = Format.TEXT,
) -> None:
    """Print the missing ties that would close a gap best, with the reasons."""
    from hanse.actors.bridging import missing_ties
    from hanse.actors.sides import gap as gap_of

    for number, option in ((most, "--most"), (per_firm, "--per-firm"), (per_actor, "--per-actor")):
        from_one(number, option)
    key = gap_of(gap, where="GAP").key
    opened = open_actors(Asked(folder, cluster, country, as_of, half_life))
    found = missing_ties(
        opened.log,
        opened.ties(day),
        key,
        most=most,
        per_firm=per_firm,
        per_actor=per_actor,
        target=gap_settings(opened, target).targets.get(key),
    )
    ids = opened.log.actors.ids
    if form is Format.TEXT:
        print(found)
    elif form is Format.CSV:
        print_frame(_by_id(found, ids), form)
    else:
        rows = _by_id(found, ids).to_dict(orient="records")
        whole = found.to_dict() | {"proposals": rows}
        print_json(whole)


def _by_id(found: MissingTies, ids: tuple[str, ...]) -> Any:
    """Return a row for each proposal, with the ids of the actors for their places."""
    frame = found.to_frame()
    for name in ("firm", "other", "introducer"):
        frame[name] = [ids[at] if at >= 0 else "" for at in frame[name]]
    return frame


def activities(
    folder: Folder,
    window: Window = None,
    including: Including = False,
    cluster: Cluster = "",
    country: Country = "",
    as_of: AsOf = "",
    half_life: HalfLife = None,
    form: As = Format.TEXT,
) -> None:
    """Print which gaps each bridging activity touched, and what changed afterwards."""
    from hanse.actors.bridging import activity_effects

    from_one(window, "--window")
    opened = open_actors(Asked(folder, cluster, country, as_of, half_life))
    known = opened.log.activities
    if known is None or not len(known):
        where = "hanse.toml" if opened.has_study else str(folder)
        how = '[actors.activities] file = "activities.csv"'
        how = how if opened.has_study else "activities.csv"
        raise InputError("there are no activities", where=where, mend=f"Add {how}.")
    asked = opened.settings.gaps
    days = window or asked.window
    rule = opened.settings.ties
    found = activity_effects(opened.log, rule, window=days, including=including, seed=asked.seed)
    print_answer(found, form)
