"""What density of ties is aimed at, gap by gap."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from hanse.actors.sides import gap
from hanse.errors import InputError

__all__ = ["targets_of"]


def targets_of(
    targets: Mapping[str, float] | None, peers: Mapping[str, Sequence[float]] | None
) -> dict[str, tuple[float, str]]:
    """Return the target of each gap that has one, and where it comes from.

    Parameters
    ----------
    targets : mapping of str to float, optional
        Density that is aimed at, above 0 and up to 1, by gap (key, number or label).
    peers : mapping of str to sequence of float, optional
        Densities of peers, 0 to 1, measured by the same rule; their median is the target where none
        is given. A median of 0 is no target: nothing can fall short of it.

    Raises
    ------
    InputError
        If a gap is unknown (with the nearest), or a density is out of range.

    Examples
    --------
    >>> targets_of({"global": 0.02}, {"7": [0.5], "capital": [0.1, 0.3, 0.2]})
    {'global': (0.02, 'target'), 'capital': (0.2, 'peers')}
    """
    found: dict[str, tuple[float, str]] = {}
    for name, densities in (peers or {}).items():
        one = gap(name, where="peers")
        for value in densities:
            if not (math.isfinite(value) and 0 <= value <= 1):
                raise _outside(value, f"peers, gap '{one.key}'", "from 0 to 1")
        middle = float(np.median(list(densities))) if len(densities) else 0.0
        if middle > 0:
            found[one.key] = (middle, "peers")
    for name, value in (targets or {}).items():
        one = gap(name, where="targets")
        if not (math.isfinite(value) and 0 < value <= 1):
            raise _outside(value, f"targets, gap '{one.key}'", "above 0 and up to 1")
        found[one.key] = (float(value), "target")
    return found


def _outside(value: float, where: str, span: str) -> InputError:
    """Return the error for a density out of range."""
    return InputError(f"the density is {value:g}", where=where, mend=f"Give a share {span}.")
