"""Observations: reading, choosing, joining, and what they refuse."""

import math
import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanse.errors import InputError
from hanse.observatory.observations import Observations
from hanse.result import answer_from_dict

NAN = math.nan
ROWS = [
    ("cluster", "Kista", "2020", "export_share_mean", 0.4, 8, 10, ""),
    ("cluster", "Kista", "2019", "export_share_mean", 0.3, 7, 10, ""),
    ("cluster", "Lund", "2020", "export_share_mean", NAN, 2, 9, "fewer than 3 firms"),
    ("firm", "Kista", "2020", "export_share", 0.5, NAN, NAN, ""),
]


def made(rows=ROWS, **more):
    return Observations.from_rows(rows, **more)


def changed(place, **cells):
    """Return the rows with some cells of one of them changed."""
    names = ["level", "unit", "year", "indicator", "value", "n", "of", "reason"]
    row = [cells.get(name, old) for name, old in zip(names, ROWS[place], strict=True)]
    return [*ROWS[:place], tuple(row), *ROWS[place + 1 :]]


def refusal(rows):
    with pytest.raises(InputError) as caught:
        made(rows)
    return str(caught.value)


def test_a_value_is_found_by_unit_indicator_year_and_level():
    found = made()
    assert found.get("Kista", "export_share_mean", "2020") == 0.4
    assert found.get("Kista", "export_share", 2020, level="firm") == 0.5
    assert math.isnan(found.get("Lund", "export_share_mean", 2020))
    assert math.isnan(found.get("Lund", "export_share_mean", 2019)), "no such row"
    assert found.row("Lund", "export_share_mean", 2019) == -1


def test_names_are_listed_once_and_years_in_order():
    found = made()
    assert found.units == ("Kista", "Lund")
    assert found.years == ("2019", "2020")
    assert found.levels == ("cluster", "firm")
    assert found.indicators == ("export_share_mean", "export_share")
    assert len(found) == 4


def test_years_are_ordered_as_numbers():
    rows = [("cluster", "K", year, "size", 1.0, NAN, NAN, "") for year in ("2001", "999", "-5")]
    assert made(rows).years == ("-5", "999", "2001")


def test_rows_are_chosen_by_any_column():
    found = made()
    assert len(found.of_level("cluster")) == 3
    assert len(found.of_units(["Kista"])) == 3
    assert found.of_year(2020).unit == ("Kista", "Lund", "Kista")
    chosen = found.only(level="cluster", unit=["Kista", "Lund"], year="2020")
    assert chosen.reason == ("", "fewer than 3 firms")
    assert found.only().unit == found.unit


def test_a_series_has_the_years_with_a_row():
    years, values = made().series("Kista", "export_share_mean")
    assert years == ("2019", "2020")
    assert values.tolist() == [0.3, 0.4]
    years, values = made().series("Lund", "export_share_mean")
    assert years == ("2020",)
    assert np.isnan(values).all()
    assert made().series("Lund", "export_share")[0] == ()


def test_joining_keeps_all_rows_and_each_note_once():
    one, other = made(ROWS[:2], notes=["a", "b"]), made(ROWS[2:], notes=["b", "c"])
    found = Observations.joined([one, other])
    assert found.to_frame().equals(made().to_frame())
    assert found.notes == ("a", "b", "c")
    assert len(Observations.joined([])) == 0
    with pytest.raises(InputError, match="twice: cluster, Kista, 2020, export_share_mean"):
        Observations.joined([one, one.only(year="2020")])


def test_the_frame_and_the_dictionary_come_back_the_same():
    found = made(notes=["in constant prices"])
    for again in (
        answer_from_dict(found.to_dict()),
        Observations.from_frame(found.to_frame(), notes=found.notes),
    ):
        assert again.to_frame().equals(found.to_frame())
        assert again.notes == found.notes
    assert len(answer_from_dict(made([]).to_dict())) == 0


def test_a_frame_needs_four_columns_only():
    frame = pd.DataFrame(
        {"unit": ["K", "L"], "year": [2020, 2020.0], "indicator": "size", "value": [1, None]}
    )
    found = Observations.from_frame(frame)
    assert found.level == ("cluster", "cluster")
    assert found.year == ("2020", "2020")
    assert found.reason == ("", "not given")
    assert np.isnan(found.n).all()


def test_what_a_frame_lacks_is_named():
    frame = made().to_frame()
    with pytest.raises(InputError, match="there is no column 'year'"):
        Observations.from_frame(frame.drop(columns="year"))
    with pytest.raises(InputError, match=r"unit is empty in row 2\. Fill it"):
        Observations.from_frame(frame.assign(unit=["K", None, "L", "M"]))
    with pytest.raises(InputError, match="value is not a column of numbers"):
        Observations.from_frame(frame.assign(value=["1", "a", "2", "3"]))


def test_rows_named_twice_are_refused_with_their_names():
    said = refusal([*ROWS, ROWS[0], ROWS[3]])
    assert said == (
        "observations: the same level, unit, year and indicator twice: cluster, Kista, 2020, "
        "export_share_mean; firm, Kista, 2020, export_share. Leave one row for each."
    )


def test_only_the_first_ten_wrong_rows_are_named():
    rows = [("cluster", f"K{i}", "2020", "size", NAN, NAN, NAN, "") for i in range(12)]
    said = refusal(rows)
    assert "cluster, K9, 2020, size; and 2 more. Say why." in said
    assert "K10" not in said


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"value": math.inf}, "value is infinite: cluster, Kista, 2019"),
        ({"value": NAN}, "value is empty without a reason: cluster, Kista, 2019"),
        ({"n": 11}, "n is not between 0 and of: cluster, Kista, 2019"),
        ({"n": -1}, "n is not between 0 and of"),
        ({"year": "last"}, "years that are no whole number: 'last'. Write years as 2020."),
    ],
)
def test_numbers_that_cannot_be_are_refused(cells, said):
    assert said in refusal(changed(1, **cells))


def test_columns_of_different_length_are_refused():
    with pytest.raises(InputError, match="differ in length: level 1, unit 2"):
        Observations(("firm",), ("a", "b"), ("2020",), ("x",), [1.0], [1.0], [1.0], ("",))
    with pytest.raises(InputError, match="a row has 3 entries"):
        made([("cluster", "Kista", "2020")])


def test_unknown_names_are_told_with_the_nearest():
    found = made()
    with pytest.raises(InputError, match=r"there is no unit 'Kistaa'\. Did you mean 'Kista'"):
        found.only(unit="Kistaa")
    with pytest.raises(InputError, match="there is no year '2021'"):
        found.get("Kista", "export_share_mean", 2021)
    with pytest.raises(InputError, match="there is no indicator 'export_shares'"):
        found.series("Kista", "export_shares")


def test_the_text_says_how_much_there_is_and_why_some_is_not():
    assert str(made(notes=["in constant prices"])) == (
        "4 observations: 2 units (cluster and firm), 2 indicators, 2019 to 2020\n"
        "1 without a value: fewer than 3 firms (1)\nin constant prices"
    )
    assert str(made([])) == "0 observations: 0 units (–), 0 indicators, –"


def test_values_cannot_be_written_to():
    with pytest.raises(ValueError, match="read-only"):
        made().value[0] = 1


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.integers(2000, 2003)), unique=True))
def test_choosing_every_unit_and_joining_again_loses_nothing(drawn):
    rows = [("cluster", unit, str(year), "size", 1.0, NAN, NAN, "") for unit, year in drawn]
    found = made(rows)
    again = Observations.joined(found.of_units(unit) for unit in found.units)
    assert sorted(again.names) == sorted(found.names)


def test_a_hundred_thousand_rows_take_moments():
    units, years, ids = range(500), range(2000, 2010), range(20)
    rows = [
        ("cluster", f"C{i}", str(year), f"x{k}", float(i), 5, 9, "")
        for i in units
        for year in years
        for k in ids
    ]
    start = time.perf_counter()
    found = made(rows)
    chosen = found.only(indicator="x3", year=["2004", "2005"])
    assert len(Observations.from_frame(found.to_frame())) == 100_000
    assert len(chosen) == 1000
    assert time.perf_counter() - start < 10
