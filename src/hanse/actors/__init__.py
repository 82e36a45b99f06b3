"""Actors around a cluster: who is connected, what is missing, what hangs on whom.

`read_log` reads the tables of a folder, `log_from_frames` those of frames; each table has a reader
of its own. `hanse.actors.tables` says what each holds.
"""

from hanse.actors.names import folded_name, look_alikes
from hanse.actors.read_activities import read_activities
from hanse.actors.read_actors import read_actors
from hanse.actors.read_answers import read_gap_answers
from hanse.actors.read_episodes import read_episodes
from hanse.actors.read_log import log_from_frames, read_log
from hanse.actors.read_ties import read_atmosphere, read_relationships
from hanse.actors.tables import (
    ATMOSPHERE,
    CHAIN_POSITIONS,
    EXCHANGES,
    ROLES,
    STATES,
    Activities,
    ActorLog,
    Actors,
    Atmosphere,
    Episodes,
    GapAnswers,
    Relationships,
)

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
    "GapAnswers",
    "Relationships",
    "folded_name",
    "log_from_frames",
    "look_alikes",
    "read_activities",
    "read_actors",
    "read_atmosphere",
    "read_episodes",
    "read_gap_answers",
    "read_log",
    "read_relationships",
]
