"""Episodes are read in either way of writing their parties, and checked one by one."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.actors.made_log import AS_OF, small_log

from hanse.actors import read_activities, read_episodes
from hanse.actors.read_cells import open_cells
from hanse.actors.read_episodes import episodes_of, no_episodes, stable_ids
from hanse.actors.read_schemas import EPISODES
from hanse.actors.tables_frames import episodes_frame
from hanse.errors import InputError

LOG = small_log()
ACTORS = LOG.actors


def frame(**columns):
    n = max((len(values) for values in columns.values()), default=1)
    given = {"date": ["2024-03-01"] * n, "kind": ["social"] * n}
    if not {"parties", "party_a"} & set(columns):
        given["parties"] = ["granite; uni"] * n
    return pd.DataFrame(given | columns)


def read(**columns):
    return read_episodes(frame(**columns), ACTORS, as_of=AS_OF, activities=LOG.activities)


def refusal(**columns):
    with pytest.raises(InputError) as error:
        read(**columns)
    return str(error.value)


def parties(episodes):
    party, starts = episodes.party.tolist(), episodes.starts.tolist()
    return [tuple(ACTORS.ids[one] for one in party[start:end]) for start, end in pairwise(starts)]


def test_the_log_is_read_back_from_its_frame():
    written = episodes_frame(LOG.episodes, ACTORS.ids)
    read = read_episodes(written, ACTORS, as_of=AS_OF, activities=LOG.activities)
    for name in ("days", "starts", "party", "kinds", "initiator"):
        np.testing.assert_array_equal(getattr(read, name), getattr(LOG.episodes, name))
    assert read.ids == LOG.episodes.ids
    assert read.activities == LOG.episodes.activities
    assert read.outcomes == LOG.episodes.outcomes


def test_both_ways_of_naming_parties_are_the_same():
    listed = read(parties=["granite; uni", "birch;fund"])
    paired = read(party_a=["granite", "birch"], party_b=["uni", "fund"])
    assert parties(listed) == parties(paired) == [("granite", "uni"), ("birch", "fund")]
    assert listed.ids == paired.ids
    mixed = read(parties=["granite; uni; fund", ""], party_a=["", "birch"], party_b=["", "fund"])
    assert parties(mixed) == [("granite", "uni", "fund"), ("birch", "fund")]


def test_actors_are_found_by_id_by_name_and_in_any_case():
    found = read(parties=["GRANITE; University of the North", "birch optics ab; fund"])
    assert parties(found) == [("granite", "uni"), ("birch", "fund")]


def test_kinds_are_bits_and_lists():
    found = read(kind=["product", "Information; social", "financial", "product or service"])
    assert found.kinds.tolist() == [1, 10, 4, 1]


def test_initiator_outcome_activity_and_note_are_kept():
    found = read(
        initiator=["uni", ""], outcome=["order", ""], activity=["Open Lab", ""], note=["n", ""]
    )
    assert found.initiator.tolist() == [ACTORS.ids.index("uni"), -1]
    assert found.outcomes == ("order", "")
    assert found.activities == ("lab", "")
    assert found.notes == ("n", "")


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (
            {"parties": ["granite; univ"]},
            "row 1, column parties: there is no actor 'univ'. Did you mean 'uni' (University of "
            "the North)? Correct it, or add the actor to the table of actors.",
        ),
        (
            {"party_a": ["granite"], "party_b": ["granite"]},
            "row 1, column party_a, party_b: 'granite' is tied to itself. Name each party once; an "
            "episode has two or more.",
        ),
        (
            {"parties": ["granite; uni; granite works ab"]},
            "row 1, column parties: 'granite' is a party twice. Name each party once; an episode "
            "has two or more.",
        ),
        (
            {"parties": ["granite"]},
            "row 1, column parties: 'granite' is the only party. An episode has two parties or "
            "more: add the other side, or take the row out.",
        ),
        (
            {"parties": ["granite; uni", ""]},
            "row 2, column parties: no party is named. An episode has two parties or more: add the "
            "other side, or take the row out.",
        ),
        (
            {"party_a": ["granite"], "party_b": [None]},
            "row 1, column party_a, party_b: 'granite' is the only party. An episode has two "
            "parties or more: add the other side, or take the row out.",
        ),
        (
            {"parties": ["uni; fund"], "party_a": ["granite"], "party_b": ["birch"]},
            "row 1, column parties, party_a, party_b: the parties are given in both ways. Give "
            "them in one.",
        ),
        (
            {"date": ["2025-01-01"]},
            "row 1, column date: date in the future: 2025-01-01 is after 2024-12-31, the day of "
            "the analysis. Correct the day, or give a later as_of.",
        ),
        (
            {"kind": ["money"]},
            "row 1, column kind: there is no kind 'money'. There are: product, information, "
            "financial, social.",
        ),
        (
            {"initiator": ["fund"]},
            "row 1, column initiator: 'fund' began the episode but is not among its parties. Name "
            "one of the parties, or add it to them.",
        ),
        (
            {"activity": ["fairr"]},
            "row 1, column activity: there is no activity 'fairr'. Did you mean 'fair'? There are: "
            "fair, lab.",
        ),
        (
            {"episode": ["x", "", "x"]},
            "row 3, column episode: 'x' stands already in row 1. Keep one of the rows.",
        ),
    ],
)
def test_what_is_wrong_is_told_with_row_and_column(columns, said):
    assert refusal(**columns) == f"frame episodes, {said}"


def test_a_table_without_parties_is_refused():
    bare = {"date": ["2024-03-01"], "kind": ["social"]}
    mend = "Give parties (a list apart by semicolons), or party_a and party_b."
    for columns, said in (
        ({}, "no column has the parties"),
        ({"party_a": ["uni"]}, "there is a column for party_a only"),
        ({"parties": ["uni; fund"], "party_b": ["uni"]}, "there is a column for party_b only"),
    ):
        with pytest.raises(InputError) as error:
            read_episodes(pd.DataFrame(bare | columns), ACTORS, as_of=AS_OF)
        assert str(error.value) == f"frame episodes: {said}. {mend}"


def test_all_unknown_parties_of_a_cell_are_told():
    assert refusal(parties=["granite; xx; yy"]) == (
        "frame episodes, row 1, column parties: there is no actor 'xx' and there is no actor 'yy'. "
        "Correct it, or add the actor to the table of actors."
    )


def test_many_unknown_actors_are_counted():
    said = refusal(parties=[f"uni; nobody{i}" for i in range(40)])
    assert "30 other texts not looked at" in said or "and 1 more" in said


def test_without_activities_any_name_is_kept():
    found = read_episodes(frame(activity=["whatever"]), ACTORS, as_of=AS_OF)
    assert found.activities == ("whatever",)


def test_an_activity_is_found_by_its_name():
    activities = read_activities(
        pd.DataFrame({"activity": ["f"], "name": ["Big Fair"], "start": ["2024-01-01"]}), ACTORS
    )
    found = read_episodes(frame(activity=["big fair"]), ACTORS, as_of=AS_OF, activities=activities)
    assert found.activities == ("f",)


def test_an_actor_outside_of_its_days_is_a_note():
    days = {name: getattr(ACTORS, name) for name in ACTORS.__dataclass_fields__}
    late = ACTORS.ids.index("uni")
    since, until = np.zeros(len(ACTORS), int), np.zeros(len(ACTORS), int)
    since[late], until[0] = 800_000, 700_000
    actors = type(ACTORS)(**(days | {"since": since, "until": until}))
    cells = open_cells(frame(date=["2024-03-01"] * 2), EPISODES, None)
    episodes_of(cells, actors, as_of=800_000, activities=None)
    cells.tell()
    assert cells.notes == [
        "frame episodes: actors that take part before they begin (since), and how often: uni (2).",
        "frame episodes: actors that take part after they end (until), and how often: granite (2).",
    ]


def test_an_id_is_made_of_what_the_episode_says():
    one = read(parties=["granite; uni", "fund; birch"])
    other = read(parties=["birch; fund", "uni; granite", "granite; uni"])
    assert one.ids == (other.ids[1], other.ids[0])
    assert other.ids[2] == f"{other.ids[1]}-2"
    assert read(date=["2024-03-02"]).ids[0] != one.ids[0]
    assert read(kind=["product"]).ids[0] != one.ids[0]
    assert read(activity=["fair"]).ids[0] != one.ids[0]


def test_an_id_that_is_taken_is_not_made_again():
    made = read(parties=["granite; uni"]).ids[0]
    again = read(parties=["granite; uni", "granite; uni"], episode=[made, ""])
    assert again.ids == (made, f"{made}-2")


@given(
    st.lists(st.tuples(st.integers(1, 3), st.sampled_from([(0, 1), (1, 0), (0, 2)])), max_size=9)
)
@settings(max_examples=60)
def test_ids_are_different_and_do_not_hang_on_the_order_of_rows(rows):
    def made(some):
        days, own = [day for day, _ in some], [party for _, party in some]
        return stable_ids([""] * len(some), days, own, [1] * len(some), [""] * len(some), "abc")

    ids = made(rows)
    assert len(set(ids)) == len(rows)
    assert set(made(rows[::-1])) == set(ids)


def test_no_episodes_are_an_empty_log():
    none = no_episodes()
    assert len(none) == 0
    assert none.starts.tolist() == [0]


def test_a_name_of_several_actors_has_to_be_said_by_id():
    columns = {name: getattr(ACTORS, name) for name in ACTORS.__dataclass_fields__}
    names = ("Same", "Same", *ACTORS.names[2:])
    actors = type(ACTORS)(**(columns | {"names": names}))
    with pytest.raises(InputError) as error:
        read_episodes(frame(parties=["Same; uni"]), actors, as_of=AS_OF)
    assert str(error.value) == (
        "frame episodes, row 1, column parties: 'Same' may be granite and birch. Write the id of "
        "the actor that is meant."
    )


def test_the_day_of_the_analysis_is_a_day():
    with pytest.raises(InputError, match=r"as_of is 'soon'\. Give a day as 2024-03-01"):
        read_episodes(frame(), ACTORS, as_of="soon")
