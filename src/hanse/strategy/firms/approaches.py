"""Which measures of firms stand for which criteria, as data that a user can replace.

Source: Gancarczyk & Gancarczyk 2017, section 7.3, where measures that could stand for the
criteria are proposed: the investment that an option takes for its feasibility; innovations, sales
from them, patents and licences for the two objectives.
"""

from __future__ import annotations

from dataclasses import dataclass

from hanse.result import Record
from hanse.strategy.firms.read import MEASURE_COLUMNS

__all__ = ["APPROACHES", "MEASURES", "Approach", "Measure"]


@dataclass(frozen=True)
class Measure(Record, kind="strategy-measure"):
    """A number that is known of firms, with the words for having more and less of it.

    ``adds_up`` is false for shares, whose total means nothing.
    """

    id: str
    label: str
    more: str
    less: str
    adds_up: bool = True


@dataclass(frozen=True)
class Approach(Record, kind="strategy-approach"):
    """A measure that comes near to a criterion.

    Attributes
    ----------
    measure, criterion : str
        Ids of the measure and of the criterion.
    sign : {1, -1}
        1 where more of the measure is better on the criterion, -1 where it is worse.
    source : str
        Where that is said.
    """

    measure: str
    criterion: str
    sign: int
    source: str = ""


MEASURES = (
    Measure("investment", "investment", "invested more", "invested less"),
    Measure("innovations", "innovations", "made more innovations", "made fewer innovations"),
    Measure(
        "innovation_sales",
        "sales from innovations",
        "have higher sales from innovations",
        "have lower sales from innovations",
        adds_up=False,
    ),
    Measure("patents", "patents", "hold more patents", "hold fewer patents"),
    Measure("licences", "licences", "hold more licences", "hold fewer licences"),
)
"""The measures of section 7.3, in the order of the columns."""

_SOURCE = "7.3"
APPROACHES = (
    Approach("investment", "feasibility", -1, _SOURCE),
    *(
        Approach(measure, criterion, 1, _SOURCE)
        for criterion in ("lock_in", "core")
        for measure in MEASURE_COLUMNS[1:]
    ),
)
"""Which measure stands for which criterion: the more an option takes, the less feasible it is."""
