"""Columns of a frame as observations keep them: names as texts, numbers, reasons."""

from __future__ import annotations

import math
from collections.abc import Hashable
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError
from hanse.messages import join_names

__all__ = ["NOT_GIVEN", "number_column", "reason_column", "text_column"]

NOT_GIVEN = "not given"
"""The reason of an empty value of a frame that names no other."""

Floats = npt.NDArray[np.float64]
_SHOWN = 10


def text_column(frame: Any, name: str, default: str, rows: int) -> tuple[str, ...]:
    """Return a column of names; empty ones are told together."""
    if name not in frame.columns:
        return (default,) * rows
    empty = np.flatnonzero(frame[name].isna().to_numpy())
    if empty.size:
        shown = join_names([str(at + 1) for at in empty.tolist()], most=_SHOWN)
        raise InputError(f"{name} is empty in row {shown}", where="observations", mend="Fill it.")
    return tuple([_text(one) for one in frame[name].tolist()])


def _text(value: Hashable) -> str:
    """Return a name as text; a year that was read as 2020.0 is 2020."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def number_column(frame: Any, name: str, rows: int) -> Floats:
    """Return a column of numbers, NaN where it is missing."""
    if name not in frame.columns:
        return np.full(rows, math.nan)
    try:
        return np.asarray(frame[name].to_numpy(dtype=np.float64, na_value=math.nan))
    except (TypeError, ValueError) as error:
        raise InputError(
            f"{name} is not a column of numbers ({error})",
            where="observations",
            mend="Give numbers, and leave cells empty where there is no value.",
        ) from None


def reason_column(frame: Any, values: Floats) -> tuple[str, ...]:
    """Return why values are empty; where the frame does not say, that it is not given."""
    empty = np.isnan(values).tolist()
    if "reason" in frame.columns:
        given = [
            "" if gap else str(one)
            for one, gap in zip(frame["reason"], frame["reason"].isna(), strict=True)
        ]
    else:
        given = [""] * len(values)
    return tuple(
        [text or (NOT_GIVEN if gap else "") for text, gap in zip(given, empty, strict=True)]
    )
