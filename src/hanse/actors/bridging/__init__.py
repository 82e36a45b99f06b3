"""What bridges the gaps: activities and what changed after them, and ties that are missing."""

from hanse.actors.bridging.activities import activity_effects
from hanse.actors.bridging.effects import ActivityEffect, ActivityEffects
from hanse.actors.bridging.missing import missing_ties
from hanse.actors.bridging.proposals import MissingTie, MissingTies

__all__ = [
    "ActivityEffect",
    "ActivityEffects",
    "MissingTie",
    "MissingTies",
    "activity_effects",
    "missing_ties",
]
