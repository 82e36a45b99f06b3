"""Stable matching for exclusive places: hosts and visitors, mentors and firms."""

from hanse.partners.matching.assignment import Assignment, assignment
from hanse.partners.matching.matching import Matching, stable_matching
from hanse.partners.matching.preferences import Preferences, preferences, preferences_from_scores
from hanse.partners.matching.read import read_preferences

__all__ = [
    "Assignment",
    "Matching",
    "Preferences",
    "assignment",
    "preferences",
    "preferences_from_scores",
    "read_preferences",
    "stable_matching",
]
