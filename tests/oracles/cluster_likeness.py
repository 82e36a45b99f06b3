"""Likeness of clusters as plain loops over rows of text, ranks by counting."""

import math

PARTS = {
    "industry": ["group", "words"],
    "country": ["border", "region", "income", "language"],
    "activity": ["activity"],
    "drivers": [
        *("multinationals", "public_support", "collaboration", "ties_abroad", "knowledge"),
        "upgrading",
    ],
    "barriers": ["procedural", "institutional", "environmental", "external_market"],
}


def same(one, other):
    """Return 1.0 or 0.0, None where one is not known."""
    if one in ("", "unknown") or other in ("", "unknown"):
        return None
    return 1.0 if one == other else 0.0


def near(one, other, facts):
    """Return the items of two countries; facts: what is known of each by code."""
    if not one or not other:
        return dict.fromkeys(PARTS["country"])
    if one == other:
        return dict.fromkeys(PARTS["country"], 1.0)
    a, b = facts[one], facts[other]
    made = {"border": 1.0 if other in a["neighbours"] else 0.0}
    if a["subregion"] == b["subregion"]:
        made["region"] = 1.0
    elif a["continent"] == b["continent"]:
        made["region"] = 0.5
    else:
        made["region"] = 0.0
    rich, poor = max(a["income"], b["income"]), min(a["income"], b["income"])
    doublings = math.log(rich / poor) / math.log(2)
    made["income"] = 1 - doublings / 4 if doublings < 4 else 0.0
    made["language"] = 0.0
    for code, percent in a["languages"].items():
        if code in b["languages"]:
            made["language"] = max(made["language"], min(percent, b["languages"][code], 100) / 100)
    return made


def items(profile, row, facts, words_of, general):
    """Return all items by name, None where not known; profile and row: dictionaries of text."""
    made = {"group": same(profile["industry"], row["industry"]), "words": None}
    own, theirs = words_of(profile["product"]), words_of(row["product"])
    if own and theirs:
        shared = [word for word in own if word in theirs]
        made["words"] = len(shared) / min(len(own), len(theirs))
        is_general = all(w in general for w in own) or all(w in general for w in theirs)
        if is_general and not shared and made["group"] != 0.0:
            made["words"] = None
    made.update(near(profile["country"], row["country"], facts))
    for name in ["activity", *PARTS["drivers"], *PARTS["barriers"]]:
        made[name] = same(profile[name], row[name])
    return made


def score(found, weights):
    """Return score (None where nothing is known) and coverage."""
    top = bottom = total = 0.0
    for part, names in PARTS.items():
        for name in names:
            weight = weights[part] / len(names)
            total += weight
            if found[name] is not None and weight > 0:
                bottom += weight
                top += weight * found[name]
    return (top / bottom if bottom else None), bottom / total


def ranks(all_found, weights, least):
    """Return the rank of each row that can be compared, by its place in the list."""
    scored = [score(found, weights) for found in all_found]
    made = {}
    for i, (own, cover) in enumerate(scored):
        if own is None:
            continue
        key = (round(cover, 12) < least, -round(own, 12), i)
        made[i] = 1 + sum(
            1
            for j, (other, covers) in enumerate(scored)
            if other is not None and (round(covers, 12) < least, -round(other, 12), j) < key
        )
    return made


def rank_ranges(all_found, weights, least):
    """Return best and worst rank when one weight is halved or raised by half."""
    tables = [ranks(all_found, weights, least)]
    for part in PARTS:
        for factor in (0.5, 1.5):
            tables.append(ranks(all_found, {**weights, part: weights[part] * factor}, least))
    return {i: (min(t[i] for t in tables), max(t[i] for t in tables)) for i in tables[0]}
