"""The answer of the search: what is merged, what a person should look at, what is linked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hanse.evidence.duplicates.rules import DuplicateRules
from hanse.messages import columns_text, plural
from hanse.result import Answer, Record

__all__ = ["DoubtfulPair", "Duplicates", "Merge", "VersionLink"]


@dataclass(frozen=True)
class Merge(Record, kind="duplicate-merge"):
    """One record that is merged into another.

    Attributes
    ----------
    removed, kept : str
        Ids; what is kept stands first in the order given.
    rule : str
        The rule that found it.
    reason : str
        Which fields agree and differ.
    score : float
        Share of the agreement of two complete and equal records, 0–1.
    """

    removed: str
    kept: str
    rule: str
    reason: str
    score: float


@dataclass(frozen=True)
class DoubtfulPair(Record, kind="duplicate-doubt"):
    """Two records that may be one; a person should look.

    Attributes
    ----------
    first, second : str
        Ids in the order given.
    score : float
        Share of full agreement, 0–1.
    reason : str
        What makes it doubtful, and which fields agree and differ.
    """

    first: str
    second: str
    score: float
    reason: str


@dataclass(frozen=True)
class VersionLink(Record, kind="duplicate-link"):
    """Two publications that belong together and are not duplicates.

    Attributes
    ----------
    first, second : str
        Ids in the order given.
    link : str
        ``"version"``, ``"part"``, ``"erratum"``, ``"retraction-notice"`` or ``"translation"``.
    reason : str
        Which fields agree and differ.
    """

    first: str
    second: str
    link: str
    reason: str


@dataclass(frozen=True)
class Duplicates(Answer, kind="duplicates"):
    """Duplicates among records.

    Attributes
    ----------
    n : int
        Records looked at.
    merges : tuple of Merge
        New ones, in the order of the removed records.
    queue : tuple of DoubtfulPair
        The most probable first.
    links : tuple of VersionLink
        In the order of the records.
    groups : tuple of tuple of str
        Ids of records that are one publication, the kept one first; records alone are not listed.
    pairs_compared : int
        How many pairs shared a key and were looked at.
    cut_blocks : int
        Keys with so many records that only neighbours were compared.
    merged, distinct : tuple of (str, str)
        What was given: removed and kept, and pairs that a person declared different.
    rules : DuplicateRules
        The thresholds.
    """

    n: int
    merges: tuple[Merge, ...]
    queue: tuple[DoubtfulPair, ...]
    links: tuple[VersionLink, ...]
    groups: tuple[tuple[str, ...], ...]
    pairs_compared: int
    cut_blocks: int
    merged: tuple[tuple[str, str], ...]
    distinct: tuple[tuple[str, str], ...]
    rules: DuplicateRules

    @property
    def n_unique(self) -> int:
        """Publications: records less what is merged, before and now."""
        return self.n - sum(len(group) - 1 for group in self.groups)

    def __str__(self) -> str:
        merges = [(m.removed, m.kept, f"{m.score:.2f}", m.rule, m.reason) for m in self.merges]
        queue = [(q.first, q.second, f"{q.score:.2f}", q.reason) for q in self.queue]
        links = [(link.first, link.second, link.link, link.reason) for link in self.links]
        head = (
            f"{plural(self.n, 'record')}, {plural(self.n_unique, 'publication')}: "
            f"{plural(len(self.merges), 'record')} merged now, {len(self.merged):,} before; "
            f"{plural(len(self.queue), 'pair')} to look at; {plural(len(self.links), 'link')}"
        )
        parts = [
            _table("Merged", ["removed", "kept", "score", "rule", "why"], merges),
            _table("To look at", ["first", "second", "score", "why"], queue),
            _table("Linked, not merged", ["first", "second", "link", "why"], links),
        ]
        return "\n\n".join([head, *(part for part in parts if part)])

    def to_frame(self) -> Any:
        """Return one row per merge, doubtful pair and link.

        Columns: ``kind`` (merge, doubtful, link), ``first`` (the kept record of a merge),
        ``second`` (the removed one), ``rule`` (of a link its kind), ``score``, ``reason``.
        """
        import pandas as pd

        rows = [("merge", m.kept, m.removed, m.rule, m.score, m.reason) for m in self.merges]
        rows += [("doubtful", q.first, q.second, "", q.score, q.reason) for q in self.queue]
        rows += [("link", k.first, k.second, k.link, float("nan"), k.reason) for k in self.links]
        return pd.DataFrame(rows, columns=["kind", "first", "second", "rule", "score", "reason"])

    def verify(self) -> bool:
        """Check that merges and groups say the same and that nothing declared different is joined.

        A pair declared different and merged by hand all the same stays merged.
        """
        removed = [merge.removed for merge in self.merges] + [gone for gone, _ in self.merged]
        into = dict(self.merged) | {merge.removed: merge.kept for merge in self.merges}
        if len(set(removed)) < len(removed) or len({i for g in self.groups for i in g}) != sum(
            len(group) for group in self.groups
        ):
            return False
        ends: dict[str, set[str]] = {}
        for gone in removed:
            ends.setdefault(_end(gone, into), set()).add(gone)
        if {(group[0], frozenset(group[1:])) for group in self.groups} != {
            (kept, frozenset(gone)) for kept, gone in ends.items()
        }:
            return False
        before, now = dict(self.merged), into
        return all(
            _end(a, now) != _end(b, now) or _end(a, before) == _end(b, before)
            for a, b in self.distinct
        )


def _end(one: str, into: dict[str, str]) -> str:
    while one in into:
        one = into[one]
    return one


def _table(title: str, header: list[str], rows: Sequence[tuple[str, ...]], most: int = 20) -> str:
    if not rows:
        return ""
    left = [j for j, name in enumerate(header) if name != "score"]
    shown = columns_text(header, rows[:most], left=left)
    more = f"\n… and {len(rows) - most:,} more" if len(rows) > most else ""
    return f"{title}\n{shown}{more}"
