"""Ties, signed thinning and the E-I index as plain loops over what the definitions say."""

from itertools import product


def strengths(log, rule, day):
    """Return for each pair: strength, episodes, first and last day, kinds; episode by episode."""
    exchanges = ("product", "information", "financial", "social")
    found = {}
    episodes = log.episodes
    for e in range(len(episodes)):
        when = int(episodes.days[e])
        if when > day:
            continue
        party = [int(one) for one in episodes.party[episodes.starts[e] : episodes.starts[e + 1]]]
        bits = int(episodes.kinds[e])
        weight = max(
            (rule.weights or {}).get(kind, 1.0) for k, kind in enumerate(exchanges) if bits >> k & 1
        )
        for i in party:
            for j in party:
                if i >= j:
                    continue
                own = found.setdefault((i, j), [0.0, 0, when, when, 0])
                own[0] += weight / (len(party) - 1) * 0.5 ** ((day - when) / rule.half_life)
                own[1] += 1
                own[2], own[3] = min(own[2], when), max(own[3], when)
                own[4] |= bits
    return found


def tie_kinds(log, rule, day):
    """Return the pairs that are ties, that are relationships, and that are stated, as sets."""
    tied, lasting, said = set(), set(), set()
    actors = log.actors

    def is_here(i):
        since, until = int(actors.since[i]), int(actors.until[i])
        return (since == 0 or since <= day) and (until == 0 or day <= until)

    told = {}
    if log.relationships is not None:
        one = log.relationships
        for r in range(len(one)):
            pair = tuple(sorted((int(one.a[r]), int(one.b[r]))))
            start, end, state = int(one.start[r]), int(one.end[r]), one.states[r]
            open_ = end == 0 or end >= day
            active = start <= day and (
                (state == "active" and open_) or (state == "ended" and end > day)
            )
            holds = start <= day and (active or (state == "dormant" and open_))
            told[pair] = (active, holds and bool(one.institutions[r]))
    known = strengths(log, rule, day)
    for pair in set(known) | set(told):
        if not (is_here(pair[0]) and is_here(pair[1])):
            continue
        strength, n, first, last, _ = known.get(pair, (0.0, 0, 0, 0, 0))
        active, institution = told.get(pair, (False, False))
        if strength < rule.least * (1 - 1e-12) and not active:
            continue
        tied.add(pair)
        asked = rule.relationship
        long = n >= asked.episodes and last - first >= asked.days
        if active:
            said.add(pair)
        if active or long or (institution and asked.institutionalised):
            lasting.add(pair)
    return tied, lasting, said


def expectation(estimate, weights, p):
    """Return the mean of an estimate over all ways in which episodes are logged."""
    total = 0.0
    for kept in product((False, True), repeat=len(weights)):
        chance = 1.0
        for one in kept:
            chance *= p if one else 1 - p
        total += chance * estimate([w for w, one in zip(weights, kept, strict=True) if one])
    return total


def signed(weights, least, p):
    """Return the signed sum over the subsets of the logged episodes of one pair."""
    total = 0.0
    for chosen in product((False, True), repeat=len(weights)):
        strength = sum(w for w, one in zip(weights, chosen, strict=True) if one)
        if strength >= least * (1 - 1e-12):
            size = sum(chosen)
            total += (1 / p) ** size * (-(1 - p) / p) ** (len(weights) - size)
    return total


def external_internal(pairs, group, others):
    """Return ties of a group with others and within it, and (E - I) / (E + I)."""
    external = sum((a in group) != (b in group) for a, b in pairs if {a, b} <= group | others)
    internal = sum(a in group and b in group for a, b in pairs)
    total = external + internal
    return external, internal, (external - internal) / total if total else float("nan")
