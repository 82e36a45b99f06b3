"""Themes: for each mechanism, who supports it, who opposes it and for whom it depends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hanse.errors import InputError, unknown_name
from hanse.evidence.records import BibliographicRecord
from hanse.evidence.synthesis.direction import joint_direction
from hanse.evidence.synthesis.evidence_table import study_keys
from hanse.evidence.synthesis.finding import DIRECTIONS, Findings
from hanse.messages import join_names, plural
from hanse.result import Answer, Record

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Theme", "ThemeTable", "theme_table"]


@dataclass(frozen=True)
class Theme(Record, kind="evidence-theme"):
    """One mechanism with the studies that speak of it, each in one of four groups.

    Attributes
    ----------
    mechanism, label : str
        Its id, and its name for readers.
    supports, opposes, mixed, none : tuple of str
        How the studies are cited. A study whose findings differ is mixed.
    """

    mechanism: str
    label: str
    supports: tuple[str, ...] = ()
    opposes: tuple[str, ...] = ()
    mixed: tuple[str, ...] = ()
    none: tuple[str, ...] = ()

    @property
    def n_studies(self) -> int:
        """How many studies speak of it."""
        return sum(len(getattr(self, direction)) for direction in DIRECTIONS)


@dataclass(frozen=True)
class ThemeTable(Answer, kind="evidence-theme-table"):
    """Counts of studies, not of findings, by mechanism.

    Parameters
    ----------
    themes : tuple of Theme
        In the order of the coding frame; those without a study stand in the table too.
    n_studies : int
        All studies, each once.
    """

    themes: tuple[Theme, ...]
    n_studies: int

    @property
    def without_evidence(self) -> tuple[str, ...]:
        """Labels of mechanisms on which no study says anything."""
        return tuple(one.label for one in self.themes if not one.n_studies)

    def __str__(self) -> str:
        n_mechanisms = plural(len(self.themes), "mechanism")
        lines = [f"{plural(self.n_studies, 'study', 'studies')} on {n_mechanisms}."]
        for one in self.themes:
            lines.append(f"{one.label}: {plural(one.n_studies, 'study', 'studies')}")
            for direction in DIRECTIONS:
                names = getattr(one, direction)
                if names:
                    said = "no effect seen" if direction == "none" else direction
                    lines.append(f"  {said} ({len(names)}): {join_names(names, most=len(names))}")
        return "\n".join(lines)

    def to_frame(self) -> pd.DataFrame:
        """Return one row for each mechanism: counts and names of studies by direction."""
        import pandas as pd

        data = []
        for one in self.themes:
            row: dict[str, object] = {
                "mechanism": one.mechanism,
                "label": one.label,
                "studies": one.n_studies,
            }
            for direction in DIRECTIONS:
                row[direction] = len(getattr(one, direction))
            for direction in DIRECTIONS:
                row[f"{direction}_studies"] = "; ".join(getattr(one, direction))
            data.append(row)
        return pd.DataFrame(data)


def theme_table(
    findings: Findings,
    records: Sequence[BibliographicRecord] | None = None,
    *,
    mechanisms: Iterable[str] | None = None,
    labels: Mapping[str, str] | None = None,
) -> ThemeTable:
    """Return the studies by mechanism and direction.

    Parameters
    ----------
    findings : Findings
        What was coded.
    records : sequence of BibliographicRecord, optional
        For the names of the studies; their ids where it is missing.
    mechanisms : iterable of str, optional
        All mechanisms of the coding frame, in its order; those found where it is missing.
    labels : mapping of str to str, optional
        Names of mechanisms for readers.

    Raises
    ------
    InputError
        If a finding names a mechanism or record that is not there.

    Examples
    --------
    >>> from hanse.evidence.synthesis.finding import Finding
    >>> found = Findings.of([Finding("R1", "mnc", "supports"), Finding("R2", "mnc", "opposes")])
    >>> print(theme_table(found, mechanisms=["mnc", "trust"], labels={"mnc": "Multinationals"}))
    2 studies on 2 mechanisms.
    Multinationals: 2 studies
      supports (1): R1
      opposes (1): R2
    trust: 0 studies
    """
    order = tuple(mechanisms) if mechanisms is not None else findings.mechanisms
    if len(set(order)) < len(order):
        raise InputError("a mechanism stands twice", where="theme table", mend="Name it once.")
    keys = study_keys(findings, records)
    said: dict[str, dict[str, list[str]]] = {mechanism: {} for mechanism in order}
    for row in findings.rows:
        if row.mechanism not in said:
            raise unknown_name("mechanism", row.mechanism, order, where="theme table")
        said[row.mechanism].setdefault(row.study_id, []).append(row.direction)
    themes = []
    for mechanism, studies in said.items():
        groups: dict[str, list[str]] = {direction: [] for direction in DIRECTIONS}
        for study, directions in studies.items():
            groups[joint_direction(directions)].append(keys[study])
        named = {direction: tuple(sorted(own)) for direction, own in groups.items()}
        themes.append(Theme(mechanism, (labels or {}).get(mechanism, mechanism), **named))
    return ThemeTable(tuple(themes), len(findings.studies))
