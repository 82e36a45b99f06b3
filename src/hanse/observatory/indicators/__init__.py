"""The catalogue of indicators as data: definition, formula, unit, direction, source, caution."""

from hanse.observatory.indicators.catalogue import (
    indicator,
    indicators,
    indicators_frame,
    read_indicators,
)
from hanse.observatory.indicators.indicator import DIRECTIONS, LEVELS, Indicator
from hanse.observatory.indicators.page import indicators_page

__all__ = [
    "DIRECTIONS",
    "LEVELS",
    "Indicator",
    "indicator",
    "indicators",
    "indicators_frame",
    "indicators_page",
    "read_indicators",
]
