"""Read R QCA's reference outputs, where they are there: ``shared/reference/qca`` next to the repo.

Without that folder every list is empty. Form of the records: see the README of that folder.
"""

import csv
import json
from pathlib import Path
from typing import Any, NamedTuple

from tests.oracles.minimiser import Cube, Expectations, Levels, Model, Row
from tests.oracles.truth_table import CodedRows, coded_rows, negation, truth_table

REFERENCE = Path(__file__).parents[2].parent / "shared" / "reference" / "qca" / "open"
MOST_CONDITIONS = 5
TEMPORAL = {"RS"}
"""Data with "-" for a moment that does not matter: not a value the definitions know."""
Record = dict[str, Any]


class Data(NamedTuple):
    """One data set as the oracles want it."""

    conditions: list[str]
    levels: Levels
    memberships: list[list[float]]
    outcome: list[float]


def small_data_sets() -> list[str]:
    """List the data sets with at most five conditions, all of them numbers."""
    if not REFERENCE.is_dir():
        return []
    described = json.loads((REFERENCE / "datasets.json").read_text(encoding="utf-8"))
    return [
        name
        for name, about in described.items()
        if len(about["conditions"]) <= MOST_CONDITIONS and name not in TEMPORAL
    ]


def records(folder: str) -> list[Record]:
    """Load all records of one kind ("minimize", "truthtable", "pof") for the small data sets."""
    paths = [REFERENCE / folder / f"{name}.json" for name in small_data_sets()]
    return [
        record
        for path in paths
        if path.is_file()
        for record in json.loads(path.read_text(encoding="utf-8"))
    ]


def has_single_cut(arguments: Record) -> bool:
    """Say whether a truth table has one consistency cut-off and no excluded rows."""
    known = {"outcome", "conditions", "incl.cut", "pri.cut", "n.cut"}
    return set(arguments) <= known and not isinstance(arguments["incl.cut"], list)


def is_comparable(record: Record) -> bool:
    """Say whether the oracle computes what a ``minimize`` record reports.

    Left out: errors, first.min, pi.cons, exclude, row.dom, all.sol, conjunctural expectations,
    two-valued incl.cut. The search methods QMC and eQMC find the same models and stay in.
    """
    arguments = record["args"]
    if record["fn"] != "minimize" or "error" in record:
        return False
    if not set(arguments) <= {"include", "dir.exp", "method"} or arguments["include"] not in (
        "",
        "?",
    ):
        return False
    return has_single_cut(record["truthTable_args"]) and not any(
        letter.isalpha() for letter in arguments.get("dir.exp", "")
    )


def conditions_of(name: str) -> list[str]:
    """Return the conditions of a data set, given its file as records name it."""
    described = json.loads((REFERENCE / "datasets.json").read_text(encoding="utf-8"))
    conditions: list[str] = described[Path(name).stem]["conditions"]
    return conditions


def read_data(name: str, conditions: list[str], outcome: str) -> Data:
    """Read one data set; an outcome that starts with ~ is negated (definition 10)."""
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        cases = list(csv.DictReader(file))
    memberships = [[float(case[condition]) for condition in conditions] for case in cases]
    levels = tuple(max(2, int(max(column)) + 1) for column in zip(*memberships, strict=True))
    values = [float(case[outcome.removeprefix("~")]) for case in cases]
    return Data(
        conditions, levels, memberships, negation(values) if outcome.startswith("~") else values
    )


def truth_table_arguments(record: Record) -> Record:
    """Return the arguments of the truth table behind a ``truthTable`` or ``minimize`` record."""
    arguments: Record = record["args" if record["fn"] == "truthTable" else "truthTable_args"]
    return arguments


def data_of(record: Record) -> Data:
    """Read the data of a ``truthTable`` or ``minimize`` record."""
    arguments = truth_table_arguments(record)
    return read_data(record["data"], arguments["conditions"], arguments["outcome"])


def coded_rows_of(record: Record, data: Data) -> CodedRows:
    """Code the rows of a record's truth table with its own cut-offs."""
    arguments = truth_table_arguments(record)
    return coded_rows(
        truth_table(data.memberships, data.outcome, data.levels),
        incl_cut=arguments["incl.cut"],
        pri_cut=arguments.get("pri.cut", 0.0),
        n_cut=arguments.get("n.cut", 1),
    )


def read_term(text: str, conditions: list[str]) -> Cube:
    """Read a term as R prints it.

    >>> read_term("A*~C", ["A", "B", "C"]), read_term("B[2]*A[0]", ["A", "B", "C"])
    ((1, None, 0), (0, 2, None))
    """
    values = {}
    for literal in text.split("*"):
        if literal.endswith("]"):
            condition, value = literal.removesuffix("]").split("[")
            values[condition] = int(value)
        else:
            values[literal.removeprefix("~")] = 0 if literal.startswith("~") else 1
    if not set(values) <= set(conditions):
        raise ValueError(text)
    return tuple(values.get(condition) for condition in conditions)


def read_model(terms: list[str], conditions: list[str]) -> Model:
    """Read a model: a list of terms."""
    return frozenset(read_term(term, conditions) for term in terms)


def read_expectations(text: str) -> Expectations:
    """Read single directional expectations.

    >>> read_expectations("1,-,0;1")
    {0: {1}, 1: None, 2: {0, 1}}
    """
    return {
        condition: None if part == "-" else {int(value) for value in part.split(";")}
        for condition, part in enumerate(text.split(","))
    }


def row_number(row: Row, levels: Levels) -> int:
    """Return R's number of a row: from 1, the first condition most significant."""
    number = 0
    for value, count in zip(row, levels, strict=True):
        number = number * count + value
    return number + 1
