"""The result of a survey, put together from what was found on the way."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from hanse.messages import message
from hanse.observatory.survey.aggregate import Aggregated
from hanse.observatory.survey.firm_rows import FirmRows
from hanse.observatory.survey.items import Items
from hanse.observatory.survey.join import Joined
from hanse.observatory.survey.plan import SurveyPlan
from hanse.observatory.survey.scale import Scale, scale_of
from hanse.observatory.survey.screening import ScreeningLog, rule_text
from hanse.observatory.survey.survey_result import FirmDropped, SurveyResult, UndefinedCell
from hanse.observatory.survey.taken import Taken
from hanse.tables import CaseTable, Column

__all__ = ["Found", "assembled"]


@dataclass(frozen=True)
class Found:
    """Everything that was found on the way from the firms to the clusters that stay.

    ``kept`` holds the positions of the clusters that stay among those of ``joined``.
    """

    rows: FirmRows
    asked: CaseTable | None
    joined: Joined
    taken: Taken
    aggregated: Mapping[str, Aggregated]
    columns: Mapping[str, Column]
    items: Mapping[str, Items]
    log: ScreeningLog
    kept: Sequence[int]

    @property
    def names(self) -> list[str]:
        """The clusters that stay."""
        return [self.joined.clusters[i] for i in self.kept]


def assembled(found: Found, plan: SurveyPlan) -> SurveyResult:
    """Return what a survey gives."""
    kept, names = found.kept, found.names
    undefined = tuple(
        UndefinedCell(cluster, name, one.undefined[cluster])
        for name, one in found.aggregated.items()
        for cluster in names
        if cluster in one.undefined
    )
    return SurveyResult(
        table=_table(found, plan),
        log=found.log,
        firm_log=_firm_log(found, plan),
        scales=_scales(found, plan),
        n_used={
            name: np.array([one.n_used[i] for i in kept], dtype=np.int64)
            for name, one in found.aggregated.items()
        },
        n_firms=np.array([len(found.taken.members[name]) for name in names], dtype=np.int64),
        undefined=undefined,
        sample=found.taken.sample,
        firms_before=len(found.rows.firms),
    )


def _table(found: Found, plan: SurveyPlan) -> CaseTable:
    """Return the table of the clusters that stay."""
    asked = found.asked
    hidden = set() if asked is None or plan.keep is None else set(asked.names) - set(plan.keep)
    columns = tuple(
        column.rows(found.kept) for name, column in found.columns.items() if name not in hidden
    )
    names = tuple(found.names)
    stood = {} if asked is None else {(case, name): text for case, name, text in asked.missing}
    gaps = sorted((row, j) for j, column in enumerate(columns) for row in column.gaps())
    tables = [found.rows.table, *([asked] if asked is not None else [])]
    cells = [(names[row], columns[j].name) for row, j in gaps]
    said = message(
        "{before} clusters of the survey, of which {after} stay after screening.",
        before=found.log.n_before,
        after=found.log.n_after,
    )
    return CaseTable(
        cases=names,
        columns=columns,
        file=" + ".join(one.file for one in tables if one.file),
        sha256=_hash(tables, plan),
        missing=tuple((*cell, stood.get(cell, "")) for cell in cells),
        notes=(*_notes(tables), said),
        id_name=asked.id_name if asked is not None else plan.columns.cluster,
    )


def _notes(tables: Sequence[CaseTable]) -> list[str]:
    """Return what the readers recognised, each with its file."""
    return [
        message("{file}: {note}", file=one.file, note=note) if one.file else note
        for one in tables
        for note in one.notes
    ]


def _hash(tables: Sequence[CaseTable], plan: SurveyPlan) -> str:
    """Return the hash of what the table was made from: the tables' hashes and the plan."""
    content = [[one.sha256 for one in tables], replace(plan, where="").to_dict()]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def _scales(found: Found, plan: SurveyPlan) -> tuple[Scale, ...]:
    """Return the scales of the firms and clusters that stay."""
    made = []
    for one in plan.scales:
        if one.level == "firm":
            items = found.rows.items[one.name]
            wanted = [row for name in found.names for row in found.taken.members[name]]
        else:
            items = found.items[one.name]
            wanted = [found.joined.rows[i] for i in found.kept if found.joined.rows[i] >= 0]
        made.append(
            scale_of(
                items.rows(wanted), missing=one.missing, min_share=one.min_share, name=one.name
            )
        )
    return tuple(made)


def _firm_log(found: Found, plan: SurveyPlan) -> tuple[FirmDropped, ...]:
    """Return the firms and answers that do not count, in the order of the table of firms."""
    rows = found.rows
    removed = {one.cluster: plan.screening[one.number - 1] for one in found.log.removed}
    entries: list[tuple[int, FirmDropped]] = []
    listed = [row for row, cluster in enumerate(rows.clusters) if cluster]
    taken = {row for row, one in zip(listed, found.taken.sample.is_taken, strict=True) if one}
    for row, (firm, cluster) in enumerate(zip(rows.firms, rows.clusters, strict=True)):
        reason = ""
        if not cluster:
            reason = "no cluster is named"
        elif cluster in removed:
            reason = f"its cluster was removed: {rule_text(removed[cluster])}"
        elif row not in taken:
            is_leader = rows.is_leader is not None and rows.is_leader[row]
            reason = "a leader that was not drawn" if is_leader else "not drawn"
        if reason:
            entries.append((row, FirmDropped(firm, cluster, "", reason)))
    for name, one in found.aggregated.items():
        for cluster in found.names:
            entries += [
                (row, FirmDropped(rows.firms[row], cluster, name, why))
                for row, why in one.left_out.get(cluster, {}).items()
            ]
    return tuple(entry for _, entry in sorted(entries, key=lambda one: one[0]))
