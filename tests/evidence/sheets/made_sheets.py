"""A small sheet with every kind of field, and tables filled in for it."""

from __future__ import annotations

import csv
from pathlib import Path

from hanse.evidence.sheets import Sheet, read_filled, read_sheet

TOML = """
[sheet]
id = "small"
title = "A small sheet"
version = "2"
purpose = "coding"
unit = "report × cluster"

[[beside]]
id = "place"
label = "place"
type = "place"
required = "answered"

[[beside]]
id = "kind"
label = "kind of evidence"
type = "choice"
choices = [{ id = "figures" }, { id = "words", label = "Only words" }]

[[fields]]
id = "country"
label = "country"
type = "country"
required = true

[[fields]]
id = "support"
label = "public support"
type = "yes-no-unknown"
required = true
beside = ["place", "kind"]

[[fields]]
id = "means"
label = "means of support"
type = "several"
depends_on = { field = "support", is = ["yes"] }
required = true
choices = [
  { id = "fairs", label = "Trade fairs" },
  { id = "money" },
  { id = "zone" },
  { id = "free-zone" },
]

[[fields]]
id = "stage"
label = "stage"
type = "choice"
choices = [{ id = "young" }, { id = "grown" }]

[[fields]]
id = "share"
label = "share of sales abroad"
type = "number"
unit = "%"
low = 0
high = 100

[[fields]]
id = "firms"
label = "firms"
type = "whole"
low = 1

[[fields]]
id = "since"
label = "since"
type = "year"

[[fields]]
id = "note"
label = "note"
type = "text"
"""
SMALL = read_sheet(TOML)
GOOD = {
    "record": "R000001",
    "cluster": "Sialkot",
    "country": "Pakistan",
    "support": "yes",
    "support.place": "p. 3",
    "support.kind": "words",
    "means": "fairs",
}


def write(path: Path, rows: list[dict[str, str]], *, sheet: Sheet = SMALL, **more) -> Path:
    """Write rows as a table of a sheet; ``columns`` names the header."""
    columns = more.get("columns", sheet.columns)
    stamp = {"sheet": sheet.id, "version": sheet.version}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows([{**stamp, **row} for row in rows])
    return path


def filled(folder: Path, person: str, rows: list[dict[str, str]], *, sheet: Sheet = SMALL):
    """Return a table as it was read for a person."""
    return read_filled(sheet, write(folder / f"{person}.csv", rows, sheet=sheet), person=person)


def clear(**answers: str) -> dict[str, str]:
    """Return the good row with other answers."""
    return {**GOOD, **{name.replace("__", "."): text for name, text in answers.items()}}
