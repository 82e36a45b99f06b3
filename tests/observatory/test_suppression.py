"""Suppression: which cells are hidden, why, and what gives them away."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanse.errors import InputError
from hanse.observatory.suppression import (
    DOMINATED,
    FEW,
    FIRMS_UNKNOWN,
    SHOWN,
    SuppressionRule,
    hidden_cells,
    secondary_risks,
    suppressed,
)


def test_cells_by_hand():
    firms = [0, 1, 2, 3, np.nan, 9, 9]
    largest = [0, 1, 0.5, 0.85, 0.1, 0.86, np.nan]
    expected = [SHOWN, FEW, FEW, SHOWN, FIRMS_UNKNOWN, DOMINATED, SHOWN]
    assert hidden_cells(firms, largest=largest).tolist() == expected


def test_the_rule_is_a_parameter():
    rule = SuppressionRule(minimum_firms=5, largest_share=0.5)
    assert hidden_cells([4, 5], largest=[0, 0.6], rule=rule).tolist() == [FEW, DOMINATED]
    assert rule.reason(FEW) == "fewer than 5 firms"
    assert rule.reason(DOMINATED) == "one firm has more than 50%"
    assert rule.reason(FIRMS_UNKNOWN) == "the number of firms is not known"
    assert rule.reason(SHOWN) == ""
    assert SuppressionRule.from_dict(rule.to_dict()) == rule


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.floats(0, 1)), min_size=1))
def test_no_cell_of_few_firms_or_with_a_dominating_one_is_ever_shown(cells):
    firms, largest = zip(*cells, strict=True)
    shown = ~np.isnan(suppressed(np.ones(len(cells)), hidden_cells(firms, largest=largest)))
    for (n, share), here in zip(cells, shown.tolist(), strict=True):
        assert here == (n == 0 or (n >= 3 and share <= 0.85))


def test_wrong_numbers_are_refused():
    with pytest.raises(InputError, match=r"minimum_firms is 0. Give a whole number from 1"):
        SuppressionRule(minimum_firms=0)
    with pytest.raises(InputError, match=r"largest_share is 85. Give a share above 0, up to 1"):
        SuppressionRule(largest_share=85)
    with pytest.raises(InputError, match="a number of firms is negative"):
        hidden_cells([-1])
    with pytest.raises(InputError, match=r"is not between 0 and 1. Give it as a share"):
        hidden_cells([9], largest=[50])


def test_a_cell_that_is_hidden_alone_is_given_away_by_its_total():
    hidden = hidden_cells([[1, 9, 9], [9, 9, 9], [1, 1, 9]])
    assert secondary_risks(hidden, ["A", "B", "C"], ["x", "y", "z"]) == (
        "Only one cell is hidden in row A: its total gives it away. "
        "Hide a second one, or the total.",
        "Only one cell is hidden in column y: its total gives it away. "
        "Hide a second one, or the total.",
    )
    assert secondary_risks(hidden_cells([[9]]), ["A"], ["x"]) == ()
