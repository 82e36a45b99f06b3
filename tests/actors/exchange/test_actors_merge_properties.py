"""Merging against counting by hand, for whatever rows come in."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from hanse.actors.exchange import LogTables, merge_tables
from hanse.actors.exchange.columns import file_table
from hanse.actors.exchange.review import ReviewRow
from hanse.actors.exchange.text_table import TextRow, TextTable

ACTORS = ("ask", "elm", "oak")
SAID = st.tuples(
    st.sampled_from(["2024-01-01", "2024-02-01"]),
    st.sampled_from(["ask; elm", "elm; oak", "oak; ask"]),
    st.sampled_from(["social", "product"]),
)
NAMED = st.lists(st.tuples(st.sampled_from("abc"), SAID), max_size=5)


def table(name, header, rows):
    """Return a table of texts."""
    made = [
        TextRow(f"row {at + 2}", dict(zip(header, row, strict=True))) for at, row in enumerate(rows)
    ]
    return TextTable(file_table(name), {one: one for one in header}, tuple(made))


def episodes(rows):
    """Return a table of episodes without names."""
    return table("episodes", ("date", "parties", "kind"), rows)


def actors():
    """Return the three actors."""
    return table("actors", ("actor", "roles"), [(one, "firm") for one in ACTORS])


def after(old, rows, **choices):
    """Return the rows once others came in, and the answer."""
    new = LogTables({"episodes": rows})
    merged = merge_tables(LogTables({"actors": actors(), "episodes": old}), new, **choices)
    return merged.tables.get("episodes", old), merged.answer


@given(st.lists(SAID, max_size=6), st.lists(SAID, max_size=6))
@settings(max_examples=60, deadline=None)
def test_rows_without_names_stand_as_often_as_in_the_file_that_has_most(old, new):
    made, answer = after(episodes(old), episodes(new))
    found = Counter(tuple(row.texts.values()) for row in made.rows)
    assert found == Counter(old) | Counter(new)
    assert len(answer.new[0]) == (Counter(new) - Counter(old)).total()
    again, second = after(made, episodes(new))
    assert again is made
    assert second.new == ((),)


def named(rows):
    """Return a table of episodes with names, each name once."""
    once = dict(reversed(rows))
    return table(
        "episodes",
        ("episode", "date", "parties", "kind"),
        [(name, *said) for name, said in once.items()],
    )


def by_name(one):
    """Return name → what the row says."""
    return {row["episode"]: tuple(row.texts.values())[1:] for row in one.rows}


@given(NAMED, NAMED)
@settings(max_examples=60, deadline=None)
def test_named_rows_are_joined_and_what_differs_is_told(old, new):
    first, second = named(old), named(new)
    was, comes = by_name(first), by_name(second)
    made, answer = after(first, second)
    assert by_name(made) == comes | was
    differ = {name for name in was.keys() & comes.keys() if was[name] != comes[name]}
    assert {one.row for one in answer.conflicts} == differ
    assert set(answer.new[0]) == comes.keys() - was.keys()
    taken, _ = after(first, second, take="new")
    assert by_name(taken) == was | comes


@given(st.lists(SAID, max_size=6), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_the_order_of_the_rows_does_not_count(rows, random):
    mixed = list(rows)
    random.shuffle(mixed)
    turned = [(day, "; ".join(reversed(who.split("; "))), kind) for day, who, kind in mixed]
    made, answer = after(episodes(rows), episodes(turned))
    assert answer.new == ((),)
    assert len(made.rows) == len(rows)


WORDS = ("Amber Glass", "Amber Glas", "Basalt Bridge", "Basalt Bridges AB", "Coral Dock")
PARTY = st.sampled_from(WORDS)
MEETINGS = st.lists(st.tuples(PARTY, PARTY).filter(lambda pair: pair[0] != pair[1]), max_size=6)


def folder(known, meetings):
    """Return tables of actors under their names and of meetings between them."""
    days = [f"2024-01-{at + 1:02d}" for at in range(len(meetings))]
    rows = [(day, "; ".join(pair), "social") for day, pair in zip(days, meetings, strict=True)]
    people = table("actors", ("actor", "roles"), [(one, "firm") for one in known])
    return LogTables({"actors": people, "episodes": episodes(rows)})


@given(st.sets(PARTY), st.lists(PARTY, unique=True), MEETINGS, st.lists(st.booleans(), max_size=9))
@settings(max_examples=80, deadline=None)
def test_no_row_is_lost_whatever_is_decided_and_the_end_is_stable(
    known, comes, meetings, decisions
):
    old, new = folder(sorted(known), []), folder(comes, meetings)
    words = iter(decisions)
    for _ in range(4):
        merged = merge_tables(old, new)
        answer = merged.answer
        conflicts = {(one.table, one.where) for one in answer.conflicts}
        for at, name in enumerate(answer.tables):
            n_held = sum(one.table == name for one in answer.held)
            n_other = sum(one[0] == name for one in conflicts)
            n_rows = len(answer.known[at]) + len(answer.new[at]) + n_held + n_other
            assert n_rows == len(new.tables[name].rows)
        old = LogTables({**old.tables, **merged.tables}, merged.held, merged.decided)
        again = merge_tables(old, new)
        assert (again.tables, again.answer.review) == ({}, answer.review)
        assert held_texts(again) == held_texts(merged)
        rows = [
            ReviewRow("review.csv", one.incoming, one.known, "same" if is_same else "different")
            for one, is_same in zip(answer.review, words, strict=False)
        ]
        same_once = {one.incoming: one for one in rows if one.decision == "same"}
        kept = [one for one in rows if one.decision != "same" or same_once[one.incoming] is one]
        old = LogTables(old.tables, old.held, old.decided, tuple(kept))
    ids = [row["actor"] for row in old.tables["actors"].rows]
    assert len(ids) == len(set(ids))
    used = {one for row in old.tables["episodes"].rows for one in row["parties"].split("; ")}
    assert used <= set(ids)


def held_texts(merged):
    """Return the texts of the rows that wait."""
    return {name: [row.texts for row in one.rows] for name, one in merged.held.items()}
