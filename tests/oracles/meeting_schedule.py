"""Every schedule of a small event, one request after another: slow and obvious."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def every_schedule(
    pairs: Sequence[tuple[int, int]],
    available: Sequence[Sequence[bool]],
    most: Sequence[int],
    tables: Sequence[int],
) -> Iterator[list[int]]:
    """Yield the slot of each request, -1 for none, for every schedule that breaks no rule.

    ``most`` and ``tables`` are -1 where there is no limit.
    """
    slot = [-1] * len(pairs)

    def fits(r: int, s: int) -> bool:
        i, j = pairs[r]
        if not (available[i][s] and available[j][s]):
            return False
        earlier = [q for q in range(r) if slot[q] >= 0]
        for q in earlier:
            if slot[q] == s and {i, j} & set(pairs[q]):
                return False
        if 0 <= tables[s] <= sum(slot[q] == s for q in earlier):
            return False
        return all(most[k] < 0 or sum(k in pairs[q] for q in earlier) < most[k] for k in (i, j))

    def further(r: int) -> Iterator[list[int]]:
        if r == len(pairs):
            yield list(slot)
            return
        slot[r] = -1
        yield from further(r + 1)
        for s in range(len(tables)):
            if fits(r, s):
                slot[r] = s
                yield from further(r + 1)
                slot[r] = -1

    yield from further(0)


def n_covered(pairs: Sequence[tuple[int, int]], slot: Sequence[int]) -> int:
    """Count the participants with at least one meeting."""
    return len({k for pair, s in zip(pairs, slot, strict=True) if s >= 0 for k in pair})


def total(values: Sequence[float], slot: Sequence[int]) -> float:
    """Add up the values of what is met."""
    return sum(value for value, s in zip(values, slot, strict=True) if s >= 0)


def best_of_all(
    pairs: Sequence[tuple[int, int]],
    values: Sequence[float],
    available: Sequence[Sequence[bool]],
    most: Sequence[int],
    tables: Sequence[int],
) -> tuple[int, float, float]:
    """Return the most covered, the most value with so many covered, and the most value at all."""
    seen = [
        (n_covered(pairs, slot), total(values, slot))
        for slot in every_schedule(pairs, available, most, tables)
    ]
    covered, value = max(seen)
    return covered, value, max(one for _, one in seen)


def best_replan(
    pairs: Sequence[tuple[int, int]],
    values: Sequence[float],
    available: Sequence[Sequence[bool]],
    most: Sequence[int],
    tables: Sequence[int],
    confirmed: Sequence[int],
) -> tuple[int, int, float]:
    """Return most confirmed meetings kept, then fewest in another slot, then most value."""
    best = (-1, 0, 0.0)
    for slot in every_schedule(pairs, available, most, tables):
        both = [(s, c) for s, c in zip(slot, confirmed, strict=True) if c >= 0 and s >= 0]
        moved = sum(s != c for s, c in both)
        best = max(best, (len(both), -moved, total(values, slot)))
    return best[0], -best[1], best[2]
