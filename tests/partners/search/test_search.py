"""The search: scores by hand and by a plain double loop, filters, reasons, newcomers."""

import json
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracles import partner_matching as oracle
from tests.partners.search.made_profiles import (
    AS_OF,
    distance_table,
    many_distances,
    many_rows,
    many_trust,
    profiles_of,
    random_distances,
    random_rows,
    random_trust,
    trust_table,
)

from hanse.errors import InputError
from hanse.partners.search import (
    PARTS,
    Filters,
    Newcomers,
    Profiles,
    SearchWeights,
    TagBook,
    country_nearness,
    search,
    trust_between,
    weight_sensitivity,
)
from hanse.partners.search.lists import best, gini, spread_lists
from hanse.result import answer_from_dict

OPEN = Filters(
    language=False, market=False, exclusions=False, competitors=False, own_cluster=False,
    stale_after=None,
)  # fmt: skip


def refusal(call, *given, **choices):
    with pytest.raises(InputError) as caught:
        call(*given, **choices)
    return str(caught.value)


def pair(a, b, **more):
    """Return the entry of a for b, as a row of the frame; None where it is not proposed."""
    rows = [{"profile": "A", **a}, {"profile": "B", **b}, {"profile": "C", "offers": "x1; x2"}]
    choices = {"filters": OPEN, "newcomers": None, **more}
    found = search(profiles_of(rows), **choices)
    frame = found.to_frame()
    picked = frame[(frame["seeker"] == "A") & (frame["candidate"] == "B")]
    return picked.iloc[0] if len(picked) else None


def test_complementarity_weighs_rare_tags_more():
    row = pair({"offers": "y", "wants": "x1; rare"}, {"offers": "rare", "wants": "y"})
    rare, common = math.log(1 + 3 / 1), math.log(1 + 3 / 1)
    assert row["s_ij"] == pytest.approx(rare / (rare + common))
    row = pair({"offers": "y", "wants": "x1; rare"}, {"offers": "rare; x1", "wants": "y"})
    assert row["s_ij"] == pytest.approx(1)
    row = pair({"offers": "y", "wants": "x1; rare"}, {"offers": "x1", "wants": "y"})
    assert row["s_ij"] == pytest.approx(math.log(2.5) / (math.log(2.5) + math.log(4)))


def test_the_score_is_the_harmonic_mean_of_both_directions():
    a = {"offers": "y", "wants": "p; q", "readiness": 0.2}
    b = {"offers": "p", "wants": "y", "readiness": 0.8}
    row = pair(a, b, weights=SearchWeights(complementarity=3, readiness=1))
    there, back = (3 * row["complementarity"] + 0.8) / 4, (3 * 1 + 0.2) / 4
    assert row["s_ij"] == pytest.approx(there)
    assert row["s_ji"] == pytest.approx(back)
    assert row["score"] == pytest.approx(2 / (1 / there + 1 / back))


def test_nobody_is_proposed_where_one_side_gains_nothing():
    a, b = {"offers": "y", "wants": "p"}, {"offers": "p", "wants": "z"}
    assert pair(a, b) is None
    found = search(profiles_of([{"profile": "A", **a}, {"profile": "B", **b}]), filters=OPEN)
    assert found.n_zero == 2
    assert found.why("A", "B") == "A is not proposed B: one side gains nothing from the other."
    assert "Nobody suits A and B." in str(found)
    assert "Nobody is proposed to anybody." in str(found)


def test_similarity_is_jaccard_or_cosine():
    a = {"offers": "y", "wants": "p", "technology": "k1; k2; k3"}
    b = {"offers": "p", "wants": "y", "technology": "k1"}
    assert pair(a, b)["similarity"] == pytest.approx(1 / 3)
    assert pair(a, b, similarity="cosine")["similarity"] == pytest.approx(1 / math.sqrt(3))


def test_a_part_that_is_not_known_is_left_out_of_the_mean():
    row = pair({"offers": "y", "wants": "p"}, {"offers": "p", "wants": "y"})
    assert math.isnan(row["similarity"])
    assert (row["s_ij"], row["score"]) == (1, 1)


def test_trust_that_nobody_stated_is_neither_for_nor_against():
    rows = [
        {"profile": f"P{k}", "offers": own, "wants": wish}
        for k, (own, wish) in enumerate([("a", "b"), ("b", "a"), ("b", "a"), ("b", "a")])
    ]
    table = trust_table({(0, 1): 7.0, (0, 2): 1.0})
    found = search(profiles_of(rows), seekers=["P0"], trust=table, filters=OPEN, newcomers=None)
    frame = found.to_frame()
    assert frame["candidate"].tolist() == ["P1", "P3", "P2"]
    assert frame["trust"].tolist() == [1.0, 0.5, 0.0]
    assert "you trust it (7 of 7)" in frame["reasons"][0]
    assert "trust" not in frame["reasons"][1]


def test_strength_of_ties_only_adds_to_trust():
    profiles = profiles_of([{"profile": f"P{k}"} for k in range(4)])
    table = trust_table({(0, 1): 0.0, (0, 2): 2.0, (1, 2): 2.0}, column="strength")
    assert trust_between(profiles, table).values.tolist() == [0.5, 0.75, 0.75]


def test_equal_distances_tell_nobody_from_another():
    near = country_nearness(distance_table({("SWE", "FIN"): 2.0, ("SWE", "DEU"): 2.0}))
    assert np.isnan(near.values[~np.eye(3, dtype=bool)]).all()
    assert near.notes == ("Distances of 2 pairs of countries are stated one way only and hold both "
                          "ways.",)  # fmt: skip


def test_a_country_that_the_table_lacks_is_near_to_itself_only():
    a = {"offers": "y", "wants": "p", "country": "NOR"}
    b = {"offers": "p", "wants": "y", "country": "NOR"}
    table = distance_table({("SWE", "FIN"): 0.0, ("SWE", "DEU"): 1.0})
    assert pair(a, b, distances=table)["distance"] == 1
    assert math.isnan(pair(a, {**b, "country": "SWE"}, distances=table)["distance"])


def test_a_narrower_offer_meets_a_wider_wish_and_not_the_other_way_round():
    book = TagBook(wider={"lidar": ("sensors",)})
    rows = [
        {"profile": "A", "offers": "y", "wants": "sensors"},
        {"profile": "B", "offers": "lidar", "wants": "y"},
        {"profile": "C", "offers": "sensors", "wants": "y"},
        {"profile": "D", "offers": "y", "wants": "lidar"},
    ]
    found = search(profiles_of(rows, book), filters=OPEN, newcomers=None).to_frame()
    pairs = set(zip(found["seeker"], found["candidate"], strict=True))
    assert {("A", "B"), ("A", "C"), ("D", "B")} <= pairs
    assert ("D", "C") not in pairs


WEIGHTS = {"complementarity": 0.4, "similarity": 0.3, "distance": 0.1, "readiness": 0.15,
           "trust": 0.05}  # fmt: skip


@given(st.integers(0, 10_000), st.integers(2, 9), st.sampled_from(["jaccard", "cosine"]))
@settings(max_examples=40, deadline=None)
def test_the_search_equals_a_plain_double_loop(seed, n, similarity):
    rows, distances = random_rows(seed, n), random_distances(seed)
    trust = random_trust(seed, n)
    if len(set(distances.values())) < 2 or not trust:
        distances, trust = {("SWE", "DEU"): 0.0, ("SWE", "FIN"): 1.0}, {(0, 1): 3.0}
    wider = {"t1": ("t2",), "t4": ("t5", "t6")}
    found = search(
        profiles_of(rows, TagBook(wider=wider)),
        weights=SearchWeights(**WEIGHTS),
        distances=distance_table(distances),
        trust=trust_table(trust),
        similarity=similarity,
        newcomers=None,
        most=3,
    )
    known = {"wider": wider, "distances": distances, "trust": trust, "prior": 0.5,
             "similarity": similarity}  # fmt: skip
    counts, alone = dict.fromkeys(found.barred, 0), dict.fromkeys(found.barred, 0)
    n_zero = n_unknown = 0
    for i in range(n):
        wanted = []
        for j in (one for one in range(n) if one != i):
            bars = oracle.barred(rows, i, j, as_of=AS_OF, stale_after=730)
            for name in bars:
                counts[name] += 1
                alone[name] += len(bars) == 1
            there = oracle.directed(rows, i, j, WEIGHTS, **known)
            back = oracle.directed(rows, j, i, WEIGHTS, **known)
            score = oracle.harmonic(there, back)
            n_unknown += not bars and score is None
            n_zero += not bars and score == 0
            if not bars and score:
                wanted.append((-round(score, 12), f"P{j}", j, there, back))
        wanted.sort()
        own = np.flatnonzero(found.seeker == i).tolist()
        assert found.candidate[own].tolist() == [one[2] for one in wanted[:3]]
        for at, (score, _, j, there, back) in zip(own, wanted, strict=False):
            assert found.score[at] == pytest.approx(-score, abs=1e-9)
            assert found.there[at] == pytest.approx(there, abs=1e-9)
            assert found.back[at] == pytest.approx(back, abs=1e-9)
            parts = oracle.parts(rows, i, j, **known)
            plain = [math.nan if parts[name] is None else parts[name] for name in PARTS]
            assert found.parts_there[at] == pytest.approx(plain, nan_ok=True)
    assert (found.barred, found.barred_alone) == (counts, alone)
    assert (found.n_zero, found.n_unknown) == (n_zero, n_unknown)
    assert found.verify()


@given(st.integers(0, 10_000), st.integers(2, 9))
@settings(max_examples=25, deadline=None)
def test_a_pair_that_is_not_proposed_is_told_why(seed, n):
    rows = random_rows(seed, n)
    found = search(profiles_of(rows), most=2)
    on_list = set(zip(found.seeker.tolist(), found.candidate.tolist(), strict=True))
    for i in range(n):
        for j in (one for one in range(n) if one != i):
            said = found.why(f"P{i}", f"P{j}")
            bars = oracle.barred(rows, i, j, as_of=AS_OF, stale_after=730)
            assert ("is proposed" in said) == ((i, j) in on_list)
            assert sum(f"{words} (" in said for words in (
                "no common language", "not in a target market", "excluded by one side",
                "competitors", "the same cluster", "profile out of date")) == len(bars)  # fmt: skip


def test_each_filter_is_told_in_words():
    rows = [
        {"profile": "A", "country": "SWE", "cluster": "north", "languages": "sv",
         "targets": "Chile", "excludes": "B"},
        {"profile": "B", "country": "DEU", "cluster": "north", "languages": "de; en",
         "competitors": "A", "updated": AS_OF - 1000},
        {"profile": "C", "offers": "x", "wants": "y"},
        {"profile": "D", "offers": "x", "wants": "y"},
    ]  # fmt: skip
    found = search(profiles_of([{"excludes": "", "competitors": "", **row} for row in rows]))
    assert found.why("A", "B") == (
        "A is not proposed B: no common language (A speaks Swedish, B speaks German and English); "
        "not in a target market (A looks for Chile; B stands in or serves Germany); excluded by "
        "one side (A excludes B); competitors (B names A as a competitor); the same cluster (A and "
        "B belong to north); profile out of date (the profile of B was last changed on "
        "2021-07-29)."
    )
    assert "competitors (C and D offer and want the same)" in found.why("C", "D")
    assert found.why("A", "A") == "A is not proposed A: it is the same profile."


def test_a_stale_profile_may_seek_but_is_not_proposed():
    rows = [
        {"profile": "A", "offers": "x", "wants": "y", "updated": AS_OF - 1000},
        {"profile": "B", "offers": "y", "wants": "x"},
    ]
    found = search(profiles_of(rows))
    assert found.to_frame()[["seeker", "candidate"]].values.tolist() == [["A", "B"]]
    assert "Not changed for more than 730 days, not proposed: A." in found.notes
    assert found.without_any == ("B",)


def test_reasons_are_the_largest_contributions_in_words():
    rows = [
        {"profile": "A", "country": "SWE", "offers": "drones", "wants": "LiDAR mapping; optics",
         "technology": "radar; AI", "languages": "de; sv", "targets": "Chile", "readiness": 0.1},
        {"profile": "B", "country": "FIN", "offers": "LiDAR mapping", "wants": "drones",
         "technology": "radar", "languages": "de", "markets": "Chile", "readiness": 0.9},
    ]  # fmt: skip
    table = distance_table({("SWE", "FIN"): 0.0, ("SWE", "CHL"): 1.0})
    found = search(profiles_of(rows), distances=table, newcomers=None)
    assert found.reasons(0) == (
        "wants drones, which you offer",
        "offers LiDAR mapping, which you want",
        "Finland is near to you",
        "speaks German",
        "opens Chile, which you look for",
    )
    assert found.why("A", "B").startswith("A is proposed B in place 1, score 0.")


def test_a_pair_of_which_neither_offers_what_the_other_wants_says_so():
    rows = [
        {"profile": "A", "offers": "x", "wants": "p", "technology": "radar", "readiness": 0.2},
        {"profile": "B", "offers": "z", "wants": "q", "technology": "radar", "readiness": 0.3},
    ]
    found = search(profiles_of(rows))
    assert found.reasons(0) == (
        "works with radar, as you do",
        "neither offers what the other wants",
    )


def test_equal_scores_go_by_name():
    rows = [{"profile": "S", "offers": "x", "wants": "y"}]
    rows += [{"profile": f"P{k}", "name": name, "offers": "y", "wants": "x"}
             for k, name in enumerate(["Delta", "Alfa", "Charlie", "Bravo"])]  # fmt: skip
    frame = pd.DataFrame(rows).fillna("S")
    found = search(profiles_of(frame.to_dict("records")), seekers=["S"], most=3, newcomers=None,
                   filters=OPEN)  # fmt: skip
    assert found.to_frame()["name"].tolist() == ["Alfa", "Bravo", "Charlie"]


def test_a_newcomer_comes_first_among_equals_but_not_where_it_does_not_suit():
    rows = [
        {"profile": "S", "offers": "x", "wants": "y", "meetings": 9.0},
        {"profile": "A", "offers": "y", "wants": "x", "meetings": 9.0},
        {"profile": "N", "offers": "y", "wants": "x", "meetings": 0.0},
        {"profile": "Z", "offers": "q", "wants": "r", "meetings": 0.0},
    ]
    profiles = profiles_of(rows)
    with_term = search(profiles, seekers=["S"], filters=OPEN, newcomers=Newcomers(load=0.0))
    assert with_term.to_frame()["candidate"].tolist() == ["N", "A"]
    assert with_term.ranked.tolist() == [1.1, 1.0]
    without = search(profiles, seekers=["S"], filters=OPEN, newcomers=None)
    assert without.to_frame()["candidate"].tolist() == ["A", "N"]


def test_the_term_for_newcomers_spreads_places_over_more_candidates():
    rng = np.random.default_rng(4)
    rows = [{"profile": f"S{k}", "offers": "x", "wants": "y", "readiness": 0.5} for k in range(30)]
    rows += [{"profile": f"C{k:02d}", "offers": "y", "wants": "x", "readiness": float(rng.random())}
             for k in range(30)]  # fmt: skip
    seekers, candidates = [f"S{k}" for k in range(30)], [f"C{k:02d}" for k in range(30)]
    plain = search(profiles_of(rows), seekers=seekers, candidates=candidates, filters=OPEN,
                   newcomers=None, most=5)  # fmt: skip
    spread = search(profiles_of(rows), seekers=seekers, candidates=candidates, filters=OPEN,
                    newcomers=Newcomers(bonus=0, load=1.0), most=5)  # fmt: skip
    assert plain.n_proposed == (5, 5)
    assert spread.n_proposed[0] > 10
    assert spread.n_proposed[1] == 5
    assert spread.gini[0] < spread.gini[1] == plain.gini[0]
    assert spread.score.mean() <= spread.plain_mean == pytest.approx(plain.score.mean())
    assert "without the term for newcomers 5 with 0.83" in str(spread)
    assert len(spread) == len(plain) == 150


def test_places_are_spread_the_same_whatever_the_order_of_the_file():
    rows = random_rows(8, 40)
    first = search(profiles_of(rows), filters=OPEN, most=3).to_frame()
    turned = search(profiles_of(rows[::-1]), filters=OPEN, most=3).to_frame()
    order = ["seeker", "rank"]
    pd.testing.assert_frame_equal(
        first.sort_values(order, ignore_index=True)[["seeker", "candidate", "score"]],
        turned.sort_values(order, ignore_index=True)[["seeker", "candidate", "score"]],
    )


@given(st.integers(0, 10_000), st.integers(1, 4), st.sampled_from([0.0, 0.5, 3.0]))
@settings(max_examples=40, deadline=None)
def test_spreading_leaves_no_place_empty_that_somebody_could_have(seed, most, load):
    scores = np.random.default_rng(seed).choice([0.0, 0.2, 0.5, 0.9], size=(6, 5))
    rows, columns = best(scores, 5)
    chosen = spread_lists(rows, columns, scores[rows, columns], rows, most=most, load=load)
    wanted = np.minimum((scores > 0).sum(axis=1), most)
    assert np.bincount(rows[chosen], minlength=6).tolist() == wanted.tolist()


def test_spread_lists_worked_by_hand():
    # Three rows want columns 0, 1, 2 alike; one place each: the fair share is 1.
    scores = np.array([[0.9, 0.8, 0.5]] * 3)
    rows, columns = best(scores, 3)
    values = scores[rows, columns]
    chosen = spread_lists(rows, columns, values, rows, most=1, load=1.0)
    # Column 0 has 1 row after the first turn, 2 after the second: then 0.9 / 2 < 0.8.
    assert columns[chosen].tolist() == [0, 0, 1]
    chosen = spread_lists(rows, columns, values, rows, most=1, load=0.0)
    assert columns[chosen].tolist() == [0, 0, 0]
    chosen = spread_lists(rows, columns, values, rows, most=3, load=1.0)
    assert chosen.all()


@given(st.lists(st.integers(0, 9), min_size=1, max_size=12))
@settings(max_examples=50, deadline=None)
def test_gini_equals_the_mean_difference_of_all_pairs(counts):
    assert gini(np.array(counts)) == pytest.approx(oracle.gini(counts), nan_ok=True)


def test_lists_come_out_the_same_in_blocks_of_any_size(monkeypatch):
    import sys

    module = sys.modules["hanse.partners.search.search"]  # the package has a function of that name
    profiles = profiles_of(random_rows(11, 40))
    whole = search(profiles).to_dict()
    monkeypatch.setattr(module, "_CELLS", 1)
    assert search(profiles).to_dict() == whole


def test_memory_grows_with_the_lists_and_not_with_the_pairs():
    import tracemalloc

    profiles = Profiles.from_frame(many_rows(1_500), as_of=AS_OF)
    choices = {"distances": many_distances(), "trust": many_trust(1_500)}
    tracemalloc.start()
    found = search(profiles, **choices)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.n_pairs == 1_500 * 1_499
    assert peak < 100e6  # a single matrix of all pairs would take 18 MB, and there are dozens
    assert found.verify()


def test_one_held_back_for_others_is_told_so():
    rows = [{"profile": f"S{k}", "offers": "x", "wants": "y", "readiness": 0.5} for k in range(9)]
    rows += [{"profile": f"C{k}", "offers": "y", "wants": "x", "readiness": 0.9 - k / 10}
             for k in range(3)]  # fmt: skip
    seekers = [f"S{k}" for k in range(9)]
    choices = {"seekers": seekers, "candidates": ["C0", "C1", "C2"], "filters": OPEN, "most": 1}
    found = search(profiles_of(rows), newcomers=Newcomers(bonus=0, load=1.0), **choices)
    assert sorted(found.counts.tolist(), reverse=True) == found.counts.tolist()
    assert found.n_proposed == (3, 1)
    last = found.profiles.ids[int(found.seeker[found.candidate == found.candidates[2]][0])]
    assert "would do, but it stands on many other lists" in found.why(last, "C0")
    plain = search(profiles_of(rows), newcomers=None, **choices)
    assert plain.why("S0", "C2").endswith("on which the least is 0.915.")


def test_a_change_of_a_weight_moves_places_as_a_new_search_would():
    profiles = profiles_of(random_rows(5, 60))
    choices = {"filters": OPEN, "newcomers": Newcomers(load=0.0), "most": 5}
    base = search(profiles, **choices)
    found = weight_sensitivity(base, top=5)
    assert found.parts == ("complementarity", "similarity", "readiness")
    for p, part in enumerate(found.parts):
        for f, factor in enumerate((0.5, 1.5)):
            moved = search(profiles, weights=SearchWeights().times(part, factor), **choices)
            shares, firsts = [], []
            for seeker in set(base.seeker.tolist()):
                own = base.candidate[base.seeker == seeker].tolist()
                new = moved.candidate[moved.seeker == seeker].tolist()
                shares.append(len(set(own) & set(new)) / len(own))
                firsts.append(own[0] == new[0])
            assert found.mean[p, f] == pytest.approx(np.mean(shares))
            assert found.least[p, f] == pytest.approx(np.min(shares))
            assert found.first[p, f] == pytest.approx(np.mean(firsts))
    assert "First 5 places of" in str(found)
    assert len(found.to_frame()) == 6
    again = answer_from_dict(json.loads(json.dumps(found.to_dict())))
    assert again.to_dict() == found.to_dict()


def test_nobody_and_a_single_profile_give_empty_answers():
    for rows in ([], [{"profile": "A", "offers": "x", "wants": "y"}]):
        profiles = profiles_of(rows or {"profile": []})
        found = search(profiles)
        assert (len(found), found.n_pairs) == (0, 0)
        assert found.to_frame().empty
        assert found.verify()
        assert "0 pairs" in str(found)
        again = answer_from_dict(json.loads(json.dumps(found.to_dict())))
        assert again.to_dict() == found.to_dict()
        assert "n.a." in str(weight_sensitivity(found))


def test_the_answer_comes_back_from_its_dictionary():
    found = search(
        profiles_of(random_rows(2, 12)),
        distances=distance_table(random_distances(2)),
        trust=trust_table(random_trust(2, 12)),
    )
    again = answer_from_dict(json.loads(json.dumps(found.to_dict())))
    assert again.to_dict() == found.to_dict()
    assert again.to_frame().equals(found.to_frame())
    assert str(again) == str(found)


def test_the_parts_of_the_other_sides_score_stay_out_of_the_frame():
    found = search(profiles_of(random_rows(2, 12)))
    names = ["seeker", "rank", "candidate", "name", "score", "ranked", "s_ij", "s_ji", *PARTS]
    assert list(found.to_frame()) == [*names, "reasons"]
    assert list(found.filters_frame()) == ["filter", "pairs_barred", "barred_by_it_alone"]


def test_errors_of_choices_say_what_to_do():
    profiles = profiles_of([{"profile": "A"}, {"profile": "B"}])
    assert refusal(SearchWeights, trust=-1.0) == "weight of trust is -1.0. Give a number from 0."
    zero = dict.fromkeys(PARTS, 0.0)
    assert "all weights are 0" in refusal(SearchWeights, **zero)
    assert "there is no part 'trst'. Did you mean 'trust'?" in refusal(SearchWeights().of, "trst")
    assert "stale_after is -1" in refusal(Filters, stale_after=-1)
    assert "load is nan" in refusal(Newcomers, load=math.nan)
    assert "meetings is 0" in refusal(Newcomers, meetings=0)
    assert "most is 0" in refusal(search, profiles, most=0)
    assert "there is no similarity 'jacard'" in refusal(search, profiles, similarity="jacard")
    assert "seekers: there is no profile 'X'" in refusal(search, profiles, seekers=["X"])
    assert "candidates: A stands twice" in refusal(search, profiles, candidates=["A", "A"])
    only = SearchWeights(**{**zero, "trust": 1.0})
    assert "no part with a weight can be known" in refusal(search, profiles, weights=only)
    assert "top is 0" in refusal(weight_sensitivity, search(profiles), top=0)


def test_errors_of_trust_and_distances_name_the_row():
    profiles = profiles_of([{"profile": "P0"}, {"profile": "P1"}])
    assert "trust, row 1, column to: there is no profile 'P9'" in refusal(
        trust_between, profiles, trust_table({(0, 9): 3.0})
    )
    assert "there are no profiles 'P8' (row 1) and 'P9' (row 2)" in refusal(
        trust_between, profiles, trust_table({(0, 8): 3.0, (1, 9): 3.0})
    )
    assert "trust is not between 1 and 7 in 1 row: row 1: 8" in refusal(
        trust_between, profiles, trust_table({(0, 1): 8.0})
    )
    assert "a profile trusts itself in row 1" in refusal(
        trust_between, profiles, trust_table({(0, 0): 3.0})
    )
    assert "prior is 2" in refusal(trust_between, profiles, trust_table({(0, 1): 3.0}), prior=2)
    wrong = trust_table({(0, 1): 3.0}, column="rating")
    assert "columns of numbers are rating. Give trust (1 to 7) or strength." in refusal(
        trust_between, profiles, wrong
    )
    assert "label of 'market' is no country: 'XXX' (row 1)" in refusal(
        country_nearness, distance_table({("SWE", "XXX"): 1.0})
    )
