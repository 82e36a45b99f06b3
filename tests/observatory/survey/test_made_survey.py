"""The made survey of 59 clusters: it is what its README says, and a study runs on it."""

from functools import cache

import numpy as np
import pytest
from tests.observatory.survey.made_survey import EXAMPLE, ITEMS, TOWNSHIP, files, settings

from hanse import Direct, build_truth_table, calibrate, minimize, read_cases
from hanse.observatory.survey import cluster_table, read_firms, read_plan, scale


@cache
def made():
    plan = read_plan(settings())
    firms = read_firms(EXAMPLE / "firms.csv", plan)
    return cluster_table(firms, read_cases(EXAMPLE / "clusters.csv", id="cluster"), plan)


@pytest.mark.parametrize("name", ["firms.csv", "clusters.csv"])
def test_the_files_are_made_byte_for_byte(name):
    assert (EXAMPLE / name).read_bytes().decode() == files()[name]


def test_59_clusters_become_34_and_each_rule_removes_its_own():
    assert (made().log.n_before, made().log.n_after) == (59, 34)
    assert made().log.counts == (1, 2, 13, 9)
    assert made().log.n_before - sum(made().log.counts) == 34
    assert str(made()).startswith("59 → 34 clusters, 536 → 340 firms\n")
    assert made().verify()


def test_ten_firms_stand_behind_every_cell():
    assert set(made().n_firms) == {10}
    assert all(set(counts) == {10} for counts in made().n_used.values())
    leaders = made().sample.is_leader
    clusters = np.array(made().sample.clusters)
    for cluster in made().table.cases:
        assert leaders[clusters == cluster].sum() in (1, 2)


def test_the_three_items_have_alpha_098():
    (one,) = made().scales
    assert one.alpha == pytest.approx(0.98, abs=0.005)
    assert (round(one.alpha_low, 2), round(one.alpha_high, 2)) == (0.97, 0.99)
    assert one.n == 34
    rows = made().table.select(made().table.cases)
    assert made().table.numeric("VC").tolist() == one.scores.tolist()
    assert ITEMS[0] not in rows.names  # keep leaves the items out
    asked = read_cases(EXAMPLE / "clusters.csv", id="cluster").select(made().table.cases)
    assert scale(asked, list(ITEMS)).alpha == one.alpha


def test_the_weighted_mean_is_higher_everywhere():
    difference = made().table.numeric("CI_weighted") - made().table.numeric("CI")
    assert (difference > 0).all()
    assert round(difference.mean(), 1) == 7.8


def test_firms_that_are_not_used_are_in_the_log_with_the_rule():
    assert len(made().firm_log) == 196
    assert all(one.reason.startswith("its cluster was removed: ") for one in made().firm_log)


def test_the_means_are_those_of_the_township_example():
    known = read_cases(TOWNSHIP, id="cluster")
    rows = {value: i for i, value in enumerate(known.numeric("CI"))}
    order = [rows[round(value, 2)] for value in made().table.numeric("CI")]
    for name, old, apart in [("ISC", "ISC", 0.05), ("Pat", "Pat", 0.05), ("AK", "AK", 0.05)]:
        assert np.abs(made().table.numeric(name) - known.numeric(old)[order]).max() < apart + 1e-9
    assert np.abs(made().table.numeric("VC") - known.numeric("VC")[order]).max() < 1 / 6 + 1e-9
    assert made().table.numeric("firms").tolist() == known.numeric("HC")[order].tolist()


ENDS, QUARTERS = ("min", "median", "max"), ("p25", "p50", "p75")


def intermediate_models(table, size):
    """Return the models of the intermediate solution with the settings of the paper."""
    anchors = {"ISC": ENDS, "Pat": QUARTERS, "AK": ENDS, "VC": (2, 4, 6), size: QUARTERS}
    methods = {name: Direct(*three, nudge=0.001) for name, three in anchors.items()}
    sets = calibrate(table, {"CI": Direct(*ENDS), **methods})
    rows = build_truth_table(sets, "CI", consistency=0.8, pri=0.6)
    found = minimize(rows, expectations=dict.fromkeys(anchors, "present"))
    return [one.expression.replace(size, "HC") for one in found.intermediate.models]


def test_a_study_on_the_table_gives_the_models_of_the_township_example():
    found = intermediate_models(made().table, "firms")
    assert found == intermediate_models(read_cases(TOWNSHIP, id="cluster"), "HC")
    assert len(found) == 2
    assert all("ISC*Pat*VC*~HC" in one for one in found)
