"""What a benchmark is asked for: limits, peers, names and cards, or a clear error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hanse.errors import InputError, unknown_name
from hanse.messages import join_names
from hanse.observatory.benchmark.doubts import Limits
from hanse.observatory.benchmark.peers import Peers, choose_peers
from hanse.observatory.indicators import Indicator, indicators
from hanse.observatory.observations import Observations

__all__ = ["chosen_peers", "entries_of", "limits_of", "names_of"]


def limits_of(least: int, coverage: float, firms: int) -> Limits:
    """Return the limits; raise if one is out of range."""
    if least < 1:
        raise InputError(f"least is {least}", where="benchmark", mend="Give a number from 1.")
    if not 0 <= coverage <= 1:
        raise InputError(
            f"coverage is {coverage}", where="benchmark", mend="Give a share from 0 to 1."
        )
    if firms < 0:
        raise InputError(f"firms is {firms}", where="benchmark", mend="Give a number from 0.")
    return Limits(least, float(coverage), firms)


def chosen_peers(observations: Observations, unit: str, peers: Peers | Sequence[str]) -> Peers:
    """Return the peers; raise if one of them is not in the observations."""
    if not isinstance(peers, Peers):
        return choose_peers(observations.units, unit, names=peers)
    if peers.unit != unit:
        raise InputError(
            f"the peers are those of {peers.unit}, not of {unit}",
            where="benchmark",
            mend=f"Choose peers for {unit}: choose_peers(..., '{unit}').",
        )
    return peers


def names_of(
    kind: str, asked: Any, default: Sequence[str], known: Sequence[str]
) -> tuple[str, ...]:
    """Return the names asked for, each once; one that is not there is an error."""
    if asked is None:
        return tuple(default)
    names = tuple(dict.fromkeys([asked] if isinstance(asked, str) else asked))
    for name in names:
        if name not in known:
            raise unknown_name(kind, name, known, where="benchmark")
    return names


def entries_of(
    ids: Sequence[str], catalogue: Mapping[str, Indicator] | None
) -> dict[str, Indicator]:
    """Return the cards, in the order of the catalogue; all ids without one are told together."""
    known = indicators() if catalogue is None else catalogue
    strange = [id for id in ids if id not in known]
    if len(strange) == 1:
        raise unknown_name("indicator in the catalogue", strange[0], known, where="benchmark")
    if strange:
        raise InputError(
            f"indicators that are not in the catalogue: {join_names(strange, most=10)}",
            where="benchmark",
            mend="Define them: catalogue=read_indicators(...).",
        )
    return {id: entry for id, entry in known.items() if id in set(ids)}
