"""Records that were imported although the query of the protocol does not hold for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hanse.evidence.protocol.matching import matcher_of
from hanse.evidence.protocol.model import Protocol
from hanse.evidence.protocol.query import kept_leaves
from hanse.evidence.records.record import BibliographicRecord
from hanse.messages import columns_text, plural
from hanse.result import Answer

__all__ = ["Drift", "drift"]


@dataclass(frozen=True)
class Drift(Answer, kind="search-drift"):
    """Records that were imported although the query does not hold for what they show.

    Attributes
    ----------
    n_records, n_matching : int
        Records looked at, and those that match.
    unmatched : tuple of str
        Ids of the others.
    missing : tuple of tuple of str
        For each of them the wanted concepts of which no term stands in it; empty where something
        that is to be dropped stands in it.
    without_abstract : tuple of bool
        For each of them whether it has no abstract, so that less could be found.
    concepts : tuple of (str, int)
        For each concept, in how many records a term of it stands.
    """

    n_records: int
    n_matching: int
    unmatched: tuple[str, ...]
    missing: tuple[tuple[str, ...], ...]
    without_abstract: tuple[bool, ...]
    concepts: tuple[tuple[str, int], ...]

    def to_frame(self) -> Any:
        """Return a row for each record that does not match."""
        import pandas as pd

        return pd.DataFrame(
            {
                "record": list(self.unmatched),
                "missing": [", ".join(names) for names in self.missing],
                "without_abstract": list(self.without_abstract),
            }
        )

    def __str__(self) -> str:
        table = columns_text(
            ["concept", "records"], [[name, f"{n:,}"] for name, n in self.concepts], left=[0]
        )
        n, bare = len(self.unmatched), sum(self.without_abstract)
        said = f"{plural(n, 'record')} of {self.n_records:,} do not match the query"
        return f"{said}, {bare:,} of them without an abstract.\n{table}"


def drift(protocol: Protocol, records: Iterable[BibliographicRecord]) -> Drift:
    """Return which records do not match the query, and how often each concept stands in them.

    A platform also searches what an export does not show (subject terms, full text) and finds
    inflected forms, so a share that does not match is usual. Much of it in one source says that the
    string that was searched is not the one of the protocol.

    Parameters
    ----------
    protocol : Protocol
        The protocol.
    records : iterable of BibliographicRecord
        Records as they were imported.

    Examples
    --------
    >>> from hanse.evidence.protocol.model import Concept, Term
    >>> made = Protocol("t", 1, (), (Concept("c", "Cluster", (Term("cluster"),)),), (), (), ())
    >>> records = [BibliographicRecord(id="R1", title="Clusters"), BibliographicRecord(id="R2")]
    >>> drift(made, records).unmatched
    ('R2',)
    """
    matcher = matcher_of(protocol)
    ids = [concept.id for concept in protocol.concepts]
    wanted = {leaf.concept for leaf in kept_leaves(matcher.node)}
    counts, total = dict.fromkeys(ids, 0), 0
    unmatched, missing, bare = [], [], []
    for record in records:
        total += 1
        found = matcher.found(record)
        here = {
            leaf.concept
            for leaf in matcher.leaves
            if not leaf.excluded and matcher.stands(leaf, found)
        }
        for id in here:
            counts[id] += 1
        if not matcher.is_true(found):
            unmatched.append(record.id)
            missing.append(tuple(id for id in ids if id in wanted and id not in here))
            bare.append(not record.abstract.strip())
    return Drift(
        total,
        total - len(unmatched),
        tuple(unmatched),
        tuple(missing),
        tuple(bare),
        tuple(counts.items()),
    )
