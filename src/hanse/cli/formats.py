"""Answers on stdout: as a paper prints them, as CSV or as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hanse.result import Answer

__all__ = [
    "Format",
    "as_argument",
    "print_answer",
    "print_data",
    "print_frame",
    "print_json",
    "print_sides",
]


class Format(StrEnum):
    """What a step prints."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"


def print_answer(answer: Answer, form: Format) -> None:
    """Print one answer."""
    if form is Format.TEXT:
        print(answer)
    elif form is Format.CSV:
        print_data(_csv(answer.to_frame()))
    else:
        print_data(_json(answer.to_dict()))


def print_frame(frame: Any, form: Format) -> None:
    """Print a frame as CSV, or as JSON with a record for each row."""
    if form is Format.CSV:
        print_data(_csv(frame))
        return
    print_json(frame.to_dict(orient="records"))


def print_json(data: Any) -> None:
    """Print answers, records and plain values as JSON."""
    print_data(_json(data))


def print_sides(answers: Mapping[str, Answer], form: Format) -> None:
    """Print the answers for an outcome and its negation.

    CSV has them below each other with the outcome in the first column, JSON under their names.
    """
    if form is Format.TEXT:
        print("\n\n".join(map(str, answers.values())))
    elif form is Format.CSV:
        import pandas as pd

        frames = []
        for outcome, answer in answers.items():
            frame = answer.to_frame()
            frame.insert(0, "outcome", outcome, allow_duplicates=True)
            frames.append(frame)
        print_data(_csv(pd.concat(frames, ignore_index=True)))
    else:
        print_data(_json({outcome: answer.to_dict() for outcome, answer in answers.items()}))


def _csv(frame: Any) -> str:
    """Return a frame as CSV with all digits of its numbers."""
    return str(frame.to_csv(index=False, lineterminator="\n")).rstrip("\n")


def _json(data: Any) -> str:
    """Return values as JSON; what is no number is null."""
    from hanse.result import jsonable

    return json.dumps(jsonable(data), ensure_ascii=False, indent=1, allow_nan=False)


def print_data(text: str) -> None:
    """Print what a program will read: UTF-8 wherever it does not go to a console."""
    if not sys.stdout.isatty() and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    print(text)


def as_argument(path: Path) -> str:
    """Return a path as it is typed, in quotes where it has a blank."""
    return f'"{path}"' if " " in str(path) else str(path)
