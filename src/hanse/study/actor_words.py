"""Who bridges, what hangs on whom, and where the cluster is an insider, in words and tables."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date

from hanse.actors.position import BROKER_ROLES, LEVELS
from hanse.actors.position.removal_words import removal_reason
from hanse.messages import join_names, message, plural
from hanse.report import Block, Bullets, Details, Heading, Paragraph, Table, TableColumn, literal
from hanse.study.actor_run import ActorRun
from hanse.tables.countries import country_name

__all__ = ["insider_blocks", "insiders_said", "position_blocks", "positions_said", "tables_read"]

BROKERS, LEAVERS, LISTED = 3, 3, 12


def positions_said(found: ActorRun) -> Iterator[str]:
    """Yield who bridges, how much hangs on the cluster organisation, and what breaks."""
    yield from (literal(str(one)) for one in list(found.positions.reasons.values())[:BROKERS])
    if len(found.bridge.rows) > 1:
        yield f"**Ways abroad.** {literal(str(found.bridge.change))}"
    elif len(found.bridge.rows) and not math.isnan(found.bridge.rows[-1].share):
        one = found.bridge.rows[-1]
        yield message(
            "**Ways abroad.** {share:.0f} % of the shortest ways from firms to actors abroad run "
            "through {name}.",
            share=100 * one.share,
            name=literal(one.name),
        )
    for row in found.removals.rows[:LEAVERS]:
        if row.firms_cut or row.falls:
            yield literal(removal_reason(row))


def insiders_said(found: ActorRun) -> Iterator[str]:
    """Yield in which markets the cluster is what, what is thin, and where it moved."""
    rows = found.markets.rows
    if not rows:
        yield "No actor abroad is in the log, so no market can be looked at."
        return
    parts = []
    for level in reversed(LEVELS):
        names = [country_name(row.market) for row in rows if row.level == level]
        if names:
            parts.append(f"{_LEVEL_WORDS[level]} {join_names(names)}")
    yield message("The cluster is {parts}.", parts="; ".join(parts))
    thin = [
        row for row in rows if row.ties and row.dependence > found.settings.markets.largest_share
    ]
    if thin:
        listed = [
            f"{country_name(row.market)} ({row.depends_on} carries {100 * row.dependence:.0f} % of "
            f"{plural(row.ties, 'tie')})"
            for row in thin
        ]
        yield message("**Hangs on one actor**: {names}.", names=literal(join_names(listed)))
    yield from _moves_said(found)


_LEVEL_WORDS = {
    "insider": "an **insider** in",
    "connected": "**connected** in",
    "contact": "in **contact** with",
    "outsider": "an **outsider** in",
}


def _moves_said(found: ActorRun) -> Iterator[str]:
    """Yield in which markets the cluster stands higher or lower than on the first day."""
    moves = found.moves
    if len(moves.days) < 2:
        return
    first = date.fromordinal(moves.days[0])
    rose, fell = [], []
    for at, market in enumerate(moves.markets):
        before, after = int(moves.level[0, at]), int(moves.level[-1, at])
        words = f"{country_name(market)} ({LEVELS[before]} → {LEVELS[after]})"
        if after > before:
            rose.append(words)
        elif after < before:
            fell.append(words)
    day = f"{first.day} {first:%B %Y}"
    if rose:
        yield message(
            "Higher than on {day}: {names}.", day=day, names=join_names(rose, most=LISTED)
        )
    if fell:
        yield message("**Lower than on {day}**: {names}.", day=day, names=join_names(fell))


def position_blocks(found: ActorRun) -> Iterator[Block]:
    """Yield the ranked lists of brokers, the bridge over time, and what breaks."""
    yield Heading(2, "Who bridges, and what hangs on whom")
    yield _brokers(found)
    notes = [literal(str(one)) for one in found.positions.notes]
    if notes:
        yield Bullets(tuple(notes))
    yield _communities(found)
    yield _bridge(found)
    yield _leaving(found)


def _brokers(found: ActorRun) -> Table:
    """Return the actors that stand between most others, with their other positions."""
    stand = found.positions
    place = {one: at for at, one in enumerate(stand.ids)}
    rows: list[tuple[str | float | int | None, ...]] = []
    for one, _ in stand.top("bridged", LISTED):
        at = place[one]
        roles = {role: stand.values(role)[at] for role in BROKER_ROLES}
        rows.append(
            (
                stand.names[at],
                stand.labels[int(stand.side[at])],
                int(stand.degree[at]),
                float(stand.betweenness[at]),
                float(stand.constraint[at]),
                float(stand.effective_size[at]),
                int(stand.core[at]),
                *(int(roles[role]) for role in BROKER_ROLES[1:]),
            )
        )
    heads = (
        TableColumn("actor", align="left"),
        TableColumn("side", align="left"),
        TableColumn("ties", digits=0),
        TableColumn("betweenness", "shortest ways between two others through it", digits=0),
        TableColumn("constraint", "0: free to broker", digits=3),
        TableColumn("effective size", digits=1),
        TableColumn("core", "k of the k-core", digits=0),
        *(TableColumn(role, _ROLE_MEANS.get(role, ""), digits=0) for role in BROKER_ROLES[1:]),
    )
    note = (
        "Pairs that are not tied to each other, by the sides of the three: Gould and Fernandez "
        "(1989). Constraint and effective size: Burt (1992). Coordinators, communities and all "
        "other actors: tables/actor_positions.csv."
    )
    return Table("Who stands between others", heads, tuple(rows), note)


_ROLE_MEANS = {
    "itinerant": "both others are of one other side",
    "gatekeeper": "one other is of its own side; the representative is the same without direction",
    "liaison": "all three are of different sides",
}


def _tables(found: ActorRun) -> tuple[tuple[str, str, bool], ...]:
    """Return what a study may give beside its actors: key, what it shows, whether it is there."""
    log, asked = found.log, found.settings.gaps
    return (
        ("actors.episodes", "who worked with whom: every density is 0", len(log.episodes) > 0),
        ("actors.relationships", "relationships that are stated", log.relationships is not None),
        ("actors.activities", "what changed after them", log.activities is not None),
        ("actors.answers", "the gaps as firms see them", log.answers is not None),
        ("actors.gaps.targets", "how wide each gap is", bool(asked.targets or asked.peers)),
    )


def _communities(found: ActorRun) -> Paragraph:
    """Return how the network falls into communities."""
    sizes: dict[int, int] = {}
    for one in found.positions.community.tolist():
        sizes[one] = sizes.get(one, 0) + 1
    large = sorted((size for size in sizes.values() if size > 1), reverse=True)
    q = found.positions.modularity
    return Paragraph(
        message(
            "The network falls into {n} of two actors or more ({how}); the largest have {sizes} "
            "members.",
            n=plural(len(large), "community", "communities"),
            how=f"Louvain, modularity {q:.2f}" if not math.isnan(q) else "there is no tie",
            sizes=join_names([str(size) for size in large[:3]]) or "no",
        )
    )


def _bridge(found: ActorRun) -> Table:
    """Return the dependence on the cluster organisation over time."""
    rows = tuple(
        (
            date.fromordinal(one.day).isoformat(),
            one.name,
            None if math.isnan(one.share) else 100 * one.share,
            float(one.pairs),
            float(one.direct),
            None if math.isnan(one.distance) else float(one.distance),
        )
        for one in found.bridge.rows
    )
    heads = (
        TableColumn("day", align="left"),
        TableColumn("bridge", align="left"),
        TableColumn("ways through it", "of the shortest ways firm to abroad", unit="%", digits=1),
        TableColumn("pairs connected", "firm and actor abroad", digits=0),
        TableColumn("by a tie of their own", digits=0),
        TableColumn("length of the way", "ties, mean of connected pairs", digits=2),
    )
    note = (
        "A fall is a success where no fewer pairs are connected and more of them are tied directly."
    )
    return Table("How far firms reach abroad through the cluster organisation", heads, rows, note)


def _leaving(found: ActorRun) -> Table:
    """Return what breaks if an actor leaves."""
    rows = tuple(
        (
            one.name,
            one.firms_cut,
            join_names([country_name(fall.market) for fall in one.falls]) or "–",
            one.pairs_cut,
            None if math.isnan(one.share) else 100 * one.share,
            sum(one.gap_ties),
            one.ties,
        )
        for one in found.removals.rows[:LISTED]
    )
    heads = (
        TableColumn("if this actor leaves", align="left"),
        TableColumn("firms cut off", "that reached somebody abroad", digits=0),
        TableColumn("markets in which the cluster falls", align="left"),
        TableColumn("pairs cut", "firm and actor abroad", digits=0),
        TableColumn("ways through it", unit="%", digits=0),
        TableColumn("ties across gaps", digits=0),
        TableColumn("ties", digits=0),
    )
    return Table("What breaks if an actor leaves", heads, rows)


def insider_blocks(found: ActorRun) -> Iterator[Block]:
    """Yield positions in each market, their drivers, and how they moved."""
    yield Heading(2, "Where we are insiders")
    if not found.markets.rows:
        yield Paragraph("No actor abroad is in the log.")
        return
    yield _markets(found)
    yield Paragraph(literal(found.settings.markets.words()))
    yield Bullets(tuple(literal(str(one)) for one in found.markets.notes))
    reasons = tuple(literal(str(found.markets.reason(row.market))) for row in found.markets.rows)
    yield Details("What each position rests on, and what lacks", (Bullets(reasons),))
    if len(found.moves.days) > 1:
        yield _levels_over_time(found)


def _markets(found: ActorRun) -> Table:
    """Return the position in each market with its drivers."""
    rows = tuple(
        (
            country_name(row.market),
            row.level,
            row.ties,
            row.ours,
            row.theirs,
            row.independent,
            row.relationships,
            None if math.isnan(row.dependence) else 100 * row.dependence,
            row.depends_on or "–",
            row.firms[-1] + row.firms[-2],
        )
        for row in found.markets.rows
    )
    heads = (
        TableColumn("market", align="left"),
        TableColumn("the cluster is", align="left"),
        TableColumn("ties", digits=0),
        TableColumn("of ours", "firms and organisation of the cluster with a tie", digits=0),
        TableColumn("of theirs", "actors of the market with a tie", digits=0),
        TableColumn("independent", "ties that share no actor", digits=0),
        TableColumn("relationships", digits=0),
        TableColumn("largest share", "of the ties that one actor carries", unit="%", digits=0),
        TableColumn("carried by", align="left"),
        TableColumn("firms inside", "firms connected or insiders by their own ties", digits=0),
    )
    return Table("The cluster in each market", heads, rows)


def _levels_over_time(found: ActorRun) -> Table:
    """Return the levels at the ends of years."""
    moves = found.moves
    rows = tuple(
        (
            country_name(market),
            *(LEVELS[int(moves.level[day, at])] for day in range(len(moves.days))),
        )
        for at, market in enumerate(moves.markets)
    )
    heads = (
        TableColumn("market", align="left"),
        *(TableColumn(date.fromordinal(day).isoformat(), align="left") for day in moves.days),
    )
    return Table("Positions over time", heads, rows)


def tables_read(found: ActorRun) -> Iterator[Block]:
    """Yield what was read and what the readers noticed."""
    log = found.log
    counts = [
        plural(len(log.actors), "actor"),
        plural(len(log.episodes), "episode"),
    ]
    for table, one, many in (
        (log.relationships, "stated relationship", "stated relationships"),
        (log.atmosphere, "rating of an atmosphere", "ratings of an atmosphere"),
        (log.activities, "bridging activity", "bridging activities"),
        (log.answers, "answer to the survey", "answers to the survey"),
    ):
        if table is not None:
            counts.append(plural(len(table), one, many))
    day = date.fromordinal(log.as_of)
    rule = found.settings.ties
    yield Paragraph(
        message(
            "{counts}, looked at on {day}. An episode counts half after {half:g} days; a tie has a "
            "strength of at least {least:g}; a relationship has {episodes} episodes over {days} "
            "days, or is stated.",
            counts=join_names(counts),
            day=f"{day.day} {day:%B %Y}",
            half=rule.half_life,
            least=rule.least,
            episodes=rule.relationship.episodes,
            days=rule.relationship.days,
        )
    )
    lacking = [f"`[{key}]` ({what})" for key, what, is_there in _tables(found) if not is_there]
    if lacking:
        said = "Not in the study, and so not in the report: {tables}."
        yield Paragraph(message(said, tables=join_names(lacking)))
    if log.notes:
        items = tuple(literal(str(one)) for one in log.notes)
        yield Details("What was recognised in the files", (Bullets(items),))
