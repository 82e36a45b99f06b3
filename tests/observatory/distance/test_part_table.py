"""Tables of parts: what they check, how they are put together."""

import math

import numpy as np
import pytest
from tests.observatory.distance.made_parts import line, part

from hanse.errors import InputError
from hanse.observatory.distance import PartTable

ABC = ("AAA", "BBB", "CCC")


def test_two_tables_together_have_nan_and_a_reason_where_only_one_knows_a_country():
    first = PartTable(("AAA", "BBB"), {"x": part(line(0, 1))})
    second = PartTable(("BBB", "CCC"), {"y": part(line(0, 2))}, ("a note",))
    both = first.with_parts(second)
    assert both.countries == ABC
    assert both.value("x", "AAA", "BBB") == 1
    assert both.value("y", "CCC", "BBB") == 2
    assert math.isnan(both.value("x", "AAA", "CCC"))
    assert both.reason("x", "AAA", "CCC") == "CCC: not in the source"
    assert both.reason("y", "AAA", "CCC") == "AAA: not in the source"
    assert both.reason("x", "AAA", "BBB") == ""
    assert both.notes == (
        "a note",
        "Without y: 1 country, AAA.",
        "Without x: 1 country, CCC.",
    )


def test_putting_tables_together_does_not_depend_on_their_order():
    first = PartTable(("BBB", "AAA"), {"x": part(line(0, 1))})
    second = PartTable(("CCC", "BBB"), {"y": part(line(0, 2))})
    one, other = first.with_parts(second), second.with_parts(first)
    assert one.countries == other.countries
    for name in ("x", "y"):
        assert np.array_equal(one.part(name).values, other.part(name).values, equal_nan=True)


def test_a_part_of_the_same_name_is_refused_or_takes_the_place():
    first = PartTable(("AAA", "BBB"), {"x": part(line(0, 1))})
    second = PartTable(("AAA", "BBB"), {"x": part(line(0, 5))})
    with pytest.raises(InputError) as error:
        first.with_parts(second)
    assert str(error.value) == (
        "with_parts: both tables have x. Give replacing=True to take those of the second, or leave "
        "them out: only()."
    )
    assert first.with_parts(second, replacing=True).value("x", "AAA", "BBB") == 5


def test_parts_and_countries_are_chosen():
    table = PartTable(ABC, {"x": part(line(0, 1, 5)), "y": part(line(0, 2, 9))})
    chosen = table.only(["y"]).of_countries(["CCC", "AAA"])
    assert list(chosen.parts) == ["y"]
    assert chosen.value("y", "AAA", "CCC") == 9
    assert chosen.countries == ("CCC", "AAA")


def test_the_frame_has_a_row_for_each_ordered_pair_and_says_what_is_empty():
    values = line(0, 1, 5)
    values[0, 2] = values[2, 0] = np.nan
    table = PartTable(ABC, {"x": part(values), "y": part(line(0, 2, 9))})
    frame = table.to_frame()
    assert len(frame) == 6
    row = frame[(frame["origin"] == "AAA") & (frame["destination"] == "CCC")].iloc[0]
    assert row["reason"] == "x: the source has no value for this pair"
    assert (frame["reason"] != "").sum() == 2


def test_the_text_counts_pairs_and_tells_facts():
    table = PartTable(ABC, {"x": part(line(0, 1, 5), facts={"rank": 2.0})}, ("a note",))
    assert str(table) == "\n".join(
        [
            "Distances between 3 countries",
            "part  group     unit    countries  pairs  least  median  most  source",
            "x     cultural  points          3      6   1.00    4.00  5.00  made",
            "x: rank 2",
            "a note",
        ]
    )


def test_a_table_comes_back_from_its_dictionary():
    values = line(0, 1, 5)
    values[0, 1] = values[1, 0] = np.nan
    table = PartTable(ABC, {"x": part(values, absent={"AAA": "gone"}, facts={"rank": 1.0})})
    again = PartTable.from_dict(table.to_dict())
    assert again.to_dict() == table.to_dict()
    assert again.part("x").low == -np.inf
    assert again.part("x").high == np.inf
    assert np.array_equal(again.part("x").values, values, equal_nan=True)


@pytest.mark.parametrize(
    ("values", "more", "text"),
    [
        (line(0, 1), {}, "part 'x': a matrix of shape (2, 2) for 3 countries"),
        (line(0, 1, 2) + np.eye(3), {}, "part 'x': no 0 from AAA, BBB and CCC to itself"),
        (
            np.triu(line(0, 1, 2)),
            {},
            "part 'x': there and back differ: AAA to BBB 1, AAA to CCC 2, BBB to AAA 0, BBB to CCC "
            "1, CCC to AAA 0, CCC to BBB 0. Say is_symmetric=False if that is meant.",
        ),
        (
            line(0, 1, 3),
            {"high": 2.5},
            "part 'x': outside -inf to 2.5: AAA to CCC 3, CCC to AAA 3",
        ),
        (
            line(0, 1, 3),
            {"group": "economical"},
            "part 'x': there is no group 'economical'. Did you mean 'economic'? There are: "
            "cultural, administrative, geographic, economic.",
        ),
    ],
)
def test_a_part_that_is_not_what_it_says_is_refused(values, more, text):
    with pytest.raises(InputError) as error:
        PartTable(ABC, {"x": part(values, **more)})
    assert str(error.value) == text


def test_an_asymmetric_part_is_taken_if_it_says_so():
    table = PartTable(ABC, {"x": part(np.triu(line(0, 1, 2)), is_symmetric=False)})
    assert table.value("x", "AAA", "BBB") == 1
    assert table.value("x", "BBB", "AAA") == 0


def test_a_country_twice_is_refused():
    with pytest.raises(InputError, match="PartTable: twice among the countries: AAA"):
        PartTable(("AAA", "AAA"), {})


def test_unknown_parts_and_countries_are_told_with_the_nearest():
    table = PartTable(ABC, {"border": part(line(0, 1, 2))})
    with pytest.raises(InputError, match=r"no part 'boarder'. Did you mean 'border'"):
        table.part("boarder")
    with pytest.raises(InputError, match=r"no country 'AAB'. Did you mean"):
        table.value("border", "AAB", "CCC")
