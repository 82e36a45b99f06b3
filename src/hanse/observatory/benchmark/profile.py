"""Where a unit is strongest and weakest among its peers, in sentences."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from hanse.errors import InputError, unknown_name
from hanse.messages import message
from hanse.observatory.benchmark.benchmark import Benchmark
from hanse.observatory.benchmark.standing import Standing
from hanse.observatory.specialisation.text import number_text
from hanse.result import Answer

__all__ = ["Profile", "profile"]

_MIDDLE = 50.0


@dataclass(frozen=True, eq=False)
class Profile(Answer, kind="observatory-profile"):
    """The indicators in which a unit stands highest and lowest in one year.

    Attributes
    ----------
    unit, year : str
        Whose, and when.
    names : mapping of str to str
        The name of each indicator.
    strongest, weakest : tuple of Standing
        Above and below the middle of the peers, the furthest from it first.
    left_out : mapping of str to str
        Indicators without a percentile, and why; those in which neither end is better too.
    """

    unit: str
    year: str
    names: dict[str, str]
    strongest: tuple[Standing, ...]
    weakest: tuple[Standing, ...]
    left_out: dict[str, str]

    @property
    def sentences(self) -> tuple[str, ...]:
        """One sentence for each indicator, the strongest first."""
        made = [self._sentence(one, "strong") for one in self.strongest]
        made += [self._sentence(one, "weak") for one in self.weakest]
        if not made:
            made = [message("{unit} is neither above nor below its peers.", unit=self.unit)]
        return tuple(made)

    def __str__(self) -> str:
        rest = [f"Not judged: {self.names[id]} ({why})" for id, why in self.left_out.items()]
        return "\n".join([f"{self.unit} in {self.year}", *self.sentences, *rest])

    def to_frame(self) -> Any:
        """Return one row for each indicator: ``indicator name side percentile rank value median``.

        ``side`` is ``strong`` or ``weak``.
        """
        import pandas as pd

        rows = [
            [
                one.indicator,
                self.names[one.indicator],
                side,
                one.percentile,
                one.rank_text,
                one.value,
                one.median,
            ]
            for side, listed in (("strong", self.strongest), ("weak", self.weakest))
            for one in listed
        ]
        columns = ["indicator", "name", "side", "percentile", "rank", "value", "median"]
        return pd.DataFrame(rows, columns=columns)

    def _sentence(self, one: Standing, side: str) -> str:
        """Return what one standing says."""
        said = message(
            "{side}: {name}, percentile {percentile} (rank {rank}; {value} against a median of "
            "{median}).",
            side="Strong" if side == "strong" else "Weak",
            name=self.names[one.indicator],
            percentile=number_text(one.percentile, 0),
            rank=one.rank_text,
            value=number_text(one.value, 3),
            median=number_text(one.median, 3),
        )
        return f"{said} {' '.join(one.warnings)}" if one.warnings else said


def profile(found: Benchmark, *, year: str | int | None = None, n: int = 3) -> Profile:
    """Return where a unit is strongest and weakest.

    Parameters
    ----------
    found : Benchmark
        The unit among its peers.
    year : str or int, optional
        When; by default the last year in which there is a percentile, or else the last.
    n : int
        How many of each, from 1.

    Returns
    -------
    Profile
        An indicator is strong above percentile 50 and weak below it. Indicators in which neither
        end is better, and those without a percentile, are left out and named.

    Raises
    ------
    InputError
        If there is no such year, or ``n`` is below 1.

    Examples
    --------
    >>> from hanse.observatory.benchmark.benchmark import benchmark
    >>> from hanse.observatory.observations import Observations
    >>> rows = [("cluster", f"C{k}", "2020", "speed_median", k, 20, 30, "") for k in range(11)]
    >>> found = benchmark(Observations.from_rows(rows), "C1", peers=[f"C{k}" for k in range(11)])
    >>> print(profile(found))
    C1 in 2020
    Strong: Median years to the first foreign sale, percentile 90 (rank 2 of 11; 1.000 against a
    median of 5.500).
    """
    if n < 1:
        raise InputError(f"n is {n}", where="profile", mend="Give a number from 1.")
    if not found.years:
        raise InputError("the benchmark has no year", where="profile", mend="Compare at least one.")
    able = [one.year for one in found.standings if not math.isnan(one.percentile)]
    when = str(year) if year is not None else max(able or found.years, key=int)
    if when not in found.years:
        raise unknown_name("year", when, found.years, where="profile")
    left_out: dict[str, str] = {}
    judged: list[Standing] = []
    for one in (one for one in found.standings if one.year == when):
        if one.is_position_only:
            left_out[one.indicator] = "neither end is better"
        elif math.isnan(one.percentile):
            left_out[one.indicator] = one.reason
        else:
            judged.append(one)
    strong = sorted((s for s in judged if s.percentile > _MIDDLE), key=lambda s: -s.percentile)
    weak = sorted((s for s in judged if s.percentile < _MIDDLE), key=lambda s: s.percentile)
    names = {id: entry.name for id, entry in found.entries.items()}
    return Profile(found.unit, when, names, tuple(strong[:n]), tuple(weak[:n]), left_out)
