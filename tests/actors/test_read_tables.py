"""Relationships, atmosphere, activities and answers are read and checked."""

import numpy as np
import pandas as pd
import pytest
from tests.actors.made_log import AS_OF, day, small_log

from hanse.actors import read_activities, read_atmosphere, read_gap_answers, read_relationships
from hanse.actors.tables import ATMOSPHERE
from hanse.actors.tables_frames import (
    activities_frame,
    answers_frame,
    atmosphere_frame,
    relationships_frame,
)
from hanse.errors import InputError

LOG = small_log(with_all=True)
ACTORS, IDS = LOG.actors, LOG.actors.ids


def ties(**columns):
    n = max(len(values) for values in columns.values())
    given = {"party_a": ["granite"] * n, "party_b": ["uni", "fund", "birch"][:n]}
    return read_relationships(pd.DataFrame(given | columns), ACTORS, as_of=AS_OF)


def rated(**columns):
    given = {"date": ["2024-03-01"], "rater": ["granite"], "other": ["uni"], "trust": [5.0]}
    return read_atmosphere(pd.DataFrame(given | columns), ACTORS, as_of=AS_OF)


def done(**columns):
    given = {"activity": ["fair"], "start": ["2024-03-01"]}
    return read_activities(pd.DataFrame(given | columns), ACTORS)


def answered(**columns):
    given = {"respondent": [1], "gap": ["7"], "importance": [6.0], "present": [2.5]}
    return read_gap_answers(pd.DataFrame(given | columns))


def same(one, other):
    return one.to_dict() == other.to_dict()


def test_tables_are_read_back_from_their_frames():
    written = relationships_frame(LOG.relationships, IDS)
    assert same(read_relationships(written, ACTORS, as_of=AS_OF), LOG.relationships)
    written = atmosphere_frame(LOG.atmosphere, ATMOSPHERE, IDS)
    assert same(read_atmosphere(written, ACTORS, as_of=AS_OF), LOG.atmosphere)
    written = activities_frame(LOG.activities, IDS)
    assert same(read_activities(written, ACTORS), LOG.activities)
    read = read_gap_answers(answers_frame(LOG.answers))
    assert read.respondents == ("1", "1", "2", "2")
    assert read.gaps == LOG.answers.gaps
    np.testing.assert_array_equal(read.present, LOG.answers.present)


def test_a_relationship_without_a_state_has_that_of_its_days():
    found = ties(start=["2020-01-01", "2030-01-01", ""], end=["2021-01-01", "", "2024-12-31"])
    assert found.states == ("ended", "planned", "ended")
    found = ties(start=["2020-01-01", ""], end=["2025-01-01", ""], state=["", "Dormant"])
    assert found.states == ("active", "dormant")


def test_lists_markets_and_positions_of_relationships():
    found = ties(
        adaptations=["product; process"],
        institutions=["agreement"],
        market=["Germany"],
        chain=["Customers"],
        dynamism=[4.5],
    )
    assert found.adaptations == (("product", "process"),)
    assert found.institutions == (("agreement",),)
    assert found.markets == ("DEU",)
    assert found.chain == ("customer",)
    assert found.dynamism.tolist() == [4.5]
    assert np.isnan(found.internationalisation[0])


@pytest.mark.parametrize(
    ("read", "columns", "said"),
    [
        (
            ties,
            {"party_b": ["granite"]},
            "frame relationships, row 1, column party_a, party_b: 'granite' is tied to itself. "
            "Name two different actors, or take the row out.",
        ),
        (
            ties,
            {"party_a": ["granite", "uni"], "party_b": ["uni", "Granite Works AB"]},
            "frame relationships, row 2, column party_a, party_b: the relationship of 'uni' and "
            "'granite' stands already in row 1. Keep one of the rows.",
        ),
        (
            ties,
            {"start": ["2024-02-02"], "end": ["2024-02-01"]},
            "frame relationships, row 1, column start, end: end 2024-02-01 is before start "
            "2024-02-02. Correct one of the days.",
        ),
        (
            ties,
            {"start": ["2025-02-02"], "state": ["active"]},
            "frame relationships, row 1, column start: date in the future: 2025-02-02 is after "
            "2024-12-31, the day of the analysis. Correct the day, or give a later as_of.",
        ),
        (
            ties,
            {"state": ["sleeping"]},
            "frame relationships, row 1, column state: there is no state 'sleeping'. There are: "
            "planned, active, dormant, ended.",
        ),
        (
            ties,
            {"chain": ["suplier"]},
            "frame relationships, row 1, column chain: there is no position in the chain "
            "'suplier'. Did you mean 'supplier'? There are: supplier, customer, competitor, "
            "complementor, outside the chain.",
        ),
        (
            ties,
            {"dynamism": [8.0]},
            "frame relationships, row 1, column dynamism: 8 is above 7. Correct the cells, or "
            "leave them empty if the value is not known.",
        ),
        (
            rated,
            {"trust": [0.5]},
            "frame atmosphere, row 1, column trust: 0.5 is below 1. Correct the cells, or leave "
            "them empty if the value is not known.",
        ),
        (
            rated,
            {"trust": [5.2]},
            "frame atmosphere, row 1, column trust: 5.2 is neither a whole rating nor a half. Give "
            "1 to 7 in steps of 0.5.",
        ),
        (
            rated,
            {"other": ["granite"]},
            "frame atmosphere, row 1, column rater, other: 'granite' is tied to itself. Name two "
            "different actors, or take the row out.",
        ),
        (
            rated,
            {"date": ["2025-03-01"]},
            "frame atmosphere, row 1, column date: date in the future: 2025-03-01 is after "
            "2024-12-31, the day of the analysis. Correct the day, or give a later as_of.",
        ),
        (
            done,
            {"gaps": ["7; 8"]},
            "frame activities, row 1, column gaps: there is no gap '8'. There are: firms, "
            "research, education, capital, public, clusters, global.",
        ),
        (
            done,
            {"participants": ["uni; unii"]},
            "frame activities, row 1, column participants: there is no actor 'unii'. Did you mean "
            "'uni' (University of the North)? Correct it, or add the actor to the table of "
            "actors.",
        ),
        (
            done,
            {"activity": ["x", "x"], "start": ["2024-01-01"] * 2},
            "frame activities, row 2, column activity: 'x' stands already in row 1. Keep one of "
            "the rows.",
        ),
        (
            done,
            {"end": ["2024-02-01"]},
            "frame activities, row 1, column start, end: end 2024-02-01 is before start "
            "2024-03-01. Correct one of the days.",
        ),
        (
            answered,
            {"present": [7.5]},
            "frame answers, row 1, column present: 7.5 is above 7. Correct the cells, or leave "
            "them empty if the value is not known.",
        ),
    ],
)
def test_what_is_wrong_is_told_with_row_and_column(read, columns, said):
    with pytest.raises(InputError) as error:
        read(**columns)
    assert str(error.value) == said


def test_an_atmosphere_without_ratings_is_refused():
    frame = pd.DataFrame({"date": ["2024-03-01"], "rater": ["granite"], "other": ["uni"]})
    with pytest.raises(InputError) as error:
        read_atmosphere(frame, ACTORS, as_of=AS_OF)
    assert str(error.value) == (
        "frame atmosphere: there is no column of ratings. Give one or more of power, cooperation, "
        "conflict, closeness, trust, expectations."
    )


def test_activities_may_be_planned_and_name_gaps_in_any_way():
    found = done(start=["2030-01-01"], gaps=["firm to capital; 2; Global"], participants=["uni"])
    assert found.gaps == (("capital", "research", "global"),)
    assert found.participants == ((IDS.index("uni"),),)
    assert found.start.tolist() == [day("2030-01-01")]
    assert found.names == ("fair",)


def test_an_answer_that_stands_twice_is_told_without_its_respondent():
    frame = pd.DataFrame(
        {
            "respondent": ["Ann Example"] * 2,
            "wave": ["2023"] * 2,
            "gap": ["7", "global"],
            "importance": [5, 6],
            "present": [1, None],
        }
    )
    with pytest.raises(InputError) as error:
        read_gap_answers(frame)
    assert str(error.value) == (
        "frame answers, row 2, column respondent, wave, gap: the answer of this respondent for the "
        "gap global stands already in row 1. Keep one of the rows."
    )


def test_answers_of_several_waves_and_without_a_wave():
    frame = pd.DataFrame(
        {
            "respondent": [1, 1],
            "wave": [2022, 2023],
            "gap": [1, 1],
            "importance": [5, 6],
            "present": [1, None],
        }
    )
    assert read_gap_answers(frame).waves == ("2022", "2023")
    assert answered().waves == ("",)
