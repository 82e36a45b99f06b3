"""What the files of actors and interactions may hold."""

from __future__ import annotations

from hanse.actors.tables import ATMOSPHERE
from hanse.tables.mapping import Field, Schema

__all__ = [
    "ACTIVITIES",
    "ACTORS",
    "ATMOSPHERES",
    "DISTINCT",
    "EPISODES",
    "GAP_ANSWERS",
    "RELATIONSHIPS",
    "SCHEMAS",
]


def _rating(name: str, *, needed: bool = False) -> Field:
    """Return a field for a rating from 1 to 7."""
    return Field(name, "number", needed=needed, low=1, high=7)


ACTORS = Schema(
    "actors",
    (
        Field("actor", "key", needed=True, label="actor"),
        Field("name", "text"),
        Field("roles", "key", needed=True, label="role", is_list=True),
        Field("cluster", "text"),
        Field("place", "text"),
        Field("country", "country"),
        Field("technology", "text", is_list=True),
        Field("latitude", "number", low=-90, high=90),
        Field("longitude", "number", low=-180, high=180),
        Field("employees", "count"),
        Field("experience", "number", low=0),
        Field("inward", "flag"),
        Field("outward", "flag"),
        Field("since", "date"),
        Field("until", "date"),
        Field("contact", "text"),
        Field("email", "text"),
    ),
)
EPISODES = Schema(
    "episodes",
    (
        Field("episode", "text"),
        Field("date", "date", needed=True, label="date"),
        Field("parties", "text", is_list=True),
        Field("party_a", "text"),
        Field("party_b", "text"),
        Field("kind", "key", needed=True, label="kind of exchange", is_list=True),
        Field("initiator", "text"),
        Field("outcome", "text"),
        Field("activity", "text"),
        Field("note", "text"),
    ),
)
RELATIONSHIPS = Schema(
    "relationships",
    (
        Field("party_a", "key", needed=True, label="party"),
        Field("party_b", "key", needed=True, label="party"),
        Field("start", "date"),
        Field("end", "date"),
        Field("state", "text"),
        Field("adaptations", "text", is_list=True),
        Field("institutions", "text", is_list=True),
        Field("market", "country"),
        _rating("dynamism"),
        _rating("internationalisation"),
        Field("chain", "text"),
    ),
)
ATMOSPHERES = Schema(
    "atmosphere",
    (
        Field("date", "date", needed=True, label="date"),
        Field("rater", "key", needed=True, label="rater"),
        Field("other", "key", needed=True, label="other side"),
        *(_rating(name) for name in ATMOSPHERE),
    ),
)
ACTIVITIES = Schema(
    "activities",
    (
        Field("activity", "key", needed=True, label="activity"),
        Field("name", "text"),
        Field("start", "date", needed=True, label="start"),
        Field("end", "date"),
        Field("gaps", "text", is_list=True),
        Field("participants", "text", is_list=True),
    ),
)
GAP_ANSWERS = Schema(
    "answers",
    (
        Field("respondent", "key", needed=True, label="respondent"),
        Field("wave", "text"),
        Field("gap", "key", needed=True, label="gap"),
        _rating("importance", needed=True),
        _rating("present", needed=True),
    ),
)
DISTINCT = Schema(
    "distinct",
    (
        Field("actor_a", "key", needed=True, label="actor"),
        Field("actor_b", "key", needed=True, label="actor"),
    ),
)
SCHEMAS = {
    one.name: one
    for one in (
        *(ACTORS, EPISODES, RELATIONSHIPS, ATMOSPHERES, ACTIVITIES, GAP_ANSWERS),
        DISTINCT,
    )
}
"""Name of a table in a folder → its fields."""
