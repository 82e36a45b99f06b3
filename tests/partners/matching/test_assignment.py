"""The largest total with a floor, against trying everything."""

import itertools
import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanse.errors import InputError, LimitReached
from hanse.partners.matching import assignment
from hanse.result import answer_from_dict
from hanse.tables.long_table import LongTable


def table_of(rows):
    frame = pd.DataFrame(rows, columns=["visitor", "host", "score"])
    return LongTable.from_frame(frame, keys=["visitor", "host"], values=["score"])


def everything(scores, visitors, hosts, places):
    """Yield (pairs, lowest, total) of every way to give places."""
    for chosen in itertools.product([None, *hosts], repeat=len(visitors)):
        given_pairs = [pair for pair in zip(visitors, chosen, strict=True) if pair[1] is not None]
        full = any(chosen.count(host) > places[host] for host in hosts)
        if not full and all(pair in scores for pair in given_pairs):
            got = [scores[pair] for pair in given_pairs]
            yield len(got), min(got, default=0.0), sum(got)


HOSTS = ["h0", "h1", "h2"]


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(["v0", "v1", "v2", "v3"]), st.sampled_from(HOSTS)),
        st.integers(0, 20).map(lambda k: k / 10),
        min_size=1,
        max_size=12,
    ),
    st.fixed_dictionaries({host: st.integers(0, 2) for host in HOSTS}),
)
@settings(max_examples=80, deadline=None)
def test_the_assignment_equals_trying_everything(scores, places):
    table = table_of([(a, b, score) for (a, b), score in scores.items()])
    visitors, hosts = table.keys["visitor"].labels, table.keys["host"].labels
    places = {host: places[host] for host in hosts}
    ways = list(everything(scores, visitors, hosts, places))
    n = max(way[0] for way in ways)
    floor = max(way[1] for way in ways if way[0] == n)
    fair = assignment(table, places)
    assert len(fair.pairs) == n
    best = max(way[2] for way in ways if way[0] == n and way[1] == floor)
    assert fair.total == pytest.approx(best)
    if n:
        assert fair.least == floor
    free = assignment(table, places, is_fair=False)
    assert free.total == pytest.approx(max(way[2] for way in ways if way[0] == n))
    assert fair.most_total == pytest.approx(free.total)
    assert len(fair.unmatched) == len(visitors) - n


def test_the_floor_gives_up_total_for_the_one_who_would_pay():
    rows = [("Ada", "Lund", 1.0), ("Ada", "Kiel", 0.5), ("Bo", "Lund", 0.6), ("Bo", "Kiel", 0.2)]
    found = assignment(table_of(rows), 1)
    assert (found.total, found.least) == (1.1, 0.5)
    assert "Total 1.10, lowest 0.50; without the floor total 1.20, lowest 0.20." in str(found)
    assert assignment(table_of(rows), 1, is_fair=False).pairs == (("Ada", "Lund"), ("Bo", "Kiel"))
    again = answer_from_dict(json.loads(json.dumps(found.to_dict())))
    assert again.to_dict() == found.to_dict()
    assert list(found.to_frame()) == ["visitor", "host", "score"]


def test_no_places_leave_everyone_named():
    found = assignment(table_of([("Ada", "Lund", 1.0)]), 0)
    assert found.unmatched == ("Ada",)
    assert np.isnan(found.least)
    assert "Ada has no place." in str(found)


def test_errors_say_what_to_do():
    table = table_of([("Ada", "Lund", 1.0)])
    with pytest.raises(InputError, match="no places are stated for Lund"):
        assignment(table, {})
    with pytest.raises(InputError, match=r"capacities, Lund: -2 is no number of places"):
        assignment(table, {"Lund": -2})
    with pytest.raises(InputError, match="there is no host 'Lunt'"):
        assignment(table, {"Lunt": 1})
    with pytest.raises(InputError, match="score is negative"):
        assignment(table_of([("Ada", "Lund", -1.0)]), 1)
    rows = [(f"v{k:04d}", "Lund", 1.0) for k in range(5_001)]
    with pytest.raises(LimitReached, match="5,001 visitors × 5,001 places against 25,000,000"):
        assignment(table_of(rows), 6_000)
