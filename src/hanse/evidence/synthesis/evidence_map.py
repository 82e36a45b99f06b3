"""The evidence map: mechanism by country by kind of cluster, and the cells that are empty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from hanse.errors import InputError, unknown_name
from hanse.evidence.records import BibliographicRecord
from hanse.evidence.synthesis.axis import AXES, Axis, axis_of
from hanse.evidence.synthesis.evidence_table import study_keys
from hanse.evidence.synthesis.finding import DIRECTIONS, Findings
from hanse.evidence.synthesis.map_cell import MapCell, MapGap, cells_of, distinct_studies
from hanse.messages import columns_text, join_names, plural
from hanse.result import Answer

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["EvidenceMap", "evidence_map"]

_SHOWN = 10


@dataclass(frozen=True)
class EvidenceMap(Answer, kind="evidence-map"):
    """Studies by two axes, and by three; a study counts once in a cell and once in a sum.

    Parameters
    ----------
    findings : Findings
        What it was made from.
    names : tuple of (str, str)
        How each study is cited, by its id.
    rows, columns : Axis
        The two axes of the map.
    layers : Axis or None
        The third axis of the cube.
    cells : tuple of MapCell
        Every cell of rows × columns, row by row, empty ones too.
    cube : tuple of MapCell
        The cells of rows × columns × layers that have a study, in order.
    row_studies, column_studies, layer_studies : tuple of int
        Studies of each value. They may add up to more than ``n_studies``: a study may speak of
        several mechanisms and countries.
    n_studies : int
        All studies.
    """

    findings: Findings
    names: tuple[tuple[str, str], ...]
    rows: Axis
    columns: Axis
    layers: Axis | None
    cells: tuple[MapCell, ...]
    cube: tuple[MapCell, ...]
    row_studies: tuple[int, ...]
    column_studies: tuple[int, ...]
    layer_studies: tuple[int, ...]
    n_studies: int

    @cached_property
    def _cell_of(self) -> dict[tuple[str, str], MapCell]:
        return {(cell.row, cell.column): cell for cell in self.cells}

    def cell(self, row: str, column: str) -> MapCell:
        """Return a cell of the map by the values of its axes.

        Raises
        ------
        InputError
            If there is no such row or column.
        """
        for axis, value in ((self.rows, row), (self.columns, column)):
            if value not in axis.values:
                raise unknown_name(axis.name, value, axis.values, where="evidence map")
        return self._cell_of[row, column]

    @property
    def empty(self) -> tuple[MapCell, ...]:
        """The cells of the universe without a study, row by row.

        Cells of ``not reported`` are no gaps and do not stand here.
        """
        rows, columns = set(self.rows.universe), set(self.columns.universe)
        return tuple(
            cell
            for cell in self.cells
            if not cell.n_studies and cell.row in rows and cell.column in columns
        )

    @property
    def single(self) -> tuple[MapCell, ...]:
        """The cells that rest on one study."""
        return tuple(cell for cell in self.cells if cell.n_studies == 1)

    @property
    def gaps(self) -> tuple[MapGap, ...]:
        """The empty cells, those with most evidence on both sides first.

        Ranked by the studies expected if rows and columns had nothing to do with each other;
        equal ones in the order of the map. A cell of an empty row or column expects none.
        """
        n_row = dict(zip(self.rows.values, self.row_studies, strict=True))
        n_column = dict(zip(self.columns.values, self.column_studies, strict=True))
        found = []
        for cell in self.empty:
            one, other = n_row[cell.row], n_column[cell.column]
            expected = one * other / self.n_studies if self.n_studies else 0.0
            found.append(MapGap(cell.row, cell.column, one, other, expected))
        return tuple(sorted(found, key=lambda gap: -gap.expected))

    @property
    def empty_in_cube(self) -> tuple[tuple[str, str, str], ...]:
        """Row, column and layer of every cell of the cube without a study."""
        if self.layers is None:
            return ()
        there = {(cell.row, cell.column, cell.layer) for cell in self.cube}
        axes = (self.rows.universe, self.columns.universe, self.layers.universe)
        return tuple(place for place in product(*axes) if place not in there)

    def verify(self) -> bool:
        """Count everything again, finding by finding, in the plainest way."""
        return _recounted(self)

    def __str__(self) -> str:
        rows, columns = self.rows, self.columns
        head = f"{plural(self.n_studies, 'study', 'studies')}: {rows.name} by {columns.name}."
        lines = [
            [rows.labels[at], *(self.cell(row, column).sign for column in columns.values), str(n)]
            for at, (row, n) in enumerate(zip(rows.values, self.row_studies, strict=True))
        ]
        lines.append(["studies", *map(str, self.column_studies), str(self.n_studies)])
        grid = columns_text([rows.name, *columns.labels, "studies"], lines, left=[0])
        return "\n".join([head, grid, *self._sentences()])

    def _sentences(self) -> list[str]:
        """Return what the grid means and what is missing, in words."""
        said = ["+ supports, − opposes, ± mixed, ○ no effect seen, · no study."]
        for axis in (self.rows, self.columns):
            if not axis.is_stated:
                said.append(
                    f"No universe of {axis.name} was stated: a {axis.name} that no study names "
                    "cannot be missed."
                )
        gaps = self.gaps
        if gaps:
            named = [self._named(gap.row, gap.column) for gap in gaps[:_SHOWN]]
            more = f"; and {len(gaps) - _SHOWN:,} more" if len(gaps) > _SHOWN else ""
            said.append(
                f"{plural(len(gaps), 'empty cell')}, most evidence around them first: "
                f"{'; '.join(named)}{more}."
            )
        if self.single:
            named = [
                f"{self._named(cell.row, cell.column)} ({cell.studies[0]})" for cell in self.single
            ]
            said.append(f"On one study rest {join_names(named)}.")
        if self.layers is not None:
            n_empty = len(self.empty_in_cube)
            size = len(self.rows.universe) * len(self.columns.universe) * len(self.layers.universe)
            said.append(f"By {self.layers.name} too, {n_empty:,} of {size:,} cells are empty.")
        return said

    def _named(self, row: str, column: str) -> str:
        """Return a cell in words."""
        return f"{self.rows.label(row)} × {self.columns.label(column)}"

    def to_frame(self) -> pd.DataFrame:
        """Return one row for each cell: counts by direction, who, and the studies expected.

        With layers, the cells of the cube that have a study follow, with their layer.
        """
        import pandas as pd

        expected = {(gap.row, gap.column): gap.expected for gap in self.gaps}
        data = []
        for cell in (*self.cells, *self.cube):
            row: dict[str, object] = {"row": cell.row, "column": cell.column, "layer": cell.layer}
            row |= {"studies": cell.n_studies}
            row |= {one: len(getattr(cell, one)) for one in DIRECTIONS}
            row |= {"who": "; ".join(cell.studies)}
            is_gap = not cell.layer and (cell.row, cell.column) in expected
            row |= {"is_gap": is_gap}
            row |= {"expected": expected[cell.row, cell.column] if is_gap else float("nan")}
            data.append(row)
        return pd.DataFrame(data)


def evidence_map(
    findings: Findings,
    records: Sequence[BibliographicRecord] | None = None,
    *,
    rows: str = "mechanism",
    columns: str = "country",
    layers: str | None = "kind",
    universe: Mapping[str, Iterable[str]] | None = None,
    labels: Mapping[str, Mapping[str, str]] | None = None,
    groups: Mapping[str, Mapping[str, str]] | None = None,
) -> EvidenceMap:
    """Return which studies speak of what, where, and which cells are empty.

    Parameters
    ----------
    findings : Findings
        What was coded.
    records : sequence of BibliographicRecord, optional
        For the names of the studies; their ids where it is missing.
    rows, columns, layers : str
        Axes: mechanism, country, kind, continent, region of the world (United Nations' M49), or a
        name in ``groups``. No layers: None.
    universe : mapping of str to iterable of str, optional
        For each axis all that could be there, such as the mechanisms of the coding frame and the
        countries in question, in order. Where an axis has none, it is what the findings have.
    labels : mapping of str to mapping, optional
        For each axis, names of its values for readers. Countries have theirs.
    groups : mapping of str to mapping, optional
        Groups of countries of one's own, such as ``{"income group": {"GHA": "lower middle"}}``.

    Returns
    -------
    EvidenceMap
        What a finding does not tell counts as ``not reported``, in a line of its own. Without
        findings every cell of the universe is empty.

    Raises
    ------
    InputError
        If an axis is not known or stands twice, a finding lies outside a stated universe, or a
        country has no group.

    Examples
    --------
    >>> from hanse.evidence.synthesis.finding import Finding
    >>> found = Findings.of([
    ...     Finding("R1", "mnc", "supports", country="PER"),
    ...     Finding("R2", "mnc", "opposes", country="PER"),
    ...     Finding("R2", "trust", "mixed"),
    ... ])
    >>> universe = {"mechanism": ["mnc", "trust"], "country": ["PER", "GHA"]}
    >>> print(evidence_map(found, universe=universe, layers=None))
    2 studies: mechanism by country.
    mechanism   Peru  Ghana  not reported  studies
    mnc        1+ 1−      ·             ·        2
    trust          ·      ·            1±        1
    studies        2      0             1        2
    + supports, − opposes, ± mixed, ○ no effect seen, · no study.
    3 empty cells, most evidence around them first: trust × Peru; mnc × Ghana; trust × Ghana.
    On one study rest trust × not reported (R2).
    """
    names = [name for name in (rows, columns, layers) if name is not None]
    axes = _axes(names, findings, universe or {}, labels or {}, groups or {})
    keys = study_keys(findings, records)
    flat = cells_of(findings.rows, axes[:2], keys)
    deep = cells_of(findings.rows, axes, keys) if layers is not None else {}
    places = product(axes[0].values, axes[1].values)
    sums = [distinct_studies(findings.rows, axis) for axis in axes]
    return EvidenceMap(
        findings=findings,
        names=tuple(keys.items()),
        rows=axes[0],
        columns=axes[1],
        layers=axes[2] if layers is not None else None,
        cells=tuple(flat.get(place, MapCell(*place)) for place in places),
        cube=tuple(
            deep[place] for place in product(*(axis.values for axis in axes)) if place in deep
        ),
        row_studies=sums[0],
        column_studies=sums[1],
        layer_studies=sums[2] if layers is not None else (),
        n_studies=len(findings.studies),
    )


def _axes(
    names: Sequence[str],
    findings: Findings,
    universe: Mapping[str, Iterable[str]],
    labels: Mapping[str, Mapping[str, str]],
    groups: Mapping[str, Mapping[str, str]],
) -> list[Axis]:
    """Return the axes, refused where one stands twice or a choice names none."""
    if len(set(names)) < len(names):
        mend = "Give each axis once."
        raise InputError(f"the axes are {', '.join(names)}", where="evidence map", mend=mend)
    for name in (*universe, *labels):
        if name not in (*AXES, *groups):
            raise unknown_name("axis", name, (*AXES, *groups), where="evidence map")
    return [
        axis_of(
            name,
            findings,
            universe=universe.get(name),
            labels=labels.get(name, {}),
            groups=groups,
        )
        for name in names
    ]


def _recounted(made: EvidenceMap) -> bool:
    """Whether cells, cube and sums are what plain counting gives."""
    keys = dict(made.names)
    axes = [made.rows, made.columns, *([made.layers] if made.layers else [])]
    for cell in (*made.cells, *made.cube):
        place = [cell.row, cell.column, *([cell.layer] if cell.layer else [])]
        said: dict[str, set[str]] = {}
        for row in made.findings.rows:
            if all(axis.of(row) == value for axis, value in zip(axes, place, strict=False)):
                said.setdefault(keys[row.study_id], set()).add(row.direction)
        for direction in DIRECTIONS:
            wanted = {
                who
                for who, own in said.items()
                if (direction in own and len(own) == 1) or (direction == "mixed" and len(own) > 1)
            }
            if tuple(sorted(wanted)) != getattr(cell, direction):
                return False
    sums = (made.row_studies, made.column_studies, made.layer_studies)
    for axis, counted in zip(axes, sums, strict=False):
        for value, n in zip(axis.values, counted, strict=True):
            if n != len({row.study_id for row in made.findings.rows if axis.of(row) == value}):
                return False
    is_whole = {(c.row, c.column) for c in made.cells} == set(
        product(made.rows.values, made.columns.values)
    )
    is_deep = made.layers is None or {(c.row, c.column, c.layer) for c in made.cube} == {
        tuple(axis.of(row) for axis in axes) for row in made.findings.rows
    }
    return is_whole and is_deep and made.n_studies == len({r.study_id for r in made.findings.rows})
