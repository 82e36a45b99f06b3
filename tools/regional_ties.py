"""Who is tied with whom in the regional cluster, from when to when, and the episodes of ties."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
from tools.regional_names import ABROAD, HOME_OTHERS

FIRST_DAY, LAST_DAY = date(2020, 1, 1), date(2025, 12, 31)
N_FIRMS = 200
FIRMS = [f"F{at:03d}" for at in range(1, N_FIRMS + 1)]
BROKER = "F017"
ISLANDS = FIRMS[186:200]  # their only way anywhere is the broker
ORGANISATION = "ORG"
LOGGED = 0.8
FOREIGN = [
    (f"{code}{at}", code, *one)
    for code, found in ABROAD.items()
    for at, one in enumerate(found, start=1)
]
OPENED = {  # year of the first links of each country
    **dict.fromkeys(("NOR", "DNK", "FIN", "EST", "LVA", "LTU"), 2020),
    **dict.fromkeys(("DEU", "FRA", "ITA", "AUT"), 2022),
    **dict.fromkeys(("CHN", "CHL", "UKR", "GBR", "USA"), 2024),
}
KINDS = ("information", "product", "social", "financial", "information; social", "product; social")


class Tie(NamedTuple):
    """One tie: two actors, the days from when to when it lives, and episodes a year."""

    a: str
    b: str
    start: date
    end: date
    rate: float


def all_ties(rng: np.random.Generator) -> list[Tie]:
    """Return every tie, those that ended included."""
    firms = [one for one in FIRMS if one not in ISLANDS]
    home = {role: _with(role) for role in ("research", "education", "capital", "public body")}
    home["other cluster"] = _with("other cluster")
    found = [
        *_within(rng, firms, 260),
        *_between(rng, firms, home["research"], 130, skewed=True),
        *_between(rng, firms, home["education"], 190),
        *_between(rng, firms, home["capital"], 12, skewed=True),
        *_between(rng, firms, home["public body"], 210, skewed=True),
        *_between(rng, firms, home["other cluster"], 14),
        *_abroad(rng, firms),
        *_of_organisation(rng, firms),
        *_of_islands(rng),
        *_among_others(rng),
    ]
    seen: dict[frozenset[str], Tie] = {}
    for one in found:
        seen.setdefault(frozenset((one.a, one.b)), one)
    return list(seen.values())


def _with(role: str) -> list[str]:
    """Return the ids of the other actors at home with a role."""
    return [one[0] for one in HOME_OTHERS if role in one[2].split("; ")]


def _life(rng: np.random.Generator, first: int = 2020) -> tuple[date, date]:
    """Return when a tie begins and ends; one in five has ended before the last two years."""
    last = LAST_DAY.toordinal()
    low = date(first, 1, 1).toordinal()
    start = low + int(rng.random() * (last - 500 - low)) if low < last - 500 else low
    if rng.random() < 0.2 and start < date(2022, 1, 1).toordinal():
        return date.fromordinal(start), date.fromordinal(start + 120 + int(300 * rng.random()))
    return date.fromordinal(start), LAST_DAY


def _rate(rng: np.random.Generator) -> float:
    """Return episodes a year, heavy-tailed (Pareto): most 1 to 3, a few a hundred."""
    return min(1.2 * (1 - rng.random()) ** (-1 / 1.4), 60.0)


def _chosen(rng: np.random.Generator, names: Sequence[str], *, skewed: bool) -> str:
    """Return one name; where it is skewed, the first much more often."""
    share = rng.random() ** (2.2 if skewed else 1.0)
    return names[int(share * len(names))]


def _within(rng: np.random.Generator, firms: Sequence[str], n: int) -> Iterator[Tie]:
    """Yield ties between firms; firms near each other in the list are tied more often."""
    for _ in range(n):
        at = int(rng.random() * len(firms))
        step = 1 + int(8 * rng.random()) if rng.random() < 0.6 else 1 + int(150 * rng.random())
        other = (at + step) % len(firms)
        if other != at:
            yield Tie(firms[at], firms[other], *_life(rng), _rate(rng))


def _between(
    rng: np.random.Generator,
    firms: Sequence[str],
    others: Sequence[str],
    n: int,
    *,
    skewed: bool = False,
) -> Iterator[Tie]:
    """Yield ties between firms and others."""
    for _ in range(n):
        other = _chosen(rng, others, skewed=skewed)
        yield Tie(firms[int(rng.random() * len(firms))], other, *_life(rng), _rate(rng))


def _abroad(rng: np.random.Generator, firms: Sequence[str]) -> Iterator[Tie]:
    """Yield ties with actors abroad: more from year to year, many in Norway, lapsed in Latvia."""
    sellers = [one for one in firms if one != BROKER][::3]  # a third of the firms works abroad
    wanted = {"NOR": 46, "DNK": 16, "FIN": 14, "EST": 4, "LTU": 2, "DEU": 14, "FRA": 3}
    wanted |= {"ITA": 2, "AUT": 3, "UKR": 2, "GBR": 5, "USA": 3, "CHN": 1}
    for code, n in wanted.items():
        partners = [one[0] for one in FOREIGN if one[1] == code]
        for at in range(n):
            year = min(OPENED[code] + int(6 * at / n), 2025)
            first = date(year, 1, 1).toordinal() + int(300 * rng.random())
            firm, partner = _chosen(rng, sellers, skewed=False), partners[at % len(partners)]
            yield Tie(firm, partner, date.fromordinal(first), LAST_DAY, 0.8 + _rate(rng))
    for at, partner in enumerate(("LVA1", "LVA2", "LVA1", "LVA3")):
        yield Tie(sellers[9 * at + 4], partner, date(2020, 2, 1), date(2020, 12, 31), 2.0)
    for partner in ("CHL1", "CHL2"):
        yield Tie(BROKER, partner, date(2024, 3, 1), LAST_DAY, 4.0)
    for partner in ("NOR2", "DEU3"):
        yield Tie(BROKER, partner, date(2021, 3, 1), LAST_DAY, 4.0)


def _of_organisation(rng: np.random.Generator, firms: Sequence[str]) -> Iterator[Tie]:
    """Yield the ties of the cluster organisation: three of four firms, most actors abroad."""
    for firm in firms:
        if rng.random() < 0.75:
            yield Tie(ORGANISATION, firm, FIRST_DAY, LAST_DAY, 0.6 + _rate(rng))
    for name, code, *_ in FOREIGN:
        if code == "LVA":
            yield Tie(ORGANISATION, name, date(2020, 1, 15), date(2020, 10, 31), 2.0)
        elif code != "CHL" and rng.random() < 0.85:
            yield Tie(ORGANISATION, name, date(OPENED[code], 2, 1), LAST_DAY, 1.5 + _rate(rng))
    for one in HOME_OTHERS[1:]:
        if rng.random() < 0.9:
            yield Tie(ORGANISATION, one[0], FIRST_DAY, LAST_DAY, 1.0 + _rate(rng))


def _of_islands(rng: np.random.Generator) -> Iterator[Tie]:
    """Yield the ties of the firms that only the broker connects with everybody else."""
    for at, one in enumerate(ISLANDS):
        yield Tie(BROKER, one, date(2020, 3, 1), LAST_DAY, 3.0)
        if at % 3 == 0 and at + 1 < len(ISLANDS):
            yield Tie(one, ISLANDS[at + 1], date(2021, 3, 1), LAST_DAY, 2.0)


def _among_others(rng: np.random.Generator) -> Iterator[Tie]:
    """Yield ties among actors that are no firms of the cluster, and among actors of one country."""
    others = [one[0] for one in HOME_OTHERS[1:]]
    for _ in range(60):
        one, two = _chosen(rng, others, skewed=False), _chosen(rng, others, skewed=False)
        if one != two:
            yield Tie(one, two, *_life(rng), _rate(rng))
    for at in range(1, 6):
        yield Tie(f"NOR{at}", f"NOR{at + 1}", date(2021, 1, 1), LAST_DAY, 2.0)
    yield Tie("P1", "CHN1", date(2024, 1, 10), LAST_DAY, 4.0)  # sister cities


def days_of(rng: np.random.Generator, tie: Tie) -> list[date]:
    """Return the days of a tie's episodes: the first at its start, then a Poisson process."""
    end = min(tie.end, LAST_DAY).toordinal()
    at = float(tie.start.toordinal())
    found = []
    while at <= end:
        found.append(date.fromordinal(int(at)))
        at += max(1.0, -math.log(1 - rng.random()) * 365.25 / tie.rate)
    return found


def logged_rows(rng: np.random.Generator, ties: Sequence[Tie]) -> list[dict[str, str]]:
    """Return the episodes of two parties that are logged: four of five."""
    rows = []
    for tie in ties:
        for day in days_of(rng, tie):
            kind = KINDS[int(rng.random() * len(KINDS))]
            first = rng.random()
            is_logged = rng.random() < LOGGED
            if is_logged:
                starter = tie.a if first < 0.4 else tie.b if first < 0.8 else ""
                rows.append(
                    {"date": day.isoformat(), "parties": f"{tie.a}; {tie.b}", "kind": kind}
                    | {"initiator": starter, "outcome": "", "activity": ""}
                )
    return rows


def later(day: date, days: int) -> date:
    """Return a day some days later, not after the last of the log."""
    return min(day + timedelta(days=days), LAST_DAY)
