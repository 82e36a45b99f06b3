"""Logs for tests: short ones by hand, and random ones that a real review could have."""

from dataclasses import replace

from tests.oracles import review_log as plain

from hanse.evidence.log import Event, ReviewBook

TA, FT = "title-abstract", "full-text"
AT = "2026-03-01T10:15:00"
SOURCES = {"scopus": "database", "register": "register", "web": "website", "refs": "citations"}


def r(n):
    return f"R{n:06d}"


class Writing:
    """Writes events one after the other, a second apart."""

    def __init__(self, book=None):
        self.book = book or ReviewBook()

    def __call__(self, kind, person="hanse", **columns):
        n = len(self.book) + 1
        at = f"2026-03-01T{10 + n // 3600:02d}:{n // 60 % 60:02d}:{n % 60:02d}"
        return self.book.enter(kind, at=at, person=person, **columns)

    def imported(self, n, first=1, id="I01", kind="database", source="scopus"):
        self("imported", other=id, value=kind, reason=source, note="ris; a.ris")
        for at in range(first, first + n):
            self("identified", record=r(at), other=id, note=f"line {at}")

    def says(self, person, record, value, stage=TA, reason="", how="order"):
        columns = {"record": r(record), "stage": stage, "value": value}
        return self("decided", person, other=how, reason=reason, **columns)

    @property
    def state(self):
        return self.book.state

    @property
    def log(self):
        return self.book.log


def proposal(rng, events):
    """Return a random next event: most are possible, some are not."""
    known = plain.records(events)
    imports = [e for e in events if e.event == "imported"]
    people = ["AK", "BL", "CM"]
    person = rng.choice(people)
    record = rng.choice([*known, "R999999"]) if known and rng.random() < 0.98 else "R999999"
    other = rng.choice(known) if known else "R999998"
    stage = rng.choice([TA, TA, FT])
    kinds = ["decided"] * 14 + ["merged"] * 4 + ["withdrawn"] * 3 + ["resolved"] * 4
    kinds += ["parted", "distinct", "linked", "linked", "unlinked", "removed", "removed"]
    kinds += ["restored", "retrieved", "retrieved", "not-retrieved", "not-retrieved", "sampled"]
    kinds += ["required", "published", "changed", "retracted", "stopped", "resumed", "import"]
    kind = "import" if not known else rng.choice(kinds)
    if kind in ("decided", "resolved", "not-retrieved", "retrieved") and rng.random() < 0.6:
        open_ones = [one for one in known if one not in plain.parents(events)]
        late = [one for one in open_ones if plain.outcome(events, one, TA) == "include"]
        pool = late if late and rng.random() < 0.6 else open_ones
        record, stage = rng.choice(pool), (FT if pool is late else TA)
    record, other = aimed(rng, events, kind, record, other)
    if kind in ("decided", "resolved") and rng.random() < 0.03:
        person = "hanse"
    if kind == "import":
        return arrival(rng, known, imports)
    value = rng.choice(["include", "include", "exclude", "unsure"])
    reason = rng.choice(["", "P1", "P1", "P2", "P1; P2"])
    columns = {
        "decided": {"record": record, "other": "order", "stage": stage, "value": value},
        "resolved": {"record": record, "stage": stage, "value": value},
        "withdrawn": {"record": record, "stage": stage},
        "merged": {"record": record, "other": other, "value": rng.choice(["doi", "by hand"])},
        "linked": {"record": record, "other": other, "value": rng.choice(["version", "part"])},
        "unlinked": {"record": record, "other": other, "value": "version"},
        "removed": {"record": record, "value": rng.choice(["automation", "other"])},
        "not-retrieved": {"record": record},
        "sampled": {"record": record, "other": rng.choice(["S1", "S2"]), "stage": stage},
        "required": {"stage": stage, "value": rng.choice("1223")},
        "published": {"value": rng.choice(["1", "2", "3"])},
        "changed": {"record": record, "other": rng.choice(["I01", "I09"]), "value": "year"},
        "retracted": {"record": record, "other": rng.choice(["", "I01", "I09"])},
        "stopped": {"stage": stage, "value": "a rule"},
        "resumed": {"stage": stage},
        "retrieved": {"record": record},
        "restored": {"record": record},
    }.get(kind, {"record": record, "other": other})
    if kind in ("decided", "resolved", "removed", "not-retrieved"):
        columns["reason"] = "" if columns.get("value") == "include" else reason
    if columns.get("value") == "unsure" and kind == "resolved":
        columns["value"] = "exclude"
    return [Event(0, AT, person, kind, **columns)]


def aimed(rng, events, kind, record, other):
    """Return records that the event can well be about, most of the time."""
    pairs = {
        "parted": sorted(plain.parents(events).items()),
        "unlinked": [(e.record, e.other) for e in events if e.event == "linked"],
        "merged": plain.apart(events) if rng.random() < 0.3 else [],
        "restored": [(one, other) for one in plain.removed(events)],
    }.get(kind)
    return rng.choice(pairs) if pairs and rng.random() < 0.8 else (record, other)


def arrival(rng, known, imports):
    """Return an import with a few records, or one that stands twice."""
    id = f"I{len(imports) + 1:02d}" if rng.random() < 0.9 or not imports else imports[-1].other
    source = rng.choice(sorted(SOURCES))
    made = []
    if rng.random() < 0.6:
        hits, day = str(rng.randint(0, 9)), "2026-03-01"
        made.append(Event(0, AT, "AK", "searched", other=source, value=hits, reason=day))
    kind = SOURCES[source]
    made.append(Event(0, AT, "hanse", "imported", other=id, value=kind, reason=source))
    first = len(known) + 1
    for at in range(first, first + rng.randint(1, 6)):
        made.append(Event(0, AT, "hanse", "identified", record=r(at), other=id))
    if rng.random() < 0.3:
        made.append(Event(0, AT, "hanse", "rejected", other=id, value="line 1", reason="cut"))
    return made


def random_events(rng, n, on_proposal=None):
    """Return at least ``n`` events that can follow one another, as the plain twin says.

    ``on_proposal`` is called with the events so far, the next one, and why it cannot follow.
    """
    events = []
    while len(events) < n:
        for made in proposal(rng, events):
            event = replace(made, number=len(events) + 1)
            why = plain.trouble(events, event)
            if on_proposal:
                on_proposal(events, event, why)
            if why is None:
                events.append(event)
    return events
