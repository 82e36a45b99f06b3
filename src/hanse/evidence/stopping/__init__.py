"""When to stop screening, and how much can have been missed."""

from hanse.evidence.stopping.boundaries import Boundaries, boundaries
from hanse.evidence.stopping.history import (
    DrawnSample,
    History,
    SampleSeen,
    draw_sample,
    screening_history,
)
from hanse.evidence.stopping.hypergeometric import Hypergeometric
from hanse.evidence.stopping.in_a_row import InARow
from hanse.evidence.stopping.next_point import NextPoint, next_point
from hanse.evidence.stopping.played import Played, play_rule
from hanse.evidence.stopping.random_sample import RandomSample
from hanse.evidence.stopping.recall_check import RecallCheck, recall_check, sample_size_for
from hanse.evidence.stopping.rules import RULES, stopping_rule
from hanse.evidence.stopping.stop_check import StopCheck, StoppingRule

__all__ = [
    "RULES",
    "Boundaries",
    "DrawnSample",
    "History",
    "Hypergeometric",
    "InARow",
    "NextPoint",
    "Played",
    "RandomSample",
    "RecallCheck",
    "SampleSeen",
    "StopCheck",
    "StoppingRule",
    "boundaries",
    "draw_sample",
    "next_point",
    "play_rule",
    "recall_check",
    "sample_size_for",
    "screening_history",
    "stopping_rule",
]
