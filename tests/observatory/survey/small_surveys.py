"""Small surveys for tests: tables from a few rows, plans from a few keys."""

from __future__ import annotations

from pathlib import Path

from hanse.observatory.survey import cluster_table, read_plan
from hanse.tables import read_cases


def table_of(folder: Path, name: str, text: str, *, id: str | None = None):
    """Write a file and read it, so that errors name rows."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_cases(path, id=id)


def plan_of(**more):
    """Return a plan with one mean, unless aggregates are given."""
    table = {"aggregates": {"CI": {"column": "exports", "rule": "mean"}}, **more}
    return read_plan(table)


def survey_of(folder: Path, firms: str, questionnaire: str | None = None, **more):
    """Return the result of a survey given as texts."""
    asked = None
    if questionnaire is not None:
        asked = table_of(folder, "clusters.csv", questionnaire, id="cluster")
    return cluster_table(table_of(folder, "firms.csv", firms, id="firm"), asked, plan_of(**more))


FIRMS = """firm,cluster,leader,sales,exports,certified,region
a1,A,yes,90,10,yes,north
a2,A,no,10,30,no,north
a3,A,no,,50,,north
b1,B,yes,5,20,yes,south
b2,B,no,5,,yes,south
c1,C,no,1,40,no,east
"""
"""Three firms of A, two of B of which one did not say its exports, one of C."""
