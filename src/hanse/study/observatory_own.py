"""The user's own indicators of clusters: their cards, and a table of their values."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from hanse.errors import InputError, unknown_name
from hanse.observatory.indicators import Indicator
from hanse.observatory.internationalisation import ClusterDegree
from hanse.observatory.observations import Observations
from hanse.study.observatory_checks import first_place
from hanse.study.observatory_settings import ObservatorySettings
from hanse.study.toml_values import file_of
from hanse.tables.long_table import LongTable, read_long

__all__ = ["own_values"]

WHERE = "[observatory.values]"
KEYS = ("cluster", "year", "indicator")


def own_values(
    folder: Path,
    settings: ObservatorySettings,
    catalogue: Mapping[str, Indicator],
    degree: ClusterDegree,
    year: str,
) -> list[Observations]:
    """Return the user's own numbers of clusters up to a year, nothing where there is no table.

    The table has the columns ``cluster``, ``year``, ``indicator`` and ``value``. How many firms
    stand behind a number is not known here, so nothing is hidden: the numbers are the user's.

    Raises
    ------
    InputError
        If a cluster or an indicator is unknown (with the nearest), a row stands twice, or an
        indicator is one that is measured here or not one of clusters.
    """
    if not settings.values.file:
        return []
    path = file_of(folder, settings.values.file, WHERE)
    table = read_long(path, keys=KEYS, values=["value"]).unique(KEYS)
    _check(table, catalogue, degree)
    early = [label for label in table.key("year").labels if int(label) <= int(year)]
    table = table.only("year", early) if early else table.rows(np.zeros(table.n, dtype=bool))
    numbers = table.value("value")
    labels = {name: np.array(table.key(name).labels, dtype=object) for name in KEYS}
    texts = {name: tuple(labels[name][table.key(name).codes].tolist()) for name in KEYS}
    unknown = np.full(table.n, np.nan)
    made = Observations(
        ("cluster",) * table.n,
        texts["cluster"],
        texts["year"],
        texts["indicator"],
        numbers,
        unknown,
        unknown,
        tuple("not given" if np.isnan(one) else "" for one in numbers.tolist()),
        (f"Numbers of {settings.values.file} are shown as they were given; nothing is hidden.",),
    )
    return [made]


def _check(table: LongTable, catalogue: Mapping[str, Indicator], degree: ClusterDegree) -> None:
    """Refuse names that are not known, and numbers of what is measured here."""
    for name in table.key("cluster").labels:
        if name not in degree.units:
            raise unknown_name(
                "cluster", name, degree.units, where=first_place(table, "cluster", name)
            )
    for label in table.key("year").labels:
        if not label.isdigit():
            raise InputError(
                f"the year '{label}' is no whole number",
                where=first_place(table, "year", label),
                mend="Write 2024.",
            )
    measured = {one.indicator for one in degree.measures}
    for name in table.key("indicator").labels:
        if name not in catalogue:
            raise unknown_name(
                "indicator", name, catalogue, where=first_place(table, "indicator", name)
            )
        if name in measured or catalogue[name].level != "cluster":
            raise InputError(
                f"the indicator '{name}' is measured from the firms or not one of clusters",
                where=first_place(table, "indicator", name),
                mend="Give your own indicator a card of level cluster: [observatory.indicators].",
            )
