import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracles.bibliometrics import h_index, lotka_exponent, shared_pairs, strength, zones

from hanse.errors import InputError
from hanse.evidence.records import BibliographicRecord
from hanse.evidence.synthesis import (
    MEASURES,
    AuthorCounts,
    BibliometricOverview,
    author_countries,
    author_counts,
    author_groups,
    bibliometric_overview,
    container_zones,
    keyword_map,
    lotka_fit,
    publication_years,
)


def record(at, **more):
    return BibliographicRecord(f"R{at}", **more)


# years


def test_years_run_without_a_gap_and_undated_records_are_named():
    records = [record(1, year=1999), record(2, year=2001), record(3)]
    found = publication_years(records, included=["R2", "R3"])
    assert (found.years, found.found, found.included) == ((1999, 2000, 2001), (1, 0, 1), (0, 0, 1))
    assert (found.undated, found.undated_included) == (("R3",), ("R3",))
    assert "3 records, 2 of them included." in str(found)
    assert "Without a year: R3." in str(found)
    assert found.to_frame()["found"].sum() == 3


def test_an_included_record_that_was_not_found_is_refused():
    with pytest.raises(InputError, match=r"included: there is no record 'R9'"):
        publication_years([record(1)], included=["R9"])


# containers


@settings(max_examples=80, deadline=None)
@given(st.lists(st.integers(1, 30), max_size=30))
def test_zones_are_those_of_the_stated_rule(sizes):
    sizes = sorted(sizes, reverse=True)
    records = [
        record(f"{at}-{i}", container=f"J{at:02}") for at, n in enumerate(sizes) for i in range(n)
    ]
    found = container_zones(records)
    assert [one.zone for one in found.containers] == zones(sizes)
    assert sum(found.zone_records) == sum(sizes)


def test_zones_by_hand():
    sizes = {"A": 6, "B": 3, "C": 2, "D": 2, "E": 1, "F": 1, "G": 1, "H": 1, "I": 1}
    records = [record(f"{k}{i}", container=k) for k, n in sizes.items() for i in range(n)]
    found = container_zones([*records, record("X")])
    assert (found.zone_sizes, found.zone_records) == ((1, 3, 5), (6, 7, 5))
    assert found.multipliers == (3.0, 5 / 3)
    assert found.without_container == ("RX",)


def test_a_border_between_equal_sources_is_told():
    found = container_zones([record(at, container=name) for at, name in enumerate("ABCDEF")])
    assert found.split_ties == (1,)
    assert "A border runs between sources with 1 record each; names decide there." in str(found)


def test_spellings_of_a_source_are_one():
    names = [
        "The Journal of A & B",
        "Journal of A and B",
        "journal of a and b",
        "Journal of A and B",
    ]
    found = container_zones([record(at, container=one) for at, one in enumerate(names)])
    assert [(one.name, one.n_records) for one in found.containers] == [("Journal of A and B", 4)]
    assert len(found.containers[0].spellings) == 3


# authors


def test_full_and_fractional_counts_by_hand():
    records = [
        record(1, authors=("Doe, Ana", "Roe, Bo"), cited_by=5, year=2001),
        record(2, authors=("Doe A.",), cited_by=1, year=2003),
        record(3, authors=("Doe, Ana", "Doe, A.", "Poe, C.", "Foe, D."), cited_by=2),
        record(4),
    ]
    found = author_counts(records)
    by_name = {one.name: one for one in found.authors}
    ana = by_name["Doe, Ana"]
    assert (ana.n_records, ana.h_index, ana.first_year, ana.last_year) == (3, 2, 2001, 2003)
    assert ana.fraction == pytest.approx(1 / 2 + 1 + 1 / 3)
    assert sum(one.fraction for one in found.authors) == pytest.approx(3)
    assert found.without_authors == ("R4",)
    assert AuthorCounts.from_dict(found.to_dict()).authors == found.authors


def test_the_h_index_is_not_known_where_a_record_does_not_tell_citations():
    found = author_counts(
        [record(1, authors=("Doe, A.",), cited_by=4), record(2, authors=("Doe A",))]
    )
    assert found.authors[0].h_index is None


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=1, max_size=12))
def test_the_h_index_is_what_its_definition_says(cited):
    records = [record(at, authors=("Doe, A.",), cited_by=n) for at, n in enumerate(cited)]
    assert author_counts(records).authors[0].h_index == h_index(cited)


@pytest.mark.parametrize(
    ("names", "n_authors", "why"),
    [
        (["Nadvi K.", "Nadvi, Khalid", "NADVI K", "Khalid Nadvi"], 1, ""),
        (["Wang, Li", "Wang, Lei", "Wang L."], 3, "given names that contradict"),
        (["Nadvi, K.", "Nadvi, K. M."], 2, "one has more initials"),
        (["Nadvi, Karim", "Nadvi, Khalid M."], 2, ""),
        (["Rasiah, R.", "Rasiyah, R."], 2, "differ by one letter"),
        (["Rasiah, R.", "Rasiyah, T."], 2, ""),
        (["Guo, B.", "Gao, B."], 2, ""),
        (["Más-Verdú, F.", "Mas Verdu, Francisco"], 1, ""),
        (["Vahlne, J.-E.", "Vahlne, Jan-Erik", "Vahlne JE"], 1, ""),
        (["da Rocha, A.", "Angela da Rocha"], 1, ""),
        (["World Bank", "OECD"], 2, ""),
    ],
)
def test_who_is_one_author(names, n_authors, why):
    found = author_groups(names)
    assert len(set(found.name_of.values())) == n_authors
    assert [bool(why)] * bool(why) == [why in one.why for one in found.doubtful]


def test_who_is_one_author_does_not_hang_on_the_order():
    names = [
        "Wang, Li",
        "Wang L.",
        "Nadvi, Khalid",
        "Nadvi K.",
        "Nadvi K M",
        "Rasiah R",
        "Rasiyah R",
    ]
    for seed in range(5):
        mixed = random.Random(seed).sample(names, len(names))
        assert author_groups(mixed).name_of == author_groups(names).name_of


# Lotka


@pytest.mark.parametrize(
    "records",
    [[1] * 60 + [2] * 15 + [3] * 7 + [4] * 4 + [6] * 2, [1] * 9 + [2], [1] * 5 + [3] * 4 + [40]],
)
def test_the_exponent_has_the_highest_likelihood(records):
    assert lotka_fit(records).exponent == pytest.approx(lotka_exponent(records), abs=1e-4)


def test_the_law_recovers_its_own_exponent():
    counts = [round(20_000 / (x**2 * math.pi**2 / 6)) for x in range(1, 200)]
    records = [x for x, n in enumerate(counts, start=1) for _ in range(n)]
    fit = lotka_fit(records)
    assert fit.exponent == pytest.approx(2, abs=0.03)
    assert fit.fits
    assert fit.limit == pytest.approx(1.63 / math.sqrt(len(records)))


@pytest.mark.parametrize("records", [[1] * 9 + [2], [1] * 50 + [5] * 60, [2, 2, 7]])
def test_the_distance_is_the_largest_over_all_numbers(records):
    fit = lotka_fit(records)
    zeta = sum(x**-fit.exponent for x in range(1, 200_000))
    wanted = largest = 0.0
    for x in range(1, max(records) + 1):
        wanted += x**-fit.exponent / zeta
        largest = max(largest, abs(sum(n <= x for n in records) / len(records) - wanted))
    assert fit.distance == pytest.approx(largest, abs=2e-3)


def test_what_contradicts_the_law_is_told():
    assert lotka_fit([1] * 50 + [5] * 60).fits is False
    assert "does not fit" in str(lotka_fit([1] * 50 + [5] * 60))


@pytest.mark.parametrize(
    ("records", "reason"),
    [
        ([], "there are no authors"),
        ([1] * 9, "every author has one record"),
        ([10**60] * 40, "too many records for an exponent above 1"),
    ],
)
def test_an_undefined_exponent_has_its_reason(records, reason):
    fit = lotka_fit(records)
    assert math.isnan(fit.exponent)
    assert reason in fit.reason
    assert fit.fits is None


def test_few_authors_have_an_exponent_and_no_test():
    assert lotka_fit([1, 1, 2]).fits is None
    assert "too few for a test" in str(lotka_fit([1, 1, 2]))


# countries


def test_countries_are_read_from_affiliations_once_a_record():
    records = [
        record(
            1, extra=(("C1", "[Doe, A.] Univ X, Accra, Ghana. [Roe, B] Univ Y, Leeds, England."),)
        ),
        record(2, extra=(("Affiliations", "A, Lima, Peru; B, Lima, Peru; C, Nowhere"),)),
        record(3),
    ]
    found = author_countries(records)
    assert dict(found.counts) == {"GBR": 1, "GHA": 1, "PER": 1}
    assert found.n_several == 1
    assert found.unread[-1] == "C, Nowhere"
    assert found.without_affiliation == ("R3",)


# key words


def words(*lists, **more):
    return [record(at, keywords=tuple(one), **more) for at, one in enumerate(lists)]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sets(st.sampled_from("abcdef")), max_size=14),
    st.sampled_from(MEASURES),
    st.integers(1, 3),
)
def test_links_of_key_words_are_what_plain_loops_count(held, measure, least):
    found = keyword_map(words(*held), least=least, measure=measure)
    counts = {w: sum(w in one for one in held) for w in "abcdef"}
    kept = [w for w in "abcdef" if counts[w] >= least]
    assert {one.name: one.n_records for one in found.keywords} == {w: counts[w] for w in kept}
    where = [[at for at, one in enumerate(held) if w in one] for w in kept]
    n = sum(bool(one) for one in held)
    wanted = {
        frozenset((kept[i], kept[j])): strength(measure, c, counts[kept[i]], counts[kept[j]], n)
        for (i, j), c in shared_pairs(where).items()
    }
    got = {frozenset((one.one, one.other)): one.strength for one in found.links}
    assert got == pytest.approx(wanted)


def test_key_words_are_one_by_case_hyphen_plural_and_synonym():
    found = keyword_map(
        words(["Clusters", "SME"], ["cluster", "small firms"], ["born-global"], ["Born globals"]),
        least=2,
        synonyms={"small firms": "SME"},
    )
    assert {one.name for one in found.keywords} == {"Clusters", "SME", "born-global"}
    assert found.n_rare == 0


def test_a_plural_without_its_singular_stays():
    assert keyword_map(words(["business"]), least=1).keywords[0].name == "business"


def test_words_left_out_rare_and_cut_are_counted():
    held = [["a", "b", "x"], ["a", "b", "x"], ["c", "x"], []]
    found = keyword_map(words(*held), least=2, most=1, left_out=["X"])
    assert [one.name for one in found.keywords] == ["a"]
    assert (found.n_rare, found.n_cut, found.without_keywords) == (1, 1, ("R3",))


def test_words_that_stand_together_are_a_group_and_have_their_years():
    held = [["a", "b"], ["a", "b"], ["c", "d"], ["c", "d"]]
    records = [record(at, keywords=tuple(one), year=2000 + at) for at, one in enumerate(held)]
    found = keyword_map(records)
    assert found.groups == (("a", "b"), ("c", "d"))
    assert found.modularity == pytest.approx(0.5)
    assert [one.mean_year for one in found.keywords] == [2000.5, 2000.5, 2002.5, 2002.5]
    assert found.years_frame()["records"].sum() == 8
    assert len(found.links_frame()) == 2
    pairs_needed = keyword_map(records, least_together=3)
    assert pairs_needed.links == ()
    assert math.isnan(pairs_needed.modularity)


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ({"least": 0}, "key-word map: least is 0. Give a whole number from 1."),
        ({"most": 501}, "most is 501. Give a whole number from 1 to 500."),
        ({"measure": "cosine"}, "there is no measure 'cosine'"),
    ],
)
def test_choices_of_the_map_out_of_range_are_refused(choices, said):
    with pytest.raises(InputError) as error:
        keyword_map(words(["a", "b"], ["a", "b"]), **choices)
    assert said in str(error.value)


# overview


def test_the_overview_has_every_part_and_comes_back():
    records = [
        record(
            1, year=2001, authors=("Doe, A.",), container="J", keywords=("k",), references=("x",)
        ),
        record(2),
    ]
    found = bibliometric_overview(records)
    for name in (
        "Years",
        "Sources",
        "Authors",
        "Countries",
        "Key words",
        "Coupling",
        "Co-citation",
    ):
        assert f"{name}\n" in str(found)
    again = BibliometricOverview.from_dict(found.to_dict())
    assert str(again) == str(found)
    assert bibliometric_overview([]).to_frame()["counted"].sum() == 0
