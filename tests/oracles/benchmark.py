"""Percentiles, ranks and distances as plain loops over what the definitions say."""

import math


def percentile(own, peers, direction="higher"):
    """Return the mid-rank percentile: count each peer one by one."""
    points, n = 0.0, 0
    for peer in peers:
        if math.isnan(peer):
            continue
        n += 1
        if peer == own:
            points += 0.5
        elif (peer > own) if direction == "lower" else (peer < own):
            points += 1
    return 100 * points / n if n and not math.isnan(own) else math.nan


def rank(own, peers, direction="higher"):
    """Return the place from the best among the unit and its peers."""
    place = 1
    for peer in peers:
        if (peer < own) if direction == "lower" else (peer > own):
            place += 1
    return place


def distances(rows, unit):
    """Return the standardised distance of every other row to a unit; rows: name -> numbers."""
    columns = list(zip(*rows.values(), strict=True))
    spreads = []
    for column in columns:
        mean = sum(column) / len(column)
        spreads.append(math.sqrt(sum((x - mean) ** 2 for x in column) / len(column)))
    found = {}
    for name, row in rows.items():
        if name != unit:
            total = 0.0
            for own, other, spread in zip(rows[unit], row, spreads, strict=True):
                total += ((own - other) / spread) ** 2 if spread > 0 else 0.0
            found[name] = math.sqrt(total)
    return found
