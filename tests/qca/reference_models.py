"""The minimisation records of the first study, and our solutions of the same tables."""

from functools import cache

from tests.oracles.minimiser import all_rows
from tests.qca.reference import expectations_of, has_one_cut, records, table_behind

from hanse.qca import minimize
from hanse.qca.cubes import as_cubes, covers, row_number

LATER = {"row.dom", "all.sol", "pi.cons", "sol.cons"}


def is_of_this_study(record):
    """Return whether a record has one cut-off and, if any, single expectations."""
    if record["fn"] != "minimize" or LATER & set(record["args"]):
        return False
    is_conjunctural = any(letter.isalpha() for letter in record["args"].get("dir.exp", ""))
    return has_one_cut(record["truthTable_args"]) and not is_conjunctural


def solution_of(record):
    """Return which solution a record holds."""
    if "dir.exp" in record["args"]:
        return "intermediate"
    return "parsimonious" if record["args"]["include"] == "?" else "conservative"


MODELS = {r["id"]: r for r in records("minimize") if is_of_this_study(r)}
FIRST_ONLY = [r for r in MODELS.values() if "output" in r and "first.min" in r["args"]]
FAILED = [r for r in MODELS.values() if "error" in r]
COMPARED = [r for r in MODELS.values() if "output" in r and "first.min" not in r["args"]]
INTERMEDIATE = [r for r in COMPARED if solution_of(r) == "intermediate"]
PLAIN = [r for r in COMPARED if solution_of(r) != "intermediate"]


@cache
def solved(name):
    """Return our solutions of one record."""
    record = MODELS[name]
    table = table_behind(record)
    given = record["args"].get("dir.exp")
    asked = expectations_of(given, table.conditions) if given else {}
    only = solution_of(record)
    return minimize(table, expectations=asked, only=only)


def terms_of(model):
    """Return one of our models as a set of terms."""
    return frozenset(term.cube for term in model.terms)


def models_of(solution):
    """Return all models of a solution."""
    return {terms_of(model) for model in solution.models}


def binary_levels(table):
    """Return the number of values of each condition."""
    return tuple(level or 2 for level in table.levels)


def rows_beyond_positives(table, cubes):
    """Return the numbers of the rows that the cubes cover and that are not positive."""
    levels = binary_levels(table)
    rows = as_cubes(all_rows(levels), len(levels))
    inside = covers(as_cubes(list(cubes), len(levels)), rows).any(axis=0)
    positive = {row.row for row in table.rows if row.out == "1"}
    return {row_number(line, levels) for line in rows[inside].tolist()} - positive
