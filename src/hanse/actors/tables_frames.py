"""The tables of actors as pandas frames under the names of the files, without personal data."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from hanse.actors.tables_words import day_text, kinds_text, listed

if TYPE_CHECKING:
    from hanse.actors.tables import (
        Activities,
        Actors,
        Atmosphere,
        Episodes,
        GapAnswers,
        Relationships,
    )

__all__ = [
    "activities_frame",
    "actors_frame",
    "answers_frame",
    "atmosphere_frame",
    "episodes_frame",
    "relationships_frame",
]

Ids = Sequence[str] | None


def _frame(columns: dict[str, Any]) -> Any:
    """Return a pandas frame; texts as objects so that all versions of pandas give the same."""
    import pandas as pd

    made = {
        name: values.copy()
        if isinstance(values, np.ndarray)
        else pd.Series(list(values), dtype=object)
        for name, values in columns.items()
    }
    return pd.DataFrame(made)


def _days(days: Any) -> list[str]:
    """Return days as ISO text, empty for none."""
    return [day_text(day) for day in days.tolist()]


def _named(places: Any, ids: Ids) -> Any:
    """Return places as the ids of actors where these are known."""
    if ids is None:
        return np.asarray(places)
    return [ids[place] if place >= 0 else "" for place in np.asarray(places).tolist()]


def _list(places: Sequence[int], ids: Ids) -> str:
    """Return places of actors as a list."""
    return listed([str(place) if ids is None else ids[place] for place in places])


def actors_frame(actors: Actors) -> Any:
    """Return one row for each actor; see `Actors.to_frame`."""
    return _frame(
        {
            "actor": actors.ids,
            "name": actors.names,
            "roles": [listed(own) for own in actors.roles],
            "cluster": actors.clusters,
            "place": actors.places,
            "country": actors.countries,
            "technology": [listed(own) for own in actors.technologies],
            "latitude": actors.latitude,
            "longitude": actors.longitude,
            "employees": actors.employees,
            "experience": actors.experience,
            "inward": actors.inward,
            "outward": actors.outward,
            "since": _days(actors.since),
            "until": _days(actors.until),
        }
    )


def episodes_frame(episodes: Episodes, ids: Ids = None) -> Any:
    """Return one row for each episode; actors by their ids if these are given."""
    party, starts = episodes.party.tolist(), episodes.starts.tolist()
    spans = pairwise(starts)
    return _frame(
        {
            "episode": episodes.ids,
            "date": _days(episodes.days),
            "parties": [_list(party[start:end], ids) for start, end in spans],
            "kind": [kinds_text(kinds) for kinds in episodes.kinds.tolist()],
            "initiator": _named(episodes.initiator, ids),
            "outcome": episodes.outcomes,
            "activity": episodes.activities,
        }
    )


def relationships_frame(ties: Relationships, ids: Ids = None) -> Any:
    """Return one row for each relationship; actors by their ids if these are given."""
    return _frame(
        {
            "party_a": _named(ties.a, ids),
            "party_b": _named(ties.b, ids),
            "start": _days(ties.start),
            "end": _days(ties.end),
            "state": ties.states,
            "adaptations": [listed(own) for own in ties.adaptations],
            "institutions": [listed(own) for own in ties.institutions],
            "market": ties.markets,
            "dynamism": ties.dynamism,
            "internationalisation": ties.internationalisation,
            "chain": ties.chain,
        }
    )


def atmosphere_frame(rated: Atmosphere, names: Sequence[str], ids: Ids = None) -> Any:
    """Return one row for each rating, with a column for each of the names."""
    columns: dict[str, Any] = {
        "date": _days(rated.days),
        "rater": _named(rated.rater, ids),
        "other": _named(rated.other, ids),
    }
    return _frame(columns | {name: rated.ratings[:, at] for at, name in enumerate(names)})


def activities_frame(activities: Activities, ids: Ids = None) -> Any:
    """Return one row for each activity; actors by their ids if these are given."""
    return _frame(
        {
            "activity": activities.ids,
            "name": activities.names,
            "start": _days(activities.start),
            "end": _days(activities.end),
            "gaps": [listed(own) for own in activities.gaps],
            "participants": [_list(own, ids) for own in activities.participants],
        }
    )


def answers_frame(answers: GapAnswers) -> Any:
    """Return one row for each answer, the respondents as numbers in the order they come in."""
    numbers = {who: at for at, who in enumerate(dict.fromkeys(answers.respondents), start=1)}
    return _frame(
        {
            "respondent": np.array([numbers[who] for who in answers.respondents], dtype=np.int64),
            "wave": answers.waves,
            "gap": answers.gaps,
            "importance": answers.importance,
            "present": answers.present,
        }
    )
