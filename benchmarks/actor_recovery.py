"""Whether the seven gaps are recovered from a log that lacks a fifth of its episodes.

Networks are drawn with known gaps, heavy-tailed activity and ties that end; what is true is counted
here, by plain formulas of its own, before episodes are struck out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

KEYS = ("firms", "research", "education", "capital", "public", "clusters", "global")
DENSITIES = (0.03, 0.15, 0.08, 0.02, 0.10, 0.04, 0.01)
ROLES = ("firm", "research", "education", "capital", "public body", "other cluster", "firm")
AS_OF, YEARS = 738000, 6
HALF_LIFE, LEAST = 548.0, 0.25


@dataclass(frozen=True)
class Made:
    """A whole network and the part of it that was logged."""

    truth: Any
    log: Any
    firms_reached: Any
    ties_seen: Any


def draw(seed: int, *, share: float = 0.8) -> Made:
    """Draw a network, strike out episodes, count what is true."""
    rng = np.random.default_rng([5, seed])
    sizes = [int(rng.integers(60, 201)), *(int(one) for one in rng.integers(4, 41, size=6))]
    side = np.repeat(np.arange(7), sizes)
    active = rng.pareto(1.5, size=len(side)) + 0.3
    days, parties = [], []
    for k, density in enumerate(DENSITIES):
        for a, b in _pairs(rng, side, active, k, density):
            for day in _days(rng, active[a] * active[b]):
                days.append(day)
                parties.append(_company(rng, a, b, side, k))
    kept = rng.random(len(days)) < share
    every = _densities(side, days, parties, np.ones(len(days), dtype=bool))
    seen = _densities(side, days, parties, kept)
    return Made(every[0], _log(side, days, parties, kept), every[1], seen[0])


def _pairs(rng: Any, side: Any, active: Any, k: int, density: float) -> Any:
    """Draw which pairs ever have a tie; half as many again as there shall be, for some end."""
    firms, others = np.flatnonzero(side == 0), np.flatnonzero(side == k)
    a, b = (one.ravel() for one in np.meshgrid(firms, others, indexing="ij"))
    a, b = (a[a < b], b[a < b]) if k == 0 else (a, b)
    chance = (active[a] * active[b]) ** 0.4
    number = rng.binomial(len(a), density * 1.5)
    chosen = rng.choice(len(a), size=min(number, len(a)), replace=False, p=chance / chance.sum())
    return zip(a[chosen].tolist(), b[chosen].tolist(), strict=True)


def _days(rng: Any, activity: float) -> Any:
    """Draw the days of a tie's episodes: at least one, some hundreds at most; half of ties end."""
    begin = AS_OF - 365 * YEARS + int(rng.integers(0, 365 * (YEARS - 1)))
    end = AS_OF if rng.random() < 0.5 else int(rng.integers(begin, AS_OF + 1))
    rate = 0.2 * activity * rng.lognormal(0.0, 1.0) / 365
    number = 1 + min(int(rng.poisson(rate * (end - begin))), 400)
    return rng.integers(begin, end + 1, size=number).tolist()


def _company(rng: Any, a: int, b: int, side: Any, k: int) -> tuple[int, ...]:
    """Return the parties: in one episode of a hundred another firm or two join."""
    if rng.random() > 0.01:
        return (a, b)
    more = rng.choice(np.flatnonzero(side == 0), size=int(rng.integers(1, 3)), replace=False)
    return tuple(dict.fromkeys([a, b, *more.tolist()]))


def _densities(side: Any, days: Any, parties: Any, kept: Any) -> tuple[Any, Any]:
    """Return ties across each gap, and firms with one, by adding episode after episode."""
    n = len(side)
    strength = np.zeros((n, n))
    for day, party, is_kept in zip(days, parties, kept, strict=True):
        if is_kept:
            worth = 2.0 ** (-(AS_OF - day) / HALF_LIFE) / (len(party) - 1)
            at = np.array(party)
            strength[np.ix_(at, at)] += worth
    np.fill_diagonal(strength, 0.0)
    tied = strength >= LEAST * (1 - 1e-12)
    firms = side == 0
    ties = np.array([tied[np.ix_(firms, side == k)].sum() for k in range(7)], dtype=float)
    ties[0] /= 2
    reached = [tied[np.ix_(firms, side == k)].any(axis=1).sum() for k in range(7)]
    return ties, np.array(reached, dtype=float)


def _log(side: Any, days: Any, parties: Any, kept: Any) -> Any:
    """Return the log of the episodes that were kept."""
    from hanse.actors.tables import ActorLog, Actors, Episodes

    n = len(side)
    empty, unknown, none = ("",) * n, np.full(n, np.nan), np.zeros(n, dtype=np.int64)
    ids = tuple(f"a{i}" for i in range(n))
    numbers = (unknown,) * 6
    roles = tuple((ROLES[k],) for k in side.tolist())
    countries = tuple("DEU" if k == 6 else "SWE" for k in side.tolist())
    clusters = tuple("own" if k == 0 else "" for k in side.tolist())
    actors = Actors(
        ids, ids, roles, clusters, empty, countries, ((),) * n, *numbers, none, none, empty, empty
    )
    rows = np.flatnonzero(kept).tolist()
    party = [parties[i] for i in rows]
    starts = np.cumsum([0, *(len(one) for one in party)])
    flat = np.array([one for each in party for one in each], dtype=np.int64)
    ones, words = np.ones(len(rows), dtype=np.int64), ("",) * len(rows)
    when = np.array([days[i] for i in rows], dtype=np.int64)
    names = tuple(f"e{i}" for i in rows)
    episodes = Episodes(names, when, starts, flat, ones, -ones, words, words, words)
    return ActorLog(actors, episodes, "own", "SWE", AS_OF)


@dataclass(frozen=True)
class Recovered:
    """How one gap was recovered over the seeds.

    Attributes
    ----------
    gap : str
    density : float
        True, on average.
    hits, firms_hits : float
        Share of seeds in which the true density, and the true share of firms with a tie, lie in
        our 95 % interval.
    seen : float
        Share of seeds in which plainly counting gives the truth.
    error, seen_error : float
        Mean of estimated minus true density, and of observed minus true density.
    width, oracle_width : float
        Mean width of our interval, and of one that knows how probable it is in this gap that a tie
        is not seen.
    oracle_hits : float
        Share of seeds in which the truth lies in the oracle's.
    """

    gap: str
    density: float
    hits: float
    firms_hits: float
    seen: float
    error: float
    seen_error: float
    width: float
    oracle_width: float
    oracle_hits: float


def recovery(seeds: int = 200, *, share: float = 0.8, asked: int = 0) -> list[Recovered]:
    """Measure gaps in many networks; with ``asked`` the share comes from an audit of so many."""
    rows = np.array([_one(seed, share, asked) for seed in range(seeds)])
    found = []
    for k, key in enumerate(KEYS):
        true, seen, value, low, high, pairs, firms, firms_low, firms_high = rows[:, k].T
        hits = (low - 1e-6 <= true) & (true <= high + 1e-6)
        firms_hits = (firms_low - 1e-6 <= firms) & (firms <= firms_high + 1e-6)
        lower, upper = _oracle(seen, true)
        means = (true / pairs, hits, firms_hits, seen == true, (value - true) / pairs)
        more = ((seen - true) / pairs, (high - low) / pairs, (upper - lower) / pairs)
        oracle_hits = (lower <= true) & (true <= upper)
        found.append(Recovered(key, *(float(one.mean()) for one in (*means, *more, oracle_hits))))
    return found


def recovery_text(rows: list[Recovered], title: str) -> str:
    """Return the table of a recovery as Markdown."""
    lines = [
        f"{title}: share of seeds in which the truth lies in the 95 % interval.",
        "",
        "| gap | true density | density hit | firms with a tie hit | counting hits | mean error | "
        "error of counting | mean width | oracle's width | oracle hits |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {one.gap} | {one.density:.4f} | {one.hits:.3f} | {one.firms_hits:.3f} | {one.seen:.3f} "
        f"| {one.error:+.5f} | {one.seen_error:+.5f} | {one.width:.5f} | {one.oracle_width:.5f} "
        f"| {one.oracle_hits:.3f} |"
        for one in rows
    ]
    return "\n".join(lines)


def _one(seed: int, share: float, asked: int) -> Any:
    """Return truth, observation and intervals of each gap in one network, as counts."""
    from hanse.actors.gaps import Logged, seven_gaps

    made = draw(seed, share=share)
    logged = Logged(share)
    if asked:
        found = int(np.random.default_rng([6, seed]).binomial(asked, share))
        logged = Logged.from_audit(asked=asked, found=found)
    gaps = seven_gaps(made.log, logged=logged, permutations=0)
    rows = []
    for k, one in enumerate(gaps.figures):
        density, firms, n, pairs = one.density, one.firms_reached, one.n_firms, one.pairs
        ends = [density.value * pairs, density.low * pairs, density.high * pairs, pairs]
        row = [made.truth[k], one.ties, *ends, made.firms_reached[k], firms.low * n]
        rows.append([*row, firms.high * n])
    return rows


def _oracle(seen: Any, true: Any) -> tuple[Any, Any]:
    """Return the interval that knows the probability of not being seen, pooled over the seeds.

    With it, the ties unseen beside f seen ones are negative binomial.
    """
    from scipy.stats import nbinom

    known = seen.sum() / true.sum()
    lower = np.where(seen > 0, nbinom.ppf(0.025, np.maximum(seen, 1), known), 0)
    return seen + lower, seen + nbinom.ppf(0.975, seen + 1, known)
