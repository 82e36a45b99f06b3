"""Coefficients by hand, against plain loops, under relabelling, and where they are undefined."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evidence.coefficients.published import KRIPPENDORFF
from tests.oracles.agreement import alpha, cohen, several

from hanse.errors import InputError
from hanse.evidence.coefficients import (
    RatersAgreement,
    agreement_of,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    gwet_ac2,
    krippendorff_alpha,
    percent_agreement,
)

CODES = (1, 2, 3, 4)
CELL = st.one_of(st.none(), st.sampled_from(CODES))
TABLES = st.integers(2, 4).flatmap(
    lambda raters: st.lists(
        st.lists(CELL, min_size=raters, max_size=raters), min_size=1, max_size=9
    )
)


def equal(found, wanted):
    """Return whether two numbers are equal or both undefined."""
    if math.isnan(wanted):
        return math.isnan(found)
    return math.isclose(found, wanted, abs_tol=1e-9)


@settings(max_examples=120, deadline=None)
@given(TABLES, st.sampled_from(["nominal", "ordinal", "interval", "ratio"]))
def test_alpha_equals_the_sum_over_all_pairs_of_values(table, level):
    found = krippendorff_alpha(table, level=level, categories=CODES)
    assert equal(found.value, alpha(table, level, CODES))
    assert bool(found.reason) == math.isnan(found.value)


@settings(max_examples=120, deadline=None)
@given(TABLES, st.sampled_from(["unweighted", "linear", "quadratic", "ordinal"]))
def test_fleiss_and_gwet_equal_loops_over_pairs(table, weights):
    options = {"weights": weights, "categories": CODES}
    assert equal(fleiss_kappa(table, **options).value, several(table, weights, CODES, "fleiss"))
    assert equal(gwet_ac2(table, **options).value, several(table, weights, CODES, "gwet"))


@settings(max_examples=120, deadline=None)
@given(TABLES, st.sampled_from(["unweighted", "linear", "quadratic", "ordinal"]))
def test_cohen_and_its_variance_equal_loops_over_units(table, weights):
    first, second = [row[0] for row in table], [row[1] for row in table]
    found = cohen_kappa(first, second, weights=weights, categories=CODES)
    value, variance = cohen(first, second, weights, CODES)
    assert equal(found.value, value)
    if not math.isnan(found.low) and found.low > -1 and found.high < 1:
        half = 1.959963985 * math.sqrt(variance)  # the root of what rounding leaves of 0 is 1e-7
        assert (found.high - found.low) / 2 == pytest.approx(half, abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(TABLES, st.permutations(CODES))
def test_names_of_codes_do_not_matter_at_the_nominal_level(table, order):
    other = [[None if one is None else f"code {order[one - 1]}" for one in row] for row in table]
    pairs = zip(agreement_of(table).coefficients, agreement_of(other).coefficients, strict=True)
    for here, there in pairs:
        assert equal(here.value, there.value)
        assert equal(here.low, there.low)


@settings(max_examples=60, deadline=None)
@given(TABLES, st.randoms(), st.sampled_from(["nominal", "ordinal", "interval", "ratio"]))
def test_the_order_of_raters_and_units_does_not_matter(table, chance, level):
    turn = list(range(len(table[0])))
    chance.shuffle(turn)
    other = [[row[place] for place in turn] for row in table]
    chance.shuffle(other)
    pairs = zip(
        agreement_of(table, level=level, categories=CODES).coefficients,
        agreement_of(other, level=level, categories=CODES).coefficients,
        strict=True,
    )
    for here, there in pairs:
        assert equal(here.value, there.value)


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
def test_full_agreement_is_one_and_has_no_interval_of_width_none(level):
    table = [[1, 1, None], [2, 2, 2], [3, None, 3], [1, 1, 1]]
    found = agreement_of(table, level=level, rng=np.random.default_rng(0))
    for one in found.coefficients:
        assert one.value == pytest.approx(1)
        assert math.isnan(one.low)
        assert "nobody disagrees" in one.interval
    assert found.differing == ()


def test_two_raters_worked_by_hand():
    # units 1 to 6: yes/yes, yes/yes, yes/no, no/no, no/no, and one that the second left out
    table = [["y", "y"], ["y", "y"], ["y", "n"], ["n", "n"], ["n", "n"], ["y", None]]
    found = agreement_of(table, raters=("Ada", "Bo"))
    value = {one.name: one.value for one in found.coefficients}
    assert (found.n_units, found.n_shared, found.n_pairs, found.observed) == (6, 5, 5, 0.8)
    # Cohen: 3/5 2/5 + 2/5 3/5 = 12/25
    assert value["Cohen's kappa"] == pytest.approx((0.8 - 0.48) / 0.52)
    # Fleiss and AC1 use all six units: y = (1 + 1 + .5 + 0 + 0 + 1) / 6 = 7/12
    chance = (7 / 12) ** 2 + (5 / 12) ** 2
    assert value["Fleiss' kappa"] == pytest.approx((0.8 - chance) / (1 - chance))
    assert value["Gwet's AC1"] == pytest.approx((0.8 - (1 - chance)) / chance)
    # alpha uses the five: 1 - 9 * 2 / (2 * 5 * 5)
    assert value["Krippendorff's alpha (nominal)"] == pytest.approx(1 - 9 * 2 / 50)
    assert found.differing == ("3",)
    assert found.used.tolist() == [[2, 4], [3, 2]]
    (pair,) = found.pairs
    assert pair.table.tolist() == [[2, 0], [1, 2]]
    assert (pair.prevalence, pair.bias) == (0.0, 0.2)
    assert pair.pabak == pytest.approx(0.6)


def test_prevalence_and_bias_are_differences_of_shares():
    # no/no 5, no/yes 3, yes/no 1, yes/yes 1 of 10
    cells = {("n", "n"): 5, ("n", "y"): 3, ("y", "n"): 1, ("y", "y"): 1}
    (pair,) = agreement_of([list(pair) for pair, n in cells.items() for _ in range(n)]).pairs
    assert (pair.prevalence, pair.bias, pair.observed) == (0.4, 0.2, 0.6)
    assert pair.pabak == pytest.approx(0.2)


def test_percent_agreement_averages_units_not_pairs():
    found = percent_agreement([["a", "a", "b", "b"], ["b", "b", None, None]])
    assert found.value == pytest.approx((1 / 3 + 1) / 2)


def test_with_three_raters_cohens_kappa_stands_pair_by_pair_only():
    found = agreement_of([["a", "a", "b"], ["b", "b", "b"], ["a", "b", "a"]], raters="xyz")
    assert "Cohen's kappa" not in [one.name for one in found.coefficients]
    assert [(one.first, one.second, one.n) for one in found.pairs] == [
        *(("x", "y", 3), ("x", "z", 3), ("y", "z", 3))
    ]
    assert found.pairs_frame()["kappa"].tolist() == pytest.approx(
        [0.4, -0.5, 0.4][:1] + [one.kappas[0].value for one in found.pairs[1:]]
    )
    assert found.verify()


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ([], "there is no unit"),
        ([[None, None]], "no unit is rated"),
        ([["a"], ["b"]], "there is one rater only"),
        ([["a", None], [None, "b"]], "no unit is rated by two raters"),
    ],
)
def test_without_two_ratings_of_a_unit_every_coefficient_says_why(table, reason):
    for one in (
        percent_agreement(table),
        fleiss_kappa(table),
        gwet_ac1(table),
        krippendorff_alpha(table),
    ):
        assert math.isnan(one.value)
        assert one.reason == reason
        assert one.interval == "no interval: there is no value"


def test_one_code_throughout_leaves_all_but_ac1_undefined_with_the_reason():
    table = [["a", "a"], ["a", "a"]]
    reasons = {one.name: one.reason for one in agreement_of(table).coefficients}
    assert reasons == {
        "percent agreement": "",
        "Cohen's kappa": "both coders used one code throughout",
        "Fleiss' kappa": "one code was used throughout",
        "Gwet's AC1": "one code was used, and no other named",
        "Krippendorff's alpha (nominal)": "units rated twice hold one code throughout",
    }
    assert gwet_ac1(table, categories=["a", "b"]).value == 1.0
    assert gwet_ac1(table, categories=["a"]).reason == "there is one code"


def test_alpha_says_when_only_units_rated_once_hold_another_code():
    found = krippendorff_alpha([["a", "a"], ["a", "a"], ["b", None]])
    assert found.reason == "units rated twice hold one code throughout"
    assert fleiss_kappa([["a", "a"], ["a", "a"], ["b", None]]).reason == ""


def test_raters_without_a_common_unit_have_no_kappa():
    found = cohen_kappa(["a", None], [None, "b"])
    assert found.reason == "there is no unit that both rated"


def test_one_unit_gives_a_value_without_interval():
    table = [["a", "b"]]
    for one in agreement_of(table, rng=np.random.default_rng(0)).coefficients:
        assert not math.isnan(one.value)
        assert math.isnan(one.low)
        assert one.interval.startswith("no interval")


def test_gaps_are_none_nan_and_the_empty_text():
    tables = [[["a", "a"], ["b", gap], ["b", "b"], ["a", "b"]] for gap in (None, math.nan, "", " ")]
    assert len({krippendorff_alpha(table).value for table in tables}) == 1


def test_numbers_may_be_written_as_text():
    text = [[None if one is None else f"{one}.0" for one in row] for row in KRIPPENDORFF]
    assert krippendorff_alpha(text, level="interval").value == pytest.approx(0.849107142857)


def test_an_order_of_words_follows_the_categories():
    words = ["none", "low", "middle", "high", "top"]
    table = [[None if one is None else words[one - 1] for one in row] for row in KRIPPENDORFF]
    found = krippendorff_alpha(table, level="ordinal", categories=words)
    assert round(found.value, 3) == 0.815


def test_the_interval_of_alpha_is_the_same_for_the_same_seed():
    both = [
        krippendorff_alpha(KRIPPENDORFF, level="ordinal", rng=np.random.default_rng(4))
        for _ in range(2)
    ]
    assert both[0] == both[1]
    assert both[0].low < both[0].value < both[0].high <= 1
    assert both[0].interval == "95 %, percentiles of 1,000 drawings of units"


def test_drawings_without_a_value_are_counted():
    table = [["a", "a"]] * 4 + [["a", "b"]]
    found = krippendorff_alpha(table, rng=np.random.default_rng(0))
    assert "more have no value" in found.interval
    rare = krippendorff_alpha([["a", "a"], ["a", "b"]], rng=np.random.default_rng(0))
    assert rare.interval.startswith("95 %")


def test_each_way_of_drawing_gives_the_alpha_of_the_drawn_table():
    # four units, so that every drawing is one of 35 tables; the extremes must be among them
    table = [[1, 1], [1, 3], [4, 4], [2, 4]]
    for level in ("nominal", "ordinal", "interval", "ratio"):
        values = [
            alpha([table[i] for i in drawn], level, CODES) for drawn in product(range(4), repeat=4)
        ]
        known = [one for one in values if not math.isnan(one)]
        found = krippendorff_alpha(
            table, level=level, rng=np.random.default_rng(2), resamples=4_000, confidence=0.999
        )
        assert (found.low, found.high) == pytest.approx((min(known), max(known)))


class FixedDrawings:
    """Stands for a generator and draws two sets of units in turn."""

    def __init__(self, *drawn):
        self.drawn = drawn

    def multinomial(self, n, shares, size):
        return np.resize(np.array(self.drawn), (size, len(shares)))


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
def test_a_drawing_counts_marginals_and_distances_anew(level):
    table = [[1, 1], [1, 3], [4, 4], [2, 4], [3, 3]]
    drawn = (0, 3, 1, 1, 0), (1, 1, 0, 2, 1)
    wanted = sorted(
        alpha(
            [row for row, times in zip(table, one, strict=True) for _ in range(times)], level, CODES
        )
        for one in drawn
    )
    found = krippendorff_alpha(
        table, level=level, categories=CODES, rng=FixedDrawings(*drawn), confidence=0.999
    )
    assert [found.low, found.high] == pytest.approx(wanted)


def test_a_wider_confidence_gives_a_wider_interval():
    narrow, wide = (gwet_ac1(KRIPPENDORFF, confidence=one).low for one in (0.8, 0.95))
    assert wide < narrow


def test_an_answer_survives_json_and_prints_its_reasons():
    found = agreement_of([["a", "a"], ["a", "a"]], raters=("Ada", "Bo"))
    again = RatersAgreement.from_dict(found.to_dict())
    assert again.to_dict() == found.to_dict()
    assert again.pairs[0].table.tolist() == [[2.0]]
    text = str(again)
    assert text.startswith("2 units, 2 raters: 2 units rated twice or more, 2 pairs of ratings, 0 ")
    assert "Cohen's kappa: both coders used one code throughout" in text
    frame = found.to_frame()
    assert list(frame.columns) == ["coefficient", "value", "low", "high", "reason", "interval"]
    assert len(frame) == 5


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (
            lambda: cohen_kappa(["a"], []),
            r"1 ratings against 0\. Give the ratings of the same units",
        ),
        (lambda: fleiss_kappa([["a", "b"], ["a"]]), r"unit 2 has 1 ratings where the first has 2"),
        (lambda: agreement_of([["a", "b"]], raters=["x"]), "1 names of raters for 2 columns"),
        (lambda: agreement_of([["a", "b"]], raters=["x", "x"]), "rater 'x' stands twice"),
        (lambda: agreement_of([["a", "b"]], units=["x", "y"]), "2 names for 1 units"),
        (
            lambda: gwet_ac1([["a", "exlude"]], categories=["a", "exclude"]),
            r"unit 1, rater 2: there is no code 'exlude'\. Did you mean 'exclude'\?",
        ),
        (lambda: gwet_ac1([["a", "b"]], categories=["a", "a"]), "category 'a' stands twice"),
        (lambda: gwet_ac1([["a", "b"]], categories=["a", ""]), "a category is empty"),
        (lambda: gwet_ac2([["low", "high"]]), r"the order of the codes high, low is not known"),
        (
            lambda: krippendorff_alpha([["a", "1"]], level="interval"),
            r"'a' is no number\. The level",
        ),
        (lambda: krippendorff_alpha([[1, math.inf]], level="interval"), "'inf' is no number"),
        (lambda: krippendorff_alpha([[-1, 1]], level="ratio"), r"-1 is below 0\. A ratio scale"),
        (lambda: krippendorff_alpha([[1, 1]], level="nominl"), "Did you mean 'nominal'"),
        (
            lambda: krippendorff_alpha([[i, i] for i in range(2_001)], level="interval"),
            r"there are 2,001 different codes\. At most 2,000 are compared",
        ),
        (lambda: krippendorff_alpha([[1, 1]], resamples=5), "resamples is 5"),
        (lambda: agreement_of([[1, 1]], resamples=5), "resamples is 5"),
        (lambda: agreement_of([[1, 1]], confidence=95), "confidence is 95"),
        (
            lambda: cohen_kappa([1], [1], weights="squared"),
            "there is no scheme of weights 'squared'",
        ),
        (lambda: agreement_of([[1, 1]]).get("kappa"), "there is no coefficient 'kappa'"),
    ],
)
def test_what_cannot_be_used_is_told(call, text):
    with pytest.raises(InputError, match=text):
        call()
