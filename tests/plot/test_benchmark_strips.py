import math

import pytest
from tests.plot.drawn_text import boxes, cut_off, marks, overlapping, root, texts, titles

from hanse.errors import InputError
from hanse.plot.benchmark_strips import MOST_STRIPS, Strip, benchmark_strips
from hanse.plot.ink import QUIET, TYPICAL

NAN = float("nan")
LONG = "Internationalisation intensity of medical & dental machinery"
FOREIGN = "Интернационализация кластера точного машиностроения & Co"


def strip(**more):
    choices = {
        "indicator": "Export share",
        "group": "depth",
        "unit": "share",
        "value": 0.46,
        "peers": [0.1, 0.2, 0.3, 0.4],
    }
    return Strip(**{**choices, **more})


def picture(*rows, **more):
    return benchmark_strips(rows or [strip()], **{"unit": "Kista", "title": "Abroad", **more})


def own_x(drawn):
    return float(marks(drawn, "circle", r=7.4, fill=TYPICAL)[-1].get("cx"))


def ticks(drawn):
    found = marks(drawn, "line", stroke_opacity="0.75")
    return [float(one.get("x1")) for one in found]


def test_every_peer_has_a_tick_and_the_better_value_lies_to_the_right():
    drawn = picture()
    assert ticks(drawn) == sorted(ticks(drawn))
    assert len(ticks(drawn)) == 4
    assert own_x(drawn) > max(ticks(drawn))


def test_where_lower_is_better_the_axis_is_reversed_and_says_so():
    drawn = picture(strip(direction="lower"))
    assert own_x(drawn) < min(ticks(drawn))
    assert "lower is better, axis reversed" in texts(drawn)


def test_where_neither_end_is_better_the_mark_has_another_shape_and_tone():
    drawn = picture(strip(direction="none"))
    assert len(marks(drawn, "path", fill=QUIET)) == 2  # the strip and the key
    assert "neither end is better" in texts(drawn)


def test_the_band_lies_between_the_quartiles_and_the_line_at_the_median():
    # quartiles of 0.1 0.2 0.3 0.4 by linear interpolation: 0.175, 0.325; median 0.25
    assert "Middle half of the peers: 18 % to 32 %" in titles(picture())
    assert "Median of the peers: 25 %" in titles(picture())


def test_fewer_than_four_peers_have_neither_quartiles_nor_a_median():
    drawn = picture(strip(peers=[0.1, 0.2, 0.3]))
    assert not any("Middle half" in one or "Median" in one for one in titles(drawn))
    assert len(ticks(drawn)) == 3
    assert "Export share 46 % (3 peers)" in drawn.alt


def test_peers_that_may_not_be_shown_leave_the_rank():
    drawn = picture(strip(peers=[], rank=2, of=3, is_tied=True))
    assert "2= of 3" in texts(drawn)
    assert "no peers" not in texts(drawn)
    assert "Export share 46 % (2= of 3; peers not shown)" in drawn.alt
    assert "none of which can be compared with peers" in drawn.alt


def test_value_percentile_and_rank_stand_at_the_right():
    drawn = picture(strip(percentile=82.4, rank=1, of=5))
    assert {"46 %", "p82", "1 of 5"} <= set(texts(drawn))


def test_where_it_was_first_is_a_pale_mark_with_an_arrow_and_the_value():
    drawn = picture(strip(first=0.12, first_year="2019"))
    pale = marks(drawn, "circle", r=4.8, fill="#ffffff")
    assert float(pale[-1].get("cx")) < own_x(drawn)
    assert "2019: 12 %" in texts(drawn)
    assert "in its first year" in texts(drawn)


def test_a_hidden_value_leaves_the_peers_and_says_why():
    drawn = picture(strip(value=NAN, why="hidden: fewer than 3 firms"))
    assert "hidden: fewer than 3 firms" in texts(drawn)
    assert len(ticks(drawn)) == 4
    assert len(marks(drawn, "circle", r=7.4)) == 1  # the key alone
    assert "no value (hidden: fewer than 3 firms)" in drawn.alt


def test_groups_are_headings_in_their_order_and_growth_and_upgrading_stay_apart():
    order = ["upgrading", "other things", "growth", "inward", "breadth", "depth"]
    drawn = picture(*(strip(group=one) for one in order))
    headings = [
        "Depth",
        "Breadth",
        "Inward internationalisation",
        "Quantitative growth",
        "Qualitative upgrading",
        "Other things",
    ]
    assert [one for one in texts(drawn) if one in headings] == headings


def test_the_words_say_how_often_the_cluster_is_better_than_the_median():
    rows = [
        strip(),
        strip(indicator="Concentration", unit="index", direction="lower", value=0.5),
        strip(indicator="Distance", unit="km", direction="none", value=0.5),
        strip(indicator="Owned", value=NAN, why="no firms"),
        strip(indicator="Alone", peers=[]),
    ]
    assert picture(*rows).alt == (
        "Abroad: Kista on 5 indicators, better than the median of its peers on 1 and worse on 1 of "
        "the 2 that can be compared; 1 without a value. Depth: Export share 46 % (median of 4 "
        "peers 25 %); Concentration 0.5 (median of 4 peers 0.25; lower is better); Distance 0.5 km "
        "(median of 4 peers 0.25 km; neither end is better); Owned no value (no firms); Alone 46 % "
        "(no peers)."
    )


def test_peers_without_a_value_are_left_out():
    drawn = picture(strip(peers=[0.1, NAN, 0.3, 0.1, 0.3]))
    assert len(ticks(drawn)) == 4
    assert "median of 4 peers 20 %" in drawn.alt


def test_names_of_peers_show_where_the_pointer_rests():
    drawn = picture(strip(peer_names=["A & B", "C", "D", "E"]))
    assert "A & B: 10 %" in titles(drawn)


def test_many_peers_are_one_mark():
    drawn = picture(strip(peers=[at / 300 for at in range(300)]))
    assert ticks(drawn) == []
    assert "300 peers" in titles(drawn)


def test_a_long_tail_gets_a_log_scale_that_is_named():
    drawn = picture(strip(unit="firms", value=50, peers=[1, 2, 3, 100_000]))
    assert "log scale" in texts(drawn)


def nasty():
    rows = []
    for at in range(MOST_STRIPS):
        rows.append(
            Strip(
                f"{FOREIGN if at % 3 else LONG} {at}",
                ["depth", "breadth", LONG, "inward"][at % 4],
                ["share", "firms", "", "million SEK in prices of 2019, purchasing power"][at % 4],
                NAN if at % 5 == 0 else [0.0, 0, 5, -3e6][at % 4],
                [[0.0] * 5, [1, 10, 100, 1e5, NAN], [5.0] * 300, [-1e7, 1e9]][at % 4],
                ["higher", "lower", "none"][at % 3],
                percentile=[NAN, 0, 100][at % 3],
                rank=at % 2,
                of=300,
                first=[NAN, 0, 1][at % 3],
                first_year="2001",
                why=LONG * 2,
            )
        )
    return rows


def test_nothing_overlaps_or_is_cut_off_with_thirty_nasty_strips():
    drawn = picture(*nasty(), unit=FOREIGN, title=LONG * 3, note=LONG * 4)
    assert overlapping(drawn) == []
    assert cut_off(drawn) == []
    assert float(root(drawn).get("width")) <= 980
    assert len(boxes(drawn)) > 100


@pytest.mark.parametrize("value", [0.0, 0.5, 1.0])
def test_equal_values_all_lie_within_the_possible_shares(value):
    drawn = picture(strip(value=value, peers=[value] * 5))
    numbers = [float(one.removesuffix(" %")) for one in texts(drawn) if one.endswith(" %")]
    assert min(numbers) >= 0
    assert max(numbers) <= 100


def test_the_same_input_gives_the_same_bytes_and_control_characters_go():
    assert picture(*nasty()).svg == picture(*nasty()).svg
    drawn = picture(strip(indicator="a\x00b"), unit="\x1bK", note="n\x02")
    assert "\x00" not in drawn.svg + drawn.alt


def test_the_picture_can_be_a_png():
    assert picture().png(scale=0.5)[1:4] == b"PNG"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"direction": "high"}, "there is no direction 'high'. Did you mean 'higher'"),
        ({"value": math.inf}, "'Export share': value is infinite. Give a number, or NaN."),
        ({"first": -math.inf}, "first is infinite"),
        ({"value": NAN}, "there is neither a value nor a reason. Give 'why'."),
        ({"percentile": 101}, "percentile 101 is outside 0 to 100"),
        ({"rank": 8, "of": 7}, "8 of 7 is no rank"),
        ({"peer_names": ["A"]}, "1 name for 4 peers"),
        ({"peers": [math.inf]}, "peers holds an infinite number"),
        ({"peers": [[1.0]]}, "peers is no list of numbers"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_indicator(change, words):
    with pytest.raises(InputError) as caught:
        picture(strip(**change))
    assert words in str(caught.value)
    assert "benchmark strips, 'Export share'" in str(caught.value)


def test_no_rows_and_too_many_are_refused_with_the_limit_and_what_to_do():
    with pytest.raises(InputError, match=r"there are no rows\. Give at least one\."):
        benchmark_strips([], unit="K", title="T")
    with pytest.raises(InputError, match=r"31 rows, and 30 have room\. Choose among the ind"):
        picture(*[strip()] * 31)
