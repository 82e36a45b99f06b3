"""Market paths and waves by plain loops over all pairs and all orders."""

import itertools
import math

PARTS = ("attraction", "distance", "ties", "complementarity")


def mean_and_deviation(values):
    mean = sum(values) / len(values)
    return mean, math.sqrt(sum((one - mean) ** 2 for one in values) / len(values))


def ring(distances, code, n):
    """Return the ring of a market by the best of all cuts; distances: market -> number."""
    different = sorted(set(distances.values()))
    best, found = math.inf, None
    for cuts in itertools.combinations(range(1, len(different)), n - 1):
        ends = [0, *cuts, len(different)]
        total = 0.0
        for a, b in itertools.pairwise(ends):
            own = [one for one in distances.values() if one in different[a:b]]
            total += sum((one - sum(own) / len(own)) ** 2 for one in own)
        if total < best - 1e-12:
            best, found = total, ends
    at = different.index(distances[code])
    return sum(at >= end for end in found[:-1])


def scores(distances, attraction, ties, fits, weights):
    """Return the score of each market; attraction and fits may lack markets, ties none."""
    far, deviation = mean_and_deviation(list(distances.values()))
    known = [attraction[code] for code in distances if code in attraction]
    middle, spread = mean_and_deviation(known) if known else (0.0, 1.0)
    made = {}
    for code in distances:
        parts = {"distance": -(distances[code] - far) / deviation, "ties": 1 - 0.5 ** ties[code]}
        if code in attraction:
            parts["attraction"] = (attraction[code] - middle) / spread
        if code in fits:
            parts["complementarity"] = fits[code]
        total = sum(weights[name] for name in parts)
        made[code] = sum(weights[name] * value for name, value in parts.items()) / total
    return made


def places(found, open_markets):
    """Return the place of each open market, counting those that score higher."""
    return {
        code: 1 + sum(found[other] > found[code] + 1e-9 for other in open_markets)
        for code in open_markets
    }


def place_ranges(distances, attraction, ties, fits, weights, open_markets):
    """Return the least and the greatest place when one weight is halved or raised by half."""
    seen = {code: [] for code in open_markets}
    for name in (None, *weights):
        for factor in (0.5, 1.5):
            other = {k: w * (factor if k == name else 1) for k, w in weights.items()}
            made = scores(distances, attraction, ties, fits, other)
            for code, place in places(made, open_markets).items():
                seen[code].append(place)
    return {code: (min(one), max(one)) for code, one in seen.items()}


def permutation_p(waves, distances, measure):
    """Return the share of all orders that agree as strongly as the found one, both sides."""
    own = abs(measure(waves, distances))
    orders = list(itertools.permutations(waves))
    return sum(abs(measure(one, distances)) >= own - 1e-12 for one in orders) / len(orders)
