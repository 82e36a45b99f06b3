"""The calibration that the values of a column suggest."""

import numpy as np
import pytest

from hanse.study.start_sets import guess_set


@pytest.mark.parametrize(
    ("values", "is_outcome", "expected"),
    [
        ([0, 1, 1, 0], False, {"method": "as-is"}),
        ([0, 1, 2, 1], False, {"method": "as-is", "levels": 3}),
        ([0, 1, 2, 2, 3, 3], True, {"method": "crisp", "threshold": 2}),
        ([0, 0.33, 0.67, 1], False, {"method": "as-is"}),
        ([0.1, 0.4, 0.9], False, {"method": "as-is"}),
        ([0.14, 0.02, 0.3], True, {"anchors": ["p10", "p50", "p90"]}),
        ([2, 5, 9, 40], False, {"anchors": ["p10", "p50", "p90"]}),
        ([2, 5, 9, 40, 50], False, {"anchors": ["p10", "p50", "p90"], "nudge": 0.001}),
        ([2, 5, 9, 40, 50], True, {"anchors": ["p10", "p50", "p90"]}),
        ([3] * 10 + [4] * 40 + [5] * 2, False, None),
        ([7.5] * 9 + [8.25], False, {"method": "crisp", "threshold": 8.25}),
        ([0.4, 0.4], False, {"method": "as-is"}),
        ([12.5], False, {"method": "crisp", "threshold": 12.5}),
        ([0, 4, 8], False, {"anchors": ["p10", "p50", "p90"], "nudge": 0.001}),
    ],
)
def test_the_values_suggest_the_calibration(values, is_outcome, expected):
    found = guess_set(np.array(values, dtype=float), name="firms", is_outcome=is_outcome)
    if expected is None:  # percentiles fall together, the extremes do not
        expected = {"anchors": ["min", "median", "max"], "nudge": 0.001}
    assert found.settings == expected
    assert found.reason.startswith("Suggested by hanse new: ")
    assert found.comments


def test_shares_from_zero_to_one_are_not_taken_for_memberships():
    values = np.array([0.0, 0.2, 0.4, 1.0])
    as_share = guess_set(values, name="export share", is_outcome=True)
    assert as_share.settings == {"anchors": ["p10", "p50", "p90"]}
    assert guess_set(values, name="trust", is_outcome=True).settings == {"method": "as-is"}


def test_memberships_of_a_half_are_counted_in_the_comment():
    said = guess_set(np.array([0.0, 0.5, 0.5, 1.0]), name="trust", is_outcome=False).comments
    assert "Of 4 cases 2 are at exactly 0.5" in said[-1]


def test_uneven_and_negative_values_are_spoken_of():
    values = np.array([-3.0, 1.0, 2.0, 3.0, 4.0, 900.0])
    said = " ".join(guess_set(values, name="growth", is_outcome=False).comments)
    assert "anchors = [-3, 0, 900]" in said
    assert "the largest value is 360 times the median" in said
