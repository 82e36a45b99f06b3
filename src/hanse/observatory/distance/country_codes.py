"""Codes in publishers' files: countries, groups of countries, and countries that are no more."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from hanse.errors import InputError
from hanse.messages import Message, join_names, message, plural
from hanse.tables.countries import country_key
from hanse.tables.grid import place
from hanse.tables.long_table import LongTable

__all__ = ["AGGREGATES", "FORMER", "with_country_codes"]

_GROUPS = """
AFE AFW ARB CEA CEB CHI CLA CME CSA CSS EAP EAR EAS ECA ECS EMU EUU FCS
HIC HPC IBD IBT IDA IDB IDX INX LAC LCN LDC LIC LMC LMY LTE MEA MIC MNA
NAC NRS NXS OED OSS PRE PSS PST RRS SAS SSA SSF SST SXZ TEA TEC TLA TMN
TSA TSS UMC WLD XZN
"""

AGGREGATES = frozenset(_GROUPS.split())
"""Groups of countries in the tables of the World Bank: WLD (world), EUU (European Union) ...

CHI are the Channel Islands, which are two countries of ISO 3166.
"""

FORMER = {
    "ANT": "the Netherlands Antilles, dissolved in 2010",
    "CSK": "Czechoslovakia, dissolved in 1993",
    "DDR": "the German Democratic Republic, to 1990",
    "SCG": "Serbia and Montenegro, dissolved in 2006",
    "SUN": "the Soviet Union, dissolved in 1991",
    "YMD": "South Yemen, to 1990",
    "YUG": "Yugoslavia, to 2003",
}
"""Codes that ISO 3166 has withdrawn and that no one country of today stands for."""


def with_country_codes(table: LongTable, *keys: str) -> LongTable:
    """Return the rows of countries, the labels of the keys as codes of three letters.

    Rows of aggregates and of countries that are no more are left out, which the notes tell, and old
    codes become those of today. Two labels that mean one country become one; rows that are the same
    then are for the caller to find (`LongTable.unique`).

    Parameters
    ----------
    table : LongTable
        Any.
    keys : str
        The keys that hold countries: codes of two or three letters, of three digits, or names.

    Raises
    ------
    InputError
        If a label is no country, with the nearest one; all such labels are told together with
        their first row.

    Examples
    --------
    >>> import pandas as pd
    >>> frame = pd.DataFrame({"country": ["SWE", "WLD", "SCG", "ROM"], "gdp": [1.0, 9.0, 2.0, 3.0]})
    >>> found = with_country_codes(
    ...     LongTable.from_frame(frame, keys=["country"], values=["gdp"]), "country"
    ... )
    >>> found.keys["country"].labels
    ('ROU', 'SWE')
    >>> print(found.notes[0])
    Left out, because they are groups of countries: 1 code, WLD.
    """
    for name in keys:
        labels = table.key(name).labels
        groups = [label for label in labels if label in AGGREGATES]
        former = [label for label in labels if label in FORMER]
        kept, said = _without(table, name, groups, former)
        if not kept.n:
            raise InputError("no row of a country", where=place(table.file or "frame", column=name))
        coded = country_key(kept, name)
        table = replace(coded, notes=tuple(dict.fromkeys((*coded.notes, *said))))
    return table


def _without(
    table: LongTable, name: str, groups: list[str], former: list[str]
) -> tuple[LongTable, list[Message]]:
    """Return the rows without some labels, and what was left out."""
    key = table.key(name)
    gone = np.isin(key.codes, [key.labels.index(label) for label in (*groups, *former)])
    return (table.rows(~gone) if gone.any() else table), _notes(groups, former)


def _notes(groups: list[str], former: list[str]) -> list[Message]:
    """Return what was left out, in sentences."""
    said = []
    if groups:
        template = "Left out, because they are groups of countries: {n}, {names}."
        listed = join_names(groups, most=100)
        said.append(message(template, n=plural(len(groups), "code"), names=listed))
    if former:
        template = "Left out, because they are countries no more: {names}."
        listed = join_names([f"{one} ({FORMER[one]})" for one in former], most=20)
        said.append(message(template, names=listed))
    return said
