"""One indicator: what a number is, in which unit, and when it misleads."""

from __future__ import annotations

import math
from dataclasses import dataclass

from hanse.result import Record

__all__ = ["DIRECTIONS", "LEVELS", "Indicator"]

LEVELS = (
    "firm",
    "cluster",
    "organisation",
    "initiative",
    "region-industry",
    "region",
    "industry",
    "industry-pair",
    "country-pair",
    "benchmark",
)
"""Whose number an indicator is."""

DIRECTIONS = ("higher", "lower", "none")
"""Which end of the scale is read as more; ``none`` where neither is."""

_READ = {
    "higher": "higher is more",
    "lower": "lower is more",
    "none": "neither end is better",
}


@dataclass(frozen=True)
class Indicator(Record, kind="observatory-indicator"):
    """An entry of the catalogue; printed, it is the whole card.

    Attributes
    ----------
    id, name : str
        The name in files and the name for readers.
    level : str
        Whose number it is, one of `LEVELS`.
    group : str
        What it belongs to, such as ``depth`` or ``breadth``.
    definition, formula, unit : str
        What it says, how it is computed, and in what.
    low, high : float
        The bounds of the value, NaN where there is none.
    direction : {"higher", "lower", "none"}
        Which end of the scale is read as more.
    source, caution : str
        Where it comes from, and when it misleads.

    Examples
    --------
    >>> from hanse.observatory.indicators import indicator
    >>> print(indicator("rca"))
    Revealed comparative advantage (rca)
      level       region-industry, relatedness
      definition  The share of a product in what a region sells over its share in what all sell: the
                  location quotient of exports.
      formula     (x_cp / x_c.) / (x_.p / x_..)
      unit        ratio, from 0, higher is more
      source      Balassa (1965), The Manchester School 33(2), 99-123
      caution     Small sellers have high values by chance. Products that are re-exported are in it.
    """

    id: str
    name: str
    level: str
    group: str
    definition: str
    formula: str
    unit: str
    low: float
    high: float
    direction: str
    source: str
    caution: str

    @property
    def range(self) -> str:
        """The bounds in words.

        Examples
        --------
        >>> from hanse.observatory.indicators import indicator
        >>> indicator("focus").range, indicator("rca").range, indicator("eci").range
        ('0 to 1', 'from 0', 'any number')
        """
        if math.isnan(self.low) and math.isnan(self.high):
            return "any number"
        if math.isnan(self.high):
            return f"from {self.low:g}"
        if math.isnan(self.low):
            return f"up to {self.high:g}"
        return f"{self.low:g} to {self.high:g}"

    @property
    def reading(self) -> str:
        """How the direction is read, in words."""
        return _READ[self.direction]

    def __str__(self) -> str:
        import textwrap

        rows = {
            "level": f"{self.level}, {self.group}",
            "definition": self.definition,
            "formula": self.formula,
            "unit": f"{self.unit}, {self.range}, {self.reading}",
            "source": self.source,
            "caution": self.caution,
        }
        lines = [f"{self.name} ({self.id})"]
        for key, text in rows.items():
            parts = textwrap.wrap(text, width=86, break_long_words=False, break_on_hyphens=False)
            lines += [f"  {key:<12}{parts[0]}", *(" " * 14 + part for part in parts[1:])]
        return "\n".join(lines)
