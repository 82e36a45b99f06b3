"""Versions: what changed in words, what is frozen, what has to be searched again."""

import dataclasses
import hashlib

import pytest
from hypothesis import assume, given, settings
from tests.evidence.protocol.made_protocols import protocol, protocols

from hanse.errors import InputError
from hanse.evidence.protocol import (
    Concept,
    Criterion,
    Journal,
    Person,
    Question,
    Screening,
    SheetUse,
    Source,
    Term,
    changes_between,
    freeze,
    protocol_from_toml,
    protocol_text,
    searches_due,
    starter_protocol,
)

CLUSTER = Concept("cluster", "Cluster", (Term("cluster"), Term("district")))


def changed(**more):
    """Return what is said when something of the small protocol changes."""
    old = protocol((CLUSTER,))
    return [str(one) for one in changes_between(old, dataclasses.replace(old, **more))]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"title": "Other"}, ["title from 'Clusters abroad' to 'Other'"]),
        ({"first_year": 1990}, ["added first year 1990"]),
        ({"languages": ("english",)}, ["added language 'english'"]),
        ({"combination": "cluster"}, ["added combination 'cluster'"]),
        (
            {"questions": (Question("Q1", "Which?"),)},
            ["question Q1: text from 'Which clusters go abroad?' to 'Which?'"],
        ),
        (
            {"concepts": (dataclasses.replace(CLUSTER, terms=(Term("cluster"), Term("hub"))),)},
            ["concept cluster: added term 'hub'", "concept cluster: removed term 'district'"],
        ),
        (
            {"concepts": (dataclasses.replace(CLUSTER, terms=CLUSTER.terms[::-1]),)},
            ["concept cluster: the order of terms"],
        ),
        (
            {
                "concepts": (
                    dataclasses.replace(CLUSTER, terms=(Term("cluster", False), Term("district"))),
                )
            },
            ["concept cluster: term 'cluster': variants from yes to no"],
        ),
        (
            {"concepts": (dataclasses.replace(CLUSTER, excluded=(Term("game"),)),)},
            ["concept cluster: added excluded term 'game'"],
        ),
        (
            {"concepts": (dataclasses.replace(CLUSTER, fields=("title",)),)},
            [
                "concept cluster: removed field 'abstract'",
                "concept cluster: removed field 'keywords'",
            ],
        ),
        (
            {"sources": (Source("s", "Source", "website", 2),)},
            ["source s: kind from 'database' to 'website'", "source s: stage from 1 to 2"],
        ),
        (
            {"sources": (Source("s", "Source", journals=(Journal("J", ("1",)),)),)},
            ["source s: added journal 'J 1'"],
        ),
        (
            {"criteria": (Criterion("E2", "No firm"),)},
            ["added criterion E2 'No firm'", "removed criterion E1 'No cluster'"],
        ),
        (
            {"criteria": (Criterion("E1", "No cluster", "exclude", ("full-text",)),)},
            ["criterion E1: removed stage 'title-abstract'"],
        ),
        (
            {"people": (Person("B", "Bo"), Person("A", "Ann", "reader"))},
            ["person A: added role 'reader'", "the order of people"],
        ),
        (
            {"screening": Screening(1, 2, 0.9)},
            [
                "reviewers for each record at title-abstract from 2 to 1",
                "recall to stop at from 0.95 to 0.9",
            ],
        ),
        ({"sheets": (SheetUse("coding"),)}, ["added sheet coding"]),
    ],
)
def test_a_change_is_told_in_words(more, said):
    assert changed(**more) == said


@given(protocols(), protocols())
@settings(max_examples=80, deadline=None)
def test_whatever_differs_is_told_and_only_that(a, b):
    b = dataclasses.replace(b, version=a.version)
    assert bool(changes_between(a, b)) == (a != b)
    assert changes_between(a, dataclasses.replace(a, version=99)) == ()


@given(protocols(), protocols())
@settings(max_examples=40, deadline=None)
def test_swapping_one_section_is_told_in_that_section(a, b):
    for name in ("concepts", "sources", "criteria", "people", "questions", "sheets", "screening"):
        other = dataclasses.replace(a, **{name: getattr(b, name)})
        assume(other != a)
        assert {one.section for one in changes_between(a, other)} == {name}


def test_versions_count_up_and_the_frozen_file_reads_back():
    first = freeze(protocol())
    assert (first.version, first.changes, first.reason) == (1, (), "first version")
    assert first.sources == ("s",)
    assert first.sha256 == hashlib.sha256(first.text.encode()).hexdigest()
    assert protocol_from_toml(first.text) == first.protocol
    second = freeze(protocol((CLUSTER,)), first.protocol)
    assert second.version == 2
    assert second.reason == "concept cluster: added term 'district'"
    assert second.sources == ("s",)
    assert protocol_from_toml(second.text).version == 2
    third = freeze(dataclasses.replace(second.protocol, title="New"), second.protocol)
    assert (third.version, third.sources) == (3, ())
    assert "Strings that differ: none" in str(third)
    assert type(third).from_dict(third.to_dict()) == third
    assert list(third.to_frame()["what"]) == ["title from 'Clusters abroad' to 'New'"]


def test_nothing_changed_is_an_error():
    first = freeze(protocol())
    with pytest.raises(InputError, match=r"nothing changed since version 1. Change the protocol"):
        freeze(dataclasses.replace(protocol(), version=7), first.protocol)


def test_a_protocol_that_does_not_hold_together_is_not_frozen():
    with pytest.raises(InputError, match="there are no people"):
        freeze(protocol(people=()))


def test_the_text_of_the_user_keeps_its_comments():
    text = starter_protocol("Clusters abroad")
    first = freeze(protocol_from_toml(text), text=text)
    assert first.text == text
    later = text.replace('"agglomeration",', '"agglomeration", "hub",')
    second = freeze(protocol_from_toml(later), first.protocol, text=later)
    assert "version = 2                       # hanse counts it up" in second.text
    assert second.text.replace("version = 2", "version = 1") == later
    assert second.reason == "concept cluster: added term 'hub'"
    assert second.sources == ("scopus", "scholar")
    bare = later.replace("version = 1                       # hanse counts it up\n", "")
    assert protocol_from_toml(freeze(protocol_from_toml(bare), first.protocol, text=bare).text)


def test_a_text_of_another_protocol_is_refused():
    with pytest.raises(InputError, match="the text is not that of the protocol"):
        freeze(protocol(), text=protocol_text(protocol((CLUSTER,))))


def test_the_version_in_a_text_elsewhere_is_left_alone():
    text = protocol_text(protocol(title="version = 5"))
    assert freeze(protocol_from_toml(text), text=text).protocol.title == "version = 5"


TWO = (Source("late", "Late", stage=2), Source("early", "Early"))


def test_sources_are_due_that_were_never_or_differently_searched():
    old = freeze(protocol(sources=TWO)).protocol
    new = freeze(protocol((CLUSTER,), sources=TWO), old).protocol
    due = searches_due(
        new, [("late", "2026-01-01", 1), ("gone", "2026-01-02", 1)], as_of="2026-01-31"
    )
    assert [(row.source, row.is_due, row.why) for row in due.rows] == [
        ("early", True, "never searched"),
        ("late", True, "searched with version 1, now 2"),
        ("gone", False, "no longer in the protocol"),
    ]
    assert due.rows[1].days == 30
    assert str(due).startswith("2 sources of 3 to search as of 2026-01-31")
    assert type(due).from_dict(due.to_dict()) == due
    assert list(due.to_frame()["searched"]) == ["", "2026-01-01", "2026-01-02"]


def test_a_search_with_the_same_string_still_holds():
    old = freeze(protocol(sources=TWO)).protocol
    new = freeze(dataclasses.replace(old, title="New"), old).protocol
    searches = [("late", "2026-01-01", 1), ("early", "2026-01-01", 1)]
    without = searches_due(new, searches, as_of="2026-01-31")
    assert all(row.is_due for row in without.rows)
    known = searches_due(new, searches, as_of="2026-01-31", versions={1: old})
    assert not any(row.is_due for row in known.rows)
    late = searches_due(new, searches, as_of="2026-01-31", versions={1: old}, most_days=29)
    assert {row.why for row in late.rows} == {"30 days ago, more than 29"}
    assert not any(
        row.is_due
        for row in searches_due(
            new, searches, as_of="2026-01-31", versions={1: old}, most_days=30
        ).rows
    )


def test_limits_by_hand_belong_to_the_search():
    old = freeze(protocol(sources=(Source("s", "S", platform="sciencedirect"),))).protocol
    new = freeze(dataclasses.replace(old, first_year=2000), old)
    assert new.sources == ("s",)


def test_the_latest_search_counts():
    made = protocol(version=3)
    searches = [("s", "2026-02-01", 3), ("s", "2026-01-01", 1)]
    assert not searches_due(made, searches, as_of="2026-02-01").rows[0].is_due
    same_day = [("s", "2026-02-01", 3), ("s", "2026-02-01", 2)]
    assert not searches_due(made, same_day, as_of="2026-02-01").rows[0].is_due


@pytest.mark.parametrize(
    ("search", "as_of", "said"),
    [
        (("s", "2026-02-02", 1), "2026-02-01", "search of s: 2026-02-02 is after 2026-02-01"),
        (("s", "1.2.2026", 1), "2026-02-01", "'1.2.2026' is no date. Write it as 2026-03-01."),
        (("s", "2026-02-30", 1), "2026-03-01", "'2026-02-30' is no date"),
        (("s", "20260201", 1), "2026-03-01", "'20260201' is no date"),
        (("s", "2026-02-01", 2), "2026-03-01", "version 2 is later than that of the protocol, 1"),
        (("s", "2026-02-01", 1), "today", "as_of: 'today' is no date"),
    ],
)
def test_searches_that_cannot_be_are_refused(search, as_of, said):
    with pytest.raises(InputError) as caught:
        searches_due(protocol(), [search], as_of=as_of)
    assert said in str(caught.value)
