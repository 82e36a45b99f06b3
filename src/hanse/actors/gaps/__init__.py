"""The seven gaps from the log: density, reach, direction, with what was not logged."""

from hanse.actors.gaps.external import ExternalIndex
from hanse.actors.gaps.logged import Logged
from hanse.actors.gaps.measure import GapFigures
from hanse.actors.gaps.seven import SevenGaps, seven_gaps
from hanse.actors.gaps.unseen import Estimate
from hanse.actors.gaps.years import GapChange, GapsOverTime, gaps_over_time, year_ends

__all__ = [
    "Estimate",
    "ExternalIndex",
    "GapChange",
    "GapFigures",
    "GapsOverTime",
    "Logged",
    "SevenGaps",
    "gaps_over_time",
    "seven_gaps",
    "year_ends",
]
