"""The distances that a map shows: read, ranked, and said in words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hanse.errors import InputError
from hanse.messages import plural
from hanse.plot.numbers import show_number
from hanse.tables.countries import countries, country_code

__all__ = ["Distances", "called"]

WHERE = "distance map"
SAID = 5  # nearest countries that the words tell


def called(code: str) -> str:
    """Return the name of a country.

    Examples
    --------
    >>> called("SWE")
    'Sweden'
    """
    return countries()[code].name


@dataclass(frozen=True)
class Distances:
    """Distances by alpha-3 code, nearest first, and what is named."""

    home: str
    values: Mapping[str, float]
    nearest: tuple[str, ...]
    marked: tuple[str, ...]
    unit: str
    measure: str

    @classmethod
    def read(
        cls,
        values: Mapping[str, float],
        home: str,
        marked: Sequence[str],
        nearest: int,
        unit: str,
        measure: str,
    ) -> Distances:
        """Return the distances of countries, refused where one is infinite or given twice."""
        start = country_code(home, where=f"{WHERE}, home")
        given: dict[str, float] = {}
        for text, value in values.items():
            code = country_code(text, where=WHERE)
            if code in given:
                raise InputError(
                    f"{called(code)} is given twice, the second time as '{text}'",
                    where=WHERE,
                    mend="Give each country once.",
                )
            if math.isinf(value):
                raise InputError(
                    f"the distance of '{text}' is infinite",
                    where=WHERE,
                    mend="Give a number, or NaN where there is none.",
                )
            given[code] = float(value)
        known = {
            code: value for code, value in given.items() if code != start and not math.isnan(value)
        }
        order = sorted(known, key=lambda code: (known[code], called(code)))
        first = tuple(order[:nearest])
        more = [country_code(one, where=f"{WHERE}, marked") for one in marked]
        others = tuple(one for one in order if one in more and one not in first)
        ranked = {code: known[code] for code in order}
        return cls(start, ranked, first, others, unit, measure)

    @property
    def named(self) -> tuple[str, ...]:
        """The nearest countries and those marked besides."""
        return (*self.nearest, *self.marked)

    @property
    def missing(self) -> int:
        """How many countries have no value; home and Antarctica do not count."""
        without = {self.home, "ATA", *self.values}
        return sum(one not in without for one in countries())

    def rank(self, code: str) -> int:
        """Return the rank of a country, 1 for the nearest; equal distances share the rank."""
        return 1 + sum(one < self.values[code] for one in self.values.values())

    def show(self, code: str) -> str:
        """Return the distance of a country with its unit."""
        return f"{self.number(code)} {self.unit}".rstrip()

    def number(self, code: str) -> str:
        """Return the distance of a country: whole from 100 up, else with three digits."""
        largest = max(abs(one) for one in self.values.values())
        digits = 0 if largest >= 100 else 1 if largest >= 10 else 2
        return show_number(self.values[code], digits=digits)

    def words(self, title: str) -> str:
        """Return the map in words."""
        n, order = len(self.values), list(self.values)
        unit = f" in {self.unit}" if self.unit else ""
        counted = plural(n, "country", "countries")
        said = [f"{title}: {self.measure} of {counted} from {called(self.home)}{unit}."]
        if order:
            near = [f"{called(one)} {self.number(one)}" for one in order[:SAID]]
            said.append(f"Nearest: {'; '.join(near)}.")
            said.append(f"Farthest: {called(order[-1])} {self.number(order[-1])}.")
        if self.missing:
            said.append(f"No value: {plural(self.missing, 'country', 'countries')}.")
        return " ".join(said)
