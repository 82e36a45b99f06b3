"""From a long table to regions × industries at one level, in one year, safe to publish."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.messages import join_names, message, plural
from hanse.observatory.specialisation.cells import (
    Cells,
    Layout,
    clustered_cells,
    hidden_of,
    placed_cells,
)
from hanse.observatory.specialisation.definitions import (
    ClusterDefinition,
    match_clusters,
)
from hanse.observatory.specialisation.framed import Framed, framed
from hanse.observatory.specialisation.levels import rows_of_level, rows_of_total
from hanse.observatory.specialisation.regional import RegionalTable
from hanse.observatory.suppression import SHOWN, SuppressionRule, hidden_cells
from hanse.tables.long_table import LongTable

__all__ = ["Layout", "regional_table"]

Floats = npt.NDArray[np.float64]


def regional_table(
    table: LongTable,
    layout: Layout | None = None,
    *,
    clusters: Sequence[ClusterDefinition] | None = None,
    national: Mapping[str, float] | None = None,
    national_total: float | None = None,
    rule: SuppressionRule | None = None,
) -> RegionalTable:
    """Put a long table into regions × industries, or regions × clusters.

    Parameters
    ----------
    table : LongTable
        One row for each region and code (and year, and level).
    layout : Layout, optional
        Which columns are what; by default ``region``, ``industry`` and ``employment``.
    clusters : sequence of ClusterDefinition, optional
        The clusters to take instead of the codes. The totals stay those of all codes.
    national : mapping of str to float, optional
        Totals of the codes in a larger base, such as the country; by default the base is the sum
        over the regions that are listed.
    national_total : float, optional
        All industries in that base; by default the sum of ``national``.
    rule : SuppressionRule, optional
        When cells are hidden; by default with fewer than three firms, or one above 85%. Without a
        column of establishments the number of firms cannot be judged, which is noted. With
        ``second=True`` a second cell is hidden where one alone would follow by difference: in each
        industry, and where the industries are codes that sum to a region in that region too.

    Returns
    -------
    RegionalTable
        Cells without a row are 0. The total of a region is that of the total code, without one
        the sum of its codes. Totals of too few firms are hidden as cells are.

    Raises
    ------
    InputError
        If a name is unknown, years are mixed, a region and code stand twice, a number is negative
        or missing and refused, levels are mixed, or industries exceed the total of their region.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({
    ...     "region": ["A", "A", "B", "B"], "industry": ["1", "2", "1", "2"],
    ...     "employment": [30.0, 70.0, 10.0, 90.0],
    ... })
    >>> long = LongTable.from_frame(frame, keys=["region", "industry"], values=["employment"])
    >>> regional_table(long).industry_totals
    array([ 40., 160.])
    """
    layout, rule = layout or Layout(), rule or SuppressionRule()
    table, year = _of_year(table, layout)
    inner, stated = _parted(table, layout)
    regions = table.key(layout.region).labels
    cells = placed_cells(inner, layout, regions)
    totals, coverage, notes = _totals(stated, layout, regions, cells.counts.sum(axis=1))
    of_regions = hidden_cells(_firms_of_regions(stated, layout, regions, cells), rule=rule)
    base, total = _base(cells, totals, national, national_total, inner.file)
    cells, base, told = _in_clusters(cells, clusters, base, inner.file)
    hidden, said = hidden_of(cells, rule)
    of_base = _hidden_of_base(cells, base, is_national=national is not None, rule=rule)
    codes = framed(hidden, of_regions, of_base, SHOWN).astype(np.int8)
    whole = Framed(framed(cells.counts, totals, base, total), codes)
    whole = whole.with_second(of_codes=clusters is None) if rule.second else whole
    return RegionalTable(
        regions=regions,
        industries=cells.names,
        counts=whole.shown[:-1, :-1],
        hidden=whole.codes[:-1, :-1],
        region_totals=whole.shown[:-1, -1],
        industry_totals=whole.shown[-1, :-1],
        total=float(whole.shown[-1, -1]),
        establishments=np.zeros((0, 0)) if cells.firms is None else cells.firms,
        measure=layout.measure,
        base="all listed regions" if national is None else "national totals",
        year=year,
        file=table.file,
        coverage=coverage,
        rule=rule,
        notes=(*notes, *told, *said, *whole.said(regions, cells.names)),
    )


def _parted(table: LongTable, layout: Layout) -> tuple[LongTable, LongTable]:
    """Return the rows of the level, and those of the code of all industries."""
    of_total = rows_of_total(table, layout.industry, layout.total)
    return _of_level(table.rows(~of_total), layout), table.rows(of_total)


def _base(
    cells: Cells,
    totals: Floats,
    national: Mapping[str, float] | None,
    national_total: float | None,
    file: str,
) -> tuple[Floats, float]:
    """Return the total of each code and of all: those of the listed regions, or national ones."""
    if national is None:
        return cells.counts.sum(axis=0), float(np.nansum(totals))
    return _national(national, national_total, cells.names, file)


def _hidden_of_base(
    cells: Cells, base: Floats, *, is_national: bool, rule: SuppressionRule
) -> npt.NDArray[np.int8]:
    """Return why the total of each industry is hidden; national totals never are."""
    if cells.firms is None or is_national:
        return np.zeros(base.shape, dtype=np.int8)
    return hidden_cells(cells.firms.sum(axis=0), rule=rule)


def _of_level(table: LongTable, layout: Layout) -> LongTable:
    """Return the rows of the level; two rows of the same region and code are an error."""
    level = rows_of_level(table, layout.industry, layout.level, layout.level_key or None)
    return table.rows(level).unique([layout.region, layout.industry])


def _of_year(table: LongTable, layout: Layout) -> tuple[LongTable, str]:
    """Return the rows of the year; mixed years are an error."""
    if layout.year:
        return table.only(layout.year_key, layout.year), layout.year
    if layout.year_key not in table.keys:
        return table, ""
    years = table.keys[layout.year_key].labels
    if len(years) > 1:
        raise InputError(
            f"the table mixes {plural(len(years), 'year')}: {join_names(years)}",
            where=table.file,
            mend=f'Choose one: year="{years[-1]}".',
        )
    return table, years[0]


def _totals(
    table: LongTable, layout: Layout, regions: tuple[str, ...], sums: Floats
) -> tuple[Floats, float, tuple[str, ...]]:
    """Return the totals of the regions, the share of them that the level covers, and notes."""
    if not layout.total:
        return sums, float("nan"), ()
    table.unique([layout.region])
    table.nonnegative(layout.measure)
    found = dict(
        zip(
            table.key(layout.region).labels,
            table.totals(layout.region, layout.measure).tolist(),
            strict=True,
        )
    )
    totals = np.array([found.get(name, np.nan) for name in regions])
    above = np.flatnonzero(sums > totals * (1 + layout.tolerance))
    if above.size:
        worst = [f"{regions[i]} ({sums[i]:,.0f} of {totals[i]:,.0f})" for i in above[:5].tolist()]
        raise InputError(
            f"the industries exceed the total in {plural(above.size, 'region')}: "
            f"{join_names(worst)}",
            where=table.file,
            mend="Something is counted twice: choose another level, or allow more: tolerance=.",
        )
    known = ~np.isnan(totals) & (totals > 0)
    coverage = float(sums[known].sum() / totals[known].sum()) if known.any() else float("nan")
    level = "" if layout.level is None else message(" of level {level}", level=layout.level)
    said = message(
        "The codes{level} cover {share:.1%} of the totals (code {total}).",
        level=level,
        share=coverage,
        total=layout.total,
    )
    return totals, coverage, (said,)


def _firms_of_regions(
    table: LongTable, layout: Layout, regions: tuple[str, ...], cells: Cells
) -> Floats:
    """Return the number of firms behind the total of each region, 0 where none are known."""
    made = np.zeros(len(regions)) if cells.firms is None else cells.firms.sum(axis=1)
    if cells.firms is None or not layout.total:
        return made
    labels = table.key(layout.region).labels
    found = table.totals(layout.region, layout.establishments)
    stated = dict(zip(labels, found.tolist(), strict=True))
    return np.array([stated.get(name, n) for name, n in zip(regions, made.tolist(), strict=True)])


def _in_clusters(
    cells: Cells,
    clusters: Sequence[ClusterDefinition] | None,
    industry_totals: Floats,
    file: str,
) -> tuple[Cells, Floats, tuple[str, ...]]:
    """Return the cells and totals of clusters where some are defined, and notes."""
    if clusters is None:
        return cells, industry_totals, ()
    matched = match_clusters(clusters, cells.names, where=f"{file or 'frame'}, clusters")
    held = [
        message("Cluster {name}: {codes}.", name=name, codes=join_names(codes))
        for name, codes in matched.codes.items()
    ]
    return *clustered_cells(cells, matched, industry_totals), (*held, *matched.notes)


def _national(
    national: Mapping[str, float], total: float | None, codes: tuple[str, ...], file: str
) -> tuple[Floats, float]:
    """Return the national totals of the codes and of all industries."""
    for code in codes:
        if code not in national:
            raise unknown_name("national total of code", code, national, where=file)
    wrong = [code for code, number in national.items() if not 0 <= number < np.inf]
    if wrong:
        raise InputError(
            f"the national total of {wrong[0]} is {national[wrong[0]]}",
            mend="Give a number from 0.",
        )
    made = np.array([national[code] for code in codes], dtype=np.float64)
    whole = float(sum(national.values())) if total is None else float(total)
    if whole < made.sum() * (1 - 1e-12):
        raise InputError(
            f"the national total is {whole:,.0f}, its industries sum to {made.sum():,.0f}",
            mend="Give the total of all industries, or leave it out.",
        )
    return made, whole
