"""Who stands on which side of the seven gaps, by hand."""

import numpy as np
from tests.actors.gaps.networks_by_hand import FIRM, actors_of, episodes_of, log_of

from hanse.actors.sides import GAPS, members, own_firms


def sides_of(*told):
    """Return for each actor the keys of the gaps on whose other side it stands."""
    log = log_of(actors_of(*told), episodes_of())
    found = {one.key: members(log, one) for one in GAPS}
    return [{key for key, mask in found.items() if mask[at]} for at in range(len(told))], log


def test_whoever_is_abroad_stands_in_the_seventh_gap_only():
    found, _ = sides_of(
        FIRM,
        ("research", "DEU", ""),
        ("capital+public body", "NOR", ""),
        ("other cluster", "DEU", ""),
        ("education", "DEU", "another"),
        ("research", "SWE", ""),
    )
    assert found == [{"firms"}, *[{"global"}] * 4, {"research"}]


def test_a_firm_abroad_that_names_the_cluster_is_no_firm_of_it():
    found, log = sides_of(FIRM, ("firm", "DEU", "own"), ("firm", "", "own"), ("firm", "SWE", ""))
    assert own_firms(log).tolist() == [True, False, True, False]
    assert found == [{"firms"}, {"global"}, {"firms"}, set()]
    nameless = log_of(log.actors, episodes_of(), cluster="")
    assert np.flatnonzero(own_firms(nameless)).tolist() == [0, 2, 3]
