"""The indicators of clusters, each from the firms of a cluster in a year."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from hanse.observatory.internationalisation.analysis import BREADTH, FirmAnalysis
from hanse.observatory.internationalisation.cluster_cells import ClusterCells
from hanse.observatory.internationalisation.firm_degree import rhythm_why
from hanse.observatory.internationalisation.groups import Groups, totals
from hanse.observatory.internationalisation.measures import Gap, Measure, Why, measured
from hanse.observatory.internationalisation.written_lists import WrittenLists
from hanse.observatory.suppression import SHOWN, hidden_cells, suppressed

__all__ = [
    "CLUSTER_MARKETS",
    "breadth_measures",
    "depth_measures",
    "inward_measures",
    "mode_use",
    "step_firms",
]

Floats = npt.NDArray[np.float64]

CLUSTER_MARKETS = ("cluster_markets", *(f"cluster_{name}" for name in BREADTH), "cluster_rhythm")
"""What needs a file of markets."""

Found = tuple[list[Measure], list[Gap]]


def depth_measures(made: FirmAnalysis, cells: ClusterCells) -> Found:
    """Return how deep the firms of clusters work abroad, and what the file cannot give."""
    values, panel = made.found.values, made.panel
    measures, gaps = [], []
    share, sales = values.get("export_share"), panel.column("sales")
    lost = tuple(name for name in ("sales", "foreign_sales") if panel.column(name) is None)
    if share is not None:
        measures.append(cells.mean("export_share_mean", share))
    if "is_exporter" in values:
        measures.append(cells.mean("exporter_share", values["is_exporter"], alone=True))
    missed = [("export_share_mean", "export_share"), ("exporter_share", "is_exporter")]
    absent_names = tuple(ours for ours, theirs in missed if theirs not in values)
    if absent_names:
        gaps.append(Gap(absent_names, lost, "firms"))
    foreign = made.found.foreign_sales
    if foreign is None or sales is None:
        gaps.append(Gap(("export_share_weighted",), lost, "firms"))
    else:
        measures.append(cells.ratio("export_share_weighted", foreign, sales, "no sales"))
    for indicator, name, column in (
        ("direct_exporter_share", "is_direct_exporter", ("direct_exporter",)),
        ("transnationality_mean", "transnationality", ()),
    ):
        if name in values:
            flag = name == "is_direct_exporter"
            measures.append(cells.mean(indicator, values[name], alone=flag))
        else:
            absent = [gap for gap in made.found.gaps if name in gap.indicators]
            gaps.append(Gap((indicator,), column or absent[0].columns, "firms"))
    _modes(made, cells, measures, gaps)
    _speed(made, cells, measures, gaps)
    return measures, gaps


def _modes(
    made: FirmAnalysis, cells: ClusterCells, measures: list[Measure], gaps: list[Gap]
) -> None:
    """Add how many different modes the firms of a cluster use together."""
    if made.found.modes is None:
        gaps.append(Gap(("modes_in_use",), ("modes",), "firms"))
        return
    number = made.found.modes.number
    used = (_mode_firms(made.found.modes, cells.groups) > 0).sum(axis=1).astype(np.float64)
    measures.append(cells.measure("modes_in_use", used, ~np.isnan(number), counted=(number,)))


def _mode_firms(modes: WrittenLists, groups: Groups) -> Floats:
    """Return how many firms use each mode; shape (cluster-years, modes)."""
    width = len(modes.items)
    flat = np.bincount(groups.of[modes.row] * width + modes.item, minlength=groups.count * width)
    return flat.reshape(groups.count, width).astype(np.float64)


def mode_use(made: FirmAnalysis, cells: ClusterCells) -> tuple[tuple[str, ...], Floats]:
    """Return the modes and how many firms use each, NaN where that number is too small."""
    modes = made.found.modes
    if modes is None:
        return (), np.zeros((cells.groups.count, 0))
    firms = _mode_firms(modes, cells.groups)
    hidden = hidden_cells(firms, rule=cells.rule)
    answered = hidden_cells(cells.groups.known(modes.number), rule=cells.rule) != SHOWN
    hidden[answered] = 1
    shown = suppressed(firms, hidden)
    shown[cells.groups.known(modes.number) == 0] = np.nan
    return modes.items, shown


def _speed(
    made: FirmAnalysis, cells: ClusterCells, measures: list[Measure], gaps: list[Gap]
) -> None:
    """Add the median speed of the firms that export."""
    values = made.found.values
    if "speed" not in values:
        absent = [gap for gap in made.found.gaps if "speed" in gap.indicators]
        gaps.append(Gap(("speed_median",), absent[0].columns, "firms"))
        return
    speed = values["speed"].copy()
    for wrong, _ in made.found.why["speed"]:
        speed[wrong] = np.nan
    if "is_exporter" in values:
        speed[values["is_exporter"] != 1] = np.nan
    measures.append(cells.measure("speed_median", cells.groups.medians(speed), ~np.isnan(speed)))


def inward_measures(made: FirmAnalysis, cells: ClusterCells, threshold: float) -> Found:
    """Return what comes to clusters from abroad: owners, investors, suppliers and imports."""
    panel, values = made.panel, made.found.values
    measures, gaps = [], []
    owned = values.get("foreign_ownership")
    if owned is None:
        gaps.append(Gap(("foreign_owned_share",), ("foreign_ownership",), "firms"))
    else:
        flag = np.where(np.isnan(owned), np.nan, owned >= threshold)
        measures.append(cells.mean("foreign_owned_share", flag, alone=True))
    investors = panel.column("foreign_investors")
    if investors is None:
        gaps.append(Gap(("foreign_investors",), ("foreign_investors",), "firms"))
    else:
        measures.append(cells.sum("foreign_investors", investors))
    if "import_share" in values:
        measures.append(cells.mean("import_share_mean", values["import_share"]))
    for indicator, part, whole in (
        ("import_share_weighted", "imports", "purchases"),
        ("foreign_supplier_share", "foreign_suppliers", "suppliers"),
    ):
        above, below = panel.column(part), panel.column(whole)
        if above is None or below is None:
            lost = tuple(name for name in (part, whole) if panel.column(name) is None)
            also = ("import_share_mean",) if part == "imports" else ()
            gaps.append(Gap((*also, indicator), lost, "firms"))
        else:
            measures.append(cells.ratio(indicator, above, below, f"no {whole}"))
    return measures, gaps


def breadth_measures(made: FirmAnalysis, cells: ClusterCells) -> Found:
    """Return over how many countries clusters sell, how evenly, how far and in what rhythm."""
    if made.rows is None:
        return [], [Gap(CLUSTER_MARKETS, (), "markets")]
    rows, groups = made.rows, cells.groups
    found = made.breadth(groups)
    sold = totals(rows.at, rows.sales, len(made.panel.firm))
    none: Why = [(found.total == 0, "no foreign sales")]
    measures = [cells.measure("cluster_markets", found.markets, rows.known, counted=(sold,))]
    gaps = []
    for indicator, part in BREADTH.items():
        if part == "distance" and made.distance is None:
            gaps.append(Gap((f"cluster_{indicator}",), (), "distances"))
            continue
        why = [*none, (found.far, made.far_reason)] if part == "distance" else none
        value = getattr(found, part)
        measures.append(
            cells.measure(f"cluster_{indicator}", value, rows.known, summed=(sold,), why=why)
        )
    measures.append(_rhythm(made, cells, measures[0]))
    return measures, gaps


def _rhythm(made: FirmAnalysis, cells: ClusterCells, markets: Measure) -> Measure:
    """Return the rhythm of clusters, hidden from the first year whose markets are hidden."""
    panel = made.panel
    clusters, years = panel.cells
    tempo = made.rhythm(panel.cluster, len(panel.clusters))
    at = clusters, years
    hidden = np.zeros((len(panel.clusters), len(panel.years)), dtype=bool)
    hidden[at] = np.isnan(markets.value) & (markets.n > 0)
    since = np.logical_or.accumulate(hidden, axis=1)[at]
    own = [(markets.why == i, text) for i, text in enumerate(markets.reasons) if i]
    why: Why = [
        *own,
        (since, "the markets of an earlier year are hidden"),
        *rhythm_why(made, tempo.short[at], tempo.gap[at], tempo.none[at]),
    ]
    return measured("cluster_rhythm", tempo.value[at], n=markets.n, of=markets.of, why=why)


def step_firms(made: FirmAnalysis, cells: ClusterCells) -> tuple[Floats, Floats]:
    """Return in how many firms each measure of upgrading is known, and in how many it rose."""
    shape = (cells.groups.count, 0)
    known = [cells.groups.how_many(marks) for marks in made.steps.known]
    rose = [cells.groups.how_many(marks) for marks in made.steps.rose]
    if not known:
        return np.zeros(shape), np.zeros(shape)
    firms = np.stack(known, axis=1)
    hidden = hidden_cells(firms, rule=cells.rule) != SHOWN
    return np.where(hidden, np.nan, firms), np.where(hidden, np.nan, np.stack(rose, axis=1))
