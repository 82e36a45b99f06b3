"""Tables of actors print what they hold without persons, and come back from what they wrote."""

import json

import numpy as np
import pytest
from tests.actors.made_log import small_actors, small_episodes, small_log

from hanse.actors import Activities, ActorLog, Atmosphere, GapAnswers, Relationships
from hanse.actors.read_episodes import no_episodes
from hanse.result import answer_from_dict

LOG = small_log(with_all=True)
PARTS = [
    LOG.actors,
    LOG.episodes,
    LOG.relationships,
    LOG.atmosphere,
    LOG.activities,
    LOG.answers,
    LOG,
    small_log(),
    no_episodes(),
]


def same(one, other):
    """Return whether two records hold the same, field by field, with the same types."""
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and np.array_equal(
            one, other, equal_nan=one.dtype.kind == "f"
        )
    if hasattr(one, "__dataclass_fields__"):
        return type(one) is type(other) and all(
            same(getattr(one, name), getattr(other, name)) for name in one.__dataclass_fields__
        )
    return type(one) is type(other) and one == other


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.kind)
def test_each_table_comes_back_from_its_dictionary(part):
    told = json.loads(json.dumps(part.to_dict(), allow_nan=False))
    assert same(type(part).from_dict(told), part)
    assert same(answer_from_dict(told), part)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.kind)
def test_no_table_prints_or_frames_a_person(part):
    shown = str(part) + part.to_frame().to_csv()
    assert "Made Up" not in shown
    assert "example.org" not in shown
    assert "r1" not in shown


def test_actors_print_how_many_have_each_role():
    assert str(LOG.actors) == (
        "13 actors of 3 countries\n"
        "role                  n\n"
        "firm                  6\n"
        "research              1\n"
        "education             2\n"
        "capital               1\n"
        "public body           1\n"
        "global partner        2\n"
        "cluster organisation  1"
    )


def test_a_log_prints_all_its_tables():
    text = str(LOG)
    assert text.startswith("Actors around cluster Fiber Valley (SWE), looked at on 2024-12-31\n")
    assert "15 episodes, 2022-02-01 to 2024-10-01\nkind         n\nproduct      4\n" in text
    assert "1 relationship\nstate   n\nactive  1" in text
    assert "2 ratings of relationships, 2024-05-05 to 2024-05-05\nrated" in text
    assert "4 answers of 2 respondents\ngap     n\nfirms   2\nglobal  2" in text
    assert "Fair in Koln  2024-03-12  2024-03-14  global" in text


def test_empty_tables_print_and_frame():
    none = np.zeros(0, dtype=int)
    actors = LOG.actors
    empty = [
        no_episodes(),
        Relationships(none, none, none, none, (), (), (), (), none, none, ()),
        Atmosphere(none, none, none, np.zeros((0, 6))),
        Activities((), (), none, none, (), ()),
        GapAnswers((), (), (), none, none),
    ]
    told = [
        "0 episodes",
        "0 relationships",
        "0 ratings of relationships",
        "0 activities",
        "0 answers of 0 respondents",
    ]
    assert [str(one) for one in empty] == told
    assert all(len(one.to_frame()) == 0 for one in empty)
    assert Atmosphere.from_dict(empty[2].to_dict()).ratings.shape == (0, 6)
    assert "the firms at home (SWE)" in str(ActorLog(actors, empty[0], "", "SWE", 738946))


def test_frames_have_the_columns_of_the_files():
    frame = LOG.to_frame()
    assert list(frame.columns) == [
        *("episode", "date", "parties", "kind", "initiator", "outcome", "activity")
    ]
    row = frame.iloc[10]
    assert row["date"] == "2024-03-12"
    assert row["parties"] == "fvo; granite; birch; cedar"
    assert row["kind"] == "information; social"
    assert frame["initiator"][3] == ""
    assert LOG.episodes.to_frame()["parties"][0] == "0; 1"
    actors = LOG.actors.to_frame()
    assert "email" not in actors
    assert actors["roles"][6] == "research; education"
    assert actors["since"][0] == ""


def test_arrays_of_tables_cannot_be_written_to():
    with pytest.raises(ValueError, match="read-only"):
        LOG.episodes.days[0] = 1
    with pytest.raises(ValueError, match="read-only"):
        small_log(with_all=True).atmosphere.ratings[0, 0] = 1


def test_has_role_finds_main_and_other_roles():
    actors = small_actors()
    found = [actors.ids[i] for i in np.flatnonzero(actors.has_role("education"))]
    assert found == ["uni", "school"]
    assert len(small_episodes(actors)) == 15
