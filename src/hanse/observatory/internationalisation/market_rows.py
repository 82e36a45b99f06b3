"""The markets of firms, joined with their firm-years and checked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.messages import message, plural
from hanse.observatory.internationalisation.cell_checks import CellChecks, whole_years
from hanse.observatory.internationalisation.groups import totals
from hanse.observatory.internationalisation.panel import FirmPanel
from hanse.tables.countries import country_key
from hanse.tables.long_table import LongTable

__all__ = ["MarketRows", "market_rows"]

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class MarketRows:
    """Sales of firm-years by country.

    Attributes
    ----------
    at : ndarray of int64, shape (rows,)
        The row of the panel.
    country : ndarray of int64, shape (rows,)
        Place in ``countries``.
    sales : ndarray of float64, shape (rows,)
        From 0; no row of a firm-year of which an amount is missing is among them.
    countries : tuple of str
        Alpha-3 codes, sorted.
    known : ndarray of bool, shape (rows of the panel,)
        Whether the markets of the firm-year are known: it has rows and all have amounts, or it
        sells nothing abroad.
    partial : ndarray of bool, shape (rows of the panel,)
        Whether an amount of the firm-year is missing.
    notes : tuple of str
        What the reader must know; no firm is named.
    above : tuple of str
        Firm-years of which the markets sum to more than the foreign sales.
    """

    at: Ints
    country: Ints
    sales: Floats
    countries: tuple[str, ...]
    known: Marks
    partial: Marks
    notes: tuple[str, ...]
    above: tuple[str, ...]


def market_rows(
    panel: FirmPanel,
    table: LongTable,
    *,
    homes: tuple[str, ...],
    foreign_sales: Floats | None,
    export_share: Floats | None,
    tolerance: float,
) -> MarketRows:
    """Return the markets of a panel.

    Parameters
    ----------
    panel : FirmPanel
        The firm-years.
    table : LongTable
        Keys ``firm``, ``year``, ``country`` and perhaps ``cluster``; column ``sales``.
    homes : tuple of str
        The home country of each cluster of the panel, empty where it is not known.
    foreign_sales, export_share : ndarray, shape (rows of the panel,), optional
        What the firms say of all markets together.
    tolerance : float
        By how much, as a share, the markets of a firm may exceed its foreign sales without a note.

    Raises
    ------
    InputError
        If a country or firm is not known, a firm is not in the panel in that year or in another
        cluster, home is among the markets, sales are negative, or a row stands twice.
    """
    table = country_key(table, "country")
    at = _places(panel, table)
    _refuse_home(table, np.array(homes, dtype=object)[panel.cluster[at]])
    table.unique(["firm", "year", "country"])
    checks = CellChecks(table)
    checks.within("sales", 0.0, np.inf)
    checks.tell()
    sales = table.value("sales")
    rows = len(panel.firm)
    partial = totals(at, np.isnan(sales), rows) > 0
    listed = np.bincount(at, minlength=rows) > 0
    at_home = np.zeros(rows, dtype=bool)
    for said in (foreign_sales, export_share):
        if said is not None:
            at_home |= said == 0
    kept = ~partial[at]
    sums = totals(at[kept], sales[kept], rows)
    known = (listed & ~partial) | (at_home & ~listed)
    notes, above = _notes(panel, sums, listed & ~partial, foreign_sales, tolerance)
    return MarketRows(
        at=at[kept],
        country=table.keys["country"].codes[kept].astype(np.int64),
        sales=sales[kept],
        countries=table.keys["country"].labels,
        known=known,
        partial=partial,
        notes=notes,
        above=above,
    )


def _refuse_home(table: LongTable, home: npt.NDArray[np.object_]) -> None:
    """Raise if there are sales at home, the country of each row's cluster, among the markets."""
    key = table.keys["country"]
    here = np.array(key.labels, dtype=object)[key.codes] == home
    checks = CellChecks(table)
    checks.add(here, "country", lambda i: f"{home[i]} is home")
    checks.tell("Take the home country out: markets are abroad.")


def _places(panel: FirmPanel, table: LongTable) -> Ints:
    """Return the row of the panel for each row of the markets."""
    where = table.file or "frame"
    firms = {name: at for at, name in enumerate(panel.firms)}
    key = table.key("firm")
    for name in key.labels:
        if name not in firms:
            row = int(np.argmax(key.codes == key.labels.index(name)))
            raise unknown_name("firm", name, panel.firms, where=table.place(row, "firm"))
    firm = np.array([firms[name] for name in key.labels], dtype=np.int64)[key.codes]
    years, year = whole_years(table)
    known = {int(text): at for at, text in enumerate(panel.years)}
    year = np.array([known.get(int(text), -1) for text in years], dtype=np.int64)[year]
    width = len(panel.years)
    flat = panel.firm * width + panel.year
    wanted = firm * width + year
    at = np.minimum(np.searchsorted(flat, wanted), max(len(flat) - 1, 0))
    lost = (year < 0) | (flat[at] != wanted if len(flat) else True)
    if lost.any():
        texts = table.keys["year"]
        shown = [
            f"{key.labels[key.codes[i]]} in {texts.labels[texts.codes[i]]} (row {table.lines[i]})"
            for i in np.flatnonzero(lost)[:10].tolist()
        ]
        more = f"; and {int(lost.sum()) - 10:,} more" if lost.sum() > 10 else ""
        raise InputError(
            f"markets of firm-years that the file of firms lacks: {'; '.join(shown)}{more}",
            where=where,
            mend="Add the firm in that year to the file of firms, or take its markets out.",
        )
    _check_clusters(panel, table, at)
    return at


def _check_clusters(panel: FirmPanel, table: LongTable, at: Ints) -> None:
    """Raise if the markets put a firm into another cluster than the file of firms does."""
    if "cluster" not in table.keys:
        return
    key = table.keys["cluster"]
    ours = {name: place for place, name in enumerate(panel.clusters)}
    theirs = np.array([ours.get(name, -1) for name in key.labels], dtype=np.int64)[key.codes]
    checks = CellChecks(table)
    checks.add(
        theirs != panel.cluster[at],
        "cluster",
        lambda i: (
            f"'{key.labels[key.codes[i]]}', but {panel.firms[panel.firm[at[i]]]} is in "
            f"'{panel.clusters[panel.cluster[at[i]]]}' in the file of firms"
        ),
    )
    checks.tell("Name the same cluster in both files.")


def _notes(
    panel: FirmPanel, sums: Floats, listed: Marks, foreign: Floats | None, tolerance: float
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return how the markets agree with all foreign sales of firms, and where they exceed them."""
    if foreign is None:
        return (), ()
    both = listed & ~np.isnan(foreign)
    above = np.flatnonzero(both & (sums > foreign * (1 + tolerance)))
    names = tuple(f"{panel.firms[panel.firm[i]]} {panel.years[panel.year[i]]}" for i in above)
    said = []
    if names:
        n = plural(len(names), "firm-year")
        said.append(message("The markets sum to more than the foreign sales in {n}.", n=n))
    if foreign[both].sum() > 0:
        said.append(
            message(
                "The file of markets holds {share:.0%} of the foreign sales of the {n} that have "
                "both.",
                share=sums[both].sum() / foreign[both].sum(),
                n=plural(int(both.sum()), "firm-year"),
            )
        )
    return tuple(said), names
