"""Actors, relationships, atmosphere, activities and answers of the regional cluster."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

import numpy as np
from tools.regional_names import HOME_OTHERS, TECHNOLOGIES, firm_names
from tools.regional_ties import (
    BROKER,
    FIRMS,
    FOREIGN,
    ISLANDS,
    KINDS,
    ORGANISATION,
    Tie,
    later,
)

CLUSTER = "Norrhamn Geo"
INVESTORS, TRIP, OSLO, STUDENTS, FAIR = "A1", "A2", "A3", "A4", "A5"
ATMOSPHERE = ("power", "cooperation", "conflict", "closeness", "trust", "expectations")
COUNTRY_OF = {one[0]: one[1] for one in FOREIGN}
Rows = list[dict[str, str]]

# mean importance and mean present interaction, by gap, in 2022 and 2025
ANSWERS = {
    "firms": ((5.3, 4.4), (5.4, 4.7)),
    "research": ((5.1, 4.2), (5.2, 4.5)),
    "education": ((5.6, 3.1), (5.9, 2.5)),
    "capital": ((5.9, 2.2), (6.2, 2.4)),
    "public": ((4.3, 4.3), (4.2, 4.4)),
    "clusters": ((3.0, 2.7), (2.9, 2.6)),
    "global": ((6.0, 3.0), (6.0, 4.1)),
}
RESPONDENTS, FEW = 46, 4  # in 2022 only four answered for other clusters


def firm_technology(at: int) -> tuple[str, str]:
    """Return the two technologies of a firm by its number from 0."""
    n = len(TECHNOLOGIES)
    return TECHNOLOGIES[at % n], TECHNOLOGIES[(at * 5 + 3) % n]


def actor_rows(rng: np.random.Generator, ties: Sequence[Tie]) -> Rows:
    """Return the actors: 200 firms, the other organisations at home, those abroad."""
    abroad = {one.a for one in ties if one.b in COUNTRY_OF}
    rows = []
    for at, (one, name) in enumerate(zip(FIRMS, firm_names(len(FIRMS)), strict=True)):
        size = max(
            1, round(math.exp(2.2 + 1.1 * (rng.random() + rng.random() + rng.random() - 1.5)))
        )
        sells = one in abroad and one not in ISLANDS
        rows.append(
            _actor(one, name, "firm", "Norrhamn" if at % 5 else "Sundvik", "SE")
            | {"cluster": CLUSTER, "technology": "; ".join(dict.fromkeys(firm_technology(at)))}
            | {"employees": str(size), "outward": "yes" if sells else "no"}
            | {"inward": "yes" if at % 11 == 3 else "no"}
            | {"experience": str(2 + at % 14) if sells else "0"}
            | {"contact": f"Person {at + 1}", "email": f"person{at + 1}@example.org"}
        )
    for one, name, roles, place, technology in HOME_OTHERS:
        rows.append(_actor(one, name, roles, place, "SE") | {"technology": technology})
    for one, code, name, roles, technology in FOREIGN:
        rows.append(_actor(one, name, roles, "", code) | {"technology": technology})
    return rows


def _actor(one: str, name: str, roles: str, place: str, country: str) -> dict[str, str]:
    """Return an actor with empty cells for what is not known."""
    empty = dict.fromkeys(
        ("technology", "employees", "experience", "inward", "outward", "contact", "email"), ""
    )
    return {"actor": one, "name": name, "roles": roles, "cluster": ""} | {
        "place": place,
        "country": country,
        **empty,
    }


def activity_rows() -> Rows:
    """Return five bridging activities; who took part stands in their episodes and here."""
    firms = [one for one in FIRMS if one not in ISLANDS]
    who = {
        INVESTORS: [*firms[20:34], "K1", "K2", "K4", "K5", "K6", "K7"],
        TRIP: [*firms[40:54], "ITA1", "ITA2", "ITA3"],
        OSLO: [*firms[60:74], "NOR2", "NOR3", "NOR4", "NOR5", "NOR8"],
        STUDENTS: [*firms[100:110], "U1", "E2", "E3"],
        FAIR: [*firms[120:128], "DEU1", "FRA1"],
    }
    words = {
        INVESTORS: ("Investor days 2023", "2023-05-10", "2023-05-12", "capital"),
        TRIP: ("Study trip to Milan", "2023-09-18", "2023-09-21", "global"),
        OSLO: ("Matchmaking in Oslo", "2024-02-06", "2024-02-07", "global"),
        STUDENTS: ("Student projects 2022", "2022-09-01", "2022-12-15", "education"),
        FAIR: ("Fair in Brussels", "2025-10-14", "2025-10-16", "global"),
    }
    return [
        {"activity": one, "name": name, "start": start, "end": end, "gaps": gap}
        | {"participants": "; ".join(who[one])}
        for one, (name, start, end, gap) in words.items()
    ]


def made_by_activities(rng: np.random.Generator, activities: Rows) -> list[Tie]:
    """Return the ties that came after three of the activities; the trip to Milan left none."""
    found = []
    for row in activities:
        people = row["participants"].split("; ")
        firms = [one for one in people if one in FIRMS]
        others = [one for one in people if one not in FIRMS]
        n = {INVESTORS: 16, OSLO: 18, STUDENTS: 6}.get(row["activity"], 0)
        end = date.fromisoformat(row["end"])
        for at in range(n):
            start = later(end, 20 + int(200 * rng.random()))
            pair = firms[(3 * at + 1) % len(firms)], others[at % len(others)]
            found.append(Tie(*pair, start, later(start, 3000), 2.0))
    return found


def activity_episodes(activities: Rows) -> Rows:
    """Return one episode with all parties for each activity."""
    return [
        {"date": row["start"], "parties": row["participants"], "kind": KINDS[4]}
        | {"initiator": "", "outcome": "", "activity": row["activity"]}
        for row in activities
    ]


def relationship_rows(rng: np.random.Generator, ties: Sequence[Tie]) -> Rows:
    """Return stated relationships: one in nine of the strong ties, most of those with Norway."""
    rows = []
    for one in ties:
        is_norway, is_china = one.b.startswith("NOR"), one.b.startswith("CHN")
        draw = rng.random()
        is_stated = draw < (0.5 if is_norway else 0.11) and one.rate > 2 and one.end.year == 2025
        if not is_stated and not (is_china and one.a in ("P1", ORGANISATION)):
            continue
        abroad = COUNTRY_OF.get(one.b, "")
        rows.append(
            {"party_a": one.a, "party_b": one.b, "start": later(one.start, 200).isoformat()}
            | {"end": "", "state": "active", "adaptations": "process" if draw < 0.06 else ""}
            | {"institutions": "agreement" if draw < 0.3 else "joint project", "market": abroad}
            | {"dynamism": str(3 + int(4 * rng.random())) if abroad else ""}
            | {"internationalisation": str(4 + int(3 * rng.random())) if abroad else ""}
            | {"chain": ("customer", "supplier", "complementor")[int(3 * rng.random())]}
        )
    return rows


def atmosphere_rows(rng: np.random.Generator, relationships: Rows) -> Rows:
    """Return how both sides rate each relationship, some of them in two years."""
    rows = []
    for row in relationships:
        sides = (row["party_a"], row["party_b"])
        for year in (2023, 2025) if rng.random() < 0.4 else (2025,):
            if row["start"] > f"{year}-11-20":
                continue
            for rater, other in (sides, sides[::-1]):
                leans = 6 if BROKER in sides and rater in ISLANDS else 3
                levels = (leans, 5, 2, 4, 5, 5)
                cells = [min(7, max(1, one + int(3 * rng.random()) - 1)) for one in levels]
                rows.append(
                    {"date": f"{year}-11-20", "rater": rater, "other": other}
                    | dict(zip(ATMOSPHERE, map(str, cells), strict=True))
                )
    return rows


def answer_rows(rng: np.random.Generator) -> Rows:
    """Return the survey of two years: importance of each gap and present interaction."""
    rows = []
    for wave, year in enumerate(("2022", "2025")):
        for who in range(RESPONDENTS):
            for gap, means in ANSWERS.items():
                if gap == "clusters" and year == "2022" and who >= FEW:
                    continue
                cells = [_answer(rng, mean) for mean in means[wave]]
                rows.append(
                    {"respondent": f"Firm {who + 1}", "wave": year, "gap": gap}
                    | {"importance": cells[0], "present": cells[1]}
                )
    return rows


def _answer(rng: np.random.Generator, mean: float) -> str:
    """Return an answer from 1 to 7 around a mean, empty for one in twenty-five."""
    noise = 1.3 * (rng.random() + rng.random() - 1) * 2
    value = min(7, max(1, round(mean + noise)))
    return "" if rng.random() < 0.04 else str(value)
