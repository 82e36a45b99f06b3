"""Blocs: what countries have founded together by treaty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from hanse.errors import unknown_name
from hanse.result import Record
from hanse.tables.countries.bundled import bundled_rows
from hanse.tables.countries.codes import country_code

__all__ = ["Bloc", "bloc", "blocs", "shared_blocs"]


@dataclass(frozen=True)
class Bloc(Record, kind="country-bloc"):
    """A customs union, common market, area of free movement or political association.

    Attributes
    ----------
    id, name : str
        Short id, such as ``"EU"``, and name.
    members : tuple of str
        Alpha-3 codes, sorted.
    source : str
        Treaty, organisation or file that the members are taken from.
    as_of : str
        Date for which the list holds, as ``2026-01-01``, or its year.
    """

    id: str
    name: str
    members: tuple[str, ...]
    source: str
    as_of: str

    def __str__(self) -> str:
        return f"{self.name} ({self.id}, {len(self.members)} members, {self.as_of})"


@cache
def blocs() -> Mapping[str, Bloc]:
    """Return the blocs by id in order.

    Examples
    --------
    >>> print(blocs()["EU"])
    European Union (EU, 27 members, 2020-02-01)
    """
    rows: dict[str, list[dict[str, str]]] = {}
    for row in bundled_rows("blocs"):
        rows.setdefault(row["id"], []).append(row)
    made = {}
    for name, own in sorted(rows.items()):
        members = tuple(sorted(row["member"] for row in own))
        made[name] = Bloc(name, own[0]["name"], members, own[0]["source"], own[0]["as_of"])
    return MappingProxyType(made)


def bloc(name: str, *, where: str = "") -> Bloc:
    """Return a bloc by its id.

    Raises
    ------
    InputError
        If there is none of that id, with the nearest.

    Examples
    --------
    >>> bloc("BENELUX").members
    ('BEL', 'LUX', 'NLD')
    """
    if name not in blocs():
        raise unknown_name("bloc", name, blocs(), where=where)
    return blocs()[name]


def shared_blocs(one: str, other: str) -> tuple[str, ...]:
    """Return the ids of the blocs that both countries are members of, sorted.

    Parameters
    ----------
    one, other : str
        Codes or names of countries.

    Examples
    --------
    >>> shared_blocs("Belgium", "LUX")
    ('BENELUX', 'EEA', 'EU', 'EUROZONE', 'EU_CUSTOMS', 'SCHENGEN')
    """
    codes = {country_code(one), country_code(other)}
    return tuple(name for name, own in blocs().items() if codes <= set(own.members))
