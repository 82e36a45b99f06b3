"""The index of texts: the weights of the recipe, and what it refuses."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer
from tests.evidence.ranking.made_texts import made_texts
from tests.oracles.ranking import tf_idf

from hanse.errors import InputError
from hanse.evidence.ranking import TextIndex, index_texts, load_index, save_index
from hanse.evidence.ranking.term_counts import count_terms


def of_the_recipe(texts):
    found = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=1, max_df=0.95)
    matrix = found.fit_transform(texts)
    matrix.sort_indices()
    return list(found.get_feature_names_out()), matrix


def all_terms(index):
    return [index.term(at) for at in range(index.matrix.shape[1])]


def test_weights_are_those_of_the_recipe_column_by_column():
    ids, texts, _ = made_texts(200)
    terms, matrix = of_the_recipe(texts)
    index = index_texts(ids, texts)
    assert all_terms(index) == terms
    assert (index.matrix.indptr == matrix.indptr).all()
    assert (index.matrix.indices == matrix.indices).all()
    assert index.matrix.dtype == np.float64
    assert np.abs(index.matrix.data - matrix.data).max() < 1e-14


def test_weights_by_hand():
    index = index_texts("AB", ["go go abroad", "stay"])
    rare = 1 + np.log(3 / 2)
    row = np.array([rare, (1 + np.log(2)) * rare, rare, rare, 0])
    assert all_terms(index) == ["abroad", "go", "go abroad", "go go", "stay"]
    assert np.allclose(index.matrix.toarray()[0], row / np.linalg.norm(row), atol=1e-15)
    assert index.matrix.toarray()[1].tolist() == [0, 0, 0, 0, 1]


@given(st.lists(st.text(st.sampled_from("aAbé_1ß .-\nΣ東ıİ"), max_size=14), min_size=2, max_size=6))
@settings(max_examples=80, deadline=None)
def test_any_texts_have_the_weights_of_plain_loops(texts):
    index = index_texts([str(at) for at in range(len(texts))], texts)
    terms, dense = tf_idf(texts)
    assert all_terms(index) == terms
    assert np.allclose(index.matrix.toarray(), dense, atol=1e-13)


def test_texts_of_many_chunks_are_counted_as_one():
    _, texts, _ = made_texts(2_300)
    found = count_terms(texts)
    for at in (0, 999, 1000, 1001, 2299):
        alone = count_terms([texts[at]])
        row = found.counts[[at]]
        assert row.data.tolist() == alone.counts.data.tolist()


def test_a_term_in_more_than_95_of_100_texts_is_left_out():
    texts = [f"word{at} always" if at < 96 else f"word{at} rarely" for at in range(100)]
    assert "always" not in all_terms(index_texts([str(at) for at in range(100)], texts))
    texts[95] = "word95 rarely"
    assert "always" in all_terms(index_texts([str(at) for at in range(100)], texts))


@pytest.mark.parametrize("texts", [[], [""], ["one text"], ["", " ", "a b c"]])
def test_texts_that_tell_nothing_apart_give_an_index_without_columns(texts):
    index = index_texts([str(at) for at in range(len(texts))], texts)
    assert index.matrix.shape == (len(texts), 0)


def test_progress_ends_with_all():
    told = []
    ids, texts, _ = made_texts(60)
    index_texts(ids, texts, progress=lambda *step: told.append(step))
    assert told == [("index", 0, 60), ("index", 60, 60)]


def test_an_id_that_stands_twice_is_refused():
    with pytest.raises(InputError) as caught:
        index_texts(["A", "B", "A"], ["", "", ""])
    said = "index of texts: the id 'A' stands twice. Give each record an id of its own."
    assert str(caught.value) == said


def test_missing_texts_are_refused():
    with pytest.raises(InputError) as caught:
        index_texts(["A", "B"], ["one"])
    assert str(caught.value) == (
        "index of texts: there are 2 ids and 1 text. "
        "Give one text for each record; it may be empty."
    )


def test_a_record_that_is_not_there_is_named():
    with pytest.raises(InputError) as caught:
        index_texts("AB", ["x", "y"]).rows(["A", "Z"])
    assert str(caught.value) == (
        "record 'Z' is not in the index of 2 records. Index the texts again with this record."
    )


def same(one: TextIndex, other: TextIndex) -> bool:
    return (
        one.ids == other.ids
        and one.words == other.words
        and one.fingerprint == other.fingerprint
        and one.codes.tolist() == other.codes.tolist()
        and (one.matrix != other.matrix).nnz == 0
    )


@pytest.mark.parametrize("n", [0, 1, 60])
def test_a_saved_index_comes_back(tmp_path, n):
    ids, texts, _ = made_texts(n)
    index = index_texts(ids, texts)
    path = save_index(tmp_path / "index.npz", index)
    assert same(load_index(path, ids, texts), index)
    assert [one.name for one in tmp_path.iterdir()] == ["index.npz"]


def test_a_saved_index_does_not_fit_other_records_texts_or_order(tmp_path):
    ids, texts, _ = made_texts(60)
    path = save_index(tmp_path / "index.npz", index_texts(ids, texts))
    assert load_index(path, ids, [*texts[:-1], "other"]) is None
    assert load_index(path, [*ids[:-1], "other"], texts) is None
    assert load_index(path, ids[::-1], texts[::-1]) is None
    assert load_index(path, ids[:-1], texts[:-1]) is None


def test_a_damaged_or_missing_file_is_no_index(tmp_path):
    ids, texts, _ = made_texts(60)
    path = save_index(tmp_path / "index.npz", index_texts(ids, texts))
    whole = path.read_bytes()
    for damaged in (b"", b"no index", whole[:300], whole[: len(whole) // 2]):
        path.write_bytes(damaged)
        assert load_index(path, ids, texts) is None
    middle = len(whole) // 2
    path.write_bytes(whole[:middle] + bytes(64) + whole[middle + 64 :])
    assert load_index(path, ids, texts) is None
    assert load_index(tmp_path / "none.npz", ids, texts) is None


def test_a_file_that_cannot_be_written_is_named(tmp_path):
    with pytest.raises(InputError) as caught:
        save_index(tmp_path / "none" / "index.npz", index_texts("AB", ["x y", "z"]))
    assert str(caught.value).endswith(
        "none/index.npz: the index cannot be written: No such file or directory. "
        "Name a file in a folder that is there and can be written."
    )
