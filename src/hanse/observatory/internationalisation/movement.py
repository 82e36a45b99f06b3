"""How the indicators of a unit moved between the first and the last year, in numbers and words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from hanse.messages import message
from hanse.observatory.indicators import indicators as catalogue
from hanse.observatory.observations import Observations
from hanse.result import Answer, Record

__all__ = ["Move", "Movement", "movement"]

_SAME = 1e-9  # relative to the larger value: less is no movement
_WORDS = {
    "agreements": "agreement",
    "clusters": "cluster",
    "countries": "country",
    "firms": "firm",
    "investors": "investor",
    "missions": "mission",
    "modes": "mode",
    "nats": "nats",
    "offices": "office",
    "years": "year",
}
"""Units that can stand behind a number, and what one of them is called."""
_BEHIND = {"cluster": "firms", "organisation": "entries", "initiative": "clusters"}


@dataclass(frozen=True)
class Move(Record, kind="observatory-move"):
    """How one indicator moved.

    Attributes
    ----------
    indicator, name, unit : str
        Its id, its name for readers and its unit in the catalogue; the id and nothing where the
        catalogue lacks it.
    first_year, last_year : str
        The first and the last year with a value, empty where there is none.
    first, last : float
        The values then.
    largest : float
        The change from one year with a value to the next, a year, that is largest in size.
    largest_from, largest_to : str
        Between which years.
    first_n, first_of, n, of : float
        Firms (entries, clusters) behind the values of the first and the last year, of how many.
    reason : str
        Why there is no value.
    """

    indicator: str
    name: str
    unit: str
    first_year: str
    last_year: str
    first: float
    last: float
    largest: float
    largest_from: str
    largest_to: str
    first_n: float
    first_of: float
    n: float
    of: float
    reason: str

    @property
    def change(self) -> float:
        """Last minus first value, NaN where there are not two."""
        return self.last - self.first if self.first_year != self.last_year else math.nan

    def sentence(self, level: str) -> str:
        """Return how it moved, and who stands behind the numbers."""
        if not self.first_year:
            return message("{name} is not known: {reason}.", name=self.name, reason=self.reason)
        behind = self._behind(level)
        first, last = _pair(self.first, self.last, self.unit)
        values = {"name": self.name, "first": first, "last": last, "behind": behind}
        values |= {"start": self.first_year, "year": self.last_year}
        if self.first_year == self.last_year:
            return message("{name} stood at {last} in {year}{behind}.", **values)
        if level in _BEHIND and self._other_firms:
            said = "{name} was {first} in {start} ({then}) and {last} in {year} ({now}): not the "
            said += "same {who} answered, so it is not called a change."
            then, now = (
                f"{n:,.0f} of {of:,.0f}"
                for n, of in ((self.first_n, self.first_of), (self.n, self.of))
            )
            return message(said, then=then, now=now, who=_BEHIND[level], **values)
        if abs(self.change) <= _SAME * max(abs(self.first), abs(self.last)):
            moved = message("{name} stayed at {last} from {start} to {year}{behind}.", **values)
        elif first == last.removesuffix(_noun(self.last, self.unit)):
            said = "{name} hardly moved from {last} between {start} and {year}{behind}."
            moved = message(said, **values)
        else:
            said = "{name} {verb} from {first} in {start} to {last} in {year}{behind}."
            moved = message(said, verb="rose" if self.change > 0 else "fell", **values)
        size = _change_text(self.largest, self.unit)
        only = (self.largest_from, self.largest_to) == (self.first_year, self.last_year)
        if only or not any(sign in "123456789" for sign in size):
            return moved
        return message(
            "{moved} Its largest change in a year was {size}, from {start} to {year}.",
            moved=moved,
            size=size,
            start=self.largest_from,
            year=self.largest_to,
        )

    @property
    def _other_firms(self) -> bool:
        """Whether some did not answer in one of the years, and not as many in both."""
        if math.isnan(self.first_n + self.first_of + self.n + self.of):
            return False
        silent = self.first_of - self.first_n, self.of - self.n
        return silent[0] != silent[1]

    def _behind(self, level: str) -> str:
        """Return who stands behind the numbers, with a comma before."""
        noun = _BEHIND.get(level, "")
        if not noun or math.isnan(self.n) or math.isnan(self.of):
            return ""
        said = f", {self.n:,.0f} of {self.of:,.0f} {noun}"
        if (self.first_n, self.first_of) == (self.n, self.of) or math.isnan(self.first_n):
            return said
        return f"{said} ({self.first_year}: {self.first_n:,.0f} of {self.first_of:,.0f})"


@dataclass(frozen=True)
class Movement(Answer, kind="observatory-movement"):
    """How the indicators of a unit moved.

    Attributes
    ----------
    unit, level : str
        Whose.
    moves : tuple of Move
        One for each indicator, in the order of the observations.
    """

    unit: str
    level: str
    moves: tuple[Move, ...]

    def sentences(self) -> tuple[str, ...]:
        """Return a sentence for each indicator."""
        return tuple(move.sentence(self.level) for move in self.moves)

    def to_frame(self) -> Any:
        """Return one row for each indicator, the fields of `Move` and ``change``."""
        import pandas as pd

        names = [name for name in Move.__dataclass_fields__ if name != "reason"]
        data = {name: [getattr(move, name) for move in self.moves] for name in names}
        data["change"] = [move.change for move in self.moves]
        data["reason"] = [move.reason for move in self.moves]
        return pd.DataFrame(data)

    def __str__(self) -> str:
        return "\n".join([f"{self.unit} ({self.level})", *self.sentences()])


def movement(
    observations: Observations,
    unit: str,
    *,
    level: str = "cluster",
    indicators: Sequence[str] | None = None,
) -> Movement:
    """Tell how indicators of a unit moved from the first year with a value to the last.

    Parameters
    ----------
    observations : Observations
        Several years.
    unit, level : str
        Whose.
    indicators : sequence of str, optional
        Which; by default all that the unit has.

    Returns
    -------
    Movement
        With NaN and empty years where there is no value, and the reason of the last year.

    Raises
    ------
    InputError
        If there is no such level, unit or indicator, with the nearest.

    Examples
    --------
    >>> made = Observations.from_rows([
    ...     ("cluster", "Kista", "2020", "export_share_weighted", 0.31, 9, 10, ""),
    ...     ("cluster", "Kista", "2022", "export_share_weighted", 0.38, 9, 10, ""),
    ... ])
    >>> print(movement(made, "Kista"))
    Kista (cluster)
    Sales-weighted export share rose from 31% in 2020 to 38% in 2022, 9 of 10 firms.
    """
    own = observations.of_level(level).of_units(unit)
    wanted = own.indicators if indicators is None else tuple(indicators)
    own = own.only(indicator=wanted)
    return Movement(unit, level, tuple(_move(own, name) for name in wanted))


def _move(own: Observations, indicator: str) -> Move:
    """Return how an indicator moved; the observations are those of one unit at one level."""
    rows = [at for at, name in enumerate(own.indicator) if name == indicator]
    rows.sort(key=lambda at: int(own.year[at]))
    card = catalogue().get(indicator)
    name, unit = (card.name, card.unit) if card else (indicator, "")
    known = [at for at in rows if not np.isnan(own.value[at])]
    if not known:
        reason = own.reason[rows[-1]]
        nothing = (math.nan,) * 3
        return Move(indicator, name, unit, "", "", *nothing, "", "", *(math.nan,) * 4, reason)
    steps = [
        ((own.value[b] - own.value[a]) / (int(own.year[b]) - int(own.year[a])), a, b)
        for a, b in pairwise(known)
    ]
    first, last = known[0], known[-1]
    best = max(steps, key=lambda step: abs(step[0])) if steps else (math.nan, first, last)
    return Move(
        indicator=indicator,
        name=name,
        unit=unit,
        first_year=own.year[first],
        last_year=own.year[last],
        first=float(own.value[first]),
        last=float(own.value[last]),
        largest=float(best[0]),
        largest_from=own.year[best[1]] if steps else "",
        largest_to=own.year[best[2]] if steps else "",
        first_n=float(own.n[first]),
        first_of=float(own.of[first]),
        n=float(own.n[last]),
        of=float(own.of[last]),
        reason="",
    )


def _pair(first: float, last: float, unit: str) -> tuple[str, str]:
    """Return two values as text, with as many digits as tell them apart; the last has the unit."""
    made = ["", ""]
    for digits in (0, 1):
        made = [_value_text(value, unit, digits) for value in (first, last)]
        if made[0] != made[1] or math.isclose(first, last, rel_tol=_SAME):
            break
    return made[0], made[1] + _noun(last, unit)


def _value_text(value: float, unit: str, digits: int) -> str:
    """Return a value; shares as percentages."""
    if unit.startswith("share"):
        return f"{100 * value:,.{digits}f}%{unit.removeprefix('share')}"
    return _number(value, digits)


def _change_text(value: float, unit: str) -> str:
    """Return a change with its unit; of shares in percentage points."""
    if unit.startswith("share"):
        size = 100 * value
        return f"{size:+,.{0 if abs(size) >= 1 else 2}f} percentage points"
    return f"{'+' if value > 0 else ''}{_number(value, 0)}{_noun(value, unit)}"


def _number(value: float, digits: int) -> str:
    """Return a number: whole where it is or is large, else with two digits or more."""
    if value.is_integer():
        return f"{value:,.0f}"
    return f"{value:,.{digits if abs(value) >= 100 else digits + 2}f}"


def _noun(value: float, unit: str) -> str:
    """Return a unit that can stand behind a number, with a blank before."""
    if unit not in _WORDS:
        return ""
    return f" {_WORDS[unit] if abs(value) == 1 else unit}"
