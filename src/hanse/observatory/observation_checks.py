"""What makes observations unusable: years, numbers and rows that cannot be; all told together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.messages import join_names

__all__ = ["refuse_numbers", "refuse_twice", "refuse_years"]

Floats = npt.NDArray[np.float64]
Name = tuple[str, str, str, str]
_SHOWN = 10


class Rows(Protocol):
    """What is checked: the columns of observations."""

    @property
    def names(self) -> Iterable[Name]:
        """The level, unit, year and indicator of each row."""

    @property
    def places(self) -> Mapping[Name, int]:
        """The last row of each name."""

    @property
    def value(self) -> Floats:
        """The values."""

    @property
    def n(self) -> Floats:
        """Firms behind them."""

    @property
    def of(self) -> Floats:
        """Firms there are."""

    @property
    def reason(self) -> tuple[str, ...]:
        """Why a value is empty."""


def refuse_years(years: Sequence[str]) -> None:
    """Raise if a year is not the text of a whole number."""
    wrong = [year for year in dict.fromkeys(years) if not _is_whole(year)]
    if wrong:
        raise InputError(
            f"years that are no whole number: {join_names(list(map(repr, wrong)), most=_SHOWN)}",
            where="observations, year",
            mend="Write years as 2020.",
        )


def refuse_numbers(rows: Rows) -> None:
    """Raise if numbers cannot be what their columns say."""
    with np.errstate(invalid="ignore"):
        more = (rows.n > rows.of) | (rows.n < 0) | (rows.of < 0)
    said = np.fromiter(map(bool, rows.reason), dtype=bool, count=len(rows.reason))
    checks = (
        (np.isinf(rows.value), "value is infinite", "Give NaN with a reason."),
        (np.isnan(rows.value) & ~said, "value is empty without a reason", "Say why."),
        (more, "n is not between 0 and of", "n counts firms with a value among those there are."),
    )
    for wrong, what, mend in checks:
        at = np.flatnonzero(wrong)
        if at.size:
            raise InputError(f"{what}: {_told(rows, at)}", where="observations", mend=mend)


def refuse_twice(rows: Rows) -> None:
    """Raise if two rows have the same level, unit, year and indicator."""
    if len(rows.places) == len(rows.reason):
        return
    places = rows.places
    twice = [at for at, name in enumerate(rows.names) if places[name] != at]
    raise InputError(
        f"the same level, unit, year and indicator twice: {_told(rows, np.array(twice))}",
        where="observations",
        mend="Leave one row for each.",
    )


def _told(rows: Rows, chosen: npt.NDArray[Any]) -> str:
    """Return the names of the first ten rows, each once, and how many more there are."""
    wanted = set(chosen.tolist())
    names = dict.fromkeys(", ".join(name) for at, name in enumerate(rows.names) if at in wanted)
    more = f"; and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    return "; ".join(list(names)[:_SHOWN]) + more


def _is_whole(text: str) -> bool:
    """Return whether a text is a whole number in digits."""
    return text.isascii() and text.removeprefix("-").isdigit()
