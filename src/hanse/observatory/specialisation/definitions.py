"""Clusters that the user defines as sets of industry codes (NACE, NAICS, HS)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from hanse.errors import HanseError, InputError, unknown_name
from hanse.messages import columns_text, join_names, plural
from hanse.result import Answer, Record

__all__ = ["ClusterDefinition", "MatchedClusters", "match_clusters", "read_definitions"]

_KEYS = ("codes", "exclude", "classification")


@dataclass(frozen=True)
class ClusterDefinition(Record, kind="observatory-cluster-definition"):
    """A cluster as a set of codes.

    Attributes
    ----------
    name : str
        Name of the cluster.
    codes : tuple of str
        Codes as they stand in the data, or the beginning of codes followed by a star (``33*``).
    exclude : tuple of str
        Codes that are not meant, in the same way.
    classification : str
        Which classification they are of, such as ``NAICS 2017``.
    """

    name: str
    codes: tuple[str, ...]
    exclude: tuple[str, ...] = ()
    classification: str = ""


@dataclass(frozen=True)
class MatchedClusters(Answer, kind="observatory-matched-clusters"):
    """Which codes of the data each cluster holds.

    Attributes
    ----------
    definitions : tuple of ClusterDefinition
        What was asked for.
    codes : mapping of str to tuple of str
        The codes of each cluster, in the order of the data.
    shared : mapping of str to tuple of str
        The clusters of each code that is in more than one; its figures count in each of them.
    unused : tuple of str
        The codes of the data that are in no cluster.
    """

    definitions: tuple[ClusterDefinition, ...]
    codes: Mapping[str, tuple[str, ...]]
    shared: Mapping[str, tuple[str, ...]]
    unused: tuple[str, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """A sentence for each code that is in more than one cluster."""
        return tuple(
            f"Code {code} is in {join_names(names)}: it counts in each."
            for code, names in self.shared.items()
        )

    def __str__(self) -> str:
        lines = [
            [name, f"{len(codes):,}", join_names(codes, most=8)]
            for name, codes in self.codes.items()
        ]
        table = columns_text(["cluster", "codes", "which"], lines, left=[0, 1, 2])
        rest = f"In no cluster: {plural(len(self.unused), 'code')}"
        return "\n".join([table, *self.notes, rest])

    def to_frame(self) -> Any:
        """Return one row for each cluster and code: ``cluster code n_clusters``."""
        import pandas as pd

        rows = [
            [name, code, len(self.shared.get(code, (name,)))]
            for name, codes in self.codes.items()
            for code in codes
        ]
        return pd.DataFrame(rows, columns=["cluster", "code", "n_clusters"])


def read_definitions(
    table: Mapping[str, Any], *, where: str = "[clusters]"
) -> tuple[ClusterDefinition, ...]:
    """Return the clusters that a table of settings defines.

    Parameters
    ----------
    table : mapping
        For each cluster a list of codes, or a table with ``codes``, ``exclude`` and
        ``classification``.
    where : str
        Where the table stands, for errors.

    Raises
    ------
    InputError
        If a key is unknown or a value is of the wrong kind; all problems are told together.

    Examples
    --------
    >>> read_definitions({"machines": {"codes": ["333*"], "exclude": ["3331"]}})[0].exclude
    ('3331',)
    """
    made: list[ClusterDefinition] = []
    problems: list[HanseError] = []
    for name, given in table.items():
        entry = given if isinstance(given, Mapping) else {"codes": given}
        place = f"{where} {name}"
        problems += [unknown_name("key", k, _KEYS, where=place) for k in entry if k not in _KEYS]
        lists = {key: _codes(entry.get(key, []), key, place, problems) for key in _KEYS[:2]}
        if not lists["codes"]:
            problems.append(
                InputError("there are no codes", where=place, mend='Write codes = ["331", "33*"].')
            )
        classification = entry.get("classification", "")
        if not isinstance(classification, str):
            problems.append(
                InputError(f"classification is {classification!r}", where=place, mend="Write text.")
            )
        made.append(ClusterDefinition(name, lists["codes"], lists["exclude"], str(classification)))
    _tell(problems, where)
    return tuple(made)


def match_clusters(
    definitions: Sequence[ClusterDefinition],
    codes: Sequence[str],
    *,
    overlap: str = "tell",
    where: str = "clusters",
) -> MatchedClusters:
    """Find the codes of the data that each cluster holds.

    Parameters
    ----------
    definitions : sequence of ClusterDefinition
        The clusters.
    codes : sequence of str
        The codes that are in the data, of one level.
    overlap : {"tell", "refuse"}
        What to do with a code in two clusters: count it in each and say so, or refuse.

    Raises
    ------
    InputError
        If a code or a beginning is not in the data (with the nearest), an exclusion takes nothing
        out, a cluster is left without codes, two have one name, or codes overlap and are refused.

    Examples
    --------
    >>> machines = ClusterDefinition("machines", ("33*",), ("336",))
    >>> match_clusters([machines], ["311", "333", "334", "336"]).codes
    {'machines': ('333', '334')}
    """
    if overlap not in ("tell", "refuse"):
        raise unknown_name("way with overlaps", overlap, ("tell", "refuse"), where=where)
    problems: list[HanseError] = []
    found: dict[str, tuple[str, ...]] = {}
    for one in definitions:
        if one.name in found:
            problems.append(InputError("two clusters have this name", where=f"{where} {one.name}"))
        found[one.name] = _matching(one, codes, f"{where} {one.name}", problems)
    members: dict[str, list[str]] = {}
    for name, listed in found.items():
        for code in listed:
            members.setdefault(code, []).append(name)
    shared = {code: tuple(members[code]) for code in codes if len(members.get(code, ())) > 1}
    if overlap == "refuse":
        problems += [
            InputError(
                f"code {code} is in {join_names(names)}",
                where=where,
                mend='Exclude it from all but one, or take overlap = "tell" to count it in each.',
            )
            for code, names in shared.items()
        ]
    _tell(problems, where)
    unused = tuple(code for code in codes if code not in members)
    return MatchedClusters(tuple(definitions), found, shared, unused)


def _matching(
    one: ClusterDefinition, codes: Sequence[str], place: str, problems: list[HanseError]
) -> tuple[str, ...]:
    """Return the codes of a cluster, in the order of the data."""
    wanted: set[str] = set()
    for pattern in one.codes:
        wanted |= _met(pattern, codes, place, problems)
    left_out: set[str] = set()
    for pattern in one.exclude:
        met = _met(pattern, codes, place, problems)
        if met and not met & wanted:
            problems.append(
                InputError(
                    f"the exclusion '{pattern}' takes nothing out",
                    where=place,
                    mend="Take it away, or add the codes that it is to be taken from.",
                )
            )
        left_out |= met
    kept = wanted - left_out
    if wanted and not kept:
        problems.append(
            InputError("all its codes are excluded", where=place, mend="Exclude fewer.")
        )
    return tuple(code for code in codes if code in kept)


def _met(pattern: str, codes: Sequence[str], place: str, problems: list[HanseError]) -> set[str]:
    """Return the codes that a pattern means; one that means none is a problem."""
    start = pattern.removesuffix("*")
    if "*" in start:
        problems.append(
            InputError(
                f"'{pattern}' is no code", where=place, mend="A star stands at the end: 33*."
            )
        )
        return set()
    if pattern.endswith("*"):
        met = {code for code in codes if code.startswith(start)}
    else:
        met = {code for code in codes if code == pattern}
    if not met:
        problems.append(_not_in_data(pattern, codes, place))
    return met


def _not_in_data(pattern: str, codes: Sequence[str], place: str) -> InputError:
    """Return the error for a pattern without a code, with what may be meant."""
    what = f"no code of the data is '{pattern}'"
    below = [code for code in codes if code.startswith(pattern)]
    if pattern.endswith("*"):
        what = f"no code of the data begins with '{pattern[:-1]}'"
    elif below:
        return InputError(
            what, where=place, mend=f"Did you mean '{pattern}*' ({join_names(below, most=5)})?"
        )
    near = get_close_matches(pattern.rstrip("*"), codes, n=1, cutoff=0.3)
    hint = f"The nearest is '{near[0]}'." if near else "The data have no codes."
    return InputError(what, where=place, mend=hint)


def _codes(value: Any, key: str, place: str, problems: list[HanseError]) -> tuple[str, ...]:
    """Return a list of codes as texts; a number would have lost its zeros."""
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, (list, tuple)) or any(not isinstance(one, str) for one in value):
        problems.append(
            InputError(
                f"{key} is {value!r}",
                where=place,
                mend=f'Write codes as text, to keep their zeros: {key} = ["01", "33*"].',
            )
        )
        return ()
    return tuple(value)


def _tell(problems: Sequence[HanseError], where: str) -> None:
    """Raise what was found: one problem as it is, several as a list."""
    if len(problems) == 1:
        raise problems[0]
    if problems:
        listed = "\n".join(f"  - {one}" for one in problems)
        raise InputError(f"{len(problems)} problems:\n{listed}", where=where)
