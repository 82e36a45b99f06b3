import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.plot.drawn_text import cut_off, marks, overlapping, texts, titles

from hanse.errors import InputError
from hanse.plot.gap_radar import GapSpoke, gap_radar
from hanse.plot.ink import DEVIANT, TYPICAL

NAN = math.nan
SPOKES = [
    GapSpoke("firm to firm", 0.4, 0.1, 0.3, 0.5),
    GapSpoke("firm to research", 0.0, 0.0),
    GapSpoke("firm to capital", 0.8, NAN),
    GapSpoke("firm to global", NAN, 0.5, is_outward=True),
]


def radar(spokes=SPOKES, **more):
    return gap_radar(spokes, **{"title": "North", **more})


def lines(drawn, ink):
    return marks(drawn, "line", stroke=ink, stroke_width=2)


def test_the_farther_out_the_wider_the_gap():
    drawn = radar([GapSpoke("a", 1.0, NAN), GapSpoke("b", 0.5, NAN), GapSpoke("c", 0.0, NAN)])
    points = marks(drawn, "circle", fill=TYPICAL, r="5")[-3:]
    x, y = (
        380.0,
        float(points[0].get("cy")) + 168.0,
    )  # the middle lies one radius below the rim of the first spoke
    away = [math.hypot(float(one.get("cx")) - x, float(one.get("cy")) - y) for one in points]
    assert away == pytest.approx([168.0, 168 * 0.56, 168 * 0.12], abs=0.05)


def test_a_missing_measure_is_hollow_beyond_the_rim_and_breaks_its_line():
    drawn = radar()
    assert "log: not measured" in titles(drawn)
    assert "survey: not measured" in titles(drawn)
    assert len(lines(drawn, TYPICAL)) == 2 + 1  # of four sides two touch no missing value; the key
    assert len(lines(drawn, DEVIANT)) == 2 + 1
    assert "log – · survey 50 %" in texts(drawn)


def test_a_gap_without_any_measure_has_a_dashed_spoke():
    drawn = radar([*SPOKES[:3], GapSpoke("nothing", NAN, NAN)])
    assert len(marks(drawn, "line", stroke_dasharray="2 4")) == 1


def test_the_interval_lies_on_its_spoke():
    drawn = radar()
    (bar,) = marks(drawn, "line", stroke_opacity="0.35")
    assert bar.get("x1") == bar.get("x2") == "380"


def test_the_words_name_every_measure_from_the_widest_on_and_what_is_missing():
    assert radar().alt == (
        "North. Log: firm to capital 80 %, firm to firm 40 %, firm to research 0 %; not measured: "
        "firm to global. Survey: firm to global 50 %, firm to firm 10 %, firm to research 0 %; "
        "not measured: firm to capital."
    )


@pytest.mark.parametrize(
    ("spokes", "words"),
    [
        (SPOKES[:2], "2 gaps"),
        ([*SPOKES, SPOKES[0]], "two gaps 'firm to firm'"),
        ([*SPOKES[:3], GapSpoke("x", 1.2, 0.1)], "log of 'x' is 1.2"),
        ([*SPOKES[:3], GapSpoke("x", 0.2, 0.1, 0.1, 2)], "high of 'x' is 2"),
    ],
)
def test_what_cannot_be_drawn_is_refused(spokes, words):
    with pytest.raises(InputError, match=words):
        radar(spokes)


value = st.one_of(st.floats(0, 1), st.just(NAN))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(value, value), min_size=3, max_size=12))
def test_no_words_lie_outside_or_on_each_other(values):
    spokes = [GapSpoke(f"firm to providers of kind {at}", *pair) for at, pair in enumerate(values)]
    drawn = radar(spokes)
    assert cut_off(drawn) == []
    assert [pair for pair in overlapping(drawn) if "%" not in pair[0][-1:]] == []


def test_the_same_input_gives_the_same_bytes():
    assert radar().svg == radar().svg
