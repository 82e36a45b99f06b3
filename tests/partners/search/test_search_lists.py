"""Places on lists and trust, worked by hand; who can stand on a list at all."""

import numpy as np
import pytest
from tests.partners.search.made_profiles import profiles_of, trust_table

from hanse.partners.search import Filters, search, trust_between
from hanse.partners.search.lists import gini, spread_lists
from hanse.result import answer_from_dict

OPEN = Filters(
    language=False, market=False, exclusions=False, competitors=False, own_cluster=False,
    stale_after=None,
)  # fmt: skip


@pytest.mark.parametrize(
    ("turns", "chosen"),
    [((0, 1), [{"a", "c"}, {"d", "b"}]), ((1, 0), [{"a", "b"}, {"d", "e"}])],
)
def test_in_the_second_round_rows_choose_the_other_way_round(turns, chosen):
    # Both want b in the second place. Places over columns: 2 * 2 / 5 = 0.8; whoever comes second
    # sees b at 0.9 / (1 + 0.2 / 0.8) = 0.72, less than the 0.8 of another.
    names = ["a", "b", "c", "d", "e"]
    wishes = [{"a": 1.0, "b": 0.9, "c": 0.8}, {"d": 1.0, "b": 0.9, "e": 0.8}]
    cells = [(row, names.index(name), score, turns[row])
             for row, own in enumerate(wishes) for name, score in own.items()]  # fmt: skip
    rows, columns, scores, order = (np.array(one) for one in zip(*cells, strict=True))
    picked = spread_lists(rows, columns, scores, order, most=2, load=1.0)
    found = [{names[c] for c in columns[picked & (rows == row)]} for row in (0, 1)]
    assert found == chosen


def test_another_prior_holds_for_pairs_without_a_row_and_is_what_ties_add_to():
    rows = [{"profile": f"P{k}", "offers": "x", "wants": "x"} for k in range(3)]
    profiles = profiles_of(rows)
    ties = trust_table({(0, 1): 1.0, (0, 2): 3.0}, column="strength")
    # the median strength is 2: 0.2 + 0.8 * 1/3 and 0.2 + 0.8 * 3/5
    made = trust_between(profiles, ties, prior=0.2)
    assert made.values.tolist() == pytest.approx([7 / 15, 0.68])
    frame = search(profiles, trust=made, filters=OPEN, newcomers=None).to_frame()
    stated = {(one.seeker, one.candidate): one.trust for one in frame.itertuples()}
    assert stated["P0", "P1"] == pytest.approx(7 / 15)
    assert {stated[pair] for pair in stated if pair[0] != "P0"} == {0.2}


def test_trust_is_a_reason_where_it_is_above_what_holds_for_everyone():
    # 3 of 7 is 1/3: more than a prior of 0.2, less than one of 0.5
    profiles = profiles_of([{"profile": f"P{k}", "offers": "x", "wants": "x"} for k in range(3)])
    for prior, is_reason in ((0.2, True), (0.5, False)):
        told = trust_between(profiles, trust_table({(0, 1): 3.0}), prior=prior)
        found = search(profiles, trust=told, filters=OPEN, newcomers=None)
        frame = found.to_frame().set_index(["seeker", "candidate"])
        assert frame["trust"]["P0", "P1"] == pytest.approx(1 / 3)
        assert frame["trust"]["P1", "P0"] == prior
        assert ("you trust it (3 of 7)" in frame["reasons"]["P0", "P1"]) == is_reason


def test_who_is_barred_for_every_seeker_is_not_among_those_places_are_spread_over():
    rows = [
        {"profile": "S", "cluster": "own", "wants": "x", "offers": "y"},
        {"profile": "T", "cluster": "own", "wants": "x", "offers": "y"},
        {"profile": "U", "cluster": "own", "wants": "x", "offers": "y"},
        {"profile": "A", "cluster": "far", "wants": "y", "offers": "x"},
        {"profile": "B", "cluster": "far", "wants": "z", "offers": "z"},
    ]
    bars = Filters(
        language=False, market=False, exclusions=False, competitors=False, own_cluster=True,
        stale_after=None,
    )  # fmt: skip
    found = search(profiles_of(rows), seekers=["S", "T"], filters=bars, newcomers=None)
    names = [found.profiles.ids[at] for at in found.candidates]
    assert [name for name, can in zip(names, found.is_open, strict=True) if can] == ["A", "B"]
    assert found.gini[0] == gini(np.array([2, 0])) == 0.5
    assert found.spread_sentence == (
        "1 of 2 candidates are proposed (3 more can be proposed to no seeker), the places spread "
        "with a Gini of 0.50."
    )
    again = answer_from_dict(found.to_dict())
    assert again.spread_sentence == found.spread_sentence
    everyone = search(profiles_of(rows), filters=bars, newcomers=None)
    assert everyone.is_open.all()
    assert everyone.spread_sentence.startswith("4 of 5 candidates are proposed, the places")
