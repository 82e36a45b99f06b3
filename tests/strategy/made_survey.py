"""The survey of examples/strategy-survey, made from a seed.

Every draw is a uniform number of numpy's default generator, so that the bytes hang on no other
distribution of numpy. Write the files again, from the root of the repository, with
``PYTHONPATH=src:. python -m tests.strategy.made_survey``.
"""

from __future__ import annotations

import csv
import io
import math
from pathlib import Path
from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from hanse.strategy import Catalogue, read_catalogue

SEED = 2
N_PROACTIVE = 60
MISREPORTED, UNANSWERED, NO_SALES = 0.08, 0.05, 0.04
UNKNOWN_STRATEGIES = 3


class Way(NamedTuple):
    """A way abroad of the survey: who uses it, who plans another, medians of what is measured."""

    strategy: str
    option: str
    firms: int
    plans: dict[str, int]
    lead: float
    investment: float
    innovations: float
    innovation_sales: float
    patents: float
    licences: float


REPLICATIVE = ("replicative-outsourcing", "replicative-captive")
NICHE, UPGRADING = "niche-exporting", "upgrading-exporting"
WAYS = (
    Way("cost", "", 22, {"cost-exporting": 2}, 0.0, 0.10, 0.9, 4, 0.4, 0.3),
    Way(
        *("cost", "cost-exporting", 34, {"replicative-outsourcing": 9, "outsourcing-materials": 1}),
        *(0.1, 1.40, 1.1, 5, 0.6, 0.4),
    ),
    Way(
        *("cost", "outsourcing-materials", 16, {"replicative-outsourcing": 7}),
        *(0.6, 0.16, 1.6, 9, 0.8, 0.6),
    ),
    Way(
        *("cost", "outsourcing-processing", 12, {"replicative-outsourcing": 5}),
        *(0.6, 0.20, 1.6, 8, 0.7, 0.6),
    ),
    Way("cost", "captive-lower", 10, {"replicative-captive": 5}, 0.9, 0.30, 2.2, 12, 1.0, 0.8),
    Way("cost", "replicative-outsourcing", 6, {}, 0.3, 1.10, 0.8, 4, 0.3, 0.3),
    Way("cost", "replicative-captive", 2, {}, 0.6, 2.60, 0.8, 4, 0.3, 0.3),
    Way(
        *("cost", "cost-exporting + outsourcing-materials", 8, {"replicative-outsourcing": 2}),
        *(0.5, 0.50, 1.6, 8, 0.7, 0.5),
    ),
    Way("differentiation", "", 14, {NICHE: 1}, 0.0, 0.15, 1.5, 10, 0.8, 0.5),
    Way(
        *("differentiation", NICHE, 30, {f"{NICHE} + outsourcing-higher": 2}),
        *(0.2, 0.30, 2.0, 13, 1.4, 0.8),
    ),
    Way("differentiation", UPGRADING, 18, {NICHE: 1}, 0.2, 0.40, 2.2, 14, 1.6, 0.8),
    Way(
        *("differentiation", f"{NICHE} + outsourcing-higher", 10, {NICHE: 3}),
        *(0.8, 0.55, 6.0, 30, 2.6, 2.0),
    ),
    Way(
        *("differentiation", f"{UPGRADING} + outsourcing-higher", 8, {UPGRADING: 2}),
        *(0.8, 0.60, 6.0, 29, 2.8, 2.0),
    ),
    Way("differentiation", f"{NICHE} + captive-higher", 6, {}, 1.0, 2.00, 5.5, 27, 3.0, 2.0),
    Way("differentiation", f"{UPGRADING} + captive-higher", 4, {}, 1.0, 2.20, 5.5, 28, 3.0, 2.0),
)

ANSWERS = {
    # question: the first value, the other, share of the first by strategy
    "size": ("small", "medium", {"cost": 0.72, "differentiation": 0.7}),
    "innovator": ("yes", "no", {"cost": 0.25, "differentiation": 0.68}),
    "product_complexity": ("high", "low", {"cost": 0.42, "differentiation": 0.6}),
    "process_complexity": ("high", "low", {"cost": 0.40, "differentiation": 0.5}),
    "supplier_capability": ("high", "moderate", {"cost": 0.22, "differentiation": 0.45}),
    "standardised": ("yes", "no", {"cost": 0.4, "differentiation": 0.45}),
    "technology": ("high", "low", {"cost": 0.3, "differentiation": 0.72}),
    "craft": ("yes", "no", {"cost": 0.2, "differentiation": 0.4}),
}
MEASURES = ("investment", "innovations", "innovation_sales", "patents", "licences")
SPREAD = {"investment": 0.55, "innovation_sales": 0.35}
HEADER = (
    *("firm", "strategy", "option", "planned", "direct_sales", "indirect_sales", "initiator"),
    *("leads_network", *ANSWERS, "initiative", *MEASURES),
)

RATERS = ("Adamska", "Brenner", "Castelli", "Dahl", "Esteves")
RATED = ("feasibility", "lock_in", "core")
DIFFERENT = {
    # rater, option, criterion: level, evidence
    ("Brenner", "outsourcing-higher", "feasibility"): (
        *("LF", "of nine firms that tried it in our programme, seven gave up within two years"),
    ),
    ("Dahl", "outsourcing-higher", "feasibility"): (
        *("LF", "our firms have nobody who can write a specification for research elsewhere"),
    ),
    ("Esteves", "outsourcing-higher", "feasibility"): (
        *(
            "HF",
            "engineering firms of the neighbouring cluster buy design hours abroad every month",
        ),
    ),
    ("Adamska", "captive-lower", "feasibility"): (
        *("MF", "three small joint ventures started last year with little capital"),
    ),
    ("Castelli", "cost-exporting", "lock_in"): (
        *("+/–", "machine makers abroad bring some knowledge with them"),
    ),
    ("Dahl", "replicative-outsourcing", "core"): (
        *("+/–", "one firm moved all production and kept its laboratory"),
    ),
    ("Brenner", "replicative-outsourcing", "feasibility"): (
        *("HF", "two agents offer complete production abroad to firms of any size"),
    ),
    ("Esteves", "captive-higher", "feasibility"): (
        *("MF", "a shared office in a leading cluster cost less than one engineer at home"),
    ),
}
NO_OPINION = (
    *(("Dahl", "replicative-captive", name) for name in RATED),
    ("Adamska", "captive-higher", "core"),
)
RANGES = {("Castelli", "captive-higher", "core"): ("+/–", "+", "it depends on the central unit")}


def survey() -> tuple[list[dict[str, str]], dict[str, str]]:
    """Return the rows of firms.csv, and for each firm the role by which it was made."""
    rng = np.random.default_rng(SEED)
    ways = [way for way in WAYS for _ in range(way.firms)]
    plans = [plan for way in WAYS for plan in _plans(way)]
    order = np.argsort(rng.random(len(ways)), kind="stable")
    lead = np.array([ways[at].lead for at in order]) + rng.random(len(order))
    leaders = set(np.argsort(-lead, kind="stable")[:N_PROACTIVE].tolist())
    rows, roles = [], {}
    for i, at in enumerate(order.tolist()):
        name = f"Firm {i + 1:03d}"
        roles[name] = "proactive" if i in leaders else "reactive"
        rows.append(_row(rng, name, ways[at], plans[at], i in leaders))
    unsaid = np.argsort(rng.random(len(rows)), kind="stable")[:UNKNOWN_STRATEGIES]
    for i in unsaid.tolist():
        rows[i]["strategy"] = ""
    return rows, roles


def _plans(way: Way) -> list[str]:
    """Return what each firm of a way plans; those that plan nothing new go on as they are."""
    moved = [plan for plan, n in way.plans.items() for _ in range(n)]
    return moved + [way.option] * (way.firms - len(moved))


def _row(
    rng: np.random.Generator, name: str, way: Way, planned: str, is_leader: bool
) -> dict[str, str]:
    """Return one firm as text."""
    row = {"firm": name, "strategy": way.strategy, "option": way.option, "planned": planned}
    row |= _marks(rng, is_leader)
    for question, (first, other, shares) in ANSWERS.items():
        row[question] = _answer(rng, first if rng.random() < shares[way.strategy] else other)
    row["initiative"] = _answer(rng, _told(rng, is_leader, "yes", "no"))
    for measure in MEASURES:
        row[measure] = _amount(rng, measure, getattr(way, measure))
    return row


def _marks(rng: np.random.Generator, is_leader: bool) -> dict[str, str]:
    """Return foreign sales in thousand euros, who began and who leads, some of it misreported."""
    total = round(_lognormal(rng, 900, 0.8), -1)
    share = 0.62 + 0.36 * rng.random()
    is_direct = _told(rng, is_leader, "yes", "no") == "yes"
    direct = round(total * (share if is_direct else 1 - share), -1)
    is_known = rng.random() >= NO_SALES
    return {
        "direct_sales": f"{direct:.0f}" if is_known else "",
        "indirect_sales": f"{total - direct:.0f}" if is_known else "",
        "initiator": _answer(rng, _told(rng, is_leader, "self", "other")),
        "leads_network": _answer(rng, _told(rng, is_leader, "yes", "no")),
    }


def _told(rng: np.random.Generator, is_leader: bool, first: str, other: str) -> str:
    """Return the mark of the role, now and then the wrong one."""
    return first if is_leader == (rng.random() >= MISREPORTED) else other


def _answer(rng: np.random.Generator, value: str) -> str:
    """Return an answer, now and then none."""
    draw = rng.random()
    if draw < UNANSWERED:
        return "do not know" if draw < UNANSWERED / 2 else ""
    return value


def _amount(rng: np.random.Generator, measure: str, median: float) -> str:
    """Return a measure around its median, now and then none."""
    value = _lognormal(rng, median, SPREAD.get(measure, 0.6))
    if rng.random() < UNANSWERED:
        return ""
    if measure == "investment":
        return f"{value:.2f}"
    if measure == "innovation_sales":
        return f"{min(value, 95):.0f}"
    return f"{math.floor(value + 0.5):d}"


def _lognormal(rng: np.random.Generator, median: float, spread: float) -> float:
    """Return a log-normal draw from one uniform number."""
    normal = NormalDist().inv_cdf(min(max(float(rng.random()), 1e-12), 1 - 1e-12))
    return median * math.exp(spread * normal)


def firms_csv() -> str:
    """Return the text of firms.csv."""
    rows, _ = survey()
    return _text(HEADER, [[row[name] for name in HEADER] for row in rows])


def roles_csv() -> str:
    """Return the text of roles.csv."""
    return _text(("firm", "role"), survey()[1].items())


def ratings_csv(catalogue: Catalogue) -> str:
    """Return the text of ratings.csv: the catalogue's levels but for what `DIFFERENT` says."""
    rows = []
    for rater in RATERS:
        for option in catalogue.options:
            for criterion in RATED if catalogue.is_rated(option.id) else ():
                key = (rater, option.id, criterion)
                level = catalogue.rating(option.id, criterion).level or ""
                lower = upper = evidence = ""
                if key in NO_OPINION:
                    level = ""
                elif key in RANGES:
                    level, (lower, upper, evidence) = "", RANGES[key]
                elif key in DIFFERENT:
                    level, evidence = DIFFERENT[key]
                rows.append([*key, level, lower, upper, evidence])
    header = ("rater", "option", "criterion", "level", "lower", "upper", "evidence")
    return _text(header, rows)


def files() -> dict[str, bytes]:
    """Return every made file of the example."""
    texts = {
        "firms.csv": firms_csv(),
        "roles.csv": roles_csv(),
        "ratings.csv": ratings_csv(read_catalogue()),
    }
    return {name: text.encode("utf-8") for name, text in texts.items()}


def _text(header, rows) -> str:
    """Return a table as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


if __name__ == "__main__":
    target = Path(__file__).parents[2] / "examples" / "strategy-survey"
    for name, made in files().items():
        (target / name).write_bytes(made)
