"""A benchmark as ``hanse observe benchmark`` reads and prints it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hanse.cli.formats import Format, print_frame, print_json
from hanse.cli.observe_input import from_one, in_options
from hanse.errors import InputError, unknown_name

if TYPE_CHECKING:
    from hanse.observatory.benchmark import Benchmark, Peers
    from hanse.observatory.indicators import Indicator
    from hanse.observatory.observations import Observations
    from hanse.tables import CaseTable

__all__ = ["Chosen", "Read", "compared", "print_benchmark", "read_observations"]

NEEDED = ("unit", "year", "indicator", "value")
NO_MAPPING = " If it means that the number is not known, add it to missing below [file]."
"""Advice on a mapping file, which there is none of here."""


@dataclass(frozen=True)
class Chosen:
    """Who is compared, and how its peers are chosen; empty where nothing is asked for."""

    unit: str
    names: tuple[str, ...] = ()
    clusters: Path | None = None
    same: tuple[str, ...] = ()
    nearest: int | None = None
    by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Read:
    """Observations of a file, and the cards in its units."""

    observations: Observations
    cards: Mapping[str, Indicator]


def read_observations(path: Path, own: Path | None) -> Read:
    """Return the observations that ``hanse observe degree`` or a study has written.

    Raises
    ------
    InputError
        If a file cannot be read, a column lacks, or cells are wrong.
    """
    from hanse.messages import join_names
    from hanse.observatory.indicators import indicators, read_indicators
    from hanse.observatory.observations import Observations
    from hanse.tables.mapping import Field, Schema, header_of, read_mapped

    header = header_of(path)
    if not {"level", "unit", "indicator"} & set(header):
        mend = "Make one with: hanse observe degree FIRMS --format csv"
        raise InputError("this is no table of observations", where=path.name, mend=mend)
    for name in NEEDED:
        if name not in header:
            raise unknown_name("column", name, header, where=path.name)
    texts = ("level", "reason", "unit_of_value")
    schema = Schema(
        "observations",
        (
            *(Field(name, "key", needed=True) for name in ("unit", "indicator")),
            Field("year", "year", needed=True),
            *(Field(name, "text") for name in texts),
            Field("value", "number", needed=True),
            *(Field(name, "count") for name in ("n", "of")),
        ),
    )
    with in_options({"observations": path.name}, words={NO_MAPPING: ""}):
        frame = read_mapped(path, schema).to_frame()
        observed = Observations.from_frame(frame)
    cards = indicators() if own is None else read_indicators(own)
    strange = [name for name in observed.indicators if name not in cards]
    if strange:
        mend = "Define them in a file: --indicators FILE.toml."
        what = f"indicators that are not in the catalogue: {join_names(strange, most=10)}"
        raise InputError(what, where=path.name, mend=mend)
    return Read(observed, _with_units(cards, frame))


def _with_units(cards: Mapping[str, Indicator], frame: Any) -> Mapping[str, Indicator]:
    """Return the cards with the units that the file gives."""
    if "unit_of_value" not in frame:
        return cards
    units = dict(zip(frame["indicator"], frame["unit_of_value"], strict=True))
    return {
        name: replace(one, unit=units[name]) if units.get(name) else one
        for name, one in cards.items()
    }


def compared(
    read: Read, chosen: Chosen, *, level: str, year: str, least: int
) -> tuple[Benchmark, str]:
    """Return a unit among its peers in all years up to one, and that year.

    Raises
    ------
    InputError
        If a level, unit, year, column or indicator is not known, or choices do not go together.
    """
    from hanse.observatory.benchmark import benchmark

    from_one(least, "--least")
    observed = read.observations
    if level not in observed.levels:
        raise unknown_name("level", level, observed.levels, where="--level")
    observed = observed.of_level(level)
    if chosen.unit not in observed.units:
        raise unknown_name("unit", chosen.unit, observed.units, where="UNIT")
    own = observed.of_units(chosen.unit).years
    if year and year not in own:
        raise unknown_name("year", year, own, where="--year")
    when = year or own[-1]
    until = [one for one in own if int(one) <= int(when)]
    peers = _peers(chosen, observed.units)
    found = benchmark(
        observed,
        chosen.unit,
        peers=peers,
        level=level,
        years=until,
        catalogue=read.cards,
        least=least,
    )
    return found, when


def _peers(chosen: Chosen, units: tuple[str, ...]) -> Peers:
    """Return who the unit is held against: among those with observations."""
    from hanse.observatory.benchmark import choose_peers

    for name in chosen.names:
        if name not in units:
            raise unknown_name("unit", name, units, where="--peers")
    needs = [*(f"--same {one}" for one in chosen.same), *(f"--by {one}" for one in chosen.by)]
    if needs and chosen.clusters is None:
        mend = "Name what is known of each cluster: --clusters FILE."
        raise InputError("there is no table of clusters", where=needs[0], mend=mend)
    if (chosen.nearest is None) != (not chosen.by):
        lacking = "--by" if chosen.nearest is not None else "--nearest"
        given = "--nearest" if chosen.nearest is not None else "--by"
        mend = "Give both: --nearest 8 --by founded."
        raise InputError(f"there is no {lacking}", where=given, mend=mend)
    from_one(chosen.nearest, "--nearest")
    path = chosen.clusters
    known: CaseTable | tuple[str, ...] = units if path is None else _known(path, chosen, units)
    with in_options({"peers": path.name if path is not None else ""}, words={"by=": "--by"}):
        return choose_peers(
            known,
            chosen.unit,
            same=chosen.same,
            nearest=chosen.nearest,
            by=chosen.by,
            names=chosen.names or None,
        )


def _known(path: Path, chosen: Chosen, units: tuple[str, ...]) -> CaseTable:
    """Return what is known of the units that have observations."""
    from hanse.tables import read_cases
    from hanse.tables.mapping import header_of

    table = read_cases(path, id="cluster" if "cluster" in header_of(path) else None)
    for name in (chosen.unit, *chosen.names):
        if name not in table.cases:
            raise unknown_name("cluster", name, table.cases, where=path.name)
    return table.select([one for one in table.cases if one in units])


def print_benchmark(found: Benchmark, year: str, form: Format) -> None:
    """Print the standings of the year with what makes them unsure, or those of all years."""
    from hanse.observatory.benchmark import profile

    if form is Format.CSV:
        print_frame(found.to_frame(), form)
        return
    side = profile(found, year=year)
    if form is Format.JSON:
        print_json({"benchmark": found, "profile": side})
        return
    now = tuple(one for one in found.standings if one.year == year)
    print(f"{replace(found, standings=now, composition={})}\n\n{side}")
