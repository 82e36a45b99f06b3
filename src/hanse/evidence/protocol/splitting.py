"""A query too long for one string, as several whose union is exactly the query."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, product
from math import prod

from hanse.errors import LimitReached
from hanse.evidence.protocol.expression import AllOf, AnyOf, But, Node

__all__ = ["MOST_PARTS", "simplified", "split"]

MOST_PARTS = 400
_TRIES = 4_000

Fits = Callable[[Node], bool]


def simplified(node: Node) -> Node:
    """Return a query of the same meaning without needless levels, what is dropped outermost.

    All within all and any within any become one level; whatever an AND takes from its parts is
    taken from the whole: ``(a NOT b) AND c`` becomes ``(a AND c) NOT b``.

    Examples
    --------
    >>> simplified(AllOf((But("a", "b"), AllOf(("c", "d")))))
    But(kept=AllOf(parts=('a', 'c', 'd')), dropped='b')
    """
    if isinstance(node, AnyOf):
        return _level(AnyOf, [simplified(part) for part in node.parts])
    if isinstance(node, But):
        kept, dropped = simplified(node.kept), simplified(node.dropped)
        if isinstance(kept, But):
            return But(kept.kept, _level(AnyOf, [kept.dropped, dropped]))
        return But(kept, dropped)
    if not isinstance(node, AllOf):
        return node
    parts = [simplified(part) for part in node.parts]
    lost = [part.dropped for part in parts if isinstance(part, But)]
    kept = _level(AllOf, [part.kept if isinstance(part, But) else part for part in parts])
    return But(kept, _level(AnyOf, lost)) if lost else kept


def split(node: Node, fits: Fits) -> list[Node]:
    """Return queries that fit and together find exactly what the query finds.

    Of an AND of groups, the groups are cut into pieces of near-equal size, in the fewest strings
    of that kind; an OR goes apart; what is dropped stays with every piece.

    Parameters
    ----------
    node : Node
        The query.
    fits : function
        Whether the platform takes a query.

    Returns
    -------
    list of Node
        The query alone where it fits. A query that cannot be cut any further and still does not
        fit stands in the list as it is: the caller has to look.

    Raises
    ------
    LimitReached
        If more than `MOST_PARTS` would be needed.
    """
    found = list(_pieces(simplified(node), fits))
    if len(found) > MOST_PARTS:
        raise _too_many(len(found))
    return found


def _pieces(node: Node, fits: Fits) -> Iterator[Node]:
    """Return the pieces of a simplified query."""
    if fits(node):
        yield node
    elif isinstance(node, But):
        yield from _cut(node.kept, node.dropped, fits)
    else:
        yield from _cut(node, None, fits)


def _cut(kept: Node, dropped: Node | None, fits: Fits) -> Iterator[Node]:
    """Return the pieces of what is kept, each without what is dropped."""
    if isinstance(kept, AnyOf):
        yield from _packed(kept.parts, dropped, fits)
        return
    if isinstance(kept, AllOf):
        groups = [part.parts if isinstance(part, AnyOf) else (part,) for part in kept.parts]
        deep = [i for i, group in enumerate(groups) if len(group) > 1 and _is_deep(group)]
        if deep:
            rest = [part for i, part in enumerate(kept.parts) if i != deep[0]]
            for one in groups[deep[0]]:
                yield from _pieces(_but(_level(AllOf, [one, *rest]), dropped), fits)
            return
        if any(len(group) > 1 for group in groups):
            yield from _grid(groups, dropped, fits)
            return
    yield _but(kept, dropped)


def _grid(groups: Sequence[Sequence[Node]], dropped: Node | None, fits: Fits) -> Iterator[Node]:
    """Return the pieces of an AND of groups of leaves, in the fewest pieces that are tried."""
    start = (1,) * len(groups)
    waiting, seen = [(1, start)], {start}
    for tried in range(10**6):
        _, counts = heapq.heappop(waiting)
        cells = [_slices(group, n) for group, n in zip(groups, counts, strict=True)]
        if prod(counts) > MOST_PARTS:
            raise _too_many(prod(counts))
        last = all(n == len(group) for n, group in zip(counts, groups, strict=True))
        if last or all(fits(one) for one in _joined(cells, dropped)):
            yield from _joined(cells, dropped)
            return
        for more in _finer(groups, counts, greedy=tried > _TRIES):
            if more not in seen:
                seen.add(more)
                heapq.heappush(waiting, (prod(more), more))


def _finer(
    groups: Sequence[Sequence[Node]], counts: tuple[int, ...], *, greedy: bool
) -> list[tuple[int, ...]]:
    """Return the next finer cuts; only that of the largest pieces where time is short."""
    open_ = [i for i, group in enumerate(groups) if counts[i] < len(group)]
    if greedy:
        open_ = [max(open_, key=lambda i: len(groups[i]) / counts[i])]
    return [(*counts[:i], counts[i] + 1, *counts[i + 1 :]) for i in open_]


def _joined(cells: Sequence[list[tuple[Node, ...]]], dropped: Node | None) -> Iterator[Node]:
    """Return each combination of one slice of every group."""
    for chosen in product(*cells):
        groups = [_level(AnyOf, list(cell)) for cell in chosen]
        yield _but(_level(AllOf, groups), dropped)


def _packed(parts: Sequence[Node], dropped: Node | None, fits: Fits) -> Iterator[Node]:
    """Return an OR in pieces: as many parts together as fit, each cut where it does not alone."""
    bundle: list[Node] = []
    for part in parts:
        if fits(_but(_level(AnyOf, [*bundle, part]), dropped)):
            bundle.append(part)
            continue
        if bundle:
            yield _but(_level(AnyOf, bundle), dropped)
        bundle = []
        if fits(_but(part, dropped)):
            bundle = [part]
        else:
            yield from _cut_alone(part, dropped, fits)
    if bundle:
        yield _but(_level(AnyOf, bundle), dropped)


def _cut_alone(part: Node, dropped: Node | None, fits: Fits) -> Iterator[Node]:
    """Return the pieces of one part of an OR."""
    whole = simplified(_but(part, dropped))
    if isinstance(whole, But):
        yield from _cut(whole.kept, whole.dropped, fits)
    else:
        yield from _cut(whole, None, fits)


def _slices(group: Sequence[Node], n: int) -> list[tuple[Node, ...]]:
    """Return a group in n pieces in order, of sizes that differ by one at most."""
    bounds = [round(i * len(group) / n) for i in range(n + 1)]
    return [tuple(group[a:b]) for a, b in pairwise(bounds)]


def _is_deep(group: Sequence[Node]) -> bool:
    """Return whether a group holds more than leaves."""
    return any(isinstance(one, (AllOf, AnyOf, But)) for one in group)


def _but(kept: Node, dropped: Node | None) -> Node:
    """Return what is kept without what is dropped."""
    return kept if dropped is None else simplified(But(kept, dropped))


def _level(kind: type[AllOf] | type[AnyOf], parts: list[Node]) -> Node:
    """Return parts on one level: parts of the same kind opened, repeats and lone levels gone."""
    flat: list[Node] = []
    for part in parts:
        inner = part.parts if isinstance(part, kind) else (part,)
        flat += [one for one in inner if one not in flat]
    return flat[0] if len(flat) == 1 else kind(tuple(flat))


def _too_many(n: int) -> LimitReached:
    """Return the error for more strings than anybody searches."""
    return LimitReached(
        "the query needs more search strings than anybody searches",
        size=f"{n:,} or more, at most {MOST_PARTS}",
        knob="Write variants = false at the source, name fewer terms, or choose another platform.",
    )
