"""Ratings, what they would tell of a few, and stated relationships as plain loops."""

import itertools
import math
import statistics

import numpy as np

from hanse.actors.sides import GAPS, members, own_firms


def last_said(log, ties, day, within=None):
    """Return {(rater, other): [first, last]} of pairs with a living tie, the six values of each."""
    tied = {frozenset(map(int, pair)) for pair in ties.pairs()}
    told, found = log.atmosphere, {}
    for row in range(len(told)):
        pair = int(told.rater[row]), int(told.other[row])
        if told.days[row] <= day and frozenset(pair) in tied:
            by_day = found.setdefault(pair, {})
            by_day.setdefault(int(told.days[row]), []).append(told.ratings[row].tolist())
    said = {}
    for pair, by_day in found.items():
        ends = min(by_day), max(by_day)
        if within is None or ends[1] >= day - within:
            said[pair] = [[mean(row[k] for row in by_day[end]) for k in range(6)] for end in ends]
            if ends[0] == ends[1]:
                said[pair][0] = [math.nan] * 6
    return said


def mean(values):
    known = [one for one in values if not math.isnan(one)]
    return statistics.fmean(known) if known else math.nan


def of_group(log, said, group):
    """Return the pairs (rater, other) of a group."""
    own = own_firms(log)
    sides = {one.key: members(log, one) for one in GAPS}
    found = []
    for rater, other in said:
        here = [key for key, mask in sides.items() if mask[other]]
        is_own = bool(own[rater])
        wanted = {"all": True, "own firms": is_own, "others": is_own and not here}
        if wanted.get(group, is_own and group in here):
            found.append((rater, other))
    return found


def tells_few(sums, raters, least):
    """Return whether a combination of sums is of the ratings of fewer than ``least`` raters.

    Every set of raters is tried: within it lies one exactly if the sums without its ratings have
    a lower rank.
    """
    sums, people = np.asarray(sums, dtype=float), sorted(set(raters))
    if not len(sums):
        return False
    rank = np.linalg.matrix_rank(sums)
    for size in range(1, min(least, len(people) + 1)):
        for few in itertools.combinations(people, size):
            outside = [at for at, who in enumerate(raters) if who not in few]
            if not outside or np.linalg.matrix_rank(sums[:, outside]) < rank:
                return True
    return False


def on_paper(log, ties, day):
    """Return the stated relationships that are active without an episode in two half-lives."""
    told, found = log.relationships, []
    for row in range(len(told)):
        end = told.end[row]
        is_active = told.states[row] == "active" and told.start[row] <= day and not 0 < end < day
        if told.states[row] == "ended" and told.start[row] <= day < end:
            is_active = True
        pair = {int(told.a[row]), int(told.b[row])}
        met = False
        for e in range(len(log.episodes)):
            parties = log.episodes.party[log.episodes.starts[e] : log.episodes.starts[e + 1]]
            recent = day - 2 * ties.rule.half_life <= log.episodes.days[e] <= day
            met |= pair <= set(parties.tolist()) and recent
        if is_active and not met:
            found.append(frozenset(log.actors.ids[at] for at in pair))
    return found


def not_stated(log, ties, day):
    """Return the pairs that the rule calls a relationship and nobody states."""
    told, stated = log.relationships, set()
    for row in range(len(told)):
        begun, end = told.start[row] <= day, told.end[row]
        over = told.states[row] == "ended" and end <= day
        over |= told.states[row] in ("active", "dormant") and 0 < end < day
        if told.states[row] == "planned" or (begun and not over):
            stated.add(frozenset((int(told.a[row]), int(told.b[row]))))
    pairs = zip(ties.a.tolist(), ties.b.tolist(), ties.is_relationship.tolist(), strict=True)
    return {frozenset((a, b)) for a, b, lasts in pairs if lasts} - stated
