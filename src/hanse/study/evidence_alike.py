"""Which clusters of the library are like the own one, why, and what they did."""

from __future__ import annotations

from collections.abc import Iterator

from hanse.evidence.library import AlikeCluster
from hanse.messages import message, plural
from hanse.report import Block, Bullets, Heading, Paragraph, Table, TableColumn, literal
from hanse.study.evidence_run import EvidenceRun
from hanse.study.wording import percent, two

__all__ = ["alike_blocks", "alike_said"]

LEADING = 3


def alike_said(found: EvidenceRun) -> Iterator[str]:
    """Yield the clusters that are most like the own one."""
    alike = found.alike
    if alike is None:
        return
    if not alike.entries:
        yield literal(str(alike).splitlines()[-1])
        return
    named = [
        f"**{literal(one.name)}** (likeness {two(one.score)}, compared on "
        f"{percent(one.coverage)} of the weight)"
        for one in alike.shown[:LEADING]
    ]
    first = alike.shown[0]
    is_steady = len(alike.entries) > 1 and first.rank_best == first.rank_worst == 1
    yield message(
        "Of {n} these are most like {own}: {named}; {steady}likeness is no forecast.",
        steady="the first stays first when any one weight is halved or raised by half; "
        if is_steady
        else "",
        n=plural(len(alike.entries), "known cluster"),
        own=literal(alike.profile.name),
        named="; ".join(named),
    )


def alike_blocks(found: EvidenceRun) -> Iterator[Block]:
    """Yield the ranked clusters with their parts, the reasons, and what each did."""
    alike = found.alike
    if alike is None:
        return
    yield Heading(2, "Which known clusters are like yours")
    if not alike.entries:
        yield Paragraph(literal(str(alike).splitlines()[-1]))
        return
    heads = (
        TableColumn("rank", digits=0),
        TableColumn("ranks", "when one weight is halved or raised by half", align="right"),
        TableColumn("cluster", align="left"),
        TableColumn("likeness", "0 to 1, over what both know", digits=2),
        TableColumn("known", "share of the weight that both know", align="right"),
        TableColumn("what it did", align="left"),
    )
    rows = tuple(_row(one) for one in alike.shown)
    thin = any(one.is_thin for one in alike.shown)
    note = "Weights are a choice. " + (
        f"* less than {percent(alike.least_coverage)} is known; stands below the others. "
        if thin
        else ""
    )
    yield Table("Clusters most like yours", heads, rows, f"{note}All: tables/clusters_alike.csv.")
    yield Bullets(tuple(f"**{literal(one.name)}**: {literal(one.reason)}" for one in alike.shown))
    source = alike.library.source
    if source:
        yield Paragraph(f"Library: {literal(source.rstrip('.'))}.")


def _row(one: AlikeCluster) -> tuple[int | str | float, ...]:
    """Return the row of a cluster."""
    between = f"{one.rank_best} to {one.rank_worst}" if one.rank_best < one.rank_worst else "same"
    name = f"{one.name}{' *' if one.is_thin else ''}"
    return one.rank, between, name, one.score, percent(one.coverage), one.did
