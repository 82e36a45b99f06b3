"""Search: words in any order, folded, plural, near spellings; filters; dead ends."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hanse.errors import InputError
from hanse.evidence.library import ClusterSearch, cluster_library
from hanse.evidence.library.words import industry_of, key_words, singular


def ids(text="", **filters):
    return [hit.cluster for hit in cluster_library().search(text, **filters).hits]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("mango Peru", "PE-MAN"),
        ("PERUVIAN mangoes", "PE-MAN"),
        ("mangos, peru", "PE-MAN"),
        ("shoes León", "MX-FTW"),
        ("leon footwear", "MX-FTW"),
        ("Nadvi", "PK-SUR"),
        ("Buenos Aires cars", "AR-AUT"),
        ("MYS electronics", "MY-ELE"),
    ],
)
def test_words_count_in_any_order_without_case_accents_and_plural(text, first):
    assert ids(text)[0] == first
    assert cluster_library().search(text).notes == ()


def test_the_best_hit_stands_first_wherever_it_is_in_the_library():
    assert ids("software") == ["RO-SOF", "MY-ELE"]  # product before group of industries


def test_a_word_of_the_product_counts_more_than_one_of_a_paraphrase():
    found = cluster_library().search("mango")
    assert [(hit.cluster, hit.score) for hit in found.hits] == [("PE-MAN", 4.0), ("AR-WIN", 0.5)]
    assert found.hits[0].reason == "mango (product)"


def test_every_word_must_stand_somewhere():
    assert ids("wine Argentina") == ["AR-WIN"]
    assert ids("wine Chile") == []


def test_equal_hits_keep_the_order_of_the_library():
    assert ids("china", activity="not exporting") == ["CN-WKN", "CN-CTW"]


def test_not_exporting_is_not_exporting():
    assert set(ids("not exporting China")) == {"CN-WKN", "CN-CTW"}
    assert ids("China exporting") == ["CN-BUT"]


def test_a_slip_is_read_as_the_nearest_word_and_said():
    found = cluster_library().search("salmn")
    assert [hit.cluster for hit in found.hits] == ["CL-SAL"]
    assert found.notes == ("'salmn' stands nowhere: did you mean 'salmon'? It is read as that.",)


def test_a_word_that_is_nowhere_near_is_said_and_nothing_found():
    found = cluster_library().search("zzzyx")
    assert len(found) == 0
    assert "'zzzyx' stands nowhere in the library, nor anything near it." in str(found)
    assert "Nothing in the library comes near; to_frame() shows all of it." in found.notes


def test_an_empty_result_says_the_nearest_and_what_they_lack():
    found = cluster_library().search("wine", country="Chile")
    assert found.hits == ()
    assert found.nearest[0].cluster == "CL-SAL"
    assert "AR-WIN Argentina: wine: has wine; country is Argentina" in str(found)


def test_filters_hold_together_and_unknown_does_not_pass_but_is_named():
    found = cluster_library().search(country="Chile", driver=["multinationals", "knowledge"])
    assert [hit.cluster for hit in found.hits] == ["CL-SAL"]
    assert found.notes == ("Left out because what was asked for is not known of them: CL-TOM.",)


def test_a_no_is_not_named_as_unknown():
    found = cluster_library().search("china", driver="multinationals")
    assert found.notes == (
        "Left out because what was asked for is not known of them: CN-WKN and CN-CTW.",
    )


def test_barriers_and_industries_filter():
    assert ids(barrier="external_market") == ["MX-FTW"]
    assert ids(barrier=["institutional", "environmental"]) == ["KE-MET", "PE-MAN"]
    assert ids(industry="medical") == ["PK-SUR"]
    assert ids(activity="unknown") == ["MX-FTW"]


def test_no_text_and_no_filter_find_all_in_order():
    assert ids() == [one.cluster for one in cluster_library()]


@pytest.mark.parametrize(
    ("filters", "said"),
    [
        ({"country": "Chlie"}, "there is no country 'Chlie'"),
        ({"activity": "exportng"}, "Did you mean 'exporting'?"),
        ({"industry": "agrofood"}, "Did you mean 'agro-food'?"),
        ({"driver": "knowlege"}, "there is no driver 'knowlege'. Did you mean 'knowledge'?"),
        ({"barrier": "enviromental"}, "Did you mean 'environmental'?"),
    ],
)
def test_a_filter_that_is_not_known_is_an_error_with_the_nearest(filters, said):
    with pytest.raises(InputError) as caught:
        cluster_library().search(**filters)
    assert said in str(caught.value)


def test_the_answer_prints_frames_and_comes_back():
    found = cluster_library().search("car", activity="exporting")
    assert str(found).startswith("2 clusters for 'car' and activity exporting\n")
    assert found.to_frame()["rank"].tolist() == [1, 2]
    assert ClusterSearch.from_dict(found.to_dict()) == found


@settings(max_examples=40, deadline=None)
@given(st.permutations(["peru", "mango", "institutional"]), st.sampled_from([str.upper, str.title]))
def test_the_order_and_the_case_of_words_never_matter(words, written):
    assert ids(written(" ".join(words))) == ["PE-MAN"]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30))
def test_any_text_gives_an_answer_with_clusters_of_the_library(text):
    found = cluster_library().search(text)
    assert {hit.cluster for hit in found.hits} <= {one.cluster for one in cluster_library()}
    assert str(found)


def test_plural_forms_and_synonyms_are_one_word():
    assert [singular(word) for word in ("tomatoes", "batteries", "boxes", "glass", "bus")] == [
        *("tomato", "battery", "box", "glass", "bus"),
    ]
    assert key_words("Automotive firms; car industry") == ("automobile",)


def test_no_word_tells_two_groups_of_industries():
    import tomllib

    from hanse.evidence.library.words import DATA, known_word

    groups = tomllib.loads((DATA / "words.toml").read_text(encoding="utf-8"))["industries"]
    told = [known_word(word) for group in groups.values() for word in group["words"]]
    assert len(told) == len(set(told))
    assert industry_of("fishing boats") == ""
    for group in groups.values():
        assert set(group.get("general", [])) <= set(group["words"])
