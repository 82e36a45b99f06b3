"""Reference outputs of R QCA 3.25: where they are, and how to read them.

Six random data sets with their outputs are copied into ``tests/golden/reference``; all the others
stand beside the checkout in ``shared/reference/qca`` and are read in place. Without that folder the
copies alone are compared.
"""

import json
import math
import re
from functools import cache
from pathlib import Path

import pytest

from hanse.qca import AsIs, build_truth_table, calibrate
from hanse.tables.read import read_cases

GOLDEN = Path(__file__).parents[1] / "golden" / "reference"
SHARED = Path(__file__).parents[2].parent / "shared" / "reference" / "qca"
OPEN = SHARED / "open"
FOUND = OPEN.exists()
TEMPORAL = {"RS"}
"""Data with "-" for a moment that does not matter, which is not a value here."""

SNAP = 1e-5
SNAP_OF_ONE_MODEL = 1e-4
"""What R prints as 0: smaller numbers of a fit, and of one model among several (definition 4)."""


def described(root):
    """Return outcome and conditions of the data sets under a folder."""
    return json.loads((root / "datasets.json").read_text("utf-8"))


COPIED = tuple(described(GOLDEN))


def roots():
    """Return the folder of each data set: the copy where there is one."""
    beside = dict.fromkeys(described(OPEN), OPEN) if FOUND else {}
    return {**beside, **dict.fromkeys(COPIED, GOLDEN)}


@cache
def records(kind):
    """Return all records of "truthtable", "pof" or "minimize", each with its ``root``."""
    found = []
    for name, root in roots().items():
        path = root / kind / f"{name}.json"
        if name in TEMPORAL or not path.exists():
            continue
        found += [{**record, "root": root} for record in json.loads(path.read_text("utf-8"))]
    return found


def named(chosen):
    """Return the records as parameters of a test."""
    return [pytest.param(record, id=record["id"]) for record in chosen]


@cache
def sets_of(root, name):
    """Read one data set: memberships as they are, levels where a value is above 1."""
    about = described(root)[name]
    cases = read_cases(root / "data" / f"{name}.csv", id="case")
    tops = {column: cases.numeric(column).max() for column in about["conditions"]}
    tops[about["outcome"]] = 1
    specs = {n: AsIs(levels=int(top) + 1) if top > 1 else AsIs() for n, top in tops.items()}
    return calibrate(cases, specs)


def sets_behind(record):
    """Return the sets of a record's data."""
    return sets_of(record["root"], Path(record["data"]).stem)


def table_behind(record):
    """Build the truth table of a ``truthTable`` or ``minimize`` record."""
    asked = record["args" if record["fn"] == "truthTable" else "truthTable_args"]
    return build_truth_table(
        sets_behind(record),
        asked["outcome"],
        conditions=asked["conditions"],
        frequency=asked.get("n.cut", 1),
        consistency=asked["incl.cut"],
        pri=asked.get("pri.cut", 0.0),
    )


def has_one_cut(asked):
    """Return whether a truth table has one consistency cut-off and no row taken out by hand."""
    return "exclude" not in asked and not isinstance(asked["incl.cut"], list)


def cube_of(text, conditions):
    """Read a term as R prints it: one value for each condition, -1 where it is free."""
    values = {}
    for literal in text.split("*"):
        name, _, value = literal.removesuffix("]").partition("[")
        values[name.removeprefix("~")] = int(value) if value else int(not name.startswith("~"))
    assert set(values) <= set(conditions), text
    return tuple(values.get(name, -1) for name in conditions)


def model_of(terms, conditions):
    """Read a model: a set of terms."""
    return frozenset(cube_of(term, conditions) for term in terms)


def spelled(text, sets):
    """Return an expression of R in our spelling: no brackets where a condition has two values."""

    def literal(found):
        name, value = found.groups()
        if sets.levels[sets.index(name)]:
            return found.group(0)
        return name if value == "1" else f"~{name}"

    return re.sub(r"(\w+)\[(\d+)\]", literal, text)


def expectations_of(text, conditions):
    """Read directional expectations such as ``1,-,0;1``, one for each condition."""
    parts = zip(conditions, text.split(","), strict=True)
    return {name: tuple(map(int, part.split(";"))) for name, part in parts if part != "-"}


def agrees(ours, theirs, *, snap=SNAP):
    """Return whether our number, with R's small values set to 0, is R's."""
    if isinstance(theirs, str):
        assert theirs in ("NA", "NaN"), theirs
        return math.isnan(ours)
    return abs((0.0 if abs(ours) < snap else ours) - theirs) <= 1e-6
