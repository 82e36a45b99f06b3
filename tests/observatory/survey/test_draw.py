"""Leaders and random firms: who is taken, and with what weight."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanse.errors import InputError
from hanse.observatory.survey import draw_firms
from hanse.result import answer_from_dict

FIRMS = [f"f{i:02d}" for i in range(20)]


def taken(made):
    return {firm for firm, one in zip(made.firms, made.is_taken, strict=True) if one}


def test_all_leaders_are_taken_and_the_rest_is_drawn():
    leaders = [i in (3, 7) for i in range(20)]
    made = draw_firms(FIRMS, ["X"] * 20, size=10, seed=1, leaders=leaders)
    assert {"f03", "f07"} <= taken(made)
    assert len(taken(made)) == 10
    assert str(made) == "10 of 20 firms taken in 1 cluster: 2 leaders and 8 others (seed 1)"


def test_more_leaders_than_are_wanted_are_drawn_among_themselves():
    leaders = [i < 6 for i in range(20)]
    made = draw_firms(FIRMS, ["X"] * 20, size=10, seed=1, leaders=leaders, leaders_at_most=2)
    assert int((made.is_taken & made.is_leader).sum()) == 2
    assert len(taken(made)) == 10


def test_no_more_leaders_than_firms_are_taken():
    made = draw_firms(FIRMS, ["X"] * 20, size=3, seed=1, leaders=[True] * 20)
    assert len(taken(made)) == 3


def test_too_few_firms_are_no_error():
    assert taken(draw_firms(["a", "b"], ["X", "X"], size=10, seed=1)) == {"a", "b"}


def test_without_a_size_all_firms_are_taken():
    assert draw_firms(FIRMS, ["X"] * 20, size=None, seed=1).is_taken.all()


@given(st.permutations(range(20)), st.integers(0, 50))
def test_the_order_of_the_rows_changes_nothing(order, seed):
    leaders = [i in (3, 7) for i in range(20)]
    clusters = ["X" if i % 3 else "Y" for i in range(20)]
    one = draw_firms(FIRMS, clusters, size=4, seed=seed, leaders=leaders)
    other = draw_firms(
        [FIRMS[i] for i in order],
        [clusters[i] for i in order],
        size=4,
        seed=seed,
        leaders=[leaders[i] for i in order],
    )
    assert taken(one) == taken(other)


def test_another_cluster_changes_nothing():
    alone = draw_firms(FIRMS, ["X"] * 20, size=5, seed=2)
    both = draw_firms([*FIRMS, "z"], [*["X"] * 20, "Y"], size=5, seed=2)
    assert taken(alone) == taken(both) - {"z"}


def test_the_seed_decides():
    draws = {frozenset(taken(draw_firms(FIRMS, ["X"] * 20, size=5, seed=s))) for s in range(20)}
    assert len(draws) > 15


def test_every_firm_is_drawn_equally_often():
    counts = np.zeros(20)
    for seed in range(2000):
        counts += draw_firms(FIRMS, ["X"] * 20, size=5, seed=seed).is_taken
    assert counts.sum() == 10_000
    assert np.abs(counts - 500).max() < 100  # 5 standard deviations


def test_weights_worked_by_hand():
    # 42 firms, 2 leaders, both taken; 40 others, 4 taken: 10 each
    leaders = [i < 2 for i in range(20)]
    made = draw_firms(FIRMS, ["X"] * 20, size=6, seed=1, leaders=leaders, population={"X": 42.0})
    assert made.weights[:2].tolist() == [1.0, 1.0]
    assert set(made.weights[2:][made.is_taken[2:]]) == {10.0}
    assert np.isnan(made.weights[~made.is_taken]).all()


def test_weights_sum_to_the_number_of_firms():
    leaders = [i < 6 for i in range(20)]
    made = draw_firms(
        FIRMS,
        ["X"] * 20,
        size=9,
        seed=4,
        leaders=leaders,
        leaders_at_most=2,
        population={"X": 137.0},
    )
    assert math.fsum(made.weights[made.is_taken]) == pytest.approx(137)


def test_a_cluster_without_its_number_or_without_others_has_no_weights():
    made = draw_firms(FIRMS, ["X"] * 20, size=6, seed=1, population={})
    assert np.isnan(made.weights).all()
    only_leaders = draw_firms(
        ["a", "b"], ["X", "X"], size=1, seed=1, leaders=[True, False], population={"X": 9}
    )
    assert np.isnan(only_leaders.weights).all()


def test_fewer_firms_than_are_in_the_table_are_an_error():
    with pytest.raises(InputError) as error:
        draw_firms(["a", "b"], ["X", "X"], size=2, seed=1, population={"X": 1})
    assert str(error.value) == (
        "sample: X has 1 firm, but 2 are in the table. "
        "Count all firms of the cluster, leaders included."
    )


def test_a_firm_that_stands_twice_is_an_error():
    with pytest.raises(InputError, match="sample: firm 'a' stands twice in X"):
        draw_firms(["a", "a"], ["X", "X"], size=2, seed=1)
    assert draw_firms(["a", "a"], ["X", "Y"], size=2, seed=1).is_taken.all()


def test_columns_of_different_lengths_are_an_error():
    with pytest.raises(InputError, match="firms, clusters and leaders have 1, 2, 1 rows"):
        draw_firms(["a"], ["X", "X"], size=2, seed=1)


def test_a_sample_survives_its_file_and_has_a_frame():
    made = draw_firms(["a", "b"], ["X", "X"], size=1, seed=1, population={"X": 8})
    back = answer_from_dict(made.to_dict())
    assert back.to_dict() == made.to_dict()
    assert str(back) == str(made)
    assert list(made.to_frame().columns) == ["firm", "cluster", "is_leader", "is_taken", "weight"]
