"""Everything that ``[partners]`` computes: the path into markets, partners, places, meetings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hanse.actors import ActorLog
from hanse.actors.position import MarketPositions, market_positions
from hanse.actors.read_days import as_day
from hanse.actors.ties import Ties, ties
from hanse.errors import InputError, unknown_name
from hanse.observatory.distance import default_parts, distance_index
from hanse.partners.market_path import (
    MarketPath,
    MarketTable,
    OwnMarket,
    WaveReport,
    market_path,
    read_market_table,
    usual_markets,
    waves,
)
from hanse.partners.matching import Matching, read_preferences, stable_matching
from hanse.partners.meetings import Replan, Schedule
from hanse.partners.search import (
    PartnerScores,
    Profiles,
    country_nearness,
    read_profiles,
    search,
)
from hanse.study.actor_run import check_day, read_actor_log
from hanse.study.actor_settings import ActorSettings
from hanse.study.event_run import run_event
from hanse.study.observatory_checks import placed
from hanse.study.part import Progress
from hanse.study.partner_settings import (
    WHERE,
    PartnerSettings,
    PathSettings,
    PlaceSettings,
    SearchSettings,
)
from hanse.study.toml_values import file_of
from hanse.tables.countries import country_code
from hanse.tables.long_table import LongTable, read_long

__all__ = ["PartnerRun", "run_partners"]


@dataclass(frozen=True)
class PartnerRun:
    """What ``[partners]`` computes; None where the study does not ask for it.

    Attributes
    ----------
    settings : PartnerSettings
        As it was written.
    home : str
        Code of the own country; empty where no part needs one.
    path, history : MarketPath and WaveReport
        Where to go next, and entries so far against distance; the second is None without entries.
    scores : PartnerScores
        Whom to meet.
    matching : Matching
        Who gets which exclusive place.
    plan, mended : Schedule and Replan
        The meetings, and the meetings after cancellations.
    """

    settings: PartnerSettings
    home: str
    path: MarketPath | None = None
    history: WaveReport | None = None
    scores: PartnerScores | None = None
    matching: Matching | None = None
    plan: Schedule | None = None
    mended: Replan | None = None

    def called(self, one: str) -> str:
        """Return the name of a profile or participant by its id, the id where none is known."""
        if self.scores is not None and one in self.scores.profiles.ids:
            return self.scores.profiles.names[self.scores.profiles.at(one)] or one
        event = self.plan.event if self.plan is not None else None
        if event is not None and one in event.participants:
            return event.names[event.place_of(one)] or one
        return one

    def named(self, why: str) -> str:
        """Return a reason with names in place of the ids of participants and hosts."""
        ids: set[str] = set()
        if self.plan is not None:
            ids |= set(self.plan.event.participants)
        if self.matching is not None:
            ids |= {*self.matching.preferences.hosts, *self.matching.preferences.visitors}
        found = re.findall(r"[\w.-]+", why)
        for one in sorted(ids & set(found), key=len, reverse=True):
            name = self.called(one).replace("\\", r"\\")
            why = re.sub(rf"(?<![\w.-]){re.escape(one)}(?![\w-])", name, why)
        return why

    @property
    def final(self) -> Schedule | None:
        """The meetings that stand: after cancellations where there are any."""
        return self.mended.after if self.mended is not None else self.plan


def run_partners(
    folder: Path,
    settings: PartnerSettings,
    *,
    actors: ActorSettings | None,
    as_of: str,
    progress: Progress,
) -> PartnerRun:
    """Compute every answer that ``[partners]`` asks for.

    Parameters
    ----------
    folder : Path
        The study folder.
    settings : PartnerSettings
        What is asked.
    actors : ActorSettings, optional
        ``[actors]`` of the same study: ties there count as own ties in markets and as trust.
    as_of : str
        The day of the study.
    progress : callable
        Told the step.

    Raises
    ------
    InputError
        If a file, a name or a value cannot be used.
    """
    check_day(as_of)
    for where, name in settings.named:
        file_of(folder, name, where)
    progress("partners: markets", 0, 3)
    home = _home(settings, actors)
    log, tied = _ties(folder, settings, actors, as_of)
    own_distances = settings.markets is not None and bool(settings.markets.distances)
    is_needed = settings.search is not None or (settings.markets is not None and not own_distances)
    far = distance_index(default_parts(), home=home).to_long() if is_needed else None
    found = PartnerRun(settings, home)
    if settings.markets is not None:
        inside = None
        if actors is not None and log is not None and tied is not None:
            inside = market_positions(log, tied, rule=actors.markets)
        path, history = _markets(folder, settings.markets, home, far, inside)
        found = replace(found, path=path, history=history)
    progress("partners: search", 1, 3)
    if settings.search is not None:
        cluster = settings.cluster or (actors.cluster if actors is not None else "")
        made = _search(folder, settings.search, cluster, far, log, tied, as_of=as_of)
        found = replace(found, scores=made)
    if settings.places is not None:
        found = replace(found, matching=_match(folder, settings.places))
    progress("partners: meetings", 2, 3)
    if settings.event is not None:
        plan, mended = run_event(folder, settings.event, as_of=as_of)
        found = replace(found, plan=plan, mended=mended)
    return found


def _ties(
    folder: Path, settings: PartnerSettings, actors: ActorSettings | None, as_of: str
) -> tuple[ActorLog | None, Ties | None]:
    """Return the log and its ties, None where the study has none or no part needs them."""
    if actors is None or (settings.markets is None and settings.search is None):
        return None, None
    log = read_actor_log(folder, actors, as_of=as_of)
    return log, ties(log, actors.ties)


def _home(settings: PartnerSettings, actors: ActorSettings | None) -> str:
    """Return the own country, that of ``[actors]`` where ``[partners]`` names none."""
    country = settings.country or (actors.country if actors is not None else "")
    if country:
        return country_code(country, where=f"{WHERE} country")
    if settings.markets is not None or settings.search is not None:
        raise InputError("there is no country", where=WHERE, mend='Write country = "Sweden".')
    return ""


def _markets(
    folder: Path,
    asked: PathSettings,
    home: str,
    far: LongTable | None,
    inside: MarketPositions | None,
) -> tuple[MarketPath, WaveReport | None]:
    """Return the path into markets, and entries against distance where there are any."""

    def inner(name: str) -> Path | None:
        return folder / name if name else None

    with placed("[partners.markets]"):
        table = read_market_table(
            folder / asked.distances if asked.distances else far,
            home=home,
            own=inner(asked.own),
            attraction=inner(asked.attraction),
            attraction_columns=tuple(asked.columns) or ("attraction",),
            complements=inner(asked.complements),
            blocked=inner(asked.blocked),
            mappings={name: folder / one for name, one in asked.maps.items()},
            lacking="list",
        )
        if inside is not None:
            table = replace(table, own=_with_ties(table, inside))
        among = None if asked.takes_all else _looked_at(table)
        path = market_path(
            table,
            weights=asked.weights,
            rings=asked.rings,
            among=among,
            attraction_weights=dict(asked.columns) or None,
            logs=asked.logs,
            elsewhere=0.0 if asked.complements else None,
            ranked=_ranked(table) if asked.attraction else None,
        )
        entered = [one for one in table.own or () if one.is_entered]
        history = waves(table, rings=asked.rings, among=among) if len(entered) > 1 else None
    return path, history


def _looked_at(table: MarketTable) -> set[str]:
    """Return the markets that are looked at: the usual ones and all that the study names."""
    named = {one.market for one in table.own or ()}
    named |= {one.market for one in table.complements} | set(table.blocked)
    return set(usual_markets()) | named


def _ranked(table: MarketTable) -> set[str]:
    """Return the markets that compete for a place: attractive, complementary, or with ties."""
    named = {code for column in table.attraction.values() for code in column}
    named |= {one.market for one in table.complements}
    return named | {one.market for one in table.own or () if one.has_ties(1)}


def _with_ties(table: MarketTable, inside: MarketPositions) -> tuple[OwnMarket, ...]:
    """Return the own markets with the ties, relationships and levels of the log.

    What the file states of a market stays beside it: the waves of entry, and ties in words, which
    are counted where the log has none.
    """
    stated = {one.market: one for one in table.own or ()}
    found = {row.market: row for row in inside.rows}
    made = []
    for market in sorted({*stated, *found}):
        one = stated.get(market, OwnMarket(market))
        row = found.get(market)
        if row is None:
            made.append(replace(one, ties=float(len(one.tie_texts)), level=one.level or "outsider"))
            continue
        made.append(
            replace(
                one,
                ties=float(row.ties or len(one.tie_texts)),
                relationships=float(row.relationships),
                level=row.level,
            )
        )
    return tuple(made)


def _search(
    folder: Path,
    asked: SearchSettings,
    cluster: str,
    far: LongTable | None,
    log: ActorLog | None,
    tied: Ties | None,
    *,
    as_of: str,
) -> PartnerScores:
    """Return the partners of those who seek."""
    with placed("[partners.search]"):
        profiles = read_profiles(
            folder / asked.profiles,
            mapping=folder / asked.map if asked.map else None,
            as_of=as_day(as_of),
            tags=folder / asked.tags if asked.tags else None,
        )
        trust = None
        if asked.trust:
            trust = read_long(folder / asked.trust, keys=["from", "to"], values=["trust"])
        elif log is not None and tied is not None:
            trust = _strengths(log, tied, profiles)
        if asked.seekers:
            seekers = _seekers(profiles, asked.seekers, "seekers")
        else:
            seekers = _seekers(profiles, (cluster,) if cluster else (), "cluster")
        return search(
            profiles,
            seekers=seekers,
            distances=None if far is None else country_nearness(far, "distance"),
            trust=trust,
            weights=asked.weights,
            newcomers=asked.newcomers,
            most=asked.most,
        )


def _seekers(profiles: Profiles, named: Sequence[str], key: str) -> list[str] | None:
    """Return the ids of profiles that seek: those named, and all of a cluster that is named."""
    if not named:
        return None
    found: dict[str, None] = {}
    for name in named:
        own = [
            one
            for one, cluster in zip(profiles.ids, profiles.clusters, strict=True)
            if cluster == name
        ]
        if name in profiles.ids:
            own = [name]
        if not own:
            known = sorted({*profiles.clusters, *profiles.ids} - {""})
            raise unknown_name("cluster or profile", name, known, where=key)
        found |= dict.fromkeys(own)
    return list(found)


def _strengths(log: ActorLog, tied: Ties, profiles: Profiles) -> LongTable | None:
    """Return the strengths of living ties between actors that have a profile, both ways."""
    import pandas as pd

    known = set(profiles.ids)
    ids = log.actors.ids
    rows = []
    pairs = zip(tied.a.tolist(), tied.b.tolist(), tied.strength.tolist(), strict=True)
    for a, b, strength in pairs:
        if ids[a] in known and ids[b] in known and strength > 0:
            rows += [(ids[a], ids[b], strength), (ids[b], ids[a], strength)]
    if not rows:
        return None
    frame = pd.DataFrame(rows, columns=["from", "to", "strength"])
    return LongTable.from_frame(frame, keys=["from", "to"], values=["strength"])


def _match(folder: Path, asked: PlaceSettings) -> Matching:
    """Return who gets which place."""
    with placed("[partners.places]"):
        made, places = read_preferences(folder / asked.visitors, folder / asked.hosts)
        side = "visitors" if asked.proposer == "visitors" else "hosts"
        return stable_matching(made, places, proposer=side)  # type: ignore[arg-type]
