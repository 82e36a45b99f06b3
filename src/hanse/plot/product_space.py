"""The product space around a region: what it has, what it could have, and how near they lie."""

from __future__ import annotations

import math
from collections.abc import Sequence

from hanse.errors import InputError, unknown_name
from hanse.messages import join_names, plural
from hanse.plot.ink import QUIET
from hanse.plot.legend_row import Sample, legend_row
from hanse.plot.names import slug
from hanse.plot.numbers import show_raw
from hanse.plot.picture import Picture
from hanse.plot.quantities import show_in
from hanse.plot.space_map import MARGIN, WIDTH, Link, Node, SpaceMap, link_mark, node_mark
from hanse.plot.svg import drawing, element
from hanse.plot.text_block import clamped, one_line, stacked, tall

__all__ = ["MOST_NODES", "Link", "Node", "product_space"]

MOST_NODES, LISTED = 40, 12
INNER = WIDTH - 2 * MARGIN
FRONTS = {0: "could have it", 1: "could have it: first front", 2: "second front", 3: "later front"}


def product_space(
    nodes: Sequence[Node],
    edges: Sequence[Link],
    *,
    title: str,
    note: str = "",
    cut: float = 0.55,
    size_label: str = "RCA",
    size_unit: str = "",
    most: int = MOST_NODES,
    name: str = "",
) -> Picture:
    """Draw the neighbourhood of the product space around a region.

    Full circles are products that the region has, hollow ones those that it could have, ringed by
    their front. Lines are the maximum spanning tree of the proximities (thick) and the proximities
    from a cut on (thin, at most twice as many as products, the nearest first), as in Hidalgo,
    Klinger, Barabási and Hausmann (2007), *Science* 317, pp. 482-487. Products lie near those they
    are linked with; no label lies on another. The same input is placed the same way every time.

    Parameters
    ----------
    nodes : sequence of Node
        The most important first: the first ``most`` are drawn, the others counted below.
    edges : sequence of Link
        Proximities between them; pairs that are not given have none.
    title : str
        Shown above the map.
    note : str
        Shown below it.
    cut : float
        Proximity in [0, 1] from which a line is drawn besides those of the tree.
    size_label, size_unit : str
        What the area of a circle stands for, and its unit (``"share"`` is shown in per cent).
    most : int
        How many products are drawn, 1 to 40.
    name : str
        Name of the figure's file; made from the title where it is empty.

    Returns
    -------
    Picture
        980 wide. A product without any link stands alone; one of unknown size has the smallest
        circle.

    Raises
    ------
    InputError
        If there are no nodes, two have one name, a size is negative or infinite, an edge names what
        is not there, links a product with itself or is given twice, a proximity or the cut lies
        outside 0 to 1, or ``most`` outside 1 to 40.

    Examples
    --------
    >>> nodes = [Node("Steel", True, 2.0), Node("Tools", False, 0.4, front=1)]
    >>> product_space(nodes, [Link("Steel", "Tools", 0.6)], title="North").alt
    'North: 1 product that the region has (Steel) and 1 that it could have. Tools (first front):
    linked with Steel (0.60), which it has.'
    """
    _check(nodes, cut, most)
    title, note, size_unit = one_line(title), one_line(note), one_line(size_unit)
    read = [_node(one) for one in nodes]
    links = _links(edges, [one.name for one in read])
    map_ = SpaceMap.of(read[:most], links, cut)
    titles = clamped(title, width=INNER, size=15, most=4, is_bold=True)
    parts = stacked(titles, MARGIN, 14 + tall(titles) / 2)
    samples = _samples(map_, one_line(size_label), size_unit)
    key, y = legend_row(samples, MARGIN, 22 + tall(titles), width=INNER)
    body = map_.drawn(y + 10, one_line(size_label), size_unit)
    y += 20 + map_.height
    foot = []
    for words in _notes(map_, len(read), note):
        lines = clamped(words, width=INNER, size=11, most=6)
        foot += stacked(lines, MARGIN, y + tall(lines) / 2, fill=QUIET)
        y += tall(lines) + 3
    alt = _alt(title, map_, len(read))
    svg = drawing([*parts, *key, *body, *foot], width=WIDTH, height=y + 10, title=title, alt=alt)
    return Picture(name=name or f"product-space-{slug(title)}", title=title, alt=alt, svg=svg)


def _check(nodes: Sequence[Node], cut: float, most: int) -> None:
    """Refuse no products, two of one name, and choices out of range."""
    where = "product space"
    if not nodes:
        raise InputError("there are no nodes", where=where, mend="Give at least one.")
    if not 1 <= most <= MOST_NODES:
        mend = f"Give a whole number from 1 to {MOST_NODES}."
        raise InputError(f"most is {most}", where=where, mend=mend)
    if not 0 <= cut <= 1:
        raise InputError(f"the cut {cut:g} is outside 0 to 1", where=where)
    seen: set[str] = set()
    for one in nodes:
        name = one_line(one.name)
        if name in seen:
            raise InputError(f"there are two products '{name}'", where=where)
        seen.add(name)


def _node(node: Node) -> Node:
    """Return a product with clean words, refused where it does not fit."""
    clean = node._replace(
        name=one_line(node.name), words=one_line(node.words), size=float(node.size)
    )
    where = f"product space, '{clean.name}'"
    if math.isinf(clean.size) or clean.size < 0:
        raise InputError(
            f"size is {clean.size:g}", where=where, mend="Give a number from 0, or NaN."
        )
    if clean.front < 0:
        raise InputError(
            f"front is {clean.front}", where=where, mend="Count from 1; 0 is no front."
        )
    return clean


def _links(edges: Sequence[Link], names: Sequence[str]) -> dict[tuple[int, int], float]:
    """Return the proximity of each pair, the pairs by place, refused where one does not fit."""
    place = {one: at for at, one in enumerate(names)}
    found: dict[tuple[int, int], float] = {}
    for edge in edges:
        one, other, proximity = one_line(edge[0]), one_line(edge[1]), float(edge[2])
        for each in (one, other):
            if each not in place:
                raise unknown_name("product", each, names, where="product space, edges")
        where = f"product space, '{one}' and '{other}'"
        if one == other:
            raise InputError("a product is linked with itself", where=where)
        if not 0 <= proximity <= 1:
            raise InputError(f"proximity {proximity:g} is outside 0 to 1", where=where)
        pair = (min(place[one], place[other]), max(place[one], place[other]))
        if pair in found:
            raise InputError("the pair is given twice", where=where)
        found[pair] = proximity
    return {pair: found[pair] for pair in sorted(found)}


def _samples(map_: SpaceMap, size_label: str, size_unit: str) -> list[Sample]:
    """Return the key: marks in use, sizes and lines."""
    kinds = {(one.is_present, 0 if one.is_present else min(one.front, 3)) for one in map_.nodes}
    found = []
    for is_present, front in sorted(kinds, key=lambda kind: (not kind[0], kind[1] or 9)):
        sample = Node("", is_present, front=front)
        found.append(
            Sample(
                lambda x, y, one=sample: node_mark(one, x + 9, y, 6.5),  # type: ignore[misc]
                18,
                "has it" if is_present else FRONTS[front],
            )
        )
    for size in map_.round_sizes():
        r = map_.radius(size)
        found.append(
            Sample(
                lambda x, y, r=r: [  # type: ignore[misc]
                    element("circle", cx=x + r, cy=y, r=r, fill="none", stroke=QUIET)
                ],
                2 * r,
                f"{size_label} {show_in(size, size_unit)}",
                2 * r + 4,
            )
        )
    if map_.tree:
        found.append(_line_sample("closest links (spanning tree)", is_tree=True))
    if map_.more:
        found.append(
            _line_sample(f"other links from proximity {show_raw(map_.cut)}", is_tree=False)
        )
    return found


def _line_sample(words: str, *, is_tree: bool) -> Sample:
    """Return a line of the key."""
    return Sample(lambda x, y: [link_mark(x, y, x + 26, y, is_tree=is_tree)], 26, words)


def _notes(map_: SpaceMap, n_given: int, note: str) -> list[str]:
    """Return what stands below the map."""
    found = [note] if note else []
    n_left = n_given - len(map_.nodes)
    if n_left:
        found.append(f"Not drawn: {plural(n_left, 'product')} of {n_given:,}.")
    if map_.n_more_left:
        found.append(f"Not drawn: {plural(map_.n_more_left, 'weaker line')} above the cut.")
    n_sizeless = sum(math.isnan(one.size) for one in map_.nodes)
    if n_sizeless and n_sizeless < len(map_.nodes):
        found.append(f"Of unknown size, drawn smallest: {n_sizeless}.")
    return found


def _alt(title: str, map_: SpaceMap, n_given: int) -> str:
    """Return the map in words: what the region has, and what each candidate is linked with."""
    present = [one.name for one in map_.nodes if one.is_present]
    candidates = [at for at, one in enumerate(map_.nodes) if not one.is_present]
    candidates.sort(key=lambda at: (map_.nodes[at].front or math.inf, at))
    has = f" ({join_names(present)})" if present else ""
    said = [
        f"{title}: {plural(len(present), 'product')} that the region has{has} and "
        f"{len(candidates)} that it could have."
    ]
    for at in candidates[:LISTED]:
        one = map_.nodes[at]
        near = [f"{map_.nodes[to].name} ({phi:.2f})" for to, phi in map_.carriers(at)]
        front = FRONTS[min(one.front, 3)].rpartition(": ")[2]
        ringed = f" ({front})" if one.front else ""
        linked = (
            f"linked with {join_names(near)}, which it has" if near else "no line to what it has"
        )
        said.append(f"{one.name}{ringed}: {linked}.")
    if len(candidates) > LISTED:
        said.append(f"{len(candidates) - LISTED} more candidates.")
    n_left = n_given - len(map_.nodes)
    return " ".join([*said, f"{n_left} not drawn." if n_left else ""]).strip()
