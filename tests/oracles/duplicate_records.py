"""Groups of duplicates the slow way: every pair judged, groups as sets, the best pair joined first.

The rules themselves (`judge`) are not doubted here: what is checked is everything around them,
blocking, the units of equal records, the order of joining and the check across groups.
"""

from itertools import combinations

from hanse.evidence.duplicates.blocks import keys_of
from hanse.evidence.duplicates.features import features
from hanse.evidence.duplicates.judgement import judge


def shares_key(one, other):
    """Tell whether two records have a key in common, so that they are compared at all."""
    first, second = (set().union(*map(set, keys_of(features(each)))) for each in (one, other))
    return bool(first & second)


def groups_of(records, rules, *, distinct=(), merged=(), compared=lambda one, other: True):
    """Return the groups of two and more as sets of ids."""
    read = {record.id: features(record) for record in records}
    whole = {record.id: record for record in records}
    apart = {frozenset(pair) for pair in distinct}
    named = {one for pair in distinct for one in pair}
    named |= {one for a, b in merged for one in (a, b) if read[a] != read[b]}

    def said(one, other):
        return judge(read[one], read[other], rules)

    def blocked(one, other):
        return frozenset((one, other)) in apart or said(one, other).blocks

    copies = _copies(read, named, rules)
    heads = [unit[0] for unit in copies]
    groups = [{head} for head in heads]
    head_of = {one: unit[0] for unit in copies for one in unit}

    def group(head):
        return next(each for each in groups if head in each)

    def join(one, other):
        kept, gone = group(one), group(other)
        if kept is not gone:
            kept |= gone
            groups.remove(gone)

    for removed, kept in merged:
        join(head_of[kept], head_of[removed])
    pairs = [
        (said(a, b).score, a, b)
        for a, b in combinations(heads, 2)
        if said(a, b).kind == "same" and compared(whole[a], whole[b]) and group(a) is not group(b)
    ]
    unsure = _unsure(heads, pairs, blocked, rules)
    pairs = [pair for pair in pairs if not {pair[1], pair[2]} & unsure]
    pairs.sort(key=lambda pair: (-pair[0], *sorted((repr(read[pair[1]]), repr(read[pair[2]])))))
    for _, one, other in pairs:
        left, right = group(one), group(other)
        if left is not right and not any(blocked(a, b) for a in left for b in right):
            join(one, other)
    found = [{one for one, head in head_of.items() if head in each} for each in groups]
    return {frozenset(each) for each in found if len(each) > 1}


def _copies(read, named, rules):
    """Take records that no rule can tell apart as one, unless a person named them."""
    first = {}
    copies = []
    for one, found in read.items():
        alike = next((o for o, f in first.items() if f == found and one not in named), None)
        if alike is not None:
            next(unit for unit in copies if unit[0] == alike).append(one)
            continue
        if one not in named and judge(found, found, rules).kind == "same":
            first[one] = found
        copies.append([one])
    return copies


def _unsure(heads, pairs, blocked, rules):
    """Return what fits two that exclude each other about equally well."""
    unsure = set()
    for head in heads:
        fits = [(score, b if a == head else a) for score, a, b in pairs if head in (a, b)]
        top = max((score for score, _ in fits), default=0)
        best = [other for score, other in fits if score == top]
        near = [other for score, other in fits if score >= top - rules.ambiguity]
        if any(a != b and blocked(a, b) for a in best for b in near):
            unsure.add(head)
    return unsure
