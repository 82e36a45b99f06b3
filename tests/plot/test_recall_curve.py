import re

import numpy as np
import pytest
from tests.plot.drawn_text import cut_off, marks, overlapping, texts

from hanse.errors import InputError
from hanse.plot import recall_curve
from hanse.plot.ink import QUIET, TYPICAL, ZONE_DEVIANT

FOUND = [1, 2, 2, 3]


def drawn(found=FOUND, **more):
    return recall_curve(found, **{"n_records": 9, "title": "Screening", **more})


def points(picture):
    (curve,) = marks(picture, "path", stroke=TYPICAL)
    return [tuple(map(float, one)) for one in re.findall(r"([\d.]+),([\d.]+)", curve.get("d"))]


def test_the_words_say_stop_bound_and_what_may_be_left():
    said = drawn(stop=4, recall=0.9, recall_low=0.75, confidence=0.95).alt
    assert said == (
        "Screening: 3 relevant records found in the first 4 of 9 screened. Stopped after 4 "
        "records; recall at least 75 % with 95 % confidence: at most 4 relevant records, at most 1 "
        "left; estimated recall 90 %. Half of those found stood among the first 2."
    )


def test_the_curve_begins_at_nothing_and_rises_with_each_relevant_record():
    path = points(drawn())
    assert len(path) == 5
    ys = [y for _, y in path]
    step = ys[0] - ys[1]
    assert ys == pytest.approx(
        [ys[0], ys[0] - step, ys[0] - 2 * step, ys[0] - 2 * step, ys[0] - 3 * step]
    )


def test_a_bound_is_never_rounded_up():
    assert "recall at least 94.9 %" in drawn(stop=4, recall_low=0.94999).alt


def test_what_may_be_left_is_a_strip_from_the_stop_on():
    picture = drawn(stop=4, recall_low=0.5)
    strip = [one for one in marks(picture, "rect", fill=ZONE_DEVIANT) if one.get("height") != "11"]
    x, y = points(picture)[-1]
    assert float(strip[0].get("x")) == pytest.approx(x, abs=0.02)
    assert float(strip[0].get("y")) + float(strip[0].get("height")) == pytest.approx(y, abs=0.02)
    assert "at most 6 relevant records (recall at least 50 %)" in texts(picture)


def test_random_order_is_drawn_only_where_the_end_is_known():
    assert "in random order" not in texts(drawn())
    assert "in random order" in texts(drawn(n_records=4))
    assert "in random order" in texts(drawn(stop=4, recall=0.9))
    assert len(marks(drawn(n_records=4), "line", stroke=QUIET)) == 2


def test_nothing_screened_gives_the_axes():
    assert drawn([]).alt == "Screening: nothing of 9 records is screened yet."
    assert drawn([], n_records=0).svg


@pytest.mark.parametrize("n", [1, 7, 5000])
def test_nothing_overlaps_or_is_cut_off(n):
    found = np.cumsum(np.arange(n) % 3 == 0)
    picture = drawn(
        found,
        n_records=3 * n,
        stop=n,
        recall=0.9,
        recall_low=0.6,
        confidence=0.95,
        note="n " * 300,
        title="T " * 90,
    )
    assert overlapping(picture) == []
    assert cut_off(picture) == []
    assert len(picture.svg) < 40_000


def test_the_same_input_gives_the_same_bytes():
    assert drawn().svg == drawn().svg


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ({"found": [1, 3]}, "after record 2 there are 3 found, before it 1. Give the count after"),
        ({"found": [1, 0]}, "after record 2 there are 0 found, before it 1"),
        ({"n_records": 3}, "4 of 3 records are screened"),
        ({"stop": 5}, "the stop 5 lies beyond the 4 records screened"),
        ({"stop": 4, "recall": 95}, "the recall 95 is outside 0 to 1"),
        ({"stop": 4, "recall": 0.8, "recall_low": 0.9}, "the bound 0.9 is above the recall 0.8"),
        ({"recall": 0.9}, "a recall is given without a stop. Give both."),
    ],
)
def test_what_does_not_fit_is_refused(choices, said):
    with pytest.raises(InputError) as error:
        drawn(**choices)
    assert said in str(error.value)
