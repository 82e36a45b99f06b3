"""Survey gaps, missing ties and effects of activities as plain loops over what they mean."""

import itertools
import math
import statistics

from hanse.actors.sides import gap, members, own_firms

PARTS = ("reach", "introduction", "fit", "lapsed", "room")
WEIGHTS = {"reach": 4.0, "introduction": 3.0, "fit": 2.0, "lapsed": 2.0, "room": 1.0}


def survey(answers, wave, key):
    """Return n, both means, the mean gap and its t interval by counting the rows."""
    from scipy.stats import t

    pairs = []
    for row in range(len(answers)):
        if answers.waves[row] == wave and answers.gaps[row] == key:
            high, low = answers.importance[row], answers.present[row]
            if not math.isnan(high) and not math.isnan(low):
                pairs.append((float(high), float(low)))
    gaps = [high - low for high, low in pairs]
    mean = statistics.fmean(gaps)
    half = 0.0
    if len(gaps) > 1:
        half = t.ppf(0.975, len(gaps) - 1) * statistics.stdev(gaps) / math.sqrt(len(gaps))
    first = statistics.fmean(high for high, _ in pairs)
    return len(gaps), first, first - mean, mean, max(-6, mean - half), min(6, mean + half)


def kendall(one, two):
    """Return tau-b by counting pairs, and its p by trying every order."""

    def counted(x, y):
        total, only_x, only_y = 0, 0, 0
        for i, j in itertools.combinations(range(len(x)), 2):
            a = (x[i] > x[j]) - (x[i] < x[j])
            b = (y[i] > y[j]) - (y[i] < y[j])
            total += a * b
            only_x += a != 0
            only_y += b != 0
        return total, math.sqrt(only_x * only_y)

    seen, length = counted(one, two)
    if not length:
        return math.nan, math.nan
    orders = [counted(one, order)[0] for order in itertools.permutations(two)]
    return seen / length, sum(abs(o) >= abs(seen) for o in orders) / len(orders)


def is_there(log, who, day):
    since, until = log.actors.since[who], log.actors.until[who]
    return (since == 0 or since <= day) and (until == 0 or until >= day)


def pairs_across(log, key, there):
    """Return the pairs across a gap as (firm, other), each two actors once."""
    firms, others = own_firms(log), members(log, gap(key))
    found = {}
    for firm in range(len(log.actors)):
        for other in range(len(log.actors)):
            if firm != other and firms[firm] and others[other] and there(firm) and there(other):
                found.setdefault(frozenset((firm, other)), (firm, other))
    return sorted(found.values())


def tied_pairs(ties):
    return {frozenset((int(a), int(b))) for a, b in ties.pairs()}


def scored(log, ties, key, weights=None):
    """Return every missing pair with its parts and score: {(firm, other): (score, parts)}."""
    weights = weights or WEIGHTS
    pairs = pairs_across(log, key, lambda who: is_there(log, who, ties.day))
    tied = tied_pairs(ties)
    near = {who: set() for who in range(len(log.actors))}
    for a, b in map(tuple, tied):
        near[a].add(b)
        near[b].add(a)
    degree = dict.fromkeys(near, 0)
    for pair in pairs:
        if frozenset(pair) in tied:
            for who in pair:
                degree[who] += 1
    rest = {
        frozenset((int(a), int(b))): min(1.0, float(s) / ties.rule.least)
        for a, b, s, is_tie in zip(ties.a, ties.b, ties.strength, ties.is_tie, strict=True)
        if not is_tie and s > 0
    }
    found = {}
    for firm, other in pairs:
        if frozenset((firm, other)) in tied:
            continue
        used = [{one.casefold() for one in log.actors.technologies[who]} for who in (firm, other)]
        reach, room = 1 / (1 + degree[firm]), 1 / (1 + degree[other])
        parts = {
            "reach": (reach + room) / 2 if key == "firms" else reach,
            "introduction": 1 - 0.5 ** len(near[firm] & near[other]),
            "fit": len(used[0] & used[1]) / len(used[0] | used[1]) if all(used) else math.nan,
            "lapsed": rest.get(frozenset((firm, other)), 0.0),
            "room": math.nan if key == "firms" else room,
        }
        known = [name for name in PARTS if not math.isnan(parts[name])]
        whole = sum(weights.get(name, 0.0) for name in known)
        if whole:
            score = sum(weights.get(name, 0.0) * parts[name] for name in known) / whole
            found[firm, other] = score, parts
    return found


def missing(log, ties, key, *, most=20, per_actor=3, per_firm=2, weights=None):
    """Return the pairs that are taken, from the best score downwards."""
    found = scored(log, ties, key, weights)
    order = sorted((pair for pair in found), key=lambda pair: (-round(found[pair][0], 12), pair))
    taken, of_firm, of_other = [], {}, {}
    for firm, other in order:
        if found[firm, other][0] <= 1e-12 or len(taken) == most:
            continue
        if key == "firms":
            full = max(of_firm.get(firm, 0), of_firm.get(other, 0)) >= per_firm
        else:
            full = of_firm.get(firm, 0) >= per_firm or of_other.get(other, 0) >= per_actor
        if full:
            continue
        taken.append((firm, other))
        of_firm[firm] = of_firm.get(firm, 0) + 1
        side = of_firm if key == "firms" else of_other
        side[other] = side.get(other, 0) + 1
    return taken


def changed(pairs, before, after, took_part):
    """Return (pairs, before, after, kept) of those that took part and of the others."""
    found = []
    for inside in (True, False):
        mine = [set_ for set_ in map(frozenset, pairs) if (set_ <= took_part) == inside]
        one, two = [p for p in mine if p in before], [p for p in mine if p in after]
        found.append((len(mine), len(one), len(two), len(set(one) & set(two))))
    return found


def difference(pairs, before, after, took_part):
    """Return the change of the share of tied pairs, those that took part minus the others."""
    shares = [(x[2] - x[1]) / x[0] for x in changed(pairs, before, after, took_part)]
    return shares[0] - shares[1]


def every_difference(pairs, before, after, took_part, kinds):
    """Return the difference for every way in which as many of each kind could have taken part."""
    draws = [itertools.combinations(kind, len(took_part & set(kind))) for kind in kinds]
    return [
        difference(pairs, before, after, frozenset(itertools.chain(*draw)))
        for draw in itertools.product(*map(list, draws))
    ]


def fair_with_known_effect(seed, effect, *, busy_come=False):
    """Return a log in which a fair made a tie of each pair that came with a known chance.

    40 firms and 10 providers of capital, some far busier than others; 600 episodes over four
    years; 12 firms and 4 providers of capital come to the fair, busy ones more often where asked.
    """
    import numpy as np

    from hanse.actors.tables import Activities, ActorLog, Actors, Episodes

    rng = np.random.default_rng(seed)
    n, today = 50, 738000
    busy = rng.pareto(2.0, n) + 0.2
    sides = np.arange(40), np.arange(40, 50)
    came = []
    for side, many in zip(sides, (12, 4), strict=True):
        chance = busy[side] / busy[side].sum() if busy_come else None
        came.append(rng.choice(side, many, replace=False, p=chance))
    party, days = [], []
    for _ in range(600):
        party.append(rng.choice(n, 2, replace=False, p=busy / busy.sum()))
        days.append(today - int(rng.integers(0, 1460)))
    for firm in came[0]:
        for other in came[1]:
            if rng.random() < effect:
                party.append([firm, other])
                days.append(today - 500 - int(rng.integers(0, 200)))
    m, names, empty, whole = len(days), tuple(map(str, range(n))), ("",) * n, np.zeros(n, dtype=int)
    unknown, none = np.full(n, np.nan), ("",) * m
    roles = (("firm",),) * 40 + (("capital",),) * 10
    numbers = (unknown, unknown, unknown, unknown, unknown, unknown, whole, whole)
    who = Actors(names, names, roles, empty, empty, ("SWE",) * n, ((),) * n, *numbers, empty, empty)
    kinds, ids = np.ones(m, dtype=int), tuple(map(str, range(m)))
    starts = np.arange(m + 1) * 2
    met = Episodes(ids, days, starts, np.ravel(party), kinds, -kinds, none, none, none)
    places = tuple(int(one) for side in came for one in side)
    told = Activities(
        ("fair",), ("Fair",), [today - 720], [today - 710], (("capital",),), (places,)
    )
    return ActorLog(who, met, "", "SWE", today, activities=told)


def share_of_alarms(seeds, effect, *, level=0.05, busy_come=False):
    """Return in which share of logs the fair seems to have changed ties to capital."""
    from hanse.actors.bridging import activity_effects
    from hanse.actors.ties import TieRule

    found = []
    for seed in seeds:
        log = fair_with_known_effect(seed, effect, busy_come=busy_come)
        rows = activity_effects(log, TieRule(half_life=200.0), permutations=399).effects
        found.append(next(one.p for one in rows if one.gap == "capital") <= level)
    return sum(found) / len(found)
