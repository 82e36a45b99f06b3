"""The search for duplicates: from records to merges, doubtful pairs and links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from hanse.evidence.duplicates.answer import Duplicates
from hanse.evidence.duplicates.blocks import Progress, candidate_pairs
from hanse.evidence.duplicates.declared import Declared, declared
from hanse.evidence.duplicates.findings import Findings
from hanse.evidence.duplicates.groups import Edge, Grouping, group_records
from hanse.evidence.duplicates.judgement import judge
from hanse.evidence.duplicates.rules import DEFAULT, DuplicateRules
from hanse.evidence.duplicates.units import Units, units_of
from hanse.evidence.duplicates.verdict import Verdict
from hanse.evidence.records import BibliographicRecord

__all__ = ["find_duplicates"]

_STEP = 20_000


def find_duplicates(
    records: Sequence[BibliographicRecord],
    *,
    distinct: Iterable[tuple[str, str]] = (),
    merged: Iterable[tuple[str, str]] = (),
    rules: DuplicateRules = DEFAULT,
    progress: Progress | None = None,
) -> Duplicates:
    """Find records that are one publication, pairs to look at, and versions to link.

    Records that share a key (`keys_of`) are compared by `judge`; groups grow by `group_records`.

    Parameters
    ----------
    records : sequence of BibliographicRecord
        All records with their ids, in the order of import; of each group the first is kept.
    distinct : iterable of (str, str)
        Ids of pairs that a person declared different: the rules never bring them into one group,
        not by way of a third record either, and never ask again.
    merged : iterable of (str, str)
        Removed and kept record of each merge that stands; they stay, whatever the rules say.
    rules : DuplicateRules
        Thresholds.
    progress : callable, optional
        Told the step, how much is done and of how much.

    Returns
    -------
    Duplicates
        Without records everything is empty. Only records that stand are merged: what was merged
        before is not named again.

    Raises
    ------
    InputError
        If ids are missing, doubled or unknown, or merges contradict each other.

    Examples
    --------
    >>> R = BibliographicRecord
    >>> found = find_duplicates([
    ...     R(id="R1", title="Export clusters in Region X", authors=("Doe, Jane",), year=2001),
    ...     R(id="R2", title="Export Clusters in Region X.", authors=("Doe J",), year=2001),
    ...     R(id="R3", title="Export clusters in Region X: part II", authors=("Doe J",), year=2002),
    ... ])
    >>> print(found)
    3 records, 2 publications: 1 record merged now, 0 before; 0 pairs to look at; 1 link
    <BLANKLINE>
    Merged
    removed  kept  score  rule                          why
    R2       R1     0.83  same title, authors and year  Title, authors and year agree.
    <BLANKLINE>
    Linked, not merged
    first  second  link  why
    R1     R3      part  Title and authors agree; year is close.
    """
    merged, distinct = tuple(merged), tuple(distinct)
    given = declared(records, merged, distinct)
    units = units_of(records, rules, apart=given.distinct, joined=given.merged)
    pairs = candidate_pairs(units.features, rules, progress=progress)
    judged = _remembered(units, rules)
    edges = _judged_pairs(
        zip(pairs.first.tolist(), pairs.second.tolist(), strict=True),
        len(pairs.first),
        judged,
        progress,
    )
    grouping, before = _as_declared(given, units, judged)
    refused = group_records(
        grouping,
        edges["same"],
        rank=lambda unit: repr(units.features[unit]),
        ambiguity=rules.ambiguity,
    )
    found = Findings(given, units, grouping, judged, before, rules)
    return Duplicates(
        n=len(records),
        merges=found.merges(),
        queue=found.queue(edges["doubtful"], refused, edges["linked"]),
        links=found.links(edges["linked"]),
        groups=found.groups(),
        pairs_compared=pairs.shared,
        cut_blocks=pairs.cut_blocks,
        merged=merged,
        distinct=distinct,
        rules=rules,
    )


def _as_declared(
    given: Declared, units: Units, judged: Callable[[int, int], Verdict]
) -> tuple[Grouping, list[int]]:
    """Return the groups as people and earlier runs left them, and the group of each unit."""
    apart = [(units.of[a], units.of[b]) for a, b in given.distinct]
    grouping = Grouping(len(units.features), judged, apart)
    for removed, kept in given.merged:
        grouping.join(units.of[removed], units.of[kept])
    return grouping, [grouping.root(unit) for unit in range(len(units.features))]


def _remembered(units: Units, rules: DuplicateRules) -> Callable[[int, int], Verdict]:
    """Return the judgement of two units that is made once for each pair."""
    known: dict[int, Verdict] = {}
    n = len(units.features)

    def judged(one: int, other: int) -> Verdict:
        code = one * n + other if one < other else other * n + one
        found = known.get(code)
        if found is None:
            found = known[code] = judge(units.features[one], units.features[other], rules)
        return found

    return judged


def _judged_pairs(
    pairs: Iterable[tuple[int, int]],
    n: int,
    judged: Callable[[int, int], Verdict],
    progress: Progress | None,
) -> dict[str, list[Edge]]:
    out: dict[str, list[Edge]] = {"same": [], "doubtful": [], "linked": []}
    for done, (one, other) in enumerate(pairs):
        verdict = judged(one, other)
        if verdict.kind in out:
            out[verdict.kind].append((one, other, verdict))
        if progress and done % _STEP == 0:
            progress("judging pairs", done, n)
    if progress:
        progress("judging pairs", n, n)
    return out
