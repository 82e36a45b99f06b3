"""Measures of units over years: values, who stands behind them, and why some are empty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from hanse.errors import unknown_name
from hanse.messages import Message, columns_text, join_names, message, plural
from hanse.observatory.internationalisation.cell_checks import floats_of
from hanse.observatory.observations import Observations
from hanse.result import Answer, Record

__all__ = ["NOT_GIVEN", "Degree", "Gap", "Measure", "measured"]

NOT_GIVEN = "not given"
Floats = npt.NDArray[np.float64]
Why = Sequence[tuple[npt.NDArray[np.bool_], str]]


@dataclass(frozen=True)
class Gap(Record, kind="observatory-internationalisation-gap"):
    """Indicators that a file cannot give, and what would give them.

    Attributes
    ----------
    indicators : tuple of str
        Ids of indicators that are left out.
    columns : tuple of str
        Columns that are absent; empty where the whole file is.
    file : str
        The file that should hold them: firms, markets, organisations, initiatives or distances.

    Examples
    --------
    >>> print(Gap(("import_share",), ("imports", "purchases"), "firms"))
    Left out: import_share. The columns imports and purchases of the file of firms would give it.
    """

    indicators: tuple[str, ...]
    columns: tuple[str, ...]
    file: str

    @property
    def sentence(self) -> Message:
        """What is left out and what would give it."""
        them = "it" if len(self.indicators) == 1 else "them"
        if not self.columns:
            return message(
                "Left out: {indicators}. A file of {file} would give {them}.",
                indicators=join_names(self.indicators, most=30),
                file=self.file,
                them=them,
            )
        return message(
            "Left out: {indicators}. The {columns} of the file of {file} would give {them}.",
            indicators=join_names(self.indicators, most=30),
            columns=f"column{'s' if len(self.columns) > 1 else ''} {join_names(self.columns)}",
            file=self.file,
            them=them,
        )

    def __str__(self) -> str:
        return self.sentence


@dataclass(frozen=True, eq=False)
class Measure(Record, kind="observatory-internationalisation-measure"):
    """An indicator for each row of an answer.

    Attributes
    ----------
    indicator : str
        Its id in the catalogue.
    value, n, of : ndarray of float64, shape (rows,)
        The value, NaN with a reason; the firms or records behind it, and those there are.
    why : ndarray of int32, shape (rows,)
        Place of the reason in ``reasons``.
    reasons : tuple of str
        Why values are empty; the first is empty and stands where there is a value.
    """

    indicator: str
    value: Floats
    n: Floats
    of: Floats
    why: npt.NDArray[np.int32]
    reasons: tuple[str, ...]

    def __post_init__(self) -> None:
        for name in ("value", "n", "of"):
            object.__setattr__(self, name, floats_of(getattr(self, name)))
        why = np.array(self.why, dtype=np.int32)
        why.setflags(write=False)
        object.__setattr__(self, "why", why)

    @property
    def reason(self) -> list[str]:
        """Why each value is empty."""
        return [self.reasons[at] for at in self.why.tolist()]


def measured(
    indicator: str, value: Floats, *, n: Floats, of: Floats, why: Why = (), other: str = NOT_GIVEN
) -> Measure:
    """Return a measure; a value is emptied where one of ``why`` holds, the first being the reason.

    Empty values for which none holds have the reason ``other``.
    """
    codes = np.zeros(len(value), dtype=np.int32)
    reasons = [""]
    for wrong, text in why:
        here = wrong & (codes == 0)
        if here.any():
            if text not in reasons:
                reasons.append(text)
            codes[here] = reasons.index(text)
    left = np.isnan(value) & (codes == 0)
    if left.any():
        if other not in reasons:
            reasons.append(other)
        codes[left] = reasons.index(other)
    return Measure(indicator, np.where(codes > 0, np.nan, value), n, of, codes, tuple(reasons))


@dataclass(frozen=True, eq=False)
class Degree(Answer):
    """How international the units of one level are, over years.

    Attributes
    ----------
    units, years : tuple of str
        Names of the units, and the years from the first.
    unit, year : ndarray of int32, shape (rows,)
        Place of the unit and the year of each row.
    measures : tuple of Measure
        The indicators.
    gaps : tuple of Gap
        What the data do not cover.
    notes : tuple of str
        What the reader must know.
    """

    level: ClassVar[str]

    units: tuple[str, ...]
    years: tuple[str, ...]
    unit: npt.NDArray[np.int32]
    year: npt.NDArray[np.int32]
    measures: tuple[Measure, ...]
    gaps: tuple[Gap, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in ("unit", "year"):
            made = np.array(getattr(self, name), dtype=np.int32)
            made.setflags(write=False)
            object.__setattr__(self, name, made)

    def __len__(self) -> int:
        return len(self.unit)

    def measure(self, indicator: str) -> Measure:
        """Return an indicator; one that is not there is an error with the nearest."""
        found = {one.indicator: one for one in self.measures}
        if indicator not in found:
            raise unknown_name("indicator", indicator, found, where=f"degree of {self.level}s")
        return found[indicator]

    def observations(self) -> Observations:
        """Return a row for each unit, year and indicator."""
        units = [self.units[at] for at in self.unit.tolist()]
        years = [self.years[at] for at in self.year.tolist()]
        measures = self.measures
        empty = np.zeros(0)
        return Observations(
            (self.level,) * (len(units) * len(measures)),
            tuple(units * len(measures)),
            tuple(years * len(measures)),
            tuple([one.indicator for one in measures for _ in units]),
            np.concatenate([empty, *(one.value for one in measures)]),
            np.concatenate([empty, *(one.n for one in measures)]),
            np.concatenate([empty, *(one.of for one in measures)]),
            tuple([text for one in measures for text in one.reason]),
            (*self.notes, *(gap.sentence for gap in self.gaps)),
        )

    def to_frame(self) -> Any:
        """Return one row for each unit, year and indicator.

        Columns: ``level unit year indicator value n of reason``.
        """
        return self.observations().to_frame()

    def _title(self) -> str:
        """Return the first line of the text."""
        span = " to ".join(dict.fromkeys((self.years[0], self.years[-1]))) if self.years else "–"
        return f"Degree of internationalisation of {plural(len(self.units), self.level)}, {span}"

    def __str__(self) -> str:
        if not self.years:
            return "\n".join([self._title(), *self.notes])
        last = self.year == len(self.years) - 1
        lines = []
        for one in self.measures:
            known = one.value[last & ~np.isnan(one.value)]
            spread = [np.min(known), np.median(known), np.max(known)] if known.size else []
            said = [
                f"{number:,.3g}" if abs(number) < 1000 else f"{number:,.0f}" for number in spread
            ]
            lines.append([one.indicator, f"{known.size:,}", *(said or ["–"] * 3)])
        header = [self.years[-1], f"{self.level}s", "lowest", "median", "highest"]
        said = [columns_text(header, lines, left=[0]), *self._empty(), *self.notes]
        return "\n".join([self._title(), *said, *(gap.sentence for gap in self.gaps)])

    def _empty(self) -> list[str]:
        """Return how many numbers of all years are empty, and why."""
        counts: Counter[str] = Counter()
        for one in self.measures:
            for at, n in enumerate(np.bincount(one.why, minlength=1).tolist()):
                counts[one.reasons[at]] += n
        shown = counts.pop("", 0)
        empty = sum(counts.values())
        if not empty:
            return []
        return [
            message(
                "Of all years {empty} of {all} are empty: {why}.",
                empty=f"{empty:,}",
                all=plural(empty + shown, "number"),
                why="; ".join(f"{text} ({n:,})" for text, n in counts.most_common(5) if n)
                + ("; and others" if len(counts) > 5 else ""),
            )
        ]
