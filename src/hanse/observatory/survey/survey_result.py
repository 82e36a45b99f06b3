"""What a survey gives: the table of clusters and everything that became of the answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from hanse.messages import plural
from hanse.observatory.survey.draw import FirmSample
from hanse.observatory.survey.scale import Scale
from hanse.observatory.survey.screening import ScreeningLog, rule_text
from hanse.observatory.survey.text import decimals
from hanse.result import Answer, Record
from hanse.tables import CaseTable

__all__ = ["FirmDropped", "SurveyResult", "UndefinedCell"]


@dataclass(frozen=True)
class FirmDropped(Record, kind="observatory-firm-dropped"):
    """A firm, or one answer of a firm, that does not count.

    Attributes
    ----------
    firm, cluster : str
        The firm and its cluster.
    column : str
        The column of clusters that it is left out of; empty where the firm does not count at all.
    reason : str
        Why.
    """

    firm: str
    cluster: str
    column: str
    reason: str


@dataclass(frozen=True)
class UndefinedCell(Record, kind="observatory-undefined-cell"):
    """A cell of the table of clusters that has no value, and why."""

    cluster: str
    column: str
    why: str


@dataclass(frozen=True, eq=False)
class SurveyResult(Answer, kind="observatory-survey"):
    """The clusters of a survey, ready for a study, with what was left out.

    Attributes
    ----------
    table : CaseTable
        One row for each cluster that stays.
    log : ScreeningLog
        Clusters that were removed, by rule.
    firm_log : tuple of FirmDropped
        Firms and single answers that do not count, in the order of the table of firms; answers
        only of clusters that stay.
    scales : tuple of Scale
        Of the firms and clusters that stay.
    n_used : mapping of str to array of int, shape (n_clusters,)
        Firms behind each cell of the columns that come from firms.
    n_firms : array of int, shape (n_clusters,)
        Firms of each cluster that are used.
    undefined : tuple of UndefinedCell
        Cells without a value among the columns that come from firms.
    sample : FirmSample
        Which firms with a cluster were taken, with their weights.
    firms_before : int
        Rows of the table of firms.
    """

    table: CaseTable
    log: ScreeningLog
    firm_log: tuple[FirmDropped, ...]
    scales: tuple[Scale, ...]
    n_used: Mapping[str, np.ndarray]
    n_firms: np.ndarray
    undefined: tuple[UndefinedCell, ...]
    sample: FirmSample
    firms_before: int

    @property
    def firms_after(self) -> int:
        """Firms that are used."""
        return int(self.n_firms.sum())

    def __str__(self) -> str:
        firms = f"{self.firms_before:,} → {plural(self.firms_after, 'firm')}"
        lines = [f"{self.log.n_before:,} → {plural(self.log.n_after, 'cluster')}, {firms}"]
        for number, (rule, n) in enumerate(
            zip(self.log.rules, self.log.counts, strict=True), start=1
        ):
            lines.append(f"  {number}. {rule_text(rule)}: {n:,} removed")
        for name, counts in self.n_used.items():
            low, high = int(counts.min()), int(counts.max())
            said = f"{low:,}" if low == high else f"{low:,} to {high:,}"
            lines.append(f"{name}: {self.table.column(name).source}, n = {said}")
        for one in self.scales:
            limits = f"{decimals(one.alpha_low)} to {decimals(one.alpha_high)}"
            said = f"undefined, {one.why}" if one.why else f"{decimals(one.alpha)} ({limits})"
            items = plural(len(one.items), "item")
            lines.append(f"{one.name}: {items}, Cronbach's alpha {said}, n = {one.n:,}")
        lines += [f"{one.cluster}, {one.column}: {one.why}" for one in self.undefined]
        return "\n".join(lines)

    def to_frame(self) -> Any:
        """Return one row per cluster: the table, with ``n_NAME`` behind the columns of firms."""
        frame = self.table.to_frame()
        for name, counts in self.n_used.items():
            frame.insert(frame.columns.get_loc(name) + 1, f"n_{name}", np.array(counts))
        return frame

    def firm_frame(self) -> Any:
        """Return one row per entry of the firm log: ``firm cluster column reason``."""
        import pandas as pd

        names = ["firm", "cluster", "column", "reason"]
        rows = [[getattr(one, name) for name in names] for one in self.firm_log]
        return pd.DataFrame(rows, columns=names)

    def verify(self) -> bool:
        """Return whether the books balance.

        Every cluster is in the table or removed by one rule, every firm is used or in the firm
        log once as a whole, no cell has more firms than its cluster, and every answer that is
        short of them is in the firm log.
        """
        removed = {one.cluster for one in self.log.removed}
        clusters = (
            self.log.n_after == len(self.table.cases) == len(self.n_firms)
            and self.log.n_before == self.log.n_after + len(removed)
            and not removed & set(self.table.cases)
        )
        whole = [one for one in self.firm_log if not one.column]
        firms = self.firms_before == self.firms_after + len(whole)
        short = sum(int((self.n_firms - counts).sum()) for counts in self.n_used.values())
        answers = short == len(self.firm_log) - len(whole) and all(
            bool(((counts >= 0) & (counts <= self.n_firms)).all())
            for counts in self.n_used.values()
        )
        return clusters and firms and answers
