"""The study file: what may stand in hanse.toml, read into settings and checked key by key.

An unknown section, key or name is an error that names the nearest right one; none is passed over.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from hanse.errors import InputError, unknown_name
from hanse.qca.calibration import Calibration
from hanse.qca.calibration.spec import spec_from_table
from hanse.qca.expression import parse_set, valid_name
from hanse.study.cuts import Cuts, read_cuts
from hanse.study.toml_values import (
    check_keys,
    names_of,
    not_toml,
    number_of,
    table_of,
    text_of,
    whole_of,
)

__all__ = [
    "CasesSettings",
    "Cuts",
    "QcaSettings",
    "SetSettings",
    "StudySettings",
    "Variant",
    "read_cases_settings",
    "read_cuts",
    "read_qca",
    "read_sets",
    "read_study",
    "read_toml",
    "read_variants",
]

SET_WORDS = ("column", "label", "unit", "source", "reason")
MISSING = ("refuse", "drop", "absent")


@dataclass(frozen=True)
class StudySettings:
    """``[study]``: what the report says of the study itself."""

    title: str
    question: str = ""
    description: str = ""
    source: str = ""
    licence: str = ""
    caution: str = ""
    findings: tuple[str, ...] = ()
    language: str = "en"
    as_of: str = ""


@dataclass(frozen=True)
class CasesSettings:
    """``[cases]``: the table and how it is read."""

    file: str
    id: str | None = None
    sheet: str | None = None
    delimiter: str | None = None
    decimal: str | None = None
    encoding: str | None = None
    missing: str = "refuse"
    missing_markers: tuple[str, ...] | None = None


@dataclass(frozen=True)
class SetSettings:
    """``[sets.NAME]``: a column, its words and its calibration."""

    name: str
    column: str
    method: Calibration
    label: str = ""
    unit: str = ""
    source: str = ""
    reason: str = ""


@dataclass(frozen=True)
class QcaSettings:
    """``[qca]``: the outcome, the conditions and the cut-offs of the outcome and its negation."""

    outcome: str
    conditions: tuple[str, ...]
    cuts: Cuts
    negated: Cuts
    necessity: float = 0.9
    report: str = "intermediate"
    limit: int = 1000
    families: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Variant:
    """``[[robustness]]``: what one further run changes."""

    name: str
    cuts: Mapping[str, Any]
    sets: Mapping[str, Calibration]
    conditions: tuple[str, ...] | None = None
    missing: str | None = None
    reason: str = ""


def read_toml(path: Path) -> dict[str, Any]:
    """Return the study file as a dictionary.

    Raises
    ------
    InputError
        If there is no such file or it is not TOML; the message has the line.
    """
    if not path.is_file():
        raise InputError(
            f"there is no {path.name}",
            where=str(path.parent),
            mend="Start one with: hanse new DIR --from FILE.",
        )
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise not_toml(path, error) from error


def read_study(table: Mapping[str, Any]) -> StudySettings:
    """Read ``[study]``."""
    where = "[study]"
    keys = ("title", "question", "description", "source", "licence", "caution", "findings")
    check_keys(table, (*keys, "language", "as_of"), where)
    texts = {key: text_of(table, key, where) for key in table if key not in ("findings", "as_of")}
    return StudySettings(
        **{"title": "Untitled study", **texts},
        findings=names_of(table, "findings", where) or (),
        as_of=str(table.get("as_of", "")),
    )


def read_cases_settings(table: Mapping[str, Any], *, is_made: bool = False) -> CasesSettings:
    """Read ``[cases]``; where a survey makes the cases, no file is named."""
    where = "[cases]"
    keys = ("file", "id", "sheet", "delimiter", "decimal", "encoding", "missing")
    check_keys(table, (*keys, "missing_markers"), where)
    if "file" not in table and not is_made:
        raise InputError("file is missing", where=where, mend='Name the table: file = "cases.csv".')
    texts = {key: text_of(table, key, where) for key in keys if key in table}
    if texts.get("missing", "refuse") not in MISSING:
        raise unknown_name("policy", texts["missing"], MISSING, where="[cases] missing")
    markers = names_of(table, "missing_markers", where)
    return CasesSettings(**{"file": "", **texts}, missing_markers=markers)


def read_sets(table: Mapping[str, Any]) -> dict[str, SetSettings]:
    """Read ``[sets.NAME]`` of every set."""
    found = {}
    for name, entry in table_of(table, "[sets]").items():
        where = f"[sets.{name}]"
        if not valid_name(name):
            raise InputError(
                f"'{name}' cannot stand in an expression",
                where=where,
                mend='Use letters, digits and _, and name the column: column = "...".',
            )
        if not isinstance(entry, Mapping):
            raise InputError("not a table of settings", where=where, mend=f"Write it as {where}.")
        method = spec_from_table(entry, where=where, ignore=SET_WORDS)
        texts = {key: text_of(entry, key, where) for key in SET_WORDS if key in entry}
        found[name] = SetSettings(name, method=method, **{"column": name, **texts})
    return found


def read_qca(table: Mapping[str, Any], sets: Mapping[str, SetSettings]) -> QcaSettings:
    """Read ``[qca]``, the negation's own cut-offs in ``[qca.negated]``."""
    where = "[qca]"
    own = ("outcome", "conditions", "necessity", "report", "limit", "families", "negated")
    check_keys(table, (*own, "frequency", "consistency", "pri", "expectations"), where)
    if "outcome" not in table:
        raise InputError("outcome is missing", where=where, mend='Name a set: outcome = "...".')
    outcome = text_of(table, "outcome", where)
    bare = outcome.lstrip("~").split("[")[0]
    conditions = names_of(table, "conditions", where)
    if conditions is None:
        conditions = tuple(name for name in sets if name != bare)
    for name in (bare, *conditions):
        if name not in sets:
            raise unknown_name("set", name, sets, where=f"{where} outcome and conditions")
    cuts = read_cuts(table, Cuts(), where)
    negated = table.get("negated", {})
    check_keys(negated, ("frequency", "consistency", "pri", "expectations"), "[qca.negated]")
    return QcaSettings(
        outcome=outcome,
        conditions=conditions,
        cuts=cuts,
        negated=read_cuts(negated, replace(cuts, expectations={}, reasons={}), "[qca.negated]"),
        necessity=float(number_of(table, "necessity", 0.9, where)),
        report=_report(table, where),
        limit=whole_of(table, "limit", 1000, where),
        families=_families(table.get("families", {}), conditions),
    )


def read_variants(
    entries: Sequence[Mapping[str, Any]], sets: Mapping[str, SetSettings]
) -> tuple[Variant, ...]:
    """Read every ``[[robustness]]``."""
    if not isinstance(entries, Sequence):
        raise InputError("robustness is one table", mend="Write [[robustness]] with two brackets.")
    found = []
    for i, entry in enumerate(entries, start=1):
        where = f"[[robustness]] {i}"
        cut_keys = ("frequency", "consistency", "pri")
        check_keys(entry, ("name", "reason", "missing", "sets", "conditions", *cut_keys), where)
        missing = entry.get("missing")
        if missing is not None and missing not in MISSING:
            raise unknown_name("policy", str(missing), MISSING, where=f"{where} missing")
        changed = {}
        for name, method in table_of(entry.get("sets", {}), f"{where} sets").items():
            if name not in sets:
                raise unknown_name("set", name, sets, where=f"{where} sets")
            place = f"{where} sets.{name}"
            changed[name] = spec_from_table(table_of(method, place), where=place)
        name = text_of(entry, "name", where) if "name" in entry else f"setting {i}"
        found.append(
            Variant(
                name=name,
                cuts={key: number_of(entry, key, 0, where) for key in cut_keys if key in entry},
                sets=changed,
                conditions=_known_sets(names_of(entry, "conditions", where), sets, where),
                missing=missing,
                reason=text_of(entry, "reason", where) if "reason" in entry else "",
            )
        )
    return tuple(found)


def _known_sets(
    names: tuple[str, ...] | None, sets: Mapping[str, SetSettings], where: str
) -> tuple[str, ...] | None:
    """Return the names after looking for each of them among the sets."""
    if names == ():
        raise InputError("there is no condition", where=where, mend="Name one, or leave it out.")
    for name in names or ():
        if name not in sets:
            raise unknown_name("set", name, sets, where=f"{where} conditions")
    return names


def _report(table: Mapping[str, Any], where: str) -> str:
    """Return the solution that the report puts first."""
    choices = ("conservative", "intermediate", "parsimonious")
    chosen = str(table.get("report", "intermediate"))
    if chosen not in choices:
        raise unknown_name("solution", chosen, choices, where=f"{where} report")
    return chosen


def _families(table: Any, conditions: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the paths of each family, every condition in them known."""
    where = "[qca.families]"
    found = {name: names_of(table, name, where) or () for name in table_of(table, where)}
    for name, paths in found.items():
        place = f"{where} {name}"
        for part in (part for path in paths for part in path.split("*")):
            condition = parse_set(part, where=place).name
            if condition not in conditions:
                raise unknown_name("condition", condition, conditions, where=place)
    return found
