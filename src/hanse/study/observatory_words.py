"""The words on how far a cluster works abroad, and how that moved."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hanse.messages import Message, join_names, message, plural
from hanse.observatory.internationalisation import Move
from hanse.plot.quantities import show_in
from hanse.report import Block, Details, Heading, Paragraph, Table, TableColumn, literal
from hanse.study.observatory_abroad import AbroadRun

__all__ = ["EMPTY", "abroad_blocks", "abroad_said", "without_empty"]

GROUPS = ("depth", "breadth", "inward", "dynamics", "growth", "upgrading")
FIRST_PAGE = (
    "export_share_weighted",
    "exporter_share",
    "cluster_markets",
    "cluster_market_entropy",
    "foreign_owned_share",
    "import_share_weighted",
)
EMPTY = "why empty"
HIDDEN = ("firms", "one firm has", "hidden")  # in the reason of a number that is suppressed
APART = 0.03  # shares of sales-weighted and unweighted means that move differently


def abroad_said(found: AbroadRun) -> Iterator[str]:
    """Yield depth, breadth and inward with how they moved, then growth and upgrading, apart."""
    moves = {one.indicator: one for one in found.movement.moves}
    own = _own_hidden_said(found)
    if own:
        yield own
    for name in FIRST_PAGE:
        if name in moves:
            yield literal(_plain(moves[name]).sentence("cluster")) + _spread_said(moves[name])
    apart = _apart_said(moves.get("export_share_weighted"), moves.get("export_share_mean"))
    if apart:
        yield apart
    yield from _path_said(found)
    hidden = _hidden_said(found)
    if hidden:
        yield hidden


def _spread_said(move: Move) -> str:
    """Return what an entropy means, nothing for other indicators or without two values.

    exp(E) is the number of markets that have the same entropy with equal shares.
    """
    if move.indicator != "cluster_market_entropy" or math.isnan(move.change):
        return ""
    return message(
        " That is as spread as over {last:.1f} equal markets, {first:.1f} at first.",
        last=math.exp(move.last),
        first=math.exp(move.first),
    )


def _plain(move: Move) -> Move:
    """Return a move of which only the ends are told."""
    return replace(move, largest_from=move.first_year, largest_to=move.last_year)


def _apart_said(weighted: Move | None, mean: Move | None) -> Message | None:
    """Return that the large firms carry what the others do not, where the two shares part."""
    if weighted is None or mean is None or math.isnan(weighted.change) or math.isnan(mean.change):
        return None
    if (weighted.first_year, weighted.last_year) != (mean.first_year, mean.last_year):
        return None
    if abs(weighted.change - mean.change) < APART:
        return None
    return message(
        "Weighted by sales the export share moved by **{weighted:+.1f} points**, the mean over "
        "firms by {mean:+.1f}: {why}.",
        weighted=100 * weighted.change,
        mean=100 * mean.change,
        why=_who_moved(weighted.change, mean.change),
    )


def _who_moved(weighted: float, mean: float) -> str:
    """Return which firms moved more, in words; the weighted share moves with their sizes, too.

    Examples
    --------
    >>> _who_moved(0.12, 0.0)
    'the firms with large sales rose more than the others, or gained weight'
    >>> _who_moved(-0.01, -0.06)
    'the firms with small sales fell more than the others'
    """
    large = abs(weighted) > abs(mean) if weighted * mean > 0 else abs(weighted) >= abs(mean)
    who, moved = ("large", weighted) if large else ("small", mean)
    verb, weight = ("rose", "gained") if moved > 0 else ("fell", "lost")
    rest = f", or {weight} weight" if large else ""
    return f"the firms with {who} sales {verb} more than the others{rest}"


def _path_said(found: AbroadRun) -> Iterator[str]:
    """Yield growth and upgrading of the cluster, which are never added."""
    if found.cluster in found.paths.clusters:
        at = found.paths.clusters.index(found.cluster)
        yield "**Growth and upgrading.** " + literal(found.paths.sentences()[at])


def _own_hidden_said(found: AbroadRun) -> Message | None:
    """Return that the cluster's own numbers of the year are hidden, where most of them are."""
    own = found.observations.only(level="cluster", unit=found.cluster, year=found.year)
    hidden = [why for why in own.reason if any(word in why for word in HIDDEN)]
    if 2 * len(hidden) < len(own.reason):
        return None
    return message(
        "**{n} of {of} numbers of {cluster} in {year} are hidden** ({why}): what is said of it is "
        "of earlier years, or of what may be shown.",
        n=len(hidden),
        of=len(own.reason),
        cluster=literal(found.cluster),
        year=found.year,
        why=literal(join_names(list(dict.fromkeys(hidden)))),
    )


def _hidden_said(found: AbroadRun) -> Message | None:
    """Return how many clusters have numbers that are hidden in the year."""
    own = found.observations.only(level="cluster", year=found.year)
    hidden: dict[str, list[str]] = {}
    for unit, why in zip(own.unit, own.reason, strict=True):
        if any(word in why for word in HIDDEN):
            hidden.setdefault(unit, []).append(why)
    if not hidden:
        return None
    listed = [f"{name} ({plural(len(whys), 'number')})" for name, whys in hidden.items()]
    return message(
        "Hidden in {year}, for too few firms stand behind them or one has nearly all: {names}.",
        year=found.year,
        names=literal(join_names(listed)),
    )


def abroad_blocks(found: AbroadRun) -> Iterator[Block]:
    """Yield the levels, then each group of the cluster's indicators, then the other levels."""
    yield Heading(2, "Where the cluster stands abroad")
    yield _levels(found)
    for group in GROUPS:
        moves = [one for one in found.movement.moves if _group(found, one.indicator) == group]
        if moves:
            yield _moves(f"{group.capitalize()} of {found.cluster}", moves)
    yield Paragraph(
        "Growth is a quantity and upgrading a quality: they stand in columns of their own and are "
        "never added. Depth and breadth of the firms are not those of the cluster: levels are "
        "measured apart and never averaged together."
    )
    yield _paths(found)
    yield from _other_levels(found)


def _group(found: AbroadRun, indicator: str) -> str:
    """Return the group of an indicator, empty where the catalogue lacks it."""
    return found.catalogue[indicator].group if indicator in found.catalogue else ""


def without_empty(table: Table) -> Table:
    """Return a table without the column of reasons where there is none to give."""
    at = [i for i, one in enumerate(table.columns) if one.name == EMPTY]
    if not at or any(row[at[0]] for row in table.rows):
        return table
    cut = at[0]
    return replace(
        table,
        columns=table.columns[:cut] + table.columns[cut + 1 :],
        rows=tuple(row[:cut] + row[cut + 1 :] for row in table.rows),
    )


def _levels(found: AbroadRun) -> Table:
    """Return how many there are at each level."""
    said = {
        "firm": "micro: firms of the clusters",
        "cluster": "meso: clusters",
        "organisation": "meso: cluster organisations",
        "initiative": "macro: initiatives and programmes",
    }
    heads = (TableColumn("level", align="left"), TableColumn("in the tables", digits=0))
    rows = tuple((said.get(name, name), n) for name, n in found.levels.counts.items())
    note = " ".join(literal(one) for one in found.levels.notes)
    return Table("The three levels", heads, rows, note)


def _moves(title: str, moves: Sequence[Move]) -> Table:
    """Return indicators with their first and last value and who stands behind them."""
    heads = (
        TableColumn("indicator", align="left"),
        TableColumn("first", align="right"),
        TableColumn("last", align="right"),
        TableColumn("firms behind", align="right"),
        TableColumn(EMPTY, align="left"),
    )
    rows = tuple(
        (
            one.name,
            f"{show_in(one.first, one.unit)} ({one.first_year})" if one.first_year else None,
            f"{show_in(one.last, one.unit)} ({one.last_year})" if one.last_year else None,
            "" if math.isnan(one.n) else f"{one.n:,.0f} of {one.of:,.0f}",
            one.reason,
        )
        for one in moves
    )
    return without_empty(Table(title, heads, rows))


def _paths(found: AbroadRun) -> Block:
    """Return growth and upgrading of every cluster, side by side."""
    heads = (
        TableColumn("cluster", align="left"),
        TableColumn("growth of foreign sales a year", align="right"),
        TableColumn("measures of upgrading that rose", align="right"),
        TableColumn("path", align="left"),
        TableColumn("why not known", align="left"),
    )
    paths = found.paths
    rows = tuple(
        (
            name,
            show_in(float(paths.growth[at]), "share"),
            show_in(float(paths.upgrading[at]), "share"),
            paths.path[at],
            paths.reason[at],
        )
        for at, name in enumerate(paths.clusters)
    )
    note = (
        f"Growing: above {show_in(paths.growth_above, 'share')} a year since the first year of the "
        f"cluster. Upgrading: on average more than {show_in(paths.upgrading_above, 'share')} of a "
        "firm's known measures rose."
    )
    table = Table(f"Growth and upgrading of every cluster to {paths.year}", heads, rows, note)
    return Details("Growth and upgrading of every cluster", (table,))


def _other_levels(found: AbroadRun) -> Iterator[Block]:
    """Yield organisations that serve the cluster and initiatives that reach it."""
    for degree, level in ((found.organisations, "organisation"), (found.initiatives, "initiative")):
        if degree is None:
            continue
        names = [
            one.from_name if level == "initiative" else one.to_name
            for one in found.levels.linked("cluster", found.cluster)
            if level in (one.from_level, one.to_level)
        ]
        rows = [row for name in dict.fromkeys(names) for row in _rows_of(found, name, level)]
        if not rows:
            said = "No {level} of the tables has to do with {cluster}."
            yield Paragraph(literal(message(said, level=level, cluster=found.cluster)))
            continue
        heads = (
            TableColumn(level, align="left"),
            TableColumn("indicator", align="left"),
            TableColumn("value", align="right"),
            TableColumn("year", align="right"),
        )
        title = f"Cluster organisations of {found.cluster}"
        if level == "initiative":
            title = f"Initiatives that reach {found.cluster}, with all the clusters they reach"
        yield Table(title, heads, tuple(rows))


def _rows_of(found: AbroadRun, name: str, level: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield the last value of each indicator of an organisation or initiative."""
    own = found.observations.only(level=level, unit=name)
    for indicator in own.indicators:
        years, values = own.series(name, indicator, level=level)
        known = [
            (year, value)
            for year, value in zip(years, values.tolist(), strict=True)
            if not math.isnan(value) and int(year) <= int(found.year)
        ]
        if known:
            year, value = known[-1]
            card = found.catalogue[indicator]
            yield name, card.name, show_in(value, card.unit), year
