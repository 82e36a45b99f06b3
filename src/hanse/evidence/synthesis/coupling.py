"""Bibliographic coupling of records, and co-citation of the works that they cite."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from hanse.errors import InputError
from hanse.evidence.synthesis.cited_works import CitedWorks
from hanse.evidence.synthesis.community import communities
from hanse.evidence.synthesis.pair_links import Link, PairLinks, links_frame, pair_links
from hanse.messages import columns_text, plural
from hanse.result import Answer

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CitationLinks", "co_citation", "coupling"]

_SHOWN = 12


@dataclass(frozen=True)
class CitationLinks(Answer, kind="evidence-citation-links"):
    """Records that cite the same works, or works that the same records cite.

    Parameters
    ----------
    what : str
        ``coupling`` or ``co-citation``.
    measure : str
        What the strength is; see `hanse.evidence.synthesis.MEASURES`.
    items : tuple of str
        Records by id, or works by name, that could be linked.
    sizes : tuple of int
        Works that each record cites, or records that cite each work.
    links : tuple of Link
        The strongest pairs, the strongest first.
    n_links : int
        All pairs that share enough.
    left_out : tuple of str
        Records without references; works that too few records cite are only counted.
    n_left_out : int
        How many were left out.
    """

    what: str
    measure: str
    items: tuple[str, ...]
    sizes: tuple[int, ...]
    links: tuple[Link, ...]
    n_links: int
    left_out: tuple[str, ...]
    n_left_out: int

    def groups(self, *, most: int = 100) -> Mapping[str, int]:
        """Return the group of the largest items by greedy modularity over the links that are kept.

        Parameters
        ----------
        most : int, from 1
            How many items: those with the largest sizes, equal ones in their order.
        """
        order = sorted(range(len(self.items)), key=lambda at: (-self.sizes[at], at))[:most]
        place = {self.items[at]: rank for rank, at in enumerate(order)}
        inner = [
            (place[one.one], place[one.other], one.strength)
            for one in self.links
            if one.one in place and one.other in place
        ]
        found = communities(len(order), inner)
        return {self.items[at]: found.group[rank] for rank, at in enumerate(order)}

    def __str__(self) -> str:
        is_coupling = self.what == "coupling"
        things = plural(len(self.items), "record" if is_coupling else "work")
        shared = "works cited by both" if is_coupling else "records that cite both"
        lines = [
            [one.one, one.other, str(one.shared), f"{one.strength:.3f}"]
            for one in self.links[:_SHOWN]
        ]
        said = [
            f"{'Bibliographic coupling' if is_coupling else 'Co-citation'} of {things}: "
            f"{plural(self.n_links, 'pair')}.",
            columns_text(["one", "other", shared, self.measure], lines, left=[0, 1]),
        ]
        if self.n_links > len(self.links):
            said.append(f"The {len(self.links):,} strongest are kept.")
        if self.n_left_out:
            why = "in which no references stand" if is_coupling else "that too few records cite"
            out = plural(self.n_left_out, "record" if is_coupling else "work")
            said.append(f"Left out: {out} {why}.")
        return "\n".join(said)

    def to_frame(self) -> pd.DataFrame:
        """Return one row for each link that is kept: one, other, shared, strength."""
        return links_frame(self.links)


def coupling(
    cited: CitedWorks, *, measure: str = "salton", least: int = 1, most: int = 10_000
) -> CitationLinks:
    """Return how strongly records are coupled by the works that both cite.

    Parameters
    ----------
    cited : CitedWorks
        Who cites what.
    measure : str
        ``salton``: *c / √(ab)* with the works that both and that each cite; see `MEASURES`.
    least : int, from 1
        Works that a pair must share.
    most : int, from 1
        Pairs that are kept; all are counted.

    Raises
    ------
    InputError
        If the measure is not known or a number is below 1.

    Notes
    -----
    Source: Kessler (1963), American Documentation 14, pp. 10-25; the cosine of Salton & McGill
    (1983). Records in which no references stand cannot be coupled and are listed.

    Examples
    --------
    >>> from hanse.evidence.records import BibliographicRecord
    >>> from hanse.evidence.synthesis.cited_works import cited_works
    >>> refs = ("Doe A, 2001, J EX, V1, P2", "Roe B, 2002, J EX, V2, P3")
    >>> records = [BibliographicRecord("R1", references=refs),
    ...            BibliographicRecord("R2", references=refs[:1]), BibliographicRecord("R3")]
    >>> print(coupling(cited_works(records)))
    Bibliographic coupling of 2 records: 1 pair.
    one  other  works cited by both  salton
    R1   R2                       1   0.707
    Left out: 1 record in which no references stand.
    """
    holds = cited.holds
    sizes = np.asarray(holds.sum(axis=1)).ravel()
    kept = np.flatnonzero(sizes)
    found = pair_links(holds[kept], measure=measure, least=least, most=most)
    names = [cited.records[at] for at in kept.tolist()]
    out = cited.without_references
    return _answer("coupling", measure, names, sizes[kept].tolist(), found, out, len(out))


def co_citation(
    cited: CitedWorks,
    *,
    measure: str = "salton",
    least_cited: int = 2,
    least: int = 1,
    most: int = 10_000,
) -> CitationLinks:
    """Return how strongly works belong together by the records that cite both.

    Parameters
    ----------
    cited : CitedWorks
        Who cites what.
    measure : str
        ``salton``: *c / √(ab)* with the records that cite both and each; see `MEASURES`.
    least_cited : int, from 1
        Records that must cite a work.
    least : int, from 1
        Records that must cite both works of a pair.
    most : int, from 1
        Pairs that are kept; all are counted.

    Raises
    ------
    InputError
        If the measure is not known or a number is below 1.

    Notes
    -----
    Source: Small (1973), Journal of the American Society for Information Science 24, pp. 265-269.

    Examples
    --------
    >>> from hanse.evidence.records import BibliographicRecord
    >>> from hanse.evidence.synthesis.cited_works import cited_works
    >>> refs = ("Doe A, 2001, J EX, V1, P2", "Roe B, 2002, J EX, V2, P3")
    >>> records = [BibliographicRecord("R1", references=refs),
    ...            BibliographicRecord("R2", references=refs)]
    >>> co_citation(cited_works(records)).links[0].shared
    2
    """
    if least_cited < 1:
        raise InputError(f"least_cited is {least_cited}", mend="Give a whole number from 1.")
    sizes = np.array([one.n_records for one in cited.works], dtype=np.int64)
    kept = np.flatnonzero(sizes >= least_cited)
    found = pair_links(cited.holds.T.tocsr()[kept], measure=measure, least=least, most=most)
    names = [cited.works[at].name for at in kept.tolist()]
    n_out = len(sizes) - len(kept)
    return _answer("co-citation", measure, names, sizes[kept].tolist(), found, (), n_out)


def _answer(
    what: str,
    measure: str,
    names: list[str],
    sizes: list[int],
    found: PairLinks,
    left_out: tuple[str, ...],
    n_left_out: int,
) -> CitationLinks:
    """Return the links with the names of what they link."""
    columns = (found.one.tolist(), found.other.tolist(), found.shared.tolist())
    links = tuple(
        Link(names[i], names[j], shared, strength)
        for i, j, shared, strength in zip(*columns, found.strength.tolist(), strict=True)
    )
    return CitationLinks(
        what, measure, tuple(names), tuple(sizes), links, found.n_pairs, left_out, n_left_out
    )
