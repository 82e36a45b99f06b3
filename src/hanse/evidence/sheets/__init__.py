"""Sheets: what is coded or judged about each report, filled in by people, compared and settled.

A sheet is data (TOML). `sheet` gives one that comes with hanse, `read_sheet` one of your own;
`blank_table` and `blank_workbook` make tables to fill in, `read_filled` reads them with all their
mistakes, `compare` measures agreement, `adjudicate` brings the tables together, `to_coded_cells`
hands them on, and `appraisal_summary` counts a checklist.
"""

from hanse.evidence.sheets.adjudication import (
    FinalCell,
    FinalSheet,
    Resolution,
    adjudicate,
    read_resolutions,
)
from hanse.evidence.sheets.appraisal import (
    AppraisalSummary,
    ItemCounts,
    ReportAppraisal,
    appraisal_summary,
)
from hanse.evidence.sheets.blank import blank_table, blank_workbook
from hanse.evidence.sheets.coded_cells import ConditionRule, to_coded_cells
from hanse.evidence.sheets.comparison import (
    DifferingCell,
    FieldAgreement,
    SheetAgreement,
    compare,
)
from hanse.evidence.sheets.filled import FilledRow, FilledSheet
from hanse.evidence.sheets.mistakes import Mistake, SheetMistakes
from hanse.evidence.sheets.reading import read_filled
from hanse.evidence.sheets.sheet_file import read_sheet
from hanse.evidence.sheets.sheet_model import (
    Choice,
    Dependence,
    Field,
    OverallRule,
    OverallStep,
    Sheet,
)
from hanse.evidence.sheets.shipped import sheet, shipped_sheets

__all__ = [
    "AppraisalSummary",
    "Choice",
    "ConditionRule",
    "Dependence",
    "DifferingCell",
    "Field",
    "FieldAgreement",
    "FilledRow",
    "FilledSheet",
    "FinalCell",
    "FinalSheet",
    "ItemCounts",
    "Mistake",
    "OverallRule",
    "OverallStep",
    "ReportAppraisal",
    "Resolution",
    "Sheet",
    "SheetAgreement",
    "SheetMistakes",
    "adjudicate",
    "appraisal_summary",
    "blank_table",
    "blank_workbook",
    "compare",
    "read_filled",
    "read_resolutions",
    "read_sheet",
    "sheet",
    "shipped_sheets",
    "to_coded_cells",
]
