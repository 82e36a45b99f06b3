"""Findings: what a study says of a mechanism, in a country and a kind of cluster."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from hanse.errors import InputError, unknown_name
from hanse.messages import columns_text, join_names, plural
from hanse.result import Answer, Record

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["COLUMNS", "DIRECTIONS", "NOT_REPORTED", "Finding", "Findings"]

DIRECTIONS = ("supports", "opposes", "mixed", "none")
"""What a study says of a mechanism: it holds, its contrary holds, it depends, or no effect seen."""
NOT_REPORTED = "not reported"
"""How a country or a kind of cluster is called that a study does not tell."""


@dataclass(frozen=True)
class Finding(Record, kind="evidence-finding"):
    """What one study says of one mechanism for one cluster.

    Attributes
    ----------
    record : str
        Id of the record in which it stands.
    mechanism : str
        Id of the mechanism in the coding frame.
    direction : str
        One of `DIRECTIONS`.
    study : str
        Id of the study, where several records report the same one; the record's id where empty.
    unit : str
        The cluster, as the study calls it.
    country : str
        Alpha-3 code; empty where it is not reported. A finding on two countries is two findings.
    cluster_kind : str
        Kind of cluster; empty where it is not reported. In tables the column is ``kind``.
    place, paraphrase : str
        Where it stands in the text, and what stands there in the coder's words.
    coder : str
        Who coded it.
    appraisal : str
        What the appraisal of the study's quality came to, such as ``"high"``.
    """

    record: str
    mechanism: str
    direction: str
    study: str = ""
    unit: str = ""
    country: str = ""
    cluster_kind: str = ""
    place: str = ""
    paraphrase: str = ""
    coder: str = ""
    appraisal: str = ""

    @property
    def study_id(self) -> str:
        """The study that counts: its own id, or that of the record."""
        return self.study or self.record


COLUMNS = tuple("kind" if f.name == "cluster_kind" else f.name for f in fields(Finding))
"""Names of the columns of a table of findings."""


@dataclass(frozen=True)
class Findings(Answer, kind="evidence-findings"):
    """All findings of a review, checked.

    Parameters
    ----------
    rows : tuple of Finding
        In the order in which they were given.

    Examples
    --------
    >>> found = Findings.of([Finding("R1", "mnc", "supports", country="Pakistan")])
    >>> print(found)
    1 finding of 1 study on 1 mechanism.
    record  mechanism  direction  country  kind
    R1      mnc        supports   PAK      not reported
    >>> len(found), found.studies
    (1, ('R1',))
    """

    rows: tuple[Finding, ...]

    @classmethod
    def of(
        cls,
        rows: Iterable[Finding],
        *,
        mechanisms: Iterable[str] | None = None,
        records: Iterable[str] | None = None,
        places: Mapping[int, str] | None = None,
    ) -> Findings:
        """Return the findings with countries as alpha-3 codes, refused where one cannot be used.

        Parameters
        ----------
        rows : iterable of Finding
            Countries by any code or English name.
        mechanisms, records : iterable of str, optional
            The ids there are; a finding that names another is refused.
        places : mapping of int to str, optional
            Where each row stands, for the errors; ``finding 1`` and so on where it is missing.

        Raises
        ------
        InputError
            If a record, mechanism or direction is missing or unknown, a country is none or several,
            a row is given twice, a record belongs to two studies, or two coders still differ.
        """
        known = None if mechanisms is None else tuple(mechanisms)
        there = None if records is None else tuple(records)
        said = places or {}
        read = []
        for at, row in enumerate(rows):
            where = said.get(at, f"finding {at + 1}")
            read.append(_checked(row, known, there, where))
        _check_together(read, said)
        return cls(tuple(read))

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def studies(self) -> tuple[str, ...]:
        """Ids of the studies, in the order in which they first stand."""
        return tuple(dict.fromkeys(row.study_id for row in self.rows))

    @property
    def mechanisms(self) -> tuple[str, ...]:
        """Ids of the mechanisms, in the order in which they first stand."""
        return tuple(dict.fromkeys(row.mechanism for row in self.rows))

    def __str__(self) -> str:
        head = (
            f"{plural(len(self), 'finding')} of {plural(len(self.studies), 'study', 'studies')} "
            f"on {plural(len(self.mechanisms), 'mechanism')}."
        )
        lines = [
            [
                row.record,
                row.mechanism,
                row.direction,
                row.country or NOT_REPORTED,
                row.cluster_kind or NOT_REPORTED,
            ]
            for row in self.rows
        ]
        titles = ["record", "mechanism", "direction", "country", "kind"]
        return f"{head}\n{columns_text(titles, lines, left=range(5))}"

    def to_frame(self) -> pd.DataFrame:
        """Return one row for each finding, the columns being `COLUMNS`."""
        import pandas as pd

        names = [f.name for f in fields(Finding)]
        data: dict[str, Any] = {
            column: [getattr(row, name) for row in self.rows]
            for column, name in zip(COLUMNS, names, strict=True)
        }
        return pd.DataFrame(data, dtype=object)


def _checked(
    row: Finding, known: tuple[str, ...] | None, there: tuple[str, ...] | None, where: str
) -> Finding:
    """Return a finding with trimmed texts and a code for its country, refused where it is wrong."""
    clean = replace(row, **{f.name: str(getattr(row, f.name)).strip() for f in fields(Finding)})
    for name in ("record", "mechanism", "direction"):
        if not getattr(clean, name):
            raise InputError(f"the {name} is empty", where=where, mend="Fill it in.")
    if clean.direction not in DIRECTIONS:
        raise unknown_name("direction", clean.direction, DIRECTIONS, where=where)
    if known is not None and clean.mechanism not in known:
        raise unknown_name("mechanism", clean.mechanism, known, where=where)
    if there is not None and clean.record not in there:
        raise unknown_name("record", clean.record, there, where=where)
    if not clean.country or clean.country.casefold() == NOT_REPORTED:
        clean = replace(clean, country="")
    else:
        clean = replace(clean, country=_country(clean.country, where))
    if clean.cluster_kind.casefold() == NOT_REPORTED:
        clean = replace(clean, cluster_kind="")
    return clean


def _country(text: str, where: str) -> str:
    """Return the code of a country; several in one cell have a mend of their own."""
    from hanse.tables.countries import country_code

    try:
        return country_code(text, where=where)
    except InputError:
        parts = [part for part in text.replace("|", ";").replace(",", ";").split(";") if part]
        if len(parts) > 1 and all(_is_country(part) for part in parts):
            mend = "Give one row for each country; the study still counts once."
            raise InputError(f"'{text}' names several countries", where=where, mend=mend) from None
        raise


def _is_country(text: str) -> bool:
    """Whether a text names one country."""
    from hanse.tables.countries import country_code

    try:
        return bool(country_code(text))
    except InputError:
        return False


def _check_together(rows: list[Finding], places: Mapping[int, str]) -> None:
    """Refuse equal rows, a record of two studies, and coders who still differ."""
    seen: dict[Finding, int] = {}
    study_of: dict[str, str] = {}
    coded: dict[tuple[str, ...], dict[str, set[str]]] = {}
    for at, row in enumerate(rows):
        where = places.get(at, f"finding {at + 1}")
        if row in seen:
            first = places.get(seen[row], f"finding {seen[row] + 1}")
            mend = "Keep one."
            raise InputError(f"the same finding stands at {first}", where=where, mend=mend)
        seen[row] = at
        if study_of.setdefault(row.record, row.study_id) != row.study_id:
            raise InputError(
                f"record '{row.record}' belongs to study '{study_of[row.record]}' and to "
                f"'{row.study_id}'",
                where=where,
                mend="Give the record one study.",
            )
        cell = (row.record, row.unit, row.country, row.cluster_kind, row.mechanism)
        coded.setdefault(cell, {}).setdefault(row.coder, set()).add(row.direction)
    for key, said in coded.items():
        if len({frozenset(one) for one in said.values()}) > 1:
            who = [f"{coder or 'nobody'}: {'/'.join(sorted(d))}" for coder, d in said.items()]
            raise InputError(
                f"coders differ on {key[4]} of {key[0]}{f' ({key[1]})' if key[1] else ''} "
                f"({join_names(who)})",
                where="findings",
                mend="Settle it first, and give the findings that the coders agreed on.",
            )
