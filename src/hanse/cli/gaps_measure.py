"""``hanse gaps measure`` and ``over-time``: how wide the gaps are in the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
)
from hanse.cli.actors_open import open_actors
from hanse.cli.formats import Format, print_answer
from hanse.cli.gaps_input import Audit, LoggedShare, Target, gap_settings, target_named
from hanse.cli.observe_input import As, Figure
from hanse.cli.pictures import check_picture, tell_picture, write_picture

if TYPE_CHECKING:
    from hanse.actors.gaps import SevenGaps
    from hanse.result import Answer
    from hanse.study.actor_settings import GapSettings

__all__ = ["measure", "over_time", "seven_of"]


def measure(
    folder: Folder,
    day: Day = "",
    target: Target = [],  # noqa: B006  # typer reads it, nothing writes to it
    logged: LoggedShare = None,
    audit: Audit = "",
    cluster: Cluster = "",
    country: Country = "",
    as_of: AsOf = "",
    half_life: HalfLife = None,
    form: As = Format.TEXT,
    figure: Figure = None,
) -> None:
    """Print the seven gaps on a day: density against target, reach, direction."""
    check_picture(figure)
    opened = open_actors(Asked(folder, cluster, country, as_of, half_life))
    found = seven_of(opened, gap_settings(opened, target, logged, audit), day)
    if figure is not None:
        from hanse.actors.survey import both_sides, survey_gaps
        from hanse.study.actor_drawings import radar_picture

        answers, both = opened.log.answers, None
        if answers is not None and len(answers) and not day:
            both = both_sides(found, survey_gaps(answers, least=opened.settings.gaps.least))
        write_picture(radar_picture(found, both, cluster=opened.log.cluster), figure)
    _print(found, form)
    tell_picture(figure, form)


def over_time(
    folder: Folder,
    year: Years = [],  # noqa: B006
    target: Target = [],  # noqa: B006
    logged: LoggedShare = None,
    audit: Audit = "",
    cluster: Cluster = "",
    country: Country = "",
    as_of: AsOf = "",
    half_life: HalfLife = None,
    form: As = Format.TEXT,
) -> None:
    """Print the density of ties across each gap at the ends of years, and what changed."""
    from hanse.actors.gaps import gaps_over_time

    opened = open_actors(Asked(folder, cluster, country, as_of, half_life))
    asked = gap_settings(opened, target, logged, audit)
    found = gaps_over_time(
        opened.log,
        opened.days(year),
        rule=opened.settings.ties,
        logged=asked.logged,
        targets=asked.targets,
        peers=asked.peers,
        seed=asked.seed,
    )
    _print(found, form)


def _print(found: Answer, form: Format) -> None:
    """Print the gaps; as text with how a target is given."""
    if form is Format.TEXT:
        print(target_named(str(found)))
    else:
        print_answer(found, form)


def seven_of(opened: Opened, asked: GapSettings, day: str = "") -> SevenGaps:
    """Return the seven gaps on a day."""
    from hanse.actors.gaps import seven_gaps

    return seven_gaps(
        opened.log,
        opened.settings.ties,
        logged=asked.logged,
        targets=asked.targets,
        peers=asked.peers,
        day=opened.day(day),
        seed=asked.seed,
    )
