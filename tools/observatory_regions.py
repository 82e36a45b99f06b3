"""The regions of the panel: jobs by industry, exports by product, and how far markets feel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import NormalDist

import numpy as np

CODES = {
    # two-digit code of NACE Rev. 2: share of all jobs, jobs of a usual firm
    "08": (0.004, 12),
    "10": (0.030, 25),
    "13": (0.006, 12),
    "16": (0.016, 14),
    "17": (0.010, 60),
    "22": (0.012, 20),
    "23": (0.009, 16),
    "24": (0.014, 70),
    "25": (0.032, 12),
    "26": (0.012, 22),
    "27": (0.011, 25),
    "28": (0.030, 28),
    "30": (0.008, 26),
    "31": (0.010, 12),
    "32": (0.008, 14),
    "33": (0.009, 9),
    "35": (0.011, 30),
    "41": (0.050, 8),
    "50": (0.006, 18),
    "62": (0.045, 10),
}
REST = 0.667  # share of the jobs in codes that the table does not list
SIZES = (26, 90, 70, 48, 60, 150, 140, 85, 62, 260, 130, 75, 210, 330)  # thousand jobs
STRONG = (
    # region by region: code, times the usual share
    {"30": 3.6, "33": 3.2, "08": 1.8, "10": 1.3},
    {"16": 4.0, "17": 3.5, "31": 1.5},
    {"24": 6.0, "25": 1.8, "28": 1.3},
    {"23": 5.0, "16": 1.4},
    {"13": 6.0, "22": 1.5},
    {"26": 4.0, "62": 1.8, "28": 1.2},
    {"22": 3.0, "17": 2.2, "10": 1.8},
    {"31": 5.0, "16": 2.0},
    {"30": 2.0, "25": 1.6, "27": 1.4},
    {"32": 4.5, "26": 1.6, "62": 1.7},
    {"35": 2.5, "30": 1.6, "50": 2.0, "27": 1.6},
    {"10": 3.5, "28": 1.2},
    {"30": 2.6, "33": 2.2, "50": 2.5, "26": 1.3},
    {"30": 2.1, "33": 1.5, "50": 3.0, "28": 1.6},
)
ADDED = 65  # thousand euros of value added for each job, at least
TWO_FIRMS = ("Gotland", "13")  # which hides its jobs
GROWING = {("Gotland", "30"): 0.04, ("Gotland", "33"): 0.01}

FAMILIES = {
    "marine": (
        *("hulls", "boat engines", "propellers", "mooring gear", "lifeboats"),
        "wind tower foundations",
    ),
    "stone and food": ("limestone", "cement", "lamb", "cheese", "smoked fish"),
    "wood": ("sawn timber", "plywood", "wood pulp", "wooden houses", "chairs"),
    "metal": ("crude steel", "steel plate", "castings", "pumps", "bearings", "machine tools"),
    "electronics": ("sensors", "circuit boards", "lasers", "radios"),
    "medical": ("implants", "test kits", "hearing aids"),
    "textile": ("technical textiles", "workwear", "sails"),
    "glass and packaging": ("window glass", "bottles", "cartons"),
}
JOINED = {
    # product: the families that it needs
    "sonar": ("marine", "electronics"),
    "medical scanners": ("electronics", "medical"),
    "wound dressings": ("textile", "medical"),
    "machine controls": ("metal", "electronics"),
    "packaging machines": ("metal", "glass and packaging"),
}
CAPABLE = (
    ("marine", "stone and food"),
    ("wood", "glass and packaging"),
    ("metal", "wood"),
    ("glass and packaging", "wood"),
    ("textile", "wood"),
    ("electronics", "metal", "medical"),
    ("glass and packaging", "metal", "textile"),
    ("wood", "textile"),
    ("metal", "wood"),
    ("medical", "electronics", "textile"),
    ("marine", "metal", "stone and food"),
    ("stone and food", "wood"),
    ("marine", "metal", "electronics"),
    ("marine", "metal", "electronics", "medical"),
)
TRADE_YEARS = (2020, 2024)
LACKED = (("Gotland", "wind tower foundations"),)

FELT = {
    # country: how far it feels from Sweden to managers, 0 to 100
    "NO": 8,
    "DK": 11,
    "FI": 15,
    "DE": 27,
    "NL": 31,
    "GB": 24,
    "US": 29,
    "PL": 46,
    "LV": 58,
    "CL": 78,
    "CN": 82,
    "NA": 88,
}
N_RESPONDENTS = 15


def bell(u: float) -> float:
    """Return the number of a standard normal distribution at a share of it."""
    return NormalDist().inv_cdf(min(max(u, 1e-9), 1 - 1e-9))


def added_up(rows: Sequence[tuple[int, int, int]]) -> tuple[int, int, int]:
    """Return the sums of jobs, firms and value added."""
    jobs, firms, added = (sum(column) for column in zip(*rows, strict=True))
    return jobs, firms, added


def jobs_rows(
    rng: np.random.Generator, regions: Sequence[str], years: Sequence[int]
) -> Iterator[dict[str, str]]:
    """Yield the rows of jobs.csv: two-digit codes, the section of manufacturing and the total.

    Value added is in thousand euros: more for each job where an industry grows faster.
    """
    for region, size, strong in zip(regions, SIZES, STRONG, strict=True):
        spread, pace = rng.random(len(CODES)).tolist(), rng.random(len(CODES)).tolist()
        for t, year in enumerate(years):
            made: dict[str, tuple[int, int, int]] = {}
            for at, (code, (share, firm)) in enumerate(CODES.items()):
                rate = GROWING.get((region, code), 0.02 * (pace[at] - 0.5))
                times = strong.get(code, 0.35 + 0.7 * spread[at])
                jobs = round(1000 * size * share * times * (1 + rate) ** t)
                usual = min(max(round(jobs / firm), 1), jobs)
                firms = 2 if (region, code) == TWO_FIRMS else usual
                made[code] = (jobs, firms, round(jobs * (ADDED + 30 * pace[at]) * 1.01**t))
            listed = [made[code] for code in made if "10" <= code <= "33"]
            rest = round(1000 * size * REST * (1 + 0.004 * t))
            made["C"] = added_up(listed)
            others = [numbers for code, numbers in made.items() if code != "C"]
            made["TOTAL"] = added_up([*others, (rest, rest // 9, round(rest * ADDED * 1.01**t))])
            for code, (jobs, firms, added) in made.items():
                yield {
                    "region": region,
                    "industry": code,
                    "year": str(year),
                    "jobs": str(jobs),
                    "firms": str(firms),
                    "value_added": str(added),
                }


def trade_rows(rng: np.random.Generator, regions: Sequence[str]) -> Iterator[dict[str, str]]:
    """Yield the rows of trade.csv: a region sells what all the families it needs are there for."""
    needed = {product: (family,) for family, all_of in FAMILIES.items() for product in all_of}
    needed |= JOINED
    sizes = rng.random(len(needed)).tolist()
    for region, jobs, capable in zip(regions, SIZES, CAPABLE, strict=True):
        draws = rng.random((len(needed), 3)).tolist()
        for year in TRADE_YEARS:
            for (product, families), size, (u, v, w) in zip(
                needed.items(), sizes, draws, strict=True
            ):
                has = set(families) <= set(capable) and (u < 0.88 or region == "Gotland")
                has = has and (region, product) not in LACKED
                level = 0.6 + 0.8 * v if has else 0.02 * w * (w > 0.4)
                grown = 1 + 0.1 * (v - 0.3) * (year - TRADE_YEARS[0]) / 4
                exports = round(jobs**0.5 * (0.5 + size) * level * grown * 400)
                if exports:
                    yield {
                        "region": region,
                        "product": product,
                        "year": str(year),
                        "exports": str(exports),
                    }


def perceived_rows(rng: np.random.Generator) -> Iterator[dict[str, str]]:
    """Yield the rows of perceived.csv: each manager answers for most countries."""
    for at in range(N_RESPONDENTS):
        lean = 4 * bell(float(rng.random()))
        for country, felt in FELT.items():
            u, v = rng.random(2).tolist()
            if v > 0.05:
                number = min(max(round(felt + lean + 6 * bell(u)), 0), 100)
                yield {
                    "respondent": f"Manager {at + 1:02d}",
                    "country": country,
                    "perceived": str(number),
                }
