"""From which share of replicative relocation the core falls below doing nothing."""

import json
import sys
from dataclasses import replace
from math import isnan

import numpy as np
import pytest

from hanse.errors import InputError
from hanse.strategy.catalogue_reader import read_catalogue
from hanse.strategy.effect.model import MEASURES
from hanse.strategy.effect.simulation import Scenario, simulate
from hanse.strategy.effect.threshold import Threshold, threshold

CATALOGUE = read_catalogue()
SHARES = tuple(i / 20 for i in range(21))


def test_no_share_of_replicative_relocation_alone_is_safe_and_it_says_so():
    found = threshold(CATALOGUE, draws=400)
    assert found.option == "replicative-outsourcing"
    assert found.start == 0.05
    assert found.is_never_safe
    assert found.sentence == (
        "No share of 'replicative-outsourcing' is safe: the median core ends below that without "
        "strategy at every share above 0 that was tried, from 5 % of the firms on (there in 100 % "
        "of the draws)."
    )
    assert found.shares == SHARES
    assert found.below == (0.0, *[1.0] * 20)
    assert found.core[0] == found.baseline


def test_beside_firms_that_protect_the_core_the_threshold_lies_higher():
    found = threshold(CATALOGUE, others={"outsourcing-materials": 0.4}, draws=400)
    assert not found.is_never_safe
    assert found.start > 0.05
    at = SHARES.index(found.start)
    assert found.core[at][1] < found.baseline[1] <= found.core[at - 1][1]
    assert found.sentence.startswith(f"From {100 * found.start:.0f} % of the firms")


def test_each_share_is_that_of_a_simulation_of_its_own():
    found = threshold(CATALOGUE, others={"captive-lower": 0.5}, draws=200, seed=3)
    scenario = Scenario("S", {"replicative-outsourcing": 0.3, "captive-lower": 0.35})
    made = simulate(CATALOGUE, [scenario], draws=200, seed=3)
    assert found.core[6] == pytest.approx(made.band("S", "core"), rel=1e-12)
    assert found.baseline == made.band("no strategy", "core")


def test_an_option_that_never_harms_has_no_threshold():
    found = threshold(CATALOGUE, "cost-exporting", draws=100)
    assert isnan(found.start)
    assert not found.is_never_safe
    assert found.sentence.startswith("At no share of 'cost-exporting'")


def test_others_that_harm_already_are_told():
    found = threshold(CATALOGUE, others={"replicative-captive": 1}, draws=100)
    assert found.start == 0
    assert found.sentence.endswith("at every share of 'replicative-outsourcing', even at none.")


def test_a_threshold_survives_its_dictionary_and_prints_its_label():
    for option in ("replicative-captive", "cost-exporting"):
        found = threshold(CATALOGUE, option, draws=50)
        again = Threshold.from_dict(json.loads(json.dumps(found.to_dict())))
        assert str(again) == str(found)
        assert again.to_dict() == found.to_dict()
        assert "illustration and not a forecast" in str(found)
        assert list(found.to_frame().columns) == ["share", "low", "median", "high", "below"]


def test_a_catalogue_without_replicative_relocation_asks_for_an_option():
    options = tuple(one for one in CATALOGUE.options if one.relocation != "replicative")
    with pytest.raises(InputError, match=r"no option with replicative relocation\. Name an option"):
        threshold(replace(CATALOGUE, options=options))


def test_bad_choices_are_errors_here_too():
    with pytest.raises(InputError, match="no option 'replicativ'"):
        threshold(CATALOGUE, "replicativ")
    with pytest.raises(InputError, match=r"scenario 'the other firms': the shares add up to 1\.2"):
        threshold(CATALOGUE, others={"cost-exporting": 0.6, "captive-lower": 0.6})
    with pytest.raises(InputError, match="draws is 0"):
        threshold(CATALOGUE, draws=0)


@pytest.mark.parametrize(
    ("option", "others"),
    [
        ("reshoring", {}),
        ("cost-exporting + reshoring", {}),
        ("replicative-outsourcing", {"reshoring": 0.1}),
    ],
    ids=str,
)
def test_an_option_that_is_not_rated_has_no_threshold(option, others):
    with pytest.raises(InputError) as error:
        threshold(CATALOGUE, option, others=others, draws=10)
    assert str(error.value) == "threshold: reshoring is not rated. Name an option that is rated."


def test_an_option_that_no_other_firm_chooses_need_not_be_rated():
    found = threshold(CATALOGUE, others={"reshoring": 0.0}, draws=10)
    assert found.start == 0.05


def test_the_threshold_is_the_last_share_at_which_the_core_falls_below_for_good(monkeypatch):
    cores = np.full(22, 0.9)
    cores[0] = 1.0  # without strategy
    cores[[1, 2, 7, 8, 9]] = 1.2  # no firm, 5 % and 30 to 40 % of the firms end above
    ends = np.stack([np.repeat(cores[:, None], 3, axis=1)] * len(MEASURES))
    monkeypatch.setattr(sys.modules[threshold.__module__], "steps", lambda *_: iter([ends]))
    found = threshold(CATALOGUE, draws=3)
    is_below = [band[1] < found.baseline[1] for band in found.core]
    assert is_below == [False, False, *[True] * 4, *[False] * 3, *[True] * 12]
    assert found.start == 0.45
    assert not found.is_never_safe
