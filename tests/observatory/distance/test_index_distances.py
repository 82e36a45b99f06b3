"""Kogut-Singh, Mahalanobis and ratios of indices that a user brings."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanse.errors import InputError
from hanse.observatory.distance import (
    IndexTable,
    PartTable,
    kogut_singh,
    log_ratio,
    mahalanobis,
    per_head,
)
from hanse.tables.long_table import LongTable


def index(values, **more):
    values = np.array(values, dtype=float)
    countries = tuple(f"C{i:02d}" for i in range(len(values)))
    indicators = tuple(f"i{j}" for j in range(values.shape[1]))
    return IndexTable(countries, indicators, values, "made", **more)


def drawn(seed, n=8, k=3):
    return np.random.default_rng(seed).normal(size=(n, k))


HAND = [[1.0, 10.0], [3.0, 30.0], [5.0, 20.0]]


def test_kogut_singh_by_hand():
    # Sample variances: 4 and 100. (1, 10) to (3, 30): (4/4 + 400/100) / 2 = 2.5; to (5, 20):
    # (16/4 + 100/100) / 2 = 2.5; (3, 30) to (5, 20): (4/4 + 100/100) / 2 = 1.
    found = kogut_singh(index(HAND)).part("kogut_singh")
    assert found.values.tolist() == [[0, 2.5, 2.5], [2.5, 0, 1], [2.5, 1, 0]]
    assert found.facts == {"indicators": 2.0, "ddof": 1.0}
    root = kogut_singh(index(HAND), form="euclidean").part("kogut_singh")
    assert root.values[0, 1] == math.sqrt(2.5)
    assert root.unit == "standard deviations"


def test_the_variance_over_all_countries_is_smaller_by_two_thirds():
    # ddof 0: variances 8/3 and 200/3, so distances are 3/2 as large.
    found = kogut_singh(index(HAND), ddof=0).part("kogut_singh").values
    assert found[0, 1] == pytest.approx(3.75)


def test_a_missing_indicator_empties_the_pair_or_is_left_out_of_the_mean():
    made = index([[1.0, np.nan], [3.0, 30.0], [5.0, 20.0]])
    strict = kogut_singh(made)
    assert math.isnan(strict.value("kogut_singh", "C00", "C01"))
    assert strict.reason("kogut_singh", "C00", "C01") == "C00: no i1"
    # First indicator alone: 4/4; the variance of the second is that of 30 and 20, 50.
    known = kogut_singh(made, missing="available")
    assert known.value("kogut_singh", "C00", "C01") == 1.0
    assert known.value("kogut_singh", "C01", "C02") == (1 + 100 / 50) / 2
    assert dict(known.part("kogut_singh").absent) == {}


def test_a_country_without_any_indicator_is_empty_either_way():
    made = index([[np.nan, np.nan], [1.0, 2.0], [3.0, 9.0]])
    found = kogut_singh(made, missing="available")
    assert found.reason("kogut_singh", "C00", "C01") == "C00: no i0 and i1"


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.floats(0.1, 50), st.floats(-20, 20))
def test_kogut_singh_does_not_depend_on_units(seed, scale, shift):
    values = drawn(seed)
    moved = values * [scale, 1, -scale] + shift
    one, other = (kogut_singh(index(x)).part("kogut_singh").values for x in (values, moved))
    assert np.allclose(one, other, rtol=1e-7, atol=1e-9)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_mahalanobis_is_that_of_the_inverse_covariance_and_of_its_cholesky_factor(seed):
    values = drawn(seed)
    covariance = np.cov(values.T)
    found = mahalanobis(index(values)).part("mahalanobis").values
    factor = np.linalg.cholesky(covariance)
    for i in range(len(values)):
        for j in range(len(values)):
            difference = values[i] - values[j]
            explicit = math.sqrt(difference @ np.linalg.inv(covariance) @ difference)
            assert found[i, j] == pytest.approx(explicit, abs=1e-9)
            solved = np.linalg.solve(factor, difference)
            assert found[i, j] == pytest.approx(math.sqrt(solved @ solved), abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_mahalanobis_does_not_depend_on_how_indicators_are_mixed(seed):
    values = drawn(seed)
    mixing = np.random.default_rng(seed + 1).normal(size=(3, 3)) + 3 * np.eye(3)
    one, other = (
        mahalanobis(index(x)).part("mahalanobis").values for x in (values, values @ mixing + 7)
    )
    assert np.allclose(one, other, atol=1e-6)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000))
def test_an_indicator_that_follows_from_others_adds_nothing(seed):
    values = drawn(seed)
    more = np.column_stack([values, values[:, 0] - 2 * values[:, 2]])
    table = mahalanobis(index(more))
    alone = mahalanobis(index(values)).part("mahalanobis").values
    assert np.allclose(table.part("mahalanobis").values, alone, atol=1e-6)
    explicit = np.linalg.pinv(np.cov(more.T), hermitian=True)
    difference = more[0] - more[1]
    assert alone[0, 1] == pytest.approx(math.sqrt(difference @ explicit @ difference), abs=1e-6)
    assert table.part("mahalanobis").facts["rank"] == 3
    assert table.notes == (
        "The 4 indicators have rank 3: the pseudo-inverse leaves out what follows.",
    )


def test_mahalanobis_of_one_indicator_is_the_root_of_kogut_singh():
    made = index([[1.0], [3.0], [5.0], [9.0]])
    root = kogut_singh(made, form="euclidean").part("kogut_singh").values
    assert np.allclose(mahalanobis(made).part("mahalanobis").values, root)


def test_the_condition_number_is_that_of_the_correlations():
    # Two indicators with correlation r have eigenvalues 1 + r and 1 − r.
    values = drawn(5, n=20, k=2)
    r = abs(np.corrcoef(values.T)[0, 1])
    facts = mahalanobis(index(values)).part("mahalanobis").facts
    assert facts["condition"] == pytest.approx((1 + r) / (1 - r))
    assert facts["rank"] == 2
    assert "rank 2" in str(mahalanobis(index(values)))


def test_mahalanobis_leaves_countries_without_an_indicator_empty():
    values = drawn(3)
    values[2, 1] = np.nan
    found = mahalanobis(index(values))
    assert found.reason("mahalanobis", "C02", "C05") == "C02: no i1"
    rest = np.delete(values, 2, axis=0)
    kept = np.delete(np.delete(found.part("mahalanobis").values, 2, 0), 2, 1)
    assert np.allclose(kept, mahalanobis(index(rest)).part("mahalanobis").values)


def test_the_ratio_of_two_countries_is_symmetric_and_a_missing_value_has_a_reason():
    table = log_ratio(index([[20.0], [40.0], [np.nan]]), "i0", name="income")
    assert table.value("income", "C00", "C01") == pytest.approx(math.log(2))
    assert table.value("income", "C01", "C00") == table.value("income", "C00", "C01")
    assert table.reason("income", "C00", "C02") == "C02: no i0"


def test_per_head_divides_what_both_have():
    gdp = IndexTable(("AAA", "BBB"), ("gdp",), np.array([[80.0], [30.0]]), "a", "2019")
    people = IndexTable(
        ("AAA", "BBB", "CCC"), ("n",), np.array([[0.0], [10.0], [1.0]]), "a", "2019"
    )
    found = per_head(gdp, people)
    assert found.indicators == ("gdp_per_head",)
    assert np.isnan(found.values[0, 0])
    assert found.values[1, 0] == 3
    assert (found.source, found.year) == ("a", "2019")


@pytest.mark.parametrize(
    ("act", "text"),
    [
        (
            lambda: kogut_singh(index([[1.0], [1.0]])),
            "made: i0 is the same everywhere. Leave it out.",
        ),
        (
            lambda: kogut_singh(index([[1.0], [np.nan]])),
            "made: i0 is known of fewer than 2 countries. Leave it out.",
        ),
        (
            lambda: kogut_singh(index(HAND), ddof=2),
            "ddof is 2. Give 0 (all countries) or 1 (a sample).",
        ),
        (
            lambda: kogut_singh(index(HAND), form="euclid"),
            "there is no form 'euclid'. Did you mean 'euclidean'? There are: index, euclidean.",
        ),
        (
            lambda: kogut_singh(index(HAND), missing="any"),
            "there is no missing 'any'. There are: pair, available.",
        ),
        (
            lambda: mahalanobis(index([[1.0, np.nan], [2.0, 3.0]])),
            "made: 1 country with all indicators. Leave out indicators that few countries have.",
        ),
        (
            lambda: log_ratio(index([[0.0], [-2.0], [1.0]]), "i0"),
            "made: i0 is not above 0: C00 0, C01 -2. A ratio needs values above 0.",
        ),
        (
            lambda: per_head(index([[1.0]], year="2018"), index([[1.0]], year="2019")),
            "per_head: made is of 2018, made of 2019. Years cannot be mixed: read both for one "
            "year.",
        ),
        (lambda: per_head(index(HAND), index(HAND)), "made: 2 indicators. Give one."),
        (
            lambda: IndexTable(("AAA", "AAA"), ("i",), np.zeros((2, 1)), "made"),
            "made: the country AAA stands twice",
        ),
        (
            lambda: IndexTable(("AAA",), ("i", "i"), np.zeros((1, 2)), "made"),
            "made: the indicator i stands twice",
        ),
        (
            lambda: IndexTable(("AAA",), ("i",), np.zeros((2, 1)), "made"),
            "made: values of shape (2, 1) for 1 country and 1 indicator",
        ),
        (
            lambda: IndexTable(("AAA",), ("i",), np.array([[np.inf]]), "made"),
            "made: i of AAA is infinite",
        ),
        (
            lambda: log_ratio(index(HAND), "i3"),
            "made: there is no indicator 'i3'. Did you mean 'i1'? There are: i0, i1.",
        ),
    ],
)
def test_errors_say_what_is_wrong(act, text):
    with pytest.raises(InputError) as error:
        act()
    assert str(error.value) == text


def long(**columns):
    frame = pd.DataFrame(columns)
    keys = [name for name in frame if name in ("country", "year")]
    return LongTable.from_frame(frame, keys=keys, values=[x for x in frame if x not in keys])


def test_a_long_table_becomes_an_index_of_one_year():
    table = long(
        country=["Sweden", "NA", "SWE", "WLD"], year=[2018, 2018, 2019, 2018], law=[1.0, 2.0, 3, 4]
    )
    found = IndexTable.from_long(table, year=2018, source="a survey")
    assert found.countries == ("NAM", "SWE")
    assert found.values.tolist() == [[2.0], [1.0]]
    assert found.year == "2018"
    assert found.notes == ("Left out, because they are groups of countries: 1 code, WLD.",)


def test_mixed_years_are_an_error():
    table = long(country=["SWE", "SWE"], year=[2018, 2019], law=[1.0, 2.0])
    with pytest.raises(InputError) as error:
        IndexTable.from_long(table)
    assert str(error.value) == (
        "frame: 2 years, 2018 to 2019, cannot be mixed. Choose one of them: year=..."
    )


def test_the_only_year_need_not_be_chosen_and_a_wrong_one_is_told():
    table = long(country=["SWE", "DEU"], year=[2018, 2018], law=[1.0, 2.0])
    assert IndexTable.from_long(table).year == "2018"
    with pytest.raises(InputError, match=r"there is no year '2017'. Did you mean '2018'"):
        IndexTable.from_long(table, year=2017)


def test_a_country_under_two_names_is_a_duplicate():
    with pytest.raises(InputError) as error:
        IndexTable.from_long(long(country=["SWE", "Sweden"], law=[1.0, 2.0]))
    assert str(error.value).startswith("frame: the same country twice: rows 1 and 2 (SWE).")


def test_unknown_countries_are_told_together_with_their_rows():
    table = long(country=["Sweeden", "SWE", "Germny"], law=[1.0, 2.0, 3.0])
    with pytest.raises(InputError) as error:
        IndexTable.from_long(table)
    text = str(error.value)
    assert "'Germny' (row 3; perhaps Germany (DEU))" in text
    assert "'Sweeden' (row 1; perhaps Sweden (SWE))" in text


def test_a_table_of_groups_only_is_an_error():
    with pytest.raises(InputError, match="frame, column country: no row of a country"):
        IndexTable.from_long(long(country=["WLD", "EUU"], law=[1.0, 2.0]))


def test_answers_come_back_from_their_dictionaries():
    made = index([[1.0, np.nan], [3.0, 30.0], [5.0, 20.0]], year="2019", units={"i0": "points"})
    assert IndexTable.from_dict(made.to_dict()).to_dict() == made.to_dict()
    found = mahalanobis(made)
    assert PartTable.from_dict(found.to_dict()).to_dict() == found.to_dict()
    assert made.to_frame()["reason"].tolist() == ["i1: no value", "", ""]
