import random

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracles.bibliometrics import modularity, shared_pairs, strength

from hanse.errors import InputError
from hanse.evidence.records import BibliographicRecord
from hanse.evidence.synthesis import (
    MEASURES,
    CitationLinks,
    CitedWorks,
    cited_works,
    co_citation,
    communities,
    coupling,
    read_reference,
)

WOS = "Nadvi K, 1999, WORLD DEV, V27, P1605, DOI 10.1016/S0305-750X(99)00079-7"
TITLE = "Collective efficiency and collective failure"
APA = f"Nadvi, K. (1999). {TITLE}. World Development, 27(9), 1605–1626."
SCOPUS = f"Nadvi K., {TITLE}, World Dev, 27, 9, pp. 1605-1626, (1999)"
AND = TITLE.replace("and", "&")
OLDER = f"Nadvi, K., {AND} (1999) World Development, 27 (9), pp. 1605-1626"
TYPO = "Nadvi, K. (1999). Colective efficiency and collective failures. World Development."


def citing(*lists):
    return [BibliographicRecord(f"R{at}", references=tuple(one)) for at, one in enumerate(lists)]


@pytest.mark.parametrize(
    ("text", "authors", "year", "title", "volume", "page"),
    [
        (APA, ("Nadvi, K.",), 1999, "Collective efficiency and collective failure", "27", "1605"),
        (
            SCOPUS,
            ("Nadvi, K.",),
            1999,
            "Collective efficiency and collective failure",
            "27",
            "1605",
        ),
        (OLDER, ("Nadvi, K.",), 1999, "Collective efficiency & collective failure", "27", "1605"),
        (WOS, ("Nadvi K",), 1999, "", "27", "1605"),
        (
            "OECD. (2007). Policy brief [Online]. Paris: OECD.",
            ("OECD",),
            2007,
            "Policy brief Online",
            "",
            "",
        ),
        ("*OECD, 2007, POL BRIEF", ("OECD",), 2007, "", "", ""),
        ("[Anonymous], 2007, POL BRIEF", (), 2007, "", "", ""),
        (
            "Jia, Liangding, Sali Li, and Steve Tallman. 2017. “Catch-up.” *Ex* 7(2): 193-211.",
            ("Jia, Liangding", "Sali Li", "Steve Tallman"),
            2017,
            "Catch-up",
            "7",
            "193",
        ),
        (
            "Dib, L. A., Da Rocha, A., & Da Silva, J. F. (2010). A way: B. *Ex*, 8(3), 233–253.",
            ("Dib, L. A.", "Da Rocha, A.", "Da Silva, J. F."),
            2010,
            "A way: B",
            "8",
            "233",
        ),
        (
            "Sonobe T., et al., Growth, J Ex, 36, pp. 323-335, (2011)",
            ("Sonobe, T.",),
            2011,
            "Growth",
            "36",
            "323",
        ),
        ("", (), None, "", "", ""),
    ],
)
def test_references_of_all_styles_are_read(text, authors, year, title, volume, page):
    read = read_reference(text)
    assert (read.authors, read.year, read.title, read.volume, read.page) == (
        authors,
        year,
        title,
        volume,
        page,
    )


def test_a_doi_and_an_address_are_no_part_of_a_title():
    read = read_reference(
        "Doe, A. (2001b). Made up. Retrieved from <https://x.org/p> doi:10.5555/AB"
    )
    assert (read.title, read.doi, read.letter) == ("Made up", "10.5555/ab", "b")


def test_spellings_of_one_work_meet_whatever_their_style():
    found = cited_works(citing([WOS], [APA], [SCOPUS], [OLDER], [TYPO], []))
    assert len(found.works) == 1
    assert found.works[0].n_records == 5
    assert found.works[0].doi == "10.1016/s0305-750x(99)00079-7"
    assert found.works[0].name.startswith("Nadvi 1999, Collective efficiency")
    assert found.without_references == ("R5",)


def test_a_record_that_cites_a_work_twice_counts_once():
    found = cited_works(citing([WOS, APA]))
    assert (found.n_references, found.works[0].n_records, len(found.citing)) == (2, 1, 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Doe, A. (1999). Clusters that export, part 1. J.",
            "Doe, A. (1999). Clusters that export, part 2. J.",
        ),
        ("Doe, A. (1999). Clusters that export. J.", "Doe, A. (2000). Clusters that export. J."),
        ("Doe, A. (1999). Clusters that export. J.", "Roe, A. (1999). Clusters that export. J."),
        ("Doe, A. (1999). Clusters that export. J.", "Doe, B. (1999). Clusters which export. J."),
        (
            "Doe, A. (1999). Clusters. J. doi:10.5555/a",
            "Doe, A. (1999). Clusters. J. doi:10.5555/b",
        ),
        ("Doe A, 1999, J EX, V1, P2", "Doe A, 1999, J EX, V1, P3"),
        ("See the annex", "See the appendix"),
    ],
)
def test_different_works_stay_apart(one, other):
    assert len(cited_works(citing([one], [other])).works) == 2


def test_alike_titles_that_were_not_matched_are_told():
    one = "Doe, A. (1999). Clusters that export, part 1. J."
    found = cited_works(citing([one], [one.replace("part 1", "part 2")]))
    assert len(found.doubtful) == 1
    assert "Alike and not matched: 1 pair." in str(found)


def test_what_could_not_be_read_is_counted_and_matched_with_itself_only():
    found = cited_works(citing(["See the annex"], ["See  the annex", "n.d. report"]))
    assert set(found.unread) == {"See the annex", "n.d. report"}
    assert found.works[0].n_records == 2
    assert "Not read: 2 references, cited 3 times" in str(found)


def test_two_dois_never_meet_over_a_reference_without_one():
    same = "Doe, A. (1999). Clusters that export. J, 1(2), 3–4."
    found = cited_works(citing([same + " doi:10.5555/a"], [same], [same + " doi:10.5555/b"]))
    assert sorted(one.doi for one in found.works) == ["10.5555/a", "10.5555/b"]


def test_matching_does_not_hang_on_the_order_of_records():
    lists = [
        [WOS, "Doe A, 2001, J EX, V1, P2"],
        [APA],
        [SCOPUS, TYPO],
        ["Doe, A., T, J Ex, 1, pp. 2-3, (2001)"],
    ]
    sizes = set()
    for seed in range(6):
        mixed = random.Random(seed).sample(lists, len(lists))
        found = cited_works(citing(*mixed))
        sizes.add(tuple(sorted(one.n_records for one in found.works)))
    assert sizes == {(2, 3)}


def test_cited_works_come_back_from_their_dictionary():
    found = cited_works(citing([WOS], [APA, "x"]))
    again = CitedWorks.from_dict(found.to_dict())
    assert str(again) == str(found)
    assert (again.holds != found.holds).nnz == 0


def held_records(held):
    return citing(*[[f"Doe A, {1900 + at}, J, V1, P{at}" for at in sorted(one)] for one in held])


HELD = st.lists(st.sets(st.integers(0, 9), max_size=6), min_size=1, max_size=9)


@settings(max_examples=60, deadline=None)
@given(HELD, st.sampled_from(MEASURES), st.integers(1, 2))
def test_coupling_is_what_plain_loops_count(held, measure, least):
    found = coupling(cited_works(held_records(held)), measure=measure, least=least)
    n = len(set().union(*held))
    wanted = {
        (f"R{i}", f"R{j}"): (c, strength(measure, c, len(held[i]), len(held[j]), n))
        for (i, j), c in shared_pairs(held, least).items()
    }
    assert {(x.one, x.other): x.shared for x in found.links} == {
        k: c for k, (c, _) in wanted.items()
    }
    got = {(x.one, x.other): x.strength for x in found.links}
    assert got == pytest.approx({k: s for k, (_, s) in wanted.items()})
    assert found.n_links == len(wanted)
    assert found.left_out == tuple(f"R{at}" for at, one in enumerate(held) if not one)


@settings(max_examples=60, deadline=None)
@given(HELD, st.integers(1, 3))
def test_co_citation_is_what_plain_loops_count(held, least_cited):
    found = co_citation(cited_works(held_records(held)), least_cited=least_cited)
    by = {w: [at for at, one in enumerate(held) if w in one] for w in range(10)}
    kept = [w for w in by if by[w] and len(by[w]) >= least_cited]
    wanted = shared_pairs([by[w] for w in kept])
    named = {
        frozenset((f"Doe {1900 + kept[i]}, J", f"Doe {1900 + kept[j]}, J")): c
        for (i, j), c in wanted.items()
    }
    assert {frozenset((x.one, x.other)): x.shared for x in found.links} == named
    assert found.n_left_out == sum(0 < len(own) < least_cited for own in by.values())


def test_the_strongest_links_are_kept_and_all_are_counted():
    rng = np.random.default_rng(0)
    held = [set(rng.choice(30, 8, replace=False).tolist()) for _ in range(40)]
    cited = cited_works(held_records(held))
    every, few = coupling(cited), coupling(cited, most=7)
    assert few.links == every.links[:7]
    assert few.n_links == every.n_links
    assert "The 7 strongest are kept." in str(few)


def test_blocks_of_rows_give_what_one_block_gives(monkeypatch):
    rng = np.random.default_rng(1)
    held = [set(rng.choice(20, 3 + at % 5, replace=False).tolist()) for at in range(30)]
    cited = cited_works(held_records(held))
    whole = coupling(cited, most=3)
    monkeypatch.setattr("hanse.evidence.synthesis.pair_links._CHUNK", 4)
    assert coupling(cited, most=3) == whole


@pytest.mark.parametrize(
    ("call", "choices", "said"),
    [
        (coupling, {"measure": "cosinus"}, "there is no measure 'cosinus'"),
        (coupling, {"least": 0}, "least is 0. Give a number from 1."),
        (coupling, {"most": 0}, "most is 0. Give a number from 1."),
        (co_citation, {"least_cited": 0}, "least_cited is 0. Give a whole number from 1."),
    ],
)
def test_choices_out_of_range_are_refused(call, choices, said):
    with pytest.raises(InputError) as error:
        call(cited_works(citing([WOS], [WOS])), **choices)
    assert said in str(error.value)


def test_links_come_back_and_have_a_frame_and_groups():
    held = [{1, 2, 3}, {1, 2, 4}, {5, 6}, {5, 6, 7}, set()]
    found = coupling(cited_works(held_records(held)))
    assert CitationLinks.from_dict(found.to_dict()) == found
    assert list(found.to_frame()) == ["one", "other", "shared", "strength"]
    assert found.groups() == {"R0": 1, "R1": 1, "R2": 2, "R3": 2} or set(
        found.groups().values()
    ) == {1, 2}
    assert len(found.groups(most=1)) == 1


# communities


def random_links(seed):
    rng = np.random.default_rng(seed)
    n = int(rng.integers(3, 16))
    pairs = [(i, j) for i in range(n) for j in range(i + 1, n) if rng.random() < 0.35]
    return n, [(i, j, float(rng.uniform(0.1, 5))) for i, j in pairs]


@pytest.mark.parametrize("seed", range(40))
def test_communities_are_those_of_networkx(seed):
    n, links = random_links(seed)
    found = communities(n, links)
    if not links:
        assert found.group == tuple(range(1, n + 1))
        return
    graph = nx.Graph()
    graph.add_nodes_from(range(n))
    graph.add_weighted_edges_from(links)
    wanted = nx.community.greedy_modularity_communities(graph, weight="weight")
    mine = {frozenset(at for at in range(n) if found.group[at] == g) for g in set(found.group)}
    assert mine == set(wanted)
    assert found.modularity == pytest.approx(modularity(found.group, links))
    assert found.modularity == pytest.approx(nx.community.modularity(graph, wanted))


@pytest.mark.parametrize(
    "links", [[(0, 0, 1.0)], [(0, 5, 1.0)], [(0, 1, 0.0)], [(0, 1, 1.0), (1, 0, 1.0)]]
)
def test_links_that_cannot_be_are_refused(links):
    with pytest.raises(InputError, match="cannot be used"):
        communities(3, links)
