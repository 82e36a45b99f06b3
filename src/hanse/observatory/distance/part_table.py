"""The parts of distance: one matrix of country pairs for each, with its unit and its source."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.messages import columns_text, join_names, message, plural
from hanse.observatory.distance.part_checks import GROUPS, check_part
from hanse.result import Answer, Record

__all__ = ["GROUPS", "Part", "PartTable", "spread"]

Floats = npt.NDArray[np.float64]

SAME, NO_PAIR = "the same country", "the source has no value for this pair"


@dataclass(frozen=True, eq=False)
class Part(Record, kind="observatory-distance-part"):
    """One kind of distance between every two countries.

    Attributes
    ----------
    values : ndarray of float64, shape (n, n)
        Origins down, destinations across; 0 on the diagonal, NaN where it is not known.
    group : {"cultural", "administrative", "geographic", "economic"}
        Where it is shown.
    unit, formula, source : str
        What a value counts, how it is found, whose it is.
    low, high : float
        The range that values can have; infinite where there is no bound.
    absent : mapping of str to str
        Why a country has no value at all.
    facts : mapping of str to float
        Numbers that belong to the part, such as the rank of a covariance.
    is_symmetric : bool
        Whether there and back are equally far.
    """

    values: Floats
    group: str
    unit: str
    source: str
    formula: str = ""
    low: float = 0.0
    high: float = math.inf
    absent: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, float] = field(default_factory=dict)
    is_symmetric: bool = True

    def __post_init__(self) -> None:
        made = np.array(self.values, dtype=np.float64)
        made.setflags(write=False)
        object.__setattr__(self, "values", made)
        # An infinite bound is written as null, which comes back as NaN.
        if math.isnan(self.low):
            object.__setattr__(self, "low", -math.inf)
        if math.isnan(self.high):
            object.__setattr__(self, "high", math.inf)


@dataclass(frozen=True, eq=False)
class PartTable(Answer, kind="observatory-distance-parts"):
    """Distances between countries, part by part.

    Parameters
    ----------
    countries : tuple of str
        Codes of three letters, in the order of the matrices.
    parts : mapping of str to Part
        By name.
    notes : tuple of str
        What is to be known.

    Raises
    ------
    InputError
        If countries repeat, a matrix has another size, a diagonal is not 0, a value lies outside
        its range, or a part that is said to be symmetric is not.

    Examples
    --------
    >>> import numpy as np
    >>> km = Part(np.array([[0.0, 450.0], [450.0, 0.0]]), "geographic", "km", "an atlas")
    >>> table = PartTable(("DNK", "SWE"), {"distance_km": km})
    >>> table.value("distance_km", "SWE", "DNK")
    450.0
    """

    countries: tuple[str, ...]
    parts: Mapping[str, Part]
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "countries", tuple(self.countries))
        if len(set(self.countries)) < len(self.countries):
            twice = sorted({one for one in self.countries if self.countries.count(one) > 1})
            raise InputError(f"twice among the countries: {join_names(twice)}", where="PartTable")
        for name, part in self.parts.items():
            check_part(name, part, self.countries)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each country in the matrices."""
        return {code: at for at, code in enumerate(self.countries)}

    def part(self, name: str) -> Part:
        """Return a part; one that is not there is an error with the nearest name."""
        if name not in self.parts:
            raise unknown_name("part", name, self.parts, where="distances")
        return self.parts[name]

    def at(self, country: str) -> int:
        """Return the place of a country; one that is not there is an error with the nearest."""
        if country not in self.places:
            raise unknown_name("country", country, self.countries, where="distances")
        return self.places[country]

    def value(self, part: str, origin: str, destination: str) -> float:
        """Return one distance, NaN where it is not known."""
        return float(self.part(part).values[self.at(origin), self.at(destination)])

    def reason(self, part: str, origin: str, destination: str) -> str:
        """Return why a distance is empty, nothing where it is not."""
        found = self.part(part)
        if not math.isnan(self.value(part, origin, destination)):
            return ""
        said = [
            f"{one}: {found.absent[one]}" for one in (origin, destination) if one in found.absent
        ]
        return "; ".join(said) or NO_PAIR

    def covered(self, part: str) -> tuple[str, ...]:
        """Return the countries that have the part to any other country."""
        known = ~np.isnan(self.part(part).values)
        np.fill_diagonal(known, False)
        any_pair = known.any(axis=0) | known.any(axis=1)
        return tuple(np.array(self.countries, dtype=object)[any_pair])

    def only(self, names: Sequence[str]) -> PartTable:
        """Return the table of some parts, in the order asked for."""
        return replace(self, parts={name: self.part(name) for name in names})

    def of_countries(self, countries: Sequence[str]) -> PartTable:
        """Return the table of some countries, in the order asked for."""
        here = [self.at(code) for code in countries]
        parts = {}
        for name, one in self.parts.items():
            absent = {code: why for code, why in one.absent.items() if code in set(countries)}
            parts[name] = replace(one, values=one.values[np.ix_(here, here)], absent=absent)
        return replace(self, countries=tuple(countries), parts=parts)

    def with_parts(self, other: PartTable, *, replacing: bool = False) -> PartTable:
        """Return the table of the parts of both, for the countries that either has.

        Parameters
        ----------
        other : PartTable
            More parts.
        replacing : bool
            Whether a part of the other takes the place of one with the same name.

        Returns
        -------
        PartTable
            Countries sorted; what only one table has is NaN in the parts of the other, with the
            reason, and the countries are listed in the notes.

        Raises
        ------
        InputError
            If both have a part of the same name and none is to be replaced.
        """
        both = [name for name in other.parts if name in self.parts]
        if both and not replacing:
            raise InputError(
                f"both tables have {join_names(both)}",
                where="with_parts",
                mend="Give replacing=True to take those of the second, or leave them out: only().",
            )
        everyone = tuple(sorted({*self.countries, *other.countries}))
        parts = {**spread(self, everyone), **spread(other, everyone)}
        notes = [*self.notes, *other.notes]
        for one, rest in ((self, other), (other, self)):
            alone = [code for code in one.countries if code not in rest.places]
            if alone:
                notes.append(
                    message(
                        "Without {parts}: {n}, {names}.",
                        parts=join_names(list(rest.parts)),
                        n=plural(len(alone), "country", "countries"),
                        names=join_names(alone, most=300),
                    )
                )
        return PartTable(everyone, parts, tuple(dict.fromkeys(notes)))

    def to_frame(self) -> Any:
        """Return one row for each ordered pair of different countries.

        Columns: ``origin destination``, one for each part in its unit, and ``reason``, which says
        which parts are empty and why.
        """
        import pandas as pd

        names = np.array(self.countries, dtype=object)
        i, j = np.nonzero(~np.eye(len(names), dtype=bool))
        columns = {name: part.values[i, j] for name, part in self.parts.items()}
        reasons = np.full(len(i), "", dtype=object)
        empty = np.zeros(len(i), dtype=bool)
        for numbers in columns.values():
            empty |= np.isnan(numbers)
        for row in np.flatnonzero(empty).tolist():
            pair = names[i[row]], names[j[row]]
            said = [f"{name}: {why}" for name in columns if (why := self.reason(name, *pair))]
            reasons[row] = "; ".join(said)
        frame = {"origin": names[i], "destination": names[j], **columns, "reason": reasons}
        return pd.DataFrame(frame)

    def __str__(self) -> str:
        header = [
            "part",
            "group",
            "unit",
            "countries",
            "pairs",
            "least",
            "median",
            "most",
            "source",
        ]
        off = ~np.eye(len(self.countries), dtype=bool)
        lines = []
        for name, part in self.parts.items():
            known = part.values[off & ~np.isnan(part.values)]
            ends = [f"{f(known):,.2f}" if known.size else "–" for f in (np.min, np.median, np.max)]
            counted = [f"{len(self.covered(name)):,}", f"{known.size:,}"]
            lines.append([name, part.group, part.unit, *counted, *ends, part.source])
        head = f"Distances between {plural(len(self.countries), 'country', 'countries')}"
        facts = [
            f"{name}: " + ", ".join(f"{word} {value:,.6g}" for word, value in part.facts.items())
            for name, part in self.parts.items()
            if part.facts
        ]
        return "\n".join(
            [head, columns_text(header, lines, left=[0, 1, 2, 8]), *facts, *self.notes]
        )


def spread(table: PartTable, countries: Sequence[str]) -> dict[str, Part]:
    """Return the parts as matrices of more countries, NaN for those the table has not."""
    here = [at for at, code in enumerate(countries) if code in table.places]
    there = [table.places[countries[at]] for at in here]
    new = {code: "not in the source" for code in countries if code not in table.places}
    parts = {}
    for name, part in table.parts.items():
        values = np.full((len(countries),) * 2, np.nan)
        values[np.ix_(here, here)] = part.values[np.ix_(there, there)]
        np.fill_diagonal(values, 0.0)
        parts[name] = replace(part, values=values, absent={**part.absent, **new})
    return parts
