"""Degree of internationalisation of cluster organisations: what they have abroad, year by year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from hanse.errors import unknown_name
from hanse.observatory.internationalisation.cell_checks import CellChecks, whole_years
from hanse.observatory.internationalisation.groups import Groups
from hanse.observatory.internationalisation.measures import Degree, Gap, Measure, Why, measured
from hanse.observatory.internationalisation.partners import partner_breadth, with_codes
from hanse.observatory.internationalisation.schemas import ORGANISATION_KINDS
from hanse.tables.long_table import LongTable

__all__ = ["OrganisationDegree", "organisation_degree"]

_ZERO = "A kind of tie that an organisation does not list in a year in which it lists others is 0."
_ONE = "The file has no column number: each row counts as one."


@dataclass(frozen=True, eq=False)
class OrganisationDegree(Degree, kind="observatory-organisation-degree"):
    """How international each cluster organisation is in each year; ``n`` counts rows."""

    level: ClassVar[str] = "organisation"


def organisation_degree(organisations: LongTable) -> OrganisationDegree:
    """Measure what cluster organisations have abroad.

    Parameters
    ----------
    organisations : LongTable
        Keys ``organisation``, ``cluster``, ``year``, ``kind`` (agreement, office or mission) and
        perhaps ``country``; column ``number``, without which each row counts as one. See
        `ORGANISATIONS`.

    Returns
    -------
    OrganisationDegree
        Numbers of agreements, offices and missions, number of partner countries, and the entropy
        of the numbers over countries in nats; NaN with a reason where a number is missing or no
        country is named. An organisation of several clusters is the sum over them.

    Raises
    ------
    InputError
        If a kind or a country is not known, a number is negative, or a row stands twice.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [("agreement", "Norway", 2.0), ("office", "Chile", 1.0), ("mission", "Chile", 1.0)]
    >>> frame = pd.DataFrame(rows, columns=["kind", "country", "number"])
    >>> table = LongTable.from_frame(
    ...     frame.assign(organisation="Hub", cluster="Kista", year=2020),
    ...     keys=["organisation", "cluster", "year", "country", "kind"], values=["number"],
    ... )
    >>> made = organisation_degree(table)
    >>> {one.indicator: float(one.value[0].round(3)) for one in made.measures}
    {'agreements': 2.0, 'offices': 1.0, 'missions': 1.0, 'partner_countries': 2.0,
     'partner_entropy': 0.693}
    """
    table = with_codes(organisations)
    for name in ("organisation", "cluster", "kind"):
        table.key(name)
    years, year = whole_years(table)
    kind = _kinds(table)
    names = [n for n in ("organisation", "cluster", "year", "country", "kind") if n in table.keys]
    table.unique(names)
    checks = CellChecks(table)
    checks.within("number", 0.0, np.inf)
    checks.tell()
    number = table.values.get("number", np.ones(table.n))
    key = table.keys["organisation"]
    flat, cell = np.unique(key.codes.astype(np.int64) * len(years) + year, return_inverse=True)
    groups = Groups(cell.astype(np.int64), len(flat))
    measures, gaps = [], []
    for at, name in enumerate(("agreements", "offices", "missions")):
        lost: Why = [(groups.how_many(np.isnan(number) & (kind == at)) > 0, "a number is missing")]
        sums = groups.sums(np.where(kind == at, number, np.nan))
        rows = groups.how_many((kind == at) & ~np.isnan(number))
        measures.append(measured(name, sums, n=rows, of=groups.sizes, why=lost))
    if "country" in table.keys:
        measures += _partners(table, groups, number)
    else:
        gaps.append(Gap(("partner_countries", "partner_entropy"), ("country",), "organisations"))
    return OrganisationDegree(
        units=key.labels,
        years=years,
        unit=(flat // max(len(years), 1)).astype(np.int32),
        year=(flat % max(len(years), 1)).astype(np.int32),
        measures=tuple(measures),
        gaps=tuple(gaps),
        notes=(_ZERO, *(() if "number" in table.values else (_ONE,))),
    )


def _kinds(table: LongTable) -> npt.NDArray[np.int64]:
    """Return the kind of each row as a place; one that is not known is an error."""
    key = table.keys["kind"]
    places = []
    for label in key.labels:
        plain = label.strip().casefold()
        if plain not in ORGANISATION_KINDS:
            row = int(np.argmax(key.codes == key.labels.index(label)))
            raise unknown_name("kind", label, ORGANISATION_KINDS, where=table.place(row, "kind"))
        places.append(ORGANISATION_KINDS.index(plain))
    return np.array(places, dtype=np.int64)[key.codes]


def _partners(table: LongTable, groups: Groups, number: npt.NDArray[np.float64]) -> list[Measure]:
    """Return the number of partner countries and the entropy over them."""
    found, named = partner_breadth(table, groups.of, number, groups.count)
    nothing = groups.sums(number) == 0
    lost: Why = [
        (groups.how_many(np.isnan(number)) > 0, "a number is missing"),
        ((named == 0) & ~nothing, "no country named"),
    ]
    none: Why = [*lost, (found.total == 0, "no partner country")]
    n, of = named, groups.sizes
    return [
        measured("partner_countries", found.markets, n=n, of=of, why=lost),
        measured("partner_entropy", found.entropy, n=n, of=of, why=none),
    ]
