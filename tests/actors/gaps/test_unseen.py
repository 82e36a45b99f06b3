"""Intervals for counts: exact ends, coverage, and the share that is logged."""

import math

import numpy as np
import pytest

from hanse.actors.gaps.logged import Logged
from hanse.actors.gaps.unseen import Estimate, count_interval, scaled
from hanse.errors import InputError


def test_nothing_seen_does_not_mean_that_nothing_is_there():
    assert count_interval(0, 0.0, 0.0, most=400, share=0.8) == Estimate(0.0, 0.0, 2.0)
    assert count_interval(0, 0.0, 0.0, most=1, share=0.8).high == 1.0


def test_what_was_seen_is_there():
    found = count_interval(40, 38.0, 9.0, most=100, share=0.8)
    assert found.low == found.value == 40.0
    assert found.high > 40.0


def test_with_all_logged_there_is_no_width():
    assert count_interval(7, 7.0, 0.0, most=10, share=1.0) == Estimate(7.0, 7.0, 7.0)


def test_more_that_comes_together_makes_it_wider():
    widths = [
        count_interval(50, 60.0, 20.0, most=900, share=0.8, unit=unit).high for unit in (1.0, 3.0)
    ]
    assert widths[0] < widths[1]


@pytest.mark.parametrize("p", [0.6, 0.8, 0.95])
@pytest.mark.parametrize("density", [0.002, 0.05, 0.3])
def test_intervals_hold_the_truth_whatever_the_activity(p, density):
    """60 firms and 50 others, half of the ties of one episode and half of heavy-tailed number."""
    rng = np.random.default_rng([int(100 * p), int(1000 * density)])
    turn, hits, rounds = -(1 - p) / p, 0, 300
    for _ in range(rounds):
        true = int(rng.binomial(3000, density))
        episodes = np.where(rng.random(true) < 0.5, 1, np.minimum(rng.zipf(1.8, true), 400))
        n = rng.binomial(episodes, p)
        n = n[n > 0]
        variance = (1 - p) * float((n * turn ** (2.0 * (n - 1)) / p**2).sum())
        estimate = float((1 - turn ** n.astype(float)).sum())
        found = count_interval(len(n), estimate, variance, most=3000, share=p)
        hits += found.low <= true <= found.high
    assert hits / rounds >= 0.91


def test_undefined_figures_stay_undefined():
    assert scaled(Estimate(), 2.0).text() == "–"
    assert Estimate(0.5).text(1) == "0.5"
    assert Estimate(0.5, 0.5, 0.5).text(1) == "0.5"
    assert scaled(Estimate(2.0, 1.0, 4.0), 0.5) == Estimate(1.0, 0.5, 2.0)


def test_an_audit_gives_the_share_and_its_error():
    audit = Logged.from_audit(asked=120, found=96)
    assert audit.share == pytest.approx(96.5 / 121)
    assert audit.error == pytest.approx(math.sqrt(96.5 * 24.5 / 121**2 / 122))
    assert str(audit).endswith("an audit found 96 of 120.")
    assert Logged.from_dict(audit.to_dict()) == audit
    assert not Logged.from_audit(asked=10, found=10).is_complete
    assert str(Logged(0.9)) == "90.0 % of all episodes are taken to be logged."
    assert "every episode" in str(Logged()).lower()


@pytest.mark.parametrize("share", [0.5, 0.0, 1.1, math.nan])
def test_a_share_out_of_range_is_told(share):
    with pytest.raises(InputError) as told:
        Logged(share)
    assert str(told.value) == (
        f"share of logged episodes: it is {share:g}. Give a share above 0.5 and up to 1; with "
        "less, log more before measuring."
    )


def test_an_audit_that_cannot_be_is_told():
    with pytest.raises(InputError) as told:
        Logged.from_audit(asked=0, found=0)
    assert str(told.value) == "audit of the log: asked is 0. Ask for 1 episode or more."
    with pytest.raises(InputError) as told:
        Logged.from_audit(asked=10, found=11)
    assert str(told.value) == "audit of the log: found is 11, asked 10. Give 0 to 10."
    with pytest.raises(InputError) as told:
        Logged(0.8, error=-1.0)
    assert str(told.value) == "share of logged episodes: its error is -1. Give one from 0."
