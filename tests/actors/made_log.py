"""A small log, made by hand: fictitious actors around a cluster 'Fiber Valley' in Sweden.

==========  ==========================================================================
id          what it is
==========  ==========================================================================
granite     firm of the cluster, exports
birch       firm of the cluster
cedar       firm of the cluster
dune        firm of the cluster, no contact abroad
lonely      firm of the cluster without any episode
fvo         cluster organisation of the cluster
uni         university: research and education
school      education
fund        capital
county      public body
steel       firm of another cluster at home
rhein       partner in Germany
shan        partner in China
==========  ==========================================================================

All numbers below that tests rely on can be counted in `EPISODES`.
"""

from __future__ import annotations

import datetime

import numpy as np

from hanse.actors.tables import (
    EXCHANGES,
    Activities,
    ActorLog,
    Actors,
    Atmosphere,
    Episodes,
    GapAnswers,
    Relationships,
)

AS_OF = "2024-12-31"
CLUSTER = "Fiber Valley"
# id, name, roles, cluster, place, country, employees
ACTORS = (
    ("granite", "Granite Works AB", ("firm",), CLUSTER, "Gavle", "SWE", 120),
    ("birch", "Birch Optics AB", ("firm",), CLUSTER, "Gavle", "SWE", 40),
    ("cedar", "Cedar Sensors", ("firm",), CLUSTER, "Hudiksvall", "SWE", 15),
    ("dune", "Dune Software", ("firm",), CLUSTER, "Hudiksvall", "SWE", 8),
    ("lonely", "Lonely Larch", ("firm",), CLUSTER, "Hudiksvall", "SWE", 3),
    ("fvo", "Fiber Valley Office", ("cluster organisation",), CLUSTER, "Hudiksvall", "SWE", 5),
    ("uni", "University of the North", ("research", "education"), "", "Gavle", "SWE", 900),
    ("school", "Vocational School", ("education",), "", "Hudiksvall", "SWE", 60),
    ("fund", "Seed Fund", ("capital",), "", "Stockholm", "SWE", 12),
    ("county", "County Council", ("public body",), "", "Gavle", "SWE", 2000),
    ("steel", "Steel Yard", ("firm",), "Steel Circle", "Sandviken", "SWE", 300),
    ("rhein", "Rhein Licht GmbH", ("global partner",), "", "Koln", "DEU", 500),
    ("shan", "Shan Photonics", ("global partner",), "", "Wuhan", "CHN", 800),
)
# day, parties, kinds, initiator, activity
EPISODES = (
    ("2022-02-01", ("granite", "birch"), ("product",), "granite", ""),
    ("2022-06-15", ("granite", "birch"), ("product", "information"), "birch", ""),
    ("2023-03-10", ("granite", "birch"), ("information",), "granite", ""),
    ("2024-05-02", ("granite", "birch"), ("social",), "", ""),
    ("2023-09-01", ("birch", "cedar"), ("information",), "birch", ""),
    ("2022-11-20", ("granite", "uni"), ("information",), "uni", ""),
    ("2024-04-04", ("cedar", "uni"), ("information",), "cedar", "lab"),
    ("2024-01-15", ("dune", "school"), ("social",), "school", ""),
    ("2023-05-05", ("granite", "fund"), ("financial",), "granite", ""),
    ("2024-02-02", ("county", "fvo"), ("financial",), "county", ""),
    ("2024-03-12", ("fvo", "granite", "birch", "cedar"), ("information", "social"), "fvo", "fair"),
    ("2023-10-10", ("fvo", "rhein"), ("social",), "fvo", ""),
    ("2024-06-20", ("granite", "rhein"), ("product",), "rhein", "fair"),
    ("2024-10-01", ("fvo", "shan"), ("information",), "fvo", ""),
    ("2024-08-08", ("birch", "steel"), ("product",), "steel", ""),
)


def day(text: str) -> int:
    """Return a day as an ordinal, 0 for none."""
    return datetime.date.fromisoformat(text).toordinal() if text else 0


def small_log(*, with_all: bool = False) -> ActorLog:
    """Return the log: 13 actors, 15 episodes, one relationship, two activities.

    With ``with_all`` also ratings of the atmosphere and answers to the survey on gaps.
    """
    actors = small_actors()
    at = actors.ids.index
    ratings = [[4, 6, 2, 5, 6.5, np.nan], [2, 5, 2, 5, 6, 4]]
    atmosphere = Atmosphere(
        np.full(2, day("2024-05-05")),
        np.array([at("granite"), at("birch")]),
        np.array([at("birch"), at("granite")]),
        np.array(ratings),
    )
    answers = GapAnswers(
        ("r1", "r1", "r2", "r2"),
        ("2023",) * 4,
        ("firms", "global") * 2,
        np.array([6.0, 7.0, 5.0, 6.5]),
        np.array([5.0, 2.0, 5.0, np.nan]),
    )
    return ActorLog(
        actors=actors,
        episodes=small_episodes(actors),
        cluster=CLUSTER,
        home="SWE",
        as_of=day(AS_OF),
        relationships=Relationships(
            a=np.array([at("granite")]),
            b=np.array([at("rhein")]),
            start=np.array([day("2024-06-20")]),
            end=np.array([0]),
            states=("active",),
            adaptations=(("product",),),
            institutions=(("agreement",),),
            markets=("DEU",),
            dynamism=np.array([5.0]),
            internationalisation=np.array([6.5]),
            chain=("customer",),
        ),
        atmosphere=atmosphere if with_all else None,
        activities=Activities(
            ids=("fair", "lab"),
            names=("Fair in Koln", "Open lab"),
            start=np.array([day("2024-03-12"), day("2024-04-01")]),
            end=np.array([day("2024-03-14"), 0]),
            gaps=(("global",), ("research",)),
            participants=((at("dune"),), ()),
        ),
        answers=answers if with_all else None,
    )


def small_actors() -> Actors:
    """Return the 13 actors."""
    n = len(ACTORS)
    ids, names, roles, clusters, places, countries, employees = zip(*ACTORS, strict=True)
    outward = [1.0 if one == "granite" else 0.0 for one in ids]
    return Actors(
        ids=ids,
        names=names,
        roles=roles,
        clusters=clusters,
        places=places,
        countries=countries,
        technologies=tuple(("fibre",) if one == CLUSTER else () for one in clusters),
        latitude=np.full(n, np.nan),
        longitude=np.full(n, np.nan),
        employees=np.array(employees, dtype=float),
        experience=np.full(n, np.nan),
        inward=np.full(n, np.nan),
        outward=np.array(outward),
        since=np.zeros(n, dtype=int),
        until=np.zeros(n, dtype=int),
        contacts=("Made Up",) + ("",) * (n - 1),
        emails=("made.up@example.org",) + ("",) * (n - 1),
    )


def small_episodes(actors: Actors) -> Episodes:
    """Return the 15 episodes."""
    at = {one: place for place, one in enumerate(actors.ids)}
    days, parties, kinds, initiators, activities = zip(*EPISODES, strict=True)
    return Episodes(
        ids=tuple(f"e{number}" for number in range(1, len(EPISODES) + 1)),
        days=np.array([day(one) for one in days]),
        starts=np.cumsum([0, *(len(own) for own in parties)]),
        party=np.array([at[one] for own in parties for one in own]),
        kinds=np.array([sum(1 << EXCHANGES.index(one) for one in own) for own in kinds]),
        initiator=np.array([at.get(one, -1) for one in initiators]),
        outcomes=("first order",) + ("",) * (len(EPISODES) - 1),
        activities=activities,
        notes=("met Made Up",) + ("",) * (len(EPISODES) - 1),
    )
