r"""What each firm-year says: depth, ownership, purchases and speed, with reasons where it does not.

.. math:: TNI = \frac13 \left( \frac{A_f}{A} + \frac{S_f}{S} + \frac{E_f}{E} \right)

the transnationality index of UNCTAD (*World Investment Report*): the mean of the foreign shares of
assets, sales and employees.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from hanse.messages import message, plural
from hanse.observatory.internationalisation.groups import divided
from hanse.observatory.internationalisation.measures import Gap, Why
from hanse.observatory.internationalisation.panel import FirmPanel
from hanse.observatory.internationalisation.written_lists import WrittenLists, written_lists

__all__ = ["FirmValues", "firm_values"]

Floats = npt.NDArray[np.float64]
_DIFFER = 0.01  # of an export share that is given and one that is computed


@dataclass
class FirmValues:
    """Values of firm-years by indicator, with why they are empty.

    Attributes
    ----------
    values : dict of str to ndarray, shape (rows,)
        By indicator; those that the data cannot give are absent.
    why : dict of str to pairs of ndarray of bool and str
        Why values are empty.
    foreign_sales : ndarray, shape (rows,), optional
        As given, or the export share of the sales.
    modes, functions : WrittenLists, optional
        The lists of the file.
    gaps : list of Gap
        What is left out.
    notes : list of str
        What the reader must know.
    """

    values: dict[str, Floats] = field(default_factory=dict)
    why: dict[str, Why] = field(default_factory=dict)
    foreign_sales: Floats | None = None
    modes: WrittenLists | None = None
    functions: WrittenLists | None = None
    gaps: list[Gap] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def firm_values(panel: FirmPanel) -> FirmValues:
    """Return what the file of firms says without markets and without comparing years."""
    made = FirmValues()
    _exports(panel, made)
    _plain(panel, made, "is_direct_exporter", "direct_exporter")
    _transnationality(panel, made)
    made.modes, made.functions = (written_lists(panel.table, k) for k in ("modes", "functions"))
    if made.modes is None:
        made.gaps.append(Gap(("modes",), ("modes",), "firms"))
    else:
        made.values["modes"] = made.modes.number
    _plain(panel, made, "foreign_ownership", "foreign_ownership")
    _share(panel, made, "import_share", "imports", "purchases")
    _speed(panel, made)
    return made


def _absent(panel: FirmPanel, *columns: str) -> tuple[str, ...]:
    """Return the columns that are not there."""
    return tuple(name for name in columns if panel.column(name) is None)


def _plain(panel: FirmPanel, made: FirmValues, indicator: str, column: str) -> None:
    """Take a column as it is."""
    found = panel.column(column)
    if found is None:
        made.gaps.append(Gap((indicator,), (column,), "firms"))
    else:
        made.values[indicator] = found


def _share(panel: FirmPanel, made: FirmValues, indicator: str, part: str, whole: str) -> None:
    """Take the share of one column in another."""
    lost = _absent(panel, part, whole)
    if lost:
        made.gaps.append(Gap((indicator,), lost, "firms"))
        return
    below = panel.table.values[whole]
    made.values[indicator] = divided(panel.table.values[part], below)
    made.why[indicator] = [(below == 0, f"no {whole}")]


def _exports(panel: FirmPanel, made: FirmValues) -> None:
    """Take the export share, from amounts where there are any, and whether firms export."""
    sales, foreign = panel.column("sales"), panel.column("foreign_sales")
    given = panel.column("export_share")
    made.foreign_sales = foreign
    share = given
    if sales is not None and foreign is not None:
        share = divided(foreign, sales)
        if given is not None:
            apart = int((np.abs(share - given) > _DIFFER).sum())
            if apart:
                said = "The export share given differs from that of the amounts in {n}."
                made.notes.append(message(said, n=plural(apart, "firm-year")))
            share = np.where(np.isnan(share), given, share)
    if sales is not None and given is not None:
        of_sales = given * sales
        made.foreign_sales = (
            of_sales if foreign is None else np.where(np.isnan(foreign), of_sales, foreign)
        )
    if share is None:
        lost = _absent(panel, "sales", "foreign_sales")
        also = () if foreign is not None else ("is_exporter",)
        made.gaps.append(Gap(("export_share", *also), lost, "firms"))
    _whether(made, share, sales)


def _whether(made: FirmValues, share: Floats | None, sales: Floats | None) -> None:
    """Take the export share, and whether firms export: also where only the amount is given."""
    known = made.foreign_sales if share is None else share
    if known is None:
        return
    none = np.zeros(len(known), dtype=bool) if sales is None else sales == 0
    why: Why = [(none, "no sales")]
    if share is not None:
        made.values["export_share"] = np.where(none, np.nan, share)
        made.why["export_share"] = why
        if made.foreign_sales is not None:
            known = np.where(np.isnan(share), made.foreign_sales, share)
    made.values["is_exporter"] = np.where(none | np.isnan(known), np.nan, known > 0)
    made.why["is_exporter"] = why


def _transnationality(panel: FirmPanel, made: FirmValues) -> None:
    """Take the mean of the foreign shares of assets, sales and employees."""
    lost = _absent(panel, "assets", "foreign_assets", "employees", "foreign_employees")
    if "export_share" not in made.values:
        lost = (*_absent(panel, "sales", "foreign_sales"), *lost)
    if lost:
        made.gaps.append(Gap(("transnationality",), lost, "firms"))
        return
    parts = [made.values["export_share"]]
    why = list(made.why["export_share"])
    for name in ("assets", "employees"):
        whole = panel.table.values[name]
        parts.append(divided(panel.table.values[f"foreign_{name}"], whole))
        why.append((whole == 0, f"no {name}"))
    for name, part in zip(("sales", "assets", "employees"), parts, strict=True):
        why.append((np.isnan(part), f"share of {name} abroad not given"))
    made.values["transnationality"] = np.asarray(sum(parts) / 3)
    made.why["transnationality"] = why


def _speed(panel: FirmPanel, made: FirmValues) -> None:
    """Take the years from founding to the first foreign sale, once that has been made."""
    founded, began = panel.constant("founded"), panel.constant("first_foreign_sale")
    if founded is None or began is None:
        lost = _absent(panel, "founded", "first_foreign_sale")
        made.gaps.append(Gap(("speed",), lost, "firms"))
        return
    made.values["speed"] = began - founded
    later = began > panel.calendar[panel.year]
    home = np.zeros(len(later), dtype=bool)
    if "is_exporter" in made.values:
        home = np.isnan(began) & (made.values["is_exporter"] == 0)
    made.why["speed"] = [
        (later, "the first foreign sale comes later"),
        (home, "no foreign sale yet"),
        (np.isnan(founded), "year of founding not given"),
    ]
