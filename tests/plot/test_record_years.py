import itertools

import pytest
from tests.plot.drawn_text import cut_off, marks, overlapping, texts, titles

from hanse.errors import InputError
from hanse.plot import record_years
from hanse.plot.record_years import FOUND, INCLUDED
from hanse.plot.whole_ticks import whole_ticks


def drawn(years=(1999, 2001), found=(4, 2), included=(1, 2), **more):
    return record_years(years, found, included, **{"title": "Records", **more})


def heights(picture, fill):
    return [
        float(one.get("height"))
        for one in marks(picture, "rect", fill=fill)
        if one.get("width") != "16"
    ]


def test_bars_are_as_high_as_their_records():
    found, included = heights(drawn(), FOUND), heights(drawn(), INCLUDED)
    assert found[0] == pytest.approx(2 * found[1], abs=0.02)
    assert included[1] == pytest.approx(found[1], abs=0.02)
    assert included[0] == pytest.approx(found[0] / 4, abs=0.02)


def test_a_year_without_records_keeps_its_place():
    assert {"1999", "2000", "2001"} <= set(texts(drawn()))
    assert len(heights(drawn(), FOUND)) == 2


def test_numbers_stand_above_the_bars_and_where_the_pointer_rests():
    assert {"1/4", "2/2"} <= set(texts(drawn()))
    assert "1999: 4 found, 1 included" in titles(drawn())


def test_one_kind_of_bar_has_no_key():
    picture = drawn(included=())
    assert "included" not in texts(picture)
    assert heights(picture, INCLUDED) == []
    assert picture.alt == "Records: 6 found from 1999 to 2001, most in 1999 (4)."


def test_records_without_a_year_are_told():
    assert "Without a year: 3 records." in texts(drawn(undated=3))
    assert drawn(undated=1).alt.endswith("1 record without a year.")


def test_no_years_give_the_axis_alone():
    assert drawn((), (), ()).alt == "Records: no records with a year."


@pytest.mark.parametrize("n", [1, 2, 40, 250])
def test_nothing_overlaps_or_is_cut_off(n):
    years = range(1775, 1775 + n)
    found = [at * 37 % 1500 for at in range(n)]
    picture = drawn(years, found, [one // 2 for one in found], note="n " * 300, title="T " * 90)
    assert overlapping(picture) == []
    assert cut_off(picture) == []


def test_the_same_input_gives_the_same_bytes():
    assert drawn().svg == drawn().svg


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (((1999,), (1, 2), ()), "the lists have different lengths"),
        (((2001, 1999), (1, 2), ()), "the years do not rise. Sort them, each once."),
        (((1999,), (1,), (2,)), "records by year, 1999: 2 included of 1 found"),
        (((1999,), (-1,), ()), "0 included of -1 found"),
        (((20, 2020), (1, 1), ()), "the years run from 20 to 2020. Check"),
    ],
)
def test_what_does_not_fit_is_refused(given, said):
    with pytest.raises(InputError) as error:
        drawn(*given)
    assert said in str(error.value)


@pytest.mark.parametrize("most", [0, 1, 4, 5, 6, 99, 100, 101, 123_456])
def test_ticks_are_whole_few_and_reach_the_largest(most):
    ticks = whole_ticks(most)
    assert ticks[-1] >= max(most, 1) > ticks[-2]
    assert len(ticks) <= 6
    assert len({b - a for a, b in itertools.pairwise(ticks)}) == 1
