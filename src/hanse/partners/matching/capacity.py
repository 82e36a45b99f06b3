"""Places of hosts: whole numbers from 0, for each host."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from hanse.errors import InputError, unknown_name
from hanse.messages import join_names

__all__ = ["places_of", "whole_places"]


def places_of(hosts: Sequence[str], capacities: Mapping[str, int] | int) -> dict[str, int]:
    """Return the places of each host.

    Parameters
    ----------
    hosts : sequence of str
        Their names.
    capacities : mapping of str to int, or int
        Host → number of places, from 0; one number for all.

    Raises
    ------
    InputError
        If a host is unknown or has no number, or a number is negative or not whole.
    """
    if not isinstance(capacities, Mapping):
        return dict.fromkeys(hosts, whole_places(capacities, "capacities"))
    known = set(hosts)
    for name in capacities:
        if name not in known:
            raise unknown_name("host", name, hosts, where="capacities")
    missing = [host for host in hosts if host not in capacities]
    if missing:
        raise InputError(
            f"no places are stated for {join_names(missing)}",
            where="capacities",
            mend="Give the number of places, 0 if there is none.",
        )
    return {host: whole_places(capacities[host], f"capacities, {host}") for host in hosts}


def whole_places(places: object, where: str) -> int:
    """Return a number of places; one that is negative or not whole is an error."""
    is_number = isinstance(places, (int, float, np.integer, np.floating))
    if not is_number or isinstance(places, bool) or not _is_whole(float(places)):  # type: ignore[arg-type]
        raise InputError(
            f"{places} is no number of places", where=where, mend="Give a whole number from 0."
        )
    return int(places)  # type: ignore[call-overload,no-any-return]


def _is_whole(number: float) -> bool:
    """Return whether a number is a whole one from 0."""
    return math.isfinite(number) and number >= 0 and number.is_integer()
