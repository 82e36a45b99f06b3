"""Simulations: the order of the recipe and its figures."""

import math

import numpy as np
import pytest
from tests.evidence.ranking.labelled import FOUND, labelled
from tests.evidence.ranking.made_texts import made_texts
from tests.oracles.ranking import simulated_order

from hanse.errors import InputError
from hanse.evidence.ranking import Simulation, index_texts, simulate

IDS, TEXTS, INCLUDED = made_texts()
INDEX = index_texts(IDS, TEXTS)
FROZEN = (
    "44 38 36 42 31 12 33 56 26 40 54 30 20 52 18 5 21 15 35 17 41 23 14 9 22 55 53 0 11 "
    "43 50 59 47 19 45 2 34 39 57 48 3 46 51 49 13 24 25 10 7 4 58 6 32 27 8 28 16 37 29 "
    "1 "
)


@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize("refit", ["every", 0.05, 0.3])
def test_the_order_is_that_of_plain_loops(seed, refit):
    played = simulate(INDEX, INCLUDED, seed=seed, refit=refit)
    share = 0.0 if refit == "every" else refit
    *_, order = simulated_order(TEXTS, INCLUDED, seed=seed, share=share)
    assert (*played.priors, *played.order.tolist()) == order


def test_the_order_of_sixty_texts_stays_as_it_was():
    played = simulate(INDEX, INCLUDED, seed=0)
    assert [*played.priors, *played.order.tolist()] == [int(at) for at in FROZEN.split()]


def test_measures_by_hand():
    order = np.array([2, 3, 0, 4, 5, 6, 1, 7])
    included = np.array([1, 1, 1, 0, 1, 0, 0, 0, 1, 0], dtype=bool)
    played = Simulation(tuple("ABCDEFGHIJ"), included, (8, 9), order, 0, "every")
    assert (played.n, played.n_relevant) == (8, 4)
    assert played.curve.tolist() == [1, 1, 2, 3, 3, 3, 4, 4]
    assert played.records_for(0.95) == 7  # ceil(3.8) = 4 are needed
    assert played.records_for(0.75) == 4
    assert played.wss() == 0.95 - 7 / 8
    assert played.wss(0.75) == 0.75 - 4 / 8
    assert played.atd == (1 + 3 + 4 + 7) / 4 / 8
    assert [played.recall_at(n) for n in (0, 3, 8)] == [0.0, 0.5, 1.0]
    assert str(played) == (
        "8 records, 4 relevant, without the two priors of seed 0; ranked anew after every label. "
        "95 % of the relevant are found after 7 records (87.5%): WSS@95 0.0750, ATD 0.4688."
    )


def test_shares_are_taken_as_written_and_not_as_floats_store_them():
    included = np.ones(102, dtype=bool)
    included[101] = False
    played = Simulation(tuple(map(str, range(102))), included, (100, 101), np.arange(100), 0, "0.1")
    assert played.records_for(0.07) == 7  # 0.07 * 100 is 7.000000000000001
    assert played.records_for(0.29) == 29


def test_a_single_relevant_record_leaves_nothing_to_find():
    played = simulate(INDEX, [True] + [False] * 59, seed=0)
    assert played.n_relevant == 0
    assert math.isnan(played.wss())
    assert math.isnan(played.atd)
    assert math.isnan(played.recall_at(3))
    assert str(played).endswith("No relevant record is left to find.")


def test_a_simulation_tidies_and_comes_back():
    played = simulate(INDEX, INCLUDED, seed=1, refit=0.3)
    frame = played.to_frame()
    assert list(frame.columns) == ["rank", "record", "included", "found"]
    assert frame["found"].iloc[-1] == played.n_relevant == sum(INCLUDED) - 1
    again = Simulation.from_dict(played.to_dict())
    assert again.order.tolist() == played.order.tolist()
    assert (again.priors, again.wss(), again.atd) == (played.priors, played.wss(), played.atd)


def test_progress_is_told():
    told = []
    simulate(INDEX, INCLUDED, seed=0, refit=0.3, progress=lambda *step: told.append(step))
    assert told[0] == ("simulate", 2, 60)
    assert all(step[1] < 60 for step in told)


@pytest.mark.parametrize("refit", ["often", 0, 1.0, -0.1])
def test_an_unknown_refit_is_refused(refit):
    with pytest.raises(InputError) as caught:
        simulate(INDEX, INCLUDED, seed=0, refit=refit)
    said = f"refit is {refit!r}. Say 'every', or give a share above 0, below 1, such as 0.05."
    assert str(caught.value) == said


@pytest.mark.parametrize(("labels", "n"), [([True] * 60, 60), ([False] * 60, 0)])
def test_labels_of_one_kind_are_refused(labels, n):
    with pytest.raises(InputError) as caught:
        simulate(INDEX, labels, seed=0)
    assert str(caught.value) == (
        f"{n} of 60 records are relevant. "
        "A simulation needs one relevant and one irrelevant record at least."
    )


def test_missing_labels_are_refused():
    with pytest.raises(InputError, match="there are 3 labels for 60 records"):
        simulate(INDEX, [True, False, True], seed=0)


def test_measures_out_of_range_are_refused():
    played = simulate(INDEX, INCLUDED, seed=1, refit=0.3)
    with pytest.raises(InputError, match=r"recall_at\(59\). Give a whole number from 0 to 58"):
        played.recall_at(59)
    with pytest.raises(InputError, match=r"recall is 95. Give a share above 0, at most 1"):
        played.records_for(95)


if FOUND:
    STATED = {
        ("Kitchenham_2010", 0): (0.6586, 0.0860),
        ("Kitchenham_2010", 1): (0.6709, 0.0880),
        ("Kitchenham_2010", 2): (0.6650, 0.0895),
        ("Nagtegaal_2019", 0): (0.7224, 0.0889),
    }

    @pytest.mark.parametrize(("name", "seed"), STATED)
    def test_figures_of_a_refit_at_every_twentieth_are_those_stated(name, seed):
        index, _, included = labelled(name)
        played = simulate(index, included, seed=seed, refit=0.05)
        assert (round(played.wss(), 4), round(played.atd, 4)) == STATED[name, seed]

    def test_the_first_thirty_steps_with_real_texts_are_those_of_the_recipe():
        from sklearn.feature_extraction.text import TfidfVectorizer

        index, texts, included = labelled("Nagtegaal_2019")
        found = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=1, max_df=0.95)
        steps = simulated_order(texts, included, seed=0, matrix=found.fit_transform(texts))
        for _ in range(30):
            order = next(steps)
        labels = {str(at): bool(included[at]) for at in order[:-1]}
        from hanse.evidence.ranking import next_record, rank

        assert next_record(index, labels) == str(order[-1])
        shown = list(order[:2])
        for _ in range(30):
            known = {str(at): bool(included[at]) for at in shown}
            shown.append(int(rank(index, known).ids[0]))
        assert tuple(shown) == order
