"""What makes a comparison unsure: few peers, few firms, and firms in very different numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hanse.messages import message, plural
from hanse.result import Record

__all__ = ["Limits", "doubts"]

Floats = npt.NDArray[np.float64]

_UNEVEN = 5.0  # the largest number of firms over the smallest, from which on it is told


@dataclass(frozen=True)
class Limits(Record, kind="observatory-benchmark-limits"):
    """From where on a benchmark warns.

    Attributes
    ----------
    least : int
        Fewer peers with a value give a rank and no percentile.
    coverage : float
        A smaller share of the peers with a value is warned about, in [0, 1].
    firms : int
        Fewer firms behind a value are warned about.
    many : float
        The share of peers with so few firms from which on it is warned about, in (0, 1].
    """

    least: int = 10
    coverage: float = 0.7
    firms: int = 5
    many: float = 0.25


def doubts(n: float, firms: Floats, peers: int, missing: str, limits: Limits) -> tuple[str, ...]:
    """Return what makes a comparison unsure, in sentences.

    Parameters
    ----------
    n : float
        Firms behind the own value, NaN where not known or without a value.
    firms : ndarray of float64, shape (peers with a value,)
        Firms behind the values of the peers, NaN where not known.
    peers : int
        Peers chosen.
    missing : str
        Why the others have no value.
    limits : Limits
        From where on to warn.

    Examples
    --------
    >>> doubts(4, np.array([20.0, 20.0]), 2, "", Limits())
    ('The own value rests on 4 firms.', 'The values compared rest on 4 to 20 firms.')
    """
    said: list[str] = []
    if peers and firms.size / peers < limits.coverage:
        said.append(
            message(
                "Only {known} of {peers} have a value: {missing}.",
                known=f"{firms.size:,}",
                peers=plural(peers, "peer"),
                missing=missing,
            )
        )
    return (*said, *_few(n, firms, limits), *_uneven(n, firms))


def _few(n: float, firms: Floats, limits: Limits) -> list[str]:
    """Return where few firms stand behind a value."""
    said: list[str] = []
    if n < limits.firms:
        said.append(message("The own value rests on {firms}.", firms=plural(int(n), "firm")))
    few = int((firms < limits.firms).sum())
    if few and few >= limits.many * firms.size:
        said.append(
            message(
                "The values of {few} of {peers} rest on fewer than {least} firms.",
                few=few,
                peers=plural(firms.size, "peer"),
                least=limits.firms,
            )
        )
    return said


def _uneven(n: float, firms: Floats) -> list[str]:
    """Return that firms are in very different numbers, where they are."""
    counted = np.append(firms, n)
    counted = counted[counted > 0]
    if counted.size < 2 or counted.max() < _UNEVEN * counted.min():
        return []
    return [
        message(
            "The values compared rest on {low:,.0f} to {high:,.0f} firms.",
            low=counted.min(),
            high=counted.max(),
        )
    ]
