"""Perceived distance, and how it compares with measured distance."""

import math

import numpy as np
import pandas as pd
import pytest
from tests.observatory.distance.made_parts import line, part

from hanse.errors import InputError
from hanse.observatory.distance import (
    PartTable,
    PerceivedComparison,
    PerceivedDistances,
    compare,
    distance_index,
    read_perceived,
)
from hanse.tables.long_table import LongTable


def survey(rows, **more):
    frame = pd.DataFrame(rows, columns=["respondent", "country", "perceived"])
    for name, values in more.items():
        frame[name] = values
    keys = ["respondent", "country", *more]
    return LongTable.from_frame(frame, keys=keys, values=["perceived"])


ROWS = [("a", "DNK", 10.0), ("b", "DNK", 20.0), ("c", "DNK", 30.0), ("a", "CHN", 90.0)]


def felt(**means):
    values = np.array(list(means.values()), dtype=float)
    n = np.full(len(means), 5)
    return PerceivedDistances("SWE", tuple(means), n, values, values, values)


def measured():
    """Return the markets of SWE at 1, 2, 4 and 8 on a line."""
    table = PartTable(("CHN", "DEU", "DNK", "FIN", "SWE"), {"x": part(line(8, 4, 1, 2, 0))})
    return distance_index(table, {"x": 1}).from_("SWE")


def test_mean_and_interval_by_hand():
    # Mean 20, deviation 10, t of 2 degrees 4.302653: 4.302653 × 10 / √3 = 24.8414.
    found = read_perceived(survey(ROWS), home="Sweden")
    at = found.at("DNK")
    assert found.home == "SWE"
    assert found.mean[at] == 20
    assert found.high[at] == pytest.approx(20 + 24.841377)
    assert found.low[at] == 0  # cut at 0
    assert read_perceived(survey(ROWS), level=0.5).low[at] == pytest.approx(20 - 4.7140, abs=1e-3)


def test_a_market_that_fewer_than_three_rated_is_hidden_everywhere():
    found = read_perceived(survey(ROWS))
    at = found.at("CHN")
    assert math.isnan(found.mean[at])
    assert found.n[at] == 0
    assert found.reason("CHN") == "fewer than 3 respondents"
    assert found.reason("DNK") == ""
    assert "90" not in str(found.to_dict())
    assert "Hidden: 1 market with fewer than 3 respondents" in str(found)
    frame = found.to_frame().set_index("market")
    assert math.isnan(frame.loc["CHN", "n"])
    assert frame.loc["CHN", "reason"] == "fewer than 3 respondents"


def test_missing_answers_do_not_count():
    rows = [*ROWS, ("b", "CHN", np.nan), ("c", "CHN", 80.0), ("d", "DNK", np.nan)]
    found = read_perceived(survey(rows))
    assert found.n.tolist() == [0, 3]
    assert read_perceived(survey(rows), minimum=2).n.tolist() == [2, 3]


def test_answers_are_of_one_home():
    table = survey(ROWS, home=["Sweden", "SE", "SWE", "Denmark"])
    with pytest.raises(InputError) as error:
        read_perceived(table)
    assert str(error.value) == (
        "frame: 2 homes, DNK to SWE, cannot be mixed. Distances are felt from one side: choose "
        "home=..."
    )
    found = read_perceived(table, home="SWE")
    assert found.countries == ("DNK",)
    assert read_perceived(survey(ROWS, home=["SE"] * 4)).home == "SWE"


def test_a_file_with_and_without_homes_is_read(tmp_path):
    path = tmp_path / "felt.csv"
    path.write_text("respondent,country,perceived\na,NA,50\nb,NA,60\nc,Namibia,70\n", "utf-8")
    found = read_perceived(path)
    assert found.countries == ("NAM",)
    assert (found.home, found.mean.tolist()) == ("", [60.0])
    path.write_text("respondent,home,country,perceived\na,SE,NA,50\nb,SE,NA,60\n", "utf-8")
    assert read_perceived(path, minimum=2).home == "SWE"


@pytest.mark.parametrize(
    ("act", "text"),
    [
        (
            lambda: read_perceived(survey([("a", "DNK", 101.0), ("b", "DNK", -1.0)])),
            "frame, column perceived: perceived is not between 0 and 100 in 2 rows: row 1: 101, "
            "row 2: -1. Correct the cells, or leave them empty if the value is not known.",
        ),
        (
            lambda: read_perceived(survey([("a", "DNK", 1.0), ("a", "Denmark", 2.0)])),
            "frame: the same respondent and country twice: rows 1 and 2 (a, DNK). Leave one row "
            "for each, or name the key that tells them apart.",
        ),
        (
            lambda: read_perceived(survey(ROWS), level=95),
            "level is 95. Give a share between 0 and 1, such as 0.95.",
        ),
        (
            lambda: read_perceived(survey(ROWS), minimum=1),
            "minimum is 1. Give 2 or more: one answer has no spread.",
        ),
        (
            lambda: felt(DNK=1).at("DNL"),
            "perceived distances: there is no market 'DNL'. Did you mean 'DNK'? There are: DNK.",
        ),
        (
            lambda: compare(measured(), PerceivedDistances("DNK", (), *[np.zeros(0)] * 4)),
            "compare: the distances are from SWE, the answers from DNK. A market may feel nearer "
            "from one side than from the other: take one home.",
        ),
        (
            lambda: compare(measured(), felt(USA=5)),
            "compare: no market has both distances. Rate markets of the table.",
        ),
        (
            lambda: compare(measured(), felt(DNK=5)).sentences(n=0),
            "n is 0, least 1. Give n from 1, least above 0.",
        ),
    ],
)
def test_errors_say_what_is_wrong(act, text):
    with pytest.raises(InputError) as error:
        act()
    assert str(error.value) == text


def test_a_file_that_lacks_another_column_is_told(tmp_path):
    path = tmp_path / "felt.csv"
    path.write_text("respondent,land,perceived\na,SE,50\n", "utf-8")
    with pytest.raises(InputError, match="there is no column 'country'"):
        read_perceived(path)


def test_the_comparison_by_hand():
    # Measured DNK FIN DEU CHN are 1 2 3 4; felt DNK DEU CHN FIN: differences 0, 2, −1, −1, squares
    # sum to 6: rho = 1 − 6 × 6 / (4 × 15) = 0.4.
    found = compare(measured(), felt(DNK=10, FIN=90, DEU=20, CHN=60, USA=40))
    assert found.rho == pytest.approx(0.4)
    assert found.markets[0] == "FIN"
    assert found.gap.tolist() == [2, 0, -1, -1]
    assert found.left_out == ("USA",)
    said = "{} than it is measured: market {} of 4 by feeling ({} of 100), {} by measure."
    assert [str(one) for one in found.sentences()] == [
        "From Sweden, measured and perceived distance of 4 markets have a rank correlation of "
        "0.40.",
        said.format("Finland feels farther", 4, 90, 2),
        said.format("China feels nearer", 3, 60, 4),
        said.format("Germany feels nearer", 2, 20, 3),
    ]
    assert len(found.sentences(n=1)) == 3
    assert len(found.sentences(least=2)) == 2
    assert "Left out: USA" in str(found)
    assert found.to_frame()["gap"].tolist() == [2, 0, -1, -1]


def test_two_markets_have_no_rank_correlation_and_a_reason():
    found = compare(measured(), felt(DNK=10, FIN=90))
    assert math.isnan(found.rho)
    assert found.reason == "fewer than 3 markets"
    assert found.sentences()[0] == "No rank correlation: fewer than 3 markets."
    assert compare(measured(), felt(DNK=5, FIN=5, DEU=5)).reason == "all are equally far"


def test_answers_come_back_from_their_dictionaries():
    found = read_perceived(survey(ROWS), home="SWE")
    assert PerceivedDistances.from_dict(found.to_dict()).to_dict() == found.to_dict()
    both = compare(measured(), found)
    assert str(PerceivedComparison.from_dict(both.to_dict())) == str(both)
