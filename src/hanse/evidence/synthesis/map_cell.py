"""Cells of an evidence map: which studies speak there, and how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hanse.evidence.synthesis.axis import Axis
from hanse.evidence.synthesis.direction import SIGNS, joint_direction
from hanse.evidence.synthesis.finding import DIRECTIONS, Finding
from hanse.result import Record

__all__ = ["MapCell", "MapGap", "cells_of", "distinct_studies"]


@dataclass(frozen=True)
class MapCell(Record, kind="evidence-map-cell"):
    """One cell with its studies, each once and in one of four groups.

    Attributes
    ----------
    row, column, layer : str
        Values of the axes; the layer is empty in the two-way map.
    supports, opposes, mixed, none : tuple of str
        How the studies are cited. A study whose findings in the cell differ is mixed.
    """

    row: str
    column: str
    layer: str = ""
    supports: tuple[str, ...] = ()
    opposes: tuple[str, ...] = ()
    mixed: tuple[str, ...] = ()
    none: tuple[str, ...] = ()

    @property
    def studies(self) -> tuple[str, ...]:
        """All its studies, sorted."""
        return tuple(sorted(name for one in DIRECTIONS for name in getattr(self, one)))

    @property
    def n_studies(self) -> int:
        """How many studies speak there."""
        return sum(len(getattr(self, one)) for one in DIRECTIONS)

    @property
    def sign(self) -> str:
        """The directions in short, such as ``3+ 1−``; ``·`` where it is empty."""
        parts = [
            f"{len(getattr(self, one))}{SIGNS[one]}" for one in DIRECTIONS if getattr(self, one)
        ]
        return " ".join(parts) or "·"


@dataclass(frozen=True)
class MapGap(Record, kind="evidence-map-gap"):
    """An empty cell with the evidence around it.

    Attributes
    ----------
    row, column : str
        Values of the axes.
    row_studies, column_studies : int
        Studies of the same row and of the same column.
    expected : float
        Studies that the cell would have if rows and columns had nothing to do with each other:
        the two multiplied, over all studies.
    """

    row: str
    column: str
    row_studies: int
    column_studies: int
    expected: float


def cells_of(
    findings: Sequence[Finding], axes: Sequence[Axis], keys: Mapping[str, str]
) -> dict[tuple[str, ...], MapCell]:
    """Return the cells that have a study, by the values of two or three axes.

    Examples
    --------
    >>> axis = Axis("mechanism", ("mnc",), ("mnc",), False)
    >>> cells_of([Finding("R1", "mnc", "none")], [axis, axis], {"R1": "Doe 2020"})
    {('mnc', 'mnc'): MapCell(row='mnc', column='mnc', layer='', supports=(), opposes=(), mixed=(),
    none=('Doe 2020',))}
    """
    said: dict[tuple[str, ...], dict[str, list[str]]] = {}
    for one in findings:
        place = tuple(axis.of(one) for axis in axes)
        said.setdefault(place, {}).setdefault(one.study_id, []).append(one.direction)
    made = {}
    for place, studies in said.items():
        groups: dict[str, list[str]] = {direction: [] for direction in DIRECTIONS}
        for study, directions in studies.items():
            groups[joint_direction(directions)].append(keys[study])
        row, column, layer = (*place, "")[:3]
        named = [tuple(sorted(groups[direction])) for direction in DIRECTIONS]
        made[place] = MapCell(row, column, layer, *named)
    return made


def distinct_studies(findings: Sequence[Finding], axis: Axis) -> tuple[int, ...]:
    """Return how many studies each value of an axis has, a study of several cells once.

    Examples
    --------
    >>> axis = Axis("mechanism", ("mnc", "trust"), ("mnc", "trust"), True)
    >>> distinct_studies([Finding("R1", "mnc", "none"), Finding("R1", "mnc", "mixed")], axis)
    (1, 0)
    """
    there: dict[str, set[str]] = {value: set() for value in axis.values}
    for one in findings:
        there[axis.of(one)].add(one.study_id)
    return tuple(len(there[value]) for value in axis.values)
