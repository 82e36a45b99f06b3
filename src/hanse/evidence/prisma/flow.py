"""From the log to a PRISMA 2020 flow diagram in numbers.

Source: Page, M. J., et al. (2021), The PRISMA 2020 statement: an updated guideline for reporting
systematic reviews, *BMJ* 372, n71, figure 1 and the templates for new and updated reviews.
"""

from __future__ import annotations

from collections.abc import Mapping

from hanse.errors import HanseError
from hanse.evidence.log import STAGES, ReviewLog
from hanse.evidence.prisma import boxes
from hanse.evidence.prisma.counts import PrismaColumn, PrismaFlow, PrismaPrevious
from hanse.evidence.prisma.footnotes import footnotes
from hanse.evidence.prisma.scope import Scope, scope_of

__all__ = ["prisma_flow"]


def prisma_flow(
    log: ReviewLog,
    *,
    since: str | None = None,
    reasons: Mapping[str, str] | None = None,
    sources: Mapping[str, str] | None = None,
) -> PrismaFlow:
    """Count every box of a PRISMA 2020 flow diagram from the log.

    No number can be passed in. Each box is counted on its own, and the boxes must add up: what is
    not decided stands in boxes of its own, so that an unfinished review adds up too.

    Records of databases and registers make the first column, all others the second. There they are
    screened as well, so that column has the same boxes. A record that was merged away counts as a
    duplicate in the column of its own source.

    Parameters
    ----------
    log : ReviewLog
        The events.
    since : str, optional
        A published version: the diagram is that of the update after it, with what the version
        included in a box of its own. Records of the version that were open then, or were reopened
        since, are carried over; a new record that an earlier one stands for is a duplicate.
    reasons : mapping of str to str, optional
        Criteria by id, in words. A reason of several ids, parted by semicolons, is a reason of its
        own.
    sources : mapping of str to str, optional
        Sources by id, in words.

    Returns
    -------
    PrismaFlow
        All zero for a log without records.

    Raises
    ------
    InputError
        If the log breaks a rule, or there is no such version.
    HanseError
        If the boxes do not add up: a fault of hanse, not of the log.

    Examples
    --------
    >>> prisma_flow(ReviewLog()).verify()
    True
    """
    scope = scope_of(log, since)
    words, names = reasons or {}, sources or {}
    before = None
    if scope.version is not None:
        before = PrismaPrevious(
            scope.version.version,
            scope.previous_studies,
            len(scope.previous),
            boxes.no_longer_included(scope),
            boxes.kept_studies(scope),
        )
    flow = PrismaFlow(
        databases=_column(scope, True, words, names),
        other=_column(scope, False, words, names),
        previous=before,
        studies=boxes.studies(scope),
        reports=boxes.reports(scope),
        total_studies=len(scope.state.studies),
        total_reports=len(scope.state.included),
        notes=footnotes(scope, names),
    )
    if flow.faults():
        raise HanseError(f"the boxes do not add up: {'; '.join(flow.faults())}")
    return flow


def _column(
    scope: Scope, is_database: bool, words: Mapping[str, str], names: Mapping[str, str]
) -> PrismaColumn:
    """Return the boxes of a column."""
    screening, assessment = STAGES
    return PrismaColumn(
        name="databases" if is_database else "other",
        identified=boxes.by_source(scope, is_database, names),
        carried_over=boxes.carried_over(scope, is_database),
        duplicates=boxes.duplicates(scope, is_database),
        automation=boxes.removals(scope, is_database, "automation"),
        other_reasons=boxes.removals(scope, is_database, "other"),
        awaiting_screening=boxes.awaiting_screening(scope, is_database),
        screened=boxes.screened(scope, is_database),
        excluded=boxes.excluded(scope, is_database, screening, words),
        screening_conflicts=boxes.screening_conflicts(scope, is_database),
        sought=boxes.sought(scope, is_database),
        not_retrieved=boxes.not_retrieved(scope, is_database),
        awaiting_retrieval=boxes.awaiting_retrieval(scope, is_database),
        awaiting_assessment=boxes.awaiting_assessment(scope, is_database),
        assessed=boxes.assessed(scope, is_database),
        excluded_reports=boxes.excluded(scope, is_database, assessment, words),
        assessment_conflicts=boxes.assessment_conflicts(scope, is_database),
        included=boxes.included(scope, is_database),
    )
