"""Edge colouring of two sides by chains: slots for meetings where everyone is available.

König (1916): a graph between two sides whose nodes have at most k edges is coloured with k
colours. De Werra (1971): and so that the sizes of any two colours differ by at most one.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

__all__ = ["even_colouring", "swap_chain"]

Whole = npt.NDArray[np.int64]


def even_colouring(first: Whole, second: Whole, *, n: int, n_colours: int) -> Whole:
    """Return a colour for each edge so that no node has two edges of one colour.

    Parameters
    ----------
    first, second : ndarray of int64, shape (e,)
        Ends of the edges; the two sides share no node.
    n : int
        Number of nodes.
    n_colours : int
        At least the most edges of a node.

    Returns
    -------
    ndarray of int64, shape (e,)
        From 0; the sizes of the colours differ by at most one, larger ones first.

    Examples
    --------
    >>> even_colouring(np.array([0, 0, 1]), np.array([2, 3, 2]), n=4, n_colours=2).tolist()
    [1, 0, 0]
    """
    at = [[-1] * n_colours for _ in range(n)]
    ends = list(zip(first.tolist(), second.tolist(), strict=True))
    colour = [-1] * len(ends)
    for edge, (i, j) in enumerate(ends):
        here, there = at[i].index(-1), at[j].index(-1)
        if at[j][here] >= 0:  # free the colour at j: swap the chain of the two colours from there
            swap_chain(j, here, there, at, ends, colour)
        colour[edge] = here
        at[i][here] = at[j][here] = edge
    _even_out(at, ends, colour, n_colours)
    sizes = np.bincount(colour, minlength=n_colours)
    rank = np.empty(n_colours, dtype=np.int64)
    rank[np.argsort(-sizes, kind="stable")] = np.arange(n_colours)
    return rank[np.array(colour, dtype=np.int64)]


def swap_chain(
    begin: int,
    one: int,
    two: int,
    at: list[list[int]],
    ends: list[tuple[int, int]],
    colour: list[int],
) -> None:
    """Exchange two colours along the chain that leaves a node by the first of them.

    Parameters
    ----------
    begin : int
        A node without an edge of the second colour.
    one, two : int
        Colours.
    at : list of lists of int
        The edge of each node and colour, -1 for none; changed.
    ends : list of pairs of int
        Ends of the edges.
    colour : list of int
        Colour of the edges; changed.
    """
    chain = []
    node, wanted = begin, one
    while at[node][wanted] >= 0:
        edge = at[node][wanted]
        chain.append(edge)
        i, j = ends[edge]
        node = j if node == i else i
        wanted = two if wanted == one else one
    for edge in chain:
        for node in ends[edge]:
            at[node][colour[edge]] = -1
    for edge in chain:
        colour[edge] = two if colour[edge] == one else one
        for node in ends[edge]:
            at[node][colour[edge]] = edge


def _even_out(
    at: list[list[int]], ends: list[tuple[int, int]], colour: list[int], n_colours: int
) -> None:
    """Swap chains with one more edge of the largest colour until all are of about one size."""
    sizes = [0] * n_colours
    for one in colour:
        sizes[one] += 1
    while sizes and max(sizes) - min(sizes) > 1:
        large, small = sizes.index(max(sizes)), sizes.index(min(sizes))
        begin = _surplus_end(large, small, at, ends, colour)
        swap_chain(begin, large, small, at, ends, colour)
        sizes[large] -= 1
        sizes[small] += 1


def _surplus_end(
    large: int, small: int, at: list[list[int]], ends: list[tuple[int, int]], colour: list[int]
) -> int:
    """Return an end of a chain that begins and ends with the larger colour; one exists."""
    for edge, own in enumerate(colour):
        if own != large:
            continue
        for begin in ends[edge]:
            if at[begin][small] >= 0:
                continue
            node, wanted, last = begin, large, -1
            while at[node][wanted] >= 0:
                step = at[node][wanted]
                i, j = ends[step]
                node = j if node == i else i
                last, wanted = wanted, small if wanted == large else large
            if last == large:
                return begin
    raise AssertionError("no chain with a surplus")  # pragma: no cover
