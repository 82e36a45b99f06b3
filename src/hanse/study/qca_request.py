"""What a study asks of its QCA: the settings of cases, sets and the analysis, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hanse.study.cases import load_cases
from hanse.study.part import Study
from hanse.study.settings import (
    CasesSettings,
    QcaSettings,
    SetSettings,
    read_cases_settings,
    read_qca,
    read_sets,
)
from hanse.study.survey_section import run_survey, survey_files
from hanse.tables import CaseTable

__all__ = ["QcaRequest", "read_request"]


@dataclass(frozen=True)
class QcaRequest:
    """The three tables of settings and the study that the cases come from."""

    study: Study
    table: CasesSettings
    sets: Mapping[str, SetSettings]
    settings: QcaSettings

    @property
    def files(self) -> tuple[str, ...]:
        """The files that the cases come from."""
        return survey_files(self.study) or (self.table.file,)

    def cases(self) -> CaseTable:
        """Read the table of cases, or make it from the study's survey."""
        if "survey" in self.study.tables:
            return run_survey(self.study).table
        return load_cases(str(self.study.folder), self.table)


def read_request(study: Study) -> QcaRequest:
    """Read what a study asks of its QCA.

    Raises
    ------
    InputError
        If a key or a name in one of the tables cannot be used.
    """
    is_made = "survey" in study.tables
    table = read_cases_settings(study.tables.get("cases", {}), is_made=is_made)
    sets = read_sets(study.tables.get("sets", {}))
    return QcaRequest(study, table, sets, read_qca(study.tables.get("qca", {}), sets))
