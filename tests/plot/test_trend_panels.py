import math

import pytest
from tests.plot.drawn_text import cut_off, marks, overlapping, root, texts, titles

from hanse.errors import InputError
from hanse.plot.ink import DEVIANT, QUIET, TYPICAL
from hanse.plot.trend_panel import BAND
from hanse.plot.trend_panels import Trend, trend_panels

NAN = float("nan")
LONG = "Интернационализация кластера точного машиностроения & Co "
YEARS = [2019, 2020, 2021, 2022]


def trend(**more):
    choices = {
        "indicator": "Export share",
        "group": "depth",
        "unit": "share",
        "years": YEARS,
        "values": [0.38, NAN, 0.42, 0.46],
        "low": [0.2] * 4,
        "median": [0.3] * 4,
        "high": [0.4] * 4,
        "reasons": ["", "hidden: 2 firms", "", ""],
    }
    return Trend(**{**choices, **more})


def panels(*series, **more):
    return trend_panels(series or [trend()], **{"unit": "Kista", "title": "Trends", **more})


def dots(drawn):
    found = marks(drawn, "circle", fill=TYPICAL)
    return [tuple(float(one.get(key)) for key in ("cx", "cy")) for one in found]


def test_every_value_has_a_dot_and_more_lies_higher():
    found = dots(panels())
    assert len(found) == 3
    assert [x for x, _ in found] == sorted(x for x, _ in found)
    assert [y for _, y in found] == sorted((y for _, y in found), reverse=True)


def test_a_year_without_a_value_breaks_the_line_and_is_marked_with_the_reason():
    drawn = panels()
    own = [one for one in marks(drawn, "path", stroke=TYPICAL) if one.get("fill") == "none"]
    assert len(own) == 1 + 1  # 2021 to 2022, and the key: 2019 stands alone as a dot
    assert len(marks(drawn, "path", stroke=DEVIANT)) == 1 + 1
    assert "2020: hidden: 2 firms" in titles(drawn)
    assert "year without a value (missing or hidden)" in texts(drawn)


def test_the_last_values_of_the_cluster_and_of_the_peers_stand_at_the_right():
    assert {"46 %", "30 %"} <= set(texts(panels()))


def test_a_last_value_of_an_earlier_year_names_the_year():
    drawn = panels(trend(values=[0.38, 0.4, 0.42, NAN]))
    assert "in 2021" in texts(drawn)


def test_peers_are_a_band_and_a_dashed_line_and_need_not_be():
    drawn = panels()
    assert len(marks(drawn, "path", fill=BAND)) == 1 + 1
    assert len(marks(drawn, "path", stroke=QUIET, stroke_dasharray="5 3")) == 1 + 1
    alone = panels(trend(low=(), median=(), high=()))
    assert marks(alone, "path", fill=BAND) == []
    assert "median of the peers" not in texts(alone)


def test_shares_are_in_per_cent_and_other_units_are_named():
    drawn = panels(trend(), trend(unit="markets", values=[3, 4, 5, 6], low=(), high=()))
    assert any(one.endswith(" %") for one in texts(drawn))
    assert "markets" in texts(drawn)


def test_depth_breadth_and_inward_come_in_that_order():
    order = ["zeta", "inward", "Breadth", "depth"]
    drawn = panels(*(trend(group=one) for one in order))
    headings = ["Depth", "Breadth", "Inward internationalisation", "Zeta"]
    assert [one for one in texts(drawn) if one in headings] == headings


def test_all_panels_have_the_same_years():
    drawn = panels(
        trend(), trend(years=[2010], values=[0.1], low=(), median=(), high=(), reasons=())
    )
    assert texts(drawn).count("2022") == 2


def test_the_words_say_how_it_moved_and_what_is_missing():
    empty = trend(indicator="Owned", group="inward", values=[NAN] * 4, reasons=["no firms"] * 4)
    one = trend(indicator="Markets", unit="markets", values=[NAN, NAN, 5, NAN], reasons=())
    assert panels(trend(), empty, one).alt == (
        "Trends: Kista on 3 indicators, higher than at first on 1 and lower on 0; 1 without a "
        "value. Depth: Export share from 38 % (2019) to 46 % (2022); median of the peers 30 %, no "
        "value in 2020 (hidden: 2 firms). Markets 5 markets (2021); median of the peers 0.3 "
        "markets, no value in 2019, 2020 and 2022. Inward: Owned without a value; median of the "
        "peers 30 %, no value in 2019, 2020, 2021 and 2022 (no firms)."
    )


def test_a_panel_without_any_value_says_why():
    drawn = panels(trend(values=[NAN] * 4, low=(), median=(), high=(), reasons=["too few"] * 4))
    assert "no value (too few)" in texts(drawn)
    assert dots(drawn) == []


def levels(drawn):
    """The numbers along the upright axis."""
    found = marks(drawn, "text", font_size="10.5", text_anchor="end")
    return [one.text for one in found]


@pytest.mark.parametrize(
    ("unit", "values"),
    [
        ("share", [0.51234, 0.51235, 0.51236, 0.51234]),
        ("share", [0.5] * 4),
        ("share", [0.0001, 0.0, 0.0001, 0.0]),
        ("km", [870.71, 870.72, 870.71, 870.72]),
        ("SEK", [1234567, 1234568, 1234569, 1234567]),
        ("index", [-0.30001, -0.30002, -0.30001, -0.30002]),
        ("SEK", [5e16, 5.001e16, 5e16, 5.002e16]),
    ],
)
def test_what_hardly_moves_is_drawn_level_between_numbers_that_differ(unit, values):
    drawn = panels(trend(unit=unit, values=values, low=(), median=(), high=()))
    heights = [y for _, y in dots(drawn)]
    assert max(heights) - min(heights) < 3
    assert len(set(levels(drawn))) == len(levels(drawn)) > 0


def test_a_change_of_more_than_five_points_still_fills_the_panel():
    drawn = panels(trend(values=[0.40, 0.42, 0.44, 0.46], low=(), median=(), high=()))
    heights = [y for _, y in dots(drawn)]
    assert max(heights) - min(heights) > 90


@pytest.mark.parametrize(
    ("unit", "shown"),
    [("km", "871"), ("index", "871"), ("million SEK", "870.7"), ("percent", "871 %")],
)
def test_the_last_value_has_three_digits(unit, shown):
    values = [100, 200, 300, 870.71]
    drawn = panels(trend(unit=unit, values=values, low=(), median=(), high=()))
    assert shown in texts(drawn)


def test_years_may_be_labels():
    assert "2020" in texts(panels(trend(years=["2019", "2020", "2021", "2022"])))


def nasty():
    years = list(range(1990, 2024))
    huge = [10.0 ** (at / 5) for at in range(34)]
    return [
        Trend(LONG * 2, "depth", "share", [2019], [0.5]),
        Trend("Equal", "depth", "firms", [2019, 2020], [3, 3], [3, 3], [3, 3], [3, 3]),
        Trend(
            "Huge",
            LONG,
            "million euros in prices of 2015",
            years,
            huge,
            [0] * 34,
            [1] * 34,
            [5] * 34,
        ),
        Trend("Nothing", "breadth", "share", [2019, 2020], [NAN, NAN], reasons=[LONG, LONG * 2]),
        Trend("Fall", "breadth", "share a year", [2020], [-0.03], [-0.1], [0], [0.1]),
        Trend(
            "Close",
            "inward",
            "SEK",
            [2022, 2023],
            [1234567, 1234999],
            [1e6] * 2,
            [1234600] * 2,
            [2e6] * 2,
        ),
        Trend("Swing", "inward", "index", years, [at % 3 if at % 2 else NAN for at in range(34)]),
        Trend("Last", "inward", "kilometres of the great circle", [2000], [1e-9]),
        *(trend(indicator=f"{LONG} {at}", group="growth") for at in range(22)),
    ]


def test_nothing_overlaps_or_is_cut_off_with_thirty_nasty_panels():
    drawn = panels(*nasty(), unit=LONG, title=LONG * 4, note=LONG * 6)
    assert overlapping(drawn) == []
    assert cut_off(drawn) == []
    assert float(root(drawn).get("width")) <= 980


def test_the_same_input_gives_the_same_bytes():
    assert panels(*nasty()).svg == panels(*nasty()).svg


def test_the_picture_can_be_a_png():
    assert panels().png(scale=0.5)[1:4] == b"PNG"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"years": []}, "there are no years. Give at least one."),
        ({"years": [2019, 2020, 2020, 2021]}, "the years do not rise: 2020 follows 2020"),
        ({"years": ["2019", "2020", "x", "2022"]}, "the year 'x' is no whole number. Give whole"),
        ({"values": [0.1]}, "values has 1 number for 4 years"),
        ({"values": []}, "values has 0 numbers for 4 years"),
        ({"median": [0.1] * 3}, "median has 3 numbers for 4 years"),
        ({"values": [0.1, 0.2, math.inf, 0.3]}, "values holds an infinite number"),
        ({"low": [0.2, 0.5, 0.2, 0.2]}, "low 0.5 is above high 0.4 in 2020"),
        ({"reasons": ["a"]}, "1 reason for 4 years"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_indicator(change, words):
    with pytest.raises(InputError) as caught:
        panels(trend(**change))
    assert words in str(caught.value)
    assert "trend panels, 'Export share'" in str(caught.value)


def test_no_series_and_too_many_are_refused_with_the_limit_and_what_to_do():
    with pytest.raises(InputError, match=r"there are no series\. Give at least one\."):
        trend_panels([], title="T")
    with pytest.raises(InputError, match=r"31 series, and 30 have room\. Choose among"):
        panels(*[trend()] * 31)
