"""Partner scores as a plain double loop, and all stable matchings by trying everything."""

import itertools
import math

PARTS = ("complementarity", "similarity", "distance", "readiness", "trust")


def offered(row, wider):
    """Return what a profile offers, the wider tags with it."""
    found = set()
    for tag in row["offers"]:
        found.add(tag)
        for above in wider.get(tag, ()):
            found.add(above)
    return found


def parts(rows, i, j, *, wider, distances, trust, prior, similarity):
    """Return the parts of s_ij by name, None where not known; rows: dictionaries."""
    n, a, b = len(rows), rows[i], rows[j]
    made = dict.fromkeys(PARTS)
    if a["wants"]:
        top = bottom = 0.0
        for tag in a["wants"]:
            n_offer = sum(1 for row in rows if tag in offered(row, wider))
            weight = math.log(1 + n / (n_offer if n_offer else 1))
            bottom += weight
            if tag in offered(b, wider):
                top += weight
        made["complementarity"] = top / bottom
    if a["technology"] and b["technology"]:
        same = len([tag for tag in a["technology"] if tag in b["technology"]])
        sizes = len(a["technology"]), len(b["technology"])
        if similarity == "jaccard":
            made["similarity"] = same / (sizes[0] + sizes[1] - same)
        else:
            made["similarity"] = same / math.sqrt(sizes[0] * sizes[1])
    if distances is not None and a["country"] and b["country"]:
        pair = a["country"], b["country"]
        far = distances.get(pair, distances.get(pair[::-1]))
        low, high = min(distances.values()), max(distances.values())
        if pair[0] == pair[1]:
            made["distance"] = 1.0
        elif far is not None and high > low:
            made["distance"] = 1 - (far - low) / (high - low)
    if b["readiness"] is not None:
        made["readiness"] = b["readiness"]
    if trust is not None:
        rating = trust.get((i, j))
        made["trust"] = prior if rating is None else (rating - 1) / 6
    return made


def directed(rows, i, j, weights, **more):
    """Return s_ij, None where no part is known."""
    top = bottom = 0.0
    for name, value in parts(rows, i, j, **more).items():
        if value is not None:
            top += weights[name] * value
            bottom += weights[name]
    return top / bottom if bottom > 0 else None


def harmonic(a, b):
    """Return the harmonic mean, 0 where either is 0."""
    if a is None or b is None:
        return None
    return 0.0 if a == 0 or b == 0 else 2 / (1 / a + 1 / b)


def barred(rows, i, j, *, as_of, stale_after):
    """Return the names of the filters that bar a pair, in order."""
    a, b = rows[i], rows[j]
    found = []
    if a["languages"] and b["languages"] and not set(a["languages"]) & set(b["languages"]):
        found.append("language")
    for own, other in ((a, b), (b, a)):
        opened = set(other["markets"]) | ({other["country"]} if other["country"] else set())
        if (
            own["targets"]
            and opened
            and not opened & set(own["targets"])
            and ("market" not in found)
        ):
            found.append("market")
    for column, name in (("excludes", "exclusions"), ("competitors", "competitors")):
        for own, other in ((a, b), (b, a)):
            named = {other["profile"]} | ({other["cluster"]} if other["cluster"] else set())
            if named & set(own[column]) and name not in found:
                found.append(name)
    same = set(a["offers"]) == set(b["offers"]) and set(a["wants"]) == set(b["wants"])
    if a["offers"] and a["wants"] and same and "competitors" not in found:
        found.append("competitors")
    if a["cluster"] and a["cluster"] == b["cluster"]:
        found.append("own_cluster")
    if b["updated"] and as_of - b["updated"] > stale_after:
        found.append("stale")
    return found


def gini(counts):
    """Return the mean difference of all pairs over twice the mean."""
    n, total = len(counts), sum(counts)
    if total == 0:
        return math.nan
    return sum(abs(a - b) for a in counts for b in counts) / (2 * n * total)


def all_matchings(visitors, hosts, places):
    """Yield every way to give visitors (name -> ranked list) places that both sides would take."""
    choices = []
    for visitor, wishes in visitors.items():
        choices.append([None, *(host for host in wishes if visitor in hosts[host])])
    for chosen in itertools.product(*choices):
        made = dict(zip(visitors, chosen, strict=True))
        if all(list(chosen).count(host) <= places[host] for host in hosts):
            yield {visitor: host for visitor, host in made.items() if host is not None}


def blocks(visitor, host, made, visitors, hosts, places):
    """Return whether a pair would rather have each other."""
    if host not in visitors[visitor] or visitor not in hosts[host]:
        return False
    own = made.get(visitor)
    if own is not None and visitors[visitor].index(own) <= visitors[visitor].index(host):
        return False
    got = [one for one, place in made.items() if place == host]
    if len(got) < places[host]:
        return True
    return any(hosts[host].index(visitor) < hosts[host].index(one) for one in got)


def stable_matchings(visitors, hosts, places):
    """Return all matchings that no pair blocks."""
    return [
        made
        for made in all_matchings(visitors, hosts, places)
        if not any(
            blocks(visitor, host, made, visitors, hosts, places)
            for visitor in visitors
            for host in hosts
        )
    ]
