"""Studies: reports that are versions of each other, or of one and the same study."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hanse.evidence.log.entries import Link

__all__ = ["STUDY_LINKS", "studies_of"]

STUDY_LINKS = ("version", "same-study")
"""Links that make one study of two reports."""


def studies_of(records: Sequence[str], links: Iterable[Link]) -> tuple[tuple[str, ...], ...]:
    """Return records by study.

    Parameters
    ----------
    records : sequence of str
        The reports; the order of the answer is theirs.
    links : iterable of Link
        Those of `STUDY_LINKS` join; a chain may run over records that are not asked for.

    Returns
    -------
    tuple of tuple of str
        Each report in one study; none where there are no reports.

    Examples
    --------
    >>> chain = [Link("A", "B", "version", "", "AK", 1), Link("B", "C", "same-study", "", "AK", 2)]
    >>> studies_of(["A", "C", "D"], chain)
    (('A', 'C'), ('D',))
    """
    beside: dict[str, set[str]] = {}
    for one in links:
        if one.link in STUDY_LINKS:
            beside.setdefault(one.record, set()).add(one.other)
            beside.setdefault(one.other, set()).add(one.record)
    study: dict[str, str] = {}
    for record in records:
        if record not in study:
            reached = [record]
            study[record] = record
            while reached:
                for other in beside.get(reached.pop(), ()):
                    if other not in study:
                        study[other] = record
                        reached.append(other)
    groups: dict[str, list[str]] = {}
    for record in records:
        groups.setdefault(study[record], []).append(record)
    return tuple(tuple(group) for group in groups.values())
