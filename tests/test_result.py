"""Answers become dictionaries and come back the same."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass

import numpy as np
import pytest

from hanse.errors import InputError
from hanse.result import Answer, Record, answer_from_dict, jsonable


@dataclass(frozen=True)
class Inner(Record, kind="test-inner"):
    name: str
    share: float


@dataclass(frozen=True, eq=False)
class Outer(Answer, kind="test-outer"):
    values: np.ndarray
    parts: tuple[Inner, ...]
    pairs: tuple[tuple[str, int], ...]
    words: dict[str, str]
    number: int | None = None
    left_out: str = "made again"

    derived = ("left_out",)


def outer() -> Outer:
    return Outer(
        values=np.array([[0.5, np.nan], [1.0, 0.0]]),
        parts=(Inner("a", 0.25), Inner("b", math.nan)),
        pairs=(("x", 1), ("y", 2)),
        words={"reason": "because"},
    )


def test_a_record_comes_back_from_json_with_nan_and_nested_records():
    made = outer()
    data = json.loads(json.dumps(made.to_dict(), allow_nan=False))
    back = Outer.from_dict(data)
    np.testing.assert_array_equal(back.values, made.values)
    assert back.parts[0] == made.parts[0]
    assert math.isnan(back.parts[1].share)
    assert (back.pairs, back.words, back.number) == (made.pairs, made.words, None)
    assert back.to_dict() == made.to_dict()


def test_arrays_that_come_back_cannot_be_written_to():
    back = Outer.from_dict(outer().to_dict())
    with pytest.raises(ValueError, match="read-only"):
        back.values[0, 0] = 1.0


def test_what_is_derived_stays_out_of_the_dictionary():
    assert "left_out" not in outer().to_dict()


def test_the_kind_says_which_class_reads_a_dictionary():
    assert answer_from_dict(Inner("a", 1.0).to_dict()) == Inner("a", 1.0)
    with pytest.raises(InputError, match="kind 'nobody' is not known"):
        answer_from_dict({"kind": "nobody", "schema": 1})


def test_another_schema_is_refused_with_what_to_do():
    data = {**Inner("a", 1.0).to_dict(), "schema": 9}
    with pytest.raises(InputError, match="schema 9 is not 'test-inner', schema 1"):
        Inner.from_dict(data)


def test_infinity_and_numpy_numbers_become_json():
    assert jsonable((np.float64(0.5), np.int64(2), np.bool_(True), math.inf)) == [
        0.5,
        2,
        True,
        None,
    ]
