"""Rank correlations of distance with flows."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import rankdata, spearmanr
from tests.observatory.distance.made_parts import SHARED, line, part

from hanse.errors import InputError
from hanse.observatory.distance import (
    FlowCorrelation,
    PartTable,
    default_parts,
    distance_index,
    flow_correlation,
    read_gravity,
)
from hanse.observatory.distance.rank_correlation import partial_spearman, spearman
from hanse.tables.long_table import LongTable

CODES = ("DEU", "DNK", "FIN", "SWE")


def index():
    x, y = line(0, 1, 3, 7), line(0, 5, 1, 2)
    return distance_index(PartTable(CODES, {"x": part(x), "y": part(y)}), {"x": 1, "y": 0.5})


def flows(rows, *more):
    names = ["origin", "destination", "flow", *more]
    frame = pd.DataFrame(rows, columns=names)
    return LongTable.from_frame(frame, keys=names[:2], values=names[2:])


def all_pairs(seed, gdp=False):
    rng = np.random.default_rng(seed)
    size = dict(zip(CODES, rng.uniform(1, 9, 4), strict=True))
    rows = [
        [a, b, rng.uniform(0, 9), *([size[a], size[b]] if gdp else [])]
        for a in CODES
        for b in CODES
        if a != b
    ]
    return flows(rows, *(["gdp_origin", "gdp_destination"] if gdp else []))


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_the_rank_correlation_is_scipys(seed):
    rng = np.random.default_rng(seed)
    x, y = rng.integers(0, 5, 12).astype(float), rng.normal(size=12)
    assert spearman(x, y) == pytest.approx(spearmanr(x, y).statistic)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_one_number_held_is_the_formula_of_three_correlations(seed):
    rng = np.random.default_rng(seed)
    x, y, z = rng.normal(size=(3, 10))
    a, b, c = (spearmanr(*pair).statistic for pair in ((x, y), (x, z), (y, z)))
    formula = (a - b * c) / math.sqrt((1 - b**2) * (1 - c**2))
    assert partial_spearman(x, y, (z,)) == pytest.approx(formula)


def test_a_partial_correlation_by_hand():
    # Ranks x 1 2 3 4, y 2 1 4 3, z 1 3 2 4: correlations 0.6, 0.8 and 0; 0.6 / (0.6 × 1) = 1.
    x, y, z = (np.array(one, dtype=float) for one in ([1, 2, 3, 4], [2, 1, 4, 3], [1, 3, 2, 4]))
    assert spearman(x, y) == pytest.approx(0.6)
    assert spearman(x, z) == pytest.approx(0.8)
    assert spearman(y, z) == pytest.approx(0)
    assert partial_spearman(x, y, (z,)) == pytest.approx(1)


def test_too_few_or_equal_values_have_no_correlation():
    flat, up = np.ones(4), np.arange(4.0)
    assert math.isnan(spearman(flat, up))
    assert math.isnan(spearman(up[:2], up[:2]))
    assert math.isnan(partial_spearman(up, up, (up,)))
    assert math.isnan(partial_spearman(up[:3], flat[:3], (up[:3],)))


def test_all_pairs_within_origins_and_sizes_held_are_those_of_a_plain_count():
    table, made = all_pairs(4, gdp=True), index()
    frame = table.to_frame()
    frame["d"] = [
        made.value(a, b) for a, b in zip(frame["origin"], frame["destination"], strict=True)
    ]
    found = flow_correlation(made, table).of("index")
    assert found.rho == pytest.approx(spearmanr(frame["d"], frame["flow"]).statistic)
    within = [spearmanr(g["d"], g["flow"]).statistic for _, g in frame.groupby("origin")]
    assert found.within == pytest.approx(np.median(within))
    assert (found.pairs, found.origins, found.pairs_with_size) == (12, 4, 12)
    held = np.column_stack(
        [np.ones(12), rankdata(frame["gdp_origin"]), rankdata(frame["gdp_destination"])]
    )
    left = [
        r - held @ np.linalg.solve(held.T @ held, held.T @ r)
        for r in (rankdata(frame["d"]), rankdata(frame["flow"]))
    ]
    assert found.partial == pytest.approx(np.corrcoef(left)[0, 1])


def test_a_part_alone_is_correlated_as_an_index_of_that_part():
    table = all_pairs(7)
    both = flow_correlation(index(), table)
    alone = distance_index(index().parts, {"y": 1})
    assert both.of("y").rho == pytest.approx(flow_correlation(alone, table).of("index").rho)
    assert [one.name for one in both.listed] == ["index", "x", "y"]


def test_numbers_without_sizes_are_empty_with_a_reason():
    found = flow_correlation(index(), all_pairs(1)).of("index")
    assert math.isnan(found.partial)
    assert found.reason == "no sizes of the countries"
    few = flow_correlation(index(), flows([["DEU", "SWE", 1.0]])).of("index")
    assert few.reason == (
        "fewer than 3 pairs, or all are equal; no origin with 3 destinations that differ; no sizes "
        "of the countries"
    )


def test_flows_of_other_countries_and_missing_flows_are_counted():
    rows = [["DEU", "SWE", 1.0], ["DEU", "USA", 2.0], ["DEU", "DNK", np.nan], ["DEU", "FIN", 3.0]]
    found = flow_correlation(index(), flows([*rows, ["WLD", "SWE", 9.0]]))
    assert found.of("index").pairs == 2
    assert found.left_out == 2
    assert found.notes == ("Left out, because they are groups of countries: 1 code, WLD.",)
    assert "Left out: 2 flows" in str(found)


@pytest.mark.parametrize(
    ("act", "text"),
    [
        (
            lambda: flow_correlation(index(), flows([["DEU", "SWE", -1.0]])),
            "frame, column flow: flow is negative in 1 row: row 1: -1.",
        ),
        (
            lambda: flow_correlation(index(), flows([["DEU", "SWE", 1.0], ["DE", "SWE", 2.0]])),
            "frame: the same origin and destination twice: rows 1 and 2 (DEU, SWE).",
        ),
        (
            lambda: flow_correlation(index(), flows([["USA", "SWE", 1.0]])),
            "frame: no flow belongs to a pair of the index",
        ),
        (
            lambda: flow_correlation(index(), all_pairs(1)).of("z"),
            "there is no distance 'z'. There are: index, x, y.",
        ),
        (
            lambda: flow_correlation(
                index(), flows([["DEU", "SWE", 1.0, 0.0, 1.0]], "gdp_origin", "gdp_destination")
            ),
            "frame, column gdp_origin: gdp_origin is not above 0: row 1: 0. Correct",
        ),
    ],
)
def test_errors_say_what_is_wrong(act, text):
    with pytest.raises(InputError) as error:
        act()
    assert str(error.value).startswith(text)


def test_the_answer_comes_back_from_its_dictionary():
    found = flow_correlation(index(), all_pairs(2, gdp=True))
    assert str(FlowCorrelation.from_dict(found.to_dict())) == str(found)
    assert found.to_frame()["name"].tolist() == ["index", "x", "y"]


if SHARED.exists():

    def test_the_default_index_falls_with_the_flows_of_2006():
        folder = SHARED / "data" / "bilateral-trade-gravity"
        gravity = read_gravity(folder / "gravity_no_zeros.csv.gz", year=2006)
        found = flow_correlation(distance_index(default_parts()), gravity.flows)
        whole = found.of("index")
        assert whole.pairs == 17_004
        assert whole.origins == 165
        assert found.left_out == 0
        assert whole.rho == pytest.approx(-0.22, abs=0.03)
        assert whole.within == pytest.approx(-0.26, abs=0.03)
        assert whole.partial == pytest.approx(-0.40, abs=0.03)
        parts = [one.partial for one in found.listed[1:]]
        assert all(one < 0 for one in parts)
        assert whole.partial < min(parts)  # together they say more than any alone
