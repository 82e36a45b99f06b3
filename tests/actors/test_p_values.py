"""P-values as readers see them."""

import math

from hanse.actors.p_values import p_text


def test_a_p_value_has_three_digits_and_more_where_it_is_smaller():
    assert [p_text(p, 1e-9) for p in (1.0, 0.0364, 0.001, 0.00042)] == [
        "1.000", "0.036", "0.001", "0.0004",
    ]  # fmt: skip


def test_the_least_of_the_draws_is_at_most():
    assert p_text(1 / 1000, 1 / 1000) == "≤ 0.001"
    assert p_text(2 / 10_000, 2 / 10_000) == "≤ 0.0002"
    assert p_text(2 / 1000, 1 / 1000) == "0.002"
    assert p_text(math.nan, 0.1) == "–"
    assert p_text(0.5, math.nan) == "0.500"
