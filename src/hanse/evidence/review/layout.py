"""Where things stand in the folder of a review."""

from __future__ import annotations

__all__ = [
    "CODING",
    "EVENTS",
    "IMPORTS",
    "INDEX",
    "PROTOCOL",
    "RECORDS",
    "REJECTED",
    "SHEETS",
    "VERSIONS",
]

PROTOCOL = "protocol.toml"
VERSIONS = "protocol"
EVENTS = "events.csv"
IMPORTS = "imports"
RECORDS = "records.csv"
REJECTED = "rejected.csv"
SHEETS = "sheets"
CODING = "coding"
INDEX = ".index"
"""A folder that can be thrown away: it only saves the time of indexing the texts again."""
