"""Where the products of a product space are drawn: the same every time, labels never overlapping.

Products are placed by stress: their distance in the picture follows the length of the shortest way
between them (Kamada, T. and Kawai, S. 1989, An algorithm for drawing general undirected graphs,
*Information Processing Letters* 31(1), pp. 7-15), lowered by majorisation from a fixed start, the
spanning tree drawn around its middle (Gansner, Koren and North 2005, Graph drawing by stress
majorization, *Graph Drawing 2004*, pp. 239-250). Then the labels push each other apart; where that
does not end they go to the nearest free cells of a grid.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["apart", "places", "spanning_tree"]

Floats = NDArray[np.float64]
Pair = tuple[int, int]
STEPS, PUSHES = 300, 600


def spanning_tree(n: int, proximity: Sequence[tuple[int, int, float]]) -> list[Pair]:
    """Return the pairs of the maximum spanning tree, a forest where not all are linked.

    Ties go to the pair that comes first.

    Examples
    --------
    >>> spanning_tree(3, [(0, 1, 0.2), (1, 2, 0.9), (0, 2, 0.5)])
    [(1, 2), (0, 2)]
    """
    root = list(range(n))

    def find(at: int) -> int:
        while root[at] != at:
            at = root[at]
        return at

    kept = []
    for one, other, _ in sorted(proximity, key=lambda edge: -edge[2]):
        if find(one) != find(other):
            root[find(one)] = find(other)
            kept.append((one, other))
    return kept


def places(n: int, tree: Sequence[Pair], more: Sequence[Pair]) -> Floats:
    """Return a place for each of n products, shape (n, 2), its longer side lying across.

    Parameters
    ----------
    n : int
        How many products.
    tree : sequence of (int, int)
        The spanning tree or forest, from which the start is made.
    more : sequence of (int, int)
        The other pairs that are drawn.

    Examples
    --------
    >>> places(1, [], []).tolist()
    [[0.0, 0.0]]
    """
    ways = _ways(n, [*tree, *more])
    at = _start(n, tree)
    wanted = ways + np.eye(n)
    weights = wanted**-2.0 - np.eye(n)
    laplace = np.diag(weights.sum(axis=1)) - weights
    inverse = np.linalg.pinv(laplace)
    for _ in range(STEPS):
        gaps = at[:, None, :] - at[None, :, :]
        length = np.hypot(gaps[..., 0], gaps[..., 1])
        ratio = np.divide(weights * ways, length, out=np.zeros_like(ways), where=length > 1e-9)
        pull = np.diag(ratio.sum(axis=1)) - ratio
        at = inverse @ (pull @ at)
    return _turned(at - at.mean(axis=0))


def _ways(n: int, pairs: Sequence[Pair]) -> Floats:
    """Return the number of steps between each two; what is not linked lies just beyond the rest."""
    ways = np.full((n, n), np.inf)
    np.fill_diagonal(ways, 0.0)
    for one, other in pairs:
        ways[one, other] = ways[other, one] = 1.0
    for middle in range(n):
        ways = np.minimum(ways, ways[:, [middle]] + ways[[middle], :])
    longest = float(ways[np.isfinite(ways)].max()) if n else 0.0
    return np.where(np.isfinite(ways), ways, min(longest, 3.0) + 1.0)


def _start(n: int, tree: Sequence[Pair]) -> Floats:
    """Return the forest drawn around the middles of its trees: each branch has its own wedge."""
    beside: list[list[int]] = [[] for _ in range(n)]
    for one, other in tree:
        beside[one].append(other)
        beside[other].append(one)
    at = np.zeros((n, 2))
    seen: set[int] = set()
    across = 0.0
    for first in range(n):
        if first in seen:
            continue
        order = _reached(first, beside)
        middle = min(order, key=lambda one: (_depth(one, beside), one))
        wide = max(1, _depth(middle, beside))
        across += wide
        _fan(middle, -1, 0.0, 2 * math.pi, 0, beside, at)
        at[order, 0] += across
        across += wide + 1
        seen.update(order)
    return at


def _reached(first: int, beside: Sequence[Sequence[int]]) -> list[int]:
    """Return all that is linked with the first, itself included."""
    order = [first]
    for one in order:
        order += [other for other in beside[one] if other not in order]
    return order


def _depth(root: int, beside: Sequence[Sequence[int]], parent: int = -1) -> int:
    """Return how many steps the farthest product lies away."""
    return max((1 + _depth(to, beside, root) for to in beside[root] if to != parent), default=0)


def _leaves(root: int, parent: int, beside: Sequence[Sequence[int]]) -> int:
    """Return how many ends lie beyond a product."""
    return sum(_leaves(to, root, beside) for to in beside[root] if to != parent) or 1


def _fan(
    root: int,
    parent: int,
    start: float,
    width: float,
    depth: int,
    beside: Sequence[Sequence[int]],
    at: Floats,
) -> None:
    """Place a product and all that lies beyond it in a wedge."""
    middle = start + width / 2
    at[root] = depth * math.cos(middle), depth * math.sin(middle)
    below = sorted(to for to in beside[root] if to != parent)
    total = sum(_leaves(to, root, beside) for to in below)
    for to in below:
        share = width * _leaves(to, root, beside) / total
        _fan(to, root, start, share, depth + 1, beside, at)
        start += share


def _turned(at: Floats) -> Floats:
    """Return the places turned so that the long side lies across."""
    x, y = at.T
    angle = 0.5 * math.atan2(2 * float((x * y).sum()), float((x * x).sum() - (y * y).sum()))
    cos, sin = math.cos(angle), math.sin(angle)
    return np.column_stack([x * cos + y * sin, y * cos - x * sin]) + 0.0


def apart(middles: Floats, sizes: Floats, *, width: float, height: float) -> Floats:
    """Return the middles of boxes moved until none lies on another and all lie in the area.

    Parameters
    ----------
    middles : array of float, shape (n, 2)
        Where the boxes would best lie.
    sizes : array of float, shape (n, 2)
        Their widths and heights.
    width, height : float
        Of the area, which begins at 0; large enough for a grid of n cells of the largest box.

    Examples
    --------
    >>> np.round(apart(np.zeros((2, 2)), np.full((2, 2), 9.0), width=40, height=20)).tolist()
    [[4.0, 4.0], [4.0, 14.0]]
    """
    low, high = sizes / 2, np.array([width, height]) - sizes / 2
    at = np.clip(middles, low, high)
    for _ in range(PUSHES):
        moved = False
        for one in range(len(at)):
            for other in range(one + 1, len(at)):
                gap = at[other] - at[one]
                over = (sizes[one] + sizes[other]) / 2 - np.abs(gap)
                if over.min() <= 1e-6:
                    continue
                axis = int(over[1] <= over[0])
                sign = 1.0 if gap[axis] >= 0 else -1.0
                push = sign * (over[axis] + 1e-3) / 2
                at[one, axis] -= push
                at[other, axis] += push
                moved = True
        at = np.clip(at, low, high)
        if not moved:
            return at
    return at if not _is_crowded(at, sizes) else _on_grid(at, sizes, width, height)


def _is_crowded(at: Floats, sizes: Floats) -> bool:
    """Whether any box lies on another."""
    over = (sizes[:, None] + sizes[None]) / 2 - np.abs(at[:, None] - at[None])
    both = over.min(axis=2)
    np.fill_diagonal(both, 0.0)
    return bool((both > 1e-6).any())


def _on_grid(at: Floats, sizes: Floats, width: float, height: float) -> Floats:
    """Return the nearest cells of a grid, such that all ways together are shortest."""
    from scipy.optimize import linear_sum_assignment

    wide, high = sizes.max(axis=0)
    n_columns = max(1, int(width // wide))
    n_rows = max(int(height // high), math.ceil(len(at) / n_columns))
    xs = (np.arange(n_columns) + 0.5) * width / n_columns
    ys = (np.arange(n_rows) + 0.5) * height / n_rows
    cells = np.array([(x, y) for y in ys for x in xs])
    cost = ((at[:, None, :] - cells[None, :, :]) ** 2).sum(axis=2)
    return np.asarray(cells[linear_sum_assignment(cost)[1]], dtype=np.float64)
