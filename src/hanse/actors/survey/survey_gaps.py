"""The seven gaps from a survey: how important interaction is, minus how much there is."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import Any

import numpy as np

from hanse.actors.sides import GAPS, gap
from hanse.actors.survey.change import SurveyChange, change_between
from hanse.actors.survey.wave_gap import SurveyGap, wave_gap, without_one_only
from hanse.actors.tables import GapAnswers
from hanse.errors import InputError, unknown_name
from hanse.messages import columns_text, message
from hanse.result import Answer

__all__ = ["SurveyGaps", "survey_gaps"]


@dataclass(frozen=True)
class SurveyGaps(Answer, kind="actor-survey-gaps"):
    """Mean gap per wave and gap, hidden where few answered, and how it moved.

    Attributes
    ----------
    waves : tuple of str
        In their order: by the numbers in them, then by their letters.
    least : int
        Answers from which on a mean is shown.
    confidence : float
        Of the intervals.
    gaps : tuple of SurveyGap
        Wave by wave, in each the seven in the order of `GAPS`.
    changes : tuple of SurveyChange
        From each wave to the next, in each the seven.
    """

    waves: tuple[str, ...]
    least: int
    confidence: float
    gaps: tuple[SurveyGap, ...]
    changes: tuple[SurveyChange, ...]

    def of(self, key: str, wave: str | None = None) -> SurveyGap:
        """Return one gap in a wave, by default the last."""
        if not self.waves:
            raise InputError(
                "there are no answers", where="survey on gaps", mend="Read some first."
            )
        chosen = _wave(self.waves, wave) if wave is not None else self.waves[-1]
        at = self.waves.index(chosen) * len(GAPS) + gap(key).number - 1
        return self.gaps[at]

    def __str__(self) -> str:
        head = ["wave", "gap", "n", "importance", "present", "gap", "interval", "one only"]
        lines = [_line(one) for one in self.gaps]
        parts = [columns_text(head, lines, left=[0, 1, 6])]
        parts += ["", *self.notes()]
        if self.changes:
            head = ["from", "to", "gap", "change", "interval", "how"]
            parts += [
                "",
                columns_text(head, [_moved(c) for c in self.changes], left=[0, 1, 2, 4, 5]),
            ]
        return "\n".join(parts)

    def notes(self) -> tuple[str, ...]:
        """Return what readers must know beside the table."""
        said = [
            message(
                "Gap: importance minus present interaction (1 to 7 each), over those who answered "
                "both; {percent:.0f} % t interval.",
                percent=100 * self.confidence,
            )
        ]
        if any(not one.is_shown for one in self.gaps):
            said.append(
                message("Nothing is shown for fewer than {least} answers.", least=self.least)
            )
        flat = [f"{one.wave} {one.gap}" for one in self.gaps if one.all_agree]
        if flat:
            said.append(
                message(
                    "All respondents have the same gap, so the interval has no width: {cells}.",
                    cells=", ".join(flat),
                )
            )
        return tuple(said)

    def to_frame(self) -> Any:
        """Return one row per wave and gap.

        Columns: wave, gap (key), n, importance, present, value, low, high, one_only, reason; then
        change, change_low, change_high, change_is_paired, change_n and change_how from the wave
        before, missing in the first.
        """
        import pandas as pd

        moved = {(one.later, one.gap): one for one in self.changes}
        rows = [vars(one) | _change_columns(moved.get((one.wave, one.gap))) for one in self.gaps]
        names = [*(field.name for field in fields(SurveyGap)), *_change_columns(None)]
        return pd.DataFrame(rows, columns=names)

    def verify(self, answers: GapAnswers) -> bool:
        """Return whether every number shown is what counting the rows one by one gives."""
        for one in self.gaps:
            n, total = 0, 0.0
            for at in range(len(answers)):
                value = float(answers.importance[at] - answers.present[at])
                is_here = (answers.waves[at], answers.gaps[at]) == (one.wave, one.gap)
                if is_here and not math.isnan(value):
                    n, total = n + 1, total + value
            if one.is_shown != (n >= self.least):
                return False
            if one.is_shown and (
                n != one.n or not math.isclose(total / n, one.value, abs_tol=1e-9)
            ):
                return False
        return True


def survey_gaps(
    answers: GapAnswers,
    *,
    wave: str | None = None,
    least: int = 5,
    confidence: float = 0.95,
    paired: bool | None = None,
) -> SurveyGaps:
    """Return the seven gaps that respondents see.

    Parameters
    ----------
    answers : GapAnswers
        One row for each respondent, wave and gap.
    wave : str, optional
        Only this one; all by default.
    least : int, from 1
        Answers to both questions from which on a mean is shown.
    confidence : float, between 0 and 1
        Of the t intervals.
    paired : bool, optional
        How waves are compared: True pairs those who answered in both, False nobody; by default they
        are paired only where exactly the same respondents answered in both. Rows without a
        respondent are never paired.

    Returns
    -------
    SurveyGaps
        Of a gap with fewer answers than ``least`` there is neither a mean nor how many answered,
        nor a change; in its wave it is not told either how many answered one question only
        (``one_only``), for with the number of rows that would bound it. No number is a sum over
        gaps or waves, so a hidden one follows from no other.
        A gap that no row of the wave names is *not asked*.

    Raises
    ------
    InputError
        If the wave is unknown, ``least`` is below 1, ``confidence`` not between 0 and 1, or a
        respondent answers on the same gap twice in a wave.

    Notes
    -----
    Waves that share some respondents but are not paired are compared as if they were independent;
    with answers that go together the interval is then too wide rather than too narrow.

    Examples
    --------
    >>> n = 5
    >>> answers = GapAnswers(tuple("abcde"), ("2024",) * n, ("capital",) * n,
    ...                      [6, 7, 6, 5, 7], [2, 3, 4, 2, 2])
    >>> one = survey_gaps(answers).of("capital")
    >>> one.n, round(one.value, 2), round(one.low, 2), round(one.high, 2)
    (5.0, 3.6, 2.18, 5.02)
    """
    _check_settings(least, confidence)
    waves = tuple(sorted(set(answers.waves), key=_natural))
    if wave is not None:
        waves = (_wave(waves, wave),)
    cells = _cells(answers)
    found, changes = [], []
    none = np.zeros(0, dtype=np.int64)
    for name in waves:
        own = []
        for one in GAPS:
            at = cells.get((name, one.key), none)
            ratings = answers.importance[at], answers.present[at]
            own.append(wave_gap(name, one.key, *ratings, least=least, confidence=confidence))
        found += without_one_only(own)
    for pair in pairwise(waves):
        for one in GAPS:
            sides = [_differences(answers, cells.get((name, one.key), none)) for name in pair]
            changes.append(
                change_between(
                    one.key,
                    pair,
                    (sides[0], sides[1]),
                    paired=paired,
                    least=least,
                    confidence=confidence,
                )
            )
    return SurveyGaps(waves, least, confidence, tuple(found), tuple(changes))


def _check_settings(least: int, confidence: float) -> None:
    """Raise where a setting cannot be used."""
    if least < 1:
        raise InputError(
            f"least is {least}", where="survey_gaps", mend="Give a whole number from 1."
        )
    if not 0 < confidence < 1:
        raise InputError(
            f"confidence is {confidence}",
            where="survey_gaps",
            mend="Give a number between 0 and 1, such as 0.95.",
        )


def _wave(waves: tuple[str, ...], name: str) -> str:
    """Return a wave that there is."""
    if name not in waves:
        raise unknown_name("wave", name, waves, where="survey on gaps")
    return name


def _natural(text: str) -> tuple[tuple[int, str], ...]:
    """Return what sorts "wave 2" before "wave 10".

    Examples
    --------
    >>> sorted(["wave 10", "wave 2"], key=_natural)
    ['wave 2', 'wave 10']
    """
    parts = re.split(r"(\d+)", text)
    return tuple((int(one), "") if one.isdigit() else (-1, one) for one in parts)


def _cells(answers: GapAnswers) -> dict[tuple[str, str], np.ndarray]:
    """Return the rows of each wave and gap; a respondent who stands in one twice is an error."""
    rows: dict[tuple[str, str], list[int]] = {}
    seen: dict[tuple[str, str, str], int] = {}
    for at, (who, wave, key) in enumerate(
        zip(answers.respondents, answers.waves, answers.gaps, strict=True)
    ):
        if who and (before := seen.setdefault((who, wave, key), at)) != at:
            # the respondent is not named: who answered is nobody's business
            raise InputError(
                f"a respondent answers twice on gap '{key}' in wave '{wave}'",
                where=f"survey on gaps, answers {before + 1} and {at + 1}",
                mend="Keep one of the two.",
            )
        rows.setdefault((wave, key), []).append(at)
    return {cell: np.array(found, dtype=np.int64) for cell, found in rows.items()}


def _differences(answers: GapAnswers, rows: np.ndarray) -> dict[str, float]:
    """Return each respondent's importance minus present; those without a name apart by row."""
    found = {}
    for at in rows.tolist():
        value = float(answers.importance[at] - answers.present[at])
        if not math.isnan(value):
            found[answers.respondents[at] or f"\0{at}"] = value
    return found


def _line(one: SurveyGap) -> list[str]:
    """Return one row of the printed table."""
    if not one.is_shown:
        return [one.wave, one.gap, "", "", "", "", one.reason, ""]
    numbers = [f"{x:.2f}" for x in (one.importance, one.present, one.value)]
    return [
        one.wave,
        one.gap,
        f"{one.n:.0f}",
        *numbers,
        _span(one.low, one.high),
        "" if math.isnan(one.one_only) else f"{one.one_only:.0f}",
    ]


def _moved(one: SurveyChange) -> list[str]:
    """Return one row of the printed changes."""
    head = [one.earlier, one.later, one.gap]
    if math.isnan(one.value):
        return [*head, "", "", one.how]
    how = f"{one.how} (n = {one.n:.0f})" if one.is_paired else one.how
    return [*head, f"{one.value:+.2f}", _span(one.low, one.high), how]


def _span(low: float, high: float) -> str:
    """Return an interval, empty where there is none."""
    return "" if math.isnan(low) else f"{low:.2f} to {high:.2f}"


def _change_columns(one: SurveyChange | None) -> dict[str, Any]:
    """Return the columns of a change; missing without a wave before."""
    return {
        "change": one.value if one else math.nan,
        "change_low": one.low if one else math.nan,
        "change_high": one.high if one else math.nan,
        "change_is_paired": one.is_paired if one else None,
        "change_n": one.n if one else math.nan,
        "change_how": one.how if one else "",
    }
