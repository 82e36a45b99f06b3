"""The tables of actors and interactions: what is known of whom, and who worked with whom.

Days are proleptic Gregorian ordinals (``datetime.date.toordinal``), 0 where none is known. Actors
are named by their place (from 0) in `Actors.ids`. What prints leaves persons out: contacts, notes
and who answered a survey.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hanse.actors import tables_frames as frames
from hanse.actors.tables_actors import Actors
from hanse.actors.tables_arrays import Floats, Whole
from hanse.actors.tables_bridging import Activities, GapAnswers
from hanse.actors.tables_interactions import Atmosphere, Episodes, Relationships
from hanse.actors.tables_words import (
    ATMOSPHERE,
    CHAIN_POSITIONS,
    EXCHANGES,
    ROLES,
    STATES,
    day_text,
)
from hanse.result import Answer

__all__ = [
    "ATMOSPHERE",
    "CHAIN_POSITIONS",
    "EXCHANGES",
    "ROLES",
    "STATES",
    "Activities",
    "ActorLog",
    "Actors",
    "Atmosphere",
    "Episodes",
    "Floats",
    "GapAnswers",
    "Relationships",
    "Whole",
]


@dataclass(frozen=True, eq=False)
class ActorLog(Answer, kind="actor-log"):
    """Everything that is known of the actors around a cluster.

    Parameters
    ----------
    actors : Actors
        Who there is.
    episodes : Episodes
        Who worked with whom.
    cluster : str
        The own cluster, as `Actors.clusters` writes it; empty where all firms at home are its own.
    home : str
        Alpha-3 code of its country.
    as_of : int
        The day on which everything is looked at.
    relationships, atmosphere, activities, answers : optional
        The other tables; None where there is none.
    notes : tuple of str
        What the readers recognised.
    """

    actors: Actors
    episodes: Episodes
    cluster: str
    home: str
    as_of: int
    relationships: Relationships | None = None
    atmosphere: Atmosphere | None = None
    activities: Activities | None = None
    answers: GapAnswers | None = None
    notes: tuple[str, ...] = field(default=())

    def to_frame(self) -> Any:
        """Return one row for each episode as `Episodes.to_frame`, with the ids of the actors."""
        return frames.episodes_frame(self.episodes, self.actors.ids)

    def __str__(self) -> str:
        name = f"cluster {self.cluster}" if self.cluster else "the firms at home"
        head = f"Actors around {name} ({self.home}), looked at on {day_text(self.as_of)}"
        others = (self.relationships, self.atmosphere, self.activities, self.answers)
        parts = [self.actors, self.episodes, *(one for one in others if one is not None)]
        return "\n\n".join([head, *map(str, parts)])
