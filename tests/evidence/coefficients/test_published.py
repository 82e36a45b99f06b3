"""Coefficients give the digits that were printed, and those of other programs."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest
from statsmodels.stats.inter_rater import aggregate_raters, cohens_kappa
from statsmodels.stats.inter_rater import fleiss_kappa as other_fleiss
from tests.evidence.coefficients.published import (
    FLEISS_COUNTS,
    KRIPPENDORFF,
    WIKIPEDIA_COUNTS,
    of_cells,
    spelt,
)

from hanse.evidence.coefficients import (
    agreement_of,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    gwet_ac2,
    krippendorff_alpha,
)


@pytest.mark.parametrize(
    ("level", "printed", "longer"),
    [
        ("nominal", 0.743, 0.743421052632),
        ("ordinal", 0.815, 0.815387503755),
        ("interval", 0.849, 0.849107142857),
        ("ratio", 0.797, 0.797402774712),
    ],
)
def test_alpha_of_krippendorffs_four_observers(level, printed, longer):
    # printed: Krippendorff (2011); longer: the package krippendorff 0.9.0 on the same table
    found = krippendorff_alpha(KRIPPENDORFF, level=level)
    assert round(found.value, 3) == printed
    assert found.value == pytest.approx(longer, abs=1e-11)


def test_fleiss_1971_prints_0_430_for_thirty_patients():
    found = fleiss_kappa(spelt(FLEISS_COUNTS))
    assert round(found.value, 3) == 0.430


def test_the_example_of_ten_subjects_and_fourteen_raters_has_kappa_0_210():
    assert round(fleiss_kappa(spelt(WIKIPEDIA_COUNTS)).value, 3) == 0.210


def test_cohen_1960_prints_0_492():
    # Cohen (1960), Table 1: 200 cases, agreement .70, by chance .41
    assert round(cohen_kappa(*of_cells([(88, 14, 18), (10, 40, 10), (2, 6, 12)])).value, 3) == 0.492


def test_simple_and_weighted_kappa_and_limits_as_sas_prints_them():
    # SAS, as printed in the tests of statsmodels: kappa, ASE and limits, simple and weighted
    pair = of_cells([(0, 4, 1), (0, 8, 0), (0, 1, 5)])
    simple = cohen_kappa(*pair, categories=(1, 2, 3))
    assert [round(one, 4) for one in (simple.value, simple.low, simple.high)] == [
        *(0.4842, 0.2137, 0.7547)
    ]
    weighted = cohen_kappa(*pair, weights="linear", categories=(1, 2, 3))
    assert [round(one, 4) for one in (weighted.value, weighted.low, weighted.high)] == [
        *(0.4701, 0.1845, 0.7558)
    ]


# irrCAC 0.4.4 (MIT), which follows Gwet (2014), on the table of Krippendorff: value, low, high.
GWET = {
    "unweighted": (0.775444068127, 0.460813348132, 0.761169275422, 0.424376279378),
    "linear": (0.858739136433, 0.600499700425, 0.817944767097, 0.491088884435),
    "quadratic": (0.914000723552, 0.685181365879, 0.864935064935, 0.543517254786),
    "ordinal": (0.898939769908, 0.663646700429, 0.850206189397, 0.526582809178),
    "ratio": (0.85736755783, 0.588690371731, 0.821338343945, 0.485938930067),
}


@pytest.mark.parametrize("weights", GWET)
def test_gwet_and_fleiss_with_gaps_as_gwets_handbook_and_irrcac_have_them(weights):
    gwet = gwet_ac2(KRIPPENDORFF, weights=weights)
    fleiss = fleiss_kappa(KRIPPENDORFF, weights=weights)
    found = (gwet.value, gwet.low, fleiss.value, fleiss.low)
    assert found == pytest.approx(GWET[weights], abs=1e-11)
    assert (gwet.high, fleiss.high) == (1.0, 1.0)


def test_gwet_2014_prints_ac1_as_0_775_for_four_raters():
    assert round(gwet_ac1(KRIPPENDORFF).value, 5) == 0.77544


def test_ac1_stays_high_where_one_code_is_rare_and_kappa_falls():
    # 118, 5, 2 and 0 of 125 units, by hand: p_a = 118/125 = .944; chance of kappa
    # (123 * 120 + 2 * 5) / 125^2 = 14770/15625, of AC1 2 pi (1 - pi), pi = 243/250 = .972
    pair = of_cells([(118, 5), (2, 0)])
    assert cohen_kappa(*pair).value == pytest.approx((0.944 - 14770 / 15625) / (1 - 14770 / 15625))
    chance = 2 * 0.972 * 0.028
    found = gwet_ac1(list(zip(*pair, strict=True)))
    assert found.value == pytest.approx((0.944 - chance) / (1 - chance))
    assert cohen_kappa(*pair).value < 0 < 0.9 < found.value


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("weights", ["unweighted", "linear", "quadratic"])
def test_cohens_kappa_and_its_limits_equal_statsmodels(seed, weights):
    rng = np.random.default_rng(seed)
    table = rng.integers(0, 9, size=(4, 4)) + 4 * np.eye(4, dtype=int)
    other = cohens_kappa(table, wt=None if weights == "unweighted" else weights)
    found = cohen_kappa(*of_cells(table.tolist()), weights=weights, categories=(1, 2, 3, 4))
    assert found.value == pytest.approx(other.kappa, abs=1e-12)
    limits = other.kappa_low, other.kappa_upp
    assert (found.low, found.high) == pytest.approx(
        (max(-1, limits[0]), min(1, limits[1])), abs=1e-12
    )


@pytest.mark.parametrize("seed", range(8))
def test_fleiss_kappa_equals_statsmodels(seed):
    table = np.random.default_rng(seed).integers(0, 4, size=(15, 5))
    counts, _ = aggregate_raters(table)
    assert fleiss_kappa(table.tolist()).value == pytest.approx(other_fleiss(counts), abs=1e-12)


def test_the_bootstrap_of_alpha_covers_the_alpha_of_many_units():
    # two raters who each copy the truth with 85 %, else draw one of three codes: with 40 units
    # the interval of 95 % must hold the alpha of very many units about 95 times in 100
    def drawn(count, rng):
        truth = [rng.choice("abc") for _ in range(count)]
        return [
            [one if rng.random() < 0.85 else rng.choice("abc") for _ in range(2)] for one in truth
        ]

    rng = random.Random(20)
    target = krippendorff_alpha(drawn(40_000, rng)).value
    held = 0
    for seed in range(120):
        found = krippendorff_alpha(drawn(40, rng), rng=np.random.default_rng(seed), resamples=300)
        held += found.low <= target <= found.high
    assert 105 <= held <= 119


def test_every_coefficient_of_the_published_table_stands_in_one_answer():
    found = agreement_of(KRIPPENDORFF, level="ordinal", raters="ABCD")
    assert (found.n_units, found.n_shared, found.n_pairs) == (12, 11, 55)
    assert [one.name for one in found.coefficients] == [
        "percent agreement",
        "Fleiss' kappa",
        "Gwet's AC1",
        "Gwet's AC2 (ordinal)",
        "Krippendorff's alpha (ordinal)",
    ]
    assert found.observed == pytest.approx(0.818181818)
    assert math.isnan(found.get("Krippendorff's alpha (ordinal)").low)
