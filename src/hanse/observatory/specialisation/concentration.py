"""Concentration: the answer that its measures share, and the Herfindahl index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hanse.errors import unknown_name
from hanse.messages import columns_text, message, plural
from hanse.observatory.specialisation.regional import RegionalTable
from hanse.observatory.specialisation.text import number_text
from hanse.result import Answer

__all__ = ["Concentration", "herfindahl", "notes_of_hidden"]

Floats = npt.NDArray[np.float64]
_SHOWN = 15


@dataclass(frozen=True, eq=False)
class Concentration(Answer, kind="observatory-concentration"):
    """One measure of concentration for each region or industry.

    Attributes
    ----------
    measure : {"herfindahl", "gini", "gamma"}
        The column that is the measure.
    of : {"region", "industry"}
        What the names are.
    names : tuple of str
        n of them.
    columns : mapping of str to ndarray of float64, shape (n,)
        The measure and what it rests on, with ``hidden``, the number of hidden cells left out.
    reasons : tuple of str
        Why the measure is NaN, empty where it is not.
    notes : tuple of str
        What is to be known of it.
    """

    measure: str
    of: str
    names: tuple[str, ...]
    columns: Mapping[str, npt.NDArray[np.float64]]
    reasons: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def values(self) -> Floats:
        """The measure, NaN where there is a reason; shape (n,)."""
        return self.columns[self.measure]

    def value(self, name: str) -> float:
        """Return the measure of one region or industry.

        Raises
        ------
        InputError
            If there is none of that name, with the nearest.
        """
        if name not in self.names:
            raise unknown_name(self.of, name, self.names)
        return float(self.values[self.names.index(name)])

    def __str__(self) -> str:
        known = np.where(np.isnan(self.values), -np.inf, self.values)
        lines = [
            [self.names[at], *(number_text(one[at], 3) for one in self.columns.values())]
            for at in np.argsort(-known, kind="stable")[:_SHOWN].tolist()
        ]
        head = f"Highest {self.measure} of {plural(len(self.names), self.of, _many(self.of))}"
        return "\n".join(
            [head, columns_text([self.of, *self.columns], lines, left=[0]), *self.notes]
        )

    def to_frame(self) -> Any:
        """Return one row for each name: region or industry, the columns, ``reason``."""
        import pandas as pd

        return pd.DataFrame(
            {self.of: list(self.names), **self.columns, "reason": list(self.reasons)}
        )


def herfindahl(
    table: RegionalTable, *, of: str = "region", industries: tuple[str, ...] | None = None
) -> Concentration:
    """Measure how concentrated each region is in few industries, or each industry in few regions.

    HHI = Σ s², with s the shares of the cells in their sum; from 1/n (n equal shares) to 1.

    Parameters
    ----------
    table : RegionalTable
        Regions × industries.
    of : {"region", "industry"}
        What is measured.
    industries : tuple of str, optional
        Those that are looked at, all where none are named.

    Returns
    -------
    Concentration
        Columns ``herfindahl``, ``equivalent`` (1/HHI: as many equal shares), ``cells`` (above 0)
        and ``hidden``. Hidden cells are left out; NaN where nothing is left.

    Examples
    --------
    >>> table = RegionalTable(
    ...     ("A",), ("x", "y"), np.array([[30.0, 70.0]]), np.zeros((1, 2)),
    ...     np.array([100.0]), np.array([30.0, 70.0]), 100.0,
    ... )
    >>> herfindahl(table).value("A")
    0.58
    """
    counts, names = _oriented(table, of, industries)
    known = np.where(np.isnan(counts), 0.0, counts)
    sums = known.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        made = (known**2).sum(axis=1) / np.where(sums > 0, sums, np.nan) ** 2
    columns = {
        "herfindahl": made,
        "equivalent": 1 / made,
        "cells": (known > 0).sum(axis=1).astype(np.float64),
        "hidden": np.isnan(counts).sum(axis=1).astype(np.float64),
    }
    nothing = message("no {measure} in the cells that are shown", measure=table.measure)
    reasons = tuple("" if sum_ > 0 else nothing for sum_ in sums.tolist())
    return Concentration("herfindahl", of, names, columns, reasons, notes_of_hidden(columns))


def _oriented(
    table: RegionalTable, of: str, industries: tuple[str, ...] | None
) -> tuple[Floats, tuple[str, ...]]:
    """Return the counts with what is measured down, and its names."""
    if of not in ("region", "industry"):
        raise unknown_name("side of the table", of, ("region", "industry"), where="herfindahl")
    columns = table.columns(industries)
    counts = table.counts[:, columns]
    if of == "region":
        return counts, table.regions
    return counts.T, tuple(table.industries[at] for at in columns.tolist())


def notes_of_hidden(columns: Mapping[str, Floats]) -> tuple[str, ...]:
    """Return a note where cells were left out."""
    n = int(columns["hidden"].sum())
    if not n:
        return ()
    return (message("{cells} left out that are hidden.", cells=plural(n, "cell")),)


def _many(word: str) -> str:
    """Return the plural of region or industry."""
    return {"region": "regions"}.get(word, "industries")
