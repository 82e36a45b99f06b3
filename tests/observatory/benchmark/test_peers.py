"""Peers: the same, the nearest, the named; why each, and who is left out."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.oracles import benchmark as oracle

from hanse.errors import InputError
from hanse.observatory.benchmark import choose_peers
from hanse.result import answer_from_dict
from hanse.tables.case_table import CaseTable

KNOWN = {
    "Kista": {"industry": "ICT", "country": "SWE", "size": 100, "age": 10},
    "Lund": {"industry": "ICT", "country": "SWE", "size": 90, "age": 30},
    "Oulu": {"industry": "ICT", "country": "FIN", "size": 100, "age": 12},
    "Umea": {"industry": "wood", "country": "SWE", "size": 20, "age": 50},
    "Visby": {"industry": "ICT", "country": None, "size": math.nan, "age": 5},
}


def refusal(*given, **choices):
    with pytest.raises(InputError) as caught:
        choose_peers(*given, **choices)
    return str(caught.value)


def test_peers_with_the_same_values():
    found = choose_peers(KNOWN, "Kista", same=["industry", "country"])
    assert found.names == ("Lund",)
    assert found.reasons == ("industry ICT, country SWE",)
    assert np.isnan(found.distance).all()
    assert found.left_out == {"Visby": "no country"}
    assert found.how == "Peers of Kista: all other units, with the same industry and country."


def test_the_nearest_by_hand():
    # size 100, 90, 100, 20: mean 77.5, squares 506.25 + 156.25 + 506.25 + 3306.25 = 4475,
    # sd = sqrt(1118.75) = 33.4477. Age 10, 30, 12, 50: mean 25.5, squares 240.25 + 20.25 + 182.25 +
    # 600.25 = 1043, sd = sqrt(260.75) = 16.1478.
    # Oulu: 0 and 2 / 16.1478 = 0.123856. Lund: 10 / 33.4477 = 0.298974 and 20 / 16.1478 =
    # 1.238559: sqrt(0.089385 + 1.534028) = 1.27413.
    found = choose_peers(KNOWN, "Kista", nearest=2, by=["size", "age"])
    assert found.names == ("Oulu", "Lund")
    assert found.distance == pytest.approx([0.12386, 1.27413], abs=1e-5)
    assert found.left_out == {"Visby": "no size"}
    assert found.reasons[0] == "distance 0.12"
    assert found.how == "Peers of Kista: the 2 nearest of 4 units in size and age."


def test_same_and_nearest_together():
    found = choose_peers(KNOWN, "Kista", same=["industry"], nearest=1, by=["size"])
    assert found.names == ("Oulu",)
    assert found.reasons == ("industry ICT, distance 0.00",)
    assert found.how == "Peers of Kista: the 1 nearest of 3 units in size, with the same industry."


def test_named_peers_in_their_order_without_the_unit_itself():
    found = choose_peers(list(KNOWN), "Kista", names=["Umea", "Kista", "Lund", "Umea"])
    assert found.names == ("Umea", "Lund")
    assert found.reasons == ("named", "named")
    assert found.notes == ("Kista itself is left out of its peers.",)
    assert found.how == "Peers of Kista: those named."


def test_all_others_where_nothing_is_asked():
    found = choose_peers(list(KNOWN), "Lund", exclude=["Umea"])
    assert found.names == ("Kista", "Oulu", "Visby")
    assert found.how == "Peers of Lund: all other units, 1 unit excluded."
    assert len(choose_peers(["Lund"], "Lund")) == 0


def test_nearest_among_those_named():
    found = choose_peers(KNOWN, "Kista", names=["Umea", "Lund"], nearest=1, by=["size"])
    assert found.names == ("Lund",)
    assert "among those named" in found.how


def test_equal_distances_go_by_name_and_are_told():
    known = {"A": {"size": 0}, "D": {"size": 1}, "C": {"size": -1}, "B": {"size": 1}}
    found = choose_peers(known, "A", nearest=2, by=["size"])
    assert found.names == ("B", "C")
    assert found.notes == ("D is as near as C: the name decided.",)


def test_a_column_without_spread_and_too_few_units_are_told():
    known = {"A": {"size": 1, "age": 2}, "B": {"size": 1, "age": 4}}
    found = choose_peers(known, "A", nearest=3, by=["size", "age"])
    assert found.distance.tolist() == [2.0]
    assert found.notes == (
        "size is the same in all: it does not count.",
        "Only 1 unit could be chosen from, not 3.",
    )


def test_a_case_table_gives_the_same_as_a_mapping():
    frame = pd.DataFrame.from_dict(KNOWN, orient="index").rename_axis("case").reset_index()
    table = CaseTable.from_frame(frame, id="case")
    for choices in (
        {"same": ["industry", "country"]},
        {"nearest": 2, "by": ["size", "age"]},
        {"same": ["age"]},
    ):
        one, other = (choose_peers(given, "Kista", **choices) for given in (KNOWN, table))
        assert one.to_frame().equals(other.to_frame())
        assert one.left_out == other.left_out


def test_whole_numbers_are_the_same_however_they_are_written():
    known = {"A": {"year": 2020}, "B": {"year": 2020.0}, "C": {"year": "2020"}}
    assert choose_peers(known, "A", same=["year"]).names == ("B", "C")


def test_it_comes_back_from_its_dictionary():
    found = choose_peers(KNOWN, "Kista", nearest=2, by=["size", "age"])
    again = answer_from_dict(found.to_dict())
    assert str(again) == str(found)
    assert again.to_frame().equals(found.to_frame())
    assert str(found).splitlines() == [
        "Peers of Kista: the 2 nearest of 4 units in size and age.",
        "peer  distance  reason",
        "Oulu      0.12  distance 0.12",
        "Lund      1.27  distance 1.27",
        "Left out: Visby, no size",
    ]


def test_names_that_are_not_there_are_told_with_the_nearest():
    assert "there is no unit 'Kist'. Did you mean 'Kista'?" in refusal(KNOWN, "Kist")
    assert "there is no unit 'Lundd'" in refusal(KNOWN, "Kista", names=["Lundd"])
    assert "there is no unit 'Oslo'" in refusal(KNOWN, "Kista", exclude=["Oslo"])
    assert "there is no column 'sise'. Did you mean 'size'?" in refusal(
        KNOWN, "Kista", nearest=1, by=["sise"]
    )
    assert "there is no column 'land'" in refusal(KNOWN, "Kista", same=["land"])


def test_choices_that_do_not_go_together_are_told():
    assert "nearest is given and by is not" in refusal(KNOWN, "Kista", nearest=3)
    assert "by is given and nearest is not. Give both" in refusal(KNOWN, "Kista", by=["size"])
    assert "nearest is 0. Give a number from 1." in refusal(KNOWN, "Kista", nearest=0, by=["size"])
    assert "the units are the text 'Kista'" in refusal("Kista", "Kista")


def test_what_the_unit_itself_lacks_is_told():
    assert "Visby has no country. Fill it" in refusal(KNOWN, "Visby", same=["country"])
    assert "Visby has no size. Fill it" in refusal(KNOWN, "Visby", nearest=1, by=["size"])


def test_texts_where_numbers_are_needed_are_told():
    said = refusal(KNOWN, "Kista", nearest=1, by=["industry"])
    assert "industry of Kista is 'ICT', which is no number. Name columns of numbers in by=" in said


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=9),
    st.integers(1, 9),
)
def test_the_nearest_are_those_of_a_plain_loop(rows, k):
    known = {f"U{at}": {"x": x, "y": y} for at, (x, y) in enumerate(rows)}
    found = choose_peers(known, "U0", nearest=k, by=["x", "y"])
    expected = oracle.distances({f"U{at}": row for at, row in enumerate(rows)}, "U0")
    order = sorted(expected, key=lambda name: (round(expected[name], 9), name))
    assert found.names == tuple(order[:k])
    assert found.distance == pytest.approx([expected[name] for name in order[:k]])


@given(st.lists(st.integers(0, 9), min_size=2, max_size=9), st.integers(1, 9))
def test_the_unit_of_a_column_does_not_matter(sizes, factor):
    one, other = (
        choose_peers(
            {f"U{at}": {"size": size * by} for at, size in enumerate(sizes)},
            "U0",
            nearest=5,
            by=["size"],
        )
        for by in (1, 1000 * factor)
    )
    assert one.names == other.names
