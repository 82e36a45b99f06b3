"""The labelled records of a merged search, counted as groups, on both halves."""

import pytest
from tests.evidence.duplicates.labelled_records import (
    DEVELOPED,
    FOUND,
    HELD_OUT,
    counts,
    half_of,
    labelled_records,
)

from hanse.evidence.duplicates import find_duplicates

if FOUND:

    @pytest.mark.parametrize(
        ("half", "stated"), [(DEVELOPED, (261, 0, 0)), (HELD_OUT, (326, 0, 3))]
    )
    def test_groups_of_each_half_are_as_stated(half, stated):
        records, unique = labelled_records()
        chosen = [at for at, side in enumerate(half_of(records)) if side == half]
        records, unique = [records[at] for at in chosen], [unique[at] for at in chosen]
        assert (len(records), sum(unique)) == ((818, 261) if half == DEVELOPED else (1027, 323))
        assert counts(records, unique, find_duplicates(records)) == stated

    def test_all_records_are_grouped_within_the_stated_bounds():
        records, unique = labelled_records()
        found = find_duplicates(records)
        _, wrong, missed = counts(records, unique, found)
        assert wrong <= 2
        assert missed <= 6
        assert found.verify()
