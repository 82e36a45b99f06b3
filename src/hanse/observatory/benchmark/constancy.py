"""The peers that are there from the first to the last year, so that a change is not theirs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from hanse.messages import message, plural
from hanse.observatory.observations import Observations

__all__ = ["constant_peers"]


def constant_peers(
    observations: Observations, peers: Sequence[str], id: str, years: Sequence[str], level: str
) -> tuple[list[str], str]:
    """Return the peers with a value in the first and the last year, and who has only one of them.

    The first and last year are those in which any peer has a value.
    """
    has = {year: _with_value(observations, peers, id, year, level) for year in years}
    able = [year for year in years if has[year]]
    if len(able) < 2:
        return [], ""
    first, last = able[0], able[-1]
    both = [name for name in peers if name in has[first] and name in has[last]]
    left, came = len(has[first] - has[last]), len(has[last] - has[first])
    told = message(
        "{both} of {peers} have a value in both {first} and {last}, {left} only in the first of "
        "these years, {came} only in the last.",
        both=len(both),
        peers=plural(len(peers), "peer"),
        first=first,
        last=last,
        left=left,
        came=came,
    )
    return both, told


def _with_value(
    observations: Observations, peers: Sequence[str], id: str, year: str, level: str
) -> set[str]:
    """Return the peers that have a value."""
    rows = {name: observations.row(name, id, year, level) for name in peers}
    return {name for name, at in rows.items() if at >= 0 and not np.isnan(observations.value[at])}
