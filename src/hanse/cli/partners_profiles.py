"""What ``hanse partners search`` is told: profiles, sides, weights, filters, trust."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from hanse.cli.markets_input import number_in, world_distances, worth_telling
from hanse.cli.observe_input import check_file, pairs_of
from hanse.cli.partners_days import day_in
from hanse.errors import InputError, unknown_name

if TYPE_CHECKING:
    from hanse.partners.search import Filters, Newcomers, Profiles, SearchWeights

__all__ = [
    "check_files",
    "choices_of",
    "distances_of",
    "profile_named",
    "read_asked",
    "sides_of",
    "trust_of",
]

NONE = "none"
SIMILARITIES = ("jaccard", "cosine")


def check_files(*paths: Path | None) -> None:
    """Refuse files that are not there or are no tables, with the nearest name."""
    for path in paths:
        check_file(path)


def read_asked(path: Path, tags: Path | None, mapping: Path | None, as_of: str) -> Profiles:
    """Read profiles as they stand on a day; by default the last one that they name."""
    from hanse.partners.search import read_profiles

    day = day_in(as_of) if as_of else date.max.toordinal()
    known = read_profiles(path, mapping=mapping, as_of=day, tags=tags)
    if not as_of:
        last = max([0, *known.updated.tolist(), *known.since.tolist()])
        known = replace(known, as_of=int(last) or 1)
    return replace(known, notes=worth_telling(known.notes))


def profile_named(profiles: Profiles, name: str, option: str) -> str:
    """Return the id of a profile by its id or by the name that others see.

    Raises
    ------
    InputError
        If there is none, with the nearest; or several have the name.
    """
    from hanse.messages import join_names

    if name in profiles.place_of:
        return name
    found = [one for one, shown in zip(profiles.ids, profiles.names, strict=True) if shown == name]
    if not found:
        choices = dict.fromkeys([*profiles.names, *profiles.ids])
        raise unknown_name("profile", name, choices, where=option)
    if len(found) > 1:
        mend = f"Give one of {join_names(found)}."
        raise InputError(f"{len(found)} profiles are called '{name}'", where=option, mend=mend)
    return found[0]


def sides_of(
    profiles: Profiles, names: Sequence[str], home: str
) -> tuple[list[str] | None, list[str] | None]:
    """Return who seeks and who may be proposed, None for everyone.

    Raises
    ------
    InputError
        If there is no such profile or cluster, or a seeker is not of the home cluster.
    """
    who = list(dict.fromkeys(profile_named(profiles, one, "--for") for one in names)) or None
    if not home:
        return who, None
    clusters = dict.fromkeys(one for one in profiles.clusters if one)
    if home not in clusters:
        raise unknown_name("cluster", home, clusters, where="--home")
    of = dict(zip(profiles.ids, profiles.clusters, strict=True))
    for one in who or ():
        if of[one] != home:
            mend = "Leave out --home, or seek for one of its own."
            raise InputError(f"{one} is not of {home}", where="--for", mend=mend)
    inside = [one for one in profiles.ids if of[one] == home]
    return who or inside, [one for one in profiles.ids if of[one] != home]


def choices_of(
    weight: Sequence[str],
    newcomers: Sequence[str],
    without: Sequence[str],
    stale: int,
    similarity: str,
) -> dict[str, Any]:
    """Return how a search weighs, bars, spreads and compares, under the library's names."""
    return {
        "weights": _weights(weight),
        "newcomers": _newcomers(newcomers),
        "filters": _filters(without, stale),
        "similarity": _similarity(similarity),
    }


def _weights(given: Sequence[str]) -> SearchWeights:
    """Return the weights of the parts; those that are not named keep theirs."""
    from hanse.partners.search import PARTS, SearchWeights

    pairs = pairs_of(given, option="--weight", kind="part", example="trust=0.3", known=PARTS)
    numbers = {name: number_in("--weight", name, text) for name, text in pairs.items()}
    with _placed("--weight"):
        return SearchWeights(**numbers)


def _newcomers(given: Sequence[str]) -> Newcomers | None:
    """Return the term for newcomers, None where there shall be none."""
    from hanse.partners.search import Newcomers

    if list(given) == [NONE]:
        return None
    known = ("bonus", "days", "meetings", "load")
    pairs = pairs_of(given, option="--newcomers", kind="name", example="bonus=0.1", known=known)
    numbers: dict[str, Any] = {}
    for name, text in pairs.items():
        value = number_in("--newcomers", name, text)
        if name in ("days", "meetings"):
            if not value.is_integer():
                mend = "Give a whole number from 1."
                raise InputError(f"{name} is {text}", where="--newcomers", mend=mend)
            numbers[name] = int(value)
        else:
            numbers[name] = value
    with _placed("--newcomers"):
        return Newcomers(**numbers)


def _filters(without: Sequence[str], stale: int) -> Filters:
    """Return the filters without those that shall not bar."""
    from hanse.partners.search import FILTERS, Filters

    for name in without:
        if name not in FILTERS:
            raise unknown_name("filter", name, FILTERS, where="--without")
    off: dict[str, Any] = {name: False for name in without if name != "stale"}
    with _placed("--stale-after"):
        return Filters(**off, stale_after=None if "stale" in without else stale)


def _similarity(name: str) -> Literal["jaccard", "cosine"]:
    """Return how technologies are compared."""
    if name not in SIMILARITIES:
        raise unknown_name("similarity", name, SIMILARITIES, where="--similarity")
    return cast('Literal["jaccard", "cosine"]', name)


def distances_of(path: Path | None, weights: SearchWeights) -> Any:
    """Return how near countries are; by our own index where there is no file."""
    from hanse.partners.market_path.table_files import DISTANCES
    from hanse.partners.search import country_nearness
    from hanse.tables.mapping import read_mapped

    if path is None and not weights.distance:
        return None
    table = world_distances() if path is None else read_mapped(path, DISTANCES).table
    return country_nearness(table, "distance")


def trust_of(path: Path | None) -> Any:
    """Return who trusts whom, None where there is no file."""
    from hanse.tables.mapping import Field, Schema, read_mapped

    if path is None:
        return None
    keys = (Field("from", "key", needed=True), Field("to", "key", needed=True))
    values = (Field("trust", "number"), Field("strength", "number"))
    return read_mapped(path, Schema("trust", (*keys, *values))).table


@contextmanager
def _placed(option: str) -> Iterator[None]:
    """Say at which option an error of the library arose."""
    try:
        yield
    except InputError as error:
        raise InputError(error.what, where=option, mend=error.mend) from error
