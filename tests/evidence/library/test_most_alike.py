"""Clusters most like yours: by hand, against the slow twin, dead ends and errors."""

import dataclasses
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracles import cluster_likeness as slow

from hanse.errors import InputError
from hanse.evidence.library import (
    INDUSTRIES,
    AlikeClusters,
    ClusterLibrary,
    ClusterProfile,
    LikenessWeights,
    ReviewedCluster,
    cluster_library,
    most_alike,
    profile_of,
)
from hanse.evidence.library.likeness import ITEMS, country_items
from hanse.evidence.library.words import general_words, key_words
from hanse.tables.countries import countries

SWEDISH = ClusterProfile(
    name="our car cluster",
    product="car parts",
    country="Sweden",
    activity="exporting",
    multinationals="yes",
    public_support="yes",
    collaboration="yes",
)
GHANAIAN = ClusterProfile(
    product="cashew nuts",
    country="Ghana",
    activity="not exporting",
    collaboration="no",
    environmental="yes",
)


def facts():
    return {
        code: {
            "neighbours": one.neighbours,
            "subregion": one.subregion,
            "continent": one.continent,
            "income": one.gdp_ppp / one.population if one.population else math.nan,
            "languages": {spoken.code: spoken.percent for spoken in one.languages},
        }
        for code, one in countries().items()
    }


def test_a_swedish_car_cluster_is_most_like_the_car_clusters_that_export():
    found = most_alike(SWEDISH, cluster_library())
    assert [one.cluster for one in found.shown][:3] == ["AR-AUT", "ZA-AUT", "GH-VEH"]
    assert found.shown[0].rank_worst <= 2
    assert found.verify()


def test_a_ghanaian_agro_cluster_is_most_like_that_of_ghana():
    found = most_alike(GHANAIAN, cluster_library())
    assert found.shown[0].cluster == "GH-AGR"
    reason = found.shown[0].reason
    assert reason.startswith("Like yours in country (Ghana) and group of industries (agro-food)")
    assert "unlike in activity (exporting where yours is not exporting)" in reason
    assert "not known of it: product, collaboration in the cluster and environmental" in reason
    assert found.shown[0].did == "Exporting; nothing else is known."


def test_of_a_profile_with_nothing_known_nothing_can_be_said():
    found = most_alike(ClusterProfile(), cluster_library())
    assert (len(found), found.entries) == (0, ())
    assert len(found.not_compared) == 23
    assert str(found) == (
        "Nothing can be said of what is most like your cluster: the profile states nothing. "
        "Give a product, a country, or what you know of activity, drivers and barriers."
    )
    assert found.verify()
    assert found.to_frame().empty


def test_what_no_cluster_knows_either_is_another_dead_end():
    found = most_alike(ClusterProfile(procedural="yes"), cluster_library())
    assert "nothing that the profile states is known of any cluster" in str(found)
    assert "the library is empty" in str(most_alike(SWEDISH, ClusterLibrary(())))


def test_a_score_worked_by_hand():
    library = ClusterLibrary(
        (
            ReviewedCluster("A", "A", "cars", "vehicles", "", "SWE", (), "exporting"),
            ReviewedCluster("B", "B", "wine", "agro-food", "", "", (), "not exporting"),
        )
    )
    ours = ClusterProfile(product="trucks", country="SWE", activity="exporting", knowledge="yes")
    found = most_alike(ours, library)
    first, second = found.entries
    # A: group 1 (0.15), words 0 (0.15), country 1 (0.20), activity 1 (0.15) of 0.65
    assert first.score == pytest.approx(0.50 / 0.65)
    assert first.coverage == pytest.approx(0.65)
    # B: nothing alike; country and knowledge are not known of it
    assert (second.score, second.coverage) == (0.0, pytest.approx(0.45))
    assert first.part("industry") == 0.5
    assert math.isnan(first.part("drivers"))
    assert second.did == "Not exporting; nothing else is known."


def test_countries_worked_by_hand():
    assert country_items("SWE", "SWE") == dict.fromkeys(slow.PARTS["country"], 1.0)
    near = country_items("SWE", "NOR")
    assert (near["border"], near["region"]) == (1.0, 1.0)
    assert country_items("SWE", "DEU")["region"] == 0.5
    assert country_items("SWE", "GHA")["region"] == 0.0
    sweden, ghana = countries()["SWE"], countries()["GHA"]
    ratio = (sweden.gdp_ppp / sweden.population) / (ghana.gdp_ppp / ghana.population)
    assert country_items("GHA", "SWE")["income"] == pytest.approx(1 - math.log2(ratio) / 4)
    assert country_items("GHA", "SWE")["language"] == 0.21
    assert all(math.isnan(value) for value in country_items("", "SWE").values())


def test_unknown_is_left_out_and_not_counted_as_a_no():
    known = ReviewedCluster("K", "K", activity="exporting", knowledge="no")
    silent = ReviewedCluster("S", "S", activity="exporting")
    ours = ClusterProfile(activity="exporting", knowledge="yes")
    found = most_alike(ours, ClusterLibrary((known, silent)), least_coverage=0)
    assert [one.cluster for one in found.entries] == ["S", "K"]
    assert found.entries[0].score == 1.0
    assert found.entries[0].coverage < found.entries[1].coverage


def test_thin_entries_are_marked_and_stand_below_the_others():
    rich = ReviewedCluster("R", "R", "cars", "vehicles", "", "GHA", (), "not exporting")
    thin = ReviewedCluster("T", "T", activity="exporting")
    ours = ClusterProfile(product="cars", country="SWE", activity="exporting")
    found = most_alike(ours, ClusterLibrary((thin, rich)))
    assert [(one.cluster, one.is_thin) for one in found.entries] == [("R", False), ("T", True)]
    assert found.entries[1].score == 1.0
    assert "* less than 40 % is known; stands below the others." in str(found)
    assert "2*" in str(found)
    exact = most_alike(ours, ClusterLibrary((thin, rich)), least_coverage=0.15)
    assert [one.cluster for one in exact.entries] == ["T", "R"]


def test_equal_scores_keep_the_order_of_the_library():
    twins = tuple(ReviewedCluster(name, name, activity="exporting") for name in "ZAM")
    found = most_alike(ClusterProfile(activity="exporting"), ClusterLibrary(twins))
    assert [one.cluster for one in found.entries] == ["Z", "A", "M"]
    assert {(one.rank_best, one.rank_worst) for one in found.entries} == {(1, 1), (2, 2), (3, 3)}


def test_a_product_that_is_named_by_a_general_word_is_not_another_product():
    agro = cluster_library().cluster("GH-AGR")
    found = most_alike(ClusterProfile(product="cashew nuts"), ClusterLibrary((agro,)))
    assert found.entries[0].coverage == pytest.approx(0.15)
    assert found.entries[0].score == 1.0


def test_excluded_clusters_are_left_out_and_said():
    library = cluster_library()
    found = most_alike(profile_of(library.cluster("CL-SAL")), library, exclude=["CL-SAL"])
    assert "CL-SAL" not in [one.cluster for one in found.entries]
    assert "Left out as asked: CL-SAL." in str(found)
    assert found.verify()


@pytest.mark.parametrize("name", [one.cluster for one in cluster_library()])
def test_a_cluster_is_wholly_like_itself(name):
    library = cluster_library()
    found = most_alike(profile_of(library.cluster(name)), library, least_coverage=0)
    own = next(one for one in found.entries if one.cluster == name)
    assert own.score == 1.0
    assert "nlike" not in own.reason


def test_the_answer_prints_weights_ranges_and_what_is_not_stated():
    text = str(most_alike(SWEDISH, cluster_library(), n=3))
    assert text.startswith("Most like our car cluster, of 23 clusters that can be compared\n")
    assert "Weights: industry 0.3, country 0.2, activity 0.15, drivers 0.25, barriers 0.1" in text
    assert "Your profile does not state: ties abroad, knowledge from outside or research, " in text
    assert "upgrading and barriers. Unknown is left out, not a no." in text
    assert "What it did: Exporting; with multinational presence" in text
    assert "led by multinationals; performance strong." in text
    assert text.count("What it did") == 3


def test_the_answer_comes_back_from_a_dictionary_and_frames():
    found = most_alike(SWEDISH, cluster_library())
    back = AlikeClusters.from_dict(found.to_dict())
    assert str(back) == str(found)
    assert back.verify()
    frame = found.to_frame()
    assert frame["rank"].tolist() == list(range(1, 24))
    assert frame.loc[0, "activity"] == 1.0


@pytest.mark.parametrize(
    "changed",
    [
        {"score": 0.5},
        {"coverage": 0.9},
        {"rank": 2},
        {"rank_best": 2},
        {"rank_worst": 9},
        {"is_thin": True},
    ],
)
def test_verify_sees_what_was_changed(changed):
    found = most_alike(SWEDISH, cluster_library())
    first = dataclasses.replace(found.entries[0], **changed)
    assert not dataclasses.replace(found, entries=(first, *found.entries[1:])).verify()


def test_verify_sees_an_entry_that_is_missing():
    found = most_alike(SWEDISH, cluster_library())
    assert not dataclasses.replace(found, entries=found.entries[:-1]).verify()
    gone = found.entries[-1].cluster
    moved = dataclasses.replace(found, entries=found.entries[:-1], not_compared=(gone,))
    assert not moved.verify()


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: most_alike(SWEDISH, cluster_library(), 0), "n is 0. Give a number of clusters"),
        (
            lambda: most_alike(SWEDISH, cluster_library(), least_coverage=40),
            "least_coverage is 40. Give a share, 0 to 1.",
        ),
        (
            lambda: most_alike(SWEDISH, cluster_library(), exclude=["AR-AUTO"]),
            "there is no cluster 'AR-AUTO'. Did you mean 'AR-AUT'?",
        ),
        (lambda: LikenessWeights(country=-1), "weights: the weight of country is -1.0. Give a"),
        (lambda: LikenessWeights(0, 0, 0, 0, 0), "weights: all weights are 0"),
        (lambda: ClusterProfile(country="Ghanna"), "profile, country: there is no country"),
        (lambda: ClusterProfile(knowledge="si"), "profile, knowledge: there is no value of"),
        (lambda: ClusterProfile(industry="cars"), "there is no group of industries 'cars'"),
    ],
)
def test_every_fault_says_what_is_wrong(make, said):
    with pytest.raises(InputError) as caught:
        make()
    assert said in str(caught.value)


FLAGS = st.sampled_from(["yes", "no", "unknown"])
PRODUCTS = st.sampled_from(["", "cars", "wine and mangoes", "agro products", "truck parts", "x"])
TEXTS = {
    "product": PRODUCTS,
    "industry": st.sampled_from(["", *INDUSTRIES]),
    "country": st.sampled_from(["", "SWE", "GHA", "PER", "CHL", "MYS"]),
    "activity": st.sampled_from(["exporting", "not exporting", "unknown"]),
    **dict.fromkeys((*slow.PARTS["drivers"], *slow.PARTS["barriers"]), FLAGS),
}
PROFILES = st.fixed_dictionaries(TEXTS)
PARTS = list(slow.PARTS)
WEIGHTS = st.lists(st.sampled_from([0.0, 0.1, 0.25, 1.0]), min_size=5, max_size=5).filter(any)


@settings(max_examples=80, deadline=None)
@given(PROFILES, st.lists(PROFILES, max_size=5), WEIGHTS, st.sampled_from([0.0, 0.4, 1.0]))
def test_scores_coverage_and_rank_ranges_are_those_of_the_slow_twin(ours, rows, weights, least):
    profile = ClusterProfile(**ours)
    clusters = tuple(ReviewedCluster(f"C{i}", f"C{i}", **row) for i, row in enumerate(rows))
    found = most_alike(
        profile, ClusterLibrary(clusters), weights=LikenessWeights(*weights), least_coverage=least
    )
    assert found.verify()
    own = {**ours, "industry": profile.industry}
    plain = [slow.items(own, row, facts_once(), key_words, general_words()) for row in rows]
    weighed = dict(zip(PARTS, weights, strict=True))
    spans = slow.rank_ranges(plain, weighed, least)
    assert len(spans) == len(found.entries)
    for entry in found.entries:
        at = int(entry.cluster[1:])
        score, coverage = slow.score(plain[at], weighed)
        assert entry.score == pytest.approx(score, abs=1e-12)
        assert entry.coverage == pytest.approx(coverage, abs=1e-12)
        assert (entry.rank_best, entry.rank_worst) == spans[at]
        values = {item: value for (_, item), value in zip(ITEMS, entry.items, strict=True)}
        for item, value in values.items():
            expected = plain[at][item]
            assert math.isnan(value) if expected is None else value == pytest.approx(expected)


_FACTS = {}


def facts_once():
    if not _FACTS:
        _FACTS.update(facts())
    return _FACTS


@pytest.mark.parametrize("profile", [SWEDISH, GHANAIAN])
def test_the_bundled_library_is_ranked_as_by_the_slow_twin(profile):
    library = cluster_library()
    rows = [dataclasses.asdict(one) for one in library]
    own = dataclasses.asdict(profile)
    plain = [slow.items(own, row, facts_once(), key_words, general_words()) for row in rows]
    weighed = {part: LikenessWeights().of(part) for part in PARTS}
    expected = slow.ranks(plain, weighed, 0.4)
    found = most_alike(profile, library)
    names = [one.cluster for one in library]
    assert {one.cluster: one.rank for one in found.entries} == {
        names[at]: rank for at, rank in expected.items()
    }
