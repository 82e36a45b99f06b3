"""Every indicator of the catalogue has a case worked by hand, through the public engines.

A case is a function that returns what the engine finds on a tiny input and the number worked out in
its comment; it stands in one of the tables ``CASES`` of ``tests/observatory/indicators``.
"""

import pytest
from tests.observatory.indicators import (
    cases_clusters,
    cases_distance,
    cases_firms,
    cases_specialisation,
)

from hanse.observatory.indicators import indicators

CASES = {
    **cases_firms.CASES,
    **cases_clusters.CASES,
    **cases_specialisation.CASES,
    **cases_distance.CASES,
}


def test_every_indicator_has_a_case_and_every_case_an_indicator():
    assert [id for id in indicators() if id not in CASES] == []
    assert [id for id in CASES if id not in indicators()] == []


@pytest.mark.parametrize("id", list(CASES))
def test_the_engine_finds_what_was_worked_out_by_hand(id):
    found, by_hand = CASES[id]()
    assert float(found) == pytest.approx(by_hand, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("id", [id for id in CASES if id in indicators()])
def test_the_number_lies_within_the_bounds_of_its_card(id):
    entry, (found, _) = indicators()[id], CASES[id]()
    assert not float(found) < entry.low
    assert not float(found) > entry.high
