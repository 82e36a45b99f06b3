"""Everything that ``[actors]`` computes, in the order of the questions."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from hanse.actors import ActorLog, read_log
from hanse.actors.atmosphere import (
    AtmosphereReport,
    RelationshipReport,
    atmosphere,
    relationships_report,
)
from hanse.actors.bridging import (
    ActivityEffects,
    MissingTies,
    activity_effects,
    missing_ties,
)
from hanse.actors.gaps import GapsOverTime, SevenGaps, gaps_over_time, year_ends
from hanse.actors.position import (
    BridgeOverTime,
    MarketChanges,
    MarketPositions,
    Positions,
    Removals,
    bridge_over_time,
    market_positions,
    market_positions_over_time,
    positions,
    removals,
)
from hanse.actors.read_days import as_day
from hanse.actors.survey import GapFindings, SurveyGaps, both_sides, survey_gaps
from hanse.actors.ties import Ties, ties
from hanse.errors import InputError
from hanse.messages import join_names, plural
from hanse.study.actor_settings import SHEETS, WHERE, ActorSettings
from hanse.study.observatory_checks import placed
from hanse.study.part import Progress
from hanse.study.toml_values import file_of
from hanse.tables.mapping.sheets import filled_sheets

__all__ = ["ActorRun", "check_day", "read_actor_log", "run_actors"]

STEPS = ("actors", "gaps", "activities and missing ties", "positions", "markets")


@dataclass(frozen=True)
class ActorRun:
    """What ``[actors]`` computes; None where the study has no table for it.

    Attributes
    ----------
    settings : ActorSettings
        As it was written.
    log : ActorLog
        The tables.
    ties : Ties
        On the day of the study.
    over_time : GapsOverTime
        The seven gaps at the ends of years; the last is today.
    survey, findings : SurveyGaps and GapFindings, or None
        What firms say, and both measures beside each other.
    effects : ActivityEffects or None
        What changed after each activity.
    missing : tuple of MissingTies
        Of each gap that is not closed, the widest first.
    positions, bridge, removals : Positions, BridgeOverTime and Removals
        Who bridges and what hangs on whom.
    markets, moves : MarketPositions and MarketChanges
        Where the cluster is an insider, and how that moved.
    atmosphere, relationships : AtmosphereReport and RelationshipReport
        How both sides rate their relationships, and what is stated of them.
    """

    settings: ActorSettings
    log: ActorLog
    ties: Ties
    over_time: GapsOverTime
    survey: SurveyGaps | None
    findings: GapFindings | None
    effects: ActivityEffects | None
    missing: tuple[MissingTies, ...]
    positions: Positions
    bridge: BridgeOverTime
    removals: Removals
    markets: MarketPositions
    moves: MarketChanges
    atmosphere: AtmosphereReport
    relationships: RelationshipReport

    @property
    def seven(self) -> SevenGaps:
        """The seven gaps today."""
        return self.over_time.days[-1]


def check_day(as_of: str, *, why: str = "") -> None:
    """Refuse a study without a day, or with one that is none.

    Raises
    ------
    InputError
        If ``as_of`` is empty or no day.
    """
    if not as_of:
        mend = f'{why}Write the day of the study: as_of = "2025-12-31".'
        raise InputError("there is no as_of", where="[study]", mend=mend)
    with placed("[study]"):
        as_day(as_of)


def read_actor_log(folder: Path, settings: ActorSettings, *, as_of: str) -> ActorLog:
    """Read the tables of ``[actors]``.

    Where the actors stand in a workbook, its sheets that are called as the other tables are read,
    too, unless the study names files for them.

    Raises
    ------
    InputError
        If the study has no day, a file is not there, or a table cannot be used.
    """
    check_day(as_of, why="Ties fade. ")
    for name, one in settings.tables.items():
        where = WHERE if name == "actors" else f"[actors.{name}]"
        for key in (one.file, one.map):
            if key:
                file_of(folder, key, where)
    files = {name: one.file for name, one in settings.tables.items()}
    sheets = filled_sheets(folder / files["actors"])
    files |= {name: files["actors"] for name in SHEETS if name not in files and sheets.get(name)}
    with placed(WHERE):
        return read_log(
            folder,
            files,
            cluster=settings.cluster,
            home=settings.country,
            as_of=as_of,
            mappings={name: one.map for name, one in settings.tables.items() if one.map},
        )


def run_actors(
    folder: Path, settings: ActorSettings, *, as_of: str, progress: Progress
) -> ActorRun:
    """Read the tables of an actors section and compute every answer.

    Raises
    ------
    InputError
        If a file, a name or a value cannot be used.
    """

    def tell(step: str) -> None:
        progress(f"actors: {step}", STEPS.index(step), len(STEPS))

    tell("actors")
    log = read_actor_log(folder, settings, as_of=as_of)
    organisation = _organisation(log, settings.organisation)
    asked, rule = settings.gaps, settings.ties
    found, days = ties(log, rule), _days(log, asked.years)
    tell("gaps")
    over_time = _over_time(log, days, settings)
    survey, findings = _survey(log, over_time.days[-1], asked.least)
    tell("activities and missing ties")
    effects = None
    if log.activities is not None and len(log.activities):
        effects = activity_effects(log, rule, window=asked.window, seed=asked.seed)
    missing = _missing(log, found, over_time.days[-1], asked.proposals)
    tell("positions")
    stand = positions(log, found, seed=asked.seed)
    ways = bridge_over_time(log, days, actor=organisation, rule=rule, seed=asked.seed)
    broken = removals(log, found, rule=settings.markets, seed=asked.seed)
    tell("markets")
    inside = market_positions(log, found, rule=settings.markets)
    moves = market_positions_over_time(log, days, tie_rule=rule, rule=settings.markets)
    both = (survey, findings, effects, missing)
    return ActorRun(
        *(settings, log, found, over_time, *both, stand, ways, broken, inside, moves),
        atmosphere=atmosphere(log, rule=rule, least=asked.least),
        relationships=relationships_report(log, found),
    )


def _over_time(log: ActorLog, days: tuple[int, ...], settings: ActorSettings) -> GapsOverTime:
    """Return the seven gaps on each of the days."""
    asked = settings.gaps
    with placed("[actors.gaps]"):
        return gaps_over_time(
            log,
            days,
            rule=settings.ties,
            logged=asked.logged,
            targets=asked.targets,
            peers=asked.peers,
            seed=asked.seed,
        )


def _survey(
    log: ActorLog, today: SevenGaps, least: int
) -> tuple[SurveyGaps | None, GapFindings | None]:
    """Return what firms say, and both measures beside each other; None without a survey."""
    if log.answers is None or not len(log.answers):
        return None, None
    survey = survey_gaps(log.answers, least=least)
    return survey, both_sides(today, survey)


def _organisation(log: ActorLog, name: str) -> str | None:
    """Return the id of the cluster organisation that the study names, None where it names none."""
    if not name:
        return None
    if name in log.actors.ids:
        return name
    known = dict(zip(log.actors.names, log.actors.ids, strict=True))
    if name not in known:
        lower = {one.casefold(): one for one in [*known, *log.actors.ids]}
        near = get_close_matches(name.casefold(), list(lower), n=1, cutoff=0.5)
        hint = f"Did you mean '{lower[near[0]]}'? " if near else ""
        raise InputError(
            f"there is no actor '{name}'",
            where=f"{WHERE} organisation",
            mend=f"{hint}There {'is' if len(log.actors) == 1 else 'are'} "
            f"{plural(len(log.actors), 'actor')}.",
        )
    return known[name]


def _days(log: ActorLog, years: tuple[int, ...]) -> tuple[int, ...]:
    """Return the ends of the years that are asked for, the day of the log last."""
    if not years:
        return year_ends(log)
    ends = [date(year, 12, 31).toordinal() for year in years]
    late = [str(year) for year, day in zip(years, ends, strict=True) if day > log.as_of]
    if late:
        raise InputError(
            f"{join_names(late)} ends after the day of the study",
            where="[actors.gaps] years",
            mend="Leave it out: the day of the study is looked at anyway.",
        )
    _check_early(log, years, ends)
    return tuple(sorted({*ends, log.as_of}))


def _check_early(log: ActorLog, years: tuple[int, ...], ends: list[int]) -> None:
    """Refuse years that end before anything is logged."""
    first = int(log.episodes.days.min()) if len(log.episodes) else 0
    early = [str(year) for year, day in zip(years, ends, strict=True) if day < first]
    if early:
        raise InputError(
            f"{join_names(early)} ends before the first episode of {date.fromordinal(first)}",
            where="[actors.gaps] years",
            mend="Leave it out: nothing is known of it.",
        )


def _missing(log: ActorLog, found: Ties, seven: SevenGaps, n: int) -> tuple[MissingTies, ...]:
    """Return proposals for each gap that is not closed or has no target, the widest first."""
    open_ = [
        one
        for one in seven.figures
        if one.pairs and (math.isnan(one.target) or one.density.value < one.target)
    ]
    width = {one.key: one.gap.value for one in open_}
    open_.sort(key=lambda one: -width[one.key] if width[one.key] == width[one.key] else 1.0)
    made = []
    for one in open_:
        target = None if math.isnan(one.target) else one.target
        made.append(missing_ties(log, found, one.key, most=n, target=target))
    return tuple(one for one in made if one.proposals)
