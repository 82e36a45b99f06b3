"""Observations of made-up clusters for the tests of benchmarks."""

import math

from hanse.observatory.observations import Observations

NAN = math.nan


def observed(table, *, indicator="exporter_share", n=20, level="cluster", notes=()):
    """Return the observations of {year: {unit: value}}; None is a value that is hidden."""
    rows = [
        (level, unit, str(year), indicator, NAN if value is None else value,
         n.get(unit, 20) if isinstance(n, dict) else n, NAN,
         "fewer than 3 firms" if value is None else "")
        for year, values in table.items()
        for unit, value in values.items()
    ]  # fmt: skip
    return Observations.from_rows(rows, notes=notes)


def of_values(values, *, year=2020, **more):
    """Return the observations of one year: units C0, C1, ..."""
    return observed({year: {f"C{k}": value for k, value in enumerate(values)}}, **more)


def names(values):
    return [f"C{k}" for k in range(len(values))]
