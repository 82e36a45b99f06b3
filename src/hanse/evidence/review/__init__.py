"""A review in its folder: open it, take exports in, merge, screen, join, and follow every count."""

from hanse.evidence.review.changes import RetractedRecord, ReviewChanges, changes_of
from hanse.evidence.review.checklist import checklist_of
from hanse.evidence.review.coded import ReviewCoding, coding_files, read_coding, review_sheet
from hanse.evidence.review.coded_findings import CodedFindings, coded_findings, mechanisms_of
from hanse.evidence.review.comparison import changed_fields, is_retracted, seen_before
from hanse.evidence.review.decisions import (
    link_reports,
    log_search,
    note_full_text,
    publish,
    resolve,
    restore,
    set_aside,
)
from hanse.evidence.review.deduplication import (
    MergedDuplicates,
    doubtful_pairs,
    judge_pair,
    merge_duplicates,
    undo_merge,
)
from hanse.evidence.review.ending import (
    cost_of_next_point,
    draw_random,
    end_screening,
    recall_of_sample,
    resume_screening,
    stage_history,
    stop_check,
)
from hanse.evidence.review.exporting import export_records, records_at
from hanse.evidence.review.folder import Entry, Review, open_review
from hanse.evidence.review.founding import check_frozen, freeze_protocol, new_review
from hanse.evidence.review.history import RecordHistory, history_of
from hanse.evidence.review.importing import ChangedRecord, Imported, import_export
from hanse.evidence.review.joining import Joined, join_reviews
from hanse.evidence.review.screening_sheet import (
    SheetRead,
    read_screening_sheet,
    write_screening_sheet,
)
from hanse.evidence.review.searching import due_searches
from hanse.evidence.review.session import Card, ScreeningSession, screening_labels, text_index
from hanse.evidence.review.soundness import check_review, frozen_versions, reading_differences
from hanse.evidence.review.standing import (
    PersonDone,
    ReviewConflicts,
    ReviewStatus,
    agreement_at,
    conflicts_of,
    status_of,
)
from hanse.evidence.review.version_agreement import AgreementByVersion, agreement_by_version

__all__ = [
    "AgreementByVersion",
    "Card",
    "ChangedRecord",
    "CodedFindings",
    "Entry",
    "Imported",
    "Joined",
    "MergedDuplicates",
    "PersonDone",
    "RecordHistory",
    "RetractedRecord",
    "Review",
    "ReviewChanges",
    "ReviewCoding",
    "ReviewConflicts",
    "ReviewStatus",
    "ScreeningSession",
    "SheetRead",
    "agreement_at",
    "agreement_by_version",
    "changed_fields",
    "changes_of",
    "check_frozen",
    "check_review",
    "checklist_of",
    "coded_findings",
    "coding_files",
    "conflicts_of",
    "cost_of_next_point",
    "doubtful_pairs",
    "draw_random",
    "due_searches",
    "end_screening",
    "export_records",
    "freeze_protocol",
    "frozen_versions",
    "history_of",
    "import_export",
    "is_retracted",
    "join_reviews",
    "judge_pair",
    "link_reports",
    "log_search",
    "mechanisms_of",
    "merge_duplicates",
    "new_review",
    "note_full_text",
    "open_review",
    "publish",
    "read_coding",
    "read_screening_sheet",
    "reading_differences",
    "recall_of_sample",
    "records_at",
    "resolve",
    "restore",
    "resume_screening",
    "review_sheet",
    "screening_labels",
    "seen_before",
    "set_aside",
    "stage_history",
    "status_of",
    "stop_check",
    "text_index",
    "undo_merge",
    "write_screening_sheet",
]
