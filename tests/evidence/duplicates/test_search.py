"""Groups, the queue, links, what people decided before, and blocks that could grow without end."""

import random
from dataclasses import replace

import pytest
from benchmarks.evidence_made_records import made_records
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracles.duplicate_records import groups_of, shares_key

from hanse.errors import InputError
from hanse.evidence.duplicates import DEFAULT, DuplicateRules, Duplicates, find_duplicates
from hanse.evidence.records import BibliographicRecord

TITLE = "Export clusters and the growth of small firms in Region X"
DOE = ("Doe, Jane", "Roe, Bo")


def record(number, **fields):
    given = {"title": TITLE, "authors": DOE, "year": 2001} | fields
    return BibliographicRecord(id=f"R{number}", **given)


def sets(found):
    return {frozenset(group) for group in found.groups}


def test_of_a_group_the_first_record_is_kept_and_each_merge_says_why():
    found = find_duplicates([record(1), record(2, doi="10.5555/a"), record(3, doi="10.5555/a")])
    assert found.groups == (("R1", "R2", "R3"),)
    assert [(m.removed, m.kept, m.rule) for m in found.merges] == [
        ("R2", "R1", "same title, authors and year"),
        ("R3", "R1", "same title, authors and year"),
    ]
    assert found.merges[0].reason == "Title, authors and year agree."
    assert found.n_unique == 1
    assert found.verify()


def test_no_records_and_one_record_have_no_duplicates():
    assert find_duplicates([]).groups == ()
    assert str(find_duplicates([])) == (
        "0 records, 0 publications: 0 records merged now, 0 before; 0 pairs to look at; 0 links"
    )
    assert find_duplicates([record(1)]).n_unique == 1


def test_a_record_that_fits_two_that_differ_joins_neither_and_is_asked_of():
    place = {"container": "Journal of Examples", "volume": "4"}
    one = record(1, doi="10.5555/one", pages="1-20", **place)
    two = record(2, doi="10.5555/two.other", pages="300-310", **place)
    found = find_duplicates([one, two, record(3)])
    assert found.groups == ()
    assert {(q.first, q.second) for q in found.queue} == {("R1", "R3"), ("R2", "R3")}
    assert "but one of them fits another record too" in found.queue[0].reason


def test_a_chain_of_likenesses_does_not_join_what_is_different():
    place = {"container": "Journal of Examples", "volume": "4", "issue": "2"}
    one = record(1, doi="10.5555/one", pages="1-20", **place)
    middle = record(2, doi="10.5555/one", **place)
    other = record(3, doi="10.5555/two.other", pages="300-310", **place)
    found = find_duplicates([one, middle, record(4, **place), other])
    assert not any({"R1", "R3"} <= set(group) for group in found.groups)
    assert any({"R1", "R2"} <= set(group) for group in found.groups)


def test_a_pair_declared_different_is_never_joined_nor_asked_of_again():
    records = [record(1), record(2), record(3)]
    found = find_duplicates(records, distinct=[("R2", "R1")])
    assert not any({"R1", "R2"} <= set(group) for group in found.groups)
    assert ("R1", "R2") not in {(q.first, q.second) for q in found.queue}
    assert {(q.first, q.second) for q in found.queue} == {("R1", "R3"), ("R2", "R3")}
    assert found.verify()


def test_a_merge_that_stands_is_kept_and_not_taken_for_said_of_copies():
    far = record(2, title="Wages in coal mining after the war", year=1950)
    found = find_duplicates([record(1), far, record(3), record(4)], merged=[("R4", "R2")])
    assert found.groups == (("R1", "R3"), ("R2", "R4"))
    assert [(m.removed, m.kept) for m in found.merges] == [("R3", "R1")]
    assert [(q.first, q.second) for q in found.queue] == [("R1", "R2")]
    assert found.queue[0].reason.endswith("Seen in R1 and R4.")
    assert found.verify()


def test_only_records_that_stand_are_merged():
    cut = record(2, title=TITLE[:40], year=2002, doi="10.5555/a")
    records = [record(1, doi="10.5555/a"), cut, record(3)]
    found = find_duplicates(records, merged=[("R2", "R3")])
    assert [(m.removed, m.kept) for m in found.merges] == [("R3", "R1")]
    assert found.groups == (("R1", "R2", "R3"),)
    assert found.verify()


def test_what_a_merge_undone_leaves_apart_stays_apart():
    records = [record(1), record(2, doi="10.5555/a"), record(3, doi="10.5555/a")]
    first = find_duplicates(records)
    standing = [(m.removed, m.kept) for m in first.merges if m.removed != "R2"]
    again = find_duplicates(records, merged=standing, distinct=[("R2", "R1")])
    assert not any({"R1", "R2"} <= set(group) for group in again.groups)
    assert ("R1", "R3") in again.groups


def test_a_merge_by_hand_outweighs_an_earlier_word_that_they_differ():
    found = find_duplicates([record(1), record(2)], merged=[("R2", "R1")], distinct=[("R1", "R2")])
    assert found.groups == (("R1", "R2"),)
    assert found.merges == ()
    assert found.verify()


def test_after_the_merges_nothing_new_is_found():
    made = made_records(600, 5, duplicates=0.5)
    first = find_duplicates(made.records)
    again = find_duplicates(made.records, merged=[(m.removed, m.kept) for m in first.merges])
    assert again.merges == ()
    assert again.groups == first.groups
    assert [(q.first, q.second) for q in again.queue] == [(q.first, q.second) for q in first.queue]


def test_a_doi_of_a_whole_book_identifies_nothing():
    titles = [
        "Wages of miners after the war",
        "Bridges across the Elbe",
        "How harvests fail",
        "Measuring ice with satellites",
        "Parliaments and their clerks",
        "Violin makers in the Tyrol",
    ]
    chapters = [
        record(n, title=title, authors=(f"{title[:4]}, A",), doi="10.5555/b")
        for n, title in enumerate(titles)
    ]
    found = find_duplicates(chapters)
    assert (found.groups, found.queue) == ((), ())
    few = find_duplicates(chapters[:3])
    assert few.groups == ()
    assert [q.reason.split(".")[0] for q in few.queue] == ["One DOI under two titles"] * 3


def test_thousands_of_editorials_cost_little_and_are_not_merged():
    titles = ["Editorial", "Introduction", "Book review", "Untitled", ""]
    rng = random.Random(1)
    records = [
        record(n, title=titles[n % 5], authors=(), year=1990 + rng.randrange(30), pages=str(n))
        for n in range(5_000)
    ]
    found = find_duplicates(records)
    assert found.groups == ()
    assert found.pairs_compared < 15 * len(records)
    assert found.cut_blocks >= 4


def test_thousands_of_equal_records_without_authors_are_merged_or_asked_of_in_line():
    copies = [BibliographicRecord(id=f"R{n}", title=TITLE, year=2001) for n in range(3_000)]
    assert len(find_duplicates(copies).groups[0]) == 3_000
    bare = [BibliographicRecord(id=f"R{n}", title=TITLE) for n in range(300)]
    found = find_duplicates(bare)
    assert found.groups == ()
    assert len(found.queue) == 299


def test_blocks_beyond_the_bound_still_hold_neighbours():
    records = [record(n, doi=f"10.5555/{n % 40}") for n in range(80)]
    rules = DuplicateRules(block=10)
    found = find_duplicates(records, rules=rules)
    assert found.cut_blocks > 0
    assert all(len({int(one[1:]) % 40 for one in group}) == 1 for group in found.groups)


def test_copies_are_found_by_the_end_of_the_title_and_by_people_and_year():
    worn = "Xport clusters and the growth of small firms in Region X"
    other = ("Roe, Bo", "Doe, Jane")
    by_end = [record(1, year=None), record(2, title=f"The {worn}", year=None, authors=other[::-1])]
    assert find_duplicates(by_end).pairs_compared == 1
    ends = f"E{TITLE[2:-2]}Z", "Export clusers and the growth of smal firms in Region X"
    place = {"container": "Journal of Examples"}
    by_year = [record(1, title=ends[0], **place), record(2, title=ends[1], year=2002, **place)]
    assert find_duplicates(by_year).pairs_compared == 1
    alone = [record(1, title=ends[0], year=1990), record(2, title=f"W{ends[1]}", year=2002)]
    assert find_duplicates(alone).pairs_compared == 0


@pytest.mark.parametrize("seed", range(12))
def test_the_search_finds_what_the_slow_twin_finds(seed):
    made = made_records(50, 500 + seed, duplicates=0.6)
    found = sets(find_duplicates(made.records))
    assert found == groups_of(made.records, DEFAULT, compared=shares_key)
    assert found == groups_of(made.records, DEFAULT)


VALUES = {
    "title": [
        TITLE,
        f"{TITLE}: part II",
        f"{TITLE} in 2004",
        "Export clusers and the growth of",
        "",
    ],
    "authors": [DOE, ("Doe J",), ("Poe A",), ()],
    "year": [2001, 2002, None],
    "container": ["Journal of Examples", "J Ex", "Other Review", ""],
    "volume": ["4", "5", ""],
    "pages": ["221-8", "221-228", "300", ""],
    "doi": ["10.5555/a", "10.5555/other", ""],
    "type": ["journal-article", "working-paper", "conference-abstract", ""],
}
RECORDS = st.lists(
    st.fixed_dictionaries({k: st.sampled_from(v) for k, v in VALUES.items()}), max_size=9
)


def numbered(rows):
    return [BibliographicRecord(id=f"R{n}", **row) for n, row in enumerate(rows)]


def pairs_of(data, records):
    ids = [one.id for one in records]
    pairs = [(a, b) for a in ids for b in ids if a < b]
    return data.draw(st.lists(st.sampled_from(pairs), max_size=3)) if pairs else []


@settings(max_examples=150, deadline=None)
@given(RECORDS, st.data())
def test_any_records_are_grouped_as_by_the_slow_twin_with_what_people_said(rows, data):
    records = numbered(rows)
    distinct = pairs_of(data, records)
    merged = list({b: (b, a) for a, b in pairs_of(data, records)}.values())
    said = {"distinct": distinct, "merged": merged}
    found = find_duplicates(records, **said)
    assert sets(found) == groups_of(records, DEFAULT, **said, compared=shares_key)
    assert found.verify()
    assert all(any(set(pair) <= group for group in sets(found)) for pair in merged)
    if not merged:
        assert not any(set(pair) <= group for pair in distinct for group in sets(found))


@settings(max_examples=100, deadline=None)
@given(RECORDS, st.randoms(use_true_random=False))
def test_the_order_of_the_records_does_not_change_the_groups(rows, rng):
    records = numbered(rows)
    shuffled = list(records)
    rng.shuffle(shuffled)
    assert sets(find_duplicates(shuffled)) == sets(find_duplicates(records))


@settings(max_examples=60, deadline=None)
@given(RECORDS)
def test_what_is_merged_stays_merged_and_nothing_new_comes(rows):
    records = numbered(rows)
    first = find_duplicates(records)
    again = find_duplicates(records, merged=[(m.removed, m.kept) for m in first.merges])
    assert again.merges == ()
    assert again.groups == first.groups


def test_the_answer_comes_back_from_its_dictionary_and_as_a_frame():
    made = made_records(300, 3, duplicates=0.4)
    found = find_duplicates(made.records, distinct=[("R000001", "R000002")])
    assert Duplicates.from_dict(found.to_dict()) == found
    frame = found.to_frame()
    assert list(frame.columns) == ["kind", "first", "second", "rule", "score", "reason"]
    assert len(frame) == len(found.merges) + len(found.queue) + len(found.links)
    assert "Merged" in str(found)
    assert "more" in str(found)


def test_a_wrong_answer_does_not_verify():
    found = find_duplicates([record(1), record(2), record(3, title="Wages", year=1950)])
    assert not replace(found, groups=()).verify()
    assert not replace(found, distinct=(("R1", "R2"),)).verify()
    assert not replace(found, merges=found.merges * 2).verify()


def test_progress_is_told():
    told = []
    find_duplicates(made_records(100, 2).records, progress=lambda *said: told.append(said))
    assert {step for step, _, _ in told} == {"comparing titles", "judging pairs"}
    assert all(done <= of for _, done, of in told)


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (
            {"distinct": [("R1", "R9")]},
            "distinct: there is no record 'R9'. Did you mean 'R2'? There are: R1, R2.",
        ),
        ({"merged": [("R1", "R1")]}, "merged: R1 is paired with itself. Name two records."),
        (
            {"merged": [("R1", "R2"), ("R2", "R1")]},
            "merged: merges run in a circle through R1. "
            "Take one of them back, so that one record stands.",
        ),
    ],
)
def test_pairs_that_cannot_be_are_refused(given, text):
    with pytest.raises(InputError) as refused:
        find_duplicates([record(1), record(2)], **given)
    assert str(refused.value) == text


def test_a_record_merged_into_two_is_refused():
    with pytest.raises(InputError) as refused:
        find_duplicates([record(1), record(2), record(3)], merged=[("R3", "R1"), ("R3", "R2")])
    assert str(refused.value) == (
        "merged: R3 is merged into R1 and into R2. Take one of the two merges back."
    )


def test_records_without_an_id_or_with_one_twice_are_refused():
    with pytest.raises(InputError) as refused:
        find_duplicates([record(1), replace(record(2), id="")])
    assert str(refused.value) == "record 2: the record has no id. Number the records first."
    with pytest.raises(InputError) as refused:
        find_duplicates([record(1), record(1)])
    assert str(refused.value) == (
        "records 1 and 2: the id R1 stands at two records. Give each record its own id."
    )
