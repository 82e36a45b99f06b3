"""How far markets are: ``[observatory.distances]`` computed and said."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from hanse.errors import InputError
from hanse.messages import Message, join_names, message, plural
from hanse.observatory.distance import (
    DEFAULT_WEIGHTS,
    DistanceIndex,
    FlowCorrelation,
    MarketDistances,
    PerceivedComparison,
    PerceivedDistances,
    compare,
    default_parts,
    distance_index,
    flow_correlation,
    read_cepii,
    read_gravity,
    read_perceived,
)
from hanse.report import Block, Bullets, Details, Heading, Paragraph, Table, TableColumn, literal
from hanse.study.observatory_checks import placed
from hanse.study.observatory_settings import DistanceSettings
from hanse.study.toml_values import file_of
from hanse.tables.countries import countries, country_code, country_name

__all__ = ["MarketsRun", "market_blocks", "markets_said", "run_markets", "served"]

NEAREST = 10
WHERE = "[observatory.distances]"
OF_CEPII = {
    "log_distance": "cepii_log_distance",
    "border": "cepii_border",
    "official_language": "cepii_official_language",
}
"""The parts of CEPII that stand in for ours where no weights are given."""


@dataclass(frozen=True)
class MarketsRun:
    """The markets of a country from near to far, and how they feel."""

    index: DistanceIndex
    distances: MarketDistances
    shown: tuple[str, ...]
    perceived: PerceivedDistances | None
    comparison: PerceivedComparison | None
    flows: FlowCorrelation | None


def run_markets(folder: Path, settings: DistanceSettings, *, country: str) -> MarketsRun:
    """Measure the distances of all markets from a country.

    Parameters
    ----------
    folder : Path
        The study folder.
    settings : DistanceSettings
        ``[observatory.distances]``.
    country : str
        Where the cluster is: a name or a code.

    Raises
    ------
    InputError
        If a country, a part or a file cannot be used.
    """
    home = country_code(country, where="[observatory] country")
    parts, weights = default_parts(), settings.weights
    if settings.geodist:
        parts = parts.with_parts(read_cepii(_inside(folder, settings.geodist, "geodist")))
        if weights is None:
            weights = {OF_CEPII.get(name, name): one for name, one in DEFAULT_WEIGHTS.items()}
    with placed(WHERE):
        index = distance_index(parts, weights, home=home)
    asked = tuple(country_code(one, where=f"{WHERE} markets") for one in settings.markets)
    if home in asked:
        raise InputError(
            f"{home} is the home country", where=f"{WHERE} markets", mend="Leave it out."
        )
    own = [code for code, one in countries().items() if one.is_own_market]
    ranked = [code for code in parts.countries if code in own or code in asked]
    far = index.from_(among=ranked)
    felt = held = flows = None
    if settings.perceived:
        felt = read_perceived(_inside(folder, settings.perceived, "perceived"), home=home)
        held = compare(far, felt)
    if settings.flows:
        given = read_gravity(_inside(folder, settings.flows, "flows"))
        flows = flow_correlation(index, given.flows)
    return MarketsRun(index, far, asked, felt, held, flows)


def _inside(folder: Path, name: str, key: str) -> Path:
    """Return the path of a file of the study."""
    return file_of(folder, name, f"{WHERE} {key}")


def near(far: MarketDistances) -> list[str]:
    """Return the nearest markets."""
    return [code for code in far.markets if far.rank[far.at(code)]][:NEAREST]


def markets_said(
    found: MarketsRun, sold: dict[str, int] | None = None, *, least: int = 3
) -> Iterator[str]:
    """Yield the nearest markets, those not served yet, and those that feel otherwise.

    Parameters
    ----------
    found : MarketsRun
        The distances.
    sold : dict of str to int, optional
        How many firms of the cluster sell in each country.
    least : int
        Fewer firms in a country are not told apart.
    """
    far = found.distances
    nearest = near(far)
    yield message(
        "**Nearest to {home}**: {names}.",
        home=literal(country_name(far.home)),
        names=literal(join_names([country_name(code) for code in nearest])),
    )
    if sold is not None:
        yield _unserved_said(nearest, sold, least)
    if found.comparison is not None:
        for said in found.comparison.sentences(n=2, least=2.0):
            yield literal(str(said))


def _unserved_said(nearest: list[str], sold: dict[str, int], least: int) -> Message:
    """Return in which of the nearest markets firms sell; few of them are not told apart."""
    many = [country_name(code) for code in nearest if sold.get(code, 0) >= least]
    few = [country_name(code) for code in nearest if 0 < sold.get(code, 0) < least]
    none = [country_name(code) for code in nearest if not sold.get(code, 0)]
    parts = [
        f"{words} {join_names(names)}"
        for words, names in (
            (f"{least} or more firms sell in", many),
            (f"fewer than {least} sell in", few),
            ("none sells in", none),
        )
        if names
    ]
    return message(
        "Of the {n} nearest markets: {parts}.", n=len(nearest), parts=literal("; ".join(parts))
    )


def served(sales: Iterator[tuple[str, str]]) -> dict[str, int]:
    """Return how many firms sell in each country, from pairs of country and firm.

    Examples
    --------
    >>> served(iter([("NOR", "A"), ("NOR", "B"), ("NOR", "A"), ("FIN", "A")]))
    {'NOR': 2, 'FIN': 1}
    """
    firms: dict[str, set[str]] = {}
    for country, firm in sales:
        firms.setdefault(country, set()).add(firm)
    return {country: len(names) for country, names in firms.items()}


def market_blocks(found: MarketsRun) -> Iterator[Block]:
    """Yield the table of markets, the weights, what feels otherwise, and what is missing."""
    far = found.distances
    yield Heading(2, "Which markets are near")
    yield _table(found)
    if found.shown:
        yield Bullets(tuple(literal(str(far.sentence(code))) for code in found.shown))
    yield Paragraph(
        "Distance is between countries, not between this cluster and a customer. It orders the "
        "first markets; a tie that exists, such as a partner or a member firm there, is a good "
        "reason to leap over nearer ones. The weights are a choice: change them and look at the "
        "range of ranks."
    )
    yield _weights(found)
    if found.comparison is not None and found.perceived is not None:
        yield _felt(found.comparison, found.perceived)
    if found.flows is not None:
        yield Paragraph(literal(str(found.flows.sentence)))
    gaps = [code for code in far.markets if far.missing(code)]
    if gaps:
        rows = tuple((country_name(code), ", ".join(far.missing(code))) for code in gaps)
        heads = (TableColumn("market", align="left"), TableColumn("not known", align="left"))
        table = Table("Markets of which parts are not known", heads, rows)
        yield Details(f"{plural(len(gaps), 'market')} without some part", (table,))


def _table(found: MarketsRun) -> Table:
    """Return the nearest markets and those that the study asks for."""
    far = found.distances
    nearest = near(far)
    shown = [code for code in far.markets if code in nearest or code in found.shown]
    heads = (
        TableColumn("market", align="left"),
        TableColumn(
            "rank",
            "1 is the nearest; in brackets while each weight is halved, kept or raised by half",
            align="right",
        ),
        TableColumn("km", "weighted with the population of cities", digits=0),
        TableColumn("index", "0 is as far as two countries on average", digits=2),
        *(
            TableColumn(short(part), f"adds to the index; measured in {unit}", digits=2)
            for part, unit in zip(far.parts, far.units, strict=True)
        ),
    )
    rows = []
    for code in shown:
        at = far.at(code)
        adds = [None if math.isnan(one) else float(one) for one in far.contributions[at]]
        low, high = int(far.nearest_rank[at]), int(far.farthest_rank[at])
        km = None if math.isnan(far.km[at]) else float(far.km[at])
        rows.append(
            (
                country_name(code),
                f"{int(far.rank[at])} ({low}–{high})",
                km,
                float(far.index[at]),
                *adds,
            )
        )
    n = int((far.rank > 0).sum())
    note = (
        f"{plural(n, 'market')} in all: tables/observatory_distances.csv. Dependent territories "
        "are ranked only where the study names them."
    )
    return Table(f"Markets from {country_name(far.home)}", heads, tuple(rows), note)


def short(part: str) -> str:
    """Return the name of a part as a head of a column.

    Examples
    --------
    >>> short("log_distance"), short("economic_distance"), short("border")
    ('distance', 'economic', 'border')
    """
    return part.replace("log_", "").replace("_distance", "").replace("_", " ")


def _weights(found: MarketsRun) -> Table:
    """Return the parts with weights, formulas and sources."""
    heads = (
        TableColumn("part", align="left"),
        TableColumn("group", align="left"),
        TableColumn("weight", digits=3),
        TableColumn("what it is", align="left"),
        TableColumn("source", align="left"),
    )
    total = sum(found.index.weights.values())
    rows = []
    for name, weight in found.index.weights.items():
        part = found.index.parts.part(name)
        rows.append((name, part.group, weight / total, part.formula or part.unit, part.source))
    note = (
        "Facts come with hanse, from the packages named; docs/reference/countries.md says how old "
        "they are."
    )
    return Table("The parts of the distance and their weights", heads, tuple(rows), note)


def _felt(held: PerceivedComparison, felt: PerceivedDistances) -> Table:
    """Return measured and perceived ranks."""
    heads = (
        TableColumn("market", align="left"),
        TableColumn("felt", "mean answer, 0 to 100", digits=0),
        TableColumn("answers", digits=0),
        TableColumn("rank felt", "equal ones share the mean of their ranks", align="right"),
        TableColumn("rank measured", "among these markets", align="right"),
        TableColumn("feels farther by", "ranks; below 0 nearer", align="right"),
    )
    order = np.argsort(held.perceived_rank, kind="stable").tolist()
    rows = tuple(
        (
            country_name(code),
            float(held.perceived[i]),
            int(felt.n[felt.at(code)]),
            f"{held.perceived_rank[i]:g}",
            f"{held.measured_rank[i]:g}",
            f"{held.gap[i]:+g}",
        )
        for i, code in ((i, held.markets[i]) for i in order)
    )
    rho = "" if np.isnan(held.rho) else f"Rank correlation {held.rho:.2f}. "
    gone = (
        f"Left out: {join_names([country_name(c) for c in held.left_out])}."
        if held.left_out
        else ""
    )
    return Table("How far markets feel", heads, rows, literal(rho + gone))
