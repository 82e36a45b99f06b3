"""The cells of regions and codes, before and after they are put into clusters and hidden."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.messages import message, plural
from hanse.observatory.specialisation.definitions import MatchedClusters
from hanse.observatory.specialisation.regional import MISSING, WITHHELD
from hanse.observatory.suppression import SHOWN, SuppressionRule, hidden_cells
from hanse.tables.long_table import LongTable

__all__ = ["Cells", "Layout", "clustered_cells", "hidden_of", "placed_cells"]

Floats = npt.NDArray[np.float64]
_MISSING = ("refuse", "leave out")


@dataclass(frozen=True)
class Layout:
    """Which columns of a long table are what, and which of its rows count.

    Attributes
    ----------
    region, industry, measure : str
        The keys of regions and codes, and the column that is measured.
    establishments : str
        Column with the number of firms or establishments of each row; empty if there is none.
    largest : str
        Column with the share of the largest firm of each row, in [0, 1]; empty if there is none.
    year_key, year : str
        The key of the year and the year that is taken; without one the table must hold one only.
    level_key : str
        The key that tells the level of a row; empty takes the length of the codes.
    level : int, str or None
        The level; None takes all codes, if none lies within another.
    total : str or None
        The code that stands for all industries, empty if there is none; None refuses codes that
        look like one.
    missing : {"refuse", "leave out"}
        What to do with rows without a value: refuse, or take nothing for them and hide their cells.
    tolerance : float
        By how much, as a share, the industries of a region may exceed its total before this is an
        error; publishers that add noise exceed it a little.
    """

    region: str = "region"
    industry: str = "industry"
    measure: str = "employment"
    establishments: str = ""
    largest: str = ""
    year_key: str = "year"
    year: str = ""
    level_key: str = ""
    level: int | str | None = None
    total: str | None = None
    missing: str = "refuse"
    tolerance: float = 0.02


@dataclass(frozen=True)
class Cells:
    """The cells of regions and codes before anything is hidden; all of shape (r, i)."""

    names: tuple[str, ...]
    counts: Floats
    missing: npt.NDArray[np.bool_]
    firms: Floats | None
    largest: Floats | None


def placed_cells(table: LongTable, layout: Layout, regions: tuple[str, ...]) -> Cells:
    """Return the cells of all regions and the codes of the level."""
    if layout.missing not in _MISSING:
        raise unknown_name("way with missing values", layout.missing, _MISSING)
    measured = table.nonnegative(layout.measure)
    gaps = np.isnan(measured)
    if gaps.any() and layout.missing == "refuse":
        first = int(np.flatnonzero(gaps)[0])
        raise InputError(
            f"no {layout.measure} in {plural(int(gaps.sum()), 'row')}",
            where=table.place(first, layout.measure),
            mend='Fill the cells, or take missing="leave out": then their cells are hidden and '
            "count as nothing in the totals.",
        )
    filled = {layout.measure: np.where(gaps, 0.0, measured), "missing": gaps.astype(np.float64)}
    if layout.establishments:
        filled["firms"] = table.nonnegative(layout.establishments)
    if layout.largest:
        shares = table.between(layout.largest, 0, 1)
        filled["largest"] = np.where(np.isnan(shares), 0.0, shares) * filled[layout.measure]
    plain = LongTable(table.keys, filled, table.file, table.lines)
    places = {name: at for at, name in enumerate(regions)}
    here = [places[label] for label in table.key(layout.region).labels]

    def placed(name: str) -> Floats:
        found = plain.matrix(layout.region, layout.industry, name)
        if len(here) == len(regions):
            return found
        made = np.zeros((len(regions), found.shape[1]))
        made[here] = found
        return made

    return Cells(
        names=table.key(layout.industry).labels,
        counts=placed(layout.measure),
        missing=placed("missing") > 0,
        firms=placed("firms") if layout.establishments else None,
        largest=placed("largest") if layout.largest else None,
    )


def clustered_cells(
    cells: Cells, matched: MatchedClusters, industry_totals: Floats
) -> tuple[Cells, Floats]:
    """Return the cells and totals of clusters: sums over their codes."""
    places = {code: at for at, code in enumerate(cells.names)}
    member = np.zeros((len(cells.names), len(matched.codes)))
    for column, codes in enumerate(matched.codes.values()):
        member[[places[code] for code in codes], column] = 1
    largest = cells.largest
    if largest is not None:
        largest = np.stack(
            [largest[:, member[:, c] > 0].max(axis=1) for c in range(member.shape[1])], axis=1
        )
    made = Cells(
        names=tuple(matched.codes),
        counts=cells.counts @ member,
        missing=(cells.missing @ member) > 0,
        firms=None if cells.firms is None else cells.firms @ member,
        largest=largest,
    )
    return made, industry_totals @ member


def hidden_of(cells: Cells, rule: SuppressionRule) -> tuple[npt.NDArray[np.int8], tuple[str, ...]]:
    """Return why cells are hidden, and notes about it."""
    shape = cells.counts.shape
    said: list[str] = []
    shares = None
    if cells.largest is not None:
        with np.errstate(invalid="ignore", divide="ignore"):
            shares = np.where(cells.counts > 0, cells.largest / cells.counts, 0.0)
        shares = np.clip(shares, 0.0, 1.0)
    if cells.firms is None:
        said.append("No column of establishments: cells of few firms are not hidden.")
        enough = np.full(shape, float(rule.minimum_firms))
        hidden = hidden_cells(enough, largest=shares, rule=rule)
    else:
        hidden = hidden_cells(cells.firms, largest=shares, rule=rule)
        withheld = (cells.counts == 0) & (cells.firms > 0) & (hidden == SHOWN)
        hidden[withheld] = WITHHELD
        if withheld.any():
            said.append(
                message(
                    "{cells} with firms but without a figure: withheld by the publisher, and "
                    "nothing in the totals.",
                    cells=plural(int(withheld.sum()), "cell"),
                )
            )
    hidden[cells.missing & (hidden == SHOWN)] = MISSING
    if cells.missing.any():
        n = plural(int(cells.missing.sum()), "cell")
        said.append(message("{cells} with a value that is missing are hidden.", cells=n))
    return hidden, tuple(said)
