"""The actors section of a study: ``[actors]``.

In this order: the seven gaps now and over time, and which ties would close them best; who bridges
and what hangs on whom; how relationships are; where the cluster is an insider.
"""

from __future__ import annotations

from collections.abc import Iterator

from hanse.plot import Picture
from hanse.report import Block, Bullets, Heading
from hanse.study.actor_pictures import actor_pictures
from hanse.study.actor_result import actor_result, actor_sheets
from hanse.study.actor_run import ActorRun, run_actors
from hanse.study.actor_settings import read_actor_settings
from hanse.study.actor_words import (
    insider_blocks,
    insiders_said,
    position_blocks,
    positions_said,
    tables_read,
)
from hanse.study.atmosphere_words import relationship_blocks, relationships_said
from hanse.study.gap_words import gap_blocks, gaps_said
from hanse.study.part import Part, Progress, Study, figures_of

__all__ = ["ActorsSection"]

TITLE = "Actors and gaps"


class ActorsSection:
    """Who is connected, what is missing, what hangs on whom, where the cluster is an insider."""

    keys = ("actors",)

    def run(self, study: Study, *, progress: Progress) -> Part | None:
        """Measure what the tables give and say it in the order of the questions."""
        if "actors" not in study.tables:
            return None
        settings = read_actor_settings(study.tables["actors"])
        found = run_actors(study.folder, settings, as_of=study.about.as_of, progress=progress)
        progress("pictures of actors", 0, 1)
        pictures = dict(actor_pictures(found))
        return Part(
            opening=tuple(_opening(found)),
            blocks=(Heading(1, TITLE, "actors"), *_blocks(found, pictures)),
            sheets=actor_sheets(found),
            pictures=tuple(pictures.values()),
            result={"actors": actor_result(found)},
            files=settings.files,
        )


def _opening(found: ActorRun) -> Iterator[Block]:
    """Yield the sentences of the first page."""
    for head, said in (
        ("The seven gaps", gaps_said(found)),
        ("Who bridges, and what hangs on whom", positions_said(found)),
        ("How relationships are", relationships_said(found)),
        ("Where we are insiders", insiders_said(found)),
    ):
        lines = tuple(said)
        if lines:
            yield Heading(3, head)
            yield Bullets(lines)


def _blocks(found: ActorRun, pictures: dict[str, Picture]) -> Iterator[Block]:
    """Yield the section's own part of the report; small pictures before the large one."""
    yield from tables_read(found)
    yield from figures_of(pictures, "radar", "gaps over time")
    yield from gap_blocks(found)
    yield from position_blocks(found)
    yield from figures_of(pictures, *(name for name in pictures if name.startswith("ego")))
    yield from figures_of(pictures, "network")
    yield from relationship_blocks(found)
    yield from insider_blocks(found)
