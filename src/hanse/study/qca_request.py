"""What a study asks of its QCA: the settings of cases, sets and the analysis, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

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
from hanse.tables import CaseTable

__all__ = ["QcaRequest", "read_request"]


@dataclass(frozen=True)
class QcaRequest:
    """The three tables of settings and the folder that the file of cases stands in."""

    folder: Path
    table: CasesSettings
    sets: Mapping[str, SetSettings]
    settings: QcaSettings

    def cases(self) -> CaseTable:
        """Read the table of cases."""
        return load_cases(str(self.folder), self.table)


def read_request(study: Study) -> QcaRequest:
    """Read what a study asks of its QCA.

    Raises
    ------
    InputError
        If a key or a name in one of the tables cannot be used.
    """
    table = read_cases_settings(study.tables.get("cases", {}))
    sets = read_sets(study.tables.get("sets", {}))
    return QcaRequest(study.folder, table, sets, read_qca(study.tables.get("qca", {}), sets))
