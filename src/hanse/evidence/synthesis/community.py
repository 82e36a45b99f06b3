"""Communities of linked items by greedy modularity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hanse.errors import InputError

__all__ = ["Communities", "communities"]


@dataclass(frozen=True)
class Communities:
    """A division of items.

    Attributes
    ----------
    group : tuple of int
        Of each item, from 1: the largest first, equal ones by their first item.
    modularity : float
        How much more of the links lies inside groups than chance would give; NaN without links.
    """

    group: tuple[int, ...]
    modularity: float


def communities(n: int, links: Sequence[tuple[int, int, float]]) -> Communities:
    """Return the groups that merging item by item finds, as long as modularity rises.

    Each item begins alone; the two groups whose merger raises modularity most are merged (of equal
    ones those that come first), until no merger raises it. The division with the highest modularity
    of all is not promised.

    Parameters
    ----------
    n : int
        How many items.
    links : sequence of (int, int, float)
        Places of two items, and the strength of their link, above 0.

    Returns
    -------
    Communities
        An item without links is a group of its own.

    Raises
    ------
    InputError
        If a link joins an item with itself, names one that is not there, stands twice or has no
        positive strength.

    Notes
    -----
    Source: Clauset, Newman & Moore (2004), Physical Review E 70, 066111.

    Examples
    --------
    >>> communities(5, [(0, 1, 1.0), (2, 3, 1.0)])
    Communities(group=(1, 1, 2, 2, 3), modularity=0.5)
    """
    seen: set[tuple[int, int]] = set()
    for i, j, weight in links:
        pair = (min(i, j), max(i, j))
        if i == j or pair[0] < 0 or pair[1] >= n or pair in seen or not weight > 0:
            raise InputError(f"the link {i}, {j} with strength {weight:g} cannot be used")
        seen.add(pair)
    total = sum(weight for *_, weight in links)
    members = {at: [at] for at in range(n)}
    if not total:
        return Communities(_numbered(members, n), float("nan"))
    degree = [0.0] * n
    gain: dict[tuple[int, int], float] = {}
    for i, j, weight in links:
        degree[i] += weight / (2 * total)
        degree[j] += weight / (2 * total)
    value = -sum(one * one for one in degree)
    near: list[dict[int, float]] = [{} for _ in range(n)]
    for i, j, weight in links:
        near[i][j] = near[j][i] = weight / total
    for i, j in seen:
        gain[i, j] = near[i][j] - 2 * degree[i] * degree[j]
    while gain:
        (i, j), most = max(gain.items(), key=lambda one: (one[1], -one[0][0], -one[0][1]))
        if most <= 1e-15:
            break
        value += most
        members[i] += members.pop(j)
        _merge(i, j, near, degree, gain)
    return Communities(_numbered(members, n), value)


def _merge(
    i: int,
    j: int,
    near: list[dict[int, float]],
    degree: list[float],
    gain: dict[tuple[int, int], float],
) -> None:
    """Merge the second group into the first, and tell anew what merging it further would gain."""
    for other in near[j]:
        gain.pop((min(j, other), max(j, other)), None)
        near[other].pop(j, None)
        if other != i:
            near[i][other] = near[other][i] = near[i].get(other, 0.0) + near[j][other]
    near[i].pop(j, None)
    near[j] = {}
    degree[i] += degree[j]
    degree[j] = 0.0
    for other, weight in near[i].items():
        gain[min(i, other), max(i, other)] = weight - 2 * degree[i] * degree[other]


def _numbered(members: dict[int, list[int]], n: int) -> tuple[int, ...]:
    """Return the group of each item, the largest first."""
    groups = sorted((sorted(own) for own in members.values()), key=lambda own: (-len(own), own[0]))
    number = {item: at for at, own in enumerate(groups, start=1) for item in own}
    return tuple(number[item] for item in range(n))
