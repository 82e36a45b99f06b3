import math

import numpy as np
import pytest

from hanse.errors import InputError
from hanse.qca.calibration.anchors import anchor_text, check_anchor, numbers_text, resolve, words

VALUES = np.array([1.0, 2.0, 4.0, 8.0, 100.0])


@pytest.mark.parametrize(
    ("anchor", "number"),
    [(3, 3.0), ("min", 1), ("median", 4), ("max", 100), ("p0", 1), ("p100", 100), ("p12.5", 1.5)],
)
def test_an_anchor_is_a_number_or_taken_from_the_data(anchor, number):
    assert resolve(anchor, VALUES) == number


def test_percentiles_are_the_type_seven_ones_worked_by_hand():
    # Position (5 - 1) * 0.4 = 1.6: 2 + 0.6 * (4 - 2).
    assert resolve("p40", VALUES) == pytest.approx(3.2)


@pytest.mark.parametrize("wrong", ["mean", "25", "p101", "p-1", "Median", "", True, None, math.nan])
def test_another_spelling_is_an_error_that_lists_the_choices(wrong):
    with pytest.raises(InputError) as caught:
        check_anchor("full", wrong)
    assert str(caught.value) == (
        f'the anchor full is {wrong!r}. Give a number, "min", "median", "max", or a percentile '
        'such as "p25" (of 0 to 100, by linear interpolation).'
    )


def test_the_words_of_an_earlier_fit_are_not_forgotten():
    assert words(("min", 4, "p75"), ()) == ("min", "", "p75")
    assert words((1.0, 4.0, 8.0), ("min", "", "p75")) == ("min", "", "p75")
    assert words((1.0, 4.0), ()) == ()


def test_anchors_are_spoken_with_the_words_they_came_from():
    assert anchor_text((1.0, 4.0, 8.0), ("min", "median", "p75")) == (
        "1 (minimum)",
        "4 (median)",
        "8 (percentile 75)",
    )


def test_numbers_of_a_table_row_share_their_decimals():
    assert numbers_text([0, 4.18, 12.76]) == ("0.00", "4.18", "12.76")
    assert numbers_text([25, 2580]) == ("25", "2580")
    assert numbers_text([3, 1], least=2) == ("3.00", "1.00")


def test_small_numbers_keep_three_digits_and_different_ones_stay_different():
    assert numbers_text([0.00123, 0.0456]) == ("0.0012", "0.0456")
    assert numbers_text([2.00001, 2.00002]) == ("2.00001", "2.00002")


def test_an_undefined_number_is_blank():
    assert numbers_text([1.5, math.nan]) == ("1.50", "")
