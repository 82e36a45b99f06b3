"""Axes of an evidence map: what a finding counts under, and what could be there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hanse.errors import InputError, unknown_name
from hanse.evidence.synthesis.finding import NOT_REPORTED, Finding, Findings
from hanse.result import Record
from hanse.tables.countries import countries, country_code, country_name

__all__ = ["AXES", "Axis", "axis_of"]

AXES = ("mechanism", "country", "kind", "continent", "region of the world")
"""Axes that every review has; groups of countries of one's own come beside them."""

Groups = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Axis(Record, kind="evidence-axis"):
    """One side of an evidence map.

    Parameters
    ----------
    name : str
        One of `AXES`, or the name of a grouping of countries.
    values : tuple of str
        The universe: everything that could be there, in order; last ``not reported`` where a
        finding does not tell.
    labels : tuple of str
        The same for readers.
    is_stated : bool
        Whether the universe was stated; otherwise it is what the findings have, and nothing can be
        missing that no study names.
    grouping : tuple of (str, str)
        The group of each country, for a grouping of one's own.
    """

    name: str
    values: tuple[str, ...]
    labels: tuple[str, ...]
    is_stated: bool
    grouping: tuple[tuple[str, str], ...] = ()

    @property
    def universe(self) -> tuple[str, ...]:
        """The values without ``not reported``: what a gap can be named for."""
        return tuple(value for value in self.values if value != NOT_REPORTED)

    def label(self, value: str) -> str:
        """Return a value as readers see it."""
        return self.labels[self.values.index(value)]

    def of(self, finding: Finding) -> str:
        """Return what a finding counts under."""
        return _value(self.name, finding, dict(self.grouping))


def axis_of(
    name: str,
    findings: Findings,
    *,
    universe: Iterable[str] | None,
    labels: Mapping[str, str],
    groups: Groups,
) -> Axis:
    """Return an axis over its universe.

    Raises
    ------
    InputError
        If there is no such axis, a value stands twice, a finding lies outside the universe, or a
        country has no group.

    Examples
    --------
    >>> found = Findings.of([Finding("R1", "mnc", "none", country="Peru")])
    >>> axis_of("country", found, universe=["Peru", "GHA"], labels={}, groups={}).labels
    ('Peru', 'Ghana')
    >>> axis_of("continent", found, universe=None, labels={}, groups={}).values
    ('Americas',)
    """
    if name not in (*AXES, *groups):
        raise unknown_name("axis", name, (*AXES, *groups), where="evidence map")
    grouping = _grouping(name, findings, groups)
    found = dict.fromkeys(_value(name, row, grouping) for row in findings.rows)
    has_missing = NOT_REPORTED in found
    found.pop(NOT_REPORTED, None)
    stated = None if universe is None else _stated(name, universe)
    if stated is not None:
        for value in found:
            if value not in stated:
                raise unknown_name(name, value, stated, where=f"evidence map, universe of {name}")
    values = stated if stated is not None else _ordered(name, tuple(found))
    values = (*values, *([NOT_REPORTED] if has_missing else []))
    shown = tuple(labels.get(value) or _label(name, value) for value in values)
    return Axis(name, values, shown, stated is not None, tuple(sorted(grouping.items())))


def _value(name: str, finding: Finding, grouping: Mapping[str, str]) -> str:
    """Return what a finding counts under on an axis."""
    if name == "mechanism":
        return finding.mechanism
    if name == "kind":
        return finding.cluster_kind or NOT_REPORTED
    if not finding.country:
        return NOT_REPORTED
    if name == "country":
        return finding.country
    if name == "continent":
        return countries()[finding.country].continent or NOT_REPORTED
    if name == "region of the world":
        return countries()[finding.country].subregion or NOT_REPORTED
    return grouping[finding.country]


def _grouping(name: str, findings: Findings, groups: Groups) -> dict[str, str]:
    """Return the group of each country by its code, refused where a country has none."""
    if name not in groups:
        return {}
    where = f"evidence map, {name}"
    made = {country_code(key, where=where): group for key, group in groups[name].items()}
    missing = sorted({row.country for row in findings.rows if row.country} - set(made))
    if missing:
        named = ", ".join(f"{country_name(code)} ({code})" for code in missing)
        raise InputError(f"no group is given for {named}", where=where, mend="Add it.")
    return made


def _stated(name: str, universe: Iterable[str]) -> tuple[str, ...]:
    """Return a stated universe, countries as codes, refused where a value stands twice."""
    where = f"evidence map, universe of {name}"
    values = [str(value) for value in universe]
    if name == "country":
        values = [country_code(value, where=where) for value in values if value != NOT_REPORTED]
    values = [value for value in values if value != NOT_REPORTED]
    for value in values:
        if values.count(value) > 1:
            raise InputError(f"'{value}' stands twice", where=where, mend="Name it once.")
    return tuple(values)


def _ordered(name: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """Return values as found; countries by name, other places in alphabetical order."""
    if name == "country":
        return tuple(sorted(values, key=country_name))
    return values if name == "mechanism" else tuple(sorted(values))


def _label(name: str, value: str) -> str:
    """Return a value as readers see it."""
    return country_name(value) if name == "country" else value
