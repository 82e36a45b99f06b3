"""Ranking of records by plain loops: words, weights, the line between, and the simulation."""

import itertools
import math
import re

import numpy as np


def terms_of(text):
    """Return words of two signs or more and pairs of neighbours, in lower case."""
    words = re.findall(r"\b\w\w+\b", text.lower())
    return words + [f"{a} {b}" for a, b in itertools.pairwise(words)]


def tf_idf(texts):
    """Return the terms in order and the weights as a dense table."""
    listed = [terms_of(text) for text in texts]
    holding = {}
    for terms in listed:
        for term in set(terms):
            holding[term] = holding.get(term, 0) + 1
    kept = sorted(term for term, n in holding.items() if n <= 0.95 * len(texts))
    rows = []
    for terms in listed:
        row = []
        for term in kept:
            times = terms.count(term)
            rarity = 1 + math.log((1 + len(texts)) / (1 + holding[term]))
            row.append((1 + math.log(times)) * rarity if times else 0.0)
        length = math.sqrt(sum(weight * weight for weight in row))
        rows.append([weight / length for weight in row] if length else row)
    return kept, np.array(rows, dtype=float).reshape(len(texts), len(kept))


def best_line(matrix, included):
    """Return weights and intercept that minimise the loss, by a general minimiser."""
    from scipy.optimize import minimize

    n1 = sum(included)
    n0 = len(included) - n1
    weight = np.array([9.8 * n0 / n1 if one else 1.0 for one in included])
    weight = weight / weight.mean()
    sign = np.where(included, 1.0, -1.0)
    padded = np.column_stack([matrix, np.ones(len(matrix))])

    def loss(line):
        lack = np.maximum(0, 1 - sign * (padded @ line))
        value = 0.5 * line @ line + 0.11 * (weight * lack**2).sum()
        return value, line - 0.22 * padded.T @ (weight * lack * sign)

    start = np.zeros(padded.shape[1])
    found = minimize(
        loss, start, jac=True, method="L-BFGS-B", options={"ftol": 1e-15, "gtol": 1e-10}
    )
    return found.x[:-1], found.x[-1]


def simulated_order(texts, included, *, seed, share=0.0, matrix=None):
    """Return priors and order of the recipe, one step after the other."""
    from sklearn.svm import LinearSVC

    dense = tf_idf(texts)[1] if matrix is None else matrix
    rng = np.random.default_rng(seed)
    relevant = [at for at, one in enumerate(included) if one]
    others = [at for at, one in enumerate(included) if not one]
    shown = [int(rng.choice(relevant)), int(rng.choice(others, 1, replace=False)[0])]
    while len(shown) < len(included):
        labels = np.array([1 if included[at] else 0 for at in shown])
        n1, n0 = labels.sum(), (1 - labels).sum()
        weight = np.where(labels == 1, 9.8 * n0 / n1, 1.0)
        machine = LinearSVC(loss="squared_hinge", C=0.11, random_state=seed)
        machine.fit(dense[shown], labels, sample_weight=weight / weight.mean())
        values = machine.decision_function(dense)
        left = [at for at in range(len(included)) if at not in shown]
        left.sort(key=lambda at: (-values[at], at))
        shown += left[: max(1, int(share * len(shown)))]
        yield tuple(shown)
