"""Agreement of two coders, by hand and as published."""

from __future__ import annotations

import math
import random

import pytest

from hanse.errors import InputError
from hanse.evidence import Agreement, agreement


def coded(cells: dict[tuple[str, str], int]) -> tuple[list[str], list[str]]:
    """Return the codes of two coders from the counts of a table."""
    pairs = [pair for pair, n in cells.items() for _ in range(n)]
    return [a for a, _ in pairs], [b for _, b in pairs]


def test_two_codes_worked_by_hand():
    # 20 + 15 of 50 agree: 0.7; yes 25/50 and 30/50, no 25/50 and 20/50: 0.3 + 0.2 expected
    found = agreement(*coded({("y", "y"): 20, ("y", "n"): 5, ("n", "y"): 10, ("n", "n"): 15}))
    assert (found.n, found.observed) == (50, 0.7)
    assert found.kappa == pytest.approx(0.4)
    assert found.reason == ""


def test_three_codes_worked_by_hand():
    # sums 120, 60, 20 and 100, 60, 40: expected (12000 + 3600 + 800) / 40000 = 0.41, observed 0.70
    rows = {"1": (88, 14, 18), "2": (10, 40, 10), "3": (2, 6, 12)}
    cells = {(a, b): n for a, line in rows.items() for b, n in zip("123", line, strict=True)}
    found = agreement(*coded(cells))
    assert (found.n, found.observed) == (200, 0.7)
    assert round(found.kappa, 3) == 0.492


def test_full_agreement_on_several_codes_is_1():
    assert agreement(["1", "0", "unknown"], ["1", "0", "unknown"]).kappa == 1.0


def test_agreement_below_chance_is_negative():
    assert agreement(["1", "0"], ["0", "1"]) == Agreement(2, 0.0, -1.0)


def test_coders_who_never_share_a_code_have_kappa_0():
    assert agreement(["1", "1"], ["0", "0"]) == Agreement(2, 0.0, 0.0)


def test_one_code_throughout_leaves_kappa_undefined_with_the_reason():
    found = agreement(["1", "1"], ["1", "1"])
    assert found.observed == 1.0
    assert math.isnan(found.kappa)
    assert found.reason == "both coders used one code throughout"


def test_without_units_everything_is_undefined_with_the_reason():
    found = agreement([], [])
    assert math.isnan(found.observed)
    assert math.isnan(found.kappa)
    assert found.reason == "there is no unit"


def test_different_lengths_are_refused():
    with pytest.raises(InputError, match=r"2 codes against 1\. Give the codes of the same units"):
        agreement(["1", "0"], ["1"])


def test_kappa_does_not_depend_on_who_is_first_or_on_the_order_of_units():
    rng = random.Random(5)
    pairs = [(rng.choice("01u"), rng.choice("01u")) for _ in range(60)]
    found = agreement([a for a, _ in pairs], [b for _, b in pairs])
    rng.shuffle(pairs)
    turned = agreement([b for _, b in pairs], [a for a, _ in pairs])
    assert (turned.n, turned.observed) == (found.n, found.observed)
    assert turned.kappa == pytest.approx(found.kappa, abs=1e-15)


def test_an_agreement_survives_json():
    found = agreement(["1", "0", "0"], ["1", "0", "1"])
    assert Agreement.from_dict(found.to_dict()) == found
