"""The partners section of a study: ``[partners]``.

In this order: where to go next and why; whom to meet; who gets which exclusive place; the meetings
of an event with a calendar for each participant.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hanse.partners.meetings import Schedule
from hanse.plot import Picture, RingMarket, market_rings
from hanse.plot.meeting_grid import MOST_SLOTS
from hanse.report import Block, Bullets, Details, Heading, literal
from hanse.result import jsonable
from hanse.study.actor_result import sheet_of
from hanse.study.actor_settings import read_actor_settings
from hanse.study.meeting_words import calendar_files, grid_picture, meeting_blocks
from hanse.study.part import Part, Progress, Sheet, Study, figures_of
from hanse.study.partner_run import PartnerRun, run_partners
from hanse.study.partner_settings import read_partner_settings
from hanse.study.partner_words import (
    market_blocks,
    markets_said,
    partner_blocks,
    partners_said,
)
from hanse.tables.countries import countries

__all__ = ["PartnersSection"]

TITLE = "Markets and partners"
MOST_RINGS = 6


class PartnersSection:
    """Where to go next and why, whom to meet, and when."""

    keys = ("partners",)

    def run(self, study: Study, *, progress: Progress) -> Part | None:
        """Compute what the tables give and say it in the order of the questions."""
        if "partners" not in study.tables:
            return None
        settings = read_partner_settings(study.tables["partners"])
        actors = None
        if "actors" in study.tables:
            actors = read_actor_settings(study.tables["actors"])
        found = run_partners(
            study.folder, settings, actors=actors, as_of=study.about.as_of, progress=progress
        )
        progress("pictures of partners", 0, 1)
        pictures = dict(_pictures(found))
        return Part(
            opening=tuple(_opening(found)),
            blocks=(Heading(1, TITLE, "partners"), *_blocks(found, pictures)),
            sheets=_sheets(found),
            pictures=tuple(pictures.values()),
            result={"partners": _result(found)},
            files=settings.files,
            texts=calendar_files(found.final) if found.final is not None else {},
        )


def _opening(found: PartnerRun) -> Iterator[Block]:
    """Yield the sentences of the first page."""
    for head, said in (
        ("Where to go next, and why", markets_said(found)),
        ("Whom to meet, and when", partners_said(found)),
    ):
        lines = tuple(said)
        if lines:
            yield Heading(3, head)
            yield Bullets(lines)


def _blocks(found: PartnerRun, pictures: dict[str, Picture]) -> Iterator[Block]:
    """Yield the section's own part of the report."""
    yield from figures_of(pictures, "rings")
    yield from market_blocks(found)
    yield from partner_blocks(found)
    yield from meeting_blocks(found)
    yield from figures_of(pictures, "meetings")
    yield from _recognised(found)


def _recognised(found: PartnerRun) -> Iterator[Block]:
    """Yield what the readers noticed in the files, such as columns that are not used."""
    said: list[str] = []
    if found.path is not None:
        said += found.path.notes
    if found.scores is not None and found.settings.search is not None:
        file = found.settings.search.profiles
        said += [f"{file}: {note}" for note in found.scores.profiles.notes]
    if found.plan is not None:
        said += found.plan.event.notes
    if said:
        items = tuple(literal(str(one)) for one in said)
        yield Details("What was recognised in the files of partners", (Bullets(items),))


def _pictures(found: PartnerRun) -> Iterator[tuple[str, Picture]]:
    """Yield the map of rings and the grid of meetings, where they can be read."""
    path = found.path
    if path is not None and len(path.limits) < MOST_RINGS:
        known = countries()
        markets = [
            RingMarket(
                one.market,
                one.ring,
                one.level,
                is_next=one.market == path.next_in_ring,
                is_leap=bool(one.leap),
                is_lost=one.status == "entered" and one.level == "outsider",
                is_closed=one.status == "blocked",
            )
            for one in path.markets
            if one.market in known
        ]
        home = known[path.home].name if path.home in known else path.home
        yield (
            "rings",
            market_rings(
                markets,
                home=path.home,
                title=f"Markets in rings around {home}",
                note="Dark is near. The marks say what the cluster is there today; leaps are far "
                "markets that a tie or a complementary specialisation justifies.",
                name="market-rings",
            ),
        )
    plan = found.final
    if plan is not None and len(plan.event.slots) <= MOST_SLOTS:
        picture = grid_picture(plan, is_mended=found.mended is not None)
        if picture is not None:
            yield "meetings", picture


def _sheets(found: PartnerRun) -> tuple[Sheet, ...]:
    """Return the tables; none holds personal data."""
    frames: dict[str, Any] = {}
    if found.path is not None:
        frames["market_path"] = found.path.to_frame()
        frames["market_path_changes"] = found.path.changes_frame()
    if found.history is not None:
        frames["market_entries"] = found.history.to_frame()
    if found.scores is not None:
        frames["partner_scores"] = found.scores.to_frame()
    if found.matching is not None:
        frames["partner_places"] = found.matching.to_frame()
    if found.final is not None:
        frames["meetings"] = found.final.to_frame()
    if found.mended is not None:
        frames["meetings_changed"] = found.mended.to_frame()
    return tuple(sheet_of(name, frame) for name, frame in frames.items())


def _result(found: PartnerRun) -> dict[str, Any]:
    """Return the answers as ``result.json`` holds them."""
    made: dict[str, Any] = {"home": found.home}
    if found.path is not None:
        path = found.path
        made["markets"] = {
            "next_in_ring": path.next_in_ring,
            "next_in_reach": path.next_in_reach,
            "leaps": [one.market for one in path.leaps],
            "ranking": [one for one in path.markets if one.status == "open" and one.rank],
            "entered": path.of("entered"),
            "blocked": path.of("blocked"),
            "changes": path.changes,
        }
    if found.history is not None:
        made["entries"] = {
            "agreement": found.history.agreement,
            "entries": found.history.entries,
        }
    if found.scores is not None:
        frame = found.scores.to_frame()
        made["partners"] = frame.to_dict(orient="records")
    if found.matching is not None:
        made["places"] = {
            "proposer": found.matching.proposer,
            "pairs": found.matching.pairs,
            "unmatched": found.matching.unmatched,
        }
    if found.final is not None:
        made["meetings"] = _plan(found.final)
    if found.mended is not None:
        mended = found.mended
        made["meetings"]["changes"] = {
            "before": _plan(mended.before),
            "cancelled": mended.cancelled,
            "moved": [one._asdict() for one in (*mended.moved, *mended.reseated)],
            "dropped": mended.dropped,
            "new": [one._asdict() for one in mended.new],
            "told": mended.told,
        }
    return {key: jsonable(value) for key, value in made.items()}


def _plan(plan: Schedule) -> dict[str, Any]:
    """Return a plan with its bound as ``result.json`` holds it."""
    return {
        "value": plan.value,
        "bound": plan.bound,
        "gap_percent": plan.gap,
        "is_optimal": plan.is_optimal,
        "meetings": [one._asdict() for one in plan.meetings],
        "unmet": plan.unmet,
        "without": {**plan.event.left_out, **plan.without},
    }
