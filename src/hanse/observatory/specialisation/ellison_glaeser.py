"""The index of Ellison and Glaeser: concentration beyond that of the plants."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from hanse.errors import InputError, unknown_name
from hanse.messages import message
from hanse.observatory.specialisation.concentration import Concentration, notes_of_hidden
from hanse.observatory.specialisation.regional import RegionalTable
from hanse.tables.long_table import LongTable

__all__ = ["ellison_glaeser", "plant_herfindahl"]

Floats = npt.NDArray[np.float64]
_EQUAL_PLANTS = (
    "The plant Herfindahl is that of plants of equal size within each region: a lower bound, so "
    "that gamma is an upper one."
)


def ellison_glaeser(
    table: RegionalTable, *, plants: Mapping[str, float] | None = None
) -> Concentration:
    """Measure the concentration of each industry beyond that of its plants.

    γ = (G − (1 − Σ x²) H) / ((1 − Σ x²)(1 − H)) with G = Σ (s − x)², s the shares of the regions in
    the industry, x those in all, H the Herfindahl index of the sizes of its plants (Ellison and
    Glaeser 1997, *Journal of Political Economy* 105(5), p. 899). 0 is chance, above 0.05 they call
    highly concentrated (p. 903).

    Parameters
    ----------
    table : RegionalTable
        Regions × industries, all totals of regions known.
    plants : mapping of str to float, optional
        H of each industry, in [0, 1], as `plant_herfindahl` gives. Without it, it is found from the
        establishments of the table as if those of a region were equally large, H = Σ s² / n, which
        is the least that it can be.

    Returns
    -------
    Concentration
        Columns ``gamma``, ``G``, ``H`` and ``hidden``. NaN for an industry with nothing, with one
        plant (H = 1), or where all is in one region.

    Raises
    ------
    InputError
        If a plant Herfindahl is missing or out of range and there are no establishments, or totals
        of regions are not known.
    """
    totals = table.region_totals
    if np.isnan(totals).any() or not totals.sum() > 0:
        raise InputError(
            "the totals of all regions are needed",
            where=table.file or "Ellison-Glaeser index",
            mend="Give them, or leave the regions without one out.",
        )
    x = totals / totals.sum()
    spread = 1 - float((x**2).sum())
    known = np.where(np.isnan(table.counts), 0.0, table.counts)
    sums = known.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        s = known / np.where(sums > 0, sums, np.nan)
        raw = ((s - x[:, None]) ** 2).sum(axis=0)
        plant = _plants(table, s, plants)
        able = (sums > 0) & (plant < 1) & (spread > 0)
        made = np.where(able, (raw - spread * plant) / (spread * (1 - plant)), np.nan)
    nothing = message("no {measure} in the regions that are shown", measure=table.measure)
    why_not = ["one region has all" if spread <= 0 else "its only plant has all"] * len(sums)
    reasons = [
        "" if fine else (nothing if not total > 0 else why)
        for fine, total, why in zip(able.tolist(), sums.tolist(), why_not, strict=True)
    ]
    columns = {
        "gamma": made,
        "G": raw,
        "H": plant,
        "hidden": np.isnan(table.counts).sum(axis=0).astype(np.float64),
    }
    notes = (*notes_of_hidden(columns), *([_EQUAL_PLANTS] if plants is None else []))
    return Concentration("gamma", "industry", table.industries, columns, tuple(reasons), notes)


def plant_herfindahl(table: LongTable, *, industry: str, size: str) -> dict[str, float]:
    """Return the Herfindahl index of the sizes of plants in each industry.

    Parameters
    ----------
    table : LongTable
        One row for each plant.
    industry, size : str
        The key of the industry and the column with jobs or sales, from 0.

    Returns
    -------
    dict of str to float
        From 1/n to 1, NaN where all sizes are 0 or one is missing.
    """
    sizes = table.nonnegative(size)
    key = table.key(industry)
    sums = np.bincount(key.codes, weights=sizes, minlength=len(key.labels))
    squares = np.bincount(key.codes, weights=sizes**2, minlength=len(key.labels))
    with np.errstate(invalid="ignore", divide="ignore"):
        made = squares / np.where(sums > 0, sums, np.nan) ** 2
    return dict(zip(key.labels, made.tolist(), strict=True))


def _plants(table: RegionalTable, s: Floats, plants: Mapping[str, float] | None) -> Floats:
    """Return the plant Herfindahl of each industry."""
    if plants is None:
        if not table.has_establishments:
            raise InputError(
                "the sizes of plants are not known",
                where=table.file or "Ellison-Glaeser index",
                mend="Give plants= (see plant_herfindahl), or a table with establishments.",
            )
        number = np.where(table.establishments > 0, table.establishments, np.nan)
        squares = np.where(s > 0, s**2 / number, 0.0).sum(axis=0)
        return np.where(np.isnan(s).all(axis=0), np.nan, squares)
    for name in table.industries:
        if name not in plants:
            raise unknown_name("plant Herfindahl of industry", name, plants)
        if not 0 <= plants[name] <= 1:
            raise InputError(
                f"the plant Herfindahl of {name} is {plants[name]}",
                mend="Give a number from 0 to 1.",
            )
    return np.array([plants[name] for name in table.industries], dtype=np.float64)
