"""The words on where a cluster stands among its peers, and how that moved."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from hanse.messages import Message, join_names, message, plural
from hanse.observatory.benchmark import Standing, profile
from hanse.plot.quantities import show_in
from hanse.report import Block, Bullets, Details, Heading, Paragraph, Table, TableColumn, literal
from hanse.study.observatory_abroad import AbroadRun
from hanse.study.observatory_words import EMPTY, without_empty

__all__ = ["peer_blocks", "peers_said"]

SHIFT = 10.0  # points of percentile that are worth a sentence
MOST_MOVES = 3


def peers_said(found: AbroadRun) -> Iterator[str]:
    """Yield who the peers are, where the cluster is strong and weak, and what moved."""
    if found.benchmark is None:
        said = "{cluster} has no peers, so it is held against nobody. {how}"
        yield message(said, cluster=literal(found.cluster), how=literal(found.peers.how))
        return
    yield _chosen_said(found)
    rows = [one for one in found.benchmark.standings if one.year == found.year]
    if all(math.isnan(one.percentile) for one in rows):
        whys = list(dict.fromkeys(one.reason for one in rows if one.reason))
        said = "There is no percentile in {year}: {why}."
        why = join_names(whys, most=4) or "no value of that year"
        yield message(said, year=found.year, why=literal(why))
    if found.year in found.benchmark.years:
        made = profile(found.benchmark, year=found.year, n=3)
        if made.strongest:
            yield _listed_said(found, "Strong", made.strongest)
        if made.weakest:
            yield _listed_said(found, "Weak", made.weakest)
    yield from _shifts_said(found)


def _chosen_said(found: AbroadRun) -> str:
    """Return who the peers are, with their number."""
    said = "**{n}.** {how}"
    return message(said, n=plural(len(found.peers), "peer"), how=literal(found.peers.how))


def _listed_said(found: AbroadRun, word: str, rows: Sequence[Standing]) -> Message:
    """Return where the cluster is strong or weak, each against the median of its peers."""
    parts = []
    for one in rows:
        card = found.catalogue[one.indicator]
        value, median = show_in(one.value, card.unit), show_in(one.median, card.unit)
        against = "" if math.isnan(one.median) else f" against a median of {median}"
        place = f"percentile {one.percentile:.0f}, {one.rank_text}"
        parts.append(f"{lower(card.name)} {value}{against} ({place})")
    return message("**{word}**: {parts}.", word=word, parts=literal("; ".join(parts)))


def lower(name: str) -> str:
    """Return a name as it stands inside a sentence.

    Examples
    --------
    >>> lower("Mean export share")
    'mean export share'
    """
    return name[:1].lower() + name[1:]


def _shifts_said(found: AbroadRun) -> Iterator[str]:
    """Yield the indicators whose percentile among the same peers moved most."""
    assert found.benchmark is not None
    ends = _ends(found.benchmark.standings)
    moved = [
        (after.constant - before.constant, before, after)
        for before, after in ends
        if not math.isnan(before.constant)
        and not math.isnan(after.constant)
        and before.constant_peers == after.constant_peers
        and after.constant_peers >= found.benchmark.limits.least
        and not after.is_position_only
    ]
    moved.sort(key=lambda one: -abs(one[0]))
    for change, before, after in moved[:MOST_MOVES]:
        if abs(change) < SHIFT:
            return
        yield message(
            "In {name} it {verb} from percentile {first:.0f} in {start} to **{last:.0f}** in {year}"
            " among the same {peers}{all}.",
            name=literal(lower(found.catalogue[after.indicator].name)),
            verb="rose" if change > 0 else "fell",
            first=before.constant,
            start=before.year,
            last=after.constant,
            year=after.year,
            peers=plural(after.constant_peers, "peer"),
            all=_among_all(after),
        )


def _among_all(now: Standing) -> str:
    """Return the percentile among all peers of the last year, where it is another."""
    same = now.constant_peers == now.with_value
    if same or math.isnan(now.percentile):
        return ""
    return f" ({now.percentile:.0f} among all {now.with_value} of {now.year})"


def _ends(standings: Sequence[Standing]) -> Iterator[tuple[Standing, Standing]]:
    """Yield the first and the last standing with a value of each indicator."""
    by: dict[str, list[Standing]] = {}
    for one in standings:
        if not math.isnan(one.value):
            by.setdefault(one.indicator, []).append(one)
    for rows in by.values():
        rows.sort(key=lambda one: int(one.year))
        if len(rows) > 1:
            yield rows[0], rows[-1]


def peer_blocks(found: AbroadRun) -> Iterator[Block]:
    """Yield the choice of peers, the standing in each indicator, and every warning."""
    yield Heading(2, "Against which peers")
    yield Paragraph(_chosen_said(found))
    if found.benchmark is None:
        return
    rows = [one for one in found.benchmark.standings if one.year == found.year]
    yield _standings(found, rows)
    said = [
        f"{literal(found.catalogue[one.indicator].name)}: {literal(' '.join(one.warnings))}"
        for one in rows
        if one.warnings
    ]
    if said:
        yield Details(f"{plural(len(said), 'indicator')} with a warning", (Bullets(tuple(said)),))
    heads = (TableColumn("peer", align="left"), TableColumn("why", align="left"))
    table = Table(
        "The peers", heads, tuple(zip(found.peers.names, found.peers.reasons, strict=True))
    )
    yield Details(f"{plural(len(found.peers), 'peer')}", (table,))


def _standings(found: AbroadRun, rows: Sequence[Standing]) -> Table:
    """Return where the cluster stands in each indicator."""
    heads = (
        TableColumn("indicator", align="left"),
        TableColumn("value", align="right"),
        TableColumn("percentile", "among the peers; 100 is best", digits=0),
        TableColumn("rank", align="right"),
        TableColumn("median of peers", align="right"),
        TableColumn("peers with a value", align="right"),
        TableColumn(EMPTY, align="left"),
    )
    cells = []
    for one in rows:
        card = found.catalogue[one.indicator]
        mark = "*" if one.is_position_only else ""
        cells.append(
            (
                card.name + mark,
                show_in(one.value, card.unit),
                None if math.isnan(one.percentile) else one.percentile,
                one.rank_text or "–",
                show_in(one.median, card.unit),
                f"{one.with_value} of {one.peers}",
                one.reason,
            )
        )
    note = (
        "\\* neither end is better: a position only."
        if any(r.is_position_only for r in rows)
        else ""
    )
    title = f"{found.cluster} among its peers, {found.year}"
    return without_empty(Table(title, heads, tuple(cells), note))
