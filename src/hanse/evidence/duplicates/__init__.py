"""Duplicates among records: found by rules, merged with provenance, undone at will."""

from hanse.evidence.duplicates.answer import DoubtfulPair, Duplicates, Merge, VersionLink
from hanse.evidence.duplicates.merged_record import FieldConflict, MergedRecord, merge_records
from hanse.evidence.duplicates.rules import DEFAULT, DuplicateRules
from hanse.evidence.duplicates.search import find_duplicates

__all__ = [
    "DEFAULT",
    "DoubtfulPair",
    "DuplicateRules",
    "Duplicates",
    "FieldConflict",
    "Merge",
    "MergedRecord",
    "VersionLink",
    "find_duplicates",
    "merge_records",
]
