"""Ranking: the order, its reasons, and the words behind it."""

import numpy as np
import pytest
from tests.evidence.ranking.made_texts import made_texts
from tests.oracles.ranking import best_line, tf_idf

from hanse.errors import InputError
from hanse.evidence.ranking import (
    Ranking,
    TellingTerms,
    index_texts,
    next_record,
    rank,
    telling_terms,
)

IDS, TEXTS, INCLUDED = made_texts()
INDEX = index_texts(IDS, TEXTS)
LABELS = dict(zip(IDS[:25], INCLUDED[:25], strict=True))


def test_values_are_those_of_a_general_minimiser():
    found = rank(INDEX, LABELS)
    _, dense = tf_idf(TEXTS)
    weights, intercept = best_line(dense[:25], INCLUDED[:25])
    values = dict(zip(IDS, dense @ weights + intercept, strict=True))
    assert set(found.ids) == set(IDS[25:])
    assert np.allclose(found.values, [values[one] for one in found.ids], atol=2e-3)


def test_the_order_is_by_value():
    found = rank(INDEX, LABELS)
    assert (np.diff(found.values) <= 0).all()
    assert found.is_ranked
    assert (found.n_included, found.n_excluded) == (sum(INCLUDED[:25]), 25 - sum(INCLUDED[:25]))


def test_equal_texts_stand_in_the_order_of_the_file():
    index = index_texts("ABCDE", ["cluster", "knee", "knee ward", "knee ward", "knee ward"])
    assert rank(index, {"A": True, "B": False}).ids == ("C", "D", "E")
    assert rank(index, {"A": True, "B": False}, among="EDC").ids == ("C", "D", "E")


def test_next_record_is_the_first_of_the_ranking():
    assert next_record(INDEX, LABELS) == rank(INDEX, LABELS).ids[0]
    some = [*IDS[30:40], IDS[0]]
    assert next_record(INDEX, LABELS, among=some) == rank(INDEX, LABELS, among=some).ids[0]
    assert rank(INDEX, LABELS, among=some).ids[0] in some[:-1]


def test_nothing_left_is_no_record():
    everything = dict(zip(IDS, INCLUDED, strict=True))
    assert next_record(INDEX, everything) is None
    assert rank(INDEX, everything).ids == ()


@pytest.mark.parametrize(
    ("labels", "lacking"),
    [
        ({}, "one included and one excluded"),
        ({"R00": False, "R05": False}, "one included"),
        ({"R03": True}, "one excluded"),
    ],
)
def test_without_both_labels_the_order_is_that_of_the_file(labels, lacking):
    found = rank(INDEX, labels)
    assert found.ids == tuple(one for one in IDS if one not in labels)
    assert np.isnan(found.values).all()
    assert not found.is_ranked
    assert found.reason == (
        f"They stand in the order of the file: a ranking needs {lacking} record at least."
    )
    assert next_record(INDEX, labels) == found.ids[0]
    said = telling_terms(INDEX, labels).reason
    assert said == f"A ranking needs {lacking} record at least."


def test_texts_without_words_are_not_ranked():
    index = index_texts("ABC", ["", "", "cluster"])
    found = rank(index, {"A": True, "B": False})
    assert found.reason == (
        "They stand in the order of the file: no screened record has a word that tells texts apart."
    )


def test_the_same_labels_and_seed_give_the_same_values():
    one, other = rank(INDEX, LABELS, seed=4), rank(INDEX, LABELS, seed=4)
    assert one.values.tolist() == other.values.tolist()


def test_labels_of_records_that_are_not_there_are_refused():
    with pytest.raises(InputError, match="record 'R99' is not in the index of 60 records"):
        rank(INDEX, {"R99": True})
    with pytest.raises(InputError, match="record 'X' is not in the index of 60 records"):
        rank(INDEX, LABELS, among=["X"])


def test_a_ranking_prints_tidies_and_comes_back():
    found = rank(INDEX, LABELS)
    assert str(found).splitlines()[0] == "35 records left, ranked by 5 included and 20 excluded"
    assert str(rank(INDEX, {})).startswith("60 records left. They stand in the order of the file")
    frame = found.to_frame()
    assert list(frame.columns) == ["rank", "record", "value"]
    assert frame["record"].tolist() == list(found.ids)
    again = Ranking.from_dict(found.to_dict())
    assert again.ids == found.ids
    assert again.values.tolist() == found.values.tolist()
    assert np.isnan(Ranking.from_dict(rank(INDEX, {}).to_dict()).values).all()


def test_telling_terms_are_the_largest_weights():
    found = telling_terms(INDEX, LABELS, n=6)
    terms, dense = tf_idf(TEXTS)
    weights, _ = best_line(dense[:25], INCLUDED[:25])
    near = dict(zip(terms, weights, strict=True))
    for side, sign in ((found.speak_for, 1), (found.speak_against, -1)):
        assert len(side) == 6
        assert all(sign * weight > 0 for _, weight in side)
        assert [near[term] for term, _ in side] == pytest.approx([w for _, w in side], abs=2e-3)
        strongest = sorted(sign * weights)[-6:]
        assert [sign * w for _, w in side] == pytest.approx(strongest[::-1], abs=2e-3)


def test_telling_terms_print_tidy_and_come_back():
    found = telling_terms(INDEX, LABELS, n=2)
    assert found.to_frame()["weight"].is_monotonic_decreasing
    assert len(str(found).splitlines()) == 5
    assert TellingTerms.from_dict(found.to_dict()) == found
    assert "needs one included" in str(telling_terms(INDEX, {}))


def test_no_terms_are_refused():
    with pytest.raises(InputError, match=r"n is 0\. Ask for one term at least\."):
        telling_terms(INDEX, LABELS, n=0)
