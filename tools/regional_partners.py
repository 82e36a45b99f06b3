"""Markets, profiles, mentors and the partner days of the regional cluster."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from tools.regional_actors import CLUSTER, firm_technology
from tools.regional_names import TECHNOLOGIES, firm_names
from tools.regional_ties import FIRMS, FOREIGN, OPENED

Rows = list[dict[str, str]]

WAVES = {2020: 1, 2022: 2, 2024: 3}
ATTRACTION = {  # imports of geodata services in million euro and growth in per cent, both invented
    "NOR": (310, 4.0), "DNK": (280, 3.5), "FIN": (260, 3.0), "EST": (40, 5.0), "LVA": (35, 4.0),
    "LTU": (45, 4.5), "ISL": (20, 3.0), "NLD": (540, 6.0), "BEL": (240, 2.5), "POL": (260, 4.0),
    "DEU": (900, 2.5), "AUT": (190, 2.0), "CHE": (330, 2.0), "FRA": (700, 2.0), "ITA": (420, 1.5),
    "ESP": (350, 2.5), "IRL": (160, 3.0), "CZE": (140, 3.0), "GBR": (820, 2.0), "UKR": (60, -6.0),
    "RUS": (210, -9.0), "USA": (2900, 3.0), "CAN": (480, 2.5), "JPN": (760, 1.0), "KOR": (520, 3.0),
    "CHN": (1900, 4.0), "IND": (640, 8.0), "SGP": (230, 4.0), "AUS": (430, 3.5), "CHL": (90, 3.0),
    "BRA": (310, 1.5), "ZAF": (110, 1.0),
}  # fmt: skip
COMPLEMENTS = {
    "AUS": ("0.82", "health and sports data in Melbourne"),
    "CHN": ("0.74", "games and digital media in the Pearl River Delta"),
    "NLD": ("0.55", "port logistics in Rotterdam"),
    "ESP": ("0.48", "sports industry in Barcelona"),
    "KOR": ("0.44", "mobile services in Seoul"),
    "BRA": ("0.18", ""),
}
SISTER = {"CHN": "sister city of Norrhamn", "CHL": "partner cluster of Iris Games"}
LANGUAGES = {
    "NOR": "Norwegian; English", "DNK": "Danish; English", "FIN": "Finnish; Swedish; English",
    "EST": "Estonian; English", "LVA": "Latvian; English", "LTU": "Lithuanian; English",
    "DEU": "German; English", "FRA": "French; English", "ITA": "Italian", "AUT": "German; English",
    "UKR": "Ukrainian; English", "GBR": "English", "USA": "English", "CHN": "Chinese; English",
    "CHL": "Spanish; English",
}  # fmt: skip
SEEKERS = FIRMS[:60:2]  # thirty firms of the cluster with a profile
GUESTS = [one[0] for one in FOREIGN[:8]] + [one[0] for one in FOREIGN[8:] if one[0][-1] in "12"][
    :14
]
LONE, UNASKED, LATE = "NOR8", "FRA2", "F009"


def entry_rows() -> Rows:
    """Return the markets that were entered, with wave, year and stated ties."""
    return [
        {"market": code, "wave": str(WAVES[year]), "year": str(year), "tie": SISTER.get(code, "")}
        for code, year in OPENED.items()
    ]


def attraction_rows() -> Rows:
    """Return size and growth of markets."""
    return [
        {"market": code, "imports": str(size), "growth": str(growth)}
        for code, (size, growth) in ATTRACTION.items()
    ]


def complement_rows() -> Rows:
    """Return where there is a specialisation that complements the cluster's."""
    return [
        {"market": code, "value": value, "hotspot": hotspot}
        for code, (value, hotspot) in COMPLEMENTS.items()
    ]


def blocked_rows() -> Rows:
    """Return the market that the board has closed."""
    return [{"market": "RUS", "reason": "decision of the board of March 2022"}]


def profile_rows(rng: np.random.Generator) -> Rows:
    """Return profiles of thirty firms at home and of all actors abroad."""
    names = dict(zip(FIRMS, firm_names(len(FIRMS)), strict=True))
    rows = []
    for one in SEEKERS:
        at = FIRMS.index(one)
        offers = list(dict.fromkeys(firm_technology(at)))
        wants = [_other(rng, offers), "local sales partner" if at % 4 else "pilot customer"]
        rows.append(
            {"profile": one, "name": names[one], "kind": "firm", "cluster": CLUSTER}
            | {"country": "SE", "offers": "; ".join([*offers, _service(at)])}
            | {"wants": "; ".join(wants), "technology": "; ".join(offers)}
            | {"languages": "Swedish; English" + ("; German" if at % 6 == 2 else "")}
            | {"targets": "DE; NO; NL" if at % 5 == 1 else "", "excludes": ""}
            | {"readiness": f"{(40 + 7 * at) % 61 + 35}%", "meetings": str((at * 3) % 9)}
            | {"since": f"20{18 + at % 8}-03-01", "updated": _updated(at)}
        )
    for at, (one, code, name, roles, technology) in enumerate(FOREIGN):
        kind = "cluster" if "other cluster" in roles else roles.split(";")[0]
        offers = [technology, "local sales partner" if at % 3 else "pilot customer"]
        rows.append(
            {"profile": one, "name": name, "kind": kind, "cluster": "", "country": code}
            | {"offers": "; ".join(offers), "wants": f"{_other(rng, offers)}; {_service(at + 1)}"}
            | {"technology": technology, "languages": LANGUAGES[code], "targets": ""}
            | {"excludes": "", "readiness": f"{50 + (at * 11) % 45}%"}
            | {"meetings": str(12 - min(at, 12)), "since": f"20{16 + at % 10}-09-01"}
            | {"updated": "2021-02-01" if code == "LVA" else _updated(at)}
        )
    return rows


def _other(rng: np.random.Generator, own: Sequence[str]) -> str:
    """Return a technology that is not one's own."""
    left = [one for one in TECHNOLOGIES if one not in own]
    return left[int(rng.random() * len(left))]


def _service(at: int) -> str:
    """Return a service that some offer and some look for."""
    return ("data collection", "software", "installation", "training")[at % 4]


def _updated(at: int) -> str:
    """Return when a profile was last changed: within two years."""
    return f"202{4 + at % 2}-{1 + at % 12:02d}-15"


def place_rows() -> tuple[Rows, Rows]:
    """Return visitors and hosts, each with whom it would take in order of preference.

    Four hosts abroad take a visiting firm each, one of them two; seven firms want to go.
    """
    hosts, firms = ["NOR2", "DEU1", "DNK2", "USA2"], list(SEEKERS[:7])
    visitors = []
    for at, firm in enumerate(firms):
        order = hosts[at % 4 :] + hosts[: at % 4]
        visitors.append({"visitor": firm, "choices": "; ".join(order[: 2 + at % 3])})
    rows = []
    for at, host in enumerate(hosts):
        turned = firms[2 * at :] + firms[: 2 * at]
        rows.append(
            {"host": host, "choices": "; ".join(turned[: 5 + at % 3])}
            | {"places": "2" if host == "NOR2" else "1"}
        )
    return visitors, rows


def slot_rows() -> Rows:
    """Return sixteen slots of twenty minutes on two mornings."""
    rows = []
    for day, head in (("2026-03-10", "Tue"), ("2026-03-11", "Wed")):
        for at in range(8):
            start, end = 9 * 60 + 25 * at, 9 * 60 + 25 * at + 20
            rows.append(
                {"slot": f"{head} {start // 60:02d}:{start % 60:02d}"}
                | {"start": f"{day} {start // 60:02d}:{start % 60:02d}"}
                | {"end": f"{day} {end // 60:02d}:{end % 60:02d}", "place": "Hall of the harbour"}
            )
    return rows


def participant_rows(rng: np.random.Generator) -> Rows:
    """Return thirty firms and their guests; one guest is there for one slot only."""
    names = dict(zip(FIRMS, firm_names(len(FIRMS)), strict=True))
    names |= {one[0]: one[2] for one in FOREIGN}
    slots = [row["slot"] for row in slot_rows()]
    rows = []
    for one in [*SEEKERS, *GUESTS]:
        own = [slot for slot in slots if rng.random() < 0.8]
        if one == LONE:
            own = ["Tue 09:00"]
        if one == LATE:
            own = [slot for slot in own if slot.startswith("Wed")]
        rows.append(
            {"participant": one, "name": names[one], "side": "home" if one in SEEKERS else "guest"}
            | {"available": "; ".join(own), "most": "8" if one in SEEKERS else "12"}
        )
    return rows


def request_rows(rng: np.random.Generator) -> Rows:
    """Return the requests: about a third refused or open; two guests with a story of their own."""
    rows = []
    for firm in SEEKERS:
        for guest in GUESTS:
            draw, value = rng.random(), 1 + int(9 * rng.random())
            state = rng.random()
            if guest in (LONE, UNASKED) or draw > 0.5:
                continue
            said = "accepted" if state < 0.66 else "refused" if state < 0.86 else "open"
            rows.append({"from": firm, "to": guest, "value": str(value), "state": said})
    rows.append({"from": LATE, "to": LONE, "value": "9", "state": "accepted"})
    rows.append({"from": SEEKERS[1], "to": UNASKED, "value": "4", "state": "refused"})
    return rows


def cancelled_rows() -> Rows:
    """Return who cancelled after the plan was made."""
    return [{"participant": "DEU1", "slots": "", "reason": "illness"}]
