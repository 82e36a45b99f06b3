"""Answers written as JSON and read back, and that nobody can change them."""

import json
import math
from dataclasses import FrozenInstanceError, fields

import numpy as np
import pytest
from tests.qca.fuzzy_sets import sets_of_columns
from tests.qca.row_tables import table_of_rows
from tests.qca.worked_example import five_cases

from hanse.errors import InputError
from hanse.qca import NecessityTable, Solutions, TruthTable, build_truth_table, minimize, necessity
from hanse.result import answer_from_dict

TYPES = ("conservative", "parsimonious", "intermediate")


def through_json(answer):
    """Return the answer after it was JSON, in which NaN is not allowed."""
    text = json.dumps(answer.to_dict(), allow_nan=False)
    read = type(answer).from_dict(json.loads(text))
    assert json.dumps(read.to_dict(), allow_nan=False) == text
    again = answer_from_dict(json.loads(text))
    assert type(again) is type(answer)
    return read


def assert_equal(first, second):
    """Compare two records field by field; NaN equals NaN."""
    assert type(first) is type(second)
    for field in fields(first):
        if field.name in ("table", "sets"):
            continue
        assert_same(getattr(first, field.name), getattr(second, field.name))


def assert_same(one, other):
    if isinstance(one, tuple):
        assert len(one) == len(other)
        for a, b in zip(one, other, strict=True):
            assert_same(a, b)
    elif hasattr(one, "__dataclass_fields__"):
        assert_equal(one, other)
    elif isinstance(one, float) and math.isnan(one):
        assert math.isnan(other)
    else:
        assert one == other


def undefined_coverage():
    """Return solutions of an outcome that no case has: every row passes a cut-off of 0."""
    sets = sets_of_columns({"A": [0.9, 0.2], "B": [0.3, 0.8], "Y": [0.0, 0.0]})
    return minimize(build_truth_table(sets, "Y", consistency=0), expectations={"A": "present"})


def test_a_truth_table_comes_back_from_json():
    table = build_truth_table(five_cases(), "~Y", frequency=1, consistency=0.7, pri=0.1)
    read = through_json(table)
    assert isinstance(read, TruthTable)
    assert_equal(read, table)
    assert read.sets == table.sets
    assert np.array_equal(read.coded("1"), table.coded("1"))
    assert str(read) == str(table)


def test_a_necessity_table_comes_back_from_json():
    for sets in (five_cases(), sets_of_columns({"A": [0.4], "Y": [0.0]})):
        table = necessity(sets, "Y")
        read = through_json(table)
        assert isinstance(read, NecessityTable)
        assert_equal(read, table)


@pytest.mark.parametrize("kind", ["fuzzy", "multi-value", "dead end", "undefined"])
def test_solutions_come_back_from_json_and_verify_again(kind):
    levels = (2, 3, 2)
    solutions = {
        "fuzzy": lambda: minimize(
            build_truth_table(five_cases(), "Y"), expectations={"A": "absent"}
        ),
        "multi-value": lambda: minimize(
            table_of_rows({(1, 2, 0), (0, 1, 1)}, {(0, 0, 0), (1, 1, 1)}, levels),
            expectations={"B": [0, 2], "A": 1},
        ),
        "dead end": lambda: minimize(build_truth_table(five_cases(), "~Y", consistency=0.95)),
        "undefined": undefined_coverage,
    }[kind]()
    read = through_json(solutions)
    assert isinstance(read, Solutions)
    assert (read.expectations, read.dead_end) == (solutions.expectations, solutions.dead_end)
    for name in TYPES:
        assert_equal(read.of_type(name), solutions.of_type(name))
        for model in read.of_type(name).models:
            assert model.table is read.table
            assert model.verify()
    assert str(read) == str(solutions)
    assert read.to_frame().equals(solutions.to_frame())


def test_an_undefined_number_is_null_in_json_and_nan_again():
    solutions = undefined_coverage()
    (model,) = solutions.conservative.models
    assert math.isnan(model.coverage)
    assert math.isnan(model.terms[0].unique_coverage)
    written = solutions.to_dict()["conservative"]["models"][0]
    assert (written["coverage"], written["terms"][0]["raw_coverage"]) == (None, None)


def test_the_table_is_written_once_and_not_with_every_model():
    solutions = minimize(build_truth_table(five_cases(), "Y"))
    assert json.dumps(solutions.to_dict()).count('"truth-table"') == 1


def test_another_kind_is_refused():
    written = build_truth_table(five_cases(), "Y").to_dict()
    with pytest.raises(InputError, match=r"kind 'truth-table', schema 1 is not 'necessity'"):
        NecessityTable.from_dict(written)


def test_answers_cannot_be_changed():
    table = build_truth_table(five_cases(), "Y")
    solutions = minimize(table)
    model = solutions.conservative.models[0]
    changes = [
        (table, "outcome", "~Y"),
        (table.rows[0], "out", "1"),
        (solutions, "dead_end", ""),
        (solutions.conservative, "models", ()),
        (model, "expression", "A"),
        (model.terms[0], "cube", (1, 1)),
        (model.terms[0].literals[0], "condition", "Z"),
        (necessity(five_cases(), "Y"), "consistency", 0.5),
    ]
    for answer, name, value in changes:
        with pytest.raises(FrozenInstanceError):
            setattr(answer, name, value)


def test_the_memberships_behind_a_table_cannot_be_changed():
    table = build_truth_table(five_cases(), "Y")
    with pytest.raises(ValueError, match="read-only"):
        table.sets.values[0, 0] = 0.1
    with pytest.raises(ValueError, match="read-only"):
        table.y()[0] = 0.1


def test_what_the_user_gave_can_be_changed_afterwards_without_effect():
    given = {"A": "present"}
    solutions = minimize(build_truth_table(five_cases(), "Y"), expectations=given)
    given["A"] = "absent"
    assert solutions.expectations == {"A": "present"}
