"""A review log as a plain list of events: every question reads it from the start."""

STAGES = ("title-abstract", "full-text")
SAID = ("decided", "resolved")


def parents(events):
    found = {}
    for e in events:
        if e.event == "merged":
            found[e.record] = e.other
        if e.event == "parted":
            found.pop(e.record)
    return found


def top(events, record):
    up = parents(events)
    while record in up:
        record = up[record]
    return record


def group(events, record):
    mine = top(events, record)
    return [r for r in records(events) if top(events, r) == mine]


def records(events):
    return [e.record for e in events if e.event == "identified"]


def removed(events):
    found = {}
    for e in events:
        if e.event == "removed":
            found[e.record] = e
        if e.event == "restored":
            found.pop(e.record)
    return found


def needed(events, stage):
    k = 1
    for e in events:
        if e.event == "required" and e.stage == stage:
            k = int(e.value)
    return k


def statements(events):
    """Return the decisions and resolutions that stand, by reading withdrawals one after another."""
    said = []
    for at, e in enumerate(events):
        if e.event in SAID:
            said.append(e)
        if e.event == "withdrawn":
            near = group(events[:at], e.record)
            here = [s for s in said if s.record in near and s.stage == e.stage]
            own = [s for s in here if s.event == "decided" and s.person == e.person]
            settled = [s for s in here if s.event == "resolved"]
            last = settled[-1] if settled else None
            if last and last.person == e.person and all(s.number < last.number for s in own):
                gone = [s for s in settled if s.person == e.person]
            else:
                first = min(s.number for s in own)
                gone = own + [s for s in settled if s.number > first]
            said = [s for s in said if s not in gone]
    return said


def counting(events, own, record):
    """Return one decision for each person: that on the top of the group, else the latest."""
    mine = top(events, record)
    kept = {}
    for s in own:
        if s.record != mine:
            kept[s.person] = s
    for s in own:
        if s.record == mine:
            kept[s.person] = s
    return sorted(kept.values(), key=lambda s: s.number)


def decisions(events, record, stage):
    near = group(events, record)
    own = [
        s
        for s in statements(events)
        if s.event == "decided" and s.record in near and s.stage == stage
    ]
    return counting(events, own, record)


def resolution(events, record, stage):
    near = group(events, record)
    found = [
        s
        for s in statements(events)
        if s.event == "resolved" and s.record in near and s.stage == stage
    ]
    return found[-1] if found else None


def before_resolving(events, record, stage):
    said = decisions(events, record, stage)
    if len(said) < needed(events, stage):
        return "pending"
    values = {s.value for s in said}
    if values == {"include"} or values == {"exclude"}:
        return values.pop()
    return "conflict"


def outcome(events, record, stage):
    settled = resolution(events, record, stage)
    return settled.value if settled else before_resolving(events, record, stage)


def reasons(events, record, stage):
    settled = resolution(events, record, stage)
    said = [settled] if settled else decisions(events, record, stage)
    return sorted({s.reason for s in said if s.reason})


def text_of(events, record):
    near = group(events, record)
    found = [e for e in events if e.event in ("retrieved", "not-retrieved") and e.record in near]
    return found[-1] if found else None


def position(events, record):
    if record in parents(events):
        return "duplicate"
    return position_of_group(events, record)


def position_of_group(events, record):
    if top(events, record) in removed(events):
        return "removed"
    first = outcome(events, record, STAGES[0])
    if first == "pending":
        return "awaiting screening"
    if first == "conflict":
        return "conflict at screening"
    if first == "exclude":
        return "excluded at screening"
    second = outcome(events, record, STAGES[1])
    text = text_of(events, record)
    if second == "pending":
        if text is not None and text.event == "not-retrieved":
            return "not retrieved"
        if text is not None or decisions(events, record, STAGES[1]):
            return "awaiting assessment"
        return "awaiting retrieval"
    if second == "conflict":
        return "conflict at assessment"
    return "included" if second == "include" else "excluded at assessment"


def included(events):
    return [r for r in records(events) if position(events, r) == "included"]


def studies(events, chosen):
    """Return the chosen records as sets, joined by links until nothing changes."""
    pairs = []
    for e in events:
        if e.event == "linked":
            pairs.append((e.record, e.other, e.value))
        if e.event == "unlinked":
            same = ((e.record, e.other, e.value), (e.other, e.record, e.value))
            pairs = [p for p in pairs if p not in same]
    sets = [{r} for r in records(events) if r not in parents(events)]
    is_changed = True
    while is_changed:
        is_changed = False
        for one, other, kind in pairs:
            a = next(s for s in sets if top(events, one) in s)
            b = next(s for s in sets if top(events, other) in s)
            if kind in ("version", "same-study") and a is not b:
                sets = [s for s in sets if s is not a and s is not b] + [a | b]
                is_changed = True
    return [s & set(chosen) for s in sets if s & set(chosen)]


# What may happen next


def trouble(events, e):
    """Return why an event cannot follow, None where it can."""
    known = records(events)
    imports = [x.other for x in events if x.event == "imported"]
    if e.event == "imported":
        return "twice" if e.other in imports else None
    if e.event in ("required", "searched", "stopped"):
        return None
    if e.event == "amended":
        return (
            "order"
            if any(x.event == "amended" and int(x.value) >= int(e.value) for x in events)
            else None
        )
    if e.event == "identified":
        return "twice" if e.record in known else None if e.other in imports else "no import"
    if e.event == "rejected":
        return None if e.other in imports else "no import"
    if e.event == "published":
        return (
            "twice" if any(x.event == "published" and x.value == e.value for x in events) else None
        )
    if e.event == "resumed":
        past = [x for x in events if x.event in ("stopped", "resumed") and x.stage == e.stage]
        return None if past and past[-1].event == "stopped" else "not stopped"
    if e.record not in known:
        return "not identified"
    if e.event in ("changed", "retracted"):
        return (
            None if e.other in imports or (e.event == "retracted" and not e.other) else "no import"
        )
    if e.event in ("merged", "parted", "distinct", "linked", "unlinked"):
        return pair_trouble(events, e)
    return record_trouble(events, e)


def pair_trouble(events, e):
    up = parents(events)
    if e.other not in records(events):
        return "not identified"
    if e.event == "parted":
        return None if up.get(e.record) == e.other else "not merged so"
    if e.event == "unlinked":
        there = False
        for x in events:
            same = {x.record, x.other} == {e.record, e.other} and x.value == e.value
            if same and x.event in ("linked", "unlinked"):
                there = x.event == "linked"
        return None if there else "not linked"
    if e.record == e.other:
        return "itself"
    if e.record in up or e.other in up:
        return "merged away"
    return merge_trouble(events, e) if e.event == "merged" else None


def has_word(events, record, stage):
    return bool(decisions(events, record, stage) or resolution(events, record, stage))


def merge_trouble(events, e):
    if e.record in removed(events):
        return "removed"
    if e.other in removed(events) and any(has_word(events, e.record, s) for s in STAGES):
        return "removed but decided"
    for stage in STAGES:
        if has_word(events, e.record, stage) and has_word(events, e.other, stage):
            if outcome(events, e.record, stage) != outcome(events, e.other, stage):
                return "outcomes"
            mine = {s.person: s.value for s in decisions(events, e.record, stage)}
            for s in decisions(events, e.other, stage):
                if mine.get(s.person, s.value) != s.value:
                    return "one person"
    if e.value != "by hand":
        one, other = group(events, e.record), group(events, e.other)
        for a, b in apart(events):
            if (a in one and b in other) or (b in one and a in other):
                return "distinct"
    return None


def apart(events):
    """Return the pairs said to be distinct that no merge by hand took back."""
    pairs = []
    for at, e in enumerate(events):
        if e.event == "distinct":
            pairs.append((e.record, e.other))
        if e.event == "merged":
            one, other = group(events[:at], e.record), group(events[:at], e.other)
            pairs = [
                (a, b)
                for a, b in pairs
                if not ((a in one and b in other) or (b in one and a in other))
            ]
    return pairs


def record_trouble(events, e):
    out = removed(events)
    if e.event == "restored":
        return None if e.record in out else "not removed"
    if e.record in parents(events) or e.record in out:
        return "does not stand"
    if e.event == "removed":
        return "decided" if any(has_word(events, e.record, s) for s in STAGES) else None
    if e.event == "retrieved":
        return None
    if e.event == "sampled":
        drawn = [x for x in events if x.event == "sampled" and x.other == e.other]
        is_bad = any(x.stage != e.stage or x.record == e.record for x in drawn)
        return "sample" if is_bad else None
    first = outcome(events, e.record, STAGES[0])
    if e.event == "not-retrieved":
        is_bad = first != "include" or has_word(events, e.record, STAGES[1])
        return "not sought" if is_bad else None
    if e.person == "hanse":
        return "rules decide nothing"
    return word_trouble(events, e, first)


def word_trouble(events, e, first):
    said = decisions(events, e.record, e.stage)
    mine = [s for s in said if s.person == e.person]
    settled = resolution(events, e.record, e.stage)
    if e.event == "withdrawn":
        return None if mine or (settled and settled.person == e.person) else "nothing said"
    if e.stage == STAGES[1]:
        text = text_of(events, e.record)
        if first != "include" or (text and text.event == "not-retrieved"):
            return "too early"
        if e.value == "exclude" and not e.reason:
            return "no reason"
    if e.event == "decided":
        return "twice" if mine else None
    now = before_resolving(events, e.record, e.stage)
    is_open = now == "conflict" or "unsure" in [s.value for s in said]
    is_split = now == "exclude" and len({s.reason for s in said}) > 1
    return None if not settled and (is_open or is_split) else "nothing to resolve"


# The boxes


KINDS = ("database", "register")
OPEN = ("awaiting screening", "conflict at screening", "awaiting retrieval")
OPEN += ("awaiting assessment", "conflict at assessment")


def origin(events, record):
    number = next(e.other for e in events if e.event == "identified" and e.record == record)
    return next(e for e in events if e.event == "imported" and e.other == number)


def flow(events, since=None):
    """Return {column: {(box, line): n}} and the totals, record by record."""
    begin = 0
    if since is not None:
        begin = next(e.number for e in events if e.event == "published" and e.value == since)
    then = events[:begin]
    old, was = records(then), included(then)
    found = {"databases": {}, "other": {}}
    for record in records(events):
        place = placed(events, then, record, old, was)
        if place is None:
            continue
        boxes = found["databases" if origin(events, record).value in KINDS else "other"]
        source = (
            ("carried over", "") if record in old else ("identified", origin(events, record).reason)
        )
        for key in (source, *steps(events, record, place)):
            boxes[key] = boxes.get(key, 0) + 1
    now = included(events)
    carried = {r: carrier(events, then, r, old, was) for r in was}
    kept = [r for r in was if carried[r] == r and top(events, r) in now]
    tops = {top(events, r) for r in kept}
    sets = studies(events, now)
    totals = {
        "previous studies": len(studies(then, was)),
        "previous reports": len(was),
        "no longer": len(was) - len(kept),
        "studies": sum(1 for s in sets if not s & tops),
        "reports": sum(1 for r in now if r not in tops),
        "all studies": len(sets),
        "all reports": len(now),
    }
    return found, totals


def carrier(events, then, record, old, was):
    near = group(events, record)
    first = top(events, record)
    earlier = [r for r in near if r in old and r not in parents(then)]
    for choice in ([r for r in earlier if r in was], earlier):
        if first in choice:
            return first
        if choice:
            return choice[0]
    return first


def placed(events, then, record, old, was):
    """Return where a record stands in the diagram, None where it is not in it."""
    place = position_of_group(events, record)
    if carrier(events, then, record, old, was) != record:
        place = "duplicate"
    if record not in old:
        return place
    before = position(then, record)
    if before == "included":
        return None
    if before in OPEN:
        return place
    return None if place in (before, "duplicate") else place


def steps(events, record, place):
    """Return the boxes through which a record goes, and that in which it ends."""
    if place == "duplicate":
        return [("duplicate", "")]
    if place == "removed":
        why = removed(events)[top(events, record)]
        return [("removed " + why.value, why.reason)]
    if place == "awaiting screening":
        return [(place, "")]
    if place == "conflict at screening":
        return [("screened", ""), (place, "")]
    if place == "excluded at screening":
        return [("screened", ""), (place, line(reasons(events, record, STAGES[0])))]
    path = [("screened", ""), ("sought", "")]
    if place in ("awaiting retrieval", "awaiting assessment"):
        return [*path, (place, "")]
    if place == "not retrieved":
        return [*path, (place, text_of(events, record).reason)]
    path.append(("assessed", ""))
    if place == "excluded at assessment":
        return [*path, (place, line(reasons(events, record, STAGES[1])))]
    return [*path, (place, "")]


def line(names):
    return names[0] if len(names) == 1 else "different" if names else ""
