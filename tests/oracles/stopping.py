"""Stopping rules by trying every order, in exact fractions."""

from fractions import Fraction
from itertools import combinations
from math import comb


def hypergeometric_cdf(found, urn, relevant, drawn):
    """Return P(at most that many relevant among those drawn), as a fraction."""
    ways = sum(
        comb(relevant, i) * comb(urn - relevant, drawn - i)
        for i in range(min(found, drawn) + 1)
        if i <= relevant and drawn - i <= urn - relevant
    )
    return Fraction(ways, comb(urn, drawn))


def is_short(found, before, relevant, recall):
    """Whether so many found in the sample, and before it, break the recall."""
    return before + found < recall * (before + relevant)


def chance_to_stop_short(pool, before, relevant, recall, needed):
    """Return the chance that boundaries stop while the recall is missed: every subset is tried."""
    bad = total = 0
    for places in combinations(range(1, pool + 1), relevant):
        total += 1
        for n in range(pool + 1):
            k = sum(place <= n for place in places)
            if k < len(needed) and n >= needed[k]:
                bad += is_short(k, before, relevant, recall)
                break
    return Fraction(bad, total)


def chance_by_steps(pool, before, relevant, recall, needed):
    """Return the same chance by going through the pool one record after the other."""
    alive, bad = {0: Fraction(1)}, Fraction(0)
    for n in range(pool + 1):
        for k in [k for k in alive if k < len(needed) and n >= needed[k]]:
            bad += alive.pop(k) * is_short(k, before, relevant, recall)
        after = {}
        for k, chance in alive.items():
            if n < pool:
                hit = Fraction(relevant - k, pool - n)
                after[k] = after.get(k, 0) + chance * (1 - hit)
                after[k + 1] = after.get(k + 1, 0) + chance * hit
        alive = {k: chance for k, chance in after.items() if chance}
    return bad


def least_boundaries(pool, before, recall, risk):
    """Return the least boundaries in turn, each found by trying every subset at every length."""
    needed = []
    for k in range(pool + 1):
        short = [m for m in range(pool + 1) if is_short(k, before, m, recall)]
        at = needed[-1] if needed else 0
        if short:
            while chance_to_stop_short(pool, before, min(short), recall, [*needed, at]) > risk:
                at += 1
        needed.append(at)
    return tuple(needed)


def ranked_p_value(included, n_records, recall):
    """Return the least p over all last stretches, each as if it were drawn at random."""
    found = sum(included)
    least = Fraction(1)
    for n in range(1, len(included) + 1):
        stretch = included[-n:]
        before = found - sum(stretch)
        urn = n_records - (len(included) - n)
        relevant = next(m for m in range(n_records + found + 2) if found < recall * (before + m))
        if relevant > urn:
            return Fraction(0)
        least = min(least, hypergeometric_cdf(sum(stretch), urn, relevant, n))
    return least


def most_missed(unscreened, sample_size, found, risk):
    """Return the largest number of relevant records in the pool that the sample leaves possible."""
    return max(
        m
        for m in range(found, unscreened - (sample_size - found) + 1)
        if hypergeometric_cdf(found, unscreened, m, sample_size) > risk
    )
