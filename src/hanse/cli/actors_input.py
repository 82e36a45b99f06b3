"""Options that ``hanse actors`` and ``hanse gaps`` share, and what they mean for the tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hanse.errors import InputError

if TYPE_CHECKING:
    from hanse.actors import ActorLog
    from hanse.actors.ties import Ties
    from hanse.study.actor_settings import ActorSettings

__all__ = [
    "AsOf",
    "Asked",
    "Cluster",
    "Country",
    "Day",
    "Folder",
    "HalfLife",
    "Opened",
    "Years",
    "actor_named",
    "day_text",
]

Folder = Annotated[
    Path,
    typer.Argument(
        metavar="FOLDER",
        help="A study with [actors], a folder with actors.csv, episodes.csv, ..., or a workbook.",
    ),
]
Cluster = Annotated[
    str, typer.Option("--cluster", help="The own cluster; else all firms at home are its own.")
]
Country = Annotated[str, typer.Option("--country", help="Where it is: a name or a code.")]
AsOf = Annotated[
    str, typer.Option("--as-of", metavar="DATE", help="The day of the tables, as 2025-12-31.")
]
HalfLife = Annotated[
    float | None,
    typer.Option("--half-life", metavar="DAYS", help="After how many days an episode counts half."),
]
Day = Annotated[
    str, typer.Option("--day", metavar="DATE", help="An earlier day that is looked at.")
]
Years = Annotated[
    list[int],
    typer.Option("--year", help="At whose end is looked; repeat it. Else all of the log."),
]


@dataclass(frozen=True)
class Asked:
    """What a command was asked for; empty where it was not."""

    folder: Path
    cluster: str = ""
    country: str = ""
    as_of: str = ""
    half_life: float | None = None


@dataclass(frozen=True)
class Opened:
    """The tables of a folder and what is asked of them.

    Attributes
    ----------
    settings : ActorSettings
        Those of hanse.toml under the options, or the usual ones.
    log : ActorLog
        The tables.
    has_study : bool
        Whether the settings are those of a hanse.toml.
    """

    settings: ActorSettings
    log: ActorLog
    has_study: bool

    @property
    def seed(self) -> int:
        """Of everything that is drawn at random."""
        return self.settings.gaps.seed

    def day(self, text: str) -> int:
        """Return the day that is looked at, the log's own where none is named."""
        from hanse.actors.read_days import as_day
        from hanse.cli.actors_days import iso_day

        if not text:
            return self.log.as_of
        day = as_day(iso_day(text), name="--day")
        if day > self.log.as_of:
            raise InputError(
                f"{text} lies after the day of the tables, {day_text(self.log.as_of)}",
                where="--day",
                mend="Name an earlier day, or a later --as-of.",
            )
        return day

    def ties(self, text: str = "") -> Ties:
        """Return the ties on a day."""
        from hanse.actors.ties import ties

        return ties(self.log, self.settings.ties, day=self.day(text))

    def days(self, years: Sequence[int]) -> tuple[int, ...]:
        """Return the ends of years, by default of all with episodes, the log's own day last."""
        from hanse.actors.gaps import year_ends

        chosen = tuple(sorted(set(years))) or self.settings.gaps.years
        if not chosen:
            return year_ends(self.log)
        last = self.log.as_of
        late = [year for year in chosen if not 1 <= year <= date.fromordinal(last).year]
        if late:
            raise InputError(
                f"{late[0]} is no year up to the day of the tables, {day_text(last)}",
                where="--year",
                mend="Name an earlier year.",
            )
        ends = [date(year, 12, 31).toordinal() for year in chosen]
        return tuple(sorted({*(one for one in ends if one <= last), last}))


def day_text(day: int) -> str:
    """Return an ordinal as ISO text, empty for none."""
    return date.fromordinal(day).isoformat() if day else ""


def actor_named(log: ActorLog, text: str, *, where: str, day: int | None = None) -> int:
    """Return the place of an actor by its id, or a name that only one has, in any case.

    Raises
    ------
    InputError
        If there is none (with the nearest), several have the name, or it is not there on the day.
    """
    from hanse.actors.strength import present
    from hanse.messages import plural

    actors = log.actors
    folded = text.strip().casefold()
    found = [at for at, one in enumerate(actors.ids) if one == text]
    for named in (actors.names, actors.ids):
        found = found or [at for at, one in enumerate(named) if one == text]
        found = found or [at for at, one in enumerate(named) if one.casefold() == folded]
    if not found:
        near = _nearest(folded, [*actors.names, *actors.ids])
        mend = f"Did you mean {near}? " if near else ""
        are = "is" if len(actors) == 1 else "are"
        mend += f"There {are} {plural(len(actors), 'actor')}; the table of actors names them."
        raise InputError(f"there is no actor '{text}'", where=where, mend=mend)
    if len(found) > 1:
        ids = ", ".join(actors.ids[at] for at in found)
        raise InputError(f"several are called '{text}'", where=where, mend=f"Write the id: {ids}.")
    if day is not None and not present(actors, day)[found[0]]:
        raise InputError(
            f"'{text}' is not there on {day_text(day)}",
            where=where,
            mend="Name a day between its since and its until: --day.",
        )
    return found[0]


def _nearest(text: str, names: Sequence[str]) -> str:
    """Return the nearest names, empty where none is near; a cluster has too many to list all."""
    known = {one.casefold(): one for one in names}
    near = get_close_matches(text, list(known), n=3, cutoff=0.5)
    return " or ".join(f"'{known[one]}'" for one in near)
